/*
 * Producers near the kitchen, each with a place in the stock of the product: one array access a
 * producer, then one look at each offer.
 *
 * Crossing a row with all offers of its product was rejected: nationwide that is six thousand
 * million questions. Two sorted lists could be merged instead of indexing one, but nearly all
 * producers near a kitchen have nothing of one product, and an empty place is cheaper to see than
 * to step over.
 */
#include "engine/pairs.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "engine/allowed.h"

#include "base/banned.h"

void pial_stocks_init(struct pial_stocks *stocks, const struct pial_instance *instance)
{
	*stocks = (struct pial_stocks){ .instance = instance };
}

void pial_stocks_release(struct pial_stocks *stocks)
{
	for (uint32_t i = 0; i < stocks->stocks; i++) {
		free(stocks->stock[i].at);
		free(stocks->stock[i].offer);
	}
	free(stocks->stock);
	free(stocks->pair);
	free(stocks->stranger);
	pial_stocks_init(stocks, stocks->instance);
}

static uint32_t producer_of(const struct pial_instance *instance, uint32_t supply)
{
	return (uint32_t)(instance->supply[supply].producer - instance->input->model->producer);
}

/* Takes what is in the stocks out again: an empty stock has no place for any producer. */
static void empty(struct pial_stocks *stocks)
{
	for (uint32_t i = 0; i < stocks->used; i++) {
		struct pial_stock *stock = &stocks->stock[i];

		for (size_t o = 0; o < stock->offers; o++)
			stock->at[producer_of(stocks->instance, stock->offer[o])] = 0;
		stock->offers = 0;
	}
	stocks->used = 0;
}

static void add_offer(struct pial_stocks *stocks, struct pial_stock *stock, uint32_t supply)
{
	uint32_t producer = producer_of(stocks->instance, supply);

	stock->offer = pial_grow(stock->offer, stock->offers, &stock->cap, sizeof(*stock->offer));
	stock->offer[stock->offers++] = supply;
	if (!stock->at[producer])
		stock->at[producer] = (uint32_t)stock->offers;
}

static void fill_one(struct pial_stocks *stocks, struct pial_stock *stock,
		     const struct pial_product *product, const uint32_t *supply, size_t supplies)
{
	const struct pial_instance *instance = stocks->instance;

	for (size_t s = 0; s < supplies; s++) {
		const struct pial_supply *offer = &instance->supply[supply[s]];

		if (offer->packs && (offer->product == product ||
				     pial_product_replaces(offer->product, product)))
			add_offer(stocks, stock, supply[s]);
	}
}

void pial_stocks_fill(struct pial_stocks *stocks, uint32_t family, const uint32_t *supply,
		      size_t supplies)
{
	const struct pial_families *families = &stocks->instance->families;
	const struct pial_model *model = stocks->instance->input->model;
	uint32_t first = families->first[family], count = families->first[family + 1] - first;

	empty(stocks);
	while (stocks->stocks < count) {
		size_t cap = stocks->stocks;

		stocks->stock = pial_realloc(stocks->stock, cap + 1, sizeof(*stocks->stock));
		stocks->stock[cap] = (struct pial_stock){ .offers = 0 };
		stocks->stock[cap].at = pial_calloc(model->producers + 1, sizeof(uint32_t));
		stocks->stocks++;
	}
	for (uint32_t i = 0; i < count; i++)
		fill_one(stocks, &stocks->stock[i], &model->product[families->member[first + i]],
			 supply, supplies);
	stocks->used = count;
	if (stocks->cap < supplies) {
		stocks->pair = pial_realloc(stocks->pair, supplies, sizeof(*stocks->pair));
		stocks->cap = supplies;
	}
}

/* Notes a pair whose distance nobody knows, for people. */
static void note_stranger(struct pial_stocks *stocks, const struct pial_producer *producer,
			  const struct pial_kitchen *kitchen, bool refused)
{
	stocks->stranger = pial_grow(stocks->stranger, stocks->strangers, &stocks->strangers_cap,
				     sizeof(*stocks->stranger));
	stocks->stranger[stocks->strangers++] =
		(struct pial_stranger){ producer, kitchen, refused };
}

/* Adds an allowed pair but for its distance, which may be unknown. */
static size_t add_pair(struct pial_stocks *stocks, size_t count, struct pial_pair pair,
		       const struct pial_demand *demand)
{
	const struct pial_instance *instance = stocks->instance;
	bool radius = !pial_distance_is_none(instance->input->model->policy.radius);

	if (pair.metres == PIAL_METRES_UNKNOWN) {
		if (stocks->notes)
			note_stranger(stocks, instance->supply[pair.supply].producer,
				      demand->kitchen, radius);
		if (radius)
			return count;
		pair.metres = 0;
	}
	stocks->pair[count] = pair;
	return count + 1;
}

size_t pial_stocks_pairs(struct pial_stocks *stocks, const struct pial_demand *demand)
{
	const struct pial_instance *instance = stocks->instance;
	const struct pial_model *model = instance->input->model;
	const struct pial_neighbours *near = &instance->reach.of[demand->kitchen - model->kitchen];
	const struct pial_stock *stock =
		&stocks->stock[instance->families.rank[demand->product - model->product]];
	struct pial_door door =
		pial_door_make(model, demand->kitchen, demand->contract, demand->day);
	bool swaps = demand->kitchen->substitutes == PIAL_YES;
	size_t count = 0;

	if (!demand->packs || !door.open || !stock->offers)
		return 0;
	for (size_t i = 0; i < near->count; i++) {
		uint32_t producer = near->list[i].producer;

		for (size_t o = stock->at[producer]; o && o <= stock->offers; o++) {
			const struct pial_supply *supply = &instance->supply[stock->offer[o - 1]];
			bool same = supply->product == demand->product;

			if (supply->producer != &model->producer[producer])
				break;
			if ((!same && !swaps) ||
			    pial_door_barrier(&door, supply->offer, supply->producer) !=
				    PIAL_BARRIER_NONE)
				continue;
			count = add_pair(stocks, count,
					 (struct pial_pair){ stock->offer[o - 1],
							     near->list[i].metres, !same },
					 demand);
		}
	}
	return count;
}
