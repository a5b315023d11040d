/*
 * What is known of food waste in general: benchmarks, emissions, settings of the protocol and of
 * composting; and the rows that views of a weigh-in are made of.
 *
 * The first four are reference data (model/data.h): shipped, dated, each line with its source,
 * replaced by a file of the same name in the book's data/. The rows of views are made by lib/waste
 * and written by nobody else, so that a table, a chart and a page cannot differ.
 *
 * Two indicators bear the name “waste per meal” in France, and are kept apart by name everywhere:
 * `edible_g`, what could have been eaten (the protocol of weigh-ins of 2025-2026), and `all_g`, all
 * food waste, bones and peel too (the screens of the State's canteen platform).
 */
#ifndef PIAL_MODEL_WASTE_H
#define PIAL_MODEL_WASTE_H

#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "model/weighing.h"
#include "num/date.h"
#include "num/units.h"

/* data/benchmarks.csv; key sector, stream, from: grams of waste per meal elsewhere */
struct pial_benchmark {
	uint32_t line;			/* line in the file, from 1 */
	/* a code of the State's platform, else a kind of kitchen, else 0: any kitchen */
	struct pial_text sector;
	struct pial_qty grams;		/* edible waste, thousandths of a gram per meal */
	struct pial_qty low, high;	/* the range it is published with; none: not said */
	struct pial_text source;	/* who measured */
	struct pial_date from, until;	/* first and last day; until none: still the newest */
	uint8_t stream;			/* enum pial_stream; NONE: all together */
};

/* data/emissions.csv; key food, from: greenhouse gas of food that is thrown away */
struct pial_emission {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text food;		/* a component of weighings, by its word; 0: any other */
	struct pial_text source;	/* who says so */
	int32_t g_per_kg;		/* grams of CO2 equivalent per kilogram of food */
	struct pial_date from, until;	/* first and last day; until none: for ever */
};

enum pial_waste_setting {	/* names of data/waste.csv */
	PIAL_WASTE_SETTING_NONE,
	PIAL_WASTE_INEDIBLE,	/* percent taken as inedible of what was not sorted */
	PIAL_WASTE_LEAST,	/* g of all waste per meal under which a figure is doubtful */
	PIAL_WASTE_MOST,	/* g of all waste per meal above which a figure is doubtful */
	PIAL_WASTE_DAYS,	/* days that the protocol asks for; of: kind of kitchen */
	PIAL_WASTE_FOOD,	/* g of food prepared per meal; of: age class, or satellite */
	PIAL_WASTE_COST,	/* € per kg of food */
};

enum pial_compost_setting {	/* names of data/compost.csv */
	PIAL_COMPOST_SETTING_NONE,
	PIAL_COMPOST_RATIO,	/* C:N that the mix should have */
	PIAL_COMPOST_MOISTURE,	/* percent of water; of: material */
	PIAL_COMPOST_NITROGEN,	/* percent of dry matter; of: material */
	PIAL_COMPOST_CARBON,	/* C:N of a material; of: material */
	PIAL_COMPOST_DENSITY,	/* kg per m3, loose; of: material */
	PIAL_COMPOST_WEEKS,	/* weeks that matter stays; of: filling, ripening */
	PIAL_COMPOST_LEFT,	/* percent of the volume brought that is there; of: as weeks */
	PIAL_COMPOST_YIELD,	/* kg of compost per 100 kg of biowaste */
	PIAL_COMPOST_WEEKLY,	/* kg of biowaste a week, above which approval is needed */
	PIAL_COMPOST_VOLUME,	/* m3 above which local health rules apply */
};

/* data/waste.csv and data/compost.csv; key setting, of, from */
struct pial_waste_value {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text of;		/* what it is of; 0: of all others */
	struct pial_qty value;		/* thousandths, in the unit that its name says */
	struct pial_text source;	/* who says so */
	struct pial_date from, until;	/* first and last day; until none: for ever */
	uint8_t setting;		/* enum pial_waste_setting or pial_compost_setting */
};

enum pial_waste_verdict {	/* what a comparison lets one say */
	PIAL_WASTE_VERDICT_NONE,
	PIAL_WASTE_TOO_FEW,	/* fewer than two days on a side: nothing to compare */
	PIAL_WASTE_UNSURE,	/* the interval holds 0: days differ as much as the campaigns do */
	PIAL_WASTE_LESS,	/* the later one wastes less */
	PIAL_WASTE_MORE,	/* the later one wastes more */
};

enum pial_waste_basis {		/* what a kilogram of food is taken to cost */
	PIAL_WASTE_BASIS_NONE,
	PIAL_WASTE_BASIS_MEAL,	/* the kitchen's cost of a meal, by the weight of a meal */
	PIAL_WASTE_BASIS_KG,	/* a published mean per kilogram */
	PIAL_WASTE_BASIS_DELIVERED,	/* the value of what the group delivered, crop by crop */
};

/*
 * View `waste`, one row a kitchen and campaign, and one without kitchen for several together. The
 * first columns are the State's (measurements of waste of its canteen platform), in its order.
 */
