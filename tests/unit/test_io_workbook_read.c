/*
 * Spreadsheet files as programs write them, read as the text of a table: OpenDocument by hand, flat
 * and in archives, what is strange in it and what is refused. Excel's files are tested in
 * test_io_xlsx.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "io/csv.h"
#include "io/ods.h"
#include "io/source.h"
#include "io/workbook_read.h"
#include "tests/unit/workbook_help.h"

#define SPACES \
	"xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " \
	"xmlns:b='urn:oasis:names:tc:opendocument:xmlns:table:1.0' " \
	"xmlns:s='urn:oasis:names:tc:opendocument:xmlns:style:1.0' " \
	"xmlns:c='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0' " \
	"xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"

#define FLAT(content) "<?xml version='1.0'?><o:document " SPACES ">" content "</o:document>"
#define SHEET(rows) \
	FLAT("<o:body><o:spreadsheet><b:table b:name='f'>" rows \
	     "</b:table></o:spreadsheet></o:body>")
#define ROW(cells) "<b:table-row>" cells "</b:table-row>"
#define T(content) \
	"<b:table-cell o:value-type='string'><text:p>" content "</text:p></b:table-cell>"
#define HEAD ROW(T("a") T("b"))

static void assert_read(const char *bytes, const char *expected)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	read_office(&out, bytes, strlen(bytes));
	assert_string_equal(out.text, expected);
	pial_strbuf_release(&out);
}

static void test_values(void **state)
{
	static const char *const cell[][2] = {
		{ "o:value-type='float' o:value='12.5'", "12.5" },
		{ "o:value-type='float' o:value='12.345'", "012.345" },
		{ "o:value-type='float' o:value='-1.250'", "-1.25" },
		{ "o:value-type='float' o:value='-1.125'", "-01.125" },
		{ "o:value-type='float' o:value='0.125'", "00.125" },
		{ "o:value-type='float' o:value='1234.125'", "1234.125" },
		{ "o:value-type='float' o:value='0.30000000000000004'", "0.3" },
		{ "o:value-type='float' o:value='8.6999999999999993'", "8.7" },
		{ "o:value-type='float' o:value='9.9999999999999995'", "10" },
		{ "o:value-type='float' o:value='1E-05'", "0.00001" },
		{ "o:value-type='float' o:value='5.55111512312578E-17'", "0" },
		{ "o:value-type='float' o:value='1.2E3'", "1200" },
		{ "o:value-type='float' o:value='12345600017'", "12345600017" },
		{ "o:value-type='float' o:value='123456789012345'", "123456789012345" },
		{ "o:value-type='float' o:value='1.23456789012346E+016'",
		  "1.23456789012346E+16" },
		{ "o:value-type='float' o:value='2E20'", "2.0E+20" },
		{ "o:value-type='float' o:value='-0'", "0" },
		{ "o:value-type='percentage' o:value='0.055'", "5.5%" },
		{ "o:value-type='percentage' o:value='0.2'", "20%" },
		{ "o:value-type='percentage' o:value='1'", "100%" },
		{ "o:value-type='currency' o:currency='EUR' o:value='2.4'", "2.4" },
		{ "o:value-type='date' o:date-value='2025-03-17'", "2025-03-17" },
		{ "o:value-type='date' o:date-value='2025-03-17T00:00:00'", "2025-03-17" },
		{ "o:value-type='date' o:date-value='2025-03-17T08:00:00'",
		  "2025-03-17T08:00:00" },
		{ "o:value-type='time' o:time-value='PT08H00M00S'", "montré" },
		{ "o:value-type='boolean' o:boolean-value='true'", "VRAI" },
		{ "o:value-type='boolean' o:boolean-value='false'", "FAUX" },
		{ "o:value-type='string' o:string-value='dit'", "dit" },
		{ "o:value-type='string'", "montré" },
		{ "", "montré" },
		{ "b:formula='of:=1+1' o:value-type='float' o:value='2'", "2" },
	};
	struct pial_strbuf bytes, expected;

	(void)state;
	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&expected, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < PIAL_COUNT(cell); i++) {
		pial_strbuf_clear(&bytes);
		pial_strbuf_clear(&expected);
		pial_strbuf_addf(&bytes,
				 "<?xml version='1.0'?><o:document " SPACES "><o:body>"
				 "<o:spreadsheet><b:table b:name='f'>" HEAD
				 "<b:table-row><b:table-cell %s><text:p>montré</text:p>"
				 "</b:table-cell>" T("x") "</b:table-row>"
				 "</b:table></o:spreadsheet></o:body></o:document>", cell[i][0]);
		pial_strbuf_addf(&expected, "a;b\n%s;x\n", cell[i][1]);
		assert_read(bytes.text, expected.text);
	}
	pial_strbuf_release(&bytes);
	pial_strbuf_release(&expected);
}

/* Errors as LibreOffice shows them, in French too, under the names that readers refuse. */
static void test_errors(void **state)
{
	(void)state;
	assert_read(SHEET(HEAD ROW("<b:table-cell o:value-type='string' o:string-value='' "
				   "c:value-type='error'><text:p>#NOM ?</text:p></b:table-cell>"
				   "<b:table-cell o:value-type='string' o:string-value='' "
				   "c:value-type='error'><text:p>Err:508</text:p>"
				   "</b:table-cell>")),
		    "a;b\n#NOM?;Err:508\n");
}

