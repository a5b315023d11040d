/*
 * The checker against weeks whose answers other tests of this folder hold against the definition.
 *
 * The ideal plan is one: so the checker must accept the engine's rows, and refuse every other
 * distribution of packs, by a word for each departure. Rows are changed by one pack, moved
 * between pairs, or exchanged; certificates are damaged: then a wrong plan must still not pass.
 *
 * PROP_WEEKS=N does N weeks instead of 2,000; PROP_WEEK=I does week I alone and prints it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "engine/certify.h"
#include "problem.h"
#include "proof/check.h"
#include "roll.h"

#define WEEKS 2000
#define AMOUNTS (2 * (PRODUCERS + KITCHENS) * PRODUCTS)

/* A solved week, its certificate, and rows to be checked. */
struct court {
	struct built b;
	struct pial_arena arena;
	struct pial_proof_line *line;
	size_t lines;
	struct pial_check_amount account[AMOUNTS], weight[AMOUNTS];
	struct pial_allocation row[2 * OFFERS * ROWS + ROWS];
	size_t rows;
	struct pial_check_figures figures;
	struct pial_diags diags;
};

static uint64_t accepted, refused, damaged;

static void roll_sound(struct week *w, struct problem *p, uint64_t number)
{
	struct dice d = dice_of(number + 77000003);
	int64_t left[OFFERS], open[ROWS];
	struct roll_size size = { 2 + (int)(number % 7), 3 + (int)(number % 10),
				  2 + (int)(number % 9) };

	roll_week(w, &d, size);
	problem_make(w, p);
	memcpy(left, p->supply, sizeof(left));
	memcpy(open, p->demand, sizeof(open));
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			int64_t *pin = &w->pin[o][r];

			if (!p->allowed[o][r] || *pin > left[o] || *pin > open[r])
				*pin = -1;
			left[o] -= *pin > 0 ? *pin : 0;
			open[r] -= *pin > 0 ? *pin : 0;
		}
}

static void open_court(struct court *c, const struct week *w)
{
	built_init(&c->b);
	built_add(&c->b, w, "", 1);
	c->b.input.prove = true;
	assert_true(built_run(&c->b));
	pial_arena_init(&c->arena);
	pial_diags_init(&c->diags);
	c->lines = pial_certify(c->b.result.proof, &c->b.model, &c->arena, &c->line);
	for (size_t i = 0; i < c->b.input.accounts; i++)
		c->account[i] = (struct pial_check_amount){ c->b.account[i].party,
							    c->b.account[i].product,
							    c->b.account[i].owed.milli };
	for (size_t i = 0; i < c->b.input.weights; i++)
		c->weight[i] = (struct pial_check_amount){ c->b.weight[i].party,
							   c->b.weight[i].product,
							   c->b.weight[i].quantity.milli };
}

static void close_court(struct court *c)
{
	pial_diags_release(&c->diags);
	pial_arena_release(&c->arena);
	built_release(&c->b);
}

/* The engine's rows again. */
static void take_rows(struct court *c)
{
	c->rows = c->b.result.rows;
	assert_true(c->rows <= PIAL_COUNT(c->row));
	memcpy(c->row, c->b.result.row, c->rows * sizeof(*c->row));
	for (size_t i = 0; i < c->rows; i++)
		c->row[i].line = (uint32_t)i + 2;
}

/* True when the checker accepts certificate and rows without a word. */
static bool passes(struct court *c)
{
	const struct pial_allocate_input *in = &c->b.input;
	const struct pial_check_input asked = {
		.model = in->model, .week = in->week, .order = in->order, .orders = in->orders,
		.orders_file = in->orders_file, .offer = in->offer, .offers = in->offers,
		.offers_file = in->offers_file, .pin = in->pin, .pins = in->pins,
		.pins_file = in->pins_file, .account = c->account, .accounts = in->accounts,
		.weight = c->weight, .weights = in->weights, .meeting = in->meeting,
		.meetings = in->meetings, .delivered = in->delivered,
		.delivereds = in->delivereds, .published = in->published, .proof = c->line,
		.proofs = c->lines, .proof_file = "certificate.csv", .row = c->row,
		.rows = c->rows, .row_file = "allocation.csv",
	};

	pial_diags_clear(&c->diags);
	memset(&c->figures, 0, sizeof(c->figures));
	return pial_check_allocation(&asked, &c->figures, &c->diags) && !c->figures.departures;
}

