#!/bin/sh
# prop_needs.sh BUILD: needs of random books against their definition. Prints TAP.
#
# The judge (oracle/needs.awk) reads the files of the book, works out every week by itself and shares nothing with
# the toolkit. Rows of several weeks are taken apart before both are compared. Then the needs are saved and
# found again the same, and no two rows of one figure and source touch.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?"usage: prop_needs.sh BUILD"}
PATH=$(cd "$build/bin" && pwd):$PATH
PIAL_TODAY=2025-03-17
PIAL_LANG=en
export PATH PIAL_TODAY PIAL_LANG
. "$here/common.sh"
# PROP_BOOKS: how many.
books=${PROP_BOOKS:-60}

# Takes a table of needs apart, one line a week.
weeks() {
	awk -F, '
		function days(y, m, d) { return 365 * (y - 1970) + int((y - 1969) / 4) + d - 1 }
		function monday(y) { return int((days(y, 1, 4) + 3) / 7) }
		function number(t) { return monday(substr(t, 1, 4)) + substr(t, 7) - 1 }
		function text(w,  y) { y = 2024; while (w >= monday(y + 1)) y++; return sprintf("%d-W%02d", y, w - monday(y) + 1) }
		NR > 1 {
			from = $1 == "" ? number("2025-W14") : number($1)
			until = $2 == "" ? number("2026-W13") : number($2)
			split($5, part, "."); milli = part[1] substr(part[2] "000", 1, 3)
			word = $6
			if (word !~ /^(menus|firm|contract|deliveries)$/) word = "said:" word
			for (w = from; w <= until; w++) printf "%s %s %s %d %s\n", text(w), $3, $4, milli, word
		}' "$1" | sort
}

# Prints rows of one kitchen, product, figure and source that follow each other.
touching() {
	weeks "$1" >"$scratch/apart"
	tail -n +2 "$1" | awk -F, '$6 ~ /^(menus|firm|contract|deliveries)$/' | sort -t, -k3,3 -k4,4 -k1,1 |
		awk -F, -v apart="$scratch/apart" '
		BEGIN { w = ""; while ((getline line <apart) > 0) { split(line, part, " "); if (!(part[1] in at)) at[part[1]] = ++n } }
		$3 == k && $4 == p && $5 == q && $6 == s && substr($1, 1, 4) == substr(last, 1, 4) && substr($1, 7) - substr(last, 7) == 1
		{ k = $3; p = $4; q = $5; s = $6; last = $2 }'
}

book() {
	dir=$scratch/book$1
	mkdir "$dir"
	awk -v seed="$1" -v dir="$dir" -f "$here/oracle/needs_book.awk"
	factor=$((80 + $1 % 5 * 10))
	between=$(($1 % 3 * 50))
	pial-plan needs 2025 -C "$dir" --factor "$factor%" --between "$between%" -o "$scratch/table" 2>"$scratch/err" ||
		{ cat "$scratch/err"; return; }
	awk -v dir="$dir" -v factor="$factor" -v between="$between" -f "$here/oracle/needs.awk" | sort >"$scratch/want"
	weeks "$scratch/table" >"$scratch/got"
	cut -d ' ' -f 5 "$scratch/want" | sed 's/:.*//' >>"$scratch/sources"
	diff "$scratch/want" "$scratch/got"
	touching "$scratch/table"
	pial-plan needs 2025 -C "$dir" --factor "$factor%" --between "$between%" --save --force -o /dev/null 2>"$scratch/err" ||
		cat "$scratch/err"
	pial-plan needs 2025 -C "$dir" --factor "$factor%" --between "$between%" 2>/dev/null | diff "$scratch/table" -
	rm -rf "$dir"
}

: >"$scratch/sources"
echo "1..2"
seed=1
: >"$scratch/said"
while [ "$seed" -le "$books" ] && [ ! -s "$scratch/said" ]; do
	book "$seed" >"$scratch/said" 2>&1
	[ ! -s "$scratch/said" ] || echo "book $seed" >>"$scratch/said"
	seed=$((seed + 1))
done
[ ! -s "$scratch/said" ]
verdict "needs of $books random books are those of the definition, and stay" $?
# A source that no book has would be judged by nothing.
sort "$scratch/sources" | uniq -c >"$scratch/said"
[ "$(wc -l <"$scratch/said")" -eq 5 ]
verdict "all five sources say some of them" $?
