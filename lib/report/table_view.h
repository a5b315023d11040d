/*
 * The view `table`: the week's planning-and-allocation table, as the growers know it.
 *
 * First a tidy long table, one fact a row (pial_schema_view_table), then a layout: products down,
 * kitchens and days across, producers in the cells; what is missing, what is left over, what is not
 * confirmed marked.
 */
#ifndef PIAL_REPORT_TABLE_VIEW_H
#define PIAL_REPORT_TABLE_VIEW_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

enum pial_planned_state {
	PIAL_PLANNED_NONE,
	PIAL_PLANNED_SERVED,	/* a producer delivers it */
	PIAL_PLANNED_MISSING,	/* ordered, could not be served */
	PIAL_PLANNED_SURPLUS,	/* offered, not used: no day, no kitchen */
};

/* One fact of the week. */
struct pial_planned {
	uint32_t line;			/* unused */
	struct pial_kitchen_id kitchen;	/* who receives; 0: surplus */
	struct pial_product_id product;	/* what was ordered, or offered */
	struct pial_product_id delivered;	/* what is delivered; 0: missing */
	struct pial_producer_id producer;	/* who delivers or offers; 0: missing */
	struct pial_contract_id contract;	/* under which contract */
	struct pial_text batch;		/* harvest */
	struct pial_qty quantity;	/* in unit */
	struct pial_qty packs;		/* the same in packs, thousandths */
	struct pial_week week;		/* week */
	struct pial_date day;		/* of delivery; none: surplus */
	uint8_t unit;			/* enum pial_unit of the product */
	uint8_t state;			/* enum pial_planned_state */
	uint8_t pin;			/* enum pial_yesno: fixed by hand */
	/* enum pial_yesno: no when a plan stands in */
	uint8_t confirmed;
};

/*
 * Columns: week state day kitchen product contract delivered producer batch quantity unit packs pin
 * confirmed.
 */
extern const struct pial_schema pial_schema_view_table;

struct pial_table_view_input {
	const struct pial_model *model;			/* indexed */
	const struct pial_table *allocation;		/* of any weeks */
	/* NULL: unknown, no surplus */
	const struct pial_offer *offer;
	size_t offers;					/* how many */
	/* NULL: unknown, all confirmed */
	const struct pial_order *order;
	size_t orders;					/* how many */
};

/*
 * Fills a table of pial_schema_view_table, sorted. A line is not confirmed when its offer
 * stands for a producer that said nothing (source plan) or its order for a kitchen that said
 * nothing (firm, plan). What is left of an offer is what no line with its producer, product and
 * batch takes. Lines of 0 are left out.
 */
PIAL_NONNULL_ALL
void pial_table_view_make(struct pial_table *out, const struct pial_table_view_input *input);

/* What the paper of the view says. */
struct pial_table_paper {
	const struct pial_model *model;		/* names */
	const struct pial_table *rows;		/* of pial_schema_view_table, sorted */
	const struct pial_week_status *status;	/* of the week, for the title; state may be none */
};

/*
 * Writes the view as a paper (report/view.h), printed across: the matrix, a balance by product with
 * what is left to place, and what marks and short names stand for.
 */
PIAL_NONNULL_ALL void pial_table_view_write(struct pial_paper *paper, const void *data);

/* Parts of that paper. */
enum pial_table_part {
	PIAL_TABLE_MATRIX = 1 << 0,	/* who brings what to whom */
	PIAL_TABLE_BALANCE = 1 << 1,	/* ordered, served, missing, to place */
	PIAL_TABLE_LEGEND = 1 << 2,	/* what marks and short names stand for */
	PIAL_TABLE_ALL = 7,
};

/*
 * Adds some of these parts, a set of enum pial_table_part, without sheet and title, as a part of
 * another document. A week without rows says that there is nothing.
 */
PIAL_NONNULL_ALL
void pial_table_view_body(struct pial_paper *paper, const struct pial_table *rows,
			  const struct pial_model *model, unsigned parts);

/* Adds « Répartition, semaine 12, du 17 au 23 mars 2025 (brouillon) ». */
PIAL_NONNULL_ALL
void pial_table_view_title(struct pial_strbuf *title, const struct pial_table_paper *view,
			   enum pial_lang lang);

/*
 * Lays the rows out in width columns: bands of days, as many kitchens across as fit; then a balance
 * by product and what is left to place. status is the week's, shown in the title; its state may be
 * none. On a terminal the group's name stands over the title.
 */
PIAL_NONNULL_ALL
void pial_table_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, const struct pial_week_status *status,
			  enum pial_lang lang, size_t width);

#endif
