/*
 * A table of what the kitchen wants, against each offer of its neighbours.
 *
 * Most offers are of products that nobody there asked for: one byte says so. Those that somebody
 * asks for are listed first, without a branch that nobody could foretell, then held against the
 * rows. Nearly always one row wants a product, and asks nothing of an offer but its day: then one
 * look at the days decides. A product that may stand for others is held against each product of its
 * family.
 */
#include "engine/visit.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "engine/wish.h"

#include "base/banned.h"

void pial_market_init(struct pial_market *market, const struct pial_instance *instance)
{
	const struct pial_model *model = instance->input->model;

	market->ware = pial_calloc(instance->supplies + 1, sizeof(*market->ware));
	market->first = pial_calloc(model->producers + 2, sizeof(*market->first));
	for (size_t s = 0; s < instance->supplies; s++) {
		const struct pial_supply *supply = &instance->supply[s];
		size_t product = supply->packs ? (size_t)(supply->product - model->product)
					       : model->products;

		market->ware[s] = (struct pial_ware){ (uint32_t)product, supply->days };
		market->first[supply->producer - model->producer + 1]++;
	}
	for (size_t p = 0; p < model->producers; p++)
		market->first[p + 1] += market->first[p];
}

void pial_market_release(struct pial_market *market)
{
	free(market->ware);
	free(market->first);
	*market = (struct pial_market){ .ware = NULL };
}

void pial_visit_init(struct pial_visit *visit, const struct pial_instance *instance,
		     const struct pial_market *market)
{
	size_t products = instance->input->model->products;

	*visit = (struct pial_visit){ .instance = instance, .market = market };
	visit->wanted = pial_calloc(products + 1, sizeof(*visit->wanted));
	visit->asked = pial_calloc(products + 1, sizeof(*visit->asked));
	visit->slot = pial_calloc(products + 1, sizeof(*visit->slot));
}

void pial_visit_release(struct pial_visit *visit)
{
	free(visit->wanted);
	free(visit->asked);
	free(visit->slot);
	free(visit->hit);
	free(visit->wish);
	free(visit->pair);
	free(visit->stranger);
	*visit = (struct pial_visit){ .instance = NULL };
}

static uint32_t product_of(const struct pial_instance *instance, uint32_t place)
{
	return instance->demand[instance->claim_row[place]].product;
}

/* The products whose offers are to be looked at for a row: its own, and those of its family. */
static void mark(struct pial_visit *visit, uint32_t product, bool swaps, uint8_t asked)
{
	const struct pial_families *families = &visit->instance->families;
	uint32_t family = families->of[product];

	visit->asked[product] = asked;
	for (uint32_t i = families->first[family]; swaps && i < families->first[family + 1]; i++)
		visit->asked[families->member[i]] = asked;
}

/* True when a product stands for no other, and none for it. */
static bool is_single(const struct pial_families *families, uint32_t product)
{
	uint32_t family = families->of[product];

	return families->first[family + 1] - families->first[family] == 1;
}

/* Enters what a row asks in the tables; rows of one product come one after the other. */
static void enter_row(struct pial_visit *visit, uint32_t place, struct pial_wish *wish)
{
	const struct pial_instance *instance = visit->instance;
	uint32_t row = instance->claim_row[place];
	const struct pial_demand *demand = &instance->demand[row];
	uint32_t product = demand->product;
	struct pial_slot *slot = &visit->slot[product];

	pial_wish_make(wish, instance, demand);
	*slot = (struct pial_slot){ row, 0 };
	if (wish->plain && !visit->wanted[product] && is_single(&instance->families, product))
		slot->day = wish->day;
	visit->wanted[product] = place + 1;
	if (wish->open)
		mark(visit, product, wish->swaps, 1);
}

/* Enters what the rows of a kitchen ask. */
static void enter(struct pial_visit *visit, uint32_t first, uint32_t end)
{
	if (visit->wishes_cap < end - first) {
		visit->wish = pial_realloc(visit->wish, end - first, sizeof(*visit->wish));
		visit->wishes_cap = end - first;
	}
	for (uint32_t i = end; i-- > first;)
		enter_row(visit, i, &visit->wish[i - first]);
}

/* Takes it out again. */
static void leave(struct pial_visit *visit, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		uint32_t product = product_of(visit->instance, i);

		visit->wanted[product] = 0;
		mark(visit, product, visit->wish[i - first].swaps, 0);
	}
}

/* Notes a pair whose distance nobody knows, for people. */
static void note_stranger(struct pial_visit *visit, uint32_t supply, uint32_t kitchen)
{
	const struct pial_model *model = visit->instance->input->model;

	visit->stranger = pial_grow(visit->stranger, visit->strangers, &visit->strangers_cap,
				    sizeof(*visit->stranger));
	visit->stranger[visit->strangers++] = (struct pial_stranger){
		visit->instance->supply[supply].producer, &model->kitchen[kitchen],
		pial_wish_apart(visit->instance, PIAL_METRES_UNKNOWN) };
}

/* The rows of a kitchen while an offer meets them. */
struct meeting {
	uint32_t kitchen;	/* index */
	uint32_t first, end;	/* its places in claim_row */
	int32_t metres;		/* how far the offer is */
};

