/*
 * Small weeks level by level against an outside solver: the numbers of every level, as linear
 * programs written from the definition, solved by glpsol.
 *
 * For each stage of a side (minima and demand, class by class, weight or none; growers with a
 * weight, then without): the most that its entries can have together; then for each level from
 * the lowest up, the highest level that all entries not yet fixed can reach, and that those which
 * stop there cannot have more, whatever the others do above it. Then, with both vectors of whole
 * packs: the most that growers rather than partners can serve, the fewest substitutes, and with
 * these the least metre grams. The plan is the engine's, its exact levels are the oracle's
 * (oracle.h), so that engine, oracle and solver all agree or the test fails.
 *
 * PROP_WEEKS=N does N weeks instead of 500; PROP_WEEK=I does week I alone and prints it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "oracle.h"
#include "program.h"
#include "roll.h"

#define WEEKS 500
#define ENTRIES (ROWS + OFFERS * PRODUCERS)

/* One side as a solver sees it: pairs belong to entries. */
struct view {
	const struct phase *f;
	bool growers;
	int count;
	int entry[OFFERS][ROWS];	/* of an open pair; -1: none */
	int stage[ENTRIES];		/* when the entry rises; -1: already past */
	double base[ENTRIES];		/* what pins gave */
	double from[ENTRIES], goal[ENTRIES], end[ENTRIES];	/* start, most, outcome */
	double w[ENTRIES], a[ENTRIES];
};

static double number(struct exact x)
{
	return (double)x.n / (double)x.d;
}

static bool pair(const struct view *v, int o, int r)
{
	return v->entry[o][r] >= 0;
}

/* The packs of an entry: terms of the row at hand. */
static void entry_terms(struct program *p, const struct view *v, int e)
{
	for (int o = 0; o < v->f->p->offers; o++)
		for (int r = 0; r < v->f->p->rows; r++)
			if (v->entry[o][r] == e)
				program_x(p, 1, o, r);
}

/* Offers give no more than they have left; for growers, rows take no more than is open. */
static void limits(struct program *p, const struct view *v)
{
	const struct problem *w = v->f->p;

	for (int o = 0; o < w->offers; o++) {
		for (int r = 0; r < w->rows; r++)
			if (pair(v, o, r))
				program_x(p, 1, o, r);
		program_row(p, "<=", (double)v->f->left[o]);
	}
	for (int r = 0; v->growers && r < w->rows; r++) {
		for (int o = 0; o < w->offers; o++)
			if (pair(v, o, r))
				program_x(p, 1, o, r);
		program_row(p, "<=", (double)(w->demand[r] - phase_pinned(v->f, r)));
	}
}

/* An entry's packs, pins included, compared with a number. */
static void hold(struct program *p, const struct view *v, int e, const char *is, double what)
{
	entry_terms(p, v, e);
	program_row(p, is, what - v->base[e]);
}

/* Entries of other stages stand where they are. */
static void others(struct program *p, const struct view *v, int stage)
{
	for (int e = 0; e < v->count; e++)
		if (v->stage[e] != stage)
			hold(p, v, e, "=", v->stage[e] < stage ? v->end[e] : v->from[e]);
}

static double level(const struct view *v, int e)
{
	return (v->end[e] - v->a[e]) / v->w[e];
}

/* The most that the stage's entries can have together. */
static void total_block(struct program *p, const struct view *v, int stage)
{
	double sum = 0;

	for (int e = 0; e < v->count; e++)
		sum += v->stage[e] == stage ? v->end[e] - v->base[e] : 0;
	program_block(p, sum, "the most together");
	limits(p, v);
	others(p, v, stage);
	for (int e = 0; e < v->count; e++) {
		if (v->stage[e] != stage)
			continue;
		hold(p, v, e, ">=", v->from[e]);
		hold(p, v, e, "<=", v->goal[e]);
	}
	for (int e = 0; e < v->count; e++)
		if (v->stage[e] == stage)
			entry_terms(p, v, e);
	program_value(p, 1);
}

/*
 * A level: entries below it stand, the others are at it at least. Asked is the highest such
 * level, or (stop) the most that those which stop there can have.
 */
static void level_block(struct program *p, const struct view *v, int stage, double at, bool stop)
{
	double sum = 0;

	for (int e = 0; e < v->count; e++)
		if (v->stage[e] == stage && level(v, e) <= at + 1e-9 && level(v, e) >= at - 1e-9)
			sum += v->end[e] - v->base[e];
	program_block(p, stop ? sum : at, stop ? "no more at this level" : "the highest level");
	limits(p, v);
	others(p, v, stage);
	for (int e = 0; e < v->count; e++) {
		double above = level(v, e) - at;

		if (v->stage[e] != stage)
			continue;
		if (above < -1e-9) {
			hold(p, v, e, "=", v->end[e]);
			continue;
		}
		hold(p, v, e, ">=", stop && above < 1e-9 ? v->end[e] : v->from[e]);
		hold(p, v, e, "<=", v->goal[e]);
		entry_terms(p, v, e);
		program_t(p, stop ? 0 : -v->w[e]);
		program_row(p, ">=", v->a[e] - v->base[e] + (stop ? at * v->w[e] : 0) -
				     (stop ? 1e-7 : 0));
	}
	for (int e = 0; stop && e < v->count; e++)
		if (v->stage[e] == stage && level(v, e) <= at + 1e-9 && level(v, e) >= at - 1e-9)
			entry_terms(p, v, e);
	if (!stop)
		program_t(p, 1);
	program_value(p, 1);
}

