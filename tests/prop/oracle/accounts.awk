# accounts.awk -v book=DIR -v weeks="W W ..." -v memory=1 LINES: the accounts of a book of accounts_book.awk,
# week by week from its definition, against the lines (CSV with week, side, id, entitled, given, account,
# cap) that a command printed. Whole numbers and fractions only; what differs is printed. memory=1 also
# sees that each plan is within a pack of the exact one with what is owed.
function read_csv(path, rows,    line, head, f, n, i, c) {
	n = 0
	delete rows
	while ((getline line <path) > 0) {
		c = split(line, f, ",")
		if (!n) for (i = 1; i <= c; i++) head[i] = f[i]
		else for (i = 1; i <= c; i++) rows[n, head[i]] = f[i]
		n++
	}
	close(path)
	return n ? n - 1 : 0
}
# N / D to thousandths, halves to the even one; D above 0.
function round(n, d,    q, r) {
	q = int(n / d); r = n - q * d
	if (r < 0) { q--; r += d }
	if (2 * r > d || (2 * r == d && q % 2)) q++
	return q
}
# Fills water: entry i of count gets num[i] / den of total, w[i] x level, at most most[i].
function fill(count, w, most, total, num,    i, full, left, sum, again) {
	for (i = 1; i <= count; i++) full[i] = 0
	do {
		again = 0; left = total; sum = 0
		for (i = 1; i <= count; i++) if (full[i]) left -= most[i]; else sum += w[i]
		for (i = 1; i <= count; i++)
			if (!full[i] && w[i] * left >= most[i] * sum) { full[i] = again = 1 }
	} while (again)
	den = sum ? sum : 1
	for (i = 1; i <= count; i++) num[i] = full[i] ? most[i] * den : w[i] * left
}
# The same with what is owed, in numbers with a point: a level is found by halving.
function fill_owed(count, w, most, owed, total, value,    i, low, high, mid, sum, step, x) {
	low = -1e6; high = 1e6
	for (step = 0; step < 200; step++) {
		mid = (low + high) / 2; sum = 0
		for (i = 1; i <= count; i++) {
			x = w[i] * mid + owed[i]
			sum += value[i] = x < 0 ? 0 : x > most[i] ? most[i] : x
		}
		if (sum < total) low = mid; else high = mid
	}
}
function least(a, b) { return a < b ? a : b }
function shown(milli,    s) {
	s = sprintf("%.3f", milli / 1000)
	sub(/0+$/, "", s); sub(/\.$/, "", s)
	return s == "-0" ? "0" : s
}
function settle(side, id, entitled, gave, cap,    key) {
	key = side "," id
	account[key] += entitled - gave
	if (account[key] > cap) account[key] = cap
	if (account[key] < -cap) account[key] = -cap
	want[week "," key] = shown(entitled) "," shown(gave) "," shown(account[key]) "," shown(cap)
}
# Within a pack of the exact plan with memory.
function near(side, count, id, w, most, total,    i, owed, value, packs) {
	if (!memory) return
	for (i = 1; i <= count; i++) owed[i] = account[side "," id[i]] / 1000 / pack
	fill_owed(count, w, most, owed, total, value)
	for (i = 1; i <= count; i++) {
		packs = planned[side, id[i]] / 1000 / pack
		if (packs - value[i] >= 1 + 1e-6 || value[i] - packs >= 1 + 1e-6)
			printf "%s %s %s: %s packs, exact %s\n", week, side, id[i], packs, value[i]
	}
}
function hazards(    i, n, rows, until) {
	delete lost
	n = read_csv(book "/ledger/hazards.csv", rows)
	for (i = 1; i <= n; i++) {
		until = rows[i, "until_week"] == "" ? rows[i, "from_week"] : rows[i, "until_week"]
		if (rows[i, "confirmed_on"] != "" && rows[i, "from_week"] <= week && week <= until)
			lost[rows[i, "producer"]] += rows[i, "lost"] / pack
	}
}
function given_of(    i, n, rows, receipt, r, q) {
	delete given; delete planned
	r = read_csv(book "/weeks/" week "/receipts.csv", receipt)
	n = read_csv(book "/weeks/" week "/allocation.csv", rows)
	for (i = 1; i <= n; i++) {
		if (rows[i, "producer"] == "") continue
		q = rows[i, "quantity"] * 1000
		planned["kitchen", rows[i, "kitchen"]] += q; planned["producer", rows[i, "producer"]] += q
		for (k = 1; k <= r; k++)
			if (receipt[k, "kitchen"] == rows[i, "kitchen"] && receipt[k, "producer"] == rows[i, "producer"])
				q = receipt[k, "agreed"] * 1000
		given["kitchen", rows[i, "kitchen"]] += q; given["producer", rows[i, "producer"]] += q
	}
}
function do_week(    i, n, rows, ordered, offered, total, some, w, most, id, num, wp, mp, pid, nump, m, shares, more, mm, num2, den1, den2, np) {
	given_of(); hazards()
	n = read_csv(book "/weeks/" week "/orders.csv", rows); ordered = 0; some = 0
	for (i = 1; i <= n; i++) {
		id[i] = rows[i, "kitchen"]; most[i] = rows[i, "quantity"] / pack; ordered += most[i]
		if (id[i] in need) some = 1
	}
	for (i = 1; i <= n; i++) w[i] = weight[id[i]] * (some && id[i] in need ? need[id[i]] : most[i] * pack)
	np = read_csv(book "/weeks/" week "/offers.csv", rows); offered = 0
	for (m = 1; m <= np; m++) {
		pid[m] = rows[m, "producer"]; mp[m] = rows[m, "quantity"] / pack; offered += mp[m]
	}
	total = least(ordered, offered)
	if (n && np) {
		near("kitchen", n, id, w, most, total)
		fill(n, w, most, total, num)
	}
	for (i = 1; n && np && i <= n; i++)
		settle("kitchen", id[i], round(num[i] * pack * 1000, den), given["kitchen", id[i]] + 0, round(cap_weeks * w[i] * 1000, 1))
	shares = 0
	for (m = 1; m <= np; m++) { wp[m] = share[pid[m]]; shares += wp[m] }
	if (!n) return
	if (np) {
		near("producer", np, pid, wp, mp, total)
		fill(np, wp, mp, total, nump)
		den1 = den
	}
	# The week as it would have been: those who lost all come after the others.
	more = np; m = 0
	for (i = 1; i <= np; i++) mm[i] = mp[i] + (pid[i] in lost ? lost[pid[i]] : 0)
	for (i in lost) {
		for (m = 1; m <= np && pid[m] != i; m++);
		if (m > np) { more++; pid[more] = i; wp[more] = share[i]; mm[more] = lost[i]; nump[more] = 0; mp[more] = 0 }
	}
	if (!np) den1 = 1
	offered = 0
	for (i = 1; i <= more; i++) offered += mm[i]
	if (!more) return
	fill(more, wp, mm, least(ordered, offered), num2); den2 = den
	all = 0
	for (i = 1; i <= more; i++) all += wp[i]
	for (i = 1; i <= more; i++) {
		hit = pid[i] in lost
		gain = hit ? num2[i] * den1 - nump[i] * den2 : 0
		if (gain < 0) gain = 0
		settle("producer", pid[i], round((nump[i] * den2 * 100 + gain * credit) * pack * 1000, den1 * den2 * 100),
			given["producer", pid[i]] + 0, round(cap_weeks * ordered * pack * 1000 * wp[i], hit ? all : shares))
	}
}
BEGIN {
	while ((getline line <(book "/pial.yaml")) > 0) {
		if (match(line, /cap_weeks: [0-9]+/)) cap_weeks = substr(line, RSTART + 11, RLENGTH - 11) + 0
		if (match(line, /credit: [0-9]+/)) credit = substr(line, RSTART + 8, RLENGTH - 8) + 0
	}
	n = read_csv(book "/products.csv", rows); pack = rows[1, "pack"]
	n = read_csv(book "/kitchens.csv", rows)
	for (i = 1; i <= n; i++) weight[rows[i, "kitchen"]] = rows[i, "weight"]
	n = read_csv(book "/producers.csv", rows)
	for (i = 1; i <= n; i++) share[rows[i, "producer"]] = rows[i, "share"]
	n = read_csv(book "/season/2025/needs.csv", rows)
	for (i = 1; i <= n; i++) need[rows[i, "kitchen"]] = rows[i, "quantity"]
	c = split(weeks, list, " ")
	for (t = 1; t <= c; t++) { week = list[t]; do_week() }
	n = read_csv(ARGV[1], rows)
	for (i = 1; i <= n; i++) {
		key = rows[i, "week"] "," rows[i, "side"] "," rows[i, "id"]
		line = rows[i, "entitled"] "," rows[i, "given"] "," rows[i, "account"] "," rows[i, "cap"]
		if (!(key in want)) print key ": " line ", nothing wanted"
		else if (want[key] != line) print key ": " line ", wanted " want[key]
		delete want[key]
		seen++
	}
	for (key in want) print key ": missing, wanted " want[key]
	if (!seen) print "no line at all"
}
