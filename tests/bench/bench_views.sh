#!/bin/sh
# bench_views.sh BUILD [example | SIZE:YEARS]...: what each view of pial-report costs: user + system seconds,
# seconds elapsed, peak memory, bytes written.
#
# example is the eight weeks of examples/luchon, allocated, with March invoiced. SIZE:YEARS is a book of
# examples/france whose week is copied to every week of so many years, up to 2025, with orders, offers,
# allocation, receipts, deliveries and accounts, a quarter of the kitchens under contract; where it has ten
# growers at most, its months are invoiced too. By itself: example luchon:10 departement:10, the last of which
# takes 3 GB of the disk (TMPDIR) and some minutes to make.
set -u
build=${1:?"usage: bench_views.sh BUILD [example | SIZE:YEARS]..."}
build=$(cd "$build" && pwd) || exit 4
shift
[ $# -gt 0 ] || set -- example luchon:10 departement:10
here=$(cd "$(dirname "$0")" && pwd)
PATH=$build/bin:$PATH
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT

die() {
	echo "bench_views.sh: $*" >&2
	exit 4
}

# quietly COMMAND...: runs it on the book; nothing is said but a failure.
quietly() {
	"$@" >"$scratch/out" 2>"$scratch/err" || die "$* failed: $(grep -m 1 ': \(error\|erreur\)' "$scratch/err")"
}

make_example() {
	cp -r "$here/../../examples/luchon" "$PIAL_BOOK"
	for week in 09 10 11 12 13 14 24 26; do
		quietly pial-allocate "2025-W$week" --save
	done
	quietly pial-invoice issue --period 2025-03 --no-pdf --today 2025-04-05
}

# Of one row of twenty, something is refused.
receipts() {
	awk -F, 'NR == 1 { print "note,day,kitchen,product,producer,batch,sent,received,unit,refused,reason,status,agreed" }
		NR % 20 == 0 && $7 != "" && $9 > 1 {
			note = "BL-" substr($2, 1, 4) substr($2, 6, 2) substr($2, 9, 2) "-" $3 "-" $7
			print note "," $2 "," $3 "," $6 "," $7 "," $8 "," $9 "," $9 "," $10 ",1,abîmé,agreed," $9 - 1
		}' "$1/allocation.csv" >"$1/receipts.csv"
}

# column FILE NAME VALUE: adds a column that says the same in every row.
column() {
	awk -v name="$2" -v value="$3" '{ print $0 "," (NR == 1 ? name : value) }' "$1" >"$scratch/column" &&
		mv "$scratch/column" "$1" || exit 4
}

# make_years SIZE YEARS
make_years() {
	first=$((2026 - $2))
	sh "$here/../../examples/france/make.sh" "$1" "$PIAL_BOOK" >/dev/null || exit 4
	template=$PIAL_BOOK/weeks/2025-W12
	column "$PIAL_BOOK/products.csv" vat_rate 5.5
	column "$PIAL_BOOK/producers.csv" vat_regime franchise
	awk -v dir="$PIAL_BOOK" -v first=$first -v last=2025 -f "$here/party.awk" -f "$here/views_parties.awk" \
		"$PIAL_BOOK/products.csv" "$PIAL_BOOK/producers.csv" "$PIAL_BOOK/kitchens.csv" \
		"$template/orders.csv" || exit 4
	quietly pial-allocate 2025-W12 --save --today 2025-03-14
	quietly pial-allocate publish 2025-W12 --today 2025-03-14
	receipts "$template"
	quietly pial-weigh deliveries 2025-W12 --save --today 2025-03-31
	quietly pial-allocate close 2025-W12 --today 2025-03-31
	cp -r "$template" "$scratch/2025-W12"
	mv "$PIAL_BOOK/ledger/balances.csv" "$scratch/balances.csv"
	awk -v dir="$PIAL_BOOK" -v first=$first -v last=2025 -f "$here/views_years.awk" \
		"$scratch/2025-W12"/*.csv "$scratch/balances.csv" || exit 4
	rm -r "$scratch/2025-W12" "$PIAL_BOOK/.pial/written"
	[ "$(wc -l <"$PIAL_BOOK/producers.csv")" -le 11 ] || return 0
	# What the mentions are is known from 2020 on; here they are said of all years.
	mkdir "$PIAL_BOOK/data"
	sed 's/^\([^,]*\),2020-01-01,/\1,2013-01-01,/' "$here/../../lib/load/data/mentions.csv" \
		>"$PIAL_BOOK/data/mentions.csv"
	year=$first
	while [ "$year" -le 2025 ]; do
		for month in 1 2 3 4 5 6 7 8 9 10 11 12; do
			quietly pial-invoice issue --period "$year-$(printf %02d $month)" --no-pdf \
				--today "$((year + month / 12))-$(printf %02d $((month % 12 + 1)))-28"
		done
		year=$((year + 1))
	done
}

# view COMMAND...: one line of figures.
view() {
	"$build/bench/measure" "$scratch/out" "$@" >"$scratch/time" 2>&1 || die "$* failed"
	shown=$(printf '%s ' "$@")
	bytes=$(wc -c <"$scratch/out")
	awk -v name="${shown#pial-report }" -v bytes="$bytes" '{
		if ($5 > 1) exit 1
		printf "%-46s %8.3f %8.3f %8.1f %9d\n", name, $2 + $3, $1, $4 / 1024, bytes
	}' "$scratch/time" || die "$* ended with $(cut -d " " -f 5 "$scratch/time")"
}

# views WEEK MONTH YEAR PARTY PRODUCT
views() {
	view pial-report table "$1"
	view pial-report lists "$1"
	view pial-report week "$1"
	view pial-report availability
	view pial-report season
	view pial-report value --period "$2"
	view pial-report value --period "$3"
	view pial-report statement --period "$2"
	view pial-report macantine --period "$3"
	view pial-report egalim --period "$3"
	view pial-report egalim --period "$2"
	view pial-report impact --period "$3"
	view pial-report contract
	view pial-report fairness --period "$2"
	view pial-report trace --for "$4" --product "$5" --period "$2"
	view pial-report trace --for "$4" --product "$5"
	view pial-report regulation
	view pial-report certificates
	view pial-report rota
	view pial-report activities --period "$3"
}

# site: the whole book as a site, made new, then again when nothing has changed.
site() {
	rm -rf "$scratch/site"
	view pial-report site "$scratch/site"
	view pial-report site "$scratch/site"
	echo "  of the site: $(find "$scratch/site" -name '*.html' | wc -l) pages, $(du -sk "$scratch/site" | cut -f1) kB"
}

for what; do
	PIAL_BOOK=$scratch/book
	export PIAL_BOOK
	rm -rf "$PIAL_BOOK"
	case $what in
	example)
		make_example
		;;
	*:*)
		make_years "${what%:*}" "${what#*:}"
		;;
	*)
		die "unknown book $what"
		;;
	esac
	echo "$what: $(find "$PIAL_BOOK/weeks" -mindepth 1 -type d | wc -l) weeks, $(
		cat "$PIAL_BOOK"/weeks/*/deliveries.csv | wc -l) rows of deliveries, $(
		cat "$PIAL_BOOK"/ledger/register-* 2>/dev/null | wc -l) documents, $(
		du -sk "$PIAL_BOOK" | cut -f1) kB"
	printf '%-46s %8s %8s %8s %9s\n' view seconds elapsed MB bytes
	if [ "$what" = example ]; then
		PIAL_TODAY=2025-07-10
		export PIAL_TODAY
		views 2025-W12 2025-03 2025 P-pique laitue
		view pial-report waste
		for week in "$PIAL_BOOK"/weeks/*/allocation.csv; do
			quietly pial-allocate publish "$(basename "$(dirname "$week")")"
		done
		site
	else
		PIAL_TODAY=2025-12-28
		export PIAL_TODAY
		kitchen=$(awk -F, 'NR == 5 { print $1 }' "$PIAL_BOOK/kitchens.csv")
		product=$(awk -F, -v k="$kitchen" '$3 == k { print $4; exit }' \
			"$PIAL_BOOK/weeks/2025-W47/orders.csv")
		views 2025-W47 2025-11 2025 "$kitchen" "$product"
		site
	fi
done
