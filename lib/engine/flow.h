/*
 * Maximum flow on a small network whose nodes may be split into blocks.
 *
 * The fairness levels (fair.h) solve many flows on shrinking parts of one network. A part is a
 * block: nodes with one label; arcs between blocks do not exist for its flows. What crosses a
 * cut for good is kept as packs that enter (fix) or may leave (out) a node. Source and sink are
 * not nodes: each node has what it still may take from the one and give to the other.
 */
#ifndef PIAL_ENGINE_FLOW_H
#define PIAL_ENGINE_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

/* An arc without limit. */
#define PIAL_ARC_FREE (-1)

struct pial_net {
	uint32_t nodes;		/* how many */
	uint32_t arcs;		/* how many */
	uint32_t arcs_cap;	/* room for arcs */
	uint32_t *from, *to;	/* ends of an arc */
	int64_t *cap;		/* most packs on an arc, or PIAL_ARC_FREE */
	uint32_t *first;	/* node to its first place in half */
	uint32_t *half;		/* 2a: arc a leaves here; 2a + 1: it arrives here */
	int64_t *fix;		/* packs that must enter at a node */
	int64_t *out;		/* packs that may leave at a node */
	uint32_t *label;	/* block of a node */
	pial_i128 *res;		/* what a half arc still carries, scaled */
	pial_i128 *src, *snk;	/* what a node still takes in and gives out, scaled */
	uint32_t *level;	/* distance of a search; UINT32_MAX: not reached */
	uint32_t *at;		/* next half arc of a search */
	uint32_t *queue, *path;	/* room of a search */
};

/*
 * Makes a network of nodes without arcs, all in block 0, with room for arcs_cap arcs, in an
 * arena.
 */
PIAL_NONNULL_ALL
void pial_net_init(struct pial_net *net, uint32_t nodes, uint32_t arcs_cap,
		   struct pial_arena *arena);

/* Adds an arc of at most cap packs (PIAL_ARC_FREE: no limit). */
PIAL_NONNULL_ALL void pial_net_arc(struct pial_net *net, uint32_t from, uint32_t to, int64_t cap);

/* To be called once all arcs are there, before any flow. */
PIAL_NONNULL_ALL void pial_net_ready(struct pial_net *net);

/* The other end of a half arc. */
static inline uint32_t pial_net_end(const struct pial_net *net, uint32_t half)
{
	return half & 1 ? net->from[half >> 1] : net->to[half >> 1];
}

/*
 * Empties the flow of a block: arcs and ways out get their capacities times scale. The caller
 * then sets src of each node. False when a product leaves the room of 128 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_net_start(struct pial_net *net, const uint32_t *node, uint32_t count, pial_i128 scale);

/*
 * Carries as much as can be from src to snk within the block of the nodes given, on top of what
 * flows already (Dinic 1970: shortest ways first, all of one length at once). Returns true when
 * every src is used up.
 */
PIAL_NONNULL_ALL bool pial_net_max(struct pial_net *net, const uint32_t *node, uint32_t count);

/*
 * Marks (level not UINT32_MAX) the nodes of the block that what is left at a src can still
 * reach: after pial_net_max the source side of the smallest minimal cut, the same for every
 * maximum flow.
 */
PIAL_NONNULL_ALL void pial_net_reach(struct pial_net *net, const uint32_t *node, uint32_t count);

/* Forgets the marks of pial_net_reach and pial_net_one. */
PIAL_NONNULL_ALL void pial_net_forget(struct pial_net *net, const uint32_t *node, uint32_t count);

/*
 * Carries one unit more from a node to any way out, if there is a way. Nodes found without one
 * stay marked and are not looked at again until pial_net_forget: later units cannot open a way
 * for them.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_net_one(struct pial_net *net, uint32_t node);

#endif
