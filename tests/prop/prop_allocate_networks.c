/*
 * All small networks: kitchens' fairness, producers' fairness and both roundings are computed
 * apart from each other (oracle.h), and the engine's plan must have exactly these two vectors.
 *
 * That such a plan exists, with classes, tiers, minima and accounts, is a claim of the
 * definition (the linking theorem: Mendelsohn and Dulmage 1958 for matchings, Perfect 1968 and
 * Pym 1969 for linkings; Megiddo 1977 for lexicographic flows). Here nothing is left to chance:
 * every matrix of allowed pairs with every multiset of the kinds of rows and offers below.
 * Permuting rows or offers changes only ties, so multisets are enough. PROP_FULL=1 takes more
 * kinds.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"

struct row_kind {
	int64_t packs, minimum;
	int class, account;	/* account in packs */
};

struct offer_kind {
	int64_t packs;
	int tier, account;
};

static const struct row_kind row_kind[] = {
	{ 1, 0, 1, 0 }, { 2, 1, 2, 0 }, { 3, 0, 2, 1 }, { 2, 1, 1, -1 }, { 3, 2, 2, -1 },
	{ 2, 0, 1, 1 },
};

static const struct offer_kind offer_kind[] = {
	{ 1, 1, 0 }, { 3, 1, 1 }, { 2, 2, 0 }, { 2, 1, -1 }, { 4, 2, 0 },
};

static uint64_t networks, fractional;

/* The vectors of a plan are those computed apart. */
static bool same(const struct problem *p, const struct answer *a, const struct given *g)
{
	int64_t sold[OFFERS][PRODUCERS] = { { 0 } };

	for (int r = 0; r < p->rows; r++) {
		int64_t served = 0;

		for (int o = 0; o < p->offers; o++) {
			served += g->x[o][r];
			if (g->x[o][r])
				sold[a->part[0][o]][p->producer[o]] += g->x[o][r];
		}
		if (served != a->served[r])
			return false;
		fractional += a->fair[r].d != 1;
	}
	for (int part = 0; part < p->offers; part++)
		for (int i = 0; i < PRODUCERS; i++)
			if (p->tier[i] == 1 && sold[part][i] != a->whole[part][i])
				return false;
	return true;
}

static void try_week(const struct week *w)
{
	static struct problem p;
	static struct answer a;
	static struct built b;
	static struct given g;
	struct phase f;
	bool good;

	problem_make(w, &p);
	memset(&a, 0, sizeof(a));
	phase_begin(&f, &p, &a, false, false);
	phase_rows(&f);
	for (int part = 0; part < p.offers; part++)
		if (a.part[0][part] == part)
			phase_producers(&f, part);
	built_init(&b);
	built_add(&b, w, "", 1);
	good = built_run(&b);
	if (good) {
		built_read(&b, w, "", 1, &g);
		good = same(&p, &a, &g);
	} else if (b.diags.count) {
		printf("# %s\n", pial_code_info(b.diags.entry[0].code)->name);
	}
	built_release(&b);
	networks++;
	if (!good) {
		week_print(w);
		for (int r = 0; r < p.rows; r++)
			printf("# row %d: %lld/%lld, %lld\n", r, (long long)a.fair[r].n,
			       (long long)a.fair[r].d, (long long)a.served[r]);
	}
	assert_true(good);
}

/* Every matrix of allowed pairs for a week whose rows and offers are there. */
static void try_matrices(struct week *w)
{
	int pairs = w->offers * w->rows;

	for (unsigned matrix = 0; matrix < 1u << pairs; matrix++) {
		for (int i = 0; i < pairs; i++)
			w->apart[i / w->rows][i % w->rows] = !(matrix >> i & 1);
		try_week(w);
	}
}

static void add_row(struct week *w, const struct row_kind *kind)
{
	int k = week_kitchen(w), r = week_row(w, 0, k, 0, kind->packs);

	w->kitchen[k].class = kind->class;
	w->kitchen[k].owed[0] = 1000 * kind->account;
	w->kitchen[k].need[0] = 1000 * (kind->packs + k % 2);
	if (kind->minimum) {
		w->contract[w->contracts] = (struct week_contract){
			.kitchen = k, .product = 0, .firm = 1000 * kind->minimum };
		w->row[r].contract = w->contracts++;
	}
}

static void add_offer(struct week *w, const struct offer_kind *kind)
{
	int p = week_producer(w);

	week_offer(w, p, 0, kind->packs);
	w->producer[p].tier = kind->tier;
	w->producer[p].owed[0] = 1000 * kind->account;
	w->producer[p].share = 1000 * (1 + p % 2);
}

/* Chooses kinds of offers, not decreasing, then tries the week. */
static void choose_offers(const struct week *w, int offers, int from, int kinds)
{
	struct week next;

	if (w->offers == offers) {
		next = *w;
		try_matrices(&next);
		return;
	}
	for (int kind = from; kind < kinds; kind++) {
		next = *w;
		add_offer(&next, &offer_kind[kind]);
		choose_offers(&next, offers, kind, kinds);
	}
}

static void choose_rows(const struct week *w, int rows, int offers, int from, int kinds,
			int offer_kinds)
{
	if (w->rows == rows) {
		choose_offers(w, offers, 0, offer_kinds);
		return;
	}
	for (int kind = from; kind < kinds; kind++) {
		struct week next = *w;

		add_row(&next, &row_kind[kind]);
		choose_rows(&next, rows, offers, kind, kinds, offer_kinds);
	}
}

/* All networks of a size, from the first kinds of rows and offers. */
static void all(int offers, int rows, int row_kinds, int offer_kinds)
{
	struct week w;

	week_init(&w);
	networks = fractional = 0;
	choose_rows(&w, rows, offers, 0, row_kinds, offer_kinds);
	printf("# %d offers, %d rows: %llu networks, %llu fractions rounded\n", offers, rows,
	       (unsigned long long)networks, (unsigned long long)fractional);
	assert_true(networks > 0 && fractional > 0);
}

static void test_small(void **state)
{
	bool full = getenv("PROP_FULL");

	(void)state;
	all(1, 3, 6, 5);
	all(2, 2, 6, 5);
	all(3, 2, full ? 6 : 4, full ? 5 : 4);
	all(2, 3, full ? 6 : 4, full ? 5 : 4);
	all(3, 3, full ? 5 : 3, full ? 5 : 3);
	all(2, 4, full ? 5 : 3, full ? 5 : 3);
	all(4, 2, full ? 5 : 3, full ? 5 : 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
