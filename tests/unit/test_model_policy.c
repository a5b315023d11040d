/*
 * What a group gets that has decided nothing yet: the figures that the page gives as defaults.
 */
#include "test_load_help.h"

#include "model/policy.h"

static void defaults(void **state)
{
	struct pial_policy p;

	(void)state;
	memset(&p, 0x5a, sizeof(p));
	pial_policy_init(&p);
	assert_int_equal(p.format, PIAL_BOOK_FORMAT);
	assert_int_equal(p.name.n, 0);
	assert_int_equal(p.round, PIAL_PACK_NEAREST);
	assert_int_equal(p.rule, PIAL_RULE_LEXIMIN);
	assert_true(pial_distance_is_none(p.radius));
	assert_int_equal(p.exclude_count, 0);
	assert_int_equal(p.account_cap_weeks, 2);
	assert_int_equal(p.hazard_credit.e6, 500000);
	assert_int_equal(p.hub.name.n, 0);
	assert_false(p.drops.on);
	assert_int_equal(p.silent_producer, PIAL_SILENT_PLAN);
	assert_int_equal(p.silent_kitchen, PIAL_SILENT_FIRM);
	assert_int_equal(p.fill_rate.e6, 980000);
	assert_int_equal(p.shared_weather.e6, 200000);
	assert_int_equal(p.receipt_delay_days, 3);
	assert_int_equal(p.receipt_tolerance.e6, 50000);
	assert_int_equal(p.billing, PIAL_BILLING_DIRECT);
	assert_int_equal(p.billing_per, PIAL_BILLING_MONTH);
	assert_int_equal(p.shortfall, PIAL_SHORTFALL_FUND);
	assert_int_equal(p.fee_count, 0);
	assert_int_equal(p.advance_floor.cents, 20000);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(defaults) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
