/*
 * Land over time: what stands where in which week, and who gives way where it is too little.
 *
 * Every sowing takes the area of all its harvests, need and margin, from its week of sowing (of
 * its first harvest, where days_to_harvest is not said) to its last one. A farm's land and a bid's
 * max_area are limits of each week. A season planned again counts the weeks from `from` on only,
 * and what stands in the ground with all that is left of it, promised or not.
 *
 * Who gives way: one pack at a time, the bid of the farm whose committed / wanted is the highest
 * then and that has a sowing in that week, so that the lowest is the last to lose; among equals the
 * later in the order of product and weeks. Committed are the packs of all its weeks; wanted its
 * column `wanted` for as many weeks, else `max_quantity`, else what it was given at first. It loses
 * in the week in which it has the most, the latest of several, so that its weeks stay even. Weeks
 * are gone through in their order; a bid's own limit comes before the farm's.
 */
#ifndef PIAL_ENGINE_LAND_H
#define PIAL_ENGINE_LAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/season_case.h"

/* Weeks of a ground, by place in used, that a harvest's land is taken for: first to end. */
struct pial_stay {
	size_t first, end;	/* end is not in it */
};

/* The weeks that count of those in which a harvest's sowing stands. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_stay pial_land_stay(const struct pial_season_case *c, size_t harvest);

/* Counts what stands in the ground. To be called once, before anything is set. */
PIAL_NONNULL_ALL void pial_land_start(struct pial_season_case *c);

/* Gives a harvest its packs, instead of those it had, on its land. */
PIAL_NONNULL_ALL
void pial_land_set(struct pial_season_case *c, size_t harvest, int64_t need, int64_t margin);

/*
 * Packs that a harvest's need (or margin) may have in all as far as land goes, given all others;
 * INT64_MAX when land is no limit.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_land_most(const struct pial_season_case *c, size_t harvest, bool margin);

/* Fixes what bids are measured by, once they were first given something. */
PIAL_NONNULL_ALL void pial_land_measure(struct pial_season_case *c);

/*
 * Takes packs of the need (or of the margin) away until no week of any land is too full; gave_up of
 * the harvests counts them. What stands in the ground stays: where it alone is too much, so it is.
 * What is given up others may have (season_split.h, then exchange.h).
 */
PIAL_NONNULL_ALL void pial_land_repair(struct pial_season_case *c, bool margin);

#endif
