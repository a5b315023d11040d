/*
 * From lines to invoices: whole documents, without a number, nothing written.
 *
 * Pure: the same lines, date and data give the same invoices, whatever the order of the rows. The
 * register numbers them (pial_bill_number) inside the commit that issues them; the documents are
 * then rendered from what is here and nothing is added up a second time.
 */
#ifndef PIAL_INVOICE_BILL_H
#define PIAL_INVOICE_BILL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/invoice.h"
#include "model/legal.h"
#include "model/model.h"

/* What a buyer paid a seller ahead, to be deducted from its invoices, the first ones first. */
struct pial_bill_prepaid {
	struct pial_text seller, buyer;		/* who */
	const struct pial_invoice_ref *ref;	/* prepayment invoices, and what is left of each */
	size_t refs;				/* how many */
};

struct pial_bill_input {
	struct pial_model *model;		/* indexed; texts are added to its pool */
	const struct pial_legal *legal;		/* mentions, rates and terms */
	const struct pial_invoice_line *line;	/* of a draft (or of a credit), any order */
	size_t lines;				/* how many */
	const char *file;			/* name for positions; NULL: nowhere */
	struct pial_date date;			/* of issue */
	/*
	 * Month of every invoice: lines delivered before it, stragglers, are on the same invoice.
	 * None: each line's own.
	 */
	struct pial_month period;
	/* Enum pial_invoice_kind of all; NONE: self-billed when the buyer is self, else plain. */
	uint8_t kind;
	/*
	 * A credit note: what it corrects (required then). An invoice: the prepayments that it
	 * deducts, which must then be of one seller and buyer.
	 */
	const struct pial_invoice_ref *preceding;
	size_t precedings;			/* how many */
	const struct pial_bill_prepaid *prepaid;	/* one a seller and buyer; NULL: none */
	size_t prepaids;			/* how many */
	/*
	 * Of a credit note: the lines of the invoice it corrects, and of the credit notes there
	 * are already (kind credit, which count negatively): they say what is left, and which VAT.
	 * NULL: what is left is not checked, and VAT is base x rate.
	 */
	const struct pial_invoice_line *original;
	size_t originals;			/* how many */
	/*
	 * A document that a statement settles (invoice/service.h): its month in words, and what it
	 * comes to there, VAT included. NULL: it is paid.
	 */
	const char *set_off;
	struct pial_money settled;		/* of set_off */
};

struct pial_bill_result {
	struct pial_arena arena;		/* holds everything below */
	struct pial_invoice *invoice;	/* of a call by seller, buyer, month, engagement, note */
	size_t invoices;		/* how many */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_bill_result_init(struct pial_bill_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_bill_result_release(struct pial_bill_result *result);

/*
 * Makes the invoices of some lines.
 *
 * One for each seller, buyer, month and engagement number (a public portal takes one engagement an
 * invoice, BT-13), and each delivery note under `billing: per: delivery`; what is outside VAT, such
 * as a kitchen's fee for the fund, apart from what is not (BR-O-11 to 14). Lines are in order of
 * day, note and product, services last, numbered from 1. VAT is round half away (sum of nets x
 * rate) for each category and rate, never summed from lines (EN 16931, BR-CO-17; CIBS L. 131-2);
 * that of a credit note may differ by a cent, so that an invoice credited in full has none left.
 * Mentions, late interest and terms are those of the date of issue (model/legal.h). The due date is
 * the contract's days after the date, else the buyer's, else those of its class of buyer; between
 * businesses, who buy perishable food, they run from the end of the ten days of the first delivery
 * (code de commerce, L. 441-11 II 1°), beyond which the group agrees on nothing with its producers.
 * EXTENDED-CTC-FR when the buyer has a service code.
 *
 * A line of kind PREPAYMENT is a document of its own (386), paid on its day already: frame B2, the
 * whole of it paid before, due that day (BR-FR-CO-09). Of an invoice, what its buyer paid ahead is
 * deducted up to its total: frame 4, the prepayment invoices named (BG-3), their sum in BT-113.
 *
 * Lines of kind ALLOWANCE are no lines of their document: they follow them, and are taken off its
 * net at their rate of VAT (BG-20). What the group buys is invoiced by the month whatever
 * `billing: per` says, since what it keeps of the price is counted over one.
 *
 * What a statement settles is paid by set-off, at its date: its period is the whole month, its
 * terms say which statement (BT-20), and what is to be paid is what that statement takes, the total
 * being rounded to it (BT-114).
 *
 * Refused, each naming the line or party, the term and the rule: a party without legal name,
 * SIRET or address (E-BILL-PARTY, E-BILL-ADDRESS); a seller who charges VAT without a number, or
 * whose regime is unknown (E-BILL-REGIME); mode mandate and no mandate signed by that day
 * (E-BILL-MANDATE); no engagement number where the buyer requires one (E-BILL-ENGAGEMENT), no
 * service code where it requires one, or one that no address can hold (E-BILL-SERVICE); a
 * delivery after the date (E-BILL-DAY); a net that is not quantity x price, or below 0
 * (E-BILL-NET, E-BILL-SIGN), allowances above the lines at a rate (E-BILL-ALLOWANCE); a rate that
 * the law does not know that day (E-BILL-VAT-RATE); several reasons not to charge VAT
 * (E-BILL-MIXED); a credit note that takes more than is left, or names no invoice (E-BILL-CREDIT,
 * E-BILL-PRECEDING); prepayments above the total (E-BILL-PREPAID).
 *
 * The invoices are added after those that the result has already. False when refused; the result
 * is then empty. No lines make no invoices.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_bill(const struct pial_bill_input *input, struct pial_bill_result *result,
	       struct pial_diags *diags);

/*
 * Gives an invoice its number, and its lines number and date. number is copied into the arena of
 * the result, and into the model's pool. The number must be one that pial_invoice_number_ok takes.
 */
PIAL_NONNULL_ALL
void pial_bill_number(struct pial_model *model, struct pial_bill_result *result,
		      struct pial_invoice *invoice, const char *number);

#endif
