/*
 * The cheapest exchange by Bellman and Ford (1958), one pack at a time.
 *
 * A pack too many at an offer is passed on: a row that the offer serves takes its pack elsewhere,
 * or another offer of the same producer gives one less. The walk ends where the producer who left
 * the row gives one more. Costs are pairs, substituted packs before metres x grams, as in level 7.
 * Dijkstra's algorithm was rejected: some steps of an exchange bring a kitchen nearer.
 */
#include "engine/why.h"

#include "base/banned.h"
#include "engine/ratio.h"
#include "num/round.h"

#define NOWHERE UINT32_MAX

/* Cost of a way, compared member by member. */
struct cost {
	int64_t substituted;	/* packs */
	pial_i128 metre_grams;	/* metres x grams */
};

/* Nodes: supplies (one pack too many there), parties (one too many in all), demands (one short). */
struct walk {
	struct pial_why *why;	/* whose */
	struct cost *cost;	/* of the cheapest way to a node so far */
	uint32_t *from;		/* node before it; NOWHERE: not reached */
	uint32_t *queue;	/* nodes to look at again, a ring */
	bool *queued;		/* in the ring */
	size_t nodes, head, tail;	/* how many; ends of the ring */
	uint64_t patience;	/* looks left; a plan that is not ideal may go round for ever */
	uint32_t party;		/* who may give one more: the end of the walk */
	uint32_t freed;		/* supply that gives one less to the row asked about */
	uint32_t asked;		/* that row: no step of its own again */
};

static uint32_t party_node(const struct walk *w, uint32_t supply)
{
	return (uint32_t)w->why->instance->supplies + w->why->party[supply];
}

static uint32_t demand_node(const struct walk *w, uint32_t demand)
{
	return (uint32_t)w->why->instance->supplies + w->why->parties + demand;
}

static bool less(struct cost a, struct cost b)
{
	if (a.substituted != b.substituted)
		return a.substituted < b.substituted;
	return a.metre_grams < b.metre_grams;
}

/* Cost of a pack on a link; metres x grams of one pack fit 64 bits. */
static struct cost cost_of(const struct walk *w, const struct pial_link *link)
{
	const struct pial_product *product = w->why->instance->supply[link->supply].product;
	struct pial_mass mass = { 0 };
	bool assumed;

	if (!pial_mass_of(product->pack, pial_product_unit_mass(product, &assumed),
			  PIAL_ROUND_HALF_UP, &mass))
		mass.g = 0;
	return (struct cost){ link->substitute, (pial_i128)mass.g * link->metres };
}

static void reach(struct walk *w, uint32_t node, uint32_t from, struct cost cost)
{
	if (w->from[node] != NOWHERE && !less(cost, w->cost[node]))
		return;
	w->cost[node] = cost;
	w->from[node] = from;
	if (w->queued[node])
		return;
	w->queued[node] = true;
	w->queue[w->tail] = node;
	w->tail = (w->tail + 1) % (w->nodes + 1);
}

/* From a supply with one pack too many: rows it serves, or its party when it has room itself. */
static void leave_supply(struct walk *w, uint32_t s)
{
	const struct pial_instance *instance = w->why->instance;
	struct cost here = w->cost[s];

	if (s == w->freed || (w->why->party[s] == w->party && instance->supply[s].left > 0))
		return;
	if (instance->supply[s].left > 0)
		reach(w, party_node(w, s), s, here);
	for (uint32_t i = w->why->first[s]; i < w->why->first[s + 1]; i++) {
		const struct pial_link *link = &instance->link[w->why->by_supply[i]];
		struct cost one = cost_of(w, link);

		/* What was given to orders in time does not move for one that came late. */
		if (link->packs > 0 && !link->pinned && link->demand != w->asked &&
		    instance->demand[link->demand].late == instance->demand[w->asked].late)
			reach(w, demand_node(w, link->demand), s, (struct cost){
				here.substituted - one.substituted,
				here.metre_grams - one.metre_grams });
	}
}

/* From a party with one pack too many: any of its offers may give one less. */
static void leave_party(struct walk *w, uint32_t node)
{
	const struct pial_instance *instance = w->why->instance;

	for (uint32_t s = 0; s < instance->supplies; s++)
		if (party_node(w, s) == node)
			reach(w, s, node, w->cost[node]);
}

/* From a row that is one pack short: any offer allowed to it. */
static void leave_demand(struct walk *w, uint32_t node)
{
	const struct pial_instance *instance = w->why->instance;
	const struct pial_demand *demand = &instance->demand[node - demand_node(w, 0)];
	struct cost here = w->cost[node];

	for (uint32_t l = pial_demand_first(instance, demand);
	     l < pial_demand_end(instance, demand); l++) {
		const struct pial_link *link = &instance->link[l];
		struct cost one = cost_of(w, link);

		if (!link->pinned)
			reach(w, link->supply, node, (struct cost){
				here.substituted + one.substituted,
				here.metre_grams + one.metre_grams });
	}
}

