# model.awk: after tables.awk. Writes the practical plan of the book as a mixed integer program (CPLEX LP
# format), straight from its definition: over, then small, then drops. With -v cost=N the shortest ways of a
# plan that costs N, in tenths of a ton times metres.
function var(row, p) { return "x" row_no[row] "_" maker_no[p] }
END {
	limits()
	for (p in maker) maker_no[p] = ++n
	for (i = 1; i <= rows; i++) row_no[list[i]] = i
	for (i = 1; i <= rows; i++) {
		row = list[i]
		for (o = 1; o <= offers; o++) {
			p = who[o]
			if (!open_for(o, row) || !room[o]) continue
			t = maker_no[p] "_" (visit_of(row) in visit_no ? visit_no[visit_of(row)] : visit_no[visit_of(row)] = ++visits)
			if (!(t in seen)) { seen[t] = 1; ts[++tn] = t; drop_maker[t] = p; drop_visit[t] = visit_no[visit_of(row)] }
			arcs++; arc_row[arcs] = row; arc_maker[arcs] = p; arc_drop[arcs] = t; arc_offer[arcs] = o
		}
	}
	W = tn + 1
	for (i = 1; i <= tn; i++) sum = sum "\n + y" ts[i] " + " W " s" ts[i]
	if (most && !hub) for (v = 1; v <= visits; v++) sum = sum "\n + " W * W " e" v
	if (!tn) sum = " 0 nothing"
	print "Minimize"
	print cost == "" ? " cost:" sum : " ways: total"
	print "Subject To"
	if (!tn) print " z: nothing >= 0"
	if (cost != "") print " cost:" sum " <= " cost
	for (i = 1; i <= rows; i++) {
		line = ""
		for (a = 1; a <= arcs; a++) if (arc_row[a] == list[i]) line = line " + " var(list[i], arc_maker[a])
		print " r" i ":" line " = " got[1, list[i]] + 0
	}
	for (o = 1; o <= offers; o++) {
		line = ""
		for (a = 1; a <= arcs; a++) if (arc_offer[a] == o) line = line " + " var(arc_row[a], arc_maker[a])
		if (line != "") print " o" o ":" line " <= " room[o]
	}
	for (p in maker) {
		line = ""
		for (a = 1; a <= arcs; a++) if (arc_maker[a] == p) line = line " + " grams[product[arc_row[a]]] / 1000 " " var(arc_row[a], p)
		if (line == "") continue
		print " h" maker_no[p] ":" line " <= " high[p] / 1000
		print " l" maker_no[p] ":" line " >= " low[p] / 1000
	}
	line = ""
	for (a = 1; a <= arcs; a++) line = line "\n + " grams[product[arc_row[a]]] * way(arc_maker[a], kitchen[arc_row[a]]) / 100000 " " var(arc_row[a], arc_maker[a])
	if (line != "") printf " km:%s <= %.6f\n", line, budget / 100000
	if (cost != "") print " all:" line " - total = 0"
	for (a = 1; a <= arcs; a++) {
		m = got[1, arc_row[a]]; if (room[arc_offer[a]] < m) m = room[arc_offer[a]]
		print " c" a ": " var(arc_row[a], arc_maker[a]) " - " m " y" arc_drop[a] " <= 0"
	}
	for (i = 1; i <= tn; i++) {
		t = ts[i]; l = least[drop_maker[t]] / 10000000
		if (!l) continue
		line = ""
		for (a = 1; a <= arcs; a++) if (arc_drop[a] == t) line = line " + " value(arc_maker[a], arc_row[a]) / 10000000 " " var(arc_row[a], arc_maker[a])
		print " m" t ":" line " - " l " y" t " + " l " s" t " >= 0"
		print " n" t ": s" t " - y" t " <= 0"
	}
	if (most && !hub) for (v = 1; v <= visits; v++) {
		line = ""
		for (i = 1; i <= tn; i++) if (drop_visit[ts[i]] == v) line = line " + y" ts[i]
		print " e_" v ":" line " - e" v " <= " most
	}
	print "Bounds"
	for (a = 1; a <= arcs; a++) if ((arc_row[a], arc_maker[a]) in pin) print " " var(arc_row[a], arc_maker[a]) " = " x[1, arc_row[a], arc_maker[a]] + 0
	print "General"
	for (a = 1; a <= arcs; a++) print " " var(arc_row[a], arc_maker[a])
	if (most && !hub) for (v = 1; v <= visits; v++) print " e" v
	print "Binary"
	for (i = 1; i <= tn; i++) print " y" ts[i] " s" ts[i]
	print "End"
}
