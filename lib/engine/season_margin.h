/*
 * The margin of each crop of a season: how much to grow beside the need, and what may come of it.
 */
#ifndef PIAL_ENGINE_SEASON_MARGIN_H
#define PIAL_ENGINE_SEASON_MARGIN_H

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"
#include "engine/margin.h"
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

/*
 * A grower of a crop with its packs, and the risks that its bid says; without a bid, or where it
 * says none, the policy's are left to pial_margin_pool.
 */
PIAL_MUST_CHECK
struct pial_margin_grower pial_season_grower(int64_t packs, const struct pial_bid *bid);

/*
 * What is planted over what is needed, both in one unit, down to the millionth; at most
 * PIAL_MARGIN_MAX, and 0 of a need of 0.
 */
PIAL_MUST_CHECK struct pial_rate pial_season_planted(pial_i128 planted, int64_t needed);

/*
 * Sets missing and surplus of an outlook: what is to be expected when these growers plant so many
 * times the need. Without a grower all is missing.
 */
PIAL_NONNULL(1, 5)
void pial_season_risk(const struct pial_policy *policy, const struct pial_margin_grower *grower,
		      size_t count, struct pial_rate planted,
		      struct pial_season_outlook *outlook);

/* Sets missing and surplus of every crop, once need and margin are all given. */
PIAL_NONNULL_ALL
void pial_season_look(struct pial_season_case *c, struct pial_arena *scratch);

#endif
