#!/bin/sh
# prop_proof.sh BUILD: the checker on all weeks of the example book and on thousands of small ones.
# Prints TAP.
#
# Each week's answer is accepted with its certificate; each row of it with a pack more or less, or
# given by another producer, is caught; and so is each number of the certificate, changed by one, or
# else it still proves the same.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?"usage: prop_proof.sh BUILD"}
[ ! -d "$build" ] || build=$(cd "$build" && pwd)
PATH=$build/bin:$PATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
count=0

# verdict NAME FILE: one TAP line, and FILE when it is not empty.
verdict() {
	count=$((count + 1))
	if [ -s "$2" ]; then
		sed 's/^/# /' "$2"
		echo "not ok $count - $1"
	else
		echo "ok $count - $1"
	fi
}

cp -r "$here/../../examples/luchon" "$scratch/book"
cd "$scratch/book" || exit
cut -d , -f 1,5 products.csv >../packs.csv
for week in 2025-W09 2025-W10 2025-W11 2025-W12 2025-W13 2025-W14 2025-W24 2025-W26 2025-W27; do
	pial-plan orders $week 2>/dev/null |
		pial-allocate --certificate ../c.csv 2>/dev/null >../right.csv
	pial-allocate check ../right.csv --certificate ../c.csv >/dev/null 2>../bad ||
		echo "the answer is not accepted" >>../bad
	verdict "$week: the answer is proved" ../bad
	: >../bad
	rows=$(wc -l <../right.csv)
	row=2
	while [ $row -le "$rows" ]; do
		for by in 1 -1; do
			awk -F, -v OFS=, -v row=$row -v by=$by '
				NR == FNR { pack[$1] = $2 > 0 ? $2 : 1; next }
				FNR == row { $9 += by * pack[$6] }
				{ print }' ../packs.csv ../right.csv >../changed.csv 2>/dev/null
			pial-allocate check ../changed.csv --certificate ../c.csv >/dev/null 2>../said
			[ $? -eq 1 ] || sed -n "${row}p" ../changed.csv >>../bad
		done
		row=$((row + 1))
	done
	verdict "$week: a pack more or less is caught" ../bad
	: >../bad
	# numbers of the certificate, one of each line in turn
	lines=$(wc -l <../c.csv)
	line=2
	while [ $line -le "$lines" ]; do
		awk -F, -v OFS=, -v line=$line 'NR == line {
			n = 0
			for (i = 13; i <= NF; i++) if ($i ~ /^-?[0-9]+/) at[++n] = i
			if (n) { i = at[line % n + 1]; split($i, part, "/")
				$i = part[1] + 1 (part[2] == "" ? "" : "/" part[2]) }
			} { print }' ../c.csv >../bent.csv
		pial-allocate check ../right.csv --certificate ../bent.csv >/dev/null 2>../said
		code=$?
		[ $code -eq 0 ] || [ $code -eq 2 ] || sed -n "${line}p" ../bent.csv >>../bad
		line=$((line + 1))
	done
	verdict "$week: no number of the certificate can be bent" ../bad
done

PIAL_ROUNDS=3000 "$build/unit/test_proof_random" >"$scratch/random" 2>&1 && : >"$scratch/random"
verdict "3000 small weeks, each allocation one pack away, each number of 300 certificates" \
	"$scratch/random"
echo "1..$count"
