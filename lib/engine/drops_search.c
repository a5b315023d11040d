/*
 * Closing (the smallest drops first) never makes a plan worse. Shaking closes a few drops of a
 * visit while others may open, then closes again what can be; a worse plan is given up. Numbers
 * drawn come from a fixed seed: the search is the same everywhere.
 */
#include "engine/drops_search.h"

#include <stdlib.h>
#include <string.h>

#include "engine/drops_move.h"

#include "base/banned.h"

/*
 * Metres that a pack's gram counts for when it opens a drop: a detour over what is there is
 * better.
 */
#define OPENING 200000

/* A drop with what it carries. */
struct loaded {
	int64_t load;		/* grams */
	uint32_t drop;		/* which */
};

struct search {
	const struct pial_drops_case *drops;	/* what is searched */
	struct pial_drops_plan *plan;		/* the best so far, or being changed */
	struct pial_drops_mover mover;		/* changes it */
	struct loaded *order;			/* drops by load */
	int64_t *best;				/* packs of the best plan */
	uint64_t steps;				/* to be used at most */
	uint64_t random;			/* state of the generator */
	const struct pial_drops_control *control;	/* says when to stop */
	bool cut;				/* it did */
};

static int by_load(const void *left, const void *right)
{
	const struct loaded *a = left, *b = right;

	if (a->load != b->load)
		return a->load < b->load ? -1 : 1;
	return (a->drop > b->drop) - (a->drop < b->drop);
}

static bool over(struct search *s)
{
	if (!s->cut && s->control->stop)
		s->cut = s->control->stop(s->control->context);
	return s->cut || s->mover.steps >= s->steps;
}

/* Keeps a change that fits and is better, else undoes it. */
static bool settle(struct search *s, bool done, struct pial_drops_cost before)
{
	if (done && pial_drops_plan_fits(s->plan) &&
	    pial_drops_cost_compare(s->plan->cost, before, false) < 0)
		return true;
	return false;
}

/* Tries to close, or to fill, a drop. */
static bool improve(struct search *s, uint32_t drop)
{
	struct pial_drops_cost before = s->plan->cost;
	size_t mark = s->plan->logged;

	if (!pial_drops_plan_has(s->plan, drop))
		return false;
	if (!s->drops->drop[drop].pinned &&
	    settle(s, pial_drops_close(&s->mover, drop), before))
		return true;
	pial_drops_plan_undo(s->plan, mark);
	if (pial_drops_plan_small(s->plan, drop) &&
	    settle(s, pial_drops_fill(&s->mover, drop), before))
		return true;
	pial_drops_plan_undo(s->plan, mark);
	return false;
}

/* Closes drops, the smallest first, as long as one can be. */
static void close_all(struct search *s)
{
	bool better = true;

	while (better && !over(s)) {
		uint32_t count = 0;

		better = false;
		for (uint32_t t = 0; t < s->drops->drops; t++)
			if (pial_drops_plan_has(s->plan, t))
				s->order[count++] = (struct loaded){ s->plan->load[t], t };
		if (count)
			qsort(s->order, count, sizeof(*s->order), by_load);
		for (uint32_t i = 0; i < count && !over(s); i++)
			better |= improve(s, s->order[i].drop);
	}
}

/* A number below most, by the generator of Marsaglia ("Xorshift RNGs", 2003). */
static uint32_t draw(struct search *s, uint32_t most)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	return (uint32_t)((s->random >> 32) * most >> 32);
}

/* Closes some drops of a visit while others may open; the plan may get worse, and still fits. */
static void shake(struct search *s)
{
	const struct pial_drops_visit *visit = &s->drops->visit[draw(s, s->drops->visits)];
	uint32_t tries = 1 + draw(s, 3);

	for (uint32_t i = 0; i < tries; i++) {
		uint32_t drop = visit->first + draw(s, visit->count);
		size_t mark = s->plan->logged;

		if (!pial_drops_plan_has(s->plan, drop) || s->drops->drop[drop].pinned)
			continue;
		s->mover.open = (pial_i128)OPENING * (s->plan->load[drop] / 4 + 1);
		if (!pial_drops_close(&s->mover, drop))
			pial_drops_plan_undo(s->plan, mark);
		s->mover.open = -1;
	}
}

void pial_drops_search(struct pial_drops_plan *plan, uint64_t steps,
		       const struct pial_drops_control *control, struct pial_arena *arena,
		       bool *cut)
{
	struct search s = { .drops = plan->drops, .plan = plan, .steps = steps,
			    .random = UINT64_C(0x9e3779b97f4a7c15), .control = control };
	size_t size = plan->drops->arcs * sizeof(*s.best);
	struct pial_drops_cost best;
	uint64_t idle = 0, patience;

	pial_drops_mover_init(&s.mover, plan, arena);
	s.order = pial_arena_zalloc(arena, plan->drops->drops + 1, sizeof(*s.order));
	s.best = pial_arena_zalloc(arena, plan->drops->arcs + 1, sizeof(*s.best));
	close_all(&s);
	pial_drops_plan_keep(plan);
	patience = 20 * (uint64_t)plan->drops->drops + 100;
	best = plan->cost;
	memcpy(s.best, plan->packs, size);
	while (plan->drops->visits && idle++ < patience && !over(&s)) {
		struct pial_drops_cost before = plan->cost;

		shake(&s);
		if (plan->logged)
			close_all(&s);
		/* As many drops another way is a step, too: the next may save one. */
		if (pial_drops_cost_compare(plan->cost, before, true) > 0)
			pial_drops_plan_undo(plan, 0);
		pial_drops_plan_keep(plan);
		if (pial_drops_cost_compare(plan->cost, best, true) < 0)
			idle = 0;
		if (pial_drops_cost_compare(plan->cost, best, false) < 0) {
			best = plan->cost;
			memcpy(s.best, plan->packs, size);
		}
	}
	pial_drops_plan_set(plan, s.best);
	*cut |= s.cut;
}
