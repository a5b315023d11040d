/*
 * The view `season`: the calendar of products by week, for growers and the winter meeting.
 *
 * What kitchens need, what is promised and grown beside it, what is left to find, what risk and
 * land that means; and of the weeks there were, what was offered and delivered. Need, promise and
 * what is left are those of pial-plan cover (engine/cover.h), expected shortage and surplus those
 * of pial-plan season, said of the plan that was saved (engine/plan_look.h). What is delivered is
 * counted as contracts count it: kept by kitchens, else allocated, on days up to the view's.
 *
 * Four tables say the same season: by week, by product (its sums), by gap (weeks one after another
 * in which a product is not promised in full) and by farm (land in use).
 */
#ifndef PIAL_REPORT_SEASON_VIEW_H
#define PIAL_REPORT_SEASON_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/cover.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"
#include "model/season.h"

/* A product in a week. Quantities are in the product's unit. */
struct pial_season_view_week {
	uint32_t line;				/* unused */
	struct pial_product_id product;		/* what */
	struct pial_producer_id partner;	/* who could complete what is left; none: nobody */
	struct pial_qty need;			/* of all kitchens */
	struct pial_mass need_mass;		/* the same as a mass */
	struct pial_qty promised;		/* by the plan, for the need */
	struct pial_qty margin;			/* grown beside it */
	struct pial_qty left;			/* of the need, promised by nobody */
	struct pial_price price;		/* of the partner, per unit; none: not known */
	struct pial_qty shortage, surplus;	/* to be expected of the plan */
	struct pial_area area;			/* its sowings stand on */
	struct pial_qty offered;		/* by growers, in answers; none: no answer */
	struct pial_qty delivered;		/* by all; none: nothing yet */
	struct pial_qty bought;			/* of it by partners */
	struct pial_week week;			/* when */
	uint8_t unit;				/* enum pial_unit of the quantities */
};

/* A product in a season: sums over the weeks shown. */
struct pial_season_view_product {
	uint32_t line;				/* unused */
	int32_t season;				/* year in which it begins */
	struct pial_product_id product;		/* what */
	struct pial_qty need, promised, margin, left;
	struct pial_rate covered;		/* promised of the need, down; none: no need */
	struct pial_qty shortage, surplus;	/* to be expected */
	struct pial_area area;			/* in the week of most */
	struct pial_qty offered, delivered, bought;	/* none: nothing of the kind */
	int32_t weeks;				/* with a need */
	int32_t weeks_left;			/* of them with something left */
	uint8_t unit;				/* enum pial_unit of the quantities */
};

/* Weeks that follow each other, with one partner and price. */
struct pial_season_view_gap {
	uint32_t line;				/* unused */
	struct pial_product_id product;		/* what */
	struct pial_week first, last;		/* when */
	struct pial_qty left;			/* in these weeks together */
	struct pial_producer_id partner;	/* who could complete it; none: nobody */
	struct pial_price price;		/* of a unit; none: not known */
	uint8_t unit;				/* enum pial_unit of the quantity */
};

/* A farm's land in a week in which it uses any. */
struct pial_season_view_land {
	uint32_t line;				/* unused */
	struct pial_producer_id producer;	/* whose */
	struct pial_week week;			/* when */
	struct pial_area used;			/* by the plan's sowings */
	struct pial_area land;			/* of the farm, for vegetables; none: not said */
	struct pial_rate share;			/* used of it, nearest; none: not said */
};

/*
 * Columns: product week unit need need_kg promised margin left partner price shortage surplus
 * area_m2 offered delivered bought.
 */
extern const struct pial_schema pial_schema_view_season;

/*
 * Columns: season product unit weeks need promised covered margin left weeks_left shortage surplus
 * area_m2 offered delivered bought.
 */
extern const struct pial_schema pial_schema_view_season_products;

/* Columns: product from_week until_week unit left partner price. */
extern const struct pial_schema pial_schema_view_season_gaps;

/* Columns: producer week used_m2 land_m2 share. */
extern const struct pial_schema pial_schema_view_season_land;

/* What was offered, or delivered, of a product in a week. */
struct pial_season_moved {
	struct pial_product_id product;	/* what */
	struct pial_producer_id producer;	/* by whom */
	struct pial_week week;		/* when */
	struct pial_qty quantity;	/* in the product's unit */
	bool delivered;			/* else offered */
};

struct pial_season_view_input {
	const struct pial_model *model;		/* indexed */
	struct pial_week first, last;		/* weeks shown, of one season */
	const struct pial_need *need;		/* of it, any order */
	size_t needs;				/* how many */
	const struct pial_plan *plan;		/* of it, all versions, any order */
	size_t plans;				/* how many */
	const struct pial_bid *bid;		/* of it, any order */
	size_t bids;				/* how many */
	const struct pial_offer *offer;		/* with a price, of any weeks: of partners */
	size_t offers;				/* how many */
	const struct pial_season_moved *moved;	/* of any weeks, any order */
	size_t moves;				/* how many */
};

/* The tables of the view, of their schemas. */
struct pial_season_view_tables {
	struct pial_table week;		/* pial_schema_view_season */
	struct pial_table product;	/* pial_schema_view_season_products */
	struct pial_table gap;		/* pial_schema_view_season_gaps */
	struct pial_table land;		/* pial_schema_view_season_land */
};

/* Makes empty tables. */
PIAL_NONNULL_ALL void pial_season_view_init(struct pial_season_view_tables *tables);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_season_view_release(struct pial_season_view_tables *tables);

/*
 * Adds a season to the tables, unsorted. A product has a row in a week in which anything is known
 * of it: a need, a plan, land, an offer, a delivery. *version is the plan's that counts; 0: there
 * is none. False when a sum leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_season_view_add(struct pial_season_view_tables *tables,
			  const struct pial_season_view_input *input, int32_t *version);

/* Sorts the tables by their keys, once all seasons are added. */
PIAL_NONNULL_ALL
void pial_season_view_sort(struct pial_season_view_tables *tables, const struct pial_model *model);

/* A season on the paper. */
struct pial_season_view_title {
	int year;			/* in which it begins */
	struct pial_week first, last;	/* its weeks that are shown */
	int32_t version;		/* of its plan; 0: there is none */
};

/* What the paper of the view says. */
struct pial_season_view_paper {
	const struct pial_model *model;			/* names */
	const struct pial_season_view_tables *tables;	/* the figures, sorted */
	const struct pial_season_view_title *season;	/* in order */
	size_t seasons;					/* how many */
};

/*
 * Writes the view as a paper (report/view.h): of each season the calendar as a heat map, products,
 * what is left to find, the land of farms. data is a struct pial_season_view_paper.
 */
PIAL_NONNULL_ALL void pial_season_view_write(struct pial_paper *paper, const void *data);

/*
 * The same for everybody, growers who might come among them: the calendar, and what nobody promises
 * yet. Not who could complete it at which price, nor margins, nor anybody's land.
 */
PIAL_NONNULL_ALL void pial_season_view_write_outside(struct pial_paper *paper, const void *data);

#endif
