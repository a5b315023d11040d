/*
 * The standing tables: what the co-operative is made of, one struct a row.
 *
 * Every row begins with the line it came from; its other positions follow from the
 * file's columns (load/table.h). Texts and lists live in the book's arena.
 */
#ifndef PIAL_MODEL_STANDING_H
#define PIAL_MODEL_STANDING_H

#include <stdint.h>

#include "diag/diag.h"
#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

/* producers.csv */
struct pial_producer {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id id;	/* key */
	struct pial_text name;		/* as people say it */
	struct pial_text commune;	/* where the farm is */
	struct pial_angle lat, lon;	/* place of the farm */
	struct pial_money min_drop;	/* least value of a drop worth the journey */
	struct pial_area land;		/* land for vegetables */
	struct pial_qty share;		/* share among producers, thousandths; 1000 when not said */
	struct pial_date joined, left;	/* first and last day in the group; none: always */
	struct pial_weekdays days;	/* delivers on; 0: any day */
	uint8_t kind;			/* enum pial_producer_kind */
	uint8_t tier;			/* 1, or 2 for a partner */
	uint8_t vat_regime;		/* enum pial_vat_regime */
};

/* kitchens.csv */
struct pial_kitchen {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_kitchen_id id;	/* key */
	struct pial_text name;		/* as people say it */
	/* codes of the State's canteen platform, separated by spaces */
	struct pial_text sectors;
	struct pial_text commune;	/* where it is */
	struct pial_text age_class;	/* key of the portions table */
	struct pial_kitchen_id central;	/* the kitchen it is a satellite of */
	struct pial_id_list closures;	/* names of calendar.yaml */
	struct pial_angle lat, lon;	/* place */
	struct pial_qty weight;		/* weight in fairness, thousandths; 1000 when not said */
	struct pial_money meal_cost;	/* cost of a meal */
	struct pial_money food_budget;	/* yearly food budget */
	int32_t meals_per_day;		/* meals; INT32_MIN: none */
	int32_t meals_per_year;		/* meals; INT32_MIN: none */
	/* days before delivery after which an order is late; INT32_MIN: none */
	int32_t cutoff;
	struct pial_date joined, left;	/* first and last day; none: always */
	struct pial_weekdays delivery_days;	/* receives on; 0: any day */
	struct pial_tiers accepts;	/* tiers accepted; 0: all */
	uint8_t kind;			/* enum pial_kitchen_kind */
	uint8_t priority;		/* class, 1 is served first */
	uint8_t organic_only;		/* enum pial_yesno */
	uint8_t substitutes;		/* enum pial_yesno: accepts a product's substitutes */
};

/* products.csv */
struct pial_product {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_product_id id;	/* key */
	struct pial_text name;		/* as people say it */
	struct pial_text family;	/* vegetables, fruit, meat … */
	struct pial_text origin;	/* as printed on notes */
	struct pial_text labels;	/* codes separated by spaces */
	struct pial_id_list substitutes;	/* products that may replace it */
	struct pial_qty pack;		/* smallest quantity that moves; 1000 when not said */
	struct pial_mass unit_mass;	/* of one unit; 1 kg for kg; none: not said */
	struct pial_price reference_price;	/* without VAT, per priced unit */
	struct pial_rate vat_rate;	/* of the goods; none: not said */
	struct pial_rate trim_loss;	/* lost at peeling */
	int32_t shelf_days;		/* days it keeps; INT32_MIN: none */
	struct pial_months months;	/* months in season; 0: not said */
	uint8_t unit;			/* enum pial_unit */
	uint8_t priced_per;		/* enum pial_priced_per */
};

/* certificates.csv */
struct pial_certificate {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id producer;	/* key */
	struct pial_id_list products;	/* products covered; none: all */
	struct pial_text certifier;	/* control body, "FR-BIO-01" */
	struct pial_date from, until;	/* first (key) and last day of validity */
	uint8_t status;			/* enum pial_certificate_status */
};

/* distances.csv */
struct pial_road {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text from, to;	/* ids of producers, kitchens or the hub; key */
	struct pial_distance distance;	/* by road */
	struct pial_minutes duration;	/* by road; INT32_MIN: none */
};

enum pial_per {			/* what a minimum or maximum of a contract line is counted over */
	PIAL_PER_NONE,		/* as PIAL_PER_CONTRACT */
	PIAL_PER_CONTRACT,	/* the whole duration */
	PIAL_PER_YEAR,		/* each calendar year */
	PIAL_PER_ANNIVERSARY,	/* each year from the first day */
};

/* A firm weekly quantity of a contract line. */
struct pial_firm {
	struct pial_pos pos;		/* where it is written */
	struct pial_week from_week, until_week;	/* first and last week */
	struct pial_qty quantity;	/* per week */
};

/* How a ratio of indices is rounded. */
enum pial_revision_rounding {
	PIAL_REVISION_NEAREST,	/* halves away from zero */
	PIAL_REVISION_UP,	/* towards plus infinity */
	PIAL_REVISION_DOWN,	/* towards minus infinity */
};

/* One part of a price revision: a share of the price that follows an index. */
struct pial_revision_part {
	struct pial_pos pos;		/* where it is written */
	struct pial_rate share;		/* of the price; all parts add up to 100 % */
	struct pial_text index;		/* name in the indices table; 0: the fixed part */
	struct pial_month base_month;	/* month whose index value is the divisor */
};

