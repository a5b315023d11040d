/*
 * Facts that the packs themselves show; those of levels and shares are in explain_share.c.
 *
 * One pass over the rows, one over the offers. A row is explained by what is unusual about it only.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/find.h"
#include "num/round.h"
#include "report/explain_priv.h"

#include "base/banned.h"

/* Offers that may not come are named up to here: past that it is a list, not a reason. */
#define BARRED 4

struct pial_fact *pial_explain_add(struct pial_explanation *e, enum pial_fact_kind kind)
{
	e->fact = pial_grow(e->fact, e->facts, &e->cap, sizeof(*e->fact));
	e->fact[e->facts] = (struct pial_fact){ .kind = kind };
	return &e->fact[e->facts++];
}

/* Adds a fact of a row and an offer. */
static struct pial_fact *add(struct pial_explanation *e, enum pial_fact_kind kind, uint32_t demand,
			     uint32_t supply, int64_t packs)
{
	struct pial_fact *fact = pial_explain_add(e, kind);

	fact->demand = demand;
	fact->supply = supply;
	fact->packs = packs;
	return fact;
}

static void add_pins(struct pial_explanation *e, uint32_t d)
{
	for (size_t i = 0; i < e->instance->pins; i++) {
		const struct pial_pin *pin = &e->instance->pin[i];

		if (!pin->idle && pin->demand == d)
			add(e, PIAL_FACT_PIN, d, pin->supply, pin->packs)->entry = (uint32_t)i;
	}
}

static void add_barred(struct pial_explanation *e, uint32_t d)
{
	struct pial_why_barred *barred;
	size_t count = pial_why_barred(&e->why, d, &barred);

	if (!count && e->instance->link_at[d] == e->instance->link_at[d + 1])
		add(e, PIAL_FACT_NOBODY, d, 0, 0);
	for (size_t i = 0; i < count && i < BARRED; i++)
		add(e, PIAL_FACT_BARRED, d, barred[i].supply, 0)->barrier = barred[i].barrier;
}

/* True when a row is of a better class than another and gets something. */
static bool comes_before(const struct pial_instance *instance, const struct pial_demand *row,
			 const struct pial_demand *other)
{
	return pial_demand_kitchen(instance, row)->priority <
		       pial_demand_kitchen(instance, other)->priority &&
	       row->served > pial_demand_fixed(instance, row);
}

/* Lists the rows of a cut that are of a better class and get something. */
static void add_class(struct pial_explanation *e, uint32_t d, const struct pial_why_cut *cut)
{
	const struct pial_instance *in = e->instance;
	uint32_t *list = pial_arena_zalloc(&e->arena, cut->demands, sizeof(*list));
	struct pial_fact *fact;
	size_t listed = 0;

	for (size_t i = 1; i < cut->demands; i++)
		if (comes_before(e->instance, &in->demand[cut->demand[i]], &in->demand[d]))
			list[listed++] = cut->demand[i];
	if (!listed)
		return;
	fact = add(e, PIAL_FACT_CLASS, d, 0, 0);
	fact->list = list;
	fact->listed = listed;
}

static void add_shortage(struct pial_explanation *e, uint32_t d)
{
	const struct pial_demand *demand = &e->instance->demand[d];
	struct pial_why_cut cut;

	if (demand->served >= demand->packs)
		return;
	if (e->instance->link_at[d] < e->instance->link_at[d + 1]) {
		pial_why_short(&e->why, d, &cut);
		add(e, PIAL_FACT_SHORT, d, 0, demand->packs - demand->served)->cut = cut;
		add_class(e, d, &cut);
	}
	add_barred(e, d);
}

/* What a row gets that was not ordered, and what partners bring it. */
static void add_goods(struct pial_explanation *e, uint32_t d)
{
	const struct pial_demand *demand = &e->instance->demand[d];

	for (uint32_t l = pial_demand_first(e->instance, demand);
	     l < pial_demand_end(e->instance, demand); l++) {
		const struct pial_link *link = &e->instance->link[l];

		if (!e->packs[l] || link->pinned)
			continue;
		if (link->substitute)
			add(e, PIAL_FACT_SUBSTITUTE, d, link->supply, e->packs[l]);
		if (e->instance->supply[link->supply].producer->tier != 1)
			add(e, PIAL_FACT_PARTNER, d, link->supply, e->packs[l]);
	}
}

