/*
 * Rows of a table priced several cells at a time.
 *
 * Internal to the room, for simplex_grid*.c. Vectors of gcc's kind, which clang knows, too: four
 * costs of 32 bits, as all 64-bit machines have them. A row of a table is a whole number of them;
 * the cells behind the last column are no pairs. A row of some ten cells takes less time than a
 * branch guessed wrong, so that what looks for a cell in it looks at all of them.
 *
 * Rejected: longer vectors, chosen when the program starts (a thirtieth of the time of a national
 * week).
 */
#ifndef PIAL_ENGINE_SIMPLEX_LANES_H
#define PIAL_ENGINE_SIMPLEX_LANES_H

#include "engine/simplex.h"

/* Costs at a time, and cells by which the width of a table is rounded up. */
#define PIAL_LANES 4

/*
 * Costs side by side, wherever a row of the table begins: a row is as wide as its columns need,
 * not more, so that it begins at a multiple of four costs, which may be no multiple of 16 bytes
 * from where the table does.
 */
typedef int32_t pial_lanes __attribute__((vector_size(16), aligned(4), may_alias));

/*
 * The same bits as numbers with a point, which they are not: the one instruction that collects the
 * signs of four lanes is made for such numbers.
 */
typedef float pial_reals __attribute__((vector_size(16)));

/*
 * The lesser of each two. Written with masks, since C knows no choice between vectors; compilers
 * make it one instruction where the machine has it.
 */
static inline pial_lanes pial_lesser_of(pial_lanes a, pial_lanes b)
{
	pial_lanes less = a < b;

	return (a & less) | (b & ~less);
}

/*
 * The greater of each two. With the lesser it keeps the two least of a row, four columns at a
 * time: what is greater than the least so far may still be the second.
 */
static inline pial_lanes pial_greater_of(pial_lanes a, pial_lanes b)
{
	pial_lanes less = a < b;

	return (b & less) | (a & ~less);
}

#ifdef __SSE2__
/*
 * The signs of four numbers as bits, the first lowest: 1 is below 0. Comparing vectors gives -1
 * where it holds, so that these are also the places where it does.
 */
static inline uint32_t pial_lanes_signs(pial_lanes a)
{
	return (uint32_t)__builtin_ia32_movmskps((pial_reals)a);
}
#else
/*
 * The signs of four numbers as bits, one by one, on machines without an instruction for it. What
 * comes of it is the same.
 */
static inline uint32_t pial_lanes_signs(pial_lanes a)
{
	return (uint32_t)(a[0] < 0) | (uint32_t)(a[1] < 0) << 1 | (uint32_t)(a[2] < 0) << 2 |
	       (uint32_t)(a[3] < 0) << 3;
}
#endif

/*
 * The first column where a row's cell and what it costs more add up to a cost that one has. The
 * bits of 64 columns are collected without asking in between.
 */
PIAL_INLINE uint32_t pial_grid_find(const struct pial_grid *grid, uint32_t row, const int32_t *more,
				    int32_t cost)
{
	const pial_lanes *cell = (const void *)(grid->cost + (size_t)row * grid->width);
	const pial_lanes *by = (const void *)more;

	for (uint32_t at = 0, count = grid->width / PIAL_LANES;; at += 16) {
		uint64_t found = 0;

		for (uint32_t i = 0; i < 16 && at + i < count; i++)
			found |= (uint64_t)pial_lanes_signs(cell[at + i] + by[at + i] == cost)
				 << PIAL_LANES * i;
		if (found)
			return at * PIAL_LANES + (uint32_t)__builtin_ctzll(found);
	}
}

/*
 * The column that costs a row least, with what each costs more; *least is that cost. Of several
 * columns it is the first, so that it does not depend on the machine.
 *
 * Sums must not go beyond 32 bits: a cell that is no pair costs PIAL_GRID_NONE, and twice that is
 * the most that may come of it.
 */
PIAL_INLINE uint32_t pial_grid_cheapest(const struct pial_grid *grid, uint32_t row,
					const int32_t *more, int32_t *least)
{
	const pial_lanes *cell = (const void *)(grid->cost + (size_t)row * grid->width);
	const pial_lanes *by = (const void *)more;
	pial_lanes first = cell[0] + by[0], other;

	for (uint32_t i = 1; i < grid->width / PIAL_LANES; i++)
		first = pial_lesser_of(first, cell[i] + by[i]);
	other = (pial_lanes){ first[2], first[3], first[0], first[1] };
	first = pial_lesser_of(first, other);
	*least = first[0] < first[1] ? first[0] : first[1];
	return pial_grid_find(grid, row, more, *least);
}

#endif