static void stage_blocks(struct program *p, const struct view *v, int stage)
{
	bool any = false;

	for (int e = 0; e < v->count; e++) {
		bool again = false;

		if (v->stage[e] != stage)
			continue;
		for (int q = 0; q < e; q++)
			again |= v->stage[q] == stage && level(v, q) - level(v, e) < 1e-9 &&
				 level(v, q) - level(v, e) > -1e-9;
		any = true;
		if (again)
			continue;
		level_block(p, v, stage, level(v, e), false);
		level_block(p, v, stage, level(v, e), true);
	}
	if (any)
		total_block(p, v, stage);
}

/*
 * ---- The two sides
 * ------------------------------------------------------------------------------
 */

static bool reached(const struct view *v, int e)
{
	for (int o = 0; o < v->f->p->offers; o++)
		for (int r = 0; r < v->f->p->rows; r++)
			if (v->entry[o][r] == e)
				return true;
	return false;
}

/* Entries that cannot rise stand at their start in every stage. */
static void settle(struct view *v)
{
	for (int e = 0; e < v->count; e++)
		if (v->goal[e] <= v->from[e] || !reached(v, e))
			v->stage[e] = -1;
}

static void see_rows(struct view *v, const struct phase *f, bool minima)
{
	const struct problem *p = f->p;

	*v = (struct view){ .f = f, .count = p->rows };
	for (int o = 0; o < p->offers; o++)
		for (int r = 0; r < p->rows; r++)
			v->entry[o][r] = phase_open(f, o, r) ? r : -1;
	for (int r = 0; r < p->rows; r++) {
		bool light = !f->a->w[r].n;

		v->base[r] = (double)phase_pinned(f, r);
		v->from[r] = minima ? v->base[r] : number(f->a->minimum[r]);
		v->goal[r] = (double)(minima ? p->owed[r] : p->demand[r]);
		v->end[r] = number(minima ? f->a->minimum[r] : f->a->fair[r]);
		v->w[r] = light ? (double)p->demand[r] : number(f->a->w[r]);
		v->a[r] = number(p->a[r]);
		v->stage[r] = 2 * p->class[r] + light;
	}
	settle(v);
}

static void see_growers(struct view *v, const struct phase *f)
{
	const struct problem *p = f->p;

	*v = (struct view){ .f = f, .count = OFFERS * PRODUCERS, .growers = true };
	for (int e = 0; e < v->count; e++)
		v->stage[e] = -1;
	memset(v->entry, -1, sizeof(v->entry));
	for (int o = 0; o < p->offers; o++) {
		int part = f->a->part[0][o], i = p->producer[o], e = part * PRODUCERS + i;
		int64_t before;

		if (p->tier[o] == 2 || part < 0)
			continue;
		for (int r = 0; r < p->rows; r++)
			if (phase_open(f, o, r))
				v->entry[o][r] = e;
		v->goal[e] = (double)phase_offered(f, part, i, &before);
		v->base[e] = v->from[e] = (double)before;
		v->end[e] = number(f->a->sold[part][i]);
		v->w[e] = number(f->a->pw[part][i]);
		v->a[e] = number(f->a->pa[part][i]);
		v->stage[e] = f->a->turn[part][i];
	}
	settle(v);
}

/*
 * ---- The plan
 * -----------------------------------------------------------------------------------
 */

/* Every row has its whole packs and (sold) every grower too. */
static void margins(struct program *p, const struct view *rows, const struct view *growers,
		    bool sold)
{
	const struct phase *f = rows->f;

	limits(p, rows);
	for (int r = 0; r < f->p->rows; r++)
		if (reached(rows, r))
			hold(p, rows, r, "=", (double)f->a->served[r]);
	for (int e = 0; sold && e < growers->count; e++)
		if (reached(growers, e))
			hold(p, growers, e, "=",
			     (double)f->a->whole[e / PRODUCERS][e % PRODUCERS]);
}

