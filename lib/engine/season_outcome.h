/*
 * A planned season as rows: the plan's table, and what people are told beside it.
 */
#ifndef PIAL_ENGINE_SEASON_OUTCOME_H
#define PIAL_ENGINE_SEASON_OUTCOME_H

#include "base/attr.h"
#include "engine/season_case.h"

/* Fills a result whose arena is ready from a case whose harvests have their packs. */
PIAL_NONNULL_ALL
void pial_season_outcome(const struct pial_season_case *c, struct pial_season_result *result);

/* Fills the result's gaps: what nobody promised, with the partner who could complete it. */
PIAL_NONNULL_ALL
void pial_season_gaps(const struct pial_season_case *c, struct pial_season_result *result);

#endif
