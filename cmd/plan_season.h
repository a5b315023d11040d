/*
 * What the parts of pial-plan season share.
 */
#ifndef PIAL_CMD_PLAN_SEASON_H
#define PIAL_CMD_PLAN_SEASON_H

#include <stddef.h>

#include "cmd/cli.h"
#include "engine/season.h"

/* A season being planned. */
struct pial_season_work {
	struct pial_cli *cli;			/* the run */
	int year;				/* in which the season begins */
	struct pial_week from;			/* planned again from here on; none: the whole */
	struct pial_table needs, bids, costs;	/* as read */
	struct pial_table plan;			/* as read: all versions */
	struct pial_offer *offer;		/* offers with a price, of all weeks; owned */
	size_t offers;				/* how many */
	struct pial_season_result result;	/* the plan */
};

/* Says what people should know of a plan: figures, what is missing, what was given up. */
PIAL_NONNULL_ALL void pial_season_say(struct pial_season_work *work);

#endif
