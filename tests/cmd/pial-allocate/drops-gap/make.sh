#!/bin/sh
# make.sh MAKERS KITCHENS PRODUCTS: writes a book whose ideal plan has many drops.
mkdir -p weeks/2025-W12
printf 'format: 1\nname: Essai\nallocation:\n  drops: {km: 10%%, producer: 10%%, seconds: 600}\n' >pial.yaml
awk -v makers="$1" -v kitchens="$2" -v products="$3" 'BEGIN {
	print "producer,name" >"producers.csv"
	print "kitchen,name" >"kitchens.csv"
	print "product,name,family,unit,pack" >"products.csv"
	print "from,to,km" >"distances.csv"
	print "week,day,kitchen,product,quantity" >"weeks/2025-W12/orders.csv"
	print "week,producer,product,quantity" >"weeks/2025-W12/offers.csv"
	for (p = 1; p <= products; p++) print "p" p ",Produit " p ",legumes,kg,5" >"products.csv"
	for (i = 1; i <= makers; i++) {
		print "P-" i ",Ferme " i >"producers.csv"
		for (k = 1; k <= kitchens; k++)
			print "P-" i ",K-" k "," 3 + (i * 17 + k * 29) % 31 >"distances.csv"
		for (p = 1; p <= products; p++)
			print "2025-W12,P-" i ",p" p "," 5 * int(kitchens / makers * (3 + (i + p) % 3) + 1) >"weeks/2025-W12/offers.csv"
	}
	for (k = 1; k <= kitchens; k++) {
		print "K-" k ",Cuisine " k >"kitchens.csv"
		for (p = 1; p <= products; p++)
			print "2025-W12,2025-03-18,K-" k ",p" p "," 5 * (1 + (k * 7 + p * 3) % 5) >"weeks/2025-W12/orders.csv"
	}
}'
