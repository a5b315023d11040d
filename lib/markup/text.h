/*
 * Text tables for a terminal or a printer, aligned by display width.
 *
 * A table is filled cell by cell, row by row, then written at once within a width. Knows nothing of
 * what the cells mean. Own code rather than libsmartcols, which escapes accents in the C locale.
 */
#ifndef PIAL_MARKUP_TEXT_H
#define PIAL_MARKUP_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/strbuf.h"

enum pial_text_flags {
	PIAL_TEXT_RIGHT = 1 << 0,	/* numbers: cells and head to the right */
	PIAL_TEXT_SHRINK = 1 << 1,	/* may be made narrower than its widest cell */
	PIAL_TEXT_WORDS = 1 << 2,	/* with SHRINK: never narrower than its longest word */
	PIAL_TEXT_HYPHENS = 1 << 3,	/* with WORDS: a word may end past a hyphen */
};

/* A column while the table is filled. */
struct pial_text_column {
	const char *head;	/* its title, "" for none; in the table's arena */
	const char *group;	/* title above, shared with neighbours; "" for none */
	unsigned flags;		/* enum pial_text_flags */
	size_t width;		/* worked out when written */
	size_t least;		/* never narrower than this */
};

struct pial_text_table {
	struct pial_arena arena;		/* holds texts */
	struct pial_text_column *column;	/* columns; owned */
	size_t columns, column_cap;		/* how many, and room */
	/*
	 * cells, row by row; NULL begins a rule, or what goes across when a text follows it; owned
	 */
	const char **cell;
	size_t cells, cell_cap;			/* how many, and room */
	bool lines;				/* draw lines between columns; set it after init */
};

/* Makes a table without columns. */
PIAL_NONNULL_ALL void pial_text_table_init(struct pial_text_table *table);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_text_table_release(struct pial_text_table *table);

/*
 * Adds a column, before the first cell. Heads wrap by words. group is a title over neighbouring
 * columns that give the same one; "" for none.
 */
PIAL_NONNULL_ALL
void pial_text_table_column(struct pial_text_table *table, const char *head, const char *group,
			    unsigned flags);

/*
 * Adds the next cell, copied. A line feed begins a new line in it; a tab spreads its line: what
 * stands before to the left of the column, what follows to the right.
 */
PIAL_NONNULL_ALL void pial_text_table_cell(struct pial_text_table *table, const char *text);

/* Adds a cell and forgets the text it was made in, ready for the next. */
PIAL_NONNULL_ALL
void pial_text_table_take(struct pial_text_table *table, struct pial_strbuf *text);

/* Adds a line across the table, between rows. Must come after a whole row. */
PIAL_NONNULL_ALL void pial_text_table_rule(struct pial_text_table *table);

/*
 * Adds a text that goes across all columns, which it does not widen; a table of one column takes it
 * as a cell. Must come after a whole row.
 */
PIAL_NONNULL_ALL
void pial_text_table_across(struct pial_text_table *table, const char *text);

/*
 * Writes the table within width columns. What does not fit: columns with PIAL_TEXT_SHRINK give way,
 * the widest first, down to 6 columns, and their cells wrap by words, or are cut with an ellipsis
 * where a tab or a long word does not let them. A table that still does not fit is written wider:
 * no number is ever cut. Lines have no blanks at their end.
 */
PIAL_NONNULL_ALL
void pial_text_table_write(struct pial_strbuf *out, struct pial_text_table *table, size_t width);

/*
 * Width below which the table cannot go: columns that may shrink at their least, the others whole.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_text_table_least(struct pial_text_table *table);

/* Width that the table takes when nothing has to give way. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_text_table_natural(struct pial_text_table *table);

#endif
