#!/bin/sh
# prop_months.sh BUILD [FIRST LAST]: months of random books, settled by the commands and by months/months.pl.
#
# A book has several months, invoiced, credited, settled, paid and exported one after the other; the judge is
# written in Perl from the definitions and shares nothing with the toolkit. Every line, net, VAT, total, row of
# a statement, balance of an advance or of the fund, share of 100 €, account and transfer must be the judge's,
# to the cent. Four books by default, with each way to bill; PROP_FULL=1, as `make check-full` sets it, plays
# a hundred. The journal goes through hledger where there is one. Prints TAP.
set -u
LC_ALL=C
PIAL_LANG=en
export LC_ALL PIAL_LANG
here=$(cd "$(dirname "$0")" && pwd)
build=${1:?"usage: prop_months.sh BUILD [FIRST LAST]"}
PATH=$(cd "$build/bin" && pwd):$PATH
. "$here/common.sh"
seed=${2:-6}
months=2
last=${3:-9}
if [ -n "${PROP_FULL-}" ]; then
	months=3
	seed=${2:-1}
	last=${3:-100}
fi

while [ "$seed" -le "$last" ]; do
	rm -rf "$scratch/play"
	mkdir "$scratch/play"
	perl "$here/months/months.pl" "$seed" "$scratch/play/book" $months >"$scratch/said" 2>&1
	status=$?
	verdict "book $seed, $(sed -n 's/^billing: {mode: \([a-z]*\).*per: \([a-z]*\)}/\1 per \2/p' \
		"$scratch/play/book/pial.yaml"): every cent of $months months and what came after" $status
	seed=$((seed + 1))
done
echo "1..$count"
