/*
 * The order of the work: packs and pairs, pins, components, both sides, who serves whom, rows.
 *
 * With pins the week is solved twice: without them, to say what the engine would have done
 * (`computed`), then with them. Rows that came late are solved after all others, on what those
 * leave: what was published does not move for them. A published week that is replaced is solved in
 * two turns (replace.h). Components share nothing that they write, so a crew solves them side by
 * side; which worker solves which leaves no trace.
 */
#include "engine/allocate.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "engine/drops.h"
#include "engine/instance.h"
#include "engine/near.h"
#include "engine/outcome.h"
#include "engine/pairs.h"
#include "engine/pins.h"
#include "engine/prove.h"
#include "engine/replace.h"
#include "engine/sides.h"
#include "engine/weigh.h"

#include "base/banned.h"

void pial_allocate_result_init(struct pial_allocate_result *result)
{
	*result = (struct pial_allocate_result){ .row = NULL };
	pial_arena_init(&result->arena);
}

/* A solved week, kept for its rows. */
struct pial_solved {
	struct pial_allocate_input input;	/* a copy */
	struct pial_instance instance;		/* solved */
	struct pial_arena arena;		/* holds the instance */
};

static void free_solved(struct pial_solved *solved)
{
	if (!solved)
		return;
	pial_instance_release(&solved->instance);
	pial_arena_release(&solved->arena);
	free(solved);
}

void pial_allocate_result_release(struct pial_allocate_result *result)
{
	pial_arena_release(&result->arena);
	pial_proof_free(result->proof);
	free_solved(result->solved);
	*result = (struct pial_allocate_result){ .row = NULL };
}

/* Components that one worker solves one after the other. */
struct run {
	uint32_t first, end;	/* places in solving->order */
};

/* Components being solved by a crew. */
struct solving {
	struct pial_instance *instance;		/* whose components */
	const struct pial_memory *memory;	/* accounts, weights, meetings */
	struct run *run;			/* the tasks */
	size_t runs;				/* how many */
	uint32_t *order;			/* components, run by run */
	struct pial_stocks *stocks;		/* one for each worker */
	struct pial_arena *scratch;		/* one for each worker, for one component */
	enum pial_step *step;			/* how each component ended */
};

/* Solves one component. */
static void solve_part(const struct solving *solving, unsigned worker, uint32_t number)
{
	struct pial_component component = {
		.instance = solving->instance, .part = &solving->instance->part[number],
		.memory = solving->memory, .arena = &solving->scratch[worker],
		.keep = &solving->instance->keep[worker] };
	enum pial_step step;

	pial_component_init(&component, &solving->stocks[worker]);
	step = pial_component_rows(&component);
	if (step == PIAL_STEP_DONE)
		step = pial_component_producers(&component);
	if (step == PIAL_STEP_DONE)
		step = pial_component_join(&component);
	if (step == PIAL_STEP_DONE && solving->instance->proof)
		step = pial_prove_near(&component);
	solving->step[number] = step;
	pial_arena_clear(&solving->scratch[worker]);
}

static void solve_run(void *context, unsigned worker, size_t task)
{
	const struct solving *solving = context;
	struct run run = solving->run[task];

	for (uint32_t i = run.first; i < run.end; i++)
		solve_part(solving, worker, solving->order[i]);
}

/* Runs that the work is cut into, for each worker: the last to end are then short. */
#define RUNS ((size_t)64)

/* Sizes of components, for the order of the work. */
struct size {
	size_t pairs;		/* allowed in it */
	uint32_t part;		/* which */
};

static int by_size(const void *left, const void *right)
{
	const struct size *a = left, *b = right;

	if (a->pairs != b->pairs)
		return a->pairs > b->pairs ? -1 : 1;
	return (a->part > b->part) - (a->part < b->part);
}

static void add_part(struct solving *solving, size_t place, uint32_t part, bool begins)
{
	if (begins)
		solving->run[solving->runs++].first = (uint32_t)place;
	solving->order[place] = part;
	solving->run[solving->runs - 1].end = (uint32_t)place + 1;
}

/*
 * Cuts components from first to end into runs: first the large ones, each alone, the largest first;
 * then the others in their own order, as many in a run as make up a large one. Neighbours have
 * their rows side by side: one worker then finds them near in memory, and two do not write to the
 * same lines of it.
 */
