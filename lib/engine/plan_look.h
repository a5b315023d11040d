/*
 * A plan as it was saved: what may come of it, and the land that it takes.
 *
 * pial-plan season says both of the plan that it makes; here they are said of the rows of plan.csv,
 * which people published and may have corrected, with the same functions: the risks of growers by
 * season_margin.h, weeks of sowings by sowing.h. Of a plan just saved both say the same.
 *
 * Rejected: planning the season again for the figures. It would be another plan once a bid has
 * changed, and seconds of work for a large group.
 */
#ifndef PIAL_ENGINE_PLAN_LOOK_H
#define PIAL_ENGINE_PLAN_LOOK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/cover.h"
#include "model/model.h"
#include "model/season.h"

struct pial_plan_look_input {
	const struct pial_model *model;	/* indexed */
	struct pial_week first, last;	/* weeks looked at */
	const struct pial_plan *plan;	/* all versions, any order; the highest counts */
	size_t plans;			/* how many */
	const struct pial_bid *bid;	/* any order; those of one product do not overlap */
	size_t bids;			/* how many */
	const struct pial_cover *cover;	/* need and plan, by product and week (cover.h) */
	size_t covers;			/* how many */
};

/* What is to be expected of a product in a week, in its unit. */
struct pial_plan_risk {
	struct pial_qty shortage;	/* of the need, before partners */
	struct pial_qty surplus;	/* beyond the need */
};

/* Land in use, week by week. */
struct pial_plan_land {
	size_t weeks;			/* from the input's first on */
	struct pial_area *product;	/* by place in the model, then week */
	struct pial_area *producer;	/* the same */
};

/*
 * What is to be expected of the product and week of each row of cover, in their order; lives in the
 * arena. A mean, to the thousandth of the unit, halves up.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_plan_risk *pial_plan_risks(const struct pial_plan_look_input *input,
				       struct pial_arena *arena);

/*
 * Adds up the land of sowings: all that one is to give stands from its week of sowing to its last
 * harvest; where the plan does not say when it is sown, from its first harvest, and successions are
 * those of the bid. Rows without an area take none. Lives in the arena.
 */
PIAL_NONNULL_ALL
void pial_plan_lands(const struct pial_plan_look_input *input, struct pial_arena *arena,
		     struct pial_plan_land *land);

#endif
