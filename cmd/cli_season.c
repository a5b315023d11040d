/*
 * Two tables, one list: the engine does not ask why somebody weighs what he weighs.
 *
 * A whole season is read at once and kept, since a run that goes through the weeks before asks for
 * fifty of them.
 */
#include "cmd/cli_season.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/season.h"

#include "base/banned.h"

void pial_season_init(struct pial_season *season)
{
	memset(season, 0, sizeof(*season));
	pial_table_init(&season->needs, &pial_schema_needs);
	pial_table_init(&season->plan, &pial_schema_plan);
}

void pial_season_release(struct pial_season *season)
{
	pial_table_release(&season->needs);
	pial_table_release(&season->plan);
	free(season->weight);
	memset(season, 0, sizeof(*season));
}

static void add(struct pial_season *season, uint32_t party, struct pial_product_id product,
		struct pial_qty quantity)
{
	season->weight = pial_grow(season->weight, season->weights, &season->cap,
				   sizeof(*season->weight));
	season->weight[season->weights++] = (struct pial_weight){ party, product, quantity };
}

static bool read_tables(struct pial_season *season, struct pial_book *book, int year,
			struct pial_diags *diags)
{
	pial_season_release(season);
	pial_season_init(season);
	season->year = year;
	/* Both are read even when the first is refused: all faults are said at once. */
	season->ok = pial_book_season(book, year, &season->needs, diags);
	season->ok = pial_book_season(book, year, &season->plan, diags) && season->ok;
	return season->ok;
}

/* The plan's version that counts. */
static int32_t latest(const struct pial_table *plan)
{
	int32_t version = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct pial_plan *row = pial_table_row(plan, i);

		if (row->version > version)
			version = row->version;
	}
	return version;
}

bool pial_season_weigh(struct pial_season *season, struct pial_book *book, struct pial_week week,
		       struct pial_diags *diags)
{
	int year = pial_season_of(week, book->model.policy.season_starts);
	int32_t version;

	if (year != season->year && !read_tables(season, book, year, diags))
		return false;
	season->weights = 0;
	version = latest(&season->plan);
	for (size_t i = 0; i < season->needs.count; i++) {
		const struct pial_need *row = pial_table_row(&season->needs, i);

		if (row->from_week.n <= week.n &&
		    (pial_week_is_none(row->until_week) || row->until_week.n >= week.n))
			add(season, row->kitchen.n, row->product, row->quantity);
	}
	for (size_t i = 0; i < season->plan.count; i++) {
		const struct pial_plan *row = pial_table_row(&season->plan, i);

		if (row->version == version && row->week.n == week.n &&
		    row->purpose != PIAL_PLAN_MARGIN)
			add(season, row->producer.n, row->product, row->quantity);
	}
	return season->ok;
}
