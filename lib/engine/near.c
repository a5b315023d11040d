/*
 * One network simplex, six costs, then one search an arc.
 *
 * Where all offers are their producers' only ones and most pairs are open, the first cost that
 * matters is minimised over a table of rows and offers; only pairs that can still carry something
 * else become arcs. Elsewhere, and when numbers are too large for the table, all pairs are arcs at
 * once.
 *
 * A producer of tier 1 gives what level 5 says, through its offers; partners share what is left
 * through one common node, so that proximity chooses between them. A stage whose costs are all
 * the same is skipped, and so is everything once no arc is loose.
 */
#include "engine/near.h"

#include <string.h>

#include "engine/near_priv.h"
#include "num/round.h"

#include "base/banned.h"

static const struct pial_supply *supply_of(const struct pial_near *near, size_t s)
{
	return &near->component->instance->supply[near->component->part->supply[s]];
}

/* True when an offer is the only one of its producer in the component: owners come in order. */
static bool is_alone(const struct pial_component *c, size_t s)
{
	uint32_t owner = c->owner[s];

	return owner && (!s || c->owner[s - 1] != owner) &&
	       (s + 1 == c->part->supplies || c->owner[s + 1] != owner);
}

/* Sets what producers and partners give and how it gets to their offers. */
static bool feed_offers(struct pial_near *near, int64_t wanted)
{
	const struct pial_component *c = near->component;
	uint32_t first = near->rows + near->offers, pool = first + (uint32_t)c->producers;

	for (uint32_t p = 0; p < c->producers; p++)
		wanted -= c->sold[p] - c->producer_base[p];
	if (wanted < 0)
		return false;
	near->supply[pool] = wanted;
	for (uint32_t s = 0; s < near->offers; s++) {
		uint32_t p = c->owner[s] - 1, from = c->owner[s] ? first + p : pool;
		int64_t sold = c->owner[s] ? c->sold[p] - c->producer_base[p] : 0;

		near->feed[s] = UINT32_MAX;
		if (is_alone(c, s)) {
			near->supply[near->rows + s] = sold;
			continue;
		}
		if (c->owner[s])
			near->supply[from] = sold;
		near->feed[s] = pial_simplex_arc(&near->simplex, from, near->rows + s,
						 supply_of(near, s)->left);
	}
	return true;
}

/* Most packs of an arc that stands for a pair. */
static int64_t arc_limit(const struct pial_component *c, size_t i)
{
	int64_t limit = pial_link_limit(c->instance, c->open[i].link);

	return limit == PIAL_LINK_FREE ? PIAL_FLOW_FREE : limit;
}

/* Adds an arc for each pair of a row that gets and an offer that gives something. */
static void add_pairs(struct pial_near *near)
{
	const struct pial_component *c = near->component;

	for (size_t i = 0; i < c->opens; i++) {
		uint32_t offer = c->open[i].offer;

		near->arc[i] = UINT32_MAX;
		if (!near->supply[c->open[i].row] ||
		    (near->feed[offer] == UINT32_MAX && !near->supply[near->rows + offer]))
			continue;
		near->open[near->simplex.arcs] = (uint32_t)i;
		near->arc[i] = pial_simplex_arc(&near->simplex, near->rows + offer, c->open[i].row,
						arc_limit(c, i));
	}
}

/* Mass of a pack of an offer; -1: out of range. */
static int64_t grams_of(const struct pial_near *near, uint32_t offer)
{
	const struct pial_product *product = supply_of(near, offer)->product;
	struct pial_mass mass;
	bool assumed;

	return pial_mass_of(product->pack, pial_product_unit_mass(product, &assumed),
			    PIAL_ROUND_HALF_UP, &mass) ? mass.g : -1;
}

/* Lists what offers' packs weigh; mostly all offer the same product. */
static void weigh_offers(struct pial_near *near)
{
	const struct pial_product *last = NULL;

	near->even = true;
	for (uint32_t s = 0; s < near->offers; s++) {
		const struct pial_product *product = supply_of(near, s)->product;

		near->grams[s] = product == last ? near->grams[s - 1] : grams_of(near, s);
		near->even &= near->grams[s] >= 0 && near->grams[s] == near->grams[0];
		last = product;
	}
}

/* True when a table is right: no offer needs feeding, no pair has a limit, most pairs are open. */
static bool is_table(const struct pial_near *near)
{
	const struct pial_component *c = near->component;

	for (size_t s = 0; s < near->offers; s++)
		if (!is_alone(c, s))
			return false;
	return !c->instance->limit && (uint64_t)near->rows * near->offers <= 4 * (uint64_t)c->opens;
}

