/*
 * A first tree for a table of costs.
 *
 * Rows are served by their cheapest columns with something left, those first that would lose most
 * by the second cheapest (W. R. Vogel's approximation, Reinfeld and Vogel 1958, for one side, with
 * losses counted once). Each step uses up a row or a column, which then hangs on the other end:
 * what is used up last is on top. When a step uses up both, the row hangs on the column and the
 * column on the root, by an arc that carries nothing and leads up, so that the tree is strongly
 * feasible.
 *
 * Counting losses again whenever a column is used up was rejected: it saves a third of the steps of
 * the simplex, but takes longer than they do.
 */
#include "engine/simplex_priv.h"

#include <string.h>

#include "base/banned.h"

/* Losses are told apart by so many classes. */
#define CLASSES 128

struct first {
	struct pial_grid *grid;	/* whose tree */
	int64_t *rest;		/* of a column: what it still gives */
	int32_t *shut;		/* of a column: what choosing it costs more once used up */
	uint32_t *best;		/* of a row: its cheapest column */
	int32_t *loss;		/* of a row: what its second cheapest costs more */
	uint32_t *turn;		/* rows in the order they are served */
	uint32_t turns;		/* how many */
	uint32_t *done;		/* nodes as they are used up */
	uint32_t count;		/* how many */
};

static pial_lanes greater_of(pial_lanes a, pial_lanes b)
{
	pial_lanes less = a < b;

	return (b & less) | (a & ~less);
}

/* The least of a row, and the one after it: PIAL_GRID_NONE or more when there is none. */
static void two_least(const struct pial_grid *grid, uint32_t row, int32_t *least, int32_t *next)
{
	const pial_lanes *cost = (const void *)(grid->cost + (size_t)row * grid->width);
	const pial_lanes none = { PIAL_GRID_NONE, PIAL_GRID_NONE, PIAL_GRID_NONE, PIAL_GRID_NONE };
	pial_lanes first = none, second = none;

	for (uint32_t i = 0; i < grid->width / PIAL_LANES; i++) {
		second = pial_lesser_of(second, greater_of(first, cost[i]));
		first = pial_lesser_of(first, cost[i]);
	}
	*least = *next = PIAL_GRID_NONE;
	for (uint32_t k = 0; k < PIAL_LANES; k++) {
		int32_t more = first[k] < *least ? *least : first[k];

		*least = first[k] < *least ? first[k] : *least;
		*next = more < *next ? more : *next;
		*next = second[k] < *next ? second[k] : *next;
	}
}

/* Finds where each row is served best and what the next best costs more. Returns the most. */
static int32_t find_losses(struct first *first, const int64_t *supply)
{
	const struct pial_grid *grid = first->grid;
	int32_t most = 0;

	for (uint32_t row = 0; row < grid->rows; row++) {
		const int32_t *cost = grid->cost + (size_t)row * grid->width;
		int32_t least, next, *loss = &first->loss[row];
		uint32_t column = 0;

		if (!supply[row])
			continue;
		two_least(grid, row, &least, &next);
		while (cost[column] != least)
			column++;
		first->best[row] = column;
		*loss = next - least > 2 * grid->most ? 2 * grid->most : next - least;
		most = *loss > most ? *loss : most;
	}
	return most;
}

/* Lists the rows that take something, by classes of losses, the greatest first. */
static void list_turns(struct first *first, const int64_t *supply, int32_t most)
{
	uint32_t at[CLASSES + 1] = { 0 }, shift = 0;

	while (most >> shift >= CLASSES)
		shift++;
	for (uint32_t row = 0; row < first->grid->rows; row++)
		if (supply[row]) {
			at[CLASSES - (first->loss[row] >> shift)]++;
			first->turns++;
		}
	for (uint32_t i = 0; i < CLASSES; i++)
		at[i + 1] += at[i];
	for (uint32_t row = 0; row < first->grid->rows; row++)
		if (supply[row])
			first->turn[at[CLASSES - 1 - (first->loss[row] >> shift)]++] = row;
}

/* A node is used up and hangs on another by an arc that carries so much. */
static void hang(struct first *first, uint32_t v, uint32_t above, int64_t flow)
{
	struct pial_grid *grid = first->grid;

	grid->up[v] = above;
	grid->flow[v] = flow;
	grid->size[v] = v >= grid->rows;
	first->done[first->count++] = v;
}

