/*
 * A document as blocks, for people: an invoice, a delivery note, a statement.
 *
 * Whoever writes a document says once what it says, in order: a title, facts, boxes side by side, a
 * table with sections and totals, small print. Renderings decide how that looks on a terminal
 * (pial_paper_text_write), in a browser and on a telephone (pial_paper_html_write), in a mail
 * (pial_paper_md_write), on A4 (markup/pdf.h): one content, so that no figure can differ between
 * them. Blocks know nothing of carrots; all texts are in the document's language already, with its
 * typography.
 *
 * Texts are copied and made harmless as they come in, once for all renderings: what is no UTF-8,
 * control characters and bidirectional marks (base/utf8.h) become U+FFFD; a tab becomes a space. A
 * line feed is kept where a function says what it means; data hold none.
 *
 * Rejected: a tree of styled spans, as HTML has: every rendering would have to know all
 * combinations, and documents would begin to be drawn instead of written.
 */
#ifndef PIAL_MARKUP_PAPER_H
#define PIAL_MARKUP_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"

/* How a text is meant; renderings choose what that looks like. */
enum pial_paper_style {
	PIAL_PAPER_PLAIN,	/* running text */
	PIAL_PAPER_STRONG,	/* a name, a sentence not to be missed */
	PIAL_PAPER_DETAIL,	/* of less weight: an address, a batch */
	PIAL_PAPER_SMALL,	/* small print: legal mentions */
};

/* How facts are laid out. */
enum pial_paper_facts_kind {
	PIAL_PAPER_FACTS_LIST,	/* label, then value, a line each */
	PIAL_PAPER_FACTS_SUM,	/* labels to the left, figures to the right: totals */
	PIAL_PAPER_FACTS_GRID,	/* label over value, several across */
};

enum pial_paper_flags {
	PIAL_PAPER_RIGHT = 1 << 0,	/* column, box: to the right */
	PIAL_PAPER_FILL = 1 << 1,	/* column: room to write by hand; cells say the unit */
	PIAL_PAPER_FRAME = 1 << 2,	/* box: with a frame */
	PIAL_PAPER_MARKED = 1 << 3,	/* box, fact: what the reader looks for, set off */
	PIAL_PAPER_RUN = 1 << 4,	/* first column: a value is shown once for its rows */
};

enum pial_paper_row_kind {
	PIAL_PAPER_BODY,	/* an ordinary row */
	PIAL_PAPER_SECTION,	/* a title over the rows that follow it */
	PIAL_PAPER_SUBTOTAL,	/* the sum of a section */
	PIAL_PAPER_TOTAL,	/* the sum of the table */
};

enum pial_paper_block_kind {
	PIAL_PAPER_BLOCK_TITLE,		/* what the document is */
	PIAL_PAPER_BLOCK_HEADING,	/* a title inside it */
	PIAL_PAPER_BLOCK_TEXT,		/* a paragraph */
	PIAL_PAPER_BLOCK_FACTS,		/* labels and values */
	PIAL_PAPER_BLOCK_BOXES,		/* boxes side by side */
	PIAL_PAPER_BLOCK_TABLE,		/* a table */
	PIAL_PAPER_BLOCK_CHART,		/* a drawing with its tables: markup/chart.h */
};

struct pial_chart;

/* A label and what it labels. */
struct pial_paper_fact {
	const char *label;	/* without a colon; "" for none */
	const char *value;	/* lines parted by line feeds */
	const char *link;	/* where its first line leads; NULL: nowhere */
	unsigned flags;		/* PIAL_PAPER_MARKED */
};

struct pial_paper_column {
	const char *head;	/* its title, "" for none */
	const char *group;	/* title over neighbours that have the same one; "" for none */
	unsigned weight;	/* its share of the width that is left; 0: as wide as its content */
	unsigned flags;		/* PIAL_PAPER_RIGHT, PIAL_PAPER_FILL, PIAL_PAPER_RUN */
};

/* A row of a table. Outside PIAL_PAPER_BODY the first cell goes across the empty ones after it. */
struct pial_paper_row {
	enum pial_paper_row_kind kind;	/* what it is in the table */
	const char **cell;		/* one for each column; lines parted by line feeds */
	const char **link;		/* where the first line of each leads; NULL: nowhere */
};

/* Blocks one after another. */
struct pial_paper_flow {
	struct pial_paper_block *first, *last;	/* NULL: empty */
};

/* One of several boxes side by side. */
struct pial_paper_box {
	const char *head;		/* its title, "" for none */
	unsigned weight;		/* its share of the width */
	unsigned flags;			/* PIAL_PAPER_RIGHT, _FRAME, _MARKED */
	unsigned room;			/* empty lines to write on by hand, at its end */
	struct pial_paper_flow flow;	/* what it holds: no boxes */
};

