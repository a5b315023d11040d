/*
 * What the library and the object that makes PDF know of each other.
 *
 * One symbol, a table of functions. Its first members say which build made it: an object of another
 * version lays out structs otherwise, and is refused before anything is called.
 */
#ifndef PIAL_MARKUP_PDF_OBJECT_H
#define PIAL_MARKUP_PDF_OBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "markup/pdf.h"

/* The name of the table in the object. */
#define PIAL_PDF_SYMBOL "pial_pdf_entry_table"

/* Raised with each change of what crosses: the table, the job, the paper. */
#define PIAL_PDF_INTERFACE 2

/* Room for a reason, its NUL included. */
#define PIAL_PDF_REASON 200

struct pial_pdf_entry {
	unsigned interface;	/* PIAL_PDF_INTERFACE of the object */
	const char *version;	/* PIAL_VERSION of the object */
	/*
	 * finds the fonts; NULL and a reason (PIAL_PDF_REASON bytes) when they are not there. The
	 * object has its own memory functions, which call oom when there is none
	 */
	void *(*open)(char *reason, pial_oom_handler oom);
	/* *bytes is for free(); false and a reason when the document could not be made */
	bool (*make)(void *session, const struct pial_pdf_job *job, char **bytes, size_t *len,
		     char *reason);
	/* a document without the file that it carries; *made is for free(), as above */
	bool (*plain)(const char *bytes, size_t len, char **made, size_t *lens, char *reason);
	/* gives the fonts back */
	void (*close)(void *session);
};

#endif
