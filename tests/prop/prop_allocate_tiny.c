/*
 * Tens of thousands of tiny weeks from fixed seeds: every pair's packs, with pins and without,
 * are what the definition says when all sets and all plans are listed (oracle.h).
 *
 * PROP_WEEKS=N does N weeks instead of 20,000; PROP_WEEK=I does week I alone and prints it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "oracle.h"
#include "roll.h"

#define WEEKS 20000

/* True when the definition refuses a pin: a pair not allowed, more than offered or ordered. */
static bool pins_refused(const struct week *w, const struct problem *p)
{
	int64_t offer[OFFERS] = { 0 }, row[ROWS] = { 0 };
	bool refused = false;

	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			if (w->pin[o][r] < 0)
				continue;
			offer[o] += w->pin[o][r];
			row[r] += w->pin[o][r];
			refused |= !p->may[o][r];
		}
	for (int o = 0; o < w->offers; o++)
		refused |= offer[o] > p->supply[o];
	for (int r = 0; r < w->rows; r++)
		refused |= row[r] > p->demand[r];
	return refused;
}

/* The engine refuses the week, with a code of pins, and gives nothing. */
static bool refuses(const struct week *w)
{
	static const enum pial_code code[] = { PIAL_E_PIN_BARRIER, PIAL_E_PIN_SUPPLY,
					       PIAL_E_PIN_DEMAND };
	static struct built b;
	bool named = false;

	built_init(&b);
	built_add(&b, w, "", 1);
	if (!built_run(&b) && !b.result.rows)
		for (size_t i = 0; i < b.diags.count; i++)
			for (size_t c = 0; c < PIAL_COUNT(code); c++)
				named |= b.diags.entry[i].code == code[c];
	built_release(&b);
	return named;
}

/* Drops pins that the definition refuses, and those of nothing offered or ordered. */
static void mend_pins(struct week *w, struct problem *p)
{
	int64_t left[OFFERS], open[ROWS];

	memcpy(left, p->supply, sizeof(left));
	memcpy(open, p->demand, sizeof(open));
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			int64_t pin = w->pin[o][r];

			if (pin >= 0 && (!p->allowed[o][r] || pin > left[o] || pin > open[r]))
				pin = -1;
			w->pin[o][r] = p->pin[o][r] = pin;
			left[o] -= pin > 0 ? pin : 0;
			open[r] -= pin > 0 ? pin : 0;
		}
}

static bool same(const struct week *w, const struct problem *p, const struct given *g,
		 const struct answer *with, const struct answer *without)
{
	bool good = !g->odd;

	for (int r = 0; r < w->rows; r++) {
		int64_t served = 0;

		for (int o = 0; o < w->offers; o++) {
			served += with->x[o][r];
			if (g->x[o][r] != with->x[o][r])
				good = false;
			if (p->pin[o][r] >= 0 && g->computed[o][r] != without->x[o][r])
				good = false;
		}
		if (g->missing[r] != p->demand[r] - served)
			good = false;
	}
	return good;
}

/* True when the figures beside the plan are those of the plan. */
static bool figures(const struct week *w, const struct problem *p, const struct answer *a,
		    const struct pial_allocate_summary *s)
{
	struct pial_allocate_summary own = { 0 };
	bool met[PRODUCERS][KITCHENS][7] = { { { false } } };

	for (int r = 0; r < w->rows; r++) {
		int64_t served = 0;

		for (int o = 0; o < w->offers; o++) {
			bool *drop = &met[p->producer[o]][w->row[r].kitchen][p->day[r]];

			served += a->x[o][r];
			own.substituted_packs += p->substitute[o][r] ? a->x[o][r] : 0;
			own.metre_grams += (pial_i128)a->x[o][r] * p->cost[o][r];
			own.drops += a->x[o][r] && !*drop;
			*drop |= a->x[o][r] > 0;
		}
		own.ordered_packs += p->demand[r];
		own.served_packs += served;
		own.short_rows += served < p->demand[r];
	}
	for (int o = 0; o < w->offers; o++) {
		bool any = false;

		for (int r = 0; r < w->rows; r++)
			any |= p->allowed[o][r];
		own.offered_packs += any ? p->supply[o] : 0;
	}
	return own.ordered_packs == s->ordered_packs && own.served_packs == s->served_packs &&
	       own.offered_packs == s->offered_packs &&
	       own.substituted_packs == s->substituted_packs &&
	       own.metre_grams == s->metre_grams && own.drops == s->drops &&
	       own.short_rows == s->short_rows;
}

static void show(const struct week *w, const struct problem *p, const struct given *g,
		 const struct answer *with, const struct answer *without)
{
	week_print(w);
	for (int r = 0; r < w->rows; r++) {
		printf("# row %d: fair %lld/%lld, served %lld;", r, (long long)with->fair[r].n,
		       (long long)with->fair[r].d, (long long)with->served[r]);
		for (int o = 0; o < w->offers; o++) {
			if (p->allowed[o][r])
				printf(" offer %d: %lld", o, (long long)with->x[o][r]);
			if (g->x[o][r] != with->x[o][r])
				printf(" (engine %lld)", (long long)g->x[o][r]);
			if (p->pin[o][r] >= 0 && g->computed[o][r] != without->x[o][r])
				printf(" (without pins %lld, engine %lld)",
				       (long long)without->x[o][r], (long long)g->computed[o][r]);
		}
		puts("");
	}
}

