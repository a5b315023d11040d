/*
 * A producer's statement: what a month's sales come to, and why.
 */
#ifndef PIAL_MODEL_STATEMENT_H
#define PIAL_MODEL_STATEMENT_H

#include <stdint.h>

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

enum pial_statement_kind {	/* in the order of a statement */
	PIAL_STATEMENT_NONE,
	PIAL_STATEMENT_CARRIED,		/* owed from the month before: below 0 */
	PIAL_STATEMENT_SALE,		/* goods, without VAT */
	PIAL_STATEMENT_CORRECTION,	/* goods credited; or what a settled month lacked */
	PIAL_STATEMENT_SERVICE,		/* intermediation: below 0 */
	PIAL_STATEMENT_TRANSPORT,	/* transport: below 0 */
	PIAL_STATEMENT_LEVY,		/* to the shared fund: below 0 */
	PIAL_STATEMENT_SHORTFALL,	/* part of what partners cost too much: below 0 */
	PIAL_STATEMENT_VAT,		/* on the sales, of a seller who charges it */
	PIAL_STATEMENT_ADVANCE,		/* cash advance paid back: below 0 */
};

/* A row of a statement; key producer, period, number. Amounts add up to what is paid. */
struct pial_statement_row {
	uint32_t line;			/* line in the file, from 1 */
	int32_t number;			/* place on the statement, from 1 (column `line`) */
	struct pial_producer_id producer;	/* whose */
	struct pial_month period;	/* which month's */
	struct pial_text label;		/* as printed: the product, the fee */
	struct pial_text buyer;		/* who bought, or was invoiced; 0: not one buyer's */
	struct pial_text note;		/* delivery note; 0: not one delivery's */
	struct pial_text invoice;	/* number, when issued; of an advance, the advance */
	struct pial_qty quantity;	/* sold, or credited, in unit; none: no goods */
	struct pial_price price;	/* without VAT, per unit; none: no goods */
	struct pial_rate rate;		/* of a fee, a VAT or a repayment; none: not by a rate */
	struct pial_money amount;	/* added to what is paid; signed */
	struct pial_date day;		/* of delivery; none: the month's */
	uint8_t unit;			/* enum pial_unit of the price */
	struct pial_month corrects;	/* settled month that a correction is of; none: this one */
	uint8_t kind;			/* enum pial_statement_kind */
	uint8_t part;			/* the same: what such a correction is of; NONE otherwise */
};

/* What a row's amount is of: its kind, or of a correction what it corrects; credits are sales. */
static inline enum pial_statement_kind pial_statement_part(const struct pial_statement_row *row)
{
	if (row->kind != PIAL_STATEMENT_CORRECTION)
		return (enum pial_statement_kind)row->kind;
	return row->part == PIAL_STATEMENT_NONE ? PIAL_STATEMENT_SALE :
						  (enum pial_statement_kind)row->part;
}

#endif
