#!/bin/sh
# mois.sh : le 5 du mois, quand les dernières réceptions sont acquises. Les factures du mois d'avant sont
# émises et archivées (un numéro donné ne se reprend pas : ce qui est faux se corrige par un avoir), les
# décomptes des producteurs arrêtés et le service du groupe facturé avec eux, puis on relit tout. Ce qui attend
# ou est en litige ira sur la facture du mois suivant.
#
# Pour décider soi-même du jour, remplacer « issue » par « draft » : rien n'est alors numéroté.
. "$(dirname "$0")/common.sh"
month=$(date -d "$(date -d "$today" +%Y-%m-01) -1 day" +%Y-%m)

run pial-invoice draft --period "$month" -o "$out/lignes-$month.csv"
run pial-report value "$out/lignes-$month.csv" -o "$out/partage-$month.txt"
run pial-invoice issue --period "$month" -o "$out/factures-$month.csv"
run pial-invoice statement --period "$month" --save --format=html -o "$out/decomptes-$month.html"
run pial-invoice unpaid --exit-code -o "$out/a-payer.csv"
run pial-invoice check
