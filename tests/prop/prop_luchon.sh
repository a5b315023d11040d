#!/bin/sh
# prop_luchon.sh BUILD: weeks of the example book against an outside judge. Prints TAP.
#
# The judge is oracle/: sqlite3 makes the instance from the book's files, glpsol solves it level by
# level, sqlite3 prices and bills it; awk enumerates every plan of a few small components to judge
# the judge. What it says is kept in tests/data/luchon-expected, and each run first sees that the
# kept files are what the oracle says now, so they cannot be recorded from the commands' own output.
# To keep what the oracle says after a change of the book: prop_luchon.sh --keep
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
expected=$here/../data/luchon-expected
luchon=$here/../../examples/luchon
cmd=$here/../../cmd
build=${1:?"usage: prop_luchon.sh BUILD"}
[ ! -d "$build" ] || build=$(cd "$build" && pwd)
. "$here/common.sh"

# Week, a day on which all its receipts are in, and the components that are enumerated (- for none): leeks
# shared by four kitchens; leeks, and spinach beside its substitute; courgettes and lettuces after the hail.
weeks='2025-W09 2025-04-15 -
2025-W10 2025-04-15 -
2025-W11 2025-04-15 3
2025-W12 2025-04-15 2,16
2025-W13 2025-04-15 -
2025-W14 2025-04-15 -
2025-W24 2025-07-15 -
2025-W26 2025-07-15 1,4
2025-W27 2025-07-15 -'

# oracle WEEK COMPONENTS: what the oracle says now, against what is kept and against enumeration.
oracle() {
	out=$scratch/$1
	sh "$here/oracle/oracle.sh" "$luchon" "$1" "$out" >"$scratch/said" 2>&1
	verdict "$1: the oracle covers the week" $? "$scratch/said"
	for table in allocation lines; do
		diff "$expected/$1/$table.csv" "$out/$table.csv" >"$scratch/said" 2>&1
		verdict "$1: $table.csv is what the oracle says" $? "$scratch/said"
	done
	[ "$2" != - ] || return
	awk -v comps="$(echo "$2" | tr , ' ')" -f "$here/oracle/brute.awk" "$out/given.txt" \
		"$out/plan.txt" >"$scratch/said" 2>&1 && ! grep '^not ok' "$scratch/said" >/dev/null &&
		grep '^ok' "$scratch/said" >/dev/null
	verdict "$1: the oracle's plan is the best of all" $? "$scratch/said"
}

# judge WEEK TODAY TABLE KEYS VALUES FIRST SECOND: FIRST and SECOND, both words split, piped through a
# file in the copy of the book, and the table that comes out compared with what is kept.
judge() {
	# shellcheck disable=SC2086 # a command, its verb and an operand
	(
		cd "$scratch/book-$1" || exit 1
		PIAL_TODAY=$2 "$build/bin/"$6 >../first.csv </dev/null &&
			PIAL_TODAY=$2 "$build/bin/"$7 <../first.csv >../second.csv
	) 2>"$scratch/said"
	code=$?
	[ $code -ne 0 ] || awk -v keys="$4" -v values="$5" -f "$here/oracle/compare.awk" \
		"$expected/$1/$3.csv" "$scratch/second.csv" >>"$scratch/said" 2>&1 || code=1
	verdict "$1: $6 | $7" $code "$scratch/said"
}

# commands WEEK TODAY: the pipes of the week, in a copy of the book. A command whose source is there
# must be built.
commands() {
	cp -R "$luchon" "$scratch/book-$1"
	[ -f "$cmd/pial-plan.c" ] && [ -f "$cmd/pial-allocate.c" ] || return
	judge "$1" "$2" allocation "week day kitchen ordered_product contract product producer batch" \
		"quantity pin price" "pial-plan orders $1" pial-allocate

	# A wrong allocation is judged above; the lines are judged from the right one.
	cp "$expected/$1/allocation.csv" "$scratch/book-$1/weeks/$1/allocation.csv"
	[ -f "$cmd/pial-weigh.c" ] && [ -f "$cmd/pial-invoice.c" ] || return
	judge "$1" "$2" lines "seller buyer day contract product batch kind" \
		"quantity unit price net vat_category vat_rate" "pial-weigh deliveries $1" "pial-invoice draft"
}

while read -r week today components; do
	if [ "$build" = --keep ]; then
		sh "$here/oracle/oracle.sh" "$luchon" "$week" "$scratch/$week" || exit 1
		mkdir -p "$expected/$week"
		cp "$scratch/$week/allocation.csv" "$scratch/$week/lines.csv" "$expected/$week/"
		continue
	fi
	oracle "$week" "$components"
	commands "$week" "$today"
done <<END
$weeks
END
[ "$build" = --keep ] || echo "1..$count"
