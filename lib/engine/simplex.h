/*
 * Cheapest flow on a small network, by the network simplex, one cost after another.
 *
 * The first cost is minimised; then, among all flows that are best for it, the second, and so
 * on: after each cost the arcs that no best flow uses otherwise (reduced cost not 0) are
 * frozen, which is exact and needs no large weights (complementary slackness). Last, flows on
 * chosen arcs can be made lexicographically greatest among what is left.
 */
#ifndef PIAL_ENGINE_SIMPLEX_H
#define PIAL_ENGINE_SIMPLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"

/* An arc without limit carries at most this. */
#define PIAL_FLOW_FREE (INT64_MAX / 4)

/* An arc that may still enter the tree, as pricing looks at it. */
struct pial_loose {
	int64_t cost;		/* at the cost at work */
	uint32_t from, to;	/* its ends */
	uint32_t arc;		/* its number */
};

/* A cell of a table that a best flow may use. */
struct pial_grid_cell {
	uint32_t row, column;	/* where */
	uint32_t arc;		/* its arc in the network; UINT32_MAX: its packs are settled */
	int64_t packs;		/* what it carries when the table is solved */
};

/*
 * All pairs of two sides as a table of costs: givers are columns, takers are rows. Node numbers are
 * those of the rows, then those of the columns, then the root.
 */
struct pial_grid {
	struct pial_arena *arena;	/* holds the arrays */
	uint32_t rows, columns, root;	/* how many of both; node number of the root */
	uint32_t width;		/* cells a row; those behind the last column are not pairs */
	int32_t *cost;		/* of a cell; PIAL_GRID_NONE: not a pair */
	int32_t most;		/* largest magnitude of a cost so far */
	int32_t far;		/* what a pack costs that comes from the root, or goes there */
	int32_t *pi;		/* of a column: what its packs cost more than the cell says */
	uint32_t *up;		/* of a node: the one above; UINT32_MAX: a row that takes nothing */
	int64_t *flow;		/* of a node: packs between it and the one above */
	uint32_t words;		/* of a set of columns, one bit each */
	uint64_t *below;	/* of a node: the set of columns below it, itself included */
	uint64_t *moved;	/* room for two sets */
	struct pial_grid_cell *cell;	/* what best flows use, by rows, then columns */
	uint32_t cells;		/* how many */
	uint64_t steps;		/* for measurements */
};

/* Cost of a cell that is no pair: no potential makes it worth entering. All its bytes are one. */
#define PIAL_GRID_NONE 0x3f3f3f3f

/* Costs of a grid are at most this, divided by its nodes. */
#define PIAL_GRID_MOST (INT32_MAX / 16)

struct pial_simplex {
	struct pial_arena *arena;	/* holds the arrays */
	uint32_t nodes;			/* how many; the root is one more */
	uint32_t arcs;			/* real arcs; the artificial one of node v is arcs + v */
	uint32_t *from, *to;		/* ends of an arc */
	int64_t *cap, *flow, *cost;	/* of an arc; flow starts at 0 */
	int8_t *state;			/* in the tree, empty, full or frozen */
	struct pial_loose *loose;	/* real arcs not frozen, in order of numbers */
	uint32_t looses;		/* how many */
	uint32_t next;			/* where the search for an entering arc goes on */
	const int64_t *supply;		/* what a node gives (above 0) or takes */
	uint32_t *parent, *pred;	/* tree: node above, arc to it */
	uint32_t *stamp, stamps;	/* nodes seen on the way up in a step; steps so far */
	uint32_t *child, *after, *before;	/* tree: first below, neighbours */
	uint32_t *queue;		/* nodes of a walk down the tree */
	int64_t *pi;			/* potential of a node */
	bool bounded;			/* some real arc has a limit */
	bool started;			/* there is a tree */
	bool settled;			/* only one flow is best for all costs so far */
	uint64_t pivots;		/* for measurements */
};

/* Makes a network of nodes with room for arcs_cap arcs in an arena. */
PIAL_NONNULL_ALL
void pial_simplex_init(struct pial_simplex *simplex, uint32_t nodes, uint32_t arcs_cap,
		       struct pial_arena *arena);

/* Adds an arc that carries 0 to cap; returns its number. Best in the order of what they enter. */
PIAL_NONNULL_ALL
uint32_t pial_simplex_arc(struct pial_simplex *simplex, uint32_t from, uint32_t to, int64_t cap);

/*
 * Once all arcs are there: what each node gives (above 0) or takes (below 0); they add up to 0. The
 * array must live as long as the network.
 */
PIAL_NONNULL_ALL void pial_simplex_ready(struct pial_simplex *simplex, const int64_t *supply);

/*
 * Minimises the cost (one number an arc; those of frozen arcs are not looked at) among the flows
 * best for all costs before. PIAL_STEP_RANGE when costs are too large, PIAL_STEP_FAULT when no flow
 * carries the supplies.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_simplex_minimise(struct pial_simplex *simplex, const int64_t *cost);

/* Makes a table of cells that are not pairs, in an arena. */
PIAL_NONNULL_ALL
void pial_grid_init(struct pial_grid *grid, uint32_t rows, uint32_t columns,
		    struct pial_arena *arena);

/* Makes a cell a pair, with a cost below PIAL_GRID_NONE either way. */
PIAL_NONNULL_ALL
static inline void pial_grid_pair(struct pial_grid *grid, uint32_t row, uint32_t column,
				  int32_t cost)
{
	int32_t size = cost < 0 ? -cost : cost;

	grid->cost[(size_t)row * grid->width + column] = cost;
	grid->most = size > grid->most ? size : grid->most;
}

/*
 * Finds a cheapest flow over a table of arcs without limits; supply is what each node gives (above
 * 0) or takes. PIAL_STEP_RANGE when costs are too large: then make a network of arcs.
 * PIAL_STEP_FAULT when no flow carries the supplies.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_grid_minimise(struct pial_grid *grid, const int64_t *supply);

/*
 * Then: lists the cells that some best flow uses, with what they carry, and makes the network of
 * those that could carry something else, for the costs that follow. It has the flow found.
 */
PIAL_NONNULL_ALL
void pial_grid_network(struct pial_grid *grid, struct pial_simplex *simplex);

/*
 * Makes the flows on the arcs listed lexicographically greatest, the first arc first, among the
 * flows best for all costs. To be called last.
 */
PIAL_NONNULL_ALL
void pial_simplex_greatest(struct pial_simplex *simplex, const uint32_t *arc, uint32_t arcs);

#endif
