/*
 * CSV tables: strict reading with positions, and the one writer.
 *
 * The dialect is RFC 4180, strict, with what spreadsheets do to it:
 *
 * - Quotes carry no meaning (a spreadsheet adds and removes them): `"12"` and `12` are one cell.
 *   A quote in an unquoted field, anything but a separator or a line end after a closing quote,
 *   and a quote never closed are E-CSV-QUOTE at the line where the record began.
 * - The separator (`,` `;` tab) is decided by the header: the one under which the caller knows
 *   the most cells; among equals, the one that makes the most cells, then `,` before `;` before
 *   tab. A first line `sep=;` is skipped.
 * - LF, CRLF and lone CR end lines. Inside a cell they are read as one LF, the only control
 *   character that a cell may hold; any other forbidden character is E-CONTROL.
 * - Wholly blank rows are dropped, whatever their width, and so are columns on the right with a
 *   blank header and blank cells (blank: nothing but spaces). Any other row that has not as many
 *   fields as the header is E-CSV-COLUMNS; under `,`, E-CSV-DECIMAL-COMMA when each field too many
 *   can be the decimals of the one before it (12,5 without quotes), at the first such number where
 *   no other can be meant, else at the row.
 * - Where the text was made of a spreadsheet's sheet (io/source.h), `;` is the separator and lines
 *   are rows: line feeds in cells do not count.
 * - Zero bytes, a missing last line end or a file without a header is a truncated input
 *   (E-TRUNCATED).
 * - A field above 64 KiB (E-CSV-FIELD) and more than 200 columns (E-CSV-WIDTH) are refused.
 *
 * A misplaced quote and a limit stop the file, since what follows cannot be trusted. Wrong widths
 * and forbidden characters are collected: such a row is not handed over, the next one is.
 */
#ifndef PIAL_IO_CSV_H
#define PIAL_IO_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "io/source.h"

/* Longest field, in bytes. */
#define PIAL_CSV_FIELD ((size_t)64 << 10)
/* Most columns. */
#define PIAL_CSV_COLUMNS 200

/* One cell as read: without its quotes, not trimmed, its line ends as LF. */
struct pial_cell {
	const char *text;	/* UTF-8, NUL-terminated; lives until the function called returns */
	uint32_t len;		/* bytes */
};

/*
 * What the reader hands over; all three functions are needed. Rows and columns dropped as blank
 * are never shown. Positions have the line where the record began, column 0 and the kind
 * PIAL_COLUMN_LETTER; cell i of count is in column i + 1. pos->file is the source's name, and
 * lives as long as the source.
 */
struct pial_csv_ops {
	/*
	 * How many of these header cells the caller knows; called once for each separator tried,
	 * before header. The cells are not checked yet for forbidden characters.
	 */
	size_t (*known)(void *data, const struct pial_cell *cell, size_t count);
	/* The header. False stops reading (the callee has said why). */
	bool (*header)(void *data, const struct pial_cell *cell, size_t count, char separator,
		       const struct pial_pos *pos);
	/* A row, as wide as the header was. False stops reading. */
	bool (*row)(void *data, const struct pial_cell *cell, size_t count,
		    const struct pial_pos *pos);
};

/*
 * Reads a whole table from its source, valid UTF-8. Returns false when it was refused or stopped:
 * a callee returned false, or an error was added to diags, by the reader or by a callee, since
 * the call; rows handed over before that must then be forgotten. Reading ends early once diags
 * keeps no more errors of one file (PIAL_DIAG_PER_FILE).
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 4)
bool pial_csv_read(const struct pial_source *source, const struct pial_csv_ops *ops, void *data,
		   struct pial_diags *diags);

/*
 * The same for a source that nobody reads afterwards: memory of the text is given back as the rows
 * are handed over, and the text is empty in the end. A national table is then never in memory as
 * text and as rows at once.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 4)
bool pial_csv_use_up(struct pial_source *source, const struct pial_csv_ops *ops, void *data,
		     struct pial_diags *diags);

/* Some whole lines of a table, to be read by one of several workers. */
struct pial_csv_block;

