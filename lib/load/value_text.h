/*
 * Pieces of reading a value that have their own subject: identity numbers, ids, what a spreadsheet
 * left.
 *
 * Cells are read by load/value.h. Outside load/ only the keys of identity numbers are asked for,
 * wherever such a number was written. Texts are given with their length and without blanks around.
 */
#ifndef PIAL_LOAD_VALUE_TEXT_H
#define PIAL_LOAD_VALUE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "diag/diag.h"

/* True when all characters are the digits 0 to 9 (and there is one). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_digits(const char *text, size_t len);

/* True for an id by its form alone: a letter, then letters, digits, . _ - up to 64 characters. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_is_id(const char *text, size_t len);

/*
 * True when a spreadsheet would take the text for a number, a date, a truth value or a formula and
 * change it: 3E4, 007, 1-2, SEPT1, mars-1, TRUE, VRAI, =A1. Months by their French and English
 * names, whole or shortened to three letters or more.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_looks(const char *text, size_t len);

/* True for an error value of a spreadsheet: #REF!, #NOM ?, #N/A, Err:508 and their like. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_sheet_error(const char *text, size_t len);

/* True for scientific notation as a spreadsheet writes it: 1,23E+13. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_sheet_exponent(const char *text, size_t len);

/* True for a spreadsheet's truth value: VRAI, FAUX, TRUE, FALSE, any case. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_sheet_boolean(const char *text, size_t len);

/*
 * What a text that was to be a number, and is none, most likely was: a date that a spreadsheet made
 * (E-SHEET-DATE), a formula, a truth value, a number with a currency or percent sign
 * (E-QTY-MARK), with blanks between its digits (E-QTY-GROUP), with its unit (E-QTY-UNIT); else
 * E-QTY. text is NUL-terminated.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_code pial_text_no_number(const char *text, size_t len);

/* True for what a spreadsheet shows in the place of a date: its count of days from 1899-12-30. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_day_count(const char *text, size_t len);

/*
 * True for a rate (millionths, that is percent with four decimals) that somebody may have written
 * as a share, 0.055 for 5.5 %: not 0, and below 1 % where rates carry a % sign (signs), else below
 * 0.5 %, since VAT has rates of 0.9 and 1.05 %.
 */
PIAL_MUST_CHECK bool pial_text_rate_doubtful(int64_t e6, bool signs);

/*
 * True when the Luhn key of a number in decimal digits holds (ISO/IEC 7812-1, annex B). La Poste's
 * establishments (SIREN 356000000) follow another rule: the sum of the 14 digits is a multiple of
 * 5.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_luhn(const char *digits, size_t len);

/* True for an IBAN without blanks, upper case, whose key modulo 97 holds (ISO 13616-1). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_iban(const char *text, size_t len);

/*
 * True for a VAT number without blanks, upper case. French: FR, a key, the SIREN; a key of two
 * digits must be (12 + 3 x (SIREN mod 97)) mod 97 (CGI, annex II, article 242 nonies A; key as
 * published by the tax office), the newer keys with a letter are taken by form, the SIREN's Luhn
 * key always checked. Of other countries only the form is looked at.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_text_vat(const char *text, size_t len);

#endif
