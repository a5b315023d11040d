/*
 * Two turns of the ordinary solver; between them packs given become packs that stay.
 *
 * A kept pack is told to the solver as a pin's are, as used capacity of its offer and as a lower
 * bound of its row, but its pair stays open and may grow.
 */
#include "engine/replace.h"

#include "base/banned.h"
#include "engine/find.h"
#include "engine/parts.h"

/* Packs published on a pair. */
static void publish(struct pial_instance *instance, const struct pial_allocation *row)
{
	const struct pial_demand *demand = pial_find_demand(instance, row);
	const struct pial_supply *supply = pial_find_supply(instance, row);
	const struct pial_link *link;

	if (!demand || !supply || row->quantity.milli <= 0)
		return;
	link = pial_find_link(instance, demand, supply);
	if (link)
		instance->limit[link - instance->link] +=
			row->quantity.milli / supply->product->pack.milli;
}

void pial_replace_keep(struct pial_instance *instance)
{
	const struct pial_allocate_input *input = instance->input;

	pial_instance_link_all(instance);
	instance->limit = pial_arena_zalloc(instance->arena, instance->links + 1,
					    sizeof(*instance->limit));
	for (size_t i = 0; i < input->pins; i++)
		if (input->pin[i].pin != PIAL_YES && input->pin[i].producer.n)
			publish(instance, &input->pin[i]);
	for (size_t d = 0; d < instance->demands; d++) {
		instance->demand[d].last = instance->demand[d].late;
		instance->demand[d].late = false;
	}
	pial_parts_find(instance);
}

void pial_replace_rest(struct pial_instance *instance)
{
	instance->limit = NULL;
	instance->kept = pial_arena_zalloc(instance->arena, instance->links + 1,
					   sizeof(*instance->kept));
	for (size_t l = 0; l < instance->links; l++)
		if (!instance->link[l].pinned)
			instance->kept[l] = instance->link[l].packs;
	for (size_t d = 0; d < instance->demands; d++) {
		struct pial_demand *demand = &instance->demand[d];

		demand->pinned = demand->served;
		demand->late = demand->last;
		demand->last = false;
	}
	pial_parts_find(instance);
}
