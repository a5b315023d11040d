/*
 * Two drawings of a week: who delivers to whom, and the valley with the rounds.
 *
 * Blocks for the paper of any view or page that has a week's allocation: the page of the week, the
 * driver's list, the site. Both show who takes part in the week and nobody else. They compute
 * nothing but sums of masses; whoever drives in which order is given to them.
 *
 * A flow or a map of a département is a knot that nobody reads: past the ends and places below a
 * sentence stands instead, and tables say the rest.
 */
#ifndef PIAL_REPORT_WEEK_CHARTS_H
#define PIAL_REPORT_WEEK_CHARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* Most producers, and most kitchens, of a flow that is drawn. */
#define PIAL_WEEK_CHARTS_ENDS 40

/* A producer's way on a day: from the farm to kitchens, in this order, and home again. */
struct pial_week_round {
	struct pial_producer_id producer;	/* who drives, and from where */
	struct pial_date day;			/* on which day */
	const struct pial_kitchen_id *stop;	/* where it stops, in order */
	size_t stops;				/* how many */
	struct pial_distance distance;		/* all the way and back; none: not known */
};

/*
 * Adds the flow of goods from producers to kitchens: of each pair the kilograms of all days, pieces
 * and bunches by their unit mass (pial_product_unit_mass), whose sum is the week's. allocation is a
 * table of pial_schema_allocation; rows without a producer, which could not be served, carry
 * nothing. Ends stand in the order of their ids; two of one name say their id too. False, and
 * nothing is added, when nothing is carried or a sum leaves 64 bits.
 */
PIAL_NONNULL_ALL
bool pial_week_put_flow(struct pial_paper *paper, const struct pial_model *model,
			const struct pial_table *allocation);

/*
 * Adds the valley as maps: one for each day of the rounds, which stand by day, with the farms and
 * kitchens of its rounds, each round named by who drives; without rounds one map of all farms and
 * kitchens of the allocation. The hub of the book is on each. Lines go from stop to stop, not along
 * roads. Under a map a sentence says who has no latitude and longitude in the book and so is not on
 * it; a round passes them by. A day on which nobody has a place has no map. False when nothing is
 * added.
 */
PIAL_NONNULL(1, 2, 3)
bool pial_week_put_map(struct pial_paper *paper, const struct pial_model *model,
		       const struct pial_table *allocation, const struct pial_week_round *round,
		       size_t rounds);

#endif
