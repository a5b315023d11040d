/*
 * The search gives a good plan at once, the tree proves it or finds a better one; last, among the
 * plans through the same drops, the one of fewest kilogram-kilometres, then the nearest to the
 * ideal, as far as whole packs allow.
 *
 * All is counted in steps, so that the same book gives the same plan on every machine; a clock can
 * only stop it sooner, which is said.
 */
#include "engine/drops.h"

#include <string.h>

#include "engine/drops_case.h"
#include "engine/drops_fit.h"
#include "engine/drops_plan.h"
#include "engine/drops_search.h"
#include "engine/drops_tree.h"

#include "base/banned.h"

/* Arcs looked at by the search and by the tree; some seconds each. */
#define SEARCH_STEPS UINT64_C(500000000)
#define TREE_STEPS UINT64_C(500000000)
/* Flows spent on the shortest ways through the drops found. */
#define POLISH_FLOWS 300

static void start(struct pial_drops_plan *plan)
{
	for (uint32_t a = 0; a < plan->drops->arcs; a++) {
		uint32_t link = plan->drops->arc[a].link;

		pial_drops_plan_add(plan, a, plan->drops->instance->link[link].packs);
	}
	pial_drops_plan_keep(plan);
}

/* Fewer kilogram-kilometres through the same drops, where the case is small. */
static void polish(struct pial_drops_plan *plan, struct pial_arena *arena)
{
	const struct pial_drops_case *drops = plan->drops;
	uint8_t *state = pial_arena_zalloc(arena, drops->drops + 1, 1);
	struct pial_drops_fit fit;

	if (drops->arcs > PIAL_DROPS_TREE_ARCS)
		return;
	for (uint32_t t = 0; t < drops->drops; t++) {
		state[t] = PIAL_DROPS_CLOSED;
		if (pial_drops_plan_has(plan, t))
			state[t] = pial_drops_plan_small(plan, t) ? PIAL_DROPS_SMALL
								  : PIAL_DROPS_OPEN;
	}
	pial_drops_fit_init(&fit, drops, arena);
	(void)!pial_drops_fit_find(&fit, state, plan->cost.way - 1, false, POLISH_FLOWS);
	if (fit.found)
		pial_drops_plan_set(plan, fit.packs);
	pial_drops_fit_release(&fit);
}

static void put(struct pial_instance *instance, const struct pial_drops_plan *plan)
{
	for (uint32_t a = 0; a < plan->drops->arcs; a++) {
		instance->link[plan->drops->arc[a].link].packs = plan->packs[a];
	}
	pial_instance_give_all(instance);
}

/* Grams over grams in millionths, down. */
static int64_t share_of(int64_t grams, int64_t ideal)
{
	return (int64_t)((pial_i128)grams * 1000000 / ideal);
}

/* The producers whose weeks lose and gain the most beside the ideal. */
static void figure_shares(const struct pial_drops_plan *plan, struct pial_drops_figures *figures)
{
	figures->lowest = figures->highest = 1000000;
	for (uint32_t m = 0; m < plan->drops->makers; m++) {
		const struct pial_drops_maker *maker = &plan->drops->maker[m];
		int64_t share;

		if (!maker->ideal)
			continue;
		share = share_of(plan->grams[m] + maker->fixed, maker->ideal);
		if (share < figures->lowest) {
			figures->lowest = share;
			figures->loses = maker->producer->id;
		}
		if (share > figures->highest) {
			figures->highest = share;
			figures->gains = maker->producer->id;
		}
	}
}

/* A row, or a pinned pair, of a drop. */
static const struct pial_demand *demand_of(const struct pial_drops_plan *plan, uint32_t drop)
{
	const struct pial_instance *instance = plan->drops->instance;
	const struct pial_drops_drop *d = &plan->drops->drop[drop];

	for (uint32_t i = d->first; i < d->first + d->count; i++) {
		const struct pial_drops_arc *arc = &plan->drops->arc[plan->drops->by_drop[i]];

		if (plan->packs[plan->drops->by_drop[i]] || i + 1 == d->first + d->count)
			return &instance->demand[instance->link[arc->link].demand];
	}
	return NULL;
}