static void plan_runs(struct solving *solving, size_t first, size_t end)
{
	const struct pial_part *part = solving->instance->part;
	struct size *large = pial_calloc(end - first + 1, sizeof(*large));
	size_t all = 0, larges = 0, limit, sum = 0, place = 0;

	for (size_t p = first; p < end; p++)
		all += part[p].pairs;
	limit = all / (RUNS * solving->instance->workers) + 1;
	for (size_t p = first; p < end; p++)
		if (part[p].pairs >= limit)
			large[larges++] = (struct size){ part[p].pairs, (uint32_t)p };
	if (larges)
		qsort(large, larges, sizeof(*large), by_size);
	solving->runs = 0;
	for (; place < larges; place++)
		add_part(solving, place, large[place].part, true);
	for (size_t p = first; p < end; p++) {
		if (part[p].pairs >= limit)
			continue;
		add_part(solving, place, (uint32_t)p, place == larges || sum >= limit);
		sum = (sum >= limit ? 0 : sum) + part[p].pairs;
		place++;
	}
	free(large);
}

/* Solves components from first to end, side by side. */
static void solve_parts(struct solving *solving, size_t first, size_t end)
{
	solving->order = pial_calloc(end - first + 1, sizeof(*solving->order));
	solving->run = pial_calloc(end - first + 1, sizeof(*solving->run));
	plan_runs(solving, first, end);
	pial_crew_run(solving->instance->workers, solving->runs, solve_run, solving);
	free(solving->order);
	free(solving->run);
}

/*
 * Solves what is open: the rows that came in time, then those that are late. *failed is the first
 * component that could not be solved, when the answer is not PIAL_STEP_DONE.
 */
static enum pial_step solve_open(struct pial_instance *instance, const struct pial_memory *memory,
				 size_t *failed)
{
	struct solving solving = { .instance = instance, .memory = memory };
	enum pial_step step = PIAL_STEP_DONE;

	solving.stocks = pial_calloc(instance->workers, sizeof(*solving.stocks));
	solving.scratch = pial_calloc(instance->workers, sizeof(*solving.scratch));
	solving.step = pial_calloc(instance->parts + 1, sizeof(*solving.step));
	for (unsigned w = 0; w < instance->workers; w++) {
		pial_stocks_init(&solving.stocks[w], instance);
		pial_arena_init(&solving.scratch[w]);
	}
	solve_parts(&solving, 0, instance->early);
	solve_parts(&solving, instance->early, instance->parts);
	for (*failed = 0; *failed < instance->parts; ++*failed) {
		step = solving.step[*failed];
		if (step != PIAL_STEP_DONE)
			break;
	}
	for (unsigned w = 0; w < instance->workers; w++) {
		pial_stocks_release(&solving.stocks[w]);
		pial_arena_release(&solving.scratch[w]);
	}
	free(solving.stocks);
	free(solving.scratch);
	free(solving.step);
	return step;
}

/* Solves the week, with pins or without. */
static enum pial_step solve(struct pial_instance *instance, const struct pial_memory *memory,
			    bool with_pins, size_t *failed)
{
	pial_instance_reset(instance, with_pins);
	return solve_open(instance, memory, failed);
}

/* Solves a published week again: what can stay stays, the rest is shared around it. */
static enum pial_step replace(struct pial_instance *instance, const struct pial_memory *memory,
			      size_t *failed)
{
	enum pial_step step;

	pial_instance_reset(instance, true);
	pial_replace_keep(instance);
	step = solve_open(instance, memory, failed);
	if (step != PIAL_STEP_DONE)
		return step;
	pial_replace_rest(instance);
	return solve_open(instance, memory, failed);
}

/* Keeps what pinned pairs get without pins. */
static void keep_computed(struct pial_instance *instance)
{
	for (size_t i = 0; i < instance->pins; i++) {
		struct pial_pin *pin = &instance->pin[i];
		size_t count;
		const struct pial_award *given =
			pial_instance_given(instance, &instance->demand[pin->demand], &count);

		pin->computed = 0;
		for (size_t g = 0; !pin->idle && g < count; g++)
			if (given[g].supply == pin->supply)
				pin->computed = given[g].packs;
	}
}

