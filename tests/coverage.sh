#!/bin/sh
# coverage.sh BUILD: runs the tests of the cov variant and prints the share of lines run, worst first.
set -u
here=$(dirname "$0")
build=${1:?"usage: coverage.sh BUILD"}
export LC_ALL=C # gcov is read below, and it speaks the language of its user
find "$build" -name '*.gcda' -exec rm -f {} +
SUITES="unit prop corpus cmd doc" sh "$here/run-all.sh" "$build" | tail -n 1
out=$(mktemp)
trap 'rm -f "$out"' EXIT
find "$build/obj/lib" "$build/obj/cmd" -name '*.gcno' | LC_ALL=C sort | while IFS= read -r note; do
	gcov -n "$note" 2>/dev/null
done | awk -F "[':% ]+" '
	/^File/ { file = $2; wanted = file ~ /^(lib|cmd)\/.*\.c$/ }
	/^Lines executed/ && wanted {
		printf "%6.2f%% %6d %s\n", $3, $5, file
		total += $5; run += $3 * $5 / 100; wanted = 0
	}
	END { if (total) printf "%6.2f%% %6d total\n", 100 * run / total, total }' >"$out"
sort -n "$out"
