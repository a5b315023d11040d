/*
 * Who may bring what to whom is the weekly instance's own list of pairs, so that a round never
 * promises what the week then forbids. Flows go from needs to offers: they are full when everything
 * is served, whatever is left on the farms.
 */
#include "engine/rounds_week.h"

#include <stdlib.h>
#include <string.h>

#include "engine/flow.h"
#include "engine/instance.h"
#include "num/round.h"

#include "base/banned.h"

#define NONE UINT32_MAX

/* A need while the week is read. */
struct need {
	uint32_t kitchen;		/* place in the model's table */
	uint32_t product;		/* likewise */
	int64_t packs;			/* wanted */
};

/* A pair of a need and an offer. */
struct pair {
	uint32_t need;			/* which */
	uint32_t supply;		/* in the instance */
	int32_t metres;			/* distance */
	int64_t mass;			/* grams of a pack */
};

struct reading {
	const struct pial_rounds_input *input;	/* what was asked */
	const struct pial_instance *instance;	/* the week's */
	struct pial_arena *arena;		/* holds all below */
	struct need *need;			/* by kitchen and product, then day */
	uint32_t needs;				/* how many */
	struct pair *pair;			/* by need, then offer */
	uint32_t pairs;				/* how many */
};

static int by_need(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;

	if (a->need != b->need)
		return a->need < b->need ? -1 : 1;
	return (a->supply > b->supply) - (a->supply < b->supply);
}

/* The need that an order is part of, or a new one. */
static uint32_t need_of(struct reading *reading, const struct pial_demand *demand)
{
	uint32_t at = 0;

	for (; reading->input->any_day && at < reading->needs; at++)
		if (reading->need[at].kitchen == demand->kitchen &&
		    reading->need[at].product == demand->product)
			return at;
	reading->need[reading->needs] =
		(struct need){ demand->kitchen, demand->product, demand->packs };
	return reading->needs++;
}

/* Grams of a pack of an offer; 0 when too large. */
static int64_t pack_mass(const struct pial_supply *supply)
{
	struct pial_mass mass;
	bool assumed;

	if (!pial_mass_of(supply->product->pack,
			  pial_product_unit_mass(supply->product, &assumed), PIAL_ROUND_HALF_UP,
			  &mass))
		return 0;
	return mass.g;
}

/* Sorts the pairs; those of one need on several days become one. */
static void sort_pairs(struct reading *reading)
{
	uint32_t kept = 0;

	if (reading->pairs)
		qsort(reading->pair, reading->pairs, sizeof(*reading->pair), by_need);
	for (uint32_t i = 0; i < reading->pairs; i++)
		if (!kept || by_need(&reading->pair[kept - 1], &reading->pair[i]))
			reading->pair[kept++] = reading->pair[i];
	reading->pairs = kept;
}

static bool read_pairs(struct reading *reading)
{
	const struct pial_instance *instance = reading->instance;

	reading->need = pial_arena_zalloc(reading->arena, instance->demands + 1,
					  sizeof(*reading->need));
	reading->pair = pial_arena_zalloc(reading->arena, instance->links + 1,
					  sizeof(*reading->pair));
	for (size_t d = 0; d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];
		uint32_t need = need_of(reading, demand);

		for (uint32_t l = instance->link_at[d]; l < instance->link_at[d + 1]; l++) {
			const struct pial_link *link = &instance->link[l];
			int64_t mass = pack_mass(&instance->supply[link->supply]);

			if (link->substitute)
				continue;
			if (!mass)
				return false;
			reading->pair[reading->pairs++] =
				(struct pair){ need, link->supply, link->metres, mass };
		}
	}
	sort_pairs(reading);
	return true;
}

/* ---- Flows ---- */

/* A network of needs (first) and offers, with the arcs of one tier or of open pairs. */
struct flow {
	struct pial_net net;		/* the network */
	struct pial_arena arena;	/* holds it */
	uint32_t *node;			/* all its nodes */
};

static void flow_init(struct flow *flow, uint32_t nodes, uint32_t arcs)
{
	pial_arena_init(&flow->arena);
	pial_net_init(&flow->net, nodes, arcs, &flow->arena);
	flow->node = pial_arena_zalloc(&flow->arena, nodes + 1, sizeof(*flow->node));
	for (uint32_t i = 0; i < nodes; i++)
		flow->node[i] = i;
}

/* Serves as much as can be; false when sums are too large. */
static bool flow_run(struct flow *flow)
{
	if (!pial_net_start(&flow->net, flow->node, flow->net.nodes, 1))
		return false;
	(void)pial_net_max(&flow->net, flow->node, flow->net.nodes);
	return true;
}

/* Packs on the arcs that leave a need, from place first of its list on. */
static int64_t carried(const struct flow *flow, uint32_t place)
{
	return (int64_t)pial_net_carried(&flow->net, place);
}

/* ---- The week ---- */