/* Growers first, few substitutes, least metre grams: of the engine's open pairs. */
static void plan_blocks(struct program *p, const struct view *rows, const struct view *growers,
			const struct given *g)
{
	const struct problem *w = rows->f->p;
	double sums[3] = { 0 };

	for (int level = 0; level < 3; level++)
		for (int o = 0; o < w->offers; o++)
			for (int r = 0; r < w->rows; r++)
				if (pair(rows, o, r))
					sums[level] += (double)g->x[o][r] *
						(level == 0 ? w->tier[o] == 1
						 : level == 1 ? w->substitute[o][r]
							      : (double)w->cost[o][r] / 1e5);
	for (int level = 0; level < 3; level++) {
		bool any = false;

		for (int o = 0; o < w->offers; o++)
			for (int r = 0; r < w->rows; r++)
				any |= pair(rows, o, r);
		if (!any)
			return;
		program_block(p, level ? -sums[level] : sums[0],
			      level == 0 ? "growers before partners"
			      : level == 1 ? "as few substitutes" : "the least metre grams");
		margins(p, rows, growers, level > 0);
		for (int pass = level == 2; pass >= 0; pass--) {
			for (int o = 0; o < w->offers; o++)
				for (int r = 0; r < w->rows; r++)
					if (pair(rows, o, r))
						program_x(p, pass || level == 1
							  ? w->substitute[o][r]
							  : level == 0 ? w->tier[o] == 1
							  : (double)w->cost[o][r] / 1e5, o, r);
			if (pass)
				program_row(p, "=", sums[1]);
		}
		program_value(p, level ? -1 : 1);
	}
}

/*
 * ---- Weeks
 * --------------------------------------------------------------------------------------
 */

static uint64_t blocks;

static void roll_one(struct week *w, struct problem *p, uint64_t n)
{
	struct dice d = dice_of(n + 5000011);
	int64_t left[OFFERS], open[ROWS];
	struct roll_size size = { OFFERS, 10, 3 + (int)(n % 20) };

	do
		roll_week(w, &d, size);
	while (w->offers < 4 || w->rows < 5);
	w->rule = PIAL_RULE_LEXIMIN;
	for (int r = 0; r < w->rows; r++)
		w->row[r].late = false;
	problem_make(w, p);
	memcpy(left, p->supply, sizeof(left));
	memcpy(open, p->demand, sizeof(open));
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			int64_t *pin = &w->pin[o][r];

			if (!p->allowed[o][r] || *pin > left[o] || *pin > open[r])
				*pin = -1;
			p->pin[o][r] = *pin;
			left[o] -= *pin > 0 ? *pin : 0;
			open[r] -= *pin > 0 ? *pin : 0;
		}
}

/* The oracle's levels and the engine's plan of a week. */
static void solve(const struct week *w, const struct problem *p, struct phase *f,
		  struct answer *a, struct given *g)
{
	static struct built b;

	memset(a, 0, sizeof(*a));
	for (int o = 0; o < p->offers; o++)
		for (int r = 0; r < p->rows; r++)
			a->x[o][r] = p->pin[o][r] > 0 ? p->pin[o][r] : 0;
	phase_begin(f, p, a, true, false);
	phase_rows(f);
	for (int part = 0; part < p->offers; part++)
		if (a->part[0][part] == part)
			phase_producers(f, part);
	built_init(&b);
	built_add(&b, w, "", 1);
	assert_true(built_run(&b));
	built_read(&b, w, "", 1, g);
	built_release(&b);
}

static bool agree(uint64_t n, const char *folder, bool aloud)
{
	static struct week w;
	static struct problem p;
	static struct answer a;
	static struct given g;
	static struct view minima, rows, growers;
	struct program program;
	struct phase f;
	int wrong;
	double value;

	roll_one(&w, &p, n);
	solve(&w, &p, &f, &a, &g);
	see_rows(&minima, &f, true);
	see_rows(&rows, &f, false);
	see_growers(&growers, &f);
	program_init(&program);
	for (int stage = 0; stage < 8; stage++) {
		stage_blocks(&program, &minima, stage);
		stage_blocks(&program, &rows, stage);
		stage_blocks(&program, &growers, stage);
	}
	plan_blocks(&program, &rows, &growers, &g);
	program_solve(&program, folder, &wrong, &value);
	blocks += (uint64_t)program.blocks;
	if (wrong >= 0 || aloud)
		week_print(&w);
	if (wrong >= 0)
		printf("# block %d, %s: %.9g, glpsol %.9g\n# glpsol week %llu: PROP_WEEK=%llu "
		       "plays it again\n", wrong, program.what[wrong], program.wanted[wrong],
		       value, (unsigned long long)n, (unsigned long long)n);
	program_release(&program);
	return wrong < 0;
}

static void test_glpsol(void **state)
{
	const char *one = getenv("PROP_WEEK"), *many = getenv("PROP_WEEKS");
	uint64_t weeks = many ? strtoull(many, NULL, 10) : WEEKS, wrong = 0;
	char folder[] = "/tmp/prop-glpsol-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (uint64_t n = 1; !one && n <= weeks; n++)
		wrong += !agree(n, folder, false);
	if (one)
		wrong += !agree(strtoull(one, NULL, 10), folder, true);
	assert_int_equal(rmdir(folder), 0);
	printf("# %llu programs\n", (unsigned long long)blocks);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_glpsol),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
