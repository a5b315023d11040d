/*
 * Whole packs: level 6 of the allocation.
 *
 * Inside one block every exact value lies between two whole numbers. Floors first; then one
 * pack each to candidates by exact - floor, largest first, then w / (2 floor + 1), then id,
 * when the rest can still be completed. The whole vectors between floor and ceiling that keep
 * the block's sum are the bases of a matroid, so the greedy order is exact (Federgruen and
 * Groenevelt 1986). Blocks are rounded apart: a pack never passes from a lower level to a
 * higher one by rounding.
 */
#ifndef PIAL_ENGINE_WHOLE_H
#define PIAL_ENGINE_WHOLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/fair.h"

/*
 * Rounds the entries (indices in fair->entry) of the block of nodes given, from num / den (den
 * the same for all of them) to value. All that may leave the block leaves it. PIAL_STEP_FAULT
 * when the exact values do not fit the block.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_whole_round(struct pial_fair *fair, const uint32_t *node, uint32_t count,
				uint32_t *entry, size_t entries);

#endif
