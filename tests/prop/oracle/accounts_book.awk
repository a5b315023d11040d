# accounts_book.awk -v seed=N -v dir=DIR: a random book whose pairs are all allowed, one product, one
# delivery day a week, so that what is exact can be found by filling water (accounts.awk). Own numbers: the
# awks do not agree on theirs.
function pick(low, high) {
	seed = (seed * 69069 + 12345) % 2147483648
	return low + int(seed / 65536) % (high - low + 1)
}
function week_of(n) { return sprintf("2025-W%02d", 10 + n) }
function monday_of(n) {
	split("2025-03-03 2025-03-10 2025-03-17 2025-03-24 2025-03-31 2025-04-07", mondays, " ")
	return mondays[n + 1]
}
BEGIN {
	for (i = 0; i < 5; i++) pick(0, 1)
	kitchens = pick(2, 5); producers = pick(2, 4); weeks = 5; pack = pick(1, 5)
	printf "name: G\nallocation: {account_cap_weeks: %d, hazard_credit: %d%%}\n", pick(1, 3), 25 * pick(1, 3) >(dir "/pial.yaml")
	print "product,name,family,unit,pack\nleek,Leek,l,kg," pack >(dir "/products.csv")
	print "kitchen,name,weight" >(dir "/kitchens.csv")
	for (k = 1; k <= kitchens; k++) print "K" k ",K" k "," pick(1, 3) >(dir "/kitchens.csv")
	print "producer,name,share" >(dir "/producers.csv")
	for (p = 1; p <= producers; p++) print "P" p ",P" p "," pick(1, 3) >(dir "/producers.csv")
	if (pick(0, 1)) {
		system("mkdir -p " dir "/season/2025")
		print "kitchen,product,quantity" >(dir "/season/2025/needs.csv")
		for (k = 1; k <= kitchens; k++)
			if (k == 1 || pick(0, 3)) print "K" k ",leek," pick(1, 30) >(dir "/season/2025/needs.csv")
	}
	system("mkdir -p " dir "/ledger")
	print "date,producer,product,from_week,until_week,lost,confirmed_on" >(dir "/ledger/hazards.csv")
	for (w = 0; w < weeks; w++) {
		if (pick(0, 1))
			print monday_of(w) ",P" pick(1, producers) ",leek," week_of(w) "," (pick(0, 1) ? week_of(w + 1) : "") "," \
				pack * pick(1, 8) "," (pick(0, 3) ? monday_of(w) : "") >(dir "/ledger/hazards.csv")
		where = dir "/weeks/" week_of(w)
		system("mkdir -p " where)
		print "week,day,kitchen,product,quantity" >(where "/orders.csv")
		for (k = 1; k <= kitchens; k++)
			if (pick(0, 5)) print week_of(w) "," monday_of(w) ",K" k ",leek," pack * pick(1, 12) >(where "/orders.csv")
		print "week,producer,product,quantity" >(where "/offers.csv")
		for (p = 1; p <= producers; p++)
			if (pick(0, 5)) print week_of(w) ",P" p ",leek," pack * pick(1, 15) >(where "/offers.csv")
	}
}
