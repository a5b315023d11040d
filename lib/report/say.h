/*
 * How views and documents speak of days, weeks, products and quantities.
 *
 * One wording each, in the reader's language, so that two reports never call the same thing by two
 * names. All functions add to a buffer and keep what it held; lang is the language of the document,
 * which need not be that of the messages. What is none is left out, without a word, unless a
 * function says otherwise: a caller lays out a cell, and an empty cell says it. Names come from the
 * model as people wrote them, in no language; French typography (no-break space before the unit)
 * holds in both.
 */
#ifndef PIAL_REPORT_SAY_H
#define PIAL_REPORT_SAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "model/model.h"

/*
 * Adds `lundi 17 mars 2025`; without its year when year is false. Nothing for none. The first of a
 * month is « 1er » in French.
 */
PIAL_NONNULL_ALL
void pial_say_day(struct pial_strbuf *out, struct pial_date day, bool year, enum pial_lang lang);

/* Adds `17 mars 2025`: a date among others, where the day of the week says nothing. */
PIAL_NONNULL_ALL
void pial_say_date(struct pial_strbuf *out, struct pial_date day, enum pial_lang lang);

/* « au 17 mars 2025 », "on 17 March 2025": what a page tells is so on that day. */
PIAL_NONNULL_ALL
void pial_say_on_date(struct pial_strbuf *out, struct pial_date day, enum pial_lang lang);

/*
 * Adds `du 3 au 28 mars 2025`: month and year said twice only where they differ; one day alone is a
 * date. Nothing for none.
 */
PIAL_NONNULL_ALL
void pial_say_days(struct pial_strbuf *out, struct pial_date first, struct pial_date last,
		   enum pial_lang lang);

/* Adds `lun 17`, for the head of a narrow column: the week around it says month and year. */
PIAL_NONNULL_ALL
void pial_say_day_short(struct pial_strbuf *out, struct pial_date day, enum pial_lang lang);

/* Adds `mars 2025`. Nothing for none. */
PIAL_NONNULL_ALL
void pial_say_month(struct pial_strbuf *out, struct pial_month month, enum pial_lang lang);

/*
 * Adds `semaine 12, du 17 au 23 mars 2025`: Monday to Sunday, month and year said twice only where
 * they differ.
 */
PIAL_NONNULL_ALL
void pial_say_week(struct pial_strbuf *out, struct pial_week week, enum pial_lang lang);

/*
 * Adds a quantity with its unit: `12,5 kg`, `24 pièces`; nothing for none. French has its
 * plural from 2 on, English everywhere but at 1.
 */
PIAL_NONNULL_ALL
void pial_say_quantity(struct pial_strbuf *out, struct pial_qty quantity, enum pial_unit unit,
		       enum pial_lang lang);

/* Adds the unit of a quantity alone, in the number that goes with it; nothing for no unit. */
PIAL_NONNULL_ALL
void pial_say_unit(struct pial_strbuf *out, struct pial_qty quantity, enum pial_unit unit,
		   enum pial_lang lang);

/*
 * Adds a quantity in packs: `5 × 10 kg`; a dash for none, and when the product moves by the unit.
 * Packs that are not whole (a line fixed by hand) are written with their decimals.
 */
PIAL_NONNULL_ALL
void pial_say_packs(struct pial_strbuf *out, struct pial_qty quantity,
		    const struct pial_product *product, enum pial_lang lang);

/*
 * Adds a name without what it says between parentheses at its end: `École du Bourg (maternelle)` is
 * `École du Bourg` wherever there is only one. For narrow cells; a document says whole names.
 */
PIAL_NONNULL_ALL void pial_say_name(struct pial_strbuf *out, const char *name);

/*
 * True when pial_say_name writes both names alike, equal ones included: a caller that shows both
 * then says them whole.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_say_alike(const char *name, const char *other);

/*
 * Adds a product's short name and, between parentheses, its unit: `Laitue (pièce)`. The whole name
 * when another product of the book has the same short name and unit. The id of a product that the
 * model does not know.
 */
PIAL_NONNULL_ALL
void pial_say_product(struct pial_strbuf *out, const struct pial_model *model,
		      struct pial_product_id id, enum pial_lang lang);

/* Adds a producer's whole name, or its id when the model does not know it. */
PIAL_NONNULL_ALL
void pial_say_producer(struct pial_strbuf *out, const struct pial_model *model,
		       struct pial_producer_id id);

/* As pial_say_producer, of a kitchen. */
PIAL_NONNULL_ALL
void pial_say_kitchen(struct pial_strbuf *out, const struct pial_model *model,
		      struct pial_kitchen_id id);

/* The name of a producer or a kitchen, as the model has it; 0: nobody has this id. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_say_party(const struct pial_model *model, uint32_t id);

/*
 * The part of an id that tells it from its like, for narrow cells: `ravin` of `P-ravin`. An id
 * whose second character is no hyphen is returned whole.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL const char *pial_say_short(const char *id);

/*
 * Adds a title, wrapped to width columns, and under it a line as wide as its widest line, of the
 * character line.
 */
PIAL_NONNULL_ALL
void pial_say_title(struct pial_strbuf *out, const char *title, const char *line, size_t width);

/*
 * Adds a message of the catalogue, translated, with %1 to %9 replaced by the texts given, which may
 * come in another order in another language. A number beyond count is left as it is.
 */
PIAL_NONNULL_ALL
void pial_say_phrase(struct pial_strbuf *out, enum pial_lang lang, const char *message,
		     const char *const *text, size_t count);

/* Names in a list before it is cut: where people stop reading. */
#define PIAL_SAY_LISTED 6

/* Adds `A, B et C`; past PIAL_SAY_LISTED names `A, B, C, D, E, F et 3 autres`. Nothing for none. */
PIAL_NONNULL_ALL
void pial_say_list(struct pial_strbuf *out, enum pial_lang lang, const char *const *name,
		   size_t count);

/* Adds a distance to the hundred metres: `9,4 km`. */
PIAL_NONNULL_ALL
void pial_say_distance(struct pial_strbuf *out, struct pial_distance distance,
		       enum pial_lang lang);

/* Letters of a book's own mark. */
#define PIAL_SAY_MARK 12

/*
 * Writes the mark of a book, made of its group's name: what tells events of two groups apart in one
 * calendar.
 */
PIAL_NONNULL_ALL
void pial_say_mark(const struct pial_model *model, char mark[PIAL_SAY_MARK + 1]);

/* Packs in a quantity, in thousandths: 1000 for one pack. The nearest when they are not whole. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_qty pial_packs_of(struct pial_qty quantity, const struct pial_product *product);

#endif
