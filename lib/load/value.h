/*
 * One cell or scalar: text to the member of a row, and back.
 *
 * The same functions serve CSV cells, YAML scalars, `pial set` and options, so a date is refused
 * in the same words everywhere. What a spreadsheet did to a value is recognised and said:
 * scientific notation, VRAI for oui, #REF! and Err:508, U+2212 for -, two-digit years, lost
 * leading zeros.
 */
#ifndef PIAL_LOAD_VALUE_H
#define PIAL_LOAD_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "load/field.h"
#include "num/decimal.h"

/* How values are written where they come from or go to. */
struct pial_value_style {
	enum pial_decimal_marks marks;	/* reading: what a comma means */
	char decimal;			/* writing: . or , */
	enum pial_lang lang;		/* writing: labels of this language; NONE: API names */
	/* rates are written with a % sign; one below 1 without it is doubtful, else below 0.5 */
	bool yaml;
	/*
	 * writing: day names after dates, no number of three decimals; reading: a text that is the
	 * label of a word of its field's choice becomes that word
	 */
	bool sheet;
	/* reading: the file names its columns by their labels, and so does what is said of it */
	bool labels;
};

/* Style of tables that cross pipes: point, API names. */
extern const struct pial_value_style pial_value_table;
/* Style of YAML files: point, API names, % signs. */
extern const struct pial_value_style pial_value_yaml;
/* Style of French sheets: either mark read, comma written, French labels, day names. */
extern const struct pial_value_style pial_value_sheet;

/* Bytes of the member of a type; 0 for BLOCK, LIST and LINE. */
PIAL_MUST_CHECK size_t pial_value_size(enum pial_type type);

/* Sets the member of row to "none" or to the field's absent text. */
PIAL_NONNULL_ALL
void pial_value_clear(struct pial_model *model, const struct pial_field *field, void *row);

/*
 * Reads text (len bytes, any bytes) into the member of row that field describes. Blanks around are
 * dropped; an empty text is pial_value_clear, or E-REQUIRED. Enumerated values are known by
 * English name or either label. A date may carry the name of its day before or after, in French or
 * English ("2025-03-17 lun", "lundi 17/03/2025"), which must be right. Quantities, masses, money
 * and areas stop at the limits of num/units.h (E-QTY-RANGE).
 *
 * A rate may carry a % sign; without it a small one is refused with both readings (E-RATE-SHARE),
 * because 0.055 may be meant as 5.5 %: below 1 in YAML, where rates carry the sign, and below 0.5
 * in tables, where French VAT has rates of 0.9 and 1.05 (CGI, articles 296 ter and 297). 0 is no
 * doubt. Where `d,ddd` is ambiguous (num/decimal.h) both readings are named and refused; of a
 * rate, an angle, a ratio or a unit price only the decimal reading is plausible, and taken.
 *
 * Ids are interned in the model's pool, lists live in its arena; references are not looked up here
 * (load/check.h does it once all is loaded). Returns false, and leaves the member alone, when an
 * error was added at pos.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_value_read(struct pial_model *model, const struct pial_field *field, void *row,
		     const char *text, size_t len, const struct pial_value_style *style,
		     const struct pial_pos *pos, struct pial_diags *diags);

/*
 * Reads one id by the rules of ids (pattern; not like a number, date or formula to a spreadsheet)
 * into *number, its number in the pool. False when an error was added at pos.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_value_id(struct pial_model *model, const char *text, size_t len, uint32_t *number,
		   const struct pial_pos *pos, struct pial_diags *diags);

/*
 * Adds the member's text; nothing when it is none. A sheet writes dates as `2025-03-17 lun` (the
 * short day name of style->lang after: a form that no spreadsheet takes for a date and changes)
 * and a unit price of exactly three decimals with a fourth, 0. A rate that would be doubtful
 * without it is written with its % sign. Quantities and masses that need
 * three decimals go to another column of a sheet (load/table.h).
 */
PIAL_NONNULL_ALL
void pial_value_write(struct pial_strbuf *out, const struct pial_model *model,
		      const struct pial_field *field, const void *row,
		      const struct pial_value_style *style);

/*
 * Adds the member's text as people read it in French and in English (labels of choices, decimal
 * mark): for an argument of type l of a diagnostic. Nothing when it is none.
 */
PIAL_NONNULL_ALL
void pial_value_say(struct pial_strbuf *fr, struct pial_strbuf *en, const struct pial_model *model,
		    const struct pial_field *field, const void *row);

/*
 * Compares two rows' members: numbers and dates by value, texts and ids in byte order, none first.
 * Lists and sets compare by their canonical text. Below, at or above 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_value_compare(const struct pial_model *model, const struct pial_field *field,
		       const void *a,
		       const void *b);

/* True when the member is none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_value_is_none(const struct pial_field *field, const void *row);

/*
 * True for a text that is a date or a time from end to end, as spreadsheets write them: what they
 * make of 1/2, 3-5 or 1:2:3 typed as a remark (01/02/26, 2026-02-01, 05.03.2026, 2025-mars-17,
 * 12:30:00, or 46054, a count of days from 1899-12-30). Whoever reads free text out of a sheet
 * asks, because the text that was typed is lost.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_value_made_date(const char *text, size_t len);

/* True when the field holds free text or an id: what a sheet guards against formulas. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_value_is_text(const struct pial_field *field);

#endif
