/*
 * Packs and links.
 *
 * The model keeps its tables sorted by id, so places in them stand for ids when sorting: no
 * text is compared but batches. Rows look for offers of their product and of its substitutes
 * through a list of offers by product; whole tables are never crossed.
 */
#include "engine/instance.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/banned.h"
#include "engine/allowed.h"
#include "engine/claims.h"

/* Packs of a side of the week stay below this, so that sums and scaled sums do not overflow. */
#define PACKS_MAX ((int64_t)1 << 52)

/* Offers by product. */
struct shelf {
	const struct pial_product *product;	/* what */
	uint32_t supply;			/* which offer */
};

struct pial_pos pial_demand_pos(const struct pial_instance *instance,
				const struct pial_demand *demand)
{
	return (struct pial_pos){ instance->input->orders_file, demand->order->line, 0,
				  PIAL_COLUMN_LETTER };
}

struct pial_pos pial_supply_pos(const struct pial_instance *instance,
				const struct pial_supply *supply)
{
	return (struct pial_pos){ instance->input->offers_file, supply->offer->line, 0,
				  PIAL_COLUMN_LETTER };
}

/* Order of two places in a table sorted by id; none comes first. */
static int by_place(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)a, y = (uintptr_t)b;

	return (x > y) - (x < y);
}

static int by_demand(const void *left, const void *right)
{
	const struct pial_demand *a = left, *b = right;
	int order = (a->order->day.n > b->order->day.n) - (a->order->day.n < b->order->day.n);

	if (!order)
		order = by_place(a->kitchen, b->kitchen);
	if (!order)
		order = by_place(a->product, b->product);
	return order ? order : by_place(a->contract, b->contract);
}

static int by_supply(const void *left, const void *right)
{
	const struct pial_supply *a = left, *b = right;
	int order = by_place(a->producer, b->producer);

	if (!order)
		order = (a->offer->from_day.n > b->offer->from_day.n) -
			(a->offer->from_day.n < b->offer->from_day.n);
	if (!order)
		order = strcmp(a->batch, b->batch);
	return order ? order : by_place(a->product, b->product);
}

