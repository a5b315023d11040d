/*
 * The view `availability`: what kitchens, restaurants and the grocery can count on in the weeks to
 * come.
 *
 * Of each week and product: what producers offered, what the plan of the season foresees where
 * nobody has answered yet, what is taken of it (allocated, else ordered) and so what is left; the
 * price without VAT; for one kitchen what its contract still owes and still allows. Offers are
 * those that the week's allocation would look at (engine/offers.h), so that a kitchen is not shown
 * what will not be there; for one kitchen only those that may be brought to it on some day
 * (engine/allowed.h).
 */
#ifndef PIAL_REPORT_AVAILABILITY_VIEW_H
#define PIAL_REPORT_AVAILABILITY_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"
#include "model/season.h"

/* What `taken` counts. */
enum pial_available_by {
	PIAL_AVAILABLE_BY_NOTHING,	/* nobody has ordered yet */
	PIAL_AVAILABLE_BY_ORDERS,	/* ordered, nothing allocated */
	PIAL_AVAILABLE_BY_ALLOCATION,	/* allocated */
};

/* A product in a week. */
struct pial_available {
	uint32_t line;			/* unused */
	struct pial_kitchen_id kitchen;	/* for whom; 0: for anybody */
	struct pial_product_id product;	/* what */
	struct pial_contract_id contract;	/* of the price; 0: none */
	struct pial_qty offered;	/* by those who answered; none: by nobody */
	struct pial_qty planned;	/* by the plan of those who did not; none: by nobody */
	struct pial_qty taken;		/* of these; none: nobody has ordered yet */
	struct pial_qty left;		/* offered and planned less taken, not below 0; none: so */
	struct pial_price price;	/* without VAT; none: nobody says */
	struct pial_qty to_min, to_max;	/* left of the contract's period; none: no contract */
	struct pial_week week;		/* which */
	uint8_t unit;			/* enum pial_unit of the quantities */
	uint8_t priced_unit;		/* enum pial_unit of the price; NONE: no price */
	uint8_t by;			/* enum pial_available_by */
};

/*
 * Columns: kitchen week product unit offered planned taken by left price priced_unit contract
 * to_min to_max.
 */
extern const struct pial_schema pial_schema_view_availability;

/* A week to be added. */
struct pial_available_week {
	struct pial_week week;			/* which */
	/* its offers, completed (engine/offers.h), any order */
	const struct pial_offer *offer;
	size_t offers;				/* how many */
	const struct pial_table *orders;	/* of pial_schema_orders */
	const struct pial_table *allocation;	/* of pial_schema_allocation; NULL: none yet */
	struct pial_kitchen_id kitchen;		/* for whom; 0: for anybody */
};

/* Adds the products of a week to a table of pial_schema_view_availability. */
PIAL_NONNULL_ALL
void pial_availability_add(struct pial_table *out, const struct pial_model *model,
			   const struct pial_available_week *week);

/*
 * Says what is left of the contract that a row's price comes from, in the period of its week: of
 * rows of pial_schema_view_contract.
 */
PIAL_NONNULL_ALL
void pial_availability_contracts(struct pial_table *out, const struct pial_table *lines);

/* What the paper of the view says. */
struct pial_availability_paper {
	const struct pial_model *model;	/* names */
	const struct pial_table *rows;	/* of pial_schema_view_availability, sorted */
	struct pial_week first, last;	/* weeks that were looked at */
	struct pial_kitchen_id kitchen;	/* for whom; 0: for anybody */
};

/*
 * Writes the view as a paper (report/view.h): products down and weeks across, then prices and what
 * is left of the contract, then what is left of offers, for whoever can take it.
 */
PIAL_NONNULL_ALL void pial_availability_view_write(struct pial_paper *paper, const void *data);

#endif
