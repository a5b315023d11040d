/*
 * Draft lines to the cent, against values worked out by hand; VAT by regime; fees by date.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "invoice/draft.h"
#include "market.h"

#define HEAD "note,line,day,kitchen,product,producer,invoiced,priced_unit,price,buy_price," \
	     "contract,status\n"

struct run {
	struct market m;
	struct pial_table deliveries;
	struct pial_draft_result result;
	bool done;
};

static void run(struct run *r, const char *policy, const char *deliveries, const char *period)
{
	struct pial_draft_input input;

	market_init(&r->m, policy);
	market_read(&r->m, &r->deliveries, &pial_schema_deliveries, deliveries);
	input = (struct pial_draft_input){
		.model = &r->m.model, .legal = &r->m.law,
		.delivery = (void *)r->deliveries.row,
		.deliveries = r->deliveries.count, .delivery_file = "deliveries.csv",
	};
	if (period)
		input.period = pial_month_of(market_day(period));
	pial_draft_result_init(&r->result);
	r->done = pial_draft(&input, &r->result, &r->m.diags);
}

static void release(struct run *r)
{
	pial_draft_result_release(&r->result);
	pial_table_release(&r->deliveries);
	market_release(&r->m);
}

static const char *cell(struct run *r, size_t row, const char *column)
{
	assert_true(row < r->result.rows);
	return market_cell(&r->m, &pial_schema_lines, &r->result.row[row], column);
}

/* The net of one delivery of a quantity at a price. */
static void expect_net(const char *row, const char *net)
{
	struct run r;
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, HEAD "N1,1,2025-03-17,K-ehpad,carotte,P-est,%s\n", row);
	run(&r, "", text.text, NULL);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 1);
	assert_string_equal(cell(&r, 0, "net"), net);
	pial_strbuf_release(&text);
	release(&r);
}

static void test_net_is_rounded_once(void **state)
{
	(void)state;
	expect_net("10,kg,1.9,,,agreed", "19");
	expect_net("5.58,kg,18.9,,,agreed", "105.46");	/* 105.462 */
	expect_net("0.5,kg,0.01,,,agreed", "0.01");	/* 0.005: half, away from zero */
	expect_net("0.499,kg,0.01,,,agreed", "0");	/* 0.00499 */
	expect_net("1.333,kg,1.2345,,,agreed", "1.65");	/* 1.6455885 */
	expect_net("3,kg,0.0155,,,agreed", "0.05");	/* 0.0465 */
}

static void test_vat_by_regime(void **state)
{
	static const struct {
		const char *seller, *category, *rate, *exemption;
	} wanted[] = {
		{ "P-est", "E", "0", "Régime du remboursement forfaitaire agricole, "
				     "art. 298 bis du CGI" },
		{ "P-lac", "E", "0", "TVA non applicable, art. 293 B du CGI" },
		{ "P-mut", "E", "0", "" },
		{ "P-sud", "S", "5.5", "" },
	};
	struct run r;

	(void)state;
	run(&r, "", HEAD "N1,1,2025-03-17,K-ehpad,carotte,P-est,1,kg,1.9,,,agreed\n"
			 "N2,1,2025-03-17,K-ehpad,carotte,P-lac,1,kg,1.9,,,agreed\n"
			 "N3,1,2025-03-17,K-ehpad,carotte,P-mut,1,kg,1.9,,,agreed\n"
			 "N3,2,2025-03-17,K-ehpad,laitue,P-mut,1,piece,1.9,,,agreed\n"
			 "N4,1,2025-03-17,K-ehpad,carotte,P-sud,1,kg,1.9,,,agreed\n", NULL);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 5);
	for (size_t i = 0, row = 0; i < PIAL_COUNT(wanted); i++, row++) {
		assert_string_equal(cell(&r, row, "seller"), wanted[i].seller);
		assert_string_equal(cell(&r, row, "vat_category"), wanted[i].category);
		assert_string_equal(cell(&r, row, "vat_rate"), wanted[i].rate);
		assert_string_equal(cell(&r, row, "exemption"), wanted[i].exemption);
		row += i == 2;	/* P-mut has two lines */
	}
	/* Said once, though it has two lines. */
	assert_int_equal(market_said(&r.m, PIAL_A_VAT_REGIME), 1);
	release(&r);
}

