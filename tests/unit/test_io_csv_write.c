/*
 * What is written as CSV: quotes, the guard against formulas, rows; and that our own reader gives
 * every text back.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "io/csv.h"
#include "io/source.h"

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % below;
}

static void assert_field(const struct pial_csv_style *style, bool is_text, const char *text,
			 const char *written)
{
	struct pial_strbuf sb;

	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_strbuf_addch(&sb, 'x');
	pial_csv_put(&sb, style, true, is_text, text, strlen(text));
	assert_string_equal(sb.text + 1, written);
	pial_strbuf_release(&sb);
}

static void test_quoting(void **state)
{
	static const char *const quoted[][2] = {
		{ "a,b", "\"a,b\"" }, { "a;b", "\"a;b\"" }, { "a\tb", "\"a\tb\"" },
		{ "a\nb", "\"a\nb\"" }, { "a\rb", "\"a\rb\"" }, { "\"", "\"\"\"\"" },
		{ "12\" x 3", "\"12\"\" x 3\"" }, { "a\"\"", "\"a\"\"\"\"\"" },
	};
	static const char *const bare[] = {
		"", "a", " a ", "12.5", "=1+1", "-3", "été", "# c", "'abc", "a b", "a|b",
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(quoted); i++) {
		assert_field(&pial_csv_table, true, quoted[i][0], quoted[i][1]);
		assert_field(&pial_csv_sheet, true, quoted[i][0], quoted[i][1]);
	}
	for (size_t i = 0; i < PIAL_COUNT(bare); i++) {
		assert_field(&pial_csv_table, true, bare[i], bare[i]);
		assert_field(&pial_csv_sheet, false, bare[i], bare[i]);
	}
}

static void test_guard(void **state)
{
	static const char *const guarded[][2] = {
		{ "=1+1", "'=1+1" }, { "@SUM(A1)", "'@SUM(A1)" }, { "-", "'-" },
		{ "+A1", "'+A1" }, { "-2+3", "'-2+3" }, { "-5 kg", "'-5 kg" },
		{ "\t=1", "\"'\t=1\"" }, { "\n", "\"'\n\"" }, { "\r=2", "\"'\r=2\"" },
		{ "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"" },
		{ "\xEF\xBC\x9D" "1", "'\xEF\xBC\x9D" "1" }, { "\xEF\xBC\x8B", "'\xEF\xBC\x8B" },
		{ "\xEF\xBC\x8D", "'\xEF\xBC\x8D" }, { "\xEF\xBC\xA0", "'\xEF\xBC\xA0" },
		{ "+1-2", "'+1-2" }, { "+33 5-61", "'+33 5-61" }, { "+12 3", "'+12 3" },
		{ "-1,5,", "\"'-1,5,\"" }, { "-1.", "'-1." }, { "+33  561", "'+33  561" },
		{ "'=1", "''=1" }, { "''-", "'''-" },
		{ "+12 345", "'+12 345" }, { "+1234567890 123456", "'+1234567890 123456" },
		{ "+1234567890123456 ", "'+1234567890123456 " },
	};
	static const char *const free_of_it[] = {
		"-3", "+3", "-3.5", "-0", "+33 5 61 79 00 00", "+33561790000", "abc", "1=2",
		"'t Hof", "'", "", "\xEF\xBC\x9C", "05 61 79",
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(guarded); i++)
		assert_field(&pial_csv_sheet, true, guarded[i][0], guarded[i][1]);
	for (size_t i = 0; i < PIAL_COUNT(free_of_it); i++)
		assert_field(&pial_csv_sheet, true, free_of_it[i], free_of_it[i]);
	assert_field(&pial_csv_sheet, true, "-3,5", "\"-3,5\"");
	/* Tables that cross pipes, and columns of numbers, are never guarded. */
	assert_field(&pial_csv_table, true, "=1+1", "=1+1");
	assert_field(&pial_csv_sheet, false, "=1+1", "=1+1");
}

static void assert_unguarded(const char *text, const char *wanted)
{
	size_t len = strlen(text);
	const char *got = pial_csv_unguard(text, &len);

	assert_string_equal(got, wanted);
	assert_int_equal(len, strlen(wanted));
}

static void test_unguard(void **state)
{
	(void)state;
	assert_unguarded("'=1+1", "=1+1");
	assert_unguarded("'-3", "-3");
	assert_unguarded("'\t", "\t");
	assert_unguarded("''=1", "'=1");
	assert_unguarded("'\xEF\xBC\xA0", "\xEF\xBC\xA0");
	assert_unguarded("'t Hof", "'t Hof");
	assert_unguarded("'", "'");
	assert_unguarded("''", "''");
	assert_unguarded("=1", "=1");
	assert_unguarded("", "");
}

