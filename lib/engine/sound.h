/*
 * Is an allocation sound: nobody gives more than was offered, nobody gets more than was ordered?
 *
 * The engine's own answers always are. A table that a person edited, or that is older than the
 * offers and orders beside it, may not be, and is looked at before it is published.
 */
#ifndef PIAL_ENGINE_SOUND_H
#define PIAL_ENGINE_SOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"

/* A limit that a row of the allocation passes. */
struct pial_excess {
	size_t row;			/* index of the row that passes it */
	struct pial_qty allocated;	/* that row and those before it, together */
	struct pial_qty limit;		/* offered, or ordered in whole packs */
	bool ordered;			/* the limit is an order's; else an offer's */
};

/* What is looked at: rows of one week, any order of rows. */
struct pial_sound_input {
	const struct pial_model *model;		/* indexed */
	const struct pial_order *order;		/* the week's orders */
	size_t orders;				/* how many */
	const struct pial_offer *offer;		/* the week's offers */
	size_t offers;				/* how many */
	const struct pial_allocation *row;	/* the allocation */
	size_t rows;				/* how many */
};

/*
 * Adds up the rows that have a producer, in the order given, and lists each limit where a row
 * passes it, once:
 *
 * - an offer's (producer, product, batch): its quantity; without such an offer it is 0;
 * - an order row's (day, kitchen, product ordered, contract): its whole packs as the policy
 *   rounds, or the quantity itself when that is more; without such an order it is 0. A row whose
 *   contract no order has counts for the order without contract: `pial-plan orders` fills
 *   contracts in, and may have done so in a pipe only.
 *
 * The list is in the order of rows, an offer before an order; owned by the caller (free), NULL
 * when *count is 0. Sums beyond 64 bits stay at the largest number.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_excess *pial_sound_find(const struct pial_sound_input *input, size_t *count);

/*
 * The first order, in the order given, of which the allocation, missing quantities counted,
 * holds less than its whole packs: it came or grew after the allocation was computed. Its index
 * goes to *order, what the table holds of it to *held. False when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sound_forgotten(const struct pial_sound_input *input, size_t *order,
			  struct pial_qty *held);

#endif
