/*
 * Sorting by key in linear time: keys become numbers, sorted digit by digit from the last.
 *
 * Every key value becomes an unsigned rank: ids and texts their place among the texts of their
 * column, in byte order, numbers their value. Ranks take as many bits as they need, and as many
 * columns as fit into 32 bits make one number: that of a national order has 27 bits, day, kitchen
 * and product, and is sorted in three passes. Passes are stable and the numbers of the first
 * columns are sorted last, so equal keys keep the file's order and the first of a repeated key is
 * the one that came first. qsort was rejected: it is not stable and takes no context.
 *
 * A table that is sorted already, which is what the toolkit writes, is recognised in the one pass
 * that looks for repeated keys, and left alone. Texts are compared there only where two
 * neighbours have different ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "base/intern.h"
#include "load/table.h"

#include "base/banned.h"

/* Most bits of a digit: its counters must stay in the nearest cache. */
#define DIGIT 11
/* Rows that are moved among themselves: as many as the second cache holds. */
#define BLOCK ((size_t)4096)
/* Rows that a worker looks at at once. */
#define LOOK ((size_t)16384)
/* Largest row of a schema. */
#define ROW_MAX 512

/* A column of the key. */
struct part {
	const struct pial_field *field;	/* which */
	size_t size;			/* bytes of its member */
	bool word;			/* a number of the pool, not a value */
};

/* A row on its way to its place. */
struct place {
	uint32_t key;	/* what it is sorted by */
	uint32_t row;	/* index before */
};

static size_t list_parts(const struct pial_table *table, struct part part[PIAL_TABLE_FIELDS])
{
	size_t parts = 0;

	for (size_t i = 0; i < table->schema->fields; i++) {
		const struct pial_field *field = &table->schema->field[i];

		if (!(field->flags & PIAL_F_KEY))
			continue;
		part[parts++] = (struct part){ field, pial_value_size(field->type),
					       field->type == PIAL_T_ID ||
						       field->type == PIAL_T_TEXT };
	}
	return parts;
}

/* The member as a number: of the pool, or of the order of its values, none first. */
static uint32_t ordinal(const struct part *part, const void *row)
{
	const char *member = (const char *)row + part->field->offset;
	uint32_t wide = 0;
	uint16_t half = 0;

	switch (part->size) {
	case 4:
		memcpy(&wide, member, sizeof(wide));
		return part->word ? wide : wide ^ UINT32_C(0x80000000);
	case 2:
		memcpy(&half, member, sizeof(half));
		return half;
	default:
		return (uint8_t)*member;
	}
}

/* ---- Looking ---- */

/* Compares two rows by their keys, as pial_table_compare. */
static int compare(const struct pial_intern *pool, const struct part *part, size_t parts,
		   const void *a, const void *b)
{
	for (size_t i = 0; i < parts; i++) {
		uint32_t x = ordinal(&part[i], a), y = ordinal(&part[i], b);

		if (x == y)
			continue;
		if (part[i].word)
			return pial_intern_compare(pool, x, y);
		return x < y ? -1 : 1;
	}
	return 0;
}

/* What the workers share while they look. */
struct looking {
	const struct pial_table *table;	/* whose rows */
	const struct pial_intern *pool;	/* their texts */
	const struct part *part;	/* columns of the key */
	size_t parts;			/* how many */
	bool *wrong;			/* of a block: some row comes too early */
	size_t *twice;			/* of a block: its first row that repeats a key, or 0 */
};

static void look_at_block(void *context, unsigned worker, size_t block)
{
	const struct looking *looking = context;
	const struct pial_table *table = looking->table;
	size_t first = block ? block * LOOK : 1, end = (block + 1) * LOOK;

	(void)worker;
	for (size_t i = first; i < end && i < table->count; i++) {
		int order = compare(looking->pool, looking->part, looking->parts,
				    pial_table_row(table, i - 1), pial_table_row(table, i));

		if (order > 0) {
			looking->wrong[block] = true;
			return;
		}
		if (order == 0 && !looking->twice[block])
			looking->twice[block] = i;
	}
}

