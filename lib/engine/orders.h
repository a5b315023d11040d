/*
 * The week's orders, complete: what kitchens ordered, else what their contracts expect.
 *
 * A kitchen that sent any row of its own this week has answered, be it one row of 0: whoever
 * ordered carrots and no leeks wants no leeks. A kitchen that sent none is silent; under the
 * policy `silent: {kitchen: firm}` the firm quantities of its contracts stand for its word
 * (spec of planning, "The week's sheets"). Nothing here reads or writes a file.
 */
#ifndef PIAL_ENGINE_ORDERS_H
#define PIAL_ENGINE_ORDERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/* A completed row that no row given became. */
#define PIAL_ORDER_NEW SIZE_MAX

struct pial_orders_result {
	struct pial_arena arena;	/* holds row and from */
	struct pial_order *row;		/* those kept, in the order given, then those added */
	size_t *from;			/* of a row: index in the input, or PIAL_ORDER_NEW */
	size_t rows;			/* how many */
	size_t filled;			/* rows kept whose contract was filled in */
	size_t dropped;			/* rows left out, as their kitchen answered since */
	size_t added;			/* firm quantities added: the last rows */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_orders_result_init(struct pial_orders_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_orders_result_release(struct pial_orders_result *result);

/*
 * Completes the orders of a week, given in any order of rows; their keys must differ. Three
 * things are done:
 *
 * - A row without contract takes the one that has a line for the product on its day, unless
 *   another row of the same day, kitchen and product has that contract already.
 * - A row that stands for a kitchen's silence (source firm or plan) is left out when the
 *   kitchen has a row of any other source. Else it stays as it is: a quantity that a person
 *   corrected is kept, and running this twice changes nothing.
 * - When the policy says so and week is not none, each line of a silent kitchen's contracts
 *   with a firm quantity above 0 gives a row of source firm on the first day of the week on
 *   which the kitchen receives and the line is in force; whole, as a split over several days
 *   would be a guess at menus. A firm quantity is owed once a week: what a row stands for
 *   already, and a second line of the same contract and product, add nothing.
 *
 * The result must be empty; added rows have line 0 and prices and minima none. order may be NULL
 * when there is none.
 */
PIAL_NONNULL(1, 5)
void pial_orders_complete(const struct pial_model *model, struct pial_week week,
			  const struct pial_order *order, size_t orders,
			  struct pial_orders_result *result);

#endif
