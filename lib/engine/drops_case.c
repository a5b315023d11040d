/*
 * Arcs first, in the instance's order; drops, offers and producers are then what the arcs name,
 * each sorted by key through places in the model's sorted tables.
 *
 * A pack whose price nobody knows is worth a whole drop: a book without prices then has no drop
 * that is too small, rather than none that is large enough.
 */
#include "engine/drops_case.h"

#include <stdlib.h>

#include "engine/outcome.h"
#include "engine/ratio.h"
#include "num/round.h"

#include "base/banned.h"

#define NONE UINT32_MAX
/* Ten-millionths of a euro in a cent. */
#define VALUE_PER_CENT 100000
/* Grams of a whole week, and metres x grams of a pack, stay below these: sums then fit. */
#define GRAMS_MAX ((int64_t)1 << 52)
#define WAY_MAX ((int64_t)1 << 54)

/* Where an arc or a pin belongs before drops have numbers. */
struct place {
	uint16_t day;		/* date */
	uint32_t kitchen;	/* place in the model's table; 0 with a hub */
	uint32_t maker;		/* producer's place in the model's table */
	uint32_t arc;		/* which, or NONE for a pin that carries packs */
	uint32_t link;		/* in the instance */
};

/* What is needed while the case is made. */
struct work {
	struct pial_drops_case *drops;	/* being made */
	const struct pial_model *model;	/* of the book */
	bool hub;			/* all drops are at the hub */
	struct pial_kitchen at_hub;	/* the hub as a place to go to */
	struct pial_producer from_hub;	/* the hub as a place to come from */
	struct place *place;		/* of arcs and pins with packs */
	uint32_t places;		/* how many */
	uint32_t *offer_of;		/* supply to offer, or NONE */
	uint32_t *maker_of;		/* producer's place to maker, or NONE */
};

static const struct pial_link *link_at(const struct work *work, uint32_t link)
{
	return &work->drops->instance->link[link];
}

static const struct pial_supply *supply_of(const struct work *work, uint32_t link)
{
	return &work->drops->instance->supply[link_at(work, link)->supply];
}

static const struct pial_demand *demand_of(const struct work *work, uint32_t link)
{
	return &work->drops->instance->demand[link_at(work, link)->demand];
}

static uint32_t maker_place(const struct work *work, uint32_t link)
{
	return (uint32_t)(supply_of(work, link)->producer - work->model->producer);
}

/* Grams of a pack; false when too large. */
static bool pack_mass(const struct pial_product *product, int64_t *grams)
{
	struct pial_mass mass;
	bool assumed;

	if (!pial_mass_of(product->pack, pial_product_unit_mass(product, &assumed),
			  PIAL_ROUND_HALF_UP, &mass))
		return false;
	*grams = mass.g;
	return mass.g <= GRAMS_MAX;
}

/* Metres that a pack of a link travels. */
static int64_t metres_of(const struct work *work, uint32_t link)
{
	enum pial_distance_source source;
	int64_t metres;

	if (!work->hub)
		return link_at(work, link)->metres;
	metres = pial_model_distance(work->model, supply_of(work, link)->producer, &work->at_hub,
				     &source).m;
	return metres + pial_model_distance(work->model, &work->from_hub,
					    pial_demand_kitchen(work->drops->instance,
							demand_of(work, link)),
				    &source).m;
}

/* Grams, and metres x grams, of a pack of a link. */
static enum pial_step weigh_pack(const struct work *work, uint32_t link, int64_t *mass,
				 int64_t *way)
{
	pial_i128 product;

	if (!pack_mass(supply_of(work, link)->product, mass))
		return PIAL_STEP_RANGE;
	product = (pial_i128)*mass * metres_of(work, link);
	*way = (int64_t)product;
	return product <= WAY_MAX ? PIAL_STEP_DONE : PIAL_STEP_RANGE;
}

/* Least value of a drop of a producer: its own, else the policy's; 0: none. */
static int64_t least_value(const struct work *work, const struct pial_producer *producer)
{
	struct pial_money least = producer->min_drop;

	if (pial_money_is_none(least))
		least = work->model->policy.drops.min_drop;
	return pial_money_is_none(least) ? 0 : least.cents * VALUE_PER_CENT;
}

/* Value of some packs of a link, at most that of the least drop. */
static int64_t value_of(const struct work *work, uint32_t link, int64_t packs)
{
	const struct pial_product *product = supply_of(work, link)->product;
	int64_t least = least_value(work, supply_of(work, link)->producer), mass;
	struct pial_price price = pial_outcome_price(work->drops->instance, demand_of(work, link),
						     product);
	pial_i128 value;

	if (pial_price_is_none(price) || !pack_mass(product, &mass))
		return packs ? least : 0;
	if (pial_product_priced_unit(product) == PIAL_UNIT_KG)
		value = (pial_i128)mass * price.e4 * packs;
	else
		value = (pial_i128)product->pack.milli * price.e4 * packs;
	return value < least ? (int64_t)value : least;
}

