/*
 * Draft invoice lines: what would be invoiced, to the cent; nothing is numbered or written.
 */
#ifndef PIAL_INVOICE_DRAFT_H
#define PIAL_INVOICE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "invoice/left.h"
#include "model/legal.h"
#include "model/model.h"

struct pial_draft_input {
	struct pial_model *model;		/* indexed */
	const struct pial_legal *legal;		/* mentions of tax not charged, by day */
	const struct pial_delivery *delivery;	/* any order of rows */
	size_t deliveries;			/* how many */
	const char *delivery_file;		/* name for positions; NULL: nowhere */
	struct pial_month period;		/* only days of this month; none: all */
	const struct pial_left *left;		/* what was invoiced before; NULL: nothing */
	size_t lefts;				/* how many */
};

struct pial_draft_result {
	struct pial_arena arena;	/* holds row */
	struct pial_invoice_line *row;	/* sorted by seller, buyer, period, note, line; fees last */
	size_t rows;			/* how many */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_draft_result_init(struct pial_draft_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_draft_result_release(struct pial_draft_result *result);

/*
 * Turns agreed deliveries into invoice lines.
 *
 * One line per delivery line: net = round half away from zero (quantity x price) to cents, once
 * (EN 16931, BT-131). Then, for each kitchen and month, one line per fee that kitchens pay beside
 * the price, for the deliveries of its dates only, so that a month may straddle a change; a
 * service is a separate supply of the group's, so its seller is `self`, with its own VAT. Fees
 * inside the price and levies of producers are settlements: no line of a kitchen's invoice. A fee
 * by delivery is due once a delivery note: not again for goods of a note that is invoiced already.
 * One by invoice is due for each document, a second one of the month too. A fee that was charged of
 * goods whose invoice was credited in full, and stands, is not charged again when they come back
 * (N-FEE-STANDS, invoice/again.h).
 *
 * The seller is the producer in modes direct and mandate, `self` in resale. VAT category, rate and
 * mention follow the seller's regime (invoice/tax.h). Under `shortfall: kitchen` the price of a
 * partner's goods is what the partner asks, when that is more. Deliveries of nothing make no line;
 * waiting and disputed ones are left out, with one notice each.
 *
 * The number counts within a seller, since a draft has no invoice numbers and seller, invoice and
 * line are the key of the table. A contract line whose formula has no index value to go by is an
 * alert (A-NOT-REVISED), and so is one whose revised price is not the price agreed when the goods
 * were allocated (A-REVISED-SINCE), once a line. Under `billing: per: delivery` a month that would
 * be several invoices is a notice (N-NOT-APPLIED). A price missing is refused (E-PRICE-MISSING),
 * naming the delivery, and so is what pial_draft_once refuses. False when refused; result is then
 * empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_draft(const struct pial_draft_input *input, struct pial_draft_result *result,
		struct pial_diags *diags);

/*
 * Looks whether each delivery is there once: the key of a table keeps its rows apart, but the
 * deliveries of a month come from several weeks, and a row that was copied from one to another is
 * on both invoices. False when a note and line are those of an earlier row (E-DELIVERY-TWICE, all
 * of them, with both days). file names the table for positions; NULL: rows of several.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 5)
bool pial_draft_once(const struct pial_model *model, const struct pial_delivery *delivery,
		     size_t deliveries, const char *file, struct pial_diags *diags);

#endif
