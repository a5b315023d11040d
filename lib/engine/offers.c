/*
 * As engine/orders.c: questions about other rows are asked of sorted lists of small keys.
 */
#include "engine/offers.h"

#include <stdlib.h>

#include "base/alloc.h"

#include "base/banned.h"

/* What a row, or a producer, is looked for by. */
struct key {
	uint32_t producer, product;	/* numbers; product 0: the producer alone */
};

struct work {
	struct key *own;			/* producers that sent a row of their own */
	size_t owns;				/* how many */
	struct key *stand;			/* what a row stands for already */
	size_t stands;				/* how many */
	struct pial_offers_result *result;	/* what is made */
};

void pial_offers_result_init(struct pial_offers_result *result)
{
	*result = (struct pial_offers_result){ .rows = 0 };
	pial_arena_init(&result->arena);
}

void pial_offers_result_release(struct pial_offers_result *result)
{
	pial_arena_release(&result->arena);
	pial_offers_result_init(result);
}

static int by_key(const void *left, const void *right)
{
	const struct key *a = left, *b = right;

	if (a->producer != b->producer)
		return a->producer < b->producer ? -1 : 1;
	return (a->product > b->product) - (a->product < b->product);
}

static bool have(const struct key *key, size_t keys, struct key wanted)
{
	return keys && bsearch(&wanted, key, keys, sizeof(*key), by_key) != NULL;
}

static void list(struct work *work, const struct pial_offer *offer, size_t offers)
{
	work->own = pial_calloc(offers + 1, sizeof(*work->own));
	work->stand = pial_calloc(offers + 1, sizeof(*work->stand));
	for (size_t i = 0; i < offers; i++) {
		if (offer[i].source == PIAL_OFFER_PLAN)
			work->stand[work->stands++] = (struct key){ offer[i].producer.n,
								    offer[i].product.n };
		else
			work->own[work->owns++] = (struct key){ offer[i].producer.n, 0 };
	}
	if (work->owns)
		qsort(work->own, work->owns, sizeof(*work->own), by_key);
	if (work->stands)
		qsort(work->stand, work->stands, sizeof(*work->stand), by_key);
}

static void add(struct work *work, const struct pial_offer *row, size_t from)
{
	work->result->row[work->result->rows] = *row;
	work->result->from[work->result->rows++] = from;
}

static void keep(struct work *work, const struct pial_offer *offer, size_t offers)
{
	for (size_t i = 0; i < offers; i++) {
		if (offer[i].source == PIAL_OFFER_PLAN &&
		    have(work->own, work->owns, (struct key){ offer[i].producer.n, 0 }))
			work->result->dropped++;
		else
			add(work, &offer[i], i);
	}
}

static int32_t latest(const struct pial_plan *plan, size_t plans)
{
	int32_t version = 0;

	for (size_t i = 0; i < plans; i++)
		version = plan[i].version > version ? plan[i].version : version;
	return version;
}

static void add_plan(struct work *work, const struct pial_model *model,
		     const struct pial_plan *plan)
{
	const struct pial_producer *producer = pial_model_producer(model, plan->producer);
	const struct pial_product *product = pial_model_product(model, plan->product);
	struct key key = { plan->producer.n, plan->product.n };
	struct pial_offer row = {
		.producer = plan->producer, .product = plan->product, .quantity = plan->quantity,
		.price = PIAL_PRICE_NONE, .week = plan->week, .source = PIAL_OFFER_PLAN,
	};

	if (!producer || !product ||
	    !pial_producer_belongs_in(producer, plan->week) ||
	    have(work->own, work->owns, (struct key){ key.producer, 0 }) ||
	    have(work->stand, work->stands, key))
		return;
	row.unit = product->unit;
	add(work, &row, PIAL_OFFER_NEW);
	work->result->added++;
}

void pial_offers_complete(const struct pial_model *model, struct pial_week week,
			  const struct pial_offer *offer, size_t offers,
			  const struct pial_plan *plan, size_t plans,
			  struct pial_offers_result *result)
{
	struct work work = { .result = result };
	int32_t version = latest(plan, plans);

	result->row = pial_arena_zalloc(&result->arena, offers + plans + 1, sizeof(*result->row));
	result->from = pial_arena_zalloc(&result->arena, offers + plans + 1,
					 sizeof(*result->from));
	list(&work, offer, offers);
	keep(&work, offer, offers);
	for (size_t i = 0; i < plans; i++)
		if (plan[i].version == version && plan[i].week.n == week.n &&
		    plan[i].purpose != PIAL_PLAN_MARGIN && plan[i].quantity.milli > 0)
			add_plan(&work, model, &plan[i]);
	free(work.own);
	free(work.stand);
}