static void start(struct work *work, struct pial_drops_case *drops,
		  const struct pial_instance *instance)
{
	const struct pial_model *model = instance->input->model;
	const struct pial_hub *hub = &model->policy.hub;
	uint32_t name = pial_intern_find(&model->pool, "hub", 3);

	*work = (struct work){
		.drops = drops, .model = model, .hub = hub->name.n != 0,
		.at_hub = { .id = { name }, .lat = hub->lat, .lon = hub->lon },
		.from_hub = { .id = { name }, .lat = hub->lat, .lon = hub->lon },
	};
	work->place = pial_arena_zalloc(drops->arena, instance->links + 1, sizeof(*work->place));
	work->offer_of = pial_arena_zalloc(drops->arena, instance->supplies + 1, sizeof(uint32_t));
	work->maker_of = pial_arena_zalloc(drops->arena, model->producers + 1, sizeof(uint32_t));
	for (size_t s = 0; s < instance->supplies; s++)
		work->offer_of[s] = NONE;
	for (size_t p = 0; p < model->producers; p++)
		work->maker_of[p] = NONE;
}

static void add_place(struct work *work, uint32_t link, uint32_t arc)
{
	const struct pial_demand *demand = demand_of(work, link);

	work->place[work->places++] = (struct place){
		.day = demand->day.n,
		.kitchen = work->hub ? 0 : demand->kitchen,
		.maker = maker_place(work, link), .arc = arc, .link = link };
}

/* Takes a pin's packs from the budget; its pair may carry nothing else. */
static enum pial_step take_pin(struct work *work, uint32_t link)
{
	int64_t packs = link_at(work, link)->packs, mass, way;
	enum pial_step step = weigh_pack(work, link, &mass, &way);

	if (step == PIAL_STEP_DONE && packs) {
		add_place(work, link, NONE);
		work->drops->way_fixed += (pial_i128)way * packs;
	}
	return step;
}

static uint32_t first_of(const struct work *work, const struct pial_demand *demand)
{
	return pial_demand_first(work->drops->instance, demand);
}

static uint32_t end_of(const struct work *work, const struct pial_demand *demand)
{
	return pial_demand_end(work->drops->instance, demand);
}

/* Makes the arcs of the packs of one product that a row gets. */
static enum pial_step take_row(struct work *work, const struct pial_demand *demand,
			       const struct pial_product *product, int64_t need)
{
	struct pial_drops_case *drops = work->drops;
	struct pial_drops_row *row = &drops->row[drops->rows];

	*row = (struct pial_drops_row){ .first = drops->arcs, .need = need };
	for (uint32_t l = first_of(work, demand); l < end_of(work, demand); l++) {
		const struct pial_link *link = link_at(work, l);
		struct pial_drops_arc *arc = &drops->arc[drops->arcs];
		enum pial_step step;

		if (link->pinned || supply_of(work, l)->product != product)
			continue;
		*arc = (struct pial_drops_arc){ .link = l, .row = drops->rows,
						.value = value_of(work, l, 1) };
		step = weigh_pack(work, l, &arc->mass, &arc->way);
		if (step != PIAL_STEP_DONE)
			return step;
		add_place(work, l, drops->arcs++);
	}
	row->count = drops->arcs - row->first;
	drops->rows++;
	return PIAL_STEP_DONE;
}

/* Packs of a product on the links of a row from one on, pins aside; 0 when it came before. */
static int64_t packs_of(const struct work *work, const struct pial_demand *demand, uint32_t from)
{
	const struct pial_product *product = supply_of(work, from)->product;
	int64_t packs = 0;

	for (uint32_t l = first_of(work, demand); l < end_of(work, demand); l++) {
		if (supply_of(work, l)->product != product || link_at(work, l)->pinned)
			continue;
		if (l < from)
			return 0;
		packs += link_at(work, l)->packs;
	}
	return packs;
}

static enum pial_step take_demand(struct work *work, const struct pial_demand *demand)
{
	enum pial_step step = PIAL_STEP_DONE;

	for (uint32_t l = first_of(work, demand);
	     step == PIAL_STEP_DONE && l < end_of(work, demand); l++) {
		int64_t need;

		if (link_at(work, l)->pinned) {
			step = take_pin(work, l);
			continue;
		}
		need = packs_of(work, demand, l);
		if (need)
			step = take_row(work, demand, supply_of(work, l)->product, need);
	}
	return step;
}

