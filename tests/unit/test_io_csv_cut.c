/*
 * Plain lines, cut without libcsv: which ones are taken, how they are cut, and that a whole text
 * gives the same rows, positions and faults when libcsv reads every line.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "io/csv_cut.h"
#include "io/csv_priv.h"
#include "io/source.h"

/* ---- One line ---- */

/* What a cut of a text gave: "3:a|b", the bytes taken and the cells; "0" for a refusal. */
static void cut(struct pial_strbuf *out, const char *text, size_t len, char separator)
{
	static char copy[PIAL_CSV_CUT_ROOM];
	struct pial_cell cell[PIAL_CSV_COLUMNS];
	size_t count = 0, taken;

	taken = pial_csv_cut(text, text + len, separator, copy, cell, &count);
	pial_strbuf_clear(out);
	pial_strbuf_addint(out, (int64_t)taken);
	for (size_t i = 0; taken && i < count; i++) {
		assert_int_equal(strlen(cell[i].text), cell[i].len);
		pial_strbuf_addch(out, i ? '|' : ':');
		pial_strbuf_add(out, cell[i].text, cell[i].len);
	}
}

static void test_cut(void **state)
{
	static const struct {
		const char *text;
		char separator;
		const char *cells;
	} cases[] = {
		{ "a,b\n", ',', "4:a|b" },
		{ "\n", ',', "1:" },
		{ ",\n", ',', "2:|" },
		{ "a,,\n", ',', "4:a||" },
		{ "a;b,c\n", ';', "6:a|b,c" },
		{ "a\tb;c\n", '\t', "6:a|b;c" },
		{ "0123456,89,01234567,9\n", ',', "22:0123456|89|01234567|9" },
		{ "01234567\n", ',', "9:01234567" },
		{ " a , b \n", ',', "8: a | b " },
		{ "a,b\nc\n", ',', "4:a|b" },
		/* What needs judging: a quote, a CR, a control, a tab that separates nothing. */
		{ "a,\"b\"\n", ',', "0" },
		{ "a,b\r\n", ',', "0" },
		{ "a,\x1B\n", ',', "0" },
		{ "a,\x7F\n", ',', "0" },
		{ "a,\xC3\xA9\n", ',', "0" },
		{ "a,\tb\n", ',', "0" },
		/* Of another line they do not matter. */
		{ "a,b\n\"\r\xC3\xA9\n", ',', "4:a|b" },
	};
	struct pial_strbuf out;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		char text[64];

		/* Eight bytes more, so that the end of the text is far enough. */
		snprintf(text, sizeof(text), "%s%s", cases[i].text, "xxxxxxxx");
		cut(&out, text, strlen(text), cases[i].separator);
		assert_string_equal(out.text, cases[i].cells);
	}
	/* No line end, and one that is too near to the end of the text. */
	cut(&out, "a,bxxxxxxxxxxxxxxxxxxxx", 23, ',');
	assert_string_equal(out.text, "0");
	cut(&out, "a,b\nxxx", 7, ',');
	assert_string_equal(out.text, "0");
	pial_strbuf_release(&out);
}

/* Each byte at each place of a line, on its own. */
static void test_each_byte(void **state)
{
	struct pial_strbuf out;
	char text[48];

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	for (size_t at = 0; at < 20; at++) {
		for (int byte = 1; byte < 0x100; byte++) {
			bool plain = byte >= 0x20 && byte < 0x7F && byte != '"';

			memset(text, 'a', sizeof(text));
			text[20] = '\n';
			text[at] = (char)byte;
			cut(&out, text, sizeof(text), ',');
			if (byte == '\n')
				assert_int_equal(strtol(out.text, NULL, 10), at + 1);
			else
				assert_int_equal(strtol(out.text, NULL, 10), plain ? 21 : 0);
			assert_int_equal(strchr(out.text, '|') != NULL, byte == ',' || byte == '|');
		}
	}
	pial_strbuf_release(&out);
}

