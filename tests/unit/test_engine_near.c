/*
 * Who serves whom: proximity between partners, few substitutes, ties.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine_case.h"

/*
 * Serving the nearest first is wrong here: A may go to both kitchens, B only to K1. All 20 can
 * be served only if B serves K1 and A serves K2, though A is at K1's door.
 */
static void test_greedy_is_wrong(void **state)
{
	struct engine_case c;
	struct pial_exclusion apart;

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_producer(&c, "B");
	engine_kitchen(&c, "K1");
	engine_kitchen(&c, "K2");
	engine_product(&c, "leek");
	apart = (struct pial_exclusion){ .producer = { engine_id(&c, "B") },
					 .kitchen = { engine_id(&c, "K2") } };
	c.model.policy.exclude = &apart;
	c.model.policy.exclude_count = 1;
	engine_road(&c, "A", "K1", 100);
	engine_road(&c, "A", "K2", 90000);
	engine_road(&c, "B", "K1", 90000);
	engine_order(&c, 0, "K1", "leek", 10);
	engine_order(&c, 0, "K2", "leek", 10);
	engine_offer(&c, "A", "leek", 10);
	engine_offer(&c, "B", "leek", 10);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K2"), 10);
	assert_int_equal(engine_given(&c, "B", "K1"), 10);
	assert_true(c.result.summary.metre_grams == (pial_i128)20 * 90000 * 1000);
	engine_case_release(&c);
}

/* Between two partners: the nearer, then the cheaper, then the first id. */
static void test_partners(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 0);
	engine_producer(&c, "V")->tier = 2;
	engine_producer(&c, "W")->tier = 2;
	engine_offer(&c, "V", "leek", 600)->price.e4 = 200;
	engine_offer(&c, "W", "leek", 600)->price.e4 = 200;
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "V", NULL), 600);
	c.offer[1].price.e4 = 201;
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "W", NULL), 600);
	engine_road(&c, "W", "K1", 1000);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "V", "K1"), 100);
	assert_int_equal(engine_given(&c, "V", NULL), 100);
	engine_case_release(&c);
}

/* Chard may replace spinach where the kitchen says so; as little of it as possible. */
static void test_substitutes(void **state)
{
	struct engine_case c;
	struct pial_product *spinach;
	uint32_t chard;

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_producer(&c, "B");
	engine_kitchen(&c, "K1")->substitutes = PIAL_YES;
	engine_kitchen(&c, "K2");
	engine_product(&c, "chard");
	spinach = engine_product(&c, "spinach");
	chard = engine_id(&c, "chard");
	spinach->substitutes = (struct pial_id_list){ &chard, 1 };
	engine_order(&c, 0, "K1", "spinach", 10);
	engine_order(&c, 0, "K2", "spinach", 10);
	engine_offer(&c, "A", "spinach", 10);
	engine_offer(&c, "B", "chard", 10);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K2"), 10);
	assert_int_equal(engine_given(&c, "B", "K1"), 10);
	assert_int_equal(c.result.summary.substituted_packs, 10);
	assert_int_equal(c.result.row[0].ordered.n, engine_id(&c, "spinach"));
	assert_int_equal(c.result.row[0].product.n, chard);
	assert_int_equal(c.result.summary.components, 1);
	/* Enough spinach, equal shares: each producer still sells 10, so 10 are replaced. */
	c.offer[0].quantity.milli = 20000;
	assert_true(engine_run(&c));
	assert_int_equal(c.result.summary.substituted_packs, 10);
	engine_case_release(&c);
}

/*
 * The same distances for all: last week's pairs stay, then those that met longest ago, then key
 * order.
 */
static void test_ties(void **state)
{
	struct engine_case c;

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_producer(&c, "B");
	engine_kitchen(&c, "K1");
	engine_kitchen(&c, "K2");
	engine_product(&c, "leek");
	engine_order(&c, 0, "K1", "leek", 10);
	engine_order(&c, 0, "K2", "leek", 10);
	engine_offer(&c, "A", "leek", 10);
	engine_offer(&c, "B", "leek", 10);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K1"), 10);
	c.meeting[c.input.meetings++] = (struct pial_meeting){
		{ engine_id(&c, "A") }, { engine_id(&c, "K1") }, pial_week_add(c.input.week, -4) };
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K2"), 10);
	c.meeting[0].last = pial_week_add(c.input.week, -1);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K1"), 10);
	engine_road(&c, "A", "K1", 200);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K2"), 10);
	engine_case_release(&c);
}

/*
 * Nobody knows two of the distances: 0, said once for both. A piece without mass weighs 1 kg,
 * said once.
 */
static void test_unknown(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 600);
	c.model.product[0].unit = PIAL_UNIT_PIECE;
	engine_order(&c, 1, "K1", "leek", 50);
	engine_road(&c, "K2", "A", 3000);
	assert_true(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_N_DISTANCE_ZERO), 1);
	assert_int_equal(engine_said(&c, PIAL_N_UNIT_MASS), 1);
	assert_true(c.result.summary.metre_grams ==
		    (pial_i128)engine_given(&c, "A", "K2") * 3000 * 1000);
	assert_int_equal(c.result.summary.drops, 4);
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_greedy_is_wrong),
		cmocka_unit_test(test_partners),
		cmocka_unit_test(test_substitutes),
		cmocka_unit_test(test_ties),
		cmocka_unit_test(test_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
