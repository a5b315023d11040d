/*
 * Excel's files, by hand: texts in a table of their own, dates as numbers, formats, both calendars.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "io/xlsx_priv.h"
#include "tests/unit/workbook_help.h"

#define X "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
#define R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define P "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'"

static const char rels[] =
	"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
	"<Relationships " P "><Relationship Id='rId1' Type='" R "/officeDocument' "
	"Target='xl/workbook.xml'/></Relationships>";
static const char book_rels[] =
	"<Relationships " P "><Relationship Id='rId1' Type='" R "/worksheet' "
	"Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='" R "/worksheet' "
	"Target='/xl/worksheets/autre.xml'/><Relationship Id='rId3' Type='" R "/styles' "
	"Target='styles.xml'/><Relationship Id='rId4' Type='" R "/sharedStrings' "
	"Target='sharedStrings.xml'/></Relationships>";
static const char book[] =
	"<workbook " X " xmlns:r='" R "'><sheets><sheet name='Feuil1' sheetId='1' r:id='rId1'/>"
	"<sheet name='cachée' sheetId='2' state='hidden' r:id='rId2'/></sheets></workbook>";
static const char book_1904[] =
	"<workbook " X " xmlns:r='" R "'><workbookPr date1904='1'/><sheets>"
	"<sheet name='Feuil1' sheetId='1' r:id='rId1'/></sheets></workbook>";
static const char styles[] =
	"<styleSheet " X "><numFmts><numFmt numFmtId='164' formatCode='ddd\\ dd/mm/yyyy'/>"
	"<numFmt numFmtId='165' formatCode='0.00\\ &quot;demi-journées&quot;'/></numFmts>"
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
	"<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='10'/><xf numFmtId='164'/>"
	"<xf numFmtId='165'/><xf numFmtId='21'/><xf numFmtId='22'/></cellXfs></styleSheet>";
static const char shared[] =
	"<sst " X "><si><t>a</t></si><si><t>b</t></si><si><r><t>ri</t></r><r><t>che</t></r>"
	"<rPh><t>non</t></rPh></si><si><t xml:space='preserve'> l1_x000D_\nl2_x005F_ </t></si>"
	"<si><t/></si></sst>";

/* Reads a sheet of these cells, below a header a, b. */
static void assert_sheet(const char *sheet, const char *workbook, const char *expected)
{
	const struct part part[] = {
		{ "_rels/.rels", rels, 0 },
		{ "xl/workbook.xml", workbook, 0 },
		{ "xl/_rels/workbook.xml.rels", book_rels, 0 },
		{ "xl/styles.xml", styles, 0 },
		{ "xl/sharedStrings.xml", shared, 0 },
		{ "xl/worksheets/sheet1.xml", sheet, 0 },
		{ "xl/worksheets/autre.xml", sheet, 0 },
		{ NULL, NULL, 0 },
	};

	assert_archive(part, NULL, expected);
}

#define SHEET(rows) "<worksheet " X "><sheetData>" rows "</sheetData></worksheet>"
#define HEAD "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"

static void test_values(void **state)
{
	static const char *const cell[][2] = {
		{ "t='n'><v>12.345</v>", "012.345" },
		{ "><v>12.300000000000001</v>", "12.3" },
		{ "><v>1.0000000000000001E-2</v>", "0.01" },
		{ "><v>1E+3</v>", "1000" },
		{ "s='2'><v>5.5E-2</v>", "5.5%" },
		{ "s='1'><v>45733</v>", "2025-03-17" },
		{ "s='3'><v>45733</v>", "2025-03-17" },
		{ "s='1'><v>45733.333333333336</v>", "2025-03-17 08:00:00" },
		{ "s='6'><v>45732.999999999</v>", "2025-03-17" },
		{ "s='5'><v>0.33333333333333331</v>", "08:00:00" },
		{ "s='1'><v>12</v>", "12" },
		{ "s='1'><v>4573300</v>", "4573300" },
		{ "s='1'><v>-3</v>", "-3" },
		{ "s='4'><v>2</v>", "2" },
		{ "s='99'><v>7</v>", "7" },
		{ "t='s'><v>2</v>", "riche" },
		{ "t='s'><v>3</v>", "\" l1\nl2_ \"" },
		{ "t='s'><v>4</v>", "" },
		{ "t='str'><f>A1&amp;\"x\"</f><v>ax</v>", "ax" },
		{ "t='inlineStr'><is><t>direct</t></is>", "direct" },
		{ "t='inlineStr'><is><r><t>en </t></r><r><t>deux</t></r></is>", "en deux" },
		{ "t='b'><v>1</v>", "VRAI" },
		{ "t='b'><v>0</v>", "FAUX" },
		{ "t='e'><v>#REF!</v>", "#REF!" },
		{ "t='d'><v>2025-03-17T00:00:00</v>", "2025-03-17" },
		{ "><f>SUM(A1)</f><v>3</v>", "3" },
		{ "s='3'>", "" },
	};
	struct pial_strbuf sheet, expected;

	(void)state;
	pial_strbuf_init(&sheet, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&expected, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < PIAL_COUNT(cell); i++) {
		pial_strbuf_clear(&sheet);
		pial_strbuf_clear(&expected);
		pial_strbuf_addf(&sheet, SHEET(HEAD "<row r='2'><c r='A2' %s</c>"
					       "<c r='B2'><v>1</v></c></row>"), cell[i][0]);
		pial_strbuf_addf(&expected, "a;b\n%s;1\n", cell[i][1]);
		assert_sheet(sheet.text, book, expected.text);
	}
	pial_strbuf_release(&sheet);
	pial_strbuf_release(&expected);
	assert_sheet(SHEET(HEAD "<row r='2'><c r='A2' s='1'><v>44271</v></c></row>"), book_1904,
		     "a;b\n2025-03-17;\n");
}

