# season.awk: writes an invented book with one season, always the same for the same size.
# usage: awk -v dir=DIRECTORY -v producers=7 -v kitchens=4 -v products=25 -f season.awk
#
# Each producer bids for twelve products over part of the year, each kitchen needs twenty, all of them for
# some twenty weeks; the farms lie within thirty kilometres.
function draw(n) {
	seed = (seed * 16807) % 2147483647
	return seed % n
}
function week(n) {
	if (n > 65) n = 65 # the last of the season
	return n <= 52 ? sprintf("2025-W%02d", n) : sprintf("2026-W%02d", n - 52)
}
function place() {
	return (42.6 + draw(400) / 1000) "," (0.4 + draw(400) / 1000)
}
BEGIN {
	seed = 20250317
	season = dir "/season/2025"
	if (system("mkdir -p '" season "'") != 0) exit 1
	printf "name: Saison inventée\nlanguage: fr\nseason: {starts: W14}\nallocation: {radius_km: 60}\n" > (dir "/pial.yaml")
	file = dir "/products.csv"
	print "product,name,family,unit,pack,reference_price" > file
	for (v = 1; v <= products; v++)
		printf "v%02d,Légume %d,legumes,kg,%d,%.2f\n", v, v, 1 + draw(5), 1 + draw(300) / 100 > file
	file = dir "/producers.csv"
	print "producer,name,kind,tier,share,lat,lon,land_m2" > file
	for (p = 1; p <= producers; p++)
		printf "P-%03d,Ferme %d,grower,1,%s,%s,%d\n", p, p, 0.5 + draw(4) / 2, place(), 1000 + draw(9000) > file
	printf "P-zz,Grossiste,partner,2,1,42.8,0.6,\n" > file
	file = dir "/kitchens.csv"
	print "kitchen,name,kind,lat,lon,delivery_days" > file
	for (k = 1; k <= kitchens; k++)
		printf "K-%03d,Cuisine %d,school,%s,%s\n", k, k, place(), draw(2) ? "mon thu" : "tue fri" > file
	file = season "/bids.csv"
	print "producer,product,from_week,until_week,max_quantity,yield_kg_m2,failure_rate,yield_cv,loss,days_to_harvest,succession_weeks" > file
	for (p = 1; p <= producers; p++) {
		first = draw(products)
		for (i = 0; i < 12 && i < products; i++) {
			from = 18 + draw(20)
			printf "P-%03d,v%02d,%s,%s,%d,%.1f,%d,%d,%d,%d,%d\n", p, (first + i) % products + 1, week(from),
				week(from + 8 + draw(18)), 20 + draw(150), 1.5 + draw(40) / 10, 2 + draw(7), 20 + draw(20),
				draw(15), 40 + draw(80), 1 + draw(5) > file
		}
	}
	file = season "/needs.csv"
	print "from_week,until_week,kitchen,product,quantity" > file
	for (k = 1; k <= kitchens; k++) {
		first = draw(products)
		for (i = 0; i < 20 && i < products; i++) {
			from = 18 + draw(25)
			printf "%s,%s,K-%03d,v%02d,%d\n", week(from), week(from + 10 + draw(20)), k, (first + i) % products + 1,
				5 + draw(30) > file
		}
	}
}
