/*
 * Deliveries that were saved, and receipts that have changed since.
 *
 * The saved table is what people looked at and what is invoiced; a receipt that is corrected, or a
 * dispute that is settled, after it was saved is in no document until it is saved again. Nobody
 * would know, so whoever reads the saved table says so.
 */
#ifndef PIAL_CMD_CLI_CORRECTED_H
#define PIAL_CMD_CLI_CORRECTED_H

#include <stdbool.h>

#include "base/attr.h"
#include "book/book.h"
#include "load/table.h"

/*
 * Says of a week's saved deliveries what they no longer say, each in one alert with the command
 * that makes them again: lines that wait for a receipt though the policy's delay has passed on
 * today (A-DELIVERIES-STALE), and lines of which the week's receipts, joined with its allocation
 * anew, make other quantities or another status, or that stand on one side only
 * (A-DELIVERIES-CHANGED). Lines without a receipt are compared only where the saved ones had one.
 * Without a date, or a week, nothing is said. False when a table of the week is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_week_corrected(struct pial_book *book, struct pial_week week, struct pial_date today,
			 const struct pial_table *deliveries, struct pial_diags *diags);

#endif
