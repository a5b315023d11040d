/*
 * "None" is a value apart in every unit: zero is not none, and the largest and smallest numbers
 * beside it are not either.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "num/units.h"

static void test_none_64(void **state)
{
	(void)state;
	assert_true(pial_qty_is_none(PIAL_QTY_NONE));
	assert_false(pial_qty_is_none((struct pial_qty){ 0 }));
	assert_false(pial_qty_is_none((struct pial_qty){ -INT64_MAX }));
	assert_true(pial_mass_is_none(PIAL_MASS_NONE));
	assert_false(pial_mass_is_none((struct pial_mass){ 0 }));
	assert_false(pial_mass_is_none((struct pial_mass){ -INT64_MAX }));
	assert_true(pial_money_is_none(PIAL_MONEY_NONE));
	assert_false(pial_money_is_none((struct pial_money){ 0 }));
	assert_false(pial_money_is_none((struct pial_money){ -INT64_MAX }));
}

static void test_none_32(void **state)
{
	(void)state;
	assert_true(pial_price_is_none(PIAL_PRICE_NONE));
	assert_false(pial_price_is_none((struct pial_price){ 0 }));
	assert_false(pial_price_is_none((struct pial_price){ -INT32_MAX }));
	assert_true(pial_rate_is_none(PIAL_RATE_NONE));
	assert_false(pial_rate_is_none((struct pial_rate){ 0 }));
	assert_false(pial_rate_is_none((struct pial_rate){ -INT32_MAX }));
	assert_true(pial_distance_is_none(PIAL_DISTANCE_NONE));
	assert_false(pial_distance_is_none((struct pial_distance){ 0 }));
	assert_false(pial_distance_is_none((struct pial_distance){ -INT32_MAX }));
	/* Null Island is a place. */
	assert_true(pial_angle_is_none(PIAL_ANGLE_NONE));
	assert_false(pial_angle_is_none((struct pial_angle){ 0 }));
	assert_false(pial_angle_is_none((struct pial_angle){ -INT32_MAX }));
}

/* Rows hold millions of these: a unit costs no more than its number. */
static void test_sizes(void **state)
{
	(void)state;
	assert_int_equal(sizeof(struct pial_qty), 8);
	assert_int_equal(sizeof(struct pial_money), 8);
	assert_int_equal(sizeof(struct pial_price), 4);
	assert_int_equal(sizeof(struct pial_rate), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none_64),
		cmocka_unit_test(test_none_32),
		cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
