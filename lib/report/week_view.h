/*
 * The view `week`: one page for the table around which the group meets.
 *
 * What the week's table says, and beside it what people ask next: why something is missing, what is
 * left to place, what kitchens found different at reception, who is on duty. Each part is a kind of
 * row of one long table (pial_schema_view_week); reasons are the sentences of `pial-allocate
 * --explain` (report/explain.h), differences those of the week's deliveries, turns those of the
 * season's rota.
 */
#ifndef PIAL_REPORT_WEEK_VIEW_H
#define PIAL_REPORT_WEEK_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"
#include "report/explain.h"

enum pial_week_part {
	PIAL_WEEK_PART_NONE,
	PIAL_WEEK_SERVED,	/* a producer delivers it */
	PIAL_WEEK_MISSING,	/* ordered, not served, and why */
	PIAL_WEEK_SURPLUS,	/* offered, not used */
	PIAL_WEEK_RECEPTION,	/* kept by the kitchen, where that is not what was sent */
	PIAL_WEEK_DUTY,		/* whose turn it is, this week and the two after it */
};

/* One fact of the page. */
struct pial_week_fact {
	uint32_t line;			/* unused */
	struct pial_kitchen_id kitchen;	/* who receives; 0: surplus, duty */
	struct pial_product_id product;	/* what was ordered, or offered */
	struct pial_product_id delivered;	/* what is delivered; 0: missing */
	struct pial_producer_id producer;	/* who delivers, offers, is on duty; 0: nobody */
	struct pial_text reason;	/* in words, in the language of the page */
	struct pial_qty planned;	/* reception: sent, else allocated; none elsewhere */
	struct pial_qty quantity;	/* served, missing, left; none at reception */
	struct pial_qty kept;		/* reception: by the kitchen; none elsewhere */
	struct pial_qty difference;	/* reception: kept less planned; none elsewhere */
	struct pial_week week;		/* week */
	struct pial_date day;		/* of delivery; none: surplus, duty */
	uint8_t part;			/* enum pial_week_part */
	uint8_t unit;			/* enum pial_unit of the product */
	uint8_t pin;			/* enum pial_yesno: fixed by hand */
	uint8_t confirmed;		/* enum pial_yesno: no when a plan stands in */
	uint8_t status;			/* reception: enum pial_delivery_status */
};

/*
 * Columns: week part day kitchen product delivered producer pin confirmed quantity planned kept
 * difference unit status reason.
 */
extern const struct pial_schema pial_schema_view_week;

/*
 * Adds what the table of the week says (rows of pial_schema_view_table): batches and contracts
 * together.
 */
PIAL_NONNULL_ALL
void pial_week_view_planned(struct pial_table *out, const struct pial_table *planned);

/* Missing rows of which reasons are said: a meeting talks of ten, and a proof of each is dear. */
#define PIAL_WEEK_REASONS 100

/*
 * Says why each missing row is missing, in a language: the sentences of its order that speak of
 * that. When the explanation lacks anything else than the rows do, orders or offers have changed
 * since, and none has a reason. Texts are kept in the model's pool, here and below. The instance
 * must be of the rows' week.
 */
PIAL_NONNULL_ALL
void pial_week_view_reasons(struct pial_table *out, struct pial_model *model,
			    const struct pial_explanation *explanation, enum pial_lang lang);

/*
 * Adds the deliveries (rows of pial_schema_deliveries) of which the kitchen kept another quantity
 * than was sent, or that are disputed, with their reason in a language.
 */
PIAL_NONNULL_ALL
void pial_week_view_reception(struct pial_table *out, struct pial_model *model,
			      const struct pial_table *deliveries, struct pial_week week,
			      enum pial_lang lang);

/* Adds the turns of a rota (rows of pial_schema_view_duty). */
PIAL_NONNULL_ALL
void pial_week_view_duty(struct pial_table *out, const struct pial_table *duty);

/* What the paper of the view says. */
struct pial_week_paper {
	const struct pial_model *model;		/* names */
	const struct pial_table *rows;		/* of pial_schema_view_week, sorted */
	const struct pial_table *planned;	/* of pial_schema_view_table, sorted */
	const struct pial_table *allocation;	/* of pial_schema_allocation, for the flow */
	const struct pial_table *rounds;	/* of pial_schema_view_rounds, for the map */
	const struct pial_week_status *status;	/* of the week; state may be none */
	struct pial_week week;			/* which */
	bool drawn;				/* with drawings: what shows it can show them */
};

/*
 * Writes the view as a paper (report/view.h), printed across: whose turn it is, the matrix, what is
 * missing and why, what is left, what was different at reception; on a second sheet the week drawn
 * (report/week_charts.h), when asked for. A part that has nothing says so in a sentence.
 */
PIAL_NONNULL_ALL void pial_week_view_write(struct pial_paper *paper, const void *data);

/*
 * The same for everybody: the matrix, what is ordered, served and left to place, who delivers to
 * whom, and those on a map who have a place in the model. No reason, no difference at reception,
 * nobody on duty, no round. Takes the planned rows and the allocation in any order.
 */
PIAL_NONNULL_ALL void pial_week_view_write_outside(struct pial_paper *paper, const void *data);

#endif