/* False when patience ended. */
static bool walk(struct walk *w)
{
	uint32_t parties = (uint32_t)w->why->instance->supplies;

	for (; w->head != w->tail; w->patience--) {
		uint32_t node = w->queue[w->head];

		if (!w->patience)
			return false;
		w->head = (w->head + 1) % (w->nodes + 1);
		w->queued[node] = false;
		if (node < parties)
			leave_supply(w, node);
		else if (node < demand_node(w, 0))
			leave_party(w, node);
		else
			leave_demand(w, node);
	}
	return true;
}

/* The supply at which the cheapest way ends, or NOWHERE. */
static uint32_t end_of(const struct walk *w)
{
	const struct pial_instance *instance = w->why->instance;
	uint32_t best = NOWHERE;

	for (uint32_t s = 0; s < instance->supplies; s++) {
		if (w->from[s] == NOWHERE || w->why->party[s] != w->party ||
		    (s != w->freed && instance->supply[s].left <= 0))
			continue;
		if (best == NOWHERE || less(w->cost[s], w->cost[best]))
			best = s;
	}
	return best;
}

/* Writes the steps of the way to a supply, first step first. */
static void write_steps(const struct walk *w, uint32_t end, struct pial_why_swap *swap)
{
	uint32_t node = end;
	size_t steps = 1;

	for (uint32_t v = end; w->from[v] != v; v = w->from[v])
		steps += v >= demand_node(w, 0);
	swap->step = pial_arena_zalloc(w->why->arena, steps, sizeof(*swap->step));
	swap->steps = steps;
	for (size_t i = steps; i-- > 1;) {
		struct pial_why_step *step = &swap->step[i];

		while (w->from[node] < demand_node(w, 0))
			node = w->from[node];
		step->gains = node;
		step->demand = w->from[node] - demand_node(w, 0);
		node = w->from[w->from[node]];
		step->loses = node;
	}
	swap->step[0] = (struct pial_why_step){ w->asked, w->freed, swap->nearer };
}

/* Looks for the cheapest exchange that lets `nearer` serve a row instead of `used`. */
static void exchange(struct pial_why *why, uint32_t demand, const struct pial_link *nearer,
		     const struct pial_link *used, struct pial_why_swap *swap)
{
	size_t nodes = why->instance->supplies + why->parties + why->instance->demands;
	struct walk w = { .why = why, .nodes = nodes, .party = why->party[used->supply],
			  .freed = used->supply, .asked = demand,
			  .patience = (uint64_t)nodes * nodes };
	struct cost before = cost_of(&w, used), after = cost_of(&w, nearer);
	uint32_t end;

	w.cost = pial_arena_zalloc(why->arena, nodes, sizeof(*w.cost));
	w.from = pial_arena_zalloc(why->arena, nodes, sizeof(*w.from));
	w.queue = pial_arena_zalloc(why->arena, nodes + 1, sizeof(*w.queue));
	w.queued = pial_arena_zalloc(why->arena, nodes, sizeof(*w.queued));
	for (size_t v = 0; v < nodes; v++)
		w.from[v] = NOWHERE;
	reach(&w, nearer->supply, nearer->supply, (struct cost){
		after.substituted - before.substituted, after.metre_grams - before.metre_grams });
	if (!walk(&w))
		return;
	end = end_of(&w);
	if (end == NOWHERE)
		return;
	swap->substituted = w.cost[end].substituted;
	swap->metre_grams = w.cost[end].metre_grams;
	write_steps(&w, end, swap);
}

bool pial_why_far(struct pial_why *why, uint32_t demand, struct pial_why_swap *swap)
{
	const struct pial_instance *instance = why->instance;
	const struct pial_link *used = NULL, *nearer = NULL;

	*swap = (struct pial_why_swap){ .steps = 0 };
	for (uint32_t l = instance->link_at[demand]; l < instance->link_at[demand + 1]; l++) {
		const struct pial_link *link = &instance->link[l];

		if (link->packs && !link->pinned && (!used || link->metres > used->metres))
			used = link;
	}
	for (uint32_t l = instance->link_at[demand];
	     used && l < instance->link_at[demand + 1]; l++) {
		const struct pial_link *link = &instance->link[l];

		if (!link->pinned && link->metres < used->metres &&
		    link->packs < instance->supply[link->supply].packs &&
		    why->party[link->supply] != why->party[used->supply] &&
		    (!nearer || link->metres < nearer->metres))
			nearer = link;
	}
	if (!nearer)
		return false;
	swap->nearer = nearer->supply;
	exchange(why, demand, nearer, used, swap);
	return true;
}