static void test_refused(void **state)
{
	struct run r;

	(void)state;
	/* Garlic has no VAT rate: its seller who charges VAT cannot sell it, another can. */
	run(&r, "", HEAD "N1,1,2025-03-17,K-ehpad,ail,P-sud,1,kg,9,,,agreed\n", NULL);
	assert_false(r.done);
	assert_int_equal(market_said(&r.m, PIAL_E_VAT_RATE), 1);
	assert_int_equal(r.result.rows, 0);
	release(&r);
	run(&r, "", HEAD "N1,1,2025-03-17,K-ehpad,ail,P-est,1,kg,9,,,agreed\n", NULL);
	assert_true(r.done);
	((struct pial_delivery *)r.deliveries.row)->price = PIAL_PRICE_NONE;
	assert_false(pial_draft(&(struct pial_draft_input){ .model = &r.m.model,
							    .legal = &r.m.law,
							    .delivery = (void *)r.deliveries.row,
							    .deliveries = 1 },
				&r.result, &r.m.diags));
	assert_int_equal(market_said(&r.m, PIAL_E_PRICE_MISSING), 1);
	((struct pial_delivery *)r.deliveries.row)->price.e4 = INT32_MAX;
	((struct pial_delivery *)r.deliveries.row)->invoiced.milli = INT64_MAX;
	assert_false(pial_draft(&(struct pial_draft_input){ .model = &r.m.model,
							    .legal = &r.m.law,
							    .delivery = (void *)r.deliveries.row,
							    .deliveries = 1 },
				&r.result, &r.m.diags));
	assert_int_equal(market_said(&r.m, PIAL_E_AMOUNT), 1);
	release(&r);
}

static void test_left_out(void **state)
{
	struct run r;

	(void)state;
	run(&r, "", HEAD "N1,1,2025-03-17,K-ehpad,carotte,P-est,1,kg,1.9,,,agreed\n"
			 "N1,2,2025-03-17,K-ehpad,laitue,P-est,0,piece,1.1,,,agreed\n"
			 "N1,3,2025-03-17,K-ehpad,laitue,P-est,0,piece,1.1,,,waiting\n"
			 "N1,4,2025-03-17,K-ehpad,laitue,P-est,0,piece,1.1,,,disputed\n"
			 "N2,1,2025-04-01,K-ehpad,laitue,P-est,1,piece,1.1,,,agreed\n"
			 "N3,1,2025-02-28,K-ehpad,laitue,P-est,0,piece,1.1,,,waiting\n",
	    "2025-03-01");
	assert_true(r.done);
	assert_int_equal(r.result.rows, 1);
	/* Those of other months are not spoken of. */
	assert_int_equal(market_said(&r.m, PIAL_N_LINE_WAITING), 2);
	assert_int_equal(r.m.diags.count, 2);
	release(&r);
}

static void test_order_and_numbers(void **state)
{
	static const struct {
		const char *seller, *line, *buyer, *note;
	} wanted[] = {
		{ "P-est", "1", "K-ecole", "N2" }, { "P-est", "2", "K-ehpad", "N1" },
		{ "P-est", "3", "K-ehpad", "N1" }, { "P-est", "4", "K-ehpad", "N5" },
		{ "P-sud", "1", "K-ecole", "N4" },
	};
	struct run r;

	(void)state;
	run(&r, "", HEAD "N5,1,2025-04-01,K-ehpad,carotte,P-est,1,kg,1.9,,,agreed\n"
			 "N4,1,2025-03-17,K-ecole,carotte,P-sud,1,kg,1.9,,,agreed\n"
			 "N2,1,2025-03-18,K-ecole,carotte,P-est,1,kg,1.9,,C-ecole,agreed\n"
			 "N1,2,2025-03-17,K-ehpad,laitue,P-est,1,piece,1.1,,,agreed\n"
			 "N1,1,2025-03-17,K-ehpad,carotte,P-est,1,kg,1.9,,,agreed\n", NULL);
	assert_true(r.done);
	assert_int_equal(r.result.rows, PIAL_COUNT(wanted));
	for (size_t i = 0; i < PIAL_COUNT(wanted); i++) {
		assert_string_equal(cell(&r, i, "seller"), wanted[i].seller);
		assert_string_equal(cell(&r, i, "line"), wanted[i].line);
		assert_string_equal(cell(&r, i, "buyer"), wanted[i].buyer);
		assert_string_equal(cell(&r, i, "note"), wanted[i].note);
	}
	assert_string_equal(cell(&r, 0, "engagement"), "EJ-1");
	assert_string_equal(cell(&r, 0, "period"), "2025-03");
	assert_string_equal(cell(&r, 3, "period"), "2025-04");
	assert_string_equal(cell(&r, 0, "label"), "Carotte");
	assert_string_equal(cell(&r, 0, "kind"), "goods");
	/* K-ecole requires an engagement number; N4 is under no contract. */
	assert_int_equal(market_said(&r.m, PIAL_A_ENGAGEMENT), 1);
	release(&r);
}

#define SERVICE "fees:\n  - {name: service, from: 2025-03-18, until: 2025-03-20, rate: 8%, " \
		"base: sale, paid_by: kitchen, to: service, vat_rate: 20, in_price: no}\n"

