/*
 * What may be served at all: packs, days, members, certificates, late orders.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine_case.h"

/*
 * One offer over several days: A offers 10 for the week; K orders 6 on Monday and 6 on
 * Thursday, equal needs, split in proportion to packs: 5 and 5. B comes on Thursday only with
 * 4: 14 packs for 12.
 */
static void test_days(void **state)
{
	struct engine_case c;
	struct pial_offer *offer;

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_producer(&c, "B");
	engine_kitchen(&c, "K");
	engine_product(&c, "leek");
	engine_order(&c, 0, "K", "leek", 6);
	engine_order(&c, 3, "K", "leek", 6);
	engine_offer(&c, "A", "leek", 10);
	assert_true(engine_run(&c));
	assert_int_equal(c.result.rows, 4);
	assert_int_equal(c.result.row[0].quantity.milli, 1000);	/* missing on Monday */
	assert_int_equal(c.result.row[1].quantity.milli, 5000);
	offer = engine_offer(&c, "B", "leek", 4);
	offer->from_day = offer->until_day = c.order[1].day;
	assert_true(engine_run(&c));
	/* Shares are equal: A and B would sell 6 each, B has 4. */
	assert_int_equal(engine_given(&c, "A", NULL), 8);
	assert_int_equal(engine_given(&c, "B", NULL), 4);
	assert_int_equal(engine_missing(&c, "K"), 0);
	/* Two lots of one producer count together: A 8 over two lots, as before. */
	c.offer[0].quantity.milli = 5000;
	engine_offer(&c, "A", "leek", 5)->batch.n = engine_id(&c, "lot-2");
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", NULL), 8);
	engine_case_release(&c);
}

/*
 * A kitchen that is closed, organic only, out of reach or not a member gets nothing from whom
 * it may not.
 */
static void test_not_allowed(void **state)
{
	struct engine_case c;
	struct pial_certificate *paper;

	(void)state;
	engine_estate(&c, PIAL_RULE_EQUAL, 30);
	c.model.kitchen[0].organic_only = PIAL_YES;
	c.model.kitchen[1].delivery_days.bits = 2;	/* Tuesday; orders are for Monday */
	engine_expect(&c, 0, 0, 30);
	paper = &c.model.certificate[c.model.certificates++];
	*paper = (struct pial_certificate){ .producer = { engine_id(&c, "A") },
					    .status = PIAL_CERTIFICATE_CONVERSION };
	paper->from = pial_week_monday(c.input.week);
	paper->until = pial_date_add(paper->from, 6);
	engine_expect(&c, 0, 0, 30);
	paper->status = PIAL_CERTIFICATE_ORGANIC;
	engine_expect(&c, 15, 0, 15);
	paper->until = pial_date_add(paper->from, -1);
	paper->from = pial_date_add(paper->from, -9);
	engine_expect(&c, 0, 0, 30);
	c.model.kitchen[2].joined = pial_date_add(c.order[0].day, 1);
	engine_expect(&c, 0, 0, 0);
	assert_int_equal(c.result.summary.offered_packs, 0);
	c.model.kitchen[1].delivery_days.bits = 3;
	engine_expect(&c, 0, 30, 0);
	c.model.policy.radius.m = 30000;
	engine_expect(&c, 0, 0, 0);
	assert_int_equal(engine_said(&c, PIAL_N_DISTANCE_RADIUS), 1);
	engine_road(&c, "K2", "A", 29999);	/* read both ways */
	engine_expect(&c, 0, 30, 0);
	c.model.producer[0].left = pial_date_add(c.order[0].day, -1);
	engine_expect(&c, 0, 0, 0);
	engine_case_release(&c);
}

/* Orders are rounded to packs as the policy says, halves up; offers always down. */
static void test_packs(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 1000);
	c.model.product[0].pack.milli = 5000;
	c.order[0].quantity.milli = 12500;
	c.order[1].quantity.milli = 12400;
	c.order[2].quantity.milli = 2000;
	engine_expect(&c, 15, 10, 0);
	assert_int_equal(engine_said(&c, PIAL_N_ORDER_ROUNDED), 3);
	c.model.policy.round = PIAL_PACK_UP;
	engine_expect(&c, 15, 15, 5);
	c.model.policy.round = PIAL_PACK_DOWN;
	engine_expect(&c, 10, 10, 0);
	c.offer[0].quantity.milli = 14999;
	engine_expect(&c, 5, 5, 0);
	c.model.policy.round = PIAL_PACK_REFUSE;
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_ORDER_PACK), 3);
	engine_case_release(&c);
}

/* A late order of a published week gets what the others leave, whatever its weight. */
static void test_late(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_EQUAL, 510);
	c.model.kitchen[0].cutoff = 3;
	c.order[0].received_on = pial_date_add(c.order[0].day, -3);
	c.input.published = true;
	engine_expect(&c, 100, 200, 210);
	c.order[0].received_on = pial_date_add(c.order[0].day, -2);
	engine_expect(&c, 10, 200, 300);
	c.input.published = false;
	engine_expect(&c, 100, 200, 210);
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_not_allowed),
		cmocka_unit_test(test_packs),
		cmocka_unit_test(test_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
