/*
 * Cash that is no invoice: advances, the shared fund, payments. Three ledgers, only ever added to.
 */
#ifndef PIAL_MODEL_CASH_H
#define PIAL_MODEL_CASH_H

#include <stdint.h>

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

enum pial_advance_kind {
	PIAL_ADVANCE_NONE,
	PIAL_ADVANCE_GRANTED,	/* paid out: the balance grows */
	PIAL_ADVANCE_REPAID,	/* kept on a statement, or paid back by hand */
	PIAL_ADVANCE_WAIVED,	/* given up by the lender */
};

/* ledger/advances.csv; one row an event of an advance; key advance, entry. */
struct pial_advance_entry {
	uint32_t line;			/* line in the file, from 1 */
	int32_t entry;			/* 1: granted; then each event of this advance */
	struct pial_text advance;	/* its number, "AV-2025-0001" */
	struct pial_producer_id producer;	/* who had it */
	struct pial_money amount;	/* of the event; above 0 */
	struct pial_text lender;	/* "fund", or the kitchen that paid it */
	struct pial_rate repay;		/* of each month's sales; none: the policy's */
	struct pial_money monthly;	/* so much a month instead; none: by the rate */
	struct pial_month first;	/* first month that pays back; none: at once */
	struct pial_month period;	/* whose statement kept it; none: no statement */
	struct pial_text note;		/* free */
	struct pial_text previous, hash;	/* chain of rows (io/chain.h) */
	struct pial_date date;		/* of the event */
	uint8_t kind;			/* enum pial_advance_kind */
};

enum pial_fund_kind {
	PIAL_FUND_NONE,
	PIAL_FUND_LEVY,		/* in: contributions of a month's sales */
	PIAL_FUND_SHORTFALL,	/* out, or in: what partners cost beside what kitchens paid */
	PIAL_FUND_GRANT,	/* in: a subsidy, a gift */
	PIAL_FUND_ADVANCE,	/* out: an advance granted */
	PIAL_FUND_REPAID,	/* in: an advance paid back */
	PIAL_FUND_EXPENSE,	/* out: anything else, said in the label */
};

/* ledger/fund.csv; key date, kind, period, party, label. */
struct pial_fund_entry {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_month period;	/* month that it belongs to; none: the day's */
	struct pial_text party;		/* who paid or was paid; 0: nobody in particular */
	struct pial_text label;		/* what for */
	struct pial_money amount;	/* in above 0, out below */
	struct pial_text previous, hash;	/* chain of rows */
	struct pial_date date;		/* of the movement */
	uint8_t kind;			/* enum pial_fund_kind */
};

enum pial_payment_kind {
	PIAL_PAYMENT_NONE,
	PIAL_PAYMENT_RECEIVED,	/* of an invoice, from the buyer */
	PIAL_PAYMENT_STATEMENT,	/* of a statement, to the producer */
	PIAL_PAYMENT_REFUND,	/* of a credit note, to the buyer */
};

/* ledger/payments.csv; key date, kind, party, seller, invoice, period, reference. */
struct pial_payment {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text party;		/* who paid, or was paid: a kitchen, a producer */
	struct pial_text seller;	/* of the invoice; 0: a statement */
	struct pial_text invoice;	/* number; 0: a statement */
	struct pial_month period;	/* of a statement; none: an invoice */
	struct pial_text reference;	/* of the bank: tells two payments of a day apart */
	struct pial_money amount;	/* above 0 */
	struct pial_text previous, hash;	/* chain of rows */
	struct pial_date date;		/* of the payment */
	uint8_t kind;			/* enum pial_payment_kind */
};

#endif