static void test_places(void **state)
{
	(void)state;
	/* Rows and cells that are left out; rows that are not shown. */
	assert_sheet(SHEET(HEAD "<row r='4' hidden='1'><c r='B4'><v>2</v></c></row>"
			   "<row r='6'/><row r='7'><c r='A7'><v>3</v></c></row>"), book,
		     "a;b\n\n\n;2\n\n\n3;\n[N-OFFICE-HIDDEN]");
	/* Nothing says where they are: one after the other. */
	assert_sheet(SHEET("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
			   "<row><c><v>1</v></c><c><v>2</v></c></row>"), book, "a;b\n1;2\n");
	/* A title merged over the table. */
	assert_sheet("<worksheet " X "><sheetData><row r='1'><c r='A1' t='s'><v>2</v></c></row>"
		     "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c></row>"
		     "<row r='3'><c r='A3' t='s'><v>2</v></c></row>"
		     "<row r='4'><c r='A4'><v>1</v></c></row></sheetData>"
		     "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='A3:B3'/></mergeCells>"
		     "</worksheet>", book, "\na;b\n\n1;\n");
	assert_sheet(SHEET(HEAD "<row r='1'/>"), book, "[E-OFFICE-DAMAGED]");
	assert_sheet(SHEET("<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>"), book,
		     "[E-OFFICE-DAMAGED]");
	assert_sheet(SHEET("<row r='1'><c r='A2'><v>1</v></c></row>"), book,
		     "[E-OFFICE-DAMAGED]");
	assert_sheet(SHEET("<row r='2000000'/>"), book, "[E-OFFICE-DAMAGED]");
	assert_sheet(SHEET("<row r='1'><c r='A1' t='s'><v>77</v></c></row>"), book,
		     "[E-OFFICE-DAMAGED]");
	assert_sheet(SHEET(HEAD "<row r='2'><c r='XFD2'><v>1</v></c></row>"), book,
		     "[E-CSV-WIDTH 2:16384]");
	assert_sheet(SHEET(""), book, "[E-OFFICE-EMPTY]");
}

static void test_parts(void **state)
{
	const struct part lost[] = { { "_rels/.rels", rels, 0 }, { NULL, NULL, 0 } };
	const struct part word[] = {
		{ "_rels/.rels", "<Relationships " P "><Relationship Id='a' Type='" R
		  "/officeDocument' Target='word/document.xml'/></Relationships>", 0 },
		{ "word/document.xml", "<document/>", 0 },
		{ NULL, NULL, 0 },
	};

	(void)state;
	assert_archive(lost, NULL, "[E-OFFICE-DAMAGED]");
	assert_archive(word, NULL, "[E-OFFICE-KIND]");
}

static void test_codes(void **state)
{
	static const struct {
		const char *code;
		enum pial_xlsx_format format;
	} codes[] = {
		{ "General", PIAL_XLSX_NUMBER }, { "0.00", PIAL_XLSX_NUMBER },
		{ "#,##0.00 \"kg/jour\"", PIAL_XLSX_NUMBER }, { "0\\d", PIAL_XLSX_NUMBER },
		{ "[Red]0.0", PIAL_XLSX_NUMBER }, { "[$-40C]0.0", PIAL_XLSX_NUMBER },
		{ "_-* #,##0.00\\ \"€\"_-", PIAL_XLSX_NUMBER }, { "@", PIAL_XLSX_NUMBER },
		{ "0.0;[Red]\"d\"", PIAL_XLSX_NUMBER },
		{ "dd/mm/yyyy", PIAL_XLSX_DATE }, { "[$-40C]ddd\\ dd/mm/yyyy;@", PIAL_XLSX_DATE },
		{ "mmm", PIAL_XLSX_DATE }, { "jj/mm/aaaa", PIAL_XLSX_DATE },
		{ "dd/mm/yyyy hh:mm", PIAL_XLSX_DATE }, { "hh:mm:ss", PIAL_XLSX_TIME },
		{ "[h]:mm", PIAL_XLSX_TIME }, { "[mm]:ss", PIAL_XLSX_TIME },
		{ "0%", PIAL_XLSX_PERCENT }, { "0.00\\ %", PIAL_XLSX_PERCENT },
		{ "", PIAL_XLSX_NUMBER }, { "\"", PIAL_XLSX_NUMBER }, { "[", PIAL_XLSX_NUMBER },
		{ "\\", PIAL_XLSX_NUMBER },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(codes); i++)
		assert_int_equal(pial_xlsx_code(codes[i].code, strlen(codes[i].code)),
				 codes[i].format);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
