/*
 * Weights and what contracts owe, by hand.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine_case.h"

/*
 * A minimum of 365 over a year without closures, a day each: 1 pack a day; half delivered
 * leaves less.
 */
static void test_minimum_spread(void **state)
{
	struct engine_case c;
	struct pial_contract_delivered done = { .quantity = { 100000 } };
	struct pial_contract_line *line;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 3);
	c.model.kitchen[0].priority = 9;
	line = (struct pial_contract_line *)(uintptr_t)
		engine_contract(&c, "lot1", "K1", "leek")->line;
	line->min.milli = 580000;
	c.order[0].contract.n = engine_id(&c, "lot1");
	/* 290 days from 17 March to 31 December: 2 a day. */
	engine_expect(&c, 2, 0, 1);
	done.contract.n = engine_id(&c, "lot1");
	done.product.n = engine_id(&c, "leek");
	if (!pial_date_make(2025, 2, 3, &done.day))
		fail();
	c.input.delivered = &done;
	c.input.delivereds = 1;
	done.quantity.milli = 290000;
	engine_expect(&c, 1, 1, 1);
	done.quantity.milli = 580000;
	engine_expect(&c, 0, 1, 2);
	engine_case_release(&c);
}

/* A need for one kitchen only: the others count with their orders, said so; weight 0 comes last. */
static void test_weights(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 100);
	engine_weight(&c, "K1", "leek", 500);
	engine_expect(&c, 50, 20, 30);
	assert_int_equal(engine_said(&c, PIAL_N_WEIGHT_ORDER), 1);
	c.weight[0].quantity.milli = 0;
	engine_expect(&c, 0, 40, 60);
	c.input.weights = 0;
	engine_expect(&c, 17, 33, 50);
	assert_int_equal(engine_said(&c, PIAL_N_WEIGHT_ORDER), 0);
	/* The kitchen's own weight doubles its part: 200, 200, 300. */
	c.offer[0].quantity.milli = 70000;
	c.model.kitchen[0].weight.milli = 2000;
	engine_expect(&c, 20, 20, 30);
	engine_case_release(&c);
}

/* Firm quantities weigh before maxima, maxima before orders. */
static void test_reference(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 90);
	for (int i = 0; i < 3; i++) {
		static const char *const name[3] = { "lot1", "lot2", "lot3" };
		static const char *const kitchen[3] = { "K1", "K2", "K3" };
		struct pial_contract *k = engine_contract(&c, name[i], kitchen[i], "leek");
		struct pial_contract_line *line = (struct pial_contract_line *)(uintptr_t)k->line;

		c.order[i].contract.n = engine_id(&c, name[i]);
		line->max.milli = (i == 2 ? 1000 : 2000) * 1000;
	}
	engine_expect(&c, 36, 36, 18);
	/* Delivered on Mondays only: the same year's maximum, the same week's part. */
	c.model.kitchen[0].delivery_days.bits = 1;
	engine_expect(&c, 36, 36, 18);
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_minimum_spread),
		cmocka_unit_test(test_weights),
		cmocka_unit_test(test_reference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