/* Serves the needs that are left through the offers of one tier; their rows go into the net. */
static bool serve(struct reading *reading, struct pial_rounds_net *net, uint8_t tier)
{
	const struct pial_instance *instance = reading->instance;
	struct flow flow;
	bool ok;

	flow_init(&flow, reading->needs + (uint32_t)instance->supplies, reading->pairs);
	for (uint32_t i = 0; i < reading->pairs; i++)
		if (instance->supply[reading->pair[i].supply].producer->tier == tier)
			pial_net_arc(&flow.net, reading->pair[i].need,
				     reading->needs + reading->pair[i].supply, PIAL_ARC_FREE);
	pial_net_ready(&flow.net);
	for (uint32_t n = 0; n < reading->needs; n++)
		flow.net.src[n] = reading->need[n].packs;
	for (size_t s = 0; s < instance->supplies; s++)
		flow.net.out[reading->needs + s] = instance->supply[s].packs;
	ok = flow_run(&flow);
	for (uint32_t i = 0, n = NONE, place = 0; ok && i < reading->pairs; i++) {
		const struct pair *pair = &reading->pair[i];
		struct pial_rounds_row *row;

		if (instance->supply[pair->supply].producer->tier != tier)
			continue;
		if (pair->need != n) {
			n = pair->need;
			place = flow.net.first[n];
			net->row[net->rows++] = (struct pial_rounds_row){
				.first = net->arcs, .kitchen = reading->need[n].kitchen,
				.tier = tier };
		}
		row = &net->row[net->rows - 1];
		net->arc[net->arcs] = (struct pial_rounds_arc){
			.row = net->rows - 1, .offer = pair->supply, .metres = pair->metres,
			.mass = pair->mass, .packs = carried(&flow, place++) };
		row->need += net->arc[net->arcs++].packs;
		row->count++;
	}
	pial_arena_release(&flow.arena);
	return ok;
}

/* What the growers serve, partners need not. */
static void take_served(struct reading *reading, const struct pial_rounds_net *net)
{
	uint32_t n = 0;

	for (uint32_t i = 0, arc = 0; i < reading->pairs && arc < net->arcs; i++) {
		const struct pair *pair = &reading->pair[i];

		if (reading->instance->supply[pair->supply].producer->tier != 1)
			continue;
		n = pair->need;
		reading->need[n].packs -= net->arc[arc++].packs;
	}
}

static bool make_net(struct reading *reading, struct pial_rounds_net *net,
		     struct pial_arena *arena)
{
	const struct pial_instance *instance = reading->instance;

	net->row = pial_arena_zalloc(arena, 2 * (size_t)reading->needs + 1, sizeof(*net->row));
	net->arc = pial_arena_zalloc(arena, reading->pairs + 1, sizeof(*net->arc));
	net->offer = pial_arena_zalloc(arena, instance->supplies + 1, sizeof(*net->offer));
	for (; net->offers < instance->supplies; net->offers++) {
		const struct pial_supply *supply = &instance->supply[net->offers];

		net->offer[net->offers] = (struct pial_rounds_offer){
			(uint32_t)(supply->producer - reading->input->model->producer),
			supply->packs };
	}
	for (uint32_t n = 0; n < reading->needs; n++)
		net->wanted += reading->need[n].packs;
	if (!serve(reading, net, 1))
		return false;
	take_served(reading, net);
	return serve(reading, net, 2);
}

bool pial_rounds_net_init(struct pial_rounds_net *net, const struct pial_rounds_input *input,
			  const struct pial_rounds_week *week, struct pial_arena *arena,
			  struct pial_diags *diags)
{
	struct pial_allocate_input asked = {
		.model = input->model, .week = week->week, .order = week->order,
		.orders = week->orders, .orders_file = week->orders_file, .offer = week->offer,
		.offers = week->offers, .offers_file = week->offers_file, .jobs = 1,
	};
	struct pial_instance instance;
	struct reading reading = { .input = input, .instance = &instance };
	struct pial_arena scratch;
	bool ok;

	memset(net, 0, sizeof(*net));
	pial_arena_init(&scratch);
	reading.arena = &scratch;
	ok = pial_instance_init(&instance, &asked, &scratch, diags);
	if (ok) {
		pial_instance_link_all(&instance);
		ok = (read_pairs(&reading) && make_net(&reading, net, arena)) ||
		     pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	}
	pial_instance_release(&instance);
	pial_arena_release(&scratch);
	return ok;
}

int64_t pial_rounds_net_lost(const struct pial_rounds_net *net, const bool *open, size_t kitchens)
{
	int64_t lost = 0;
	struct flow flow;

	flow_init(&flow, net->rows + net->offers, net->arcs);
	for (uint32_t a = 0; a < net->arcs; a++) {
		const struct pial_rounds_arc *arc = &net->arc[a];
		size_t producer = net->offer[arc->offer].producer;

		if (open[producer * kitchens + net->row[arc->row].kitchen])
			pial_net_arc(&flow.net, arc->row, net->rows + arc->offer, PIAL_ARC_FREE);
	}
	pial_net_ready(&flow.net);
	for (uint32_t r = 0; r < net->rows; r++) {
		flow.net.src[r] = net->row[r].need;
		lost += net->row[r].need;
	}
	for (uint32_t o = 0; o < net->offers; o++)
		flow.net.out[net->rows + o] = net->offer[o].packs;
	/* The same sums went through when the net was made. */
	if (flow_run(&flow))
		for (uint32_t r = 0; r < net->rows; r++)
			for (uint32_t i = flow.net.first[r]; i < flow.net.first[r + 1]; i++)
				lost -= carried(&flow, i);
	pial_arena_release(&flow.arena);
	return lost;
}
