/*
 * Levels 7 and 8: the plan among all that have the two vectors, by listing them, or by showing
 * that no exchange improves one.
 */
#include "oracle.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

/*
 * ---- All plans
 * ----------------------------------------------------------------------------------
 */

#define SCORES (5 + PRODUCERS)

/* The list of plans of one phase, walked through row by row. */
struct walk {
	struct phase *f;
	int64_t need[ROWS], left[OFFERS];
	int64_t quota[OFFERS][PRODUCERS];	/* component, producer: still to sell */
	int64_t x[OFFERS][ROWS], best[OFFERS][ROWS];
	int64_t score[SCORES];			/* of best; less comes first */
	bool found;
};

/* Levels 7 and 8 but the last: substitutes, distance, partners' price and id, meetings. */
static void score_of(const struct walk *w, int64_t *score)
{
	const struct problem *p = w->f->p;

	memset(score, 0, SCORES * sizeof(*score));
	for (int o = 0; o < p->offers; o++)
		for (int r = 0; r < p->rows; r++) {
			int64_t x = w->x[o][r];

			score[0] += p->substitute[o][r] ? x : 0;
			score[1] += x * p->cost[o][r];
			if (p->tier[o] == 2) {
				score[2] += x * p->price[o];
				score[3 + p->producer[o]] -= x;
			}
			score[SCORES - 2] -= p->met[o][r] == 1 ? x : 0;
			score[SCORES - 1] -= x * p->met[o][r];
		}
}

/* True when the plan at hand comes before the best so far. */
static bool better(const struct walk *w, const int64_t *score)
{
	for (int i = 0; i < SCORES; i++)
		if (score[i] != w->score[i])
			return score[i] < w->score[i];
	for (int r = 0; r < w->f->p->rows; r++)
		for (int o = 0; o < w->f->p->offers; o++)
			if (w->x[o][r] != w->best[o][r])
				return w->x[o][r] > w->best[o][r];
	return false;
}

static void weigh_plan(struct walk *w)
{
	int64_t score[SCORES];

	for (int c = 0; c < OFFERS; c++)
		for (int i = 0; i < PRODUCERS; i++)
			if (w->quota[c][i])
				return;
	w->f->a->plans++;
	score_of(w, score);
	if (w->found && !better(w, score))
		return;
	w->found = true;
	memcpy(w->score, score, sizeof(score));
	memcpy(w->best, w->x, sizeof(w->x));
}

/* What may still go from an offer to a row. */
static int64_t room(const struct walk *w, int o, int r)
{
	const struct problem *p = w->f->p;
	int64_t most = w->left[o] < w->need[r] ? w->left[o] : w->need[r];
	int64_t quota = w->quota[w->f->a->part[w->f->late][o]][p->producer[o]];

	return p->tier[o] == 1 && quota < most ? quota : most;
}

static void give(struct walk *w, int o, int r, int64_t packs)
{
	w->x[o][r] += packs;
	w->need[r] -= packs;
	w->left[o] -= packs;
	if (w->f->p->tier[o] == 1)
		w->quota[w->f->a->part[w->f->late][o]][w->f->p->producer[o]] -= packs;
}

static void walk(struct walk *w, int o, int r)
{
	int64_t most;

	if (o == w->f->p->offers && w->need[r])
		return;
	if (o == w->f->p->offers || r == w->f->p->rows) {
		if (r + 1 < w->f->p->rows)
			walk(w, 0, r + 1);
		else
			weigh_plan(w);
		return;
	}
	if (!w->need[r] || !phase_open(w->f, o, r)) {
		walk(w, o + 1, r);
		return;
	}
	most = room(w, o, r);
	for (int64_t x = 0; x <= most; x++) {
		give(w, o, r, x);
		walk(w, o + 1, r);
		give(w, o, r, -x);
	}
}

/* The plans of one component. */
static void plans_of(struct phase *f, int part)
{
	const struct problem *p = f->p;
	struct walk w = { .f = f };
	int who[ROWS], n = phase_part(f, part, who);

	for (int i = 0; i < n; i++)
		w.need[who[i]] = f->a->served[who[i]] - phase_pinned(f, who[i]);
	memcpy(w.left, f->left, sizeof(w.left));
	for (int o = 0; o < p->offers; o++) {
		int i = p->producer[o];
		int64_t before;

		if (p->tier[o] == 1 && f->a->part[f->late][o] == part &&
		    phase_offered(f, part, i, &before))
			w.quota[part][i] = f->a->whole[part][i] - before;
	}
	walk(&w, 0, 0);
	assert_true(w.found);
	for (int o = 0; o < p->offers; o++)
		for (int r = 0; r < p->rows; r++)
			f->a->x[o][r] += w.best[o][r];
}

