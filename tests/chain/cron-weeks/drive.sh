# shellcheck shell=sh
# drive.sh: weeks of the example book by its own crontab, under a simulated clock.
#
# $EXAMPLES and the commands are there. The book begins with its season and without weeks; what people
# send comes when they would send it: orders and offers of a week are in the letter box on the Sunday before
# it, receipts in the book on its Saturday, rows fixed by hand on the Sunday. Weeks 15 and 16, which the
# example has not got, are what growers offered in week 14.
jobs=$EXAMPLES/luchon/cron

# prepare DIR: a book that begins, and what people will send it.
prepare() {
	mkdir -p "$1"
	cp -R "$EXAMPLES/luchon" "$1/book"
	mv "$1/book/weeks" "$1/post"
	mkdir "$1/book/weeks"
	rm -rf "$1/post/2025-W2"*
	for week in 15 16; do
		mkdir -p "$1/post/2025-W$week"
		sed "s/^2025-W14,/2025-W$week,/; s/2025-0[34]-[0-9][0-9]//g" "$1/post/2025-W14/offers.csv" \
			>"$1/post/2025-W$week/offers.csv"
	done
	: >"$1/mail"
}

# post DIR WEEK FILE...: what has come is put into the book; once.
post() {
	dir=$1
	week=$2
	shift 2
	for file; do
		if [ -f "$dir/post/$week/$file" ] && [ ! -f "$dir/book/weeks/$week/$file" ]; then
			mkdir -p "$dir/book/weeks/$week"
			cp "$dir/post/$week/$file" "$dir/book/weeks/$week/$file"
		fi
	done
}

# due DAY: the scripts that the crontab runs that day, in order.
due() {
	awk -v dow="$(date -d "$1" +%u)" -v dom="$(date -d "$1" +%-d)" '
		function in_list(list, n,    part, i, count, range) {
			if (list == "*") return 1
			count = split(list, part, ",")
			for (i = 1; i <= count; i++) {
				split(part[i] "-" part[i], range, "-")
				if (n >= range[1] && n <= range[2]) return 1
			}
			return 0
		}
		/^[0-9]/ && in_list($3, dom) && in_list($5, dow) {
			name = $6; sub(/.*\//, "", name); printf "%02d%02d %s\n", $2, $1, name
		}' "$jobs/crontab" | sort | cut -d' ' -f2
}

# play DIR FIRST LAST RUNNER: every day from FIRST to LAST; RUNNER DIR DAY SCRIPT runs one.
play() {
	day=$2
	while [ "$(printf '%s\n%s\n' "$day" "$3" | sort | head -n 1)" = "$day" ]; do
		case $(date -d "$day" +%u) in
		7)
			next=$(date -d "$day 7 days" +%G-W%V)
			post "$1" "$next" allocation.csv
			mkdir -p "$1/in/$next"
			for table in orders offers; do
				[ ! -f "$1/post/$next/$table.csv" ] || cp "$1/post/$next/$table.csv" "$1/in/$next"
			done
			;;
		6) post "$1" "$(date -d "$day" +%G-W%V)" receipts.csv ;;
		esac
		for script in $(due "$day"); do
			"$4" "$1" "$day" "$script"
		done
		day=$(date -d "$day 1 day" +%F)
	done
}

# once DIR DAY SCRIPT: as cron runs it; what it writes is the day's mail.
once() {
	PIAL_BOOK=$1/book PIAL_OUT=$1/out PIAL_IN=$1/in PIAL_TODAY=$2 \
		sh "$jobs/$3" >"$1/said" 2>&1
	code=$?
	if [ -s "$1/said" ] || [ $code -ne 0 ]; then
		echo "== $2 $3 ($code)"
		cat "$1/said"
	fi >>"$1/mail"
}

# state DIR: every file of the book and of what was put out, and what it holds; not the journal, which says
# how often something was run.
state() {
	(cd "$1" && find book out -type f ! -name journal.txt ! -name .verrou ! -name lock | LC_ALL=C sort |
		xargs cksum)
}
