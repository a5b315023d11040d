# views_parties.awk: what a book of examples/france lacks to be invoiced and looked at over years.
#
#	awk -v dir=book -v first=2016 -v last=2025 -f party.awk -f views_parties.awk \
#		book/products.csv book/producers.csv book/kitchens.csv book/weeks/2025-W12/orders.csv
#
# Each party gets its legal identity, every other grower certificates of two years, every fourth kitchen
# contracts of three years, one after another, of all that it orders. Columns are those that the generator
# writes: of orders week, day, kitchen, product, quantity.
BEGIN {
	FS = ","
	party(dir, "self", 0)
	print "billing: {mode: mandate, prefix: \"B-\"}" >>(dir "/pial.yaml")
	print "producer,from,until,status,certifier,products" >(dir "/certificates.csv")
}
FNR == 1 { file++; next }
file == 1 { price[$1] = $7 }
file == 2 {
	party(dir, $1, ++parties)
	for (year = first; parties % 2 && year <= last; year += 2)
		print $1 "," year "-01-01," year + 1 "-12-31,organic,FR-BIO-01," >(dir "/certificates.csv")
}
file == 3 {
	party(dir, $1, ++parties)
	if (++kitchens % 4 == 0) under[$1] = 1
}
file == 4 && $3 in under { lines[$3] = lines[$3] " " $4 "=" $5 }
END {
	system("mkdir -p " dir "/contracts")
	for (kitchen in lines) {
		split(lines[kitchen], line, " ")
		for (year = first; year <= last; year += 3)
			contract(kitchen, line, year)
	}
}
function contract(kitchen, line, year,    path, i, part, end) {
	end = year + 2 < last ? year + 2 : last
	path = dir "/contracts/M" year "-" kitchen ".yaml"
	print "id: M" year "-" kitchen "\nkitchen: " kitchen "\ntitle: Lot 1\nfrom: " year "-01-01\nuntil: " \
		end "-12-31\nlines:" >path
	for (i = 1; i in line; i++) {
		split(line[i], part, "=")
		printf "  - {product: %s, price: %.2f, min: %d, max: %d, per: contract}\n", part[1], \
			price[part[1]] * 0.97, part[2] * 130, part[2] * 260 >path
	}
	close(path)
}
