/*
 * A season as a program over scenarios: the best that could be planned if every year were drawn
 * from the same urn, to measure our plan by.
 *
 * The plan of a season is made by rules that people can follow around a table: shares, land, a
 * margin for risks. What that costs is known by a linear program that follows no rule but cost: it
 * chooses the harvests h, in units of the product in a normal year, and with them the areas,
 *
 *     for each crop (a product in a week) and scenario q:
 *         sum of r(q) h + short(q) - extra(q) = need
 *     for each crop with a reserve:        sum of h + lack >= reserve
 *     for each sowing:                     area x yield x (1 - loss) = kilograms of its harvests
 *     for each grower and week:            areas from sowing to last harvest <= land
 *     for each bid and week:               its areas standing                <= max_area
 *     for each harvest:                    h <= most; h = most where it stands in the ground
 *
 *     least: mean over q of (missing x short + surplus x extra), and (missing + surplus) x lack
 *
 * r is 0 when the plot fails, else a factor of mean 1 and variation c (margin.h): one for each
 * grower, product and scenario, whatever the bid or the sowing, since the cost of a week hangs on
 * what growers have in common in that week only. A surplus costs more than nothing, so at the
 * least cost a week is never both short and over.
 *
 * What the program leaves out it leaves free: packs are divided at will, shares and distances do
 * not count, and the weeks of a sowing share its area as they like (the plan does the last,
 * too). So its cost is a bound: over the same scenarios no plan costs less. It is a bound of these
 * scenarios only: with few of them the program knows the urn too well, and the gap shrinks with
 * their number. Source: facts on allocation, 5.1; A. Federgruen and N. Yang, Operations Research
 * 57(6), 2009.
 *
 * Labour, storage, rotation and tunnels are in no table of the book, so they are not here.
 *
 * The reserve is what is planned beside the need on purpose (the margin that serves the fill rate).
 * Where costs alone would plant less, its row holds both plans to the same service; lacking it
 * costs more than any kilogram planted could save.
 */
#ifndef PIAL_ENGINE_SCENARIO_H
#define PIAL_ENGINE_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "num/date.h"
#include "num/units.h"

/* Scenarios at most. */
#define PIAL_SCENARIOS_MAX 10000

/* Who grows. */
struct pial_scenario_grower {
	const char *name;		/* its id: luck is drawn from it, rows named by it */
	struct pial_area land;		/* in all; none: no limit */
};

/* What is grown. */
struct pial_scenario_product {
	const char *name;		/* its id, as above */
	struct pial_mass unit;		/* of one unit, above 0: 1000 g where the unit is kg */
};

/* What a grower is ready to grow of a product. */
struct pial_scenario_bid {
	uint32_t grower, product;	/* indices */
	struct pial_area max_area;	/* most at once; none: no limit */
	struct pial_mass yield;		/* of a square metre in all; none: land is not counted */
	struct pial_rate loss;		/* of what is harvested, below 1; none: nothing */
	struct pial_rate failure, yield_cv;	/* of nothing; else its variation */
};

/* What stands in the ground from one week to another. */
struct pial_scenario_sowing {
	uint32_t bid;			/* index */
	struct pial_week sow;		/* from this week; none: from the first harvest */
	struct pial_week first, last;	/* harvests, first and last week */
};

/* A product in a week, wanted. */
struct pial_scenario_crop {
	uint32_t product;		/* index */
	struct pial_week week;		/* when */
	struct pial_qty need;		/* all kitchens together */
	struct pial_qty reserve;	/* to be planned at least, need included; or none */
	struct pial_price missing, surplus;	/* cost of a unit short, of one over; 0 or more */
};

/* What may be taken from a sowing for a crop of its product: what is decided. */
struct pial_scenario_harvest {
	uint32_t sowing, crop;		/* indices; each pair once */
	struct pial_qty most;		/* at most; none: no limit */
	bool standing;			/* it stands in the ground: it brings `most`, no less */
};

