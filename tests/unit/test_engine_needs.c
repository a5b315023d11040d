/*
 * Needs: which week stands for which, spreads of contracts by hand, the order of sources. Random
 * books are compared with the definition in tests/prop.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/needs.h"

struct fixture {
	struct pial_model model;
	struct pial_kitchen kitchen[1];
	struct pial_product product[1];
	struct pial_contract contract[1];
	struct pial_contract_line line[2];
	struct pial_firm firm[1];
	struct pial_needs_input input;
	struct pial_needs_result result;
};

static struct pial_week week(int year, int number)
{
	struct pial_week week = { 0 };

	assert_true(pial_week_make(year, number, &week));
	return week;
}

static struct pial_date day(int year, int month, int d)
{
	struct pial_date date = { 0 };

	assert_true(pial_date_make(year, month, d, &date));
	return date;
}

/* A kitchen that receives on Mondays, a contract of 2025 with 520 at least and 1040 at most. */
static void start(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	pial_model_init(&f->model);
	f->kitchen[0].id.n = pial_intern_add(&f->model.pool, "K", 1);
	f->kitchen[0].delivery_days.bits = 1;
	f->product[0].id.n = pial_intern_add(&f->model.pool, "leek", 4);
	f->product[0].unit = PIAL_UNIT_KG;
	f->line[0] = (struct pial_contract_line){
		.product = f->product[0].id, .min = { 520000 }, .max = { 1040000 },
	};
	f->contract[0] = (struct pial_contract){
		.id = { pial_intern_add(&f->model.pool, "C", 1) }, .kitchen = f->kitchen[0].id,
		.from = day(2025, 1, 1), .until = day(2025, 12, 31), .line = f->line,
		.line_count = 1,
	};
	f->model.kitchen = f->kitchen;
	f->model.kitchens = 1;
	f->model.product = f->product;
	f->model.products = 1;
	f->model.contract = f->contract;
	f->model.contracts = 1;
	pial_model_index(&f->model);
	f->input = (struct pial_needs_input){
		.model = &f->model, .first = week(2025, 14), .last = week(2026, 13),
		.factor = { 1000000 }, .between = { 500000 },
	};
}

static void stop(struct fixture *f)
{
	pial_needs_result_release(&f->result);
	f->model.kitchens = f->model.products = f->model.contracts = 0;
	pial_model_release(&f->model);
}

static void row_is(const struct fixture *f, size_t at, struct pial_week from,
		   struct pial_week until, int64_t milli, enum pial_need_source source)
{
	const struct pial_need *row = &f->result.row[at];

	assert_true(at < f->result.rows);
	assert_int_equal(row->from_week.n, from.n);
	assert_int_equal(row->until_week.n, until.n);
	assert_int_equal(row->quantity.milli, milli);
	assert_int_equal(row->computed, source);
}

static void test_year_before(void **state)
{
	(void)state;
	assert_int_equal(pial_needs_year_before(week(2025, 14)).n, week(2024, 14).n);
	assert_int_equal(pial_needs_year_before(week(2026, 53)).n, week(2025, 52).n);
	assert_int_equal(pial_needs_year_before(week(2021, 1)).n, week(2020, 1).n);
	assert_int_equal(pial_needs_year_before((struct pial_week){ 0 }).n, 0);
}

/* 2025 has 52 Mondays, from 6 January to 29 December; half way is 780: 15 a Monday. */
static void test_spread(void **state)
{
	struct pial_qty quantity;
	struct fixture f;

	(void)state;
	start(&f);
	assert_true(pial_needs_spread(&f.input, &f.contract[0], &f.line[0], day(2025, 6, 2),
				      &quantity));
	assert_int_equal(quantity.milli, 15000);
	/* Twelve firm weeks of 20 leave 540 for 40 weeks. */
	f.firm[0] = (struct pial_firm){ .from_week = week(2025, 20), .until_week = week(2025, 31),
					.quantity = { 20000 } };
	f.line[0].firm = f.firm;
	f.line[0].firm_count = 1;
	assert_true(pial_needs_spread(&f.input, &f.contract[0], &f.line[0], day(2025, 6, 2),
				      &quantity));
	assert_int_equal(quantity.milli, 13500);
	/* December has five Mondays, none of them firm. */
	f.product[0].months.bits = 1 << 11;
	assert_true(pial_needs_spread(&f.input, &f.contract[0], &f.line[0], day(2025, 6, 2),
				      &quantity));
	assert_int_equal(quantity.milli, 108000);
	/* Firm quantities that pass it leave nothing. */
	f.firm[0].quantity.milli = 90000;
	assert_true(pial_needs_spread(&f.input, &f.contract[0], &f.line[0], day(2025, 6, 2),
				      &quantity));
	assert_int_equal(quantity.milli, 0);
	f.line[0].min = f.line[0].max = PIAL_QTY_NONE;
	assert_false(pial_needs_spread(&f.input, &f.contract[0], &f.line[0], day(2025, 6, 2),
				       &quantity));
	stop(&f);
}

