# check.awk: a calendar against RFC 5545, in bytes (LC_ALL=C). Prints what it holds, or what is wrong.
function bad(what) { print FILENAME ":" NR ": " what; faults++ }

# A whole line, unfolded: 3.1, 3.3.11, 3.6.1.
function content(line,    name, value, at) {
	if (line !~ /^[A-Z-]+(;[A-Z-]+=[A-Z]+)*:/)
		bad("no property: " line)
	at = index(line, ":")
	name = substr(line, 1, at - 1)
	value = substr(line, at + 1)
	if (name == "BEGIN") {
		stack[++depth] = value
		split("", has)
		return
	}
	if (name == "END") {
		if (depth < 1 || stack[depth--] != value)
			bad("END:" value)
		if (value == "VEVENT")
			event()
		return
	}
	if (!depth)
		bad("outside: " line)
	if (name in has)
		bad("twice: " name)
	has[name] = value
	if (name ~ /^(SUMMARY|DESCRIPTION|X-WR-CALNAME)$/ && is_bare(value))
		bad("not escaped: " value)
	if (depth == 1)
		head[name] = value
}

# True when something is left that should have been escaped.
function is_bare(value) {
	gsub(/\\\\/, "", value)
	gsub(/\\[,;nN]/, "", value)
	return value ~ /[,;\\]/
}

function days(text,    y, m, d) {
	if (text !~ /^[0-9][0-9][0-9][0-9][01][0-9][0-3][0-9]$/)
		bad("no date: " text)
	y = substr(text, 1, 4) + 0; m = substr(text, 5, 2) + 0; d = substr(text, 7, 2) + 0
	if (m <= 2) { y--; m += 12 }
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d
}

function event(    first, last) {
	if (!("UID" in has) || !("DTSTAMP" in has))
		bad("no UID or DTSTAMP")
	if (has["UID"] in seen)
		bad("UID twice: " has["UID"])
	seen[has["UID"]] = 1
	if (has["DTSTAMP"] !~ /^[0-9]+T[0-9][0-9][0-9][0-9][0-9][0-9]Z$/)
		bad("DTSTAMP: " has["DTSTAMP"])
	days(substr(has["DTSTAMP"], 1, 8))
	first = days(has["DTSTART;VALUE=DATE"])
	last = days(has["DTEND;VALUE=DATE"])
	if (last - first != 7 || first % 7 != days("20250331") % 7) # a Monday
		bad("no week: " has["DTSTART;VALUE=DATE"] " to " has["DTEND;VALUE=DATE"])
	if (has["STATUS"] !~ /^(TENTATIVE|CONFIRMED)$/)
		bad("STATUS: " has["STATUS"])
	count[has["STATUS"]]++
}

{
	if (sub(/\r$/, "") != 1)
		bad("ends without CR LF")
	if (length($0) > 75)
		bad(length($0) " octets")
	if ($0 ~ /\r/ || $0 ~ /[\001-\010\013\014\016-\037]/)
		bad("control character")
	# A character of UTF-8 is never cut: no line begins, after its blank, with octets 80 to BF.
	if ($0 ~ /^ ?[\200-\277]/)
		bad("cut inside a character")
	if (substr($0, 1, 1) == " ") {
		whole = whole substr($0, 2)
		folds++
		next
	}
	if (NR > 1)
		content(whole)
	whole = $0
}

END {
	content(whole)
	if (depth || head["VERSION"] != "2.0" || head["PRODID"] == "")
		bad("no whole calendar")
	print count["CONFIRMED"] + 0 " confirmed, " count["TENTATIVE"] + 0 " tentative, " \
		folds + 0 " folds, " faults + 0 " faults"
}
