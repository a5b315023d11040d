/*
 * A week as numbers: whole packs of offers and order rows, the pairs allowed between them,
 * pins, components.
 *
 * Everything is sorted by key first, so that no answer can depend on the order of input rows:
 * order rows by day, kitchen, product, contract; offers by producer, first day, batch, product;
 * links by row, then offer, which is also the order of the last tie rule (level 8 c).
 */
#ifndef PIAL_ENGINE_INSTANCE_H
#define PIAL_ENGINE_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "engine/allocate.h"
#include "engine/ratio.h"

/* An offer in packs. */
struct pial_supply {
	const struct pial_offer *offer;		/* the row it comes from */
	const struct pial_producer *producer;	/* who */
	const struct pial_product *product;	/* what */
	const char *batch;			/* text of the batch, for sorting */
	int64_t packs;				/* offered, rounded down */
	int64_t left;				/* neither pinned nor given yet */
	uint32_t local;				/* its place in its component */
	bool reached;				/* allowed to some order row */
};

/* An order row in packs. */
struct pial_demand {
	const struct pial_order *order;		/* the row it comes from */
	const struct pial_kitchen *kitchen;	/* who */
	const struct pial_product *product;	/* what */
	const struct pial_contract *contract;	/* under which contract, or NULL */
	int64_t packs;				/* ordered, rounded as the policy says */
	int64_t owed;				/* of these, owed by the contract */
	int64_t pinned;				/* packs of pins in force, and kept (replace.h) */
	int64_t served;				/* packs given, pins included */
	uint32_t claim;				/* index of its kitchen's claim */
	uint32_t first, count;			/* its links */
	uint32_t local;				/* its place in its component */
	bool late;				/* served only from what is left */
	bool last;				/* beside others, but after them (replace.h) */
	bool unweighed;				/* its order had to be its weight */
};

/*
 * A kitchen's rows of one product this week, taken together: weight and account are split
 * between them.
 */
struct pial_claim {
	const struct pial_kitchen *kitchen;	/* who */
	const struct pial_product *product;	/* what */
	int64_t packs;		/* of all its rows */
	int64_t firm;		/* firm quantity of its contracts, thousandths; -1: none */
	uint32_t *row;		/* its rows, sorted by contract, then key */
	uint32_t rows;		/* how many */
};

/* An allowed pair. */
struct pial_link {
	uint32_t supply, demand;	/* which offer, which row */
	int32_t metres;			/* distance */
	bool substitute;		/* not the product ordered */
	bool pinned;			/* fixed by a pin in force */
	int64_t packs;			/* given */
};

/* No pair: a pin of 0 on an offer or order of no whole pack. */
#define PIAL_LINK_NONE UINT32_MAX

/* A pin and where it stands. */
struct pial_pin {
	const struct pial_allocation *row;	/* as given */
	uint32_t link;				/* the pair, or PIAL_LINK_NONE */
	int64_t packs;				/* fixed */
	int64_t computed;			/* packs without any pin */
};

/* A pair whose distance nobody knows. */
struct pial_stranger {
	const struct pial_producer *producer;	/* who */
	const struct pial_kitchen *kitchen;	/* to whom */
	bool refused;				/* there is a radius: the pair is not allowed */
};

struct pial_instance {
	const struct pial_allocate_input *input;	/* what was asked */
	struct pial_arena *arena;		/* holds all below */
	struct pial_supply *supply;		/* sorted by key */
	size_t supplies;			/* how many */
	struct pial_demand *demand;		/* sorted by key */
	size_t demands;				/* how many */
	struct pial_claim *claim;		/* by kitchen and product */
	size_t claims;				/* how many */
	struct pial_link *link;			/* sorted by row, then offer */
	size_t links;				/* how many */
	size_t links_cap;			/* room in link */
	int64_t *limit;				/* most packs of each link; NULL: no limit */
	struct pial_pin *pin;			/* in the order given */
	size_t pins;				/* how many */
	struct pial_stranger *stranger;		/* pairs of unknown distance, each once */
	size_t strangers;			/* how many */
	size_t strangers_cap;			/* room in stranger */
	struct pial_proof *proof;		/* where proof objects go, or NULL (prove.h) */
};

/* No limit to the packs of a pair. */
#define PIAL_LINK_FREE INT64_MAX

/* Most packs that a pair may carry now; PIAL_LINK_FREE but while published packs are kept. */
static inline int64_t pial_link_limit(const struct pial_instance *instance, uint32_t link)
{
	return instance->limit ? instance->limit[link] : PIAL_LINK_FREE;
}

/*
 * Builds the instance: rounds to packs (notices), finds allowed pairs, contracts' minima and
 * claims. False, with located errors, when an order is not whole packs under `round: refuse`,
 * an id is unknown, or sums leave 64 bits. Release it in any case.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_instance_init(struct pial_instance *instance, const struct pial_allocate_input *input,
			struct pial_arena *arena, struct pial_diags *diags);

/* Gives back what the arena does not hold. */
PIAL_NONNULL_ALL void pial_instance_release(struct pial_instance *instance);

/* Forgets everything given; with pins puts them in force, else leaves them out. */
PIAL_NONNULL_ALL void pial_instance_reset(struct pial_instance *instance, bool with_pins);

/*
 * Whole packs of an ordered quantity (not below 0) as the policy `round` says; under `refuse`, and
 * `down`, those that are in it. The product's pack must be above 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_order_packs(const struct pial_model *model, const struct pial_product *product,
			 struct pial_qty quantity);

/* Where an order row was written. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_pos pial_demand_pos(const struct pial_instance *instance,
				const struct pial_demand *demand);

/* Where an offer was written. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_pos pial_supply_pos(const struct pial_instance *instance,
				const struct pial_supply *supply);

#endif
