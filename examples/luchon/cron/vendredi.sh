#!/bin/sh
# vendredi.sh : le vendredi midi. Le classeur est-il sain ? Qui tient la permanence la semaine
# prochaine ? Le tour de rôle et l'agenda de chacun sont refaits ; les semaines publiées ne bougent pas.
. "$(dirname "$0")/common.sh"
next=$(week 7)
year=$(season "$next")

run pial check
run pial-plan rota "$year" --save --exit-code -o "$out/permanences-$year.csv"
run pial-plan rota "$year" --ics -o "$out/permanences-$year.ics"
run pial-plan rota "$year" --format=text -o "$out/permanences-$year.txt"
awk -F, -v week="$next" '$1 == week && $2 != "" { print "Permanence de la semaine " week " : " $2 }' \
	"$out/permanences-$year.csv"