static int by_place(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->kitchen != b->kitchen)
		return a->kitchen < b->kitchen ? -1 : 1;
	if (a->maker != b->maker)
		return a->maker < b->maker ? -1 : 1;
	return (a->link > b->link) - (a->link < b->link);
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Numbers the producers that have a place, in the model's order. */
static void number_makers(struct work *work)
{
	struct pial_drops_case *drops = work->drops;

	drops->maker = pial_arena_zalloc(drops->arena, work->places + 1, sizeof(*drops->maker));
	for (uint32_t i = 0; i < work->places; i++)
		work->maker_of[work->place[i].maker] = 0;
	for (size_t p = 0; p < work->model->producers; p++) {
		if (work->maker_of[p] == NONE)
			continue;
		work->maker_of[p] = drops->makers;
		drops->maker[drops->makers++].producer = &work->model->producer[p];
	}
}

/* Numbers drops and visits, once places are sorted, and tells the arcs. */
static void number_drops(struct work *work)
{
	struct pial_drops_case *drops = work->drops;
	int32_t most = work->model->policy.drops.max_producers;

	drops->drop = pial_arena_zalloc(drops->arena, work->places + 1, sizeof(*drops->drop));
	drops->visit = pial_arena_zalloc(drops->arena, work->places + 1, sizeof(*drops->visit));
	drops->by_drop = pial_arena_zalloc(drops->arena, drops->arcs + 1, sizeof(uint32_t));
	for (uint32_t i = 0, at = 0; i < work->places; i++) {
		const struct place *p = &work->place[i], *before = i ? p - 1 : p;
		bool visit = !i || p->day != before->day || p->kitchen != before->kitchen;
		struct pial_drops_drop *drop;

		if (visit)
			drops->visit[drops->visits++] = (struct pial_drops_visit){
				.first = drops->drops,
				.most = work->hub || most < 1 ? INT32_MAX : most };
		if (visit || p->maker != before->maker) {
			drops->drop[drops->drops++] = (struct pial_drops_drop){
				.visit = drops->visits - 1, .maker = work->maker_of[p->maker],
				.first = at,
				.least = least_value(work, &work->model->producer[p->maker]) };
			drops->visit[drops->visits - 1].count++;
		}
		drop = &drops->drop[drops->drops - 1];
		if (p->arc != NONE) {
			drops->arc[p->arc].drop = drops->drops - 1;
			drops->by_drop[at++] = p->arc;
			drop->count++;
			continue;
		}
		drop->pinned = true;
		drop->value += value_of(work, p->link, link_at(work, p->link)->packs);
		if (drop->value > drop->least)
			drop->value = drop->least;
	}
}

/* Lists each producer's drops. */
static void list_drops(struct pial_drops_case *drops)
{
	uint32_t at = 0;

	drops->by_maker = pial_arena_zalloc(drops->arena, drops->drops + 1, sizeof(uint32_t));
	for (uint32_t m = 0; m < drops->makers; m++) {
		drops->maker[m].first = at;
		for (uint32_t t = 0; t < drops->drops; t++)
			if (drops->drop[t].maker == m)
				drops->by_maker[at++] = t;
		drops->maker[m].count = at - drops->maker[m].first;
	}
}

/* Numbers the offers that have an arc, in the instance's order, and lists their arcs. */
static void number_offers(struct work *work)
{
	struct pial_drops_case *drops = work->drops;
	uint32_t *arc = pial_arena_zalloc(drops->arena, drops->arcs + 1, sizeof(*arc)), at = 0;
	const struct pial_instance *instance = drops->instance;

	drops->offer = pial_arena_zalloc(drops->arena, drops->arcs + 1, sizeof(*drops->offer));
	for (uint32_t a = 0; a < drops->arcs; a++)
		work->offer_of[link_at(work, drops->arc[a].link)->supply] = 0;
	for (size_t s = 0; s < instance->supplies; s++) {
		const struct pial_supply *supply = &instance->supply[s];

		if (work->offer_of[s] == NONE)
			continue;
		work->offer_of[s] = drops->offers;
		drops->offer[drops->offers++] = (struct pial_drops_offer){
			.supply = (uint32_t)s, .packs = supply->packs,
			.maker = work->maker_of[supply->producer - work->model->producer] };
	}
	for (uint32_t a = 0; a < drops->arcs; a++) {
		drops->arc[a].offer = work->offer_of[link_at(work, drops->arc[a].link)->supply];
		drops->offer[drops->arc[a].offer].count++;
	}
	for (uint32_t o = 0; o < drops->offers; o++) {
		drops->offer[o].first = at;
		at += drops->offer[o].count;
		drops->offer[o].count = 0;
	}
	for (uint32_t a = 0; a < drops->arcs; a++) {
		struct pial_drops_offer *offer = &drops->offer[drops->arc[a].offer];

		arc[offer->first + offer->count++] = a;
	}
	drops->by_offer = arc;
}

