/*
 * The view `impact`: useful effects of some days, for partners and funders.
 *
 * What came of the work, each effect a row: food delivered and to how many meals, what of it was
 * organic and what grew nearby, what growers got of what kitchens paid, kilometres, people who came
 * to a farm or a workshop, who joined, food no longer thrown away. Each figure is that of another
 * view or document (sold lines, value sharing, activities, the record of a weigh-in), so that a
 * funder who asks for the proof is shown it; nothing is estimated here. Greenhouse gas is said of
 * waste, not emitted, and of kilometres driven, emitted, where data/emissions.csv and
 * data/roads.csv have a factor with its source; one is never taken off the other.
 */
#ifndef PIAL_REPORT_IMPACT_VIEW_H
#define PIAL_REPORT_IMPACT_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "invoice/sold.h"
#include "invoice/value.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* What an effect is about: a section of the paper. */
enum pial_impact_theme {
	PIAL_IMPACT_THEME_NONE,
	PIAL_IMPACT_FOOD,
	PIAL_IMPACT_MONEY,
	PIAL_IMPACT_ROADS,
	PIAL_IMPACT_PEOPLE,
	PIAL_IMPACT_WASTE,
};

enum pial_impact_effect {
	PIAL_IMPACT_NONE,
	PIAL_IMPACT_DELIVERED,		/* goods, by mass and without VAT */
	PIAL_IMPACT_LOCAL,		/* of them from growers within the radius */
	PIAL_IMPACT_ORGANIC,		/* of them organic on their line */
	PIAL_IMPACT_PRODUCERS,		/* who delivered */
	PIAL_IMPACT_KITCHENS,		/* which received */
	PIAL_IMPACT_MEALS,		/* meals of the kitchens on their days of delivery */
	PIAL_IMPACT_LAND,		/* vegetable land of farms that are wholly organic */
	PIAL_IMPACT_PAID,		/* by kitchens, VAT included */
	PIAL_IMPACT_GROWERS,		/* of it to producers of the group */
	PIAL_IMPACT_DRIVEN,		/* kilometres, for anything */
	PIAL_IMPACT_GOODS,		/* of them rounds and collections */
	PIAL_IMPACT_JOURNEY,		/* mean way of a kilogram from farm to kitchen */
	PIAL_IMPACT_VISITS,
	PIAL_IMPACT_WORKSHOPS,
	PIAL_IMPACT_TRAININGS,
	PIAL_IMPACT_MEETINGS,
	PIAL_IMPACT_NEW_PRODUCERS,	/* joined in these days */
	PIAL_IMPACT_NEW_KITCHENS,	/* the same */
	PIAL_IMPACT_SAVED,		/* edible waste less a year, between two weigh-ins */
};

enum pial_impact_source {	/* where a figure comes from */
	PIAL_IMPACT_SOURCE_NONE,
	PIAL_IMPACT_OF_LINES,		/* invoices, and deliveries still to be invoiced */
	PIAL_IMPACT_OF_VALUE,		/* pial-report value */
	PIAL_IMPACT_OF_TRIPS,		/* trips.csv */
	PIAL_IMPACT_OF_PLACES,		/* the lines, and distances of the book */
	PIAL_IMPACT_OF_MEALS,		/* the lines, and meals_per_day of kitchens.csv */
	PIAL_IMPACT_OF_ACTIVITIES,	/* activities.csv */
	PIAL_IMPACT_OF_MEMBERS,		/* producers.csv, kitchens.csv */
	PIAL_IMPACT_OF_CERTIFICATES,	/* certificates.csv, land_m2 of producers.csv */
	PIAL_IMPACT_OF_WEIGHINGS,	/* pial-report waste */
};

/* An effect; figures that mean nothing of it are none. */
struct pial_impact_row {
	uint32_t line;			/* unused */
	struct pial_mass mass;		/* of food */
	struct pial_money amount;	/* without VAT unless the effect says */
	/* of the effect `of`, to a tenth of a percent; none: of none, or it is 0 */
	struct pial_rate share;
	struct pial_distance distance;	/* driven, or a mean */
	struct pial_qty land;		/* thousandths of a hectare */
	int32_t count;			/* of what the effect names; INT32_MIN: none */
	int32_t people;			/* who came, where counted; INT32_MIN: none */
	struct pial_mass co2e;		/* greenhouse gas not emitted; none: no factor */
	struct pial_mass emitted;	/* greenhouse gas emitted; none: no factor */
	uint8_t theme;			/* enum pial_impact_theme */
	uint8_t effect;			/* enum pial_impact_effect */
	uint8_t of;			/* enum pial_impact_effect that share is of; NONE */
	uint8_t source;			/* enum pial_impact_source */
};

/*
 * Columns: theme effect mass_kg amount share of km hectares count people co2e_kg source emitted_kg.
 */
extern const struct pial_schema pial_schema_view_impact;

struct pial_impact_input {
	const struct pial_model *model;		/* indexed */
	const struct pial_sold *sold;		/* lines to kitchens as they count */
	size_t solds;				/* how many */
	const struct pial_value *value;		/* of the same lines */
	const struct pial_table *service;	/* pial_schema_view_activities, all days at once */
	const struct pial_table *waste;		/* pial_schema_view_waste, each campaign compared */
	const struct pial_table *trips;		/* of pial_schema_trips */
	const struct pial_table *roads;		/* of pial_schema_roads */
	struct pial_date first, last;		/* days that count; first none: open */
};

/*
 * Fills a table of pial_schema_view_impact, in the order of the effects. What the book says nothing
 * about (no trip, no activity, no place, no second weigh-in) has no row. False on overflow (say
 * E-AMOUNT).
 *
 * Local is what the purchases of canteens call so (report/canteen.h): what a producer of the group
 * (tier 1) delivered to a kitchen within the policy's radius by road; without a radius there is no
 * such row. The mean way is of the kilograms of tier 1 whose two places
 * are known, and its share says how many of all these are. A farm's land counts when it delivered
 * something and a certificate of status organic covers all its products on the last day. Waste
 * counts where a weigh-in that ends in these days differs surely from the one before it (the
 * interval does not hold 0), and both say a year's figure: more waste is taken off.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_impact_make(struct pial_table *out, const struct pial_impact_input *input);

/* What the paper of the view says. */
struct pial_impact_paper {
	const struct pial_model *model;	/* the group */
	const struct pial_table *table;	/* of pial_schema_view_impact */
	struct pial_date first, last;	/* days that count; first none: open */
};

/* Writes the view as a paper (report/view.h). data is a struct pial_impact_paper. */
PIAL_NONNULL_ALL void pial_impact_view_write(struct pial_paper *paper, const void *data);

#endif
