/*
 * Accounts by hand: what a week entitles to, what is carried over, its bound, hazards, substitutes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/balance.h"
#include "engine_case.h"

/* A season: one case run week after week, with what is owed. */
struct season {
	struct engine_case c;
	struct pial_accounts accounts;
	struct pial_arena arena;
	struct pial_balance *row;	/* of the week last closed */
	size_t rows;
};

static void season_release(struct season *s)
{
	pial_accounts_release(&s->accounts);
	pial_arena_release(&s->arena);
	engine_case_release(&s->c);
}

static void season_init(struct season *s)
{
	pial_accounts_init(&s->accounts);
	pial_arena_init(&s->arena);
}

/* Closes the week: everything arrives as allocated, but extra milli more of the first row. */
static void close_week(struct season *s, int64_t extra)
{
	struct engine_case *c = &s->c;
	size_t count = 0;
	struct pial_matched *line = pial_arena_zalloc(&s->arena, c->result.rows + 1, sizeof(*line));
	struct pial_receipt *receipt = pial_arena_zalloc(&s->arena, 1, sizeof(*receipt));
	struct pial_balance_input input = { .week = c->input, .line = line,
					    .before = &s->accounts };

	for (size_t i = 0; i < c->result.rows; i++) {
		const struct pial_allocation *row = &c->result.row[i];

		if (!row->producer.n || !row->quantity.milli)
			continue;
		line[count] = (struct pial_matched){
			.row = row, .kitchen = row->kitchen, .product = row->product,
			.producer = row->producer, .day = row->day, .refused = PIAL_QTY_NONE,
			.agreed = PIAL_QTY_NONE };
		if (extra && !count) {
			line[count].receipt = receipt;
			line[count].received.milli = row->quantity.milli + extra;
		}
		count++;
	}
	input.lines = count;
	if (!pial_balance_week(&input, &s->arena, &s->row, &s->rows, &c->diags))
		fail();
	for (size_t i = 1; i < s->rows; i++)
		assert_true(pial_balance_compare(&s->row[i - 1], &s->row[i]) < 0);
	pial_accounts_put(&s->accounts, s->row, s->rows);
}

/* Allocates with what is owed, then closes. */
static void play(struct season *s, int64_t extra)
{
	struct pial_account *list;
	size_t count;

	pial_accounts_list(&s->accounts, &s->arena, &list, &count);
	s->c.input.account = list;
	s->c.input.accounts = count;
	if (!engine_run(&s->c))
		fail();
	close_week(s, extra);
	s->c.input.week = pial_week_add(s->c.input.week, 1);
	for (size_t i = 0; i < s->c.input.orders; i++)
		s->c.order[i].day = pial_date_add(s->c.order[i].day, 7);
}

/* The row of a party and product in the week last closed; fails when there is none. */
static const struct pial_balance *of(struct season *s, enum pial_side side, const char *party,
				     const char *product)
{
	for (size_t i = 0; i < s->rows; i++)
		if (s->row[i].side == side && s->row[i].id == engine_id(&s->c, party) &&
		    s->row[i].product.n == engine_id(&s->c, product))
			return &s->row[i];
	fail_msg("no row of %s", party);
	return NULL;
}

static void expect(struct season *s, enum pial_side side, const char *party, int64_t entitled,
		   int64_t given, int64_t account)
{
	const struct pial_balance *row = of(s, side, party, "leek");

	assert_int_equal(row->entitled.milli, entitled);
	assert_int_equal(row->given.milli, given);
	assert_int_equal(row->account.milli, account);
}

/*
 * Two kitchens that need the same, one pack a week: half a pack each. The first by id gets the
 * first, the other the next, and after two weeks nobody is owed anything.
 */
static void test_turns(void **state)
{
	struct season s;

	(void)state;
	engine_case_init(&s.c);
	season_init(&s);
	engine_producer(&s.c, "A");
	engine_product(&s.c, "leek");
	engine_kitchen(&s.c, "K1");
	engine_kitchen(&s.c, "K2");
	engine_order(&s.c, 0, "K1", "leek", 1);
	engine_order(&s.c, 0, "K2", "leek", 1);
	engine_offer(&s.c, "A", "leek", 1);
	for (int turn = 0; turn < 3; turn++) {
		play(&s, 0);
		expect(&s, PIAL_SIDE_KITCHEN, "K1", 500, 1000, -500);
		expect(&s, PIAL_SIDE_KITCHEN, "K2", 500, 0, 500);
		expect(&s, PIAL_SIDE_PRODUCER, "A", 1000, 1000, 0);
		assert_int_equal(of(&s, PIAL_SIDE_KITCHEN, "K2", "leek")->last_met.n,
				 turn ? s.c.order[0].day.n - 14 : 0);
		play(&s, 0);
		expect(&s, PIAL_SIDE_KITCHEN, "K1", 500, 0, 0);
		expect(&s, PIAL_SIDE_KITCHEN, "K2", 500, 1000, 0);
	}
	season_release(&s);
}

