#!/bin/sh
# run-prop.sh BUILD [WORD...]: properties over random instances with fixed seeds.
#
# Programs (prop_*.c) and scripts (prop_*.sh, called with BUILD) print TAP; a script may compare the
# commands with an outside judge such as glpsol or sqlite3.
suite=prop
here=$(dirname "$0")
. "$here/tally.sh"
build=${1:?"usage: run-prop.sh BUILD [WORD...]"}
shift
tally_programs "$build/prop" prop_ "$here/prop" "$@"
for script in "$here"/prop/prop_*.sh; do
	[ -f "$script" ] || continue
	wanted "$(basename "$script" .sh)" "$@" || continue
	timeout "${TEST_SECONDS:-600}" sh "$script" "$build" >"$scratch/tap" 2>&1 </dev/null
	tally_tap "$(basename "$script")" $? "$scratch/tap"
done
tally_end
