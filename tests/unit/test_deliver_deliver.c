/*
 * Every case of reception, each with its policy: what waits, what is invoiced, what is said.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "deliver/deliver.h"
#include "market.h"

#define ROWS "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity,price\n"
#define RECEIPTS "note,day,kitchen,product,producer,batch,sent,received,weight_kg,refused,reason," \
		 "status,agreed\n"
/* Ten kilograms of carrots of P-sud for K-ehpad on Monday 17 March 2025. */
#define TEN ROWS "2025-W12,2025-03-17,K-ehpad,carotte,,carotte,P-sud,,10,1.9\n"
#define NOTE "BL-20250317-K-ehpad-P-sud"
/* A receipt of those carrots, from the column sent on. */
#define OF_TEN RECEIPTS NOTE ",2025-03-17,K-ehpad,carotte,P-sud,,"

struct run {
	struct market m;
	struct pial_table allocation, receipts, orders;
	struct pial_deliver_result result;
	bool done;
};

/* Joins; NULL for no receipts or orders. */
static void run_with(struct run *r, const char *policy, const char *rows, const char *receipts,
		     const char *orders, const char *today, bool notes)
{
	struct pial_deliver_input input;

	market_init(&r->m, policy);
	market_read(&r->m, &r->allocation, &pial_schema_allocation, rows);
	market_read(&r->m, &r->receipts, &pial_schema_receipts, receipts ? receipts : RECEIPTS);
	market_read(&r->m, &r->orders, &pial_schema_orders,
		    orders ? orders : "week,day,kitchen,product,quantity\n");
	input = (struct pial_deliver_input){
		.model = &r->m.model, .today = market_day(today),
		.allocation = (void *)r->allocation.row, .allocations = r->allocation.count,
		.allocation_file = "allocation.csv",
		.receipt = (void *)r->receipts.row, .receipts = r->receipts.count,
		.receipt_file = "receipts.csv",
		.order = (void *)r->orders.row, .orders = r->orders.count,
	};
	pial_deliver_result_init(&r->result);
	r->done = notes ? pial_deliver_notes(&input, &r->result, &r->m.diags) :
			  pial_deliver(&input, &r->result, &r->m.diags);
}

static void run(struct run *r, const char *rows, const char *receipts)
{
	run_with(r, "", rows, receipts, NULL, "2025-03-31", false);
	assert_true(r->done);
}

static void release(struct run *r)
{
	pial_deliver_result_release(&r->result);
	pial_table_release(&r->allocation);
	pial_table_release(&r->receipts);
	pial_table_release(&r->orders);
	market_release(&r->m);
}

static const char *cell(struct run *r, size_t row, const char *column)
{
	assert_true(row < r->result.rows);
	return market_cell(&r->m, &pial_schema_deliveries, &r->result.row[row], column);
}

/* Status, invoiced and reason of the only row, and the code that was said of it. */
static void expect(const char *policy, const char *rows, const char *receipts, const char *status,
		   const char *invoiced, const char *reason, enum pial_code code)
{
	struct run r;

	run_with(&r, policy, rows, receipts, NULL, "2025-03-31", false);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 1);
	assert_string_equal(cell(&r, 0, "status"), status);
	assert_string_equal(cell(&r, 0, "invoiced"), invoiced);
	assert_string_equal(cell(&r, 0, "reason"), reason);
	if (code == PIAL_CODE_COUNT)
		assert_int_equal(r.m.diags.count, 0);
	else
		assert_int_equal(market_said(&r.m, code), 1);
	release(&r);
}

static void test_as_sent(void **state)
{
	(void)state;
	expect("", TEN, OF_TEN "10,10,,,,agreed,\n", "agreed", "10", "", PIAL_CODE_COUNT);
	/* Less was sent than allocated, and just that received: nothing to settle. */
	expect("", TEN, OF_TEN "8,8,,,,agreed,\n", "agreed", "8", "", PIAL_CODE_COUNT);
}

