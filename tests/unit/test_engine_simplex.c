/*
 * Cheapest flows against the list of all flows, one cost after another; a table of costs against
 * the same pairs as arcs; and flows that do not exist.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "diag/diag.h"
#include "engine/simplex.h"

#define LEFT 3
#define RIGHT 3
#define ARCS (LEFT * RIGHT)
#define COSTS 3
#define ROUNDS 3000

static uint64_t seed;

static int roll(int sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (unsigned)sides);
}

struct problem {
	int64_t cap[ARCS], cost[COSTS][ARCS], give[LEFT], take[RIGHT];
	int64_t x[ARCS], best[ARCS], score[COSTS];
	bool found;
};

static void weigh(struct problem *p)
{
	int64_t score[COSTS] = { 0 };
	int order = 0;

	for (int i = 0; i < LEFT; i++)
		if (p->give[i])
			return;
	for (int k = 0; k < COSTS; k++)
		for (int a = 0; a < ARCS; a++)
			score[k] += p->cost[k][a] * p->x[a];
	for (int k = 0; k < COSTS && !order; k++)
		order = (score[k] > p->score[k]) - (score[k] < p->score[k]);
	for (int a = 0; a < ARCS && !order; a++)
		order = (p->x[a] < p->best[a]) - (p->x[a] > p->best[a]);
	if (p->found && order >= 0)
		return;
	p->found = true;
	memcpy(p->score, score, sizeof(score));
	memcpy(p->best, p->x, sizeof(p->x));
}

static void try_all(struct problem *p, int a)
{
	int i = a / RIGHT, j = a % RIGHT;

	if (a == ARCS) {
		weigh(p);
		return;
	}
	for (int64_t x = 0; x <= p->cap[a] && x <= p->give[i] && x <= p->take[j]; x++) {
		p->x[a] = x;
		p->give[i] -= x;
		p->take[j] -= x;
		try_all(p, a + 1);
		p->give[i] += x;
		p->take[j] += x;
	}
	p->x[a] = 0;
}

static void roll_problem(struct problem *p)
{
	*p = (struct problem){ .found = false };
	for (int a = 0; a < ARCS; a++) {
		p->cap[a] = roll(5);
		for (int k = 0; k < COSTS; k++)
			p->cost[k][a] = roll(4) - 1;
	}
	for (int n = roll(9); n > 0; n--) {
		p->give[roll(LEFT)]++;
		p->take[roll(RIGHT)]++;
	}
}

static void test_against_all_flows(void **state)
{
	int without = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct pial_arena arena = PIAL_ARENA_INIT;
		struct pial_simplex s;
		struct problem p;
		int64_t supply[LEFT + RIGHT];
		uint32_t arc[ARCS];
		enum pial_step step = PIAL_STEP_DONE;

		seed = (uint64_t)round;
		roll_problem(&p);
		for (int i = 0; i < LEFT; i++)
			supply[i] = p.give[i];
		for (int j = 0; j < RIGHT; j++)
			supply[LEFT + j] = -p.take[j];
		pial_simplex_init(&s, LEFT + RIGHT, ARCS, &arena);
		for (uint32_t a = 0; a < ARCS; a++)
			arc[a] = pial_simplex_arc(&s, a / RIGHT, LEFT + a % RIGHT, p.cap[a]);
		pial_simplex_ready(&s, supply);
		try_all(&p, 0);
		for (int k = 0; k < COSTS && step == PIAL_STEP_DONE; k++)
			step = pial_simplex_minimise(&s, p.cost[k]);
		assert_int_equal(step, p.found ? PIAL_STEP_DONE : PIAL_STEP_FAULT);
		without += !p.found;
		if (p.found) {
			pial_simplex_greatest(&s, arc, ARCS);
			for (int a = 0; a < ARCS; a++)
				assert_int_equal(s.flow[arc[a]], p.best[a]);
		}
		pial_arena_release(&arena);
	}
	assert_in_range(without, ROUNDS / 10, ROUNDS * 9 / 10);
}

#define ROWS 24
#define COLUMNS 70

/* A problem between two sides, any size up to the most. */
struct sides {
	uint32_t rows, columns;
	int32_t cost[2][ROWS][COLUMNS];
	bool pair[ROWS][COLUMNS];
	int64_t supply[ROWS + COLUMNS];
};