static void test_rows(void **state)
{
	struct pial_strbuf sb;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_csv_put(&sb, &pial_csv_table, true, true, "id", 2);
	pial_csv_put(&sb, &pial_csv_table, false, true, "qty", 3);
	pial_csv_end(&sb);
	pial_csv_put(&sb, &pial_csv_table, true, true, "", 0);
	pial_csv_put(&sb, &pial_csv_table, false, true, "", 0);
	pial_csv_end(&sb);
	assert_string_equal(sb.text, "id,qty\n,\n");

	pial_strbuf_clear(&sb);
	pial_csv_put(&sb, &pial_csv_sheet, true, true, "id", 2);
	pial_csv_put(&sb, &pial_csv_sheet, false, true, "qty", 3);
	pial_csv_end(&sb);
	pial_csv_put(&sb, &pial_csv_sheet, true, true, "", 0);
	pial_csv_end(&sb);
	assert_string_equal(sb.text, "\xEF\xBB\xBFid;qty\n\"\"\n");

	/* One empty field is no empty line, at the start of an output too. */
	pial_strbuf_clear(&sb);
	pial_csv_put(&sb, &pial_csv_table, true, true, "", 0);
	pial_csv_end(&sb);
	pial_csv_put(&sb, &pial_csv_table, true, true, "\n", 1);
	pial_csv_end(&sb);
	assert_string_equal(sb.text, "\"\"\n\"\n\"\n");
	pial_strbuf_clear(&sb);
	pial_csv_put(&sb, &pial_csv_sheet, true, true, "", 0);
	pial_csv_end(&sb);
	assert_string_equal(sb.text, "\xEF\xBB\xBF\"\"\n");
	pial_strbuf_release(&sb);
}

/* What a reading gave: the text of the last cell, and the separator. */
struct heard {
	struct pial_strbuf last;	/* the cell's bytes */
	char separator;			/* as told to header */
	size_t rows;			/* rows handed over, the header not counted */
};

static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	size_t n = 0;

	(void)data;
	for (size_t i = 0; i < count; i++)
		n += !strcmp(cell[i].text, "id") || !strcmp(cell[i].text, "note");
	return n;
}

static bool header(void *data, const struct pial_cell *cell, size_t count, char separator,
		   const struct pial_pos *pos)
{
	struct heard *heard = data;

	(void)pos;
	assert_int_equal(count, 2);
	assert_string_equal(cell[0].text, "id");
	heard->separator = separator;
	return true;
}

static bool row(void *data, const struct pial_cell *cell, size_t count,
		const struct pial_pos *pos)
{
	struct heard *heard = data;

	(void)pos;
	assert_int_equal(count, 2);
	heard->rows++;
	pial_strbuf_add(&heard->last, cell[1].text, cell[1].len);
	return true;
}

static void hear(struct heard *heard, const struct pial_strbuf *text)
{
	static const struct pial_csv_ops ops = { known, header, row };
	struct pial_source source;
	struct pial_diags diags;

	pial_strbuf_init(&heard->last, PIAL_STRBUF_TEXT);
	heard->rows = 0;
	pial_diags_init(&diags);
	pial_source_init(&source);
	assert_true(pial_source_from(&source, "t.csv", text->text, text->len, &diags));
	assert_true(pial_csv_read(&source, &ops, heard, &diags));
	pial_source_release(&source);
	pial_diags_release(&diags);
}

/* Writes a table of one text, reads it back and compares. */
static void round_trip(const struct pial_strbuf *text, const struct pial_csv_style *style)
{
	struct pial_strbuf out;
	struct heard heard;
	const char *back;
	size_t len;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_csv_put(&out, style, true, true, "id", 2);
	pial_csv_put(&out, style, false, true, "note", 4);
	pial_csv_end(&out);
	pial_csv_put(&out, style, true, true, "x", 1);
	pial_csv_put(&out, style, false, true, text->text, text->len);
	pial_csv_end(&out);

	hear(&heard, &out);
	assert_int_equal(heard.separator, style->separator);
	assert_int_equal(heard.rows, 1);
	len = heard.last.len;
	back = style->guard ? pial_csv_unguard(heard.last.text, &len) : heard.last.text;
	assert_int_equal(len, text->len);
	assert_string_equal(back, text->text);
	pial_strbuf_release(&heard.last);
	pial_strbuf_release(&out);
}

/* Random texts survive guard and unguard, and come back whole through the reader. */
static void test_round_trip(void **state)
{
	static const char *const part[] = {
		"'", "=", "-", "+", "@", "1", "23456789", " ", ",", ";", "\"", "\n", "é", "a",
		"\xEF\xBC\x9D",
	};
	struct pial_strbuf text;

	(void)state;
	seed = 20250317;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (int i = 0; i < 5000; i++) {
		pial_strbuf_clear(&text);
		for (uint32_t n = draw(6); n; n--)
			pial_strbuf_addstr(&text, part[draw(PIAL_COUNT(part))]);
		round_trip(&text, i % 2 ? &pial_csv_sheet : &pial_csv_table);
	}
	pial_strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quoting),
		cmocka_unit_test(test_guard),
		cmocka_unit_test(test_unguard),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
