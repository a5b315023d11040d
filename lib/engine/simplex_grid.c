/*
 * The first cost of a network simplex over a table of costs instead of a list of arcs.
 *
 * When any giver may serve any taker, as much as they want, an arc outside the tree carries nothing
 * and one of the tree has the reduced cost 0: a cell needs no state, no flow and no ends. The tree
 * is what nodes hang by: a row by a column, a column by a row or by the root. Most rows are leaves:
 * their potential follows from the column above, so only columns have one that is kept. What is
 * below a node is a set of columns, one bit each: whether a column is below another is one bit, a
 * step moves a set from one way up to another and adds to the potentials of its columns.
 *
 * Costs and potentials are 32 bits wide and stand one behind the other, so that a row is priced
 * several cells at a time; a row without a cheaper cell costs about one instruction a cell. A row
 * that has one lets its cheapest enter. The last blocking arc on the way round leaves, which keeps
 * the tree strongly feasible: an arc that carries nothing always leads up (Cunningham 1976).
 *
 * Rejected: a list of arcs from the first (it takes 80 bytes a pair, which cost more than the
 * search); columns in the order of the tree, where all below a node stand one behind the other
 * (moving them took a third of a step); shortest ways from columns with too much to columns with
 * too little, over what moving a row from one to another costs (as many moves as there are steps
 * here, and a search for each few); the cheapest cell of several rows (fewer steps, but the search
 * takes longer than they save).
 */
#include "engine/simplex_lanes.h"
#include "engine/simplex_priv.h"

#include <string.h>

#include "base/banned.h"

void pial_grid_init(struct pial_grid *grid, uint32_t rows, uint32_t columns,
		    struct pial_arena *arena)
{
	size_t width = ((size_t)columns + PIAL_LANES - 1) / PIAL_LANES * PIAL_LANES;
	size_t cells = rows * width;

	*grid = (struct pial_grid){ .arena = arena, .rows = rows, .columns = columns,
				    .width = (uint32_t)width,
				    .root = rows + columns };
	grid->cost = pial_arena_alloc(arena, cells * sizeof(*grid->cost));
	memset(grid->cost, PIAL_GRID_NONE & 0xff, cells * sizeof(*grid->cost));
}

/* A cell enters: what is carried round its cycle, and what leaves. */
struct turn {
	uint32_t row, column;	/* nodes of the cell */
	uint32_t apex;		/* where the ways up from both meet */
	uint32_t cut;		/* node whose arc to the one above leaves */
	bool on_row;		/* it is on the way from the row */
	int64_t packs;		/* what is carried round */
};

/*
 * The functions of a step are told how many words a set has: run_narrow has a copy of them all for
 * one word, where loops over words vanish.
 */

/* The set of columns below a node. */
PIAL_INLINE uint64_t *below(const struct pial_grid *grid, uint32_t v, uint32_t words)
{
	return grid->below + (size_t)v * words;
}

/*
 * Follows the cycle. What a column gives goes down on its own way and up on the row's, what a row
 * gets the other way round; from the apex on, the last that becomes 0 leaves. The apex is the first
 * node above the column that is the row or has the column above the row below it.
 */
PIAL_INLINE void find_cycle(const struct pial_grid *grid, struct turn *turn, uint32_t words)
{
	const uint32_t root = grid->root, *up = grid->up;
	const uint32_t under = up[turn->row] - grid->rows;	/* a column, or behind the last */
	const uint64_t *sets = grid->below + under / 64, bit = UINT64_C(1) << under % 64;
	uint32_t v = turn->column;

	turn->packs = INT64_MAX;
	turn->on_row = false;
	while (v != root && !(sets[(size_t)v * words] & bit)) {
		if (grid->flow[v] < turn->packs) {
			turn->packs = grid->flow[v];
			turn->cut = v;
		}
		v = up[v];
		if (v == turn->row || v == root || sets[(size_t)v * words] & bit)
			break;
		v = up[v];
	}
	turn->apex = v;
	for (v = turn->row; v != turn->apex; v = up[v]) {
		if (grid->flow[v] <= turn->packs) {
			turn->packs = grid->flow[v];
			turn->cut = v;
			turn->on_row = true;
		}
		v = up[v];
		if (v == turn->apex)
			break;
	}
}

/* Carries packs less to a node from the one above, more to that, and so on up to the apex. */
PIAL_INLINE void carry(struct pial_grid *grid, const struct turn *turn, uint32_t v)
{
	while (v != turn->apex) {
		grid->flow[v] -= turn->packs;
		v = grid->up[v];
		if (v == turn->apex)
			break;
		grid->flow[v] += turn->packs;
		v = grid->up[v];
	}
}

/*
 * Turns the arcs between the end and the cut; the end hangs on another node. Below each is all that
 * moves, but for what was below the one before.
 */
PIAL_INLINE void turn_arcs(struct pial_grid *grid, const struct turn *turn, uint32_t above,
			   uint32_t words)
{
	const uint64_t *all = grid->moved;
	uint64_t *lost = grid->moved + words;
	uint32_t v = turn->on_row ? turn->row : turn->column;
	int64_t packs = turn->packs;

	for (uint32_t i = 0; i < words; i++)
		lost[i] = 0;
	for (;;) {
		uint32_t next = grid->up[v];
		int64_t flow = grid->flow[v];
		uint64_t *set = below(grid, v, words);

		for (uint32_t i = 0; i < words; i++) {
			uint64_t old = set[i];

			set[i] = all[i] & ~lost[i];
			lost[i] = old;
		}
		grid->up[v] = above;
		grid->flow[v] = packs;
		if (v == turn->cut)
			return;
		packs = flow;
		above = v;
		v = next;
	}
}

