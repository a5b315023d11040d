/*
 * Statements: what each producer is owed for a month, line by line, adding up to the cent.
 */
#ifndef PIAL_INVOICE_STATEMENT_H
#define PIAL_INVOICE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "invoice/sold.h"
#include "model/model.h"
#include "model/statement.h"

/* A cash advance that is still to be paid back, as it stands before the month. */
struct pial_advance_open {
	struct pial_producer_id producer;	/* who had it */
	struct pial_text advance;	/* its number */
	struct pial_money balance;	/* not paid back yet */
	struct pial_rate repay;		/* of the month's sales; none: so much a month */
	struct pial_money monthly;	/* so much a month; none: by the rate */
	struct pial_month first;	/* first month that pays back */
	struct pial_kitchen_id lender;	/* who deducts it from what it is invoiced; 0: nobody */
	bool paused;			/* the month has a confirmed hazard: nothing is taken */
};

/* What a producer still owed when the month began. */
struct pial_carried {
	struct pial_producer_id producer;	/* who */
	struct pial_money amount;		/* below 0 */
};

struct pial_statement_input {
	struct pial_model *model;		/* indexed; labels are added to its pool */
	const struct pial_invoice_line *line;	/* issued or drafted, any order, any month */
	size_t lines;				/* how many */
	const struct pial_purchase *purchase;	/* what partners were paid; NULL: unknown */
	size_t purchases;			/* how many */
	struct pial_month period;		/* lines of this month invoiced are counted */
	const struct pial_advance_open *advance;	/* each producer's, in order of payback */
	size_t advances;			/* how many */
	const struct pial_carried *carried;	/* at most one a producer */
	size_t carrieds;			/* how many */
	const struct pial_statement_row *correction;	/* of settled months (correct.h) */
	size_t corrections;			/* how many */
};

struct pial_statement_result {
	struct pial_arena arena;		/* holds row */
	struct pial_statement_row *row;		/* sorted by producer, numbered from 1 */
	size_t rows;				/* how many */
};

/* Sums of one producer's rows. */
struct pial_statement_sum {
	struct pial_money sold;		/* goods less corrections, without VAT */
	struct pial_money service, transport, levy, shortfall;	/* taken: below 0 */
	struct pial_money vat;		/* on the goods, corrections included */
	struct pial_money corrected;	/* corrections of settled months, without VAT */
	struct pial_money corrected_sold;	/* of these, what is of sales */
	struct pial_money advance;	/* paid back: below 0 */
	struct pial_money carried;	/* owed from before: below 0 */
	struct pial_money net;		/* of all: to be paid, or, below 0, carried forward */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_statement_result_init(struct pial_statement_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_statement_result_release(struct pial_statement_result *result);

/*
 * Makes the statements of a month: of every producer who sold, is credited or still owes.
 *
 * Sales are the lines' own nets; a partner whose price is known is paid that price instead, and no
 * fee is taken from it (the fund bears the difference, as value sharing shows it). Fees inside the
 * price and those that producers pay are summed over the producer's month and rounded once, just as
 * value sharing does. VAT is that of the invoices made in the producer's name, by invoice and rate.
 * When the group resells, its self-billed invoices and their credit notes (lines whose buyer is
 * "self", of any month, so that what they are about is known) say what is bought, what is kept of
 * it and its VAT; sales that none of them is about are stated as they would be invoiced
 * (invoice/bought.h).
 * Under `shortfall: producers` what partners cost too much is split between the month's producers
 * in proportion to their sales (Hamilton's method). Corrections of settled months are added as they
 * are given.
 *
 * Advances are paid back last: each its rate of the sales, those of corrections included, or its
 * monthly sum, never more than its balance, never so much that less than the policy's floor is left
 * without VAT, of a kitchen's no more than the month's sales to that kitchen, and nothing when
 * paused. A statement below 0 is not paid: the caller carries it to the next month.
 *
 * False on overflow (E-AMOUNT); result is then empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_statement(const struct pial_statement_input *input,
		    struct pial_statement_result *result, struct pial_diags *diags);

/* Adds up the rows of one producer. False on overflow. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_statement_add_up(const struct pial_statement_row *row, size_t rows,
			   struct pial_statement_sum *sum);

#endif