static void roll_sides(struct sides *sides)
{
	int most = 1 + roll(20), dense = 2 + roll(6), large = roll(8) == 0;

	/* Mostly small; some with prices for their columns, some with sets of more than a word. */
	*sides = (struct sides){ .rows = 1 + (uint32_t)roll(large ? ROWS : 9),
				 .columns = 1 + (uint32_t)roll(large ? COLUMNS : 11) };
	for (uint32_t r = 0; r < sides->rows; r++)
		for (uint32_t c = 0; c < sides->columns; c++) {
			sides->pair[r][c] = roll(dense) > 0;
			sides->cost[0][r][c] = roll(most) - most / 3;
			sides->cost[1][r][c] = roll(3);
		}
	for (int n = roll(large ? 400 : 60); n > 0; n--) {
		uint32_t r = (uint32_t)roll((int)sides->rows);
		uint32_t c = (uint32_t)roll((int)sides->columns);

		/* Mostly along a pair, so that most problems have a flow. */
		if (!sides->pair[r][c] && roll(40))
			continue;
		sides->supply[r]--;
		sides->supply[sides->rows + c]++;
	}
}

/* Minimises the second cost, then takes the first of the best flows, on arcs given cell by cell. */
static void finish(const struct sides *sides, struct pial_simplex *s,
		   uint32_t arc[ROWS][COLUMNS])
{
	int64_t cost[ROWS * COLUMNS];
	uint32_t listed[ROWS * COLUMNS], count = 0;

	for (uint32_t r = 0; r < sides->rows; r++)
		for (uint32_t c = 0; c < sides->columns; c++)
			if (arc[r][c] != UINT32_MAX)
				cost[arc[r][c]] = sides->cost[1][r][c];
	assert_int_equal(pial_simplex_minimise(s, cost), PIAL_STEP_DONE);
	for (uint32_t i = 0; !s->settled && i < s->looses; i++)
		listed[count++] = s->loose[i].arc;
	pial_simplex_greatest(s, listed, count);
}

/* The same over a table; writes the flow. Returns whether more than one was best at first. */
static bool finish_table(const struct sides *sides, struct pial_grid *grid,
			 int64_t flow[ROWS][COLUMNS])
{
	struct pial_simplex s;
	uint32_t arc[ROWS][COLUMNS];
	bool several;

	memset(arc, 0xff, sizeof(arc));
	pial_grid_network(grid, &s);
	several = !s.settled;
	for (uint32_t i = 0; i < grid->cells; i++)
		arc[grid->cell[i].row][grid->cell[i].column] = grid->cell[i].arc;
	finish(sides, &s, arc);
	memset(flow, 0, ROWS * sizeof(*flow));
	for (uint32_t i = 0; i < grid->cells; i++) {
		const struct pial_grid_cell *cell = &grid->cell[i];

		flow[cell->row][cell->column] =
			cell->arc == UINT32_MAX ? cell->packs : s.flow[cell->arc];
	}
	return several;
}

static enum pial_step by_table(const struct sides *sides, struct pial_arena *arena,
			       struct pial_grid *grid)
{
	pial_grid_init(grid, sides->rows, sides->columns, arena);
	for (uint32_t r = 0; r < sides->rows; r++)
		for (uint32_t c = 0; c < sides->columns; c++)
			if (sides->pair[r][c])
				pial_grid_pair(grid, r, c, sides->cost[0][r][c]);
	return pial_grid_minimise(grid, sides->supply);
}

/* All pairs as arcs; writes the flow. */
static void finish_arcs(const struct sides *sides, struct pial_simplex *s,
			int64_t flow[ROWS][COLUMNS])
{
	uint32_t arc[ROWS][COLUMNS];

	memset(arc, 0xff, sizeof(arc));
	for (uint32_t a = 0; a < s->arcs; a++)
		arc[s->to[a]][s->from[a] - sides->rows] = a;
	finish(sides, s, arc);
	memset(flow, 0, ROWS * sizeof(*flow));
	for (uint32_t a = 0; a < s->arcs; a++)
		flow[s->to[a]][s->from[a] - sides->rows] = s->flow[a];
}