/* Holds an offer against the rows of one product. */
static void meet(struct pial_visit *visit, const struct meeting *meeting, uint32_t supply,
		 uint32_t product, bool substitute)
{
	const struct pial_instance *instance = visit->instance;
	uint8_t days = visit->market->ware[supply].days;

	for (uint32_t i = visit->wanted[product] - 1;
	     i < meeting->end && product_of(instance, i) == product; i++) {
		const struct pial_wish *wish = &visit->wish[i - meeting->first];

		if (!wish->open || (substitute && !wish->swaps) ||
		    !pial_wish_suits(wish, &instance->supply[supply], days))
			continue;
		if (meeting->metres == PIAL_METRES_UNKNOWN)
			note_stranger(visit, supply, meeting->kitchen);
		if (pial_wish_apart(instance, meeting->metres))
			continue;
		visit->pair = pial_grow(visit->pair, visit->pairs, &visit->pairs_cap,
					sizeof(*visit->pair));
		visit->pair[visit->pairs++] =
			(struct pial_encounter){ instance->claim_row[i], supply };
	}
}

/* Holds an offer that some row may ask for against the products it may serve. */
static void show(struct pial_visit *visit, const struct meeting *meeting, uint32_t supply)
{
	const struct pial_families *families = &visit->instance->families;
	const struct pial_model *model = visit->instance->input->model;
	uint32_t given = visit->market->ware[supply].product, family = families->of[given];

	if (visit->wanted[given])
		meet(visit, meeting, supply, given, false);
	for (uint32_t i = families->first[family]; i < families->first[family + 1]; i++) {
		uint32_t wanted = families->member[i];

		if (wanted != given && visit->wanted[wanted] &&
		    pial_product_replaces(&model->product[given], &model->product[wanted]))
			meet(visit, meeting, supply, wanted, true);
	}
}

/* Lists the offers of a kitchen's neighbours that some row may ask for; returns how many. */
static size_t list_hits(struct pial_visit *visit, const struct pial_neighbours *near)
{
	const struct pial_market *market = visit->market;
	size_t hits = 0;

	for (size_t n = 0; n < near->count; n++) {
		uint32_t producer = near->list[n].producer;
		uint32_t first = market->first[producer], end = market->first[producer + 1];

		if (hits + (end - first) > visit->hits_cap) {
			visit->hits_cap = 2 * (hits + (end - first));
			visit->hit = pial_realloc(visit->hit, visit->hits_cap,
						  sizeof(*visit->hit));
		}
		for (uint32_t s = first; s < end; s++) {
			visit->hit[hits] = (struct pial_hit){ s, (uint32_t)n };
			hits += visit->asked[market->ware[s].product];
		}
	}
	return hits;
}

/* Makes room for some more pairs. */
static void make_room(struct pial_visit *visit, size_t more)
{
	if (visit->pairs + more <= visit->pairs_cap)
		return;
	visit->pairs_cap = 2 * (visit->pairs + more);
	visit->pair = pial_realloc(visit->pair, visit->pairs_cap, sizeof(*visit->pair));
}

/* Holds the offers listed against the rows. */
static void show_hits(struct pial_visit *visit, struct meeting *meeting,
		      const struct pial_neighbours *near, size_t hits)
{
	make_room(visit, hits);
	for (size_t h = 0; h < hits; h++) {
		struct pial_hit hit = visit->hit[h];
		const struct pial_ware *ware = &visit->market->ware[hit.supply];
		const struct pial_slot *slot = &visit->slot[ware->product];

		meeting->metres = near->list[hit.near].metres;
		if (slot->day && meeting->metres != PIAL_METRES_UNKNOWN) {
			visit->pair[visit->pairs] =
				(struct pial_encounter){ slot->demand, hit.supply };
			visit->pairs += (ware->days & slot->day) != 0;
			continue;
		}
		show(visit, meeting, hit.supply);
		make_room(visit, hits - h);
	}
}

/* Asks memory for the rows and the neighbours of a kitchen whose turn comes; there may be none. */
static void foresee(const struct pial_visit *visit, size_t kitchen)
{
	const struct pial_instance *instance = visit->instance;
	const struct pial_neighbours *near = &instance->reach.of[kitchen];

	if (kitchen >= instance->input->model->kitchens)
		return;
	for (uint32_t i = instance->claim_first[kitchen]; i < instance->claim_first[kitchen + 1];
	     i++)
		PIAL_PREFETCH(&instance->demand[instance->claim_row[i]]);
	for (size_t n = 0; n < near->count; n += 8)
		PIAL_PREFETCH(&near->list[n]);
}

void pial_visit_kitchen(struct pial_visit *visit, uint32_t kitchen)
{
	const struct pial_instance *instance = visit->instance;
	const struct pial_neighbours *near = &instance->reach.of[kitchen];
	struct meeting meeting = { kitchen, instance->claim_first[kitchen],
				   instance->claim_first[kitchen + 1], 0 };

	visit->pairs = 0;
	foresee(visit, kitchen + 1);
	if (meeting.first == meeting.end || !near->count)
		return;
	enter(visit, meeting.first, meeting.end);
	show_hits(visit, &meeting, near, list_hits(visit, near));
	leave(visit, meeting.first, meeting.end);
}
