/*
 * What the files of the OpenDocument writer share.
 *
 * Internal to io/. A document is written in two passes: the first notes which looks its cells have,
 * so that styles can stand before the content and be numbered in the order of their first use; the
 * second writes.
 */
#ifndef PIAL_IO_ODS_PRIV_H
#define PIAL_IO_ODS_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "io/workbook.h"
#include "io/xml_write.h"

/* Most decimals that a format shows. */
#define PIAL_ODS_DECIMALS 6

/*
 * How a value is shown; a number of n decimals is PIAL_ODS_FIXED + n, a percentage
 * PIAL_ODS_PERCENT + n. A percentage shows just the decimals that it has: with fewer it would be
 * rounded when a program writes what it shows, and of a format that names no number of decimals
 * Gnumeric shows nothing.
 */
enum pial_ods_format {
	PIAL_ODS_GENERAL,	/* as the program wishes */
	PIAL_ODS_NUMBER,	/* the decimals there are, with the document's mark */
	PIAL_ODS_TEXT,		/* text, whatever is typed */
	PIAL_ODS_DATE,		/* 17/03/2025, in English 2025-03-17 */
	PIAL_ODS_DAY,		/* the same after the day's name */
	PIAL_ODS_FIXED,		/* so many decimals */
	PIAL_ODS_PERCENT = PIAL_ODS_FIXED + PIAL_ODS_DECIMALS + 1,	/* 8,5 % */
	PIAL_ODS_FORMATS = PIAL_ODS_PERCENT + PIAL_ODS_DECIMALS + 1
};

/* A document being written. */
struct pial_ods {
	struct pial_xml_writer xml;		/* where to */
	const struct pial_workbook *book;	/* what */
	/* number of a cell's style, from 1 in order of first use; 0: not used */
	unsigned look[PIAL_WSTYLES][PIAL_ODS_FORMATS];
	unsigned looks;				/* how many */
	bool format[PIAL_ODS_FORMATS];		/* used by some cell */
	uint16_t *width;			/* distinct widths of columns; owned */
	size_t widths, width_cap;		/* how many, and room */
	struct pial_strbuf scratch;		/* a text being put together */
};

/* Notes the looks of all cells and the widths of all columns: the first pass. */
PIAL_NONNULL_ALL void pial_ods_begin(struct pial_ods *ods, const struct pial_workbook *book);

/* Gives the notes back. */
PIAL_NONNULL_ALL void pial_ods_end(struct pial_ods *ods);

/* How a cell's value is shown. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_ods_format pial_ods_format_of(const struct pial_wcell *cell);

/* The number of a width among the document's, from 1. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
unsigned pial_ods_width(const struct pial_ods *ods, unsigned width);

/* Adds the declarations of the namespaces, and the version, to the root just opened. */
PIAL_NONNULL_ALL void pial_ods_root(struct pial_ods *ods);

/* Adds office:meta: title and language, no date and no program. */
PIAL_NONNULL_ALL void pial_ods_meta(struct pial_ods *ods);

/* Adds office:settings: frozen rows and columns, as LibreOffice notes them. */
PIAL_NONNULL_ALL void pial_ods_settings(struct pial_ods *ods);

/* Adds office:styles: the defaults of the document. */
PIAL_NONNULL_ALL void pial_ods_defaults(struct pial_ods *ods);

/* Adds the automatic styles of the content: columns, rows, sheets, formats, cells. */
PIAL_NONNULL_ALL void pial_ods_looks(struct pial_ods *ods);

/* Adds the page layouts, one a sheet. */
PIAL_NONNULL_ALL void pial_ods_pages(struct pial_ods *ods);

/* Adds office:master-styles: head and foot of the pages of each sheet. */
PIAL_NONNULL_ALL void pial_ods_masters(struct pial_ods *ods);

/* Adds office:body: rules and sheets. */
PIAL_NONNULL_ALL void pial_ods_body(struct pial_ods *ods);

/* Adds a text as paragraphs, one a line, with blanks as ODF asks (part 3, 6.1.2). */
PIAL_NONNULL_ALL
void pial_ods_paragraphs(struct pial_ods *ods, const char *text, size_t len);

#endif
