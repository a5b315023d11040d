/*
 * Maximum flow on a small network whose nodes may be split into blocks.
 *
 * The fairness levels (fair.h) solve many flows on shrinking parts of one network. A part is a
 * block: nodes with one label; arcs between blocks do not exist for its flows. What crosses a
 * cut for good is kept as packs that enter (fix) or may leave (out) a node. Source and sink are
 * not nodes: each node has what it still may take from the one and give to the other.
 *
 * A flow of a block: set src of its nodes, pial_net_start, pial_net_max, then ask.
 */
#ifndef PIAL_ENGINE_FLOW_H
#define PIAL_ENGINE_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

/* An arc without limit. */
#define PIAL_ARC_FREE (-1)

/* A place in the lists of arcs by node: one end of an arc. */
struct pial_half {
	uint32_t end;		/* the node at the other end */
	uint32_t twin;		/* place of the other end */
	uint32_t arc;		/* which arc */
	bool back;		/* it arrives here; else it leaves here */
};

struct pial_net {
	struct pial_arena *arena;	/* holds the arrays */
	uint32_t nodes;		/* how many */
	uint32_t arcs;		/* how many */
	uint32_t *from, *to;	/* ends of an arc */
	int64_t *cap;		/* most packs on an arc, or PIAL_ARC_FREE */
	uint32_t *first;	/* node to its first place in half; one more at the end */
	struct pial_half *half;	/* arcs by node, in the order of arcs */
	int64_t *fix;		/* packs that must enter at a node */
	int64_t *out;		/* packs that may leave at a node */
	uint32_t *label;	/* block of a node */
	pial_i128 *src;		/* what is to enter at a node, scaled; set before a flow */
	bool wide;		/* the flow at work is in 128 bits, else in 64 */
	/* what a place of half still carries, what a node still takes in and gives out, scaled */
	int64_t *res64, *src64, *snk64;
	pial_i128 *res128, *src128, *snk128;	/* the same; made when first needed */
	uint32_t *level;	/* distance of a search; UINT32_MAX: not reached */
	uint32_t *at;		/* next place of a search */
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

/*
 * Begins a flow of a block, empty: arcs and ways out get their capacities times scale, src says
 * what is to enter. 64 bits are used where sums of all of it fit. False when a product leaves the
 * room of 128 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_net_start(struct pial_net *net, const uint32_t *node, uint32_t count, pial_i128 scale);

/*
 * Carries as much as can be from src to the ways out within the block of the nodes given, on top of
 * what flows already (Dinic 1970: shortest ways first, all of one length at once). Returns true
 * when every src is used up.
 */
PIAL_NONNULL_ALL bool pial_net_max(struct pial_net *net, const uint32_t *node, uint32_t count);

/*
 * True when all that is to enter (src, unscaled) can leave at once; to be asked before the network
 * is split. When it can, no level of fairness decides anything.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_net_suffices(struct pial_net *net);

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

/*
 * Takes one unit back that came in at a node and left at the end of one of its arcs; false when
 * none did. For networks of two layers.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_net_back(struct pial_net *net, uint32_t node);

/* What the arc at a place of half carries along itself, scaled. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
pial_i128 pial_net_carried(const struct pial_net *net, uint32_t place);

/* True when something more may leave at a node. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_net_open(const struct pial_net *net, uint32_t node);

#endif
