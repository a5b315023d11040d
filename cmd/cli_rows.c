/*
 * Unknown columns: what people added to a table goes with the rows from table to table.
 *
 * The rule is that they are kept when the output is the same table with the same keys. A verb makes
 * its answer in a new table, so the columns are taken over first, then the cells row by row.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli.h"

#include "base/banned.h"

void pial_cli_like(struct pial_table *table, const struct pial_table *model)
{
	table->model = model->model;
	table->file = model->file;
	memcpy(table->column, model->column, sizeof(table->column));
	table->extra_name = model->extra_name;
	table->extra_column = model->extra_column;
	table->extras = model->extras;
}

void pial_cli_extras(struct pial_table *table, size_t to, const struct pial_table *source,
		     size_t from)
{
	if (table->extras && table->extras == source->extras)
		memcpy(table->extra + to * table->extras, source->extra + from * table->extras,
		       table->extras * sizeof(*table->extra));
}

/* A row that was read: its line in the file and its place in the table. */
struct read_row {
	uint32_t line;		/* from 1 */
	size_t index;		/* in the table */
};

static int by_line(const void *left, const void *right)
{
	const struct read_row *a = left, *b = right;

	return (a->line > b->line) - (a->line < b->line);
}

void pial_cli_as_written(struct pial_table *table, const struct pial_table *read)
{
	struct read_row *row = pial_calloc(read->count + 1, sizeof(*row));

	for (size_t i = 0; i < read->count; i++) {
		memcpy(&row[i].line, pial_table_row(read, i), sizeof(row[i].line));
		row[i].index = i;
	}
	if (read->count)
		qsort(row, read->count, sizeof(*row), by_line);
	pial_cli_like(table, read);
	for (size_t i = 0; i < read->count; i++) {
		pial_table_add(table, pial_table_row(read, row[i].index));
		pial_cli_extras(table, i, read, row[i].index);
	}
	free(row);
}

bool pial_cli_extras_by_key(struct pial_table *table, const struct pial_table *source,
			    const struct pial_model *model)
{
	size_t found = 0, filled = 0;

	for (size_t i = 0; table->extras && i < table->count; i++) {
		const char *row = pial_table_find(source, model, pial_table_row(table, i));

		if (!row)
			continue;
		pial_cli_extras(table, i, source,
				(size_t)(row - source->row) / source->schema->row_size);
		for (size_t k = 0; k < table->extras; k++)
			found += table->extra[i * table->extras + k].n != 0;
	}
	for (size_t i = 0; i < source->count * source->extras; i++)
		filled += source->extra[i].n != 0;
	return found == filled;
}
