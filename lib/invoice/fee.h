/*
 * Fees: what they apply to and what they come to.
 *
 * Draft lines, value sharing and statements all ask here, so that a fee is computed once and in one
 * way: its base is summed first, over a month, and rounded once. A fee has exactly one of four
 * forms: a rate of sales, so much a kilogram, a delivery or an invoice (pial.yaml, `fees`). Its
 * dates select deliveries by their day, so that one month can straddle the day when it begins.
 */
#ifndef PIAL_INVOICE_FEE_H
#define PIAL_INVOICE_FEE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"

/* What a fee is counted on, summed over the deliveries of its dates. */
struct pial_fee_base_sum {
	int64_t cents;		/* sales, without VAT */
	int64_t grams;		/* mass delivered */
	int64_t notes;		/* delivery notes */
	int64_t invoices;	/* invoices, as one seller to one buyer in one month */
};

/*
 * Adds an invoice line's sale and mass to a sum. Notes and invoices are the caller's to count, who
 * alone sees when a new one begins. False on overflow, or when the mass does not fit.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_fee_base_add(struct pial_fee_base_sum *sum, const struct pial_model *model,
		       const struct pial_invoice_line *line);

/*
 * Mass of a line's goods: its quantity when in kg, else by the product's unit mass. False on
 * overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_invoice_line_mass(const struct pial_model *model, const struct pial_invoice_line *line,
			    struct pial_mass *mass);

/* True when a fee is due on deliveries of that day: between its dates, both included. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_fee_applies(const struct pial_fee *fee, struct pial_date day);

/*
 * True for a fee that makes a line of a kitchen's invoice: paid by kitchens, beside the price. One
 * inside the price, and one that producers pay, are settlements and make none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_fee_is_line(const struct pial_fee *fee);

/*
 * How a fee is invoiced: so much (quantity, in unit; NONE for a count or a lump) at such a price.
 * A rate is a lump of 1 at the amount itself, since a rate is not a price.
 */
struct pial_fee_due {
	struct pial_qty quantity;	/* kilograms, notes, invoices, or 1 */
	struct pial_price price;	/* without VAT */
	enum pial_unit unit;		/* KG per kilogram, else NONE */
	struct pial_money amount;	/* round half away (quantity x price), or (base x rate) */
};

/*
 * What a fee comes to on a summed base, rounded once, half away from zero. Nothing summed comes to
 * 0, which makes no line. False when an amount or a price does not fit its type.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_fee_due(const struct pial_fee *fee, const struct pial_fee_base_sum *sum,
		  struct pial_fee_due *due);

/*
 * Lowers what a fee comes to by an amount that is charged already: a lump by the amount, so much a
 * kilogram, delivery or invoice by as many of them as the amount pays whole. False when an amount
 * does not fit its type.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_fee_lower(const struct pial_fee *fee, int64_t cents, struct pial_fee_due *due);

#endif