/* A block; which members mean something depends on its kind. */
struct pial_paper_block {
	enum pial_paper_block_kind kind;	/* what it is */
	struct pial_paper_block *next;		/* the one after it; NULL: the last */
	const char *text;			/* title, heading, paragraph; a table's caption */
	const char *under;			/* title: what stands under it; "" for none */
	const char *link;			/* heading, paragraph: where it leads, or NULL */
	enum pial_paper_style style;		/* paragraph */
	enum pial_paper_facts_kind layout;	/* facts */
	struct pial_paper_fact *fact;		/* facts */
	size_t facts, fact_cap;			/* how many, and room */
	struct pial_paper_box *box;		/* boxes */
	size_t boxes, box_cap;			/* how many, and room */
	struct pial_paper_column *column;	/* table */
	size_t columns, column_cap;		/* how many, and room */
	struct pial_paper_row *row;		/* table */
	size_t rows, row_cap;			/* how many, and room */
	size_t cells;				/* filled in the last row */
	bool dense;				/* table: no line between its rows */
	bool bare;				/* table: nor between its columns */
	bool matrix;				/* table: pial_paper_matrix */
	struct pial_chart *chart;		/* chart */
};

/* One document of a paper: its pages are counted from 1, and it begins a page. */
struct pial_paper_sheet {
	const char *name;		/* what it is called, also at the foot of its pages */
	const char *foot;		/* the rest of that line: who sends it */
	bool wide;			/* printed across: A4 landscape */
	struct pial_paper_flow flow;	/* what it says */
};

/* A page beside this one, in the navigation of a site. */
struct pial_paper_entry {
	const char *label;	/* what it is called */
	const char *target;	/* where it is, relative to this page */
	bool here;		/* it is this page, or the one above it */
};

struct pial_paper {
	struct pial_arena arena;	/* holds everything below */
	enum pial_lang lang;		/* of all texts */
	const char *site;		/* whose pages these are; "" for a file that stands alone */
	struct pial_paper_entry *entry;	/* navigation, in order */
	size_t entries, entry_cap;	/* how many, and room */
	struct pial_paper_sheet *sheet;	/* in order; owned */
	size_t sheets, sheet_cap;	/* how many, and room */
	struct pial_paper_block *boxes;	/* the row of boxes being filled; NULL: none */
	struct pial_paper_block *block;	/* what is being filled, a table; NULL: nothing */
	struct pial_paper_flow *within;	/* where blocks go instead, inside a chart; NULL: not */
};

/* Makes a paper without sheets, in a language. */
PIAL_NONNULL_ALL void pial_paper_init(struct pial_paper *paper, enum pial_lang lang);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_paper_release(struct pial_paper *paper);

/*
 * Makes it a page of a site: name is over the navigation and ends the window's title. Only HTML
 * shows it.
 */
PIAL_NONNULL_ALL void pial_paper_site(struct pial_paper *paper, const char *name);

/*
 * Adds a page to the navigation; target as in pial_paper_link (one that leads out is left out),
 * here for the page itself.
 */
PIAL_NONNULL_ALL
void pial_paper_nav(struct pial_paper *paper, const char *label, const char *target, bool here);

/*
 * Begins a document: all blocks go to it until the next one. name is its own (« Facture 2025-0001
 * »), foot what stands beside it at the foot of each page.
 */
PIAL_NONNULL_ALL
void pial_paper_sheet(struct pial_paper *paper, const char *name, const char *foot);

/* Turns the document begun last: its pages are printed across. */
PIAL_NONNULL_ALL void pial_paper_wide(struct pial_paper *paper);

/*
 * Adds the title: what the document is, and under it what tells it from its like; "" for nothing.
 */
PIAL_NONNULL_ALL
void pial_paper_title(struct pial_paper *paper, const char *title, const char *under);

/* Adds a title inside the document. */
PIAL_NONNULL_ALL void pial_paper_heading(struct pial_paper *paper, const char *text);

/* Adds a paragraph; a line feed begins a new line in it. Nothing for an empty text. */
PIAL_NONNULL_ALL
void pial_paper_text(struct pial_paper *paper, enum pial_paper_style style, const char *text);

/* Begins a list of facts, to which pial_paper_fact adds. A list that stays empty is not shown. */
PIAL_NONNULL_ALL
void pial_paper_facts(struct pial_paper *paper, enum pial_paper_facts_kind layout);

/* Adds a fact to the list begun last; nothing when the value is empty. */
PIAL_NONNULL_ALL
void pial_paper_fact(struct pial_paper *paper, const char *label, const char *value);

/* The same with flags (PIAL_PAPER_MARKED). */
PIAL_NONNULL_ALL
void pial_paper_fact_as(struct pial_paper *paper, const char *label, const char *value,
			unsigned flags);

/*
 * Begins a box: the first one after other blocks begins a row of boxes, the next ones stand beside
 * it. Blocks go into the box until the next one or pial_paper_boxes_end. Narrow renderings put
 * boxes under each other.
 */
PIAL_NONNULL_ALL
void pial_paper_box(struct pial_paper *paper, const char *head, unsigned weight, unsigned flags);

