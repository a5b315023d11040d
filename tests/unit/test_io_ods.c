/*
 * Workbooks written as OpenDocument: the same bytes for the same cells, in both packings.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "io/workbook.h"
#include "tests/unit/workbook_help.h"

static void fill(struct pial_workbook *book, enum pial_lang lang)
{
	static const char *const unit[] = { "kg", "pièce", "botte \"mince\"" };
	struct pial_wsheet *sheet;
	struct pial_date day;

	pial_workbook_init(book, lang);
	book->title = "Disponibilités";
	sheet = pial_workbook_sheet(book, "Semaine [12] d'hiver");
	pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_TITLE, "Vos légumes", 12);
	pial_wsheet_merge(sheet, 4, 1);
	pial_wsheet_row(sheet);
	pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, "id", 2);
	pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, "Jour", 4);
	pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, "Quantité", 9);
	pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, "Unité", 6);
	pial_wsheet_row(sheet);
	assert_true(pial_date_make(2025, 3, 17, &day));
	pial_wsheet_text(sheet, PIAL_WSTYLE_LOCKED, "a  b \n<c>", 9);
	pial_wsheet_date(sheet, PIAL_WSTYLE_LOCKED, day)->day_name = true;
	pial_wsheet_number(sheet, PIAL_WSTYLE_INPUT, 12345, 3, 2);
	pial_wsheet_text(sheet, PIAL_WSTYLE_INPUT, "kg", 2);
	pial_wsheet_row(sheet);
	pial_wsheet_empty(sheet, PIAL_WSTYLE_INPUT);
	pial_wsheet_percent(sheet, PIAL_WSTYLE_INPUT, 55, 1);
	pial_wsheet_formula(sheet, PIAL_WSTYLE_LOCKED, "=[.C4]*2", PIAL_WKIND_NUMBER, "24.69");
	pial_wsheet_empty(sheet, PIAL_WSTYLE_INPUT)->expects = PIAL_WKIND_TEXT;
	pial_wsheet_column(sheet, 0, 300, true);
	pial_wsheet_choices(sheet, 3, 3, 4, unit, 3, "Unité", "une de la liste", "Pas celle-là");
	pial_wsheet_numbers(sheet, 2, 3, 4, "Quantité", "", "Un nombre, 0 ou plus");
	sheet->locked = true;
	sheet->frozen_rows = 3;
	sheet->page.header_from = 2;
	sheet->page.header_rows = 1;
	sheet->page.landscape = true;
	sheet->page.one_page = true;
	sheet->page.foot = "Groupement <PIAL>";
	sheet = pial_workbook_sheet(book, "Vide");
}

static void write_both(struct pial_strbuf *flat, struct pial_strbuf *packed, enum pial_lang lang)
{
	struct pial_workbook book;

	pial_strbuf_init(flat, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(packed, PIAL_STRBUF_OUTPUT);
	fill(&book, lang);
	write_office(flat, &book, true);
	write_office(packed, &book, false);
	pial_workbook_release(&book);
}

static void release_both(struct pial_strbuf *flat, struct pial_strbuf *packed)
{
	pial_strbuf_release(flat);
	pial_strbuf_release(packed);
}

static void test_same_bytes(void **state)
{
	struct pial_strbuf flat[2], packed[2];

	(void)state;
	write_both(&flat[0], &packed[0], PIAL_FR);
	write_both(&flat[1], &packed[1], PIAL_FR);
	assert_int_equal(flat[0].len, flat[1].len);
	assert_memory_equal(flat[0].text, flat[1].text, flat[0].len);
	assert_int_equal(packed[0].len, packed[1].len);
	assert_memory_equal(packed[0].text, packed[1].text, packed[0].len);
	release_both(&flat[0], &packed[0]);
	release_both(&flat[1], &packed[1]);
}

/* Part 2, 3.3: the name at offset 30, the type at 38, as file(1) looks for them. */
static void test_mimetype(void **state)
{
	static const char type[] = "application/vnd.oasis.opendocument.spreadsheet";
	struct pial_strbuf flat, packed;

	(void)state;
	write_both(&flat, &packed, PIAL_FR);
	assert_memory_equal(packed.text, "PK\3\4", 4);
	assert_memory_equal(packed.text + 30, "mimetype", 8);
	assert_memory_equal(packed.text + 38, type, sizeof(type) - 1);
	/* Stored, without extra field; the time is 1980-01-01 00:00. */
	assert_memory_equal(packed.text + 8, "\0\0", 2);
	assert_memory_equal(packed.text + 10, "\0\0\x21\0", 4);
	assert_memory_equal(packed.text + 28, "\0\0", 2);
	release_both(&flat, &packed);
}

