# judge.awk: after tables.awk. -v said=FILE (messages in English). Prints what is wrong, and last the line
# "cost OVER SMALL DROPS IDEAL_OVER IDEAL_SMALL IDEAL_DROPS PROVED LEAST WAYS".
function wrong(text) { print "wrong: " text; faults++ }
function measure(plan,  i, row, p, k, t) {
	split("", load); split("", worthy); split("", there); split("", makers_at)
	over = small = drops = 0
	for (i = 1; i <= rows; i++) {
		row = list[i]
		for (p in maker) {
			k = x[plan, row, p]
			if (k <= 0) continue
			t = p "," visit_of(row)
			there[t] = p; worthy[t] += k * value(p, row); at_visit[t] = visit_of(row)
			if ((row, p) in pin) pinned[t] = 1
		}
	}
	for (t in there) {
		drops++; makers_at[at_visit[t]]++
		if (worthy[t] < least[there[t]]) { small++; if (plan == 2 && !pinned[t]) told_small++ }
	}
	if (most && !hub) for (t in makers_at) if (makers_at[t] > most) { over += makers_at[t] - most; if (plan == 2) told_over++ }
}
END {
	limits()
	measure(1); ideal = over " " small " " drops; cost1 = (over * 1000 + small) * 1000 + drops; ideal_drops = drops
	told_small = told_over = 0
	measure(2); cost2 = (over * 1000 + small) * 1000 + drops
	for (i = 1; i <= rows; i++) {
		row = list[i]
		if (got[1, row] + 0 != got[2, row] + 0) wrong(row ": " got[2, row] + 0 " packs, ideal " got[1, row] + 0)
		for (p in maker) {
			if (x[2, row, p]) {
				o = offer_of[p, product[row]]
				if (!o || !open_for(o, row)) wrong(row " from " p ": not allowed")
				used[o] += x[2, row, p]
			}
			if (((row, p) in pin) && x[1, row, p] + 0 != x[2, row, p] + 0) wrong(row " from " p ": pin moved")
			sent[p] += x[2, row, p] * grams[product[row]]
			ways += x[2, row, p] * grams[product[row]] * way(p, kitchen[row])
		}
	}
	for (o = 1; o <= offers; o++) if (used[o] > room[o]) wrong(who[o] " " what[o] ": " used[o] " of " room[o])
	for (p in maker) if (sent[p] < low[p] || sent[p] > high[p]) wrong(p ": " sent[p] + 0 " outside " low[p] ".." high[p])
	if (ways > budget) wrong("ways " ways " over " budget)
	if (cost2 > cost1) wrong("worse than the ideal: " over " " small " " drops " against " ideal)
	proved = 0; bound = -1; shown = -1
	while ((getline line <said) > 0) {
		if (line ~ /N-DROPS-SMALL/) told_small--
		if (line ~ /N-DROPS-OVER/) told_over--
		if (line ~ /N-DROPS-CUT/) wrong("stopped by the clock")
		if (line ~ /N-DROPS-PROVED/) { proved = 1; n = split(line, w, /[:,;] */); shown = w[5]; bound = shown; if (w[7] != ideal_drops) wrong("the ideal's drops: " line) }
		if (line ~ /N-DROPS-SAME\]/) { proved = 1; split(line, w, /[:;] */); shown = w[4] + 0; bound = shown }
		if (line ~ /N-DROPS-SAME-GAP/) { split(line, w, /[:;,] */); shown = w[4] + 0; sub(/.*at least /, "", line); bound = line + 0 }
		if (line ~ /N-DROPS-GAP/) { split(line, w, /[:,;] */); shown = w[5]; sub(/.*at least /, "", line); bound = line + 0 }
	}
	if (told_small) wrong("small drops and messages differ by " told_small)
	if (told_over) wrong("producers over and messages differ by " told_over)
	if (rows && shown != drops) wrong("drops shown " shown ", counted " drops)
	if (bound > drops) wrong("bound " bound " above " drops)
	printf "cost %d %d %d %s %d %d %d\n", over, small, drops, ideal, proved, bound, int(ways / 100000 + 0.5)
	exit faults > 0
}
