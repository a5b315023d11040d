/*
 * Moves of the search for few drops: closing a drop, filling one that is too small, coming back
 * into the producers' bands and the kilometres.
 */
#ifndef PIAL_ENGINE_DROPS_MOVE_H
#define PIAL_ENGINE_DROPS_MOVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/drops_plan.h"

/* Rows that a detour may pass, the one it starts from included. */
#define PIAL_DROPS_DETOUR 4

/* How a row or an offer is reached on a detour. */
struct pial_drops_reach {
	pial_i128 cost;		/* metres x grams, with what opens a drop or leaves a band */
	uint32_t via;		/* arc */
	uint32_t search;	/* the search that reached it; another: not reached */
};

struct pial_drops_mover {
	const struct pial_drops_case *drops;	/* what it moves in */
	struct pial_drops_plan *plan;		/* changed, never kept */
	/* by number of rows passed, then row or offer */
	struct pial_drops_reach *row, *offer;
	uint32_t *rows, *offers;		/* reached, in order */
	uint32_t search;			/* number of the search */
	pial_i128 open;		/* cost of a pack on a drop that is not there; below 0: never */
	uint64_t steps;				/* arcs looked at */
};

/* Makes a mover of a plan. */
PIAL_NONNULL_ALL
void pial_drops_mover_init(struct pial_drops_mover *mover, struct pial_drops_plan *plan,
			   struct pial_arena *arena);

/*
 * Takes all packs of a drop and serves its rows otherwise, within bands and kilometres. False when
 * no way was found; the plan's log then undoes what was tried.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_drops_close(struct pial_drops_mover *mover, uint32_t drop);

/* Adds packs to a drop until it is worth what it should, within bands and kilometres. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_drops_fill(struct pial_drops_mover *mover, uint32_t drop);

#endif
