#!/bin/sh
# publication.sh : le lundi à 8 h, une fois le tableau regardé. La semaine est publiée : listes de
# récolte et de livraison, bons ; et le site, quand PIAL_SITE dit où il va. Qui n'est pas d'accord
# fige une ligne avant (pial-allocate pin).
. "$(dirname "$0")/common.sh"
this=$(week 0)

[ "$(state "$this")" != draft ] || run pial-allocate publish "$this"
run pial-report table "$this" -o "$out/$this-tableau.txt"
run pial-report lists "$this" -o "$out/$this-listes.txt"
run pial-weigh notes "$this" -o "$out/$this-bons.txt"
[ -z "${PIAL_SITE-}" ] || run pial-report site "$PIAL_SITE"
