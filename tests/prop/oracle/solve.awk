# solve.awk: the ideal plan of each component, level by level, each level a linear programme that
# glpsol solves; nothing here follows a flow or a cut.
#
# Reads the view "given" of instance.sql. -v tmp=DIR is a directory for the models, -v pins=0 leaves
# pins out. Prints, for each component c:
#   x|c|row|offer|packs       the plan
#   row|c|row|num|den|packs   the row's exact share (num/den packs) and its whole packs
#   producer|c|id|num|den|packs
#
# Why the answers are exact although glpsol prints doubles: every share is a fraction. The models of
# the fair levels are multiplied by the denominators known so far, so that all their data are
# integers, and solved by the exact simplex (--exact); an optimum then is n/d with d at most the sum
# of the weights, and continued fractions find it. Whole packs: rows, offers, producers, classes and
# tiers are nested sets on the two sides of a bipartite flow, so the polytopes are integral and a
# feasible linear programme has a whole solution. From the proximity level on, a budget row breaks
# that, and the models are integer programmes.

BEGIN {
	FS = "|"
	if (pins == "")
		pins = 1
	eps = 1e-6
}

function fail(what) {
	print "oracle: component " C ": " what >"/dev/stderr"
	failed = 1
	exit 1
}

function gcd(a, b, t) {
	while (b) {
		t = a % b
		a = b
		b = t
	}
	return a
}

function lcm(a, b) {
	return a / gcd(a, b) * b
}

# ---- reading: one component after the other --------------------------------------------------------

$2 != C {
	component()
	C = $2
	clear()
}

$1 == "row" {
	R[++nr] = $3
	class[$3] = $4
	Q[$3] = $5
	M[$3] = $6
	wn[$3] = $7
	wd[$3] = $8
	key[$3] = $9
	ordered[$3] = $10
	classes[$4] = 1
}

$1 == "producer" {
	P[++np] = $3
	promised[$3] = $4
	share[$3] = $5
}

$1 == "offer" {
	O[++no] = $3
	producer[$3] = $4
	tier[$3] = $5
	S[$3] = $6
	price[$3] = $7
}

$1 == "arc" {
	A[++na] = $3
	B[na] = $4
	subst[na] = $5
	cost[na] = $6
	met[na] = $7
	since[na] = $8
	pin[na] = pins ? $9 : ""
}

END {
	if (!failed)
		component()
}

function clear() {
	nr = np = no = na = 0
	split("", classes)
}

# ---- the model ---------------------------------------------------------------------------------------
#
# What the levels have decided so far, all in packs (rows and producers as fractions over den):
#   rlo rhi  bounds of a row's served packs        plo phi  bounds of a producer's packs
#   clo      least served of a class               tlo      least served by tier 1
#   slo      least served by the producers with a weight    xlo xhi  bounds of a pair
#   subhi costhi pricehi metlo sincelo   budgets of the last levels, blank when not yet set

function reset(i, k) {
	split("", clo)
	split("", rlo)
	split("", rhi)
	split("", plo)
	split("", phi)
	tlo = slo = 0
	subhi = costhi = pricehi = metlo = sincelo = ""
	for (i = 1; i <= nr; i++) {
		rlo[R[i]] = 0
		rhi[R[i]] = Q[R[i]]
	}
	for (i = 1; i <= np; i++) {
		plo[P[i]] = 0
		phi[P[i]] = ""
	}
	for (k = 1; k <= na; k++) {
		xlo[k] = pin[k] == "" ? 0 : pin[k]
		xhi[k] = pin[k] == "" ? "" : pin[k]
	}
	D = 1
}

# put TEXT SENSE N: one constraint, if anything stands on its left.
function put(text, sense, n) {
	if (text == "") {
		if (sense == ">=" && n > 0)
			fail("nothing can make up " n)
		return
	}
	print " c" ++count ":" text " " sense " " sprintf("%.0f", n) >model
}

