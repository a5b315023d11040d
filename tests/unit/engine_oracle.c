/*
 * Every level taken from the words of the rule, by means that are not the engine's.
 *
 * Fair vectors come from water filling: all levels rise together until some set of entries has
 * used all it can reach; sets are listed one by one. Whole packs come from the list of all
 * whole vectors, plans from the list of all plans.
 */
#include "engine_oracle.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "base/attr.h"

/*
 * ---- Fractions
 * ---------------------------------------------------------------------------------
 */

struct frac {
	int64_t n, d;
};

static struct frac frac(int64_t n, int64_t d)
{
	int64_t a = n < 0 ? -n : n, b = d, t;

	while (b) {
		t = a % b;
		a = b;
		b = t;
	}
	return a ? (struct frac){ n / a, d / a } : (struct frac){ 0, 1 };
}

static struct frac add(struct frac a, struct frac b)
{
	return frac(a.n * b.d + b.n * a.d, a.d * b.d);
}

static struct frac sub(struct frac a, struct frac b)
{
	return add(a, (struct frac){ -b.n, b.d });
}

static struct frac mul(struct frac a, struct frac b)
{
	return frac(a.n * b.n, a.d * b.d);
}

static struct frac over(struct frac a, struct frac b)
{
	return b.n < 0 ? frac(-a.n * b.d, -a.d * b.n) : frac(a.n * b.d, a.d * b.n);
}

static int cmp(struct frac a, struct frac b)
{
	pial_i128 x = (pial_i128)a.n * b.d, y = (pial_i128)b.n * a.d;

	return (x > y) - (x < y);
}

static struct frac whole(int64_t n)
{
	return (struct frac){ n, 1 };
}

static int64_t floor_of(struct frac a)
{
	int64_t q = a.n / a.d;

	return a.n % a.d < 0 ? q - 1 : q;
}

/*
 * ---- Water filling
 * ------------------------------------------------------------------------------
 */

/* Entries of one side: what each may reach is a function of a set of them. */
struct side {
	int count;
	int64_t base[ROWS];			/* given before */
	int64_t most[1 << ROWS];		/* what a set can take at most, base apart */
	struct frac have[ROWS];			/* value */
	struct frac w[ROWS], a[ROWS];		/* weight and account of the stage */
	int64_t goal[ROWS];			/* upper bound of the stage */
	struct frac from[ROWS];			/* lower bound of the stage */
	int64_t top;				/* largest claim of the stage */
	bool stuck[ROWS];			/* in a set that has used all */
	int tight[4 * ROWS];			/* such sets */
	int tights;
	struct frac tie[ROWS];			/* weight for rounding */
	int rank[ROWS];				/* order of ids */
	int class[ROWS];			/* rounded in this order */
	int64_t value[ROWS];			/* whole packs */
};

static struct frac clamp(struct frac x, struct frac lo, struct frac up)
{
	return cmp(x, lo) < 0 ? lo : cmp(x, up) > 0 ? up : x;
}

/* The target of an entry, as the rule's words have it. */
static struct frac target(const struct side *s, enum pial_rule rule, int i, struct frac level)
{
	struct frac claim = whole(s->goal[i]), half = frac(s->goal[i], 2), x = level;

	switch (rule) {
	case PIAL_RULE_LEXIMIN:
		x = add(mul(level, s->w[i]), s->a[i]);
		break;
	case PIAL_RULE_PROPORTIONAL:
		x = mul(level, claim);
		break;
	case PIAL_RULE_EQUAL:
		break;
	case PIAL_RULE_LOSSES:
		x = add(claim, level);
		break;
	case PIAL_RULE_TALMUD:
		if (cmp(level, frac(s->top, 2)) <= 0)
			x = clamp(level, whole(0), half);
		else
			x = add(half, clamp(sub(half, sub(whole(s->top), level)), whole(0), half));
		break;
	}
	return clamp(x, s->from[i], claim);
}

