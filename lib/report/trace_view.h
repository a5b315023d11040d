/*
 * The view `trace`: where goods come from and where they went.
 *
 * Food law asks of everybody who sells food to know, for each lot, from whom it came and to whom it
 * went, one step back and one step forward, and to tell the authorities on demand (Regulation (EC)
 * 178/2002, article 18); when something is wrong, whom to call (article 19). A batch is one
 * producer's harvest of one product; goods without a batch are found by producer, product and days.
 */
#ifndef PIAL_REPORT_TRACE_VIEW_H
#define PIAL_REPORT_TRACE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

enum pial_trace_step {
	PIAL_TRACE_NONE,
	PIAL_TRACE_BACK,	/* offered by the producer */
	PIAL_TRACE_FORWARD,	/* delivered to a kitchen */
};

struct pial_trace_row {
	uint32_t line;			/* unused */
	struct pial_text batch;		/* harvest; 0: not said */
	struct pial_producer_id producer;	/* who grew or raised it */
	struct pial_product_id product;	/* what */
	struct pial_kitchen_id kitchen;	/* forward: to whom */
	struct pial_text note;		/* forward: delivery note */
	/* back: offered; forward: kept by the kitchen, or sent while it has not said */
	struct pial_qty quantity;
	struct pial_qty refused;	/* forward: sent back; none: nothing */
	struct pial_week week;		/* of the offer or the delivery */
	struct pial_date day;		/* forward: of delivery; back: the first one; none: all */
	uint8_t step;			/* enum pial_trace_step */
	uint8_t unit;			/* enum pial_unit of the product */
	uint8_t organic;		/* forward: enum pial_yesno, certificate valid that day */
};

/*
 * Columns: step batch producer product week day kitchen note quantity unit refused organic.
 * Rows in key order: back before forward, by batch, producer, product, day, kitchen.
 */
extern const struct pial_schema pial_schema_view_trace;

/* Which goods are meant; what is 0 or none does not choose. */
struct pial_trace_filter {
	struct pial_text batch;		/* this batch */
	struct pial_product_id product;	/* this product */
	uint32_t party;			/* this producer, or this kitchen */
	struct pial_date first, last;	/* delivered, or offered for a week, in these days */
};

/* Adds the offers of a week that are meant. */
PIAL_NONNULL_ALL
void pial_trace_view_offers(struct pial_table *out, const struct pial_model *model,
			    const struct pial_table *offers,
			    const struct pial_trace_filter *filter);

/* Adds the deliveries of a week that are meant. */
PIAL_NONNULL_ALL
void pial_trace_view_deliveries(struct pial_table *out, struct pial_week week,
				const struct pial_table *deliveries,
				const struct pial_trace_filter *filter);

/* What the paper of the view says. */
struct pial_trace_paper {
	const struct pial_model *model;	/* names, and how to reach kitchens */
	const struct pial_table *table;	/* of pial_schema_view_trace, sorted */
	const struct pial_trace_filter *filter;	/* what was asked */
};

/*
 * Writes the view as a paper (report/view.h): one step back, one step forward, and whom to call,
 * with telephone and address of mail from parties.yaml: for the group and the inspector, not to be
 * published. data is a struct pial_trace_paper.
 */
PIAL_NONNULL_ALL void pial_trace_view_write(struct pial_paper *paper, const void *data);

#endif
