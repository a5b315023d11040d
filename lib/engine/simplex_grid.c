/*
 * The first cost of a network simplex over a table of costs instead of a list of arcs.
 *
 * When any giver may serve any taker, as much as they want, an arc outside the tree carries nothing
 * and an arc of the tree has the reduced cost 0: a cell needs no state, no flow and no ends. Only
 * cells in the tree are arcs; one that enters takes the place of one that left. Costs and
 * potentials are 32 bits wide and stand one behind the other, so that a row is priced four cells
 * at a time; a row without a cheaper cell costs about one instruction a cell. A row that has one
 * lets its cheapest enter. Pairs that do not exist cost too much to enter.
 *
 * Once the cost is minimal, the cells of reduced cost 0 become arcs in their order, and the other
 * costs go on with those: a few a node. Rejected: a list of arcs from the first (it takes 80 bytes
 * a pair, which cost more than the search); potentials of 16 bits (too narrow for metres); the
 * cheapest cell of several rows (fewer steps, but the search takes longer than they save).
 */
#include "engine/simplex_priv.h"

#include "base/banned.h"

/* Cells priced at a time; both gcc and clang know vectors of this width on all machines. */
#define LANES 4

typedef int32_t lanes __attribute__((vector_size(16), aligned(4), may_alias));

void pial_grid_init(struct pial_grid *grid, uint32_t rows, uint32_t columns,
		    struct pial_arena *arena)
{
	size_t width = ((size_t)columns + LANES - 1) / LANES * LANES, cells = rows * width;

	*grid = (struct pial_grid){ .rows = rows, .columns = columns, .width = (uint32_t)width };
	grid->cost = pial_arena_alloc(arena, cells * sizeof(*grid->cost));
	grid->pi = pial_arena_zalloc(arena, rows + width, sizeof(*grid->pi));
	for (size_t i = 0; i < cells; i++)
		grid->cost[i] = PIAL_GRID_NONE;
}

uint32_t pial_grid_arc(struct pial_simplex *s, uint32_t row, uint32_t column)
{
	const struct pial_grid *grid = s->grid;
	uint32_t arc = grid->spare;

	s->from[arc] = grid->rows + column;
	s->to[arc] = row;
	s->cap[arc] = PIAL_FLOW_FREE;
	s->flow[arc] = 0;
	s->cost[arc] = grid->cost[(size_t)row * grid->width + column];
	s->state[arc] = PIAL_ARC_EMPTY;
	return arc;
}

void pial_grid_left(struct pial_simplex *s, uint32_t arc)
{
	s->grid->spare = arc == PIAL_NONE ? ++s->grid->used : arc;
}

/* True when a row has a cell of negative reduced cost. */
static bool wants(const struct pial_grid *grid, uint32_t row)
{
	const lanes *cost = (const void *)(grid->cost + (size_t)row * grid->width);
	const lanes *pi = (const void *)(grid->pi + grid->rows);
	const int32_t at = grid->pi[row];
	const lanes by = { at, at, at, at };
	lanes any = { 0 };

	for (uint32_t i = 0; i < grid->width / LANES; i++)
		any |= cost[i] + pi[i] - by;
	return (any[0] | any[1] | any[2] | any[3]) < 0;
}

/* Column of the least reduced cost of a row. */
static uint32_t least(const struct pial_grid *grid, uint32_t row)
{
	const int32_t *cost = grid->cost + (size_t)row * grid->width, *pi = grid->pi + grid->rows;
	int32_t best = INT32_MAX;
	uint32_t column = 0;

	for (uint32_t i = 0; i < grid->columns; i++)
		if (cost[i] + pi[i] < best) {
			best = cost[i] + pi[i];
			column = i;
		}
	return column;
}

uint32_t pial_grid_entering(struct pial_simplex *s)
{
	struct pial_grid *grid = s->grid;

	for (uint32_t seen = 0; seen < grid->rows; seen++) {
		uint32_t row = grid->next;

		grid->next = row + 1 < grid->rows ? row + 1 : 0;
		if (wants(grid, row))
			return pial_grid_arc(s, row, least(grid, row));
	}
	return PIAL_NONE;
}

/* Cells of a row from a column on that are best for the cost, as lanes of -1. */
static lanes tight(const struct pial_grid *grid, uint32_t row, uint32_t column)
{
	const lanes *cost = (const void *)(grid->cost + (size_t)row * grid->width + column);
	const lanes *pi = (const void *)(grid->pi + grid->rows + column);
	const int32_t at = grid->pi[row];
	const lanes by = { at, at, at, at };

	return *cost + *pi == by;
}

/* How many cells are best for the cost; those in the tree are. */
static uint32_t count_tight(const struct pial_grid *grid)
{
	uint32_t count = 0;

	for (uint32_t row = 0; row < grid->rows; row++) {
		lanes sum = { 0 };

		for (uint32_t i = 0; i < grid->width; i += LANES)
			sum -= tight(grid, row, i);
		count += (uint32_t)(sum[0] + sum[1] + sum[2] + sum[3]);
	}
	return count;
}

