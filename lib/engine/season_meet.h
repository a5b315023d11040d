/*
 * Which growers may serve which kitchens in a week of a season, and who of them is near.
 */
#ifndef PIAL_ENGINE_SEASON_MEET_H
#define PIAL_ENGINE_SEASON_MEET_H

#include "base/attr.h"
#include "engine/season_case.h"

/*
 * Fills allowed of every crop and rank of every harvest. A pair may meet when some day of the week
 * lets it (allowed.h), rounds aside: a plan is made before the rounds. Ranks go by the mean
 * distance to the kitchens that a grower may serve, weighed by their need, unknown last, then by
 * the order of harvests.
 */
PIAL_NONNULL_ALL void pial_season_meet(struct pial_season_case *c);

/*
 * True when a producer of any tier may serve some kitchen of a crop; *distance is then the mean
 * distance, in metres, rounded down; INT64_MAX when unknown.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_season_meets(const struct pial_season_case *c, const struct pial_crop *crop,
		       const struct pial_producer *producer, int64_t *distance);

#endif
