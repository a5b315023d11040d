/*
 * The fewest drops, proved: branch and bound over the drops of a small case.
 *
 * A node decides some drops. It is left when the bound says that no plan below it is better than
 * the best known, or when the flow in grams says that there is none; else one more drop is
 * decided, both ways. Where all are decided, the exact fit says whether whole packs go through
 * them.
 */
#ifndef PIAL_ENGINE_DROPS_TREE_H
#define PIAL_ENGINE_DROPS_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/drops.h"
#include "engine/drops_plan.h"

/* Drops and arcs up to which a case is small: the tree is searched, and often ends. */
#define PIAL_DROPS_TREE_DROPS 128
#define PIAL_DROPS_TREE_ARCS 2000

/* What the tree, or its first bound alone, found out. */
struct pial_drops_proof {
	int64_t least;		/* no plan has fewer drops, once nothing more important is better */
	bool proved;		/* the plan is the best: producers over, small drops, then drops */
	bool cut;		/* the caller said stop */
	uint64_t nodes;		/* looked at */
};

/*
 * Improves a plan that fits to the best there is, and proves it, within steps; in a case that is
 * not small only the bound is computed. The plan fits at every moment.
 */
PIAL_NONNULL_ALL
void pial_drops_prove(struct pial_drops_plan *plan, uint64_t steps,
		      const struct pial_drops_control *control, struct pial_arena *arena,
		      struct pial_drops_proof *proof);

#endif
