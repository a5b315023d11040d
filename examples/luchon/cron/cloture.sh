#!/bin/sh
# cloture.sh : le vendredi soir. Ce qui a été livré, puis les comptes, des semaines passées qui sont
# publiées et pas encore closes, dans l'ordre. Une semaine en litige reste ouverte et revient vendredi
# prochain ; celles d'après l'attendent.
. "$(dirname "$0")/common.sh"
this=$(week 0)

for folder in "$PIAL_BOOK"/weeks/*; do
	past=$(basename "$folder")
	[ "$past" != "$this" ] || break
	case $(state "$past") in
	published | delivered)
		run pial-weigh deliveries "$past" --save --exit-code -o /dev/null
		run pial-allocate close "$past" --exit-code
		;;
	esac
done
