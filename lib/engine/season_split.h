/*
 * Who of those ready to grow a product in a week grows how much: the weekly engine's fair split
 * between producers (fair.h, whole.h), on a network of harvests and kitchens.
 */
#ifndef PIAL_ENGINE_SEASON_SPLIT_H
#define PIAL_ENGINE_SEASON_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"
#include "engine/season_case.h"

/* A split asked for; arrays are parallel to the crop's harvests. */
struct pial_season_split {
	const struct pial_season_case *c;	/* whose */
	const struct pial_crop *crop;		/* which */
	bool reserve;				/* of the margin, not of the need */
	const int64_t *least;			/* packs that each keeps; NULL: none */
	const int64_t *first;			/* packs served before all others; NULL: none */
	const int64_t *most;			/* limits; at least `least` */
	int64_t *packs;				/* the answer */
};

/*
 * Splits as much as can be between the harvests of a crop: up to `first`, then up to `most` by
 * weight, then those without weight. `least` must be attainable at once, as an answer of an
 * earlier split is. The arena is for the work.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_season_split(const struct pial_season_split *split, struct pial_arena *arena);

#endif
