/*
 * What was sold, as it counts for who sold it: credits taken off, partners at what they were paid.
 *
 * Value sharing and statements both start here, so that what a producer reads and what the group
 * shows add up to each other by construction.
 */
#ifndef PIAL_INVOICE_SOLD_H
#define PIAL_INVOICE_SOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "invoice/fee.h"
#include "model/model.h"

/* What a partner was paid for a delivery: an invoice line does not say it. */
struct pial_purchase {
	struct pial_text note;		/* number of the delivery note */
	struct pial_product_id product;	/* what */
	struct pial_producer_id producer;	/* which partner */
	struct pial_text batch;		/* harvest */
	struct pial_price price;	/* paid, without VAT, per priced unit */
};

struct pial_sold_input {
	const struct pial_model *model;			/* indexed */
	const struct pial_invoice_line *line;		/* any order of rows */
	size_t lines;					/* how many */
	const struct pial_purchase *purchase;		/* any order; NULL: unknown */
	size_t purchases;				/* how many */
};

/* A line, and what was paid for its goods when that is known. */
struct pial_sold {
	struct pial_invoice_line line;	/* as it counts: a credit is negative */
	bool bought;			/* a partner's, paid at its own price */
	struct pial_money paid;		/* that amount; 0 when not bought */
	struct pial_price price;	/* that price; none when not bought */
	/* Of a self-billed invoice or its credit note; NULL: nothing was invoiced to the group. */
	const struct pial_invoice_line *document;
};

/* True for a line whose amount is its producer's, before fees. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_sold_is_goods(const struct pial_invoice_line *line);

/* True when the line's producer is a partner (tier 2). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sold_is_partner(const struct pial_model *model, const struct pial_invoice_line *line);

/*
 * The lines as they count, in the order of the input; sold has room for input->lines of them. A
 * credit counts negatively, whatever its sign. False when an amount leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sold_take(const struct pial_sold_input *input, struct pial_sold *sold);

/*
 * What a partner's goods cost above what the kitchen pays for them, which somebody has to bear: 0
 * when they cost less, or their price is not known. A credit gives back what its goods cost: below
 * 0. False when the difference leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sold_dearer(const struct pial_sold *sold, int64_t *cents);

/*
 * Puts goods first, by producer, month and whether bought, then by buyer and note, so that months
 * are runs (pial_sold_month_end) whose notes and invoices can be counted. Groups only: numbers of
 * the pool decide, so no output may show this order.
 */
PIAL_NONNULL(1) void pial_sold_sort(struct pial_sold *sold, size_t count);

/* End of the run that begins at from: one producer, one month, bought or not. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_sold_month_end(const struct pial_sold *sold, size_t count, size_t from);

/*
 * What a fee comes to on one run of sorted goods: summed first, rounded once. A delivery note
 * counts once, on however many documents its lines are, and not for a credit; an invoice once a
 * document, and, not issued yet, one for each buyer of the month, or under `billing: per: delivery`
 * for each note. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sold_fee(const struct pial_model *model, const struct pial_fee *fee,
		   const struct pial_sold *sold, size_t count, struct pial_fee_due *due);

/*
 * Puts together what is taxed together: one seller, buyer, invoice, month, category and rate. As
 * with pial_sold_sort, no output may show the order.
 */
PIAL_NONNULL(1) void pial_sold_sort_by_tax(struct pial_sold *sold, size_t count);

/* End of the run, of lines sorted by tax, that begins at from. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_sold_tax_end(const struct pial_sold *sold, size_t count, size_t from);

/*
 * VAT of one such run = round half away (base x rate), never summed from lines (EN 16931,
 * BR-CO-17), and the rounding that a credit note has beside. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sold_tax(const struct pial_sold *sold, size_t count, struct pial_money *vat);

#endif
