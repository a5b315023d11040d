/*
 * The CSV reader with its short cuts closed, for tests, and in two parts, header and rows, for who
 * reads rows in pieces (csv_crew.c).
 *
 * Internal to io/. Lines without a quote are cut without libcsv, which stays the judge of what CSV
 * is: a test and a fuzz target read the same texts both ways and compare all that is handed over
 * and said.
 */
#ifndef PIAL_IO_CSV_PRIV_H
#define PIAL_IO_CSV_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "io/csv.h"

enum pial_csv_how {
	PIAL_CSV_ORDINARY,	/* as pial_csv_read */
	PIAL_CSV_LIBCSV,	/* every line goes through libcsv */
	PIAL_CSV_USE_UP,	/* the text is forgotten as it is read */
};

/* As pial_csv_read, in one of these ways. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 5)
bool pial_csv_read_by(const struct pial_source *source, const struct pial_csv_ops *ops, void *data,
		      enum pial_csv_how how, struct pial_diags *diags);

/* What a header says of the rows below it, and which of them are to be read. */
struct pial_csv_shape {
	const struct pial_source *source;	/* whose text */
	enum pial_csv_how how;	/* in which way it is read */
	char separator;		/* the one chosen */
	size_t raw_width;	/* fields of the header's record */
	size_t width;		/* columns handed over */
	const char *at, *end;	/* rows to be read: from a line's begin to a line's end */
	uint32_t line;		/* number of the line at at */
	bool has_cr;		/* there is a CR somewhere in the text */
	size_t errors;		/* errors of diags before this file */
};

/* Reads the header of a table; the shape is then that of all its rows. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 4, 6)
bool pial_csv_head(struct pial_csv_shape *shape, const struct pial_source *source,
		   enum pial_csv_how how, const struct pial_csv_ops *ops, void *data,
		   struct pial_diags *diags);

/* Reads the rows of a shape. False when reading stopped: what follows must not be read. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 4)
bool pial_csv_rows(const struct pial_csv_shape *shape, const struct pial_csv_ops *ops, void *data,
		   struct pial_diags *diags);

#endif
