/*
 * Charts drawn as SVG inside a page of HTML.
 *
 * Twice: 680 wide, as a sheet of A4 holds, and 328 wide, as a telephone does, with its own layout,
 * because a drawing made smaller takes its letters with it; the page's style shows one of the two.
 * Coordinates are whole numbers, worked out in integers, so that the same chart gives the same
 * bytes everywhere. Colours come from the page's variables, for light, dark and paper. No colour
 * stands alone: patterns, dashes, shapes, places or labels say the same.
 *
 * Widths of letters are those of Helvetica, which Arial and Liberation Sans share: labels are
 * placed and cut by them; another font finds a little more room or a little less.
 */
#ifndef PIAL_MARKUP_DRAW_H
#define PIAL_MARKUP_DRAW_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "markup/chart.h"

/*
 * Adds a chart that has ended as one <svg>, with its title and description for a screen reader.
 * number is its own in the page, counted from 1: it makes the names inside it unique. narrow says
 * which of the two. A chart without a value is drawn as an empty frame that says so.
 */
PIAL_NONNULL_ALL
void pial_draw(struct pial_strbuf *out, const struct pial_chart *chart, enum pial_lang lang,
	       unsigned number, bool narrow);

#endif
