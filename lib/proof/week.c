/*
 * Rows and offers in key order, pairs by asking each order of the offers of its product, pins by
 * their keys.
 *
 * The model keeps its tables sorted by id, so that places in them compare as ids do.
 */
#include "proof/week.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "proof/barrier.h"
#include "proof/parts.h"

/* Packs of a side of the week stay below this: sums and products then fit. */
#define MANY ((int64_t)1 << 52)

static int compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int by_address(const void *a, const void *b)
{
	return compare((uintptr_t)a, (uintptr_t)b);
}

static struct pial_pos row_pos(const struct pial_check_week *week, const struct pial_order *order)
{
	return (struct pial_pos){ week->input->orders_file, order->line, 0, PIAL_COLUMN_LETTER };
}

static struct pial_pos offer_pos(const struct pial_check_week *week,
				 const struct pial_offer *offer)
{
	return (struct pial_pos){ week->input->offers_file, offer->line, 0, PIAL_COLUMN_LETTER };
}

int pial_rung_compare(const struct pial_rung *a, const struct pial_rung *b)
{
	bool late_a = a->turn >= PIAL_TURN_DEMAND, late_b = b->turn >= PIAL_TURN_DEMAND;

	if (a->turn == PIAL_TURN_NONE || b->turn == PIAL_TURN_NONE)
		return (a->turn == PIAL_TURN_NONE) - (b->turn == PIAL_TURN_NONE);
	if (late_a != late_b)
		return late_a ? 1 : -1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	return pial_exact_compare(a->level, b->level);
}

/* ---- Rows and offers ---- */

static int by_row(const void *left, const void *right)
{
	const struct pial_check_row *a = left, *b = right;
	int order = compare(a->order->day.n, b->order->day.n);

	if (!order)
		order = by_address(a->kitchen, b->kitchen);
	if (!order)
		order = by_address(a->product, b->product);
	return order ? order : by_address(a->contract, b->contract);
}

static int by_offer(const void *left, const void *right)
{
	const struct pial_check_offer *a = left, *b = right;
	int order = by_address(a->producer, b->producer);

	if (!order)
		order = compare(a->offer->from_day.n, b->offer->from_day.n);
	if (!order)
		order = strcmp(a->batch, b->batch);
	return order ? order : by_address(a->product, b->product);
}

/* Whole packs of an order, rounded as the policy says; false when it refuses to. */
static bool packs_of(const struct pial_policy *policy, int64_t milli, int64_t pack, int64_t *packs)
{
	int64_t rest = milli % pack;

	*packs = milli / pack;
	if (policy->round == PIAL_PACK_UP && rest)
		++*packs;
	if (policy->round == PIAL_PACK_NEAREST && 2 * rest >= pack)
		++*packs;
	return policy->round != PIAL_PACK_REFUSE || !rest;
}

static bool take_row(struct pial_check_week *week, const struct pial_order *order)
{
	const struct pial_model *model = week->input->model;
	struct pial_check_row *row = &week->row[week->rows++];
	struct pial_pos pos = row_pos(week, order);
	int32_t days;

	*row = (struct pial_check_row){ .order = order, .part = PIAL_NOWHERE };
	row->kitchen = pial_model_kitchen(model, order->kitchen);
	row->product = pial_model_product(model, order->product);
	row->contract = pial_model_contract(model, order->contract);
	if (!row->kitchen)
		return pial_diag_add(week->diags, &pos, PIAL_E_REF_KITCHEN,
				     pial_model_text(model, order->kitchen.n));
	if (!row->product)
		return pial_diag_add(week->diags, &pos, PIAL_E_REF_PRODUCT,
				     pial_model_text(model, order->product.n));
	if (order->contract.n && !row->contract)
		return pial_diag_add(week->diags, &pos, PIAL_E_REF_CONTRACT,
				     pial_model_text(model, order->contract.n));
	if (row->product->pack.milli <= 0)
		return pial_diag_add(week->diags, &pos, PIAL_E_PACK,
				     pial_model_text(model, order->product.n));
	if (order->quantity.milli < 0 || order->quantity.milli / row->product->pack.milli > MANY)
		return pial_diag_add(week->diags, &pos, PIAL_E_ALLOCATE_RANGE);
	if (!packs_of(&model->policy, order->quantity.milli, row->product->pack.milli,
		      &row->packs))
		return pial_diag_add(week->diags, &pos, PIAL_E_ORDER_PACK, order->quantity.milli,
				     row->product->pack.milli);
	days = pial_date_is_none(order->received_on)
		       ? 0 : pial_date_diff(order->received_on, order->day);
	row->late = week->input->published && !pial_date_is_none(order->received_on) &&
		    row->kitchen->cutoff != INT32_MIN && days < row->kitchen->cutoff;
	return true;
}