/* Levels at which a target may bend. */
static int bends(const struct side *s, enum pial_rule rule, int i, struct frac *out)
{
	struct frac lo = s->from[i], up = whole(s->goal[i]), half = frac(s->goal[i], 2);
	struct frac top = whole(s->top);
	int n = 0;

	switch (rule) {
	case PIAL_RULE_LEXIMIN:
		out[n++] = over(sub(lo, s->a[i]), s->w[i]);
		out[n++] = over(sub(up, s->a[i]), s->w[i]);
		break;
	case PIAL_RULE_PROPORTIONAL:
		out[n++] = over(lo, up);
		out[n++] = whole(1);
		break;
	case PIAL_RULE_EQUAL:
		out[n++] = lo;
		out[n++] = up;
		break;
	case PIAL_RULE_LOSSES:
		out[n++] = sub(lo, up);
		out[n++] = whole(0);
		break;
	case PIAL_RULE_TALMUD:
		out[n++] = whole(0);
		out[n++] = cmp(lo, half) < 0 ? lo : half;
		out[n++] = half;
		out[n++] = frac(s->top, 2);
		out[n++] = sub(top, half);
		out[n++] = cmp(lo, half) > 0 ? add(sub(top, half), sub(lo, half)) : top;
		out[n++] = top;
		break;
	}
	return n;
}

/* What a set takes at a level, base apart. */
static struct frac taken(const struct side *s, enum pial_rule rule, const bool *rising, int set,
			 struct frac level)
{
	struct frac sum = whole(0);

	for (int i = 0; i < s->count; i++)
		if (set >> i & 1)
			sum = add(sum, sub(rising[i] ? target(s, rule, i, level) : s->have[i],
					   whole(s->base[i])));
	return sum;
}

/* The highest level at which a set still takes no more than it can; false when there is no end. */
static bool ceiling(const struct side *s, enum pial_rule rule, const bool *rising, int set,
		    struct frac *level)
{
	struct frac at[7 * ROWS], most = whole(s->most[set]), low, high;
	int n = 0;

	for (int i = 0; i < s->count; i++)
		if (rising[i])
			n += bends(s, rule, i, at + n);
	for (int i = 1; i < n; i++)
		for (int j = i; j > 0 && cmp(at[j - 1], at[j]) > 0; j--) {
			struct frac t = at[j];

			at[j] = at[j - 1];
			at[j - 1] = t;
		}
	for (int i = 0; i < n; i++) {
		high = taken(s, rule, rising, set, at[i]);
		if (cmp(high, most) <= 0)
			continue;
		assert_true(i > 0);
		low = taken(s, rule, rising, set, at[i - 1]);
		*level = add(at[i - 1], mul(sub(at[i], at[i - 1]),
					    over(sub(most, low), sub(high, low))));
		return true;
	}
	return false;
}

/* One stage: entries with goal above their value rise together until stuck or full. */
static void fill(struct side *s, enum pial_rule rule)
{
	bool rising[ROWS] = { false };
	bool any = false;

	s->top = 0;
	for (int i = 0; i < s->count; i++) {
		rising[i] = !s->stuck[i] && cmp(s->have[i], whole(s->goal[i])) < 0;
		s->from[i] = s->have[i];
		if (rising[i] && s->goal[i] > s->top)
			s->top = s->goal[i];
		any |= rising[i];
	}
	while (any) {
		struct frac best = whole(0), level;
		bool found = false;
		int tight = 0;

		for (int set = 1; set < 1 << s->count; set++) {
			if (!ceiling(s, rule, rising, set, &level))
				continue;
			if (!found || cmp(level, best) < 0) {
				best = level;
				tight = 0;
				found = true;
			}
			if (!cmp(level, best))
				tight |= set;
		}
		any = false;
		for (int i = 0; i < s->count; i++) {
			if (!rising[i])
				continue;
			if (found && !(tight >> i & 1)) {
				any = true;
				continue;
			}
			s->have[i] = found ? target(s, rule, i, best) : whole(s->goal[i]);
			rising[i] = false;
		}
		for (int i = 0; found && i < s->count; i++)
			s->stuck[i] |= tight >> i & 1;
		if (found)
			s->tight[s->tights++] = tight;
	}
}

