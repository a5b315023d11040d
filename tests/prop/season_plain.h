/*
 * Small seasons in plain numbers, and their plan by the words of the definition.
 *
 * Indexes stand for ids and in their order. Weeks count from SEASON_BASE weeks after the season's
 * first, so that sowings lie within any year. Of the engine nothing is used but the margin's
 * factor, which has tests of its own; splits are those of oracle.h.
 */
#ifndef PROP_SEASON_PLAIN_H
#define PROP_SEASON_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "roll.h"

#define S_WEEKS 7
#define S_PRODUCTS 3
#define S_PRODUCERS 4
#define S_KITCHENS 3
#define S_BIDS 12
#define SEASON_BASE 12
/* Weeks of a plain year: those before the first need, and those of needs. */
#define S_YEAR (40 + S_WEEKS)

struct s_producer {
	int64_t share;		/* thousandths */
	unsigned days;		/* set of days of the week */
	int joined, left;	/* days from the Monday of week 0; -1: not said */
	int64_t land;		/* hundredths of a square metre; -1: no limit */
};

struct s_kitchen {
	unsigned days;		/* set of days of the week */
	int joined;		/* days from the Monday of week 0; -1: not said */
	bool partners_only;	/* accepts tier 2 */
};

struct s_bid {
	int producer, product, from, until;	/* weeks, both included */
	int64_t most, wanted;	/* thousandths; -1: not said */
	int64_t area;		/* hundredths of a square metre; -1: not said */
	int64_t yield;		/* grams; -1: not said */
	int32_t loss;		/* millionths */
	int days, every;	/* -1: not said */
	int32_t failure;	/* millionths */
};

struct plain {
	int producers, kitchens, products, bids;
	struct s_producer producer[S_PRODUCERS];
	struct s_kitchen kitchen[S_KITCHENS];
	int64_t pack[S_PRODUCTS];
	struct s_bid bid[S_BIDS];
	int64_t need[S_KITCHENS][S_PRODUCTS][S_WEEKS];	/* thousandths */
	bool apart[S_PRODUCERS][S_KITCHENS];
	int32_t metres[S_PRODUCERS][S_KITCHENS];	/* -1: not known */
};

/* What the definition gives each bid in each week, in packs. */
struct plain_plan {
	int64_t need[S_BIDS][S_WEEKS], margin[S_BIDS][S_WEEKS];
	int64_t gave_up;	/* packs, all together */
	int64_t exchanges;	/* packs gained by handing on others */
};

/* A season that follows from dice alone; its bids in the order of producer, product, week. */
void plain_roll(struct plain *s, struct dice *d);

/* Its plan; weeks of need before partners. */
void plain_solve(const struct plain *s, const struct pial_policy *policy, struct plain_plan *plan);

/* True when a bid's producer and a kitchen may meet on some day of a week. */
bool plain_meet(const struct plain *s, int producer, int kitchen, int week);
/* The need of a product in a week of kitchens that receive then, thousandths. */
int64_t plain_need(const struct plain *s, int product, int week);
/* Area of packs of a bid, hundredths of a square metre. */
int64_t plain_area(const struct plain *s, int bid, int64_t packs);
/* Land of a producer (bid -1), or of one bid, that a plan uses in a week of the plain year. */
int64_t plain_used(const struct plain *s, const struct plain_plan *plan, int producer, int bid,
		   int week);

#endif
