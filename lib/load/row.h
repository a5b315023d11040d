/*
 * What the tables of fields share: the macros that write a field on one line, and pieces of row
 * checks.
 *
 * Internal to load/. ROW is the struct of the table being written, defined by the file around each
 * table, so that a column names its member only.
 */
#ifndef PIAL_LOAD_ROW_H
#define PIAL_LOAD_ROW_H

#include "base/attr.h"
#include "diag/diag.h"
#include "load/table.h"
#include "num/date.h"
#include "num/units.h"

/*
 * Name, French and English label, type (without PIAL_T_), flags, member of a column. What is more
 * than that (a choice, a reference, bounds) follows in the same braces.
 */
#define FIELD(column, french, english, kind, bits, member) \
	.name = (column), .fr = (french), .en = (english), .type = PIAL_T_##kind, \
	.flags = (bits), .offset = offsetof(ROW, member)
/* The sentences of the manual. */
#define HELP(french, english) .help_fr = (french), .help_en = (english)
/* Fields, their number and the size of a row, as a schema lists them. */
#define FIELDS(table, row) (table), PIAL_COUNT(table), sizeof(row)

/*
 * Text of an id of a row, for a message: its text in the pool of the table's model, "" when the
 * table has no model yet. Lives as long as the model.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char *pial_row_text(const struct pial_table *table, uint32_t number);

/*
 * Adds E-DATES-ORDER, at the row's cell of that column, when first is after last. Either may be
 * none, which is open: nothing is said then. Equal days are one day, and in order.
 */
PIAL_NONNULL_ALL
void pial_row_dates(const struct pial_table *table, const void *row, const char *column,
		    struct pial_date first, struct pial_date last, struct pial_diags *diags);

/*
 * Adds E-DAY-WEEK, at the row's cell of that column, when both are given and day is not a day of
 * week, from its Monday to its Sunday (ISO 8601).
 */
PIAL_NONNULL_ALL
void pial_row_day(const struct pial_table *table, const void *row, const char *column,
		  struct pial_date day, struct pial_week week, struct pial_diags *diags);

#endif
