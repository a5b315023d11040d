/*
 * Corrections of settled months: cause by cause, once, and what is left alone.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "invoice/correct.h"
#include "market.h"

#define HEAD "producer,period,line,kind,label,buyer,note,day,quantity,unit,price,rate,amount," \
	     "invoice,corrects,part\n"
#define SALE(line, note, quantity, net, invoice) \
	"P-est,2025-03," line ",sale,Carotte,K-ehpad," note ",2025-03-17," quantity ",kg,1.9,," \
	net "," invoice ",,\n"
#define FEE(line, kind, rate, amount) \
	"P-est,2025-03," line "," kind "," kind ",,,,,,," rate "," amount ",,,\n"

struct run {
	struct market m;
	struct pial_table now, saved;
	struct pial_arena arena;
	struct pial_statement_row *row;
	size_t rows;
};

static void compare(struct run *r, const char *policy, const char *now, const char *saved)
{
	struct pial_correct_input input;

	market_init(&r->m, policy);
	market_read(&r->m, &r->now, &pial_schema_statement, now);
	market_read(&r->m, &r->saved, &pial_schema_statement, saved);
	pial_arena_init(&r->arena);
	input = (struct pial_correct_input){
		.model = &r->m.model, .period = pial_month_of(market_day("2025-04-01")),
		.corrects = pial_month_of(market_day("2025-03-01")),
		.now = (void *)r->now.row, .nows = r->now.count,
		.saved = (void *)r->saved.row, .saveds = r->saved.count };
	assert_true(pial_correct(&input, &r->arena, &r->row, &r->rows));
	for (size_t i = 0; i < r->rows; i++) {
		assert_int_equal(r->row[i].kind, PIAL_STATEMENT_CORRECTION);
		assert_int_equal(r->row[i].corrects.n, input.corrects.n);
		assert_int_equal(r->row[i].period.n, input.period.n);
	}
}

static void release(struct run *r)
{
	pial_arena_release(&r->arena);
	pial_table_release(&r->saved);
	pial_table_release(&r->now);
	market_release(&r->m);
}

static const char *cell(struct run *r, size_t row, const char *column)
{
	return market_cell(&r->m, &pial_schema_statement, &r->row[row], column);
}

/* A straggler on another invoice, a credit note: a row each, then the fees of both. */
static void test_causes(void **state)
{
	struct run r;

	(void)state;
	compare(&r, "",
		HEAD SALE("1", "N1", "10", "19", "A-1") SALE("2", "N2", "20", "38", "A-2")
		"P-est,2025-03,3,correction,Carotte,K-ehpad,N1,2025-03-17,-2,kg,1.9,,-3.8,A-3,,\n"
		FEE("4", "service", "8", "-4.26") FEE("5", "levy", "1", "-0.53"),
		HEAD SALE("1", "N1", "10", "19", "A-1") FEE("2", "service", "8", "-1.52")
		FEE("3", "levy", "1", "-0.19"));
	assert_int_equal(r.rows, 4);
	assert_string_equal(cell(&r, 0, "invoice"), "A-3");
	assert_string_equal(cell(&r, 0, "quantity"), "-2");
	assert_string_equal(cell(&r, 0, "amount"), "-3.8");
	assert_string_equal(cell(&r, 1, "invoice"), "A-2");
	assert_string_equal(cell(&r, 1, "note"), "N2");
	assert_string_equal(cell(&r, 1, "amount"), "38");
	assert_string_equal(cell(&r, 2, "part"), "service");
	assert_string_equal(cell(&r, 2, "amount"), "-2.74");
	assert_string_equal(cell(&r, 3, "amount"), "-0.34");
	release(&r);
}

/* What a later statement has corrected is settled; what it carries or pays back is not of March. */
static void test_once(void **state)
{
	struct run r;

	(void)state;
	compare(&r, "", HEAD SALE("1", "N1", "10", "19", "A-1") SALE("2", "N2", "20", "38", "A-2"),
		HEAD SALE("1", "N1", "10", "19", "A-1")
		"P-est,2025-03,2,advance,,,,,,,,,-5,AV-1,,\n"
		"P-est,2025-04,1,carried,,,,,,,,,-7,,,\n"
		"P-est,2025-04,2,correction,Carotte,K-ehpad,N2,2025-03-17,20,kg,1.9,,38,A-2,"
		"2025-03,sale\n");
	assert_int_equal(r.rows, 0);
	release(&r);
}

/* Settled before it was issued: compared without documents; the newest is named. */
static void test_drafted(void **state)
{
	struct run r;

	(void)state;
	compare(&r, "", HEAD SALE("1", "N1", "10", "19", "A-1")
		"P-est,2025-03,2,correction,Carotte,K-ehpad,N1,2025-03-17,-1,kg,1.9,,-1.9,A-9,,\n",
		HEAD SALE("1", "N1", "10", "19", ""));
	assert_int_equal(r.rows, 1);
	assert_string_equal(cell(&r, 0, "invoice"), "A-9");
	assert_string_equal(cell(&r, 0, "amount"), "-1.9");
	release(&r);
	/* Never issued, and called otherwise since: nothing. */
	compare(&r, "", HEAD SALE("1", "N1", "10", "19", ""),
		HEAD "P-est,2025-03,1,sale,Carottes fanes,K-ehpad,N1,2025-03-17,10,kg,1.9,,19,,"
		",\n");
	assert_int_equal(r.rows, 0);
	release(&r);
}

/* A fee changed without a date reaches no producer whose sales stand; nor does a new split. */
static void test_left_alone(void **state)
{
	struct run r;

	(void)state;
	compare(&r, "", HEAD SALE("1", "N1", "10", "19", "A-1") FEE("2", "service", "9", "-1.71")
		FEE("3", "shortfall", "", "-2"),
		HEAD SALE("1", "N1", "10", "19", "A-1") FEE("2", "service", "8", "-1.52")
		FEE("3", "shortfall", "", "-1"));
	assert_int_equal(r.rows, 0);
	release(&r);
	/* VAT stands by itself, but not of what the group keeps when it resells. */
	compare(&r, "billing: {mode: mandate}\n", HEAD FEE("1", "vat", "5.5", "1.05"),
		HEAD FEE("1", "vat", "5.5", "1.04"));
	assert_int_equal(r.rows, 1);
	assert_string_equal(cell(&r, 0, "part"), "vat");
	release(&r);
	compare(&r, "billing: {mode: resale}\n", HEAD FEE("1", "vat", "5.5", "1.05"),
		HEAD FEE("1", "vat", "5.5", "1.04"));
	assert_int_equal(r.rows, 0);
	release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_causes),
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_drafted),
		cmocka_unit_test(test_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
