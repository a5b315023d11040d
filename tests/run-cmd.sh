#!/bin/sh
# run-cmd.sh BIN|BUILD [--update] [case...]: runs the commands as a person would and compares.
#
# A case is a directory below tests/cmd/<command>/ or tests/chain/ with
#   cmd       a sh snippet
#   expout    what it prints on standard output  (absent: nothing)
#   experr    what it says on standard error     (absent: nothing)
#   expcode   its exit status                    (absent: 0)
# and any other file, copied to the fresh directory the snippet runs in. It finds there: the commands
# first in PATH, $EXAMPLES (the example books, to copy), PIAL_TODAY=2025-03-17, an empty HOME, and no
# other variable, as under cron. Paths of the machine are replaced by SCRATCH, EXAMPLES and BIN in what is
# compared. A case is named by its path below tests/, or by any part of it.
#
# --update rewrites the expectations, to be read with git diff before they are believed.
suite=cmd
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tally.sh"

bin=${1:?"usage: run-cmd.sh BIN [--update] [case...]"}
shift
[ ! -d "$bin/bin" ] || bin=$bin/bin
BIN=$(cd "$bin" && pwd) || exit 3
UPDATE=
if [ "${1-}" = --update ]; then
	UPDATE=1
	shift
fi
TESTS=$here
EXAMPLES=$(dirname "$here")/examples
SCRATCH=$scratch
export BIN UPDATE TESTS EXAMPLES SCRATCH

# Cases run side by side, each in its own directory; their reports are read in name order.
cd "$here" || exit 4
find cmd chain -name cmd -type f 2>/dev/null | sed 's|/cmd$||' | LC_ALL=C sort |
	while IFS= read -r path; do
		wanted "$path" "$@" && printf '%s\n' "$path"
	done >"$scratch/list"
xargs -P "$(nproc 2>/dev/null || echo 2)" -I '{}' sh "$here/case.sh" '{}' <"$scratch/list"

while IFS= read -r path; do
	report=$scratch/$path/report
	if [ ! -s "$report" ]; then
		failed=$((failed + 1))
		echo "not ok - $path: gave no report"
	elif grep -q '^not ok' "$report"; then
		failed=$((failed + 1))
		cat "$report"
	else
		passed=$((passed + 1))
		grep -v '^ok' "$report"
	fi
done <"$scratch/list"
tally_end