/* Serves a row; what no column has left for it comes from the root. */
static void serve(struct first *first, uint32_t row, int64_t wanted)
{
	struct pial_grid *grid = first->grid;
	const int32_t *cells = grid->cost + (size_t)row * grid->width;
	uint32_t column = first->best[row];

	while (wanted && cells[column] <= grid->most) {
		int64_t *rest = &first->rest[column], packs;
		int32_t cost;

		if (first->shut[column]) {
			column = pial_grid_cheapest(grid, row, first->shut, &cost);
			if (first->shut[column])
				break;
			continue;
		}
		packs = *rest < wanted ? *rest : wanted;
		*rest -= packs;
		wanted -= packs;
		if (!*rest)
			first->shut[column] = PIAL_GRID_NONE;
		if (!wanted)
			hang(first, row, grid->rows + column, packs);
		if (!*rest)
			hang(first, grid->rows + column, wanted ? row : grid->root,
			     wanted ? packs : 0);
	}
	if (wanted) {
		hang(first, row, grid->root, wanted);
		grid->far = grid->most * (int32_t)(grid->root + 1) + 1;
	}
}

/* Sets the order of the tree and the potentials, from the top down. */
static void lay_out(struct first *first)
{
	struct pial_grid *grid = first->grid;
	const uint32_t rows = grid->rows, *up = grid->up;
	uint32_t *at = first->turn;	/* of a node: where what comes next below it goes */

	grid->size[grid->root] = at[grid->root] = 0;
	for (uint32_t i = 0; i < first->count; i++)
		grid->size[up[first->done[i]]] += grid->size[first->done[i]];
	for (uint32_t i = first->count; i-- > 0;) {
		uint32_t v = first->done[i], above = up[v], row = above;

		if (!grid->size[v])
			continue;
		at[v] = at[above];
		at[above] += grid->size[v];
		grid->kid[v] = PIAL_NONE;
		if (v < rows)
			continue;
		grid->order[at[v]] = v;
		grid->place[v] = at[v]++;
		grid->pi[v - rows] = -grid->far;
		if (row == grid->root)
			continue;
		if (grid->kid[row] == PIAL_NONE)
			grid->kid[row] = v;
		grid->pi[v - rows] = pial_grid_paid(grid, row) -
				     grid->cost[(size_t)row * grid->width + (v - rows)];
	}
}

static void make_room(struct first *first)
{
	struct pial_grid *grid = first->grid;
	size_t nodes = grid->root + (size_t)1;

	grid->up = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->up));
	grid->flow = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->flow));
	grid->place = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->place));
	grid->size = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->size));
	grid->kid = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->kid));
	grid->order = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->order));
	grid->moved = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->moved));
	grid->pi = pial_arena_zalloc(grid->arena, grid->width + (size_t)1, sizeof(*grid->pi));
	first->rest = pial_arena_alloc(grid->arena, nodes * sizeof(*first->rest));
	first->shut = pial_arena_zalloc(grid->arena, grid->width + (size_t)1,
					sizeof(*first->shut));
	first->best = pial_arena_alloc(grid->arena, nodes * sizeof(*first->best));
	first->loss = pial_arena_alloc(grid->arena, nodes * sizeof(*first->loss));
	first->turn = pial_arena_alloc(grid->arena, nodes * sizeof(*first->turn));
	first->done = pial_arena_alloc(grid->arena, nodes * sizeof(*first->done));
}

void pial_grid_start(struct pial_grid *grid, const int64_t *supply)
{
	struct first first = { .grid = grid };

	grid->far = 0;
	make_room(&first);
	for (uint32_t i = 0; i < grid->columns; i++) {
		first.rest[i] = supply[grid->rows + i];
		first.shut[i] = first.rest[i] ? 0 : PIAL_GRID_NONE;
	}
	for (uint32_t row = 0; row < grid->rows; row++)
		grid->up[row] = PIAL_NONE;
	list_turns(&first, supply, find_losses(&first, supply));
	for (uint32_t i = 0; i < first.turns; i++)
		serve(&first, first.turn[i], -supply[first.turn[i]]);
	for (uint32_t i = 0; i < grid->columns; i++)
		if (first.rest[i] || !supply[grid->rows + i])
			hang(&first, grid->rows + i, grid->root, first.rest[i]);
	lay_out(&first);
	grid->place[grid->root] = PIAL_NONE;
}
