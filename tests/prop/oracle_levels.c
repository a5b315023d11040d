/*
 * From an instance to its two sides, level by level.
 *
 * Rows in time come first, with the whole supply; late rows get what is left. Ranks of sets of
 * rows add up the offers they reach; ranks of sets of producers are flows, by augmenting one
 * path at a time.
 */
#include "oracle.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

bool phase_open(const struct phase *f, int o, int r)
{
	return f->p->allowed[o][r] && f->p->late[r] == f->late &&
	       !(f->pins && f->p->pin[o][r] >= 0);
}

int64_t phase_pinned(const struct phase *f, int r)
{
	int64_t sum = 0;

	for (int o = 0; f->pins && o < f->p->offers; o++)
		if (f->p->pin[o][r] > 0)
			sum += f->p->pin[o][r];
	return sum;
}

/* Components: the number of the first offer; -1 for an offer that no row of the phase may have. */
static void find_parts(const struct phase *f, int *part)
{
	const struct problem *p = f->p;

	for (int o = 0; o < p->offers; o++) {
		part[o] = -1;
		for (int r = 0; r < p->rows; r++)
			if (p->allowed[o][r] && p->late[r] == f->late)
				part[o] = o;
	}
	for (int again = 0; again < p->offers; again++)
		for (int r = 0; r < p->rows; r++)
			for (int o = 0; o < p->offers; o++)
				for (int q = 0; q < p->offers; q++)
					if (p->late[r] == f->late && p->allowed[o][r] &&
					    p->allowed[q][r] && part[q] < part[o])
						part[o] = part[q];
}

void phase_begin(struct phase *f, const struct problem *p, struct answer *a, bool pins, bool late)
{
	*f = (struct phase){ .p = p, .a = a, .late = late, .pins = pins };
	for (int o = 0; o < p->offers; o++) {
		f->left[o] = p->supply[o];
		for (int r = 0; r < p->rows; r++)
			f->left[o] -= a->x[o][r];
	}
	find_parts(f, a->part[late]);
}

/*
 * ---- Rows
 * ---------------------------------------------------------------------------------------
 */

int phase_part(const struct phase *f, int part, int *who)
{
	const struct problem *p = f->p;
	int n = 0;

	for (int r = 0; r < p->rows; r++) {
		int its = -1;

		for (int o = 0; o < p->offers; o++)
			if (p->allowed[o][r] && p->late[r] == f->late)
				its = f->a->part[f->late][o];
		if (p->late[r] == f->late && its == part)
			who[n++] = r;
	}
	return n;
}

/*
 * Weights of a component's rows: from the first source that says something of any of them; a
 * kitchen of which it says nothing counts with its order.
 */
static void weigh_rows(struct phase *f, const int *who, int n)
{
	const struct problem *p = f->p;
	int source = 0;

	for (bool said = false; !said; source += !said)
		for (int i = 0; i < n; i++)
			said |= p->has[who[i]][source];
	for (int i = 0; i < n; i++) {
		int r = who[i];
		int its = p->has[r][source] ? source : PROBLEM_SOURCES - 1;

		f->a->w[r] = exact_mul(p->factor[r], p->ref[r][its]);
	}
}

static void start_rows(struct phase *f, const int *who, struct side *s)
{
	const struct problem *p = f->p;

	weigh_rows(f, who, s->count);
	for (int i = 0; i < s->count; i++) {
		int r = who[i];

		s->base[i] = phase_pinned(f, r);
		s->have[i] = exact_whole(s->base[i]);
		s->class[i] = p->class[r];
		s->id[i] = p->rank[r];
		s->tie[i] = exact_whole(1);
		if (p->rule == PIAL_RULE_LEXIMIN)
			s->tie[i] = f->a->w[r].n ? f->a->w[r] : exact_whole(p->demand[r]);
	}
	for (unsigned set = 1; set < 1u << s->count; set++)
		for (int o = 0; o < p->offers; o++) {
			bool reached = false;

			for (int i = 0; i < s->count; i++)
				reached |= (set >> i & 1) && phase_open(f, o, who[i]);
			s->rank[set] += reached ? f->left[o] : 0;
		}
}

