#!/bin/sh
# mois.sh : le 5 du mois, quand les dernières réceptions sont acquises. Ce qui serait facturé du mois
# d'avant, et où vont 100 €.
. "$(dirname "$0")/common.sh"
month=$(date -d "$(date -d "$today" +%Y-%m-01) -1 day" +%Y-%m)

run pial-invoice draft --period "$month" -o "$out/factures-$month.csv"
run pial-report value "$out/factures-$month.csv" -o "$out/factures-$month.txt"
