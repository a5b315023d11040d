/*
 * Figures change with the arc that changes, so that trying a move costs what the move touches.
 *
 * A copy of the whole plan before each try was rejected: most tries fail, and touch little.
 */
#include "engine/drops_plan.h"

#include <stdlib.h>

#include "base/alloc.h"

#include "base/banned.h"

bool pial_drops_plan_has(const struct pial_drops_plan *plan, uint32_t drop)
{
	return plan->load[drop] > 0 || plan->drops->drop[drop].pinned;
}

bool pial_drops_plan_small(const struct pial_drops_plan *plan, uint32_t drop)
{
	return pial_drops_plan_has(plan, drop) &&
	       plan->value[drop] < plan->drops->drop[drop].least;
}

/* Counts a drop in, or out, of the figures of its visit and of the plan. */
static void count_drop(struct pial_drops_plan *plan, uint32_t drop, int sign)
{
	uint32_t visit = plan->drops->drop[drop].visit;
	int32_t most = plan->drops->visit[visit].most;
	int64_t more = plan->makers[visit] + (sign > 0);

	if (!pial_drops_plan_has(plan, drop))
		return;
	plan->cost.over += more > most ? sign : 0;
	plan->cost.small += pial_drops_plan_small(plan, drop) ? sign : 0;
	plan->cost.drops += sign;
	plan->makers[visit] += sign;
}

static int64_t outside(const struct pial_drops_plan *plan, uint32_t m)
{
	const struct pial_drops_maker *maker = &plan->drops->maker[m];

	if (plan->grams[m] > maker->most)
		return plan->grams[m] - maker->most;
	return plan->grams[m] < maker->least ? maker->least - plan->grams[m] : 0;
}

void pial_drops_plan_init(struct pial_drops_plan *plan, const struct pial_drops_case *drops,
			  struct pial_arena *arena)
{
	*plan = (struct pial_drops_plan){ .drops = drops };
	plan->packs = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(*plan->packs));
	plan->left = pial_arena_zalloc(arena, drops->offers + 1, sizeof(*plan->left));
	plan->need = pial_arena_zalloc(arena, drops->rows + 1, sizeof(*plan->need));
	plan->grams = pial_arena_zalloc(arena, drops->makers + 1, sizeof(*plan->grams));
	plan->load = pial_arena_zalloc(arena, drops->drops + 1, sizeof(*plan->load));
	plan->value = pial_arena_zalloc(arena, drops->drops + 1, sizeof(*plan->value));
	plan->makers = pial_arena_zalloc(arena, drops->visits + 1, sizeof(*plan->makers));
	for (uint32_t o = 0; o < drops->offers; o++)
		plan->left[o] = drops->offer[o].packs;
	for (uint32_t r = 0; r < drops->rows; r++) {
		plan->need[r] = drops->row[r].need;
		plan->missing += drops->row[r].need;
	}
	for (uint32_t m = 0; m < drops->makers; m++)
		plan->outside += outside(plan, m);
	for (uint32_t t = 0; t < drops->drops; t++) {
		plan->value[t] = drops->drop[t].value;
		count_drop(plan, t, 1);
	}
}

void pial_drops_plan_release(struct pial_drops_plan *plan)
{
	free(plan->log);
	plan->log = NULL;
	plan->logged = plan->log_cap = 0;
}

/* A change without a trace in the log. */
static void change(struct pial_drops_plan *plan, uint32_t a, int64_t packs)
{
	const struct pial_drops_arc *arc = &plan->drops->arc[a];
	uint32_t maker = plan->drops->drop[arc->drop].maker;

	count_drop(plan, arc->drop, -1);
	plan->outside -= outside(plan, maker);
	plan->packs[a] += packs;
	plan->left[arc->offer] -= packs;
	plan->need[arc->row] -= packs;
	plan->missing -= packs;
	plan->grams[maker] += packs * arc->mass;
	plan->load[arc->drop] += packs * arc->mass;
	plan->value[arc->drop] += (pial_i128)packs * arc->value;
	plan->cost.way += (pial_i128)packs * arc->way;
	plan->outside += outside(plan, maker);
	count_drop(plan, arc->drop, 1);
}

void pial_drops_plan_add(struct pial_drops_plan *plan, uint32_t arc, int64_t packs)
{
	if (!packs)
		return;
	plan->log = pial_grow(plan->log, plan->logged, &plan->log_cap, sizeof(*plan->log));
	plan->log[plan->logged++] = (struct pial_drops_change){ arc, packs };
	change(plan, arc, packs);
}

void pial_drops_plan_undo(struct pial_drops_plan *plan, size_t mark)
{
	while (plan->logged > mark) {
		const struct pial_drops_change *last = &plan->log[--plan->logged];

		change(plan, last->arc, -last->packs);
	}
}

void pial_drops_plan_keep(struct pial_drops_plan *plan)
{
	plan->logged = 0;
}

void pial_drops_plan_set(struct pial_drops_plan *plan, const int64_t *packs)
{
	for (uint32_t a = 0; a < plan->drops->arcs; a++)
		if (plan->packs[a] != packs[a])
			change(plan, a, packs[a] - plan->packs[a]);
	plan->logged = 0;
}

bool pial_drops_plan_fits(const struct pial_drops_plan *plan)
{
	return !plan->outside && !plan->missing && plan->cost.way <= plan->drops->way_most;
}

static int order(pial_i128 a, pial_i128 b)
{
	return (a > b) - (a < b);
}

int pial_drops_cost_compare(struct pial_drops_cost a, struct pial_drops_cost b, bool no_way)
{
	int result = order(a.over, b.over);

	if (!result)
		result = order(a.small, b.small);
	if (!result)
		result = order(a.drops, b.drops);
	return result || no_way ? result : order(a.way, b.way);
}