/*
 * Looks at a table. True when it is sorted; *twice is then the index of the first row whose key
 * equals the one before, or 0.
 */
static bool is_sorted(const struct pial_table *table, const struct pial_intern *pool,
		      const struct part *part, size_t parts, size_t *twice)
{
	size_t blocks = (table->count + LOOK - 1) / LOOK;
	struct looking looking = { table, pool, part, parts,
				   pial_calloc(blocks + 1, sizeof(bool)),
				   pial_calloc(blocks + 1, sizeof(size_t)) };
	bool sorted = true;

	pial_crew_run(table->workers, blocks, look_at_block, &looking);
	*twice = 0;
	for (size_t b = 0; b < blocks; b++) {
		sorted = sorted && !looking.wrong[b];
		if (!*twice)
			*twice = looking.twice[b];
	}
	free(looking.wrong);
	free(looking.twice);
	return sorted;
}

/* ---- Ranks ---- */

/* A text of the pool, to be ranked. */
struct word {
	const char *text;	/* as interned */
	uint32_t n;		/* its number */
};

static int compare_words(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->text, ((const struct word *)b)->text);
}

/* True when texts in the order of their numbers are sorted: those of a sorted file are. */
static bool words_sorted(const struct word *word, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (compare_words(&word[i - 1], &word[i]) > 0)
			return false;
	return true;
}

/* Ranks the texts that are used, marked by 1 in rank; returns the highest rank, from 0 for "". */
static uint32_t rank_words(const struct pial_intern *pool, uint32_t *rank)
{
	struct word *word = NULL;
	size_t count = 0, cap = 0;

	for (size_t n = 1; n < pool->count; n++) {
		if (!rank[n])
			continue;
		word = pial_grow(word, count, &cap, sizeof(*word));
		word[count++] = (struct word){ pool->text[n], (uint32_t)n };
	}
	if (count && !words_sorted(word, count))
		qsort(word, count, sizeof(*word), compare_words);
	for (size_t i = 0; i < count; i++)
		rank[word[i].n] = (uint32_t)i + 1;
	free(word);
	return (uint32_t)count;
}

/* A table being sorted. */
struct sort {
	const struct pial_table *table;	/* what */
	const struct pial_intern *pool;	/* its texts */
	struct place *place, *spare;	/* rows in the order so far; room for the next pass */
	uint32_t *rank;			/* number of the pool to rank, for one column */
	unsigned bits;			/* of the keys gathered since the last passes */
};

static unsigned bits_of(uint32_t value)
{
	unsigned bits = 0;

	for (; value; value >>= 1)
		bits++;
	return bits;
}

/* One stable counting pass over a digit of the keys. */
static void pass(struct sort *sort, unsigned shift, unsigned bits)
{
	uint32_t mask = (UINT32_C(1) << bits) - 1, start[1 << DIGIT] = { 0 }, sum = 0;
	struct place *from = sort->place, *to = sort->spare;
	size_t count = sort->table->count;

	for (size_t i = 0; i < count; i++)
		start[from[i].key >> shift & mask]++;
	for (uint32_t i = 0; i <= mask; i++) {
		uint32_t n = start[i];

		start[i] = sum;
		sum += n;
	}
	for (size_t i = 0; i < count; i++)
		to[start[from[i].key >> shift & mask]++] = from[i];
	sort->place = to;
	sort->spare = from;
}

/* Sorts by the keys gathered, keeping the order of equals, and empties them. */
static void sort_gathered(struct sort *sort)
{
	unsigned passes = (sort->bits + DIGIT - 1) / DIGIT;
	unsigned bits = passes ? (sort->bits + passes - 1) / passes : 0;

	for (unsigned i = 0; i < passes; i++)
		pass(sort, i * bits, bits);
	for (size_t i = 0; i < sort->table->count; i++)
		sort->place[i].key = 0;
	sort->bits = 0;
}