/* Where a drop is, for people: the kitchen, or the hub. */
static const char *place_name(const struct pial_drops_plan *plan, const struct pial_demand *demand)
{
	const struct pial_model *model = plan->drops->instance->input->model;

	if (model->policy.hub.name.n)
		return pial_model_text(model, model->policy.hub.name.n);
	return pial_model_text(model, pial_demand_kitchen(plan->drops->instance, demand)->id.n);
}

static void say_small(const struct pial_drops_plan *plan, struct pial_diags *diags)
{
	const struct pial_drops_case *drops = plan->drops;
	const struct pial_model *model = drops->instance->input->model;

	for (uint32_t t = 0; t < drops->drops; t++) {
		const struct pial_demand *demand = demand_of(plan, t);
		struct pial_producer_id producer;

		if (!demand || drops->drop[t].pinned || !pial_drops_plan_small(plan, t))
			continue;
		producer = drops->maker[drops->drop[t].maker].producer->id;
		(void)pial_diag_add(diags, NULL, PIAL_N_DROPS_SMALL,
				    pial_model_text(model, producer.n),
				    place_name(plan, demand), (int64_t)demand->day.n,
				    (int64_t)((plan->value[t] + 50000) / 100000),
				    drops->drop[t].least / 100000);
	}
}

static void say_over(const struct pial_drops_plan *plan, struct pial_diags *diags)
{
	const struct pial_drops_case *drops = plan->drops;

	for (uint32_t v = 0; v < drops->visits; v++) {
		const struct pial_drops_visit *visit = &drops->visit[v];
		const struct pial_demand *demand = NULL;

		if (plan->makers[v] <= visit->most)
			continue;
		for (uint32_t t = visit->first; !demand && t < visit->first + visit->count; t++)
			demand = demand_of(plan, t);
		if (demand)
			(void)pial_diag_add(diags, NULL, PIAL_N_DROPS_OVER,
					    place_name(plan, demand),
					    (int64_t)demand->day.n, plan->makers[v],
					    (int64_t)visit->most);
	}
}

/* Searches and proves; a plan that saves nothing gives way to the ideal. */
static void find(struct pial_drops_plan *plan, const struct pial_drops_control *control,
		 struct pial_drops_figures *figures, struct pial_arena *arena)
{
	const struct pial_drops_case *drops = plan->drops;
	struct pial_drops_cost ideal = plan->cost;
	int64_t *packs = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(*packs));
	struct pial_drops_proof proof;
	bool cut = false;

	memcpy(packs, plan->packs, drops->arcs * sizeof(*packs));
	pial_drops_search(plan, SEARCH_STEPS, control, arena, &cut);
	pial_drops_prove(plan, TREE_STEPS, control, arena, &proof);
	figures->same = pial_drops_cost_compare(plan->cost, ideal, true) >= 0;
	if (figures->same)
		pial_drops_plan_set(plan, packs);
	else
		polish(plan, arena);
	figures->cut = cut || proof.cut;
	figures->drops = plan->cost.drops;
	figures->ideal_drops = ideal.drops;
	figures->least = proof.least;
	figures->proved = proof.proved;
	figures->way = plan->cost.way + drops->way_fixed;
	figures->ideal_way = ideal.way + drops->way_fixed;
	figures->way_most = drops->way_most + drops->way_fixed;
	figure_shares(plan, figures);
}

enum pial_step pial_drops_apply(struct pial_instance *instance,
				const struct pial_drops_control *control,
				struct pial_drops_figures *figures, struct pial_diags *diags)
{
	struct pial_arena arena;
	struct pial_drops_case drops;
	struct pial_drops_plan plan;
	enum pial_step step;

	pial_arena_init(&arena);
	*figures = (struct pial_drops_figures){ .asked = true };
	pial_instance_link_all(instance);
	step = pial_drops_case_init(&drops, instance, &arena);
	if (step == PIAL_STEP_DONE) {
		pial_drops_plan_init(&plan, &drops, &arena);
		start(&plan);
		if (!pial_drops_plan_fits(&plan))
			step = PIAL_STEP_FAULT;
		else
			find(&plan, control, figures, &arena);
		if (step == PIAL_STEP_DONE && !control->figures_only) {
			put(instance, &plan);
			say_small(&plan, diags);
			say_over(&plan, diags);
		}
		pial_drops_plan_release(&plan);
	}
	pial_arena_release(&arena);
	return step;
}
