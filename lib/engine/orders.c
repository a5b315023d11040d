/*
 * Questions about other rows (is this contract taken, did this kitchen answer) are asked of sorted
 * lists of small keys: a national week has more than a million rows. A map was rejected, as the
 * lists are made once and only searched.
 */
#include "engine/orders.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "engine/owed.h"

#include "base/banned.h"

/* What a row, or a kitchen, is looked for by; members that do not matter are 0. */
struct key {
	uint32_t day, kitchen;		/* number of the day, of the kitchen */
	uint32_t product, contract;	/* numbers */
};

/* A sorted list of keys. */
struct keys {
	struct key *key;	/* owned */
	size_t count;		/* how many */
};

struct work {
	const struct pial_model *model;		/* contracts, kitchens, policy */
	struct pial_week week;			/* which; none: unknown */
	struct keys own;			/* kitchens that sent a row of their own */
	struct keys stand;			/* kitchen, product, contract of silence */
	struct pial_orders_result *result;	/* what is made */
};

void pial_orders_result_init(struct pial_orders_result *result)
{
	*result = (struct pial_orders_result){ .rows = 0 };
	pial_arena_init(&result->arena);
}

void pial_orders_result_release(struct pial_orders_result *result)
{
	pial_arena_release(&result->arena);
	pial_orders_result_init(result);
}

static int by_key(const void *left, const void *right)
{
	const struct key *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->kitchen != b->kitchen)
		return a->kitchen < b->kitchen ? -1 : 1;
	if (a->product != b->product)
		return a->product < b->product ? -1 : 1;
	return (a->contract > b->contract) - (a->contract < b->contract);
}

static void keys_sort(struct keys *keys)
{
	if (keys->count)
		qsort(keys->key, keys->count, sizeof(*keys->key), by_key);
}

static bool keys_have(const struct keys *keys, struct key key)
{
	return keys->count &&
	       bsearch(&key, keys->key, keys->count, sizeof(key), by_key) != NULL;
}

/* Somebody else's guess at what a silent kitchen wants. */
static bool is_stand_in(const struct pial_order *row)
{
	return row->source == PIAL_ORDER_FIRM || row->source == PIAL_ORDER_PLAN;
}

/* ---- Contracts ---- */

/* The rows with their contracts, in the order given. */
static struct pial_order *fill(struct work *work, const struct pial_order *order, size_t orders)
{
	struct pial_order *row = pial_calloc(orders + 1, sizeof(*row));
	struct keys taken = { pial_calloc(orders + 1, sizeof(struct key)), orders };

	for (size_t i = 0; i < orders; i++)
		taken.key[i] = (struct key){ order[i].day.n, order[i].kitchen.n,
					     order[i].product.n, order[i].contract.n };
	keys_sort(&taken);
	for (size_t i = 0; i < orders; i++) {
		struct key key = { order[i].day.n, order[i].kitchen.n, order[i].product.n, 0 };

		row[i] = order[i];
		if (row[i].contract.n)
			continue;
		key.contract = pial_model_contract_for(work->model, row[i].kitchen,
						       row[i].product, row[i].day).n;
		if (key.contract && !keys_have(&taken, key))
			row[i].contract.n = key.contract;
	}
	free(taken.key);
	return row;
}

/* ---- Who said something of what ---- */

static void list(struct work *work, const struct pial_order *row, size_t rows)
{
	work->own.key = pial_calloc(rows + 1, sizeof(struct key));
	work->stand.key = pial_calloc(rows + 1, sizeof(struct key));
	for (size_t i = 0; i < rows; i++) {
		if (is_stand_in(&row[i]))
			work->stand.key[work->stand.count++] = (struct key){
				0, row[i].kitchen.n, row[i].product.n, row[i].contract.n };
		else
			work->own.key[work->own.count++] = (struct key){ 0, row[i].kitchen.n, 0,
									 0 };
	}
	keys_sort(&work->own);
	keys_sort(&work->stand);
}

static bool has_answered(const struct work *work, struct pial_kitchen_id kitchen)
{
	return keys_have(&work->own, (struct key){ 0, kitchen.n, 0, 0 });
}

/* ---- What is made ---- */

/* Makes room for rows: those given and one for each line of a contract. */
static void make_room(struct work *work, size_t orders)
{
	size_t most = orders + 1;

	for (size_t c = 0; c < work->model->contracts; c++)
		most += work->model->contract[c].line_count;
	work->result->row = pial_arena_zalloc(&work->result->arena, most,
					      sizeof(*work->result->row));
	work->result->from = pial_arena_zalloc(&work->result->arena, most,
					       sizeof(*work->result->from));
}

static void add(struct work *work, const struct pial_order *row, size_t from)
{
	work->result->row[work->result->rows] = *row;
	work->result->from[work->result->rows++] = from;
}

static void keep(struct work *work, const struct pial_order *order,
		 const struct pial_order *row, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		if (is_stand_in(&row[i]) && has_answered(work, row[i].kitchen)) {
			work->result->dropped++;
			continue;
		}
		work->result->filled += row[i].contract.n != order[i].contract.n;
		add(work, &row[i], i);
	}
}

/* True when this run added a row for the contract and product; its rows are the last ones. */
static bool was_added(const struct work *work, const struct pial_order *row)
{
	for (size_t i = work->result->rows; i-- > 0;) {
		const struct pial_order *other = &work->result->row[i];

		if (work->result->from[i] != PIAL_ORDER_NEW ||
		    other->contract.n != row->contract.n)
			return false;
		if (other->product.n == row->product.n)
			return true;
	}
	return false;
}

static void add_firm(struct work *work, const struct pial_contract *contract,
		     const struct pial_contract_line *line)
{
	struct pial_order row = {
		.kitchen = contract->kitchen, .product = line->product, .contract = contract->id,
		.quantity = pial_firm_quantity(line, work->week), .minimum = PIAL_QTY_NONE,
		.price = PIAL_PRICE_NONE, .week = work->week, .source = PIAL_ORDER_FIRM,
	};
	struct key key = { 0, row.kitchen.n, row.product.n, row.contract.n };

	if (pial_qty_is_none(row.quantity) || row.quantity.milli <= 0 ||
	    has_answered(work, row.kitchen) || keys_have(&work->stand, key) ||
	    was_added(work, &row))
		return;
	row.day = pial_line_first_day(work->model, contract, line, work->week);
	if (pial_date_is_none(row.day))
		return;
	add(work, &row, PIAL_ORDER_NEW);
	work->result->added++;
}

void pial_orders_complete(const struct pial_model *model, struct pial_week week,
			  const struct pial_order *order, size_t orders,
			  struct pial_orders_result *result)
{
	struct work work = { .model = model, .week = week, .result = result };
	struct pial_order *row = fill(&work, order, orders);

	list(&work, row, orders);
	make_room(&work, orders);
	keep(&work, order, row, orders);
	if (model->policy.silent_kitchen == PIAL_SILENT_FIRM && !pial_week_is_none(week))
		for (size_t c = 0; c < model->contracts; c++)
			for (uint32_t i = 0; i < model->contract[c].line_count; i++)
				add_firm(&work, &model->contract[c], &model->contract[c].line[i]);
	free(work.own.key);
	free(work.stand.key);
	free(row);
}
