/*
 * Who changed what: the version that came back, against what the book has and what came back.
 */
#include <string.h>

#include "sheet/merge_priv.h"
#include "sheet/version.h"

#include "base/banned.h"

static const struct pial_merge_ids *ids_of(const struct pial_merge_group *g, bool proposal)
{
	return proposal ? &g->merge->proposal : &g->merge->book;
}

/* The rows of a table that a group of days stands for. */
static size_t chain(const struct pial_merge_ids *ids, size_t first, const void **row, size_t room)
{
	size_t n = 0;

	for (size_t i = first; i != PIAL_MERGE_NEW && n < room; i = ids->next[i])
		row[n++] = pial_table_row(ids->table, i);
	return n;
}

/* True when rows of a table make the version that the sheet says it was sent with. */
static bool has_version(const struct pial_merge_group *g, const struct pial_table *table,
			const void *const *row, size_t rows)
{
	char version[PIAL_TABLE_VERSION];

	if (g->sheet->form == PIAL_FORM_NONE) {
		if (!rows)
			return false;
		pial_table_row_version(version, table, g->merge->model, row[0]);
	} else {
		pial_sheet_version(version, g->version[0], g->sheet->table.schema, g->merge->model,
				   pial_form_fields(g->sheet->form), row, rows);
	}
	return !strcmp(version, g->version);
}

static bool table_has_version(const struct pial_merge_group *g, bool proposal, size_t first)
{
	const struct pial_merge_ids *ids = ids_of(g, proposal);
	const void *row[PIAL_CSV_COLUMNS];
	size_t rows = chain(ids, first, row, g->across ? PIAL_COUNT(row) : 1);

	return has_version(g, ids->table, row, rows);
}

static int by_key(const struct pial_merge_group *g, const void *a, const void *b)
{
	return pial_table_compare(&g->sheet->table, g->merge->model, a, b);
}

bool pial_merge_untouched(const struct pial_merge_group *g)
{
	const void *row[PIAL_CSV_COLUMNS];
	size_t rows = 0;

	for (size_t i = g->from; i < g->to && rows < PIAL_COUNT(row); i++) {
		const void *this = pial_table_row(&g->sheet->table, i);
		size_t at = rows++;

		/* Days may have been moved about: a few, put in order one by one. */
		for (; at > 0 && by_key(g, row[at - 1], this) > 0; at--)
			row[at] = row[at - 1];
		row[at] = this;
	}
	return has_version(g, &g->sheet->table, row, rows);
}

void pial_merge_judge(struct pial_merge_group *g)
{
	bool proposed = *g->version == 'p' && g->sheet->form != PIAL_FORM_NONE;

	g->known = proposed && table_has_version(g, true, g->proposal);
	g->verdict = PIAL_VERDICT_TAKE;
	if (!*g->version || (proposed && g->book == PIAL_MERGE_NEW) ||
	    (!proposed && table_has_version(g, false, g->book)))
		return;
	g->verdict = pial_merge_untouched(g) ? PIAL_VERDICT_KEEP : PIAL_VERDICT_BOTH;
}
