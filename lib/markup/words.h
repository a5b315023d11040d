/*
 * Small pieces of text for people: numbers as they are written in a language, texts cut or wrapped
 * to a width, bars.
 *
 * Widths are columns of a terminal (base/utf8.h). All texts are valid UTF-8.
 */
#ifndef PIAL_MARKUP_WORDS_H
#define PIAL_MARKUP_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"

/* The no-break space: before € and %, between thousands, inside « ». */
#define PIAL_NBSP "\xc2\xa0"

/* The minus sign: as wide as a digit, and no line is broken after it as after a hyphen. */
#define PIAL_MINUS "\xe2\x88\x92"

/* Columns that a text takes: wide characters two, combining marks none (base/utf8.h). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL size_t pial_words_width(const char *text);

/*
 * Adds value / 10^scale as people write it: French `1 234,5` with no-break spaces, English
 * `1,234.5`. At least min_decimals are written, further zeros are not; four digits are grouped
 * like any other. Below 0 a minus sign leads: programs read tables, which have ASCII.
 */
PIAL_NONNULL_ALL
void pial_words_number(struct pial_strbuf *out, int64_t value, unsigned scale,
		       unsigned min_decimals, enum pial_lang lang);

/*
 * Adds value / 10^scale euros, with min_decimals at least: French `0,837 €` with a no-break space,
 * English `€0.837`.
 */
PIAL_NONNULL_ALL
void pial_words_euros(struct pial_strbuf *out, int64_t value, unsigned scale, unsigned min_decimals,
		      enum pial_lang lang);

/* The same with a percent sign: `12,5 %` in French, with a no-break space, `12.5%` in English. */
PIAL_NONNULL_ALL
void pial_words_percent(struct pial_strbuf *out, int64_t value, unsigned scale,
			unsigned min_decimals, enum pial_lang lang);

/* Adds an amount in cents with its sign: `1 234,50 €` in French, `€1,234.50` in English. */
PIAL_NONNULL_ALL
void pial_words_money(struct pial_strbuf *out, int64_t cents, enum pial_lang lang);

/*
 * Adds len bytes of text, cut to width columns: what is too long loses its end to an ellipsis.
 * Returns the columns taken, at most width.
 */
PIAL_NONNULL_ALL
size_t pial_words_fit(struct pial_strbuf *out, const char *text, size_t len, size_t width);

/*
 * Finds how many bytes of text make its next line of at most width columns: up to the last
 * blank that fits, else past the last hyphen, else as many characters as fit, one at least.
 * *next receives where the line after it begins, past blanks. No-break spaces do not break.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_words_line(const char *text, size_t len, size_t width, size_t *next);

/* Adds a paragraph wrapped to width columns, each line after the first indented by indent. */
PIAL_NONNULL_ALL
void pial_words_wrap(struct pial_strbuf *out, const char *text, size_t indent, size_t width);

/*
 * Adds a bar of blocks as long as value is to whole, at most width columns, to the eighth of a
 * column. Nothing when value or whole is not above 0.
 */
PIAL_NONNULL_ALL
void pial_words_bar(struct pial_strbuf *out, int64_t value, int64_t whole, size_t width);

#endif
