/*
 * The view `egalim`: of what a kitchen bought from us, how much counts for the EGalim law, what is
 * missing to its goals, and the supplier's yearly statement.
 *
 * Rows come from the same purchases as the file for the State's platform (report/canteen.h), so
 * that a kitchen that uploads the one can check it with the other. Each purchase counts once, in
 * the first class that fits.
 *
 * We know what we deliver, not what else a kitchen buys. What is missing is therefore said against
 * its yearly food budget (kitchens.csv, food_budget): so many euros more, of us or of others, until
 * the share of the law is reached. It is said for whole calendar years and for the present one so
 * far, which is what the law counts (article L. 230-5-1 of the rural code).
 */
#ifndef PIAL_REPORT_EGALIM_VIEW_H
#define PIAL_REPORT_EGALIM_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/canteen.h"
#include "report/canteen.h"

/* What a row adds up. */
enum pial_egalim_part {
	PIAL_EGALIM_NONE,
	PIAL_EGALIM_ORGANIC,		/* the four classes */
	PIAL_EGALIM_SIQO,
	PIAL_EGALIM_OTHER,
	PIAL_EGALIM_EXTERNALITIES,
	PIAL_EGALIM_QUALITY,		/* those four together */
	PIAL_EGALIM_REST,		/* no label that counts */
	PIAL_EGALIM_ALL,		/* everything: quality and rest */
};

/* A part of what a kitchen bought. */
struct pial_egalim_row {
	uint32_t line;			/* unused */
	struct pial_kitchen_id kitchen;	/* who bought */
	struct pial_money amount;	/* without VAT */
	struct pial_mass mass;		/* of the goods in it */
	struct pial_rate share;		/* of the amount of all; none: nothing was bought */
	struct pial_money budget;	/* of the kitchen, a year; none: not said, or no year */
	struct pial_rate of_budget;	/* amount of the budget; none as it is */
	struct pial_rate goal;		/* of the law on the last day; none: there is none */
	struct pial_money missing;	/* to the goal, 0 at least; none as the budget */
	int32_t lines;			/* purchases in it */
	uint8_t part;			/* enum pial_egalim_part */
};

/* What a kitchen bought of a product from one supplier, in one class. */
struct pial_egalim_product {
	uint32_t line;			/* unused */
	struct pial_kitchen_id kitchen;	/* who bought */
	struct pial_text seller;	/* id of who invoiced */
	struct pial_product_id product;	/* what; none: fees */
	struct pial_text label;		/* of a fee, as printed; 0: goods */
	struct pial_text labels;	/* codes of labels; 0: none */
	struct pial_qty quantity;	/* in unit; none: a fee */
	struct pial_mass mass;		/* none: a fee */
	struct pial_price price;	/* mean: amount of quantity; none: a fee */
	struct pial_money amount;	/* without VAT */
	uint8_t unit;			/* enum pial_unit of quantity and price */
	uint8_t class;			/* enum pial_canteen_class */
};

/* Columns: kitchen part amount mass_kg share lines budget of_budget goal missing. */
extern const struct pial_schema pial_schema_view_egalim;

/* Columns: kitchen seller class product label unit labels quantity mass_kg price amount. */
extern const struct pial_schema pial_schema_view_supplies;

struct pial_egalim_input {
	const struct pial_model *model;		/* indexed */
	const struct pial_table *purchases;	/* of pial_schema_view_canteen */
	const struct pial_table *goals;		/* data/goals.csv */
	struct pial_date last;			/* last day counted: whose goals hold */
	bool year;	/* the days are one calendar year, or begin with it */
};

/*
 * Fills a table of pial_schema_view_egalim: eight rows a kitchen that bought anything, in the order
 * of enum pial_egalim_part. False when a sum leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_egalim_make(struct pial_table *out, const struct pial_egalim_input *input);

/* Fills a table of pial_schema_view_supplies, sorted. False when a sum leaves 64 bits. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_egalim_products(struct pial_table *out, const struct pial_egalim_input *input);

/* What the papers of the views `egalim` and `macantine` say. */
struct pial_egalim_paper {
	const struct pial_model *model;		/* names */
	const struct pial_table *parts;		/* of pial_schema_view_egalim */
	const struct pial_table *products;	/* of pial_schema_view_supplies */
	const struct pial_table *purchases;	/* of pial_schema_view_canteen */
	struct pial_date first, last;		/* days counted; first none: from the beginning */
};

/* Writes the view as a paper (report/view.h): a statement for each kitchen. */
PIAL_NONNULL_ALL void pial_egalim_view_write(struct pial_paper *paper, const void *data);

/* Writes the purchases of each kitchen, line by line, as a paper to check the file with. */
PIAL_NONNULL_ALL void pial_canteen_view_write(struct pial_paper *paper, const void *data);

#endif
