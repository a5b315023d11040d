/*
 * A paper as PDF, made by an object that is loaded when the first document is asked for.
 *
 * pango, cairo and qpdf bring forty libraries with them; a pipe that writes a table must not wait
 * for them, and a machine without them must do all the rest. So they are linked to an object of
 * their own (lib/markup/pdf/), which a command finds beside itself and loads here. The library
 * never asks where it stands: the caller says.
 *
 * Documents are PDF/A-3b (ISO 19005-3), the form that archives keep and that may carry a file: A4,
 * fonts embedded, colours described, metadata in XMP, no date but the one given. The same paper and
 * job give the same bytes, wherever the same libraries and fonts are.
 */
#ifndef PIAL_MARKUP_PDF_H
#define PIAL_MARKUP_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "markup/paper.h"
#include "num/date.h"

struct pial_pdf_entry;

/* The object once loaded, with its fonts. */
struct pial_pdf {
	void *object;				/* of the dynamic linker; never closed */
	const struct pial_pdf_entry *entry;	/* what it does; NULL: not loaded */
	void *session;				/* its fonts; owned */
};

/* A file that a document carries. */
struct pial_pdf_file {
	const char *name;	/* ASCII: "factur-x.xml" */
	const char *type;	/* its media type: "text/xml" */
	const char *about;	/* what it is, in the document's language */
	const void *bytes;	/* its content */
	size_t len;		/* bytes */
};

/* A document to make. */
struct pial_pdf_job {
	const struct pial_paper *paper;		/* its first sheet's name is the title */
	struct pial_date date;			/* the day it is made, for metadata; not none */
	const char *author;			/* who makes it, for metadata; "" for nobody */
	const struct pial_pdf_file *file;	/* carried; NULL: none */
	/*
	 * When the file is a Factur-X invoice, its profile as its metadata call it ("EN 16931",
	 * "EXTENDED": Factur-X 1.0, table of ConformanceLevel); NULL: it is not one.
	 */
	const char *profile;
};

/*
 * Loads the object from a file and finds the fonts, once for all documents of a command. False, and
 * E-PDF with the reason, when the object, a library it needs or a font is not there; there is
 * nothing to close then.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_open(struct pial_pdf *pdf, const char *object, struct pial_diags *diags);

/*
 * Adds a document to out. Text that does not fit a page goes on the next: tables break between rows
 * and repeat their heads, boxes stay whole. Characters that no font has are drawn as their number
 * in a box. False, and E-PDF, when it could not be made; out is then as it was. Not for two threads
 * at once.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_write(struct pial_pdf *pdf, struct pial_strbuf *out, const struct pial_pdf_job *job,
		    struct pial_diags *diags);

/*
 * Adds to out a document of pial_pdf_write's without the file that it carries: the same pages, byte
 * for byte the same each time. It says PDF/A-2b of itself (ISO 19005-2), which is what is left of
 * PDF/A-3b without a file, so that nothing takes it for a hybrid. False, and E-PDF, when the bytes
 * are not such a document; out is then as it was.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_plain(struct pial_pdf *pdf, struct pial_strbuf *out, const char *bytes, size_t len,
		    struct pial_diags *diags);

/* Gives the fonts back; the object itself stays until the process ends. */
PIAL_NONNULL_ALL void pial_pdf_close(struct pial_pdf *pdf);

#endif
