/*
 * Union-find over the allowed pairs as they come, kitchen by kitchen, then two passes that count
 * and place.
 *
 * Workers join side by side in one forest. A root is only ever put under a smaller one, by one
 * atomic exchange that fails when somebody was quicker; so the root of a set is its smallest node
 * whoever joined what first, and every number given below depends on the sorted instance alone
 * (Anderson and Woll 1991, without ranks: sets of pairs are flat enough).
 */
#include "engine/parts.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "engine/visit.h"

#include "base/banned.h"

/* Kitchens that a worker takes at once. */
#define BATCH 64

/* What the workers share. Nodes of the forest are rows, then offers. */
struct joining {
	struct pial_instance *instance;	/* whose pairs */
	struct pial_market market;	/* its offers */
	struct pial_visit *visit;	/* one for each worker */
	_Atomic uint32_t *up;		/* node to the one above it */
	uint32_t *count;		/* pairs of a row */
	bool late;			/* which rows are joined */
	bool first;			/* pairs are counted, too */
};

static uint32_t above(const struct joining *joining, uint32_t v)
{
	return atomic_load_explicit(&joining->up[v], memory_order_relaxed);
}

static uint32_t root_of(const struct joining *joining, uint32_t v)
{
	for (;;) {
		uint32_t up = above(joining, v), top = above(joining, up);

		if (up == top)
			return up;
		/* What was above a node stays above it: a later write does no harm. */
		atomic_store_explicit(&joining->up[v], top, memory_order_relaxed);
		v = top;
	}
}

/* Joins two sets; returns the root of both. */
static uint32_t join(const struct joining *joining, uint32_t a, uint32_t b)
{
	for (;;) {
		uint32_t low, high;

		a = root_of(joining, a);
		b = root_of(joining, b);
		if (a == b)
			return a;
		low = a < b ? a : b;
		high = a < b ? b : a;
		if (atomic_compare_exchange_weak_explicit(&joining->up[high], &(uint32_t){ high },
							  low, memory_order_relaxed,
							  memory_order_relaxed))
			return low;
	}
}

/* Joins the rows of a kitchen with their offers. */
static void join_kitchen(struct joining *joining, struct pial_visit *visit, uint32_t kitchen)
{
	struct pial_instance *instance = joining->instance;

	pial_visit_kitchen(visit, kitchen);
	for (size_t i = 0; i < visit->pairs; i++) {
		struct pial_encounter pair = visit->pair[i];
		const struct pial_demand *demand = &instance->demand[pair.demand];

		if (joining->first)
			joining->count[pair.demand]++;
		if (demand->late == joining->late)
			(void)join(joining, pair.demand,
				   (uint32_t)instance->demands + pair.supply);
	}
}

static void join_batch(void *context, unsigned worker, size_t batch)
{
	struct joining *joining = context;
	size_t kitchens = joining->instance->input->model->kitchens;
	size_t end = (batch + 1) * BATCH < kitchens ? (batch + 1) * BATCH : kitchens;

	for (size_t k = batch * BATCH; k < end; k++)
		join_kitchen(joining, &joining->visit[worker], (uint32_t)k);
}

/* Joins all rows of one kind, and marks the offers that any of them can have. */
static void join_all(struct joining *joining)
{
	struct pial_instance *instance = joining->instance;
	size_t nodes = instance->demands + instance->supplies;
	size_t kitchens = instance->input->model->kitchens;

	for (size_t v = 0; v < nodes; v++)
		atomic_init(&joining->up[v], (uint32_t)v);
	pial_crew_run(instance->workers, (kitchens + BATCH - 1) / BATCH, join_batch, joining);
	for (size_t s = 0; s < instance->supplies; s++)
		if (root_of(joining, (uint32_t)(instance->demands + s)) < instance->demands)
			instance->supply[s].reached = true;
}

/* Numbers the components of the rows joined last, from *parts on, and gives rows theirs. */
static void number_rows(const struct joining *joining, size_t *parts)
{
	struct pial_instance *instance = joining->instance;

	for (uint32_t d = 0; d < instance->demands; d++) {
		struct pial_demand *demand = &instance->demand[d];
		uint32_t root;

		if (demand->late != joining->late || !joining->count[d])
			continue;
		root = root_of(joining, d);
		demand->part = root == d ? (uint32_t)(*parts)++ : instance->demand[root].part;
	}
}

/* Component of an offer among those of the rows joined last, or PIAL_NOWHERE. */
static uint32_t part_of(const struct joining *joining, size_t supply)
{
	const struct pial_instance *instance = joining->instance;
	uint32_t root = root_of(joining, (uint32_t)(instance->demands + supply));

	return root < instance->demands ? instance->demand[root].part : PIAL_NOWHERE;
}

/* Puts a value in a list that lies in member. */
static void put(uint32_t *member, const uint32_t *list, size_t place, uint32_t value)
{
	member[(size_t)(list - member) + place] = value;
}