function row_sum(r, k, s) {
	for (k = 1; k <= na; k++)
		if (A[k] == r)
			s = s " + x" k
	return s
}

function offer_sum(o, k, s) {
	for (k = 1; k <= na; k++)
		if (B[k] == o)
			s = s " + x" k
	return s
}

function producer_sum(p, k, s) {
	for (k = 1; k <= na; k++)
		if (producer[B[k]] == p)
			s = s " + x" k
	return s
}

function class_sum(c, k, s) {
	for (k = 1; k <= na; k++)
		if (class[A[k]] == c)
			s = s " + x" k
	return s
}

# tier_sum PROMISED: all that tier 1 gives, or only its producers with a weight.
function tier_sum(only, k, s) {
	for (k = 1; k <= na; k++)
		if (tier[B[k]] == 1 && (!only || promised[producer[B[k]]] > 0))
			s = s " + x" k
	return s
}

function weighted_sum(by, k, s, v) {
	for (k = 1; k <= na; k++) {
		if (by == "subst")
			v = subst[k]
		else if (by == "cost")
			v = cost[k]
		else if (by == "price")
			v = tier[B[k]] == 2 ? price[B[k]] : 0
		else
			v = by == "met" ? met[k] : since[k]
		if (v > 0)
			s = s " + " sprintf("%.0f", v) " x" k
	}
	return s
}

# begin DIRECTION OBJECTIVE: opens a model; finish() closes and solves it. Quantities are times D.
function begin(direction, objective) {
	model = tmp "/model.lp"
	printf "" >model
	print direction "\n obj:" (objective == "" ? " 0 x1" : objective) "\nSubject To" >model
	count = 0
}

function common(i, k, s, c) {
	for (i = 1; i <= nr; i++) {
		s = row_sum(R[i])
		put(s, "<=", rhi[R[i]] * D)
		if (rlo[R[i]] > 0)
			put(s, ">=", rlo[R[i]] * D)
	}
	for (i = 1; i <= no; i++)
		put(offer_sum(O[i]), "<=", S[O[i]] * D)
	for (i = 1; i <= np; i++) {
		s = producer_sum(P[i])
		if (plo[P[i]] > 0)
			put(s, ">=", plo[P[i]] * D)
		if (phi[P[i]] != "")
			put(s, "<=", phi[P[i]] * D)
	}
	for (c in clo)
		put(class_sum(c), ">=", clo[c] * D)
	if (tlo > 0)
		put(tier_sum(0), ">=", tlo * D)
	if (slo > 0)
		put(tier_sum(1), ">=", slo * D)
	for (k = 1; k <= na; k++) {
		if (xlo[k] > 0)
			put(" + x" k, ">=", xlo[k] * D)
		if (xhi[k] != "")
			put(" + x" k, "<=", xhi[k] * D)
	}
	# Half a unit above the integer that was reached: the solver's tolerance decides nothing.
	if (subhi != "")
		soft(weighted_sum("subst"), subhi)
	if (costhi != "")
		soft(weighted_sum("cost"), costhi)
	if (pricehi != "")
		soft(weighted_sum("price"), pricehi)
	if (metlo != "" && metlo > 0)
		print " c" ++count ":" weighted_sum("met") " >= " sprintf("%.0f.5", metlo - 1) >model
	if (sincelo != "" && sincelo > 0)
		print " c" ++count ":" weighted_sum("since") " >= " sprintf("%.0f.5", sincelo - 1) >model
}

function soft(text, n) {
	if (text != "")
		print " c" ++count ":" text " <= " sprintf("%.0f.5", n) >model
}

