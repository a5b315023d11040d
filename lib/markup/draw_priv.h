/*
 * What the drawings share: letters, marks, scales.
 */
#ifndef PIAL_MARKUP_DRAW_PRIV_H
#define PIAL_MARKUP_DRAW_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "markup/chart.h"

/* Colours, patterns, dashes: they come round after so many. */
#define PIAL_DRAW_HUES 6

/* A drawing being made; all lengths are pixels of CSS. */
struct pial_draw {
	struct pial_strbuf *out;	/* what is inside the <svg> */
	const struct pial_chart *chart;	/* what is drawn */
	enum pial_lang lang;		/* of the words it adds */
	bool narrow;			/* for a telephone */
	int width;			/* given */
	int height;			/* worked out by each drawing */
	const char *id;			/* begins the names of its patterns */
};

enum pial_draw_anchor {
	PIAL_DRAW_START,	/* x is the left end of the text */
	PIAL_DRAW_MIDDLE,	/* its middle */
	PIAL_DRAW_END,		/* its right end */
};

/* Marks of an axis: from low to high in equal steps. */
struct pial_draw_scale {
	int64_t low, high;	/* both are marks; low is below high */
	int64_t step;		/* between marks, above 0 */
};

/* Width of a text in a size. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL int pial_draw_width(const char *text, int size);

/*
 * Adds a text at a baseline, cut with an ellipsis to room. kind is its class: "" for plain, "k" for
 * marks of an axis and keys, "v" for a value that the table has too, "b" for bold.
 */
PIAL_NONNULL_ALL
void pial_draw_text(struct pial_draw *draw, const char *kind, enum pial_draw_anchor anchor, int x,
		    int y, int room, const char *text);

/* Adds a rectangle of a class; value is what it shows, for those who measure it. */
PIAL_NONNULL_ALL
void pial_draw_rect(struct pial_draw *draw, const char *kind, int x, int y, int width, int height);

/* Adds a rectangle in the hue and pattern of a number, for a value, with a tip. */
PIAL_NONNULL_ALL
void pial_draw_bar(struct pial_draw *draw, size_t hue, int x, int y, int width, int height,
		   int64_t value, const char *tip);

/* Adds a straight line of a class. */
PIAL_NONNULL_ALL
void pial_draw_line(struct pial_draw *draw, const char *kind, int x1, int y1, int x2, int y2);

/* Adds what a mouse that rests on the element before shows: parts with a separator between. */
PIAL_NONNULL_ALL
void pial_draw_tip(struct pial_draw *draw, const char *a, const char *b, const char *c);

/* value / whole of px, rounded; 0 when either is not above 0, px when value is above whole. */
PIAL_MUST_CHECK int pial_draw_share(int64_t value, int64_t whole, int px);

/* A scale that holds low and high, with about wish marks at round numbers. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_draw_scale pial_draw_scale(int64_t low, int64_t high, int wish);

/* Adds a number of the chart's scale as people write it, with the unit if unit says so. */
PIAL_NONNULL_ALL
void pial_draw_number(const struct pial_draw *draw, struct pial_strbuf *text, int64_t value,
		      bool unit);

/*
 * Adds one entry of a key at x, y: a square in a hue's pattern, then what it means. Returns where
 * the next one may begin on the same line.
 */
PIAL_NONNULL_ALL
int pial_draw_key(struct pial_draw *draw, size_t hue, int x, int y, const char *name);

/* The drawings; each sets the height. False when there is nothing to draw. */
bool pial_draw_heat(struct pial_draw *draw) PIAL_NONNULL_ALL;
bool pial_draw_lines(struct pial_draw *draw) PIAL_NONNULL_ALL;
bool pial_draw_bars(struct pial_draw *draw) PIAL_NONNULL_ALL;
bool pial_draw_stack(struct pial_draw *draw) PIAL_NONNULL_ALL;
bool pial_draw_flow(struct pial_draw *draw) PIAL_NONNULL_ALL;
bool pial_draw_map(struct pial_draw *draw) PIAL_NONNULL_ALL;

#endif
