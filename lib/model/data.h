/*
 * Reference data: figures that are nobody's in particular, shipped with the toolkit and replaced by
 * a file of the same name in the book's data/.
 *
 * Each line says where it comes from and, where it changes by law or by market, from which day on
 * it holds, so that a figure printed last year can be found again.
 */
#ifndef PIAL_MODEL_DATA_H
#define PIAL_MODEL_DATA_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

enum pial_threshold_rule {	/* what a threshold decides */
	PIAL_THRESHOLD_NONE,
	/* below it, without VAT, over the whole duration, a public buyer may choose freely */
	PIAL_THRESHOLD_DIRECT_AWARD,
};

/* data/thresholds.csv; key rule, from */
struct pial_threshold {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_money value;	/* contracts below it are concerned; without VAT */
	struct pial_text source;	/* the text that sets it */
	struct pial_date from, until;	/* first and last day; until none: still in force */
	uint8_t rule;			/* enum pial_threshold_rule */
};

/*
 * The threshold of a rule on a day: of the lines whose days hold it, the one that begins last. None
 * when no line does. row may be NULL when there is none.
 */
PIAL_MUST_CHECK
struct pial_money pial_threshold_on(const struct pial_threshold *row, size_t rows,
				    enum pial_threshold_rule rule, struct pial_date day);

enum pial_dish {		/* kind of a dish, as the public schema of menus has it */
	PIAL_DISH_NONE,
	PIAL_DISH_STARTER,	/* entrée */
	PIAL_DISH_MAIN,		/* plat principal */
	PIAL_DISH_SIDE,		/* garniture */
	PIAL_DISH_DESSERT,
	PIAL_DISH_DAIRY,	/* produit laitier */
	PIAL_DISH_BREAD,	/* pain */
	PIAL_DISH_OTHER,	/* autre */
};

/*
 * data/portions.csv; key age_class, dish, food, from: what one person eats of one dish, ready to
 * cook, nothing lost any more.
 */
struct pial_portion {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text age_class;	/* "primary"; also a word of a group's own */
	struct pial_text food;		/* product, by id or name, else family; 0: any other */
	struct pial_text source;	/* who recommends it */
	int32_t grams;			/* per person */
	struct pial_date from, until;	/* first and last day; none: always */
	uint8_t dish;			/* enum pial_dish */
};

/*
 * data/dishes.csv; key words, food: what a dish is made of, where its name does not say it.
 */
struct pial_dish_words {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text words;		/* as they stand in the name of a dish */
	struct pial_text food;		/* a product, by id or name; 0: none of ours is in it */
	struct pial_text source;	/* who says so */
	struct pial_rate share;		/* of the portion; none: all of it */
};

/*
 * data/quotations.csv; key product, day, place, source: prices seen on a market, pasted by hand.
 */
struct pial_quotation {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_product_id product;	/* what */
	struct pial_price price;	/* without VAT, per unit */
	struct pial_text place;		/* market, wholesaler, shop */
	struct pial_text source;	/* who published it */
	struct pial_date day;		/* of the quotation */
	uint8_t unit;			/* enum pial_unit of the price; NONE: the priced unit */
};

/*
 * data/indices.csv; key index, month, read_on: published values that prices follow, pasted by hand.
 * Indices are corrected for months after they are published: each reading keeps its day.
 */
struct pial_index_value {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text index;		/* name that contracts use */
	struct pial_qty value;		/* of the index, thousandths; above 0 */
	struct pial_text source;	/* who published it */
	struct pial_month month;	/* that it is the value of */
	struct pial_date read_on;	/* day it was read */
};

/* data/roads.csv; key vehicle, from: greenhouse gas of a kilometre driven */
struct pial_road_gas {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text vehicle;	/* as trips.csv calls it; 0: any other */
	struct pial_text source;	/* who says so */
	int32_t g_per_km;		/* grams of CO2 equivalent per kilometre of the vehicle */
	struct pial_date from, until;	/* first and last day; from none: since ever, until: ever */
};

#endif
