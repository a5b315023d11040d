#!/bin/sh
# vendredi.sh : le vendredi midi. Le classeur est-il sain ? Les feuilles de la semaine prochaine, une par
# producteur et par cuisine, sont prêtes à partir. Qui tient la permanence ? Le tour de rôle et l'agenda
# sont refaits ; les semaines publiées ne bougent pas.
. "$(dirname "$0")/common.sh"
next=$(week 7)
year=$(season "$next")

run pial check
run pial-plan forms "$next" -o "$out/feuilles-$next"
run pial-plan rota "$year" --save --exit-code -o "$out/permanences-$year.csv"
run pial-plan rota "$year" --ics -o "$out/permanences-$year.ics"
run pial-plan rota "$year" --format=text -o "$out/permanences-$year.txt"
awk -F, -v week="$next" '$1 == week && $2 != "" { print "Permanence de la semaine " week " : " $2 }' \
	"$out/permanences-$year.csv"