# finish INTEGER: solves; sets value; 1 if there is a solution.
function finish(integer, out, line, part, k, found) {
	if (integer) {
		print "General" >model
		for (k = 1; k <= na; k++)
			print " x" k >model
	}
	print "End" >model
	close(model)
	out = tmp "/model.out"
	if (system("glpsol --lp " model (integer ? "" : " --exact") " -w " out " >" tmp "/model.log 2>&1") != 0)
		fail("glpsol refused the model")
	found = 0
	value = ""
	while ((getline line <out) > 0)
		if (line ~ /^s /) {
			split(line, part, " ")
			found = integer ? part[5] == "o" : part[5] == "f" && part[6] == "f"
			value = part[integer ? 6 : 7]
		}
	close(out)
	if (value == "")
		fail("glpsol gave no solution")
	return found
}

function best(direction, objective, integer) {
	begin(direction, objective)
	common()
	if (!finish(integer))
		fail("no plan left")
	return value
}

function whole(v, n) {
	n = int(v + (v < 0 ? -0.5 : 0.5))
	if (v - n > eps || n - v > eps)
		fail("not whole: " v)
	return n
}

function feasible() {
	begin("Maximize", "")
	common()
	return finish(0)
}

# ---- fair levels: lexicographic max-min --------------------------------------------------------------

# ratio V LIMIT: the fraction num/den nearest V with den <= LIMIT, by continued fractions.
function ratio(v, limit, a, x, p0, q0, p1, q1, t) {
	p0 = 0
	q0 = 1
	p1 = 1
	q1 = 0
	x = v
	for (;;) {
		a = int(x + 1e-9)
		t = p1 * a + p0
		p0 = p1
		p1 = t
		t = q1 * a + q0
		if (t > limit) {
			p1 = p0
			break
		}
		q0 = q1
		q1 = t
		if (x - a < 1e-7)
			break
		x = 1 / (x - a)
	}
	num = p1
	den = q1
	if (num / den - v > 1e-9 || v - num / den > 1e-9)
		fail("no fraction for " v)
}

# Entries are rows or producers: E[1..ne], with integer weights W; kind says which.
function entry_sum(e) {
	return kind == "row" ? row_sum(e) : producer_sum(e)
}

function fix(e, n, d) {
	EN[kind, e] = n
	ED[kind, e] = d
	EW[kind, e] = W[e]
	if (kind == "row")
		rlo[e] = rhi[e] = n / d
	else
		plo[e] = phi[e] = n / d
}

# level_rows NUM DEN: no open entry stands under the level num/den (blank: variable t is the level).
function level_rows(n, d, i, e) {
	for (i = 1; i <= ne; i++) {
		e = E[i]
		if (!open[e])
			continue
		if (d == "")
			print " c" ++count ":" entry_sum(e) " - " sprintf("%.0f", W[e]) " t >= 0" >model
		else
			put(entry_sum(e), ">=", W[e] * n / d * D)
	}
}

# fair: raises the level of all open entries together, fixes those that can rise no more, goes on.
function fair(i, e, left, sum, tn, td, n, d, g, fixed) {
	left = ne
	for (i = 1; i <= ne; i++)
		open[E[i]] = 1
	while (left > 0) {
		sum = 0
		for (i = 1; i <= ne; i++)
			if (open[E[i]])
				sum += W[E[i]]
		begin("Maximize", " t")
		common()
		level_rows(0, "")
		if (!finish(0))
			fail("no fair level")
		ratio(value, sum)
		g = gcd(num, den * D)
		tn = num / g
		td = den * D / g
		D = lcm(D, td)
		if (D > 1e7)
			fail("denominators too large")
		fixed = 0
		for (i = 1; i <= ne; i++) {
			e = E[i]
			if (!open[e])
				continue
			begin("Maximize", entry_sum(e))
			common()
			level_rows(tn, td)
			if (!finish(0))
				fail("fair level lost")
			if (whole(value) == whole(W[e] * tn / td * D))
				rest[e] = 1
		}
		for (i = 1; i <= ne; i++) {
			e = E[i]
			if (!rest[e])
				continue
			n = W[e] * tn
			g = gcd(n, td)
			fix(e, n / g, td / g)
			delete rest[e]
			open[e] = 0
			left--
			fixed++
		}
		if (!fixed)
			fail("no entry at its limit")
	}
}

