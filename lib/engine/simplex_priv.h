/*
 * What the files of the network simplex share: states of arcs and the tree, and the vectors in
 * which a table is priced.
 *
 * Internal to the room. The general simplex (simplex.c, simplex_start.c) keeps children in lists;
 * the one for tables (simplex_grid*.c) keeps only its offers, in the order of the tree.
 */
#ifndef PIAL_ENGINE_SIMPLEX_PRIV_H
#define PIAL_ENGINE_SIMPLEX_PRIV_H

#include "engine/simplex.h"

/* No node, no arc. */
#define PIAL_NONE UINT32_MAX

/* Where an arc stands; the signs are those by which its reduced cost is told. */
enum pial_arc_state {
	PIAL_ARC_FULL = -1,	/* out of the tree, at its limit */
	PIAL_ARC_TREE = 0,	/* in the tree */
	PIAL_ARC_EMPTY = 1,	/* out of the tree, at 0 */
	PIAL_ARC_FROZEN = 2,	/* keeps its flow */
};

/* Costs at a time; both gcc and clang know vectors of this width on all machines. */
#define PIAL_LANES 4

/* Costs side by side, wherever a row of the table begins. */
typedef int32_t pial_lanes __attribute__((vector_size(16), aligned(4), may_alias));
/* The same bits, two lanes at a time. */
typedef int64_t pial_pairs __attribute__((vector_size(16)));

/*
 * The lesser of each two. Written with masks, since C knows no choice between vectors; compilers
 * make it one instruction where the machine has it.
 */
static inline pial_lanes pial_lesser_of(pial_lanes a, pial_lanes b)
{
	pial_lanes less = a < b;

	return (a & less) | (b & ~less);
}

/* True when one of them is below 0: told by their signs, two at a time. */
static inline bool pial_lanes_any(pial_lanes a)
{
	pial_pairs signs = (pial_pairs)a & INT64_C(-0x7fffffff80000000);

	return signs[0] | signs[1];
}

/* The column that costs a row least, with what each costs more; *least is that cost. */
PIAL_NONNULL_ALL
uint32_t pial_grid_cheapest(const struct pial_grid *grid, uint32_t row, const int32_t *more,
			    int32_t *least);

/*
 * What a pack costs a row where it hangs: its potential, which is not kept, since the column above
 * has it. A row that hangs on the root pays more than any way through the table costs.
 */
PIAL_NONNULL_ALL
static inline int32_t pial_grid_paid(const struct pial_grid *grid, uint32_t row)
{
	uint32_t above = grid->up[row];

	if (above == grid->root)
		return grid->far;
	above -= grid->rows;
	return grid->cost[(size_t)row * grid->width + above] + grid->pi[above];
}

/*
 * Makes the first tree of a table (simplex_grid_start.c): strongly feasible, with its order and
 * potentials. What no column has left for a row comes from the root, and the other way round.
 */
PIAL_NONNULL_ALL void pial_grid_start(struct pial_grid *grid, const int64_t *supply);

/* Hangs a node by an arc, first of those below another. */
PIAL_NONNULL_ALL void pial_tree_hang(struct pial_simplex *simplex, uint32_t v, uint32_t parent,
				     uint32_t arc);

/*
 * Makes the first tree, with the cost at work in simplex->loose (simplex_start.c). Returns false
 * when some supply has no way yet: artificial arcs carry it.
 */
PIAL_NONNULL_ALL bool pial_simplex_start(struct pial_simplex *simplex);

#endif
