/*
 * Weigh-ins that come back: tables of a campaign, not of a week.
 *
 * Waste where no meal was served is a slip in one of two tables, which may come in two files, or
 * one of them be in the book already: so it is looked for in what both will be. Their rows are
 * numbered for that, and what is said of row 7 is moved to where row 7 stands: in a file that came
 * back, or in the book.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/plan_collect.h"
#include "load/load.h"
#include "model/weighing.h"

#include "base/banned.h"

const struct pial_campaigns *pial_collect_campaigns(struct pial_collect *collect)
{
	if (!collect->campaigns_read)
		collect->campaigns_ok = pial_book_campaigns(&collect->cli->book,
							    &collect->campaigns,
							    &collect->cli->diags);
	collect->campaigns_read = true;
	return collect->campaigns_ok ? &collect->campaigns : NULL;
}

/* The campaign of a plain table: that of its first row; rows of another one are refused. */
static uint32_t campaign_of(const struct pial_sheet *sheet)
{
	const struct pial_weighing *weighing;
	const struct pial_meal_count *meals;

	if (sheet->campaign || !sheet->table.count)
		return sheet->campaign;
	weighing = pial_table_row(&sheet->table, 0);
	meals = pial_table_row(&sheet->table, 0);
	return sheet->table.schema == &pial_schema_meals ? meals->campaign.n
							 : weighing->campaign.n;
}

bool pial_collect_weighed(struct pial_collect *collect, struct pial_sheet *sheet,
			  struct pial_collect_table **into, struct pial_diags *diags)
{
	const struct pial_campaigns *campaigns = pial_collect_campaigns(collect);
	struct pial_pos pos = { sheet->table.file, 0, 0, PIAL_COLUMN_LETTER };
	uint32_t campaign = campaign_of(sheet);
	size_t from = diags->count;
	struct pial_week none = { 0 };
	bool ok;

	if (!campaigns)
		return false;
	if (!campaign)
		return pial_diag_add(diags, &pos, PIAL_E_SHEET_EMPTY);
	ok = pial_check_weighed(&sheet->table, campaigns->exists ? &campaigns->table : NULL,
				campaign, &collect->cli->book.model, diags);
	pial_sheet_replace(sheet, diags, from);
	*into = ok ? pial_collect_table(collect, sheet->table.schema, none, campaign, diags) : NULL;
	if (!*into)
		return false;
	(*into)->before = (*into)->merge;
	return pial_merge_sheet(&(*into)->merge, sheet, diags);
}

/* ---- Both tables together ---- */

/* What a table will be, its rows numbered. */
struct numbered {
	struct pial_table table;	/* row i has line i + 1 */
	struct pial_pos *place;		/* where each stands; owned */
};

static struct pial_pos place_of(const struct pial_collect_table *from, const void *row)
{
	const struct pial_merge *merge = &from->merge;
	const void *old = pial_table_find(&from->book, merge->model, row);

	for (size_t i = 0; i < merge->ops; i++)
		if (!pial_table_compare(&from->result, merge->model, merge->op[i].row, row))
			return merge->op[i].pos;
	if (!old)
		return PIAL_POS_NONE;
	return pial_table_pos(&from->book, old, from->schema == &pial_schema_meals ? "served"
										   : "stream");
}

static void number(struct numbered *numbered, const struct pial_collect_table *from,
		   const char *name)
{
	const struct pial_table *rows = from->differs ? &from->result : &from->book;

	pial_table_init(&numbered->table, from->schema);
	numbered->table.model = from->book.model;
	numbered->table.file = name;
	numbered->place = pial_calloc(rows->count + 1, sizeof(*numbered->place));
	for (size_t i = 0; i < rows->count; i++) {
		uint32_t line = (uint32_t)i + 1;

		numbered->place[i] = place_of(from, pial_table_row(rows, i));
		memcpy(pial_table_add(&numbered->table, pial_table_row(rows, i)), &line,
		       sizeof(line));
	}
}

static void release(struct numbered *numbered)
{
	pial_table_release(&numbered->table);
	free(numbered->place);
}

static void place(const struct numbered *numbered, struct pial_diags *diags, struct pial_pos *pos)
{
	if (!pos->file || strcmp(pos->file, numbered->table.file) != 0)
		return;
	*pos = numbered->place[pos->line - 1];
	if (pos->file)
		pos->file = pial_arena_strndup(&diags->arena, pos->file, strlen(pos->file));
}

static bool check_served(struct pial_collect *collect, uint32_t campaign)
{
	struct pial_diags *diags = &collect->cli->diags;
	const struct pial_collect_table *weighings, *meals;
	struct numbered waste, served;
	struct pial_week none = { 0 };
	size_t from = diags->count;
	bool ok;

	weighings = pial_collect_table(collect, &pial_schema_weighings, none, campaign, diags);
	meals = pial_collect_table(collect, &pial_schema_meals, none, campaign, diags);
	if (!weighings || !meals)
		return false;
	number(&waste, weighings, "(weighings)");
	number(&served, meals, "(meals)");
	ok = pial_check_served(&waste.table, &served.table, &collect->cli->book.model, diags);
	for (size_t i = from; i < diags->count; i++) {
		struct pial_diag *diag = &diags->entry[i];

		place(&waste, diags, &diag->pos);
		if (diag->code == PIAL_E_WEIGH_MEALS)
			place(&served, diags, &diag->arg[3].pos);
	}
	release(&waste);
	release(&served);
	return ok;
}

bool pial_collect_served(struct pial_collect *collect)
{
	bool ok = true;

	/* Tables that are asked for on the way come behind, as the book has them. */
	for (size_t i = 0, count = collect->tables; i < count; i++) {
		uint32_t campaign = collect->table[i]->campaign;
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again |= collect->table[k]->campaign == campaign;
		if (campaign && !again)
			ok = check_served(collect, campaign) && ok;
	}
	return ok;
}
