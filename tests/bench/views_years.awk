# views_years.awk: copies the files of week 2025-W12 of a book to every week of some years.
#
#	awk -v dir=book -v first=2016 -v last=2025 -f views_years.awk FILE...
#
# Files are named below book/weeks/2025-W12. What changes from week to week (the week, its days, the days of
# its state, the contract) is found once; a week is then written piece by piece. A file that is balances.csv
# goes to book/ledger, all weeks in one. Contracts follow each other every three years, from the first.
BEGIN {
	mark = "2025-W12|2025-03-[123][0-9]|202503[123][0-9]|M2025-"
	template = monday(2025) + 77
	for (year = first; year <= last; year++)
		for (day = monday(year); day < monday(year + 1); day += 7)
			folders = folders sprintf(" %s/weeks/%04d-W%02d", dir, year,
						  1 + (day - monday(year)) / 7)
	system("mkdir -p" folders)
	for (f = 1; f < ARGC; f++)
		copy(ARGV[f])
	exit 0
}
# Days since 1970-01-01 of a date, and back (days_from_civil, with March as the first month).
function days(y, m, d,    era, yoe) {
	if (m <= 2) y--
	era = int(y / 400)
	yoe = y - era * 400
	return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + \
		int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1 - 719468
}
function date(n, form,    era, doe, yoe, doy, mp, m) {
	n += 719468
	era = int(n / 146097)
	doe = n - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	m = mp + (mp < 10 ? 3 : -9)
	return sprintf(form, yoe + era * 400 + (m <= 2), m, doy - int((153 * mp + 2) / 5) + 1)
}
# The Monday of the week that has 4 January.
function monday(year,    n) {
	n = days(year, 1, 4)
	return n - (n + 3) % 7
}
# Cuts a file into pieces, each followed by something that changes; a header is kept apart.
function cut(path,    line, pending) {
	pieces = 0
	pending = ""
	getline header <path
	while ((getline line <path) > 0) {
		for (line = line "\n"; match(line, mark); line = substr(line, RSTART + RLENGTH)) {
			piece[++pieces] = pending substr(line, 1, RSTART - 1)
			what[pieces] = substr(line, RSTART, RLENGTH)
			pending = ""
		}
		pending = pending line
	}
	close(path)
	last_piece = pending
}
# What stands in a week instead of what the template has; day is its Monday.
function fill(day, year, week,    i, y, m, d) {
	delete value
	value["2025-W12"] = sprintf("%04d-W%02d", year, week)
	value["M2025-"] = "M" (first + 3 * int((year - first) / 3)) "-"
	for (i = 1; i <= pieces; i++)
		if (!(what[i] in value)) {
			m = what[i]
			gsub(/-/, "", m)
			d = days(substr(m, 1, 4) + 0, substr(m, 5, 2) + 0, substr(m, 7, 2) + 0) - template + day
			value[what[i]] = date(d, what[i] ~ /-/ ? "%04d-%02d-%02d" : "%04d%02d%02d")
		}
}
function put(to,    i) {
	for (i = 1; i <= pieces; i++)
		printf "%s%s", piece[i], value[what[i]] >to
	printf "%s", last_piece >to
}
function copy(path,    name, year, day, week, to, one) {
	cut(path)
	name = path
	sub(/.*\//, "", name)
	one = name == "balances.csv"
	if (one) {
		to = dir "/ledger/" name
		print header >to
	}
	for (year = first; year <= last; year++)
		for (day = monday(year); day < monday(year + 1); day += 7) {
			week = 1 + (day - monday(year)) / 7
			if (!one) {
				to = sprintf("%s/weeks/%04d-W%02d/%s", dir, year, week, name)
				print header >to
			}
			fill(day, year, week)
			put(to)
			if (!one) close(to)
		}
	if (one) close(to)
}
