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
 * Where a table has few columns, each of them first gets a price: what rows want from it, all at
 * their cheapest, tells whether it is too dear or not dear enough. Two rounds of that, each a look
 * at the table, save the simplex a third of its steps; prices change no optimum, and nothing else
 * comes of them.
 *
 * Counting losses again whenever a column is used up was rejected: it saves a third of the steps of
 * the simplex, but takes longer than they do.
 */
#include "engine/simplex_lanes.h"
#include "engine/simplex_priv.h"

#include <string.h>

#include "base/banned.h"

/* Losses are told apart by so many classes. */
#define CLASSES 128

/* Prices are worth while up to so many columns. */
#define FEW 32

struct first {
	struct pial_grid *grid;	/* whose tree */
	int64_t *rest;		/* of a column: what it still gives */
	int32_t *price;		/* of a column: what choosing it costs more */
	uint32_t *best;		/* of a row: its cheapest column */
	int32_t *loss;		/* of a row: what its second cheapest costs more */
	int32_t most;		/* the greatest of them */
	uint32_t *turn;		/* rows in the order they are served */
	uint32_t turns;		/* how many */
	uint32_t *done;		/* nodes as they are used up */
	uint32_t count;		/* how many */
};

/* The least of a row and the one after it, with prices. */
static void two_least(const struct first *first, uint32_t row, int32_t *least, int32_t *next)
{
	const struct pial_grid *grid = first->grid;
	const pial_lanes *cost = (const void *)(grid->cost + (size_t)row * grid->width);
	const pial_lanes *price = (const void *)first->price;
	pial_lanes low = cost[0] + price[0], less, more;
	pial_lanes high = { INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX };

	for (uint32_t i = 1; i < grid->width / PIAL_LANES; i++) {
		pial_lanes here = cost[i] + price[i];

		high = pial_lesser_of(high, pial_greater_of(low, here));
		low = pial_lesser_of(low, here);
	}
	less = (pial_lanes){ low[2], low[3], low[0], low[1] };
	more = (pial_lanes){ high[2], high[3], high[0], high[1] };
	high = pial_lesser_of(pial_lesser_of(high, more), pial_greater_of(low, less));
	low = pial_lesser_of(low, less);
	*least = low[0] < low[1] ? low[0] : low[1];
	*next = low[0] < low[1] ? low[1] : low[0];
	*next = *next < high[0] ? *next : high[0];
	*next = *next < high[1] ? *next : high[1];
	*next = *next < PIAL_GRID_NONE ? *next : PIAL_GRID_NONE;
}

/* Finds where each row is served best and what the next best costs more. Returns the sum. */
static int64_t find_losses(struct first *first, const int64_t *supply)
{
	const struct pial_grid *grid = first->grid;
	int64_t sum = 0;

	first->most = 0;
	for (uint32_t row = 0; row < grid->rows; row++) {
		int32_t least, next, loss;

		if (!supply[row]) {
			grid->up[row] = PIAL_NONE;
			continue;
		}
		two_least(first, row, &least, &next);
		loss = next - least > 2 * grid->most ? 2 * grid->most : next - least;
		first->best[row] = pial_grid_find(grid, row, first->price, least);
		first->loss[row] = loss;
		first->most = loss > first->most ? loss : first->most;
		sum += loss;
	}
	return sum;
}

/*
 * Makes columns dearer from which more is wanted than they give, when all rows go to their
 * cheapest, and the others cheaper: by as much as rows lose by their second cheapest in the mean,
 * times how many times too much it is.
 */
static void set_prices(struct first *first, const int64_t *supply, int64_t mean)
{
	const struct pial_grid *grid = first->grid;
	const int64_t *gives = supply + grid->rows;

	for (uint32_t row = 0; row < grid->rows; row++)
		if (supply[row])
			first->rest[first->best[row]] += supply[row];
	for (uint32_t i = 0; i < grid->columns; i++) {
		int64_t over = gives[i] ? -first->rest[i] * 64 / gives[i] : 0;

		first->price[i] += (int32_t)(mean * (over < 128 ? over : 128) / 64);
		first->rest[i] = gives[i];
	}
}

