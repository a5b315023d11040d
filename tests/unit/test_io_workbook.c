/*
 * Workbooks in memory: rows, cells, names, limits of what is kept.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "io/grid_priv.h"
#include "io/workbook.h"

static void test_rows(void **state)
{
	const struct pial_wcell *cell;
	struct pial_workbook book;
	struct pial_wsheet *sheet;
	struct pial_date date;

	(void)state;
	pial_workbook_init(&book, PIAL_LANG_NONE);
	assert_int_equal(book.lang, PIAL_FR);
	sheet = pial_workbook_sheet(&book, "un");
	pial_wsheet_row(sheet);
	pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_INPUT, "abc", 2);
	pial_wsheet_merge(sheet, 3, 2);
	assert_true(pial_date_make(2025, 3, 17, &date));
	pial_wsheet_date(sheet, PIAL_WSTYLE_PLAIN, date);
	pial_wsheet_row(sheet);
	pial_wsheet_number(sheet, PIAL_WSTYLE_PLAIN, -12500, 3, 2);
	pial_wsheet_percent(sheet, PIAL_WSTYLE_PLAIN, 85, 1);
	pial_wsheet_date(sheet, PIAL_WSTYLE_PLAIN, (struct pial_date){ 0 });

	assert_int_equal(sheet->rows, 3);
	assert_int_equal(sheet->columns, 4);
	assert_int_equal(pial_wsheet_cells(sheet, 0, &cell), 0);
	assert_null(cell);
	assert_int_equal(pial_wsheet_cells(sheet, 1, &cell), 4);
	assert_string_equal(cell[0].text, "ab");
	assert_int_equal(cell[0].across, 3);
	assert_int_equal(cell[0].down, 2);
	assert_int_equal(cell[2].kind, PIAL_WKIND_EMPTY);
	assert_int_equal(cell[2].style, PIAL_WSTYLE_INPUT);
	assert_string_equal(cell[3].text, "2025-03-17");
	assert_string_equal(pial_wsheet_at(sheet, 2, 0)->text, "-12.5");
	assert_string_equal(pial_wsheet_at(sheet, 2, 1)->text, "8.5");
	assert_int_equal(pial_wsheet_at(sheet, 2, 2)->kind, PIAL_WKIND_EMPTY);
	assert_int_equal(pial_wsheet_at(sheet, 2, 3)->kind, PIAL_WKIND_EMPTY);
	assert_int_equal(pial_wsheet_at(sheet, 9, 0)->kind, PIAL_WKIND_EMPTY);
	pial_workbook_release(&book);
}

static void test_names(void **state)
{
	static const char *const name[][2] = {
		{ "Semaine 12", "Semaine 12" }, { "a/b\\c?d*e[f]g:h", "a_b_c_d_e_f_g_h" },
		{ "'l'été'", "_l'été_" },
		{ "éééééééééééééééééééééééééééééééé-de-trop", "ééééééééééééééééééééééééééééééé" },
	};
	struct pial_workbook book;

	(void)state;
	pial_workbook_init(&book, PIAL_EN);
	for (size_t i = 0; i < PIAL_COUNT(name); i++)
		assert_string_equal(pial_workbook_sheet(&book, name[i][0])->name, name[i][1]);
	pial_workbook_release(&book);
}

static void test_letters(void **state)
{
	static const struct {
		uint32_t column;
		const char *letters;
	} cases[] = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 701, "ZZ" }, { 702, "AAA" },
		      { 16383, "XFD" } };
	struct pial_strbuf out;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		pial_strbuf_clear(&out);
		pial_workbook_letters(&out, cases[i].column);
		assert_string_equal(out.text, cases[i].letters);
	}
	pial_strbuf_release(&out);
}

/* Decimal digits, rounded as text: what programs write of binary numbers. */
static void test_numbers(void **state)
{
	static const struct {
		const char *text;
		int shift;
		const char *number;	/* NULL: it is none */
	} cases[] = {
		{ "0", 0, "0" }, { "-0.0", 0, "0" }, { "007", 0, "7" }, { "12.50", 0, "12.5" },
		{ ".5", 0, "0.5" }, { "5.", 0, "5" }, { "+3", 0, "3" }, { "1e3", 0, "1000" },
		{ "1E-3", 0, "0.001" }, { "1.5E+2", 0, "150" },
		{ "0.1", 2, "10" }, { "1", 2, "100" }, { "0.00125", 2, "0.125" },
		{ "999999999999999", 0, "999999999999999" },
		{ "999999999999999.5", 0, "1.0E+15" },
		{ "99999999999999.96", 0, "100000000000000" },
		{ "0.12345678905", 0, "0.1234567891" },
		{ "0.00000000005", 0, "0.0000000001" }, { "0.00000000004", 0, "0" },
		{ "0.000000000000000000001", 0, "0" }, { "9.99999999999999999", 0, "10" },
		{ "1E400", 0, "1.0E+400" }, { "1E-400", 0, "0" },
		{ "00000000000000000000000000000000000000000000000000001", 0, "1" },
		{ "", 0, NULL }, { "-", 0, NULL }, { ".", 0, NULL }, { "1E", 0, NULL },
		{ "1E99999999999", 0, NULL }, { "1,5", 0, NULL }, { "NaN", 0, NULL },
		{ "INF", 0, NULL }, { "1 2", 0, NULL }, { "0x10", 0, NULL }, { "1E1.5", 0, NULL },
	};
	struct pial_strbuf out;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		const char *text = cases[i].text;

		pial_strbuf_clear(&out);
		assert_int_equal(pial_wgrid_number(&out, text, strlen(text), cases[i].shift),
				 cases[i].number != NULL);
		assert_string_equal(out.text, cases[i].number ? cases[i].number : "");
	}
	pial_strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
