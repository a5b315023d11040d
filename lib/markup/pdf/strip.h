/*
 * A document cut into strips: what stays together on a page, from the left to the right margin.
 *
 * Blocks become strips (a line of a paragraph, a line of a row, a whole row of boxes), pages are
 * filled with them. Marks are placed from the top left of their strip, so that strips can be put
 * beside each other or inside a frame by adding their marks to another one.
 */
#ifndef PIAL_MARKUP_PDF_STRIP_H
#define PIAL_MARKUP_PDF_STRIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "markup/pdf/pen.h"

enum pial_pdf_mark_kind {
	PIAL_PDF_MARK_TEXT,	/* a line of text, x and y of its origin on the baseline */
	PIAL_PDF_MARK_RULE,	/* a line from x, y to the right, w long, h thick */
	PIAL_PDF_MARK_DOTS,	/* the same, dotted */
	PIAL_PDF_MARK_FILL,	/* an area w by h */
	PIAL_PDF_MARK_FRAME,	/* a rounded frame w by h, filled when it is marked */
};

/* Something drawn. Points, downwards. */
struct pial_pdf_mark {
	enum pial_pdf_mark_kind kind;		/* what */
	enum pial_pdf_colour colour;		/* of text and lines */
	struct _PangoLayoutLine *line;		/* text */
	double x, y, w, h;			/* where */
	bool marked;				/* frame: set off */
};

struct pial_pdf_strip {
	double before;			/* above it, unless it begins a page */
	double height;			/* of its own */
	bool keep;			/* on the same page as the next one */
	bool head;			/* the head of a table */
	bool section;			/* the title of rows that follow it */
	size_t table;			/* its table, from 1; 0: none */
	struct pial_pdf_mark *mark;	/* what is drawn in it; owned */
	size_t marks, mark_cap;		/* how many, and room */
};

struct pial_pdf_strips {
	struct pial_pdf_strip *strip;	/* from top to bottom; owned */
	size_t count, cap;		/* how many, and room */
	size_t tables;			/* numbered so far */
};

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_pdf_strips_release(struct pial_pdf_strips *strips);

/* Adds an empty strip; the pointer lives until the next one is added. */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_pdf_strip *pial_pdf_strip_add(struct pial_pdf_strips *strips, double before,
					  double height);

/* Adds a mark that is no text. */
PIAL_NONNULL_ALL
void pial_pdf_mark_add(struct pial_pdf_strip *strip, enum pial_pdf_mark_kind kind,
		       enum pial_pdf_colour colour, double x, double y, double w, double h);

/* Adds a line of text whose box has its top left at x, y. */
PIAL_NONNULL_ALL
void pial_pdf_mark_line(struct pial_pdf_strip *strip, const struct pial_pdf_line *line, double x,
			double y);

/* Height of strips one under the other, without what stands before the first. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
double pial_pdf_strips_height(const struct pial_pdf_strips *strips);

/* Adds the marks of strips, one under the other, to a strip, from x, y. */
PIAL_NONNULL_ALL
void pial_pdf_strips_into(struct pial_pdf_strip *strip, const struct pial_pdf_strips *strips,
			  double x, double y);

#endif
