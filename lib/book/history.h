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
#include "model/match.h"

struct pial_history {
	struct pial_meeting *meeting;		/* one per pair that met, sorted by pair; owned */
	size_t meetings, meeting_cap;		/* how many, and room */
	struct pial_contract_delivered *delivered;	/* per contract, product and day; owned */
	size_t delivereds, delivered_cap;	/* how many, and room */
};

/* One week of the past, as read. */
struct pial_past {
	struct pial_table allocation, receipts;	/* its tables */
	struct pial_arena arena;		/* holds match */
	struct pial_match match;		/* receipts joined with the allocation */
	bool computed;	/* it has an allocation, not only rows fixed by hand; else match is empty */
};

/* Makes an empty history: nobody met, nothing was delivered. */
PIAL_NONNULL_ALL void pial_history_init(struct pial_history *history);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_history_release(struct pial_history *history);

/*
 * Looks whether an allocation is only rows that a person fixed before anything was computed: a
 * wish, not an allocation. All its rows are pinned then, and some order above 0 has no row, neither
 * served nor missing, where the engine always leaves one (or there is no order at all); so a
 * computed week whose every row was pinned afterwards is not. False when the orders are refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_only_pins(struct pial_book *book, struct pial_week week,
			 const struct pial_table *allocation, bool *only,
			 struct pial_diags *diags);

/* Makes an empty week. */
PIAL_NONNULL_ALL void pial_past_init(struct pial_past *past);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_past_release(struct pial_past *past);

/*
 * Reads a week's saved allocation and its receipts, and joins them row by row as deliveries are
 * (model/match.h). past must be empty. False when a table is refused, or a receipt that fits no
 * delivery note.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_past_read(struct pial_past *past,
						     struct pial_book *book,
						     struct pial_week week,
						     struct pial_diags *diags);

/* Adds a week to the history; to be folded before it is used. */
PIAL_NONNULL_ALL void pial_history_add(struct pial_history *history, const struct pial_past *past);

/* Sorts, keeps the latest meeting of each pair, adds up what is of one contract and day. */
PIAL_NONNULL_ALL void pial_history_fold(struct pial_history *history);

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