static int by_shelf(const void *left, const void *right)
{
	const struct shelf *a = left, *b = right;
	int order = by_place(a->product, b->product);

	return order ? order : (a->supply > b->supply) - (a->supply < b->supply);
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static bool is_late(const struct pial_allocate_input *input, const struct pial_order *order,
		    const struct pial_kitchen *kitchen)
{
	if (!input->published || pial_date_is_none(order->received_on) ||
	    kitchen->cutoff == INT32_MIN)
		return false;
	return pial_date_diff(order->received_on, order->day) < kitchen->cutoff;
}

int64_t pial_order_packs(const struct pial_model *model, const struct pial_product *product,
			 struct pial_qty quantity)
{
	int64_t pack = product->pack.milli, rest = quantity.milli % pack;
	int64_t packs = quantity.milli / pack;

	switch (model->policy.round) {
	case PIAL_PACK_UP:
		return packs + (rest > 0);
	case PIAL_PACK_NEAREST:
		return packs + (rest > 0 && rest >= pack - rest);
	default:
		return packs;
	}
}

/* Packs of an order, as the policy rounds; says so when they are not whole. */
static bool order_packs(const struct pial_allocate_input *input, struct pial_demand *demand,
			struct pial_diags *diags)
{
	struct pial_qty quantity = demand->order->quantity;
	int64_t pack = demand->product->pack.milli;
	struct pial_pos pos = { input->orders_file, demand->order->line, 0, PIAL_COLUMN_LETTER };

	demand->packs = pial_order_packs(input->model, demand->product, quantity);
	if (quantity.milli % pack == 0)
		return true;
	if (input->model->policy.round == PIAL_PACK_REFUSE)
		return pial_diag_add(diags, &pos, PIAL_E_ORDER_PACK, quantity.milli, pack);
	(void)pial_diag_add(diags, &pos, PIAL_N_ORDER_ROUNDED, quantity.milli,
			    demand->packs * pack);
	return true;
}

static bool take_order(struct pial_instance *instance, const struct pial_order *order,
		       struct pial_demand *demand, struct pial_diags *diags)
{
	const struct pial_model *model = instance->input->model;
	struct pial_pos pos = { instance->input->orders_file, order->line, 0, PIAL_COLUMN_LETTER };

	*demand = (struct pial_demand){ .order = order };
	demand->kitchen = pial_model_kitchen(model, order->kitchen);
	demand->product = pial_model_product(model, order->product);
	demand->contract = pial_model_contract(model, order->contract);
	if (!demand->kitchen)
		return pial_diag_add(diags, &pos, PIAL_E_REF_KITCHEN,
				     pial_model_text(model, order->kitchen.n));
	if (!demand->product)
		return pial_diag_add(diags, &pos, PIAL_E_REF_PRODUCT,
				     pial_model_text(model, order->product.n));
	if (order->contract.n && !demand->contract)
		return pial_diag_add(diags, &pos, PIAL_E_REF_CONTRACT,
				     pial_model_text(model, order->contract.n));
	if (demand->product->pack.milli <= 0)
		return pial_diag_add(diags, &pos, PIAL_E_PACK,
				     pial_model_text(model, order->product.n));
	if (order->quantity.milli < 0 || order->quantity.milli / demand->product->pack.milli >
	    PACKS_MAX)
		return pial_diag_add(diags, &pos, PIAL_E_ALLOCATE_RANGE);
	demand->late = is_late(instance->input, order, demand->kitchen);
	return order_packs(instance->input, demand, diags);
}

static bool take_offer(struct pial_instance *instance, const struct pial_offer *offer,
		       struct pial_supply *supply, struct pial_diags *diags)
{
	const struct pial_model *model = instance->input->model;
	struct pial_pos pos = { instance->input->offers_file, offer->line, 0, PIAL_COLUMN_LETTER };

	*supply = (struct pial_supply){ .offer = offer };
	supply->producer = pial_model_producer(model, offer->producer);
	supply->product = pial_model_product(model, offer->product);
	supply->batch = pial_model_text(model, offer->batch.n);
	if (!supply->producer)
		return pial_diag_add(diags, &pos, PIAL_E_REF_PRODUCER,
				     pial_model_text(model, offer->producer.n));
	if (!supply->product)
		return pial_diag_add(diags, &pos, PIAL_E_REF_PRODUCT,
				     pial_model_text(model, offer->product.n));
	if (supply->product->pack.milli <= 0)
		return pial_diag_add(diags, &pos, PIAL_E_PACK,
				     pial_model_text(model, offer->product.n));
	supply->packs = offer->quantity.milli / supply->product->pack.milli;
	if (supply->packs < 0 || supply->packs > PACKS_MAX)
		return pial_diag_add(diags, &pos, PIAL_E_ALLOCATE_RANGE);
	return true;
}

/* Takes all rows, sorted by key; false when one is refused or the sums are too large. */
static bool take_rows(struct pial_instance *instance, struct pial_diags *diags)
{
	const struct pial_allocate_input *input = instance->input;
	int64_t ordered = 0, offered = 0;
	bool good = true;

	instance->demands = input->orders;
	instance->supplies = input->offers;
	instance->demand = pial_arena_zalloc(instance->arena, input->orders + 1,
					     sizeof(*instance->demand));
	instance->supply = pial_arena_zalloc(instance->arena, input->offers + 1,
					     sizeof(*instance->supply));
	for (size_t i = 0; i < input->orders; i++)
		good &= take_order(instance, &input->order[i], &instance->demand[i], diags);
	for (size_t i = 0; i < input->offers; i++)
		good &= take_offer(instance, &input->offer[i], &instance->supply[i], diags);
	if (!good)
		return false;
	for (size_t i = 0; i < input->orders && ordered <= PACKS_MAX; i++)
		ordered += instance->demand[i].packs;
	for (size_t i = 0; i < input->offers && offered <= PACKS_MAX; i++)
		offered += instance->supply[i].packs;
	if (ordered > PACKS_MAX || offered > PACKS_MAX || input->orders > INT32_MAX ||
	    input->offers > INT32_MAX)
		return pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	qsort(instance->demand, instance->demands, sizeof(*instance->demand), by_demand);
	qsort(instance->supply, instance->supplies, sizeof(*instance->supply), by_supply);
	return true;
}

/* The first place of a product on the shelf. */
static size_t find_shelf(const struct shelf *shelf, size_t count,
			 const struct pial_product *product)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_place(shelf[middle].product, product) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Lists the offers of a row's product, and of its substitutes when accepted, in their order. */
static size_t list_offers(const struct pial_instance *instance, const struct shelf *shelf,
			  const struct pial_demand *demand, uint32_t *found)
{
	const struct pial_id_list *other = &demand->product->substitutes;
	uint32_t others = demand->kitchen->substitutes == PIAL_YES ? other->count : 0;
	size_t count = 0;

	for (uint32_t i = 0; i <= others; i++) {
		const struct pial_product *product = demand->product;

		if (i)
			product = pial_model_product(instance->input->model,
						     (struct pial_product_id){ other->n[i - 1] });
		if (!product || (i && product == demand->product))
			continue;
		for (size_t s = find_shelf(shelf, instance->supplies, product);
		     s < instance->supplies && shelf[s].product == product; s++)
			if (count < instance->supplies)
				found[count++] = shelf[s].supply;
	}
	if (others)
		qsort(found, count, sizeof(*found), by_number);
	return count;
}

static void add_stranger(struct pial_instance *instance, const struct pial_supply *supply,
			 const struct pial_demand *demand, bool refused)
{
	instance->stranger = pial_grow(instance->stranger, instance->strangers,
				       &instance->strangers_cap, sizeof(*instance->stranger));
	instance->stranger[instance->strangers++] =
		(struct pial_stranger){ supply->producer, demand->kitchen, refused };
}

/* Adds the pair when it is allowed. */
static void try_link(struct pial_instance *instance, uint32_t s, uint32_t d)
{
	const struct pial_model *model = instance->input->model;
	struct pial_supply *supply = &instance->supply[s];
	struct pial_demand *demand = &instance->demand[d];
	enum pial_barrier barrier = pial_barrier_of(model, supply->offer, demand->order);
	int32_t metres;
	bool unknown;

	if (barrier != PIAL_BARRIER_NONE)
		return;
	barrier = pial_barrier_distance(model, supply->producer, demand->kitchen, &metres,
					&unknown);
	if (unknown)
		add_stranger(instance, supply, demand, barrier != PIAL_BARRIER_NONE);
	if (barrier != PIAL_BARRIER_NONE)
		return;
	instance->link = pial_grow(instance->link, instance->links, &instance->links_cap,
				   sizeof(*instance->link));
	instance->link[instance->links++] =
		(struct pial_link){ .supply = s, .demand = d, .metres = metres,
				    .substitute = supply->product != demand->product };
	demand->count++;
	supply->reached = true;
}

static void find_links(struct pial_instance *instance)
{
	struct shelf *shelf = pial_arena_zalloc(instance->arena, instance->supplies + 1,
						sizeof(*shelf));
	uint32_t *found = pial_arena_zalloc(instance->arena, instance->supplies + 1,
					    sizeof(*found));

	for (size_t s = 0; s < instance->supplies; s++)
		shelf[s] = (struct shelf){ instance->supply[s].product, (uint32_t)s };
	qsort(shelf, instance->supplies, sizeof(*shelf), by_shelf);
	for (size_t d = 0; d < instance->demands; d++) {
		struct pial_demand *demand = &instance->demand[d];
		size_t count = list_offers(instance, shelf, demand, found);

		demand->first = (uint32_t)instance->links;
		for (size_t i = 0; i < count; i++)
			if (demand->packs && instance->supply[found[i]].packs)
				try_link(instance, found[i], (uint32_t)d);
	}
}

static int by_stranger(const void *left, const void *right)
{
	const struct pial_stranger *a = left, *b = right;
	int order = by_place(a->producer, b->producer);

	return order ? order : by_place(a->kitchen, b->kitchen);
}

/* Each pair of unknown distance once, in order. */
static void sort_strangers(struct pial_instance *instance)
{
	size_t kept = 0;

	if (!instance->strangers)
		return;
	qsort(instance->stranger, instance->strangers, sizeof(*instance->stranger), by_stranger);
	for (size_t i = 1; i < instance->strangers; i++)
		if (by_stranger(&instance->stranger[kept], &instance->stranger[i]))
			instance->stranger[++kept] = instance->stranger[i];
	instance->strangers = kept + 1;
}

bool pial_instance_init(struct pial_instance *instance, const struct pial_allocate_input *input,
			struct pial_arena *arena, struct pial_diags *diags)
{
	*instance = (struct pial_instance){ .input = input, .arena = arena };
	if (!take_rows(instance, diags))
		return false;
	find_links(instance);
	sort_strangers(instance);
	pial_claims_find(instance);
	return true;
}

void pial_instance_release(struct pial_instance *instance)
{
	free(instance->link);
	free(instance->stranger);
	instance->link = NULL;
	instance->stranger = NULL;
}

void pial_instance_reset(struct pial_instance *instance, bool with_pins)
{
	for (size_t s = 0; s < instance->supplies; s++)
		instance->supply[s].left = instance->supply[s].packs;
	for (size_t d = 0; d < instance->demands; d++)
		instance->demand[d].pinned = instance->demand[d].served = 0;
	for (size_t l = 0; l < instance->links; l++) {
		instance->link[l].packs = 0;
		instance->link[l].pinned = false;
	}
	for (size_t i = 0; with_pins && i < instance->pins; i++) {
		const struct pial_pin *pin = &instance->pin[i];
		struct pial_link *link;

		if (pin->link == PIAL_LINK_NONE)
			continue;
		link = &instance->link[pin->link];
		link->pinned = true;
		link->packs = pin->packs;
		instance->supply[link->supply].left -= pin->packs;
		instance->demand[link->demand].pinned += pin->packs;
		instance->demand[link->demand].served += pin->packs;
	}
}
