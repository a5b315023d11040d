/*
 * The allocation's levels on weeks small enough to work out by hand; the working is beside
 * each.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine_case.h"

static void expect_estate(enum pial_rule rule, int64_t packs, int64_t first, int64_t second,
			  int64_t third)
{
	struct engine_case c;

	engine_estate(&c, rule, packs);
	engine_expect(&c, first, second, third);
	assert_int_equal(c.result.summary.served_packs, packs < 600 ? packs : 600);
	engine_case_release(&c);
}

/*
 * The three estates of the Talmud (Ketubot 93a): 100 is shared equally (thirds: 33 1/3 each,
 * all fractions and floors alike, so the odd pack goes to the first id), 200 gives 50, 75, 75,
 * 300 gives 50, 100, 150.
 */
static void test_talmud(void **state)
{
	(void)state;
	expect_estate(PIAL_RULE_TALMUD, 100, 34, 33, 33);
	expect_estate(PIAL_RULE_TALMUD, 200, 50, 75, 75);
	expect_estate(PIAL_RULE_TALMUD, 300, 50, 100, 150);
	/*
	 * Above half the claims, equal losses on the other halves: 400 leaves 200 missing: 50,
	 * 75, 75.
	 */
	expect_estate(PIAL_RULE_TALMUD, 400, 50, 125, 225);
	expect_estate(PIAL_RULE_TALMUD, 600, 100, 200, 300);
}

/* Equal awards: 250 gives 83 1/3 each; 400 gives 100 to the first, 150 to both others. */
static void test_equal_awards(void **state)
{
	(void)state;
	expect_estate(PIAL_RULE_EQUAL, 240, 80, 80, 80);
	expect_estate(PIAL_RULE_EQUAL, 400, 100, 150, 150);
	expect_estate(PIAL_RULE_EQUAL, 550, 100, 200, 250);
}

/*
 * Equal losses: 300 missing is 100 each; at 200 the first loses all its 100, the others 150
 * each.
 */
static void test_equal_losses(void **state)
{
	(void)state;
	expect_estate(PIAL_RULE_LOSSES, 300, 0, 100, 200);
	expect_estate(PIAL_RULE_LOSSES, 200, 0, 50, 150);
	expect_estate(PIAL_RULE_LOSSES, 540, 80, 180, 280);
}

/*
 * Proportional, and leximin whose weights are the orders: a tenth less each; thirds of 100 are
 * 16 2/3, 33 1/3, 50.
 */
static void test_proportional(void **state)
{
	(void)state;
	expect_estate(PIAL_RULE_PROPORTIONAL, 540, 90, 180, 270);
	expect_estate(PIAL_RULE_LEXIMIN, 540, 90, 180, 270);
	expect_estate(PIAL_RULE_LEXIMIN, 100, 17, 33, 50);
}

/* More than enough: all are full, nobody is short. */
static void test_plenty(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 700);
	engine_expect(&c, 100, 200, 300);
	assert_int_equal(c.result.rows, 3);
	assert_int_equal(c.result.summary.short_rows, 0);
	assert_int_equal(engine_said(&c, PIAL_N_SHORTAGE), 0);
	engine_case_release(&c);
}

/*
 * 10 packs by weights 1, 2, 3 are 1 2/3, 3 1/3, 5: the larger rest gets the odd pack. By
 * weights 1, 1, 1 they are 3 1/3 each: rests and floors tie, so the first id. By 5, 5, 2 of 9
 * packs: 3 3/4, 3 3/4, 1 1/2: both 3/4.
 */
static void test_largest_remainder(void **state)
{
	static const int64_t weight[3][3] = { { 1, 2, 3 }, { 1, 1, 1 }, { 5, 5, 2 } };
	static const int64_t packs[3] = { 10, 10, 9 };
	static const int64_t wanted[3][3] = { { 2, 3, 5 }, { 4, 3, 3 }, { 4, 4, 1 } };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct engine_case c;

		engine_estate(&c, PIAL_RULE_LEXIMIN, packs[i]);
		engine_weight(&c, "K1", "leek", weight[i][0]);
		engine_weight(&c, "K2", "leek", weight[i][1]);
		engine_weight(&c, "K3", "leek", weight[i][2]);
		engine_expect(&c, wanted[i][0], wanted[i][1], wanted[i][2]);
		engine_case_release(&c);
	}
}

/*
 * Equal rests are decided by w / (2 floor + 1). Of 5 packs K1 has its 1; K2 and K3 weigh the
 * same, K2 is owed 1: 2 1/2 and 1 1/2. 3 / 5 is less than 3 / 3, so K3 is rounded up.
 */
static void test_ties_by_webster(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 5);
	c.order[0].quantity.milli = 1000;
	engine_weight(&c, "K1", "leek", 300);
	engine_weight(&c, "K2", "leek", 3);
	engine_weight(&c, "K3", "leek", 3);
	engine_account(&c, "K2", "leek", 1000);
	engine_expect(&c, 1, 2, 2);
	engine_case_release(&c);
}

