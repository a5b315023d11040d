/*
 * What was decided before the season: what kitchens expect to want, what producers promised to
 * grow, who goes to whom, who runs the table. The first two weigh the shares of a week, so that no
 * order of the week itself does; the third says which pairs there are.
 */
#ifndef PIAL_MODEL_SEASON_H
#define PIAL_MODEL_SEASON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

enum pial_need_source {		/* what a need was computed from, the most precise first */
	PIAL_NEED_SOURCE_NONE,	/* nothing: a person wrote it */
	PIAL_NEED_MENUS,	/* menus of kitchens */
	PIAL_NEED_FIRM,		/* firm quantity of a contract */
	PIAL_NEED_CONTRACT,	/* between minimum and maximum of a contract */
	PIAL_NEED_DELIVERIES,	/* what was delivered a year before */
};

/* season/Y/needs.csv; key from_week, until_week, kitchen, product */
struct pial_need {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_kitchen_id kitchen;	/* who will want */
	struct pial_product_id product;	/* what */
	struct pial_qty quantity;	/* per week */
	/* where the figure comes from: a word of the toolkit, or what a person wrote */
	struct pial_text source;
	struct pial_week from_week;	/* first week; none: the season's first */
	struct pial_week until_week;	/* last week; none: the season's last */
	uint8_t computed;		/* enum pial_need_source; rows just computed only */
};

enum pial_plan_for {		/* what a line of the plan is grown for */
	PIAL_PLAN_FOR_NONE,
	PIAL_PLAN_NEED,		/* the need: it is promised */
	PIAL_PLAN_MARGIN,	/* the margin for risks: it is not */
};

/* season/Y/plan.csv; key version, week, producer, product, for */
struct pial_plan {
	uint32_t line;			/* line in the file, from 1 */
	int32_t version;		/* of the plan; the highest of the file counts */
	struct pial_producer_id producer;	/* who grows */
	struct pial_product_id product;	/* what */
	struct pial_qty quantity;	/* harvested in the week */
	struct pial_area area;		/* it stands on; none: not said */
	struct pial_week week;		/* of harvest */
	struct pial_week sow_week;	/* of sowing; none: not said */
	uint8_t purpose;		/* enum pial_plan_for (column `for`) */
};

/*
 * season/Y/bids.csv; key producer, product, from_week, until_week: what a producer is ready to
 * grow. A bid promises nothing: the plan decides.
 */
struct pial_bid {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id producer;	/* who would grow */
	struct pial_product_id product;	/* what */
	/* first and last week of harvest; none in the file: the season's */
	struct pial_week from_week, until_week;
	struct pial_qty max_quantity;	/* most per week; none: the area alone limits */
	struct pial_area max_area;	/* most at once; none: the land alone limits */
	struct pial_qty wanted;		/* per week, to be fair by; none: the producer's share */
	struct pial_price price;	/* asked per unit; none: not said */
	struct pial_mass yield;		/* of a square metre in all its harvest; none: not said */
	struct pial_rate failure;	/* chance that a plot gives nothing; none: the policy's */
	struct pial_rate yield_cv;	/* its yield's variation otherwise; none: the policy's */
	struct pial_rate loss;		/* of what is harvested, not delivered; none: nothing */
	int32_t days_to_harvest;	/* from sowing to the first harvest; INT32_MIN: none */
	int32_t succession_weeks;	/* weeks that one sowing is harvested; INT32_MIN: none */
};

/*
 * season/Y/costs.csv; key product, producer: what growing costs. A line without producer stands
 * for all who have none of their own.
 */
struct pial_cost {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_product_id product;	/* what is grown */
	struct pial_producer_id producer;	/* by whom; none: by anyone */
	struct pial_qty labour_hours;	/* hours per kilogram, in thousandths */
	struct pial_price rate;		/* of an hour */
	struct pial_price inputs;	/* seeds, plants, compost, per kilogram */
	struct pial_price equipment;	/* tunnels, tools, per kilogram */
	/* spent before the first harvest, for the season; none: not said */
	struct pial_money startup;
};

/*
 * season/Y/rounds.csv; key producer, kitchen, from_week, until_week: who delivers to whom for the
 * season
 */
struct pial_season_round {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id producer;	/* who goes */
	struct pial_kitchen_id kitchen;	/* to whom */
	/* first and last week; none in the file: the season's */
	struct pial_week from_week, until_week;
	struct pial_weekdays days;	/* on which; 0: any day */
};

enum pial_turn_status {		/* of a turn */
	PIAL_TURN_STATUS_NONE,	/* as proposed */
	PIAL_TURN_PROPOSED,	/* may move when the rota is made again */
	PIAL_TURN_PUBLISHED,	/* people were told: it stays */
	PIAL_TURN_SWAPPED,	/* taken over from somebody else: it stays */
};

/* season/Y/rota.csv; key week: who runs the table */
struct pial_turn {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id producer;	/* whose turn it is; none: nobody could take it */
	struct pial_producer_id instead_of;	/* whose it was before a swap; none: no swap */
	struct pial_text note;		/* free text */
	struct pial_date swapped_on;	/* day of the swap; none: no swap */
	struct pial_week week;		/* the week */
	struct pial_week with_week;	/* given in exchange; none: nothing was, or no swap */
	uint8_t status;			/* enum pial_turn_status */
};

/* season/Y/absences.csv; key producer, from_week, until_week: weeks in which somebody is away */
struct pial_absence {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id producer;	/* who */
	struct pial_text reason;	/* free text */
	/* first and last week; none in the file: the season's */
	struct pial_week from_week, until_week;
};

/*
 * The season that a week belongs to, by the year in which it starts: a season that starts in week
 * 14 goes from W14 of its year to W13 of the next. starts is 1 to 53; a year without a week 53
 * begins its season a week later.
 */
PIAL_MUST_CHECK int pial_season_of(struct pial_week week, int32_t starts);

/* First and last week of the season of a year; false when they are out of range. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_season_weeks(int year, int32_t starts, struct pial_week *first, struct pial_week *last);

#endif
