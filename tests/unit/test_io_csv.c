/*
 * The CSV dialect: what is read, what is refused, and where. The last test compares the reader
 * with a naive parser of this file on random texts. What is written: test_io_csv_write.c.
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
#include "io/csv.h"
#include "io/source.h"

/* What a reading gave, as text. */
struct heard {
	struct pial_strbuf rows;	/* "line:cell|cell" a row, line feeds in cells as \n */
	struct pial_strbuf faults;	/* "CODE@line:column " a diagnostic */
	char separator;			/* as told to header; '\0': no header */
	size_t rows_wanted;		/* rows accepted before one is refused */
	bool ok;			/* what pial_csv_read returned */
};

static void hear_cells(struct heard *heard, const struct pial_cell *cell, size_t count,
		       const struct pial_pos *pos)
{
	assert_string_equal(pos->file, "t.csv");
	assert_int_equal(pos->column, 0);
	assert_int_equal(pos->kind, PIAL_COLUMN_LETTER);
	pial_strbuf_addint(&heard->rows, pos->line);
	for (size_t i = 0; i < count; i++) {
		pial_strbuf_addch(&heard->rows, i ? '|' : ':');
		assert_int_equal(strlen(cell[i].text), cell[i].len);
		for (const char *c = cell[i].text; *c; c++) {
			if (*c == '\n')
				pial_strbuf_addstr(&heard->rows, "\\n");
			else
				pial_strbuf_addch(&heard->rows, *c);
		}
	}
	pial_strbuf_addch(&heard->rows, '\n');
}

static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	static const char *const names[] = { "id", "qty", "note", "été" };
	size_t n = 0;

	(void)data;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < PIAL_COUNT(names); k++)
			n += !strcmp(cell[i].text, names[k]);
	return n;
}

static bool header(void *data, const struct pial_cell *cell, size_t count, char separator,
		   const struct pial_pos *pos)
{
	struct heard *heard = data;

	assert_int_equal(heard->separator, '\0');
	heard->separator = separator;
	hear_cells(heard, cell, count, pos);
	return true;
}

static bool row(void *data, const struct pial_cell *cell, size_t count,
		const struct pial_pos *pos)
{
	struct heard *heard = data;

	assert_int_not_equal(heard->separator, '\0');
	hear_cells(heard, cell, count, pos);
	return heard->rows_wanted-- > 0;
}

static const struct pial_csv_ops ops = { known, header, row };

static void hear(struct heard *heard, const char *text, size_t len, size_t rows_wanted)
{
	struct pial_source source;
	struct pial_diags diags;

	pial_strbuf_init(&heard->rows, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&heard->faults, PIAL_STRBUF_TEXT);
	heard->separator = '\0';
	heard->rows_wanted = rows_wanted;
	pial_diags_init(&diags);
	pial_source_init(&source);
	heard->ok = pial_source_from(&source, "t.csv", text, len, &diags) &&
		    pial_csv_read(&source, &ops, heard, &diags);
	for (size_t i = 0; i < diags.count; i++)
		pial_strbuf_addf(&heard->faults, "%s@%u:%u ",
				 pial_code_info(diags.entry[i].code)->name,
				 (unsigned)diags.entry[i].pos.line,
				 (unsigned)diags.entry[i].pos.column);
	pial_source_release(&source);
	pial_diags_release(&diags);
}

static void heard_release(struct heard *heard)
{
	pial_strbuf_release(&heard->rows);
	pial_strbuf_release(&heard->faults);
}

static void assert_len(const char *text, size_t len, const char *rows, const char *faults)
{
	struct heard heard;

	hear(&heard, text, len, SIZE_MAX);
	assert_string_equal(heard.faults.text, faults);
	assert_string_equal(heard.rows.text, rows);
	/* A notice is no refusal. */
	assert_int_equal(heard.ok, !strstr(faults, "E-"));
	heard_release(&heard);
}

static void assert_both(const char *text, const char *rows, const char *faults)
{
	assert_len(text, strlen(text), rows, faults);
}

