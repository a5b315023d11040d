/*
 * The margin of each crop of a season: how much to grow beside the need, and what may come of it.
 */
#ifndef PIAL_ENGINE_SEASON_MARGIN_H
#define PIAL_ENGINE_SEASON_MARGIN_H

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"
#include "engine/season_case.h"

/*
 * Sets outlook (factor, cheapest, lost) and reserve of every crop from who was promised what
 * (margin.h): need x factor, the factor being that of the policy's fill rate and 1 at least, in
 * packs to the nearest, less the packs of the need. Rounding up was rejected: a crate more for
 * every small need would plant twice what is needed. What stands in the ground beyond its promise
 * is margin, and comes first; the kitchens' parts of the reserve go by their packs.
 * PIAL_STEP_RANGE when the reserve leaves the room of numbers.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_season_margin(struct pial_season_case *c, struct pial_arena *scratch);

/* Sets missing and surplus of every crop, once need and margin are all given. */
PIAL_NONNULL_ALL
void pial_season_look(struct pial_season_case *c, struct pial_arena *scratch);

#endif
