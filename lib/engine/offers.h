/*
 * The week's offers, complete: what producers answered, else what their plan says.
 *
 * A producer that sent any row of its own this week has answered, be it one row of 0: whoever
 * offers carrots and no leeks has no leeks. A producer that sent none is silent; under the policy
 * `silent: {producer: plan}` what it promised to grow for the need stands for its word, marked as
 * not confirmed by its source (spec of planning, "The week's sheets"). The margin for risks is
 * promised to nobody and offered only by whoever has it. Nothing here reads or writes a file.
 */
#ifndef PIAL_ENGINE_OFFERS_H
#define PIAL_ENGINE_OFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"
#include "model/season.h"

/* A completed row that no row given became. */
#define PIAL_OFFER_NEW SIZE_MAX

struct pial_offers_result {
	struct pial_arena arena;	/* holds row and from */
	struct pial_offer *row;		/* those kept, in the order given, then those added */
	size_t *from;			/* of a row: index in the input, or PIAL_OFFER_NEW */
	size_t rows;			/* how many */
	size_t dropped;			/* rows left out, as their producer answered since */
	size_t added;			/* rows of the plan added: the last ones */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_offers_result_init(struct pial_offers_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_offers_result_release(struct pial_offers_result *result);

/*
 * Completes the offers of a week, given in any order of rows; their keys must differ. Two things
 * are done:
 *
 * - A row that stands for a producer's silence (source plan) is left out when the producer has a
 *   row of any other source. Else it stays as it is: a quantity that a person corrected is kept,
 *   and running this twice changes nothing.
 * - Of plan, the rows of its highest version that are of the week, grown for the need and above 0
 *   give a row of source plan each, when their producer is silent, in the group all that week or
 *   part of it, and no row stands for it already.
 *
 * plan may be in any order; NULL when there is none, or when the policy wants none. offer may be
 * NULL when there is none. The result must be empty; added rows have line 0, no days and no price.
 */
PIAL_NONNULL(1, 7)
void pial_offers_complete(const struct pial_model *model, struct pial_week week,
			  const struct pial_offer *offer, size_t offers,
			  const struct pial_plan *plan, size_t plans,
			  struct pial_offers_result *result);

#endif
