/*
 * Catalogues compiled into the program: any language in any locale, two at once.
 *
 * lib/po/fr.po is an ordinary catalogue, checked by msgfmt and compiled to .mo at build; its bytes
 * are embedded and searched here with the language as an argument. glibc's gettext can do none of
 * this in the C locale, under cron, uninstalled. English is the language of the message ids, so it
 * needs no catalogue.
 */
#ifndef PIAL_PO_PO_H
#define PIAL_PO_PO_H

#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"

/* Marks a message for extraction without translating it here (tables). */
#define PIAL_N_(text) (text)

/*
 * Returns the translation of an English message, or the message itself when there is none (then
 * the pointer that was given). A translation lives for ever. The empty message has none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_tr(enum pial_lang lang, const char *message);

/*
 * The same for a message with a plural form, for count things: English has one form for 1, French
 * one for 0, 1 and -1.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_trn(enum pial_lang lang, const char *one, const char *many, int64_t count);

#endif