uint32_t pial_explain_run(const struct pial_explanation *e, uint32_t link, uint32_t end)
{
	const struct pial_instance *in = e->instance;
	const struct pial_supply *first = &in->supply[in->link[link].supply];

	while (++link < end && in->supply[in->link[link].supply].producer == first->producer &&
	       in->supply[in->link[link].supply].product == first->product)
		;
	return link;
}

/* True when others bring a row than in the ideal plan; lots of one producer are the same. */
static bool is_moved(const struct pial_explanation *e, const struct pial_demand *demand)
{
	uint32_t end = pial_demand_end(e->instance, demand), next;

	for (uint32_t l = pial_demand_first(e->instance, demand); l < end; l = next) {
		int64_t more = 0;

		next = pial_explain_run(e, l, end);
		for (uint32_t i = l; i < next; i++)
			more += e->packs[i] - e->instance->link[i].packs;
		if (more)
			return true;
	}
	return false;
}

/* A row that others bring than in the ideal plan; else who is nearer and does not. */
static void add_distance(struct pial_explanation *e, uint32_t d)
{
	struct pial_why_swap swap;

	if (is_moved(e, &e->instance->demand[d]))
		add(e, PIAL_FACT_MOVED, d, 0, 0);
	else if (pial_why_far(&e->why, d, &swap))
		add(e, PIAL_FACT_FAR, d, swap.nearer, 0)->swap = swap;
}

static void add_row(struct pial_explanation *e, uint32_t d)
{
	const struct pial_demand *demand = &e->instance->demand[d];

	if (!demand->packs)
		return;
	add_pins(e, d);
	if (demand->late)
		add(e, PIAL_FACT_LATE, d, 0, 0);
	add_shortage(e, d);
	pial_explain_share_of_row(e, d);
	add_goods(e, d);
	add_distance(e, d);
}

/* What is left of an offer: nobody may take it, or all who may are full. */
static void add_left(struct pial_explanation *e, uint32_t s)
{
	uint32_t begin = e->why.first[s], end = e->why.first[s + 1];
	int64_t left = e->instance->supply[s].packs;
	uint32_t *list;
	struct pial_fact *fact;

	for (uint32_t i = begin; i < end; i++)
		left -= e->packs[e->why.by_supply[i]];
	if (left <= 0)
		return;
	list = pial_arena_zalloc(&e->arena, (size_t)(end - begin) + 1, sizeof(*list));
	for (uint32_t i = begin; i < end; i++)
		list[i - begin] = e->instance->link[e->why.by_supply[i]].demand;
	fact = add(e, begin < end ? PIAL_FACT_UNUSED : PIAL_FACT_UNWANTED, 0, s, left);
	fact->producer = true;
	fact->list = list;
	fact->listed = end - begin;
}

/* A pair of links of one stop. */
struct stop {
	const struct pial_producer *producer;	/* who */
	uint16_t day;				/* when */
	const struct pial_kitchen *kitchen;	/* where */
	uint32_t link;				/* with what */
};

static int by_stop(const void *left, const void *right)
{
	const struct stop *a = left, *b = right;

	if (a->producer != b->producer)
		return a->producer < b->producer ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->kitchen != b->kitchen)
		return a->kitchen < b->kitchen ? -1 : 1;
	return (a->link > b->link) - (a->link < b->link);
}

/* One fact a stop: its list holds the links it carries. */
static void add_stop(struct pial_explanation *e, const struct stop *stop, size_t count)
{
	uint32_t *list = pial_arena_zalloc(&e->arena, count, sizeof(*list));
	struct pial_fact *fact;

	for (size_t i = 0; i < count; i++)
		list[i] = stop[i].link;
	fact = add(e, PIAL_FACT_DROP, pial_explain_demand(e, list[0]),
		   e->instance->link[list[0]].supply, 0);
	fact->producer = true;
	fact->list = list;
	fact->listed = count;
}

