/*
 * Blocks laid out as strips within a width.
 */
#ifndef PIAL_MARKUP_PDF_LAYOUT_H
#define PIAL_MARKUP_PDF_LAYOUT_H

#include <stdbool.h>

#include "base/attr.h"
#include "markup/paper.h"
#include "markup/pdf/pen.h"
#include "markup/pdf/strip.h"

/* What all of a layout needs. */
struct pial_pdf_layout {
	struct pial_pdf_pen *pen;	/* fonts */
	double deepest;			/* height that a strip may have: a page */
	bool wide;			/* the page lies across */
};

/* Adds the strips of blocks, width points wide, to the right when right. */
PIAL_NONNULL_ALL
void pial_pdf_layout_flow(struct pial_pdf_layout *layout, const struct pial_paper_flow *flow,
			  double width, bool right, struct pial_pdf_strips *strips);

/*
 * Adds the strips of a table: its head, then a strip for each line of a row, the last one with the
 * rule under it. Lines of a row stay together unless that would take more than half a page.
 */
PIAL_NONNULL_ALL
void pial_pdf_layout_table(struct pial_pdf_layout *layout, const struct pial_paper_block *table,
			   double width, double before, struct pial_pdf_strips *strips);

#endif