/* Takes pins from what offers hold, and bounds what each arc can carry. */
static void take_room(struct work *work)
{
	struct pial_drops_case *drops = work->drops;

	for (size_t l = 0; l < drops->instance->links; l++) {
		const struct pial_link *link = link_at(work, (uint32_t)l);

		if (link->pinned && work->offer_of[link->supply] != NONE)
			drops->offer[work->offer_of[link->supply]].packs -= link->packs;
	}
	for (uint32_t a = 0; a < drops->arcs; a++) {
		struct pial_drops_arc *arc = &drops->arc[a];
		int64_t room = drops->offer[arc->offer].packs, need = drops->row[arc->row].need;

		arc->room = room < need ? room : need;
	}
}

/*
 * Bands: the ideal's grams and what may be added or taken, one pack at least, the heaviest that the
 * producer could deliver.
 */
static enum pial_step take_bands(struct work *work)
{
	struct pial_drops_case *drops = work->drops;
	int64_t *heaviest = pial_arena_zalloc(drops->arena, drops->makers + 1, sizeof(*heaviest));
	pial_i128 sum = 0;

	for (uint32_t i = 0; i < work->places; i++) {
		uint32_t link = work->place[i].link, m = work->maker_of[work->place[i].maker];
		int64_t mass, way;
		pial_i128 grams;

		if (weigh_pack(work, link, &mass, &way) != PIAL_STEP_DONE)
			return PIAL_STEP_RANGE;
		grams = (pial_i128)mass * link_at(work, link)->packs;
		sum += grams;
		if (sum > GRAMS_MAX)
			return PIAL_STEP_RANGE;
		drops->maker[m].ideal += (int64_t)grams;
		if (work->place[i].arc == NONE)
			drops->maker[m].fixed += (int64_t)grams;
		if (mass > heaviest[m])
			heaviest[m] = mass;
	}
	for (uint32_t m = 0; m < drops->makers; m++) {
		struct pial_drops_maker *maker = &drops->maker[m];
		int64_t rate = work->model->policy.drops.producer.e6;
		int64_t band = (int64_t)((pial_i128)maker->ideal * rate / 1000000);
		int64_t free = maker->ideal - maker->fixed;

		if (band < heaviest[m])
			band = heaviest[m];
		maker->least = free > band ? free - band : 0;
		maker->most = free + band;
	}
	return PIAL_STEP_DONE;
}

/* The kilometres that the whole book may take, those of pins aside. */
static void take_ways(struct work *work)
{
	struct pial_drops_case *drops = work->drops;
	pial_i128 ideal = drops->way_fixed;

	for (uint32_t a = 0; a < drops->arcs; a++) {
		const struct pial_drops_arc *arc = &drops->arc[a];

		ideal += (pial_i128)arc->way * link_at(work, arc->link)->packs;
		drops->grams += arc->mass * link_at(work, arc->link)->packs;
	}
	drops->way_most = ideal + ideal * work->model->policy.drops.km.e6 / 1000000 -
			  drops->way_fixed;
}

enum pial_step pial_drops_case_init(struct pial_drops_case *drops,
				    const struct pial_instance *instance, struct pial_arena *arena)
{
	struct work work;
	enum pial_step step = PIAL_STEP_DONE;

	*drops = (struct pial_drops_case){ .instance = instance, .arena = arena };
	start(&work, drops, instance);
	drops->arc = pial_arena_zalloc(arena, instance->links + 1, sizeof(*drops->arc));
	drops->row = pial_arena_zalloc(arena, instance->links + 1, sizeof(*drops->row));
	for (size_t d = 0; step == PIAL_STEP_DONE && d < instance->demands; d++)
		step = take_demand(&work, &instance->demand[d]);
	if (step != PIAL_STEP_DONE)
		return step;
	if (work.places)
		qsort(work.place, work.places, sizeof(*work.place), by_place);
	number_makers(&work);
	number_drops(&work);
	list_drops(drops);
	number_offers(&work);
	take_room(&work);
	for (uint32_t t = 0; t < drops->drops; t++)
		if (drops->drop[t].count)
			qsort(&drops->by_drop[drops->drop[t].first], drops->drop[t].count,
			      sizeof(uint32_t), by_number);
	step = take_bands(&work);
	if (step == PIAL_STEP_DONE)
		take_ways(&work);
	return step;
}
