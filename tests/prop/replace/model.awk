# model.awk products.csv offers.csv orders.csv published.csv: the most published packs that can stay, as a
# linear program (CPLEX LP format), straight from its definition. Knows nothing but the tables: a published
# pair carries at most what was published, an offer gives and an order takes at most its whole packs.
BEGIN { FS = "," }
function cell(name) { return name in at ? $(at[name]) : "" }
FNR == 1 { file++; delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
file == 1 { pack[cell("product")] = cell("pack") == "" ? 1 : cell("pack"); next }
file == 2 {
	offer[cell("producer") SUBSEP cell("product") SUBSEP cell("batch")] = int(cell("quantity") / pack[cell("product")] + 1e-9)
	next
}
file == 3 {
	order[cell("day") SUBSEP cell("kitchen") SUBSEP cell("product") SUBSEP cell("contract")] = \
		int(cell("quantity") / pack[cell("product")] + 0.5 + 1e-9)
	next
}
cell("producer") != "" && cell("quantity") > 0 && cell("pin") != "yes" {
	o = cell("producer") SUBSEP cell("product") SUBSEP cell("batch")
	r = cell("day") SUBSEP cell("kitchen") SUBSEP cell("ordered_product") SUBSEP cell("contract")
	x = "x" ++rows
	bound[rows] = cell("quantity") / pack[cell("product")]
	given[o] = given[o] " + " x
	taken[r] = taken[r] " + " x
}
cell("producer") != "" && cell("pin") == "yes" {
	offer[cell("producer") SUBSEP cell("product") SUBSEP cell("batch")] -= cell("quantity") / pack[cell("product")]
	order[cell("day") SUBSEP cell("kitchen") SUBSEP cell("ordered_product") SUBSEP cell("contract")] -= \
		cell("quantity") / pack[cell("product")]
	pinned += cell("quantity") / pack[cell("product")]
}
END {
	print "Maximize"
	printf " kept:"
	for (i = 1; i <= rows; i++) printf " + x%d", i
	print "\nSubject To"
	for (o in given) print " o" ++n ":" given[o] " <= " offer[o] + 0
	for (r in taken) print " r" ++n ":" taken[r] " <= " order[r] + 0
	print "Bounds"
	for (i = 1; i <= rows; i++) print " 0 <= x" i " <= " bound[i]
	print "End"
	print pinned + 0 >"pinned"
}
