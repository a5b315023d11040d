/*
 * What is paid ahead: totals with VAT against all that there are, invoices used up in their order.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "invoice/prepay.h"
#include "market.h"

/* Every total that some net gives, and no other, is found. */
static void test_totals(void **state)
{
	static const int32_t rates[] = { 0, 21000, 55000, 100000, 200000 };
	static int64_t net_of[6000];

	(void)state;
	for (size_t r = 0; r < sizeof(rates) / sizeof(*rates); r++) {
		memset(net_of, 0, sizeof(net_of));
		for (int64_t net = 1; net < 5000; net++)
			/* Half away, by hand: all are above 0. */
			net_of[net + (2 * net * rates[r] + 1000000) / 2000000] = net;
		for (int64_t total = 1; total < 5000; total++) {
			struct pial_money net;
			bool found = pial_prepaid_net((struct pial_money){ total },
						      (struct pial_rate){ rates[r] }, &net);

			assert_int_equal(found, net_of[total] > 0);
			if (found)
				assert_int_equal(net.cents, net_of[total]);
		}
	}
}

struct books {
	struct market m;
	struct pial_table advances;
	struct pial_register_entry doc[5];
	const struct pial_register_entry *docs[5];
	struct pial_prepay_input input;
	struct pial_arena arena;
};

static struct pial_text text(struct books *b, const char *of)
{
	return (struct pial_text){ market_id(&b->m, of) };
}

static void add(struct books *b, const char *seller, const char *number, int64_t total,
		int64_t payable, enum pial_invoice_kind kind, const char *credits)
{
	struct pial_register_entry *doc = &b->doc[b->input.documents];

	*doc = (struct pial_register_entry){
		.seller = text(b, seller), .number = text(b, number), .buyer = text(b, "K-ehpad"),
		.total = { total }, .payable = { payable }, .kind = (uint8_t)kind };
	if (credits)
		doc->credits = text(b, credits);
	b->docs[b->input.documents++] = doc;
}

static void init(struct books *b, const char *mode)
{
	memset(b, 0, sizeof(*b));
	market_init(&b->m, mode);
	market_read(&b->m, &b->advances, &pial_schema_advances,
		    "advance,entry,date,kind,producer,amount,lender,period\n"
		    "AV-1,1,2025-01-10,granted,P-sud,100,K-ehpad,\n"
		    "AV-1,2,2025-02-28,repaid,P-sud,70,K-ehpad,2025-02\n"
		    "AV-2,1,2025-02-10,granted,P-sud,50,K-ehpad,\n"
		    "AV-2,2,2025-03-31,repaid,P-sud,45,K-ehpad,2025-03\n"
		    "AV-2,3,2025-04-02,repaid,P-sud,5,K-ehpad,\n"
		    "AV-3,1,2025-02-10,granted,P-sud,500,fund,\n"
		    "AV-3,2,2025-03-31,repaid,P-sud,90,fund,2025-03\n");
	b->input = (struct pial_prepay_input){
		.model = &b->m.model, .self = text(b, "self"), .document = b->docs,
		.advance = (void *)b->advances.row, .advances = b->advances.count };
	pial_arena_init(&b->arena);
}

static void release(struct books *b)
{
	pial_arena_release(&b->arena);
	pial_table_release(&b->advances);
	market_release(&b->m);
}

/* 115 were kept, 60 deducted: 40 are left of the first invoice, 15 of the second are next. */
static void test_in_order(void **state)
{
	struct pial_bill_prepaid *list;
	struct pial_prepaid *pair;
	struct books b;
	size_t count;

	(void)state;
	init(&b, "billing: {mode: mandate}\n");
	add(&b, "P-sud", "A-1", 10000, 0, PIAL_INVOICE_PREPAYMENT, NULL);
	add(&b, "P-sud", "A-2", 5000, 0, PIAL_INVOICE_PREPAYMENT, NULL);
	add(&b, "P-sud", "A-3", 8000, 2000, PIAL_INVOICE_PLAIN, NULL);
	add(&b, "P-est", "B-1", 8000, 2000, PIAL_INVOICE_PLAIN, NULL);
	assert_true(pial_prepaid_list(&b.input, &b.arena, &pair, &count));
	assert_int_equal(count, 1);
	/* Neither the fund's nor what was paid back by hand. */
	assert_int_equal(pair->kept.cents, 11500);
	assert_int_equal(pair->deducted.cents, 6000);
	assert_true(pial_prepaid_deduct(&b.input, &b.arena, &list, &count));
	assert_int_equal(count, 1);
	assert_int_equal(list->refs, 2);
	assert_string_equal(list->ref[0].number, "A-1");
	assert_int_equal(list->ref[0].amount.cents, 4000);
	assert_string_equal(list->ref[1].number, "A-2");
	assert_int_equal(list->ref[1].amount.cents, 1500);
	/* The first is taken back: what was deducted was of the second, and nothing is left. */
	add(&b, "P-sud", "A-4", 10000, 10000, PIAL_INVOICE_CREDIT, "A-1");
	assert_true(pial_prepaid_deduct(&b.input, &b.arena, &list, &count));
	assert_int_equal(count, 0);
	release(&b);
}

/* The group's own invoices when it resells; nothing to deduct from when producers invoice. */
static void test_modes(void **state)
{
	struct pial_bill_prepaid *list;
	struct books b;
	size_t count;

	(void)state;
	init(&b, "billing: {mode: resale}\n");
	add(&b, "self", "F-1", 20000, 0, PIAL_INVOICE_PREPAYMENT, NULL);
	assert_true(pial_prepaid_deduct(&b.input, &b.arena, &list, &count));
	assert_int_equal(count, 1);
	assert_int_equal(list->seller.n, market_id(&b.m, "self"));
	assert_int_equal(list->ref[0].amount.cents, 11500);
	release(&b);
	init(&b, "billing: {mode: direct}\n");
	assert_true(pial_prepaid_deduct(&b.input, &b.arena, &list, &count));
	assert_int_equal(count, 0);
	release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_totals),
		cmocka_unit_test(test_in_order),
		cmocka_unit_test(test_modes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
