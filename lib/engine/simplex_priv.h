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

/*
 * Makes the first tree, with the cost at work in simplex->loose (simplex_start.c). Returns false
 * when some supply has no way yet: artificial arcs carry it.
 */
PIAL_NONNULL_ALL bool pial_simplex_start(struct pial_simplex *simplex);

#endif
