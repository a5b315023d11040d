# brute.awk: checks plans of solve.awk by trying everything, without a solver.
#
# usage: awk -v comps="2 5" -f brute.awk given.txt plan.txt
# Every vector of the kitchens' packs, in steps of 1/(2 d) pack (d: the denominator that the plan
# claims), every vector of the producers', and every plan with the sums that follow are listed and
# compared by the definitions. Whether a vector can be served is decided by Hall's condition over all
# subsets, and both sides hold together by the linking theorem. Prints one TAP line a component;
# one with a pin, with several offers of one producer or too large is refused.

BEGIN {
	FS = "|"
	n = split(comps, part, " ")
	for (i = 1; i <= n; i++)
		wanted[part[i]] = 1
	limit = 300000
}

!($2 in wanted) {
	next
}

FILENAME == ARGV[1] && $1 == "row" {
	r = ++nr[$2]
	rid[$2, r] = $3
	class[$2, r] = $4
	Q[$2, r] = $5
	M[$2, r] = $6
	weight[$2, r] = $7 / $8 / 1e6
	name[$2, r] = $9
	at[$2, "r", $3] = r
	next
}

FILENAME == ARGV[1] && $1 == "producer" {
	promised[$2, $3] = $4
	share[$2, $3] = $5
	heavy[$2] = $4 > heavy[$2] ? $4 : heavy[$2]
	next
}

FILENAME == ARGV[1] && $1 == "offer" {
	o = ++no[$2]
	if (($2, "p", $4) in at)
		bad[$2] = "several offers of one producer"
	at[$2, "o", $3] = o
	at[$2, "p", $4] = o
	producer[$2, o] = $4
	tier[$2, o] = $5
	S[$2, o] = $6
	price[$2, o] = $7
	next
}

FILENAME == ARGV[1] && $1 == "arc" {
	k = ++na[$2]
	arow[$2, k] = at[$2, "r", $3]
	aoffer[$2, k] = at[$2, "o", $4]
	allowed[$2, arow[$2, k], aoffer[$2, k]] = k
	subst[$2, k] = $5
	cost[$2, k] = $6
	if ($9 != "")
		bad[$2] = "a pin"
	next
}

$1 == "x" {
	x_plan[$2, allowed[$2, at[$2, "r", $3], at[$2, "o", $4]]] = $5
}

$1 == "row" {
	r = at[$2, "r", $3]
	num["z", $2, r] = $4
	den["z", $2, r] = $5
	packs["z", $2, r] = $6
}

$1 == "producer" {
	o = at[$2, "p", $3]
	num["y", $2, o] = $4
	den["y", $2, o] = $5
	packs["y", $2, o] = $6
}

END {
	for (i = 1; i <= n; i++)
		check(part[i])
	print "1.." n
}

function report(ok, what) {
	print (ok ? "ok" : "not ok") " - every plan of component " C " (" name[C, 1] "...): " what
}

function gcd(a, b, t) {
	while (b) {
		t = a % b
		a = b
		b = t
	}
	return a
}

function check(c, i, j) {
	C = c
	if (!nr[C])
		return report(0, "no such component")
	if (C in bad)
		return report(0, "not covered: " bad[C])
	rows = nr[C]
	offers = no[C]
	for (i = 1; i <= rows; i++)
		if (!(("z", C, i) in num))
			return report(0, "the plan leaves out " name[C, i])
	for (i = 1; i <= na[C]; i++)
		if (!((C, i) in x_plan))
			return report(0, "the plan leaves out pair " i)
	neighbours()
	wrong = ""
	seen = 0
	kitchens()
	producers()
	plans()
	report(wrong == "", wrong == "" ? seen " tried" : wrong)
}

# neighbours: for each subset of rows what may serve it, for each subset of offers who may take it.
function neighbours(a, i, j) {
	for (a = 0; a < 2 ^ rows; a++)
		for (j = 1; j <= offers; j++) {
			touch[a, j] = 0
			for (i = 1; i <= rows; i++)
				if (bit(a, i) && ((C, i, j) in allowed))
					touch[a, j] = 1
		}
	for (a = 0; a < 2 ^ offers; a++)
		for (i = 1; i <= rows; i++) {
			reach[a, i] = 0
			for (j = 1; j <= offers; j++)
				if (bit(a, j) && ((C, i, j) in allowed))
					reach[a, i] = 1
		}
}