static void assert_read(const char *text, const char *rows)
{
	assert_len(text, strlen(text), rows, "");
}

static void assert_refused(const char *text, const char *faults)
{
	struct heard heard;

	hear(&heard, text, strlen(text), SIZE_MAX);
	assert_string_equal(heard.faults.text, faults);
	assert_false(heard.ok);
	heard_release(&heard);
}

static void assert_separator(const char *text, char separator)
{
	struct heard heard;

	hear(&heard, text, strlen(text), SIZE_MAX);
	assert_string_equal(heard.faults.text, "");
	assert_int_equal(heard.separator, separator);
	heard_release(&heard);
}

static void test_cells(void **state)
{
	(void)state;
	assert_read("id,qty\nx,12\n", "1:id|qty\n2:x|12\n");
	/* Quotes carry no meaning, blanks are kept, a doubled quote is one. */
	assert_read("\"id\",qty\n\"x\",\"12\"\n", "1:id|qty\n2:x|12\n");
	assert_read("id,qty\n x , 1\n", "1:id|qty\n2: x | 1\n");
	assert_read("id,qty\n\" x \",\"il dit \"\"oui\"\"\"\n",
		    "1:id|qty\n2: x |il dit \"oui\"\n");
	assert_read("id,qty\n\"\",1\n", "1:id|qty\n2:|1\n");
	assert_read("id,qty,note\n,,z\n", "1:id|qty|note\n2:||z\n");
	assert_read("id,qty\n\"a,b;c\",1\n", "1:id|qty\n2:a,b;c|1\n");
}

static void test_header_alone(void **state)
{
	(void)state;
	assert_read("id,qty\n", "1:id|qty\n");
	assert_read("id\n", "1:id\n");
}

static void test_separators(void **state)
{
	(void)state;
	assert_separator("id,qty\n", ',');
	assert_separator("id;qty\n", ';');
	assert_separator("id\tqty\n", '\t');
	/* The most known names win, not the most cells. */
	assert_separator("id;a,b,c;qty\n", ';');
	assert_separator("id,a;b;c,qty\n", ',');
	/* A header that only one separator can parse. */
	assert_separator("\"id\";\"qty\"\n", ';');
	/* Nothing known: the most cells; one cell: the comma. */
	assert_separator("a;b;c\n", ';');
	assert_separator("a\n", ',');
	/* LibreOffice's own comma file with a decimal comma. */
	assert_read("id,qty\nx,\"12,5\"\n", "1:id|qty\n2:x|12,5\n");
	assert_read("id;qty\nx;12,5\n", "1:id|qty\n2:x|12,5\n");
}

static void test_sep_line(void **state)
{
	(void)state;
	assert_read("sep=;\nid;qty\nx;1\n", "2:id|qty\n3:x|1\n");
	assert_read("\"sep=,\"\nid,qty\nx,1\n", "2:id|qty\n3:x|1\n");
	assert_read("\"sep=,\",\nid,qty\nx,1\n", "2:id|qty\n3:x|1\n");
	assert_read("sep=\nid,qty\n", "2:id|qty\n");
	/* The line only is skipped, it decides nothing. */
	assert_separator("sep=,\nid;qty\n", ';');
	assert_read("sep=x\n", "1:sep=x\n");
	assert_refused("sep=;\n", "E-TRUNCATED@0:0 ");
}

static void test_encodings(void **state)
{
	(void)state;
	assert_read("\xEF\xBB\xBFid,été\nx,1\n", "1:id|été\n2:x|1\n");
	assert_read("\xEF\xBB\xBF\"id\",été\n", "1:id|été\n");
	assert_both("id,\xE9t\xE9\n\xC9lodie,1\n", "1:id|été\n2:Élodie|1\n", "N-CP1252@1:0 ");
	/* Only the first mark is one. */
	assert_refused("\xEF\xBB\xBF\xEF\xBB\xBFid\n", "E-CONTROL@1:1 ");
	assert_len("i\0d\0\n\0", 6, "", "E-ENCODING@1:0 ");
}