/* A line of count cells and so many bytes in the last one, and eight bytes more. */
static void long_line(struct pial_strbuf *text, size_t cells, size_t bytes)
{
	pial_strbuf_clear(text);
	pial_strbuf_addchars(text, ',', cells - 1);
	pial_strbuf_addchars(text, 'a', bytes);
	pial_strbuf_addstr(text, "\nxxxxxxxx");
}

static void test_limits(void **state)
{
	struct pial_strbuf text, out;

	(void)state;
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	for (size_t more = 0; more < 20; more++) {
		/* The line, not the field, is counted: what is longer goes to libcsv. */
		long_line(&text, 1, PIAL_CSV_FIELD - 9 + more);
		cut(&out, text.text, text.len, ',');
		assert_int_equal(out.text[0] == '0', more > 9);
	}
	long_line(&text, PIAL_CSV_COLUMNS, 3);
	cut(&out, text.text, text.len, ',');
	assert_int_not_equal(out.text[0], '0');
	long_line(&text, PIAL_CSV_COLUMNS + 1, 3);
	cut(&out, text.text, text.len, ',');
	assert_string_equal(out.text, "0");
	pial_strbuf_release(&out);
	pial_strbuf_release(&text);
}

/* ---- Whole texts, both ways ---- */

static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	pial_strbuf_addf(data, "known %zu %s\n", count, cell[0].text);
	return count;
}

static bool row(void *data, const struct pial_cell *cell, size_t count,
		const struct pial_pos *pos)
{
	pial_strbuf_addf(data, "%u", (unsigned)pos->line);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(strlen(cell[i].text), cell[i].len);
		pial_strbuf_addf(data, "|%s", cell[i].text);
	}
	pial_strbuf_addch(data, '\n');
	return true;
}

static bool header(void *data, const struct pial_cell *cell, size_t count, char separator,
		   const struct pial_pos *pos)
{
	pial_strbuf_addch(data, separator);
	return row(data, cell, count, pos);
}

/* All that a reading hands over and says. */
static void listen(struct pial_strbuf *out, const char *text, size_t len, bool only_libcsv)
{
	static const struct pial_csv_ops ops = { known, header, row };
	struct pial_source source;
	struct pial_diags diags;
	bool ok;

	pial_strbuf_clear(out);
	pial_diags_init(&diags);
	pial_source_init(&source);
	ok = pial_source_from(&source, "t.csv", text, len, &diags) &&
	     pial_csv_read_by(&source, &ops, out, only_libcsv ? PIAL_CSV_LIBCSV
							    : PIAL_CSV_ORDINARY, &diags);
	pial_strbuf_addstr(out, ok ? "ok" : "refused");
	for (size_t i = 0; i < diags.count; i++)
		pial_strbuf_addf(out, " %s@%u:%u", pial_code_info(diags.entry[i].code)->name,
				 (unsigned)diags.entry[i].pos.line,
				 (unsigned)diags.entry[i].pos.column);
	pial_source_release(&source);
	pial_diags_release(&diags);
}

static uint64_t seed;

static uint32_t draw(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 11) % below);
}

/* Some lines of cells of all lengths; odd pieces come once in so many cells. */
static void random_text(struct pial_strbuf *text, uint32_t rarity)
{
	static const char *const odd[] = {
		"\"a\"", "\"a,b\"", "\"a\nb\"", "\"", "\"\"", "a\"", "\r", "\t", "\x01", "\x7F",
		"é", "\xC2\xA0", "\xE2\x80\xAE", "\n", ";", ",", " ", "\xE9", "",
	};
	static const char *const ends[] = { "\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n", ",\n" };
	uint32_t rows = draw(12), columns = 1 + draw(6), habit = draw(PIAL_COUNT(ends));
	char separator = ",;\t"[draw(3)];

	pial_strbuf_clear(text);
	for (uint32_t i = 0; i <= rows; i++) {
		for (uint32_t k = 0; k < columns; k++) {
			if (k)
				pial_strbuf_addch(text, separator);
			pial_strbuf_addchars(text, (char)('a' + draw(26)), draw(12));
			if (draw(rarity) == 0)
				pial_strbuf_addstr(text, odd[draw(PIAL_COUNT(odd))]);
		}
		pial_strbuf_addstr(text, ends[draw(20) ? habit : draw(PIAL_COUNT(ends))]);
	}
	if (draw(30) == 0)
		pial_strbuf_setlen(text, draw((uint32_t)text->len + 1));
}

