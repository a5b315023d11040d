/*
 * near BOOK WEEK [MPS]: the proximity level of a week, ours against LEMON's network simplex.
 *
 * The levels above it are computed as always; then, component by component, LEMON gets the balanced
 * transportation problem that they leave (who gives how much, who gets how much, who may serve
 * whom, how far), and our engine solves levels 7 and 8: the same optimum, and beyond it which of
 * the optimal plans is the plan. Both sum the packs x metres that they found; a difference is
 * status 1. Times are CPU seconds of one thread, the two solvers in turn, so that what the machine
 * does meanwhile hits both. What reading the clock takes is taken off each: of a table of ten cells
 * it is as much as solving it.
 *
 * Prints one line: components, rows, arcs, our seconds, LEMON's seconds to solve and to build its
 * graph, seconds of the levels above, and the sum. With MPS, all problems of the week are also
 * written there as one linear programme, for solvers of that kind.
 *
 * Made for the books of examples/france: a producer has one offer of a product, nobody is a
 * partner.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "book/book.h"
#include "engine/instance.h"
#include "engine/near.h"
#include "engine/pins.h"
#include "engine/sides.h"
#include "engine/weigh.h"
#include "mps.h"
#include "transport.h"

struct totals {
	double ours, above;		/* CPU seconds: levels 7 and 8; those before */
	struct bench_lemon lemon;	/* of all problems together */
	int64_t ours_optimum;		/* packs x metres */
	int64_t rows, arcs;		/* of the problems */
	int32_t problems;		/* solved */
	double clock;			/* CPU seconds that reading the clock takes */
};

/* The week as the commands read it. */
struct week {
	struct pial_book book;		/* whose */
	struct pial_table orders, offers;	/* its tables */
	struct pial_diags diags;	/* what was said */
	struct pial_instance instance;	/* in packs */
	struct pial_memory memory;	/* nothing happened before */
	struct pial_arena arena;	/* of the instance */
};

static void fail(const char *what)
{
	fprintf(stderr, "near: %s\n", what);
	exit(1);
}

static void *room(size_t count, size_t size)
{
	void *bytes = calloc(count + 1, size);

	if (!bytes)
		fail("no memory");
	return bytes;
}

/* ---- The problem of a component ---------------------------------------- */

static void problem_release(struct bench_transport *problem)
{
	free(problem->give);
	free(problem->take);
	free(problem->from);
	free(problem->to);
	free(problem->metres);
}

/* What the levels above leave to decide: margins, and the arcs that can carry anything. */
static void problem_of(const struct pial_component *c, struct bench_transport *problem)
{
	problem->givers = (int32_t)c->part->supplies;
	problem->takers = (int32_t)c->part->demands;
	problem->arcs = (int32_t)c->opens;
	problem->give = room(c->part->supplies, sizeof(int32_t));
	problem->take = room(c->part->demands, sizeof(int32_t));
	problem->from = room(c->opens, sizeof(int32_t));
	problem->to = room(c->opens, sizeof(int32_t));
	problem->metres = room(c->opens, sizeof(int32_t));
	if (c->producers != c->part->supplies)
		fail("a partner, or two offers of a producer");
	for (size_t s = 0; s < c->part->supplies; s++)
		problem->give[s] = (int32_t)c->sold[c->owner[s] - 1];
	for (size_t d = 0; d < c->part->demands; d++)
		problem->take[d] = (int32_t)c->row[d];
	for (size_t l = 0; l < c->opens; l++) {
		problem->from[l] = (int32_t)c->open[l].offer;
		problem->to[l] = (int32_t)c->open[l].row;
		problem->metres[l] = c->open[l].metres;
	}
}

/* Packs x metres of what a component was given. */
static int64_t optimum_of(const struct pial_part *part)
{
	int64_t sum = 0;

	for (uint32_t i = 0; i < part->given_at[part->demands]; i++)
		sum += part->given[i].packs * part->given[i].metres;
	return sum;
}

/* ---- Both solvers ---------------------------------------- */

/* The least that reading the clock twice takes, with nothing in between. */
static double clock_least(void)
{
	double least = 1;

	for (int i = 0; i < 1000; i++) {
		double started = bench_cpu(), taken = bench_cpu() - started;

		least = taken < least ? taken : least;
	}
	return least;
}

/* Levels 2 to 6 of a component, then LEMON, then levels 7 and 8. */
static void solve_part(struct pial_component *component, struct pial_stocks *stocks,
		       struct bench_mps *mps, struct totals *totals)
{
	struct bench_transport problem;
	struct bench_lemon lemon;
	double started = bench_cpu();

