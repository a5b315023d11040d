/*
 * Why a solved week is what it is: the proof objects of the spec ("Proof and explanation").
 *
 * They are filled when pial_allocate_input.prove asks and live in the result; nothing is paid
 * otherwise. They are read off the finished answer: turns and levels of blocks, an exact flow that
 * carries the exact vectors, the order in which odd packs went, potentials of levels 7 and 8. The
 * certificate and the explanations are made from them; what they claim is verified by code that
 * shares nothing with this (proof/).
 *
 * Everything is found by its place in the instance, which is kept too: row[i] belongs to
 * instance.demand[i], pair[l] to instance.link[l]. Offers and producers are in up to two
 * components (rows in time, then late rows on what those leave): their arrays have 2 x supplies
 * entries, those of the late ones after all others; pial_proof_offer and pial_proof_producer find
 * them.
 */
#ifndef PIAL_ENGINE_PROVE_H
#define PIAL_ENGINE_PROVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"
#include "engine/instance.h"
#include "engine/ratio.h"
#include "engine/sides.h"
#include "model/proof.h"

/*
 * Where a node stands on one side: what moves to it comes at this turn, class and level, and no
 * pack can pass from it to a node that stands higher. The nodes of one component that stand at the
 * same place are a block: its rows share all the supply in their reach.
 */
struct pial_proof_place {
	uint8_t turn;			/* enum pial_proof_turn; NONE: above all others */
	uint8_t class;			/* kitchens: priority; producers: 0 */
	uint32_t block;			/* number of the block in its component and side; 0: NONE */
	/*
	 * level: (packs - A) / w under leximin, packs / claim under proportional, packs under equal
	 * awards, packs less claim under equal losses, and one after the other under Talmud
	 */
	struct pial_ratio level;
};

/* One entry of a side: an order row, or a producer of tier 1 in a component. */
struct pial_proof_share {
	struct pial_proof_place at;	/* its block; turn NONE: it has all it can use */
	pial_i128 w;			/* weight, in smallest whole numbers of its component */
	struct pial_ratio account;	/* A: owed from before, in packs */
	struct pial_ratio exact;	/* exact answer, in packs, pins included */
	int64_t base;			/* packs of pins (producers: and given before) */
	int64_t most;			/* packs it could use: ordered, or offered */
	int64_t packs;			/* whole packs: the answer */
	int64_t floor;			/* whole packs in exact */
	uint32_t place;			/* place among the block's candidates, from 1; 0: none */
	bool candidate;			/* exact is not whole: it may get one pack more */
	bool accepted;			/* it did */
};

/* Potentials of a node, one for each cost: reduced cost of u to v = cost + of[u] - of[v]. */
struct pial_potential {
	int64_t of[PIAL_COSTS];		/* in the unit of the cost */
};

/* An order row. */
struct pial_proof_row {
	bool proved;			/* it is in a component; else no offer can serve it */
	uint32_t part;			/* its component: index of the component's first row */
	struct pial_proof_share share;	/* between kitchens */
	struct pial_proof_place sale;	/* between producers: where it stands as their outlet */
	struct pial_potential potential;	/* levels 7 and 8; 0 when it gets nothing */
};

/* An offer in a component. */
struct pial_proof_offer {
	bool proved;			/* it is in a component of this pass */
	uint32_t part;			/* its component: index of the component's first row */
	uint32_t producer;		/* first offer of its producer there: index of supply */
	int64_t left;			/* packs before this pass: neither pinned nor given */
	struct pial_proof_place share;	/* between kitchens */
	struct pial_proof_place sale;	/* between producers; a partner's: NONE */
	struct pial_potential potential;	/* levels 7 and 8 */
};

/* A producer or partner in a component. */
struct pial_proof_producer {
	bool proved;			/* there is one here */
	bool partner;			/* not tier 1: share is not filled */
	uint32_t part;			/* its component: index of the component's first row */
	struct pial_proof_share share;	/* between producers of tier 1 */
	/* levels 7 and 8; partners of a component share one for the first three costs */
	struct pial_potential potential;
};

/* An allowed pair: what flows on it in the exact answers. Pinned pairs: 0. */
struct pial_proof_pair {
	struct pial_ratio share;	/* in the flow that carries the rows' exact vector */
	struct pial_ratio sale;		/* in the flow that carries the producers' exact vector */
};

struct pial_proof {
	struct pial_arena arena;	/* holds all below */
	struct pial_allocate_input input;	/* what was asked; its tables are the caller's */
	struct pial_instance instance;	/* packs, pairs, pins, and the answer */
	struct pial_proof_row *row;	/* parallel to instance.demand */
	struct pial_proof_offer *offer;	/* 2 x instance.supplies */
	struct pial_proof_producer *producer;	/* 2 x instance.supplies, at the first offer */
	struct pial_proof_pair *pair;	/* parallel to instance.link */
};

/* An offer in the component of rows in time, or of late rows. */
static inline struct pial_proof_offer *pial_proof_offer(const struct pial_proof *proof,
							size_t supply, bool late)
{
	return &proof->offer[supply + (late ? proof->instance.supplies : 0)];
}

/* The producer of an offer in the same component. */
static inline struct pial_proof_producer *pial_proof_producer(const struct pial_proof *proof,
							      size_t supply, bool late)
{
	const struct pial_proof_offer *offer = pial_proof_offer(proof, supply, late);

	return &proof->producer[offer->producer + (late ? proof->instance.supplies : 0)];
}

/* Makes an empty proof of what is asked; instance is to be built in it. Owned by the caller. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_proof *pial_proof_new(const struct pial_allocate_input *input);

/* Makes room for the proof of the instance that has been built: nothing proved yet. */
PIAL_NONNULL_ALL void pial_proof_start(struct pial_proof *proof);

/* Gives everything back; NULL is nothing. */
void pial_proof_free(struct pial_proof *proof);

/*
 * Keeps the shares of one side when its stages are over. fair is its network: rows, then offers
 * (and producers: rows, offers, producers); shares the weights it was given. PIAL_STEP_RANGE when
 * numbers leave 128 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_prove_rows(const struct pial_component *component, struct pial_fair *fair,
			       const struct pial_shares *shares);
/* The same for producers. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_prove_producers(const struct pial_component *component,
				    struct pial_fair *fair, const struct pial_shares *shares);

/* Finds the potentials of a component whose answer is in the instance. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_prove_near(const struct pial_component *component);

#endif
