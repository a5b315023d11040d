/*
 * Binary search by places in the model's tables, which stand for ids (instance.c).
 *
 * An offer is found by its producer first: the key's next member in the instance is the first day,
 * which a row of an allocation does not have, and a producer has few offers.
 */
#include "engine/find.h"

#include "base/banned.h"

/* Order of two places in a table sorted by id; none comes first. */
static int by_place(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)a, y = (uintptr_t)b;

	return (x > y) - (x < y);
}


struct pial_demand *pial_find_demand(const struct pial_instance *instance,
				     const struct pial_allocation *row)
{
	const struct pial_model *model = instance->input->model;
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, row->kitchen);
	const struct pial_product *product = pial_model_product(model, row->ordered);
	const struct pial_contract *contract = pial_model_contract(model, row->contract);
	struct pial_demand wanted = { .day = row->day };
	size_t low = 0, high = instance->demands;

	if (!kitchen || !product || (row->contract.n && !contract))
		return NULL;
	wanted.kitchen = (uint32_t)(kitchen - model->kitchen);
	wanted.product = (uint32_t)(product - model->product);
	wanted.contract = contract ? (uint32_t)(contract - model->contract) + 1 : 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = pial_demand_compare(&wanted, &instance->demand[middle]);

		if (!order)
			return &instance->demand[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

struct pial_supply *pial_find_supply(const struct pial_instance *instance,
				     const struct pial_allocation *row)
{
	const struct pial_producer *producer =
		pial_model_producer(instance->input->model, row->producer);
	size_t low = 0, high = instance->supplies;

	if (!producer)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_place(instance->supply[middle].producer, producer) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < instance->supplies && instance->supply[low].producer == producer; low++) {
		const struct pial_offer *offer = instance->supply[low].offer;

		if (offer->product.n == row->product.n && offer->batch.n == row->batch.n)
			return &instance->supply[low];
	}
	return NULL;
}

struct pial_link *pial_find_link(const struct pial_instance *instance,
				 const struct pial_demand *demand,
				 const struct pial_supply *supply)
{
	uint32_t wanted = (uint32_t)(supply - instance->supply);

	for (uint32_t l = pial_demand_first(instance, demand);
	     l < pial_demand_end(instance, demand); l++)
		if (instance->link[l].supply == wanted)
			return &instance->link[l];
	return NULL;
}
