/*
 * The first cost of a network simplex over a table of costs instead of a list of arcs.
 *
 * When any giver may serve any taker, as much as they want, an arc outside the tree carries nothing
 * and one of the tree has the reduced cost 0: a cell needs no state, no flow and no ends. The tree
 * is what nodes hang by: a row by a column, a column by a row or by the root. Most rows are leaves:
 * their potential follows from the column above, so only columns have one that is kept, and only
 * columns have a place in the order of the tree. There all below a node stand one behind the other:
 * a step moves a stretch of that order and adds to its potentials, and whether a node is below
 * another is told by two numbers. A row has no place of its own; its stretch is that of the columns
 * below it.
 *
 * Costs and potentials are 32 bits wide and stand one behind the other, so that a row is priced
 * several cells at a time; a row without a cheaper cell costs about one instruction a cell. A row
 * that has one lets its cheapest enter. The last blocking arc on the way round leaves, which keeps
 * the tree strongly feasible: an arc that carries nothing always leads up (Cunningham 1976).
 *
 * Rejected: a list of arcs from the first (it takes 80 bytes a pair, which cost more than the
 * search); rows in the order of the tree (three times as many nodes to move); shortest ways from
 * columns with too much to columns with too little (a search of most of the table for each, ten
 * times as long as a step); the cheapest cell of several rows (fewer steps, but the search takes
 * longer than they save).
 */
#include "engine/simplex_priv.h"

#include <string.h>

#include "base/banned.h"

/*
 * Tables of at most so many columns first let only cells enter that save a row much, then less: a
 * row of so few cells is priced in less time than the steps take that this avoids, a quarter.
 */
#define NARROW 32

uint32_t pial_grid_cheapest(const struct pial_grid *grid, uint32_t row, const int32_t *more,
			    int32_t *least)
{
	const int32_t *cells = grid->cost + (size_t)row * grid->width;
	const pial_lanes *cost = (const void *)cells, *by = (const void *)more;
	pial_lanes first = cost[0] + by[0];
	uint32_t column = 0;

	for (uint32_t i = 1; i < grid->width / PIAL_LANES; i++)
		first = pial_lesser_of(first, cost[i] + by[i]);
	*least = first[0];
	for (uint32_t k = 1; k < PIAL_LANES; k++)
		*least = first[k] < *least ? first[k] : *least;
	while (cells[column] + more[column] != *least)
		column++;
	return column;
}

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

/* Where the stretch of a node begins: of a column, or of a row with something below. */
static uint32_t begin_of(const struct pial_grid *grid, uint32_t v)
{
	return grid->place[v >= grid->rows ? v : grid->kid[v]];
}

/* True when a column is a node, or below it. */
static bool holds(const struct pial_grid *grid, uint32_t v, uint32_t column)
{
	return grid->size[v] && grid->place[column] - begin_of(grid, v) < grid->size[v];
}

/*
 * Follows the cycle. What a column gives goes down on its own way and up on the row's, what a row
 * gets the other way round; from the apex on, the last that becomes 0 leaves.
 */
static void find_cycle(const struct pial_grid *grid, struct turn *turn)
{
	const uint32_t rows = grid->rows, root = grid->root, *up = grid->up;
	uint32_t under = up[turn->row], v;

	turn->packs = INT64_MAX;
	for (v = turn->column; v != turn->row && v != root && !holds(grid, v, under); v = up[v])
		if (v >= rows && grid->flow[v] < turn->packs) {
			turn->packs = grid->flow[v];
			turn->cut = v;
		}
	turn->apex = v;
	turn->on_row = false;
	for (v = turn->row; v != turn->apex; v = up[v])
		if (v < rows && grid->flow[v] <= turn->packs) {
			turn->packs = grid->flow[v];
			turn->cut = v;
			turn->on_row = true;
		}
}

static void carry(struct pial_grid *grid, const struct turn *turn)
{
	const uint32_t rows = grid->rows, *up = grid->up;

	if (!turn->packs)
		return;
	for (uint32_t v = turn->column; v != turn->apex; v = up[v])
		grid->flow[v] += v >= rows ? -turn->packs : turn->packs;
	for (uint32_t v = turn->row; v != turn->apex; v = up[v])
		grid->flow[v] += v >= rows ? turn->packs : -turn->packs;
}

/*
 * Writes the columns below the cut in the order of the tree once it hangs by its other end: what is
 * below each node from that end upwards, without what is below the one before.
 */
static void list_moved(struct pial_grid *grid, uint32_t end, uint32_t cut)
{
	const uint32_t *order = grid->order;
	uint32_t *moved = grid->moved, hole = 0, width = 0, last = PIAL_NONE;

	for (uint32_t v = end;; last = v, v = grid->up[v]) {
		uint32_t size = grid->size[v], begin = size ? begin_of(grid, v) : 0;

		if (!width)
			hole = begin;
		for (uint32_t i = begin; i < hole; i++)
			*moved++ = order[i];
		for (uint32_t i = hole + width; i < begin + size; i++)
			*moved++ = order[i];
		if (v < grid->rows && width && width < size && grid->kid[v] == last)
			grid->kid[v] = order[hole + width];
		hole = begin;
		width = size;
		if (v == cut)
			break;
	}
}

