/*
 * Is a season covered: what kitchens need, what is promised, what is left to find, and who could
 * complete it.
 */
#ifndef PIAL_ENGINE_COVER_H
#define PIAL_ENGINE_COVER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"
#include "model/season.h"

/* A product in a week. */
struct pial_cover {
	uint32_t line;			/* unused */
	struct pial_product_id product;	/* what */
	struct pial_week week;		/* when */
	struct pial_qty need;		/* of all kitchens */
	struct pial_qty promised;	/* by the plan, for the need */
	struct pial_qty margin;		/* grown beside it, for risks */
	struct pial_qty left;		/* of the need, promised by nobody */
	struct pial_producer_id partner;	/* who could complete what is left; none: nobody */
	struct pial_price price;	/* of the partner, per unit; none: not known */
	uint8_t unit;			/* enum pial_unit of the quantities */
};

struct pial_cover_input {
	const struct pial_model *model;		/* kitchens, products, partners */
	struct pial_week first, last;		/* weeks of the season */
	const struct pial_need *need;		/* any order */
	size_t needs;				/* how many */
	const struct pial_plan *plan;		/* all versions, any order; the highest counts */
	size_t plans;				/* how many */
	const struct pial_bid *bid;		/* partners' prices */
	size_t bids;				/* how many */
	const struct pial_offer *offer;		/* what partners offered so far, any order */
	size_t offers;				/* how many */
};

struct pial_cover_result {
	struct pial_arena arena;	/* holds row */
	struct pial_cover *row;		/* with a need or something planned; by product, week */
	size_t rows;			/* how many */
	size_t left;			/* rows with something left to find */
	int32_t version;		/* of the plan; 0: there is none */
};

/*
 * Adds up needs and plan by product and week; a week in which a kitchen receives on no day needs
 * nothing, whatever its line of needs spans, as in the plan of the season. What is left is the
 * need less what is promised for it, 0 at least: the margin is for risks and promises nothing.
 *
 * Who could complete it: a member of tier 2 that may serve one of the kitchens that need it, on
 * some day of the week (engine/allowed.h, rounds aside). Of several the one that said a price in a
 * bid for that week, then one that offered the product before (its last price), then the reference
 * price of the product; among equals the cheapest, then the first by id. The result must be fresh.
 * Same rows, same result, in any order.
 */
PIAL_NONNULL_ALL
void pial_cover_find(const struct pial_cover_input *input, struct pial_cover_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_cover_result_release(struct pial_cover_result *result);

#endif