static void test_flat(void **state)
{
	static const char *const held[] = {
		"office:version=\"1.3\"",
		"<table:table table:name=\"Semaine _12_ d'hiver\" table:style-name=\"ta1\" "
		"table:protected=\"true\" table:print-ranges=\"'Semaine _12_ d''hiver'.A1:"
		"'Semaine _12_ d''hiver'.D5\">",
		"<text:p>a <text:s text:c=\"1\"/>b<text:s text:c=\"1\"/></text:p>"
		"<text:p>&lt;c&gt;</text:p>",
		"office:value-type=\"date\" office:date-value=\"2025-03-17\">"
		"<text:p>lun. 17/03/2025</text:p>",
		"office:value-type=\"float\" office:value=\"12.345\"><text:p>12,345</text:p>",
		"office:value-type=\"percentage\" office:value=\"0.055\"><text:p>5,5\xc2\xa0%<",
		"table:formula=\"of:=[.C4]*2\" office:value-type=\"float\" office:value=\"24.69\"",
		"table:number-columns-spanned=\"4\" table:number-rows-spanned=\"1\"",
		"<table:covered-table-cell ",
		"<table:table-header-rows><table:table-row",
		"table:visibility=\"collapse\"",
		"(&quot;kg&quot;;&quot;pièce&quot;;&quot;botte &quot;&quot;mince&quot;&quot;"
		"&quot;)\"",
		"of:cell-content-is-decimal-number() and cell-content()&gt;=0",
		"style:scale-to-X=\"1\" style:scale-to-Y=\"1\"",
		"Groupement &lt;PIAL&gt;",
	};
	struct pial_strbuf flat, packed;

	(void)state;
	write_both(&flat, &packed, PIAL_FR);
	for (size_t i = 0; i < PIAL_COUNT(held); i++) {
		if (!strstr(flat.text, held[i]))
			print_error("not there: %s\n", held[i]);
		assert_non_null(strstr(flat.text, held[i]));
	}
	/* The same cells in English: a point, the date as it is sorted. */
	release_both(&flat, &packed);
	write_both(&flat, &packed, PIAL_EN);
	assert_non_null(strstr(flat.text, "<text:p>12.345</text:p>"));
	assert_non_null(strstr(flat.text, "<text:p>Mon 2025-03-17</text:p>"));
	release_both(&flat, &packed);
}

/* A list too long for a rule stands in a hidden sheet. */
static void test_long_list(void **state)
{
	struct pial_workbook book;
	struct pial_wsheet *sheet;
	const char *choice[40];
	struct pial_strbuf flat;
	char name[40][16];

	(void)state;
	pial_workbook_init(&book, PIAL_EN);
	sheet = pial_workbook_sheet(&book, "x");
	pial_wsheet_row(sheet);
	pial_wsheet_empty(sheet, PIAL_WSTYLE_INPUT);
	for (size_t i = 0; i < PIAL_COUNT(choice); i++) {
		snprintf(name[i], sizeof(name[i]), "product-%zu", i);
		choice[i] = name[i];
	}
	pial_wsheet_choices(sheet, 0, 0, 0, choice, PIAL_COUNT(choice), "", "", "No");
	sheet->frozen_rows = 1;
	pial_strbuf_init(&flat, PIAL_STRBUF_OUTPUT);
	write_office(&flat, &book, true);
	assert_non_null(strstr(flat.text, "of:cell-content-is-in-list([$Lists.$A$1:.$A$40])"));
	assert_non_null(strstr(flat.text, "<table:table table:name=\"Lists\" "
					  "table:style-name=\"ta0\" table:print=\"false\">"));
	assert_non_null(strstr(flat.text, "<text:p>product-39</text:p>"));
	assert_non_null(strstr(flat.text, "xmlns:ooo=\"http://openoffice.org/2004/office\""));
	assert_non_null(strstr(flat.text, "config:name=\"VerticalSplitPosition\" "
					  "config:type=\"int\">1<"));
	pial_strbuf_release(&flat);
	pial_workbook_release(&book);
}

/* Blank rows are counted, not written one by one; those that repeat on pages stand apart. */
static void test_blank_rows(void **state)
{
	struct pial_workbook book;
	struct pial_wsheet *sheet;
	struct pial_strbuf flat;

	(void)state;
	pial_workbook_init(&book, PIAL_FR);
	sheet = pial_workbook_sheet(&book, "x");
	for (int i = 0; i < 100000; i++)
		pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_PLAIN, "a", 1);
	sheet->page.header_from = 10;
	sheet->page.header_rows = 1;
	pial_strbuf_init(&flat, PIAL_STRBUF_OUTPUT);
	write_office(&flat, &book, true);
	assert_true(flat.len < 8000);
	assert_non_null(strstr(flat.text, "table:number-rows-repeated=\"10\"><table:table-cell/>"
					  "</table:table-row><table:table-header-rows>"));
	assert_non_null(strstr(flat.text, "</table:table-header-rows><table:table-row "
					  "table:style-name=\"ro1\" "
					  "table:number-rows-repeated=\"99988\">"));
	pial_strbuf_release(&flat);
	pial_workbook_release(&book);
}

/* What XML cannot hold is replaced, and what it can is kept. */
static void test_characters(void **state)
{
	struct pial_workbook book;
	struct pial_wsheet *sheet;
	struct pial_strbuf flat;

	(void)state;
	pial_workbook_init(&book, PIAL_FR);
	sheet = pial_workbook_sheet(&book, "x");
	pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_PLAIN, "a\x1b" "b\tc\xef\xbf\xbf", 8);
	pial_strbuf_init(&flat, PIAL_STRBUF_OUTPUT);
	write_office(&flat, &book, true);
	assert_non_null(strstr(flat.text, ">a\xef\xbf\xbd" "b<text:tab/>c\xef\xbf\xbd<"));
	pial_strbuf_release(&flat);
	pial_workbook_release(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_mimetype),
		cmocka_unit_test(test_flat),
		cmocka_unit_test(test_long_list),
		cmocka_unit_test(test_blank_rows),
		cmocka_unit_test(test_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
