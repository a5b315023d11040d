/*
 * A producer's statement to read: what was sold, what was taken and why, what is paid.
 *
 * Made for a telephone first: the sum and how it comes about stand on top, deliveries below.
 * Nothing is computed but sums of the rows (invoice/statement.h).
 */
#ifndef PIAL_REPORT_STATEMENT_PAPER_H
#define PIAL_REPORT_STATEMENT_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "invoice/statement.h"
#include "markup/paper.h"
#include "model/model.h"

/* Width of the text, in columns: a page of A4, a terminal. */
#define PIAL_STATEMENT_WIDTH 80

/*
 * Adds a document for each producer of the rows, which are sorted by producer. advance are the open
 * advances that the rows were made with: what is left of each is said. The language is the paper's.
 * False when a sum leaves 64 bits; the paper then must not be shown.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2)
bool pial_statement_paper(struct pial_paper *paper, const struct pial_model *model,
			  const struct pial_statement_row *row, size_t rows,
			  const struct pial_advance_open *advance, size_t advances);

#endif