/* Turns the arcs between the end and the cut; the end hangs on another node. */
static void turn_arcs(struct pial_grid *grid, const struct turn *turn, uint32_t end, uint32_t above)
{
	uint32_t left = grid->size[turn->cut], before = 0;
	int64_t packs = turn->packs;

	for (uint32_t v = end;;) {
		uint32_t next = grid->up[v], size = grid->size[v];
		int64_t flow = grid->flow[v];

		grid->up[v] = above;
		grid->flow[v] = packs;
		grid->size[v] = left;
		if (v == turn->cut)
			break;
		/* A row with nothing but what was below it on this way now has the next below. */
		if (v < grid->rows && size == before)
			grid->kid[v] = next;
		left -= size - before;
		before = size;
		packs = flow;
		above = v;
		v = next;
	}
}

/* Puts a column at a place in the order. */
static void put(struct pial_grid *grid, uint32_t place, uint32_t column)
{
	grid->order[place] = column;
	grid->place[column] = place;
}

/*
 * Moves the stretch at a place to another one, in its new order, and adds to its potentials. Some
 * places only, mostly: a call to move memory would take longer than this.
 */
static void move_stretch(struct pial_grid *grid, uint32_t from, uint32_t to, uint32_t count,
			 int32_t by)
{
	for (uint32_t i = from; i > to; i--)
		put(grid, i - 1 + count, grid->order[i - 1]);
	for (uint32_t i = from + count; i < to; i++)
		put(grid, i - count, grid->order[i]);
	to -= to > from ? count : 0;
	for (uint32_t i = 0; i < count; i++) {
		put(grid, to + i, grid->moved[i]);
		grid->pi[grid->moved[i] - grid->rows] += by;
	}
}

/* Hangs what is below the cut on the other end of the cell that enters. */
static void rehang(struct pial_grid *grid, const struct turn *turn, int32_t by)
{
	uint32_t end = turn->on_row ? turn->row : turn->column;
	uint32_t above = turn->on_row ? turn->column : turn->row;
	uint32_t cut = turn->cut, old = grid->up[cut], count = grid->size[cut];
	uint32_t from = begin_of(grid, cut), to;

	list_moved(grid, end, cut);
	if (grid->kid[old] == cut && grid->size[old] > count)
		grid->kid[old] = grid->order[from + count];
	for (uint32_t v = old; v != turn->apex; v = grid->up[v])
		grid->size[v] -= count;
	if (above < grid->rows && grid->size[above])
		to = begin_of(grid, above);
	else
		to = grid->place[above < grid->rows ? grid->up[above] : above] + 1;
	if (above < grid->rows)
		grid->kid[above] = end;
	for (uint32_t v = above; v != turn->apex; v = grid->up[v])
		grid->size[v] += count;
	turn_arcs(grid, turn, end, above);
	move_stretch(grid, from, to, count, turn->on_row ? -by : by);
}

/* One step: lets a cell enter that is cheaper by so much. */
static void enter(struct pial_grid *grid, uint32_t row, uint32_t column, int32_t by)
{
	struct turn turn = { .row = row, .column = grid->rows + column };

	find_cycle(grid, &turn);
	carry(grid, &turn);
	if (grid->size[turn.cut]) {
		rehang(grid, &turn, by);
	} else {
		/* A row that goes over to another column. */
		grid->up[row] = turn.column;
		grid->flow[row] = turn.packs;
	}
}

/* True when a row has a cell that costs less. */
static bool wants(const struct pial_grid *grid, uint32_t row, int32_t now)
{
	const pial_lanes *cost = (const void *)(grid->cost + (size_t)row * grid->width);
	const pial_lanes *pi = (const void *)grid->pi;
	const pial_lanes by = { now, now, now, now };
	pial_lanes any = { 0 };

	for (uint32_t i = 0; i < grid->width / PIAL_LANES; i++)
		any |= cost[i] + pi[i] - by;
	return pial_lanes_any(any);
}

/* Prices the rows in turn until no cell saves a row more than so much. */
static void run(struct pial_grid *grid, int32_t spare)
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
		enter(grid, row, column, now - best);
		grid->steps++;
		calm = 0;
	}
}

enum pial_step pial_grid_minimise(struct pial_grid *grid, const int64_t *supply)
{
	if (grid->most > PIAL_GRID_MOST / ((int64_t)grid->rows + grid->columns + 2))
		return PIAL_STEP_RANGE;
	pial_grid_start(grid, supply);
	for (int32_t spare = grid->most / 4; grid->columns <= NARROW && spare > 1; spare /= 4)
		run(grid, spare);
	run(grid, 0);
	for (uint32_t v = 0; v < grid->root; v++)
		if (grid->up[v] == grid->root && grid->flow[v])
			return PIAL_STEP_FAULT;
	return PIAL_STEP_DONE;
}
