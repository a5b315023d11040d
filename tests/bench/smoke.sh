#!/bin/sh
# smoke.sh BUILD: the benchmarks by size run to their end on small sizes, and all solvers agree. Prints TAP.
#
# No time is judged. Where LEMON is not installed its columns are dashes, and the test says so.
set -u
build=${1:?"usage: smoke.sh BUILD"}
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp) || exit 4
trap 'rm -f "$out"' EXIT

sh "$here/bench_france.sh" "$build" luchon villages territory france-1 >"$out" 2>&1
status=$?
[ "$status" -eq 0 ] || sed 's/^/# /' "$out"
[ "$status" -eq 0 ] && echo "ok 1 - all solvers find the same optima" ||
	echo "not ok 1 - all solvers find the same optima"

# Each size has a line in three tables, whose figures are there.
lines=$(awk '/^(luchon|villages|territory|france-1) / && NF >= 5' "$out" | wc -l)
[ "$lines" -ge 12 ] && echo "ok 2 - every size has its lines" ||
	echo "not ok 2 - every size has its lines ($lines)"
whole=$(awk '/^Whole process/ { on = 1 } /^Targets/ { on = 0 }
	on && /^(luchon|villages|territory|france-1) / && $4 > 0 && $6 > 0' "$out" | wc -l)
[ "$whole" -eq 4 ] && echo "ok 3 - every size was allocated and measured" ||
	echo "not ok 3 - every size was allocated and measured ($whole)"

if [ -x "$build/bench/near" ]; then
	near=$(awk '/^Proximity/ { on = 1 } /^Target/ { on = 0 }
		on && /^(luchon|villages|territory|france-1) / && $5 > 0 && $6 > 0 && $7 > 0' "$out" | wc -l)
	[ "$near" -eq 4 ] && echo "ok 4 - every size was solved twice" ||
		echo "not ok 4 - every size was solved twice ($near)"
else
	echo "ok 4 - LEMON is not installed # SKIP"
fi
# Invoices of a month, numbered and written, again, credited, checked: each line has its figures.
sh "$here/bench_register.sh" "$build" 1x1 5x4 >"$out" 2>&1
lines=$(awk '/^(issue|again|credit|check|with-pdf) / && NF >= 12' "$out" | wc -l)
[ "$lines" -eq 10 ] && echo "ok 5 - invoices of two sizes were issued and measured" ||
	echo "not ok 5 - invoices of two sizes were issued and measured ($lines)"
# Views of two books: each line has its figures.
sh "$here/bench_views.sh" "$build" example villages:1 >"$out" 2>&1
lines=$(awk '/^(table|lists|week|value|statement|macantine|egalim|impact|contract|fairness|trace|regulation) / &&
	$(NF - 1) > 0 && $NF > 0' "$out" | wc -l)
[ "$lines" -eq 30 ] && echo "ok 6 - every view of two books was measured" ||
	echo "not ok 6 - every view of two books was measured ($lines)"
echo "1..6"
