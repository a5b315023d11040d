/*
 * Union-find over the allowed pairs, then two passes that count and place.
 *
 * Roots are the smallest node of their set, so that the shape of the forest, and with it every
 * number given below, depends on the sorted instance alone.
 */
#include "engine/parts.h"

#include "base/banned.h"

#define NOWHERE UINT32_MAX

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

/* Joins both ends of every link of the rows wanted. Rows come first, then offers. */
static uint32_t *join_links(const struct pial_instance *instance, bool late,
			    struct pial_arena *arena)
{
	size_t nodes = instance->demands + instance->supplies;
	uint32_t *up = pial_arena_zalloc(arena, nodes + 1, sizeof(*up));

	for (size_t v = 0; v < nodes; v++)
		up[v] = (uint32_t)v;
	for (size_t l = 0; l < instance->links; l++) {
		const struct pial_link *link = &instance->link[l];

		if (instance->demand[link->demand].late == late)
			join(up, link->demand, (uint32_t)instance->demands + link->supply);
	}
	return up;
}

size_t pial_instance_parts(const struct pial_instance *instance, bool late,
			   struct pial_arena *arena, struct pial_part **part)
{
	size_t demands = instance->demands, nodes = demands + instance->supplies, parts = 0;
	uint32_t *up = join_links(instance, late, arena);
	uint32_t *number = pial_arena_zalloc(arena, nodes + 1, sizeof(*number));
	uint32_t *member = pial_arena_zalloc(arena, nodes + 1, sizeof(*member));
	struct pial_part *list = pial_arena_zalloc(arena, demands + 1, sizeof(*list));
	uint32_t *next = pial_arena_zalloc(arena, 2 * demands + 2, sizeof(*next)), at = 0;

	for (size_t d = 0; d < demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];

		number[d] = NOWHERE;
		if (demand->late != late || !demand->count)
			continue;
		if (root_of(up, (uint32_t)d) == d)
			number[d] = (uint32_t)parts++;
		number[d] = number[root_of(up, (uint32_t)d)];
		list[number[d]].demands++;
	}
	for (size_t v = demands; v < nodes; v++) {
		uint32_t root = root_of(up, (uint32_t)v);

		number[v] = root < demands ? number[root] : NOWHERE;
		if (number[v] != NOWHERE)
			list[number[v]].supplies++;
	}
	for (size_t p = 0; p < parts; p++) {
		list[p].demand = member + at;
		next[2 * p] = at;
		at += (uint32_t)list[p].demands;
		list[p].supply = member + at;
		next[2 * p + 1] = at;
		at += (uint32_t)list[p].supplies;
	}
	for (size_t v = 0; v < nodes; v++)
		if (number[v] != NOWHERE)
			member[next[2 * number[v] + (v >= demands)]++] =
				(uint32_t)(v < demands ? v : v - demands);
	for (size_t p = 0; p < parts; p++) {
		for (size_t i = 0; i < list[p].demands; i++)
			instance->demand[list[p].demand[i]].local = (uint32_t)i;
		for (size_t i = 0; i < list[p].supplies; i++)
			instance->supply[list[p].supply[i]].local = (uint32_t)i;
	}
	*part = list;
	return parts;
}
