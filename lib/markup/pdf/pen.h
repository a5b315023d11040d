/*
 * Fonts, and texts in them cut into lines.
 *
 * The fonts are the four cuts of Liberation Sans, which every Debian has a package of, and whose
 * figures are all of one width. fontconfig is asked where they are, then pango is shown these files
 * and no other: what else is installed, and how the machine prefers one font to another, changes no
 * document.
 */
#ifndef PIAL_MARKUP_PDF_PEN_H
#define PIAL_MARKUP_PDF_PEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

struct _PangoContext;
struct _PangoFontMap;
struct _PangoLayout;
struct _PangoLayoutLine;
struct _FcConfig;

enum pial_pdf_colour {
	PIAL_PDF_INK,		/* text */
	PIAL_PDF_SOFT,		/* details, labels */
	PIAL_PDF_ACCENT,	/* titles, rules that matter */
	PIAL_PDF_LINE,		/* rules, frames */
	PIAL_PDF_WASH,		/* behind what is set off */
};

/* How a text looks. */
struct pial_pdf_style {
	double size;			/* points */
	bool bold;			/* weight */
	enum pial_pdf_colour colour;	/* of the letters */
};

/* A font map with nothing but our files, and what hangs on it. */
struct pial_pdf_pen {
	struct _FcConfig *config;	/* the files; owned */
	struct _PangoFontMap *map;	/* the fonts; owned */
	struct _PangoContext *context;	/* language and resolution; owned */
	struct _PangoLayout **layout;	/* all made since the last pial_pdf_pen_wipe; owned */
	size_t layouts, layout_cap;	/* how many, and room */
};

/* A line of a text that was laid out; it lives until pial_pdf_pen_wipe. */
struct pial_pdf_line {
	struct _PangoLayoutLine *line;	/* what to draw */
	double x;			/* of its origin, from the left of its width */
	double base;			/* of its baseline, from its top */
	double height;			/* of the line */
	double width;			/* of its letters */
	enum pial_pdf_colour colour;	/* of the letters */
};

/* Finds the fonts. False and a reason (PIAL_PDF_REASON bytes) when one is not there. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_pen_open(struct pial_pdf_pen *pen, char *reason);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_pdf_pen_close(struct pial_pdf_pen *pen);

/* Begins a document in a language ("fr"): forgets all lines of the one before. */
PIAL_NONNULL_ALL void pial_pdf_pen_wipe(struct pial_pdf_pen *pen, const char *lang);

/*
 * Lays out len bytes of text within a width in points, to the left or to the right; adds its lines
 * to the array *line of *lines, which grows (free()). A line feed begins a new line; words that do
 * not fit are broken.
 */
PIAL_NONNULL_ALL
void pial_pdf_pen_lines(struct pial_pdf_pen *pen, const char *text, size_t len,
			const struct pial_pdf_style *style, double width, bool right,
			struct pial_pdf_line **line, size_t *lines);

/* Width of a text, in points, when nothing is broken but at line feeds. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
double pial_pdf_pen_width(struct pial_pdf_pen *pen, const char *text, size_t len,
			  const struct pial_pdf_style *style);

#endif