/* Accounts come first: 60 packs, equal needs, K3 is owed 30: K1, K2 10 each, K3 40. */
static void test_accounts(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 60);
	engine_weight(&c, "K1", "leek", 50);
	engine_weight(&c, "K2", "leek", 50);
	engine_weight(&c, "K3", "leek", 50);
	engine_account(&c, "K3", "leek", 30000);
	engine_expect(&c, 10, 10, 40);
	/* Owed less than nothing: what it got too much is kept back, but never below 0. */
	c.account[0].owed.milli = -90000;
	engine_expect(&c, 30, 30, 0);
	engine_case_release(&c);
}

/*
 * K1 can be served by A only, K2 and K3 by A and B. A 12, B 6, orders 10 each, equal weights.
 * Equal levels would be 6 each, and can be served: K1 6 from A; K2, K3 share 6 + 6. With B 18
 * instead: K1 is held at 12 by A... and is full at 10. With A 3: K1 stays at 3, K2 and K3 get 3
 * each from B 6.
 */
static void test_blocks(void **state)
{
	static const int64_t a[3] = { 12, 12, 3 }, b[3] = { 6, 18, 6 };
	static const int64_t wanted[3][3] = { { 6, 6, 6 }, { 10, 10, 10 }, { 3, 3, 3 } };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct engine_case c;
		struct pial_exclusion apart;

		engine_estate(&c, PIAL_RULE_LEXIMIN, a[i]);
		engine_producer(&c, "B");
		engine_offer(&c, "B", "leek", b[i]);
		for (int k = 0; k < 3; k++)
			c.order[k].quantity.milli = 10000;
		apart = (struct pial_exclusion){ .producer = { engine_id(&c, "B") },
						 .kitchen = { engine_id(&c, "K1") } };
		c.model.policy.exclude = &apart;
		c.model.policy.exclude_count = 1;
		engine_expect(&c, wanted[i][0], wanted[i][1], wanted[i][2]);
		engine_case_release(&c);
	}
}

/*
 * An odd pack does not pass from a lower level to a higher one. K1, K2 are served by A only,
 * which has 3: 1 1/2 each, weight 13. K3, K4 (weight 13) and K5 (14) share B's 8: 2 3/5, 2 3/5,
 * 2 4/5, a higher level, though A may serve them too. K4's 3/5 is more than K1's 1/2, but the
 * packs of K3 to K5 add up to 8.
 */
static void test_odd_pack_stays(void **state)
{
	static const char *const name[5] = { "K1", "K2", "K3", "K4", "K5" };
	struct engine_case c;
	struct pial_exclusion apart[2];

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 3);
	engine_producer(&c, "B");
	engine_offer(&c, "B", "leek", 8);
	for (int k = 0; k < 5; k++) {
		if (k > 2) {
			engine_kitchen(&c, name[k]);
			engine_order(&c, 0, name[k], "leek", 100);
		}
		engine_weight(&c, name[k], "leek", k == 4 ? 14 : 13);
	}
	for (int k = 0; k < 2; k++)
		apart[k] = (struct pial_exclusion){ .producer = { engine_id(&c, "B") },
						    .kitchen = c.model.kitchen[k].id };
	c.model.policy.exclude = apart;
	c.model.policy.exclude_count = 2;
	engine_expect(&c, 2, 1, 3);
	assert_int_equal(engine_given(&c, NULL, "K4"), 2);
	assert_int_equal(engine_given(&c, NULL, "K5"), 3);
	engine_case_release(&c);
}

/* Priority 1 is full before priority 2 gets anything. */
static void test_classes(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 250);
	c.model.kitchen[2].priority = 2;
	c.model.kitchen[0].priority = 3;
	engine_expect(&c, 0, 200, 50);
	engine_case_release(&c);
}

/*
 * Minima of every class come before any demand: K1 (class 3) is owed 20 by its contract. Then
 * K2 (class 1), then K3. When minima pass what there is, class by class: 15 packs all go to the
 * owed 20.
 */
static void test_owed_minima(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 250);
	c.model.kitchen[2].priority = 2;
	c.model.kitchen[0].priority = 3;
	engine_firm(&c, engine_contract(&c, "lot1", "K1", "leek"), 20);
	c.order[0].contract.n = engine_id(&c, "lot1");
	engine_expect(&c, 20, 200, 30);
	c.offer[0].quantity.milli = 15000;
	engine_expect(&c, 15, 0, 0);
	/* Owed more than ordered: the order is the most. */
	c.offer[0].quantity.milli = 101000;
	engine_firm(&c, &c.model.contract[0], 900);
	engine_expect(&c, 100, 1, 0);
	engine_case_release(&c);
}

/*
 * Partners complete: tier 1 sells all it can, the partner only what is missing, and gets its
 * own price.
 */
