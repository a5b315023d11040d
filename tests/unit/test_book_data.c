/*
 * Reference data of a book: what is shipped, what the book puts in its place, thresholds by day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "book/book.h"
#include "book/legal.h"
#include "model/data.h"
#include "tests/unit/scratch.h"

static int enter(void **state)
{
	scratch_enter(state);
	scratch_put("pial.yaml", "format: 1\nname: Essai\nlanguage: fr\n");
	scratch_put("producers.csv", "producer,name\nP-a,Ferme A\n");
	scratch_put("kitchens.csv", "kitchen,name\nK-x,Cuisine X\n");
	scratch_put("products.csv", "product,name,family,unit\nlaitue,Laitue,legumes,piece\n");
	return 0;
}

struct fixture {
	struct pial_book book;
	struct pial_diags diags;
	struct pial_table table;
};

/* Loads the book, then one of its tables; true when that one is accepted. */
static bool start(struct fixture *f, const struct pial_schema *schema)
{
	pial_book_init(&f->book);
	pial_diags_init(&f->diags);
	pial_table_init(&f->table, schema);
	assert_true(pial_book_open(&f->book, ".", true, &f->diags));
	assert_true(pial_book_load(&f->book, &f->diags));
	return pial_book_data(&f->book, &f->table, &f->diags);
}

static void stop(struct fixture *f)
{
	pial_table_release(&f->table);
	pial_book_release(&f->book);
	pial_diags_release(&f->diags);
}

static int64_t ceiling(const struct fixture *f, int year, int month, int day)
{
	struct pial_date date;

	assert_true(pial_date_make(year, month, day, &date));
	return pial_threshold_on((const void *)f->table.row, f->table.count,
				 PIAL_THRESHOLD_DIRECT_AWARD, date).cents;
}

/* R. 2122-8 of the public procurement code: 40 000 EUR, then 60 000 EUR from 2026-04-01. */
static void direct_award_by_day(void **state)
{
	struct fixture f;

	(void)state;
	assert_true(start(&f, &pial_schema_thresholds));
	assert_int_equal(ceiling(&f, 2025, 3, 17), 4000000);
	assert_int_equal(ceiling(&f, 2026, 3, 31), 4000000);
	assert_int_equal(ceiling(&f, 2026, 4, 1), 6000000);
	assert_int_equal(ceiling(&f, 2030, 1, 1), 6000000);
	assert_int_equal(ceiling(&f, 2019, 12, 31), INT64_MIN);
	stop(&f);
}

/* A file of the book replaces the shipped one whole; the line that begins last counts. */
static void book_replaces(void **state)
{
	struct fixture f;

	(void)state;
	assert_int_equal(mkdir("data", 0777), 0);
	scratch_put("data/thresholds.csv", "rule,from,until,value\n"
					   "direct-award,2027-01-01,,70000\n"
					   "direct-award,2026-01-01,,50000\n");
	assert_true(start(&f, &pial_schema_thresholds));
	assert_int_equal(f.table.count, 2);
	assert_int_equal(ceiling(&f, 2025, 12, 31), INT64_MIN);
	assert_int_equal(ceiling(&f, 2026, 12, 31), 5000000);
	assert_int_equal(ceiling(&f, 2027, 1, 1), 7000000);
	stop(&f);
}

