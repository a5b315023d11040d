/*
 * Value sharing: of what kitchens pay, so much to each.
 */
#ifndef PIAL_INVOICE_VALUE_H
#define PIAL_INVOICE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "invoice/sold.h"
#include "model/model.h"

struct pial_value_input {
	const struct pial_model *model;			/* indexed */
	const struct pial_invoice_line *line;		/* any order of rows */
	size_t lines;					/* how many */
	const char *file;				/* name for positions */
	const struct pial_purchase *purchase;		/* any order; NULL: unknown */
	size_t purchases;				/* how many */
};

/* Of what kitchens pay, so much to each: the first five and vat add up to total exactly. */
struct pial_value {
	struct pial_money producers, partners, service, fund, transport;	/* without VAT */
	struct pial_money vat;		/* on everything */
	struct pial_money total;	/* paid by kitchens, VAT included */
	struct pial_money shortfall;	/* partners' price above the kitchens', inside the above */
	struct pial_mass mass;		/* delivered */
};

/*
 * Shares the amounts of invoice lines by the policy's fees.
 *
 * A line of a fee goes to whom it is for. Of a line of goods, the fees inside the price and those
 * that producers pay go to whom they are for, and the rest to who delivered. Each such fee is
 * summed over a producer's month and rounded once. A partner whose purchase price is known gets
 * exactly that; what is left of the line, after the fees, goes to the fund, which also bears what
 * is missing, except under `shortfall: producers`, where producers bear the part by which the
 * partner is dearer than what the kitchen pays, in a month in which some producer sold something. A
 * credit gives back what its goods took.
 *
 * VAT by seller, buyer, invoice, period, category and rate = round half away (base x rate), never
 * summed from lines (EN 16931, BR-CO-17). Credits count negatively, whatever their sign. False on
 * overflow (E-AMOUNT).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_value_share(const struct pial_value_input *input, struct pial_value *value,
		      struct pial_diags *diags);

#endif
