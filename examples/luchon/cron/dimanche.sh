#!/bin/sh
# dimanche.sh : le dimanche soir. Les feuilles revenues vont dans le classeur ; qui n'a pas répondu pour
# la semaine prochaine ?
#
# Un producteur qui n'a aucune ligne dans offers.csv, une cuisine qui n'en a aucune dans orders.csv.
# Il reste la soirée pour téléphoner : « pial set offer », « pial set order ».
. "$(dirname "$0")/common.sh"
next=$(week 7)
monday=$(date -d "$today next monday" +%F)

# silent STANDING TABLE COLUMN: those of a standing table, members that Monday, who are not in a table
# of next week. Partners are called, not waited for.
silent() {
	[ -f "$PIAL_BOOK/weeks/$next/$2" ] || printf '%s\n' "$3" >"$said"
	[ ! -f "$PIAL_BOOK/weeks/$next/$2" ] || cp "$PIAL_BOOK/weeks/$next/$2" "$said"
	awk -F, -v day="$monday" '
		FNR == 1 { split("", c); for (i = 1; i <= NF; i++) c[$i] = i; next }
		FILENAME == ARGV[1] { seen[$c["'"$3"'"]] = 1; next }
		{ gsub(/"[^"]*"/, "") }
		!($c["'"$3"'"] in seen) && $c["kind"] != "partner" &&
			(!c["joined"] || $c["joined"] == "" || $c["joined"] <= day) &&
			(!c["left"] || $c["left"] == "" || day <= $c["left"]) { print "    " $c["'"$3"'"] }
	' "$said" "$PIAL_BOOK/$1"
}

if [ -n "$(ls "$returned/$next" 2>/dev/null)" ]; then
	run pial-plan collect --week "$next" "$returned/$next"
fi
run pial check
none=$(silent producers.csv offers.csv producer)$(silent kitchens.csv orders.csv kitchen)
if [ -n "$none" ]; then
	echo "Semaine $next, sans réponse dimanche soir :"
	silent producers.csv offers.csv producer
	silent kitchens.csv orders.csv kitchen
fi
