# register_book.awk: a book of so many sellers and kitchens, with one delivery from each to each in a month.
#
#	awk -v sellers=25 -v kitchens=40 -v dir=book -f party.awk -f register_book.awk
BEGIN {
	week = dir "/weeks/2025-W12"
	system("mkdir -p " week)
	print "name: Banc d'essai\nbilling: {mode: mandate, prefix: \"B-\"}" >(dir "/pial.yaml")
	print "producer,name,vat_regime" >(dir "/producers.csv")
	print "kitchen,name,kind" >(dir "/kitchens.csv")
	party(dir, "self", 0)
	print "product,name,family,unit,vat_rate\ncarotte,Carotte,legumes,kg,5.5" >(dir "/products.csv")
	print "week,day,kitchen,product,quantity" >(week "/orders.csv")
	print "note,line,day,kitchen,product,producer,received,unit,invoiced,priced_unit,price,organic,status" \
		>(week "/deliveries.csv")
	for (p = 1; p <= sellers; p++) {
		id = sprintf("P-%05d", p)
		print id ",Ferme " p ",flat-rate" >(dir "/producers.csv")
		party(dir, id, p)
	}
	for (k = 1; k <= kitchens; k++) {
		id = sprintf("K-%05d", k)
		print id ",Cuisine " k ",school" >(dir "/kitchens.csv")
		party(dir, id, sellers + k)
		for (p = 1; p <= sellers; p++) {
			q = 1 + (p * 7 + k * 13) % 40
			printf "BL-20250320-%s-P-%05d,1,2025-03-20,%s,carotte,P-%05d,%d,kg,%d,kg,1.9,no,agreed\n",
				id, p, id, p, q, q >(week "/deliveries.csv")
		}
	}
}
