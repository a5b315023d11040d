/*
 * Union-find over the offers, as kitchen after kitchen shows which of them meet in one row, then
 * two passes over the rows that count and place.
 *
 * Rows need no nodes of their own: each remembers one offer that may serve it, and pulls the others
 * to that one. The forest is then small enough for a near cache, and most pairs only see that their
 * offer is where it belongs. Workers join side by side in one forest. A root is only ever put under
 * a smaller one, by one atomic exchange that fails when somebody was quicker, so whoever joined
 * what first, the sets are the same (Anderson and Woll 1991, without ranks: sets of pairs are flat
 * enough). Components are numbered by their first rows, of the sorted instance.
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

/* What is known of a component before it has its lists. */
struct tally {
	uint32_t rows;			/* of those joined last */
	uint32_t family;		/* of its products */
	size_t pairs;			/* of these rows */
};

/* What the workers share. */
struct joining {
	struct pial_instance *instance;	/* whose pairs */
	struct pial_market market;	/* its offers */
	struct pial_visit *visit;	/* one for each worker */
	_Atomic uint32_t *up;		/* offer to the one above it */
	uint32_t *met;			/* row to an offer of its set, or PIAL_NOWHERE */
	uint32_t *count;		/* pairs of a row */
	uint32_t *part;			/* offer that is a root to its component */
	struct tally *tally;		/* of components, by number */
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

/* Joins an offer with those that a row has met. */
static void meet(struct joining *joining, uint32_t row, uint32_t offer)
{
	uint32_t met = joining->met[row];

	if (met == PIAL_NOWHERE)
		joining->met[row] = root_of(joining, offer);
	else if (above(joining, offer) != met)
		joining->met[row] = join(joining, met, offer);
}

/* Joins the offers that meet in the rows of a kitchen. */
static void join_kitchen(struct joining *joining, struct pial_visit *visit, uint32_t kitchen)
{
	const struct pial_instance *instance = joining->instance;

	pial_visit_kitchen(visit, kitchen);
	for (size_t i = 0; i < visit->pairs; i++) {
		struct pial_encounter pair = visit->pair[i];

		joining->count[pair.demand] += joining->first;
		if (instance->demand[pair.demand].late == joining->late)
			meet(joining, pair.demand, pair.supply);
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

/* Joins all offers that meet in rows of one kind. */
static void join_all(struct joining *joining)
{
	const struct pial_instance *instance = joining->instance;
	size_t kitchens = instance->input->model->kitchens;

	for (size_t s = 0; s < instance->supplies; s++)
		atomic_init(&joining->up[s], (uint32_t)s);
	memset(joining->met, 0xff, instance->demands * sizeof(*joining->met));
	pial_crew_run(instance->workers, (kitchens + BATCH - 1) / BATCH, join_batch, joining);
}

/* Component of an offer among those of the rows joined last, or PIAL_NOWHERE. */
static uint32_t part_of(const struct joining *joining, size_t supply)
{
	return joining->part[root_of(joining, (uint32_t)supply)];
}

/*
 * Numbers the components of the rows joined last, from *parts on, gives rows theirs, and marks the
 * offers that any of them can have.
 */
static void number_rows(const struct joining *joining, size_t *parts)
{
	struct pial_instance *instance = joining->instance;

	memset(joining->part, 0xff, instance->supplies * sizeof(*joining->part));
	for (size_t d = 0; d < instance->demands; d++) {
		struct pial_demand *demand = &instance->demand[d];
		uint32_t *part;

		if (joining->first)
			demand->part = PIAL_NOWHERE;
		if (joining->met[d] == PIAL_NOWHERE)
			continue;
		part = &joining->part[root_of(joining, joining->met[d])];
		if (*part == PIAL_NOWHERE) {
			*part = (uint32_t)(*parts)++;
			joining->tally[*part] = (struct tally){
				.family = instance->families.of[demand->product] };
		}
		demand->part = *part;
		demand->local = joining->tally[*part].rows++;
		joining->tally[*part].pairs += joining->count[d];
	}
	for (size_t s = 0; s < instance->supplies; s++)
		if (part_of(joining, s) != PIAL_NOWHERE)
			instance->supply[s].reached = true;
}

/* Rows that a worker places at once. */
#define BLOCK ((size_t)16384)

/* Rows being put in the lists of their components. */
struct placing {
	const struct joining *joining;	/* which */
	uint32_t *member;		/* the lists, side by side */
};

static void place_block(void *context, unsigned worker, size_t block)
{
	const struct placing *placing = context;
	const struct joining *joining = placing->joining;
	const struct pial_instance *instance = joining->instance;
	size_t end = (block + 1) * BLOCK;

	(void)worker;
	for (size_t d = block * BLOCK; d < end && d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];
		const uint32_t *list;

		if (joining->met[d] == PIAL_NOWHERE)
			continue;
		list = instance->part[demand->part].demand;
		placing->member[(size_t)(list - placing->member) + demand->local] = (uint32_t)d;
	}
}

/* Adds the rows joined last, and their offers, to the components numbered from first on. */
static void fill_parts(const struct joining *joining, size_t first, size_t parts)
{
	struct pial_instance *instance = joining->instance;
	struct placing placing = { .joining = joining };
	uint32_t *next;

	for (size_t s = 0; s < instance->supplies; s++)
		if (part_of(joining, s) != PIAL_NOWHERE)
			instance->part[part_of(joining, s)].supplies++;
	placing.member = pial_arena_alloc(instance->arena, (instance->demands +
				instance->supplies + 1) * sizeof(*placing.member));
	next = placing.member;
	for (size_t p = first; p < parts; p++) {
		struct pial_part *part = &instance->part[p];

		part->family = joining->tally[p].family;
		part->pairs = joining->tally[p].pairs;
		part->demands = joining->tally[p].rows;
		part->demand = next;
		next += part->demands;
		part->supply = next;
		next += part->supplies;
		part->supplies = 0;
	}
	pial_crew_run(instance->workers, (instance->demands + BLOCK - 1) / BLOCK, place_block,
		      &placing);
	for (uint32_t s = 0; s < instance->supplies; s++) {
		struct pial_part *part;

		if (part_of(joining, s) == PIAL_NOWHERE)
			continue;
		part = &instance->part[part_of(joining, s)];
		placing.member[(size_t)(part->supply - placing.member) + part->supplies++] = s;
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

/* True when some rows came late. */
static bool has_lates(const struct pial_instance *instance)
{
	for (size_t d = 0; instance->input->published && d < instance->demands; d++)
		if (instance->demand[d].late)
			return true;
	return false;
}

/* Joins the rows that came in time and counts all pairs, then joins those that are late. */
static void find(struct joining *joining)
{
	struct pial_instance *instance = joining->instance;
	struct pial_part *early;
	size_t parts = 0;

	joining->first = true;
	join_all(joining);
	gather_strangers(instance, joining->visit);
	number_rows(joining, &parts);
	instance->early = parts;
	instance->part = pial_arena_zalloc(instance->arena, parts + 1, sizeof(*instance->part));
	fill_parts(joining, 0, parts);
	instance->parts = parts;
	if (!has_lates(instance))
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
	joining.up = pial_calloc(instance->supplies + 1, sizeof(*joining.up));
	joining.part = pial_calloc(instance->supplies + 1, sizeof(*joining.part));
	/* Rows that came late may have components of their own. */
	joining.tally = pial_calloc(2 * instance->supplies + 1, sizeof(*joining.tally));
	joining.met = pial_calloc(instance->demands + 1, sizeof(*joining.met));
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
	free(joining.part);
	free(joining.tally);
	free(joining.met);
	free(joining.count);
}