static void test_line_ends(void **state)
{
	(void)state;
	assert_read("id,qty\r\nx,1\r\ny,2\r\n", "1:id|qty\n2:x|1\n3:y|2\n");
	assert_read("id,qty\rx,1\ry,2\r", "1:id|qty\n2:x|1\n3:y|2\n");
	assert_read("id,qty\r\nx,1\ny,2\rz,3\r\n", "1:id|qty\n2:x|1\n3:y|2\n4:z|3\n");
	assert_read("id,qty\n\r\nx,1\r\r\ny,2\n", "1:id|qty\n3:x|1\n5:y|2\n");
	/* With the usual quotes, where libcsv sees them. */
	assert_read("\"id\",qty\r\n\"x\",1\r\n\"y\",2\r\n", "1:id|qty\n2:x|1\n3:y|2\n");
	assert_read("\"id\",qty\r\"x\",1\r\"y\",2\r", "1:id|qty\n2:x|1\n3:y|2\n");
}

static void test_embedded_line_feeds(void **state)
{
	(void)state;
	assert_read("id,note\nx,\"a\nb\"\ny,2\n", "1:id|note\n2:x|a\\nb\n4:y|2\n");
	assert_read("id,note\r\nx,\"a\r\nb\"\r\ny,2\r\n", "1:id|note\n2:x|a\\nb\n4:y|2\n");
	assert_read("id,note\nx,\"a\rb\"\ny,2\n", "1:id|note\n2:x|a\\nb\n4:y|2\n");
	assert_read("id,note\nx,\"\n\n\n\"\ny,2\n", "1:id|note\n2:x|\\n\\n\\n\n6:y|2\n");
	assert_read("id,note\nx,\"a\n\"\"b\"\"\n,c\"\ny,2\n",
		    "1:id|note\n2:x|a\\n\"b\"\\n,c\n5:y|2\n");
	/* A header over two lines. */
	assert_read("id,\"no\nte\"\nx,1\n", "1:id|no\\nte\n3:x|1\n");
	/* The fault after it has the right line too. */
	assert_refused("id,note\nx,\"a\nb\"\ny\n", "E-CSV-COLUMNS@4:0 ");
}

static void test_quotes_refused(void **state)
{
	(void)state;
	assert_refused("id,qty\nx,1\"2\n", "E-CSV-QUOTE@2:2 ");
	assert_refused("id,qty\nx,\"1\"2\n", "E-CSV-QUOTE@2:2 ");
	assert_refused("id,qty\nx,\"1\" \n", "E-CSV-QUOTE@2:2 ");
	assert_refused("id,qty\n\"x\"y,1\n", "E-CSV-QUOTE@2:1 ");
	assert_refused("id,qty\nx, \"1\"\n", "E-CSV-QUOTE@2:2 ");
	/* Never closed: where the record began, not where the file ends. */
	assert_refused("id,qty\nx,1\ny,\"2\nz,3\nt,4\n", "E-CSV-QUOTE@3:2 ");
	assert_refused("id,qty\nx,\"\n", "E-CSV-QUOTE@2:2 ");
	assert_refused("id,\"qty\nx,1\n", "E-CSV-QUOTE@1:2 ");
	/* Nothing after a syntax fault is handed over, what came before is. */
	assert_both("id,qty\nx,1\ny,2\"\nz,3\n", "1:id|qty\n2:x|1\n",
		   "E-CSV-QUOTE@3:2 ");
}

static void test_columns(void **state)
{
	(void)state;
	assert_both("id,qty\nx\ny,1,b\nz,1\n", "1:id|qty\n4:z|1\n",
		   "E-CSV-COLUMNS@2:0 E-CSV-COLUMNS@3:0 ");
	/* An empty field too many is one too many. */
	assert_refused("id,qty\nx,1,\n", "E-CSV-COLUMNS@2:0 ");
	assert_refused("id,qty\n\"x\"\n", "E-CSV-COLUMNS@2:0 ");
}