/* Makes the network with all pairs as arcs. */
static bool list_pairs(struct pial_near *near)
{
	struct pial_component *c = near->component;
	uint32_t nodes = near->rows + near->offers + (uint32_t)c->producers + 1;
	size_t arcs = c->opens + near->offers + 1;

	near->tabled = false;
	pial_simplex_init(&near->simplex, nodes, (uint32_t)arcs, c->arena);
	near->cost = pial_arena_alloc(c->arena, arcs * sizeof(*near->cost));
	near->open = pial_arena_alloc(c->arena, arcs * sizeof(*near->open));
	near->arc = pial_arena_alloc(c->arena, (c->opens + 1) * sizeof(*near->arc));
	near->feed = pial_arena_alloc(c->arena, (near->offers + (size_t)1) * sizeof(*near->feed));
	if (!feed_offers(near, near->wanted))
		return false;
	for (uint32_t a = 0; a < near->simplex.arcs; a++)
		near->open[a] = UINT32_MAX;
	add_pairs(near);
	pial_simplex_ready(&near->simplex, near->supply);
	return true;
}

/* What offers give, each alone, for the table. False when it is not what rows get. */
static bool supply_offers(struct pial_near *near)
{
	const struct pial_component *c = near->component;
	int64_t rest = near->wanted;

	for (uint32_t s = 0; s < near->offers; s++) {
		uint32_t p = c->owner[s] - 1;

		near->supply[near->rows + s] = c->sold[p] - c->producer_base[p];
		rest -= near->supply[near->rows + s];
	}
	return !rest;
}

/* Makes the table, or the network where none is right. */
static bool build(struct pial_near *near)
{
	struct pial_component *c = near->component;
	size_t nodes = near->rows + near->offers + c->producers + 1;

	/* One piece for three arrays; the last has one entry a row, and one. */
	near->supply = pial_arena_alloc(c->arena, (nodes + near->offers + near->rows / 2 + 1) *
					sizeof(*near->supply));
	memset(near->supply, 0, nodes * sizeof(*near->supply));
	near->grams = near->supply + nodes;
	near->begin = (void *)(near->grams + near->offers);
	for (uint32_t d = 0; d < near->rows; d++) {
		int64_t packs = c->row[d] - pial_demand_fixed(
			c->instance, &c->instance->demand[c->part->demand[d]]);

		near->supply[d] = -packs;
		near->wanted += packs;
	}
	weigh_offers(near);
	near->tabled = is_table(near);
	return near->tabled ? supply_offers(near) : list_pairs(near);
}

/* Cost of a pack on a pair, for a stage. False when out of range. */
typedef bool cost_of(const struct pial_near *near, const struct pial_open *open, int64_t *cost);

static bool cost_substitute(const struct pial_near *near, const struct pial_open *open,
			    int64_t *cost)
{
	(void)near;
	*cost = open->substitute;
	return true;
}

static bool cost_distance(const struct pial_near *near, const struct pial_open *open, int64_t *cost)
{
	int64_t grams = near->grams ? near->grams[open->offer] : grams_of(near, open->offer);

	return grams >= 0 && !__builtin_mul_overflow(grams, (int64_t)open->metres, cost);
}

/* A partner that names no price is paid the contract's: what the kitchen pays. */
static bool cost_price(const struct pial_near *near, const struct pial_open *open, int64_t *cost)
{
	const struct pial_instance *instance = near->component->instance;
	const struct pial_supply *supply = supply_of(near, open->offer);
	const struct pial_demand *demand =
		&instance->demand[near->component->part->demand[open->row]];
	struct pial_price price = supply->offer->price;
	enum pial_price_source source;

	*cost = 0;
	if (supply->producer->tier == 1)
		return true;
	if (pial_price_is_none(price))
		price = pial_demand_order(instance, demand)->price;
	if (pial_price_is_none(price))
		price = pial_model_price(instance->input->model,
					 pial_demand_order(instance, demand)->contract,
					 supply->offer->product, demand->day, &source);
	if (!pial_price_is_none(price))
		*cost = price.e4;
	return true;
}

