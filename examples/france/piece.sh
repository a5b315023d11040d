#!/bin/sh
# piece.sh DIRECTORY WEEK NUMBER: allocates one piece, DIRECTORY/piece-NUMBER, into DIRECTORY/NUMBER.csv; what is
# said to people goes to NUMBER.log beside it. A piece that has its answer is not computed again.
#
# pial-allocate writes the file whole or not at all, so that a piece cut off by a power cut or a job limit has
# none. ALLOCATE is the command, with options of its own (pial-allocate).
set -u

usage="usage: piece.sh DIRECTORY WEEK NUMBER"
out=${1:?"$usage"}
week=${2:?"$usage"}
number=$(printf %03d "$(echo "${3:?"$usage"}" | sed 's/^0*\(.\)/\1/')")
[ -d "$out/piece-$number" ] || { echo "piece $number: not in $out" >&2; exit 2; }
[ ! -s "$out/$number.csv" ] || exit 0

# shellcheck disable=SC2086 # a command and its options
${ALLOCATE:-pial-allocate} -C "$out/piece-$number" -o "$out/$number.csv" "$week" 2>"$out/$number.log"
status=$?
[ "$status" -eq 0 ] || echo "piece $number: failed with status $status, see $out/$number.log" >&2
exit "$status"
