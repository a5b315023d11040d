#!/bin/sh
# prop_invoices.sh BUILD: every kept invoice is right and every broken one is refused. Prints TAP.
#
# The files of tests/data/invoices: pial-invoice check finds nothing to say of them, and their sums
# are worked out again by awk, which shares nothing with the toolkit. Each line of `broken` makes one
# of them wrong; the checker must say so, with the code and the rule that stand there.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?"usage: prop_invoices.sh BUILD"}
[ ! -d "$build" ] || build=$(cd "$build" && pwd)
PATH=$build/bin:$PATH
data=$here/../data/invoices
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

for file in "$data"/*.xml; do
	pial-invoice check --lang=en "$file" >"$scratch/said" 2>&1 || echo "refused" >>"$scratch/said"
	awk -f "$here/invoice_sums.awk" "$file" >>"$scratch/said" 2>&1
	verdict "$(basename "$file" .xml): right, and added up by awk" "$scratch/said"
done

while IFS='|' read -r name of script code rule; do
	case $name in '#'* | '') continue ;; esac
	sed "$script" "$data/$of.xml" >"$scratch/broken.xml"
	: >"$scratch/bad"
	! cmp -s "$data/$of.xml" "$scratch/broken.xml" || echo "nothing was broken" >"$scratch/bad"
	pial-invoice check --lang=en "$scratch/broken.xml" >"$scratch/out" 2>"$scratch/err"
	[ $? -eq 2 ] || echo "not refused" >>"$scratch/bad"
	[ ! -s "$scratch/out" ] || echo "something on standard output" >>"$scratch/bad"
	grep -F "[$code]" "$scratch/err" | grep -qF "$rule" ||
		{ echo "no $code $rule in:"; cat "$scratch/err"; } >>"$scratch/bad"
	verdict "$name: $code $rule" "$scratch/bad"
done <"$data/broken"
# Random months, each found right by the program that made it, then added up by awk.
mkdir "$scratch/random"
(cd "$here/../.." && PIAL_ROUNDS=400 PIAL_OUT=$scratch/random "$build/unit/test_report_invoice_random") \
	>"$scratch/said" 2>&1 && : >"$scratch/said"
verdict "400 random months: billed, written, read back" "$scratch/said"
: >"$scratch/said"
for file in "$scratch"/random/*.xml; do
	awk -f "$here/invoice_sums.awk" "$file" >>"$scratch/said" 2>&1
done
[ "$(find "$scratch/random" -name '*.xml' | wc -l)" -eq 400 ] || echo "not 400 of them" >>"$scratch/said"
verdict "400 random months: added up by awk" "$scratch/said"
echo "1..$count"