function bit(a, i) {
	return int(a / 2 ^ (i - 1)) % 2
}

# servable: whether v[1..rows], in 1/step packs, can be served from cap[1..offers].
function servable(a, i, j, want, have) {
	for (a = 1; a < 2 ^ rows; a++) {
		want = have = 0
		for (i = 1; i <= rows; i++)
			if (bit(a, i))
				want += v[i]
		for (j = 1; j <= offers; j++)
			if (touch[a, j])
				have += cap[j]
		if (want > have)
			return 0
	}
	return 1
}

# sold: whether u[1..offers] of tier 1, in 1/step packs, can all be taken by v[1..rows].
function sold(a, i, j, give, take) {
	for (a = 1; a < 2 ^ offers; a++) {
		give = take = 0
		for (j = 1; j <= offers; j++)
			if (bit(a, j) && tier[C, j] == 1)
				give += u[j]
		for (i = 1; i <= rows; i++)
			if (reach[a, i])
				take += v[i]
		if (give > take)
			return 0
	}
	return 1
}

# better N: whether the key new[1..N] is lexicographically greater than top[1..N].
function better(count, i) {
	if (!have_top)
		return 1
	for (i = 1; i <= count; i++) {
		if (new[i] > top[i] + 1e-9)
			return 1
		if (new[i] < top[i] - 1e-9)
			return 0
	}
	return 0
}

function insert(value, from, to, j) {
	for (j = to; j > from && new[j - 1] > value; j--)
		new[j] = new[j - 1]
	new[j] = value
}

# count_up: v or u counted up like an odometer; 0 when it is back at its lower end.
function count_up(vec, low, high, size, i) {
	for (i = size; i >= 1; i--) {
		if (vec[i] < high[i]) {
			vec[i]++
			return 1
		}
		vec[i] = low[i]
	}
	return 0
}

# ---- kitchens -------------------------------------------------------------------------------------------

# The key of a vector: owed minima, each class's total, then each class's levels in rising order
# (a row counts from its owed minimum on; instance weights of the classes are positive).
function key_of_rows(size, i, c, sum, from) {
	size = 1
	new[1] = 0
	for (i = 1; i <= rows; i++)
		new[1] += v[i] < M[C, i] * step ? v[i] : M[C, i] * step
	for (c = 1; c <= 9; c++) {
		sum = 0
		for (i = 1; i <= rows; i++)
			if (class[C, i] == c)
				sum += v[i]
		new[++size] = sum
	}
	for (c = 1; c <= 9; c++) {
		from = size + 1
		for (i = 1; i <= rows; i++)
			if (class[C, i] == c)
				insert(v[i] / weight[C, i], from, ++size)
	}
	return size
}

function kitchens(i, j, d, all, size) {
	d = 1
	all = 1
	for (i = 1; i <= rows; i++)
		d = d / gcd(d, den["z", C, i]) * den["z", C, i]
	step = 2 * d
	for (i = 1; i <= rows; i++)
		all *= Q[C, i] * step + 1
	if (all > limit)
		step = d
	split("", v)
	for (i = 1; i <= rows; i++) {
		v[i] = low[i] = 0
		high[i] = Q[C, i] * step
	}
	for (j = 1; j <= offers; j++)
		cap[j] = S[C, j] * step
	have_top = 0
	do {
		seen++
		size = key_of_rows()
		if (better(size) && servable()) {
			for (i = 1; i <= size; i++)
				top[i] = new[i]
			for (i = 1; i <= rows; i++)
				best[i] = v[i]
			have_top = 1
		}
	} while (count_up(v, low, high, rows))
	for (i = 1; i <= rows; i++)
		if (best[i] * den["z", C, i] != num["z", C, i] * step)
			wrong = wrong " row " rid[C, i] " has " best[i] "/" step ";"
	for (i = 1; i <= rows; i++)
		z[i] = packs["z", C, i]
	odd_packs("z", rows)
}