/* A season; all arrays are the caller's. Indices are places in these arrays. */
struct pial_scenario_season {
	const struct pial_scenario_grower *grower;	/* names all different */
	size_t growers;					/* how many */
	const struct pial_scenario_product *product;	/* names all different */
	size_t products;				/* how many */
	const struct pial_scenario_bid *bid;		/* any order */
	size_t bids;					/* how many */
	const struct pial_scenario_sowing *sowing;	/* of a grower's product, first differs */
	size_t sowings;					/* how many */
	const struct pial_scenario_crop *crop;		/* one for each product and week */
	size_t crops;					/* how many */
	const struct pial_scenario_harvest *harvest;	/* any order */
	size_t harvests;				/* how many */
	struct pial_rate shared_weather;	/* correlation of two growers' yields, 0 to 1 */
	uint64_t seed;				/* of the draws */
	uint32_t scenarios;			/* 1 to PIAL_SCENARIOS_MAX, all as likely */
};

/* Yields drawn. */
struct pial_scenario_draws {
	int32_t *factor;	/* [bid x scenarios + scenario], millionths; in the arena */
	uint32_t scenarios;	/* how many */
};

/* What a plan costs in the mean. */
struct pial_scenario_cost {
	struct pial_qty missing, surplus;	/* units of all products, added */
	struct pial_qty lack;			/* of reserves */
	struct pial_money missing_cost, surplus_cost, lack_cost;	/* in the mean */
	/* their sum, in ten-thousandths of a euro, rounded once: what the program makes least */
	int64_t total_e4;
};

/* What to put together. */
enum pial_scenario_by {
	PIAL_SCENARIO_CROP,	/* harvests of a crop */
	PIAL_SCENARIO_SOWING,	/* harvests of a sowing */
	PIAL_SCENARIO_BID,	/* sowings of a bid */
	PIAL_SCENARIO_GROWER,	/* sowings of a grower */
};

/* Those of owner i are item[first[i]] to item[first[i + 1] - 1], in the season's order. */
struct pial_scenario_groups {
	size_t *first;		/* owners + 1 of them; in the arena, as is item */
	size_t *item;		/* indices of harvests or sowings */
	size_t owners;		/* crops, sowings, bids or growers of the season */
};

/* Puts harvests or sowings together by what they belong to. */
PIAL_NONNULL_ALL
void pial_scenario_group(const struct pial_scenario_season *season, enum pial_scenario_by by,
			 struct pial_arena *arena, struct pial_scenario_groups *groups);

/* The week from which a sowing stands: of sowing, else of its first harvest. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_week pial_scenario_start(const struct pial_scenario_sowing *sowing);

/*
 * Draws the factors. A draw depends on seed, scenario, grower's and product's name, failure,
 * variation and shared weather, and on nothing else: a season with one grower more has the same
 * weather. Normal numbers by Box and Muller's method; correlation as in margin.h's model, that of
 * log-normal factors. Factors are rounded to the nearest millionth and are 2000 at most, so that
 * the last digit of a machine's logarithm does not show.
 */
PIAL_NONNULL_ALL
void pial_scenario_draw(const struct pial_scenario_season *season, struct pial_arena *arena,
			struct pial_scenario_draws *draws);

/*
 * What a plan costs over the draws: planned[i] is what harvest i brings in a normal year,
 * thousandths of the unit. All in whole numbers; means are rounded to the nearest, halves up.
 * Limits are not looked at (pial_scenario_fits). False when a sum leaves its room.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_scenario_cost(const struct pial_scenario_season *season,
			const struct pial_scenario_draws *draws, const int64_t *planned,
			struct pial_scenario_cost *cost);

enum pial_scenario_limit {
	PIAL_SCENARIO_FITS,
	PIAL_SCENARIO_MOST,	/* a harvest is beyond its bid, or not what stands; *which: it */
	PIAL_SCENARIO_AREA,	/* a bid stands on more than max_area; *which: the bid */
	PIAL_SCENARIO_LAND,	/* a grower has not the land; *which: the grower */
};

/*
 * Says whether a plan keeps all limits, in every week: the first limit
 * passed, in the order above, and whose. A plan that does is a solution of the program. Areas are
 * taken to a millionth of the table's smallest, downwards.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_scenario_limit pial_scenario_fits(const struct pial_scenario_season *season,
					    const int64_t *planned, size_t *which);

#endif
