/*
 * Entries: worked out by hand in both modes, each adding up to 0; what is refused.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "invoice/entries.h"
#include "load/field.h"
#include "market.h"

#define FEES "fees:\n" \
	     "  - {name: service, rate: 8%, base: sale, paid_by: kitchen, to: service, " \
	     "vat_rate: 20, in_price: yes}\n" \
	     "  - {name: levy, rate: 1%, base: sale, paid_by: producer, to: fund}\n"
#define STATED "producer,period,line,kind,label,invoice,rate,amount\n"

struct books {
	struct market m;
	struct pial_table rows;
	struct pial_register_entry doc[3];
	const struct pial_register_entry *docs[3];
	struct pial_invoice_line line[2];
	struct pial_fund_entry fund[1];
	struct pial_entries_input input;
	struct pial_entries entries;
};

static struct pial_text text(struct books *b, const char *of)
{
	return (struct pial_text){ market_id(&b->m, of) };
}

static void init(struct books *b, const char *policy, const char *statements)
{
	memset(b, 0, sizeof(*b));
	market_init(&b->m, policy);
	market_read(&b->m, &b->rows, &pial_schema_statement, statements);
	text(b, "self");
	b->input = (struct pial_entries_input){
		.model = &b->m.model, .document = b->docs, .line = b->line, .fund = b->fund,
		.row = (void *)b->rows.row, .rows = b->rows.count };
	pial_entries_init(&b->entries);
}

static void release(struct books *b)
{
	pial_entries_release(&b->entries);
	pial_table_release(&b->rows);
	market_release(&b->m);
}

static void add_document(struct books *b, const char *seller, const char *number, int64_t net,
			 int64_t vat, enum pial_invoice_kind kind)
{
	struct pial_register_entry *doc = &b->doc[b->input.documents];

	*doc = (struct pial_register_entry){
		.seller = text(b, seller), .number = text(b, number),
		.buyer = text(b, "K-ehpad"), .date = market_day("2025-04-05"),
		.period = pial_month_of(market_day("2025-03-01")), .net = { net },
		.vat = { vat }, .total = { net + vat }, .payable = { net + vat },
		.kind = (uint8_t)kind };
	b->docs[b->input.documents++] = doc;
}

/* Balance of an account, of one party or of all ("" ), over all entries, each of which is 0. */
static int64_t balance(struct books *b, enum pial_account_code account, const char *party)
{
	uint32_t id = *party ? market_id(&b->m, party) : 0;
	int64_t sum = 0;

	for (size_t i = 0; i < b->entries.count; i++) {
		const struct pial_booked *entry = &b->entries.entry[i];
		int64_t whole = 0;

		for (size_t k = 0; k < entry->postings; k++) {
			whole += entry->posting[k].amount.cents;
			assert_int_not_equal(entry->posting[k].amount.cents, 0);
			if (entry->posting[k].account == account &&
			    (!id || entry->posting[k].party.n == id))
				sum += entry->posting[k].amount.cents;
		}
		assert_int_equal(whole, 0);
	}
	return sum;
}

static void make(struct books *b)
{
	assert_true(pial_entries_make(&b->input, &b->entries, &b->m.diags));
}

/*
 * Carrots of 38.00 with 3.04 and 0.38 kept; a partner invoiced 41.00 + 2.26 of VAT and stated
 * 50.00 + 2.26, the fund pays 12.28: 9.00 and the group's 3.28 on the partner's goods.
 */
