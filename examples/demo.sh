#!/bin/sh
# demo.sh BINDIR: a week in Luchon, from the orders to the value of 100 €, then the end of its month, from
# the invoices to the accounts, on a copy of the example book.
#
# Nothing is kept and nothing outside a scratch folder is touched. The week is that of 17 March 2025,
# looked at from the 31st: the kitchens have received, or kept silent for three days, which means received
# as sent. The month is closed on 5 April. Status 0 when every command of every pipe succeeded.
set -eu

bindir=${1:?"usage: demo.sh BINDIR"}
bindir=$(cd "$bindir" && pwd)
examples=$(cd "$(dirname "$0")" && pwd)
PATH=$bindir:${PATH:-/usr/bin:/bin}
PIAL_LANG=fr
PIAL_TODAY=2025-03-31
export PATH PIAL_LANG PIAL_TODAY

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 4' HUP INT TERM
cp -R "$examples/luchon" "$scratch/luchon"
cd "$scratch/luchon"

# step TITLE COMMAND: what is shown next, and what one types to see it.
step() {
	printf '\n\n### %s\n\n$ %s\n\n' "$1" "$2"
}

# run COMMAND...: a part of a pipe; sh has no pipefail, so a failure is written down.
run() {
	status=0
	"$@" 2>>"$scratch/said" || status=$?
	[ "$status" -eq 0 ] || echo "$1 : code $status" >>"$scratch/failed"
}

# checked: ends the demonstration when a part of the pipe before it failed.
checked() {
	[ -e "$scratch/failed" ] || return 0
	cat "$scratch/said" "$scratch/failed" >&2
	exit 1
}

echo "Groupement des maraîchers du Luchonnais : la semaine 12 de 2025, des commandes au partage de 100 €,"
echo "puis la fin de mars, des factures à la comptabilité."
echo "Fermes et gens inventés ; le classeur est dans examples/luchon."

step "Le tableau de planification et de répartition : qui livre quoi, à qui, quel jour" \
	"pial-plan orders 2025-W12 | pial-allocate | pial-report table"
run pial-plan orders 2025-W12 | run pial-allocate | run pial-report table
checked

step "Le classeur garde commandes et répartition" \
	"pial-plan orders --save 2025-W12 && pial-allocate --save 2025-W12"
run pial-plan orders --save 2025-W12 >"$scratch/orders.csv"
run pial-allocate --save 2025-W12 >"$scratch/allocation.csv"
checked
wc -l weeks/2025-W12/orders.csv weeks/2025-W12/allocation.csv | sed '$d'

step "Pourquoi l'auberge n'a pas toutes ses laitues : chaque ligne s'explique" \
	"pial-allocate 2025-W12 --explain --for K-auberge"
run pial-allocate 2025-W12 --explain --for K-auberge >"$scratch/why"
checked
sed -n '/^Laitue/,/^$/p' "$scratch/why"

step "La liste de récolte d'un producteur" "pial-report lists 2025-W12 --for P-pique"
run pial-report lists 2025-W12 --for P-pique
checked

step "La liste de livraison d'une cuisine" "pial-report lists 2025-W12 --for K-ehpad"
run pial-report lists 2025-W12 --for K-ehpad
checked

step "Un bon de livraison, avant le départ" "pial-weigh notes 2025-W12"
run pial-weigh notes 2025-W12 >"$scratch/notes"
checked
sed -n '/BL-20250320-K-auberge-P-pradal/,/^Livré par/p' "$scratch/notes"

step "Les projets de facture d'un éleveur, avec le poids réel de la viande" \
	"pial-weigh deliveries 2025-W12 | pial-invoice draft --format text"
run pial-weigh deliveries 2025-W12 | run pial-invoice draft --format text >"$scratch/drafts"
checked
sed -n '/GAEC du Pradal →/,/^$/p' "$scratch/drafts"

step "Sur 100 € payés par les cuisines, ce qui va à chacun" \
	"pial-weigh deliveries 2025-W12 | pial-invoice draft | pial-report value"
run pial-weigh deliveries 2025-W12 | run pial-invoice draft | run pial-report value
checked

# ---- La fin du mois ----
PIAL_TODAY=2025-04-05

step "Le 5 avril : les factures de mars, numérotées et archivées (table, XML, HTML, PDF), toutes ou aucune" \
	"pial-invoice issue --period 2025-03 -o factures.csv && cut -d, -f2,5,7,8,11 factures.csv | head -n 8"
run pial-invoice issue --period 2025-03 -o "$scratch/factures.csv"
checked
cut -d, -f2,5,7,8,11 "$scratch/factures.csv" | head -n 8
echo "… $(sed 1d "$scratch/factures.csv" | wc -l) factures de $(sed 1d "$scratch/factures.csv" | cut -d, -f1 | uniq | wc -l) vendeurs"

step "Une facture, telle qu'elle est archivée (--format html, pdf, xml ou csv : le fichier lui-même)" \
	"pial-invoice show ESTIVE-2025-0001"
run pial-invoice show ESTIVE-2025-0001
checked

step "Le décompte d'un producteur : ses ventes, ce qui est retenu, ce qu'il reçoit" \
	"pial-invoice statement --period 2025-03 --for P-estive"
run pial-invoice statement --period 2025-03 --for P-estive >"$scratch/statement"
run pial-invoice statement --period 2025-03 --save >"$scratch/settled"
checked
sed '/^Livraisons/,$d' "$scratch/statement"

step "L'auberge paie une facture ; un mois plus tard, ce qu'elle doit encore, avec les pénalités" \
	"pial-invoice paid ESTIVE-2025-0001 && pial-invoice unpaid --for K-auberge --today 2025-05-05"
run pial-invoice paid ESTIVE-2025-0001 --today 2025-04-15 >"$scratch/paid"
run pial-invoice unpaid --for K-auberge --today 2025-05-05 >"$scratch/unpaid"
checked
cut -d, -f3,5,8,11,12,13,14,15 "$scratch/unpaid"

step "La même chose pour la comptable (fichier FEC), et pour la banque (virements SEPA)" \
	"pial-invoice export fec --year 2025 && pial-invoice export pain001 --period 2025-03"
run pial-invoice export fec --year 2025 >"$scratch/fec"
run pial-invoice export pain001 --period 2025-03 >"$scratch/pain"
checked
cut -f 1,3,4,5,9,12,13 "$scratch/fec" | sed -n '1p; /ESTIVE-2025-0001/p'
sed -n 's/^[[:space:]]*<NbOfTxs>\(.*\)<.*/virements : \1/p; s/^[[:space:]]*<CtrlSum>\(.*\)<.*/somme : \1 €/p' "$scratch/pain" | sort -ru

step "Ce que le groupe veut bien montrer, en site que la mairie peut héberger" \
	"pial-allocate publish 2025-W12 && pial-report site ../site"
run pial-allocate 2025-W12 --save >"$scratch/allocation"
run pial-allocate publish 2025-W12
run pial-report site "$scratch/site"
checked
(cd "$scratch/site" && find . -name '*.html' | LC_ALL=C sort | sed 's/^..//')

step "Registres et pièces, relus d'un bout à l'autre : rien à dire" "pial-invoice check && pial check"
run pial-invoice check
run pial check
checked
