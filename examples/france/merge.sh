#!/bin/sh
# merge.sh DIRECTORY: the allocation of the whole week from those of its pieces, on standard output.
#
# Each piece is in key order, and the first columns are the key, so that merging lines in the order of bytes
# gives the order of keys: a comma is below any character of an id. Nothing is written unless every piece is there.
set -eu
LC_ALL=C
export LC_ALL

out=${1:?"usage: merge.sh DIRECTORY"}
[ -s "$out/pieces" ] || { echo "merge.sh: $out holds no pieces" >&2; exit 2; }
pieces=$(cat "$out/pieces")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

number=0
missing=
set --
while [ "$number" -lt "$pieces" ]; do
	name=$(printf %03d "$number")
	number=$((number + 1))
	[ -s "$out/$name.csv" ] || { missing="$missing $name"; continue; }
	set -- "$@" "$name"
done
[ -z "$missing" ] || { echo "merge.sh: no answer yet from piece$missing" >&2; exit 1; }

head -n 1 "$out/$1.csv" >"$scratch/header"
for name; do
	head -n 1 "$out/$name.csv" | cmp -s - "$scratch/header" ||
		{ echo "merge.sh: piece $name has other columns than piece $1" >&2; exit 2; }
	tail -n +2 "$out/$name.csv" >"$scratch/$name"
done
# A cell may hold a line feed between quotes: such a row is not a line, and is not merged by guess.
! awk -F '"' 'NF % 2 == 0 { found = 1; exit } END { exit !found }' "$scratch"/[0-9]* ||
	{ echo "merge.sh: a cell holds a line feed" >&2; exit 2; }
sort -m "$scratch"/[0-9]* >"$scratch/rows"
cat "$scratch/header" "$scratch/rows"
