/*
 * Union-find over the allowed pairs as they come, family by family, then two passes that count and
 * place.
 *
 * Families are joined side by side: their rows and offers, and so their trees, are apart. Roots are
 * the smallest node of their set, so that the shape of the forest, and with it every number given
 * below, depends on the sorted instance alone.
 */
#include "engine/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "engine/pairs.h"

#include "base/banned.h"

/* Rows or offers, family by family. */
struct shelf {
	uint32_t *first;	/* family to its first; one more at the end */
	uint32_t *member;	/* indices, ascending within a family */
};

/* What the workers share. Nodes of the forest are rows, then offers. */
struct joining {
	struct pial_instance *instance;	/* whose pairs */
	struct shelf rows, offers;	/* by family */
	struct pial_stocks *stocks;	/* one for each worker */
	uint32_t *up;			/* node to the one above it */
	bool late;			/* which rows are joined */
	bool first;			/* pairs are counted, too */
};

static uint32_t root_of(uint32_t *up, uint32_t v)
{
	while (up[v] != v) {
		up[v] = up[up[v]];
		v = up[v];
	}
	return v;
}

static void join(uint32_t *up, uint32_t a, uint32_t b)
{
	a = root_of(up, a);
	b = root_of(up, b);
	if (a < b)
		up[b] = a;
	else
		up[a] = b;
}

static uint32_t family_of(const struct pial_instance *instance, const struct pial_product *product)
{
	return instance->families.of[product - instance->input->model->product];
}

/* Sorts rows (or offers) by family, keeping their order. */
static struct shelf sort_by_family(const struct pial_instance *instance, bool rows)
{
	size_t count = rows ? instance->demands : instance->supplies;
	uint32_t families = instance->families.count, sum = 0;
	struct shelf shelf = {
		pial_calloc((size_t)families + 2, sizeof(uint32_t)),
		pial_calloc(count + 1, sizeof(uint32_t)),
	};

	for (size_t i = 0; i < count; i++)
		shelf.first[family_of(instance, rows ? instance->demand[i].product
						     : instance->supply[i].product) + 1]++;
	for (uint32_t f = 0; f <= families; f++) {
		sum += shelf.first[f];
		shelf.first[f] = sum;
	}
	for (size_t i = 0; i < count; i++)
		shelf.member[shelf.first[family_of(instance, rows ? instance->demand[i].product
						: instance->supply[i].product)]++] = (uint32_t)i;
	for (uint32_t f = families; f > 0; f--)
		shelf.first[f] = shelf.first[f - 1];
	shelf.first[0] = 0;
	return shelf;
}

static void join_family(void *context, unsigned worker, size_t family)
{
	struct joining *joining = context;
	struct pial_instance *instance = joining->instance;
	struct pial_stocks *stocks = &joining->stocks[worker];
	const struct shelf *rows = &joining->rows, *offers = &joining->offers;

	if (rows->first[family] == rows->first[family + 1])
		return;
	pial_stocks_fill(stocks, (uint32_t)family, offers->member + offers->first[family],
			 offers->first[family + 1] - offers->first[family]);
	for (uint32_t i = rows->first[family]; i < rows->first[family + 1]; i++) {
		uint32_t d = rows->member[i];
		struct pial_demand *demand = &instance->demand[d];
		size_t count;

		if (!joining->first && demand->late != joining->late)
			continue;
		count = pial_stocks_pairs(stocks, demand);
		if (joining->first)
			demand->count = (uint32_t)count;
		for (size_t p = 0; p < count; p++) {
			uint32_t s = stocks->pair[p].supply;

			if (joining->first)
				instance->supply[s].reached = true;
			if (demand->late == joining->late)
				join(joining->up, d, (uint32_t)instance->demands + s);
		}
	}
}

static void join_all(struct joining *joining)
{
	const struct pial_instance *instance = joining->instance;
	size_t nodes = instance->demands + instance->supplies;

	for (size_t v = 0; v < nodes; v++)
		joining->up[v] = (uint32_t)v;
	pial_crew_run(instance->workers, instance->families.count, join_family, joining);
}

/* Numbers the components of the rows joined last, from *parts on, and gives rows theirs. */
static void number_rows(const struct joining *joining, size_t *parts)
{
	struct pial_instance *instance = joining->instance;

	for (uint32_t d = 0; d < instance->demands; d++) {
		struct pial_demand *demand = &instance->demand[d];
		uint32_t root;

		if (demand->late != joining->late || !demand->count)
			continue;
		root = root_of(joining->up, d);
		demand->part = root == d ? (uint32_t)(*parts)++ : instance->demand[root].part;
	}
}

/* Component of an offer among those of the rows joined last, or PIAL_NOWHERE. */
static uint32_t part_of(const struct joining *joining, size_t supply)
{
	const struct pial_instance *instance = joining->instance;
	uint32_t root = root_of(joining->up, (uint32_t)(instance->demands + supply));

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
		instance->part[demand->part].pairs += demand->count;
		instance->part[demand->part].family = family_of(instance, demand->product);
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
static void gather_strangers(struct pial_instance *instance, const struct pial_stocks *stocks)
{
	size_t count = 0, kept = 0;

	for (unsigned w = 0; w < instance->workers; w++)
		count += stocks[w].strangers;
	free(instance->stranger);
	instance->stranger = NULL;
	instance->strangers = 0;
	if (!count)
		return;
	instance->stranger = pial_calloc(count, sizeof(*instance->stranger));
	count = 0;
	for (unsigned w = 0; w < instance->workers; w++)
		for (size_t i = 0; i < stocks[w].strangers; i++)
			instance->stranger[count++] = stocks[w].stranger[i];
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
	gather_strangers(instance, joining->stocks);
	number_rows(joining, &parts);
	instance->early = parts;
	instance->part = pial_arena_zalloc(instance->arena, parts + 1, sizeof(*instance->part));
	fill_parts(joining, 0, parts);
	instance->parts = parts;
	if (!lates)
		return;
	for (unsigned w = 0; w < instance->workers; w++)
		joining->stocks[w].notes = false;
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

	joining.rows = sort_by_family(instance, true);
	joining.offers = sort_by_family(instance, false);
	joining.up = pial_calloc(instance->demands + instance->supplies + 1, sizeof(uint32_t));
	joining.stocks = pial_calloc(instance->workers, sizeof(*joining.stocks));
	for (unsigned w = 0; w < instance->workers; w++) {
		pial_stocks_init(&joining.stocks[w], instance);
		joining.stocks[w].notes = true;
	}
	find(&joining);
	for (unsigned w = 0; w < instance->workers; w++)
		pial_stocks_release(&joining.stocks[w]);
	free(joining.stocks);
	free(joining.up);
	free(joining.rows.first);
	free(joining.rows.member);
	free(joining.offers.first);
	free(joining.offers.member);
}