# integer_weights: W as whole numbers without a common factor, from VN/VD.
function integer_weights(i, l, g) {
	l = 1
	for (i = 1; i <= ne; i++) {
		g = gcd(VN[E[i]], VD[E[i]])
		VN[E[i]] /= g
		VD[E[i]] /= g
		l = lcm(l, VD[E[i]])
	}
	g = 0
	for (i = 1; i <= ne; i++) {
		W[E[i]] = VN[E[i]] * (l / VD[E[i]])
		g = gcd(W[E[i]], g)
	}
	for (i = 1; i <= ne; i++)
		W[E[i]] /= g
}

function fair_rows(c, none, i, r) {
	kind = "row"
	ne = 0
	for (i = 1; i <= nr; i++) {
		r = R[i]
		if (class[r] != c || (wn[r] == 0) != none)
			continue
		E[++ne] = r
		VN[r] = none ? ordered[r] : wn[r]
		VD[r] = none ? 1 : wd[r]
	}
	if (ne) {
		integer_weights()
		fair()
	}
}

function fair_producers(none, i, p) {
	kind = "producer"
	ne = 0
	for (i = 1; i <= np; i++) {
		p = P[i]
		if ((promised[p] == 0) != none)
			continue
		E[++ne] = p
		VN[p] = none ? share[p] : promised[p]
		VD[p] = 1
	}
	if (ne) {
		integer_weights()
		fair()
	}
}

# ---- whole packs ---------------------------------------------------------------------------------------

# before A B: whether entry A takes an odd pack before B: exact - floor, then w / (2 floor + 1), then id.
function before(a, b, fa, fb, l, r) {
	fa = floor_of(a)
	fb = floor_of(b)
	l = (EN[kind, a] - fa * ED[kind, a]) * ED[kind, b]
	r = (EN[kind, b] - fb * ED[kind, b]) * ED[kind, a]
	if (l != r)
		return l > r
	l = EW[kind, a] * (2 * fb + 1)
	r = EW[kind, b] * (2 * fa + 1)
	if (l != r)
		return l > r
	return (kind == "row" ? key[a] : a) "" < (kind == "row" ? key[b] : b) ""
}

function floor_of(e, f) {
	f = int(EN[kind, e] / ED[kind, e])
	while (f * ED[kind, e] > EN[kind, e])
		f--
	while ((f + 1) * ED[kind, e] <= EN[kind, e])
		f++
	return f
}

function bounds(e, lo, hi) {
	if (kind == "row") {
		rlo[e] = lo
		rhi[e] = hi
	} else {
		plo[e] = lo
		phi[e] = hi
	}
}

# loosen: every entry of the kind lies between its floor and one more, unless it is whole.
function loosen(i, e, f) {
	for (i = 1; i <= ne; i++) {
		e = E[i]
		f = floor_of(e)
		bounds(e, f, f * ED[kind, e] == EN[kind, e] ? f : f + 1)
	}
}

# hand_out: the odd packs of the entries E, best candidate first.
function hand_out(i, j, e, f, n) {
	n = 0
	for (i = 1; i <= ne; i++)
		if (floor_of(E[i]) * ED[kind, E[i]] != EN[kind, E[i]]) {
			e = E[i]
			for (j = ++n; j > 1 && before(e, cand[j - 1]); j--)
				cand[j] = cand[j - 1]
			cand[j] = e
		}
	for (i = 1; i <= n; i++) {
		e = cand[i]
		f = floor_of(e)
		bounds(e, f + 1, f + 1)
		if (!feasible())
			bounds(e, f, f)
	}
}

function rows_of(c, i) {
	kind = "row"
	ne = 0
	for (i = 1; i <= nr; i++)
		if (c == "" || class[R[i]] == c)
			E[++ne] = R[i]
}

# ---- a component -----------------------------------------------------------------------------------------

