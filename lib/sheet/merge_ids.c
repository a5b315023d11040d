/*
 * Ids of the rows of a table, full and without their day, in one text that the maps point into.
 *
 * Rows with the same id without day are chained in key order, which is that of the days.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "load/value.h"
#include "sheet/merge_priv.h"

#include "base/banned.h"

void pial_merge_row_id(struct pial_strbuf *out, const struct pial_schema *schema,
		       const struct pial_model *model, const void *row, bool across)
{
	bool first = true;

	for (size_t f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];

		if (!(field->flags & PIAL_F_KEY) || (across && field->type == PIAL_T_DATE))
			continue;
		if (!first)
			pial_strbuf_addch(out, '_');
		first = false;
		pial_value_write(out, model, field, row, &pial_value_table);
	}
}

/* Binds the rows, last first, so that each finds the next one of its id. */
static void bind_across(struct pial_merge_ids *ids, size_t rows)
{
	size_t *last = pial_calloc(rows + 1, sizeof(*last));

	for (size_t i = 0; i < rows; i++) {
		const char *key = ids->names.text + ids->at[rows + i];
		size_t len = ids->at[rows + i + 1] - ids->at[rows + i];
		uint32_t first;

		ids->next[i] = PIAL_MERGE_NEW;
		if (pial_strmap_put(&ids->across, key, len, (uint32_t)i)) {
			last[i] = i;
			continue;
		}
		if (pial_strmap_get(&ids->across, key, len, &first)) {
			ids->next[last[first]] = i;
			last[first] = i;
		}
	}
	free(last);
}

void pial_merge_ids_init(struct pial_merge_ids *ids, const struct pial_table *table,
			 const struct pial_model *model)
{
	size_t rows = table->count;

	ids->table = table;
	pial_strbuf_init(&ids->names, PIAL_STRBUF_OUTPUT);
	pial_strmap_init(&ids->full);
	pial_strmap_init(&ids->across);
	ids->at = pial_calloc(2 * rows + 1, sizeof(*ids->at));
	ids->next = pial_calloc(rows + 1, sizeof(*ids->next));
	for (size_t i = 0; i < 2 * rows; i++) {
		ids->at[i] = ids->names.len;
		pial_merge_row_id(&ids->names, table->schema, model,
				  pial_table_row(table, i % (rows ? rows : 1)), i >= rows);
	}
	ids->at[2 * rows] = ids->names.len;
	for (size_t i = 0; i < rows; i++)
		pial_strmap_put(&ids->full, ids->names.text + ids->at[i],
				ids->at[i + 1] - ids->at[i], (uint32_t)i);
	bind_across(ids, rows);
}

void pial_merge_ids_release(struct pial_merge_ids *ids)
{
	pial_strmap_release(&ids->full);
	pial_strmap_release(&ids->across);
	pial_strbuf_release(&ids->names);
	free(ids->at);
	free(ids->next);
}

size_t pial_merge_ids_find(const struct pial_merge_ids *ids, const char *id, size_t len,
			   bool across)
{
	uint32_t place;

	return pial_strmap_get(across ? &ids->across : &ids->full, id, len, &place)
		       ? place : PIAL_MERGE_NEW;
}
