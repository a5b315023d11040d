/*
 * What a week, or a month, delivered: read from the book and joined.
 *
 * The book reads tables and knows nothing of deliveries, deliveries are joined by functions that
 * know nothing of the book; pial-weigh, pial-invoice and pial-report need both, and this is where
 * the two meet. Every rule on what counts as a week's deliveries is here, once.
 */
#ifndef PIAL_CMD_CLI_DELIVERIES_H
#define PIAL_CMD_CLI_DELIVERIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/book.h"
#include "cmd/cli.h"
#include "invoice/value.h"
#include "load/table.h"

/* What the book has of a week's allocation. */
enum pial_allocated {
	PIAL_ALLOCATED_NOT,	/* no file */
	PIAL_ALLOCATED_PINS,	/* rows fixed by hand, before anything was computed */
	PIAL_ALLOCATED_WHOLE,	/* an allocation */
};

/*
 * Looks whether a week's allocation.csv is an allocation; exists says whether there is a file.
 * Rows fixed by hand before anything was computed are a file of the same name and shape. It is
 * told from an allocation by this: all its rows are pinned, and some order above 0 has no row,
 * neither served nor missing, where the engine always leaves one. So a computed week whose every
 * row was pinned afterwards still is one. False when the orders are refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_allocated(struct pial_book *book, struct pial_week week,
			 const struct pial_table *allocation, bool exists,
			 enum pial_allocated *state, struct pial_diags *diags);

/*
 * True when the state is a whole allocation. Else says what is wrong (E-WEEK-NO-TABLE,
 * E-WEEK-PINS) and which command to run.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_allocated(struct pial_cli *cli, struct pial_week week, enum pial_allocated state);

/*
 * Reads the allocation a verb works on, as pial_cli_moving; a week of the book must hold a whole
 * one. False when refused, said already; *code then is the exit code.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_allocation(struct pial_cli *cli, struct pial_table *allocation,
			 struct pial_week *week, enum pial_exit *code);

/*
 * Joins allocation rows with the receipts and orders of their weeks, read from the book, and adds
 * the deliveries to a table of their schema, sorted. The table has no file: the rows stand nowhere
 * yet. False when anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_join(struct pial_book *book, const struct pial_table *allocation,
		    struct pial_date today, struct pial_table *deliveries,
		    struct pial_diags *diags);

/*
 * The deliveries of a week: the saved deliveries.csv, which is what people looked at; else the
 * allocation joined with the receipts. What the saved ones no longer say on today is said
 * (pial_week_corrected); without a date nothing is.
 * Without a whole allocation *state says so and the table stays empty: it is for the caller to
 * know whether that is a fault (a week that was named) or news (a week of a month). The table
 * must be empty. False when anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_deliveries(struct pial_book *book, struct pial_week week, struct pial_date today,
			  struct pial_table *deliveries, enum pial_allocated *state,
			  struct pial_diags *diags);

/*
 * Adds the deliveries of a month: pial_week_deliveries of each week that touches it, days outside
 * the month left out. A week without any that has orders of that month is an alert
 * (A-WEEK-NOT-DRAFTED). The rows come from several files, so they have no lines. False when
 * anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_month_deliveries(struct pial_book *book, struct pial_month month,
			   struct pial_date today, struct pial_table *deliveries,
			   struct pial_diags *diags);

/* The same for the days from first to last, of any number of months. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_days_deliveries(struct pial_book *book, struct pial_date first, struct pial_date last,
			  struct pial_date today, struct pial_table *deliveries,
			  struct pial_diags *diags);

/*
 * The same for all days from `from` (none: the first week there is) up to the end of a month:
 * what a run that invoices must look at, since a line may have waited for months. Only weeks of
 * the month itself are missed.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_until_deliveries(struct pial_book *book, struct pial_date from,
			   struct pial_month month, struct pial_date today,
			   struct pial_table *deliveries, struct pial_diags *diags);

/*
 * What partners were paid for the goods of invoice lines: from the deliveries.csv of their
 * weeks, else the allocations. *list is owned by the caller (free). Weeks without either say
 * nothing. False when a table is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_purchases(struct pial_book *book, const struct pial_table *lines,
			 struct pial_purchase **list, size_t *count, struct pial_diags *diags);

#endif