static void test_both_ways(void **state)
{
	struct pial_strbuf text, ours, theirs;
	size_t accepted = 0;

	(void)state;
	seed = 20250317;
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&ours, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&theirs, PIAL_STRBUF_OUTPUT);
	for (uint32_t i = 0; i < 30000; i++) {
		random_text(&text, i % 3 ? 60 : 6);
		listen(&ours, text.text, text.len, false);
		listen(&theirs, text.text, text.len, true);
		assert_string_equal(ours.text, theirs.text);
		accepted += ours.text[ours.len - 1] == 'k';
	}
	/* Neither always nor never: both ways were walked to their ends. */
	assert_in_range(accepted, 3000, 27000);
	pial_strbuf_release(&theirs);
	pial_strbuf_release(&ours);
	pial_strbuf_release(&text);
}

/* A hash of all that is handed over: the texts are too long to keep. */
struct sum {
	uint64_t hash;	/* of lines and cells */
	size_t rows;	/* how many */
};

static size_t all_known(void *data, const struct pial_cell *cell, size_t count)
{
	(void)data;
	(void)cell;
	return count;
}

static bool sum_row(void *data, const struct pial_cell *cell, size_t count,
		    const struct pial_pos *pos)
{
	struct sum *sum = data;

	sum->rows++;
	sum->hash = sum->hash * 31 + pos->line;
	for (size_t i = 0; i < count; i++)
		for (const char *at = cell[i].text; *at; at++)
			sum->hash = sum->hash * 131 + (unsigned char)*at;
	return true;
}

static bool sum_header(void *data, const struct pial_cell *cell, size_t count, char separator,
		       const struct pial_pos *pos)
{
	(void)separator;
	return sum_row(data, cell, count, pos);
}

/* A text whose memory goes while it is read gives the same rows, and is empty in the end. */
static void test_used_up(void **state)
{
	static const struct pial_csv_ops ops = { all_known, sum_header, sum_row };
	struct sum kept = { 0, 0 }, used = { 0, 0 };
	struct pial_source source;
	struct pial_strbuf text;
	struct pial_diags diags;

	(void)state;
	seed = 3;
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&text, "id,note\n");
	while (text.len < (size_t)14 << 20) {
		pial_strbuf_addint(&text, draw(1000000));
		pial_strbuf_addch(&text, ',');
		pial_strbuf_addchars(&text, (char)('a' + draw(26)), draw(90));
		pial_strbuf_addstr(&text, draw(50) ? "\n" : "é\n\"x\",\"a\nb\"\n");
	}
	pial_diags_init(&diags);
	pial_source_init(&source);
	assert_true(pial_source_from(&source, "t.csv", text.text, text.len, &diags));
	assert_true(pial_csv_read(&source, &ops, &kept, &diags));
	assert_true(pial_csv_use_up(&source, &ops, &used, &diags));
	assert_true(kept.rows > 100000);
	assert_int_equal(used.rows, kept.rows);
	assert_true(used.hash == kept.hash);
	assert_int_equal(source.len, 0);
	assert_string_equal(source.text, "");
	assert_string_equal(source.name, "t.csv");
	pial_source_release(&source);
	pial_diags_release(&diags);
	pial_strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_each_byte),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_both_ways),
		cmocka_unit_test(test_used_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
