/*
 * What all sheets together make of a table.
 *
 * Two sheets may say the same of a row (a file sent twice, under two names): that is one change.
 * When they say different things nobody knows which one holds, and both are named.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/value.h"
#include "sheet/merge_priv.h"

#include "base/banned.h"

void pial_merge_init(struct pial_merge *merge, struct pial_model *model, struct pial_week week,
		     const struct pial_table *book, const struct pial_table *proposal)
{
	*merge = (struct pial_merge){ .model = model, .week = week };
	pial_arena_init(&merge->arena);
	pial_merge_ids_init(&merge->book, book, model);
	pial_merge_ids_init(&merge->proposal, proposal, model);
}

void pial_merge_release(struct pial_merge *merge)
{
	pial_merge_ids_release(&merge->book);
	pial_merge_ids_release(&merge->proposal);
	pial_arena_release(&merge->arena);
	free(merge->op);
	memset(merge, 0, sizeof(*merge));
}

void pial_merge_undo(struct pial_merge *merge, const struct pial_merge *before)
{
	merge->ops = before->ops;
	merge->sheets = before->sheets;
	merge->added = before->added;
	merge->changed = before->changed;
	merge->removed = before->removed;
	merge->confirmed = before->confirmed;
	merge->same = before->same;
}

static bool same_row(const struct pial_merge *merge, const struct pial_merge_op *a,
		     const struct pial_merge_op *b)
{
	const struct pial_table *book = merge->book.table;

	for (size_t f = 0; f < book->schema->fields; f++)
		if (pial_value_compare(merge->model, &book->schema->field[f], a->row, b->row) != 0)
			return false;
	return !book->extras || !memcmp(a->extra, b->extra, book->extras * sizeof(*a->extra));
}

/* Two ops speak of one row: the same one of the book, or one that is added under the same key. */
static bool one_row(const struct pial_merge *merge, const struct pial_merge_op *a,
		    const struct pial_merge_op *b)
{
	return (a->base != PIAL_MERGE_NEW && a->base == b->base) ||
	       pial_table_compare(merge->book.table, merge->model, a->row, b->row) == 0;
}

static bool refuse(const struct pial_merge *merge, const struct pial_merge_op *op,
		   const struct pial_merge_op *other, struct pial_diags *diags)
{
	struct pial_strbuf row;

	pial_strbuf_init(&row, PIAL_STRBUF_TEXT);
	pial_merge_row_id(&row, merge->book.table->schema, merge->model, op->row, false);
	pial_diag_add(diags, &op->pos, PIAL_E_SHEET_TWICE, row.text, &other->pos);
	pial_strbuf_release(&row);
	return false;
}

/*
 * Binds what each op speaks of, its key and the row of the book, to the first op that did; *first
 * receives that one, the op itself when it is the first.
 */
static void find_firsts(const struct pial_merge *merge, size_t *first)
{
	const struct pial_table *book = merge->book.table;
	size_t *of_base = pial_calloc(book->count + 1, sizeof(*of_base));
	size_t *at = pial_calloc(merge->ops + 1, sizeof(*at));
	struct pial_strmap keys = PIAL_STRMAP_INIT;
	struct pial_strbuf names;

	pial_strbuf_init(&names, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < merge->ops; i++) {
		at[i] = names.len;
		pial_merge_row_id(&names, book->schema, merge->model, merge->op[i].row, false);
	}
	at[merge->ops] = names.len;
	for (size_t i = 0; i < merge->ops; i++) {
		size_t base = merge->op[i].base, len = at[i + 1] - at[i];
		uint32_t other = (uint32_t)i;

		if (!pial_strmap_put(&keys, names.text + at[i], len, (uint32_t)i) &&
		    pial_strmap_get(&keys, names.text + at[i], len, &other))
			first[i] = other;
		else if (base != PIAL_MERGE_NEW && of_base[base])
			first[i] = of_base[base] - 1;
		else
			first[i] = i;
		if (base != PIAL_MERGE_NEW && !of_base[base])
			of_base[base] = i + 1;
	}
	pial_strmap_release(&keys);
	pial_strbuf_release(&names);
	free(of_base);
	free(at);
}

bool pial_merge_agree(struct pial_merge *merge, struct pial_diags *diags)
{
	size_t *first = pial_calloc(merge->ops + 1, sizeof(*first)), kept = 0;
	bool ok = true;

	find_firsts(merge, first);
	for (size_t i = 0; i < merge->ops; i++) {
		const struct pial_merge_op *op = &merge->op[i], *other = &merge->op[first[i]];

		if (first[i] == i || !one_row(merge, op, other))
			continue;
		if (!same_row(merge, op, other))
			ok = refuse(merge, op, other, diags);
	}
	/* What two sheets say alike is done once. */
	for (size_t i = 0; ok && i < merge->ops; i++)
		if (first[i] == i)
			merge->op[kept++] = merge->op[i];
		else
			--*merge->op[i].counted;
	merge->ops = ok ? kept : merge->ops;
	free(first);
	return ok;
}

static void like(struct pial_table *table, const struct pial_table *model)
{
	table->model = model->model;
	table->file = model->file;
	memcpy(table->column, model->column, sizeof(table->column));
	table->extra_name = model->extra_name;
	table->extra_column = model->extra_column;
	table->extras = model->extras;
}

static void put(struct pial_table *table, const void *row, const struct pial_text *extra)
{
	pial_table_add(table, row);
	if (table->extras)
		memcpy(table->extra + (table->count - 1) * table->extras, extra,
		       table->extras * sizeof(*extra));
}

bool pial_merge_apply(const struct pial_merge *merge, struct pial_table *table)
{
	const struct pial_table *book = merge->book.table;
	size_t *by = pial_calloc(book->count + 1, sizeof(*by));

	like(table, book);
	for (size_t i = 0; i < merge->ops; i++)
		if (merge->op[i].base != PIAL_MERGE_NEW)
			by[merge->op[i].base] = i + 1;
	for (size_t i = 0; i < book->count; i++) {
		const struct pial_merge_op *op = by[i] ? &merge->op[by[i] - 1] : NULL;

		put(table, op ? op->row : pial_table_row(book, i),
		    op ? op->extra : book->extras ? book->extra + i * book->extras : NULL);
	}
	for (size_t i = 0; i < merge->ops; i++)
		if (merge->op[i].base == PIAL_MERGE_NEW)
			put(table, merge->op[i].row, merge->op[i].extra);
	pial_table_sort(table, merge->model);
	free(by);
	return merge->ops > 0;
}
