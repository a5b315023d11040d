/*
 * One line of a delivery note while it is being made: shared by the files of this module.
 */
#ifndef PIAL_DELIVER_LINE_PRIV_H
#define PIAL_DELIVER_LINE_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "deliver/deliver.h"
#include "model/match.h"

/* A line: an allocated row and its part of a receipt, or an unordered receipt alone. */
struct pial_note_line {
	const struct pial_model *model;		/* for texts, when sorting */
	const struct pial_matched *matched;	/* row and receipt */
	struct pial_text note;			/* number of the delivery note */
	int32_t number;				/* on the note, from 1 */
};

/* All the lines of a run; lives in one arena. */
struct pial_note_lines {
	struct pial_note_line *line;	/* sorted by note and number */
	size_t count;			/* how many */
};

/*
 * Matches allocation and receipts (model/match.h) and makes their lines, sorted by note and key,
 * unordered ones at the end of their note, and numbers all. False when a receipt was refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_note_lines_make(const struct pial_deliver_input *input, struct pial_arena *arena,
			  struct pial_note_lines *lines, struct pial_diags *diags);

/*
 * Settles a line by the policies: fills the quantities, status and reason of *delivery, whose note
 * and product are known, and says what differs. Returns true when the line waits for a receipt
 * only, which the caller counts. Adds E-RECEIPT-WEIGHT or E-AMOUNT when it must be refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_note_line_settle(const struct pial_deliver_input *input,
			   const struct pial_matched *line, struct pial_delivery *delivery,
			   struct pial_diags *diags);

#endif
