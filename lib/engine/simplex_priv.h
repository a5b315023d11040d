/*
 * What the files of the network simplex share: states of arcs and the tree. The vectors in which a
 * table is priced are in simplex_lanes.h.
 *
 * Internal to the room. The general simplex (simplex.c, simplex_start.c) keeps children in lists;
 * the one for tables (simplex_grid*.c) keeps sets of the offers below a node.
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

/* From so many rows on, a table is worth some looks at it before the search. */
#define PIAL_GRID_MANY 16

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

/*
 * Solves a table of two rows or two columns outright (simplex_grid_two.c): leaves its tree, flows
 * and potentials, not its sets. False where that is left to the search.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_grid_two(struct pial_grid *grid, const int64_t *supply);

/* Hangs a node by an arc, first of those below another. */
PIAL_NONNULL_ALL void pial_tree_hang(struct pial_simplex *simplex, uint32_t v, uint32_t parent,
				     uint32_t arc);

/*
 * Makes the first tree, with the cost at work in simplex->loose (simplex_start.c). Returns false
 * when some supply has no way yet: artificial arcs carry it.
 */
PIAL_NONNULL_ALL bool pial_simplex_start(struct pial_simplex *simplex);

#endif
