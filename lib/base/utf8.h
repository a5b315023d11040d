/*
 * UTF-8: validity, width on a terminal, folding for comparison, nearest name.
 *
 * utf8proc does the work (its tables do not depend on the locale); these few
 * functions are what the rest of the house needs of it.
 */
#ifndef PIAL_BASE_UTF8_H
#define PIAL_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"

/*
 * Returns the offset of the first byte that is not valid UTF-8 (overlong forms,
 * surrogates and code points above U+10FFFF included), or len when all is valid.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_utf8_invalid(const char *text, size_t len);

/*
 * Reads one code point of valid UTF-8 at *at, advances *at past it and returns it.
 * At the end of the text (len) it returns -1.
 */
PIAL_NONNULL_ALL int32_t pial_utf8_next(const char *text, size_t len, size_t *at);

/* Adds the UTF-8 form of a code point to a text; U+FFFD for a surrogate or above U+10FFFF. */
PIAL_NONNULL_ALL void pial_utf8_put(struct pial_strbuf *sb, int32_t code);

/* Number of code points in valid UTF-8. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL size_t pial_utf8_count(const char *text, size_t len);

/* Columns that valid UTF-8 takes on a terminal: wide characters count 2, combining ones 0. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL size_t pial_utf8_width(const char *text, size_t len);

/*
 * True for a character that no table may hold: C0 (tab, CR and LF included), DEL and C1
 * controls, bidirectional marks and embeddings (U+061C, U+200E, U+200F, U+202A-202E,
 * U+2066-2069), U+FEFF, U+FFFE, U+FFFF.
 */
PIAL_MUST_CHECK bool pial_utf8_forbidden(int32_t code);

/*
 * Replaces *sb's content by text folded for comparison of headers and labels: NFKD, accents
 * and invisible characters dropped, lower case (Unicode case folding), œ and æ as two letters, the
 * typographic apostrophe as the straight one, runs of blanks, hyphens and underscores as one
 * space, ends trimmed. "Date de réception " and "date_de_reception" fold to the same text.
 */
PIAL_NONNULL_ALL void pial_utf8_fold(struct pial_strbuf *sb, const char *text, size_t len);

/*
 * True when French elides "de" before a name, valid UTF-8: it begins with a vowel, whatever its
 * accent, or with œ ("d'Inès", "d'Émilie", "d'EARL"). Before "onze" and its like, and before y and
 * a vowel ("de Yann"), it does not; nor before h, which only a dictionary knows to be mute, and "de
 * Hugo" is right as well.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_utf8_elides(const char *name);

/* Adds text in normal form NFC ("pâtisson" spelt two ways becomes one). Input is valid UTF-8. */
PIAL_NONNULL_ALL
void pial_utf8_nfc(struct pial_strbuf *sb, const char *text, size_t len);

/* Adds the UTF-8 form of Windows-1252 bytes; the five undefined ones become U+FFFD. */
PIAL_NONNULL_ALL
void pial_utf8_from_cp1252(struct pial_strbuf *sb, const char *bytes, size_t len);

/*
 * Edit distance (insert, delete, replace, swap of neighbours: each 1, after folding; no letter is
 * edited twice) between two names, bounded: returns bound + 1 as soon as it is known to be above
 * bound, which stays below UINT_MAX.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
unsigned pial_utf8_distance(const char *a, const char *b, unsigned bound);

/*
 * Returns the index of the name nearest to text among count, when it is near enough to be a
 * slip: a distance of at most a third of the longer length in characters, that limit being at
 * least 1 and at most 3. Of equals, the first in byte order; -1 when none is near.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
ptrdiff_t pial_utf8_nearest(const char *text, const char *const *name, size_t count);

#endif