static int64_t weeks_of(const struct pial_near *near, const struct pial_open *open)
{
	const struct pial_component *c = near->component;
	const struct pial_demand *demand = &c->instance->demand[c->part->demand[open->row]];

	return pial_memory_weeks(c->memory, supply_of(near, open->offer)->producer->id,
				 pial_demand_kitchen(c->instance, demand)->id,
				 c->instance->input->week);
}

static bool cost_met(const struct pial_near *near, const struct pial_open *open, int64_t *cost)
{
	*cost = weeks_of(near, open) == 1 ? -1 : 0;
	return true;
}

static bool cost_rota(const struct pial_near *near, const struct pial_open *open, int64_t *cost)
{
	*cost = -weeks_of(near, open);
	return true;
}

/* Costs of the arcs that are not frozen, and whether they differ. False when out of range. */
static bool list_costs(struct pial_near *near, cost_of *of, bool *differ)
{
	const struct pial_simplex *simplex = &near->simplex;
	bool any = false;
	int64_t first = 0;

	*differ = false;
	for (uint32_t i = 0; i < simplex->looses; i++) {
		uint32_t arc = simplex->loose[i].arc;
		const struct pial_open *open;

		near->cost[arc] = 0;
		if (near->open[arc] == UINT32_MAX)
			continue;
		open = &near->component->open[near->open[arc]];
		/* Distance is asked of every pair, the others of few: a direct call is worth it. */
		if (of == cost_distance ? !cost_distance(near, open, &near->cost[arc])
					: !of(near, open, &near->cost[arc]))
			return false;
		*differ |= any && near->cost[arc] != first;
		first = near->cost[arc];
		any = true;
	}
	return true;
}

