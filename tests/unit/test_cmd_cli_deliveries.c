/*
 * The deliveries of a week and of a month: saved ones first, else joined; days, not weeks, make a
 * month; rows fixed by hand are no allocation.
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

#include "cmd/cli_deliveries.h"
#include "tests/unit/scratch.h"

#define ROWS "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity,pin," \
	     "buy_price\n"
#define ORDERS "week,day,kitchen,product,quantity\n"
#define SAVED "note,line,day,kitchen,product,producer,invoiced,priced_unit,price,buy_price,status\n"
/* Week 14 of 2025: Monday 31 March, and Tuesday 1 April. */
#define MONDAY "2025-W14,2025-03-31,K-x,carotte,"
#define TUESDAY "2025-W14,2025-04-01,K-x,carotte,"

static int enter(void **state)
{
	scratch_enter(state);
	scratch_put("pial.yaml", "format: 1\nname: Essai\n");
	scratch_put("producers.csv", "producer,name,kind,tier\nP-a,Ferme A,grower,1\n"
				     "P-gros,Grossiste,partner,2\n");
	scratch_put("kitchens.csv", "kitchen,name\nK-x,Cuisine X\n");
	scratch_put("products.csv", "product,name,family,unit,pack,reference_price\n"
				    "carotte,Carotte,legumes,kg,1,1.5\n");
	assert_int_equal(mkdir("weeks", 0777), 0);
	assert_int_equal(mkdir("weeks/2025-W14", 0777), 0);
	scratch_put("weeks/2025-W14/orders.csv", ORDERS MONDAY "10\n" TUESDAY "20\n");
	return 0;
}

static void put_allocation(void)
{
	scratch_put("weeks/2025-W14/allocation.csv",
	    ROWS MONDAY ",carotte,P-a,,10,no,\n" TUESDAY ",carotte,P-gros,,20,no,1.75\n");
}

static void put_saved(void)
{
	scratch_put("weeks/2025-W14/deliveries.csv",
	    SAVED "BL-20250401-K-x-P-gros,1,2025-04-01,K-x,carotte,P-gros,7,kg,1.5,1.9,agreed\n");
}

struct fixture {
	struct pial_book book;
	struct pial_diags diags;
	struct pial_table deliveries;
	struct pial_week week;
	struct pial_date today;
	enum pial_allocated state;
};

static void start(struct fixture *f)
{
	pial_book_init(&f->book);
	pial_diags_init(&f->diags);
	pial_table_init(&f->deliveries, &pial_schema_deliveries);
	assert_true(pial_book_open(&f->book, ".", true, &f->diags));
	assert_true(pial_book_load(&f->book, &f->diags));
	assert_true(pial_week_make(2025, 14, &f->week));
	assert_true(pial_date_make(2025, 4, 30, &f->today));
}

static void stop(struct fixture *f)
{
	pial_table_release(&f->deliveries);
	pial_book_release(&f->book);
	pial_diags_release(&f->diags);
}

static void week(struct fixture *f)
{
	start(f);
	assert_true(pial_week_deliveries(&f->book, f->week, f->today, &f->deliveries, &f->state,
					 &f->diags));
}

static void month(struct fixture *f, int number)
{
	struct pial_date day;

	start(f);
	assert_true(pial_date_make(2025, number, 1, &day));
	assert_true(pial_month_deliveries(&f->book, pial_month_of(day), f->today, &f->deliveries,
					  &f->diags));
}

static const struct pial_delivery *row(const struct fixture *f, size_t i)
{
	assert_true(i < f->deliveries.count);
	return pial_table_row(&f->deliveries, i);
}

static size_t said(const struct fixture *f, enum pial_code code)
{
	size_t count = 0;

	for (size_t i = 0; i < f->diags.count; i++)
		count += f->diags.entry[i].code == code;
	return count;
}

static void a_week_is_joined(void **state)
{
	struct fixture f;

	(void)state;
	put_allocation();
	scratch_put("weeks/2025-W14/receipts.csv",
	    "note,day,kitchen,product,producer,received,status,agreed\n"
	    ",2025-03-31,K-x,carotte,P-a,6,agreed,6\n");
	week(&f);
	assert_int_equal(f.state, PIAL_ALLOCATED_WHOLE);
	assert_int_equal(f.deliveries.count, 2);
	assert_string_equal(f.deliveries.file, "");
	assert_int_equal(row(&f, 0)->invoiced.milli, 6000);
	assert_int_equal(row(&f, 0)->ordered_quantity.milli, 10000);
	assert_int_equal(row(&f, 1)->invoiced.milli, 20000);
	stop(&f);
}

static void saved_deliveries_win(void **state)
{
	struct fixture f;

	(void)state;
	put_allocation();
	put_saved();
	week(&f);
	assert_int_equal(f.state, PIAL_ALLOCATED_WHOLE);
	assert_int_equal(f.deliveries.count, 1);
	assert_int_equal(row(&f, 0)->invoiced.milli, 7000);
	assert_string_equal(f.deliveries.file, "weeks/2025-W14/deliveries.csv");
	stop(&f);
}

/* Three days are the delay of a book that says nothing; after them silence is consent. */
static void saved_lines_that_need_no_receipt_any_more_are_told(void **state)
{
	struct fixture f;

	(void)state;
	scratch_put("weeks/2025-W14/deliveries.csv",
	    "note,line,day,kitchen,product,producer,invoiced,priced_unit,price,status,reason\n"
	    "BL-1,1,2025-04-01,K-x,carotte,P-a,0,kg,1.5,waiting,no-receipt\n"
	    "BL-1,2,2025-04-01,K-x,carotte,P-gros,0,kg,1.5,waiting,no-receipt\n"
	    "BL-1,3,2025-04-01,K-x,carotte,P-a,0,kg,1.5,waiting,too-little\n");
	for (int day = 4; day <= 5; day++) {
		start(&f);
		assert_true(pial_date_make(2025, 4, day, &f.today));
		assert_true(pial_month_deliveries(&f.book, pial_month_of(f.today), f.today,
						  &f.deliveries, &f.diags));
		assert_int_equal(said(&f, PIAL_A_DELIVERIES_STALE), day == 5);
		assert_int_equal(f.deliveries.count, 3);
		stop(&f);
	}
}