static void test_texts(void **state)
{
	(void)state;
	assert_read(SHEET(HEAD ROW(T("un<text:s text:c='2'/>deux") T("a;b"))),
		    "a;b\nun  deux;\"a;b\"\n");
	assert_read(SHEET(HEAD ROW(T("l1</text:p><text:p>l2") T("un <text:span>gras</text:span>"))),
		    "a;b\n\"l1\nl2\";un gras\n");
	assert_read(SHEET(HEAD ROW(T("v<text:line-break/>w") T("x\n   y"))),
		    "a;b\n\"v\nw\";x y\n");
	/* Blanks as LibreOffice writes them, and what XML says in other ways. */
	assert_read(SHEET(HEAD ROW(T(" a  b ") T("&lt;&#233;&amp;<![CDATA[<]]>"))),
		    "a;b\n a  b ;<é&<\n");
	/* A comment on a cell is no part of it; nor is a drawing. */
	assert_read(SHEET(HEAD ROW("<b:table-cell o:value-type='string'><o:annotation>"
				   "<text:p>non</text:p></o:annotation><text:p>oui</text:p>"
				   "</b:table-cell>" T("x"))),
		    "a;b\noui;x\n");
}

static void test_repeats(void **state)
{
	(void)state;
	/* Blank to the end of the sheet, in both directions. */
	assert_read(SHEET(ROW(T("a") T("b") "<b:table-cell b:number-columns-repeated='16382'/>")
			  ROW(T("1") T("2"))
			  "<b:table-row b:number-rows-repeated='1048574'>"
			  "<b:table-cell b:number-columns-repeated='16384'/></b:table-row>"),
		    "a;b\n1;2\n");
	assert_read(SHEET(HEAD "<b:table-row b:number-rows-repeated='2'>"
			  "<b:table-cell b:number-columns-repeated='2' o:value-type='float' "
			  "o:value='7'/></b:table-row>"
			  "<b:table-row b:number-rows-repeated='3'><b:table-cell/></b:table-row>"
			  ROW(T("x") "<b:table-cell/>")),
		    "a;b\n7;7\n7;7\n\n\n\nx;\n");
	/* Rows in groups and in headers that repeat on pages are rows. */
	assert_read(SHEET("<b:table-header-rows>" HEAD "</b:table-header-rows><b:table-row-group>"
			  ROW(T("1") T("2")) "</b:table-row-group>"), "a;b\n1;2\n");
	/* A million filled rows of many cells are no sheet of anybody's. */
	assert_read(SHEET("<b:table-row b:number-rows-repeated='1048576'><b:table-cell "
			  "b:number-columns-repeated='200' o:value-type='float' o:value='7'/>"
			  "</b:table-row>"), "[E-OFFICE-SIZE]");
	assert_read(SHEET(HEAD ROW("<b:table-cell b:number-columns-repeated='300'/>" T("x"))),
		    "[E-CSV-WIDTH 2:301]");
}

static void test_titles(void **state)
{
	(void)state;
	assert_read(SHEET(ROW("<b:table-cell b:number-columns-spanned='2' o:value-type='string'>"
			      "<text:p>Semaine 12</text:p></b:table-cell>"
			      "<b:covered-table-cell o:value-type='string'><text:p>caché</text:p>"
			      "</b:covered-table-cell>")
			  ROW("<b:table-cell/>") ROW(T("à remplir")) HEAD ROW(T("1") T("2"))
			  ROW("<b:table-cell b:number-columns-spanned='2' o:value-type='string'>"
			      "<text:p>Merci !</text:p></b:table-cell>") ROW(T("3"))),
		    "\n\n\na;b\n1;2\n\n3;\n");
	/* One column alone is a table too. */
	assert_read(SHEET(ROW(T("a")) ROW(T("1"))), "a\n1\n");
}

