/*
 * What a settled month comes to now, less what was settled of it: the corrections it still needs.
 *
 * A settled statement was sent and paid, and stays as it is. What is invoiced or credited later for
 * its month is settled by rows of the next statement, each with its cause: the delivery, the
 * document, the fee. They are differences, so that nothing has to be remembered but the statements
 * themselves, and what was corrected once is settled like the rest.
 */
#ifndef PIAL_INVOICE_CORRECT_H
#define PIAL_INVOICE_CORRECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"
#include "model/statement.h"

struct pial_correct_input {
	const struct pial_model *model;		/* for the order of texts */
	struct pial_month period;		/* month of the statement that corrects */
	struct pial_month corrects;		/* the settled month */
	const struct pial_statement_row *now;	/* its statements as they would be made today */
	size_t nows;				/* how many */
	/* every saved row of every month: those of the settled one, and its corrections, count */
	const struct pial_statement_row *saved;
	size_t saveds;				/* how many */
};

/*
 * True when a saved row is of the settled month: one of its own statements, or a correction of it.
 * What was carried over or paid back of an advance is of no month in this sense.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_correct_is_of(const struct pial_statement_row *row, struct pial_month corrects);

/*
 * Makes the corrections of one settled month, kind correction, in the order of a statement; *row
 * lives in the arena. Sales are compared by delivery, price and document; a month settled before it
 * was invoiced has no documents, and is compared without them. The fees of a producer whose sales
 * have not changed are left as they were settled, so that a fee that pial.yaml changes without a
 * date does not reach back; so are shares of a shortfall when no sale at all has changed. VAT is
 * compared by document and rate, when the group resells only with the sales.
 *
 * False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_correct(const struct pial_correct_input *input, struct pial_arena *arena,
		  struct pial_statement_row **row, size_t *rows);

#endif
