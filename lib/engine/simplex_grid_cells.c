/*
 * From a table of costs that is solved to the network for the costs after it.
 *
 * A cell whose reduced cost is not 0 carries nothing in any best flow. The others are nearly a
 * tree: what hangs by one cell only has its packs from its node, and so on inwards, so that only
 * cells on cycles, or between cycles, can carry something else. Those become arcs between fewer
 * nodes; the network starts with the flow found.
 *
 * Rejected: all cells of reduced cost 0 as arcs, with the tree carried over.
 */
#include "engine/simplex_lanes.h"
#include "engine/simplex_priv.h"

#include <string.h>

#include "base/banned.h"

/* Cells of reduced cost 0, by their nodes. */
struct knot {
	struct pial_grid *grid;	/* whose */
	uint32_t room;		/* of the list of cells */
	uint32_t open;		/* cells that are not settled */
	uint32_t *degree;	/* of a node: its cells that are not settled */
	uint32_t *mixed;	/* of a node: their places, exclusive or of all */
};

static int64_t packs_of(const struct pial_grid *grid, uint32_t row, uint32_t column)
{
	uint32_t v = grid->rows + column;

	if (grid->up[v] == row)
		return grid->flow[v];
	return grid->up[row] == v ? grid->flow[row] : 0;
}

/* Sees that there is room for the cells of one more row. */
static void make_room(struct knot *knot)
{
	struct pial_grid *grid = knot->grid;
	struct pial_grid_cell *cell = grid->cell;

	if (knot->room - grid->cells >= grid->columns)
		return;
	knot->room = 2 * knot->room + 2 * grid->columns + grid->rows;
	grid->cell = pial_arena_alloc(grid->arena, knot->room * sizeof(*grid->cell));
	if (grid->cells)
		memcpy(grid->cell, cell, grid->cells * sizeof(*cell));
}

static void list_cell(struct pial_grid *grid, uint32_t row, uint32_t column, int64_t packs)
{
	grid->cell[grid->cells++] = (struct pial_grid_cell){ row, column, PIAL_NONE, packs };
}

/* Lists the cells of a row whose reduced cost is 0; when it is one, that of the tree. */
static void list_row(struct pial_grid *grid, uint32_t row)
{
	const pial_lanes *cost = (const void *)(grid->cost + (size_t)row * grid->width);
	const pial_lanes *pi = (const void *)grid->pi;
	const int32_t now = pial_grid_paid(grid, row);
	pial_lanes count = { 0 };

	for (uint32_t i = 0; i < grid->width / PIAL_LANES; i++)
		count -= cost[i] + pi[i] == now;
	if (count[0] + count[1] + count[2] + count[3] == 1) {
		list_cell(grid, row, grid->up[row] - grid->rows, grid->flow[row]);
		return;
	}
	for (uint32_t i = 0; i < grid->width / PIAL_LANES; i++) {
		uint32_t here = pial_lanes_signs(cost[i] + pi[i] == now);

		for (; here; here &= here - 1) {
			uint32_t column = i * PIAL_LANES + (uint32_t)__builtin_ctz(here);

			list_cell(grid, row, column, packs_of(grid, row, column));
		}
	}
}

/* Lists all cells of reduced cost 0. True when they are those of the tree: then all are settled. */
static bool list_cells(struct knot *knot)
{
	struct pial_grid *grid = knot->grid;
	uint32_t tree = 0;

	grid->cells = 0;
	for (uint32_t row = 0; row < grid->rows; row++)
		if (grid->up[row] != PIAL_NONE) {
			make_room(knot);
			list_row(grid, row);
			tree++;
		}
	for (uint32_t v = grid->rows; v < grid->root; v++)
		tree += grid->up[v] != grid->root;
	return grid->cells == tree;
}

/* Counts the cells of nodes, without those of rows that have one only. */
static void count_cells(struct knot *knot)
{
	const struct pial_grid *grid = knot->grid;

	knot->degree = pial_arena_zalloc(grid->arena, 2 * (size_t)grid->root,
					 sizeof(*knot->degree));
	knot->mixed = knot->degree + grid->root;
	for (uint32_t i = 0; i < grid->cells; i++) {
		struct pial_grid_cell *cell = &grid->cell[i];
		uint32_t v = grid->rows + cell->column;

		if ((!i || cell[-1].row != cell->row) &&
		    (i + 1 == grid->cells || cell[1].row != cell->row))
			continue;
		cell->arc = 0;
		knot->degree[cell->row]++;
		knot->degree[v]++;
		knot->mixed[cell->row] ^= i;
		knot->mixed[v] ^= i;
		knot->open++;
	}
}

/* Settles the only cell of a node, and of the nodes that are then left with one. */
static void untie(struct knot *knot, uint32_t v)
{
	const struct pial_grid *grid = knot->grid;

	while (knot->degree[v] == 1) {
		uint32_t place = knot->mixed[v];
		struct pial_grid_cell *cell = &grid->cell[place];

		cell->arc = PIAL_NONE;
		knot->open--;
		knot->degree[v] = 0;
		v = v < grid->rows ? grid->rows + cell->column : cell->row;
		knot->degree[v]--;
		knot->mixed[v] ^= place;
	}
}

/* Makes the network of the cells that are not settled. */
static void tie(struct knot *knot, uint32_t arcs, struct pial_simplex *simplex)
{
	struct pial_grid *grid = knot->grid;
	uint32_t *number, nodes = 0;
	int64_t *supply;

	number = pial_arena_alloc(grid->arena, grid->root * sizeof(*number));
	for (uint32_t v = 0; v < grid->root; v++)
		if (knot->degree[v])
			number[v] = nodes++;
	pial_simplex_init(simplex, nodes, arcs, grid->arena);
	supply = pial_arena_zalloc(grid->arena, nodes, sizeof(*supply));
	for (uint32_t i = 0; i < grid->cells; i++) {
		struct pial_grid_cell *cell = &grid->cell[i];
		uint32_t from, to;

		if (cell->arc == PIAL_NONE)
			continue;
		from = number[grid->rows + cell->column];
		to = number[cell->row];
		cell->arc = pial_simplex_arc(simplex, from, to, PIAL_FLOW_FREE);
		simplex->flow[cell->arc] = cell->packs;
		supply[from] += cell->packs;
		supply[to] -= cell->packs;
	}
	pial_simplex_ready(simplex, supply);
}

void pial_grid_network(struct pial_grid *grid, struct pial_simplex *simplex)
{
	struct knot knot = { .grid = grid };

	/* Nothing to decide, if it stays like this; the rest of it is not looked at then. */
	simplex->nodes = simplex->arcs = simplex->looses = 0;
	simplex->started = false;
	simplex->settled = true;
	if (list_cells(&knot))
		return;
	count_cells(&knot);
	for (uint32_t v = 0; v < grid->root; v++)
		untie(&knot, v);
	if (knot.open)
		tie(&knot, knot.open, simplex);
}