static void test_fee_straddles(void **state)
{
	struct run r;

	(void)state;
	run(&r, SERVICE, HEAD "N1,1,2025-03-17,K-ehpad,carotte,P-est,10,kg,1.9,,,agreed\n"
			      "N2,1,2025-03-18,K-ehpad,carotte,P-est,10,kg,1.9,,,agreed\n"
			      "N3,1,2025-03-20,K-ehpad,carotte,P-sud,1,kg,1.13,,,agreed\n"
			      "N4,1,2025-03-21,K-ehpad,carotte,P-sud,10,kg,1.9,,,agreed\n", NULL);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 5);
	/* 8 % of 19.00 + 1.13 = 1.6104; those of the 17th and the 21st are outside. */
	assert_string_equal(cell(&r, 4, "seller"), "self");
	assert_string_equal(cell(&r, 4, "line"), "1");
	assert_string_equal(cell(&r, 4, "buyer"), "K-ehpad");
	assert_string_equal(cell(&r, 4, "label"), "service");
	assert_string_equal(cell(&r, 4, "quantity"), "1");
	assert_string_equal(cell(&r, 4, "unit"), "");
	assert_string_equal(cell(&r, 4, "price"), "1.61");
	assert_string_equal(cell(&r, 4, "net"), "1.61");
	assert_string_equal(cell(&r, 4, "vat_category"), "S");
	assert_string_equal(cell(&r, 4, "vat_rate"), "20");
	assert_string_equal(cell(&r, 4, "kind"), "service");
	assert_string_equal(cell(&r, 4, "to"), "service");
	release(&r);
}

static void test_fee_of_two_months(void **state)
{
	struct run r;

	(void)state;
	run(&r, "fees:\n  - {name: service, rate: 10%, base: sale, paid_by: kitchen, "
		"to: service, vat_rate: 20}\n",
	    HEAD "N1,1,2025-03-31,K-ehpad,carotte,P-est,10,kg,1,,,agreed\n"
		 "N2,1,2025-04-01,K-ehpad,carotte,P-est,20,kg,1,,,agreed\n", NULL);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 4);
	assert_string_equal(cell(&r, 2, "period"), "2025-03");
	assert_string_equal(cell(&r, 2, "net"), "1");
	assert_string_equal(cell(&r, 3, "period"), "2025-04");
	assert_string_equal(cell(&r, 3, "net"), "2");
	release(&r);
}

static void test_no_line_for_settlements(void **state)
{
	struct run r;

	(void)state;
	run(&r, "fees:\n"
		"  - {name: service, rate: 8%, base: sale, paid_by: kitchen, to: service, "
		"vat_rate: 20, in_price: yes}\n"
		"  - {name: levy, rate: 1%, base: sale, paid_by: producer, to: fund}\n",
	    HEAD "N1,1,2025-03-17,K-ehpad,carotte,P-est,10,kg,1.9,,,agreed\n", NULL);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 1);
	release(&r);
}

static void test_resale(void **state)
{
	struct run r;

	(void)state;
	run(&r, "billing: {mode: resale}\n" SERVICE,
	    HEAD "N1,1,2025-03-18,K-ehpad,carotte,P-est,10,kg,1.9,,,agreed\n"
		 "N1,2,2025-03-18,K-ehpad,carotte,P-sud,10,kg,1.9,,,agreed\n", NULL);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(cell(&r, i, "seller"), "self");
	assert_string_equal(cell(&r, 1, "producer"), "P-sud");
	/* The fee comes last, on the same invoice: 8 % of 38.00. */
	assert_string_equal(cell(&r, 2, "line"), "3");
	assert_string_equal(cell(&r, 2, "net"), "3.04");
	/* Nothing says what the group is: no VAT number. */
	assert_int_equal(market_said(&r.m, PIAL_A_VAT_REGIME), 1);
	release(&r);
}

static void test_shortfall_on_kitchens(void **state)
{
	static const char row[] =
		HEAD "N1,1,2025-03-17,K-ehpad,carotte,P-gros,10,kg,1.9,2.2,,agreed\n"
		     "N1,2,2025-03-17,K-ehpad,laitue,P-gros,10,piece,1.1,0.9,,agreed\n";
	struct run r;

	(void)state;
	run(&r, "shortfall: kitchen\n", row, NULL);
	assert_string_equal(cell(&r, 0, "net"), "22");
	assert_string_equal(cell(&r, 1, "net"), "11");
	release(&r);
	run(&r, "shortfall: fund\n", row, NULL);
	assert_string_equal(cell(&r, 0, "net"), "19");
	release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_net_is_rounded_once),
		cmocka_unit_test(test_vat_by_regime),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_left_out),
		cmocka_unit_test(test_order_and_numbers),
		cmocka_unit_test(test_fee_straddles),
		cmocka_unit_test(test_fee_of_two_months),
		cmocka_unit_test(test_no_line_for_settlements),
		cmocka_unit_test(test_resale),
		cmocka_unit_test(test_shortfall_on_kitchens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
