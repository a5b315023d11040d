/*
 * What the group is to be invoiced by its producers when it resells: lines of self-billed invoices.
 *
 * The group buys what it sells, by month: the goods on its own invoices of a month, live ones, that
 * no live self-billed invoice is about yet. It draws these invoices up itself, in the producer's
 * name and series, only under a mandate given before (CGI, art. 289, I-2): before the sale was
 * invoiced, so that a producer who invoiced a month itself is not invoiced again when it signs
 * later. Who has given none invoices the group, and is told how much.
 */
#ifndef PIAL_INVOICE_BUY_H
#define PIAL_INVOICE_BUY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "invoice/left.h"
#include "invoice/sold.h"
#include "model/model.h"
#include "model/statement.h"

struct pial_buy_input {
	struct pial_model *model;		/* indexed */
	const struct pial_left *left;		/* what was invoiced (invoice/left.h) */
	size_t lefts;				/* how many */
	const struct pial_invoice_line *line;	/* being issued now, of any seller */
	size_t lines;				/* how many */
	const struct pial_purchase *purchase;	/* what partners are paid; NULL: unknown */
	size_t purchases;			/* how many */
	struct pial_month period;		/* the month of the invoices; to compare, or none */
	struct pial_date date;			/* of the invoices, and of the lines issued now */
	struct pial_text seller;		/* this producer's only; 0: everybody's */
	const struct pial_statement_row *stated;	/* of saved statements; NULL: none */
	size_t stateds;				/* how many */
};

struct pial_buy_result {
	struct pial_arena arena;		/* holds line */
	struct pial_invoice_line *line;		/* to be billed, goods and allowances */
	size_t lines;				/* how many */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_buy_result_init(struct pial_buy_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_buy_result_release(struct pial_buy_result *result);

/*
 * Makes the lines of a month's self-billed invoices: goods at the price of the sale (a partner's at
 * its own), with the VAT of the producer's regime, then what the group keeps of them, by fee and
 * rate (invoice/bought.h).
 *
 * Said: a producer without a mandate, with what it is to invoice (N-BUY-MANDATE); sales that saved
 * statements settled without such an invoice, which are left so (A-BUY-SETTLED); a producer
 * of whose goods more would be kept, at some rate of VAT, than they come to, which are left to its
 * statement (A-BUY-KEPT); what was bought and is no longer sold so, with the command that corrects
 * it (pial_buy_compare). False on overflow (E-AMOUNT).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_buy(const struct pial_buy_input *input, struct pial_buy_result *result,
	      struct pial_diags *diags);

/*
 * Says what was bought and is no longer sold so (A-BUY-CHANGED, A-BUY-GONE): of the live lines of
 * self-billed invoices of the period (none: of all) and seller, those whose sale was credited
 * since, in whole or in part.
 */
PIAL_NONNULL_ALL
void pial_buy_compare(const struct pial_buy_input *input, struct pial_diags *diags);

#endif
