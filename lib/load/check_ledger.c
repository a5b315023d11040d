/*
 * The ledger of accounts against itself and the book: names, order of its lines, reversals.
 *
 * What a line says of its week is looked at where the week can be computed again (`pial check`);
 * this is what must hold for any line to be believed. All of it is one pass over the lines as they
 * stand and one over the lines by key.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "load/load.h"
#include "load/refer.h"
#include "model/ledger.h"

#include "base/banned.h"

static int by_line(const void *left, const void *right)
{
	const struct pial_balance *a = *(const struct pial_balance *const *)left;
	const struct pial_balance *b = *(const struct pial_balance *const *)right;

	return (a->line > b->line) - (a->line < b->line);
}

static bool check_parties(const struct pial_table *table, const struct pial_model *model,
			  struct pial_diags *diags)
{
	size_t before = diags->errors;

	for (size_t i = 0; i < table->count && diags->errors - before < PIAL_DIAG_PER_FILE; i++) {
		const struct pial_balance *row = pial_table_row(table, i);
		enum pial_ref ref = row->side == PIAL_SIDE_PRODUCER ? PIAL_REF_PRODUCER
								    : PIAL_REF_KITCHEN;
		struct pial_pos pos;

		if (pial_refer_known(model, ref, row->id))
			continue;
		pos = pial_table_pos(table, row, "id");
		(void)!pial_refer_check(model, ref, row->id, &pos, diags);
	}
	return !pial_diags_since(diags, before);
}

static bool same_block(const struct pial_balance *a, const struct pial_balance *b)
{
	return a->week.n == b->week.n && a->entry == b->entry;
}

/*
 * Lines come as they were added: an entry of a week in one block, in the order of its keys, entries
 * 1, 2, 3 of a week one after the other.
 */
static bool check_order(const struct pial_table *table, const struct pial_model *model,
			struct pial_diags *diags)
{
	const struct pial_balance **row = pial_calloc(table->count + 1, sizeof(*row));
	int32_t *last = pial_calloc((size_t)UINT16_MAX + 1, sizeof(*last));
	bool ok = true;

	for (size_t i = 0; i < table->count; i++)
		row[i] = pial_table_row(table, i);
	if (table->count)
		qsort(row, table->count, sizeof(*row), by_line);
	for (size_t i = 0; ok && i < table->count; i++) {
		struct pial_pos pos, other;

		if (i && same_block(row[i - 1], row[i])) {
			if (pial_table_compare(table, model, row[i - 1], row[i]) < 0)
				continue;
			pos = pial_table_pos(table, row[i], "id");
			other = pial_table_pos(table, row[i - 1], "id");
			ok = pial_diag_add(diags, &pos, PIAL_E_BALANCE_SORT, &other);
		} else if (row[i]->entry == last[row[i]->week.n] + 1) {
			last[row[i]->week.n] = row[i]->entry;
		} else {
			pos = pial_table_pos(table, row[i], "entry");
			ok = pial_diag_add(diags, &pos, PIAL_E_BALANCE_ENTRY,
					   (int64_t)row[i]->entry, (int64_t)row[i]->week.n,
					   (int64_t)last[row[i]->week.n] + 1);
		}
	}
	free(last);
	free(row);
	return ok;
}

/* True when b takes a back: the next entry of the same key, with the amounts turned around. */
static bool takes_back(const struct pial_balance *a, const struct pial_balance *b)
{
	return a->week.n == b->week.n && a->side == b->side && a->id == b->id &&
	       a->product.n == b->product.n && a->entry + 1 == b->entry &&
	       a->entitled.milli == -b->entitled.milli && a->given.milli == -b->given.milli;
}

/* Highest entry of each week. */
static int32_t *last_entries(const struct pial_table *table)
{
	int32_t *last = pial_calloc((size_t)UINT16_MAX + 1, sizeof(*last));

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_balance *row = pial_table_row(table, i);

		if (row->entry > last[row->week.n])
			last[row->week.n] = row->entry;
	}
	return last;
}

/* Each line that was closed and reopened has its reversal, and each reversal its line. */
static bool check_reversals(const struct pial_table *table, struct pial_diags *diags)
{
	int32_t *last = last_entries(table);
	bool ok = true;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_balance *row = pial_table_row(table, i);
		bool reversal = row->entry % 2 == 0;
		const struct pial_balance *other = NULL;
		struct pial_pos pos;

		if (!reversal && row->entry == last[row->week.n])
			continue;
		if (reversal ? i > 0 : i + 1 < table->count)
			other = pial_table_row(table, reversal ? i - 1 : i + 1);
		if (other && (reversal ? takes_back(other, row) : takes_back(row, other)))
			continue;
		pos = pial_table_pos(table, row, "entry");
		ok = pial_diag_add(diags, &pos, PIAL_E_BALANCE_REVERSAL, (int64_t)row->entry,
				   (int64_t)row->entry + (reversal ? -1 : 1));
	}
	free(last);
	return ok;
}

bool pial_check_ledger(const struct pial_table *table, const struct pial_model *model,
		       struct pial_diags *diags)
{
	bool ok = pial_check_references(table, model, diags);

	ok &= check_parties(table, model, diags);
	return check_order(table, model, diags) && check_reversals(table, diags) && ok;
}
