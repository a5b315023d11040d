/*
 * Weeks too large to list all plans, small enough to list all sets of rows: up to 8 offers and 10
 * rows. The two vectors, exact and in whole packs, must be those of the definition (oracle.h), and
 * no exchange of packs that keeps them may come before the engine's plan.
 *
 * PROP_WEEKS=N does N weeks instead of 5,000; PROP_WEEK=I does week I alone and prints it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/prove.h"
#include "oracle.h"
#include "roll.h"

#define WEEKS 5000

static uint64_t looked, moves, fractions;

/* Late rows are the tiny weeks' matter: here one phase. */
static void roll_one(struct week *w, struct problem *p, uint64_t number)
{
	struct dice d = dice_of(number + 1000003);
	int64_t left[OFFERS], open[ROWS];
	struct roll_size size = { OFFERS, 10, 2 + (int)(number % 13) };

	roll_week(w, &d, size);
	for (int r = 0; r < w->rows; r++)
		w->row[r].late = false;
	problem_make(w, p);
	memcpy(left, p->supply, sizeof(left));
	memcpy(open, p->demand, sizeof(open));
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			int64_t *pin = &w->pin[o][r];

			if (!p->allowed[o][r] || *pin > left[o] || *pin > open[r])
				*pin = -1;
			p->pin[o][r] = *pin;
			left[o] -= *pin > 0 ? *pin : 0;
			open[r] -= *pin > 0 ? *pin : 0;
		}
}

/* The levels before the plan. */
static void solve_levels(const struct problem *p, struct phase *f, struct answer *a)
{
	memset(a, 0, sizeof(*a));
	for (int o = 0; o < p->offers; o++)
		for (int r = 0; r < p->rows; r++)
			a->x[o][r] = p->pin[o][r] > 0 ? p->pin[o][r] : 0;
	phase_begin(f, p, a, true, false);
	phase_rows(f);
	for (int part = 0; part < p->offers; part++)
		if (a->part[0][part] == part)
			phase_producers(f, part);
}

/* The engine's plan is within bounds and has the two vectors. */
static bool vectors(const struct problem *p, const struct answer *a, const struct given *g)
{
	int64_t sold[OFFERS][PRODUCERS] = { { 0 } };
	bool good = !g->odd;

	for (int o = 0; o < p->offers; o++) {
		int64_t used = 0;

		for (int r = 0; r < p->rows; r++) {
			good = good && (p->pin[o][r] < 0 || g->x[o][r] == p->pin[o][r]);
			good = good && (!g->x[o][r] || p->allowed[o][r]);
			used += g->x[o][r];
		}
		good = good && used <= p->supply[o];
		if (a->part[0][o] >= 0)
			sold[a->part[0][o]][p->producer[o]] += used;
	}
	for (int r = 0; r < p->rows; r++) {
		int64_t served = 0;

		for (int o = 0; o < p->offers; o++)
			served += g->x[o][r];
		good = good && served == a->served[r] &&
		       g->missing[r] == p->demand[r] - served;
	}
	for (int o = 0; o < p->offers; o++)
		if (p->tier[o] == 1 && a->part[0][o] >= 0)
			good = good && sold[a->part[0][o]][p->producer[o]] ==
				       a->whole[a->part[0][o]][p->producer[o]];
	return good;
}

static bool is(struct pial_ratio a, struct exact b)
{
	return a.n == b.n && a.d == b.d;
}

/*
 * The exact answers of both sides that the engine rounded, as its proof objects have them, are
 * those of the definition to the last digit. Tables know their lines: 2 and their index.
 */