/* Puts a column above the keys gathered so far, sorting by those first when both do not fit. */
static void gather(struct sort *sort, const struct part *part)
{
	size_t count = sort->table->count;
	uint32_t low = 0, high;
	unsigned bits;

	if (part->word) {
		memset(sort->rank, 0, sort->pool->count * sizeof(*sort->rank));
		for (size_t i = 0; i < count; i++)
			sort->rank[ordinal(part, pial_table_row(sort->table, i))] = 1;
		sort->rank[0] = 0;
		high = rank_words(sort->pool, sort->rank);
	} else {
		low = high = ordinal(part, pial_table_row(sort->table, 0));
		for (size_t i = 1; i < count; i++) {
			uint32_t value = ordinal(part, pial_table_row(sort->table, i));

			low = value < low ? value : low;
			high = value > high ? value : high;
		}
	}
	bits = bits_of(high - low);
	if (!bits)
		return;
	if (sort->bits + bits > 32)
		sort_gathered(sort);
	for (size_t i = 0; i < count; i++) {
		uint32_t value = ordinal(part, pial_table_row(sort->table, sort->place[i].row));

		value = part->word ? sort->rank[value] : value - low;
		sort->place[i].key |= value << sort->bits;
	}
	sort->bits += bits;
}

/* ---- Moving ---- */

/* Exchanges two rows, their unknown columns and where they go. */
static void exchange(struct pial_table *table, uint32_t *to, size_t a, size_t b)
{
	size_t size = table->schema->row_size, width = table->extras;
	char *x = table->row + a * size, *y = table->row + b * size;
	uint32_t place = to[a];
	char row[ROW_MAX];

	to[a] = to[b];
	to[b] = place;
	memcpy(row, x, size);
	memcpy(x, y, size);
	memcpy(y, row, size);
	for (size_t i = 0; i < width; i++) {
		struct pial_text text = table->extra[a * width + i];

		table->extra[a * width + i] = table->extra[b * width + i];
		table->extra[b * width + i] = text;
	}
}

/*
 * Moves rows to their places, to[i] for row i, where they are: a second array of rows would be the
 * largest thing in memory. First each row goes to its block, filled from its beginning, then to
 * its place inside; following the cycles at once would go to memory for each row, and wait. Eats
 * to.
 */
static void permute(struct pial_table *table, uint32_t *to)
{
	size_t blocks = table->count / BLOCK + 1;
	size_t *filled = pial_calloc(blocks, sizeof(*filled));

	for (size_t b = 0; b < blocks; b++)
		filled[b] = b * BLOCK;
	for (size_t b = 0; b < blocks; b++) {
		size_t end = b + 1 < blocks ? (b + 1) * BLOCK : table->count;

		while (filled[b] < end) {
			size_t home = to[filled[b]] / BLOCK;

			if (home == b)
				filled[b]++;
			else
				exchange(table, to, filled[b], filled[home]++);
		}
	}
	free(filled);
	for (size_t i = 0; i < table->count; i++)
		while (to[i] != i)
			exchange(table, to, i, to[i]);
}

static void sort_rows(struct pial_table *table, const struct pial_intern *pool,
		      const struct part *part, size_t parts)
{
	struct sort sort = { .table = table, .pool = pool };
	uint32_t *to;

	sort.place = pial_calloc(table->count, sizeof(*sort.place));
	sort.spare = pial_calloc(table->count, sizeof(*sort.spare));
	sort.rank = pial_calloc(pool->count, sizeof(*sort.rank));
	for (size_t i = 0; i < table->count; i++)
		sort.place[i].row = (uint32_t)i;
	while (parts--)
		gather(&sort, &part[parts]);
	sort_gathered(&sort);
	free(sort.rank);
	to = (void *)sort.spare;
	for (size_t i = 0; i < table->count; i++)
		to[sort.place[i].row] = (uint32_t)i;
	free(sort.place);
	permute(table, to);
	free(to);
}

size_t pial_table_sort(struct pial_table *table, const struct pial_model *model)
{
	struct part part[PIAL_TABLE_FIELDS];
	size_t parts = list_parts(table, part), twice;

	if (is_sorted(table, &model->pool, part, parts, &twice))
		return twice;
	sort_rows(table, &model->pool, part, parts);
	(void)is_sorted(table, &model->pool, part, parts, &twice);
	return twice;
}