/* 12,5 between commas: said at the cell when only one pair of neighbours can be meant. */
static void test_decimal_comma(void **state)
{
	(void)state;
	assert_both("id,qty\nx,12,5\nz,1\n", "1:id|qty\n3:z|1\n", "E-CSV-DECIMAL-COMMA@2:2 ");
	assert_refused("id,qty,unit\nx,-12,50,kg\n", "E-CSV-DECIMAL-COMMA@2:2 ");
	assert_refused("id,qty,unit,price\nx,12,5,kg,1,20\n", "E-CSV-DECIMAL-COMMA@2:2 ");
	/* 5.1 and 5, or 5 and 1.5? */
	assert_refused("id,pack,price\nx,5,1,5\n", "E-CSV-DECIMAL-COMMA@2:0 ");
	assert_refused("id\n1,2,3\n", "E-CSV-COLUMNS@2:0 ");
	/* 3.1, or 3 and 1 and a comma at the end? */
	assert_refused("id,a,b\nx,3,1,\n", "E-CSV-DECIMAL-COMMA@2:0 ");
	assert_refused("id,qty,\nx,12,5\n", "E-CSV-DECIMAL-COMMA@2:2 ");
	/* No such pair, fewer pairs than fields too many, a field missing, another separator. */
	assert_refused("id,qty\nx,a,5\n", "E-CSV-COLUMNS@2:0 ");
	assert_refused("id,qty\nx,12,-5\n", "E-CSV-COLUMNS@2:0 ");
	assert_refused("id,qty\nx,12,5,y\n", "E-CSV-COLUMNS@2:0 ");
	assert_refused("id,a,b,c\nx,12,5\n", "E-CSV-COLUMNS@2:0 ");
	assert_refused("id;qty\nx;12;5\n", "E-CSV-COLUMNS@2:0 ");
}

static void test_blank_rows_and_columns(void **state)
{
	(void)state;
	assert_read("id,qty\n\nx,1\n,\n,,,\n , \ny,2\n\n\n", "1:id|qty\n3:x|1\n7:y|2\n");
	assert_read("\n\n;\nid;qty\nx;1\n", "4:id|qty\n5:x|1\n");
	assert_read("id,qty,,\nx,1,,\ny,, ,\n", "1:id|qty\n2:x|1\n3:y|\n");
	assert_read("id,,qty\nx,,1\n", "1:id||qty\n2:x||1\n");
	assert_read("id;qty;\xC2\xA0\nx;1;\xE2\x80\xAF\n\xC2\xA0;;\n", "1:id|qty\n2:x|1\n");
	/* Something under a blank header; rows not padded as the header is. */
	assert_refused("id,qty,\nx,1,b\n", "E-CSV-COLUMNS@2:0 ");
	assert_refused("id,qty,\nx,1\n", "E-CSV-COLUMNS@2:0 ");
	assert_refused("id,qty,,\nx,1,\n", "E-CSV-COLUMNS@2:0 ");
}

static void test_truncated(void **state)
{
	(void)state;
	assert_len("", 0, "", "E-TRUNCATED@0:0 ");
	assert_refused("id,qty\nx,1", "E-TRUNCATED@0:0 ");
	assert_refused("id", "E-TRUNCATED@0:0 ");
	assert_refused("\n\n", "E-TRUNCATED@0:0 ");
	assert_refused("\xEF\xBB\xBF", "E-TRUNCATED@0:0 ");
}

static void test_forbidden(void **state)
{
	(void)state;
	assert_both("id,qty\nx\x1B[31m,1\ny,\x01\nz,3\n", "1:id|qty\n4:z|3\n",
		   "E-CONTROL@2:1 E-CONTROL@3:2 ");
	assert_refused("id,qty\nx,\"a\tb\"\n", "E-CONTROL@2:2 ");
	assert_refused("id,qty\nx,\x7F\n", "E-CONTROL@2:2 ");
	assert_refused("id,qty\nx,\xC2\x85\n", "E-CONTROL@2:2 ");
	assert_refused("id,qty\nx,a\xE2\x80\xAE" "b\n", "E-CONTROL@2:2 ");
	assert_refused("id,qty\nx,\xE2\x81\xA6\n", "E-CONTROL@2:2 ");
	assert_refused("id,qty\nx,\xD8\x9C\n", "E-CONTROL@2:2 ");
	assert_refused("id,qty\nx,12345678\xEF\xBB\xBF\n", "E-CONTROL@2:2 ");
	assert_refused("id,qt\x02y\nx,1\n", "E-CONTROL@1:2 ");
	/* Neighbours in the tables that are allowed. */
	assert_read("id,qty\n~\xC2\xA1,\xE2\x80\xAF\xE2\x80\x93\n",
		    "1:id|qty\n2:~\xC2\xA1|\xE2\x80\xAF\xE2\x80\x93\n");
	assert_read("id\tqty\nx\té\n", "1:id|qty\n2:x|é\n");
}