static void test_silence(void **state)
{
	static const struct {
		const char *today, *status, *invoiced, *received;
	} cases[] = {
		{ "2025-03-17", "waiting", "0", "" },
		{ "2025-03-20", "waiting", "0", "" },
		{ "2025-03-21", "agreed", "10", "10" },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		struct run r;

		run_with(&r, "receipts: {delay_days: 3}\n", TEN, NULL, NULL, cases[i].today, false);
		assert_true(r.done);
		assert_string_equal(cell(&r, 0, "status"), cases[i].status);
		assert_string_equal(cell(&r, 0, "invoiced"), cases[i].invoiced);
		assert_string_equal(cell(&r, 0, "received"), cases[i].received);
		assert_string_equal(cell(&r, 0, "sent"), "10");
		assert_int_equal(market_said(&r.m, PIAL_N_RECEIPTS_AWAITED), i < 2);
		release(&r);
	}
}

static void test_too_little(void **state)
{
	(void)state;
	/* 5 % of 10 is 0.5: 9.5 is within, 9.499 is not. */
	expect("", TEN, OF_TEN ",9.5,,,,,\n", "agreed", "9.5", "too-little", PIAL_N_RECEIVED_LESS);
	expect("", TEN, OF_TEN ",9.499,,,,,\n", "waiting", "0", "too-little",
	       PIAL_A_RECEIVED_LESS);
	expect("", TEN, OF_TEN ",8,,,filet percé,,8\n", "agreed", "8", "filet percé",
	       PIAL_N_RECEIVED_LESS);
	/* Received whole, half of it sent back. */
	expect("", TEN, OF_TEN ",10,,5,,,\n", "waiting", "0", "too-little", PIAL_A_RECEIVED_LESS);
	expect("receipts: {tolerance: 50%}\n", TEN, OF_TEN ",10,,5,,,\n", "agreed", "5",
	       "too-little", PIAL_N_RECEIVED_LESS);
	/* The agreed quantity may be another than the one received. */
	expect("", TEN, OF_TEN ",8,,,,,9\n", "agreed", "9", "too-little", PIAL_N_RECEIVED_LESS);
}

static void test_too_much(void **state)
{
	(void)state;
	expect("receipts: {too_much: accept}\n", TEN, OF_TEN ",10.5,,,,,\n", "agreed", "10.5",
	       "too-much", PIAL_N_RECEIVED_MORE);
	expect("receipts: {too_much: accept}\n", TEN, OF_TEN ",10.501,,,,,\n", "waiting", "0",
	       "too-much", PIAL_A_RECEIVED_MORE);
	expect("receipts: {too_much: ask}\n", TEN, OF_TEN ",10.1,,,,,\n", "waiting", "0",
	       "too-much", PIAL_A_RECEIVED_MORE);
	expect("receipts: {too_much: ask}\n", TEN, OF_TEN ",11,,,,,10\n", "agreed", "10",
	       "too-much", PIAL_N_RECEIVED_MORE);
	/* Sent and received alike, but never allocated: still too much. */
	expect("", TEN, OF_TEN "15,15,,,,,\n", "waiting", "0", "too-much", PIAL_A_RECEIVED_MORE);
	/* More than was sent, though no more than was allocated. */
	expect("", TEN, OF_TEN "8,10,,,,,\n", "waiting", "0", "too-much", PIAL_A_RECEIVED_MORE);
}

static void test_none(void **state)
{
	(void)state;
	expect("", TEN, OF_TEN ",0,,,,,\n", "waiting", "0", "none", PIAL_A_RECEIVED_NONE);
	expect("", TEN, OF_TEN ",10,,10,,,\n", "waiting", "0", "none", PIAL_A_RECEIVED_NONE);
	expect("", TEN, OF_TEN ",0,,,,,0\n", "agreed", "0", "none", PIAL_N_RECEIVED_NONE);
	/* Nothing left the farm and nothing came: both say so. */
	expect("", TEN, OF_TEN "0,0,,,,,\n", "agreed", "0", "none", PIAL_N_RECEIVED_NONE);
}