/*
 * What the weeks had, counted: a dimension that stopped occurring would no longer be tested, and
 * nothing else would say so.
 */
enum dimension {
	SHORT, MINIMA_SHORT, ROWS_BROKEN, PRODUCERS_BROKEN, CHOICE, LATE, PINNED, SUBSTITUTED,
	PARTNER, LIGHT, CLASSES, OWED, DAYS, PROMISES, UNSERVED_PAIR, REFUSED,
	PLACES, DIMENSIONS,
};

static const char *const dimension_name[DIMENSIONS] = {
	"short of something", "short of a minimum", "kitchens' packs rounded",
	"producers' packs rounded", "several plans", "late rows served", "pins", "substitutes",
	"partners", "weight 0", "classes", "accounts", "days", "contracts with shares",
	"pairs without each other", "pins refused", "places without a road",
};

static unsigned seen[DIMENSIONS];

static void count_row(const struct week *w, const struct problem *p, const struct answer *a,
		      int r, bool *has)
{
	has[SHORT] |= a->served[r] < p->demand[r];
	has[MINIMA_SHORT] |= a->served[r] < p->owed[r];
	has[ROWS_BROKEN] |= a->fair[r].d != 1;
	has[LATE] |= p->late[r] && a->served[r];
	has[LIGHT] |= p->demand[r] && !p->factor[r].n && a->served[r] < p->demand[r];
	has[CLASSES] |= p->class[r] != p->class[0];
	has[OWED] |= p->a[r].n && a->fair[r].d != 1;
	for (int i = 0; i < PRODUCERS; i++)
		has[PROMISES] |= p->promised[i][r].n && a->served[r];
	for (int o = 0; o < p->offers; o++) {
		has[PINNED] |= p->pin[o][r] >= 0;
		has[SUBSTITUTED] |= p->substitute[o][r] && a->x[o][r];
		has[PARTNER] |= p->tier[o] == 2 && a->x[o][r];
		has[PLACES] |= a->x[o][r] && w->metres[p->producer[o]][w->row[r].kitchen] < 0;
		has[DAYS] |= a->x[o][r] && p->day[r] != p->day[0];
		has[UNSERVED_PAIR] |= !p->allowed[o][r];
	}
}

static void count(const struct week *w, const struct problem *p, const struct answer *a)
{
	bool has[DIMENSIONS] = { false };

	for (int r = 0; r < p->rows; r++)
		count_row(w, p, a, r, has);
	for (int part = 0; part < p->offers; part++)
		for (int i = 0; i < PRODUCERS; i++)
			has[PRODUCERS_BROKEN] |= a->sold[part][i].d > 1;
	has[CHOICE] = a->plans > 1;
	for (int i = 0; i < DIMENSIONS; i++)
		seen[i] += has[i];
}

/* True when the engine and the definition agree on a week. */
static bool agree(uint64_t number, bool aloud)
{
	struct dice d = dice_of(number);
	struct roll_size size = { 3 + (int)(number % 2), 4 + (int)(number % 3),
				  2 + (int)(number % 5) };
	static struct week w;
	static struct problem p;
	static struct answer with, without;
	static struct built b;
	static struct given g;
	bool good;

	roll_week(&w, &d, size);
	problem_make(&w, &p);
	if (pins_refused(&w, &p)) {
		seen[REFUSED]++;
		if (!refuses(&w)) {
			week_print(&w);
			printf("# tiny week %llu: pins are not refused\n",
			       (unsigned long long)number);
			return false;
		}
	}
	mend_pins(&w, &p);
	if (aloud)
		week_print(&w);
	oracle_solve(&p, true, &with);
	oracle_solve(&p, false, &without);
	count(&w, &p, &with);
	built_init(&b);
	built_add(&b, &w, "", 1);
	good = built_run(&b);
	if (good) {
		built_read(&b, &w, "", 1, &g);
		good = same(&w, &p, &g, &with, &without) &&
		       figures(&w, &p, &with, &b.result.summary);
		if (!good || aloud)
			show(&w, &p, &g, &with, &without);
	} else {
		week_print(&w);
		for (size_t i = 0; i < b.diags.count; i++)
			printf("# %s\n", pial_code_info(b.diags.entry[i].code)->name);
	}
	built_release(&b);
	if (!good)
		printf("# tiny week %llu: PROP_WEEK=%llu plays it again\n",
		       (unsigned long long)number, (unsigned long long)number);
	return good;
}

static void test_tiny(void **state)
{
	const char *one = getenv("PROP_WEEK"), *many = getenv("PROP_WEEKS");
	uint64_t weeks = many ? strtoull(many, NULL, 10) : WEEKS;
	unsigned wrong = 0;

	(void)state;
	if (one) {
		assert_true(agree(strtoull(one, NULL, 10), true));
		return;
	}
	for (uint64_t n = 1; n <= weeks && wrong < 5; n++)
		wrong += !agree(n, false);
	assert_int_equal(wrong, 0);
	for (int i = 0; i < DIMENSIONS; i++) {
		printf("# %s: %u of %llu weeks\n", dimension_name[i], seen[i],
		       (unsigned long long)weeks);
		assert_true(seen[i] > weeks / 100);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tiny),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