static void nothing_is_said_of_a_week_without_allocation(void **state)
{
	struct fixture f;

	(void)state;
	week(&f);
	assert_int_equal(f.state, PIAL_ALLOCATED_NOT);
	assert_int_equal(f.deliveries.count, 0);
	assert_int_equal(f.diags.count, 0);
	stop(&f);
}

static void rows_fixed_by_hand_are_no_allocation(void **state)
{
	struct fixture f;

	(void)state;
	scratch_put("weeks/2025-W14/allocation.csv", ROWS MONDAY ",carotte,P-a,,10,yes,\n");
	week(&f);
	assert_int_equal(f.state, PIAL_ALLOCATED_PINS);
	assert_int_equal(f.deliveries.count, 0);
	stop(&f);
	/* Every row pinned afterwards: each order has its answer, be it that nobody serves it. */
	scratch_put("weeks/2025-W14/allocation.csv",
	    ROWS MONDAY ",carotte,P-a,,10,yes,\n" TUESDAY ",carotte,,,20,yes,\n");
	week(&f);
	assert_int_equal(f.state, PIAL_ALLOCATED_WHOLE);
	assert_int_equal(f.deliveries.count, 1);
	stop(&f);
	/* An order of nothing needs none. */
	scratch_put("weeks/2025-W14/orders.csv", ORDERS MONDAY "10\n" TUESDAY "0\n");
	scratch_put("weeks/2025-W14/allocation.csv", ROWS MONDAY ",carotte,P-a,,10,yes,\n");
	week(&f);
	assert_int_equal(f.state, PIAL_ALLOCATED_WHOLE);
	stop(&f);
}

static void a_week_astride_two_months_is_cut_by_days(void **state)
{
	struct fixture f;

	(void)state;
	put_allocation();
	month(&f, 3);
	assert_int_equal(f.deliveries.count, 1);
	assert_int_equal(row(&f, 0)->allocated.milli, 10000);
	assert_int_equal(row(&f, 0)->line, 0);
	stop(&f);
	month(&f, 4);
	assert_int_equal(f.deliveries.count, 1);
	assert_int_equal(row(&f, 0)->allocated.milli, 20000);
	stop(&f);
	month(&f, 5);
	assert_int_equal(f.deliveries.count, 0);
	stop(&f);
	put_saved();
	month(&f, 3);
	assert_int_equal(f.deliveries.count, 0);
	stop(&f);
}

/* The alert is for the months whose days were ordered for, and for pins as for nothing. */
static void a_month_tells_of_weeks_not_allocated(void **state)
{
	struct fixture f;

	(void)state;
	scratch_put("weeks/2025-W14/orders.csv", ORDERS TUESDAY "20\n");
	month(&f, 4);
	assert_int_equal(said(&f, PIAL_A_WEEK_NOT_DRAFTED), 1);
	stop(&f);
	month(&f, 3);
	assert_int_equal(said(&f, PIAL_A_WEEK_NOT_DRAFTED), 0);
	stop(&f);
	scratch_put("weeks/2025-W14/orders.csv", ORDERS MONDAY "10\n" TUESDAY "20\n");
	scratch_put("weeks/2025-W14/allocation.csv", ROWS MONDAY ",carotte,P-a,,10,yes,\n");
	month(&f, 3);
	assert_int_equal(said(&f, PIAL_A_WEEK_NOT_DRAFTED), 1);
	assert_int_equal(f.deliveries.count, 0);
	stop(&f);
}

/* The price paid to a partner, ten-thousandths of a euro; -1: no purchase is known. */
static int64_t bought(struct fixture *f)
{
	struct pial_invoice_line line = { .kind = PIAL_LINE_GOODS };
	struct pial_purchase *list = NULL;
	struct pial_table lines;
	size_t count = 0;
	int64_t price = -1;

	start(f);
	pial_table_init(&lines, &pial_schema_lines);
	assert_true(pial_date_make(2025, 4, 1, &line.day));
	pial_table_add(&lines, &line);
	assert_true(pial_week_purchases(&f->book, &lines, &list, &count, &f->diags));
	if (count) {
		assert_int_equal(count, 1);
		assert_string_equal(pial_model_text(&f->book.model, list->note.n),
				    "BL-20250401-K-x-P-gros");
		price = list->price.e4;
	}
	free(list);
	pial_table_release(&lines);
	stop(f);
	return price;
}

static void purchases_are_looked_up_in_the_weeks(void **state)
{
	struct fixture f;

	(void)state;
	assert_int_equal(bought(&f), -1);
	put_allocation();
	assert_int_equal(bought(&f), 17500);
	put_saved();
	assert_int_equal(bought(&f), 19000);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, enter, scratch_leave)
	const struct CMUnitTest tests[] = {
		CASE(a_week_is_joined),
		CASE(saved_deliveries_win),
		CASE(saved_lines_that_need_no_receipt_any_more_are_told),
		CASE(nothing_is_said_of_a_week_without_allocation),
		CASE(rows_fixed_by_hand_are_no_allocation),
		CASE(a_week_astride_two_months_is_cut_by_days),
		CASE(a_month_tells_of_weeks_not_allocated),
		CASE(purchases_are_looked_up_in_the_weeks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