static void test_disputed(void **state)
{
	(void)state;
	expect("", TEN, OF_TEN ",10,,,goût,disputed,\n", "disputed", "0", "goût",
	       PIAL_A_RECEIVED_DISPUTED);
	expect("", TEN, OF_TEN ",10,,5,,disputed,\n", "disputed", "0", "disputed",
	       PIAL_A_RECEIVED_DISPUTED);
	expect("", TEN, OF_TEN ",10,,5,,disputed,7\n", "agreed", "7", "too-little",
	       PIAL_N_RECEIVED_LESS);
}

static void test_unordered_lines(void **state)
{
	struct run r;

	(void)state;
	run(&r, TEN,
	    OF_TEN "10,10,,,,,\n" NOTE ",2025-03-17,K-ehpad,laitue,P-sud,L1,,12,,,,,\n"
		   NOTE ",2025-03-17,K-ehpad,laitue,P-sud,L2,,12,,,,,12\n");
	assert_int_equal(r.result.rows, 3);
	assert_string_equal(cell(&r, 0, "product"), "carotte");
	assert_string_equal(cell(&r, 1, "line"), "2");
	assert_string_equal(cell(&r, 1, "status"), "waiting");
	assert_string_equal(cell(&r, 1, "reason"), "unordered");
	assert_string_equal(cell(&r, 1, "invoiced"), "0");
	assert_string_equal(cell(&r, 1, "price"), "1.1");
	assert_string_equal(cell(&r, 1, "ordered_product"), "");
	assert_string_equal(cell(&r, 2, "line"), "3");
	assert_string_equal(cell(&r, 2, "status"), "agreed");
	assert_string_equal(cell(&r, 2, "invoiced"), "12");
	assert_int_equal(market_said(&r.m, PIAL_A_RECEIVED_UNORDERED), 1);
	assert_int_equal(market_said(&r.m, PIAL_N_RECEIVED_UNORDERED), 1);
	release(&r);
}

#define ROASTS ROWS "2025-W12,2025-03-17,K-ehpad,roti,,roti,P-sud,,4,18.9\n"
#define OF_ROASTS RECEIPTS NOTE ",2025-03-17,K-ehpad,roti,P-sud,,"

static void test_weight(void **state)
{
	(void)state;
	expect("", ROASTS, OF_ROASTS "4,4,7.36,,,,\n", "agreed", "7.36", "", PIAL_CODE_COUNT);
	expect("", ROASTS, OF_ROASTS "4,4,,,,,\n", "waiting", "0", "no-weight",
	       PIAL_A_RECEIVED_WEIGHT);
	expect("", ROASTS, NULL, "waiting", "0", "no-weight", PIAL_A_RECEIVED_WEIGHT);
	/* One of four sent back, agreed: three quarters of the weight. */
	expect("", ROASTS, OF_ROASTS "4,4,7.36,1,,,3\n", "agreed", "5.52", "too-little",
	       PIAL_N_RECEIVED_LESS);
	/* A third of 7.361 kg, to the gram, half away: 2453.67 g. */
	expect("", ROWS "2025-W12,2025-03-17,K-ehpad,roti,,roti,P-sud,,3,18.9\n",
	       OF_ROASTS "3,3,7.361,2,,,1\n", "agreed", "2.454", "too-little",
	       PIAL_N_RECEIVED_LESS);
	/* A second weight that agrees with kilograms received says nothing new. */
	expect("", TEN, OF_TEN "10,10,10,,,,\n", "agreed", "10", "", PIAL_CODE_COUNT);
}

static void expect_refused(const char *rows, const char *receipts, enum pial_code code)
{
	struct run r;

	run_with(&r, "", rows, receipts, NULL, "2025-03-31", false);
	assert_false(r.done);
	assert_int_equal(r.result.rows, 0);
	assert_int_equal(market_said(&r.m, code), 1);
	release(&r);
}