function component(i, c, k, v) {
	if (C == "" || na == 0)
		return
	reset()
	levels()
	for (k = 1; k <= na; k++)
		print "x|" C "|" A[k] "|" B[k] "|" xlo[k]
	for (i = 1; i <= nr; i++)
		print "row|" C "|" R[i] "|" EN["row", R[i]] "|" ED["row", R[i]] "|" rlo[R[i]]
	for (i = 1; i <= np; i++)
		print "producer|" C "|" P[i] "|" EN["producer", P[i]] "|" ED["producer", P[i]] "|" plo[P[i]]
}

function levels(i, c, nc, order, r, sum, owed) {
	for (c in classes) {
		for (i = ++nc; i > 1 && order[i - 1] + 0 > c + 0; i--)
			order[i] = order[i - 1]
		order[i] = c
	}

	# 2. Owed minima: rows may take no more than they are owed, pins aside.
	owed = 0
	for (i = 1; i <= nr; i++) {
		r = R[i]
		sum = 0
		for (c = 1; c <= na; c++)
			if (A[c] == r)
				sum += xlo[c]
		pinned[r] = sum
		rhi[r] = M[r] > sum ? M[r] : sum
		owed += rhi[r]
	}
	if (whole(best("Maximize", tier_and_partners(), 0)) < owed)
		fail("not all owed minima can be met: not covered")
	for (i = 1; i <= nr; i++) {
		rlo[R[i]] = rhi[R[i]]
		rhi[R[i]] = Q[R[i]]
	}

	# 3. Demand by class, then tier 1.
	for (i = 1; i <= nc; i++)
		clo[order[i]] = whole(best("Maximize", class_sum(order[i]), 0))
	if (tier_sum(0) != "")
		tlo = whole(best("Maximize", tier_sum(0), 0))

	# 4. Fair between kitchens; 6. their whole packs.
	for (i = 1; i <= nc; i++) {
		fair_rows(order[i], 0)
		fair_rows(order[i], 1)
	}
	D = 1
	rows_of("")
	loosen()
	for (i = 1; i <= nc; i++) {
		rows_of(order[i])
		hand_out()
	}

	# 5. Fair between producers, those with a weight first; 6. their whole packs.
	if (np > 0) {
		if (tier_sum(1) != "")
			slo = whole(best("Maximize", tier_sum(1), 0))
		fair_producers(0)
		fair_producers(1)
		D = 1
		kind = "producer"
		for (ne = 0; ne < np;) {
			ne++
			E[ne] = P[ne]
		}
		loosen()
		hand_out()
	}

	# 7. Proximity; between partners price, then id.
	if (weighted_sum("subst") != "")
		subhi = whole(best("Minimize", weighted_sum("subst"), 1))
	if (weighted_sum("cost") != "")
		costhi = whole(best("Minimize", weighted_sum("cost"), 1))
	if (weighted_sum("price") != "")
		pricehi = whole(best("Minimize", weighted_sum("price"), 1))
	partners()

	# 8. Pairs that met last week, then those that met longest ago, then the greatest plan in order.
	if (weighted_sum("met") != "")
		metlo = whole(best("Maximize", weighted_sum("met"), 1))
	if (weighted_sum("since") != "")
		sincelo = whole(best("Maximize", weighted_sum("since"), 1))
	for (i = 1; i <= na; i++)
		xlo[i] = xhi[i] = whole(best("Maximize", " x" i, 1))
}

function tier_and_partners(k, s) {
	for (k = 1; k <= na; k++)
		s = s " + x" k
	return s
}

# partners: of equal plans the one in which the first partner by id gives most, and so on. The
# bounds are kept as those of a producer.
function partners(i, p, s) {
	for (i = 1; i <= no; i++) {
		p = producer[O[i]]
		s = producer_sum(p)
		if (tier[O[i]] != 2 || p in plo || s == "")
			continue
		P[++np] = p
		promised[p] = share[p] = 0
		plo[p] = phi[p] = whole(best("Maximize", s, 1))
		EN["producer", p] = plo[p]
		ED["producer", p] = 1
	}
}
