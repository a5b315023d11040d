/*
 * What is to be invoiced: delivery lines that no live invoice carries.
 *
 * Deliveries and issued lines are the same things seen twice, and what happens to a delivery after
 * its invoice (a batch filled in late, a line put into its note, which shifts the numbers of those
 * after it) must never make it look new: it would be invoiced twice. So lines are matched note by
 * note and product by product: first those with the same line and batch, then the same batch, then
 * the same line, then any that are left, in order. A delivery line is new only when every invoiced
 * line of its note and product has found another one.
 */
#ifndef PIAL_INVOICE_SELECT_H
#define PIAL_INVOICE_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "invoice/left.h"
#include "model/model.h"

struct pial_select_input {
	struct pial_model *model;		/* indexed */
	const struct pial_left *left;		/* what was invoiced (invoice/left.h) */
	size_t lefts;				/* how many */
	const struct pial_delivery *delivery;	/* up to the end of the period, by note and line */
	size_t deliveries;			/* how many */
	struct pial_month period;		/* month to invoice */
	struct pial_date date;			/* of the invoices: nothing later is on them */
	struct pial_text seller;		/* this seller's only; 0: everybody's */
	bool supplement;			/* also what came too late for an invoice */
};

struct pial_select_result {
	struct pial_arena arena;	/* holds all below */
	struct pial_delivery *row;	/* to be drafted: new, or waiting, which the draft says */
	size_t rows;			/* how many */
	struct pial_delivery *known;	/* agreed and invoiced already */
	const struct pial_left **carrier;	/* by which line, one for each of known */
	size_t knowns;			/* how many */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_select_result_init(struct pial_select_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_select_result_release(struct pial_select_result *result);

/*
 * Finds what is to be invoiced for a month: lines agreed, delivered up to the month's end and the
 * date, on no live line of an invoice to a kitchen. Those of earlier months are counted
 * (N-ISSUE-LATE), and so are those that come back after a credit note (N-ISSUE-AGAIN). A line that
 * was invoiced and is contested or waits now is an alert (A-LINE-REOPENED).
 *
 * A kitchen that has a live invoice of this seller and month gets no second one: what was agreed
 * since waits for the next month, and is counted (N-ISSUE-HELD), unless supplement is set. Under
 * `billing: per: delivery` it is the note that must have no invoice yet.
 */
PIAL_NONNULL_ALL
void pial_select(const struct pial_select_input *input, struct pial_select_result *result,
		 struct pial_diags *diags);

/*
 * Compares what was invoiced with what would be today: line are the draft of result->known. Each
 * difference is an alert with the command that corrects it: another quantity (A-LINE-CHANGED),
 * another price (A-LINE-PRICE); and lines that were invoiced and are delivered no more, on days of
 * which there are deliveries (A-LINE-GONE).
 */
PIAL_NONNULL(1, 2, 5)
void pial_select_compare(const struct pial_select_input *input,
			 const struct pial_select_result *result,
			 const struct pial_invoice_line *line, size_t lines,
			 struct pial_diags *diags);

#endif