static void test_sheets(void **state)
{
	(void)state;
	assert_read(FLAT("<o:automatic-styles><s:style s:name='h' s:family='table'>"
			 "<s:table-properties b:display='false'/></s:style></o:automatic-styles>"
			 "<o:body><o:spreadsheet><b:tracked-changes><b:table-row>" T("avant")
			 "</b:table-row></b:tracked-changes>"
			 "<b:table b:name='cachée' b:style-name='h'>" ROW(T("z") T("z"))
			 "</b:table><b:table b:name='vide'/><b:table b:name='lue'>" HEAD
			 "<b:table-row b:visibility='filter'>" T("1") T("2") "</b:table-row>"
			 "</b:table><b:table b:name='autre'>" HEAD "</b:table>"
			 "</o:spreadsheet></o:body>"),
		    "a;b\n1;2\n[N-OFFICE-SHEETS][N-OFFICE-HIDDEN]");
	assert_read(SHEET(""), "[E-OFFICE-EMPTY]");
}

static void test_refused(void **state)
{
	static const char deep[] = "<?xml version='1.0'?><o:document " SPACES "><o:body>";
	struct pial_strbuf bytes;

	(void)state;
	assert_read("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 une vieille feuille", "[E-OFFICE-OLD]");
	assert_read("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:"
		    "spreadsheet'/>", "[E-OFFICE-KIND]");
	assert_read(FLAT("<o:body><o:text/></o:body>"), "[E-OFFICE-KIND]");
	assert_read("<?xml version='1.0'?>\n<o:document " SPACES ">\n</o:documen>",
		    "[E-OFFICE-XML]");
	assert_read("<?xml version='1.0'?>", "[E-OFFICE-XML]");
	assert_read(SHEET(HEAD ROW(T("&inconnue;"))), "[E-OFFICE-XML]");
	assert_read("<?xml version='1.0'?><!DOCTYPE o [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
		    "<o>&b;</o>", "[E-OFFICE-TYPE]");
	assert_read("<?xml version='1.0'?><!DOCTYPE o SYSTEM 'file:///etc/passwd'><o/>",
		    "[E-OFFICE-TYPE]");
	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&bytes, deep);
	for (int i = 0; i < 10000; i++)
		pial_strbuf_addstr(&bytes, "<b>");
	assert_read(bytes.text, "[E-OFFICE-XML]");
	/* A field that is too long is named by its cell. */
	pial_strbuf_clear(&bytes);
	pial_strbuf_addstr(&bytes, deep);
	pial_strbuf_addstr(&bytes, "<o:spreadsheet><b:table b:name='f'>" HEAD "<b:table-row>"
				   "<b:table-cell/><b:table-cell><text:p>");
	pial_strbuf_addchars(&bytes, 'x', PIAL_CSV_FIELD + 1);
	pial_strbuf_addstr(&bytes, "</text:p></b:table-cell></b:table-row></b:table>"
				   "</o:spreadsheet></o:body></o:document>");
	assert_read(bytes.text, "[E-CSV-FIELD 2:2]");
	pial_strbuf_release(&bytes);
}

/* ---- Archives ---- */

#define CONTENT(rows) \
	"<o:document-content " SPACES "><o:body><o:spreadsheet><b:table b:name='f'>" rows \
	"</b:table></o:spreadsheet></o:body></o:document-content>"

