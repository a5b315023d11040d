/*
 * Sorting by key in linear time: least significant digit first, a counting pass for 8 or 16 bits.
 *
 * Every key value becomes an unsigned rank: ids and texts their place among the texts used, in
 * byte order (so no string is compared more than once a pair of different texts), numbers their
 * value. Passes run from the last key column to the first and are stable, so equal keys keep the
 * file's order and the first of a repeated key is the one that came first. qsort was rejected: it
 * is not stable and takes no context. A table that is sorted already, which is what the toolkit
 * writes, is recognised and left alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "load/table.h"

#include "base/banned.h"

/* A text of the pool, to be ranked. */
struct word {
	const char *text;	/* as interned */
	uint32_t n;		/* its number */
};

static int compare_words(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->text, ((const struct word *)b)->text);
}

static bool is_word(const struct pial_field *field)
{
	return field->type == PIAL_T_ID || field->type == PIAL_T_TEXT;
}

static uint32_t word_of(const struct pial_table *table, const struct pial_field *field, size_t row)
{
	uint32_t n;

	memcpy(&n, (const char *)pial_table_row(table, row) + field->offset, sizeof(n));
	return n;
}

/* Rank of every text used in a key, by number in the pool; owned by the caller. */
static uint32_t *rank_words(const struct pial_table *table, const struct pial_model *model)
{
	uint32_t *rank = pial_calloc(model->pool.count + 1, sizeof(*rank));
	struct word *word = NULL;
	size_t count = 0, cap = 0, i, row;

	for (i = 0; i < table->schema->fields; i++) {
		const struct pial_field *field = &table->schema->field[i];

		if (!(field->flags & PIAL_F_KEY) || !is_word(field))
			continue;
		for (row = 0; row < table->count; row++) {
			uint32_t n = word_of(table, field, row);

			if (n == 0 || rank[n])
				continue;
			word = pial_grow(word, count, &cap, sizeof(*word));
			word[count].text = pial_intern_text(&model->pool, n);
			word[count++].n = n;
			rank[n] = 1;
		}
	}
	if (count)
		qsort(word, count, sizeof(*word), compare_words);
	for (i = 0; i < count; i++)
		rank[word[i].n] = (uint32_t)i + 1;
	free(word);
	return rank;
}

/* The value of a key member as an unsigned number of the same order, none first. */
static uint32_t ordinal(const struct pial_field *field, const void *row, const uint32_t *rank)
{
	const char *member = (const char *)row + field->offset;
	uint32_t wide = 0;
	uint16_t half = 0;

	switch (pial_value_size(field->type)) {
	case 4:
		memcpy(&wide, member, sizeof(wide));
		return is_word(field) ? rank[wide] : wide ^ UINT32_C(0x80000000);
	case 2:
		memcpy(&half, member, sizeof(half));
		return half;
	default:
		return (uint8_t)*member;
	}
}

/* One stable counting pass over some bits of the ordinals; from and to are permutations. */
static void pass(const uint32_t *key, unsigned shift, uint32_t mask, const uint32_t *from,
		 uint32_t *to,
		 size_t count, size_t *start)
{
	size_t i, sum = 0;

	memset(start, 0, ((size_t)mask + 1) * sizeof(*start));
	for (i = 0; i < count; i++)
		start[key[i] >> shift & mask]++;
	for (i = 0; i <= mask; i++) {
		size_t n = start[i];

		start[i] = sum;
		sum += n;
	}
	for (i = 0; i < count; i++)
		to[start[key[from[i]] >> shift & mask]++] = from[i];
}

/* Orders the permutation by one key field, keeping the order of equals. */
static void sort_by(const struct pial_table *table, const struct pial_field *field,
		    const uint32_t *rank, uint32_t **order, uint32_t **spare, uint32_t *key)
{
	/*
	 * Sixteen bits a pass for large tables; for small ones clearing the counters would cost
	 * more.
	 */
	unsigned bits = table->count < 65536 ? 8 : 16, shift;
	uint32_t mask = (UINT32_C(1) << bits) - 1, all = 0, any = UINT32_MAX;
	size_t *start = pial_malloc(((size_t)mask + 1) * sizeof(*start));
	size_t i;

	for (i = 0; i < table->count; i++) {
		key[i] = ordinal(field, pial_table_row(table, i), rank);
		all |= key[i];
		any &= key[i];
	}
	for (shift = 0; shift < 32; shift += bits) {
		uint32_t *swap = *order;

		if (((all ^ any) >> shift & mask) == 0)
			continue;
		pass(key, shift, mask, *order, *spare, table->count, start);
		*order = *spare;
		*spare = swap;
	}
	free(start);
}

/* Moves rows and their unknown columns to their places: row i comes from order[i]. Eats order. */
static void permute(struct pial_table *table, uint32_t *order)
{
	size_t size = table->schema->row_size, width = table->extras * sizeof(*table->extra), i;
	char *row = pial_malloc(size), *extra = pial_malloc(width + 1);

	for (i = 0; i < table->count; i++) {
		size_t at = i;

		if (order[i] == i)
			continue;
		memcpy(row, table->row + i * size, size);
		if (width)
			memcpy(extra, (char *)table->extra + i * width, width);
		while (order[at] != i) {
			size_t next = order[at];

			memcpy(table->row + at * size, table->row + next * size, size);
			if (width)
				memcpy((char *)table->extra + at * width,
				       (char *)table->extra + next * width, width);
			order[at] = (uint32_t)at;
			at = next;
		}
		memcpy(table->row + at * size, row, size);
		if (width)
			memcpy((char *)table->extra + at * width, extra, width);
		order[at] = (uint32_t)at;
	}
	free(row);
	free(extra);
}

static bool is_sorted(const struct pial_table *table, const struct pial_model *model)
{
	size_t i;

	for (i = 1; i < table->count; i++)
		if (pial_table_compare(table, model, pial_table_row(table, i - 1),
				       pial_table_row(table, i)) > 0)
			return false;
	return true;
}

static void sort_rows(struct pial_table *table, const struct pial_model *model)
{
	uint32_t *rank = rank_words(table, model);
	uint32_t *order = pial_calloc(table->count, sizeof(*order));
	uint32_t *spare = pial_calloc(table->count, sizeof(*spare));
	uint32_t *key = pial_calloc(table->count, sizeof(*key));
	size_t i;

	for (i = 0; i < table->count; i++)
		order[i] = (uint32_t)i;
	for (i = table->schema->fields; i-- > 0;)
		if (table->schema->field[i].flags & PIAL_F_KEY)
			sort_by(table, &table->schema->field[i], rank, &order, &spare, key);
	permute(table, order);
	free(key);
	free(spare);
	free(order);
	free(rank);
}

size_t pial_table_sort(struct pial_table *table, const struct pial_model *model)
{
	size_t i;

	if (!is_sorted(table, model))
		sort_rows(table, model);
	for (i = 1; i < table->count; i++)
		if (pial_table_compare(table, model, pial_table_row(table, i - 1),
				       pial_table_row(table, i)) == 0)
			return i;
	return 0;
}