/* Minima or demand of one class, rows with a weight or those without. */
static void rows_stage(const struct phase *f, const int *who, struct side *s, bool minima,
		       int class, bool light)
{
	const struct problem *p = f->p;

	for (int i = 0; i < s->count; i++) {
		int r = who[i];
		bool its = p->rule == PIAL_RULE_LEXIMIN && !f->a->w[r].n;

		s->rising[i] = p->class[r] == class && its == light;
		s->goal[i] = minima ? p->owed[r] : p->demand[r];
		s->w[i] = light ? exact_whole(p->demand[r]) : f->a->w[r];
		s->a[i] = p->a[r];
	}
	side_fill(s, p->rule);
}

void phase_rows(struct phase *f)
{
	for (int part = -1; part < f->p->offers; part++) {
		int who[ROWS], n = phase_part(f, part, who);
		struct side s;

		if (!n)
			continue;
		side_init(&s, n);
		start_rows(f, who, &s);
		for (int minima = 1; minima >= 0; minima--) {
			for (int class = 1; class < 4; class++)
				for (int light = 0; light < 2; light++)
					rows_stage(f, who, &s, minima, class, light);
			for (int i = 0; minima && i < n; i++)
				f->a->minimum[who[i]] = s.have[i];
		}
		side_round(&s);
		for (int i = 0; i < n; i++) {
			f->a->fair[who[i]] = s.have[i];
			f->a->served[who[i]] = s.value[i];
		}
		side_release(&s);
	}
}

/*
 * ---- Producers
 * ----------------------------------------------------------------------------------
 */

/* A flow from offers to rows: what offers and rows still have room for. */
struct flow {
	int64_t x[OFFERS][ROWS], offer[OFFERS], row[ROWS];
	bool seen_offer[OFFERS], seen_row[ROWS];
};

/* Looks for room from a row on; true when a pack went. */
static bool push_row(const struct phase *f, struct flow *w, int r);

static bool push_offer(const struct phase *f, struct flow *w, int o)
{
	w->seen_offer[o] = true;
	for (int r = 0; r < f->p->rows; r++)
		if (phase_open(f, o, r) && !w->seen_row[r] && push_row(f, w, r)) {
			w->x[o][r]++;
			return true;
		}
	return false;
}

static bool push_row(const struct phase *f, struct flow *w, int r)
{
	w->seen_row[r] = true;
	if (w->row[r] > 0) {
		w->row[r]--;
		return true;
	}
	for (int o = 0; o < f->p->offers; o++)
		if (w->x[o][r] > 0 && !w->seen_offer[o] && push_offer(f, w, o)) {
			w->x[o][r]--;
			return true;
		}
	return false;
}

/* What these offers can bring to rows, pack by pack. */
static int64_t sellable(const struct phase *f, const bool *offers)
{
	struct flow w = { .x = { { 0 } } };
	int64_t sum = 0;

	for (int r = 0; r < f->p->rows; r++)
		w.row[r] = f->p->demand[r] - phase_pinned(f, r);
	for (int o = 0; o < f->p->offers; o++)
		for (int64_t n = 0; offers[o] && n < f->left[o]; n++) {
			memset(w.seen_offer, 0, sizeof(w.seen_offer));
			memset(w.seen_row, 0, sizeof(w.seen_row));
			if (!push_offer(f, &w, o))
				break;
			sum++;
		}
	return sum;
}

/* True when a product is offered or ordered in a component. */
static bool handled(const struct phase *f, int part, int product)
{
	const struct problem *p = f->p;

	for (int o = 0; o < p->offers; o++) {
		if (f->a->part[f->late][o] != part)
			continue;
		if (p->product[o] == product)
			return true;
		for (int r = 0; r < p->rows; r++)
			if (p->allowed[o][r] && p->late[r] == f->late && p->ordered[r] == product)
				return true;
	}
	return false;
}

/* What the contracts of a component's rows promise a producer of a product; any: any of them. */
static struct exact promised(const struct phase *f, int part, int i, int product, bool *any)
{
	const struct problem *p = f->p;
	struct exact sum = exact_whole(0);

	for (int r = 0; r < p->rows; r++) {
		bool its = false;

		for (int o = 0; o < p->offers; o++)
			its |= p->allowed[o][r] && p->late[r] == f->late &&
			       f->a->part[f->late][o] == part;
		if (!its || !p->listed[r])
			continue;
		*any = true;
		if (p->ordered[r] == product)
			sum = exact_add(sum, p->promised[i][r]);
	}
	return sum;
}

/*
 * Weight and account of a producer in a component: of each product offered there, once. The plan
 * comes first, then contracts, then shares: one source for the component.
 */
