/*
 * How few drops there can be: a lower bound that no plan passes, in integers.
 *
 * Offers, bands and kilometres get prices (Lagrange multipliers) instead of limits; each visit is
 * then on its own: its cheapest set of producers that can serve its rows. Whatever the prices,
 * what the visits cost less what the limits are worth is never above the cost of any plan, so
 * prices may be sought roughly, by subgradients in integers, and every rounding is downwards.
 */
#ifndef PIAL_ENGINE_DROPS_BOUND_H
#define PIAL_ENGINE_DROPS_BOUND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/allocate.h"
#include "engine/drops_case.h"
#include "engine/drops_fit.h"

/* Producers of a visit up to which all their sets are looked at. */
#define PIAL_DROPS_SETS 16

/* A drop costs this much in the bound's own unit. */
#define PIAL_DROPS_UNIT ((int64_t)1 << 30)

/* Prices, each for the whole of a limit, in units of cost. */
struct pial_drops_prices {
	int64_t *offer;		/* of all an offer's packs, 0 or above */
	int64_t *band;		/* of a producer's grams: above 0 against more, below 0 less */
	int64_t way;		/* of all metres x grams, 0 or above */
};

struct pial_drops_bound {
	const struct pial_drops_case *drops;	/* what is bounded */
	struct pial_drops_prices prices;	/* now */
	const uint8_t *state;			/* enum pial_drops_state of a drop */
	int64_t over, small;	/* cost of a producer too many, of a small drop, in drops */
	int64_t *split;		/* of an arc: its part of its drop's cost, in large visits */
	int64_t *cost;		/* of a pack on an arc, at the prices */
	int64_t *packs;		/* of an arc in the last answer */
	uint32_t *sorted;	/* arcs of a row, cheapest first */
	uint32_t *row_of;	/* rows by visit */
	uint32_t *row_from;	/* visit to its first place in row_of; one more at the end */
	pial_i128 *with, *without;	/* of a drop: its visit's least cost with it, without */
	uint8_t *chosen;	/* of a drop in the last answer */
	pial_i128 value;	/* of the last prices, in units */
	uint64_t steps, most;	/* arcs looked at; after which to stop, 0: never */
	const struct pial_drops_control *control;	/* says when to stop; NULL: never */
	bool cut;		/* it did */
};

/*
 * Makes a bound of a case, all prices 0. A producer too many at a visit costs as much as over
 * drops, a drop worth less than it should as small more drops; 0: they are not counted.
 */
PIAL_NONNULL_ALL
void pial_drops_bound_init(struct pial_drops_bound *bound, const struct pial_drops_case *drops,
			   int64_t over, int64_t small, struct pial_arena *arena);

/*
 * Computes the bound at the prices, under the states of drops, in bound->value; false when no plan
 * can serve the rows. Fills with and without for visits of few producers.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_drops_bound_value(struct pial_drops_bound *bound, const uint8_t *state);

/*
 * Seeks prices for some rounds towards a target (the cost of a known plan), or until told to stop,
 * and keeps the best. False when no plan can serve the rows; bound->value is the best bound.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_drops_bound_raise(struct pial_drops_bound *bound, const uint8_t *state, int64_t target,
			    int rounds, struct pial_drops_prices *best);

/* Makes room for prices in an arena, and copies them. */
PIAL_NONNULL_ALL
void pial_drops_prices_init(struct pial_drops_prices *prices, const struct pial_drops_case *drops,
			    struct pial_arena *arena);

/* Copies prices. */
PIAL_NONNULL_ALL
void pial_drops_prices_copy(struct pial_drops_prices *to, const struct pial_drops_prices *from,
			    const struct pial_drops_case *drops);

/* Whole drops in a number of units, rounded up; 0 below 0. */
PIAL_MUST_CHECK int64_t pial_drops_whole(pial_i128 units);

#endif
