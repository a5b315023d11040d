/*
 * The search for a good plan where the best cannot be proved: closing drops one by one, then
 * shaking the plan and closing again.
 */
#ifndef PIAL_ENGINE_DROPS_SEARCH_H
#define PIAL_ENGINE_DROPS_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/drops.h"
#include "engine/drops_plan.h"

/*
 * Improves a plan that fits, until steps (arcs looked at) are used up or the caller says stop:
 * *cut is then set. The plan fits at every moment.
 */
PIAL_NONNULL_ALL
void pial_drops_search(struct pial_drops_plan *plan, uint64_t steps,
		       const struct pial_drops_control *control, struct pial_arena *arena,
		       bool *cut);

#endif
