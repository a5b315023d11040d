/*
 * Backwards from the harvest, and advances ahead of it: figures worked out by hand.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "engine/advance.h"
#include "engine/sowing.h"

static struct pial_week week(int number)
{
	struct pial_week result;

	assert_true(pial_week_make(2025, number, &result));
	return result;
}

static void test_weeks_of_sowing(void **state)
{
	(void)state;
	/* 50 days before Monday of week 20 is a Sunday, of week 12. */
	assert_int_equal(pial_sow_week(week(20), 50).n, week(12).n);
	assert_int_equal(pial_sow_week(week(20), 49).n, week(13).n);
	assert_int_equal(pial_sow_week(week(20), 0).n, week(20).n);
	assert_true(pial_week_is_none(pial_sow_week(week(20), INT32_MIN)));
	assert_int_equal(pial_sow_lead(50), 8);
	assert_int_equal(pial_sow_lead(INT32_MIN), 0);
}

static void test_successions(void **state)
{
	(void)state;
	assert_int_equal(pial_succession(week(20), week(20), 3), 0);
	assert_int_equal(pial_succession(week(20), week(22), 3), 0);
	assert_int_equal(pial_succession(week(20), week(23), 3), 1);
	assert_int_equal(pial_succession(week(20), week(40), INT32_MIN), 0);
}

static void test_area(void **state)
{
	struct pial_bid bid = { .yield = { 4000 }, .loss = { 100000 } };
	struct pial_product kilo = { .pack = { 5000 }, .unit = PIAL_UNIT_KG,
				     .unit_mass = PIAL_MASS_NONE };
	struct pial_product piece = { .pack = { 12000 }, .unit = PIAL_UNIT_PIECE,
				      .unit_mass = { 350 } };
	struct pial_footprint land;

	(void)state;
	/* 50 kg / (4 kg x 0.9) = 13.888… m2, upwards. */
	assert_true(pial_footprint_make(&bid, &kilo, &land));
	assert_int_equal(pial_footprint_area(land, 10), 1389);
	assert_int_equal(pial_footprint_packs(land, 1389), 10);
	assert_int_equal(pial_footprint_packs(land, 1388), 9);
	/* 24 salads of 350 g: 8.4 kg / 3.6 kg = 2.333… m2. */
	assert_true(pial_footprint_make(&bid, &piece, &land));
	assert_int_equal(pial_footprint_area(land, 2), 234);
	bid.yield = PIAL_MASS_NONE;
	assert_true(pial_footprint_make(&bid, &kilo, &land));
	assert_int_equal(pial_footprint_area(land, 1000), 0);
	assert_int_equal(pial_footprint_packs(land, 0), INT64_MAX);
	bid.yield.g = 4000;
	bid.loss.e6 = 1000000;
	assert_false(pial_footprint_make(&bid, &kilo, &land));
}

/* One grower, carrots at 2 €: 200 kg in May, 200 kg in June; 1000 € of start-up costs. */
static void test_advance(void **state)
{
	struct pial_model model;
	struct pial_producer producer = { .tier = 1 };
	struct pial_product product = { .pack = { 5000 }, .unit = PIAL_UNIT_KG,
					.reference_price = { 20000 } };
	struct pial_plan row[4];
	struct pial_cost cost[2];
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_advance *advance;
	size_t count;

	(void)state;
	pial_model_init(&model);
	producer.id.n = pial_intern_add(&model.pool, "P-est", 5);
	product.id.n = pial_intern_add(&model.pool, "carotte", 7);
	model.producer = &producer;
	model.product = &product;
	model.producers = model.products = 1;
	pial_model_index(&model);
	for (int i = 0; i < 4; i++)
		row[i] = (struct pial_plan){ .producer = producer.id, .product = product.id,
					     .quantity = { 100000 + 100000 * (i == 2) },
					     .week = week(i < 2 ? 20 + i : 23 + i),
					     .purpose = PIAL_PLAN_NEED };
	/* What is grown for the margin is not sold. */
	row[3].purpose = PIAL_PLAN_MARGIN;
	cost[0] = (struct pial_cost){ .product = product.id, .startup = { 500000 } };
	cost[1] = (struct pial_cost){ .product = product.id, .producer = producer.id,
				      .startup = { 100000 } };
	model.policy.advance_floor.cents = 35000;
	assert_true(pial_advance_propose(&(struct pial_advance_input){ .model = &model, .row = row,
						.rows = 4, .cost = cost, .costs = 2 },
					 &arena, &advance, &count));
	assert_int_equal(count, 1);
	assert_int_equal(advance->startup.cents, 100000);
	assert_int_equal(advance->amount.cents, 30000);
	/* May: 20 % of 400 € is 80 €, but 350 € stay: 50 €. June: 400 € again. */
	assert_int_equal(advance->months, 2);
	assert_int_equal(advance->month[0].sales.cents, 40000);
	assert_int_equal(advance->month[0].repaid.cents, 5000);
	assert_int_equal(advance->month[1].repaid.cents, 5000);
	assert_int_equal(advance->left.cents, 20000);
	pial_arena_release(&arena);
	pial_model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_weeks_of_sowing),
		cmocka_unit_test(test_successions),
		cmocka_unit_test(test_area),
		cmocka_unit_test(test_advance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