static void test_refused(void **state)
{
	(void)state;
	expect_refused(TEN, OF_TEN "10,10,9,,,,\n", PIAL_E_RECEIPT_WEIGHT);
	expect_refused(TEN, RECEIPTS "BL-20250318-K-ehpad-P-sud,2025-03-17,K-ehpad,carotte,P-sud,"
				     ",,10,,,,,\n", PIAL_E_RECEIPT_NOTE);
	expect_refused(TEN, RECEIPTS "17,,K-ehpad,carotte,P-sud,,,10,,,,,\n", PIAL_E_RECEIPT_DAY);
	expect_refused(TEN, RECEIPTS ",,K-ehpad,carotte,P-sud,,,10,,,,,\n", PIAL_E_RECEIPT_DAY);
	expect_refused(ROWS "2025-W12,2025-03-17,K-ehpad,ail,,ail,P-sud,,1,\n", NULL,
		       PIAL_E_PRICE_MISSING);
	expect_refused(TEN, OF_TEN "10,10,,,,,\n" NOTE ",2025-03-17,K-ehpad,ail,P-sud,,,1,,,,,\n",
		       PIAL_E_PRICE_MISSING);
}

static void test_note_found(void **state)
{
	(void)state;
	/* The number says the day; or the day makes the number. */
	expect("", TEN, RECEIPTS NOTE ",,K-ehpad,carotte,P-sud,,,10,,,,,\n", "agreed", "10", "",
	       PIAL_CODE_COUNT);
	expect("", TEN, RECEIPTS ",2025-03-17,K-ehpad,carotte,P-sud,,,10,,,,,\n", "agreed", "10",
	       "", PIAL_CODE_COUNT);
}

static void test_spread_keeps_pieces(void **state)
{
	struct run r;

	(void)state;
	/* 24 + 12 lettuces under a contract and without; 35 came, 2 were sent back. */
	run(&r, ROWS "2025-W12,2025-03-17,K-ecole,laitue,,laitue,P-sud,,24,1.1\n"
		     "2025-W12,2025-03-17,K-ecole,laitue,C-ecole,laitue,P-sud,,12,1.05\n",
	    RECEIPTS "BL-20250317-K-ecole-P-sud,,K-ecole,laitue,P-sud,,,35,,2,,,33\n");
	assert_int_equal(r.result.rows, 2);
	assert_string_equal(cell(&r, 0, "received"), "24");
	assert_string_equal(cell(&r, 0, "refused"), "0");
	assert_string_equal(cell(&r, 0, "invoiced"), "24");
	assert_string_equal(cell(&r, 1, "received"), "11");
	assert_string_equal(cell(&r, 1, "refused"), "2");
	assert_string_equal(cell(&r, 1, "invoiced"), "9");
	release(&r);
}

static void test_spread_weight_adds_up(void **state)
{
	struct run r;

	(void)state;
	run(&r, ROWS "2025-W12,2025-03-17,K-ecole,roti,,roti,P-sud,,1,18.9\n"
		     "2025-W12,2025-03-17,K-ecole,roti,C-ecole,roti,P-sud,,2,18.9\n",
	    RECEIPTS "BL-20250317-K-ecole-P-sud,,K-ecole,roti,P-sud,,,3,5.501,,,,\n");
	assert_string_equal(cell(&r, 0, "invoiced"), "1.834");
	assert_string_equal(cell(&r, 1, "invoiced"), "3.667");
	release(&r);
}

static void test_batches(void **state)
{
	struct run r;

	(void)state;
	/* L1 by name; L2 by the receipt without a batch; the unnamed harvest learns its batch. */
	run(&r, ROWS "2025-W12,2025-03-17,K-ehpad,carotte,,carotte,P-sud,,5,1.9\n"
		     "2025-W12,2025-03-17,K-ehpad,laitue,,laitue,P-sud,L1,12,1.1\n"
		     "2025-W12,2025-03-17,K-ehpad,laitue,,laitue,P-sud,L2,24,1.1\n",
	    OF_TEN "5,5,,,,,\n" NOTE ",,K-ehpad,laitue,P-sud,,,24,,,,,\n"
		   NOTE ",,K-ehpad,laitue,P-sud,L1,,12,,,,,\n");
	assert_int_equal(r.result.rows, 3);
	assert_string_equal(cell(&r, 1, "received"), "12");
	assert_string_equal(cell(&r, 2, "received"), "24");
	assert_string_equal(cell(&r, 2, "batch"), "L2");
	assert_int_equal(r.m.diags.count, 0);
	release(&r);
	run(&r, TEN, RECEIPTS NOTE ",,K-ehpad,carotte,P-sud,C7,,10,,,,,\n");
	assert_string_equal(cell(&r, 0, "batch"), "C7");
	assert_string_equal(cell(&r, 0, "status"), "agreed");
	release(&r);
}