/* Says that a component cannot be solved, at its first order. */
static bool refuse(const struct pial_instance *instance, size_t part, enum pial_step step,
		   struct pial_diags *diags)
{
	struct pial_pos pos =
		pial_demand_pos(instance, &instance->demand[instance->part[part].demand[0]]);

	return pial_diag_add(diags, &pos, step == PIAL_STEP_RANGE ? PIAL_E_ALLOCATE_RANGE
								  : PIAL_E_ALLOCATE_FAULT);
}

static bool allocate(struct pial_instance *instance, struct pial_allocate_result *result,
		     struct pial_diags *diags)
{
	struct pial_proof *proof = result->proof;
	struct pial_memory memory;
	enum pial_step step = PIAL_STEP_DONE;
	size_t failed;

	if (!pial_pins_find(instance, diags) ||
	    (instance->input->replace && !pial_replace_check(instance, diags)))
		return false;
	pial_memory_init(&memory, instance->input, instance->arena);
	if (instance->pins) {
		step = solve(instance, &memory, false, &failed);
		keep_computed(instance);
	}
	if (proof)
		pial_proof_start(proof);
	if (step == PIAL_STEP_DONE && instance->input->replace)
		step = replace(instance, &memory, &failed);
	else if (step == PIAL_STEP_DONE)
		step = solve(instance, &memory, true, &failed);
	if (step != PIAL_STEP_DONE)
		return refuse(instance, failed, step, diags);
	/* A proof is one of the ideal plan; a published week moves as little as it can instead. */
	if (instance->input->drops && !instance->input->replace && !proof)
		step = pial_drops_apply(instance, instance->input->drops,
					&result->summary.practical, diags);
	if (step != PIAL_STEP_DONE)
		return pial_diag_add(diags, NULL, step == PIAL_STEP_RANGE
							  ? PIAL_E_ALLOCATE_RANGE
							  : PIAL_E_ALLOCATE_FAULT);
	result->summary.components = instance->parts;
	if (!pial_outcome_figures(instance, &result->summary))
		return pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	if (!instance->input->later)
		result->rows = pial_outcome_rows(instance, 0, instance->demands, &result->arena,
						 &result->row);
	pial_outcome_notices(instance, diags);
	return true;
}

/* The same with an instance and an input that live as long as the result. */
static bool allocate_proved(const struct pial_allocate_input *input,
			    struct pial_allocate_result *result, struct pial_diags *diags)
{
	struct pial_proof *proof = pial_proof_new(input);
	bool good = pial_instance_init(&proof->instance, &proof->input, &proof->arena, diags);

	result->proof = proof;
	if (good)
		good = allocate(&proof->instance, result, diags);
	if (good)
		return true;
	pial_proof_free(proof);
	result->proof = NULL;
	result->summary = (struct pial_allocate_summary){ .components = 0 };
	return false;
}

bool pial_allocate(const struct pial_allocate_input *input, struct pial_allocate_result *result,
		   struct pial_diags *diags)
{
	struct pial_solved *solved;
	bool good;

	if (input->prove && !input->replace)
		return allocate_proved(input, result, diags);
	solved = pial_calloc(1, sizeof(*solved));
	solved->input = *input;
	pial_arena_init(&solved->arena);
	good = pial_instance_init(&solved->instance, &solved->input, &solved->arena, diags);
	if (good)
		good = allocate(&solved->instance, result, diags);
	if (!good)
		result->summary = (struct pial_allocate_summary){ .components = 0 };
	if (good && input->later)
		result->solved = solved;
	else
		free_solved(solved);
	return good;
}

/* The order rows of a piece: about as many rows of the table as fit the second cache. */
#define PIECE ((size_t)2048)

size_t pial_allocate_pieces(const struct pial_allocate_result *result)
{
	return result->solved ? (result->solved->instance.demands + PIECE - 1) / PIECE : 0;
}

size_t pial_allocate_piece(const struct pial_allocate_result *result, size_t piece,
			   struct pial_arena *arena, struct pial_allocation **rows)
{
	const struct pial_instance *instance = &result->solved->instance;
	size_t first = piece * PIECE, end = first + PIECE;

	if (end > instance->demands)
		end = instance->demands;
	return pial_outcome_rows(instance, first, end, arena, rows);
}