/*
 * ---- Whole packs
 * --------------------------------------------------------------------------------
 */

static int64_t sum_of(const struct side *s, const int64_t *v, int set)
{
	int64_t sum = 0;

	for (int i = 0; i < s->count; i++)
		if (set >> i & 1)
			sum += v[i];
	return sum;
}

/* True when a whole vector can be given and keeps what tight sets and the total have. */
static bool possible(const struct side *s, const int64_t *v)
{
	struct frac all = whole(0);
	int full = (1 << s->count) - 1;

	for (int set = 1; set <= full; set++)
		if (sum_of(s, v, set) - sum_of(s, s->base, set) > s->most[set])
			return false;
	for (int t = 0; t < s->tights; t++)
		if (sum_of(s, v, s->tight[t]) - sum_of(s, s->base, s->tight[t]) !=
		    s->most[s->tight[t]])
			return false;
	for (int i = 0; i < s->count; i++)
		all = add(all, s->have[i]);
	return cmp(all, whole(sum_of(s, v, full))) == 0;
}

/* True when i is a candidate before j. */
static bool before(const struct side *s, int i, int j)
{
	struct frac fi = sub(s->have[i], whole(floor_of(s->have[i])));
	struct frac fj = sub(s->have[j], whole(floor_of(s->have[j])));
	int order;

	if (s->class[i] != s->class[j])
		return s->class[i] < s->class[j];
	order = cmp(fj, fi);
	if (!order)
		order = cmp(over(s->tie[j], whole(2 * floor_of(s->have[j]) + 1)),
			    over(s->tie[i], whole(2 * floor_of(s->have[i]) + 1)));
	return order ? order < 0 : s->rank[i] < s->rank[j];
}

/*
 * The first whole vector in the order of candidates: each takes a pack when any vector allows
 * it.
 */