static bool take_offer(struct pial_check_week *week, const struct pial_offer *offer)
{
	const struct pial_model *model = week->input->model;
	struct pial_check_offer *taken = &week->offer[week->offers++];
	struct pial_pos pos = offer_pos(week, offer);

	*taken = (struct pial_check_offer){ .offer = offer,
					    .part = { PIAL_NOWHERE, PIAL_NOWHERE } };
	taken->producer = pial_model_producer(model, offer->producer);
	taken->product = pial_model_product(model, offer->product);
	taken->batch = pial_model_text(model, offer->batch.n);
	if (!taken->producer)
		return pial_diag_add(week->diags, &pos, PIAL_E_REF_PRODUCER,
				     pial_model_text(model, offer->producer.n));
	if (!taken->product)
		return pial_diag_add(week->diags, &pos, PIAL_E_REF_PRODUCT,
				     pial_model_text(model, offer->product.n));
	if (taken->product->pack.milli <= 0)
		return pial_diag_add(week->diags, &pos, PIAL_E_PACK,
				     pial_model_text(model, offer->product.n));
	taken->packs = offer->quantity.milli / taken->product->pack.milli;
	if (taken->packs < 0 || taken->packs > MANY)
		return pial_diag_add(week->diags, &pos, PIAL_E_ALLOCATE_RANGE);
	return true;
}

/* Looks up offers by key: qsort has no argument for the caller, so keys carry what sorts them. */
struct offer_key {
	uint32_t producer, product, batch;	/* numbers */
	uint32_t offer;				/* which */
};

static int by_offer_key(const void *left, const void *right)
{
	const struct offer_key *a = left, *b = right;
	int order = compare(a->producer, b->producer);

	if (!order)
		order = compare(a->product, b->product);
	return order ? order : compare(a->batch, b->batch);
}

static struct offer_key key_of(const struct pial_offer *offer, uint32_t place)
{
	return (struct offer_key){ offer->producer.n, offer->product.n, offer->batch.n, place };
}

static void sort_keys(struct pial_check_week *week)
{
	struct offer_key *key = pial_arena_zalloc(week->arena, week->offers + 1, sizeof(*key));

	week->offer_by_key = pial_arena_zalloc(week->arena, week->offers + 1,
					       sizeof(*week->offer_by_key));
	for (uint32_t o = 0; o < week->offers; o++)
		key[o] = key_of(week->offer[o].offer, o);
	if (week->offers)
		qsort(key, week->offers, sizeof(*key), by_offer_key);
	for (uint32_t o = 0; o < week->offers; o++)
		week->offer_by_key[o] = key[o].offer;
}

static bool take_rows(struct pial_check_week *week)
{
	const struct pial_check_input *input = week->input;
	int64_t ordered = 0, offered = 0;
	bool good = true;

	if (input->orders >= INT32_MAX || input->offers >= INT32_MAX)
		return pial_diag_add(week->diags, NULL, PIAL_E_ALLOCATE_RANGE);
	week->row = pial_arena_zalloc(week->arena, input->orders + 1, sizeof(*week->row));
	week->offer = pial_arena_zalloc(week->arena, input->offers + 1, sizeof(*week->offer));
	for (size_t i = 0; i < input->orders; i++)
		good &= take_row(week, &input->order[i]);
	for (size_t i = 0; i < input->offers; i++)
		good &= take_offer(week, &input->offer[i]);
	if (!good)
		return false;
	for (uint32_t r = 0; r < week->rows && ordered <= MANY; r++)
		ordered += week->row[r].packs;
	for (uint32_t o = 0; o < week->offers && offered <= MANY; o++)
		offered += week->offer[o].packs;
	if (ordered > MANY || offered > MANY)
		return pial_diag_add(week->diags, NULL, PIAL_E_ALLOCATE_RANGE);
	qsort(week->row, week->rows, sizeof(*week->row), by_row);
	qsort(week->offer, week->offers, sizeof(*week->offer), by_offer);
	sort_keys(week);
	return true;
}

/* ---- Looking up ---- */

uint32_t pial_check_find_row(const struct pial_check_week *week, struct pial_date day,
			     struct pial_kitchen_id kitchen, struct pial_product_id product,
			     struct pial_contract_id contract)
{
	const struct pial_model *model = week->input->model;
	const struct pial_order order = { .day = day };
	struct pial_check_row key = { .order = &order };
	uint32_t low = 0, high = week->rows;