static void test_lines_are_stable(void **state)
{
	static const char sorted[] =
		ROWS "2025-W12,2025-03-17,K-ehpad,carotte,,carotte,P-sud,,10,1.9\n"
		     "2025-W12,2025-03-17,K-ehpad,laitue,,laitue,P-est,,12,1.1\n"
		     "2025-W12,2025-03-17,K-ehpad,laitue,,laitue,P-sud,,24,1.1\n"
		     "2025-W12,2025-03-18,K-ehpad,carotte,,carotte,P-sud,,5,1.9\n";
	static const struct {
		const char *note, *line, *product;
	} wanted[] = {
		{ "BL-20250317-K-ehpad-P-est", "1", "laitue" },
		{ "BL-20250317-K-ehpad-P-sud", "1", "carotte" },
		{ "BL-20250317-K-ehpad-P-sud", "2", "laitue" },
		{ "BL-20250318-K-ehpad-P-sud", "1", "carotte" },
	};
	struct run r;

	(void)state;
	run(&r, sorted, NULL);
	assert_int_equal(r.result.rows, PIAL_COUNT(wanted));
	for (size_t i = 0; i < PIAL_COUNT(wanted); i++) {
		assert_string_equal(cell(&r, i, "note"), wanted[i].note);
		assert_string_equal(cell(&r, i, "line"), wanted[i].line);
		assert_string_equal(cell(&r, i, "product"), wanted[i].product);
	}
	release(&r);
	/* In a resale the group is the seller: one note for both growers, in key order. */
	run_with(&r, "billing: {mode: resale}\n", sorted, NULL, NULL, "2025-03-31", false);
	assert_true(r.done);
	assert_string_equal(cell(&r, 0, "note"), "BL-20250317-K-ehpad-self");
	assert_string_equal(cell(&r, 2, "note"), "BL-20250317-K-ehpad-self");
	assert_string_equal(cell(&r, 2, "line"), "3");
	release(&r);
}

static void write_rows(struct run *r, const struct pial_deliver_result *result,
		       struct pial_strbuf *out)
{
	struct pial_table table;

	pial_table_init(&table, &pial_schema_deliveries);
	for (size_t i = 0; i < result->rows; i++)
		pial_table_add(&table, &result->row[i]);
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	pial_table_write(out, &table, &r->m.model);
	pial_table_release(&table);
}

/* The same rows, turned around in memory, give the same deliveries. */
static void test_order_of_rows_is_nothing(void **state)
{
	static const char rows[] =
		TEN "2025-W12,2025-03-17,K-ehpad,laitue,,laitue,P-sud,,12,1.1\n"
		    "2025-W12,2025-03-18,K-ecole,laitue,,laitue,P-est,,12,1.1\n";
	static const char receipts[] =
		OF_TEN "10,9.7,,,,,\n" NOTE ",,K-ehpad,laitue,P-sud,,,11.9,,,,,\n";
	struct pial_allocation *row, first;
	struct pial_receipt *receipt, other;
	struct pial_deliver_input input;
	struct pial_deliver_result again;
	struct pial_strbuf left, right;
	struct run r;

	(void)state;
	run(&r, rows, receipts);
	row = (void *)r.allocation.row;
	first = row[0];
	row[0] = row[2];
	row[2] = first;
	receipt = (void *)r.receipts.row;
	other = receipt[0];
	receipt[0] = receipt[1];
	receipt[1] = other;
	input = (struct pial_deliver_input){
		.model = &r.m.model, .today = market_day("2025-03-31"), .allocation = row,
		.allocations = 3, .allocation_file = "a", .receipt = receipt, .receipts = 2,
		.receipt_file = "r",
	};
	pial_deliver_result_init(&again);
	assert_true(pial_deliver(&input, &again, &r.m.diags));
	assert_int_equal(again.rows, r.result.rows);
	write_rows(&r, &again, &left);
	write_rows(&r, &r.result, &right);
	assert_string_equal(left.text, right.text);
	pial_strbuf_release(&left);
	pial_strbuf_release(&right);
	pial_deliver_result_release(&again);
	release(&r);
}

