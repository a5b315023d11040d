/*
 * Rows side by side in one growing array; unknown columns in another, of the same order.
 *
 * A row is a plain struct of the model, so the engine reads it without knowing tables. Texts are
 * numbers of the pool, which is why comparing needs the model.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/table.h"

#include "base/banned.h"

void pial_table_init(struct pial_table *table, const struct pial_schema *schema)
{
	memset(table, 0, sizeof(*table));
	table->schema = schema;
	table->file = "";
}

void pial_table_release(struct pial_table *table)
{
	if (!table->borrowed)
		free(table->row);
	free(table->extra);
	table->row = NULL;
	table->extra = NULL;
	table->count = table->cap = table->extra_cap = 0;
	table->borrowed = false;
}

void pial_table_borrow(struct pial_table *table, void *row, size_t count)
{
	table->row = row;
	table->count = count;
	table->borrowed = row != NULL;
	table->extra_cap = count * table->extras;
	if (table->extra_cap)
		table->extra = pial_calloc(table->extra_cap, sizeof(*table->extra));
}

/* Copies borrowed rows, so that the array may grow. */
static void own_rows(struct pial_table *table)
{
	size_t size = table->schema->row_size;
	char *own = pial_calloc(table->count + 1, size);

	memcpy(own, table->row, table->count * size);
	table->row = own;
	table->cap = table->count + 1;
	table->borrowed = false;
}

void *pial_table_add(struct pial_table *table, const void *row)
{
	size_t size = table->schema->row_size;

	if (table->borrowed)
		own_rows(table);
	table->row = pial_grow(table->row, table->count, &table->cap, size);
	while (table->extras && (table->count + 1) * table->extras > table->extra_cap)
		table->extra = pial_grow(table->extra, table->extra_cap, &table->extra_cap,
					 sizeof(*table->extra));
	memcpy(table->row + table->count * size, row, size);
	if (table->extras)
		memset(table->extra + table->count * table->extras, 0,
		       table->extras * sizeof(*table->extra));
	table->count++;
	return pial_table_row(table, table->count - 1);
}

struct pial_pos pial_table_pos(const struct pial_table *table, const void *row, const char *field)
{
	int index = pial_field_find(table->schema, field);
	struct pial_pos pos = { table->file, 0, 0, PIAL_COLUMN_LETTER };

	memcpy(&pos.line, row, sizeof(pos.line));
	if (index >= 0)
		pos.column = table->column[index];
	return pos;
}

const char *pial_table_name(const struct pial_table *table, size_t field, enum pial_lang lang)
{
	return pial_field_label(&table->schema->field[field],
				table->labels ? lang : PIAL_LANG_NONE);
}

bool pial_table_say_empty(const struct pial_table *table, const void *row, const char *field,
			  struct pial_diags *diags)
{
	struct pial_pos pos = pial_table_pos(table, row, field);
	size_t f = (size_t)pial_field_find(table->schema, field);

	return pial_diag_add(diags, &pos, PIAL_E_REQUIRED, pial_table_name(table, f, PIAL_FR),
			     pial_table_name(table, f, PIAL_EN));
}

int pial_table_compare(const struct pial_table *table, const struct pial_model *model,
		       const void *a,
		       const void *b)
{
	const struct pial_schema *schema = table->schema;
	size_t i;

	for (i = 0; i < schema->fields; i++) {
		int order;

		if (!(schema->field[i].flags & PIAL_F_KEY))
			continue;
		order = pial_value_compare(model, &schema->field[i], a, b);
		if (order)
			return order;
	}
	return 0;
}

void *pial_table_find(const struct pial_table *table, const struct pial_model *model,
		      const void *row)
{
	size_t low = 0, high = table->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		void *candidate = pial_table_row(table, middle);
		int order = pial_table_compare(table, model, row, candidate);

		if (order == 0)
			return candidate;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
