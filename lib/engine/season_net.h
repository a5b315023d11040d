/*
 * Who of a crop may serve whom, as a network: how much its growers can bring at once.
 *
 * Nodes are the crop's harvests, in their order, then its kitchens; kitchens that the same harvests
 * reach are one node (alike.h), since only sums count here. What may leave at a kitchen is its part
 * of the need or of the margin.
 */
#ifndef PIAL_ENGINE_SEASON_NET_H
#define PIAL_ENGINE_SEASON_NET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/flow.h"
#include "engine/season_case.h"

/*
 * Makes the network of a crop, empty, for its reserve or else for its need. It lives in the arena
 * keep; scratch is for the work and may be the same.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_net *pial_season_net(const struct pial_season_case *c, const struct pial_crop *crop,
				 bool reserve, struct pial_arena *keep,
				 struct pial_arena *scratch);

/*
 * The same network with what every harvest has of the need, or of the margin, flowing in it. Margin
 * that stands in the ground flows as far as there is reserve for it. NULL when what harvests have
 * cannot be brought at once, which the split of a crop (season_split.h) rules out.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_net *pial_season_flow(const struct pial_season_case *c, const struct pial_crop *crop,
				  bool reserve, struct pial_arena *keep,
				  struct pial_arena *scratch);

#endif