static void weigh(const struct phase *f, int part, int who, struct exact *w, struct exact *a)
{
	const struct problem *p = f->p;
	bool seen[PRODUCTS] = { false }, planned = false, contracted = false;
	struct exact plan = exact_whole(0), contract = exact_whole(0);

	for (int v = 0; v < PRODUCTS; v++)
		planned |= p->planned[v] && handled(f, part, v);
	*a = exact_whole(0);
	for (int o = 0; o < p->offers; o++) {
		int v = p->product[o];

		if (p->producer[o] != who || f->a->part[f->late][o] != part || seen[v])
			continue;
		seen[v] = true;
		*a = exact_add(*a, p->account[who][v]);
		plan = exact_add(plan, p->plan[who][v]);
		contract = exact_add(contract, promised(f, part, who, v, &contracted));
	}
	*w = planned ? plan : contracted ? contract : p->share[who];
}

int64_t phase_offered(const struct phase *f, int part, int who, int64_t *before)
{
	int64_t sum = 0;

	*before = 0;
	for (int o = 0; o < f->p->offers; o++)
		if (f->p->producer[o] == who && f->a->part[f->late][o] == part) {
			sum += f->p->supply[o];
			*before += f->p->supply[o] - f->left[o];
		}
	return sum;
}

static void start_producers(const struct phase *f, int part, const int *who, struct side *s)
{
	for (int i = 0; i < s->count; i++) {
		int64_t before;

		s->goal[i] = phase_offered(f, part, who[i], &before);
		s->base[i] = before;
		s->have[i] = exact_whole(before);
		s->id[i] = who[i];
		s->class[i] = 1;
		weigh(f, part, who[i], &s->w[i], &s->a[i]);
	}
	for (unsigned set = 1; set < 1u << s->count; set++) {
		bool offers[OFFERS] = { false };

		for (int o = 0; o < f->p->offers; o++)
			for (int i = 0; i < s->count; i++)
				offers[o] |= (set >> i & 1) && f->p->producer[o] == who[i] &&
					     f->a->part[f->late][o] == part;
		s->rank[set] = sellable(f, offers);
	}
}

void phase_producers(struct phase *f, int part)
{
	struct exact first[SIDE], share, zero = exact_whole(0);
	int who[SIDE], n = 0;
	struct side s;

	for (int i = 0; i < PRODUCERS; i++)
		for (int o = 0; o < f->p->offers; o++)
			if (f->p->producer[o] == i && f->p->tier[o] == 1 &&
			    f->a->part[f->late][o] == part && (!n || who[n - 1] != i))
				who[n++] = i;
	side_init(&s, n);
	start_producers(f, part, who, &s);
	memcpy(first, s.w, sizeof(first));
	/* Promised something; nothing, by share; not even a share, by what is offered. */
	for (int turn = 0; turn < 3; turn++) {
		for (int i = 0; i < n; i++) {
			int its;

			share = f->p->share[who[i]];
			its = exact_cmp(first[i], zero) ? 0 : exact_cmp(share, zero) ? 1 : 2;
			s.rising[i] = its == turn;
			s.w[i] = its == 0 ? first[i] : its == 1 ? share : exact_whole(s.goal[i]);
			if (its == turn) {
				s.tie[i] = s.w[i];
				f->a->turn[part][who[i]] = turn;
				f->a->pw[part][who[i]] = s.w[i];
				f->a->pa[part][who[i]] = s.a[i];
			}
		}
		side_fill(&s, PIAL_RULE_LEXIMIN);
	}
	side_round(&s);
	for (int i = 0; i < n; i++) {
		f->a->sold[part][who[i]] = s.have[i];
		f->a->whole[part][who[i]] = s.value[i];
	}
	side_release(&s);
}

void oracle_solve(const struct problem *p, bool pins, struct answer *a)
{
	memset(a, 0, sizeof(*a));
	for (int o = 0; pins && o < p->offers; o++)
		for (int r = 0; r < p->rows; r++)
			if (p->pin[o][r] > 0)
				a->x[o][r] = p->pin[o][r];
	for (int late = 0; late < 2; late++) {
		struct phase f;

		phase_begin(&f, p, a, pins, late);
		phase_rows(&f);
		for (int part = 0; part < p->offers; part++)
			if (a->part[late][part] == part)
				phase_producers(&f, part);
		phase_plans(&f);
	}
}
