/*
 * What the weeks before one say to it, read from their allocations and receipts.
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

/* Makes an empty history. */
PIAL_NONNULL_ALL void pial_history_init(struct pial_history *history);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_history_release(struct pial_history *history);

/*
 * Reads the allocations (and receipts, where there are any: received counts, then) of every
 * week before this one. Weeks without an allocation say nothing. False when one is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_history_load(struct pial_history *history,
							struct pial_book *book,
							struct pial_week before,
							struct pial_diags *diags);

#endif
