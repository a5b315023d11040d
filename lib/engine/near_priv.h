/*
 * What the files of the nearest plan share: the problem of a component while it is solved.
 *
 * Internal to the room. near.c finds what flows, stage by stage, over a table or a network;
 * near_give.c puts it in the instance. Members are set as the work goes on: what belongs to the
 * table only where there is one, what belongs to the network only where that came to be.
 */
#ifndef PIAL_ENGINE_NEAR_PRIV_H
#define PIAL_ENGINE_NEAR_PRIV_H

#include "engine/near.h"
#include "engine/simplex.h"

/*
 * The network of a component: rows, offers, producers with several offers, the partners' node. A
 * producer with one offer needs no node of its own: the offer gives what the producer sells.
 */
struct pial_near {
	struct pial_component *component;	/* whose */
	struct pial_simplex simplex;		/* the network */
	struct pial_grid grid;			/* the table */
	int64_t wanted;				/* packs that rows get, pins excluded */
	bool tabled;				/* there is no network yet, only the table */
	bool solved;				/* the table was solved: its cells say what flows */
	bool even;				/* the packs of all offers weigh the same */
	bool metric;				/* the costs in the table are metres */
	int64_t *supply;			/* what nodes give */
	int64_t *cost;				/* of the stage at work */
	uint32_t *arc;				/* parallel to component->open; UINT32_MAX: none */
	uint32_t *open;				/* arc to its place there, or UINT32_MAX */
	uint32_t *begin;			/* row to its first place there, for the table */
	uint32_t *feed;				/* arc into an offer, or UINT32_MAX */
	int64_t *grams;				/* mass of an offer's pack, or NULL */
	uint32_t rows, offers;			/* nodes: rows, offers, producers, partners */
};

/*
 * The pair of a cell: its place in component->open. The row's pairs begin where near->begin says,
 * by offers; a row that has all of them needs no search. The cell must be a pair.
 */
PIAL_NONNULL_ALL
uint32_t pial_near_pair(const struct pial_near *near, uint32_t row, uint32_t offer);

/*
 * Puts the flows in the instance, with pins and what pairs keep: packs of links, what is left of
 * offers, what rows are served, what the part gives. To be called once, when all is decided.
 */
PIAL_NONNULL_ALL void pial_near_give(const struct pial_near *near);

#endif