static bool levels(const struct problem *p, const struct answer *a, const struct pial_proof *proof)
{
	const struct pial_instance *week = &proof->instance;
	bool good = true;

	for (size_t d = 0; d < week->demands; d++) {
		int r = (int)pial_demand_order(week, &week->demand[d])->line - 2;

		if (!proof->row[d].proved)
			continue;
		fractions += a->fair[r].d != 1;
		good = good && is(proof->row[d].share.exact, a->fair[r]);
	}
	for (size_t s = 0; s < week->supplies; s++) {
		const struct pial_proof_offer *offer = pial_proof_offer(proof, s, false);
		int o = (int)week->supply[s].offer->line - 2;

		if (offer->proved && p->tier[o] == 1)
			good = good && is(pial_proof_producer(proof, s, false)->share.exact,
					  a->sold[a->part[0][o]][p->producer[o]]);
	}
	return good;
}

/* Moving a pack between two pairs of pairs, if it may, must be noticed: the judge is awake. */
static void disturb(const struct phase *f, struct given *g)
{
	const struct problem *p = f->p;

	for (int o = 0; o < p->offers; o++)
		for (int q = 0; q < p->offers; q++)
			for (int r = 0; r < p->rows; r++)
				for (int s = 0; s < p->rows; s++) {
					if (o == q || r == s || !phase_open(f, o, s) ||
					    !phase_open(f, q, r) || !phase_open(f, o, r) ||
					    !phase_open(f, q, s) || !g->x[o][r] || !g->x[q][s])
						continue;
					g->x[o][r]--, g->x[q][s]--, g->x[o][s]++, g->x[q][r]++;
					assert_false(phase_last(f, g->x));
					g->x[o][r]++, g->x[q][s]++, g->x[o][s]--, g->x[q][r]--;
					moves++;
					return;
				}
}

static bool agree(uint64_t number, bool aloud)
{
	static struct week w;
	static struct problem p;
	static struct answer a;
	static struct built b;
	static struct given g;
	struct phase f;
	bool good;

	roll_one(&w, &p, number);
	solve_levels(&p, &f, &a);
	built_init(&b);
	built_add(&b, &w, "", 1);
	b.input.prove = true;
	good = built_run(&b);
	memset(&g, 0, sizeof(g));
	if (good)
		built_read(&b, &w, "", 1, &g);
	good = good && levels(&p, &a, b.result.proof);
	built_release(&b);
	good = good && vectors(&p, &a, &g) && phase_last(&f, g.x);
	looked += good;
	if (good)
		disturb(&f, &g);
	if (good && !aloud)
		return true;
	week_print(&w);
	for (int r = 0; r < p.rows; r++) {
		printf("# row %d: fair %lld/%lld, served %lld;", r, (long long)a.fair[r].n,
		       (long long)a.fair[r].d, (long long)a.served[r]);
		for (int o = 0; o < p.offers; o++)
			if (g.x[o][r])
				printf(" offer %d: %lld", o, (long long)g.x[o][r]);
		puts("");
	}
	for (int o = 0; o < p.offers; o++)
		for (int i = 0; i < PRODUCERS; i++)
			if (a.whole[o][i])
				printf("# component %d, P%d: fair %lld/%lld, sells %lld\n", o, i,
				       (long long)a.sold[o][i].n, (long long)a.sold[o][i].d,
				       (long long)a.whole[o][i]);
	printf("# small week %llu: PROP_WEEK=%llu plays it again\n", (unsigned long long)number,
	       (unsigned long long)number);
	return good;
}

static void test_small(void **state)
{
	const char *one = getenv("PROP_WEEK"), *many = getenv("PROP_WEEKS");
	uint64_t weeks = many ? strtoull(many, NULL, 10) : WEEKS;

	(void)state;
	if (one) {
		assert_true(agree(strtoull(one, NULL, 10), true));
		return;
	}
	for (uint64_t n = 1; n <= weeks; n++)
		assert_true(agree(n, false));
	printf("# %llu weeks, %llu broken shares, %llu disturbed plans noticed\n",
	       (unsigned long long)looked, (unsigned long long)fractions,
	       (unsigned long long)moves);
	assert_true(moves > weeks / 10 && fractions > weeks / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
