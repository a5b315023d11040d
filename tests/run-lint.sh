#!/bin/sh
# run-lint.sh BUILD [WORD...]: the rules of the house, one script a rule in tests/lint/.
#
# Each script prints its findings, then one TAP line a thing looked at. BUILD holds the commands and
# the pages as built.
suite=lint
here=$(dirname "$0")
. "$here/tally.sh"
build=${1:?"usage: run-lint.sh BUILD [WORD...]"}
shift
for script in "$here"/lint/*.sh; do
	name=$(basename "$script" .sh)
	[ "$name" != common ] || continue
	wanted "$name" "$@" || continue
	sh "$script" "$build" >"$scratch/tap" 2>&1 </dev/null
	tally_tap "lint/$name" $? "$scratch/tap"
done
tally_end
