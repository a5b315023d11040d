/*
 * What a group that resells buys: at the price that kitchens pay, less what it keeps of it.
 *
 * The group buys of a producer just what it sold of it, so that nobody waits for goods to be
 * counted twice. A self-billed invoice (389) lists them at the kitchens' price; what the group
 * keeps of that price for its service or transport is taken off the whole document at each rate of
 * VAT (EN 16931, BG-20), and VAT is due on the rest. A lower price of each line was rejected:
 * rounded to four decimals it would not come to the sum that a statement pays. What goes to the
 * fund is a settlement between the group and its members and lowers no price, no more than an
 * advance that is paid back.
 *
 * Statements before a month is invoiced, and the invoices themselves (invoice/buy.h), both ask
 * here: what is promised and what is invoiced are the same cents.
 */
#ifndef PIAL_INVOICE_BOUGHT_H
#define PIAL_INVOICE_BOUGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "invoice/sold.h"
#include "model/model.h"

/* What is bought at one rate of VAT. */
struct pial_bought {
	struct pial_rate rate;	/* of VAT; 0 when the seller charges none */
	uint8_t category;	/* enum pial_vat_category */
	int64_t goods;		/* cents, without VAT, before what is kept */
	int64_t kept;		/* cents that the group keeps of them */
};

/* True for a line of a document that the group draws up as the buyer; self is its number. */
static inline bool pial_bought_is(uint32_t self, const struct pial_invoice_line *line)
{
	return self && line->buyer.n == self && line->seller.n != self;
}

/* True for a fee that lowers the price at which the group buys: in the price, not the fund's. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_bought_keeps(const struct pial_fee *fee);

/*
 * Orders lines by what was delivered: producer, note, product, line of the note, batch; 0 for two
 * lines that stand for the same. By numbers of the pool, which no output may show.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_bought_compare(const struct pial_invoice_line *a, const struct pial_invoice_line *b);

/*
 * Gives a line of goods the VAT of its producer's regime, at which the group buys what it sells at
 * its own. A product without a rate keeps that of the sale.
 */
PIAL_NONNULL_ALL
void pial_bought_tax(const struct pial_model *model, struct pial_invoice_line *line);

/*
 * Sums lines, taxed by pial_bought_tax, by category and rate, in that order; part has room for one
 * a line and receives *parts of them. Goods that are bought at a price of their own count for that.
 * False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_bought_sum(const struct pial_sold *sold, size_t count, struct pial_bought *part,
		     size_t *parts);

/*
 * Splits what a fee comes to over the rates in proportion to their goods (Hamilton's method), and
 * adds it to what is kept of each; share, with room for all parts, receives the split. Nothing is
 * split when there are no goods. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_bought_keep(struct pial_bought *part, size_t parts, int64_t cents, int64_t *share);

#endif
