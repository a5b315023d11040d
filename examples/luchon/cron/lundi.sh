#!/bin/sh
# lundi.sh : le lundi à 6 h. Commandes et disponibilités au complet, répartition, tableau pour en parler.
#
# Relancé après la publication, il ne recalcule rien : il refait le tableau de ce qui est publié.
. "$(dirname "$0")/common.sh"
this=$(week 0)

if [ "$(state "$this")" = draft ]; then
	run pial-plan orders "$this" --save -o /dev/null
	run pial-plan offers "$this" --save -o /dev/null
	run pial-allocate "$this" --save --exit-code -o /dev/null
fi
run pial-report table "$this" -o "$out/$this-tableau.txt"
run pial-report lists "$this" -o "$out/$this-listes.txt"
