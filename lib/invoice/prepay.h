/*
 * What a kitchen pays ahead: an invoice when it is paid, a deduction when goods are invoiced.
 *
 * An advance of the shared fund is a loan, and its repayment a settlement that no invoice shows.
 * One of a kitchen is another thing: the buyer pays on account of goods that it has contracted for.
 * Public kitchens may not lend; what they may do is pay ahead on a contract, and take it back by
 * deduction from what they owe (code de la commande publique, L. 2191-2, R. 2191-11). VAT is due on
 * what is received on account of goods since 2023, and an invoice is due for it (CGI, art. 269,
 * 2-a and 289, I-1-c; BOFiP of 21 December 2022). So it is invoiced by a prepayment invoice (386),
 * paid already (frame B2), and deducted, VAT included, from invoices that say so (frame B4, BT-113,
 * BG-3). Taking it for a loan was rejected: nothing but BT-113 lowers what an invoice asks for, and
 * BT-113 is what was paid on account of it.
 *
 * Statements keep the producer's part as they do for the fund; what they have kept, and no invoice
 * has deducted, is deducted from the next ones, so that the kitchen gets back what the producer
 * gave back, and the group holds it in between.
 *
 * What no invoice will deduct is given back: VAT was invoiced on it, so by a credit note of the
 * prepayment invoice, which is then paid as any other.
 */
#ifndef PIAL_INVOICE_PREPAY_H
#define PIAL_INVOICE_PREPAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "invoice/bill.h"
#include "invoice/left.h"
#include "model/cash.h"
#include "model/model.h"

struct pial_prepay_input {
	const struct pial_model *model;			/* indexed */
	struct pial_text self;				/* id of the group in the pool */
	const struct pial_register_entry *const *document;	/* all, by seller, as issued */
	size_t documents;				/* how many */
	const struct pial_advance_entry *advance;	/* the ledger, sorted by key */
	size_t advances;				/* how many */
};

/* What a kitchen paid ahead to one seller, the group when it resells. */
struct pial_prepaid {
	struct pial_text seller, buyer;	/* who */
	struct pial_money kept;		/* by producers' statements, so far */
	struct pial_money deducted;	/* from invoices, so far */
	struct pial_money credited;	/* by credit notes of prepayment invoices: paid back */
};

/*
 * Kitchens that paid ahead, and where they stand; *list lives in the arena, in the order of the
 * ledger. None in mode direct, where producers invoice. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_prepaid_list(const struct pial_prepay_input *input, struct pial_arena *arena,
		       struct pial_prepaid **list, size_t *count);

/*
 * What new invoices are to deduct: what was kept and not deducted yet, by the prepayment invoices
 * that it was paid on, the oldest first; nothing without one, and nothing that a credit note gives
 * back. *list lives in the arena. False on
 * overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_prepaid_deduct(const struct pial_prepay_input *input, struct pial_arena *arena,
			 struct pial_bill_prepaid **list, size_t *count);

/*
 * What no invoice has deducted of the prepayment invoices of a seller and buyer, their credit notes
 * taken off: the most that one may still be credited. 0 to their sum. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_prepaid_free(const struct pial_prepay_input *input, struct pial_text seller,
		       struct pial_text buyer, struct pial_money *cents);

/* Rate of VAT of what a seller is paid ahead: the lowest of food it sells; 0 without VAT. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_rate pial_prepaid_rate(const struct pial_model *model, struct pial_text seller);

/*
 * The amount without VAT of which amount is the total: amount = net + round half away (net x rate).
 * False when no amount to the cent gives it; *net is then that of the nearest total below.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_prepaid_net(struct pial_money amount, struct pial_rate rate, struct pial_money *net);

/*
 * The line, of kind prepayment, that invoices an advance of a kitchen; label is its text. It has no
 * producer and no product, so that it counts for nothing that was sold. False
 * when its amount is no total with VAT.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_prepaid_line(const struct pial_prepay_input *input,
		       const struct pial_advance_entry *advance, struct pial_text label,
		       struct pial_invoice_line *line);

/* Who invoices what an advance pays ahead: its producer, or the group when it resells. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_text pial_prepaid_seller(const struct pial_prepay_input *input,
				     const struct pial_advance_entry *advance);

/* True for a row of the ledger that grants what must have a prepayment invoice. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_prepaid_is_due(const struct pial_model *model, const struct pial_advance_entry *advance);

#endif
