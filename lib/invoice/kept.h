/*
 * What the group keeps of producers' sales for its service, as documents: which there must be.
 *
 * Under a mandate the group takes fees off what producers are paid: a service of its own, with a
 * VAT of its own, which is invoiced like any other (facts of law: a transparent agent's commission
 * is a supply to who gave the mandate). The statement is what decides: it is settled once and never
 * changed, so the documents are worked out from saved statements and nothing else, and are the
 * same whenever that is done:
 *
 * - for each settled month and producer an invoice (380) of what its statement keeps;
 * - of what a later statement keeps more for that month, as a correction, an invoice for that
 *   month; of what it gives back, a credit note (381) of the last invoice for that month that has
 *   it, and of others before as far as it has not.
 *
 * The fund's levy, shares of a shortfall and paybacks of advances are settlements, no supply: they
 * are on no document. What a statement keeps is VAT included, for it is all that is had for the
 * service.
 *
 * A net whose VAT adds up to that amount does not always exist: of 0.03 € at 20 % none does. So the
 * net at each rate is the amount without its VAT, rounded once and shared between the lines; VAT is
 * that of the net, as on every invoice (EN 16931, BR-CO-17), and the cent that is missing or too
 * much at a rate is the document's rounding (BT-114): what is to be paid (BT-115, BR-CO-16) is what
 * the statement takes, to the cent. A credit note leaves of a line's net what is in proportion to
 * the amount that stays, so that nothing is left of a line given back in full. Rejected: a VAT that
 * is a cent beside its base x rate, which official rules tolerate and no accountant's program does;
 * to round what statements keep to amounts that have a net, which would make the fee of each
 * producer another rate than the one agreed.
 */
#ifndef PIAL_INVOICE_KEPT_H
#define PIAL_INVOICE_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "invoice/left.h"
#include "io/digest.h"
#include "model/model.h"
#include "model/statement.h"

struct pial_kept_input {
	const struct pial_model *model;		/* indexed */
	/* Saved statements, and one to be saved: each month a run, in order of months. */
	const struct pial_statement_row *row;
	size_t rows;				/* how many */
	/* The registers' documents; without lines, what is issued is known and not its nets. */
	const struct pial_issued *document;
	size_t documents;			/* how many */
};

/* A line: what a statement keeps, or gives back, of one fee. */
struct pial_kept_line {
	const struct pial_statement_row *row;	/* of the statement that settles it */
	const struct pial_fee *fee;	/* of pial.yaml; NULL: it has it no longer */
	bool certain;			/* no other fee of pial.yaml answers to the row as well */
	int64_t amount;			/* VAT included, cents; above 0 on credit notes too */
	int64_t net;			/* without, cents */
	int64_t amount_left, net_left;	/* of an invoice, what no credit note takes back */
	struct pial_rate rate;		/* of VAT; 0 unless S */
	uint8_t category;		/* enum pial_vat_category */
	size_t of;			/* of a credit note: line of the invoice, from 0 */
	struct pial_text label;		/* as issued; 0: not issued */
};

/* A document that there must be. */
struct pial_kept_document {
	struct pial_producer_id producer;	/* whose statement: the buyer */
	struct pial_month settled;	/* month of the statement that settles it */
	struct pial_month period;	/* month whose service it is */
	const struct pial_kept_document *corrects;	/* of a credit note; NULL: an invoice */
	struct pial_kept_line *line;	/* in the order of the statement */
	size_t lines;			/* how many */
	struct pial_money amount;	/* sum of the lines: what is to be paid */
	const struct pial_issued *issued;	/* in the registers; NULL: not issued */
	char key[PIAL_DIGEST_TEXT];	/* of the register: what it is about, whatever it says */
};

/* What a statement gives back that no invoice has: the month was settled without. */
struct pial_kept_lack {
	struct pial_producer_id producer;	/* whose statement */
	struct pial_month settled, period;	/* of the statement, of the service */
	int64_t amount;				/* VAT included, cents */
};

struct pial_kept {
	struct pial_arena arena;		/* holds everything below */
	struct pial_kept_document **document;	/* by statement, producer, month, kind */
	size_t documents;			/* how many */
	struct pial_kept_lack *lack;		/* in the same order */
	size_t lacks;				/* how many */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_kept_init(struct pial_kept *kept);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_kept_release(struct pial_kept *kept);

/* True for a row of a statement that is the group's service: kept, or given back. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_kept_is(const struct pial_statement_row *row);

/* True for a document of a register that invoices it: the group's own, to a producer. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_kept_is_document(const struct pial_model *model,
			   const struct pial_register_entry *entry);

/*
 * An amount without the VAT of a rate that is inside it = round half away (cents / (1 + rate)).
 * False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_kept_net(int64_t cents, struct pial_rate rate, int64_t *net);

/*
 * The fee that a row of a statement takes, or NULL when the policy has it no longer. A fee that
 * changes has the same name before and after: the one of the row's rate, then the one in force in
 * its month; of several the first. *certain says that there is one only.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_fee *pial_kept_fee(const struct pial_policy *policy,
				     const struct pial_statement_row *row, bool *certain);

/*
 * Works out the documents of all statements, under a mandate; in other modes there are none: a
 * group that resells keeps its service by paying less for what it buys, which its self-billed
 * invoices say, and one that only lists issues nothing. What is in the registers is taken as it was
 * issued; of what is not, VAT is that of the group's regime and the fee's rate today
 * (pial_vat_of_fee). False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_kept_make(const struct pial_kept_input *input, struct pial_kept *kept);

/*
 * True when a document that is not issued can be: its fees are known, a group that charges VAT has
 * a rate of each (E-KEPT-FEE, E-KEPT-RATE), and what it corrects is issued (E-KEPT-PRECEDING).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_kept_ready(const struct pial_model *model, const struct pial_kept_document *document,
		     struct pial_diags *diags);

/*
 * Fills invoice lines, one for each of the document, to be billed (invoice/bill.h); labels are the
 * caller's, but for a credit note's, which are those of its invoice.
 */
PIAL_NONNULL_ALL
void pial_kept_lines(struct pial_model *model, const struct pial_kept_document *document,
		     struct pial_invoice_line *line);

#endif
