/*
 * What the files that write HTML and SVG share.
 */
#ifndef PIAL_MARKUP_HTML_PRIV_H
#define PIAL_MARKUP_HTML_PRIV_H

#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"

/*
 * Adds len bytes of text as text or as the value of an attribute between double quotes: the only
 * way in which a text that is not constant gets into a page.
 */
PIAL_NONNULL_ALL void pial_html_part(struct pial_strbuf *out, const char *text, size_t len);

/* The same for a whole text. */
PIAL_NONNULL_ALL void pial_html_text(struct pial_strbuf *out, const char *text);

/* How pages look, in pieces; NULL ends them. */
extern const char *const pial_html_style[];

#endif
