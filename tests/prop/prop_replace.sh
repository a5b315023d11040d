#!/bin/sh
# prop_replace.sh BUILD [LAST]: published weeks of the Luchon book to which things happen at random (offers
# shrink or grow, orders are cancelled, change, come late). glpsol says how many published packs can stay at
# most, replace/judge.awk looks at the tables, a second run must change nothing. Prints TAP.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?"usage: prop_replace.sh BUILD [LAST]"}
build=$(cd "$build" && pwd)
PATH=$build/bin:$PATH
last=${2:-6}
. "$here/common.sh"
cd "$scratch" || exit 4

# happen SEED TABLE: changes quantities of a table of the week at random, by whole packs of any product.
happen() {
	awk -F, -v OFS=, -v seed="$1" '
	function roll(sides) { x = (x * 16807) % 2147483647; return x % sides }
	BEGIN { x = seed * 7919 % 2147483647 + 1; for (i = 0; i < 5; i++) roll(2) }
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
	{
		q = at["quantity"]
		if (roll(4) == 0) $q = roll(3) * $q / 2
		if ("received_on" in at && roll(6) == 0) $(at["received_on"]) = $(at["day"])
		print
	}' "$2" >new && mv new "$2"
}

# moved WEEK SEED: publishes, lets things happen, replaces. False when a command fails.
moved() {
	rm -rf book && cp -r "$here/../../examples/luchon" book && cd book || return
	pial-plan orders "$1" --save -o /dev/null && pial-allocate "$1" --save -o ../one.csv &&
		pial-allocate publish "$1" || return
	happen "$2" "weeks/$1/offers.csv"
	happen "$(($2 + 50))" "weeks/$1/orders.csv"
	pial-allocate replace "$1" --force --lang=en -o ../two.csv || return
	pial-allocate replace "$1" --exit-code --lang=en -o ../three.csv 2>../again || return
	cmp ../two.csv ../three.csv
}

for week in 2025-W09 2025-W10 2025-W11 2025-W12 2025-W13 2025-W14 2025-W24 2025-W26 2025-W27; do
	seed=0
	while [ $seed -lt "$last" ]; do
		seed=$((seed + 1))
		PIAL_TODAY=2025-01-01
		export PIAL_TODAY
		(moved $week $seed) >said 2>&1
		status=$?
		verdict "$week $seed: replaced, and a second run changes nothing" $status
		[ $status -eq 0 ] || continue
		tables="book/products.csv book/weeks/$week/offers.csv book/weeks/$week/orders.csv one.csv"
		kept=$(sed -n 's/.*published packs that stay: \([0-9]*\) of.*/\1/p' said)
		[ -n "$kept" ] || kept=$(awk -F, 'NR == FNR { pack[$1] = $5 ? $5 : 1; next } FNR > 1 && $7 { n += $9 / pack[$6] }
			END { print n + 0 }' book/products.csv one.csv)
		# shellcheck disable=SC2086 # names without blanks
		awk -f "$here/replace/model.awk" $tables >model.lp
		glpsol --lp model.lp -o solution >log 2>&1 || cp log said
		most=$(awk '/^Objective:/ { print $4 }' solution)
		echo "kept $kept, could keep $most and $(cat pinned) fixed" >said
		[ "$kept" = "$(awk -v a="$most" -v b="$(cat pinned)" 'BEGIN { print a + b }')" ]
		verdict "$week $seed: $kept packs stay, as many as can" $?
		# shellcheck disable=SC2086
		awk -f "$here/replace/judge.awk" $tables two.csv >said
		[ ! -s said ]
		verdict "$week $seed: the tables agree" $?
	done
done
echo "1..$count"
