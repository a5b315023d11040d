/*
 * The CSV reader with its short cuts closed: for tests.
 *
 * Internal to io/. Lines without a quote are cut without libcsv, which stays the judge of what CSV
 * is: a test and a fuzz target read the same texts both ways and compare all that is handed over
 * and said.
 */
#ifndef PIAL_IO_CSV_PRIV_H
#define PIAL_IO_CSV_PRIV_H

#include <stdbool.h>

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

#endif
