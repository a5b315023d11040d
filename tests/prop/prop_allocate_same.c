/*
 * What changes nothing: the order of rows, other names in the same order, larger units, another
 * week with its kitchens and products beside, more threads, a proof that is asked for, and how
 * late an order came as long as the week is not published.
 *
 * Weeks are rolled as for the oracles, but larger; here the engine is compared with itself.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "problem.h"
#include "roll.h"

#define WEEKS 1500

/* A week that is accepted: pins that the definition refuses are taken away. */
static void roll_sound(struct week *w, struct dice *d)
{
	static const struct roll_size size = { OFFERS, ROWS, 30 };
	struct problem p;
	int64_t left[OFFERS], open[ROWS];

	roll_week(w, d, size);
	problem_make(w, &p);
	memcpy(left, p.supply, sizeof(left));
	memcpy(open, p.demand, sizeof(open));
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			int64_t *pin = &w->pin[o][r];

			if (*pin > left[o] || *pin > open[r] || !p.allowed[o][r])
				*pin = -1;
			left[o] -= *pin > 0 ? *pin : 0;
			open[r] -= *pin > 0 ? *pin : 0;
		}
}

static void build(struct built *b, const struct week *w, const char *prefix, int64_t times)
{
	built_init(b);
	built_add(b, w, prefix, times);
}

static void run(struct built *b, const struct week *w, uint64_t number)
{
	if (built_run(b))
		return;
	week_print(w);
	fail_msg("week %u refused: %s", (unsigned)number,
		 pial_code_info(b->diags.entry[0].code)->name);
}

static void expect(struct built *b, const struct week *w, const char *prefix, int64_t times,
		   const struct given *wanted, const char *what, uint64_t number)
{
	struct given g;

	built_read(b, w, prefix, times, &g);
	if (!memcmp(&g, wanted, sizeof(g)))
		return;
	week_print(w);
	fail_msg("week %u: %s", (unsigned)number, what);
}

/* Swaps rows of size bytes by chance. */
static void shuffle(struct dice *d, void *rows, size_t count, size_t size)
{
	unsigned char *at = rows, t[512];

	assert_true(size <= sizeof(t));
	for (size_t i = count; i > 1; i--) {
		size_t j = (size_t)dice_roll(d, (int)i);

		memcpy(t, at + (i - 1) * size, size);
		memcpy(at + (i - 1) * size, at + j * size, size);
		memcpy(at + j * size, t, size);
	}
}

static void shuffle_all(struct dice *d, struct built *b)
{
	struct pial_model *m = &b->model;

	shuffle(d, b->order, b->input.orders, sizeof(*b->order));
	shuffle(d, b->offer, b->input.offers, sizeof(*b->offer));
	shuffle(d, b->pin, b->input.pins, sizeof(*b->pin));
	shuffle(d, b->account, b->input.accounts, sizeof(*b->account));
	shuffle(d, b->weight, b->input.weights, sizeof(*b->weight));
	shuffle(d, b->meeting, b->input.meetings, sizeof(*b->meeting));
	shuffle(d, m->producer, m->producers, sizeof(*m->producer));
	shuffle(d, m->kitchen, m->kitchens, sizeof(*m->kitchen));
	shuffle(d, m->product, m->products, sizeof(*m->product));
	shuffle(d, m->road, m->roads, sizeof(*m->road));
	shuffle(d, m->contract, m->contracts, sizeof(*m->contract));
}

/* Everything that a row of the result says, but the line it came from. */
static void same_rows(const struct built *a, const struct built *b, uint64_t number)
{
	if (a->result.rows != b->result.rows || a->diags.count != b->diags.count)
		fail_msg("week %u: %u rows, then %u", (unsigned)number,
			 (unsigned)a->result.rows, (unsigned)b->result.rows);
	for (size_t i = 0; i < a->result.rows; i++) {
		struct pial_allocation x = a->result.row[i], y = b->result.row[i];

		if (x.day.n != y.day.n || x.kitchen.n != y.kitchen.n ||
		    x.ordered.n != y.ordered.n || x.contract.n != y.contract.n ||
		    x.product.n != y.product.n || x.producer.n != y.producer.n ||
		    x.batch.n != y.batch.n || x.quantity.milli != y.quantity.milli ||
		    x.computed.milli != y.computed.milli || x.pin != y.pin ||
		    x.price.e4 != y.price.e4 || x.buy_price.e4 != y.buy_price.e4)
			fail_msg("week %u: row %u changes",
				 (unsigned)number, (unsigned)i);
	}
}

