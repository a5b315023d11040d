#!/bin/sh
# run-all.sh BUILD: every suite, then one line that sums them.
#
# A suite says "NAME: N passed, N failed" last; one that dies before saying so counts as a failure.
set -u
here=$(dirname "$0")
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0
failed=0
began=$(date +%s)

for suite in ${SUITES:-unit prop corpus cmd doc lint}; do
	[ -f "$here/run-$suite.sh" ] || continue
	sh "$here/run-$suite.sh" "$1" 2>&1 | tee "$log"
	counts=$(sed -n "s/^$suite: \([0-9]*\) passed, \([0-9]*\) failed\$/\1 \2/p" "$log" | tail -n 1)
	if [ -z "$counts" ]; then
		echo "not ok - suite $suite ended without counting"
		counts="0 1"
	fi
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
done

echo "all suites: $(($(date +%s) - began)) s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
