/*
 * Choosing and trying in turn, until nothing is lost. Each time a week joins, the choice is made
 * anew: pairs that were right for fewer weeks are no good beginning.
 *
 * What is left over when steps run out is a good choice with a bound, not proved; it serves every
 * week all the same, since weeks are tried whatever is proved.
 */
#include "engine/rounds.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/drops_fit.h"
#include "engine/drops_plan.h"
#include "engine/drops_search.h"
#include "engine/drops_tree.h"
#include "engine/rounds_case.h"
#include "engine/rounds_week.h"

#include "base/banned.h"

/* Arcs looked at by one search and by one tree. */
#define SEARCH_STEPS UINT64_C(20000000)
#define TREE_STEPS UINT64_C(200000000)
/* Flows spent on the shortest ways through the pairs found. */
#define POLISH_FLOWS 300

struct rounds {
	const struct pial_rounds_input *input;	/* what was asked */
	struct pial_rounds_result *result;	/* being filled */
	struct pial_arena arena;		/* holds the weeks */
	struct pial_rounds_net *net;		/* of each week; in the arena */
	const struct pial_rounds_net **taken;	/* weeks that pairs are chosen for */
	bool *is_taken;				/* of each week */
	bool *open;				/* producers x kitchens: chosen */
	size_t taking;				/* how many in taken */
};

static bool never(void *context)
{
	(void)context;
	return false;
}

static void take(struct rounds *rounds, size_t week)
{
	rounds->taken[rounds->taking++] = &rounds->net[week];
	rounds->is_taken[week] = true;
}

/* Fewer kilogram-kilometres through the same pairs, where the case is small. */
static void polish(struct pial_drops_plan *plan, struct pial_arena *arena)
{
	const struct pial_drops_case *drops = plan->drops;
	uint8_t *state = pial_arena_zalloc(arena, drops->drops + 1, 1);
	struct pial_drops_fit fit;

	if (drops->arcs > PIAL_DROPS_TREE_ARCS)
		return;
	for (uint32_t t = 0; t < drops->drops; t++)
		state[t] = pial_drops_plan_has(plan, t) ? PIAL_DROPS_OPEN : PIAL_DROPS_CLOSED;
	pial_drops_fit_init(&fit, drops, arena);
	(void)!pial_drops_fit_find(&fit, state, plan->cost.way - 1, false, POLISH_FLOWS);
	if (fit.found)
		pial_drops_plan_set(plan, fit.packs);
	pial_drops_fit_release(&fit);
}

/* Chooses pairs for the weeks taken. */
static enum pial_step choose(struct rounds *rounds)
{
	static const struct pial_drops_control control = { .stop = never };
	const struct pial_model *model = rounds->input->model;
	uint64_t steps = rounds->input->steps;
	struct pial_drops_case drops;
	struct pial_drops_plan plan;
	struct pial_drops_proof proof;
	struct pial_arena arena;
	const int64_t *packs;
	const size_t *pair;
	enum pial_step step;
	bool cut = false;

	pial_arena_init(&arena);
	step = pial_rounds_case_init(&drops, model, rounds->taken, rounds->taking, &pair, &packs,
				     &arena);
	if (step == PIAL_STEP_DONE) {
		pial_drops_plan_init(&plan, &drops, &arena);
		pial_drops_plan_set(&plan, packs);
		pial_drops_plan_keep(&plan);
		pial_drops_search(&plan, steps ? steps : SEARCH_STEPS, &control, &arena, &cut);
		pial_drops_prove(&plan, steps ? steps : TREE_STEPS, &control, &arena, &proof);
		polish(&plan, &arena);
		memset(rounds->open, 0, model->producers * model->kitchens);
		for (uint32_t t = 0; t < drops.drops; t++)
			rounds->open[pair[t]] = pial_drops_plan_has(&plan, t);
		rounds->result->least = proof.least;
		rounds->result->proved = proof.proved;
		pial_drops_plan_release(&plan);
	}
	pial_arena_release(&arena);
	return step;
}

/* The week that loses the most through the chosen pairs; weeks when none loses anything. */
static size_t worst_week(const struct rounds *rounds)
{
	size_t worst = rounds->input->weeks;
	int64_t most = 0;

	for (size_t w = 0; w < rounds->input->weeks; w++) {
		int64_t lost;

		if (rounds->is_taken[w])
			continue;
		lost = pial_rounds_net_lost(&rounds->net[w], rounds->open,
					    rounds->input->model->kitchens);
		if (lost > most) {
			most = lost;
			worst = w;
		}
	}
	return worst;
}