/* Weeks of the season within the contract; two sources in one cell, and one that people wrote. */
static void test_sources(void **state)
{
	struct pial_wanted menus[2], delivered[1];
	struct pial_need said;
	struct fixture f;

	(void)state;
	start(&f);
	menus[0] = (struct pial_wanted){ 0, 0, week(2025, 20), { 1500 } };
	menus[1] = (struct pial_wanted){ 0, 0, week(2025, 20), { 2000 } };
	delivered[0] = (struct pial_wanted){ 0, 0, week(2026, 2), { 333 } };
	said = (struct pial_need){ .kitchen = f.kitchen[0].id, .product = f.product[0].id,
				   .from_week = week(2025, 30), .until_week = week(2025, 31) };
	f.input.menus = menus;
	f.input.menu_count = 2;
	f.input.delivered = delivered;
	f.input.delivereds = 1;
	f.input.said = &said;
	f.input.saids = 1;
	f.input.factor.e6 = 1500000;
	pial_needs_find(&f.input, &f.result);
	assert_int_equal(f.result.rows, 5);
	row_is(&f, 0, week(2025, 14), week(2025, 19), 15000, PIAL_NEED_CONTRACT);
	row_is(&f, 1, week(2025, 20), week(2025, 20), 3500, PIAL_NEED_MENUS);
	row_is(&f, 2, week(2025, 21), week(2025, 29), 15000, PIAL_NEED_CONTRACT);
	/* 29 December 2025 is the Monday of 2026-W01. */
	row_is(&f, 3, week(2025, 32), week(2026, 1), 15000, PIAL_NEED_CONTRACT);
	/* 333 x 150 % is 499.5: half up. */
	row_is(&f, 4, week(2026, 2), week(2026, 2), 500, PIAL_NEED_DELIVERIES);
	stop(&f);
}

/* A price that changes within a week: the line of the earlier day counts, and only that one. */
static void test_two_lines(void **state)
{
	struct fixture f;

	(void)state;
	start(&f);
	f.kitchen[0].delivery_days.bits = 1 | 8;
	f.firm[0] = (struct pial_firm){ .quantity = { 7000 } };
	f.line[0] = (struct pial_contract_line){
		.product = f.product[0].id, .until = day(2025, 4, 8), .firm = f.firm,
		.firm_count = 1, .min = PIAL_QTY_NONE, .max = PIAL_QTY_NONE,
	};
	f.line[1] = f.line[0];
	f.line[1].from = day(2025, 4, 9);
	f.line[1].until = day(2025, 4, 20);
	f.contract[0].line_count = 2;
	pial_needs_find(&f.input, &f.result);
	assert_int_equal(f.result.rows, 1);
	row_is(&f, 0, week(2025, 14), week(2025, 16), 7000, PIAL_NEED_FIRM);
	stop(&f);
}

/* A week without an open day wants nothing, whatever says so. */
static void test_closed(void **state)
{
	struct pial_wanted menus = { 0, 0, week(2025, 20), { 1500 } };
	struct fixture f;

	(void)state;
	start(&f);
	f.kitchen[0].left = day(2025, 5, 11);
	f.model.contracts = 0;
	f.input.menus = &menus;
	f.input.menu_count = 1;
	pial_needs_find(&f.input, &f.result);
	assert_int_equal(f.result.rows, 0);
	assert_int_equal(f.result.closed, 1);
	pial_needs_result_release(&f.result);
	f.kitchen[0].left = day(2025, 5, 12);
	pial_needs_find(&f.input, &f.result);
	assert_int_equal(f.result.rows, 1);
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_year_before),
		cmocka_unit_test(test_spread),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_two_lines),
		cmocka_unit_test(test_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