static void test_organic(void **state)
{
	struct run r;

	(void)state;
	run(&r, ROWS "2025-W12,2025-03-20,K-ehpad,carotte,,carotte,P-est,,5,1.9\n"
		     "2025-W12,2025-03-20,K-ehpad,carotte,,carotte,P-lac,,5,1.9\n"
		     "2025-W12,2025-03-20,K-ehpad,carotte,,carotte,P-mut,,5,1.9\n"
		     "2025-W12,2025-03-21,K-ehpad,carotte,,carotte,P-est,,5,1.9\n", NULL);
	assert_string_equal(cell(&r, 0, "organic"), "yes");
	assert_string_equal(cell(&r, 0, "certifier"), "FR-BIO-01");
	/* Without any certificate, and in conversion: not organic, and nothing new to say. */
	assert_string_equal(cell(&r, 1, "organic"), "no");
	assert_string_equal(cell(&r, 2, "organic"), "no");
	assert_string_equal(cell(&r, 2, "certifier"), "");
	/* The day after the certificate ended. */
	assert_string_equal(cell(&r, 3, "organic"), "no");
	assert_string_equal(cell(&r, 3, "certifier"), "");
	assert_int_equal(market_said(&r.m, PIAL_N_CERTIFICATE_OUTSIDE), 1);
	release(&r);
}

static void test_columns(void **state)
{
	struct run r;

	(void)state;
	run_with(&r, "", ROWS
		 "2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-est,,10,\n"
		 "2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,,,5,\n"
		 "2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-sud,,0,\n",
		 NULL, "week,day,kitchen,product,contract,quantity\n"
		       "2025-W12,2025-03-17,K-ecole,carotte,C-ecole,15\n", "2025-03-31", false);
	assert_true(r.done);
	/* What is missing, and a line fixed at 0, are no deliveries. */
	assert_int_equal(r.result.rows, 1);
	assert_string_equal(cell(&r, 0, "ordered"), "15");
	assert_string_equal(cell(&r, 0, "allocated"), "10");
	assert_string_equal(cell(&r, 0, "price"), "1.85");
	assert_string_equal(cell(&r, 0, "contract"), "C-ecole");
	assert_string_equal(cell(&r, 0, "origin"), "FRANCE");
	assert_string_equal(cell(&r, 0, "unit"), "kg");
	release(&r);
}

static void test_notes(void **state)
{
	struct run r;

	(void)state;
	/* Garlic has no price: a note needs none. */
	run_with(&r, "", ROWS "2025-W12,2025-03-17,K-ehpad,ail,,ail,P-sud,A1,1,\n", NULL, NULL,
		 "2025-03-10", true);
	assert_true(r.done);
	assert_int_equal(r.result.rows, 1);
	assert_string_equal(cell(&r, 0, "note"), NOTE);
	assert_string_equal(cell(&r, 0, "allocated"), "1");
	assert_string_equal(cell(&r, 0, "certifier"), "FR-BIO-09");
	assert_string_equal(cell(&r, 0, "invoiced"), "");
	assert_int_equal(r.m.diags.count, 0);
	release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_sent),
		cmocka_unit_test(test_silence),
		cmocka_unit_test(test_too_little),
		cmocka_unit_test(test_too_much),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_disputed),
		cmocka_unit_test(test_unordered_lines),
		cmocka_unit_test(test_weight),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_note_found),
		cmocka_unit_test(test_spread_keeps_pieces),
		cmocka_unit_test(test_spread_weight_adds_up),
		cmocka_unit_test(test_batches),
		cmocka_unit_test(test_lines_are_stable),
		cmocka_unit_test(test_order_of_rows_is_nothing),
		cmocka_unit_test(test_organic),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