/* Lists the rows that take something, the greatest loss first, where they are few. */
static void sort_turns(struct first *first, const int64_t *supply)
{
	const int32_t *loss = first->loss;

	for (uint32_t row = 0; row < first->grid->rows; row++) {
		uint32_t place = first->turns;

		if (!supply[row])
			continue;
		for (; place && loss[first->turn[place - 1]] < loss[row]; place--)
			first->turn[place] = first->turn[place - 1];
		first->turn[place] = row;
		first->turns++;
	}
}

/* The same, by classes of losses, where they are many. */
static void list_turns(struct first *first, const int64_t *supply)
{
	uint32_t at[CLASSES + 1] = { 0 }, shift = 0;

	while (first->most >> shift >= CLASSES)
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

		if (!*rest) {
			column = pial_grid_cheapest(grid, row, first->price, &cost);
			if (!first->rest[column])
				break;
			continue;
		}
		packs = *rest < wanted ? *rest : wanted;
		*rest -= packs;
		wanted -= packs;
		if (!*rest)
			first->price[column] = PIAL_GRID_NONE;
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

/* Sets what is below each node, from below, and the potentials, from the top down. */
static void lay_out(struct first *first)
{
	struct pial_grid *grid = first->grid;
	const uint32_t rows = grid->rows, words = grid->words, *up = grid->up;

	for (uint32_t i = 0; i < first->count; i++) {
		const uint64_t *set = grid->below + (size_t)first->done[i] * words;
		uint64_t *above = grid->below + (size_t)up[first->done[i]] * words;

		for (uint32_t k = 0; k < words; k++)
			above[k] |= set[k];
	}
	for (uint32_t i = first->count; i-- > 0;) {
		uint32_t v = first->done[i], row = up[v];

		if (v < rows)
			continue;
		grid->pi[v - rows] = -grid->far;
		if (row != grid->root)
			grid->pi[v - rows] = pial_grid_paid(grid, row) -
				grid->cost[(size_t)row * grid->width + (v - rows)];
	}
}

/* One piece for all arrays: small tables are solved in the time that some pieces take. */
static void make_room(struct first *first)
{
	struct pial_grid *grid = first->grid;
	const size_t nodes = grid->root + (size_t)1, words = grid->words, width = grid->width;
	const size_t zero = (nodes + 2) * words * sizeof(*grid->below) +
			    2 * width * sizeof(*grid->pi);

	grid->below = pial_arena_alloc(grid->arena, zero + 2 * nodes * sizeof(*grid->flow) +
				       5 * nodes * sizeof(*grid->up));
	memset(grid->below, 0, zero);
	grid->moved = grid->below + nodes * words;
	grid->pi = (void *)(grid->moved + 2 * words);
	first->price = grid->pi + width;
	grid->flow = (void *)(first->price + width);
	first->rest = grid->flow + nodes;
	grid->up = (void *)(first->rest + nodes);
	first->best = grid->up + nodes;
	first->turn = first->best + nodes;
	first->done = first->turn + nodes;
	first->loss = (void *)(first->done + nodes);
}

void pial_grid_start(struct pial_grid *grid, const int64_t *supply)
{
	struct first first = { .grid = grid };
	int rounds = grid->columns <= FEW && grid->rows >= PIAL_GRID_MANY ? 2 : 0;
	int64_t sum;

	grid->far = 0;
	grid->words = grid->columns / 64 + 1;
	make_room(&first);
	for (uint32_t i = 0; i < grid->columns; i++) {
		first.rest[i] = supply[grid->rows + i];
		first.price[i] = first.rest[i] ? 0 : PIAL_GRID_NONE;
		grid->below[(size_t)(grid->rows + i) * grid->words + i / 64] =
			UINT64_C(1) << i % 64;
	}
	sum = find_losses(&first, supply);
	for (int round = 0; round < rounds; round++) {
		set_prices(&first, supply, sum / grid->rows);
		sum = find_losses(&first, supply);
	}
	if (grid->rows < PIAL_GRID_MANY)
		sort_turns(&first, supply);
	else
		list_turns(&first, supply);
	for (uint32_t i = 0; i < first.turns; i++)
		serve(&first, first.turn[i], -supply[first.turn[i]]);
	for (uint32_t i = 0; i < grid->columns; i++)
		if (first.rest[i] || !supply[grid->rows + i])
			hang(&first, grid->rows + i, grid->root, first.rest[i]);
	lay_out(&first);
}
