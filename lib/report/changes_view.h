/*
 * The view `changes`: what differs between two allocations, row by row.
 *
 * Two allocations are compared by key (day, kitchen, product ordered, contract, product, producer,
 * batch): a row that only one of them has counts as 0 in the other. Only quantities are compared:
 * they are what somebody has to do otherwise; a price or a note moves nobody.
 */
#ifndef PIAL_REPORT_CHANGES_VIEW_H
#define PIAL_REPORT_CHANGES_VIEW_H

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "load/table.h"
#include "model/model.h"

/* A row of an allocation whose quantity differs; without producer: what is missing differs. */
struct pial_change {
	uint32_t line;			/* unused */
	struct pial_kitchen_id kitchen;	/* who receives */
	struct pial_product_id ordered;	/* what was ordered */
	struct pial_contract_id contract;	/* under which contract */
	struct pial_product_id product;	/* what is delivered */
	struct pial_producer_id producer;	/* who delivers; 0: nobody could */
	struct pial_text batch;		/* harvest */
	struct pial_qty before, after;	/* in unit; 0: no such row */
	struct pial_qty difference;	/* after less before */
	struct pial_week week;		/* week of the day */
	struct pial_date day;		/* of delivery */
	uint8_t unit;			/* enum pial_unit of the product */
};

/*
 * Columns: week day kitchen ordered_product contract product producer batch before after difference
 * unit.
 */
extern const struct pial_schema pial_schema_view_changes;

/*
 * Fills a table of pial_schema_view_changes from two allocations, each in key order: the rows whose
 * quantities differ, in key order. No row: nothing differs.
 */
PIAL_NONNULL_ALL
void pial_changes_view_make(struct pial_table *out, const struct pial_model *model,
			    const struct pial_table *before, const struct pial_table *after);

/*
 * Lays the changes out in width columns: each row with before, after and difference, then for each
 * product concerned what its producers deliver and its kitchens receive in the whole week, before
 * and after. The allocations are those the rows come from.
 */
PIAL_NONNULL_ALL
void pial_changes_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			    const struct pial_model *model, const struct pial_table *before,
			    const struct pial_table *after, enum pial_lang lang, size_t width);

#endif
