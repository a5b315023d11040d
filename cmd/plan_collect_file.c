/*
 * One file that came back: read, checked, merged.
 *
 * With --partial a file is cut to its good rows first (cmd/cli_rejects.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_priv.h"
#include "cmd/cli_rejects.h"
#include "cmd/plan_collect.h"
#include "load/load.h"
#include "sheet/returned.h"

#include "base/banned.h"

/* What is looked for in a header. */
static const struct pial_schema *const candidates[] = {
	&pial_schema_offers, &pial_schema_orders, &pial_schema_receipts, &pial_schema_allocation,
	&pial_schema_weighings, &pial_schema_meals,
};

/* ---- The week ---- */

static struct pial_week week_of(const struct pial_sheet *sheet, size_t i)
{
	const struct pial_order *order = pial_table_row(&sheet->table, i);
	const struct pial_offer *offer = pial_table_row(&sheet->table, i);
	const struct pial_receipt *receipt = pial_table_row(&sheet->table, i);
	const struct pial_allocation *given = pial_table_row(&sheet->table, i);
	struct pial_week none = { 0 };

	if (sheet->form != PIAL_FORM_NONE)
		return sheet->week;
	if (sheet->table.schema == &pial_schema_orders)
		return order->week;
	if (sheet->table.schema == &pial_schema_offers)
		return offer->week;
	if (sheet->table.schema == &pial_schema_allocation)
		return given->week;
	return pial_date_is_none(receipt->day) ? none : pial_week_of(receipt->day);
}

/* The one week of a sheet; a blank cell follows the others. False when there are two, or none. */
static bool find_week(const struct pial_sheet *sheet, struct pial_week *week,
		      struct pial_diags *diags)
{
	struct pial_pos pos = { sheet->table.file, 0, 0, PIAL_COLUMN_LETTER };

	*week = sheet->week;
	for (size_t i = 0; i < sheet->table.count; i++) {
		struct pial_week this = week_of(sheet, i);

		if (pial_week_is_none(this) || this.n == week->n)
			continue;
		if (!pial_week_is_none(*week)) {
			pos = pial_sheet_pos(sheet, pial_table_row(&sheet->table, i), "week");
			return pial_diag_add(diags, &pos, PIAL_E_WEEKS, (int64_t)this.n,
					     (int64_t)week->n);
		}
		*week = this;
	}
	return !pial_week_is_none(*week) || pial_diag_add(diags, &pos, PIAL_E_SHEET_EMPTY);
}

/* A sheet of another week than the one asked for, or of one that is over, was sent by mistake. */
static bool check_week(const struct pial_collect *collect, const struct pial_sheet *sheet,
		       struct pial_week week, struct pial_diags *diags)
{
	const struct pial_collect_own *own = collect->cli->own;
	struct pial_pos pos = { sheet->table.file, 0, 0, PIAL_COLUMN_LETTER };

	if (!pial_week_is_none(own->week) && own->week.n != week.n)
		return pial_diag_add(diags, &pos, PIAL_E_SHEET_WEEK, (int64_t)week.n,
				     (int64_t)own->week.n);
	if (pial_week_is_none(own->week) && sheet->table.schema != &pial_schema_receipts &&
	    pial_week_day(week, PIAL_SUNDAY).n < collect->cli->today.n)
		return pial_diag_add(diags, &pos, PIAL_E_SHEET_OVER, (int64_t)week.n);
	return true;
}

/* ---- One attempt ---- */

/* Rows with blank cells of the week are of the sheet's week. */
static void set_week(struct pial_sheet *sheet, struct pial_week week)
{
	int f = pial_field_find(sheet->table.schema, "week");

	for (size_t i = 0; f >= 0 && i < sheet->table.count; i++)
		memcpy((char *)pial_table_row(&sheet->table, i) +
			       sheet->table.schema->field[f].offset,
		       &week, sizeof(week));
}

bool pial_collect_week(const struct pial_collect *collect, struct pial_sheet *sheet,
		       struct pial_week *week, struct pial_diags *diags)
{
	if (!find_week(sheet, week, diags) || !check_week(collect, sheet, *week, diags))
		return false;
	set_week(sheet, *week);
	return true;
}

static bool check_rows(struct pial_collect *collect, struct pial_sheet *sheet,
		       struct pial_week week, struct pial_diags *diags)
{
	size_t from = diags->count;
	bool ok;

	ok = pial_check_moving(&sheet->table, &collect->cli->book.model, week, diags);
	pial_sheet_replace(sheet, diags, from);
	return ok;
}

static bool merge(struct pial_collect *collect, struct pial_sheet *sheet,
		  struct pial_collect_table **into, struct pial_diags *diags)
{
	const struct pial_schema *schema = sheet->table.schema;
	struct pial_week week;

	if (schema == &pial_schema_weighings || schema == &pial_schema_meals)
		return pial_collect_weighed(collect, sheet, into, diags);

	/* It waits until orders and offers are what they will be. */
	if (schema == &pial_schema_allocation)
		return true;
	if (!pial_collect_week(collect, sheet, &week, diags) ||
	    !check_rows(collect, sheet, week, diags))
		return false;
	*into = pial_collect_table(collect, schema, week, 0, diags);
	if (!*into)
		return false;
	(*into)->before = (*into)->merge;
	return pial_merge_sheet(&(*into)->merge, sheet, diags);
}

/* Reads and merges; *into stays NULL where the sheet is an allocation. */
static bool attempt(struct pial_collect *collect, const struct pial_source *source,
		    struct pial_sheet *sheet, struct pial_collect_table **into,
		    struct pial_diags *diags)
{
	*into = NULL;
	pial_sheet_init(sheet);
	return pial_sheet_read(sheet, &collect->cli->book.model, &collect->names, source,
			       candidates, PIAL_COUNT(candidates), diags) &&
	       merge(collect, sheet, into, diags);
}

/* An attempt that leaves nothing behind. */
static bool attempt_only(void *context, const struct pial_source *source, struct pial_diags *diags)
{
	struct pial_collect_table *into;
	struct pial_sheet sheet;
	bool ok = attempt(context, source, &sheet, &into, diags);

	pial_sheet_release(&sheet);
	if (ok && into)
		pial_merge_undo(&into->merge, &into->before);
	return ok;
}

/* One form of a file, or all of it. */
static bool take_part(struct pial_collect *collect, struct pial_source *part)
{
	const struct pial_collect_own *own = collect->cli->own;
	struct pial_collect_table *into;
	struct pial_sheet *sheet;
	bool ok;

	if (own->partial)
		pial_cli_take_good(collect->cli, &collect->rejects, own->rejects, part,
				   attempt_only, collect);
	sheet = pial_calloc(1, sizeof(*sheet));
	ok = attempt(collect, part, sheet, &into, &collect->cli->diags);
	if (ok && !into) {
		collect->allocation = pial_grow(collect->allocation, collect->allocations,
						&collect->allocation_cap,
						sizeof(*collect->allocation));
		collect->allocation[collect->allocations++] = sheet;
		return true;
	}
	pial_sheet_release(sheet);
	free(sheet);
	return ok;
}

bool pial_collect_file(struct pial_collect *collect, struct pial_collect_file *file)
{
	struct pial_source rest = file->source, part;
	bool ok = true;

	while (pial_sheet_next(&rest, &part))
		ok = take_part(collect, &part) && ok;
	return ok;
}