static void test_mandate(void **state)
{
	struct books b;

	(void)state;
	init(&b, FEES "billing: {mode: mandate}\n",
	     STATED "P-est,2025-03,1,sale,Carotte,LU-1,,38\n"
		    "P-est,2025-03,2,service,service,,8,-3.04\n"
		    "P-est,2025-03,3,levy,levy,,1,-0.38\n"
		    "P-gros,2025-03,1,sale,Carotte,LU-2,,50\n"
		    "P-gros,2025-03,2,vat,,LU-2,5.5,2.26\n");
	add_document(&b, "P-est", "LU-1", 3800, 0, PIAL_INVOICE_PLAIN);
	add_document(&b, "P-gros", "LU-2", 4100, 226, PIAL_INVOICE_PLAIN);
	b.fund[0] = (struct pial_fund_entry){
		.kind = PIAL_FUND_SHORTFALL, .amount = { -1228 },
		.period = pial_month_of(market_day("2025-03-01")),
		.date = market_day("2025-03-31") };
	b.input.funds = 1;
	make(&b);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_CUSTOMERS, "K-ehpad"), 3800 + 4326);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_PRODUCERS, "P-est"), -(3800 - 304 - 38));
	assert_int_equal(balance(&b, PIAL_ACCOUNT_PRODUCERS, "P-gros"), -5226);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_FUND, ""), 1228 - 38);
	/* The group of this market charges no VAT. */
	assert_int_equal(balance(&b, PIAL_ACCOUNT_SERVICES, ""), -(304 + 328));
	assert_int_equal(balance(&b, PIAL_ACCOUNT_FUND_WAITING, ""), 0);
	release(&b);
}

/* The group sells for 38.00 with a fee of 2.00 to the fund, and buys for 38.00 less its fee. */
static void test_resale(void **state)
{
	struct books b;

	(void)state;
	init(&b, FEES "billing: {mode: resale}\n",
	     STATED "P-sud,2025-03,1,sale,Laitue,F-1,,38\n"
		    "P-sud,2025-03,2,service,service,,8,-3.04\n"
		    "P-sud,2025-03,3,vat,,,5.5,1.92\n");
	add_document(&b, "self", "F-1", 4000, 209, PIAL_INVOICE_PLAIN);
	add_document(&b, "self", "F-2", 1000, 55, PIAL_INVOICE_CREDIT);
	b.line[0] = (struct pial_invoice_line){
		.invoice = b.doc[0].number, .net = { 3800 }, .to = PIAL_TO_PRODUCER };
	b.line[1] = (struct pial_invoice_line){
		.invoice = b.doc[0].number, .net = { 200 }, .to = PIAL_TO_FUND,
		.period = b.doc[0].period };
	b.input.lines = 2;
	make(&b);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_CUSTOMERS, ""), 4209 - 1055);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_SALES, ""), -3800 + 1000);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_VAT_CHARGED, ""), -209 + 55);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_SUPPLIERS, "P-sud"), -(3800 - 304 + 192));
	/* Without VAT of its own, what the group pays of it is part of the price. */
	assert_int_equal(balance(&b, PIAL_ACCOUNT_PURCHASES, ""), 3800 - 304 + 192);
	/* The fee for the fund waits until the ledger of the fund has it. */
	assert_int_equal(balance(&b, PIAL_ACCOUNT_FUND_WAITING, ""), -200);
	pial_entries_release(&b.entries);
	b.fund[0] = (struct pial_fund_entry){
		.kind = PIAL_FUND_LEVY, .amount = { 200 }, .party = text(&b, "K-ehpad"),
		.period = b.doc[0].period, .date = market_day("2025-03-31") };
	b.input.funds = 1;
	make(&b);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_FUND_WAITING, ""), 0);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_FUND, ""), -200);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_INCOME, ""), 0);
	release(&b);
}

/*
 * A partner's invoice of 10.00, and one that came late and is credited in part: April settles what
 * it cites. Paid 12.00, then 6.00 for 5.00 less 2.00: 2.00 and 3.00 come from the fund.
 */
static void test_corrections(void **state)
{
	struct books b;

	(void)state;
	init(&b, "billing: {mode: mandate}\n",
	     "producer,period,line,kind,label,invoice,rate,amount,corrects,part\n"
	     "P-est,2025-04,1,correction,service,,8,-3.04,2025-03,service\n"
	     "P-est,2025-04,2,correction,levy,,1,-0.38,2025-03,levy\n"
	     "P-gros,2025-03,1,sale,Carotte,LU-1,,12,,\n"
	     "P-gros,2025-04,1,correction,Carotte,LU-2,,8,2025-03,sale\n"
	     "P-gros,2025-04,2,correction,Carotte,LU-3,,-2,2025-03,sale\n");
	add_document(&b, "P-gros", "LU-1", 1000, 0, PIAL_INVOICE_PLAIN);
	add_document(&b, "P-gros", "LU-2", 500, 0, PIAL_INVOICE_PLAIN);
	add_document(&b, "P-gros", "LU-3", 200, 0, PIAL_INVOICE_CREDIT);
	make(&b);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_PRODUCERS, "P-gros"), -(1200 + 800 - 200));
	assert_int_equal(balance(&b, PIAL_ACCOUNT_PRODUCERS, "P-est"), 342);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_FUND, ""), -38);
	/* Nothing came from the fund here: the group bore it. */
	assert_int_equal(balance(&b, PIAL_ACCOUNT_SERVICES, ""), -304 + 200 + 300);
	/* March has its 2.00 alone. */
	for (size_t i = 0; i < b.entries.count; i++)
		if (b.entries.entry[i].kind == PIAL_ENTRY_PARTNERS &&
		    b.entries.entry[i].date.n == market_day("2025-03-31").n)
			assert_int_equal(b.entries.entry[i].posting[0].amount.cents, -200);
	release(&b);
}

