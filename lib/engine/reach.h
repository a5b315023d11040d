/*
 * Reach: which producers a kitchen may be served by as far as place goes, and how far they are.
 *
 * Distance, radius and exclusions do not depend on product or day, so they are settled once for a
 * producer and a kitchen, not once for each pair of an offer and an order row.
 */
#ifndef PIAL_ENGINE_REACH_H
#define PIAL_ENGINE_REACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/* Distance of a pair of which a place is missing. */
#define PIAL_METRES_UNKNOWN (-1)

/* A producer within reach of a kitchen. */
struct pial_neighbour {
	uint32_t producer;	/* index in the model's table */
	int32_t metres;		/* how far, or PIAL_METRES_UNKNOWN */
};

/* The neighbours of a kitchen, by producer. */
struct pial_neighbours {
	const struct pial_neighbour *list;	/* sorted by producer */
	size_t count;				/* how many */
};

struct pial_reach {
	struct pial_neighbours *of;	/* by index of the kitchen in the model's table */
};

/*
 * Finds the neighbours of the kitchens marked (wants) among the producers marked (gives), both by
 * index in the model's tables: not excluded, not beyond policy.radius. A pair of unknown distance
 * is a neighbour even where there is a radius, so that somebody can be told. Memory comes from
 * keep[0] to keep[workers - 1], arenas of the caller.
 */
PIAL_NONNULL_ALL
void pial_reach_find(struct pial_reach *reach, const struct pial_model *model, const bool *wants,
		     const bool *gives, struct pial_arena *keep, unsigned workers);

/* The neighbour of a kitchen that is a producer, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_neighbour *pial_reach_to(const struct pial_reach *reach, size_t kitchen,
					   uint32_t producer);

#endif
