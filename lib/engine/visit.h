/*
 * All allowed pairs of a week, kitchen by kitchen: for finding what hangs together.
 *
 * The same pairs as those of pial_stocks_pairs (pairs.h). Every one is seen once and none is kept:
 * a national week has thirteen million. What the neighbours of a kitchen have is gone through a
 * single time for all its rows, while it is near in memory; going through the week product by
 * product brings each kitchen's neighbours from far away once for each product.
 */
#ifndef PIAL_ENGINE_VISIT_H
#define PIAL_ENGINE_VISIT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/instance.h"

/* An offer as visitors see it. */
struct pial_ware {
	uint32_t product;	/* index in the model's table; past its end: nothing is offered */
	uint8_t days;		/* struct pial_supply's */
};

/* What all producers have; visitors share it. */
struct pial_market {
	struct pial_ware *ware;	/* of each offer, so by producer; owned */
	uint32_t *first;	/* producer's index to its first; one more at the end; owned */
};

/* An allowed pair, seen from its kitchen. */
struct pial_encounter {
	uint32_t demand, supply;	/* which row, which offer */
};

/* An offer that some row of the kitchen may ask for. */
struct pial_hit {
	uint32_t supply;	/* which offer */
	uint32_t near;		/* place of its producer among the kitchen's neighbours */
};

/* The one row of a kitchen that wants a product, and nothing but the day of it. */
struct pial_slot {
	uint32_t demand;	/* which row */
	uint8_t day;		/* bit of its day in the week; 0: it is not so simple */
};

struct pial_wish;

/* A visitor: one for each worker. */
struct pial_visit {
	const struct pial_instance *instance;	/* whose rows; claims are found */
	const struct pial_market *market;	/* what there is */
	uint32_t *wanted;	/* product's index to 1 + its first place in claim_row; owned */
	uint8_t *asked;		/* product's index to 1: it may serve some row; owned */
	struct pial_slot *slot;	/* by product's index, where one row wants it; owned */
	struct pial_wish *wish;	/* of each row of the kitchen, by place in claim_row; owned */
	size_t wishes_cap;	/* room */
	struct pial_hit *hit;	/* offers to be held against rows; owned */
	size_t hits_cap;	/* room */
	struct pial_encounter *pair;	/* those of the kitchen visited last; owned */
	size_t pairs, pairs_cap;	/* how many, room */
	struct pial_stranger *stranger;	/* pairs of unknown distance, of all kitchens; owned */
	size_t strangers, strangers_cap;	/* how many, room */
};

/* Lists what all producers have. */
PIAL_NONNULL_ALL
void pial_market_init(struct pial_market *market, const struct pial_instance *instance);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_market_release(struct pial_market *market);

/* Makes a visitor, who has seen nothing. */
PIAL_NONNULL_ALL
void pial_visit_init(struct pial_visit *visit, const struct pial_instance *instance,
		     const struct pial_market *market);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_visit_release(struct pial_visit *visit);

/*
 * Puts the allowed pairs of the rows of a kitchen (index) in visit->pair, in the order of offers,
 * and adds those of unknown distance to visit->stranger, where a pair may come several times.
 */
PIAL_NONNULL_ALL void pial_visit_kitchen(struct pial_visit *visit, uint32_t kitchen);

#endif