static void add_stops(struct pial_explanation *e)
{
	const struct pial_instance *in = e->instance;
	struct stop *stop = pial_calloc(in->links + 1, sizeof(*stop));
	size_t stops = 0, begin = 0;

	for (size_t l = 0; l < in->links; l++) {
		const struct pial_link *link = &in->link[l];
		const struct pial_demand *demand =
			&in->demand[pial_explain_demand(e, (uint32_t)l)];

		if (e->packs[l])
			stop[stops++] = (struct stop){
				in->supply[link->supply].producer, demand->day.n,
				pial_demand_kitchen(in, demand), (uint32_t)l };
	}
	if (stops)
		qsort(stop, stops, sizeof(*stop), by_stop);
	for (size_t i = 1; i <= stops; i++) {
		if (i < stops && stop[i].producer == stop[begin].producer &&
		    stop[i].day == stop[begin].day && stop[i].kitchen == stop[begin].kitchen)
			continue;
		add_stop(e, &stop[begin], i - begin);
		begin = i;
	}
	free(stop);
}

/* Grams of a pack of an offer; 0 when nobody can say. */
static int64_t grams_of(const struct pial_supply *supply)
{
	struct pial_mass mass;
	bool assumed;

	return pial_mass_of(supply->product->pack,
			    pial_product_unit_mass(supply->product, &assumed), PIAL_ROUND_HALF_UP,
			    &mass) ? mass.g : 0;
}

/* Grams that a producer sells in the week, in the plan that is told or in the ideal one. */
static int64_t sold(const struct pial_explanation *e, const struct pial_producer *producer,
		    bool ideal)
{
	const struct pial_instance *in = e->instance;
	int64_t grams = 0;

	for (size_t l = 0; l < in->links; l++) {
		const struct pial_supply *supply = &in->supply[in->link[l].supply];

		if (supply->producer == producer)
			grams += (ideal ? in->link[l].packs : e->packs[l]) * grams_of(supply);
	}
	return grams;
}

/* Producers whose week is heavier or lighter than in the ideal plan, at their first offer. */
static void add_bands(struct pial_explanation *e)
{
	const struct pial_producer *last = NULL;

	for (size_t s = 0; s < e->instance->supplies; s++) {
		const struct pial_producer *producer = e->instance->supply[s].producer;
		int64_t told, ideal;
		struct pial_fact *fact;

		if (producer == last)
			continue;
		last = producer;
		told = sold(e, producer, false);
		ideal = sold(e, producer, true);
		if (told == ideal)
			continue;
		fact = add(e, PIAL_FACT_BAND, 0, (uint32_t)s, told);
		fact->producer = true;
		fact->ideal = ideal;
	}
}

/* Takes the packs that are told from the rows of a plan. */
static void take_packs(struct pial_explanation *e, const struct pial_allocation *row, size_t rows)
{
	const struct pial_instance *in = e->instance;

	e->packs = pial_arena_zalloc(&e->arena, in->links + 1, sizeof(*e->packs));
	for (size_t i = 0; i < rows; i++) {
		const struct pial_demand *demand = pial_find_demand(in, &row[i]);
		const struct pial_supply *supply = pial_find_supply(in, &row[i]);
		const struct pial_link *link;

		if (!row[i].producer.n || !demand || !supply)
			continue;
		link = pial_find_link(in, demand, supply);
		if (link)
			e->packs[link - in->link] +=
				row[i].quantity.milli / supply->product->pack.milli;
	}
}

void pial_explain_init(struct pial_explanation *explanation, const struct pial_proof *proof,
		       const struct pial_allocation *row, size_t rows)
{
	*explanation = (struct pial_explanation){ .instance = &proof->instance, .proof = proof };
	pial_arena_init(&explanation->arena);
	take_packs(explanation, row, rows);
	pial_why_init(&explanation->why, &proof->instance, &explanation->arena);
	for (size_t d = 0; d < proof->instance.demands; d++)
		add_row(explanation, (uint32_t)d);
	explanation->row_facts = explanation->facts;
	pial_explain_share_of_producers(explanation);
	add_bands(explanation);
	for (size_t s = 0; s < proof->instance.supplies; s++)
		add_left(explanation, (uint32_t)s);
	add_stops(explanation);
}

void pial_explain_release(struct pial_explanation *explanation)
{
	free(explanation->fact);
	pial_arena_release(&explanation->arena);
	explanation->fact = NULL;
	explanation->facts = explanation->cap = 0;
}
