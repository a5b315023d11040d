/*
 * Adding up a weigh-in: what was weighed of each stream, and over how many meals.
 *
 * Everything is grams and meals, exact. Net weight is gross less tare; what was sorted keeps its
 * edible and inedible parts, the rest is kept apart as unsorted, so that the share taken as
 * inedible is applied once to a sum and rounded once: a week's figure then is that of the official
 * workbooks (total × 0.85), not that of rounded days.
 *
 * A day and meal counts when both sides of the division are known: something was weighed there, and
 * its meals were counted. What has only one side is left out of both and said, since waste without
 * meals, or meals without waste, would move grams per meal for no reason of the kitchen's.
 *
 * Central kitchen and satellites: streams are added once. Preparation is weighed in the central
 * kitchen, the rest where people eat; each kitchen counts the meals that it hands out itself. A
 * kitchen that counts none in the campaign takes those of its satellites as its own, a satellite
 * that weighs nothing has its waste in its central kitchen.
 */
#ifndef PIAL_WASTE_SUM_H
#define PIAL_WASTE_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "load/table.h"
#include "model/model.h"
#include "model/waste.h"
#include "model/weighing.h"

/* One campaign, as it was read and checked (load/load.h). */
struct pial_waste_campaign {
	const struct pial_model *model;		/* of the book */
	const struct pial_table *declared;	/* campaigns.csv: lines of other campaigns too */
	const struct pial_table *weighings;	/* of the campaign, sorted */
	const struct pial_table *meals;		/* of the campaign, sorted */
	uint32_t campaign;			/* number of its name in the pool */
	/* worked out by pial_waste_begin */
	struct pial_kitchen_id *kitchen;	/* by name; in the arena */
	size_t kitchens;			/* how many */
	struct pial_date *day;			/* that count, in order; in the arena */
	size_t days;				/* how many */
	bool *weighed, *counted;		/* rows of either table that count; in the arena */
};

/* What was weighed of something, in grams; the three parts make the whole. */
struct pial_waste_part {
	int64_t edible, inedible;	/* sorted */
	int64_t unsorted;		/* not sorted */
	int64_t rows;			/* weighed so often; 0: not weighed, which is not 0 g */
};

/* A figure that was not always given, and the meals served where it was. */
struct pial_waste_given {
	int64_t sum;		/* of the figure */
	int64_t served;		/* meals served of the same rows */
	int64_t rows;		/* how often it was given */
};

struct pial_waste_sum {
	struct pial_waste_part stream[PIAL_STREAM_END];	/* index enum pial_stream; NONE: all */
	int64_t served;		/* meals served */
	int64_t counts;		/* rows of meals */
	struct pial_waste_given expected, prepared;	/* meals */
	struct pial_waste_given food;	/* grams of food prepared */
};

/* Which rows to add; 0 takes all of a kind. */
struct pial_waste_filter {
	struct pial_kitchen_id kitchen;	/* of one kitchen */
	struct pial_date day;		/* of one day */
	uint8_t meal;			/* enum pial_meal */
	bool of_component;		/* of one component only, meals are then of all */
	struct pial_text component;	/* that one; 0: rows that name none */
};

/*
 * Finds the kitchens, days and rows that count of a campaign, and says what is left out: weighed
 * where no meal was counted (A-WASTE-COUNT), counted where nothing was weighed (N-WASTE-WEIGHED), a
 * stream that was weighed on some days only (N-WASTE-STREAM). E-WASTE-NONE when nothing counts:
 * false.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_waste_begin(struct pial_waste_campaign *campaign, struct pial_arena *arena,
		      struct pial_diags *diags);

/*
 * Adds up the rows that count and pass a filter. Meals of a kitchen that counts none are those of
 * its satellites.
 */
PIAL_NONNULL_ALL
void pial_waste_add(const struct pial_waste_campaign *campaign,
		    const struct pial_waste_filter *filter, struct pial_waste_sum *sum);

/* The line of campaigns.csv of a kitchen; NULL when it has none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_campaign *pial_waste_line(const struct pial_waste_campaign *campaign,
					    struct pial_kitchen_id kitchen);

/*
 * First and last day: as declared, else the first and last that count; of one kitchen, or of all
 * (none).
 */
PIAL_NONNULL_ALL
void pial_waste_period(const struct pial_waste_campaign *campaign, struct pial_kitchen_id kitchen,
		       struct pial_date *from, struct pial_date *until);

/* All that was weighed of a part, in grams. */
PIAL_MUST_CHECK static inline int64_t pial_waste_total(struct pial_waste_part part)
{
	return part.edible + part.inedible + part.unsorted;
}

/*
 * What could have been eaten of a part, in grams: what was sorted as such, and of what was not
 * sorted all but the share taken as inedible, rounded to the gram (halves up), as the protocol does
 * (annex 1a: total × 0.85).
 */
PIAL_MUST_CHECK int64_t pial_waste_edible(struct pial_waste_part part, struct pial_rate inedible);

/* value per meal, in thousandths: grams give milligrams; none without meals. Halves away from 0. */
PIAL_MUST_CHECK struct pial_qty pial_waste_per_meal(int64_t value, int64_t meals);

#endif
