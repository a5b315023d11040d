/*
 * What the files of the network simplex share: states of arcs and the tree.
 */
#ifndef PIAL_ENGINE_SIMPLEX_PRIV_H
#define PIAL_ENGINE_SIMPLEX_PRIV_H

#include "engine/simplex.h"

/* No node, no arc. */
#define PIAL_NONE UINT32_MAX

enum pial_arc_state {
	PIAL_ARC_FULL = -1,	/* out of the tree, at its limit */
	PIAL_ARC_TREE = 0,	/* in the tree */
	PIAL_ARC_EMPTY = 1,	/* out of the tree, at 0 */
	PIAL_ARC_FROZEN = 2,	/* keeps its flow */
};

/* Hangs a node by an arc, first of those below another. */
PIAL_NONNULL_ALL void pial_tree_hang(struct pial_simplex *simplex, uint32_t v, uint32_t parent,
				     uint32_t arc);

/* A cell of the grid becomes an arc, empty, in the spare place. Returns it. */
PIAL_NONNULL_ALL uint32_t pial_grid_arc(struct pial_simplex *simplex, uint32_t row,
					uint32_t column);

/* The arc in the spare place stays in the tree, and another left it; PIAL_NONE: none of a cell. */
PIAL_NONNULL_ALL void pial_grid_left(struct pial_simplex *simplex, uint32_t arc);

/* Finds a cell to enter and makes it an arc; PIAL_NONE when there is none. */
PIAL_NONNULL_ALL uint32_t pial_grid_entering(struct pial_simplex *simplex);

/* Finds the first tree for the cost at work and runs; most is the largest magnitude. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_simplex_run_first(struct pial_simplex *simplex, int64_t most);

/* Sets whether all that is not frozen is a forest, so that one flow is left. */
PIAL_NONNULL_ALL void pial_simplex_settle(struct pial_simplex *simplex);

/*
 * Makes the first tree, with the cost at work in simplex->loose (simplex_start.c). Returns false
 * when some supply has no way yet: artificial arcs carry it.
 */
PIAL_NONNULL_ALL bool pial_simplex_start(struct pial_simplex *simplex);

#endif
