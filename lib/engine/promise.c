/*
 * One sorted list of producers and products, filled from the first source that speaks.
 *
 * The level itself needs only ratios, so `share` is enough there. A bound of an account is in
 * kilograms: the share is then one of what was ordered, as it is with a contract.
 */
#include "engine/promise.h"

#include <stdlib.h>

#include "base/banned.h"

static int by_place(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)a, y = (uintptr_t)b;

	return (x > y) - (x < y);
}

static int by_key(const void *left, const void *right)
{
	const struct pial_promise *a = left, *b = right;
	int order = by_place(a->producer, b->producer);

	return order ? order : by_place(a->product, b->product);
}

/* Fills the list from the offers; *planned is set when the plan has one of their products. */
static size_t list_products(const struct pial_memory *memory,
			    const struct pial_instance *instance, const struct pial_part *part,
			    struct pial_promise *list, bool *planned)
{
	size_t offers = 0, kept = 0;

	*planned = false;
	for (size_t i = 0; i < part->supplies; i++) {
		const struct pial_supply *supply = &instance->supply[part->supply[i]];

		*planned = *planned || pial_memory_planned(memory, supply->product->id);
		if (supply->producer->tier == 1)
			list[offers++] = (struct pial_promise){
				supply->producer, supply->product, supply->packs, { 0, 1 }, false };
	}
	if (offers)
		qsort(list, offers, sizeof(*list), by_key);
	for (size_t i = 0; i < offers; i++) {
		if (kept && !by_key(&list[kept - 1], &list[i]))
			list[kept - 1].packs += list[i].packs;
		else
			list[kept++] = list[i];
	}
	return kept;
}

static void take_plan(const struct pial_memory *memory, struct pial_promise *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		list[i].planned = true;
		(void)!pial_memory_weight(memory, list[i].producer->id.n, list[i].product->id,
					 &list[i].w.n);
	}
}

/* Sum of the shares of a contract that hold on a day. */
static pial_i128 all_shares(const struct pial_contract *contract, struct pial_date day)
{
	pial_i128 all = 0;

	for (uint32_t i = 0; contract && i < contract->producer_count; i++)
		if (pial_day_within(day, contract->producer[i].from, contract->producer[i].until))
			all += contract->producer[i].share.milli;
	return all;
}

/* Adds each member's part of one order; *found is set when the contract has shares. */
static bool take_order(const struct pial_instance *instance, const struct pial_demand *demand,
		       struct pial_promise *list, size_t count, bool *found)
{
	const struct pial_contract *contract = pial_demand_contract(instance, demand);
	pial_i128 all = all_shares(contract, demand->day);
	const struct pial_product *product = pial_demand_product(instance, demand);
	pial_i128 whole = (pial_i128)demand->packs * product->pack.milli;

	for (uint32_t i = 0; all > 0 && i < contract->producer_count; i++) {
		const struct pial_contract_producer *member = &contract->producer[i];
		struct pial_promise key = { .product = product }, *place;
		struct pial_ratio share;

		if (!pial_day_within(demand->day, member->from, member->until))
			continue;
		*found = true;
		key.producer = pial_model_producer(instance->input->model, member->producer);
		place = bsearch(&key, list, count, sizeof(key), by_key);
		if (!place)
			continue;
		if (!pial_ratio_scale((struct pial_ratio){ whole, 1 }, member->share.milli, all,
				      &share) ||
		    !pial_ratio_add(place->w, share, &place->w))
			return false;
	}
	return true;
}

/* Splits what was ordered by `share`, and a producer's part between its products. */
static bool take_share(const struct pial_instance *instance, const struct pial_part *part,
		       struct pial_promise *list, size_t count)
{
	pial_i128 ordered = 0, shares = 0;

	for (size_t i = 0; i < part->demands; i++) {
		const struct pial_demand *demand = &instance->demand[part->demand[i]];

		ordered += (pial_i128)demand->packs *
			   pial_demand_product(instance, demand)->pack.milli;
	}
	for (size_t i = 0; i < count; i++)
		if (!i || list[i].producer != list[i - 1].producer)
			shares += list[i].producer->share.milli;
	for (size_t i = 0, end; i < count; i = end) {
		struct pial_ratio whole;
		pial_i128 packs = 0;

		for (end = i; end < count && list[end].producer == list[i].producer; end++)
			packs += list[end].packs;
		if (shares <= 0 || packs <= 0)
			continue;
		if (!pial_ratio_scale((struct pial_ratio){ ordered, 1 },
				      list[i].producer->share.milli, shares, &whole))
			return false;
		for (size_t k = i; k < end; k++)
			if (!pial_ratio_scale(whole, list[k].packs, packs, &list[k].w))
				return false;
	}
	return true;
}

enum pial_step pial_promises(const struct pial_memory *memory,
			     const struct pial_instance *instance, const struct pial_part *part,
			     struct pial_arena *arena, struct pial_promise **list, size_t *count)
{
	bool planned, contract = false;

	*list = pial_arena_zalloc(arena, part->supplies + 1, sizeof(**list));
	*count = list_products(memory, instance, part, *list, &planned);
	if (planned) {
		take_plan(memory, *list, *count);
		return PIAL_STEP_DONE;
	}
	for (size_t i = 0; i < part->demands; i++)
		if (!take_order(instance, &instance->demand[part->demand[i]], *list, *count,
				&contract))
			return PIAL_STEP_RANGE;
	if (!contract && !take_share(instance, part, *list, *count))
		return PIAL_STEP_RANGE;
	return PIAL_STEP_DONE;
}
