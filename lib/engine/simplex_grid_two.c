/*
 * Tables of two rows or of two columns are solved by sorting.
 *
 * Of the two, the first gets from those of the other side that cost it less than the second, by
 * what they cost less, until it has its amount; the second gets the rest. The one at which that
 * happens is shared, or could be; what it costs less is the price between the two, so that the
 * answer comes as a tree with potentials, as the search would leave it. In a valley half the tables
 * are of this kind, or smaller.
 *
 * What is not plain (missing pairs where it matters, amounts that do not add up, many to sort) is
 * left to the search, which also tells whether there is a flow.
 */
#include "engine/simplex_priv.h"

#include "base/banned.h"

/* At most so many are sorted, by insertion. */
#define MOST 32

/* The two, and those they share out. */
struct two {
	const struct pial_grid *grid;	/* whose */
	bool columns;			/* the two are columns */
	uint32_t of[MOST];		/* the others, those the first shall have first */
	uint32_t count;			/* how many */
	uint32_t last;			/* place of the last that the first has something of */
	int64_t share;			/* what it has of that */
};

/* Cost of one of the others for the first (0) or the second (1). */
static int32_t cost_of(const struct two *two, uint32_t other, uint32_t side)
{
	const struct pial_grid *grid = two->grid;

	return two->columns ? grid->cost[(size_t)other * grid->width + side]
			    : grid->cost[(size_t)side * grid->width + other];
}

/* What one of the others costs the first more than the second. */
static int32_t more_of(const struct two *two, uint32_t other)
{
	return cost_of(two, other, 0) - cost_of(two, other, 1);
}

static int64_t amount_of(const struct two *two, const int64_t *supply, uint32_t other)
{
	return two->columns ? -supply[other] : supply[two->grid->rows + other];
}

/* Lists the others in order. False when there are too many. */
static bool sort(struct two *two, const int64_t *supply)
{
	uint32_t others = two->columns ? two->grid->rows : two->grid->columns;

	if (others > MOST)
		return false;
	for (uint32_t i = 0; i < others; i++) {
		int32_t more = more_of(two, i);
		uint32_t place = two->count;

		if (!amount_of(two, supply, i))
			continue;
		for (; place && more_of(two, two->of[place - 1]) > more; place--)
			two->of[place] = two->of[place - 1];
		two->of[place] = i;
		two->count++;
	}
	return true;
}

/* Finds the last that the first has something of. False when it is not plain. */
static bool share_out(struct two *two, const int64_t *supply)
{
	const uint32_t rows = two->grid->rows;
	int64_t first = two->columns ? supply[rows] : -supply[0];
	int64_t second = two->columns ? supply[rows + 1] : -supply[1];
	bool found = false;

	if (!first || !second)
		return false;
	for (uint32_t i = 0; i < two->count; i++) {
		uint32_t other = two->of[i];
		int64_t amount = amount_of(two, supply, other);
		int64_t share = amount < first ? amount : first;

		if ((share && cost_of(two, other, 0) == PIAL_GRID_NONE) ||
		    (share < amount && cost_of(two, other, 1) == PIAL_GRID_NONE))
			return false;
		first -= share;
		second -= amount - share;
		if (!first && !found) {
			found = true;
			two->last = i;
			two->share = share;
		}
	}
	return !first && !second && cost_of(two, two->of[two->last], 1) != PIAL_GRID_NONE;
}

/* Hangs rows on two columns; the second column hangs on the row that is shared. */
static void hang_rows(const struct two *two, struct pial_grid *grid, const int64_t *supply)
{
	const uint32_t rows = grid->rows, shared = two->of[two->last];

	for (uint32_t row = 0; row < rows; row++)
		grid->up[row] = PIAL_NONE;
	for (uint32_t i = 0; i < two->count; i++) {
		grid->up[two->of[i]] = rows + (i > two->last);
		grid->flow[two->of[i]] = -supply[two->of[i]];
	}
	grid->flow[shared] = two->share;
	grid->up[rows] = grid->root;
	grid->flow[rows] = 0;
	grid->up[rows + 1] = shared;
	grid->flow[rows + 1] = -supply[shared] - two->share;
	grid->pi[1] = more_of(two, shared);
}

/* Hangs columns on two rows, which hang on the column that is shared. */
static void hang_columns(const struct two *two, struct pial_grid *grid, const int64_t *supply)
{
	const uint32_t shared = two->of[two->last];

	for (uint32_t i = 0; i < grid->columns; i++) {
		grid->up[2 + i] = grid->root;
		grid->flow[2 + i] = 0;
	}
	for (uint32_t i = 0; i < two->count; i++) {
		uint32_t column = two->of[i], row = i > two->last;

		if (column == shared)
			continue;
		grid->up[2 + column] = row;
		grid->flow[2 + column] = supply[2 + column];
		grid->pi[column] = cost_of(two, shared, row) - cost_of(two, column, row);
	}
	grid->up[0] = grid->up[1] = 2 + shared;
	grid->flow[0] = two->share;
	grid->flow[1] = supply[2 + shared] - two->share;
}

bool pial_grid_two(struct pial_grid *grid, const int64_t *supply)
{
	struct two two = { .grid = grid, .columns = grid->columns == 2 };
	size_t nodes = grid->root;

	if ((grid->rows != 2 && grid->columns != 2) || !sort(&two, supply) ||
	    !share_out(&two, supply))
		return false;
	grid->up = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->up));
	grid->flow = pial_arena_alloc(grid->arena, nodes * sizeof(*grid->flow));
	grid->pi = pial_arena_zalloc(grid->arena, grid->width, sizeof(*grid->pi));
	if (two.columns)
		hang_rows(&two, grid, supply);
	else
		hang_columns(&two, grid, supply);
	return true;
}
