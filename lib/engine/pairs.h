/*
 * The allowed pairs of an order row, found when they are asked for.
 *
 * A national week has some thirteen million of them, against two million that get something, so
 * they are not kept: a component makes its own while it is solved. A row's candidates are the
 * offers of its product, and of its substitutes, by the producers within reach of its kitchen; they
 * come by offer.
 */
#ifndef PIAL_ENGINE_PAIRS_H
#define PIAL_ENGINE_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/instance.h"

/* An allowed pair, seen from its row. */
struct pial_pair {
	uint32_t supply;	/* which offer */
	uint32_t place;		/* of the offer among those the stocks were filled with */
	int32_t metres;		/* distance; 0 when unknown */
	bool substitute;	/* not the product ordered */
};

/* An offer as a stock has it. */
struct pial_lot {
	uint32_t supply;	/* which offer */
	uint32_t place;		/* among those the stocks were filled with */
	uint32_t producer;	/* whose: index in the model's table */
	uint8_t days;		/* struct pial_supply's */
	bool substitute;	/* not the stock's product */
};

/* Offers that may serve rows of one product, by producer. */
struct pial_stock {
	uint32_t *at;		/* producer's index to 1 + its first place in lot; 0: none */
	struct pial_lot *lot;	/* by offer: by producer */
	size_t lots, cap;	/* how many, room */
};

/* Stocks of the products of one family, filled for one set of rows and offers after another. */
struct pial_stocks {
	const struct pial_instance *instance;	/* whose offers */
	struct pial_stock *stock;		/* by rank in the family; owned */
	uint32_t stocks;			/* how many there is room for */
	uint32_t used;				/* how many are filled */
	struct pial_pair *pair;			/* room for the pairs of one row */
	size_t cap;				/* how many */
	uint32_t *hit;				/* room for the neighbours of one kitchen */
	size_t hits_cap;			/* how many */
};

/* Makes empty stocks for an instance. */
PIAL_NONNULL_ALL
void pial_stocks_init(struct pial_stocks *stocks, const struct pial_instance *instance);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_stocks_release(struct pial_stocks *stocks);

/* Fills the stocks of a family from offers in order; those of no pack are left out. */
PIAL_NONNULL(1)
void pial_stocks_fill(struct pial_stocks *stocks, uint32_t family, const uint32_t *supply,
		      size_t supplies);

/* Puts the pairs of a row of the family in stocks->pair, by offer; returns how many. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_stocks_pairs(struct pial_stocks *stocks, const struct pial_demand *demand);

#endif