/* How often a price is revised: on the first day of each. */
enum pial_every {
	PIAL_EVERY_MONTH,	/* calendar month */
	PIAL_EVERY_WEEK,	/* ISO week */
	PIAL_EVERY_QUARTER,	/* January, April, July, October */
	PIAL_EVERY_YEAR,	/* January */
};

/* How a price follows indices (spec of invoicing, "Price"). */
struct pial_revision {
	struct pial_pos pos;		/* where it is written */
	struct pial_text name;		/* as people say it; 0: not said */
	const struct pial_revision_part *part;	/* in the file's order */
	uint32_t part_count;		/* how many; 0: only named */
	int32_t ratio_decimals;		/* decimals kept of each ratio; INT32_MIN: 3 */
	int32_t price_decimals;		/* decimals kept of the price; INT32_MIN: 4 */
	uint8_t every;			/* enum pial_every */
	uint8_t rounding;		/* enum pial_revision_rounding */
	uint8_t chained;		/* enum pial_yesno: from the last revision, not from base */
	struct pial_rate floor, cap;	/* bounds of the change of price; none: no bound */
};

/* A line of a contract: one product at one price for some time. */
struct pial_contract_line {
	struct pial_pos pos;		/* where it is written */
	struct pial_product_id product;	/* what */
	struct pial_price price;	/* without VAT, per priced unit */
	struct pial_date from, until;	/* first and last day; none: as the contract */
	struct pial_qty min, max;	/* quantities promised and allowed; none: not said */
	const struct pial_firm *firm;	/* firm weekly quantities */
	uint32_t firm_count;		/* how many */
	uint8_t per;			/* enum pial_per: period of min and max */
	struct pial_text revision;	/* name of the revision formula; 0: firm price */
	const struct pial_revision *formula;	/* the formula */
	uint32_t formula_count;		/* 1, or 0: firm price */
};

/* A producer's part in a contract. */
struct pial_contract_producer {
	struct pial_pos pos;		/* where it is written */
	struct pial_producer_id producer;	/* who */
	struct pial_qty share;		/* thousandths; 1000 when not said */
	struct pial_date from, until;	/* first and last day; none: as the contract */
};

/* contracts/<file>.yaml */
struct pial_contract {
	struct pial_pos pos;		/* where the file begins; file is its name */
	struct pial_contract_id id;	/* key */
	struct pial_kitchen_id kitchen;	/* who committed */
	struct pial_text title;		/* as people say it */
	struct pial_text reference;	/* the buyer's reference */
	struct pial_text framework;	/* kind of framework agreement, if any */
	struct pial_text engagement;	/* the buyer's engagement number */
	struct pial_date from, until;	/* first and last day */
	struct pial_money min_value, max_value;	/* over the whole duration, without VAT */
	int32_t payment_days;		/* INT32_MIN: as the party's */
	const struct pial_contract_line *line;	/* prices, in the file's order */
	uint32_t line_count;		/* how many */
	const struct pial_contract_producer *producer;	/* who may deliver; none: all */
	uint32_t producer_count;	/* how many */
};

/* One closed period of calendar.yaml. */
struct pial_closed {
	struct pial_pos pos;		/* where it is written */
	struct pial_text name;		/* "Vacances d'hiver" */
	struct pial_date from, until;	/* first and last day closed */
};

/* A named set of closed periods. */
struct pial_closure {
	struct pial_pos pos;		/* where it is written */
	struct pial_text id;		/* "school-holidays-C" */
	const struct pial_closed *period;	/* in the file's order */
	uint32_t count;			/* how many */
};

/* A written mandate to invoice in a producer's name. */
struct pial_mandate {
	struct pial_date date;		/* signed on; none: no mandate */
	struct pial_text reference;	/* of the document */
};

/* An entry of parties.yaml: who someone is in law. */
struct pial_party {
	struct pial_pos pos;		/* where it is written */
	struct pial_text id;		/* "self", or the id of a producer or kitchen */
	struct pial_text legal_name;	/* as registered */
	struct pial_text registration;	/* legal form, capital, register; as printed */
	struct pial_text siret;		/* 14 digits */
	struct pial_text vat;		/* VAT number */
	struct pial_text address;	/* lines separated by commas */
	struct pial_text email, phone, iban;	/* to reach and to pay */
	struct pial_text delivery_address;	/* where goods go, if not to the address */
	struct pial_text service_code;	/* service to invoice, public buyers */
	uint8_t service_required;	/* enum pial_yesno: no invoice without it */
	uint8_t engagement_required;	/* enum pial_yesno */
	uint8_t buyer_class;		/* enum pial_buyer_class (model/legal.h) */
	uint8_t vat_regime;		/* enum pial_vat_regime of self; NONE: by its VAT number */
	struct pial_text engagements;	/* engagement numbers, separated by spaces */
	int32_t payment_days;		/* INT32_MIN: not said */
	struct pial_text prefix;	/* of its numbers; 0: billing: prefix of pial.yaml */
	struct pial_mandate mandate;	/* to invoice in the producer's name */
};

/*
 * ledger/hazards.csv, only ever added to: what was declared first stays readable. A correction or
 * a confirmation is a further line of a later date, whole, and of the lines with the same producer,
 * product and from_week the latest one counts, wherever hazards are used.
 */
struct pial_hazard {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id producer;	/* who lost */
	struct pial_product_id product;	/* what */
	struct pial_text cause, confirmed_by;	/* hail, frost …; who confirmed */
	struct pial_qty lost;		/* per week */
	struct pial_date date, confirmed_on;	/* declared, confirmed; none: not yet */
	struct pial_week from_week, until_week;	/* weeks concerned */
};

#endif