/*
 * Bought by a self-billed invoice of 36.88, of which 3.46 was taken back: what the statement says
 * of them is booked once, and the levy and what was kept of a sale on no document from the
 * statement.
 */
static void test_bought(void **state)
{
	struct books b;

	(void)state;
	init(&b, FEES "billing: {mode: resale}\n",
	     STATED "P-sud,2025-03,1,sale,Laitue,S-1,,38\n"
		    "P-sud,2025-03,2,service,service,S-1,8,-3.04\n"
		    "P-sud,2025-03,3,service,service,,8,-0.16\n"
		    "P-sud,2025-03,4,levy,levy,,1,-0.4\n"
		    "P-sud,2025-03,5,vat,,S-1,5.5,1.92\n");
	for (size_t i = 0; i < b.input.rows; i++) {
		struct pial_statement_row *row = (void *)b.rows.row;

		if (row[i].invoice.n)
			row[i].buyer.n = market_id(&b.m, "self");
	}
	add_document(&b, "P-sud", "S-1", 3496, 192, PIAL_INVOICE_SELF);
	add_document(&b, "P-sud", "S-2", 328, 18, PIAL_INVOICE_SELF_CREDIT);
	make(&b);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_SUPPLIERS, "P-sud"),
			 -(3496 + 192) + (328 + 18) + 16 + 40);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_PURCHASES, ""), 3496 + 192 - 328 - 18 - 16);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_FUND, ""), -40);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_CUSTOMERS, ""), 0);
	release(&b);
}

/* Refused: producers who invoice themselves; a partner's month that was never issued. */
static void test_refused(void **state)
{
	struct books b;

	(void)state;
	init(&b, "billing: {mode: direct}\n", STATED);
	assert_false(pial_entries_make(&b.input, &b.entries, &b.m.diags));
	assert_int_equal(market_said(&b.m, PIAL_E_EXPORT_DIRECT), 1);
	release(&b);
	init(&b, "billing: {mode: mandate}\n", STATED "P-gros,2025-03,1,sale,Carotte,,,50\n");
	assert_false(pial_entries_make(&b.input, &b.entries, &b.m.diags));
	assert_int_equal(market_said(&b.m, PIAL_E_EXPORT_NOT_ISSUED), 1);
	release(&b);
	init(&b, "billing: {mode: mandate}\n", STATED "P-gros,2025-03,1,sale,Carotte,,,50\n");
	add_document(&b, "P-gros", "LU-1", 5000, 0, PIAL_INVOICE_PLAIN);
	make(&b);
	assert_int_equal(balance(&b, PIAL_ACCOUNT_PRODUCERS, ""), -5000);
	/* An amount that leaves 64 bits. */
	pial_entries_release(&b.entries);
	b.doc[0].net.cents = b.doc[0].total.cents = b.doc[0].payable.cents = INT64_MAX - 10;
	add_document(&b, "P-gros", "LU-2", INT64_MAX - 10, 0, PIAL_INVOICE_PLAIN);
	assert_false(pial_entries_make(&b.input, &b.entries, &b.m.diags));
	assert_int_equal(market_said(&b.m, PIAL_E_AMOUNT), 1);
	release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mandate),
		cmocka_unit_test(test_resale),
		cmocka_unit_test(test_corrections),
		cmocka_unit_test(test_bought),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
