/*
 * The nearest plan put in the instance: who gives how much to whom.
 *
 * Rows are written in their order, and in a row what each offer gives in the order of offers: what
 * flows, what is pinned, what pairs keep of a plan before. What was given lives in the arena that
 * lasts; where a table was solved its cells are hardly more than that, so that it is written there
 * at once, and where a network was, all pairs could be, so that it is written elsewhere and copied.
 */
#include "engine/near_priv.h"

#include <string.h>

#include "base/banned.h"

uint32_t pial_near_pair(const struct pial_near *near, uint32_t row, uint32_t offer)
{
	uint32_t low = near->begin[row], high = near->begin[row + 1];

	if (high - low == near->offers)
		return low + offer;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (near->component->open[middle].offer > offer)
			high = middle;
		else
			low = middle;
	}
	return low;
}

/* What a row is given while it is written, by offer. */
struct writing {
	struct pial_award *given;	/* room for all */
	size_t count;			/* how many */
};

/* Adds what an offer gives, on top of what it gives already. */
static void put(struct writing *writing, struct pial_award given)
{
	struct pial_award *list = writing->given;
	size_t place = writing->count;

	while (place && list[place - 1].supply > given.supply)
		place--;
	if (place && list[place - 1].supply == given.supply) {
		list[place - 1].packs += given.packs;
		return;
	}
	for (size_t i = writing->count++; i > place; i--)
		list[i] = list[i - 1];
	list[place] = given;
}

/* Distance of an offer and a row as the engine counts it. */
static int32_t metres_of(const struct pial_instance *instance, const struct pial_demand *demand,
			 const struct pial_supply *supply)
{
	const struct pial_model *model = instance->input->model;
	const struct pial_neighbour *near =
		pial_reach_to(&instance->reach, demand->kitchen,
			      (uint32_t)(supply->producer - model->producer));

	return near && near->metres != PIAL_METRES_UNKNOWN ? near->metres : 0;
}

/* Adds the pins of a row. */
static void put_pins(const struct pial_instance *instance, uint32_t d, struct writing *writing)
{
	const struct pial_demand *demand = &instance->demand[d];
	uint32_t at = instance->pinned ? instance->pin_at[d] : 0;

	for (; at; at = instance->pin[at - 1].next) {
		const struct pial_pin *pin = &instance->pin[at - 1];
		const struct pial_supply *supply = &instance->supply[pin->supply];

		if (!pin->idle)
			put(writing, (struct pial_award){
				pin->supply, metres_of(instance, demand, supply), pin->packs });
	}
}

/* Adds what the pairs of a row keep (replace.h). */
static void put_kept(const struct pial_instance *instance, const struct pial_demand *demand,
		     struct writing *writing)
{
	for (uint32_t l = pial_demand_first(instance, demand);
	     l < pial_demand_end(instance, demand); l++)
		if (instance->kept[l])
			put(writing, (struct pial_award){
				instance->link[l].supply, instance->link[l].metres,
				instance->kept[l] });
}

/* Adds what flows from an offer to a row. */
static void put_flow(const struct pial_near *near, uint32_t row, struct pial_award given,
		     struct writing *writing)
{
	const struct pial_component *c = near->component;

	given.supply = c->part->supply[given.supply];
	/* Offers come in their order: mostly the last there is. */
	if (!writing->count || writing->given[writing->count - 1].supply < given.supply)
		writing->given[writing->count++] = given;
	else
		put(writing, given);
	c->instance->supply[given.supply].left -= given.packs;
	c->instance->demand[row].served += given.packs;
}

/* Metres between a row and an offer. */
static int32_t cell_metres(const struct pial_near *near, uint32_t row, uint32_t offer)
{
	if (near->metric)
		return near->grid.cost[(size_t)row * near->grid.width + offer];
	return near->component->open[pial_near_pair(near, row, offer)].metres;
}

/*
 * Writes what a row is given; its pairs begin at a place in component->open, or its cells at a
 * place among those of the table. Returns the next.
 */
static uint32_t give_row(const struct pial_near *near, uint32_t d, uint32_t at,
			 struct writing *writing)
{
	const struct pial_component *c = near->component;
	const struct pial_grid_cell *cell = near->grid.cell;
	uint32_t row = c->part->demand[d];

	for (; near->solved && at < near->grid.cells && cell[at].row == d; at++) {
		int64_t packs = cell[at].arc == UINT32_MAX ? cell[at].packs
							   : near->simplex.flow[cell[at].arc];

		if (packs)
			put_flow(near, row, (struct pial_award){
				cell[at].column, cell_metres(near, d, cell[at].column), packs },
				writing);
	}
	for (; !near->solved && at < c->opens && c->open[at].row == d; at++)
		if (near->arc[at] != UINT32_MAX && near->simplex.flow[near->arc[at]])
			put_flow(near, row, (struct pial_award){
				c->open[at].offer, c->open[at].metres,
				near->simplex.flow[near->arc[at]] }, writing);
	put_pins(c->instance, row, writing);
	if (c->instance->kept)
		put_kept(c->instance, &c->instance->demand[row], writing);
	return at;
}

/* Most that rows can be given, one entry a pair. */
static size_t room_for(const struct pial_near *near)
{
	const struct pial_component *c = near->component;
	size_t room = (near->solved ? near->grid.cells : c->opens) + 1;

	for (size_t d = 0; c->instance->pinned && d < c->part->demands; d++)
		for (uint32_t pin = c->instance->pin_at[c->part->demand[d]]; pin;
		     pin = c->instance->pin[pin - 1].next)
			room++;
	for (size_t d = 0; c->instance->kept && d < c->part->demands; d++)
		room += c->instance->link_at[c->part->demand[d] + 1] -
			c->instance->link_at[c->part->demand[d]];
	return room;
}

void pial_near_give(const struct pial_near *near)
{
	struct pial_component *c = near->component;
	struct pial_part *part = c->part;
	uint32_t *at = pial_arena_alloc(c->keep, (part->demands + 1) * sizeof(*at));
	/* The cells of a table are hardly more than what is given. */
	struct pial_award *given = pial_arena_alloc(near->solved ? c->keep : c->arena,
						    room_for(near) * sizeof(*given));
	uint32_t count = 0, next = 0;

	for (uint32_t d = 0; d < part->demands; d++) {
		struct writing writing = { given + count, 0 };

		at[d] = count;
		next = give_row(near, d, next, &writing);
		count += (uint32_t)writing.count;
	}
	at[part->demands] = count;
	part->given_at = at;
	part->given = given;
	if (!near->solved) {
		struct pial_award *kept = pial_arena_alloc(c->keep,
							   (count + (size_t)1) * sizeof(*kept));

		memcpy(kept, given, count * sizeof(*kept));
		part->given = kept;
	}
	for (size_t d = 0; c->instance->link && d < part->demands; d++)
		pial_instance_link_row(c->instance, part->demand[d]);
}
