/*
 * What earlier weeks say to the next: who met whom, and what each contract received, row by row as
 * deliveries are matched.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "book/book.h"
#include "book/history.h"
#include "tests/unit/scratch.h"

#define ROWS "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"
#define RECEIPTS "note,day,kitchen,product,producer,batch,received,refused,status,agreed\n"
/*
 * The start of a row under contract C-x, of one under C-y, which the same carrots serve in place of
 * turnips, and of a receipt of those carrots.
 */
#define X "2025-W12,2025-03-18,K-x,carotte,C-x,carotte,P-a,"
#define Y "2025-W12,2025-03-18,K-x,navet,C-y,carotte,P-a,"
#define GOT ",2025-03-18,K-x,carotte,P-a,"

static void put_contract(const char *path, const char *id, const char *product)
{
	char text[256];

	snprintf(text, sizeof(text), "id: %s\nkitchen: K-x\ntitle: Légumes\nfrom: 2025-01-01\n"
		 "until: 2025-12-31\nlines:\n  - {product: %s, price: 1.85}\n", id, product);
	scratch_put(path, text);
}

static int enter(void **state)
{
	scratch_enter(state);
	scratch_put("pial.yaml", "format: 1\nname: Essai\n");
	scratch_put("producers.csv", "producer,name\nP-a,Ferme A\nP-b,Ferme B\n");
	scratch_put("kitchens.csv", "kitchen,name\nK-x,Cuisine X\nK-y,Cuisine Y\n");
	scratch_put("products.csv", "product,name,family,unit,pack,substitutes\n"
				    "carotte,Carotte,legumes,kg,1,\n"
				    "navet,Navet,legumes,kg,1,carotte\n");
	assert_int_equal(mkdir("contracts", 0777), 0);
	put_contract("contracts/x.yaml", "C-x", "carotte");
	put_contract("contracts/y.yaml", "C-y", "navet");
	assert_int_equal(mkdir("weeks", 0777), 0);
	assert_int_equal(mkdir("weeks/2025-W12", 0777), 0);
	return 0;
}

struct fixture {
	struct pial_book book;
	struct pial_diags diags;
	struct pial_history history;
	bool done;
};

/* Reads what week 12 says to week 13; NULL for no receipts. */
static void load(struct fixture *f, const char *allocation, const char *receipts)
{
	struct pial_week week;

	scratch_put("weeks/2025-W12/allocation.csv", allocation);
	if (receipts)
		scratch_put("weeks/2025-W12/receipts.csv", receipts);
	pial_book_init(&f->book);
	pial_diags_init(&f->diags);
	pial_history_init(&f->history);
	assert_true(pial_book_open(&f->book, ".", true, &f->diags));
	assert_true(pial_book_load(&f->book, &f->diags));
	assert_true(pial_week_make(2025, 13, &week));
	f->done = pial_history_load(&f->history, &f->book, week, &f->diags);
}

static void stop(struct fixture *f)
{
	pial_history_release(&f->history);
	pial_book_release(&f->book);
	pial_diags_release(&f->diags);
}

/* What a contract received of carrots on 18 March, thousandths; -1: not a word of it. */
static int64_t given(const struct fixture *f, const char *contract)
{
	const struct pial_model *model = &f->book.model;
	int64_t sum = -1;

	for (size_t i = 0; i < f->history.delivereds; i++) {
		const struct pial_contract_delivered *row = &f->history.delivered[i];

		if (strcmp(pial_model_text(model, row->contract.n), contract))
			continue;
		assert_int_equal(sum, -1);
		sum = row->quantity.milli;
	}
	return sum;
}

static void expect(const char *allocation, const char *receipts, int64_t x, int64_t y)
{
	struct fixture f;

	load(&f, allocation, receipts);
	assert_true(f.done);
	assert_int_equal(given(&f, "C-x"), x);
	assert_int_equal(given(&f, "C-y"), y);
	stop(&f);
}

static void without_receipt_as_allocated(void **state)
{
	(void)state;
	expect(ROWS X ",10\n", NULL, 10000, -1);
	/* A receipt of other goods says nothing of these. */
	expect(ROWS X ",10\n", RECEIPTS ",2025-03-19,K-x,carotte,P-a,,3,,,\n", 10000, -1);
}

