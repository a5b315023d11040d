/*
 * Periods of minima, open days, what is left for a day.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/owed.h"
#include "engine_case.h"

static struct pial_date day(int year, int month, int number)
{
	struct pial_date date = { 0 };

	assert_true(pial_date_make(year, month, number, &date));
	return date;
}

/* Three school years: whole, by civil year, by anniversary; always within the contract. */
static void test_periods(void **state)
{
	struct pial_contract contract = { .from = day(2024, 9, 1), .until = day(2027, 8, 31) };
	struct pial_contract_line line = { .per = PIAL_PER_NONE };
	static const struct {
		enum pial_per per;
		int on[3], first[3], last[3];
	} wanted[] = {
		{ PIAL_PER_CONTRACT, { 2025, 3, 17 }, { 2024, 9, 1 }, { 2027, 8, 31 } },
		{ PIAL_PER_YEAR, { 2025, 3, 17 }, { 2025, 1, 1 }, { 2025, 12, 31 } },
		{ PIAL_PER_YEAR, { 2024, 9, 1 }, { 2024, 9, 1 }, { 2024, 12, 31 } },
		{ PIAL_PER_YEAR, { 2027, 8, 31 }, { 2027, 1, 1 }, { 2027, 8, 31 } },
		{ PIAL_PER_ANNIVERSARY, { 2025, 3, 17 }, { 2024, 9, 1 }, { 2025, 8, 31 } },
		{ PIAL_PER_ANNIVERSARY, { 2025, 9, 1 }, { 2025, 9, 1 }, { 2026, 8, 31 } },
		{ PIAL_PER_ANNIVERSARY, { 2026, 8, 31 }, { 2025, 9, 1 }, { 2026, 8, 31 } },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(wanted); i++) {
		const int *on = wanted[i].on, *first = wanted[i].first, *last = wanted[i].last;
		struct pial_span span;

		line.per = (uint8_t)wanted[i].per;
		span = pial_line_period(&contract, &line, day(on[0], on[1], on[2]));
		assert_int_equal(span.first.n, day(first[0], first[1], first[2]).n);
		assert_int_equal(span.last.n, day(last[0], last[1], last[2]).n);
	}
	line.from = day(2025, 2, 1);
	line.until = day(2025, 4, 30);
	assert_int_equal(pial_line_period(&contract, &line, day(2025, 3, 1)).first.n, line.from.n);
	assert_int_equal(pial_line_period(&contract, &line, day(2025, 3, 1)).last.n, line.until.n);
}

/* Mondays and Thursdays of March 2025 (5 and 4), less a week of holidays. */
static void test_open_days(void **state)
{
	struct engine_case c;
	struct pial_kitchen *kitchen;
	struct pial_closed week;
	struct pial_closure closure;
	uint32_t name;

	(void)state;
	engine_case_init(&c);
	kitchen = engine_kitchen(&c, "K");
	kitchen->delivery_days.bits = 1 | 8;
	assert_int_equal(pial_open_days(&c.model, kitchen, (struct pial_span){
		day(2025, 3, 1), day(2025, 3, 31) }), 9);
	week = (struct pial_closed){ .from = day(2025, 3, 3), .until = day(2025, 3, 9) };
	name = engine_id(&c, "holidays");
	closure = (struct pial_closure){ .id = { name }, .period = &week, .count = 1 };
	c.model.closure = &closure;
	c.model.closures = 1;
	kitchen->closures = (struct pial_id_list){ &name, 1 };
	pial_model_index(&c.model);
	assert_int_equal(pial_open_days(&c.model, kitchen, (struct pial_span){
		day(2025, 3, 1), day(2025, 3, 31) }), 7);
	assert_int_equal(pial_open_days(&c.model, kitchen, (struct pial_span){
		day(2025, 3, 2), day(2025, 3, 1) }), 0);
	engine_case_release(&c);
}

/*
 * 100 kg, 30 delivered in the period, Mondays from 17 March to 30 June (16): 70 / 16 is 4.375 a
 * day.
 */
static void test_minimum(void **state)
{
	struct engine_case c;
	struct pial_contract *contract;
	struct pial_contract_line line;
	struct pial_contract_delivered done[3];

	(void)state;
	engine_case_init(&c);
	engine_kitchen(&c, "K")->delivery_days.bits = 1;
	engine_product(&c, "leek");
	contract = engine_contract(&c, "lot", "K", "leek");
	contract->until = day(2025, 6, 30);
	line = contract->line[0];
	for (int i = 0; i < 3; i++)
		done[i] = (struct pial_contract_delivered){
			contract->id, line.product, { 30000 }, day(2025, 1 + i, 6) };
	done[1].product.n = engine_id(&c, "carrot");
	done[2].contract.n = 0;
	c.input.delivered = done;
	c.input.delivereds = 3;
	pial_model_index(&c.model);
	assert_int_equal(pial_minimum_per_day(&c.input, contract, &line, day(2025, 3, 17)), 0);
	line.min.milli = 100000;
	assert_int_equal(pial_minimum_per_day(&c.input, contract, &line, day(2025, 3, 17)), 4375);
	line.min.milli = 100001;
	assert_int_equal(pial_minimum_per_day(&c.input, contract, &line, day(2025, 3, 17)), 4376);
	line.min.milli = 30000;
	assert_int_equal(pial_minimum_per_day(&c.input, contract, &line, day(2025, 3, 17)), 0);
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_open_days),
		cmocka_unit_test(test_minimum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