/* Each byte at each offset of a line is noticed: the scan goes by eight bytes. */
static void test_forbidden_everywhere(void **state)
{
	char text[64];

	(void)state;
	for (size_t at = 0; at < 24; at++) {
		for (int byte = 1; byte < 0x80; byte++) {
			bool bad = byte < 0x20 || byte == 0x7F;
			struct heard heard;

			if (byte == '\n' || byte == '\r' || byte == '"' || byte == ',')
				continue;
			snprintf(text, sizeof(text), "id\n%s\n", "aaaaaaaaaaaaaaaaaaaaaaaa");
			text[3 + at] = (char)byte;
			hear(&heard, text, strlen(text), SIZE_MAX);
			assert_int_equal(heard.ok, !bad);
			assert_string_equal(heard.faults.text, bad ? "E-CONTROL@2:1 " : "");
			heard_release(&heard);
		}
	}
}

/* A table with a field of so many bytes in its first row. */
static void long_field(struct pial_strbuf *text, size_t len, bool quoted, size_t line_feeds)
{
	const char *quote = quoted ? "\"" : "";
	size_t from;

	pial_strbuf_addf(text, "id,note\nx,%s", quote);
	from = text->len;
	pial_strbuf_addchars(text, 'a', len);
	for (size_t i = 0; i < line_feeds; i++)
		text->text[from + i * (len / line_feeds)] = '\n';
	pial_strbuf_addf(text, "%s\ny,2\n", quote);
}

static void test_field_limit(void **state)
{
	static const struct {
		size_t len, line_feeds;
		bool quoted;
		const char *faults;
	} cases[] = {
		{ PIAL_CSV_FIELD, 0, false, "" },
		{ PIAL_CSV_FIELD, 0, true, "" },
		{ PIAL_CSV_FIELD, 9, true, "" },
		{ PIAL_CSV_FIELD + 1, 0, false, "E-CSV-FIELD@2:2 " },
		{ PIAL_CSV_FIELD + 1, 0, true, "E-CSV-FIELD@2:2 " },
		{ 40 * PIAL_CSV_FIELD, 0, false, "E-CSV-FIELD@2:2 " },
		{ 40 * PIAL_CSV_FIELD, 0, true, "E-CSV-FIELD@2:2 " },
		{ 40 * PIAL_CSV_FIELD, 5000, true, "E-CSV-QUOTE@2:2 " },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		struct pial_strbuf text;
		struct heard heard;

		pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
		long_field(&text, cases[i].len, cases[i].quoted, cases[i].line_feeds);
		hear(&heard, text.text, text.len, SIZE_MAX);
		assert_string_equal(heard.faults.text, cases[i].faults);
		assert_int_equal(heard.ok, !*cases[i].faults);
		heard_release(&heard);
		pial_strbuf_release(&text);
	}
}

static char *wide_table(size_t header_columns, size_t row_columns, bool quoted)
{
	struct pial_strbuf sb;

	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < header_columns; i++)
		pial_strbuf_addstr(&sb, i ? ",c" : "id");
	pial_strbuf_addch(&sb, '\n');
	for (size_t i = 0; i < row_columns; i++)
		pial_strbuf_addf(&sb, quoted ? "%s\"1\"" : "%s1", i ? "," : "");
	pial_strbuf_addch(&sb, '\n');
	return pial_strbuf_detach(&sb);
}

