/*
 * What the verbs of payments share: registers, payments and statements of the book.
 */
#ifndef PIAL_CMD_INVOICE_DUE_H
#define PIAL_CMD_INVOICE_DUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/cash.h"
#include "book/legal.h"
#include "book/register.h"
#include "cmd/cli.h"
#include "invoice/due.h"
#include "invoice/statement.h"

struct pial_owing {
	struct pial_cli *cli;			/* the run */
	struct pial_register reg;		/* documents issued */
	struct pial_book_legal legal;		/* rates, terms */
	struct pial_cash payments;		/* the ledger */
	const struct pial_register_entry **entry;	/* all documents, by seller; owned */
	size_t entries;				/* how many */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_owing_init(struct pial_owing *o, struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_owing_release(struct pial_owing *o);

/* Finds and loads the book, its registers, rates and payments. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_owing_load(struct pial_owing *o);

/*
 * Where a document stands on a day; none: after everything that is recorded, whatever its day.
 * False on overflow, said.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_owing_of(struct pial_owing *o, const struct pial_register_entry *entry,
		   struct pial_date day, struct pial_due *due);

/* What was paid of a producer's statement of a month. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_money pial_owing_paid(const struct pial_owing *o, struct pial_producer_id producer,
				  struct pial_month period);

/*
 * Reads the saved statements of a month, statements/MONTH.csv, into an empty table of
 * pial_schema_statement; *exists says whether there are any. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_owing_statements(struct pial_owing *o, struct pial_month period,
			   struct pial_table *table, bool *exists);

#endif
