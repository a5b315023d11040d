/*
 * The rows of a form before they are laid out.
 *
 * Internal to the room.
 */
#ifndef PIAL_SHEET_FORM_LINE_H
#define PIAL_SHEET_FORM_LINE_H

#include "base/arena.h"
#include "sheet/form_page.h"

/* One row of a form: one row of its table, or, with days across, those of a product. */
struct pial_form_line {
	const void *row;		/* the row, or one like them; its key is the line's */
	const void *day[8];		/* with days across: rows in the order of their days */
	size_t days;			/* how many */
	const struct pial_product *product;	/* what it is about */
	const char *name;		/* its name, folded, to sort by */
	char letter;			/* of its version: v or p */
	bool filled;			/* something stands in it */
	struct pial_qty planned, last;	/* the plan's figure, last week's; none: nothing */
};

struct pial_form_lines {
	struct pial_arena arena;	/* holds rows that no table has, and names */
	struct pial_form_line *line;	/* filled ones first, then by name; owned */
	size_t lines, cap;		/* how many, and room */
};

/* Collects the rows of a page. */
PIAL_NONNULL_ALL
void pial_form_lines_init(struct pial_form_lines *lines, const struct pial_form_page *page);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_form_lines_release(struct pial_form_lines *lines);

#endif