static void test_width_limit(void **state)
{
	static const struct {
		size_t header, row;
		bool quoted;
		const char *faults;
	} cases[] = {
		{ PIAL_CSV_COLUMNS, PIAL_CSV_COLUMNS, false, "" },
		{ PIAL_CSV_COLUMNS, PIAL_CSV_COLUMNS, true, "" },
		{ PIAL_CSV_COLUMNS + 1, 1, false, "E-CSV-WIDTH@1:0 " },
		{ 3, PIAL_CSV_COLUMNS + 1, false, "E-CSV-WIDTH@2:0 " },
		{ 3, PIAL_CSV_COLUMNS + 1, true, "E-CSV-WIDTH@2:0 " },
		{ 3, PIAL_CSV_COLUMNS, true, "E-CSV-COLUMNS@2:0 " },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		char *text = wide_table(cases[i].header, cases[i].row, cases[i].quoted);

		if (*cases[i].faults) {
			assert_refused(text, cases[i].faults);
		} else {
			struct heard heard;

			hear(&heard, text, strlen(text), SIZE_MAX);
			assert_true(heard.ok);
			heard_release(&heard);
		}
		free(text);
	}
}

static void test_stopping(void **state)
{
	struct pial_strbuf sb;
	struct heard heard;
	size_t count = 0;

	(void)state;
	hear(&heard, "id\na\nb\nc\n", 9, 1);
	assert_false(heard.ok);
	assert_string_equal(heard.rows.text, "1:id\n2:a\n3:b\n");
	heard_release(&heard);

	/* Reading ends soon after the last error that is kept: the row beyond is not seen. */
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&sb, "id\n");
	for (int i = 0; i < 150; i++)
		pial_strbuf_addstr(&sb, "a,b\n");
	pial_strbuf_addstr(&sb, "last\n");
	hear(&heard, sb.text, sb.len, SIZE_MAX);
	assert_string_equal(heard.rows.text, "1:id\n");
	for (const char *at = heard.faults.text; (at = strchr(at, '@')); at++)
		count++;
	assert_int_equal(count, PIAL_DIAG_PER_FILE + 1);
	assert_non_null(strstr(heard.faults.text, "E-TOO-MANY"));
	heard_release(&heard);
	pial_strbuf_release(&sb);
}

/* ---- A second opinion ----------------------------------------------------------------------- */

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % below;
}

/* How the naive parser ended. */
enum naive { NAIVE_OK, NAIVE_QUOTE, NAIVE_COLUMNS };

/*
 * One cell at *at, RFC 4180 by the letter: adds its text and moves to the separator or line end
 * behind it. False: a quote is misplaced or never closed.
 */
static bool naive_cell(const char **at, unsigned *line, struct pial_strbuf *cell)
{
	const char *c = *at;
	bool quoted = *c == '"';

	for (c += quoted;; c++) {
		bool line_end = *c == '\n' || *c == '\r';

		if (!quoted && (line_end || *c == ','))
			break;
		if (!*c || (!quoted && *c == '"'))
			return false;
		if (*c == '"' && *++c != '"')
			break;
		if (*c == '\r' && c[1] == '\n')
			c++;
		*line += line_end;
		if (line_end)
			pial_strbuf_addstr(cell, "\\n");
		else
			pial_strbuf_addch(cell, *c);
	}
	*at = c;
	return *c == ',' || *c == '\n' || *c == '\r';
}

/* A record, as hear_cells writes it without its line; *count is its number of cells. */
static bool naive_record(const char **at, unsigned *line, struct pial_strbuf *cells,
			 unsigned *count)
{
	*count = 1;
	for (;; ++*at, ++*count) {
		if (!naive_cell(at, line, cells))
			return false;
		if (**at != ',')
			break;
		pial_strbuf_addch(cells, '|');
	}
	*at += **at == '\r' && (*at)[1] == '\n' ? 2 : 1;
	++*line;
	return true;
}

/*
 * A whole table with commas. Writes the rows as hear_cells does. No cell here holds a space, so
 * blank is empty.
 */
