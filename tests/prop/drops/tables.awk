# tables.awk: reads a book of book.awk and plans of it; what judge.awk and model.awk both need.
# Arguments: params producers.csv products.csv kitchens.csv distances.csv orders.csv offers.csv ideal.csv
# [practical.csv]. Everything is kept in integers: grams, metres, ten-millionths of a euro.
BEGIN { FS = "," }
FNR == 1 { file++; if (file > 1) { split("", at); for (i = 1; i <= NF; i++) at[$i] = i; next } }
file == 1 { split($0, w, " "); km = w[1]; band = w[2]; least_all = w[3]; most = w[4]; hub = w[5] }
file == 2 { maker[$1] = 1; least[$1] = ($3 != "" ? $3 : least_all) * 10000000 }
file == 3 {
	pack[$1] = $5
	grams[$1] = int($5 * ($4 == "kg" ? 1000 : $6 * 1000) + 0.5)
	worth[$1] = $7 == "" ? "none" : int($7 * $5 * 10000000 + 0.5)
	instead[$1] = $8
}
file == 4 { substitutes[$1] = $3 }
file == 5 { metres[$1, $2] = int($3 * 1000 + 0.5) }
file == 7 {
	offer = ++offers
	who[offer] = $2; what[offer] = $3; room[offer] = int($5 / pack[$3] + 0.000001)
	from[offer] = $6; until[offer] = $7; offer_of[$2, $3] = offer
}
file == 8 || file == 9 {
	plan = file - 7
	if ($7 == "" ) next
	packs = int($9 / pack[$6] + 0.5)
	row = $2 "," $3 "," $4 "," $6
	if (!(row in served)) { served[row] = 0; day[row] = $2; kitchen[row] = $3; product[row] = $6; list[++rows] = row }
	got[plan, row] += packs
	x[plan, row, $7] += packs
	if ($12 == "yes") pin[row, $7] = 1
}
# The way of a pack in metres: by the hub when there is one.
function way(p, k) { return hub ? metres[p, "hub"] + metres["hub", k] : metres[p, k] }
function visit_of(row) { return hub ? day[row] : day[row] "," kitchen[row] }
function open_for(o, row) {
	return what[o] == product[row] && (from[o] == "" || (from[o] <= day[row] && day[row] <= until[o]))
}
# What a pack adds to a drop; without a price it is enough alone.
function value(p, row) { return worth[product[row]] == "none" ? least[p] : worth[product[row]] }
# Bands and kilometres of the ideal plan.
function limits(  i, j, o, row, p, g) {
	for (i = 1; i <= rows; i++) {
		row = list[i]
		for (p in maker) {
			g = x[1, row, p] * grams[product[row]]
			week[p] += g; total += g * way(p, kitchen[row])
		}
	}
	for (i = 1; i <= rows; i++) {
		row = list[i]; free_packs = got[1, row]
		for (p in maker) if ((row, p) in pin) free_packs -= x[1, row, p]
		for (o = 1; o <= offers; o++) {
			p = who[o]
			if (!open_for(o, row) || !room[o]) continue
			# Pairs that may carry something this week, or do by a pin.
			if (((row, p) in pin) ? !x[1, row, p] : !free_packs) continue
			if (grams[what[o]] > heaviest[p]) heaviest[p] = grams[what[o]]
		}
	}
	for (p in maker) {
		g = int(week[p] * band / 100)
		if (g < heaviest[p]) g = heaviest[p]
		low[p] = week[p] - g; high[p] = week[p] + g
	}
	budget = int(total * (100 + km) / 100)
}