/* What is in the tree, by row, while cells become arcs. */
struct listing {
	uint32_t *first, *next;	/* row to its first arc, arc to the next of the row */
	uint32_t *at;		/* column to its arc in the row at work, or PIAL_NONE */
	uint32_t *now;		/* new number of an arc */
};

static void list_tree(const struct pial_simplex *s, struct listing *listing)
{
	const struct pial_grid *grid = s->grid;
	struct pial_arena *arena = s->arena;

	listing->first = pial_arena_alloc(arena, (grid->rows + 1) * sizeof(uint32_t));
	listing->next = pial_arena_alloc(arena, s->arcs * sizeof(uint32_t));
	listing->now = pial_arena_alloc(arena, s->arcs * sizeof(uint32_t));
	listing->at = pial_arena_alloc(arena, (grid->columns + 1) * sizeof(uint32_t));
	for (uint32_t row = 0; row < grid->rows; row++)
		listing->first[row] = PIAL_NONE;
	for (uint32_t i = 0; i < grid->columns; i++)
		listing->at[i] = PIAL_NONE;
	for (uint32_t v = 0; v < s->nodes; v++) {
		uint32_t a = s->pred[v];

		if (a >= s->arcs)
			continue;
		listing->next[a] = listing->first[s->to[a]];
		listing->first[s->to[a]] = a;
	}
}

/* Adds a cell to a network of arcs; one in the tree stays there. */
static void list_cell(const struct pial_simplex *s, struct listing *listing, uint32_t row,
		      uint32_t column, struct pial_simplex *list)
{
	uint32_t old = listing->at[column];
	uint32_t arc = pial_simplex_arc(list, s->grid->rows + column, row, PIAL_FLOW_FREE);

	if (old == PIAL_NONE)
		return;
	listing->now[old] = arc;
	list->flow[arc] = s->flow[old];
	list->state[arc] = PIAL_ARC_TREE;
	listing->at[column] = PIAL_NONE;
}

/* Adds the best cells of a row to a network of arcs. */
static void list_row(const struct pial_simplex *s, struct listing *listing, uint32_t row,
		     struct pial_simplex *list)
{
	const struct pial_grid *grid = s->grid;

	for (uint32_t a = listing->first[row]; a != PIAL_NONE; a = listing->next[a])
		listing->at[s->from[a] - grid->rows] = a;
	for (uint32_t i = 0; i < grid->width; i += LANES) {
		lanes here = tight(grid, row, i);

		if (!(here[0] | here[1] | here[2] | here[3]))
			continue;
		for (uint32_t k = 0; k < LANES; k++)
			if (here[k])
				list_cell(s, listing, row, i + k, list);
	}
}

/* The cells that are best become arcs, and the tree goes over to them. */
static void make_arcs(struct pial_simplex *s)
{
	struct pial_simplex list;
	struct listing listing;

	list_tree(s, &listing);
	pial_simplex_init(&list, s->nodes, count_tight(s->grid), s->arena);
	for (uint32_t row = 0; row < s->grid->rows; row++)
		list_row(s, &listing, row, &list);
	for (uint32_t v = 0; v < s->nodes; v++) {
		uint32_t from = s->arcs + v, to = list.arcs + v, a = s->pred[v];

		list.from[to] = s->from[from];
		list.to[to] = s->to[from];
		list.cap[to] = PIAL_FLOW_FREE;
		list.flow[to] = list.cost[to] = 0;
		list.state[to] = s->state[from];
		s->pred[v] = a < s->arcs ? listing.now[a] : list.arcs + (a - s->arcs);
	}
	s->from = list.from;
	s->to = list.to;
	s->cap = list.cap;
	s->flow = list.flow;
	s->cost = list.cost;
	s->state = list.state;
	s->loose = list.loose;
	s->arcs = s->looses = list.arcs;
	s->next = 0;
	s->grid = NULL;
}

enum pial_step pial_simplex_minimise_grid(struct pial_simplex *simplex, struct pial_grid *grid,
					  const int64_t *supply, struct pial_arena *arena)
{
	uint32_t nodes = grid->rows + grid->columns;
	enum pial_step step;

	if (grid->most > PIAL_GRID_MOST / ((int64_t)nodes + 2))
		return PIAL_STEP_RANGE;
	pial_simplex_init(simplex, nodes, nodes + 1, arena);
	pial_simplex_ready(simplex, supply);
	simplex->arcs = nodes + 1;
	simplex->grid = grid;
	step = pial_simplex_run_first(simplex, grid->most);
	if (step != PIAL_STEP_DONE)
		return step;
	make_arcs(simplex);
	pial_simplex_settle(simplex);
	return PIAL_STEP_DONE;
}
