/*
 * Pieces of row checks that several tables share.
 */
#include "load/row.h"

#include "base/banned.h"

const char *pial_row_text(const struct pial_table *table, uint32_t n)
{
	return table->model ? pial_model_text(table->model, n) : "";
}

void pial_row_dates(const struct pial_table *table, const void *row, const char *column,
		    struct pial_date first, struct pial_date last, struct pial_diags *diags)
{
	struct pial_pos pos;

	if (pial_date_is_none(first) || pial_date_is_none(last) || first.n <= last.n)
		return;
	pos = pial_table_pos(table, row, column);
	pial_diag_add(diags, &pos, PIAL_E_DATES_ORDER, (int64_t)first.n, (int64_t)last.n);
}

void pial_row_day(const struct pial_table *table, const void *row, const char *column,
		  struct pial_date day, struct pial_week week, struct pial_diags *diags)
{
	struct pial_pos pos;

	if (pial_date_is_none(day) || pial_week_is_none(week) || pial_week_of(day).n == week.n)
		return;
	pos = pial_table_pos(table, row, column);
	pial_diag_add(diags, &pos, PIAL_E_DAY_WEEK, (int64_t)day.n, (int64_t)week.n);
}
