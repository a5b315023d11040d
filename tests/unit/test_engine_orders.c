/*
 * The week's orders completed: contracts filled in, silence, firm quantities.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/orders.h"
#include "engine_case.h"

/* A kitchen K with a contract for leek, of which a quantity is firm in 2025-W12. */
struct town {
	struct engine_case c;
	struct pial_contract *contract;
	struct pial_orders_result result;
};

static void town_init(struct town *t, int64_t firm)
{
	engine_case_init(&t->c);
	t->c.model.policy.silent_kitchen = PIAL_SILENT_FIRM;
	engine_kitchen(&t->c, "K");
	engine_kitchen(&t->c, "K2");
	engine_product(&t->c, "leek");
	engine_product(&t->c, "carrot");
	t->contract = engine_contract(&t->c, "lot", "K", "leek");
	if (firm)
		engine_firm(&t->c, t->contract, firm);
	pial_orders_result_init(&t->result);
}

static void town_release(struct town *t)
{
	pial_orders_result_release(&t->result);
	engine_case_release(&t->c);
}

static const struct pial_orders_result *complete(struct town *t)
{
	pial_orders_result_release(&t->result);
	pial_model_index(&t->c.model);
	pial_orders_complete(&t->c.model, t->c.input.week, t->c.order, t->c.input.orders,
			     &t->result);
	return &t->result;
}

static struct pial_contract_line *own_line(struct town *t)
{
	/* The builder keeps lines in the arena; the contract only reads them. */
	return (struct pial_contract_line *)(uintptr_t)t->contract->line;
}

static void test_contract_filled(void **state)
{
	struct town t;
	const struct pial_orders_result *r;

	(void)state;
	town_init(&t, 0);
	engine_order(&t.c, 0, "K", "leek", 5);
	engine_order(&t.c, 0, "K", "carrot", 6);
	engine_order(&t.c, 0, "K2", "leek", 7);
	r = complete(&t);
	assert_int_equal(r->rows, 3);
	assert_int_equal(r->filled, 1);
	assert_int_equal(r->row[0].contract.n, t.contract->id.n);
	assert_int_equal(r->row[1].contract.n, 0);
	assert_int_equal(r->row[2].contract.n, 0);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(r->from[i], i);
	/* Not when another row of the day has that contract, before or after. */
	engine_order(&t.c, 0, "K", "leek", 8)->contract = t.contract->id;
	r = complete(&t);
	assert_int_equal(r->filled, 0);
	assert_int_equal(r->row[0].contract.n, 0);
	/* Of another day it does not matter. */
	t.c.order[3].day = pial_date_add(t.c.order[3].day, 1);
	assert_int_equal(complete(&t)->filled, 1);
	/* Nor is a row outside the contract's dates filled. */
	t.contract->from = pial_date_add(t.c.order[0].day, 1);
	assert_int_equal(complete(&t)->filled, 0);
	town_release(&t);
}

static void test_silent_kitchen(void **state)
{
	struct town t;
	const struct pial_orders_result *r;

	(void)state;
	town_init(&t, 12);
	engine_order(&t.c, 0, "K2", "leek", 7);
	r = complete(&t);
	assert_int_equal(r->rows, 2);
	assert_int_equal(r->added, 1);
	assert_int_equal(r->from[1], PIAL_ORDER_NEW);
	assert_int_equal(r->row[1].quantity.milli, 12000);
	assert_int_equal(r->row[1].source, PIAL_ORDER_FIRM);
	assert_int_equal(r->row[1].contract.n, t.contract->id.n);
	assert_int_equal(r->row[1].day.n, pial_week_monday(t.c.input.week).n);
	assert_int_equal(r->row[1].line, 0);
	assert_true(pial_price_is_none(r->row[1].price));
	assert_true(pial_qty_is_none(r->row[1].minimum));
	/* What it gave, given back, stays, with the quantity that a person changed. */
	t.c.order[t.c.input.orders++] = r->row[1];
	t.c.order[1].quantity.milli = 9000;
	r = complete(&t);
	assert_int_equal(r->rows, 2);
	assert_int_equal(r->added, 0);
	assert_int_equal(r->row[1].quantity.milli, 9000);
	town_release(&t);
}