static void round_side(struct side *s)
{
	int order[ROWS], chosen = 0, vectors = 1 << s->count;

	for (int i = 0; i < s->count; i++) {
		int at = i;

		for (; at > 0 && before(s, i, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	for (int n = 0; n <= s->count; n++) {
		int fixed = 0, wish = n < s->count ? chosen | 1 << order[n] : chosen;
		bool found = false;

		for (int m = 0; m < n; m++)
			fixed |= 1 << order[m];
		if (n < s->count)
			fixed |= 1 << order[n];
		for (int up = 0; up < vectors && !found; up++) {
			int64_t v[ROWS];
			bool fits = (up & fixed) == (wish & fixed);

			for (int i = 0; i < s->count; i++) {
				v[i] = floor_of(s->have[i]) + (up >> i & 1);
				fits &= !(up >> i & 1) || s->have[i].d != 1;
			}
			found = fits && possible(s, v);
			if (found && n == s->count)
				memcpy(s->value, v, sizeof(v));
		}
		if (n < s->count && found)
			chosen = wish;
		assert_true(n < s->count || found);
	}
}

/*
 * ---- Levels
 * -------------------------------------------------------------------------------------
 */

/* True when a row is solved in this phase. */
static bool has_turn(const struct week *w, const struct plan *p, int r)
{
	return p->keep || w->late[r] == p->late;
}

/* True when a pair may carry packs in this phase. */
static bool open_pair(const struct week *w, const struct plan *p, int o, int r)
{
	return w->allowed[o][r] && has_turn(w, p, r) && !(p->pins && w->pin[o][r] >= 0);
}

/* What an open pair may carry at most. */
static int64_t most_on(const struct week *w, const struct plan *p, int o, int r)
{
	return p->keep ? w->published[o][r] : 1000;
}

static int64_t pinned(const struct week *w, const struct plan *p, int r)
{
	int64_t sum = 0;

	for (int o = 0; o < w->offers; o++)
		sum += p->kept[o][r] + (p->pins && w->pin[o][r] > 0 ? w->pin[o][r] : 0);
	return sum;
}

/* Components of offers, through the rows of this phase. */
static void find_parts(const struct week *w, struct plan *p)
{
	for (int o = 0; o < w->offers; o++) {
		p->part[o] = -1;
		for (int r = 0; r < w->rows; r++)
			if (w->allowed[o][r] && has_turn(w, p, r))
				p->part[o] = o;
	}
	for (int again = 0; again < OFFERS + ROWS; again++)
		for (int r = 0; r < w->rows; r++)
			for (int o = 0; o < w->offers; o++)
				for (int q = 0; q < w->offers; q++)
					if (has_turn(w, p, r) && w->allowed[o][r] &&
					    w->allowed[q][r] && p->part[q] < p->part[o])
						p->part[o] = p->part[q];
}

static struct frac row_weight(const struct week *w, int r)
{
	int64_t all = 0;

	for (int q = 0; q < w->rows; q++)
		if (w->kitchen[q] == w->kitchen[r])
			all += w->ordered[q];
	return mul(whole(w->weight[w->kitchen[r]] * (w->needed ? w->need[w->kitchen[r]] : all)),
		   frac(w->ordered[r], all));
}

static struct frac row_account(const struct week *w, int r)
{
	int64_t all = 0;

	for (int q = 0; q < w->rows; q++)
		if (w->kitchen[q] == w->kitchen[r])
			all += w->ordered[q];
	return mul(frac(w->owes[w->kitchen[r]], 2), frac(w->ordered[r], all));
}

static void start_rows(const struct week *w, const struct plan *p, struct side *s)
{
	*s = (struct side){ .count = w->rows };
	for (int r = 0; r < w->rows; r++) {
		s->base[r] = pinned(w, p, r);
		s->have[r] = whole(s->base[r]);
		s->class[r] = w->class[w->kitchen[r]] + (p->keep && w->late[r] ? 2 : 0);
		s->rank[r] = w->kitchen[r] * ROWS + r;
		s->a[r] = row_account(w, r);
		s->w[r] = row_weight(w, r);
		s->tie[r] = whole(1);
		if (w->rule == PIAL_RULE_LEXIMIN)
			s->tie[r] = s->w[r].n ? s->w[r] : whole(w->ordered[r]);
	}
	for (int set = 1; set < 1 << w->rows; set++)
		for (int o = 0; o < w->offers; o++) {
			int64_t reached = 0;

			for (int r = 0; r < w->rows; r++)
				if ((set >> r & 1) && open_pair(w, p, o, r))
					reached += most_on(w, p, o, r);
			s->most[set] += reached < p->left[o] ? reached : p->left[o];
		}
}

/* Levels 2 to 4 and 6. */
static void solve_rows(const struct week *w, const struct plan *p, struct side *s)
{
	start_rows(w, p, s);
	for (int stage = 0; stage < 16; stage++) {
		bool minima = (stage & 7) < 4, again = stage & 1;
		int class = 1 + (stage >> 1 & 1) + (stage & 8 ? 2 : 0);

		for (int r = 0; r < w->rows; r++) {
			bool light = w->rule == PIAL_RULE_LEXIMIN && !row_weight(w, r).n;
			bool turn = has_turn(w, p, r) && s->class[r] == class && light == again;

			s->goal[r] = turn ? (minima ? w->owed[r] : w->ordered[r]) : 0;
			s->w[r] = again ? whole(w->ordered[r]) : row_weight(w, r);
		}
		fill(s, w->rule);
	}
	round_side(s);
}

/* Producers of one component as entries: who[] says which. */
static void start_producers(const struct week *w, const struct plan *p, struct side *s, int part,
			    int *who)
{
	*s = (struct side){ .count = 0 };
	for (int o = 0; o < w->offers; o++) {
		int i = s->count - 1;

		if (p->part[o] != part || w->tier[w->producer[o]] != 1)
			continue;
		if (i < 0 || who[i] != w->producer[o])
			who[i = s->count++] = w->producer[o];
		s->base[i] += w->packs[o] - p->left[o];
	}
	for (int i = 0; i < s->count; i++) {
		s->have[i] = whole(s->base[i]);
		s->rank[i] = i;
		s->a[i] = frac(w->owed_to[who[i]], 2);
	}
}

/* What a set of producers can sell at most: the smallest of all cuts. */
static int64_t sellable(const struct week *w, const struct plan *p, int part, const int *who,
			int count, int set)
{
	int64_t least = INT64_MAX;

	for (int cut = 0; cut < 1 << w->offers; cut++) {
		int64_t sum = 0, reached[ROWS] = { 0 };

		for (int o = 0; o < w->offers; o++) {
			bool its = false;

			for (int i = 0; i < count; i++)
				its |= (set >> i & 1) && who[i] == w->producer[o];
			if (!its || p->part[o] != part)
				continue;
			if (cut >> o & 1)
				sum += p->left[o];
			for (int r = 0; r < w->rows; r++)
				if (!(cut >> o & 1) && open_pair(w, p, o, r))
					reached[r] += most_on(w, p, o, r);
		}
		for (int r = 0; r < w->rows; r++) {
			int64_t room = w->ordered[r] - pinned(w, p, r);

			sum += reached[r] < room ? reached[r] : room;
		}
		if (sum < least)
			least = sum;
	}
	return least;
}

/* Levels 5 and 6 for a component; sold[] by producer, base apart. */
static void solve_producers(const struct week *w, const struct plan *p, int part, int64_t *sold)
{
	struct side s;
	int who[OFFERS];

	start_producers(w, p, &s, part, who);
	for (int set = 1; set < 1 << s.count; set++)
		s.most[set] = sellable(w, p, part, who, s.count, set);
	for (int turn = 0; turn < 3; turn++) {
		for (int i = 0; i < s.count; i++) {
			int64_t first = w->planned ? w->plan[who[i]] : w->share[who[i]];
			int64_t offered = 0;
			int its = first ? 0 : w->share[who[i]] ? 1 : 2;

			for (int o = 0; o < w->offers; o++)
				if (p->part[o] == part && w->producer[o] == who[i])
					offered += w->packs[o];
			s.goal[i] = its == turn ? offered : 0;
			s.w[i] = whole(its == 0 ? first : its == 1 ? w->share[who[i]] : offered);
			if (its == turn)
				s.tie[i] = s.w[i];
		}
		fill(&s, PIAL_RULE_LEXIMIN);
	}
	if (s.count)
		round_side(&s);
	for (int i = 0; i < s.count; i++)
		sold[who[i]] = s.value[i] - s.base[i];
}

/*
 * ---- Plans
 * --------------------------------------------------------------------------------------
 */

/* The search over plans of one phase. */
struct search {
	const struct week *w;
	const struct plan *p;
	int64_t need[ROWS], left[OFFERS];
	int64_t sold[OFFERS][OFFERS];	/* component, producer */
	int64_t x[OFFERS][ROWS], best[OFFERS][ROWS];
	int64_t score[6 + OFFERS];	/* of best: smaller first */
	bool found;
};

static void score_of(const struct search *s, int64_t *score)
{
	memset(score, 0, (6 + OFFERS) * sizeof(*score));
	for (int o = 0; o < s->w->offers; o++)
		for (int r = 0; r < s->w->rows; r++) {
			int p = s->w->producer[o], k = s->w->kitchen[r], met = s->w->met[p][k];
			int64_t x = s->x[o][r];

			score[0] += s->w->other[p] ? x : 0;
			score[1] += x * s->w->metres[p][k];
			if (s->w->tier[p] == 2) {
				score[2] += x * s->w->price[p];
				score[3 + p] -= x;
			}
			score[3 + OFFERS] -= met == 1 ? x : 0;
			score[4 + OFFERS] -= x * (met ? met : 53);
		}
}

/* True when the plan at hand comes before the best so far. */
static bool better(const struct search *s, const int64_t *score)
{
	for (int i = 0; i < 6 + OFFERS; i++)
		if (score[i] != s->score[i])
			return score[i] < s->score[i];
	for (int r = 0; r < s->w->rows; r++)
		for (int o = 0; o < s->w->offers; o++)
			if (s->x[o][r] != s->best[o][r])
				return s->x[o][r] > s->best[o][r];
	return false;
}

static void weigh_plan(struct search *s)
{
	int64_t score[6 + OFFERS], sold[OFFERS][OFFERS] = { { 0 } };

	for (int r = 0; r < s->w->rows; r++)
		if (s->need[r])
			return;
	for (int o = 0; o < s->w->offers; o++)
		for (int r = 0; r < s->w->rows; r++)
			if (s->x[o][r])
				sold[s->p->part[o]][s->w->producer[o]] += s->x[o][r];
	for (int c = 0; c < OFFERS; c++)
		for (int i = 0; i < OFFERS; i++)
			if (s->w->tier[i] == 1 && sold[c][i] != s->sold[c][i])
				return;
	score_of(s, score);
	if (s->found && !better(s, score))
		return;
	s->found = true;
	memcpy(s->score, score, sizeof(score));
	memcpy(s->best, s->x, sizeof(s->x));
}

static void try_all(struct search *s, int place)
{
	int o = place % OFFERS, r = place / OFFERS;

	if (r >= s->w->rows) {
		weigh_plan(s);
		return;
	}
	if (o >= s->w->offers || !open_pair(s->w, s->p, o, r)) {
		try_all(s, place + 1);
		return;
	}
	for (int64_t x = 0; x <= s->need[r] && x <= s->left[o] &&
	     x <= most_on(s->w, s->p, o, r); x++) {
		s->x[o][r] = x;
		s->need[r] -= x;
		s->left[o] -= x;
		try_all(s, place + 1);
		s->need[r] += x;
		s->left[o] += x;
	}
	s->x[o][r] = 0;
}

/* Solves the rows that have their turn on what is left. */
static void solve_phase(const struct week *w, struct plan *p)
{
	struct search s = { .w = w, .p = p };
	struct side rows;

	find_parts(w, p);
	solve_rows(w, p, &rows);
	for (int r = 0; r < w->rows; r++)
		if (has_turn(w, p, r))
			s.need[r] = rows.value[r] - rows.base[r];
	memcpy(s.left, p->left, sizeof(s.left));
	for (int c = 0; c < OFFERS; c++)
		solve_producers(w, p, c, s.sold[c]);
	try_all(&s, 0);
	assert_true(s.found);
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			p->x[o][r] += s.best[o][r];
			p->left[o] -= s.best[o][r];
		}
	if (p->keep)
		memcpy(p->kept, s.best, sizeof(p->kept));
}

void oracle_solve(const struct week *w, bool pins, struct plan *p)
{
	memset(p, 0, sizeof(*p));
	p->pins = pins;
	for (int o = 0; o < w->offers; o++) {
		p->left[o] = w->packs[o];
		for (int r = 0; pins && r < w->rows; r++)
			if (w->pin[o][r] > 0) {
				p->x[o][r] = w->pin[o][r];
				p->left[o] -= w->pin[o][r];
			}
	}
	if (w->replace && pins) {
		p->keep = true;
		solve_phase(w, p);
		p->keep = false;
	}
	for (int late = 0; late < 2; late++) {
		p->late = late;
		solve_phase(w, p);
	}
}
