/*
 * A published week to which something happened: what stays, what moves, who loses.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine_case.h"

/* Adds a published row, for Monday plus days. */
static struct pial_allocation *published(struct engine_case *c, int days, const char *kitchen,
					 const char *producer, int64_t packs)
{
	struct pial_allocation *row = engine_pin(c, kitchen, "leek", producer, packs);

	row->pin = PIAL_UNSAID;
	row->day = pial_date_add(row->day, days);
	c->input.published = c->input.replace = true;
	return row;
}

/* Leeks for K1 (6) and K2 (4), all from A. */
static void begin(struct engine_case *c, int64_t offered)
{
	engine_case_init(c);
	engine_product(c, "leek");
	engine_producer(c, "A");
	engine_producer(c, "B");
	engine_kitchen(c, "K1");
	engine_kitchen(c, "K2");
	engine_order(c, 0, "K1", "leek", 6);
	engine_order(c, 0, "K2", "leek", 4);
	engine_offer(c, "A", "leek", offered);
	published(c, 0, "K1", "A", 6);
	published(c, 0, "K2", "A", 4);
}

static void expect(struct engine_case *c, const char *producer, int64_t first, int64_t second)
{
	assert_int_equal(engine_given(c, producer, "K1"), first);
	assert_int_equal(engine_given(c, producer, "K2"), second);
}

/*
 * Hail takes half of A: the five packs that stay are shared by need, 3 and 2. B's three then go to
 * whoever is behind on the whole order: 8 packs by 6 : 4 are 4.8 and 3.2, so 5 and 3.
 */
static void test_hail(void **state)
{
	struct engine_case c;

	(void)state;
	begin(&c, 5);
	engine_offer(&c, "B", "leek", 3);
	assert_true(engine_run(&c));
	expect(&c, "A", 3, 2);
	expect(&c, "B", 2, 1);
	assert_int_equal(engine_missing(&c, "K1"), 1);
	assert_int_equal(engine_missing(&c, "K2"), 1);
	engine_case_release(&c);
}

/* Nearer, fairer, promised more: none of it moves a pack that can stay. */
static void test_stays(void **state)
{
	struct engine_case c;

	(void)state;
	begin(&c, 10);
	engine_offer(&c, "B", "leek", 10);
	engine_road(&c, "A", "K1", 30000);
	engine_road(&c, "A", "K2", 30000);
	engine_weight(&c, "B", "leek", 100);
	assert_true(engine_run(&c));
	expect(&c, "A", 6, 4);
	expect(&c, "B", 0, 0);
	engine_case_release(&c);
}

/* A cancelled order frees its packs; an order that grew takes them, on a pair that grows. */
static void test_cancelled_and_grown(void **state)
{
	struct engine_case c;

	(void)state;
	begin(&c, 10);
	c.order[0].quantity.milli = 0;
	c.order[1].quantity.milli = 7000;
	assert_true(engine_run(&c));
	expect(&c, "A", 0, 7);
	engine_case_release(&c);
}

/*
 * The first class loses nothing while the second has a pack to lose; a late order that version 2
 * served loses before both.
 */
static void test_who_loses(void **state)
{
	struct engine_case c;

	(void)state;
	begin(&c, 7);
	c.model.kitchen[1].priority = 2;
	assert_true(engine_run(&c));
	expect(&c, "A", 6, 1);
	engine_case_release(&c);
	begin(&c, 7);
	engine_kitchen(&c, "K3")->cutoff = 3;
	engine_order(&c, 0, "K3", "leek", 3)->received_on = pial_week_monday(c.input.week);
	published(&c, 0, "K3", "A", 3);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K3"), 0);
	assert_int_equal(engine_given(&c, "A", NULL), 7);
	c.offer[0].quantity.milli = 12000;
	assert_true(engine_run(&c));
	expect(&c, "A", 6, 4);
	assert_int_equal(engine_given(&c, "A", "K3"), 2);
	engine_case_release(&c);
}

