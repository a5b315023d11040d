/*
 * The view of what is due: invoices, credit notes and statements that are not settled.
 */
#ifndef PIAL_REPORT_DUE_VIEW_H
#define PIAL_REPORT_DUE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "invoice/due.h"
#include "invoice/prepay.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* What would settle a row: a payment (enum pial_payment_kind), or a deduction. */
#define PIAL_DUE_ADVANCE (PIAL_PAYMENT_REFUND + 1)

/* One document that is not settled. */
struct pial_due_view {
	uint32_t line;			/* unused */
	struct pial_text seller;	/* of an invoice; 0: a statement */
	struct pial_text invoice;	/* its number; 0: a statement */
	struct pial_text party;		/* who owes, or of a statement or credit note is owed */
	struct pial_month period;	/* month invoiced or stated */
	struct pial_date date, due;	/* of issue, of payment; none for a statement */
	int32_t late;			/* days after the due date; INT32_MIN: not late */
	struct pial_money amount, credited, paid;	/* of the document, so far */
	struct pial_money left;		/* still to be paid */
	struct pial_rate rate;		/* of late interest, a year; none */
	struct pial_money interest, recovery;	/* none: not late */
	uint8_t kind;			/* enum pial_payment_kind, or PIAL_DUE_ADVANCE */
};

/*
 * Columns: kind party seller invoice period date due late amount credited paid left rate interest
 * recovery.
 */
extern const struct pial_schema pial_schema_view_due;

/* Adds a document of the register that is not settled; nothing when nothing is left. */
PIAL_NONNULL_ALL
void pial_due_view_add(struct pial_table *out, const struct pial_register_entry *entry,
		       const struct pial_due *due);

/*
 * Adds what a kitchen paid ahead and statements have kept of it since, less what invoices have
 * deducted; nothing when nothing is left.
 */
PIAL_NONNULL_ALL
void pial_due_view_prepaid(struct pial_table *out, const struct pial_prepaid *prepaid);

/* Adds a saved statement, net of what was paid; nothing when nothing is left, or it is below 0. */
PIAL_NONNULL_ALL
void pial_due_view_statement(struct pial_table *out, struct pial_producer_id producer,
			     struct pial_month period, struct pial_money net,
			     struct pial_money paid);

/* What the page of it needs. */
struct pial_due_paper {
	const struct pial_model *model;	/* who is who */
	const struct pial_table *table;	/* of pial_schema_view_due, sorted */
	struct pial_date day;		/* as things stand on it */
};

/*
 * Adds the page: sums at the top, then what each kitchen owes, document by document, and what
 * producers are owed. data is a struct pial_due_paper. (due_paper.c)
 */
PIAL_NONNULL_ALL void pial_due_view_write(struct pial_paper *paper, const void *data);

#endif
