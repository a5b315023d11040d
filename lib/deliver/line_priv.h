/*
 * One line of a delivery note while it is being made: shared by the files of this module.
 */
#ifndef PIAL_DELIVER_LINE_PRIV_H
#define PIAL_DELIVER_LINE_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "deliver/deliver.h"

/* A line: an allocated row and its part of a receipt, or an unordered receipt alone. */
struct pial_note_line {
	const struct pial_allocation *row;	/* NULL: unordered */
	const struct pial_receipt *receipt;	/* NULL: none came */
	struct pial_text note;			/* number of the delivery note */
	struct pial_product_id product;		/* what was delivered */
	struct pial_producer_id producer;	/* who delivered */
	struct pial_text batch;			/* the row's, else the receipt's */
	/* part of the receipt */
	struct pial_qty sent, received, refused, agreed;
	struct pial_mass weight;		/* this line's part of the real weight */
	int32_t number;				/* on the note, from 1 */
};

/* All the lines of a run; lives in one arena. */
struct pial_note_lines {
	struct pial_note_line *line;	/* room for every row and every receipt */
	size_t count;			/* how many */
};

/*
 * Makes the lines of the allocation, sorted by note and key, gives each its part of the receipts,
 * adds the unordered ones, and numbers all. False when a receipt was refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_note_lines_make(const struct pial_deliver_input *input, struct pial_arena *arena,
			  struct pial_note_lines *lines, struct pial_diags *diags);

/*
 * Settles a line by the policies: fills the quantities, status and reason of *delivery and says
 * what differs. Returns true when the line waits for a receipt only, which the caller counts.
 * Adds E-RECEIPT-WEIGHT or E-AMOUNT when it must be refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_note_line_settle(const struct pial_deliver_input *input,
			   const struct pial_note_line *line, struct pial_delivery *delivery,
			   struct pial_diags *diags);

/* The day of a line. */
static inline struct pial_date pial_note_line_day(const struct pial_note_line *line)
{
	return line->row ? line->row->day : line->receipt->day;
}

/* Who receives a line. */
static inline struct pial_kitchen_id pial_note_line_kitchen(const struct pial_note_line *line)
{
	return line->row ? line->row->kitchen : line->receipt->kitchen;
}

#endif
