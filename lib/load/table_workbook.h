/*
 * Tables as sheets of a workbook: .ods and .fods for people.
 *
 * The sheet is the one of pial_table_write_sheet (load/table.h): the same labels, columns, ids and
 * versions, with the same columns left out, in typed cells. What comes back from a spreadsheet
 * program is read like any table, whatever it was saved as.
 */
#ifndef PIAL_LOAD_TABLE_WORKBOOK_H
#define PIAL_LOAD_TABLE_WORKBOOK_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "io/workbook.h"
#include "load/field.h"
#include "load/table.h"

/*
 * Adds the table to a workbook as one more sheet, named after the table in the workbook's language.
 * Columns `id` and `version` are hidden; the header stays in sight and is repeated on each page, A4
 * across, one page wide. Nothing is locked.
 */
PIAL_NONNULL_ALL
void pial_table_add_sheet(struct pial_workbook *book, const struct pial_table *table,
			  const struct pial_model *model);

/*
 * Adds the value of a field as the next cell of a sheet: quantities, masses, amounts, areas, prices
 * and whole numbers as numbers with the decimals they have, rates as percentages, dates as dates
 * with the name of their day, all else as the text of a sheet in lang. Texts that begin like a
 * formula get the apostrophe of sheets (io/csv.h), since what was saved as a workbook today is
 * saved as CSV tomorrow. None makes an empty cell that expects the same kind.
 */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_value_add_cell(struct pial_wsheet *sheet, enum pial_wstyle look,
				       const struct pial_model *model,
				       const struct pial_field *field, const void *row,
				       enum pial_lang lang);

/* Adds a free text as the next cell, with the apostrophe of sheets where it needs one. */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_wcell *pial_value_add_text(struct pial_wsheet *sheet, enum pial_wstyle look,
				       const char *text, size_t len);

/*
 * Gives the columns of a sheet the width of what they hold, between that of a few digits and half a
 * page. Hidden ones stay hidden. Titles over several columns do not count.
 */
PIAL_NONNULL_ALL void pial_wsheet_fit(struct pial_wsheet *sheet);

#endif