static void refused_with_place(void **state)
{
	struct fixture f;

	(void)state;
	assert_int_equal(mkdir("data", 0777), 0);
	scratch_put("data/thresholds.csv", "rule,from,until,value\n"
					   "direct-award,2026-04-01,2026-03-31,60000\n");
	assert_false(start(&f, &pial_schema_thresholds));
	assert_int_equal(f.diags.entry[0].code, PIAL_E_DATES_ORDER);
	assert_string_equal(f.diags.entry[0].pos.file, "data/thresholds.csv");
	assert_int_equal(f.diags.entry[0].pos.line, 2);
	assert_int_equal(f.diags.entry[0].pos.column, 3);
	stop(&f);
	scratch_put("data/quotations.csv", "product,day,price,unit\n"
					   "laitue,2025-03-10,1.2,litre\n"
					   "latue,2025-03-10,1.2,kg\n"
					   "laitue,2025-03-11,3.1,kg\n");
	assert_false(start(&f, &pial_schema_quotations));
	assert_int_equal(f.diags.count, 2);
	assert_int_equal(f.diags.entry[0].code, PIAL_E_REF_PRODUCT_NEAR);
	assert_int_equal(f.diags.entry[1].code, PIAL_E_UNIT);
	assert_int_equal(f.diags.entry[1].pos.column, 4);
	stop(&f);
}

/* Quotations are of a place: none are shipped. Portions are, of six ages. */
static void what_is_shipped(void **state)
{
	struct fixture f;
	size_t side = 0;

	(void)state;
	assert_true(start(&f, &pial_schema_quotations));
	assert_int_equal(f.table.count, 0);
	stop(&f);
	assert_true(start(&f, &pial_schema_portions));
	for (size_t i = 0; i < f.table.count; i++) {
		const struct pial_portion *row = pial_table_row(&f.table, i);

		assert_int_not_equal(row->source.n, 0);
		if (row->dish != PIAL_DISH_SIDE || row->food.n)
			continue;
		side++;
		if (!strcmp(pial_model_text(&f.book.model, row->age_class.n), "primary"))
			assert_int_equal(row->grams, 100);
	}
	assert_int_equal(side, 6);
	stop(&f);
}

/* A rate has a value, recovery costs an amount: each the one and not the other. */
static void rates_have_one_form(void **state)
{
	struct fixture f;

	(void)state;
	assert_int_equal(mkdir("data", 0777), 0);
	scratch_put("data/rates.csv", "rate,from,value,amount\n"
		    "vat,2025-01-01,5.5,\n"
		    "vat,2025-01-01,,5.5\n"
		    "recovery,2025-01-01,40,\n");
	assert_false(start(&f, &pial_schema_rates));
	assert_int_equal(f.diags.count, 2);
	assert_int_equal(f.diags.entry[0].code, PIAL_E_RATE_FORM);
	assert_int_equal(f.diags.entry[0].pos.line, 3);
	assert_int_equal(f.diags.entry[1].code, PIAL_E_RATE_FORM);
	assert_int_equal(f.diags.entry[1].pos.line, 4);
	stop(&f);
}

/* What is shipped holds today; a book's own file takes its place, whole. */
static void law_of_a_book(void **state)
{
	struct pial_book_legal legal;
	struct fixture f;
	struct pial_date day;

	(void)state;
	assert_true(pial_date_make(2025, 3, 31, &day));
	assert_int_equal(mkdir("data", 0777), 0);
	scratch_put("data/terms.csv", "buyer,from,days,after,points\n"
		    "private,2020-01-01,15,invoice,12\n");
	assert_true(start(&f, &pial_schema_rates));
	pial_book_legal_init(&legal);
	assert_true(pial_book_legal(&f.book, &legal, &f.diags));
	assert_non_null(pial_legal_mention(&legal.law, PIAL_MENTION_FRANCHISE, day));
	assert_int_equal(pial_legal_rate(&legal.law, PIAL_LEGAL_ECB, day)->value.e6, 31500);
	assert_true(pial_legal_vat(&legal.law, (struct pial_rate){ 55000 }, day));
	assert_false(pial_legal_vat(&legal.law, (struct pial_rate){ 60000 }, day));
	assert_int_equal(pial_legal_term(&legal.law, PIAL_BUYER_PRIVATE, day)->days, 15);
	assert_null(pial_legal_term(&legal.law, PIAL_BUYER_PUBLIC, day));
	pial_book_legal_release(&legal);
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(direct_award_by_day, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(book_replaces, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(refused_with_place, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(what_is_shipped, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(rates_have_one_form, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(law_of_a_book, enter, scratch_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
