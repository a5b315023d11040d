/*
 * VAT by the regime of the seller, and of fees.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "invoice/tax.h"
#include "market.h"


static void test_regimes(void **state)
{
	static const struct {
		enum pial_vat_regime regime;
		enum pial_vat_category category;
		int32_t rate;
		enum pial_mention_kind mention;
	} wanted[] = {
		{ PIAL_VAT_LIABLE, PIAL_VAT_S, 55000, PIAL_MENTION_NONE },
		{ PIAL_VAT_FLAT_RATE, PIAL_VAT_E, 0, PIAL_MENTION_FLAT_RATE },
		{ PIAL_VAT_FRANCHISE, PIAL_VAT_E, 0, PIAL_MENTION_FRANCHISE },
		{ PIAL_VAT_OUTSIDE, PIAL_VAT_O, 0, PIAL_MENTION_OUTSIDE },
		{ PIAL_VAT_REGIME_NONE, PIAL_VAT_E, 0, PIAL_MENTION_NONE },
	};
	const struct pial_product food = { .vat_rate = { 55000 } };
	struct pial_vat vat;

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(wanted); i++) {
		assert_true(pial_vat_of_goods(wanted[i].regime, &food, &vat));
		assert_int_equal(vat.category, wanted[i].category);
		assert_int_equal(vat.rate.e6, wanted[i].rate);
		assert_int_equal(vat.mention, wanted[i].mention);
	}
}

static void test_rate_missing(void **state)
{
	const struct pial_product unknown = { .vat_rate = { INT32_MIN } };
	struct pial_vat vat;

	(void)state;
	assert_false(pial_vat_of_goods(PIAL_VAT_LIABLE, &unknown, &vat));
	assert_true(pial_vat_of_goods(PIAL_VAT_FLAT_RATE, &unknown, &vat));
}

static void test_sellers(void **state)
{
	struct pial_party group = { .vat = { 1 } };
	struct market m;
	struct pial_text self;

	(void)state;
	market_init(&m, "");
	self.n = market_id(&m, "self");
	assert_int_equal(pial_vat_regime_of(&m.model,
					    (struct pial_text){ market_id(&m, "P-est") }),
			 PIAL_VAT_FLAT_RATE);
	assert_int_equal(pial_vat_regime_of(&m.model, self), PIAL_VAT_REGIME_NONE);
	/* The group that has a VAT number charges VAT. */
	group.id = self;
	m.model.party = &group;
	m.model.parties = 1;
	pial_model_index(&m.model);
	assert_int_equal(pial_vat_regime_of(&m.model, self), PIAL_VAT_LIABLE);
	market_release(&m);
}

static void test_fees(void **state)
{
	struct pial_fee fee = { .vat_rate = { 200000 } };
	struct pial_vat vat = pial_vat_of_fee(PIAL_VAT_LIABLE, &fee);

	(void)state;
	assert_int_equal(vat.category, PIAL_VAT_S);
	assert_int_equal(vat.rate.e6, 200000);
	fee.vat_rate = PIAL_RATE_NONE;
	vat = pial_vat_of_fee(PIAL_VAT_LIABLE, &fee);
	assert_int_equal(vat.category, PIAL_VAT_O);
	assert_int_equal(vat.rate.e6, 0);
	assert_int_equal(vat.mention, PIAL_MENTION_SETTLEMENT);
}

/* A group that charges no VAT says why on its service too; the fund's levy stays a settlement. */
static void test_fees_without_vat(void **state)
{
	struct pial_fee fee = { .vat_rate = { 200000 }, .to = PIAL_TO_SERVICE };
	struct pial_vat vat = pial_vat_of_fee(PIAL_VAT_FRANCHISE, &fee);

	(void)state;
	assert_int_equal(vat.category, PIAL_VAT_E);
	assert_int_equal(vat.rate.e6, 0);
	assert_int_equal(vat.mention, PIAL_MENTION_FRANCHISE);
	fee.to = PIAL_TO_TRANSPORT;
	vat = pial_vat_of_fee(PIAL_VAT_FLAT_RATE, &fee);
	assert_int_equal(vat.category, PIAL_VAT_E);
	assert_int_equal(vat.mention, PIAL_MENTION_FLAT_RATE);
	vat = pial_vat_of_fee(PIAL_VAT_OUTSIDE, &fee);
	assert_int_equal(vat.category, PIAL_VAT_O);
	assert_int_equal(vat.mention, PIAL_MENTION_OUTSIDE);
	fee.to = PIAL_TO_FUND;
	fee.vat_rate = PIAL_RATE_NONE;
	vat = pial_vat_of_fee(PIAL_VAT_FRANCHISE, &fee);
	assert_int_equal(vat.category, PIAL_VAT_O);
	assert_int_equal(vat.mention, PIAL_MENTION_SETTLEMENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_regimes), cmocka_unit_test(test_rate_missing),
		cmocka_unit_test(test_sellers), cmocka_unit_test(test_fees),
		cmocka_unit_test(test_fees_without_vat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
