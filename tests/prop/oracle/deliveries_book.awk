# deliveries_book.awk -v seed=N -v dir=DIR: a random book with four weeks of orders, allocations and receipts
# of few names, so that batches, contracts and substitutes meet on the same note. Own numbers: the awks do
# not agree on theirs.
function pick(low, high) {
	seed = (seed * 69069 + 12345) % 2147483648
	return low + int(seed / 65536) % (high - low + 1)
}
function one_of(list,	part, n) {
	n = split(list, part, ";")
	return part[pick(1, n)]
}
function quantity(product) {
	return by_piece[product] ? 1000 * pick(1, 30) : one_of("500;750;1000") * pick(1, 24)
}
function shown(milli) {
	return milli % 1000 ? sprintf("%d.%03d", int(milli / 1000), milli % 1000) : int(milli / 1000)
}
# Near what was planned, at the edges of tolerances, or far from it.
function near(product, milli) {
	milli = int(milli * one_of("1000;1000;1000;950;949;1050;1051;975;1025;500;1500;0;900;1100") / 1000)
	return by_piece[product] ? milli - milli % 1000 : milli
}
function certificates() {
	print "producer,from,until,status,certifier,products" >(dir "/certificates.csv")
	print "P-x,2024-01-01," one_of("2025-12-31;2025-03-18;2025-03-19") ",organic,FR-BIO-01," one_of(";;carrot;leek lettuce") \
		>(dir "/certificates.csv")
	if (pick(0, 1)) print "P-y,2025-03-13,2026-01-01," one_of("organic;conversion") ",FR-BIO-09," >(dir "/certificates.csv")
	if (pick(0, 1)) print "P-z,2020-01-01,2024-12-31,organic,FR-BIO-01," >(dir "/certificates.csv")
}
function standing() {
	print "name: G\nbilling: {mode: " one_of("direct;mandate;resale") "}\nreceipts: {delay_days: " pick(0, 4) ", tolerance: " \
		one_of("0;5;2.5;50") "%, too_much: " one_of("accept;accept;ask") "}" >(dir "/pial.yaml")
	print "product,name,family,unit,pack,priced_per,unit_mass_kg,reference_price" >(dir "/products.csv")
	print "carrot,Carrot,v,kg,1,,,1.9\nleek,Leek,v,kg,1,,,2.4\nlettuce,Lettuce,v,piece,1,,0.3,0.95\npumpkin,Pumpkin,v,piece,1,kg,3,1.5" \
		>(dir "/products.csv")
	print "kitchen,name\nK-a,A\nK-b,B" >(dir "/kitchens.csv")
	print "producer,name\nP-x,X\nP-y,Y\nP-z,Z" >(dir "/producers.csv")
	system("mkdir -p " dir "/contracts")
	print "id: C-1\nkitchen: K-a\nfrom: 2025-01-01\nuntil: 2025-12-31\nlines:\n  - {product: carrot, price: 2.1}" \
		>(dir "/contracts/c.yaml")
	certificates()
}
function allocate(where, week, day,	n, i, ordered, product, contract, kitchen, key) {
	n = pick(2, 14)
	for (i = 0; i < n; i++) {
		kitchen = one_of("K-a;K-b")
		product = one_of("carrot;carrot;leek;lettuce;pumpkin")
		ordered = pick(0, 5) ? product : one_of("carrot;leek;lettuce")
		contract = kitchen == "K-a" && product == "carrot" && ordered == "carrot" && pick(0, 1) ? "C-1" : ""
		key = day "," kitchen "," ordered "," contract
		if (!(key in asked)) {
			asked[key] = 1
			if (pick(0, 4)) print week "," key "," shown(quantity(ordered)) >(where "/orders.csv")
		}
		key = key "," product "," one_of("P-x;P-x;P-y;P-z") "," one_of(";;B1;B2")
		if (key in taken) continue
		taken[key] = pick(0, 19) ? quantity(product) : 0
		row[++rows] = key
		print week "," key "," shown(taken[key]) "," (pick(0, 1) ? one_of("1.25;2;3.3333") : "") >(where "/allocation.csv")
	}
}
# A receipt of what was allocated, or of what nobody had allocated; its note and day as far as people write them.
function receive(where,	from, part, product, kitchen, producer, batch, day, qty, sent, got, back, note, key, kilos) {
	from = row[pick(1, rows)]
	split(from, part, ",")
	day = part[1]; kitchen = part[2]; product = part[5]; producer = part[6]; batch = part[7]
	qty = taken[from] ? taken[from] : 1000
	if (!pick(0, 3)) batch = one_of(";B1;B2;B3")
	if (!pick(0, 9)) product = one_of("carrot;leek;lettuce;pumpkin")
	if (!pick(0, 14)) producer = one_of("P-x;P-y;P-z")
	if (by_piece[product]) qty -= qty % 1000
	sent = pick(0, 2) ? "" : near(product, qty)
	got = near(product, sent == "" ? qty : sent) + (pick(0, 4) ? 0 : near(product, qty))
	back = pick(0, 3) ? "" : one_of("0;1000;" got ";" int(got / 2000) * 1000)
	if (back != "" && back > got) back = got
	note = "BL-" day "-" kitchen "-" (resale ? "self" : producer)
	gsub(/-/, "", day); note = "BL-" day "-" kitchen "-" (resale ? "self" : producer); day = part[1]
	if (!pick(0, 2)) note = ""
	key = day "," kitchen "," product "," producer "," batch
	if (key in received) return
	received[key] = 1
	# The table's key has the note, not the day.
	if (note == "" && substr(key, 11) in received) return
	if (note == "") received[substr(key, 11)] = 1
	kilos = ""
	if (product == "pumpkin" && pick(0, 4)) kilos = shown(got ? int(got * pick(2500, 3500) / 1000) : 0)
	if (product == "carrot" && !pick(0, 5)) kilos = shown(got)
	print note "," (note == "" || pick(0, 1) ? day : "") "," kitchen "," product "," producer "," batch "," \
		(sent == "" ? "" : shown(sent)) "," shown(got) "," kilos "," (back == "" ? "" : shown(back)) "," \
		one_of(";;;torn;late") "," one_of(";;;agreed;disputed") "," (pick(0, 5) ? "" : shown(near(product, qty))) \
		>(where "/receipts.csv")
}
function make_week(week, first, second,	where, n) {
	where = dir "/weeks/" week
	system("mkdir -p " where)
	rows = 0
	split("", asked); split("", taken); split("", received)
	print "week,day,kitchen,product,contract,quantity" >(where "/orders.csv")
	print "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity,price" >(where "/allocation.csv")
	print "note,day,kitchen,product,producer,batch,sent,received,weight_kg,refused,reason,status,agreed" >(where "/receipts.csv")
	allocate(where, week, first)
	allocate(where, week, second)
	for (n = pick(0, 16); n > 0; n--) receive(where)
}
BEGIN {
	for (i = 0; i < 5; i++) pick(0, 1)
	by_piece["lettuce"] = by_piece["pumpkin"] = 1
	standing()
	close(dir "/pial.yaml")
	while ((getline line <(dir "/pial.yaml")) > 0) if (line ~ /resale/) resale = 1
	make_week("2025-W10", "2025-03-04", "2025-03-06")
	make_week("2025-W11", "2025-03-11", "2025-03-13")
	make_week("2025-W12", "2025-03-18", "2025-03-20")
	make_week("2025-W13", "2025-03-25", "2025-03-27")
}
