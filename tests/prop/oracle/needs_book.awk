# needs_book.awk -v seed=N -v dir=DIR: a random book of needs: kitchens with closures, contracts with firm
# quantities, minima and maxima, menus, last year's deliveries, rows that people wrote. Own numbers: the awks
# do not agree on theirs. Dates stay within the season 2025, W14 to W13, and the one before it.
function pick(low, high) {
	seed = (seed * 69069 + 12345) % 2147483648
	return low + int(seed / 65536) % (high - low + 1)
}
function days_in(y, m) {
	return m == 2 ? 28 + (y % 4 == 0) : 30 + (m + (m > 7)) % 2
}
function date(y, m, d) { return sprintf("%04d-%02d-%02d", y, m, d) }
# A day of the season, so many days after 2025-03-31.
function day_of(n,   y, m, d) {
	y = 2025; m = 3; d = 31 + n
	while (d > days_in(y, m)) {
		d -= days_in(y, m)
		if (++m > 12) { m = 1; y++ }
	}
	return date(y, m, d)
}
function week(n) { return n <= 39 ? sprintf("2025-W%02d", 13 + n) : sprintf("2026-W%02d", n - 39) }
function contract(k, c, first,   file, p, w) {
	file = dir "/contracts/c" k c ".yaml"
	print "id: C" k c >file
	print "kitchen: K" k >file
	print "from: " first >file
	print "until: " (pick(0, 1) ? "2025-12-31" : "2026-10-31") >file
	print "lines:" >file
	for (p = 1 + c; p <= products; p += 2) {
		printf "  - {product: %s, price: 1.5", id[p] >file
		if (pick(0, 2)) printf ", min: %d", pick(1, 300) >file
		if (pick(0, 2)) printf ", max: %d", pick(300, 900) >file
		printf ", per: %s", pick(0, 2) ? "contract" : (pick(0, 1) ? "year" : "anniversary") >file
		if (pick(0, 2)) {
			w = pick(1, 40)
			printf ", firm: [{from_week: %s, until_week: %s, quantity: %d}]", week(w), week(w + pick(0, 10)), pick(0, 40) >file
		}
		print "}" >file
	}
}
BEGIN {
	for (i = 0; i < 5; i++) pick(0, 1)
	system("mkdir -p " dir "/contracts " dir "/season/2025/menus " dir "/data " dir "/weeks")
	print "name: G\nseason: {starts: W14}" >(dir "/pial.yaml")
	print "producer,name\nP1,P1" >(dir "/producers.csv")
	products = split("carotte poireau laitue navet pomme-de-terre", id, " ")
	print "product,name,family,unit,unit_mass_kg,trim_loss,months" >(dir "/products.csv")
	for (p = 1; p <= products; p++)
		printf "%s,Produit %d,%s,%s,%s,%s,%s\n", id[p], p, p == 5 ? "tubercules" : "legumes", p == 3 ? "piece" : "kg", \
			p == 3 ? "0." pick(2, 5) : "", pick(0, 1) ? 5 * pick(1, 9) : "", pick(0, 1) ? "" : "4 5 6 9 10 11" >(dir "/products.csv")
	kitchens = 3
	print "kitchen,name,kind,delivery_days,closures,meals_per_day,age_class,joined,left" >(dir "/kitchens.csv")
	for (k = 1; k <= kitchens; k++) {
		printf "K%d,K%d,%s,%s,%s,%s,%s,%s,%s\n", k, k, pick(0, 1) ? "school" : "nursery", pick(0, 2) ? "mon thu" : (pick(0, 1) ? "tue" : ""), \
			pick(0, 1) ? "zone" : "", pick(0, 5) ? pick(20, 400) : "", pick(0, 1) ? "primary" : "", \
			pick(0, 3) ? "" : day_of(pick(0, 90)), pick(0, 3) ? "" : day_of(pick(120, 360)) >(dir "/kitchens.csv")
		for (c = 0; c < 2; c++)
			if (pick(0, 3)) contract(k, c, pick(0, 1) ? "2025-01-01" : day_of(pick(0, 60)))
		print "K" k ":\n  siret: \"" (k == 1 ? "00001003300017" : (k == 2 ? "00001004100010" : "00001007400011")) "\"" >(dir "/parties.yaml")
	}
	print "closures:\n  zone:" >(dir "/calendar.yaml")
	for (i = 0; i < 4; i++) {
		n = 80 * i + pick(0, 40)
		print "    - {name: V" i ", from: " day_of(n) ", until: " day_of(n + pick(0, 25)) "}" >(dir "/calendar.yaml")
	}
	print "age_class,dish,food,grams" >(dir "/data/portions.csv")
	split("primary nursery secondary", ages, " ")
	split("starter main side", kinds, " ")
	for (a = 1; a <= 3; a++)
		for (i = 1; i <= 3; i++)
			if (pick(0, 6)) {
				print ages[a] "," kinds[i] ",," 10 * pick(3, 20) >(dir "/data/portions.csv")
				if (pick(0, 1)) print ages[a] "," kinds[i] ",laitue," 5 * pick(3, 20) >(dir "/data/portions.csv")
				if (pick(0, 1)) print ages[a] "," kinds[i] ",tubercules," 10 * pick(3, 20) >(dir "/data/portions.csv")
			}
	print "words,food,share\npotee,poireau,40\npotee,navet,30\njus de carotte,,\nail,,\npuree,pomme de terre," >(dir "/data/dishes.csv")
	names = split("Carottes rapees|Poireaux vinaigrette|Laitue|Navets et carottes|Puree|Potee aux poireaux|Jus de carotte|Riz|" \
		"Pommes de terre et navets|Pommes de terre a l'ail", dish, "|")
	head = "menuCollNom,menuCollSiret,menuEtablissementNom,menuRestaurantNom,menuRestaurantIdType,menuRestaurantType," \
		"menuRestaurantConvive,menuDate,menuRepasType,menuPlatType,menuPlatNom,menuPlatCode,menuEffectif,menuPublicationDate"
	for (f = 1; f <= 2; f++) {
		file = dir "/season/2025/menus/m" f ".csv"
		print head >file
		for (i = 0; i < 60; i++) {
			k = pick(1, 3)
			printf "B,%s,E,R%d,sans,%s,%s,%s,%s,%s,%s,%d-%d,%s,2025-03-01\n", k == 1 ? "00001003300017" : (k == 2 ? "00001004100010" : "00001007400011"), \
				pick(1, 2), pick(0, 1) ? "autre" : (pick(0, 1) ? "collège" : "crèche"), pick(0, 1) ? "petits" : "grands", \
				day_of(pick(0, 30) - 2 * (pick(0, 20) == 0)), pick(0, 2) ? "déjeuner" : (pick(0, 1) ? "dîner" : "goûter"), \
				pick(0, 3) ? "entrée" : (pick(0, 1) ? "plat principal" : "garniture"), dish[pick(1, names)], f, i, \
				pick(0, 5) ? "" : pick(0, 200) >file
		}
	}
	for (w = 1; w <= 52; w += pick(1, 4)) {
		last = w <= 39 ? sprintf("2024-W%02d", 13 + w) : sprintf("2025-W%02d", w - 39)
		system("mkdir -p " dir "/weeks/" last)
		file = dir "/weeks/" last "/deliveries.csv"
		print "note,line,day,kitchen,ordered_product,product,producer,sent,received,refused,invoiced,priced_unit,price" >file
		# 2024-W14 begins on 2024-04-01, 364 days before 2025-03-31.
		for (i = 1; i <= 6; i++) {
			y = 2024; m = 4; d = 1 + 7 * (w - 1) + pick(0, 6)
			while (d > days_in(y, m)) { d -= days_in(y, m); if (++m > 12) { m = 1; y++ } }
			p = pick(1, 5)
			printf "N,%d,%s,K%d,%s,%s,P1,%s,%s,%s,1,%s,1\n", i, date(y, m, d), pick(1, 3), pick(0, 3) ? id[p] : "", id[p], \
				pick(10, 50), pick(0, 1) ? pick(10, 50) "." pick(1, 9) : "", pick(0, 3) ? "" : pick(1, 9), p == 3 ? "piece" : "kg" >file
		}
	}
	print "from_week,until_week,kitchen,product,quantity,source" >(dir "/season/2025/needs.csv")
	for (k = 1; k <= 3; k++)
		for (p = 1; p <= products; p++)
			if (!pick(0, 3)) {
				w = pick(1, 40)
				printf "%s,%s,K%d,%s,%d,%s\n", pick(0, 3) ? week(w) : "", pick(0, 3) ? week(w + pick(0, 12)) : "", k, id[p], pick(0, 60), \
					pick(0, 2) ? "" : (pick(0, 1) ? "promis" : "firm") >(dir "/season/2025/needs.csv")
			}
}
