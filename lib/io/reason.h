/*
 * Why the system refused, in words that can be translated.
 *
 * strerror() answers in the language of the locale, and in English under cron: neither can be put
 * into a sentence of ours. The reasons that people meet with files have a text in the catalogue
 * here; the others keep the system's own words.
 */
#ifndef PIAL_IO_REASON_H
#define PIAL_IO_REASON_H

#include "base/attr.h"

/*
 * Returns the reason for an errno value, as an English sentence without capital nor full stop,
 * for an argument of type n of a diagnostic (E-FILE-OPEN, E-FILE-READ, E-BOOK-WRITE,
 * E-BOOK-LOCK). The text is static for the errors of the table in reason.c; for any other it is
 * strerror()'s, which lives until the next call.
 */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL const char *pial_reason(int error);

#endif