static int64_t greatest_common(int64_t a, int64_t b)
{
	while (b) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Makes costs as small as they can be without changing who is cheaper. */
static void shrink(struct pial_near *near)
{
	const struct pial_simplex *simplex = &near->simplex;
	int64_t common = 0;

	for (uint32_t i = 0; i < simplex->looses && common != 1; i++) {
		int64_t b = near->cost[simplex->loose[i].arc];

		common = greatest_common(common, b < 0 ? -b : b);
	}
	for (uint32_t i = 0; common > 1 && i < simplex->looses; i++)
		near->cost[simplex->loose[i].arc] /= common;
}

/* Makes masses as small as they can be; distances weigh the same. False: too large for a table. */
static bool shrink_grams(struct pial_near *near)
{
	int64_t common = 0;

	for (uint32_t s = 0; s < near->offers; s++) {
		if (near->grams[s] < 0 || near->grams[s] > INT32_MAX)
			return false;
		common = greatest_common(near->grams[s], common);
	}
	for (uint32_t s = 0; common > 1 && s < near->offers; s++)
		near->grams[s] /= common;
	return true;
}

struct reach {
	int32_t least, most;	/* costs of a table */
};

/*
 * Lists where rows begin and writes metres in the table: costs, where all packs weigh the same.
 * False when pairs do not come in order, each once.
 */
static bool fill_metres(struct pial_near *near, struct reach *reach)
{
	const struct pial_component *c = near->component;
	const struct pial_open *open = c->open, *end = open + c->opens;
	int32_t *cost = near->grid.cost, least = INT32_MAX, most = INT32_MIN;

	for (uint32_t row = 0; row < near->rows; row++, cost += near->grid.width) {
		int64_t before = -1;

		near->begin[row] = (uint32_t)(open - c->open);
		for (; open < end && open->row == row; open++) {
			int32_t metres = open->metres;

			if (open->offer <= before)
				return false;
			before = open->offer;
			cost[before] = metres;
			least = metres < least ? metres : least;
			most = metres > most ? metres : most;
		}
	}
	near->begin[near->rows] = (uint32_t)c->opens;
	*reach = (struct reach){ least, most };
	return open == end;
}

/* Writes other costs over the metres. False when they do not fit. */
static bool fill_costs(struct pial_near *near, cost_of *of, struct reach *reach)
{
	const struct pial_component *c = near->component;

	*reach = (struct reach){ INT32_MAX, INT32_MIN };
	for (size_t i = 0; i < c->opens; i++) {
		const struct pial_open *open = &c->open[i];
		int64_t cost;

		if (!of(near, open, &cost) || cost >= PIAL_GRID_NONE || cost <= -PIAL_GRID_NONE)
			return false;
		near->grid.cost[(size_t)open->row * near->grid.width + open->offer] = (int32_t)cost;
		reach->least = cost < reach->least ? (int32_t)cost : reach->least;
		reach->most = cost > reach->most ? (int32_t)cost : reach->most;
	}
	return true;
}

/* Makes the table with its costs. False when they do not fit or pairs do not come in order. */
static bool fill_table(struct pial_near *near, cost_of *of, bool *differ)
{
	struct pial_grid *grid = &near->grid;
	struct reach reach;

	pial_grid_init(grid, near->rows, near->offers, near->component->arena);
	if (!fill_metres(near, &reach))
		return false;
	near->metric = of == cost_distance && near->even;
	if (!near->metric &&
	    ((of == cost_distance && !shrink_grams(near)) || !fill_costs(near, of, &reach)))
		return false;
	for (uint32_t s = 0; s < near->offers; s++)
		for (uint32_t row = 0; !near->supply[near->rows + s] && row < near->rows; row++)
			grid->cost[(size_t)row * grid->width + s] = PIAL_GRID_NONE;
	grid->most = reach.most > -reach.least ? reach.most : -reach.least;
	*differ = reach.least < reach.most || near->rows == 1 || near->offers == 1;
	return true;
}

/* Finds the pairs of the arcs that the table left. */
static void find_pairs(struct pial_near *near)
{
	struct pial_arena *arena = near->component->arena;
	size_t arcs = near->simplex.arcs + (size_t)1;

	near->cost = pial_arena_alloc(arena, arcs * sizeof(*near->cost));
	near->open = pial_arena_alloc(arena, arcs * sizeof(*near->open));
	for (uint32_t i = 0; i < near->grid.cells; i++) {
		const struct pial_grid_cell *cell = &near->grid.cell[i];

		if (cell->arc != UINT32_MAX)
			near->open[cell->arc] = pial_near_pair(near, cell->row, cell->column);
	}
}

/*
 * Where there is one row, or one offer, there is one plan: each pair carries what its other end
 * wants. PIAL_STEP_RANGE when pairs do not come in order, each once.
 */
static enum pial_step fill_line(struct pial_near *near)
{
	const struct pial_component *c = near->component;
	struct pial_grid *grid = &near->grid;
	int64_t rest = near->wanted;

	grid->cell = pial_arena_alloc(c->arena, (c->opens + 1) * sizeof(*grid->cell));
	for (uint32_t i = 0; i < c->opens; i++) {
		const struct pial_open *open = &c->open[i];
		int64_t packs = near->rows == 1 ? near->supply[1 + open->offer]
						: -near->supply[open->row];

		if (i && open->row <= open[-1].row && open->offer <= open[-1].offer)
			return PIAL_STEP_RANGE;
		if (packs)
			grid->cell[grid->cells++] = (struct pial_grid_cell){
				open->row, open->offer, UINT32_MAX, packs };
		near->begin[open->row] = near->rows == 1 ? 0 : i;
		near->begin[open->row + 1] = i + 1;
		rest -= packs;
	}
	if (rest)
		return PIAL_STEP_FAULT;
	near->simplex.settled = near->solved = true;
	near->tabled = false;
	return PIAL_STEP_DONE;
}

/* One stage over the table. PIAL_STEP_RANGE: the table is not right after all. */
static enum pial_step stage_table(struct pial_near *near, cost_of *of)
{
	enum pial_step step;
	bool differ;

	if ((near->rows == 1 || near->offers == 1) && of == cost_distance && near->even)
		return fill_line(near);
	if (!fill_table(near, of, &differ))
		return PIAL_STEP_RANGE;
	if (!differ)
		return PIAL_STEP_DONE;
	step = pial_grid_minimise(&near->grid, near->supply);
	if (step != PIAL_STEP_DONE)
		return step;
	near->tabled = false;
	near->solved = true;
	pial_grid_network(&near->grid, &near->simplex);
	if (near->simplex.arcs)
		find_pairs(near);
	return PIAL_STEP_DONE;
}

/* One stage: the cheapest of what is left, unless all that is left costs the same. */
static enum pial_step stage(struct pial_near *near, cost_of *of)
{
	enum pial_step step;
	bool differ;

	if (near->tabled) {
		step = stage_table(near, of);
		if (step != PIAL_STEP_RANGE)
			return step;
		if (!list_pairs(near))
			return PIAL_STEP_FAULT;
	}
	if (near->simplex.settled)
		return PIAL_STEP_DONE;
	if (!list_costs(near, of, &differ))
		return PIAL_STEP_RANGE;
	if (!differ)
		return PIAL_STEP_DONE;
	step = pial_simplex_minimise(&near->simplex, near->cost);
	if (step != PIAL_STEP_RANGE)
		return step;
	shrink(near);
	return pial_simplex_minimise(&near->simplex, near->cost);
}

/* Finds a plan at all when no stage had to. */
static enum pial_step find_any(struct pial_near *near)
{
	if (near->tabled && !list_pairs(near))
		return PIAL_STEP_FAULT;
	if (near->simplex.started || near->solved)
		return PIAL_STEP_DONE;
	memset(near->cost, 0, near->simplex.arcs * sizeof(*near->cost));
	return pial_simplex_minimise(&near->simplex, near->cost);
}

/* Between partners, the first in the order of ids gives most, then the second. */
static enum pial_step partners(struct pial_near *near)
{
	const struct pial_producer *last = NULL;
	const struct pial_component *c = near->component;

	for (uint32_t s = 0; s < near->offers; s++) {
		const struct pial_producer *partner = supply_of(near, s)->producer;
		enum pial_step step;

		if (c->owner[s] || partner == last)
			continue;
		last = partner;
		memset(near->cost, 0, near->simplex.arcs * sizeof(*near->cost));
		for (uint32_t t = s; t < near->offers && supply_of(near, t)->producer == partner;
		     t++)
			near->cost[near->feed[t]] = -1;
		step = pial_simplex_minimise(&near->simplex, near->cost);
		if (step != PIAL_STEP_DONE)
			return step;
	}
	return PIAL_STEP_DONE;
}

static enum pial_step stages(struct pial_near *near)
{
	enum pial_step step = PIAL_STEP_DONE;
	bool several = false;
	uint32_t first = UINT32_MAX, pooled = 0;

	/* In a table there are no partners. */
	for (uint32_t s = 0; !near->tabled && s < near->offers; s++) {
		if (near->component->owner[s])
			continue;
		pooled++;
		several |= first != UINT32_MAX &&
			   supply_of(near, s)->producer != supply_of(near, first)->producer;
		first = s;
	}
	if (near->component->swaps)
		step = stage(near, cost_substitute);
	if (step == PIAL_STEP_DONE)
		step = stage(near, cost_distance);
	if (step == PIAL_STEP_DONE && pooled > 1)
		step = stage(near, cost_price);
	if (step == PIAL_STEP_DONE && several)
		step = partners(near);
	/* Where nobody ever met, all pairs cost the same. */
	if (step == PIAL_STEP_DONE && near->component->memory->meetings)
		step = stage(near, cost_met);
	if (step == PIAL_STEP_DONE && near->component->memory->meetings)
		step = stage(near, cost_rota);
	return step == PIAL_STEP_DONE ? find_any(near) : step;
}

/* Last, the pairs' packs lexicographically greatest in key order. */
static void find_greatest(struct pial_near *near)
{
	struct pial_simplex *simplex = &near->simplex;
	uint32_t count = 0, *listed = pial_arena_alloc(near->component->arena,
						       simplex->looses * sizeof(*listed));

	for (uint32_t i = 0; i < simplex->looses; i++)
		if (near->open[simplex->loose[i].arc] != UINT32_MAX)
			listed[count++] = simplex->loose[i].arc;
	pial_simplex_greatest(simplex, listed, count);
}

enum pial_step pial_component_join(struct pial_component *component)
{
	struct pial_near near = { .component = component,
				  .rows = (uint32_t)component->part->demands,
				  .offers = (uint32_t)component->part->supplies };
	enum pial_step step;

	if (!build(&near))
		return PIAL_STEP_FAULT;
	step = stages(&near);
	if (step != PIAL_STEP_DONE)
		return step;
	if (!near.simplex.settled)
		find_greatest(&near);
	pial_near_give(&near);
	return PIAL_STEP_DONE;
}

bool pial_near_cost(const struct pial_component *component, enum pial_proof_cost cost,
		    const struct pial_link *link, int64_t *value)
{
	static cost_of *const of[PIAL_COSTS] = { cost_substitute, cost_distance, cost_price,
						 cost_met, cost_rota };
	struct pial_component copy = *component;
	const struct pial_near near = { .component = &copy };
	const struct pial_instance *instance = component->instance;
	const struct pial_open open = { .row = instance->demand[link->demand].local,
					.offer = instance->supply[link->supply].local,
					.metres = link->metres,
					.substitute = link->substitute };

	return of[cost](&near, &open, value);
}
