/*
 * A workbook: sheets of rows of typed cells, as spreadsheet programs hold them.
 *
 * It is what the writers of io/ods.h turn into a file and what the reader of io/workbook_read.h
 * finds in one. It knows nothing of tables, growers or labels: who lays a page out puts cells into
 * it, in the order in which they stand, and says how they look and what may be done to them.
 *
 * Numbers are kept as decimal text (`12.5`), never as floating point: what a grower typed is what
 * is written, digit by digit. Dates are days of num/date.h, weeks are texts.
 *
 * A workbook owns one arena; every text given is copied into it, and everything goes together. A
 * sheet, once added, stays where it is. Rows and cells are counted from 0 here, and shown to people
 * from 1 and from A.
 */
#ifndef PIAL_IO_WORKBOOK_H
#define PIAL_IO_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "num/date.h"

/* Most columns of a sheet, those of a table (io/csv.h). */
#define PIAL_WORKBOOK_COLUMNS 200
/* Most rows: what spreadsheet programs allow. */
#define PIAL_WORKBOOK_ROWS ((uint32_t)1048576)

/* What a cell holds. */
enum pial_wkind {
	PIAL_WKIND_EMPTY,	/* nothing */
	PIAL_WKIND_TEXT,	/* any text, line feeds allowed */
	PIAL_WKIND_NUMBER,	/* decimal text with a point: "-12.5" */
	PIAL_WKIND_PERCENT,	/* decimal text of the percentage: "8.5" is 8.5 % */
	PIAL_WKIND_DATE,	/* "2025-03-17", with a time behind it only when it was read so */
	PIAL_WKIND_BOOLEAN,	/* "VRAI" or "FAUX" */
	PIAL_WKIND_ERROR,	/* what the program shows instead of a value: "#REF!" */
};

/* How a cell looks, and with it whether it may be changed once its sheet is protected. */
enum pial_wstyle {
	PIAL_WSTYLE_PLAIN,	/* as the program writes; locked */
	PIAL_WSTYLE_TITLE,	/* large and bold; locked */
	PIAL_WSTYLE_NOTE,	/* instructions: wrapped by words, grey; locked */
	PIAL_WSTYLE_HEADER,	/* name of a column: bold, wrapped, on a tint; locked */
	PIAL_WSTYLE_INPUT,	/* to be filled in: framed, on a light tint; open */
	PIAL_WSTYLE_FIXED,	/* filled in and decided: bold, on a stronger tint; open */
	PIAL_WSTYLE_LOCKED,	/* computed or known, framed, not to be changed; locked */
	PIAL_WSTYLES		/* how many there are */
};

/* `decimals` of a cell: as many as its number has. */
#define PIAL_WORKBOOK_GENERAL 0xFF

/* One cell. */
struct pial_wcell {
	const char *text;	/* as its kind says; "" when empty; in the workbook's arena */
	/* what computes it, OpenFormula without "of:" ("=[.C4]*[.D4]"); text then is the result */
	const char *formula;	/* NULL: nothing */
	uint32_t len;		/* bytes of text */
	uint8_t kind;		/* enum pial_wkind */
	uint8_t style;		/* enum pial_wstyle */
	uint8_t expects;	/* empty: enum pial_wkind that what is typed will be shown as */
	uint8_t decimals;	/* a number: decimals shown, or PIAL_WORKBOOK_GENERAL */
	bool day_name;		/* a date: the day's name stands before it */
	uint8_t across;		/* columns taken by a merged cell; 0 and 1: not merged */
	uint16_t down;		/* rows taken by a merged cell; 0 and 1: not merged */
};

/* One column. */
struct pial_wcolumn {
	uint16_t width;		/* tenths of a millimetre; 0: as the program wishes */
	bool hidden;		/* not shown: ids and versions, for the toolkit's eyes */
};

/* What may be typed into the cells of a column, from one row to another, both included. */
struct pial_wrule {
	uint32_t column, from, to;	/* which cells */
	const char *const *choice;	/* allowed texts, shown as a list; NULL: a number, >= 0 */
	size_t choices;			/* how many */
	const char *title;		/* of the two texts below; "" for none */
	const char *help;		/* shown when the cell is entered; "" for none */
	const char *fault;		/* shown when something else is typed */
};

/* How a sheet is printed: on A4, at most one page wide. */
struct pial_wpage {
	bool landscape;			/* else portrait */
	bool one_page;			/* at most one page high too */
	uint32_t header_from, header_rows;	/* rows repeated on each page; 0 rows: none */
	const char *head, *foot;	/* above and below each page; foot is followed by n/N */
};

/* One sheet. */
struct pial_wsheet {
	const char *name;		/* on its tab */
	struct pial_arena *arena;	/* the workbook's */
	struct pial_wcolumn column[PIAL_WORKBOOK_COLUMNS];	/* those told, the rest zero */
	uint32_t columns;		/* cells of the widest row, or columns told if more */
	size_t *start;			/* first cell of each row; owned */
	uint32_t rows, row_cap;		/* how many, and room */
	struct pial_wcell *cell;	/* cells, row after row; owned */
	size_t cells, cell_cap;		/* how many, and room */
	struct pial_wrule *rule;	/* what may be typed; owned */
	size_t rules, rule_cap;		/* how many, and room */
	struct pial_wpage page;		/* how it is printed */
	uint32_t frozen_rows, frozen_columns;	/* stay in sight; 0: none */
	bool locked;			/* only cells of style INPUT may be changed; no password */
	bool hidden;			/* the sheet is not shown */
	uint32_t hidden_rows;		/* rows not shown; counted by the reader */
};

