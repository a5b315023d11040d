/*
 * The driver's rounds of a week: who stops where, in which order, with how much, after how many
 * kilometres.
 *
 * Without a hub every producer brings its goods to its kitchens: a round a producer and a day, from
 * the farm and home again. With one (`allocation: hub:`) producers go to the hub, and one round of
 * the group carries on from there to all kitchens of the day, as the practical plan counts it
 * (engine/drops.h). The order is the shortest one (engine/tour.h), over the ways of distances.csv
 * and, where it has none, of latitudes and longitudes; hours of opening are not in the book, so
 * that a driver may have reasons to go another way.
 */
#ifndef PIAL_REPORT_ROUNDS_VIEW_H
#define PIAL_REPORT_ROUNDS_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"
#include "report/week_charts.h"

enum pial_round_end {
	PIAL_ROUND_END_NONE,
	PIAL_ROUND_KITCHEN,	/* goods are left there */
	PIAL_ROUND_HUB,		/* the same, for the round of the group */
	PIAL_ROUND_HOME,	/* the way back */
};

/* A way of a round, and what is left at its end. */
struct pial_stopped {
	uint32_t line;			/* unused */
	struct pial_producer_id driver;	/* whose round; 0: the group's, from the hub */
	struct pial_kitchen_id kitchen;	/* where it leads; 0: to the hub, or home */
	struct pial_qty packs;		/* left there, thousandths; by the unit: none */
	struct pial_mass mass;		/* left there, by the mass of a unit; none: too much */
	struct pial_distance distance;	/* from the stop before; none: not known */
	struct pial_week week;		/* week */
	struct pial_date day;		/* on which day */
	int32_t stop;			/* its rank, from 1 */
	uint8_t to;			/* enum pial_round_end */
};

/* Columns: week day driver stop to kitchen packs mass_kg km. */
extern const struct pial_schema pial_schema_view_rounds;

/*
 * Fills a table of pial_schema_view_rounds from rows of pial_schema_view_lists (lists_view.h),
 * sorted as they are there; the rounds come sorted by day, driver and stop.
 */
PIAL_NONNULL_ALL
void pial_rounds_view_make(struct pial_table *out, const struct pial_model *model,
			   const struct pial_table *lists);

/* A round of the rows: those from first up to end are its ways, the last one leads home. */
struct pial_rounds_span {
	size_t first, end;		/* rows */
	int32_t stops;			/* how many, without home */
	int64_t metres;			/* of the ways that are known */
	int64_t packs, grams;		/* left in all; thousandths of packs */
	bool known;			/* all ways are */
};

/* The round that begins at a row. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_rounds_span pial_rounds_span_at(const struct pial_table *rounds, size_t first);

/*
 * Adds the rounds as sheets of a paper, one for each driver, its days as sections, with what it
 * drives and carries in a day.
 */
PIAL_NONNULL_ALL
void pial_rounds_view_sheets(struct pial_paper *paper, const struct pial_table *rounds,
			     const struct pial_model *model);

/* The rounds to kitchens as the map of the week takes them, by day. */
struct pial_rounds_drawn {
	struct pial_week_round *round;	/* owned */
	size_t rounds;			/* how many */
	struct pial_kitchen_id *stop;	/* stops of all, one after the other; owned */
};

/*
 * Makes them of the rows; ways to the hub and the group's round from it, which no producer drives,
 * are left out. Give them back with pial_rounds_drawn_release.
 */
PIAL_NONNULL_ALL
void pial_rounds_drawn_make(struct pial_rounds_drawn *drawn, const struct pial_table *rounds);

/* Gives them back. */
PIAL_NONNULL_ALL void pial_rounds_drawn_release(struct pial_rounds_drawn *drawn);

#endif
