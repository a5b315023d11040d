/*
 * What the weeks before one say to it, read from their allocations and receipts.
 *
 * A new allocation rotates who meets whom, and spreads what a contract still owes over the days
 * that are left: both need the past. It is read from the weeks each time and kept nowhere, so that
 * a receipt corrected late counts from the next run on.
 */
#ifndef PIAL_BOOK_HISTORY_H
#define PIAL_BOOK_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/book.h"
#include "model/history.h"

struct pial_history {
	struct pial_meeting *meeting;		/* one per pair that met, sorted by pair; owned */
	size_t meetings;			/* how many */
	struct pial_contract_delivered *delivered;	/* per contract, product and day; owned */
	size_t delivereds;			/* how many */
};

/* Makes an empty history: nobody met, nothing was delivered. */
PIAL_NONNULL_ALL void pial_history_init(struct pial_history *history);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_history_release(struct pial_history *history);

/*
 * Reads the saved allocations of every week before this one, corrected by the receipts of that
 * week where there are any: what the kitchen kept counts then (pial_matched_kept), row by row, as
 * deliveries are matched (model/match.h). Weeks without an allocation, or with rows fixed by hand
 * only, say nothing. False when a table is refused, or a receipt that fits no delivery note.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_history_load(struct pial_history *history,
							struct pial_book *book,
							struct pial_week before,
							struct pial_diags *diags);

#endif
