/*
 * The two sides of a component: what each order row gets, and what each producer gives.
 *
 * The two vectors are found without knowledge of each other. The linking theorem for flows
 * (Perfect 1968, Pym 1969) says that any two vectors of full flows, one for each side, belong
 * to one common flow; level 7 (near.h) finds the nearest such flow, and finds out if they did
 * not fit.
 */
#ifndef PIAL_ENGINE_SIDES_H
#define PIAL_ENGINE_SIDES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/alike.h"
#include "engine/fair.h"
#include "engine/instance.h"
#include "engine/pairs.h"
#include "engine/weigh.h"

/* A pair that may still be given something; places are those in the component. */
struct pial_open {
	uint32_t row, offer;	/* place in part->demand, in part->supply */
	uint32_t link;		/* index in instance->link, where all are listed */
	int32_t metres;		/* distance */
	bool substitute;	/* not the product ordered */
};

/* A component being solved. Arrays are parallel to part->demand, part->supply or producer. */
struct pial_component {
	struct pial_instance *instance;		/* whose packs */
	struct pial_part *part;			/* its rows and offers */
	const struct pial_memory *memory;	/* accounts, weights, meetings */
	struct pial_arena *arena;		/* room for the work */
	struct pial_arena *keep;		/* room for the answer */
	struct pial_open *open;			/* pairs not pinned, with something left */
	size_t opens;				/* how many */
	bool swaps;				/* some are substitutes */
	struct pial_alike alike;		/* rows by the offers of their pairs */
	const struct pial_producer **producer;	/* tier 1 with an offer, sorted by id */
	size_t producers;			/* how many */
	uint32_t *owner;			/* of an offer: 1 + place in producer; 0: partner */
	int64_t *row;				/* packs a row gets, pins included */
	int64_t *producer_base;			/* packs of a producer pinned or given before */
	int64_t *sold;				/* packs a producer gives, base included */
	size_t flows;				/* maximum flows, for measurements */
};

/*
 * Prepares a component: its pairs, found with the stocks given, and its producers. The caller has
 * set instance, part, memory, arena and keep.
 */
PIAL_NONNULL_ALL
void pial_component_init(struct pial_component *component, struct pial_stocks *stocks);

/*
 * Levels 2, 3, 4 and 6 for the kitchens: fills row. Owed minima class by class, then demand
 * class by class; in a class those with w = 0 come after the others. Supply of every tier
 * counts.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_component_rows(struct pial_component *component);

/*
 * Levels 5 and 6 for the producers of tier 1: fills sold. The most that tier 1 can serve, fair
 * by weight; those with w = 0 after the others by share, those without share last by what they
 * offer.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_component_producers(struct pial_component *component);

#endif
