/*
 * Which receipt speaks of which row of an allocation, and of how much of it.
 *
 * Deliveries are made from it (deliver/), and so is what earlier weeks gave under a contract
 * (book/history.h): one rule, so that what is invoiced and what is still owed cannot differ.
 */
#ifndef PIAL_MODEL_MATCH_H
#define PIAL_MODEL_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/model.h"

struct pial_match_input {
	struct pial_model *model;		/* note numbers are added to its pool */
	/* any order of rows; those without producer or quantity are passed over */
	const struct pial_allocation *allocation;
	size_t allocations;			/* how many */
	const struct pial_receipt *receipt;	/* any order of rows */
	size_t receipts;			/* how many */
	const char *receipt_file;		/* name for positions */
};

/* An allocated row and its part of a receipt, or a receipt of what nobody had allocated. */
struct pial_matched {
	const struct pial_allocation *row;	/* the caller's; NULL: unordered */
	const struct pial_receipt *receipt;	/* a copy with day and note; NULL: none came */
	struct pial_kitchen_id kitchen;		/* who receives */
	struct pial_product_id product;		/* what is delivered */
	struct pial_producer_id producer;	/* who delivers */
	struct pial_text batch;			/* the row's, else the receipt's */
	struct pial_date day;			/* of delivery */
	/* part of the receipt; none: it does not say, or there is none */
	struct pial_qty sent, received, refused, agreed;
	struct pial_mass weight;		/* part of the real weight */
};

/* All the lines; they live in the arena that was given. */
struct pial_match {
	struct pial_matched *line;	/* in no order that may be shown */
	size_t lines;			/* how many */
};

/*
 * Matches receipts with the rows of an allocation.
 *
 * A receipt without a day has that of its note's number. It speaks of the rows of its day, kitchen,
 * product, producer and batch; one without a batch of those of any batch; one with a batch also of
 * rows that had none. Where it speaks of several (the same harvest under two contracts), they are
 * filled in key order up to what was allocated, so that pieces stay whole: what is missing or
 * refused is taken from the last ones, which also get what is too much. A weight is split in
 * proportion to what was received. A receipt that speaks of no row is a line of its own.
 *
 * Refused: neither a day nor a number that says one (E-RECEIPT-DAY), more refused than received
 * (E-RECEIVED), a number that is not its note's (E-RECEIPT-NOTE), two receipts that are the same
 * once note and day are filled (E-KEY-TWICE). False then; match is empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_match(const struct pial_match_input *input, struct pial_arena *arena,
		struct pial_match *match, struct pial_diags *diags);

/*
 * What the kitchen kept: what both sides agreed on, else received less refused. Without a receipt
 * as allocated: what nobody contradicted went as planned.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_qty pial_matched_kept(const struct pial_matched *line);

/*
 * What a kitchen kept of a delivery as it is written: received less refused; while it has not said
 * what it received, what was sent, else allocated. In the product's unit; none: nothing says.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_qty pial_delivery_kept(const struct pial_delivery *delivery);

#endif