	key.kitchen = pial_model_kitchen(model, kitchen);
	key.product = pial_model_product(model, product);
	key.contract = pial_model_contract(model, contract);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (by_row(&week->row[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == week->rows || by_row(&week->row[low], &key) ||
	    week->row[low].order->contract.n != contract.n)
		return PIAL_NOWHERE;
	return low;
}

uint32_t pial_check_find_offer(const struct pial_check_week *week,
			       struct pial_producer_id producer, struct pial_product_id product,
			       struct pial_text batch)
{
	struct offer_key key = { producer.n, product.n, batch.n, 0 }, other;
	uint32_t low = 0, high = week->offers;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		other = key_of(week->offer[week->offer_by_key[middle]].offer, 0);
		if (by_offer_key(&other, &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == week->offers)
		return PIAL_NOWHERE;
	other = key_of(week->offer[week->offer_by_key[low]].offer, 0);
	return by_offer_key(&other, &key) ? PIAL_NOWHERE : week->offer_by_key[low];
}

uint32_t pial_check_find_pair(const struct pial_check_week *week, uint32_t row, uint32_t offer)
{
	uint32_t low = week->row[row].first, end = low + week->row[row].count, high = end;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (week->pair[middle].offer < offer)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && week->pair[low].offer == offer ? low : PIAL_NOWHERE;
}

/* ---- Pairs ---- */

/* Offers of one product, in order. */
struct shelf {
	const struct pial_product *product;	/* what */
	uint32_t offer;				/* which */
};

static int by_shelf(const void *left, const void *right)
{
	const struct shelf *a = left, *b = right;
	int order = by_address(a->product, b->product);

	return order ? order : compare(a->offer, b->offer);
}

static int by_number(const void *left, const void *right)
{
	return compare(*(const uint32_t *)left, *(const uint32_t *)right);
}

/* Adds the offers of a product to a list. */
static void list_product(const struct shelf *shelf, uint32_t shelves,
			 const struct pial_product *product, uint32_t *list, uint32_t *count)
{
	uint32_t low = 0, high = shelves;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if ((uintptr_t)shelf[middle].product < (uintptr_t)product)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < shelves && shelf[low].product == product && *count < shelves; low++)
		list[(*count)++] = shelf[low].offer;
}

/* Lists the offers that may serve a row for what they are. */
static uint32_t list_offers(const struct pial_check_week *week, const struct shelf *shelf,
			    const struct pial_check_row *row, uint32_t *list)
{
	const struct pial_id_list *other = &row->product->substitutes;
	uint32_t count = 0, kept = 0;

	list_product(shelf, week->offers, row->product, list, &count);
	for (uint32_t i = 0; row->kitchen->substitutes == PIAL_YES && i < other->count; i++) {
		const struct pial_product *product = pial_model_product(
			week->input->model, (struct pial_product_id){ other->n[i] });

		if (product && product != row->product)
			list_product(shelf, week->offers, product, list, &count);
	}
	if (count)
		qsort(list, count, sizeof(*list), by_number);
	for (uint32_t i = 0; i < count; i++)
		if (!i || list[i] != list[kept - 1])
			list[kept++] = list[i];
	return kept;
}

/* Counts (pair NULL) or writes the pairs of the week. */
static uint32_t walk_pairs(struct pial_check_week *week, const struct shelf *shelf,
			   uint32_t *list, struct pial_check_pair *pair)
{
	uint64_t pairs = 0;

	for (uint32_t r = 0; r < week->rows; r++) {
		struct pial_check_row *row = &week->row[r];
		uint32_t count = row->packs ? list_offers(week, shelf, row, list) : 0;

		row->first = (uint32_t)pairs;
		for (uint32_t i = 0; i < count; i++) {
			const struct pial_check_offer *offer = &week->offer[list[i]];
			int32_t metres;

			if (!offer->packs || pial_check_barrier(week->input->model, offer->offer,
								row->order, &metres))
				continue;
			if (pair)
				pair[pairs] = (struct pial_check_pair){
					.row = r, .offer = list[i], .metres = metres,
					.substitute = offer->product != row->product,
					.share = { 0, 1 }, .sale = { 0, 1 } };
			pairs++;
		}
		row->count = (uint32_t)pairs - row->first;
	}
	return pairs < PIAL_NOWHERE ? (uint32_t)pairs : PIAL_NOWHERE;
}

static bool find_pairs(struct pial_check_week *week)
{
	struct shelf *shelf = pial_arena_zalloc(week->arena, week->offers + 1, sizeof(*shelf));
	uint32_t *list = pial_arena_zalloc(week->arena, week->offers + 1, sizeof(*list));

	for (uint32_t o = 0; o < week->offers; o++)
		shelf[o] = (struct shelf){ week->offer[o].product, o };
	if (week->offers)
		qsort(shelf, week->offers, sizeof(*shelf), by_shelf);
	week->pairs = walk_pairs(week, shelf, list, NULL);
	if (week->pairs == PIAL_NOWHERE)
		return pial_diag_add(week->diags, NULL, PIAL_E_ALLOCATE_RANGE);
	week->pair = pial_arena_zalloc(week->arena, (size_t)week->pairs + 1, sizeof(*week->pair));
	(void)walk_pairs(week, shelf, list, week->pair);
	return true;
}

/* ---- Pins ---- */

static bool take_pin(struct pial_check_week *week, const struct pial_allocation *pin)
{
	const struct pial_model *model = week->input->model;
	struct pial_pos pos = { week->input->pins_file, pin->line, 0, PIAL_COLUMN_LETTER };
	uint32_t r = pial_check_find_row(week, pin->day, pin->kitchen, pin->ordered,
					 pin->contract);
	uint32_t o = pial_check_find_offer(week, pin->producer, pin->product, pin->batch), p;
	struct pial_pos order, offer;
	const char *barrier;
	int32_t metres;
	int64_t pack;

	if (r == PIAL_NOWHERE)
		return pial_diag_add(week->diags, &pos, PIAL_E_PIN_ORDER,
				     pial_model_text(model, pin->kitchen.n),
				     pial_model_text(model, pin->ordered.n), (int64_t)pin->day.n);
	order = row_pos(week, week->row[r].order);
	if (o == PIAL_NOWHERE)
		return pial_diag_add(week->diags, &pos, PIAL_E_PIN_OFFER,
				     pial_model_text(model, pin->producer.n),
				     pial_model_text(model, pin->product.n), &order);
	offer = offer_pos(week, week->offer[o].offer);
	pack = week->offer[o].product->pack.milli;
	if (pin->quantity.milli < 0 || pin->quantity.milli % pack)
		return pial_diag_add(week->diags, &pos, PIAL_E_PIN_PACK, pin->quantity.milli,
				     pack);
	barrier = pial_check_barrier(model, week->offer[o].offer, week->row[r].order, &metres);
	if (barrier)
		return pial_diag_add(week->diags, &pos, PIAL_E_PIN_BARRIER,
				     pial_model_text(model, pin->producer.n),
				     pial_model_text(model, pin->kitchen.n), barrier, &offer,
				     &order);
	p = pial_check_find_pair(week, r, o);
	week->row[r].pinned += pin->quantity.milli / pack;
	week->offer[o].pinned += pin->quantity.milli / pack;
	if (week->offer[o].pinned > week->offer[o].packs)
		return pial_diag_add(week->diags, &pos, PIAL_E_PIN_SUPPLY,
				     week->offer[o].pinned * pack,
				     week->offer[o].offer->quantity.milli, &offer);
	if (week->row[r].pinned > week->row[r].packs)
		return pial_diag_add(week->diags, &pos, PIAL_E_PIN_DEMAND,
				     week->row[r].pinned * pack,
				     week->row[r].order->quantity.milli, &order);
	/* a pin of nothing on an order or offer of no pack has no pair */
	if (p == PIAL_NOWHERE)
		return true;
	if (week->pair[p].pinned)
		return pial_diag_add(week->diags, &pos, PIAL_E_PIN_TWICE, &pos);
	week->pair[p].pinned = true;
	week->pair[p].right = pin->quantity.milli / pack;
	return true;
}

int pial_check_by_pair(const void *left, const void *right)
{
	const struct pial_meeting *a = left, *b = right;
	int order = compare(a->producer.n, b->producer.n);

	return order ? order : compare(a->kitchen.n, b->kitchen.n);
}

static void sort_meetings(struct pial_check_week *week)
{
	size_t count = week->input->meetings;

	week->meeting = pial_arena_zalloc(week->arena, count + 1, sizeof(*week->meeting));
	if (!count)
		return;
	memcpy(week->meeting, week->input->meeting, count * sizeof(*week->meeting));
	qsort(week->meeting, count, sizeof(*week->meeting), pial_check_by_pair);
}

bool pial_check_week_init(struct pial_check_week *week, const struct pial_check_input *input,
			  struct pial_arena *arena, struct pial_diags *diags)
{
	bool good = true;

	*week = (struct pial_check_week){ .input = input, .arena = arena, .diags = diags };
	if (!take_rows(week) || !find_pairs(week))
		return false;
	for (size_t i = 0; i < input->pins; i++)
		if (input->pin[i].pin == PIAL_YES)
			good &= take_pin(week, &input->pin[i]);
	if (!good)
		return false;
	pial_check_amounts_sort(week);
	sort_meetings(week);
	pial_check_owed(week);
	pial_check_parts(week);
	return true;
}