/* Gives the box begun last empty lines at its end, to write on by hand. */
PIAL_NONNULL_ALL void pial_paper_room(struct pial_paper *paper, unsigned lines);

/* Ends a row of boxes: blocks go under it. */
PIAL_NONNULL_ALL void pial_paper_boxes_end(struct pial_paper *paper);

/* Begins a table; caption says what it lists to who cannot see its place, and is not drawn. */
PIAL_NONNULL_ALL void pial_paper_table(struct pial_paper *paper, const char *caption);

/* Adds a column to the table begun last, before its first row. */
PIAL_NONNULL_ALL
void pial_paper_column(struct pial_paper *paper, const char *head, unsigned weight,
		       unsigned flags);

/*
 * Says that rows of the table begun last are a line each, and many: on a terminal no line is drawn
 * between them, but for sections and sums.
 */
PIAL_NONNULL_ALL void pial_paper_dense(struct pial_paper *paper);

/* Says the same, and that there is no line between columns on a terminal either: a few sums. */
PIAL_NONNULL_ALL void pial_paper_bare(struct pial_paper *paper);

/*
 * Says that the table begun last, still without columns, crosses two things: its first column names
 * its rows, and what a row has in another column is a list, each line as good as the next: a name,
 * a tab, and a figure, which stands to the right. A line that begins with ! is set off. Where all
 * columns find no room beside each other they are dealt out in bands, cut between two groups of
 * columns where that can be, each with the rows that have something there.
 */
PIAL_NONNULL_ALL void pial_paper_matrix(struct pial_paper *paper);

/* Gives the column added last a title over it, shared with neighbours that have the same one. */
PIAL_NONNULL_ALL void pial_paper_group(struct pial_paper *paper, const char *group);

/* Begins a row of the table begun last; cells not given are empty. */
PIAL_NONNULL_ALL
void pial_paper_row(struct pial_paper *paper, enum pial_paper_row_kind kind);

/*
 * Adds the next cell of the row. What follows a line feed is a detail, in smaller print. In a
 * column to fill in, each line is room to write, and what it says is the unit after it.
 * Tabs become spaces, but in a matrix.
 */
PIAL_NONNULL_ALL void pial_paper_cell(struct pial_paper *paper, const char *text);

/*
 * Takes the columns in which no row says anything out of the table begun last, which is whole. The
 * first stays: it says what the rows are.
 */
PIAL_NONNULL_ALL void pial_paper_drop_empty(struct pial_paper *paper);

/* Adds a cell and forgets the text it was made in, ready for the next. */
PIAL_NONNULL_ALL
void pial_paper_take(struct pial_paper *paper, struct pial_strbuf *text);

/*
 * Makes what was added last a link, where a rendering has links: a heading, a paragraph, a fact's
 * value, a cell, the name of a chart's row (of the last three the first line). target is relative
 * to the page: « ../week/2025-W12.html#table », of letters, digits and `-._~/#`; other bytes are
 * written as %XX, so that it can neither name a scheme nor end the attribute that it stands in. A
 * target that begins with / , or is empty, leads out of the pages: nothing is linked.
 */
PIAL_NONNULL_ALL void pial_paper_link(struct pial_paper *paper, const char *target);

/* Columns that a cell of a row takes, from column at: one; the first of a label, more. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_paper_span(const struct pial_paper_block *table, const struct pial_paper_row *row,
		       size_t at);

/*
 * Writes it for a terminal or a printer, within width columns: boxes side by side where there is
 * room, tables aligned (markup/text.h), documents parted by blank lines.
 */
PIAL_NONNULL_ALL
void pial_paper_text_write(struct pial_strbuf *out, const struct pial_paper *paper, size_t width);

/*
 * Writes it as Markdown, in GitHub's dialect for its tables: no text in it can become anything but
 * text. Boxes come under each other, charts are their tables, room to write on is dots.
 */
PIAL_NONNULL_ALL void pial_paper_md_write(struct pial_strbuf *out, const struct pial_paper *paper);

/*
 * Writes it as one HTML file that needs nothing else: the style is inside, there is no script, and
 * a content policy that forbids both to come from elsewhere. Readable at 360 pixels, where rows of
 * tables that are too wide for it become cards; printed, each document begins a sheet of A4, with
 * pages counted at its foot and heads of tables repeated. Contrast of WCAG AA at least, light and
 * dark. Charts are drawn (markup/draw.h), with their tables under them. Headings are in order: one
 * h1 a document.
 */
PIAL_NONNULL_ALL
void pial_paper_html_write(struct pial_strbuf *out, const struct pial_paper *paper);

/*
 * Adds to an empty paper what such a file says, as it was written: language, documents, blocks,
 * without charts and links. Columns that may be wide come back narrow but the first of each table.
 * False when the bytes are no file of pial_paper_html_write's, or one with charts, matrices or
 * values that are shown once for their rows; the paper then holds some part of it. (paper_read.c)
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_paper_html_read(struct pial_paper *paper, const char *bytes, size_t len);

#endif