static void test_tiers(void **state)
{
	struct engine_case c;
	bool seen = false;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 450);
	engine_producer(&c, "W")->tier = 2;
	engine_offer(&c, "W", "leek", 1000)->price.e4 = 12345;
	engine_road(&c, "A", "K1", 50000);
	engine_road(&c, "A", "K2", 50000);
	engine_road(&c, "A", "K3", 50000);
	engine_expect(&c, 100, 200, 300);
	assert_int_equal(engine_given(&c, "A", NULL), 450);
	assert_int_equal(engine_given(&c, "W", NULL), 150);
	for (size_t i = 0; i < c.result.rows; i++) {
		const struct pial_allocation *row = &c.result.row[i];

		if (row->producer.n == engine_id(&c, "W")) {
			assert_int_equal(row->buy_price.e4, 12345);
			seen = true;
		} else {
			assert_true(pial_price_is_none(row->buy_price));
		}
	}
	assert_true(seen);
	/* A kitchen that takes tier 1 only. */
	c.model.kitchen[0].accepts.bits = 1;
	engine_expect(&c, 100, 200, 300);
	assert_int_equal(engine_given(&c, "W", "K1"), 0);
	engine_case_release(&c);
}

/* Two growers, one order of 90, shares 1 and 2: 30 and 60, though the first lives next door. */
static void test_producers_by_share(void **state)
{
	struct engine_case c;

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_producer(&c, "B")->share.milli = 2000;
	engine_kitchen(&c, "K");
	engine_product(&c, "leek");
	engine_road(&c, "B", "K", 40000);
	engine_order(&c, 0, "K", "leek", 90);
	engine_offer(&c, "A", "leek", 80);
	engine_offer(&c, "B", "leek", 80);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", NULL), 30);
	/* A promised 10, B 50: 15 and 75, the plan comes before shares. */
	engine_weight(&c, "A", "leek", 10);
	engine_weight(&c, "B", "leek", 50);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", NULL), 15);
	/* B promised nothing: A sells all its 80 first. */
	c.input.weights = 1;
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", NULL), 80);
	/* Without a plan, a contract that splits 1 to 8. */
	c.input.weights = 0;
	engine_contract(&c, "lot1", "K", "leek");
	engine_member(&c, &c.model.contract[0], "A", 1);
	engine_member(&c, &c.model.contract[0], "B", 8);
	c.order[0].contract.n = engine_id(&c, "lot1");
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", NULL), 10);
	assert_int_equal(engine_given(&c, "B", NULL), 80);
	/*
	 * A is owed 30 from before: A 10 more than ... the level is (90 - 30) / 9: A 36 2/3, B
	 * 53 1/3.
	 */
	engine_account(&c, "A", "leek", 30000);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", NULL), 37);
	engine_case_release(&c);
}

/* Prices: the order's own, the contract's, the reference; nothing otherwise. */
static void test_prices(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 600);
	engine_contract(&c, "lot1", "K1", "leek");
	c.order[0].contract.n = engine_id(&c, "lot1");
	c.order[1].price.e4 = 33333;
	c.model.product[0].reference_price.e4 = 11111;
	assert_true(engine_run(&c));
	assert_int_equal(c.result.row[0].price.e4, 20000);
	assert_int_equal(c.result.row[1].price.e4, 33333);
	assert_int_equal(c.result.row[2].price.e4, 11111);
	engine_case_release(&c);
}

/*
 * Numbers that cannot be shared exactly are refused with a message; 128 bits hold everything
 * below.
 */
static void test_range(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 100);
	c.order[0].quantity.milli = INT64_MAX;
	c.model.product[0].pack.milli = 1;
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_ALLOCATE_RANGE), 1);
	assert_int_equal(c.result.rows, 0);
	engine_case_release(&c);
	engine_estate(&c, PIAL_RULE_LEXIMIN, 7);
	engine_weight(&c, "K1", "leek", 1000003);
	engine_weight(&c, "K2", "leek", 999983);
	engine_weight(&c, "K3", "leek", 777777777);
	engine_account(&c, "K3", "leek", -999999999);
	engine_expect(&c, 4, 3, 0);
	engine_case_release(&c);
}

/* Nothing ordered, nothing offered. */
static void test_empty(void **state)
{
	struct engine_case c;

	(void)state;
	engine_case_init(&c);
	assert_true(engine_run(&c));
	assert_int_equal(c.result.rows, 0);
	engine_producer(&c, "A");
	engine_kitchen(&c, "K");
	engine_product(&c, "leek");
	engine_order(&c, 0, "K", "leek", 4);
	assert_true(engine_run(&c));
	assert_int_equal(c.result.rows, 1);
	assert_int_equal(engine_missing(&c, "K"), 4);
	assert_int_equal(engine_said(&c, PIAL_N_SHORTAGE), 1);
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_talmud),
		cmocka_unit_test(test_equal_awards),
		cmocka_unit_test(test_equal_losses),
		cmocka_unit_test(test_proportional),
		cmocka_unit_test(test_plenty),
		cmocka_unit_test(test_largest_remainder),
		cmocka_unit_test(test_ties_by_webster),
		cmocka_unit_test(test_accounts),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_odd_pack_stays),
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_owed_minima),
		cmocka_unit_test(test_tiers),
		cmocka_unit_test(test_producers_by_share),
		cmocka_unit_test(test_prices),
		cmocka_unit_test(test_range),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