static enum pial_step by_arcs(const struct sides *sides, struct pial_arena *arena,
			      struct pial_simplex *s)
{
	int64_t cost[ROWS * COLUMNS];

	pial_simplex_init(s, sides->rows + sides->columns, ROWS * COLUMNS, arena);
	for (uint32_t r = 0; r < sides->rows; r++)
		for (uint32_t c = 0; c < sides->columns; c++)
			if (sides->pair[r][c])
				cost[pial_simplex_arc(s, sides->rows + c, r, PIAL_FLOW_FREE)] =
					sides->cost[0][r][c];
	pial_simplex_ready(s, sides->supply);
	return pial_simplex_minimise(s, cost);
}

/*
 * Both ways lead to the same flow, and to none for the same problems. Whether one knows early
 * that it is the only one (settled) depends on potentials, which are not the same.
 */
static void test_table_against_arcs(void **state)
{
	int without = 0, several = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct pial_arena arena = PIAL_ARENA_INIT;
		struct pial_grid table;
		struct pial_simplex arcs;
		struct sides sides;
		int64_t flow[2][ROWS][COLUMNS];
		enum pial_step step;

		seed = (uint64_t)round;
		roll_sides(&sides);
		step = by_table(&sides, &arena, &table);
		assert_int_equal(step, by_arcs(&sides, &arena, &arcs));
		without += step != PIAL_STEP_DONE;
		if (step == PIAL_STEP_DONE) {
			several += finish_table(&sides, &table, flow[0]);
			finish_arcs(&sides, &arcs, flow[1]);
			assert_memory_equal(flow[0], flow[1], sizeof(flow[0]));
		}
		pial_arena_release(&arena);
	}
	assert_in_range(without, ROUNDS / 50, ROUNDS / 2);
	assert_in_range(several, ROUNDS / 10, ROUNDS);
}

/* The largest cost that a table takes, one more, and a table without pairs. */
static void test_table_limits(void **state)
{
	const int32_t most = PIAL_GRID_MOST / 4;
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_simplex s;
	struct pial_grid grid;
	int64_t supply[2] = { -3, 3 };

	(void)state;
	pial_grid_init(&grid, 1, 1, &arena);
	assert_int_equal(pial_grid_minimise(&grid, supply), PIAL_STEP_FAULT);
	pial_grid_pair(&grid, 0, 0, -most);
	assert_int_equal(pial_grid_minimise(&grid, supply), PIAL_STEP_DONE);
	pial_grid_network(&grid, &s);
	assert_true(s.settled);
	assert_int_equal(grid.cells, 1);
	assert_int_equal(grid.cell[0].packs, 3);
	pial_grid_pair(&grid, 0, 0, most + 1);
	assert_int_equal(pial_grid_minimise(&grid, supply), PIAL_STEP_RANGE);
	pial_arena_release(&arena);
}

/*
 * What the allocation then says is an error, E-ALLOCATE-FAULT; costs too large for 64 bits are
 * E-ALLOCATE-RANGE.
 */
static void test_refusals(void **state)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_simplex s;
	int64_t supply[2] = { 1, -1 }, cost = INT64_MAX / 8;

	(void)state;
	pial_simplex_init(&s, 2, 1, &arena);
	pial_simplex_arc(&s, 0, 1, PIAL_FLOW_FREE);
	pial_simplex_ready(&s, supply);
	assert_int_equal(pial_simplex_minimise(&s, &cost), PIAL_STEP_RANGE);
	cost = 0;
	assert_int_equal(pial_simplex_minimise(&s, &cost), PIAL_STEP_DONE);
	assert_int_equal(s.flow[0], 1);
	pial_arena_release(&arena);
	assert_int_equal(pial_code_info(PIAL_E_ALLOCATE_FAULT)->severity, PIAL_ERROR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_all_flows),
		cmocka_unit_test(test_table_against_arcs),
		cmocka_unit_test(test_table_limits),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