/* A late order, however it weighs, gets what is left and no published pack. */
static void test_late(void **state)
{
	struct engine_case c;
	struct pial_kitchen *late;

	(void)state;
	begin(&c, 11);
	late = engine_kitchen(&c, "K0");
	late->cutoff = 3;
	late->priority = 1;
	late->weight.milli = 1000000;
	engine_order(&c, 0, "K0", "leek", 5)->received_on = pial_week_monday(c.input.week);
	assert_true(engine_run(&c));
	expect(&c, "A", 6, 4);
	assert_int_equal(engine_given(&c, "A", "K0"), 1);
	c.input.replace = false;
	c.input.pins = 0;
	assert_true(engine_run(&c));
	expect(&c, "A", 6, 4);
	assert_int_equal(engine_given(&c, "A", "K0"), 1);
	engine_case_release(&c);
}

/* A pin keeps its quantity; one that hail made impossible is refused, naming both. */
static void test_pins(void **state)
{
	struct engine_case c;

	(void)state;
	begin(&c, 5);
	c.pin[1].pin = PIAL_YES;
	assert_true(engine_run(&c));
	expect(&c, "A", 1, 4);
	c.offer[0].quantity.milli = 3000;
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_PIN_SUPPLY), 1);
	engine_case_release(&c);
}

/*
 * Monday is over: its packs are delivered, whatever came since; no more go there, though K1 is
 * short and B has plenty.
 */
static void test_days_over(void **state)
{
	struct engine_case c;

	(void)state;
	begin(&c, 8);
	engine_offer(&c, "B", "leek", 9);
	c.order[0].quantity.milli = 8000;
	c.order[1].day = c.pin[1].day = pial_date_add(c.order[1].day, 3);
	c.input.done_before = pial_date_add(pial_week_monday(c.input.week), 2);
	assert_true(engine_run(&c));
	expect(&c, "A", 6, 2);
	expect(&c, "B", 0, 2);
	assert_int_equal(engine_missing(&c, "K1"), 2);
	for (size_t i = 0; i < c.result.rows; i++)
		assert_int_equal(c.result.row[i].pin, PIAL_UNSAID);
	engine_case_release(&c);
}

static void expect_over(struct engine_case *c, const char *why)
{
	assert_false(engine_run(c));
	assert_int_equal(engine_said(c, PIAL_E_REPLACE_DONE), 1);
	assert_int_equal(c->diags.entry[0].pos.line, 2);
	assert_string_equal(c->diags.entry[0].arg[3].text, why);
}

/* What was delivered cannot be more than the week's offer or order, nor on a pair that is gone. */
static void test_days_over_refused(void **state)
{
	struct pial_exclusion apart = { .producer = { 0 } };
	struct engine_case c;

	(void)state;
	begin(&c, 10);
	c.order[1].day = c.pin[1].day = pial_date_add(c.order[1].day, 3);
	c.input.done_before = pial_date_add(pial_week_monday(c.input.week), 2);
	c.offer[0].quantity.milli = 5000;
	expect_over(&c, "its offer is below what was delivered");
	c.offer[0].quantity.milli = 10000;
	c.order[0].quantity.milli = 5000;
	expect_over(&c, "its order is below what was delivered");
	c.order[0].quantity.milli = 6000;
	apart.producer.n = engine_id(&c, "A");
	apart.kitchen.n = engine_id(&c, "K1");
	c.model.policy.exclude = &apart;
	c.model.policy.exclude_count = 1;
	expect_over(&c, "this producer may no longer serve this kitchen");
	c.model.policy.exclude_count = 0;
	c.input.offers = 0;
	expect_over(&c, "its offer is gone");
	c.input.offers = 1;
	c.order[0].day = pial_date_add(c.order[0].day, 1);
	expect_over(&c, "its order is gone");
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hail),
		cmocka_unit_test(test_stays),
		cmocka_unit_test(test_cancelled_and_grown),
		cmocka_unit_test(test_who_loses),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_pins),
		cmocka_unit_test(test_days_over),
		cmocka_unit_test(test_days_over_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
