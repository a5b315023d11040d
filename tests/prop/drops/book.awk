# book.awk -v seed=N -v dir=DIR [-v size=tiny|small|large]: writes a random book of one week, 2025-W12.
# Packs of several weights, offers for some days, prices missing here and there, substitutes, minima.
function draw(n) {
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}
function chance(percent) { return draw(100) < percent }
function put(file, line) { print line >(dir "/" file) }
BEGIN {
	state = seed * 7919 % 2147483646 + 1
	for (i = 0; i < 5; i++) draw(2)
	makers = 2 + draw(4); kitchens = 1 + draw(4); products = 2 + draw(4); days = 1 + draw(2)
	if (size == "tiny") { makers = 2 + draw(2); kitchens = 1 + draw(2); products = 1 + draw(3) }
	if (size == "large") { makers = 15; kitchens = 20; products = 12; days = 1 }
	km = chance(70) ? 5 * draw(6) : draw(4); band = chance(70) ? 5 * draw(6) : draw(3)
	least = chance(40) ? 5 + 5 * draw(8) : 0; most = chance(30) ? 1 + draw(3) : 0
	if (size == "large") { km = 10; band = 10; least = 0; most = 0 }
	hub = chance(15) && size != "large"
	put("pial.yaml", "format: 1"); put("pial.yaml", "name: Essai"); put("pial.yaml", "allocation:")
	if (hub) put("pial.yaml", "  hub: {name: Gare, lat: 42.8, lon: 0.6}")
	put("pial.yaml", "  drops: {km: " km "%, producer: " band "%" (least ? ", min_drop: " least : "") \
		(most ? ", max_producers: " most : "") ", seconds: 600}")
	put("params", km " " band " " least " " most " " hub)
	put("producers.csv", "producer,name,min_drop")
	for (i = 1; i <= makers; i++)
		put("producers.csv", "P-" i ",Ferme " i "," (least && chance(30) ? draw(40) : ""))
	put("kitchens.csv", "kitchen,name,substitutes")
	for (i = 1; i <= kitchens; i++)
		put("kitchens.csv", "K-" i ",Cuisine " i "," (chance(30) ? "yes" : "no"))
	put("products.csv", "product,name,family,unit,pack,unit_mass_kg,reference_price,substitutes")
	split("1 2.5 5 5 10", weight, " ")
	for (i = 1; i <= products; i++) {
		pack[i] = weight[1 + draw(5)]; unit = "kg"; mass = ""; sub_of = ""
		if (chance(20)) { unit = "piece"; pack[i] = 6 + 6 * draw(2); mass = "0." (2 + draw(4)) }
		if (i > 1 && chance(30) && pack[i] == pack[i - 1] && unit == last) sub_of = "p" (i - 1)
		last = unit
		put("products.csv", "p" i ",Produit " i ",legumes," unit "," pack[i] "," mass "," \
			(chance(85) ? 1 + draw(30) / 10 : "") "," sub_of)
	}
	put("distances.csv", "from,to,km")
	for (i = 1; i <= makers; i++) {
		for (k = 1; k <= kitchens; k++)
			put("distances.csv", "P-" i ",K-" k "," 1 + draw(400) / 10)
		if (hub) put("distances.csv", "P-" i ",hub," 1 + draw(300) / 10)
	}
	for (k = 1; hub && k <= kitchens; k++) put("distances.csv", "hub,K-" k "," 1 + draw(300) / 10)
	put("weeks/2025-W12/orders.csv", "week,day,kitchen,product,quantity")
	for (d = 0; d < days; d++)
		for (k = 1; k <= kitchens; k++)
			for (i = 1; i <= products; i++) {
				if (!chance(60)) continue
				packs = 1 + draw(size == "tiny" ? 4 : 6); wanted[i] += packs
				put("weeks/2025-W12/orders.csv", "2025-W12,2025-03-" (18 + 2 * d) \
					",K-" k ",p" i "," packs * pack[i])
			}
	rich = 70 + draw(100)
	put("weeks/2025-W12/offers.csv", "week,producer,product,batch,quantity,from_day,until_day")
	for (i = 1; i <= makers; i++)
		for (p = 1; p <= products; p++) {
			if (!chance(55)) continue
			packs = int(wanted[p] * rich / 55 / makers * (50 + draw(100)) / 100 + 0.5)
			if (!packs) continue
			from = until = ""
			if (days > 1 && chance(25)) from = until = "2025-03-" (18 + 2 * draw(2))
			put("weeks/2025-W12/offers.csv", "2025-W12,P-" i ",p" p ",," packs * pack[p] \
				"," from "," until)
		}
}
