/*
 * The view `hazards`: losses that were declared, and which of them nobody has confirmed.
 *
 * A confirmed loss is worth credit in the accounts of fairness; one that stays unconfirmed is worth
 * nothing, and the grower who declared it waits. Of the lines of a producer, product and first week
 * the latest up to the day counts, as everywhere (model/standing.h).
 */
#ifndef PIAL_REPORT_HAZARDS_VIEW_H
#define PIAL_REPORT_HAZARDS_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

enum pial_hazard_state {
	PIAL_HAZARD_STATE_NONE,
	PIAL_HAZARD_UNCONFIRMED,	/* declared */
	PIAL_HAZARD_CONFIRMED,		/* and confirmed */
	PIAL_HAZARD_NOTHING,		/* taken back: nothing is lost any more */
};

/* A loss as it stands on a day. */
struct pial_hazard_row {
	uint32_t line;				/* unused */
	struct pial_producer_id producer;	/* who lost */
	struct pial_product_id product;		/* what */
	struct pial_week from_week, until_week;	/* weeks concerned */
	struct pial_date date;			/* of the line that counts */
	struct pial_qty lost;			/* per week, in unit */
	struct pial_qty total;			/* in all these weeks */
	struct pial_text cause, confirmed_by;	/* hail, frost …; who confirmed */
	struct pial_date confirmed_on;		/* none: not yet */
	uint8_t unit;				/* enum pial_unit of the product */
	uint8_t state;				/* enum pial_hazard_state */
};

/*
 * Columns: producer product from_week until_week state unit lost total cause date confirmed_by
 * confirmed_on.
 */
extern const struct pial_schema pial_schema_view_hazards;

/*
 * True when a line is the one that counts on a day: declared up to it, and no later line up to it
 * says the same hazard again.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_hazard_counts(const struct pial_model *model, const struct pial_hazard *hazard,
			struct pial_date day);

/* True when a line that counts waits for somebody to confirm it. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_hazard_waits(const struct pial_hazard *hazard);

struct pial_hazards_input {
	const struct pial_model *model;		/* indexed */
	struct pial_date day;			/* as things stand on */
	struct pial_week first, last;		/* that hazards reach; last none: open */
	struct pial_producer_id only;		/* of this producer; none: of all */
};

/* Fills a table of pial_schema_view_hazards, sorted. False when a sum leaves 64 bits. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_hazards_view_make(struct pial_table *out, const struct pial_hazards_input *input);

/* What the paper of the view says. */
struct pial_hazards_paper {
	const struct pial_model *model;		/* names */
	const struct pial_table *table;		/* of pial_schema_view_hazards */
	struct pial_date day;			/* as things stand on */
};

/* Writes the view as a paper (report/view.h): what waits first, then what is confirmed. */
PIAL_NONNULL_ALL void pial_hazards_view_write(struct pial_paper *paper, const void *data);

#endif
