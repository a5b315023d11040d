# judge.awk products.csv offers.csv orders.csv published.csv replaced.csv: a new version is looked at from its
# tables alone. Nobody gives or gets more than there is; fixed rows are as they were; no order that came in
# time is short beside an offer of its product with a whole pack left, wherever the pair was published, or is
# used now. Prints what is wrong.
BEGIN { FS = "," }
function cell(name) { return name in at ? $(at[name]) : "" }
function row_of() { return cell("day") SUBSEP cell("kitchen") SUBSEP cell("ordered_product") SUBSEP cell("contract") }
function offer_of() { return cell("producer") SUBSEP cell("product") SUBSEP cell("batch") }
FNR == 1 { file++; delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
file == 1 { pack[cell("product")] = cell("pack") == "" ? 1 : cell("pack"); next }
file == 2 {
	left[cell("producer") SUBSEP cell("product") SUBSEP cell("batch")] = int(cell("quantity") / pack[cell("product")] + 1e-9)
	next
}
file == 3 {
	open[cell("day") SUBSEP cell("kitchen") SUBSEP cell("product") SUBSEP cell("contract")] = \
		int(cell("quantity") / pack[cell("product")] + 0.5 + 1e-9)
	next
}
cell("producer") == "" { next }
{ pair[row_of() SUBSEP "|" SUBSEP offer_of()] = 1 }
file == 4 && cell("pin") == "yes" { fixed[row_of() SUBSEP "|" SUBSEP offer_of()] = cell("quantity") }
file == 5 {
	packs = cell("quantity") / pack[cell("product")]
	left[offer_of()] -= packs
	open[row_of()] -= packs
	if (packs != int(packs)) print "not whole packs: " $0
	key = row_of() SUBSEP "|" SUBSEP offer_of()
	if (cell("pin") == "yes") seen[key] = cell("quantity")
}
END {
	for (o in left) if (left[o] < 0) { gsub(SUBSEP, " ", o); print "over the offer: " o }
	for (r in open) if (open[r] < 0) { gsub(SUBSEP, " ", r); print "over the order: " r }
	for (k in fixed) if (seen[k] != fixed[k]) { gsub(SUBSEP, " ", k); print "a fixed row moved: " k }
	for (k in pair) {
		split(k, part, SUBSEP "[|]" SUBSEP)
		if (open[part[1]] > 0 && left[part[2]] > 0 && !(k in fixed)) {
			gsub(SUBSEP, " ", k)
			print "short beside an offer it could have: " k
		}
	}
}
