#!/bin/sh
# prop_accounts.sh BUILD: accounts over several weeks of random books against their definition. Prints TAP.
#
# The judge (oracle/accounts.awk) fills water in whole numbers and shares no code with the toolkit. Receipts
# differ from what was allocated, hazards come and go, the season's needs are there or not. The first week
# is closed as it comes, the others are left open and counted all the same; then all are closed.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?"usage: prop_accounts.sh BUILD"}
PATH=$(cd "$build/bin" && pwd):$PATH
PIAL_TODAY=2025-06-01
PIAL_LANG=en
export PATH PIAL_TODAY PIAL_LANG
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
count=0
# BOOKS: how many.
weeks='2025-W10 2025-W11 2025-W12 2025-W13 2025-W14'

# verdict NAME FILE: ok when the file is empty.
verdict() {
	count=$((count + 1))
	if [ -s "$2" ]; then
		echo "not ok $count - $1"
		sed 's/^/# /' "$2" | head -n 20
	else
		echo "ok $count - $1"
	fi
}

# Some deliveries are weighed otherwise, and agreed on.
receive() {
	awk -F, -v seed="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "day,kitchen,product,producer,received,agreed"; next }
		$at["producer"] != "" && (NR * 7 + seed) % 3 == 0 {
			kept = $at["quantity"] * ((NR + seed) % 5) / 4
			print $at["day"] "," $at["kitchen"] ",leek," $at["producer"] "," kept "," kept
		}' "$2/allocation.csv" >"$2/receipts.csv"
}

book() {
	dir=$scratch/$1
	mkdir "$dir"
	awk -v seed="$1" -v dir="$dir" -f "$here/oracle/accounts_book.awk"
	turn=0
	for week in $weeks; do
		{
			pial-allocate "$week" -C "$dir" --save -o "$scratch/plan" &&
				pial-allocate publish "$week" -C "$dir" && receive "$1" "$dir/weeks/$week"
		} >"$scratch/said" 2>&1 || { cat "$scratch/said"; return; }
		turn=$((turn + 1))
		[ $turn -gt 1 ] || pial-allocate close "$week" -C "$dir" 2>&1
		pial-allocate balances "$week" -C "$dir" 2>/dev/null >>"$scratch/lines"
	done
}

seed=1
while [ $seed -le "${BOOKS:-15}" ]; do
	dir=$scratch/$seed
	: >"$scratch/lines"
	book $seed >"$scratch/wrong"
	# The header once.
	awk 'NR == 1 || !/^side,/ { if (!seen[$0]++) print }' "$scratch/lines" >"$scratch/open"
	awk -v book="$dir" -v weeks="$weeks" -v memory=1 -f "$here/oracle/accounts.awk" "$scratch/open" >>"$scratch/wrong"
	verdict "book $seed: weeks as they come" "$scratch/wrong"
	: >"$scratch/wrong"
	for week in $weeks; do
		pial-allocate close "$week" -C "$dir" >>"$scratch/said" 2>&1 || cat "$scratch/said" >>"$scratch/wrong"
	done
	awk -v book="$dir" -v weeks="$weeks" -f "$here/oracle/accounts.awk" "$dir/ledger/balances.csv" >>"$scratch/wrong"
	pial check -C "$dir" 2>&1 | grep -v 'notice' >>"$scratch/wrong"
	verdict "book $seed: the ledger" "$scratch/wrong"
	seed=$((seed + 1))
done
echo "1..$count"
