/*
 * The four forms of a fee on a summed base, and the dates they apply to.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "invoice/fee.h"
#include "market.h"

static const struct pial_fee none = {
	.rate = { INT32_MIN }, .per_kg = { INT32_MIN }, .per_delivery = { INT64_MIN },
	.per_invoice = { INT64_MIN }, .vat_rate = { INT32_MIN },
};

/* 241.00 €, 120.5 kg, 7 notes, 2 invoices. */
static const struct pial_fee_base_sum sum = { 24100, 120500, 7, 2 };

static void expect(const struct pial_fee *fee, int64_t milli, int32_t e4, enum pial_unit unit,
		   int64_t cents)
{
	struct pial_fee_due due;

	assert_true(pial_fee_due(fee, &sum, &due));
	assert_int_equal(due.quantity.milli, milli);
	assert_int_equal(due.price.e4, e4);
	assert_int_equal(due.unit, unit);
	assert_int_equal(due.amount.cents, cents);
}

static void test_forms(void **state)
{
	struct pial_fee fee = none;

	(void)state;
	fee.rate.e6 = 80000;	/* 8 % of 241.00 = 19.28 */
	expect(&fee, 1000, 192800, PIAL_UNIT_NONE, 1928);
	fee = none;
	fee.per_kg.e4 = 1234;	/* 120.5 x 0.1234 = 14.8697 */
	expect(&fee, 120500, 1234, PIAL_UNIT_KG, 1487);
	fee = none;
	fee.per_delivery.cents = 350;	/* 7 x 3.50 */
	expect(&fee, 7000, 35000, PIAL_UNIT_NONE, 2450);
	fee = none;
	fee.per_invoice.cents = 125;	/* 2 x 1.25 */
	expect(&fee, 2000, 12500, PIAL_UNIT_NONE, 250);
	expect(&none, 0, 0, PIAL_UNIT_NONE, 0);
}

static void test_rounded_once(void **state)
{
	/* Twenty lines of 1.13: 8 % of 22.60 is 1.808, where twenty times 0.09 is 1.80. */
	const struct pial_fee_base_sum base = { 2260, 0, 0, 0 };
	struct pial_fee fee = none;
	struct pial_fee_due due;

	(void)state;
	fee.rate.e6 = 80000;
	assert_true(pial_fee_due(&fee, &base, &due));
	assert_int_equal(due.amount.cents, 181);
}

static void test_negative_base(void **state)
{
	const struct pial_fee_base_sum base = { -1250, 0, 0, 0 };
	struct pial_fee fee = none;
	struct pial_fee_due due;

	(void)state;
	fee.rate.e6 = 100000;
	assert_true(pial_fee_due(&fee, &base, &due));
	assert_int_equal(due.quantity.milli, -1000);
	assert_int_equal(due.price.e4, 12500);
	assert_int_equal(due.amount.cents, -125);
}

static void test_too_large(void **state)
{
	const struct pial_fee_base_sum base = { INT64_MAX / 2, 0, INT64_MAX / 2, 0 };
	struct pial_fee fee = none;
	struct pial_fee_due due;

	(void)state;
	fee.rate.e6 = 80000;
	assert_false(pial_fee_due(&fee, &base, &due));
	fee = none;
	fee.per_delivery.cents = 1;
	assert_false(pial_fee_due(&fee, &base, &due));
}

static void test_dates(void **state)
{
	struct pial_fee fee = none;

	(void)state;
	assert_true(pial_fee_applies(&fee, market_day("2025-03-17")));
	fee.from = market_day("2025-03-17");
	assert_true(pial_fee_applies(&fee, market_day("2025-03-17")));
	assert_false(pial_fee_applies(&fee, market_day("2025-03-16")));
	fee.until = market_day("2025-03-18");
	assert_true(pial_fee_applies(&fee, market_day("2025-03-18")));
	assert_false(pial_fee_applies(&fee, market_day("2025-03-19")));
}

static void test_which_are_lines(void **state)
{
	struct pial_fee fee = none;

	(void)state;
	fee.paid_by = PIAL_PAYER_KITCHEN;
	assert_true(pial_fee_is_line(&fee));
	fee.in_price = PIAL_NO;
	assert_true(pial_fee_is_line(&fee));
	fee.in_price = PIAL_YES;
	assert_false(pial_fee_is_line(&fee));
	fee.in_price = PIAL_NO;
	fee.paid_by = PIAL_PAYER_PRODUCER;
	assert_false(pial_fee_is_line(&fee));
}

static void test_mass(void **state)
{
	struct market m;
	struct pial_invoice_line line = { .quantity = { 10000 }, .unit = PIAL_UNIT_PIECE };
	struct pial_fee_base_sum base = { 0, 0, 0, 0 };
	struct pial_mass mass;

	(void)state;
	market_init(&m, "");
	line.product.n = market_id(&m, "laitue");
	assert_true(pial_invoice_line_mass(&m.model, &line, &mass));
	assert_int_equal(mass.g, 3500);
	/* Priced per kg: the quantity is the weight, whatever a piece should weigh. */
	line.product.n = market_id(&m, "roti");
	line.unit = PIAL_UNIT_KG;
	line.net.cents = 250;
	assert_true(pial_fee_base_add(&base, &m.model, &line));
	assert_int_equal(base.grams, 10000);
	assert_int_equal(base.cents, 250);
	base.cents = INT64_MAX;
	assert_false(pial_fee_base_add(&base, &m.model, &line));
	market_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),	      cmocka_unit_test(test_rounded_once),
		cmocka_unit_test(test_negative_base), cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_dates),	      cmocka_unit_test(test_which_are_lines),
		cmocka_unit_test(test_mass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
