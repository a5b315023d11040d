/*
 * What the files of bill share: an invoice being made. Internal to invoice/.
 *
 * bill.c sorts the lines and cuts them into invoices; each of the others fills one side of an
 * invoice whose lines are there: who (bill_party.c), how much (bill_sum.c), what the law wants said
 * (bill_legal.c). What is filled lives in the result's arena. Each says everything that it finds
 * wrong before it answers false, so that a person mends a book once and not ten times.
 */
#ifndef PIAL_INVOICE_BILL_PRIV_H
#define PIAL_INVOICE_BILL_PRIV_H

#include "invoice/bill.h"

struct pial_biller {
	const struct pial_bill_input *input;	/* what is billed */
	struct pial_arena *arena;		/* the result's */
	struct pial_diags *diags;		/* what is said */
	uint32_t self;				/* number of "self" in the pool */
	int64_t *taken;				/* of each of prepaid, so far, in cents; owned */
};

/* True for a prepayment invoice of what was paid already, which its line says. */
static inline bool pial_billing_is_paid(const struct pial_invoice *invoice)
{
	return invoice->line[0].kind == PIAL_LINE_PREPAYMENT;
}

/* The text of a number of the pool. */
static inline const char *pial_billing_text(const struct pial_biller *b, uint32_t n)
{
	return pial_model_text(b->input->model, n);
}

/* Where a line stands in its file. */
static inline struct pial_pos pial_billing_pos(const struct pial_biller *b,
					       const struct pial_invoice_line *line)
{
	return (struct pial_pos){ b->input->file, line->line, 0, PIAL_COLUMN_LETTER };
}

/*
 * Fills seller, buyer, place of delivery and profile; the lines are there. False, said, when
 * something that an invoice needs is not in parties.yaml.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_billing_parties(struct pial_biller *b, struct pial_invoice *invoice);

/* Fills taxes and totals from the lines. False, said, when they may not stand on one invoice. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_billing_sums(struct pial_biller *b, struct pial_invoice *invoice);

/*
 * Takes of a credit note at each rate the VAT that leaves the rest of its invoice right, a cent at
 * most from base x rate; the taxes are there. Nothing when what it corrects is not given. False,
 * not said, on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_billing_credit_taxes(struct pial_biller *b, struct pial_invoice *invoice);

/*
 * False, said, when a credit note takes more of a rate than is left of its invoice (E-BILL-CREDIT).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_billing_credit_fits(struct pial_biller *b, const struct pial_invoice *invoice);

/*
 * Fills reasons of exemption, notes, due date; parties and taxes are there. False, said, when a
 * rate is not lawful that day or a mandate is missing.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_billing_legal(struct pial_biller *b, struct pial_invoice *invoice);

/* The class of a buyer: as its party says, else by its kind of kitchen. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_buyer_class pial_billing_class(const struct pial_biller *b,
					 const struct pial_invoice *invoice);

#endif