/* How rows are read side by side, and what was read is put together; all are needed. */
struct pial_csv_hands {
	unsigned workers;	/* threads to work with; below 2: rows are read one after another */
	/*
	 * Blocks of so many lines are going to be read: row i of a block, whose lines begin at
	 * first, may take place first + i of these. False: read one after another from now on.
	 */
	bool (*ready)(void *data, size_t lines);
	/*
	 * Reads a block with pial_csv_block_read, its rows to places from first on, and tells
	 * nobody: called by several threads at once, for different workers (from 0) and blocks.
	 * Returns how many rows there are, or PIAL_CSV_AGAIN when there is something to say, or
	 * they cannot be read without the others: then all of them are handed to ops->row later.
	 */
	size_t (*read)(void *data, unsigned worker, const struct pial_csv_block *block,
		       size_t first);
	/* Adds rows that were read to places from first on to those added before. */
	void (*join)(void *data, size_t first, size_t rows);
};

/* A block must be read again, row by row. */
#define PIAL_CSV_AGAIN SIZE_MAX

/* Hands the rows of a block to a worker's own ops->row and data. False when reading stopped. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 4)
bool pial_csv_block_read(const struct pial_csv_block *block, const struct pial_csv_ops *ops,
			 void *data, struct pial_diags *diags);

/*
 * As pial_csv_use_up, with the rows read by several threads, in blocks. What is handed over and
 * said, and in which order, is the same: rows that were read aside are joined in the order of the
 * file, blocks with something to say are read again in their turn.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 4, 5)
bool pial_csv_use_up_by(struct pial_source *source, const struct pial_csv_ops *ops, void *data,
			const struct pial_csv_hands *hands, struct pial_diags *diags);

/* How a table is written. */
struct pial_csv_style {
	char separator;	/* , in tables, ; in sheets */
	char decimal;	/* . in tables, , in French sheets: for callers, when they format numbers */
	bool guard;	/* sheets: texts that start like a formula get an apostrophe */
	bool bom;	/* sheets: begin with a byte-order mark, else Excel takes Windows-1252 */
};

/* The style of tables that cross pipes: `,` `.` no guard, no mark. */
extern const struct pial_csv_style pial_csv_table;
/* The style of French sheets: `;` `,` guarded, with a mark. */
extern const struct pial_csv_style pial_csv_sheet;

/* True when a field is written in quotes: it holds `,` `;` tab quote CR or LF. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_csv_quoted(const char *text, size_t len);

/*
 * True when the guard of sheets puts an apostrophe before a text: see pial_csv_put. For writers of
 * other sheets than CSV.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_csv_guarded(const char *text, size_t len);

/*
 * Adds one field, preceded by the separator unless it is the first of its row, and by the
 * byte-order mark when out is empty and the style asks for one. Any field that holds `,` `;` tab
 * quote CR or LF is quoted, whatever the separator: a French LibreOffice splits at all three
 * separators at once.
 *
 * is_text says that the guard applies. With style->guard, a text that begins with a formula
 * trigger (OWASP's list: = + - @ tab CR LF, and the full-width forms of the first four, which a
 * Windows-1252 export turns into them) and is no complete number nor telephone number (`+` and 6
 * to 15 digits in groups, ITU-T E.164) gets an apostrophe in front. So does a text that begins
 * with apostrophes before a trigger, so that pial_csv_unguard gives every text back.
 */
PIAL_NONNULL_ALL
void pial_csv_put(struct pial_strbuf *out, const struct pial_csv_style *style, bool first,
		  bool is_text, const char *text, size_t len);

/*
 * Ends a row with LF. A row of one empty field is written `""`, so that it is not an empty line
 * (which our own reader drops all the same).
 */
PIAL_NONNULL_ALL void pial_csv_end(struct pial_strbuf *out);

/*
 * Takes off the apostrophe that the guard put: only from a text that begins with apostrophes
 * followed by a trigger ('t Hof keeps its own). Returns text, or text moved past one apostrophe
 * with *len one less.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_csv_unguard(const char *text, size_t *len);

#endif
