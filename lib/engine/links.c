/*
 * All allowed pairs of a week, for those who must see also what got nothing.
 *
 * Row by row in order; the stocks of a product are filled again whenever the family changes, so the
 * rows are first gone through family by family to count, and each then knows its place.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "engine/instance.h"
#include "engine/pairs.h"

#include "base/banned.h"

/* Puts the pairs of a row in its place. */
static void list_row(struct pial_instance *instance, struct pial_stocks *stocks, uint32_t d)
{
	size_t count = pial_stocks_pairs(stocks, &instance->demand[d]);
	struct pial_link *link = instance->link + instance->link_at[d];

	for (size_t i = 0; i < count; i++)
		link[i] = (struct pial_link){
			.supply = stocks->pair[i].supply, .demand = d,
			.metres = stocks->pair[i].metres,
			.substitute = stocks->pair[i].substitute };
}

void pial_instance_link_row(struct pial_instance *instance, uint32_t d)
{
	const struct pial_demand *demand = &instance->demand[d];
	struct pial_link *link = instance->link + instance->link_at[d];
	size_t count, at = 0, links = instance->link_at[d + 1] - instance->link_at[d];
	const struct pial_award *given = pial_instance_given(instance, demand, &count);

	for (size_t i = 0; i < links; i++) {
		const struct pial_pin *pin = NULL;

		if (instance->pinned)
			pin = pial_instance_pin(instance, d, link[i].supply);
		link[i].pinned = pin && !pin->idle;
		link[i].packs = link[i].pinned ? pin->packs : 0;
		if (at < count && given[at].supply == link[i].supply)
			link[i].packs = given[at++].packs;
	}
}

/* Goes through all rows, family by family: to count their pairs, then to list them. */
static void go_through(struct pial_instance *instance, bool lists)
{
	struct pial_stocks stocks;

	pial_stocks_init(&stocks, instance);
	for (size_t p = 0; p < instance->parts; p++) {
		const struct pial_part *part = &instance->part[p];

		pial_stocks_fill(&stocks, part->family, part->supply, part->supplies);
		for (size_t i = 0; i < part->demands; i++) {
			uint32_t d = part->demand[i];

			if (lists)
				list_row(instance, &stocks, d);
			else
				instance->link_at[d + 1] = (uint32_t)pial_stocks_pairs(
					&stocks, &instance->demand[d]);
		}
	}
	pial_stocks_release(&stocks);
}

static void list(struct pial_instance *instance)
{
	instance->link_at = pial_arena_zalloc(instance->arena, instance->demands + 1,
					      sizeof(*instance->link_at));
	go_through(instance, false);
	for (size_t d = 0; d < instance->demands; d++)
		instance->link_at[d + 1] += instance->link_at[d];
	instance->links = instance->link_at[instance->demands];
	instance->link = pial_calloc(instance->links + 1, sizeof(*instance->link));
	go_through(instance, true);
}

void pial_instance_link_all(struct pial_instance *instance)
{
	if (!instance->link)
		list(instance);
	for (size_t d = 0; d < instance->demands; d++)
		pial_instance_link_row(instance, (uint32_t)d);
}

/* Writes what a row is given; returns how many. */
static uint32_t give_row(struct pial_instance *instance, uint32_t d, struct pial_award *given)
{
	struct pial_demand *demand = &instance->demand[d];
	uint32_t count = 0;

	demand->served = 0;
	for (uint32_t l = instance->link_at[d]; l < instance->link_at[d + 1]; l++) {
		const struct pial_link *link = &instance->link[l];

		if (!link->packs && !link->pinned)
			continue;
		given[count++] = (struct pial_award){ link->supply, link->metres, link->packs };
		instance->supply[link->supply].left -= link->packs;
		demand->served += link->packs;
	}
	return count;
}

static void give_part(struct pial_instance *instance, struct pial_part *part)
{
	uint32_t *at = pial_arena_zalloc(instance->arena, part->demands + 1, sizeof(*at));
	struct pial_award *given;
	size_t room = 1;

	for (size_t i = 0; i < part->demands; i++) {
		uint32_t d = part->demand[i];

		for (uint32_t l = instance->link_at[d]; l < instance->link_at[d + 1]; l++)
			room += instance->link[l].packs || instance->link[l].pinned;
	}
	given = pial_arena_zalloc(instance->arena, room, sizeof(*given));
	for (size_t i = 0; i < part->demands; i++)
		at[i + 1] = at[i] + give_row(instance, part->demand[i], given + at[i]);
	part->given_at = at;
	part->given = given;
}

void pial_instance_give_all(struct pial_instance *instance)
{
	for (size_t s = 0; s < instance->supplies; s++)
		instance->supply[s].left = instance->supply[s].packs;
	for (size_t p = 0; p < instance->parts; p++)
		give_part(instance, &instance->part[p]);
}
