/*
 * Spreadsheet files for unit tests: written, read as a command would, and archives made of parts.
 */
#ifndef PIAL_TESTS_UNIT_WORKBOOK_HELP_H
#define PIAL_TESTS_UNIT_WORKBOOK_HELP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "io/workbook.h"

/* One file of an archive. */
struct part {
	const char *name, *text;	/* its path and content; NULL closes a list */
	size_t blanks;			/* so many blanks follow the text */
};

/* Packs parts into an archive, encrypted when there is a password. */
void pack_parts(struct pial_strbuf *out, const struct part *part, const char *password);

/* Adds a workbook as .ods, or flat as .fods. */
void write_office(struct pial_strbuf *out, const struct pial_workbook *book, bool flat);

/* Reads bytes as a command would: the text of the table, then the codes of what was said. */
void read_office(struct pial_strbuf *out, const void *bytes, size_t len);

/* Asserts what reading an archive of parts gives. */
void assert_archive(const struct part *part, const char *password, const char *expected);

#endif