static void test_archives(void **state)
{
	static const char manifest[] = "<m:manifest "
		"xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
		"<m:file-entry m:full-path='content.xml'><m:encryption-data/></m:file-entry>"
		"</m:manifest>";
	const struct part plain[] = { { "content.xml", CONTENT(HEAD ROW(T("1") T("2"))), 0 },
				      { NULL, NULL, 0 } };
	const struct part locked[] = { { "content.xml", "bruit", 0 },
				       { "META-INF/manifest.xml", manifest, 0 },
				       { NULL, NULL, 0 } };
	const struct part photos[] = { { "photo.txt", "carottes", 0 }, { NULL, NULL, 0 } };
	const struct part bomb[] = { { "content.xml", "<o:document-content " SPACES ">",
				       (size_t)48 << 20 },
				     { NULL, NULL, 0 } };
	const struct part entities[] = { { "content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", 0 },
					 { NULL, NULL, 0 } };
	const struct part none[] = { { "content.xml", "<o:document-content " SPACES "/>", 0 },
				     { NULL, NULL, 0 } };

	(void)state;
	assert_archive(plain, NULL, "a;b\n1;2\n");
	assert_archive(plain, "secret", "[E-OFFICE-PASSWORD]");
	assert_archive(locked, NULL, "[E-OFFICE-PASSWORD]");
	assert_archive(photos, NULL, "[E-OFFICE-KIND]");
	assert_archive(bomb, NULL, "[E-OFFICE-SIZE]");
	assert_archive(entities, NULL, "[E-OFFICE-TYPE]");
	assert_archive(none, NULL, "[E-OFFICE-KIND]");
}

/* Cut at any byte, or with any byte changed: refused or read, and never a crash. */
static void test_damaged(void **state)
{
	const struct part part[] = { { "content.xml", CONTENT(HEAD ROW(T("1") T("2"))), 0 },
				     { NULL, NULL, 0 } };
	struct pial_strbuf bytes, out;
	size_t refused = 0, len;

	(void)state;
	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pack_parts(&bytes, part, NULL);
	len = bytes.len;
	for (size_t cut = 4; cut < len; cut++) {
		read_office(&out, bytes.text, cut);
		assert_string_equal(out.text, "[E-OFFICE-DAMAGED]");
	}
	for (size_t at = 4; at < len; at++) {
		bytes.text[at] = (char)~bytes.text[at];
		read_office(&out, bytes.text, len);
		refused += !strncmp(out.text, "[E-", 3);
		bytes.text[at] = (char)~bytes.text[at];
	}
	/* Times and attributes of files mean nothing to us; what is packed has a check sum. */
	assert_true(refused > len / 2);
	pial_strbuf_release(&bytes);
	pial_strbuf_release(&out);
}

/* ---- What a table reader sees ---- */

static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	(void)data;
	(void)cell;
	return count;
}

static bool see(void *data, const struct pial_cell *cell, size_t count, const struct pial_pos *pos)
{
	(void)cell;
	pial_strbuf_addf(data, "%u(%zu) ", (unsigned)pos->line, count);
	return true;
}

static bool see_header(void *data, const struct pial_cell *cell, size_t count, char separator,
		       const struct pial_pos *pos)
{
	assert_int_equal(separator, ';');
	return see(data, cell, count, pos);
}

/* Rows have the numbers that people see, line feeds in cells or not. */
static void test_positions(void **state)
{
	static const struct pial_csv_ops ops = { known, see_header, see };
	static const char bytes[] =
		SHEET(ROW(T("titre")) ROW("<b:table-cell/>") ROW(T("a") T("b\nb"))
		      ROW(T("1</text:p><text:p>1") T("2")) ROW(T("x") T("y"))
		      ROW("<b:table-cell/>") ROW(T("u</text:p><text:p/><text:p>w") T("v"))
		      ROW(T("3") T("4")));
	struct pial_source source;
	struct pial_diags diags;
	struct pial_strbuf out;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_diags_init(&diags);
	pial_source_init(&source);
	assert_true(pial_source_from_any(&source, "x", bytes, strlen(bytes), &diags));
	assert_true(pial_csv_read(&source, &ops, &out, &diags));
	assert_string_equal(out.text, "3(2) 4(2) 5(2) 7(2) 8(2) ");
	pial_source_release(&source);
	pial_diags_release(&diags);
	pial_strbuf_release(&out);
}

/* A text stays a text, and the files of a book are no spreadsheet files. */
static void test_text(void **state)
{
	struct pial_source source;
	struct pial_diags diags;

	(void)state;
	pial_diags_init(&diags);
	pial_source_init(&source);
	assert_true(pial_source_from_any(&source, "x", "a,b\n", 4, &diags));
	assert_false(source.sheet);
	pial_source_release(&source);
	assert_false(pial_source_from(&source, "x", "PK\3\4 ...", 8, &diags));
	assert_int_equal(diags.entry[0].code, PIAL_E_FILE_OFFICE);
	pial_source_release(&source);
	pial_diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_repeats),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_sheets),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_archives),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_positions),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
