/*
 * What the parts of pial-plan season share.
 */
#ifndef PIAL_CMD_PLAN_SEASON_H
#define PIAL_CMD_PLAN_SEASON_H

#include <stddef.h>

#include "cmd/cli.h"
#include "cmd/cli_contracts.h"
#include "engine/advance.h"
#include "engine/contract_check.h"
#include "engine/season.h"

/* A season being planned. */
struct pial_season_work {
	struct pial_cli *cli;			/* the run */
	int year;				/* in which the season begins */
	struct pial_week from;			/* planned again from here on; none: the whole */
	struct pial_table needs, bids, costs;	/* as read */
	struct pial_table plan;			/* as read: all versions */
	struct pial_table thresholds;		/* of a direct award */
	struct pial_offer *offer;		/* offers with a price, of all weeks; owned */
	size_t offers, offer_cap;		/* how many, and room */
	struct pial_had had;			/* what contracts had so far */
	struct pial_season_result result;	/* the plan */
	struct pial_contract_result contract;	/* what its contracts come to */
	struct pial_advance *advance;		/* proposed; in the result's arena */
	size_t advances;			/* how many */
};

/*
 * Reads what the weeks of the book say: partners' prices, what contracts had so far. False when a
 * table is refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_season_facts(struct pial_season_work *work);

/*
 * Puts out what the log of the season says of risks (--learn): promised against brought, of the
 * weeks that are over. False when a table is refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_season_learn(struct pial_season_work *work);

/* Says what people should know of a plan: figures, what is missing, what was given up. */
PIAL_NONNULL_ALL void pial_season_say(struct pial_season_work *work);

#endif
