/*
 * Food waste weighed in kitchens: campaigns, what was weighed, meals counted.
 *
 * A campaign is one period in one or several kitchens (a central kitchen and its satellites). The
 * protocol of 2025–2026 of the State's canteen platform asks for five working days at least, and
 * for seven days and every meal in health and medico-social homes; three streams are weighed, each
 * with an edible part, which is waste, and an inedible one; net weight is gross less tare; drinks
 * do not count. Nothing here is computed: the indicators have their own room.
 */
#ifndef PIAL_MODEL_WEIGHING_H
#define PIAL_MODEL_WEIGHING_H

#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

/* A period in which waste is weighed. */
struct pial_campaign_id { uint32_t n; };	/* number in the pool; 0: none */

enum pial_meal {
	PIAL_MEAL_NONE,		/* not said: the meals of the day together */
	PIAL_MEAL_BREAKFAST,
	PIAL_MEAL_LUNCH,
	PIAL_MEAL_SNACK,
	PIAL_MEAL_DINNER,
	PIAL_MEAL_END		/* one above the last */
};

enum pial_stream {
	PIAL_STREAM_NONE,
	PIAL_STREAM_PREPARATION,	/* peelings, spoilt, failed: only with a kitchen on site */
	PIAL_STREAM_UNSERVED,		/* presented, and thrown away without having been served */
	PIAL_STREAM_LEFTOVERS,		/* left on plates */
	PIAL_STREAM_END			/* one above the last */
};

enum pial_weigh_detail {
	PIAL_WEIGH_DETAIL_NONE,
	PIAL_WEIGH_SIMPLE,		/* a stream at a time */
	PIAL_WEIGH_COMPONENTS,		/* starter, main dish … apart */
};

/* Longest campaign, in days: a full menu cycle, and some margin. */
#define PIAL_CAMPAIGN_DAYS 62

/* campaigns.csv; key campaign, kitchen */
struct pial_campaign {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_campaign_id id;	/* names the files of weighings/ */
	struct pial_kitchen_id kitchen;	/* where */
	struct pial_text note;		/* free */
	int32_t days;			/* how many, the first included; they follow each other */
	struct pial_date from;		/* first day */
	struct pial_choices meals;	/* bit i: enum pial_meal i + 1 is weighed */
	uint8_t detail;			/* enum pial_weigh_detail */
	/* enum pial_yesno: edible and inedible are weighed apart, by two columns of the form */
	uint8_t sorted;
};

/* weighings/CAMPAIGN.csv; key campaign, kitchen, day, meal, stream, component */
struct pial_weighing {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_campaign_id campaign;	/* of which campaign */
	struct pial_kitchen_id kitchen;	/* where */
	struct pial_text component;	/* part of the meal; 0: all together */
	struct pial_mass gross;		/* with the bin; none: not weighed whole */
	struct pial_mass tare;		/* the bin alone; none: 0 */
	struct pial_mass edible;	/* net, of what could have been eaten; none: not sorted */
	struct pial_mass inedible;	/* net, bones, peel; none: not sorted */
	struct pial_date day;		/* when */
	uint8_t meal;			/* enum pial_meal */
	uint8_t stream;			/* enum pial_stream */
};

/* weighings/CAMPAIGN-meals.csv; key campaign, kitchen, day, meal */
struct pial_meal_count {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_campaign_id campaign;	/* of which campaign */
	struct pial_kitchen_id kitchen;	/* where */
	int32_t expected;		/* meals announced; INT32_MIN: none */
	int32_t prepared;		/* meals prepared; INT32_MIN: none */
	int32_t served;			/* meals handed out */
	struct pial_mass prepared_mass;	/* food prepared, all together; none: not weighed */
	struct pial_date day;		/* when */
	uint8_t meal;			/* enum pial_meal */
};

/* The last day of a campaign; none when its first day or number of days is. */
static inline struct pial_date pial_campaign_last(const struct pial_campaign *campaign)
{
	struct pial_date none = { 0 };

	return pial_date_is_none(campaign->from) || campaign->days < 1
		       ? none : pial_date_add(campaign->from, campaign->days - 1);
}

/*
 * What was weighed, in grams, net: gross less tare, else the parts together; 0 when nothing was.
 * Never below 0 in a row that was read (its checks see to it).
 */
static inline int64_t pial_weighing_net(const struct pial_weighing *row)
{
	if (!pial_mass_is_none(row->gross))
		return row->gross.g - (pial_mass_is_none(row->tare) ? 0 : row->tare.g);
	return (pial_mass_is_none(row->edible) ? 0 : row->edible.g) +
	       (pial_mass_is_none(row->inedible) ? 0 : row->inedible.g);
}

#endif
