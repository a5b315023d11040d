#!/bin/sh
# run.sh [-j JOBS] [-p PIECES] [-S HOSTS] BOOK WEEK DIRECTORY: a week in pieces side by side, then merged into
# DIRECTORY/allocation.csv: the bytes that one pial-allocate of the whole book gives.
#
# With GNU parallel, else with xargs -P. -S HOSTS is parallel's --sshlogin (4/host1,8/host2): hosts that see
# BOOK's pieces under the same path, as on a shared disk. Run again after a failure it computes only what is missing;
# a piece that fails is named, the others go on, and nothing is merged.
set -eu

usage="usage: run.sh [-j JOBS] [-p PIECES] [-S HOSTS] BOOK WEEK DIRECTORY"
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
pieces=
hosts=
while getopts j:p:S: option; do
	case $option in
	j) jobs=$OPTARG ;;
	p) pieces=$OPTARG ;;
	S) hosts=$OPTARG ;;
	*) echo "$usage" >&2; exit 3 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -eq 3 ] || { echo "$usage" >&2; exit 3; }
here=$(cd "$(dirname "$0")" && pwd)
book=$1
week=$2

count=$(sh "$here/split.sh" "$book" "$week" "${pieces:-$((4 * jobs))}" "$3")
out=$(cd "$3" && pwd)
# Pieces are what runs side by side: each on one thread, where the command has threads.
if [ -z "${ALLOCATE:-}" ]; then
	ALLOCATE=$(command -v pial-allocate || echo pial-allocate)
	! "$ALLOCATE" -h 2>/dev/null | grep -q -e '-j' || ALLOCATE="$ALLOCATE -j1"
fi
export ALLOCATE
rm -f "$out/allocation.csv"

numbers() {
	awk -v n="$count" 'BEGIN { for (i = 0; i < n; i++) printf "%03d\n", i }'
}

status=0
if [ -n "$hosts" ]; then
	numbers | parallel --will-cite -j "$jobs" --sshlogin "$hosts" \
		env "ALLOCATE='$ALLOCATE'" sh "$here/piece.sh" "$out" "$week" || status=$?
elif command -v parallel >/dev/null 2>&1; then
	numbers | parallel --will-cite -j "$jobs" sh "$here/piece.sh" "$out" "$week" || status=$?
else
	numbers | xargs -n 1 -P "$jobs" sh "$here/piece.sh" "$out" "$week" || status=$?
fi
[ "$status" -eq 0 ] || { echo "run.sh: not every piece has its answer; run again for the rest" >&2; exit 1; }
sh "$here/merge.sh" "$out" >"$out/allocation.part"
mv "$out/allocation.part" "$out/allocation.csv"
