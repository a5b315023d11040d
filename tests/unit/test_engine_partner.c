/*
 * What a partner asks: its bid for the week, its last offer, the reference price, in this order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "engine/partner.h"

enum { PARTNER = 1, OTHER, CARROT, LEEK };

static struct pial_week week(int n)
{
	return (struct pial_week){ (uint16_t)(2800 + n) };
}

static const struct pial_bid bid[] = {
	{ .producer = { PARTNER }, .product = { CARROT }, .from_week = { 2810 },
	  .until_week = { 2812 }, .price = { 17500 } },
	{ .producer = { PARTNER }, .product = { CARROT }, .from_week = { 2812 },
	  .until_week = { 2815 }, .price = { 16000 } },
	{ .producer = { OTHER }, .product = { CARROT }, .from_week = { 2801 },
	  .until_week = { 2850 }, .price = { 100 } },
	{ .producer = { PARTNER }, .product = { LEEK }, .from_week = { 2801 },
	  .until_week = { 2850 }, .price = { INT32_MIN } },
};

static const struct pial_offer offer[] = {
	{ .producer = { PARTNER }, .product = { CARROT }, .week = { 2803 }, .price = { 15000 } },
	{ .producer = { PARTNER }, .product = { CARROT }, .week = { 2805 }, .price = { 19000 } },
	{ .producer = { PARTNER }, .product = { CARROT }, .week = { 2805 }, .price = { 18000 } },
	{ .producer = { PARTNER }, .product = { CARROT }, .week = { 2806 },
	  .price = { INT32_MIN } },
	{ .producer = { OTHER }, .product = { CARROT }, .week = { 2808 }, .price = { 100 } },
};

static void ask(size_t bids, size_t offers, struct pial_product product, int n,
		enum pial_partner_price source, int32_t price)
{
	const struct pial_partner_said said = { bid, bids, offer, offers };
	const struct pial_producer partner = { .id = { PARTNER } };
	struct pial_price found;

	assert_int_equal(pial_partner_price(&said, &partner, &product, week(n), &found), source);
	assert_int_equal(found.e4, price);
}

static void best_founded_first(void **state)
{
	const struct pial_product carrot = { .id = { CARROT }, .reference_price = { 12000 } };
	const struct pial_product leek = { .id = { LEEK }, .reference_price = { INT32_MIN } };
	size_t bids = PIAL_COUNT(bid), offers = PIAL_COUNT(offer);

	(void)state;
	ask(bids, offers, carrot, 10, PIAL_PARTNER_PRICE_BID, 17500);
	/* Two bids cover the week: the lowest. */
	ask(bids, offers, carrot, 12, PIAL_PARTNER_PRICE_BID, 16000);
	/* Outside the bids: the last week in which it said a price, the lowest of it. */
	ask(bids, offers, carrot, 16, PIAL_PARTNER_PRICE_OFFER, 18000);
	ask(bids, 0, carrot, 16, PIAL_PARTNER_PRICE_REFERENCE, 12000);
	/* A bid without price says nothing of it. */
	ask(bids, offers, leek, 10, PIAL_PARTNER_PRICE_NONE, INT32_MIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(best_founded_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