/* Adds to the potentials of the columns that move. */
PIAL_INLINE void shift(struct pial_grid *grid, int32_t by, uint32_t words)
{
	const pial_lanes bits = { 1, 2, 4, 8 };

	for (uint32_t i = 0; i < words; i++) {
		uint64_t set = grid->moved[i];
		pial_lanes *pi = (void *)(grid->pi + 64 * (size_t)i);

		for (; set; set >>= PIAL_LANES, pi++) {
			int32_t four = (int32_t)(set & 15);
			pial_lanes in = { four, four, four, four };

			*pi += ((in & bits) == bits) & (pial_lanes){ by, by, by, by };
		}
	}
}

/* Hangs what is below the cut on the other end of the cell that enters. */
PIAL_INLINE void rehang(struct pial_grid *grid, const struct turn *turn, int32_t by, uint32_t words)
{
	uint32_t above = turn->on_row ? turn->column : turn->row;
	uint64_t *moved = grid->moved;

	for (uint32_t v = grid->up[turn->cut]; v != turn->apex; v = grid->up[v])
		for (uint32_t i = 0; i < words; i++)
			below(grid, v, words)[i] &= ~moved[i];
	for (uint32_t v = above; v != turn->apex; v = grid->up[v])
		for (uint32_t i = 0; i < words; i++)
			below(grid, v, words)[i] |= moved[i];
	turn_arcs(grid, turn, above, words);
	shift(grid, turn->on_row ? -by : by, words);
}

/* Takes what is below the cut. False for a row with nothing below it. */
PIAL_INLINE bool take_below(struct pial_grid *grid, uint32_t cut, uint32_t words)
{
	uint64_t any = 0;

	for (uint32_t i = 0; i < words; i++)
		any |= grid->moved[i] = below(grid, cut, words)[i];
	return any;
}

/* One step: lets a cell enter that is cheaper by so much. */
PIAL_INLINE void enter(struct pial_grid *grid, uint32_t row, uint32_t column, int32_t by,
		       uint32_t words)
{
	struct turn turn = { .row = row, .column = grid->rows + column };

	find_cycle(grid, &turn, words);
	if (turn.packs) {
		carry(grid, &turn, turn.column);
		carry(grid, &turn, turn.row);
	}
	if (take_below(grid, turn.cut, words)) {
		rehang(grid, &turn, by, words);
	} else {
		/* A row that goes over to another column. */
		grid->up[row] = turn.column;
		grid->flow[row] = turn.packs;
	}
}

/* True when a row has a cell that costs less. */
PIAL_INLINE bool wants(const struct pial_grid *grid, uint32_t row, int32_t now)
{
	const pial_lanes *cost = (const void *)(grid->cost + (size_t)row * grid->width);
	const pial_lanes *pi = (const void *)grid->pi;
	const pial_lanes by = { now, now, now, now };
	pial_lanes any = { 0 };

	for (uint32_t i = 0; i < grid->width / PIAL_LANES; i++)
		any |= cost[i] + pi[i] - by;
	return pial_lanes_signs(any);
}

/* Prices the rows in turn until no cell saves a row more than so much. */
PIAL_INLINE void run(struct pial_grid *grid, int32_t spare, uint32_t words)
{
	uint32_t row = 0, calm = 0;

	for (; calm < grid->rows; row = row + 1 < grid->rows ? row + 1 : 0) {
		int32_t now, best;
		uint32_t column;

		calm++;
		if (grid->up[row] == PIAL_NONE)
			continue;
		now = pial_grid_paid(grid, row);
		if (!wants(grid, row, now - spare))
			continue;
		column = pial_grid_cheapest(grid, row, grid->pi, &best);
		enter(grid, row, column, now - best, words);
		grid->steps++;
		calm = 0;
	}
}

/*
 * A table of few columns first lets only cells enter that save a row much, then less: its rows are
 * priced in less time than the steps take that this avoids, a quarter. Few rows need few steps.
 */
static void run_narrow(struct pial_grid *grid)
{
	int32_t spare = grid->rows < PIAL_GRID_MANY ? 0 : grid->most / 4;

	do {
		spare = spare / 4 > grid->most / 256 ? spare / 4 : 0;
		run(grid, spare, 1);
	} while (spare);
}

static void run_wide(struct pial_grid *grid)
{
	run(grid, 0, grid->words);
}

enum pial_step pial_grid_minimise(struct pial_grid *grid, const int64_t *supply)
{
	if (grid->most > PIAL_GRID_MOST / ((int64_t)grid->rows + grid->columns + 2))
		return PIAL_STEP_RANGE;
	if (pial_grid_two(grid, supply))
		return PIAL_STEP_DONE;
	pial_grid_start(grid, supply);
	if (grid->words == 1)
		run_narrow(grid);
	else
		run_wide(grid);
	for (uint32_t v = 0; v < grid->root; v++)
		if (grid->up[v] == grid->root && grid->flow[v])
			return PIAL_STEP_FAULT;
	return PIAL_STEP_DONE;
}
