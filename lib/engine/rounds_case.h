/*
 * Weeks as a case of few drops: a visit is a kitchen, a drop a pair, for the whole season.
 */
#ifndef PIAL_ENGINE_ROUNDS_CASE_H
#define PIAL_ENGINE_ROUNDS_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/drops_case.h"
#include "engine/fair.h"
#include "engine/rounds_week.h"

/*
 * Makes the case of some weeks: their needs and offers side by side, meeting in their pairs alone.
 * Nothing limits producers' weeks, kilometres or producers at a kitchen. pair receives the place of
 * each drop's pair in a table of producers x kitchens. packs receives each arc's, through all
 * pairs. PIAL_STEP_RANGE when masses or ways are too large.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_rounds_case_init(struct pial_drops_case *drops,
				     const struct pial_model *model,
				     const struct pial_rounds_net *const *net, size_t nets,
				     const size_t **pair, const int64_t **packs,
				     struct pial_arena *arena);

#endif