/* Any row of its own is an answer: of another product, of 0, by telephone. */
static void test_answered(void **state)
{
	static const uint8_t own[] = { PIAL_ORDER_SOURCE_NONE, PIAL_ORDER_ORDER, PIAL_ORDER_PHONE,
				       PIAL_ORDER_SHEET };
	struct town t;
	const struct pial_orders_result *r;

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(own); i++) {
		town_init(&t, 12);
		engine_order(&t.c, 0, "K", "leek", 12)->source = PIAL_ORDER_FIRM;
		engine_order(&t.c, 1, "K", "carrot", 4)->source = PIAL_ORDER_PLAN;
		engine_order(&t.c, 3, "K", "carrot", 0)->source = own[i];
		r = complete(&t);
		assert_int_equal(r->rows, 1);
		assert_int_equal(r->dropped, 2);
		assert_int_equal(r->added, 0);
		assert_int_equal(r->from[0], 2);
		town_release(&t);
	}
}

/* The plan's row is nobody's answer: firm quantities of other products still come. */
static void test_plan_is_silence(void **state)
{
	struct town t;
	const struct pial_orders_result *r;

	(void)state;
	town_init(&t, 12);
	engine_order(&t.c, 0, "K", "carrot", 4)->source = PIAL_ORDER_PLAN;
	r = complete(&t);
	assert_int_equal(r->rows, 2);
	assert_int_equal(r->added, 1);
	/* And where it stands for the same contract and product, nothing is added. */
	t.c.order[0].product = own_line(&t)->product;
	r = complete(&t);
	assert_int_equal(r->rows, 1);
	assert_int_equal(r->added, 0);
	town_release(&t);
}

static void test_policy_and_week(void **state)
{
	struct town t;

	(void)state;
	town_init(&t, 12);
	assert_int_equal(complete(&t)->added, 1);
	t.c.model.policy.silent_kitchen = PIAL_SILENT_NONE;
	assert_int_equal(complete(&t)->added, 0);
	t.c.model.policy.silent_kitchen = PIAL_SILENT_FIRM;
	pial_orders_result_release(&t.result);
	pial_orders_complete(&t.c.model, (struct pial_week){ 0 }, NULL, 0, &t.result);
	assert_int_equal(t.result.rows, 0);
	town_release(&t);
}

/* Receives on Tuesdays and Fridays; the line is in force from Wednesday. */
static void test_first_open_day(void **state)
{
	struct town t;
	struct pial_date monday;

	(void)state;
	town_init(&t, 12);
	monday = pial_week_monday(t.c.input.week);
	t.c.model.kitchen[0].delivery_days.bits = 2 | 16;
	assert_int_equal(complete(&t)->row[0].day.n, monday.n + 1);
	own_line(&t)->from = pial_date_add(monday, 2);
	assert_int_equal(complete(&t)->row[0].day.n, monday.n + 4);
	/* From Saturday on there is no day left. */
	own_line(&t)->from = pial_date_add(monday, 5);
	assert_int_equal(complete(&t)->rows, 0);
	town_release(&t);
}

/* A firm quantity without from_week is owed from the contract's start. */
static void test_open_ended_firm(void **state)
{
	struct town t;
	struct pial_firm *firm;

	(void)state;
	town_init(&t, 12);
	firm = (struct pial_firm *)(uintptr_t)t.contract->line->firm;
	firm->from_week.n = 0;
	assert_int_equal(complete(&t)->added, 1);
	firm->until_week.n = 0;
	assert_int_equal(complete(&t)->added, 1);
	t.contract->from = pial_date_add(pial_week_monday(t.c.input.week), 7);
	assert_int_equal(complete(&t)->added, 0);
	town_release(&t);
}

/* Two lines of one contract for one product share the week: the firm quantity is owed once. */
static void test_line_changes_in_the_week(void **state)
{
	struct town t;
	struct pial_contract_line line[2];
	const struct pial_orders_result *r;

	(void)state;
	town_init(&t, 12);
	line[0] = line[1] = *own_line(&t);
	line[0].until = pial_date_add(pial_week_monday(t.c.input.week), 2);
	line[1].from = pial_date_add(line[0].until, 1);
	t.contract->line = line;
	t.contract->line_count = 2;
	r = complete(&t);
	assert_int_equal(r->rows, 1);
	assert_int_equal(r->row[0].day.n, pial_week_monday(t.c.input.week).n);
	town_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contract_filled),
		cmocka_unit_test(test_silent_kitchen),
		cmocka_unit_test(test_answered),
		cmocka_unit_test(test_plan_is_silence),
		cmocka_unit_test(test_policy_and_week),
		cmocka_unit_test(test_first_open_day),
		cmocka_unit_test(test_open_ended_firm),
		cmocka_unit_test(test_line_changes_in_the_week),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
