/*
 * Producers near the kitchen, each with a place in the stock of the product: one array access a
 * producer, then one look at each offer. Those that have something are listed first, without a
 * branch that nobody could foretell. What depends on the day of the week alone was settled once for
 * each offer and kitchen; most kitchens ask no more.
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
#include "engine/wish.h"

#include "base/banned.h"

void pial_stocks_init(struct pial_stocks *stocks, const struct pial_instance *instance)
{
	*stocks = (struct pial_stocks){ .instance = instance };
}

void pial_stocks_release(struct pial_stocks *stocks)
{
	for (uint32_t i = 0; i < stocks->stocks; i++) {
		free(stocks->stock[i].at);
		free(stocks->stock[i].lot);
	}
	free(stocks->stock);
	free(stocks->pair);
	free(stocks->hit);
	pial_stocks_init(stocks, stocks->instance);
}

/* Takes what is in the stocks out again: an empty stock has no place for any producer. */
static void empty(struct pial_stocks *stocks)
{
	for (uint32_t i = 0; i < stocks->used; i++) {
		struct pial_stock *stock = &stocks->stock[i];

		for (size_t o = 0; o < stock->lots; o++)
			stock->at[stock->lot[o].producer] = 0;
		stock->lots = 0;
	}
	stocks->used = 0;
}

static void add_offer(const struct pial_instance *instance, struct pial_stock *stock,
		      uint32_t number, uint32_t place, bool substitute)
{
	const struct pial_supply *supply = &instance->supply[number];
	uint32_t producer = (uint32_t)(supply->producer - instance->input->model->producer);

	stock->lot = pial_grow(stock->lot, stock->lots, &stock->cap, sizeof(*stock->lot));
	stock->lot[stock->lots++] = (struct pial_lot){ number, place, producer, supply->days,
						      substitute };
	if (!stock->at[producer])
		stock->at[producer] = (uint32_t)stock->lots;
}

static void fill_one(const struct pial_instance *instance, struct pial_stock *stock,
		     const struct pial_product *product, const uint32_t *supply, size_t supplies)
{
	for (size_t s = 0; s < supplies; s++) {
		const struct pial_supply *offer = &instance->supply[supply[s]];
		bool substitute = offer->product != product;

		if (offer->packs &&
		    (!substitute || pial_product_replaces(offer->product, product)))
			add_offer(instance, stock, supply[s], (uint32_t)s, substitute);
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
		stocks->stock[cap] = (struct pial_stock){ .lots = 0 };
		stocks->stock[cap].at = pial_calloc(model->producers + 1, sizeof(uint32_t));
		stocks->stocks++;
	}
	for (uint32_t i = 0; i < count; i++)
		fill_one(stocks->instance, &stocks->stock[i],
			 &model->product[families->member[first + i]], supply, supplies);
	stocks->used = count;
	if (stocks->cap < supplies) {
		stocks->pair = pial_realloc(stocks->pair, supplies, sizeof(*stocks->pair));
		stocks->cap = supplies;
	}
}

/* Lists the places among neighbours of those who have a lot in a stock; returns how many. */
static size_t list_hits(struct pial_stocks *stocks, const struct pial_neighbours *near,
			const struct pial_stock *stock)
{
	size_t hits = 0;

	if (stocks->hits_cap < near->count) {
		stocks->hit = pial_realloc(stocks->hit, near->count, sizeof(*stocks->hit));
		stocks->hits_cap = near->count;
	}
	for (size_t i = 0; i < near->count; i++) {
		stocks->hit[hits] = (uint32_t)i;
		hits += stock->at[near->list[i].producer] != 0;
	}
	return hits;
}

size_t pial_stocks_pairs(struct pial_stocks *stocks, const struct pial_demand *demand)
{
	const struct pial_instance *instance = stocks->instance;
	const struct pial_neighbours *near = &instance->reach.of[demand->kitchen];
	const struct pial_stock *stock =
		&stocks->stock[instance->families.rank[demand->product]];
	size_t count = 0, hits;
	struct pial_wish wish;

	pial_wish_make(&wish, instance, demand);
	if (!stock->lots || !wish.open)
		return 0;
	hits = list_hits(stocks, near, stock);
	for (size_t h = 0; h < hits; h++) {
		const struct pial_neighbour *neighbour = &near->list[stocks->hit[h]];

		if (pial_wish_apart(instance, neighbour->metres))
			continue;
		for (size_t o = stock->at[neighbour->producer] - 1; o < stock->lots; o++) {
			const struct pial_lot *lot = &stock->lot[o];

			if (lot->producer != neighbour->producer)
				break;
			if ((lot->substitute && !wish.swaps) ||
			    !pial_wish_suits(&wish, &instance->supply[lot->supply], lot->days))
				continue;
			stocks->pair[count++] = (struct pial_pair){
				lot->supply, lot->place,
				neighbour->metres < 0 ? 0 : neighbour->metres, lot->substitute };
		}
	}
	return count;
}
