/*
 * Rows read by several threads: the text is cut at line ends into blocks, a round of blocks is read
 * side by side, then put together in the order of the file, and then comes the next round.
 *
 * A line ends a record unless the quotes before it are odd in number. That is right as long as no
 * quote stands where none may; where one does, the block that has it is read again in its turn, and
 * reading stops there. Whatever else there is to say of a block is said in the same way: first it
 * is read quietly, and read again when it was not as usual. So nothing depends on which thread read
 * what, and lines, messages and limits are those of reading row by row, by the same code.
 *
 * Lines are counted before they are read, so that each row knows its line and its place at once;
 * copying rows from arrays of blocks to one was rejected. Texts with CR, where a line feed need not
 * be all there is to a line, and sheets, whose records are lines of their own, are read row by row.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "io/csv.h"
#include "io/csv_priv.h"

#include "base/banned.h"

/* Bytes of a block, about: small enough for the second cache, with its rows. */
#define BLOCK ((size_t)256 << 10)
/* Blocks of a round; then their text is given back. */
#define ROUND ((size_t)64)

struct pial_csv_block {
	struct pial_csv_shape shape;	/* its lines */
	size_t lines, quotes;		/* in it */
	size_t first;			/* place of its first line in the round */
	size_t rows;			/* read aside, or PIAL_CSV_AGAIN */
};

/* A table being read. */
struct reading {
	const struct pial_csv_hands *hands;	/* the caller's */
	void *data;			/* and what they work on */
	struct pial_csv_block block[ROUND];	/* of this round */
	size_t blocks;			/* how many */
};

bool pial_csv_block_read(const struct pial_csv_block *block, const struct pial_csv_ops *ops,
			 void *data, struct pial_diags *diags)
{
	return pial_csv_rows(&block->shape, ops, data, diags);
}

/* Counts in words of eight bytes how often a byte stands there. */
static size_t count_byte(const char *text, size_t len, unsigned char byte)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), lows = 0x7F * ones;
	size_t count = 0, at = 0;

	for (; at + sizeof(uint64_t) <= len; at += sizeof(uint64_t)) {
		uint64_t word, other;

		memcpy(&word, text + at, sizeof(word));
		word ^= byte * ones;
		/* The top bit of each byte that is not zero; no carry leaves a byte. */
		other = (((word & lows) + lows) | word) & ~lows;
		/* Each top bit becomes a one in its byte, and a product adds them up. */
		count += sizeof(word) - (size_t)((other >> 7) * ones >> 56);
	}
	for (; at < len; at++)
		count += (unsigned char)text[at] == byte;
	return count;
}

static void count_block(void *context, unsigned worker, size_t task)
{
	struct reading *reading = context;
	struct pial_csv_block *block = &reading->block[task];
	size_t len = (size_t)(block->shape.end - block->shape.at);

	(void)worker;
	block->lines = count_byte(block->shape.at, len, '\n');
	block->quotes = count_byte(block->shape.at, len, '"');
}

static void read_block(void *context, unsigned worker, size_t task)
{
	struct reading *reading = context;
	struct pial_csv_block *block = &reading->block[task];

	block->rows = reading->hands->read(reading->data, worker, block, block->first);
}

/* Cuts the next blocks off what is left to read, at line ends. */
static void cut(struct reading *reading, const struct pial_csv_shape *rest)
{
	const char *at = rest->at;

	for (reading->blocks = 0; reading->blocks < ROUND && at < rest->end; reading->blocks++) {
		struct pial_csv_block *block = &reading->block[reading->blocks];
		const char *end = rest->end;

		if ((size_t)(rest->end - at) > BLOCK) {
			end = memchr(at + BLOCK, '\n', (size_t)(rest->end - at) - BLOCK);
			end = end ? end + 1 : rest->end;
		}
		block->shape = *rest;
		block->shape.at = at;
		block->shape.end = end;
		block->shape.how = PIAL_CSV_ORDINARY;
		at = end;
	}
}

/*
 * Joins blocks where a quote is open between them, and numbers their lines. Returns all lines. What
 * is still open at the end of the round is left for the next one.
 */
static size_t settle(struct reading *reading, uint32_t line)
{
	size_t kept = 0, lines = 0, quotes = 0, closed = 0;

	for (size_t b = 0; b < reading->blocks; b++) {
		struct pial_csv_block *block = &reading->block[b];

		if (quotes % 2) {
			reading->block[kept - 1].shape.end = block->shape.end;
			reading->block[kept - 1].lines += block->lines;
		} else {
			reading->block[kept] = *block;
			reading->block[kept].first = lines;
			reading->block[kept++].shape.line = line + (uint32_t)lines;
		}
		lines += block->lines;
		quotes += block->quotes;
		if (quotes % 2 == 0)
			closed = kept;
	}
	if (closed < kept)
		lines = reading->block[closed].first;
	reading->blocks = closed;
	return lines;
}

/* Adds a round's rows in order; false when reading stopped. *again: how many were read twice. */
static bool join_round(struct reading *reading, const struct pial_csv_ops *ops,
		       struct pial_diags *diags, size_t *again)
{
	for (size_t b = 0; b < reading->blocks; b++) {
		const struct pial_csv_block *block = &reading->block[b];

		if (block->rows != PIAL_CSV_AGAIN) {
			reading->hands->join(reading->data, block->first, block->rows);
			continue;
		}
		++*again;
		if (!pial_csv_block_read(block, ops, reading->data, diags))
			return false;
	}
	return true;
}

/*
 * Reads rounds until little is left, or most blocks have to be read twice; *rest is then what is
 * left. False when reading stopped.
 */
static bool read_rounds(struct reading *reading, struct pial_csv_shape *rest,
			const struct pial_csv_ops *ops, struct pial_diags *diags)
{
	unsigned workers = reading->hands->workers;
	size_t again = 0;

	while ((size_t)(rest->end - rest->at) > 2 * BLOCK && 2 * again <= reading->blocks) {
		size_t lines;

		again = 0;
		cut(reading, rest);
		pial_crew_run(workers, reading->blocks, count_block, reading);
		lines = settle(reading, rest->line);
		if (!reading->blocks || !reading->hands->ready(reading->data, lines))
			return true;
		pial_crew_run(workers, reading->blocks, read_block, reading);
		if (!join_round(reading, ops, diags, &again))
			return false;
		rest->at = reading->block[reading->blocks - 1].shape.end;
		rest->line += (uint32_t)lines;
		pial_source_forget(rest->source, (size_t)(rest->at - rest->source->text));
	}
	return true;
}

bool pial_csv_use_up_by(struct pial_source *source, const struct pial_csv_ops *ops, void *data,
			const struct pial_csv_hands *hands, struct pial_diags *diags)
{
	struct pial_csv_shape shape;
	bool ok = pial_csv_head(&shape, source, PIAL_CSV_USE_UP, ops, data, diags);

	if (ok && hands->workers > 1 && !shape.has_cr && !source->sheet) {
		struct reading *reading = pial_calloc(1, sizeof(*reading));

		reading->hands = hands;
		reading->data = data;
		ok = read_rounds(reading, &shape, ops, diags);
		free(reading);
	}
	ok = ok && pial_csv_rows(&shape, ops, data, diags);
	pial_source_drop(source);
	return ok && !pial_diags_since(diags, shape.errors);
}