struct pial_waste_record {
	uint32_t line;			/* unused */
	struct pial_campaign_id campaign;	/* of which campaign */
	struct pial_kitchen_id kitchen;	/* where; none: all together, streams added once */
	struct pial_date from, until;	/* the period, both days included */
	int32_t days_in_period;		/* calendar days */
	int32_t days;			/* days weighed */
	int32_t meals;			/* meals served on what was weighed */
	int32_t expected, prepared;	/* of the same meals; INT32_MIN: not all known */
	struct pial_mass total;		/* all food waste */
	/* by stream, index enum pial_stream - 1; none: not weighed, or its parts not sorted */
	struct {
		struct pial_mass total, edible, inedible;	/* to 10 grams, adding up */
		uint8_t sorted;		/* enum pial_yesno; NONE: not weighed */
	} stream[PIAL_STREAM_END - 1];
	struct pial_mass yearly;	/* all food waste in a year; none: unknown */
	struct pial_mass edible;	/* what could have been eaten */
	struct pial_qty edible_g;	/* edible waste, g per meal */
	struct pial_qty edible_low, edible_high;	/* its bounds; none: too few days */
	struct pial_qty boot_low, boot_high;	/* bounds by resampling days */
	struct pial_qty all_g;		/* all food waste, g per meal */
	struct pial_qty benchmark;	/* g of edible waste per meal elsewhere; none: unknown */
	struct pial_rate gap_expected;	/* (expected - served) / served; none: unknown */
	struct pial_rate gap_prepared;	/* (prepared - served) / served; none: unknown */
	struct pial_mass food;		/* prepared, all together; none: not weighed */
	struct pial_rate food_share;	/* edible waste of the food prepared; none: unknown */
	struct pial_money cost;		/* of the edible waste weighed */
	struct pial_price cost_kg, cost_meal;	/* per kg wasted, per meal served */
	struct pial_mass co2e;		/* greenhouse gas of the edible waste weighed */
	struct pial_mass yearly_edible;	/* edible waste in a year; none: unknown */
	struct pial_money yearly_cost;	/* none: unknown */
	struct pial_mass yearly_co2e;	/* none: unknown */
	struct pial_campaign_id against;	/* an earlier campaign it is held against; none */
	struct pial_qty change;		/* edible waste, g per meal more than then; signed; none */
	struct pial_qty change_low, change_high;	/* its bounds; none: too few days */
	struct pial_rate change_part;	/* the change, of what it was then; none */
	uint8_t verdict;		/* enum pial_waste_verdict */
	uint8_t by_source;		/* enum pial_yesno: weighed by stream */
	uint8_t basis;			/* enum pial_waste_basis of the cost */
};

enum pial_waste_by {		/* what rows of the view `waste_parts` are parted by */
	PIAL_WASTE_BY_NONE,
	PIAL_WASTE_BY_DAY,	/* a row a day */
	PIAL_WASTE_BY_MEAL,	/* a row a meal of the day: breakfast, lunch … */
	PIAL_WASTE_BY_STREAM,	/* a row a stream */
	PIAL_WASTE_BY_COMPONENT,	/* a row a part of the meal */
};

/* View `waste_parts`: one way to part a campaign, which adds up to it. */
struct pial_waste_row {
	uint32_t line;			/* unused */
	struct pial_campaign_id campaign;	/* of which campaign */
	struct pial_kitchen_id kitchen;	/* where; none: all together */
	struct pial_text component;	/* by component; 0: not said */
	struct pial_date day;		/* by day; none otherwise */
	int32_t meals;			/* meals served on what was weighed */
	struct pial_mass edible, inedible, total;	/* waste */
	struct pial_qty edible_g, all_g;	/* g per meal; none: no meal */
	struct pial_qty edible_low, edible_high;	/* by stream: bounds; none: too few days */
	struct pial_qty benchmark;	/* by stream: g per meal elsewhere; none: unknown */
	struct pial_rate share;		/* of all edible waste */
	uint8_t by;			/* enum pial_waste_by */
	uint8_t meal;			/* by meal: enum pial_meal */
	uint8_t stream;			/* by stream: enum pial_stream */
	uint8_t outlying;		/* by day: enum pial_yesno; NONE: too few days to tell */
};

/* View `compost`: a figure a row, so that each has its unit beside it. */
struct pial_compost_row {
	uint32_t line;			/* unused */
	struct pial_campaign_id campaign;	/* whose waste it is */
	struct pial_qty value;		/* thousandths */
	uint8_t figure;			/* enum pial_compost_figure */
};

enum pial_compost_figure {
	PIAL_COMPOST_FIGURE_NONE,
	PIAL_COMPOST_WEEK_KG,		/* biowaste of a week of service, kg */
	PIAL_COMPOST_YEAR_KG,		/* biowaste of a year, kg */
	PIAL_COMPOST_DRY_KG,		/* dry matter to add a week, kg */
	PIAL_COMPOST_DRY_LITRES,	/* the same, litres */
	PIAL_COMPOST_MIX_RATIO,		/* C:N of the mix */
	PIAL_COMPOST_MIX_MOISTURE,	/* water of the mix, percent */
	PIAL_COMPOST_BIN_M3,		/* bins that fill and ripen, m3 */
	PIAL_COMPOST_STORE_M3,		/* dry matter kept for the time of filling, m3 */
	PIAL_COMPOST_MADE_KG,		/* compost in a year, kg */
	PIAL_COMPOST_LIMIT_SHARE,	/* of the weekly limit, percent */
};

#endif
