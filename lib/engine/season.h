/*
 * The plan of a season: who promises to grow how much of what, when to sow it, on how much land.
 *
 * A pure function of the model, the needs of kitchens, the bids of growers and, when a season is
 * planned again from a week on, of the plan before and the hazards since. Each step keeps what the
 * steps before decided:
 *
 *  1. *Need.* The need of a product in a week, all kitchens together, in packs rounded up, is
 *     split among the bids that reach it by the weekly engine (fair.h): as much as any plan can,
 *     then the lexicographic max-min of packs / w, w being `wanted` when every bid of the product
 *     says it that week, else the producers' `share`; w = 0 after all others. Limits: max_quantity,
 *     weeks of the bid, members, tiers, certificates, contracts' lists of producers, radius,
 *     exclusions, on any day of the week. An odd pack that two are equally entitled to goes to the
 *     nearer one (mean distance to the kitchens it may serve, weighed by their need), then by id.
 *     Rounds are not asked: they are chosen from the plan, not the other way round.
 *  2. *Land.* Where a farm's land, or a bid's max_area, is too small in a week (each sowing
 *     stands from its sowing to its last harvest), packs are given up one by one, always by
 *     the bid whose committed / wanted is the highest, in the week in which it has the most.
 *     What is given up is offered to the others, by the same split, as far as their land goes;
 *     after that no need is left open that a bid has room for. What is short still is served,
 *     where it can be, by packs that change hands (exchange.h): no crop loses any.
 *  3. *Margin.* Of each crop as much more as serves the wanted fill rate (margin.h), split by the
 *     same weights, limits and land, and never in the place of a need. It is not promised.
 *
 * Planned again from a week on, weeks before it stay as they were. What was sown before it stands
 * in the ground: its harvest is what it was planned to be, less what a hazard took; what of it
 * was promised is promised first, the rest of it is margin. What is not sown yet is split anew,
 * newcomers included, and only where there is time from the week on to grow it.
 *
 * Sources: spec of planning, "Season"; facts on allocation, 5.1 (weekly leximin, then a greedy
 * repair of land, measured against the scenario program). A linear program over all weeks at once
 * was rejected as the plan: nobody could say around a table why he got 35 kg.
 */
#ifndef PIAL_ENGINE_SEASON_H
#define PIAL_ENGINE_SEASON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/model.h"
#include "model/season.h"

struct pial_season_input {
	const struct pial_model *model;	/* indexed */
	int year;			/* in which the season begins */
	struct pial_week from;		/* plan again from here on; none: the whole season */
	const struct pial_need *need;	/* any order of rows */
	size_t needs;			/* how many */
	const struct pial_bid *bid;	/* any order of rows; those of one product do not overlap */
	size_t bids;			/* how many */
	const char *bids_file;		/* name for positions */
	const struct pial_plan *before;	/* rows of plan.csv, all versions, any order */
	size_t befores;			/* how many */
	const struct pial_offer *offer;	/* what partners offered so far, for their last prices */
	size_t offers;			/* how many */
	/* called as it goes, if set: so many steps of total are done; a step is a crop */
	void (*step)(void *data, size_t done, size_t total);
	void *step_data;		/* handed to it */
};

enum pial_season_margin {	/* what became of a crop's margin */
	PIAL_SEASON_MARGIN_NONE,	/* nobody grows it */
	PIAL_SEASON_MARGIN_FOUND,	/* the factor serves the wanted fill rate */
	PIAL_SEASON_MARGIN_FAIL,	/* none does: all fail at once too often */
	PIAL_SEASON_MARGIN_HUGE,	/* none below the largest one does */
};

/* What may come of a crop. Rates are parts of the need, in millionths. */
struct pial_season_outlook {
	uint8_t found;			/* enum pial_season_margin */
	struct pial_rate factor;	/* to plant for the fill rate, of the need; 1 at least */
	struct pial_rate cheapest;	/* the factor that costs least; none: no end */
	struct pial_rate lost;		/* the chance that all fail, when no factor will do */
	struct pial_rate missing;	/* expected shortage of what is planted, before partners */
	struct pial_rate surplus;	/* expected harvest beyond the need */
};

