/*
 * Of each 100 €: adds up to 100,00 exactly, whatever the amounts, negative shares included.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "market.h"
#include "report/value_view.h"

/* Producers, partners, service, transport, fund, VAT, in cents. */
static struct pial_value value_of(const int64_t part[6])
{
	struct pial_value value = {
		.producers = { part[0] }, .partners = { part[1] }, .service = { part[2] },
		.transport = { part[3] }, .fund = { part[4] }, .vat = { part[5] },
	};

	for (size_t i = 0; i < 6; i++)
		value.total.cents += part[i];
	return value;
}

/* Checks that the parts add up, that none is a cent or more from its share, and returns them. */
static void split(const int64_t part[6], int64_t of_100[6])
{
	const struct pial_value value = value_of(part);
	struct pial_table view;
	int64_t sum = 0;

	pial_table_init(&view, &pial_schema_view_value);
	pial_value_view_make(&view, &value);
	assert_int_equal(view.count, 7);
	for (size_t i = 0; i < 6; i++) {
		const struct pial_shared *row = pial_table_row(&view, i);
		int64_t distance = row->of_100.cents * value.total.cents - 10000 * part[i];

		assert_int_equal(row->amount.cents, part[i]);
		assert_true(distance < value.total.cents && -distance < value.total.cents);
		of_100[i] = row->of_100.cents;
		sum += of_100[i];
	}
	assert_int_equal(sum, 10000);
	assert_int_equal(((struct pial_shared *)pial_table_row(&view, 6))->of_100.cents, 10000);
	pial_table_release(&view);
}

static void test_thirds(void **state)
{
	const int64_t part[6] = { 100, 100, 100, 0, 0, 0 };
	int64_t of_100[6];

	(void)state;
	split(part, of_100);
	/* The first among equals has the odd cent. */
	assert_int_equal(of_100[0], 3334);
	assert_int_equal(of_100[1], 3333);
	assert_int_equal(of_100[2], 3333);
}

static void test_fund_below_zero(void **state)
{
	const int64_t part[6] = { 7000, 2000, 700, 0, -100, 401 };
	int64_t of_100[6];

	(void)state;
	split(part, of_100);
	assert_true(of_100[4] < 0);
}

static void test_always_adds_up(void **state)
{
	uint64_t seed = 12;

	(void)state;
	for (int run = 0; run < 2000; run++) {
		int64_t part[6], of_100[6], total = 0;

		for (size_t i = 0; i < 6; i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
			part[i] = (int64_t)(seed >> 40) - (i == 4 ? 3000000 : 0);
			total += part[i];
		}
		if (total > 0)
			split(part, of_100);
	}
}

static void test_columns(void **state)
{
	struct pial_value value = value_of((int64_t[]){ 8000, 0, 640, 0, 0, 360 });
	struct pial_table view;
	struct pial_strbuf out;
	struct market m;

	(void)state;
	market_init(&m, "");
	value.mass.g = 36000;
	value.shortfall.cents = 450;
	pial_table_init(&view, &pial_schema_view_value);
	pial_value_view_make(&view, &value);
	pial_value_view_meals(&view, 200);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_table_write(&out, &view, &m.model);
	assert_string_equal(out.text, "part,amount,of_100,per_kg,mass_kg,per_meal,meals\n"
				      "producers,80,88.89,2.22,,0.4,\n"
				      "partners,0,0,0,,0,\n"
				      "service,6.4,7.11,0.18,,0.032,\n"
				      "transport,0,0,0,,0,\n"
				      "fund,0,0,0,,0,\n"
				      "vat,3.6,4,0.1,,0.018,\n"
				      "total,90,100,2.5,36,0.45,200\n"
				      "shortfall,4.5,5,0.13,,0.0225,\n");
	pial_strbuf_release(&out);
	pial_table_release(&view);
	market_release(&m);
}

static void test_nothing_paid(void **state)
{
	const struct pial_value value = value_of((int64_t[]){ 0, 0, 0, 0, 0, 0 });
	struct pial_table view;

	(void)state;
	pial_table_init(&view, &pial_schema_view_value);
	pial_value_view_make(&view, &value);
	for (size_t i = 0; i < view.count; i++) {
		const struct pial_shared *row = pial_table_row(&view, i);

		assert_int_equal(row->of_100.cents, 0);
		assert_true(pial_money_is_none(row->per_kg));
	}
	pial_table_release(&view);
}

/* The paper of a value in English, of some days; the caller releases it. */
static void write_paper(struct pial_strbuf *out, const struct pial_value *value, const char *first,
			const char *last, bool nothing)
{
	struct pial_table view;
	struct pial_paper paper;
	struct market m;

	market_init(&m, "");
	pial_table_init(&view, &pial_schema_view_value);
	pial_value_view_make(&view, value);
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	pial_paper_init(&paper, PIAL_EN);
	pial_value_view_write(&paper, &(struct pial_value_paper){
		&m.model, &view, market_day(first), market_day(last), nothing });
	pial_paper_text_write(out, &paper, 80);
	pial_paper_release(&paper);
	pial_table_release(&view);
	market_release(&m);
}

/* Without lines: a sentence under the days, and no parts of nothing. */
static void test_text_of_nothing(void **state)
{
	const struct pial_value value = value_of((int64_t[]){ 0, 0, 0, 0, 0, 0 });
	struct pial_strbuf out;

	(void)state;
	write_paper(&out, &value, "2024-01-01", "2024-01-31", true);
	assert_non_null(strstr(out.text, "from 1 to 31 January 2024"));
	assert_non_null(strstr(out.text, "Nothing was delivered or invoiced in these days."));
	assert_null(strstr(out.text, "producers"));
	assert_null(strstr(out.text, "€0.00"));
	pial_strbuf_release(&out);
}

static void test_text(void **state)
{
	const struct pial_value value = value_of((int64_t[]){ 8000, 0, 1640, 0, 0, 360 });
	struct pial_strbuf out;

	(void)state;
	write_paper(&out, &value, "2025-03-17", "2025-03-21", false);
	/* Parts of nothing are left out; the total is there. */
	assert_null(strstr(out.text, "partners"));
	assert_non_null(strstr(out.text, "producers"));
	assert_non_null(strstr(out.text, "€80.00"));
	assert_non_null(strstr(out.text, "from 17 to 21 March 2025"));
	assert_non_null(strstr(out.text, "€100.00"));
	pial_strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_thirds),	     cmocka_unit_test(test_fund_below_zero),
		cmocka_unit_test(test_always_adds_up), cmocka_unit_test(test_columns),
		cmocka_unit_test(test_nothing_paid), cmocka_unit_test(test_text),
		cmocka_unit_test(test_text_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