/* The week of most needs, the first of them; weeks when none has any. */
static size_t first_week(const struct rounds *rounds)
{
	size_t first = rounds->input->weeks;
	uint32_t most = 0;

	for (size_t w = 0; w < rounds->input->weeks; w++)
		if (rounds->net[w].rows > most) {
			most = rounds->net[w].rows;
			first = w;
		}
	return first;
}

static enum pial_step choose_all(struct rounds *rounds)
{
	size_t week = first_week(rounds);
	enum pial_step step = PIAL_STEP_DONE;

	rounds->result->proved = true;
	while (step == PIAL_STEP_DONE && week < rounds->input->weeks) {
		take(rounds, week);
		step = choose(rounds);
		week = worst_week(rounds);
	}
	rounds->result->chosen_for = rounds->taking;
	return step;
}

/* ---- The answer ---- */

/* Counts what is wanted and served, and the pairs that could carry something in some week. */
static void count(struct rounds *rounds)
{
	size_t kitchens = rounds->input->model->kitchens;
	struct pial_rounds_result *result = rounds->result;
	bool *could = pial_calloc(rounds->input->model->producers * kitchens + 1, sizeof(*could));

	for (size_t w = 0; w < rounds->input->weeks; w++) {
		const struct pial_rounds_net *net = &rounds->net[w];

		result->wanted += net->wanted;
		for (uint32_t r = 0; r < net->rows; r++)
			result->served += net->row[r].need;
		for (uint32_t a = 0; a < net->arcs; a++) {
			const struct pial_rounds_row *row = &net->row[net->arc[a].row];
			const struct pial_rounds_offer *offer = &net->offer[net->arc[a].offer];
			bool *pair = &could[offer->producer * kitchens + row->kitchen];

			if (row->need && offer->packs && !*pair) {
				*pair = true;
				result->possible++;
			}
		}
	}
	free(could);
}

/* Producers and kitchens are sorted by id in the model, so pairs come out sorted. */
static void put(struct rounds *rounds)
{
	const struct pial_model *model = rounds->input->model;
	struct pial_rounds_result *result = rounds->result;

	result->pair = pial_arena_zalloc(&result->arena, model->producers * model->kitchens + 1,
					 sizeof(*result->pair));
	for (size_t p = 0; p < model->producers; p++)
		for (size_t k = 0; k < model->kitchens; k++)
			if (rounds->open[p * model->kitchens + k])
				result->pair[result->pairs++] = (struct pial_rounds_pair){
					model->producer[p].id, model->kitchen[k].id };
}

static bool make_nets(struct rounds *rounds, struct pial_diags *diags)
{
	struct pial_diags quiet;
	bool ok = true;

	/* The notices of fifty weeks that are only imagined would hide what matters. */
	pial_diags_init(&quiet);
	for (size_t w = 0; w < rounds->input->weeks; w++) {
		const struct pial_rounds_week *week = &rounds->input->week[w];
		struct pial_rounds_net *net = &rounds->net[w];

		pial_diags_clear(&quiet);
		if (pial_rounds_net_init(net, rounds->input, week, &rounds->arena, &quiet))
			continue;
		ok = pial_rounds_net_init(net, rounds->input, week, &rounds->arena, diags) && ok;
	}
	pial_diags_release(&quiet);
	return ok;
}

void pial_rounds_result_init(struct pial_rounds_result *result)
{
	memset(result, 0, sizeof(*result));
	pial_arena_init(&result->arena);
}

void pial_rounds_result_release(struct pial_rounds_result *result)
{
	pial_arena_release(&result->arena);
	memset(result, 0, sizeof(*result));
}

bool pial_rounds_choose(const struct pial_rounds_input *input, struct pial_rounds_result *result,
			struct pial_diags *diags)
{
	struct rounds rounds = { .input = input, .result = result };
	size_t cells = input->model->producers * input->model->kitchens + 1;
	bool ok;

	pial_arena_init(&rounds.arena);
	rounds.net = pial_arena_zalloc(&rounds.arena, input->weeks + 1, sizeof(*rounds.net));
	rounds.taken = pial_arena_zalloc(&rounds.arena, input->weeks + 1, sizeof(*rounds.taken));
	rounds.is_taken = pial_arena_zalloc(&rounds.arena, input->weeks + 1, sizeof(bool));
	rounds.open = pial_arena_zalloc(&rounds.arena, cells, sizeof(bool));
	ok = make_nets(&rounds, diags);
	if (ok && choose_all(&rounds) != PIAL_STEP_DONE)
		ok = pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	if (ok) {
		count(&rounds);
		put(&rounds);
	}
	pial_arena_release(&rounds.arena);
	return ok;
}
