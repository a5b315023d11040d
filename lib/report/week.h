/*
 * What a week, or a month, delivered: read from the book and joined.
 *
 * pial-weigh, pial-invoice and pial-report all need it; this layer is the lowest that may see both
 * the book and the deliveries.
 */
#ifndef PIAL_REPORT_WEEK_H
#define PIAL_REPORT_WEEK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/book.h"
#include "invoice/value.h"
#include "load/table.h"

/*
 * Looks whether what the book has as a week's allocation is one: exists says whether there is a
 * file. False when there is none (E-WEEK-NO-TABLE, with the advice to save one), and when its
 * rows were all fixed by hand and leave orders without an answer: that is not an allocation
 * yet.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_allocated(struct pial_book *book, struct pial_week week,
			 const struct pial_table *allocation, bool exists,
			 struct pial_diags *diags);

/*
 * Joins allocation rows with the receipts and orders of their weeks, read from the book, and adds
 * the deliveries to a table of their schema, sorted. False when anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_join(struct pial_book *book, const struct pial_table *allocation,
		    struct pial_date today, struct pial_table *deliveries,
		    struct pial_diags *diags);

/*
 * Adds the deliveries of a month: of each week that touches it, the deliveries.csv there is,
 * else its allocation joined with its receipts. A week with orders of that month and no
 * allocation is an alert (A-WEEK-NOT-DRAFTED). Days outside the month are left out. False when
 * anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_month_deliveries(struct pial_book *book, struct pial_month month,
			   struct pial_date today, struct pial_table *deliveries,
			   struct pial_diags *diags);

/*
 * What partners were paid for the goods of invoice lines: from the deliveries.csv of their
 * weeks, else the allocations. *list is owned by the caller (free). Weeks without either say
 * nothing. False when a table is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_purchases(struct pial_book *book, const struct pial_table *lines,
			 struct pial_purchase **list, size_t *count, struct pial_diags *diags);

/*
 * The weeks of dates given one by one: adds the week of a day to a sorted list without repeats.
 * *list grows as pial_grow; count and cap are its members.
 */
struct pial_weeks {
	struct pial_week *week;	/* in order, each once; owned */
	size_t count, cap;	/* how many, and room */
};

/* Adds a week that is not there yet; none is passed over. */
PIAL_NONNULL_ALL void pial_weeks_add(struct pial_weeks *weeks, struct pial_week week);

/* Gives the list back. */
PIAL_NONNULL_ALL void pial_weeks_release(struct pial_weeks *weeks);

#endif
