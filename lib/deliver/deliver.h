/*
 * Deliveries: the allocation joined with what kitchens received.
 *
 * Three quantities are kept apart: allocated, sent, received (accepted = received - refused). Too
 * much, too little, none, unordered: each is a named case with a policy (spec of deliveries). A
 * delivery note covers one seller, one kitchen and one day, and its number is a function of those,
 * so a run can be repeated.
 */
#ifndef PIAL_DELIVER_DELIVER_H
#define PIAL_DELIVER_DELIVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/model.h"
#include "model/note.h"

struct pial_deliver_input {
	struct pial_model *model;		/* indexed; note numbers are added to its pool */
	struct pial_date today;			/* which missing receipts mean "received as sent" */
	/* any order of rows; those without producer or quantity are passed over */
	const struct pial_allocation *allocation;
	size_t allocations;			/* how many */
	const char *allocation_file;		/* name for positions */
	const struct pial_receipt *receipt;	/* any order of rows */
	size_t receipts;			/* how many */
	const char *receipt_file;		/* name for positions */
	const struct pial_order *order;		/* for the column ordered; NULL: unknown */
	size_t orders;				/* how many */
};

struct pial_deliver_result {
	struct pial_arena arena;	/* holds row */
	struct pial_delivery *row;	/* sorted by note and line */
	size_t rows;			/* how many */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_deliver_result_init(struct pial_deliver_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_deliver_result_release(struct pial_deliver_result *result);

/*
 * Joins allocation and receipts into the deliveries of result, one row for each line of a note.
 *
 * Lines of a note are numbered in key order of their allocation rows, so that the number printed
 * before departure is the number invoiced; unordered lines come after them. Which receipt speaks of
 * which line, and of how much of it, is said in model/match.h.
 *
 * Each line is then settled:
 * - no receipt: received as sent once receipts.delay_days have passed since the day, until then
 *   it waits;
 * - too little: less accepted than was sent (allocated, when the receipt does not say);
 * - too much: more accepted than was allocated, or than was sent;
 * - none: nothing accepted; unordered: received and never allocated.
 * A difference within receipts.tolerance is accepted, and said; an excess only under `too_much:
 * accept`. Beyond it, as for the unordered and the disputed, the line waits until `agreed` is
 * filled, which then is what is invoiced. Goods priced per kg are invoiced by their real weight
 * (in proportion, when only a part of what was weighed is kept); without one the line waits. A
 * line that waits has 0 in invoiced.
 *
 * Organic only with a certificate valid that day for that product; a line delivered outside its
 * producer's certificate is a notice and never organic. `ordered` is the whole order's quantity,
 * repeated on each line that serves it. A price missing is looked up in contract and product, then
 * refused (E-PRICE-MISSING), as is a receipt whose number is not its note's (E-RECEIPT-NOTE).
 * False when refused; result is then empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_deliver(const struct pial_deliver_input *input, struct pial_deliver_result *result,
		  struct pial_diags *diags);

/*
 * The delivery notes before departure: the same notes, lines and numbers as pial_deliver, without
 * anything that comes later. Quantities but the allocated one, price and status are none; no price
 * is needed. Receipts of input are not looked at. False when refused; result is then empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_deliver_notes(const struct pial_deliver_input *input,
			struct pial_deliver_result *result, struct pial_diags *diags);

/*
 * The same rows with their quantities and status, without prices and certificates: what is settled
 * and what waits, also where nobody sells anything. False when refused; result is then empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_deliver_settle(const struct pial_deliver_input *input,
			 struct pial_deliver_result *result, struct pial_diags *diags);

#endif