void phase_plans(struct phase *f)
{
	for (int part = 0; part < f->p->offers; part++)
		if (f->a->part[f->late][part] == part)
			plans_of(f, part);
}

/*
 * ---- No exchange improves
 * -----------------------------------------------------------------------
 *
 * Plans with the same vectors differ by circulations: packs that move from pair to pair so that
 * every row and every grower keeps its number (partners together, for among them distance
 * decides). A plan is the first exactly when no cycle of such moves comes before standing still,
 * in the lexicographic order of all that levels 7 and 8 count, the pairs themselves last. Cycles
 * are found as in textbooks (Bellman 1958, Ford 1956).
 */

#define PLACES (SCORES + OFFERS * ROWS)

struct price {
	int64_t at[PLACES];
};

/* What a pack on a pair counts, the most important first. */
static void price_of(const struct problem *p, int o, int r, struct price *price)
{
	memset(price, 0, sizeof(*price));
	price->at[0] = p->substitute[o][r];
	price->at[1] = p->cost[o][r];
	if (p->tier[o] == 2) {
		price->at[2] = p->price[o];
		price->at[3 + p->producer[o]] = -1;
	}
	price->at[SCORES - 2] = -(p->met[o][r] == 1);
	price->at[SCORES - 1] = -p->met[o][r];
	price->at[SCORES + r * OFFERS + o] = -1;
}

/* Nodes: offers, rows, growers and partners of each component. */
#define NODES (OFFERS + ROWS + OFFERS + OFFERS)

struct exchange {
	const struct phase *f;
	const int64_t (*x)[ROWS];
	struct price dist[NODES];
	bool moved;
};

/* A move from node to node at a price, or back from it (sign -1). */
static void relax(struct exchange *e, int from, int to, const struct price *price, int sign)
{
	for (int i = 0; i < PLACES; i++) {
		int64_t way = e->dist[from].at[i] + sign * price->at[i];

		if (way > e->dist[to].at[i])
			return;
		if (way < e->dist[to].at[i])
			break;
		if (i + 1 == PLACES)
			return;
	}
	for (int i = 0; i < PLACES; i++)
		e->dist[to].at[i] = e->dist[from].at[i] + sign * price->at[i];
	e->moved = true;
}

/*
 * Who sells an offer: a grower in its component, known by its first offer there, or all partners
 * of the component together.
 */
static int seller_of(const struct phase *f, int o)
{
	const int *part = f->a->part[f->late];
	int first = 0;

	if (f->p->tier[o] == 2)
		return OFFERS + ROWS + OFFERS + part[o];
	while (part[first] != part[o] || f->p->producer[first] != f->p->producer[o])
		first++;
	return OFFERS + ROWS + first;
}

static void relax_offer(struct exchange *e, int o)
{
	const struct problem *p = e->f->p;
	int seller = seller_of(e->f, o);
	static const struct price nothing;
	int64_t used = 0, loose = 0;

	for (int r = 0; r < p->rows; r++) {
		struct price price;

		used += e->x[o][r];
		if (!phase_open(e->f, o, r))
			continue;
		loose += e->x[o][r];
		price_of(p, o, r, &price);
		relax(e, o, OFFERS + r, &price, 1);
		if (e->x[o][r] > 0)
			relax(e, OFFERS + r, o, &price, -1);
	}
	if (used < p->supply[o])
		relax(e, seller, o, &nothing, 1);
	if (loose > 0)
		relax(e, o, seller, &nothing, 1);
}

bool phase_last(const struct phase *f, int64_t x[OFFERS][ROWS])
{
	static struct exchange e;

	memset(&e, 0, sizeof(e));
	e.f = f;
	e.x = (const int64_t (*)[ROWS])x;
	e.moved = true;
	for (int round = 0; round <= NODES && e.moved; round++) {
		e.moved = false;
		for (int o = 0; o < f->p->offers; o++)
			if (f->a->part[f->late][o] >= 0)
				relax_offer(&e, o);
	}
	return !e.moved;
}