	pial_component_init(component, stocks);
	if (pial_component_rows(component) != PIAL_STEP_DONE ||
	    pial_component_producers(component) != PIAL_STEP_DONE)
		fail("a component cannot be solved");
	totals->above += bench_cpu() - started - totals->clock;

	problem_of(component, &problem);
	if (bench_lemon_solve(&problem, &lemon))
		fail("LEMON finds no optimum");
	totals->lemon.solve += lemon.solve - totals->clock;
	totals->lemon.build += lemon.build - totals->clock;
	totals->lemon.optimum += lemon.optimum;

	started = bench_cpu();
	if (pial_component_join(component) != PIAL_STEP_DONE)
		fail("a component cannot be joined");
	totals->ours += bench_cpu() - started - totals->clock;
	totals->ours_optimum += optimum_of(component->part);
	totals->rows += problem.takers;
	totals->arcs += problem.arcs;
	bench_mps_add(mps, &problem, totals->problems++);
	problem_release(&problem);
}

static void solve(struct week *week, struct bench_mps *mps, struct totals *totals)
{
	struct pial_instance *instance = &week->instance;
	struct pial_stocks stocks;
	struct pial_arena scratch;

	pial_arena_init(&scratch);
	pial_stocks_init(&stocks, instance);
	pial_instance_reset(instance, true);
	for (size_t p = 0; p < instance->early; p++) {
		struct pial_component component = {
			.instance = instance, .part = &instance->part[p], .memory = &week->memory,
			.arena = &scratch, .keep = &instance->keep[0] };

		solve_part(&component, &stocks, mps, totals);
		pial_arena_clear(&scratch);
	}
	pial_stocks_release(&stocks);
	pial_arena_release(&scratch);
}

/* ---- The week ---------------------------------------- */

static void week_read(struct week *week, const char *book, const char *name)
{
	static struct pial_allocate_input input;

	pial_diags_init(&week->diags);
	pial_book_init(&week->book);
	pial_table_init(&week->orders, &pial_schema_orders);
	pial_table_init(&week->offers, &pial_schema_offers);
	pial_arena_init(&week->arena);
	input.model = &week->book.model;
	if (pial_week_parse(name, strlen(name), &input.week) != PIAL_DATE_OK)
		fail("not a week");
	if (!pial_book_open(&week->book, book, false, &week->diags) ||
	    !pial_book_load(&week->book, &week->diags) ||
	    !pial_book_week(&week->book, input.week, &week->orders, NULL, &week->diags) ||
	    !pial_book_week(&week->book, input.week, &week->offers, NULL, &week->diags))
		fail("the book is refused");
	input.order = (const void *)week->orders.row;
	input.orders = week->orders.count;
	input.offer = (const void *)week->offers.row;
	input.offers = week->offers.count;
	input.orders_file = input.offers_file = "";
	if (!pial_instance_init(&week->instance, &input, &week->arena, &week->diags) ||
	    !pial_pins_find(&week->instance, &week->diags))
		fail("the week is refused");
	pial_memory_init(&week->memory, &input, &week->arena);
}

static void week_release(struct week *week)
{
	pial_instance_release(&week->instance);
	pial_arena_release(&week->arena);
	pial_table_release(&week->orders);
	pial_table_release(&week->offers);
	pial_book_release(&week->book);
	pial_diags_release(&week->diags);
}

int main(int argc, char **argv)
{
	static struct week week;
	struct totals totals = { .clock = clock_least() };
	struct bench_mps mps;

	if (argc < 3 || argc > 4) {
		fputs("usage: near BOOK WEEK [MPS]\n", stderr);
		return 3;
	}
	week_read(&week, argv[1], argv[2]);
	if (bench_mps_start(&mps, argc == 4 ? argv[3] : NULL))
		fail("cannot write the programme");
	solve(&week, &mps, &totals);
	if (bench_mps_finish(&mps))
		fail("cannot write the programme");
	printf("%" PRId32 " %" PRId64 " %" PRId64 " %.7f %.7f %.7f %.7f %" PRId64 "\n",
	       totals.problems, totals.rows, totals.arcs, totals.ours, totals.lemon.solve,
	       totals.lemon.build, totals.above, totals.ours_optimum);
	if (totals.ours_optimum != totals.lemon.optimum) {
		fprintf(stderr, "near: our optimum is %" PRId64 ", LEMON's %" PRId64 "\n",
			totals.ours_optimum, totals.lemon.optimum);
		return 1;
	}
	week_release(&week);
	return 0;
}