static void what_the_kitchen_kept_counts(void **state)
{
	(void)state;
	expect(ROWS X ",10\n", RECEIPTS GOT ",7,,,\n", 7000, -1);
	expect(ROWS X ",10\n", RECEIPTS GOT ",10,4,,\n", 6000, -1);
	expect(ROWS X ",10\n", RECEIPTS GOT ",10,4,disputed,9\n", 9000, -1);
	/* Nothing kept: no meeting and no delivery. */
	expect(ROWS X ",10\n", RECEIPTS GOT ",10,10,,\n", -1, -1);
}

static void a_receipt_may_leave_out_its_batch(void **state)
{
	(void)state;
	expect(ROWS X "L1,10\n", RECEIPTS GOT ",7,,,\n", 7000, -1);
	expect(ROWS X ",10\n", RECEIPTS GOT "L1,7,,,\n", 7000, -1);
	expect(ROWS X "L1,10\n", RECEIPTS GOT "L2,7,,,\n", 10000, -1);
}

static void a_receipt_may_leave_out_its_day(void **state)
{
	(void)state;
	expect(ROWS X ",10\n", RECEIPTS "BL-20250318-K-x-P-a,,K-x,carotte,P-a,,7,,,\n", 7000, -1);
}

/* One receipt over two rows of a harvest: filled in key order, the last one lacks. */
static void a_receipt_is_spread_over_two_contracts(void **state)
{
	(void)state;
	expect(ROWS Y "L1,5\n" X "L1,10\n", RECEIPTS GOT "L1,12,,,\n", 10000, 2000);
	expect(ROWS Y "L1,5\n" X "L1,10\n", RECEIPTS GOT "L1,15,6,,\n", 9000, -1);
	expect(ROWS Y "L1,5\n" X "L1,10\n", RECEIPTS GOT ",15,,disputed,11\n", 10000, 1000);
	expect(ROWS Y "L2,5\n" X "L1,10\n",
	       RECEIPTS GOT "L1,8,,,\n" GOT "L2,4,,,\n", 8000, 4000);
}

/* Rows of one contract and day are one entry; another day is another. */
static void contracts_are_counted_by_day(void **state)
{
	struct fixture f;

	(void)state;
	load(&f, ROWS X "L1,10\n" X "L2,5\n"
	     "2025-W12,2025-03-20,K-x,carotte,C-x,carotte,P-a,L1,3\n",
	     RECEIPTS GOT "L2,4,,,\n");
	assert_true(f.done);
	assert_int_equal(f.history.delivereds, 2);
	assert_int_equal(f.history.delivered[0].quantity.milli, 14000);
	assert_int_equal(f.history.delivered[1].quantity.milli, 3000);
	assert_int_equal(f.history.delivered[1].day.n, f.history.delivered[0].day.n + 2);
	assert_int_equal(f.history.meetings, 1);
	stop(&f);
}

/* What nobody had allocated counts for no contract. */
static void unordered_goods_count_for_nobody(void **state)
{
	(void)state;
	expect(ROWS X ",10\n", RECEIPTS ",2025-03-18,K-x,carotte,P-b,,4,,,\n", 10000, -1);
}

/* A file of rows fixed by hand is no allocation yet: nobody met. */
static void pins_alone_say_nothing(void **state)
{
	struct fixture f;

	(void)state;
	load(&f, "week,day,kitchen,ordered_product,contract,product,producer,quantity,pin\n"
		 "2025-W12,2025-03-18,K-x,carotte,C-x,carotte,P-a,10,yes\n", NULL);
	assert_true(f.done);
	assert_int_equal(f.history.meetings, 0);
	assert_int_equal(f.history.delivereds, 0);
	stop(&f);
}

static void a_receipt_of_no_day_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	load(&f, ROWS X ",10\n", RECEIPTS "7,,K-x,carotte,P-a,,7,,,\n");
	assert_false(f.done);
	assert_int_equal(f.diags.entry[f.diags.count - 1].code, PIAL_E_RECEIPT_DAY);
	assert_string_equal(f.diags.entry[f.diags.count - 1].pos.file,
			    "weeks/2025-W12/receipts.csv");
	assert_int_equal(f.diags.entry[f.diags.count - 1].pos.line, 2);
	stop(&f);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, enter, scratch_leave)
	const struct CMUnitTest tests[] = {
		CASE(without_receipt_as_allocated),
		CASE(what_the_kitchen_kept_counts),
		CASE(a_receipt_may_leave_out_its_batch),
		CASE(a_receipt_may_leave_out_its_day),
		CASE(a_receipt_is_spread_over_two_contracts),
		CASE(contracts_are_counted_by_day),
		CASE(unordered_goods_count_for_nobody),
		CASE(pins_alone_say_nothing),
		CASE(a_receipt_of_no_day_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