/* Threads and proofs leave rows and what is said as they are, positions included. */
static void try_jobs(const struct built *b, uint64_t number)
{
	static const unsigned jobs[] = { 1, 2, 8 };

	for (size_t i = 0; i < 2 * PIAL_COUNT(jobs); i++) {
		struct pial_allocate_input input = b->input;
		static struct built c;

		pial_diags_init(&c.diags);
		pial_allocate_result_init(&c.result);
		input.jobs = jobs[i / 2];
		input.prove = i % 2;
		assert_true(pial_allocate(&input, &c.result, &c.diags));
		same_rows(b, &c, number);
		for (size_t k = 0; k < b->diags.count; k++)
			if (b->diags.entry[k].code != c.diags.entry[k].code ||
			    b->diags.entry[k].pos.line != c.diags.entry[k].pos.line)
				fail_msg("week %u: notices with %u threads", (unsigned)number,
					 jobs[i / 2]);
		pial_allocate_result_release(&c.result);
		pial_diags_release(&c.diags);
	}
}

/* Before a week is published, an order that came late is an order. */
static void try_draft(const struct week *w, uint64_t number)
{
	static struct week early;
	static struct built b;
	static struct given g;

	early = *w;
	for (int r = 0; r < early.rows; r++)
		early.row[r].late = false;
	build(&b, &early, "", 1);
	run(&b, &early, number);
	built_read(&b, &early, "", 1, &g);
	built_release(&b);
	build(&b, w, "", 1);
	b.input.published = false;
	run(&b, w, number);
	expect(&b, w, "", 1, &g, "late in a draft", number);
	built_release(&b);
}

/* Another week beside, whose ids fall between those of the first. */
static void try_beside(const struct week *w, const struct given *g, struct dice *d,
		       uint64_t number)
{
	static struct week other;
	static struct built c;
	static struct given h;

	roll_sound(&other, d);
	other.rule = w->rule;
	other.round = w->round;
	other.radius = w->radius;
	/* Other policies may refuse its pins. */
	for (int o = 0; o < OFFERS; o++)
		for (int r = 0; r < ROWS; r++)
			other.pin[o][r] = -1;
	build(&c, &other, "", 1);
	run(&c, &other, number);
	built_read(&c, &other, "", 1, &h);
	built_release(&c);
	build(&c, w, "", 1);
	built_add(&c, &other, "L", 1);
	shuffle_all(d, &c);
	run(&c, w, number);
	expect(&c, w, "", 1, g, "another week beside", number);
	expect(&c, &other, "L", 1, &h, "this week beside another", number);
	try_jobs(&c, number);
	built_release(&c);
}

static void try_week(uint64_t number)
{
	static struct week w;
	static struct built b, c;
	static struct given g;
	struct dice d = dice_of(number);

	roll_sound(&w, &d);
	build(&b, &w, "", 1);
	run(&b, &w, number);
	built_read(&b, &w, "", 1, &g);

	build(&c, &w, "", 1);
	shuffle_all(&d, &c);
	run(&c, &w, number);
	same_rows(&b, &c, number);
	built_release(&c);

	build(&c, &w, "mm-", 1);
	run(&c, &w, number);
	expect(&c, &w, "mm-", 1, &g, "other names", number);
	built_release(&c);

	build(&c, &w, "", 7);
	run(&c, &w, number);
	expect(&c, &w, "", 7, &g, "larger units", number);
	built_release(&c);
	try_draft(&w, number);
	try_beside(&w, &g, &d, number);
	built_release(&b);
}

static void test_same(void **state)
{
	const char *one = getenv("PROP_WEEK"), *many = getenv("PROP_WEEKS");
	uint64_t weeks = many ? strtoull(many, NULL, 10) : WEEKS;

	(void)state;
	for (uint64_t n = 1; !one && n <= weeks; n++)
		try_week(n);
	if (one)
		try_week(strtoull(one, NULL, 10));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