# odd_packs: what the plan rounded is within a pack of exact and adds up. Who takes an odd pack
# is followed literally: no refused candidate could have taken one in a vector that agrees with the
# plan on all candidates before it.
function odd_packs(side, size, i, j, f, e, t, m, order) {
	m = 0
	for (i = 1; i <= size; i++) {
		if (!((side, C, i) in num))
			continue
		f = int(num[side, C, i] / den[side, C, i] + 1e-9)
		lo[i] = f
		hi[i] = num[side, C, i] > f * den[side, C, i] + 1e-9 ? f + 1 : f
		if (packs[side, C, i] < lo[i] || packs[side, C, i] > hi[i])
			wrong = wrong " " side i " is not rounded to floor or one more;"
		if (hi[i] == lo[i])
			continue
		frac[i] = num[side, C, i] / den[side, C, i] - f
		second[i] = (side == "z" ? weight[C, i] : of(i)) / (2 * f + 1)
		for (j = ++m; j > 1 && ahead(side, i, order[j - 1]); j--)
			order[j] = order[j - 1]
		order[j] = i
	}
	for (j = 1; j <= m; j++) {
		i = order[j]
		e = possible(side, size, order, j, m)
		if (e != packs[side, C, i])
			wrong = wrong " odd pack of " side i ";"
		# go on from what the plan says
	}
}

function of(o, p) {
	p = producer[C, o]
	return promised[C, p] > 0 ? promised[C, p] / heavy[C] : share[C, p] / 1000
}

function ahead(side, a, b) {
	if (side == "z" && class[C, a] != class[C, b])
		return class[C, a] < class[C, b]
	if (frac[a] - frac[b] > 1e-9 || frac[b] - frac[a] > 1e-9)
		return frac[a] > frac[b]
	if (second[a] / second[b] > 1 + 1e-12 || second[b] / second[a] > 1 + 1e-12)
		return second[a] > second[b]
	return side == "z" ? name[C, a] < name[C, b] : producer[C, a] < producer[C, b]
}

# possible: the most candidate number j can have, those before it as in the plan.
function possible(side, size, order, j, m, i, k, most, sum, total) {
	split("", from)
	split("", to)
	for (i = 1; i <= size; i++) {
		from[i] = (side, C, i) in num ? lo[i] : 0
		to[i] = (side, C, i) in num ? hi[i] : 0
	}
	for (k = 1; k < j; k++)
		from[order[k]] = to[order[k]] = packs[side, C, order[k]]
	from[order[j]] = to[order[j]]
	step = 1
	for (k = 1; k <= offers; k++)
		cap[k] = S[C, k]
	if (side == "z") {
		split("", v)
		for (i = 1; i <= size; i++)
			v[i] = from[i]
		do {
			seen++
			if (same_totals() && servable())
				return to[order[j]]
		} while (count_up(v, from, to, size))
	} else {
		for (i = 1; i <= rows; i++)
			v[i] = z[i]
		for (i = 1; i <= size; i++)
			u[i] = from[i]
		do {
			seen++
			if (saleable())
				return to[order[j]]
		} while (count_up(u, from, to, size))
	}
	return to[order[j]] - 1
}

function same_totals(i, c, a, b) {
	for (c = 1; c <= 9; c++) {
		a = b = 0
		for (i = 1; i <= rows; i++)
			if (class[C, i] == c) {
				a += v[i]
				b += packs["z", C, i]
			}
		if (a != b)
			return 0
	}
	return 1
}

# ---- producers ------------------------------------------------------------------------------------------

# saleable: u of tier 1 adds up to what tier 1 sells, can be sold, and leaves nobody unserved.
function saleable(j, sum) {
	sum = 0
	for (j = 1; j <= offers; j++)
		if (tier[C, j] == 1)
			sum += u[j]
	if (sum != tier_total * step)
		return 0
	for (j = 1; j <= offers; j++)
		cap[j] = tier[C, j] == 1 ? u[j] : S[C, j] * step
	return sold() && servable()
}