static enum naive naive_parse(const char *at, struct pial_strbuf *rows)
{
	unsigned line = 1, wanted = 0, count;
	enum naive result = NAIVE_OK;
	struct pial_strbuf cells;

	pial_strbuf_init(&cells, PIAL_STRBUF_TEXT);
	while (*at) {
		unsigned began = line;
		bool blank;

		pial_strbuf_clear(&cells);
		if (!naive_record(&at, &line, &cells, &count)) {
			result = NAIVE_QUOTE;
			break;
		}
		blank = strspn(cells.text, "|") == cells.len;
		if (!blank && !wanted)
			wanted = count;
		if (!blank && count != wanted)
			result = NAIVE_COLUMNS;
		else if (!blank)
			pial_strbuf_addf(rows, "%u:%s\n", began, cells.text);
	}
	pial_strbuf_release(&cells);
	return result;
}

/* A text of small pieces that make quotes, separators and line ends meet in every way. */
static void random_table(struct pial_strbuf *text, bool damaged)
{
	static const char *const piece[] = {
		"a", "bc", "\"d\"", "\"e,f\"", "\"g\nh\"", "\"i\"\"j\"", "\"\"", "",
		"\"k\r\nl\"", "\"m\rn\"", "0123456789",
	};
	static const char *const damage[] = { "\"", ",", "\n", "\r", "x", "\"\"", "\r\n" };
	static const char *const line_end[] = { "\n", "\r\n", "\r" };
	const char *end = line_end[draw(3)];
	uint32_t rows = draw(5), columns = 1 + draw(4);

	pial_strbuf_clear(text);
	pial_strbuf_addf(text, "id%.*s%s", (int)(2 * (columns - 1)), ",b,c,d", end);
	while (rows--) {
		for (uint32_t i = 0; i < columns; i++) {
			pial_strbuf_addstr(text, i ? "," : "");
			pial_strbuf_addstr(text, piece[draw(PIAL_COUNT(piece))]);
			if (damaged && !draw(8))
				pial_strbuf_addstr(text, damage[draw(PIAL_COUNT(damage))]);
		}
		pial_strbuf_addstr(text, draw(20) ? end : line_end[draw(3)]);
	}
}

static void compare(const struct pial_strbuf *text, size_t outcomes[3])
{
	struct pial_strbuf rows;
	struct heard heard;
	enum naive naive;

	pial_strbuf_init(&rows, PIAL_STRBUF_TEXT);
	naive = naive_parse(text->text, &rows);
	outcomes[naive]++;
	hear(&heard, text->text, text->len, SIZE_MAX);
	assert_int_equal(heard.ok, naive == NAIVE_OK);
	assert_string_equal(heard.rows.text, rows.text);
	assert_int_equal(strstr(heard.faults.text, "E-CSV-QUOTE") != NULL, naive == NAIVE_QUOTE);
	heard_release(&heard);
	pial_strbuf_release(&rows);
}

static void test_second_opinion(void **state)
{
	size_t outcomes[3] = { 0, 0, 0 };
	struct pial_strbuf text;

	(void)state;
	seed = 20250317;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (int i = 0; i < 20000; i++) {
		random_table(&text, i % 2);
		compare(&text, outcomes);
	}
	pial_strbuf_release(&text);
	/* The comparison has seen each outcome often enough to mean something. */
	assert_true(outcomes[NAIVE_OK] > 5000);
	assert_true(outcomes[NAIVE_QUOTE] > 1000);
	assert_true(outcomes[NAIVE_COLUMNS] > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_header_alone),
		cmocka_unit_test(test_separators),
		cmocka_unit_test(test_sep_line),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_embedded_line_feeds),
		cmocka_unit_test(test_quotes_refused),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_decimal_comma),
		cmocka_unit_test(test_blank_rows_and_columns),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_forbidden),
		cmocka_unit_test(test_forbidden_everywhere),
		cmocka_unit_test(test_field_limit),
		cmocka_unit_test(test_width_limit),
		cmocka_unit_test(test_stopping),
		cmocka_unit_test(test_second_opinion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
