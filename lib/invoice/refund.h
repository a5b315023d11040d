/*
 * What opens the right to the flat-rate refund of farmers: payments for goods that a group which
 * charges VAT buys of producers who do not.
 *
 * A farmer under the flat-rate scheme has the VAT on its own purchases back as a part of what such
 * buyers pay it, from the State, on a yearly claim (CGI, art. 298 quater; form 3520): the buyer
 * pays nothing of it. But it owes two papers: a purchase note at each payment, with the date, the
 * nature and the value of the purchase (CGI, annex II, art. 265), each instalment having its own
 * (BOFiP, BOI-TVA-SECT-80-60-30), and at the beginning of a year an attestation of all payments of
 * the year before, by rate (art. 266, I). The base is what is had net of commissions
 * (BOI-TVA-SECT-80-60-10-20): what the group keeps as its service is no part of it, what goes to
 * the fund or pays back an advance is, being paid in another way.
 */
#ifndef PIAL_INVOICE_REFUND_H
#define PIAL_INVOICE_REFUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/cash.h"
#include "model/legal.h"
#include "model/model.h"
#include "model/statement.h"

/* What a payment pays of one kind of goods; key producer, date, period, reference, label. */
struct pial_refund_row {
	uint32_t line;			/* unused */
	struct pial_producer_id producer;	/* who is paid */
	struct pial_date date;		/* of the payment */
	struct pial_month period;	/* of the statement that it pays */
	struct pial_text reference;	/* the bank's; 0: none */
	struct pial_text label;		/* nature of the goods, as printed */
	struct pial_money value;	/* part of their value, without VAT, net of commissions */
	struct pial_rate rate;		/* of the refund; none: the law knows none that day */
};

struct pial_refund_input {
	const struct pial_model *model;			/* indexed */
	const struct pial_legal *legal;			/* rates of the refund */
	const struct pial_statement_row *row;	/* saved statements, by month, then producer */
	size_t rows;					/* how many */
	const struct pial_payment *payment;		/* ledger/payments.csv */
	size_t payments;				/* how many */
	struct pial_date first, last;			/* days of payment that count */
};

/* Payments at one rate, added up. */
struct pial_refund_sum {
	struct pial_rate rate;		/* of the refund */
	struct pial_money value;	/* its base */
	struct pial_money refund;	/* round half away (base x rate), once */
};

/*
 * Makes the rows of all payments of the days to flat-rate farmers, sorted by producer, day, month,
 * reference and goods; *row lives in the arena. An instalment pays each kind of goods in the
 * proportion of what is paid so far of the statement, so that instalments add up to the whole. A
 * statement of which nothing is left to pay, all of it set against what was owed, is paid on the
 * last day of its month. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_refund(const struct pial_refund_input *input, struct pial_arena *arena,
		 struct pial_refund_row **row, size_t *rows);

/*
 * Adds rows up by rate, in order of rate; sum has room for all rows and receives *sums of them.
 * False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_refund_add_up(const struct pial_refund_row *row, size_t rows,
			struct pial_refund_sum *sum, size_t *sums);

#endif