function key_of_producers(size, j, p, from) {
	new[1] = new[2] = 0
	for (j = 1; j <= offers; j++)
		if (tier[C, j] == 1) {
			new[1] += u[j]
			if (promised[C, producer[C, j]] > 0)
				new[2] += u[j]
		}
	size = 2
	from = 3
	for (j = 1; j <= offers; j++)
		if (tier[C, j] == 1 && promised[C, producer[C, j]] > 0)
			insert(u[j] / of(j), from, ++size)
	from = size + 1
	for (j = 1; j <= offers; j++)
		if (tier[C, j] == 1 && !(promised[C, producer[C, j]] > 0))
			insert(u[j] / of(j), from, ++size)
	return size
}

function producers(i, j, d, all, size) {
	d = 1
	for (j = 1; j <= offers; j++)
		if (tier[C, j] == 1)
			d = d / gcd(d, den["y", C, j]) * den["y", C, j]
	step = 2 * d
	all = 1
	for (j = 1; j <= offers; j++)
		if (tier[C, j] == 1)
			all *= S[C, j] * step + 1
	if (all > limit)
		step = d
	for (i = 1; i <= rows; i++)
		v[i] = z[i] * step
	for (j = 1; j <= offers; j++) {
		u[j] = low[j] = 0
		high[j] = tier[C, j] == 1 ? S[C, j] * step : 0
	}
	have_top = 0
	do {
		seen++
		size = key_of_producers()
		if (!better(size))
			continue
		for (j = 1; j <= offers; j++)
			cap[j] = tier[C, j] == 1 ? u[j] : S[C, j] * step
		if (sold() && servable()) {
			for (i = 1; i <= size; i++)
				top[i] = new[i]
			for (j = 1; j <= offers; j++)
				best[j] = u[j]
			have_top = 1
		}
	} while (count_up(u, low, high, offers))
	tier_total = 0
	for (j = 1; j <= offers; j++) {
		if (tier[C, j] != 1)
			continue
		tier_total += best[j]
		if (best[j] * den["y", C, j] != num["y", C, j] * step)
			wrong = wrong " " producer[C, j] " has " best[j] "/" step ";"
	}
	tier_total = int(tier_total / step + 0.5)
	for (j = 1; j <= offers; j++)
		if (tier[C, j] != 1) {
			delete num["y", C, j]
			delete packs["y", C, j]
		}
	odd_packs("y", offers)
}

# ---- plans ----------------------------------------------------------------------------------------------

# Every plan with these sums, pair after pair, by recursion; the best is that of fewest substituted
# packs, least metres x grams, least partners' price, then greatest in the order of the pairs.
function plans(i, j, k) {
	for (i = 1; i <= rows; i++)
		left[i] = z[i]
	for (j = 1; j <= offers; j++) {
		room[j] = tier[C, j] == 1 ? packs["y", C, j] : S[C, j]
	}
	have_top = 0
	last = na[C]
	walk(1, 0, 0, 0)
	for (k = 1; k <= last; k++)
		if (top_x[k] != x_plan[C, k]) {
			wrong = wrong " pair " k " has " top_x[k] ", the plan " x_plan[C, k] ";"
			return
		}
}

function walk(k, s, c, p, i, j, most, q) {
	if (have_top && (s > top_s || s == top_s && c > top_c))
		return
	if (k > last) {
		seen++
		for (i = 1; i <= rows; i++)
			if (left[i])
				return
		for (j = 1; j <= offers; j++)
			if (tier[C, j] == 1 && room[j])
				return
		if (have_top && s == top_s && c == top_c && p >= top_p)
			return
		have_top = 1
		top_s = s
		top_c = c
		top_p = p
		for (i = 1; i <= last; i++)
			top_x[i] = x[i]
		return
	}
	i = arow[C, k]
	j = aoffer[C, k]
	# The pairs come row after row: a row left behind must be full.
	if (k > 1 && arow[C, k - 1] != i && left[arow[C, k - 1]])
		return
	most = left[i] < room[j] ? left[i] : room[j]
	for (q = most; q >= 0; q--) {
		x[k] = q
		left[i] -= q
		room[j] -= q
		walk(k + 1, s + q * subst[C, k], c + q * cost[C, k], p + q * price[C, j])
		left[i] += q
		room[j] += q
	}
}
