#!/bin/sh
# split.sh BOOK WEEK PIECES DIRECTORY: makes DIRECTORY/piece-000, piece-001, ...: whole books, each with a part of
# the week, which together give the allocation of the week. Prints how many they are.
#
# Run again on the same book it changes nothing; on a changed book it starts anew. SPLIT names the programme
# that cuts (build/release/france/split, compiled when it is not there).
set -eu
LC_ALL=C
export LC_ALL

usage="usage: split.sh BOOK WEEK PIECES DIRECTORY"
book=${1:?"$usage"}
week=${2:?"$usage"}
pieces=${3:?"$usage"}
out=${4:?"$usage"}
here=$(cd "$(dirname "$0")" && pwd)
split=${SPLIT:-"$here/../../build/release/france/split"}
if [ ! -x "$split" ]; then
	make -s -C "$here/../.." VARIANT=release BUILD=build/release build/release/france/split
fi
[ -f "$book/pial.yaml" ] || { echo "split.sh: $book is not a book" >&2; exit 2; }

# What the pieces are made from, told by its content.
sum=$(find "$book" -type f ! -path '*/.pial/*' ! -path '*/.git/*' -exec cksum {} + | sort |
	{ cat && echo "$week $pieces"; } | cksum)
if [ -f "$out/made-from" ] && [ "$(cat "$out/made-from")" = "$sum" ]; then
	cat "$out/pieces"
	exit 0
fi
if [ -d "$out" ] && [ ! -f "$out/made-from" ] && [ -n "$(ls -A "$out")" ]; then
	echo "split.sh: $out holds something else; give it a directory of its own" >&2
	exit 4
fi
mkdir -p "$out"
: >"$out/made-from"
rm -rf "$out"/piece-[0-9][0-9][0-9] "$out"/[0-9][0-9][0-9].csv "$out"/[0-9][0-9][0-9].log

# Where only the two standing tables name producers and kitchens, pieces get only theirs.
plain=-s
for file in "$book"/* "$book"/weeks/*; do
	case ${file#"$book"/} in
	pial.yaml | producers.csv | kitchens.csv | products.csv | weeks | "weeks/$week" | *.md) ;;
	*) plain= ;;
	esac
done
! sed 's/#.*//' "$book/pial.yaml" | grep -qE '(exclude|hub|publish):' || plain=

"$split" ${plain:+"$plain"} "$pieces" "$book" "$week" "$out" >"$out/pieces"
for piece in "$out"/piece-[0-9][0-9][0-9]; do
	for file in "$book"/*; do
		name=${file#"$book"/}
		[ "$name" = weeks ] || [ -e "$piece/$name" ] || cp -R "$file" "$piece/$name"
	done
	for file in "$book"/weeks/* "$book/weeks/$week"/*; do
		name=${file#"$book"/}
		[ "$name" = "weeks/$week" ] || [ -e "$piece/$name" ] || cp -R "$file" "$piece/$name"
	done
done
echo "$sum" >"$out/made-from"
cat "$out/pieces"