/* A product in a week. */
struct pial_season_crop {
	struct pial_product_id product;	/* what */
	struct pial_week week;		/* when */
	struct pial_qty need;		/* as kitchens said */
	struct pial_qty promised;	/* by producers of tier 1 */
	struct pial_qty margin;		/* grown beside it */
	struct pial_qty missing;	/* of the need in whole packs, promised by nobody */
	struct pial_season_outlook outlook;	/* margin and what comes of it */
};

/* One sowing of the plan. */
struct pial_season_sowing {
	struct pial_producer_id producer;	/* who sows */
	struct pial_product_id product;		/* what */
	struct pial_week sow;			/* when; none: days_to_harvest is not said */
	struct pial_week first, last;		/* weeks of harvest with something in them */
	struct pial_qty need, margin;		/* harvested over these weeks */
	struct pial_area area;			/* it takes; none: no yield is said */
	bool sown;				/* it stands in the ground already */
};

/* What nobody promised, over weeks that follow each other. */
struct pial_season_gap {
	struct pial_product_id product;		/* what */
	struct pial_week first, last;		/* when */
	struct pial_qty missing;		/* in these weeks together */
	struct pial_producer_id partner;	/* who could complete it; none: nobody */
	struct pial_price price;		/* of a unit; none: not known */
	uint8_t source;				/* enum pial_partner_price */
	bool nobody;				/* no bid reaches these weeks at all */
};

/* What a producer gave up because of land. */
struct pial_season_cut {
	struct pial_producer_id producer;	/* who */
	struct pial_product_id product;		/* what */
	struct pial_week first, last;		/* first and last week in which it did */
	struct pial_qty quantity;		/* given up, need and margin */
};

/* What exchanges changed (exchange.h): packs of a crop that a producer took on or handed on. */
struct pial_season_trade {
	struct pial_producer_id producer;	/* who */
	struct pial_product_id product;		/* what */
	struct pial_week week;			/* when */
	struct pial_qty quantity;		/* taken on; below 0: handed on */
};

/* What a plan made again changes of what a producer promised, from its first week on. */
struct pial_season_change {
	struct pial_producer_id producer;	/* who */
	struct pial_product_id product;		/* what */
	struct pial_qty before, after;		/* promised for the need */
};

/* Land of a producer in the week in which it uses most. */
struct pial_season_land {
	struct pial_producer_id producer;	/* who */
	struct pial_week week;			/* when; the first of several */
	struct pial_area used;			/* in that week */
	struct pial_area land;			/* of the farm; none: not said */
};

struct pial_season_result {
	struct pial_arena arena;		/* holds all below */
	/* the new version, by key, weeks before `from` as they were; version is that of the rows */
	struct pial_plan *row;
	size_t rows;				/* how many */
	int32_t version;			/* of the rows */
	bool same;				/* they are those of the latest version */
	struct pial_season_crop *crop;		/* by product, week */
	size_t crops;				/* how many */
	struct pial_season_sowing *sowing;	/* by producer, week of sowing, product */
	size_t sowings;				/* how many */
	struct pial_season_gap *gap;		/* by product, week */
	size_t gaps;				/* how many */
	struct pial_season_cut *cut;		/* by producer, product */
	size_t cuts;				/* how many */
	struct pial_season_trade *trade;	/* by producer, product, week */
	size_t trades;				/* how many */
	struct pial_season_change *change;	/* by producer, product; none for a first plan */
	size_t changes;				/* how many */
	struct pial_season_land *land;		/* by producer; those who use any */
	size_t lands;				/* how many */
	struct pial_area most_land;		/* of all farms in the fullest week */
	struct pial_week most_week;		/* which; the first of several */
	size_t closed;				/* weeks of needs without a day to receive */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_season_result_init(struct pial_season_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_season_result_release(struct pial_season_result *result);

/*
 * Plans the season. Refused, with located errors: a bid without yield where land is limited
 * (E-BID-YIELD), a bid of which nothing is delivered (E-BID-LOSS), numbers beyond their room
 * (E-ALLOCATE-RANGE). What is short, given up or uncertain is in the result, for the caller to
 * say. Returns false when refused; result is then of no use but to be released.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_season_make(const struct pial_season_input *input, struct pial_season_result *result,
		      struct pial_diags *diags);

#endif