struct pial_workbook {
	struct pial_arena arena;	/* holds texts and sheets */
	enum pial_lang lang;		/* of the document: marks, names of days */
	const char *title;		/* of the document; "" for none */
	struct pial_wsheet **sheet;	/* in order; owned */
	size_t sheets, sheet_cap;	/* how many, and room */
};

/* Makes a workbook without sheets in a language, French when it is PIAL_LANG_NONE. */
PIAL_NONNULL_ALL void pial_workbook_init(struct pial_workbook *book, enum pial_lang lang);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_workbook_release(struct pial_workbook *book);

/*
 * Adds an empty sheet. Characters that programs do not allow in its name ([ ] * ? : / \ and
 * apostrophes at its ends) become `_`, and it is cut to 31 characters, Excel's limit.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wsheet *pial_workbook_sheet(struct pial_workbook *book, const char *name);

/* Begins the next row. Cells added go into it. */
PIAL_NONNULL_ALL void pial_wsheet_row(struct pial_wsheet *sheet);

/*
 * Each of the following adds the next cell of the row that was begun last, and returns it, so that
 * the caller may set what is rarely set; it may move at the next addition. There must be a row, of
 * less than PIAL_WORKBOOK_COLUMNS cells.
 */

/*
 * Adds an empty cell. Where it is to be filled in, set expects: as TEXT, `1/2` stays what was
 * typed; EMPTY lets the program decide.
 */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_wsheet_empty(struct pial_wsheet *sheet, enum pial_wstyle style);

/*
 * Adds a text of len bytes, valid UTF-8; an empty one makes an empty cell. Control characters that
 * XML cannot hold become U+FFFD when it is written.
 */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_wsheet_text(struct pial_wsheet *sheet, enum pial_wstyle style,
				    const char *text, size_t len);

/*
 * Adds value / 10^scale. decimals is how many of them are shown (what is more is not lost), or
 * PIAL_WORKBOOK_GENERAL: as many as there are. Thousands are never grouped. Cells to be filled in
 * should be general: where LibreOffice takes `1/2` for a date, it then shows and writes a date, and
 * readers refuse it; with fixed decimals it writes the number 46024 [measured, 7.4].
 */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_wsheet_number(struct pial_wsheet *sheet, enum pial_wstyle style,
				      int64_t value, unsigned scale, unsigned decimals);

/* Adds a percentage of value / 10^scale: 85 with scale 1 is 8.5 %. */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_wsheet_percent(struct pial_wsheet *sheet, enum pial_wstyle style,
				       int64_t value, unsigned scale);

/* Adds a date, an empty cell for none. Set day_name to show `lun. 17/03/2025`. */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_wsheet_date(struct pial_wsheet *sheet, enum pial_wstyle style,
				    struct pial_date date);

/*
 * Adds a computed cell: an OpenFormula formula without its prefix ("=SUM([.C4:.C9])"), the kind of
 * its result and the result itself, which is what a program shows that does not compute, and what
 * is read back.
 */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_wsheet_formula(struct pial_wsheet *sheet, enum pial_wstyle style,
				       const char *formula, enum pial_wkind kind,
				       const char *result);

/*
 * Merges the cell added last with the ones on its right (across in all, at most
 * PIAL_WORKBOOK_COLUMNS) and below (down in all). The cells it covers on its own row are added
 * here, empty; below, the caller adds empty ones.
 */
PIAL_NONNULL_ALL
void pial_wsheet_merge(struct pial_wsheet *sheet, unsigned across, unsigned down);

/* Says how wide a column is, in tenths of a millimetre, and whether it is hidden. */
PIAL_NONNULL_ALL
void pial_wsheet_column(struct pial_wsheet *sheet, unsigned column, unsigned width, bool hidden);

/*
 * Allows only some texts in the cells of a column, from a row to another, both included: programs
 * then offer them as a list. The texts are copied. title and help are shown when the cell is
 * entered (title and help "": nothing), fault when something else was typed.
 */
PIAL_NONNULL_ALL
void pial_wsheet_choices(struct pial_wsheet *sheet, unsigned column, uint32_t from, uint32_t to,
			 const char *const *choice, size_t choices, const char *title,
			 const char *help, const char *fault);

/* Allows only numbers, 0 or more, in the cells of a column; the rest is as for choices. */
PIAL_NONNULL_ALL
void pial_wsheet_numbers(struct pial_wsheet *sheet, unsigned column, uint32_t from, uint32_t to,
			 const char *title, const char *help, const char *fault);

/*
 * How many cells a row has; *cell receives the first of them (NULL: there is none). Cells behind
 * the last one are empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_wsheet_cells(const struct pial_wsheet *sheet, uint32_t row,
			   const struct pial_wcell **cell);

/* The cell of a row and a column; an empty one where there is none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const struct pial_wcell *pial_wsheet_at(const struct pial_wsheet *sheet, uint32_t row,
					uint32_t column);

/* Adds a column's letters (A for 0, AA for 26). */
PIAL_NONNULL_ALL void pial_workbook_letters(struct pial_strbuf *out, uint32_t column);

#endif
