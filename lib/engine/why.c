/*
 * Walks over the residual network of the packs.
 *
 * A row that is not full could take from every offer allowed to it; an offer that is used up could
 * free what it gives to others. What this walk reaches is closed, and nothing smaller is. Rows that
 * came late are a world of their own: what was given before them does not move.
 */
#include "engine/why.h"

#include <stdlib.h>

#include "base/banned.h"

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Lists links by offer: counting sort, so that each offer's are in order of rows. */
static void index_links(struct pial_why *why)
{
	const struct pial_instance *instance = why->instance;
	uint32_t *at = pial_arena_zalloc(why->arena, instance->supplies + 1, sizeof(*at));

	for (size_t l = 0; l < instance->links; l++)
		why->first[instance->link[l].supply + 1]++;
	for (size_t s = 0; s < instance->supplies; s++) {
		why->first[s + 1] += why->first[s];
		at[s] = why->first[s];
	}
	for (size_t l = 0; l < instance->links; l++)
		why->by_supply[at[instance->link[l].supply]++] = (uint32_t)l;
}

static uint32_t root_of(uint32_t *up, uint32_t v)
{
	while (up[v] != v) {
		up[v] = up[up[v]];
		v = up[v];
	}
	return v;
}

/* Supplies that orders connect: the smallest of each component stands for it. */
static uint32_t *connect(struct pial_why *why)
{
	const struct pial_instance *instance = why->instance;
	uint32_t *up = pial_arena_zalloc(why->arena, instance->supplies + 1, sizeof(*up));

	for (size_t s = 0; s < instance->supplies; s++)
		up[s] = (uint32_t)s;
	for (size_t d = 0; d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];

		for (uint32_t l = pial_demand_first(instance, demand) + 1;
		     l < pial_demand_end(instance, demand); l++) {
			uint32_t x = root_of(up, instance->link[l - 1].supply);
			uint32_t y = root_of(up, instance->link[l].supply);

			up[x > y ? x : y] = x > y ? y : x;
		}
	}
	return up;
}

/* Numbers parties by their first supply: a producer counts once in each component. */
static void index_parties(struct pial_why *why)
{
	const struct pial_instance *instance = why->instance;
	uint32_t *up = connect(why);

	for (size_t s = 0; s < instance->supplies; s++) {
		const struct pial_supply *supply = &instance->supply[s];
		uint32_t root = root_of(up, (uint32_t)s);

		why->party[s] = why->parties;
		for (size_t t = 0; t < s && why->party[s] == why->parties; t++) {
			const struct pial_supply *other = &instance->supply[t];

			if (root_of(up, (uint32_t)t) == root &&
			    (supply->producer->tier == 1 ? other->producer == supply->producer
							 : other->producer->tier != 1))
				why->party[s] = why->party[t];
		}
		if (why->party[s] == why->parties)
			why->parties++;
	}
}

void pial_why_init(struct pial_why *why, const struct pial_instance *instance,
		   struct pial_arena *arena)
{
	*why = (struct pial_why){ .instance = instance, .arena = arena };
	why->first = pial_arena_zalloc(arena, instance->supplies + 2, sizeof(*why->first));
	why->by_supply = pial_arena_zalloc(arena, instance->links + 1, sizeof(*why->by_supply));
	why->party = pial_arena_zalloc(arena, instance->supplies + 1, sizeof(*why->party));
	why->mark = pial_arena_zalloc(arena, instance->demands + instance->supplies + 1,
				      sizeof(*why->mark));
	index_links(why);
	index_parties(why);
}

/* Marks a node of the search at work; false when it was marked before. */
static bool mark(struct pial_why *why, size_t node)
{
	if (why->mark[node] == why->marked)
		return false;
	why->mark[node] = why->marked;
	return true;
}

