#!/bin/sh
# coverage.sh BUILD: runs the tests of the cov variant and prints, worst first, for each file the share of lines run
# and their number, the share of branches taken at least once and their number.
set -u
here=$(dirname "$0")
build=${1:?"usage: coverage.sh BUILD"}
export LC_ALL=C # gcov is read below, and it speaks the language of its user
find "$build" -name '*.gcda' -exec rm -f {} +
SUITES="unit prop corpus cmd doc" sh "$here/run-all.sh" "$build" | tail -n 1
out=$(mktemp)
trap 'rm -f "$out"' EXIT
find "$build/obj/lib" "$build/obj/cmd" -name '*.gcno' | LC_ALL=C sort | while IFS= read -r note; do
	gcov -b -n "$note" 2>/dev/null
done | awk -F "[':% ]+" '
	function say(lines, run, branches, taken, name) {
		printf "%6.2f%% %6d %6.2f%% %6d %s\n", lines ? 100 * run / lines : 100, lines,
			branches ? 100 * taken / branches : 100, branches, name
	}
	function end() {
		if (wanted) {
			say(lines, run, branches, taken, file)
			split(file, part, "/")
			all[part[1]] += lines; ran[part[1]] += run
			of[part[1]] += branches; took[part[1]] += taken
		}
		wanted = lines = run = branches = taken = 0
	}
	/^File/ { end(); file = $2; wanted = file ~ /^(lib|cmd)\/.*\.c$/ }
	/^Lines executed/ { lines = $5; run = $3 * $5 / 100 }
	/^Taken at least once/ { branches = $7; taken = $5 * $7 / 100 }
	/^Creating|^$/ { end() }
	END { end(); for (p in all) say(all[p], ran[p], of[p], took[p], p "/ in all") }
' >"$out"
sort -n "$out"
