#!/bin/sh
# prop_france.sh BUILD: the invented books of examples/france. Prints TAP.
#
# The same bytes on every machine is what makes a figure measured here comparable with one measured there, so
# checksums (POSIX cksum) are written down: a change of theirs must be meant.
set -u
LC_ALL=C
PIAL_TODAY=2025-03-17
export LC_ALL PIAL_TODAY
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?"usage: prop_france.sh BUILD"}
build=$(cd "$build" && pwd)
GENERATE=$build/france/generate
export GENERATE
make=$here/../../examples/france/make.sh
week=weeks/2025-W12
. "$here/common.sh"

# sum BOOK: one checksum of all its files.
sum() {
	(cd "$1" && cat pial.yaml ./*.csv "$week"/*.csv | cksum)
}

# book NAME CHECKSUM: is made, is what it was, and is sound.
book() {
	sh "$make" "$1" "$scratch/$1" >"$scratch/said" 2>&1
	verdict "$1 is made" $?
	sum "$scratch/$1" >"$scratch/said"
	[ "$(cat "$scratch/said")" = "$2" ]
	verdict "$1 has its bytes" $?
	"$build/bin/pial" -C "$scratch/$1" check >"$scratch/said" 2>&1
	verdict "$1 is a sound book" $?
}

# part TABLE: lines of territories 2 and 3 of the whole are those of the part.
part() {
	{
		head -n 1 "$scratch/villages/$1" &&
			grep -E '(^|,)[PK]-000[23]-' "$scratch/villages/$1"
	} | diff - "$scratch/part/$1" >"$scratch/said" 2>&1
	verdict "part of $1" $?
}

book luchon "3001951741 8086"
book villages "412755609 22360"
book territory "812098516 184322"

sh "$make" villages "$scratch/part" -t 2-3 >"$scratch/said" 2>&1
verdict "a part is made" $?
for table in producers.csv kitchens.csv "$week/offers.csv" "$week/orders.csv"; do
	part "$table"
done

sh "$make" france "$scratch/country" -t 317-317 >"$scratch/said" 2>&1
sum "$scratch/country" >"$scratch/said"
[ "$(cat "$scratch/said")" = "2490795472 184844" ]
verdict "a territory of the country has its bytes" $?

! sh "$make" villages "$scratch/part" >"$scratch/said" 2>&1 && grep -q pial.yaml "$scratch/said"
verdict "a book that is there is left alone" $?
! sh "$make" villages "$scratch/other" -t 5-7 >"$scratch/said" 2>&1 && [ ! -e "$scratch/other" ]
verdict "a territory that is not there is refused" $?
echo "1..$count"