/* Thirds: entitled is rounded to thousandths, and a week's rows say so. */
static void test_thousandths(void **state)
{
	struct season s;

	(void)state;
	season_init(&s);
	engine_estate(&s.c, PIAL_RULE_LEXIMIN, 100);
	play(&s, 0);
	expect(&s, PIAL_SIDE_KITCHEN, "K1", 16667, 17000, -333);
	expect(&s, PIAL_SIDE_KITCHEN, "K2", 33333, 33000, 333);
	expect(&s, PIAL_SIDE_KITCHEN, "K3", 50000, 50000, 0);
	/* Two weeks of 100, 200, 300; the only producer's part is what was ordered. */
	assert_int_equal(of(&s, PIAL_SIDE_KITCHEN, "K1", "leek")->cap.milli, 200000);
	assert_int_equal(of(&s, PIAL_SIDE_KITCHEN, "K3", "leek")->cap.milli, 600000);
	assert_int_equal(of(&s, PIAL_SIDE_PRODUCER, "A", "leek")->cap.milli, 1200000);
	/* Other rules keep no account of kitchens. */
	s.c.model.policy.rule = PIAL_RULE_PROPORTIONAL;
	play(&s, 0);
	assert_int_equal(s.rows, 1);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 100000, 100000, 0);
	season_release(&s);
}

/* Scales that say more or less go to both accounts, within two weeks' weight, and lapse beyond. */
static void test_bound(void **state)
{
	struct season s;

	(void)state;
	season_init(&s);
	engine_estate(&s.c, PIAL_RULE_LEXIMIN, 600);
	s.c.input.orders = 1;
	play(&s, -150000 + 50000);
	expect(&s, PIAL_SIDE_KITCHEN, "K1", 100000, 0, 100000);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 100000, 0, 100000);
	play(&s, -100000);
	expect(&s, PIAL_SIDE_KITCHEN, "K1", 100000, 0, 200000);
	play(&s, -100000);
	expect(&s, PIAL_SIDE_KITCHEN, "K1", 100000, 0, 200000);
	play(&s, 500000);
	expect(&s, PIAL_SIDE_KITCHEN, "K1", 100000, 600000, -200000);
	/* Its own weight widens the bound; a plan narrows the producer's. */
	s.c.model.kitchen[0].weight.milli = 1500;
	engine_weight(&s.c, "A", "leek", 7);
	play(&s, 0);
	expect(&s, PIAL_SIDE_KITCHEN, "K1", 100000, 100000, -200000);
	assert_int_equal(of(&s, PIAL_SIDE_KITCHEN, "K1", "leek")->cap.milli, 300000);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 100000, 100000, -14000);
	/* Without a week of memory there is none. */
	s.c.model.policy.account_cap_weeks = 0;
	play(&s, 0);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 100000, 100000, 0);
	season_release(&s);
}

/* Offers nobody could use, and orders nobody could serve, leave accounts alone. */
static void test_absent(void **state)
{
	struct season s;

	(void)state;
	season_init(&s);
	engine_estate(&s.c, PIAL_RULE_LEXIMIN, 600);
	s.c.input.orders = 1;
	play(&s, -60000);
	expect(&s, PIAL_SIDE_KITCHEN, "K1", 100000, 40000, 60000);
	s.c.input.orders = 0;
	play(&s, 0);
	assert_int_equal(s.rows, 0);
	s.c.input.orders = 1;
	s.c.input.offers = 0;
	play(&s, 0);
	assert_int_equal(s.rows, 0);
	assert_int_equal(s.accounts.rows, 2);
	assert_int_equal(s.accounts.row[0].account.milli, 60000);
	season_release(&s);
}

static void hazard(struct season *s, const char *producer, const char *product, int64_t packs,
		   bool confirmed)
{
	struct pial_model *m = &s->c.model;
	struct pial_hazard *row;

	if (!m->hazard)
		m->hazard = pial_arena_zalloc(&m->arena, 8, sizeof(*row));
	row = &m->hazard[m->hazards];
	*row = (struct pial_hazard){ .producer = { engine_id(&s->c, producer) },
		.product = { engine_id(&s->c, product) }, .from_week = s->c.input.week,
		.lost = { packs * 1000 }, .date = { (uint16_t)(20000 + m->hazards++) } };
	if (confirmed)
		row->confirmed_on = row->date;
}

