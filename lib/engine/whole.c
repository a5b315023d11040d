/*
 * Floors by one flow, then one search a candidate.
 *
 * A node found without a way out never gets one later (an added pack goes along ways that end
 * elsewhere), so failed searches leave their marks and the refusals of a block cost one walk
 * over it altogether.
 */
#include "engine/whole.h"

#include <stdlib.h>

#include "base/banned.h"
#include "engine/ratio.h"

struct candidate {
	const struct pial_entry *entry;	/* whose pack */
	uint32_t index;			/* of the entry */
	pial_i128 rest;			/* exact - floor, in parts of a pack */
};

static int by_claim(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	int order;

	if (a->rest != b->rest)
		return a->rest > b->rest ? -1 : 1;
	order = pial_ratio_compare(
		(struct pial_ratio){ b->entry->weight, 2 * (pial_i128)b->entry->value + 1 },
		(struct pial_ratio){ a->entry->weight, 2 * (pial_i128)a->entry->value + 1 });
	if (order)
		return order;
	return a->entry->rank < b->entry->rank ? -1 : a->entry->rank > b->entry->rank;
}

/* Takes the floor of every entry and lists those with something above it. */
static size_t take_floors(struct pial_fair *fair, const uint32_t *entry, size_t entries,
			  struct candidate *candidate)
{
	size_t found = 0;

	for (size_t i = 0; i < entries; i++) {
		struct pial_entry *e = &fair->entry[entry[i]];
		pial_i128 floor = pial_i128_floor(e->num, e->den), rest = e->num - floor * e->den;

		e->value = (int64_t)floor;
		if (rest)
			candidate[found++] = (struct candidate){ e, entry[i], rest };
	}
	return found;
}

enum pial_step pial_whole_round(struct pial_fair *fair, const uint32_t *node, uint32_t count,
				uint32_t *entry, size_t entries)
{
	struct pial_net *net = fair->net;
	struct candidate *candidate = pial_arena_zalloc(fair->arena, entries + 1,
							sizeof(*candidate));
	size_t found = take_floors(fair, entry, entries, candidate);

	if (!found)
		return PIAL_STEP_DONE;
	for (uint32_t i = 0; i < count; i++)
		net->src[node[i]] = net->fix[node[i]];
	for (size_t i = 0; i < entries; i++) {
		const struct pial_entry *e = &fair->entry[entry[i]];

		net->src[e->node] += e->value - e->base;
	}
	if (!pial_net_start(net, node, count, 1))
		return PIAL_STEP_RANGE;
	fair->flows++;
	if (!pial_net_max(net, node, count))
		return PIAL_STEP_FAULT;
	qsort(candidate, found, sizeof(*candidate), by_claim);
	pial_net_forget(net, node, count);
	for (size_t i = 0; i < found; i++)
		if (pial_net_one(net, candidate[i].entry->node))
			fair->entry[candidate[i].index].value++;
	for (uint32_t i = 0; i < count; i++)
		if (pial_net_open(net, node[i]))
			return PIAL_STEP_FAULT;
	return PIAL_STEP_DONE;
}