/* Adds the rows joined last, and their offers, to the components numbered from first on. */
static void fill_parts(const struct joining *joining, size_t first, size_t parts)
{
	struct pial_instance *instance = joining->instance;
	uint32_t *member, *next;

	for (size_t d = 0; d < instance->demands; d++) {
		struct pial_demand *demand = &instance->demand[d];

		if (demand->part == PIAL_NOWHERE || demand->late != joining->late)
			continue;
		demand->local = (uint32_t)instance->part[demand->part].demands++;
		instance->part[demand->part].pairs += joining->count[d];
		instance->part[demand->part].family = instance->families.of[demand->product];
	}
	for (size_t s = 0; s < instance->supplies; s++)
		if (part_of(joining, s) != PIAL_NOWHERE)
			instance->part[part_of(joining, s)].supplies++;
	member = pial_arena_zalloc(instance->arena, instance->demands + instance->supplies + 1,
				   sizeof(*member));
	next = member;
	for (size_t p = first; p < parts; p++) {
		struct pial_part *part = &instance->part[p];

		part->demand = next;
		next += part->demands;
		part->supply = next;
		next += part->supplies;
		part->demands = part->supplies = 0;
	}
	for (uint32_t d = 0; d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];

		if (demand->part != PIAL_NOWHERE && demand->late == joining->late)
			put(member, instance->part[demand->part].demand,
			    instance->part[demand->part].demands++, d);
	}
	for (uint32_t s = 0; s < instance->supplies; s++) {
		uint32_t p = part_of(joining, s);

		if (p != PIAL_NOWHERE)
			put(member, instance->part[p].supply, instance->part[p].supplies++, s);
	}
}

static int by_stranger(const void *left, const void *right)
{
	const struct pial_stranger *a = left, *b = right;

	if (a->producer != b->producer)
		return a->producer < b->producer ? -1 : 1;
	return (a->kitchen > b->kitchen) - (a->kitchen < b->kitchen);
}

/* Each pair of unknown distance once, in order, from all workers. */
static void gather_strangers(struct pial_instance *instance, const struct pial_visit *visit)
{
	size_t count = 0, kept = 0;

	for (unsigned w = 0; w < instance->workers; w++)
		count += visit[w].strangers;
	free(instance->stranger);
	instance->stranger = NULL;
	instance->strangers = 0;
	if (!count)
		return;
	instance->stranger = pial_calloc(count, sizeof(*instance->stranger));
	count = 0;
	for (unsigned w = 0; w < instance->workers; w++)
		for (size_t i = 0; i < visit[w].strangers; i++)
			instance->stranger[count++] = visit[w].stranger[i];
	qsort(instance->stranger, count, sizeof(*instance->stranger), by_stranger);
	for (size_t i = 0; i < count; i++)
		if (!kept || by_stranger(&instance->stranger[kept - 1], &instance->stranger[i]))
			instance->stranger[kept++] = instance->stranger[i];
	instance->strangers = kept;
}

/* Joins the rows that came in time and counts all pairs, then joins those that are late. */
static void find(struct joining *joining)
{
	struct pial_instance *instance = joining->instance;
	struct pial_part *early;
	bool lates = false;
	size_t parts = 0;

	for (size_t d = 0; d < instance->demands; d++) {
		instance->demand[d].part = PIAL_NOWHERE;
		lates |= instance->demand[d].late;
	}
	joining->first = true;
	join_all(joining);
	gather_strangers(instance, joining->visit);
	number_rows(joining, &parts);
	instance->early = parts;
	instance->part = pial_arena_zalloc(instance->arena, parts + 1, sizeof(*instance->part));
	fill_parts(joining, 0, parts);
	instance->parts = parts;
	if (!lates)
		return;
	joining->first = false;
	joining->late = true;
	join_all(joining);
	number_rows(joining, &parts);
	early = instance->part;
	instance->part = pial_arena_zalloc(instance->arena, parts + 1, sizeof(*instance->part));
	memcpy(instance->part, early, instance->early * sizeof(*early));
	fill_parts(joining, instance->early, parts);
	instance->parts = parts;
}

void pial_parts_find(struct pial_instance *instance)
{
	struct joining joining = { .instance = instance };

	pial_market_init(&joining.market, instance);
	joining.up = pial_calloc(instance->demands + instance->supplies + 1, sizeof(*joining.up));
	joining.count = pial_calloc(instance->demands + 1, sizeof(*joining.count));
	joining.visit = pial_calloc(instance->workers, sizeof(*joining.visit));
	for (unsigned w = 0; w < instance->workers; w++)
		pial_visit_init(&joining.visit[w], instance, &joining.market);
	find(&joining);
	for (unsigned w = 0; w < instance->workers; w++)
		pial_visit_release(&joining.visit[w]);
	pial_market_release(&joining.market);
	free(joining.visit);
	free(joining.up);
	free(joining.count);
}