static int64_t pack_of(const struct court *c, const struct pial_allocation *row)
{
	return pial_model_product(&c->b.model, row->ordered)->pack.milli;
}

/*
 * Changes what two rows give by a pack each, one up, one down; the same row twice: one up. False
 * when nothing could be changed. A row that misses packs misses the more or the less.
 */
static bool disturb(struct court *c, struct dice *d)
{
	struct pial_allocation *up, *down;

	take_rows(c);
	if (!c->rows)
		return false;
	up = &c->row[dice_roll(d, (int)c->rows)];
	down = &c->row[dice_roll(d, (int)c->rows)];
	if (up == down && dice_once(d, 2))
		up = NULL;
	if (up != down && down->quantity.milli < pack_of(c, down))
		return false;
	if (up)
		up->quantity.milli += pack_of(c, up);
	if (up != down)
		down->quantity.milli -= pack_of(c, down);
	return true;
}

/* A number of the certificate becomes another one. */
static void damage(struct court *c, struct dice *d, struct pial_proof_line *line)
{
	static const char *const text[] = { "", "1", "-1", "2", "1/2", "1000", "7/3", "0" };
	const char *other = text[dice_roll(d, 8)];
	struct pial_text *field[] = { &line->level, &line->exact, &line->sale_level,
				      &line->sale_exact, &line->packs, &line->potential[0],
				      &line->potential[1], &line->potential[2],
				      &line->potential[3], &line->potential[4] };

	*field[dice_roll(d, 10)] = (struct pial_text){
		pial_intern_add(&c->b.model.pool, other, strlen(other)) };
}

/* With a damaged certificate the right rows may be refused, and wrong ones must be. */
static bool try_damage(struct court *c, struct dice *d)
{
	for (int i = 0; c->lines && i < 4; i++) {
		struct pial_proof_line *line = &c->line[dice_roll(d, (int)c->lines)];
		struct pial_proof_line kept = *line;
		bool good;

		if (!disturb(c, d))
			continue;
		damage(c, d, line);
		good = !passes(c);
		*line = kept;
		damaged++;
		if (!good)
			return false;
	}
	return true;
}

static bool judge(struct court *c, struct dice *d)
{
	take_rows(c);
	if (!passes(c)) {
		puts("# the right rows are refused");
		return false;
	}
	accepted++;
	for (int i = 0; i < 8; i++) {
		if (!disturb(c, d))
			continue;
		refused++;
		if (passes(c)) {
			puts("# wrong rows pass");
			return false;
		}
	}
	if (!try_damage(c, d)) {
		puts("# wrong rows pass with a damaged certificate");
		return false;
	}
	return true;
}

static bool agree(uint64_t number, bool aloud)
{
	static struct week w;
	static struct problem p;
	static struct court c;
	struct dice d = dice_of(number);
	bool good;

	roll_sound(&w, &p, number);
	open_court(&c, &w);
	good = judge(&c, &d);
	if (!good || aloud) {
		week_print(&w);
		for (size_t i = 0; i < c.rows; i++)
			printf("# %s %s: %lld\n", pial_model_text(&c.b.model, c.row[i].kitchen.n),
			       pial_model_text(&c.b.model, c.row[i].producer.n),
			       (long long)c.row[i].quantity.milli);
		for (size_t i = 0; i < c.diags.count; i++)
			printf("# %s\n", pial_code_info(c.diags.entry[i].code)->name);
		printf("# check week %llu: PROP_WEEK=%llu plays it again\n",
		       (unsigned long long)number, (unsigned long long)number);
	}
	close_court(&c);
	return good;
}

static void test_check(void **state)
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
	printf("# %llu weeks accepted, %llu wrong plans and %llu with damaged proofs refused\n",
	       (unsigned long long)accepted, (unsigned long long)refused,
	       (unsigned long long)damaged);
	assert_true(refused > weeks && damaged > weeks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