/* Adds the offers allowed to a row that are not in the set yet. */
static void take_offers(struct pial_why *why, uint32_t d, struct pial_why_cut *cut)
{
	const struct pial_instance *instance = why->instance;
	const struct pial_demand *demand = &instance->demand[d];

	for (uint32_t l = pial_demand_first(instance, demand);
	     l < pial_demand_end(instance, demand); l++) {
		uint32_t s = instance->link[l].supply;

		if (!instance->link[l].pinned && mark(why, instance->demands + s))
			cut->supply[cut->supplies++] = s;
	}
}

/* Adds the rows that an offer serves and that could give back what it gives them. */
static void take_rows(struct pial_why *why, uint32_t s, bool late, struct pial_why_cut *cut)
{
	const struct pial_instance *instance = why->instance;

	for (uint32_t i = why->first[s]; i < why->first[s + 1]; i++) {
		const struct pial_link *link = &instance->link[why->by_supply[i]];

		if (!link->packs)
			continue;
		if (link->pinned || instance->demand[link->demand].late != late)
			cut->elsewhere += link->packs;
		else if (mark(why, link->demand))
			cut->demand[cut->demands++] = link->demand;
	}
}

void pial_why_short(struct pial_why *why, uint32_t demand, struct pial_why_cut *cut)
{
	const struct pial_instance *instance = why->instance;
	bool late = instance->demand[demand].late;
	size_t rows = 0, offers = 0;

	*cut = (struct pial_why_cut){ .demands = 0 };
	cut->demand = pial_arena_zalloc(why->arena, instance->demands, sizeof(*cut->demand));
	cut->supply = pial_arena_zalloc(why->arena, instance->supplies + 1, sizeof(*cut->supply));
	why->marked++;
	(void)mark(why, demand);
	cut->demand[cut->demands++] = demand;
	while (rows < cut->demands || offers < cut->supplies) {
		if (rows < cut->demands)
			take_offers(why, cut->demand[rows++], cut);
		else
			take_rows(why, cut->supply[offers++], late, cut);
	}
	for (size_t i = 0; i < cut->demands; i++)
		cut->ordered += instance->demand[cut->demand[i]].packs -
				pial_demand_fixed(instance, &instance->demand[cut->demand[i]]);
	for (size_t i = 0; i < cut->supplies; i++)
		cut->offered += instance->supply[cut->supply[i]].packs;
	cut->offered -= cut->elsewhere;
	if (cut->demands > 1)
		qsort(cut->demand + 1, cut->demands - 1, sizeof(*cut->demand), by_number);
	if (cut->supplies)
		qsort(cut->supply, cut->supplies, sizeof(*cut->supply), by_number);
}

enum pial_barrier pial_why_barrier(const struct pial_instance *instance, uint32_t s, uint32_t d)
{
	const struct pial_supply *supply = &instance->supply[s];
	const struct pial_demand *demand = &instance->demand[d];
	const struct pial_model *model = instance->input->model;
	enum pial_barrier barrier =
		pial_barrier_of(model, supply->offer, pial_demand_order(instance, demand));
	int32_t metres;
	bool unknown;

	if (barrier == PIAL_BARRIER_PRODUCT)
		return PIAL_BARRIER_NONE;
	if (barrier != PIAL_BARRIER_NONE)
		return barrier;
	return pial_barrier_distance(model, supply->producer,
				     pial_demand_kitchen(instance, demand), &metres, &unknown);
}

size_t pial_why_barred(struct pial_why *why, uint32_t demand, struct pial_why_barred **list)
{
	const struct pial_instance *instance = why->instance;
	size_t count = 0;

	*list = pial_arena_zalloc(why->arena, instance->supplies + 1, sizeof(**list));
	for (size_t s = 0; s < instance->supplies; s++) {
		enum pial_barrier barrier;

		if (!instance->supply[s].packs)
			continue;
		barrier = pial_why_barrier(instance, (uint32_t)s, demand);
		if (barrier != PIAL_BARRIER_NONE)
			(*list)[count++] = (struct pial_why_barred){ (uint32_t)s, barrier };
	}
	return count;
}
