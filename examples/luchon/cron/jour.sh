#!/bin/sh
# jour.sh : chaque matin de livraison. Les bons de la semaine, refaits : un remplacement ou une
# commande tardive d'hier y est.
. "$(dirname "$0")/common.sh"
this=$(week 0)

[ "$(state "$this")" != draft ] || exit 0
run pial-weigh notes "$this" -o "$out/$this-bons.txt"