/*
 * A and B have the same share; 60 are ordered. A lost all: B sells 60. With its 100 A would have
 * sold 30; half of that is credited. Not when it is not confirmed, nor when a later line takes it
 * back.
 */
static void test_hazard(void **state)
{
	struct season s;

	(void)state;
	season_init(&s);
	engine_estate(&s.c, PIAL_RULE_LEXIMIN, 0);
	engine_producer(&s.c, "B");
	engine_offer(&s.c, "B", "leek", 100);
	s.c.order[0].quantity.milli = 60000;
	s.c.input.orders = 1;
	hazard(&s, "A", "leek", 100, false);
	if (!engine_run(&s.c))
		fail();
	close_week(&s, 0);
	assert_int_equal(s.rows, 2);
	expect(&s, PIAL_SIDE_PRODUCER, "B", 60000, 60000, 0);
	hazard(&s, "A", "leek", 100, true);
	close_week(&s, 0);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 15000, 0, 15000);
	expect(&s, PIAL_SIDE_PRODUCER, "B", 60000, 60000, 0);
	assert_int_equal(of(&s, PIAL_SIDE_PRODUCER, "A", "leek")->cap.milli, 60000);
	/* A part lost: 10 of its own, 20 lost: 10 sold, 30 had been possible. */
	s.c.offer[0].quantity.milli = 10000;
	s.c.model.hazard[1].lost.milli = 20000;
	if (!engine_run(&s.c))
		fail();
	close_week(&s, 0);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 20000, 10000, 25000);
	s.c.model.policy.hazard_credit.e6 = 250000;
	close_week(&s, 0);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 15000, 10000, 30000);
	hazard(&s, "A", "leek", 0, false);
	close_week(&s, 0);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 10000, 10000, 30000);
	season_release(&s);
}

/* One storm, two growers, one plate of 60: each is credited half of 30 less what it sold. */
static void test_storm(void **state)
{
	struct season s;

	(void)state;
	season_init(&s);
	engine_estate(&s.c, PIAL_RULE_LEXIMIN, 0);
	engine_producer(&s.c, "B");
	s.c.order[0].quantity.milli = 60000;
	s.c.input.orders = 1;
	hazard(&s, "A", "leek", 100, true);
	hazard(&s, "B", "leek", 100, true);
	if (!engine_run(&s.c))
		fail();
	close_week(&s, 0);
	expect(&s, PIAL_SIDE_PRODUCER, "A", 15000, 0, 15000);
	expect(&s, PIAL_SIDE_PRODUCER, "B", 15000, 0, 15000);
	season_release(&s);
}

/*
 * Chard may replace spinach: A has both, B only spinach, with the same share. Of 40 packs each is
 * due 20; A's are split as it gave them, and what it is owed is owed by product.
 */
static void test_substitutes(void **state)
{
	static uint32_t chard[1];
	struct season s;
	int64_t sum;

	(void)state;
	season_init(&s);
	engine_case_init(&s.c);
	engine_producer(&s.c, "A");
	engine_producer(&s.c, "B");
	engine_product(&s.c, "chard");
	chard[0] = engine_id(&s.c, "chard");
	engine_product(&s.c, "leek")->substitutes = (struct pial_id_list){ chard, 1 };
	engine_kitchen(&s.c, "K1")->substitutes = PIAL_YES;
	engine_order(&s.c, 0, "K1", "leek", 40);
	engine_offer(&s.c, "A", "leek", 7);
	engine_offer(&s.c, "A", "chard", 50);
	engine_offer(&s.c, "B", "leek", 50);
	play(&s, -7000);
	expect(&s, PIAL_SIDE_PRODUCER, "B", 20000, 20000, 0);
	sum = of(&s, PIAL_SIDE_PRODUCER, "A", "leek")->entitled.milli +
	      of(&s, PIAL_SIDE_PRODUCER, "A", "chard")->entitled.milli;
	assert_int_equal(sum, 20000);
	assert_int_equal(of(&s, PIAL_SIDE_KITCHEN, "K1", "leek")->given.milli, 33000);
	season_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_turns), cmocka_unit_test(test_thousandths),
		cmocka_unit_test(test_bound), cmocka_unit_test(test_absent),
		cmocka_unit_test(test_hazard), cmocka_unit_test(test_storm),
		cmocka_unit_test(test_substitutes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
