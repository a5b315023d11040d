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

/* Name, French and English label, type, flags, member of a column. */
#define FIELD(column, french, english, kind, bits, member) \
	.name = (column), .fr = (french), .en = (english), .type = PIAL_T_##kind, \
	.flags = (bits), .offset = offsetof(ROW, member)
/* The sentences of the manual. */
#define HELP(french, english) .help_fr = (french), .help_en = (english)
/* Fields, their number and the size of a row, as a schema lists them. */
#define FIELDS(table, row) (table), PIAL_COUNT(table), sizeof(row)

/* Text of an id of a row, for a message. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char *pial_row_text(const struct pial_table *table, uint32_t number);

/* E-DATES-ORDER at column when first is after last; either may be none. */
PIAL_NONNULL_ALL
void pial_row_dates(const struct pial_table *table, const void *row, const char *column,
		    struct pial_date first, struct pial_date last, struct pial_diags *diags);

/* E-DAY-WEEK at column when day is given and not a day of week. */
PIAL_NONNULL_ALL
void pial_row_day(const struct pial_table *table, const void *row, const char *column,
		  struct pial_date day, struct pial_week week, struct pial_diags *diags);

#endif
