/*
 * Packs, in order.
 *
 * The model keeps its tables sorted by id, so places in them stand for ids when sorting: no
 * text is compared but batches. Tables of the book come sorted by the same key, so that sorting is
 * most often one look at each row.
 */
#include "engine/instance.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "engine/claims.h"
#include "engine/parts.h"

#include "base/banned.h"

/* Packs of a side of the week stay below this, so that sums and scaled sums do not overflow. */
#define PACKS_MAX ((int64_t)1 << 52)
/* Rows that a worker takes at once. */
#define BLOCK ((size_t)8192)

struct pial_pos pial_demand_pos(const struct pial_instance *instance,
				const struct pial_demand *demand)
{
	return (struct pial_pos){ instance->input->orders_file,
				  pial_demand_order(instance, demand)->line, 0,
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

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

int pial_demand_compare(const struct pial_demand *a, const struct pial_demand *b)
{
	int order = compare(a->day.n, b->day.n);

	if (!order)
		order = compare(a->kitchen, b->kitchen);
	if (!order)
		order = compare(a->product, b->product);
	return order ? order : compare(a->contract, b->contract);
}

static int by_demand(const void *left, const void *right)
{
	return pial_demand_compare(left, right);
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
static bool order_packs(const struct pial_instance *instance, struct pial_demand *demand,
			struct pial_diags *diags)
{
	const struct pial_allocate_input *input = instance->input;
	const struct pial_product *product = pial_demand_product(instance, demand);
	struct pial_qty quantity = pial_demand_order(instance, demand)->quantity;
	int64_t pack = product->pack.milli;
	struct pial_pos pos = pial_demand_pos(instance, demand);

	demand->packs = pial_order_packs(input->model, product, quantity);
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
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, order->kitchen);
	const struct pial_product *product = pial_model_product(model, order->product);
	const struct pial_contract *contract = pial_model_contract(model, order->contract);

	if (!kitchen)
		return pial_diag_add(diags, &pos, PIAL_E_REF_KITCHEN,
				     pial_model_text(model, order->kitchen.n));
	if (!product)
		return pial_diag_add(diags, &pos, PIAL_E_REF_PRODUCT,
				     pial_model_text(model, order->product.n));
	if (order->contract.n && !contract)
		return pial_diag_add(diags, &pos, PIAL_E_REF_CONTRACT,
				     pial_model_text(model, order->contract.n));
	if (product->pack.milli <= 0)
		return pial_diag_add(diags, &pos, PIAL_E_PACK,
				     pial_model_text(model, order->product.n));
	if (order->quantity.milli < 0 || order->quantity.milli / product->pack.milli > PACKS_MAX)
		return pial_diag_add(diags, &pos, PIAL_E_ALLOCATE_RANGE);
	*demand = (struct pial_demand){
		.order = (uint32_t)(order - instance->input->order), .day = order->day,
		.kitchen = (uint32_t)(kitchen - model->kitchen),
		.product = (uint32_t)(product - model->product),
		.contract = contract ? (uint32_t)(contract - model->contract) + 1 : 0,
		.late = is_late(instance->input, order, kitchen),
	};
	return order_packs(instance, demand, diags);
}

/* The days of the week on which an offer stands and its producer delivers. */
static uint8_t days_of(const struct pial_instance *instance, const struct pial_supply *supply)
{
	const struct pial_offer *offer = supply->offer;
	uint8_t days = 0;

	for (int day = 0; instance->monday.n && day < 7; day++) {
		struct pial_date date = { (uint16_t)(instance->monday.n + day) };

		if (pial_day_within(date, offer->from_day, offer->until_day) &&
		    pial_producer_delivers(supply->producer, date))
			days |= (uint8_t)(1u << day);
	}
	return days;
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
	supply->days = days_of(instance, supply);
	return true;
}

/* Sorts rows unless they are in order already. */
static void sort(void *rows, size_t count, size_t size,
		 int (*order)(const void *left, const void *right))
{
	const char *row = rows;

	for (size_t i = 1; i < count; i++)
		if (order(row + (i - 1) * size, row + i * size) > 0) {
			qsort(rows, count, size, order);
			return;
		}
}

/* Takes the rows of a block, orders then offers; false when one is refused. */
static bool take_block(struct pial_instance *instance, size_t block, struct pial_diags *diags)
{
	const struct pial_allocate_input *input = instance->input;
	size_t rows = input->orders + input->offers, end = (block + 1) * BLOCK;
	bool good = true;

	for (size_t i = block * BLOCK; i < end && i < rows; i++) {
		size_t s = i - input->orders;

		if (i < input->orders)
			good &= take_order(instance, &input->order[i], &instance->demand[i],
					   diags);
		else
			good &= take_offer(instance, &input->offer[s], &instance->supply[s],
					   diags);
	}
	return good;
}

/* What the workers share while they take rows. */
struct taking {
	struct pial_instance *instance;	/* whose rows */
	bool *odd;			/* of a block: there was something to say */
};

static void take_quietly(void *context, unsigned worker, size_t block)
{
	struct taking *taking = context;
	struct pial_diags said;

	(void)worker;
	pial_diags_init(&said);
	taking->odd[block] = !take_block(taking->instance, block, &said) || said.count;
	pial_diags_release(&said);
}

/*
 * Takes all rows side by side; blocks of which there is something to say are taken again, in
 * order, to say it. False when a row is refused.
 */
static bool take_all(struct pial_instance *instance, struct pial_diags *diags)
{
	size_t rows = instance->input->orders + instance->input->offers;
	size_t blocks = (rows + BLOCK - 1) / BLOCK;
	struct taking taking = { instance, pial_calloc(blocks + 1, sizeof(*taking.odd)) };
	bool good = true;

	pial_crew_run(instance->workers, blocks, take_quietly, &taking);
	for (size_t b = 0; b < blocks; b++)
		if (taking.odd[b])
			good &= take_block(instance, b, diags);
	free(taking.odd);
	return good;
}

/* Takes all rows, sorted by key; false when one is refused or the sums are too large. */
static bool take_rows(struct pial_instance *instance, struct pial_diags *diags)
{
	const struct pial_allocate_input *input = instance->input;
	int64_t ordered = 0, offered = 0;

	if (input->orders > INT32_MAX || input->offers > INT32_MAX)
		return pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	instance->demands = input->orders;
	instance->supplies = input->offers;
	/* Not cleared: the workers write all of it, or the week is refused. */
	instance->demand = pial_arena_alloc(instance->arena, (input->orders + 1) *
					    sizeof(*instance->demand));
	instance->supply = pial_arena_alloc(instance->arena, (input->offers + 1) *
					    sizeof(*instance->supply));
	if (!take_all(instance, diags))
		return false;
	for (size_t i = 0; i < input->orders && ordered <= PACKS_MAX; i++)
		ordered += instance->demand[i].packs;
	for (size_t i = 0; i < input->offers && offered <= PACKS_MAX; i++)
		offered += instance->supply[i].packs;
	if (ordered > PACKS_MAX || offered > PACKS_MAX)
		return pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	sort(instance->demand, instance->demands, sizeof(*instance->demand), by_demand);
	sort(instance->supply, instance->supplies, sizeof(*instance->supply), by_supply);
	return true;
}

/* Marks who orders and who offers, and finds who is near whom. */
static void find_reach(struct pial_instance *instance)
{
	const struct pial_model *model = instance->input->model;
	bool *wants = pial_calloc(model->kitchens + 1, sizeof(*wants));
	bool *gives = pial_calloc(model->producers + 1, sizeof(*gives));

	for (size_t d = 0; d < instance->demands; d++)
		wants[instance->demand[d].kitchen] = true;
	for (size_t s = 0; s < instance->supplies; s++)
		gives[instance->supply[s].producer - model->producer] = true;
	pial_reach_find(&instance->reach, model, wants, gives, instance->keep, instance->workers);
	free(wants);
	free(gives);
}

/* Finds on which days of the week each kitchen receives. */
static void find_days(struct pial_instance *instance)
{
	const struct pial_model *model = instance->input->model;

	instance->receives = pial_arena_zalloc(instance->arena, model->kitchens + 1, 1);
	for (size_t k = 0; instance->monday.n && k < model->kitchens; k++)
		for (int day = 0; day < 7; day++) {
			struct pial_date date = { (uint16_t)(instance->monday.n + day) };

			if (pial_kitchen_receives(model, &model->kitchen[k], date))
				instance->receives[k] |= (uint8_t)(1u << day);
		}
}

bool pial_instance_init(struct pial_instance *instance, const struct pial_allocate_input *input,
			struct pial_arena *arena, struct pial_diags *diags)
{
	*instance = (struct pial_instance){ .input = input, .arena = arena, .workers = 1 };
	instance->monday = pial_week_day(input->week, PIAL_MONDAY);
	if (input->jobs > 1)
		instance->workers = input->jobs < PIAL_CREW_MAX ? input->jobs : PIAL_CREW_MAX;
	instance->keep = pial_arena_zalloc(arena, instance->workers, sizeof(*instance->keep));
	for (unsigned w = 0; w < instance->workers; w++)
		pial_arena_init(&instance->keep[w]);
	if (!take_rows(instance, diags))
		return false;
	pial_families_find(&instance->families, input->model, arena);
	find_reach(instance);
	find_days(instance);
	pial_claims_find(instance);
	pial_parts_find(instance);
	return true;
}

void pial_instance_release(struct pial_instance *instance)
{
	for (unsigned w = 0; instance->keep && w < instance->workers; w++)
		pial_arena_release(&instance->keep[w]);
	free(instance->link);
	free(instance->stranger);
	instance->link = NULL;
	instance->stranger = NULL;
}

void pial_instance_fix(struct pial_instance *instance)
{
	if (!instance->fixed)
		instance->fixed = pial_arena_zalloc(instance->arena, instance->demands + 1,
						    sizeof(*instance->fixed));
}

void pial_instance_reset(struct pial_instance *instance, bool with_pins)
{
	for (size_t s = 0; s < instance->supplies; s++)
		instance->supply[s].left = instance->supply[s].packs;
	for (size_t d = 0; instance->given && d < instance->demands; d++)
		instance->demand[d].served = 0;
	instance->given = true;
	if (instance->fixed)
		memset(instance->fixed, 0, instance->demands * sizeof(*instance->fixed));
	for (size_t p = 0; p < instance->parts; p++)
		instance->part[p].given = NULL;
	instance->pinned = with_pins && instance->pins > 0;
	for (size_t i = 0; with_pins && i < instance->pins; i++) {
		const struct pial_pin *pin = &instance->pin[i];

		if (pin->idle)
			continue;
		instance->supply[pin->supply].left -= pin->packs;
		instance->fixed[pin->demand] += pin->packs;
		instance->demand[pin->demand].served += pin->packs;
	}
}

const struct pial_award *pial_instance_given(const struct pial_instance *instance,
					     const struct pial_demand *demand, size_t *count)
{
	const struct pial_part *part;

	*count = 0;
	if (demand->part == PIAL_NOWHERE)
		return NULL;
	part = &instance->part[demand->part];
	if (!part->given)
		return NULL;
	*count = part->given_at[demand->local + 1] - part->given_at[demand->local];
	return part->given + part->given_at[demand->local];
}

const struct pial_pin *pial_instance_pin(const struct pial_instance *instance, uint32_t demand,
					 uint32_t supply)
{
	uint32_t at = instance->pin_at ? instance->pin_at[demand] : 0;

	for (; at; at = instance->pin[at - 1].next)
		if (instance->pin[at - 1].supply == supply)
			return &instance->pin[at - 1];
	return NULL;
}
