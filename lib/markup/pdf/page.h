/*
 * Strips put on pages, and pages drawn.
 */
#ifndef PIAL_MARKUP_PDF_PAGE_H
#define PIAL_MARKUP_PDF_PAGE_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "markup/paper.h"
#include "markup/pdf/pen.h"

/*
 * Draws a paper on pages of A4 and adds them to out as a PDF file that is no PDF/A yet. At the foot
 * of each page stand the name of the document, who sends it, and which page of how many it is.
 * False and a reason (PIAL_PDF_REASON bytes) when cairo fails.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_pages(struct pial_pdf_pen *pen, const struct pial_paper *paper,
		    struct pial_strbuf *out, char *reason);

#endif
