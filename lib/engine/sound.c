/*
 * Two lists of limits, sorted; each row of the allocation looks up its own and adds to it.
 *
 * A limit that no offer or order sets is put into the list by the first row that needs it, as 0, so
 * that there is one way to add up. Running the engine's pins over the table was rejected: it stops
 * at barriers (days, certificates), which may have changed since and are no reason not to publish.
 */
#include "engine/sound.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "engine/instance.h"

#include "base/banned.h"

/* A limit; members of the key that do not matter are 0. */
struct limit {
	uint32_t day, who;		/* of an order; kitchen or producer */
	uint32_t product, detail;	/* what; contract or batch */
	int64_t most, sum;		/* thousandths allowed, allocated so far */
	bool passed;			/* said already */
};

/* A sorted list of limits. */
struct limits {
	struct limit *limit;	/* owned */
	size_t count;		/* how many */
};

static int by_key(const void *left, const void *right)
{
	const struct limit *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->who != b->who)
		return a->who < b->who ? -1 : 1;
	if (a->product != b->product)
		return a->product < b->product ? -1 : 1;
	return (a->detail > b->detail) - (a->detail < b->detail);
}

static int64_t add(int64_t a, int64_t b)
{
	int64_t sum;

	return __builtin_add_overflow(a, b, &sum) ? INT64_MAX : sum;
}

static struct limit *find(const struct limits *limits, struct limit key)
{
	if (!limits->count)
		return NULL;
	return bsearch(&key, limits->limit, limits->count, sizeof(key), by_key);
}

/* Sorts, and makes one of those with the same key: the largest. */
static void settle(struct limits *limits)
{
	size_t kept = 0;

	if (limits->count)
		qsort(limits->limit, limits->count, sizeof(*limits->limit), by_key);
	for (size_t i = 0; i < limits->count; i++) {
		struct limit *last = kept ? &limits->limit[kept - 1] : NULL;

		if (!last || by_key(last, &limits->limit[i]))
			limits->limit[kept++] = limits->limit[i];
		else if (limits->limit[i].most > last->most)
			last->most = limits->limit[i].most;
	}
	limits->count = kept;
}

static struct limit offer_key(const struct pial_allocation *row)
{
	return (struct limit){ .who = row->producer.n, .product = row->product.n,
			       .detail = row->batch.n };
}

static struct limit order_key(const struct pial_allocation *row, bool with_contract)
{
	return (struct limit){ .day = row->day.n, .who = row->kitchen.n,
			       .product = row->ordered.n,
			       .detail = with_contract ? row->contract.n : 0 };
}

static int64_t most_of(const struct pial_model *model, const struct pial_order *order)
{
	const struct pial_product *product = pial_model_product(model, order->product);
	int64_t quantity = order->quantity.milli, whole;

	if (quantity <= 0 || !product || product->pack.milli <= 0)
		return quantity;
	whole = pial_order_packs(model, product, order->quantity);
	if (__builtin_mul_overflow(whole, product->pack.milli, &whole))
		return INT64_MAX;
	return whole > quantity ? whole : quantity;
}

static struct limits offer_limits(const struct pial_sound_input *input)
{
	struct limits limits = { pial_calloc(input->offers + input->rows + 1,
					     sizeof(struct limit)), 0 };

	for (size_t i = 0; i < input->offers; i++)
		limits.limit[limits.count++] = (struct limit){
			.who = input->offer[i].producer.n, .product = input->offer[i].product.n,
			.detail = input->offer[i].batch.n, .most = input->offer[i].quantity.milli };
	for (size_t i = 0; i < input->rows; i++)
		limits.limit[limits.count++] = offer_key(&input->row[i]);
	settle(&limits);
	return limits;
}

static struct limits order_limits(const struct pial_sound_input *input)
{
	struct limits limits = { pial_calloc(input->orders + input->rows + 1,
					     sizeof(struct limit)), 0 };

	for (size_t i = 0; i < input->orders; i++)
		limits.limit[limits.count++] = (struct limit){
			.day = input->order[i].day.n, .who = input->order[i].kitchen.n,
			.product = input->order[i].product.n,
			.detail = input->order[i].contract.n,
			.most = most_of(input->model, &input->order[i]) };
	settle(&limits);
	for (size_t i = 0, orders = limits.count; i < input->rows; i++) {
		struct limits set = { limits.limit, orders };

		if (!find(&set, order_key(&input->row[i], true)) &&
		    !find(&set, order_key(&input->row[i], false)))
			limits.limit[limits.count++] = order_key(&input->row[i], true);
	}
	settle(&limits);
	return limits;
}

/* Adds a row to its limit; true, filling *excess, when it is the first to pass. */
static bool passes(struct limit *limit, int64_t quantity, size_t row, bool ordered,
		   struct pial_excess *excess)
{
	if (!limit || quantity <= 0)
		return false;
	limit->sum = add(limit->sum, quantity);
	if (limit->passed || limit->sum <= limit->most)
		return false;
	limit->passed = true;
	*excess = (struct pial_excess){ row, { limit->sum }, { limit->most }, ordered };
	return true;
}

struct pial_excess *pial_sound_find(const struct pial_sound_input *input, size_t *count)
{
	struct limits offered = offer_limits(input), ordered = order_limits(input);
	struct pial_excess *excess = pial_calloc(2 * input->rows + 1, sizeof(*excess));

	*count = 0;
	for (size_t i = 0; i < input->rows; i++) {
		const struct pial_allocation *row = &input->row[i];
		struct limit *order = find(&ordered, order_key(row, true));

		if (!row->producer.n)
			continue;
		if (!order)
			order = find(&ordered, order_key(row, false));
		*count += passes(find(&offered, offer_key(row)), row->quantity.milli, i, false,
				 &excess[*count]);
		*count += passes(order, row->quantity.milli, i, true, &excess[*count]);
	}
	free(offered.limit);
	free(ordered.limit);
	if (*count)
		return excess;
	free(excess);
	return NULL;
}

bool pial_sound_forgotten(const struct pial_sound_input *input, size_t *order,
			  struct pial_qty *held)
{
	struct limits ordered = order_limits(input);
	bool found = false;

	for (size_t i = 0; i < input->rows; i++) {
		struct limit *limit = find(&ordered, order_key(&input->row[i], true));

		if (!limit)
			limit = find(&ordered, order_key(&input->row[i], false));
		limit->sum = add(limit->sum, input->row[i].quantity.milli);
	}
	for (size_t i = 0; i < input->orders && !found; i++) {
		const struct pial_order *row = &input->order[i];
		const struct limit *limit = find(&ordered, (struct limit){
			.day = row->day.n, .who = row->kitchen.n, .product = row->product.n,
			.detail = row->contract.n });
		const struct pial_product *product = pial_model_product(input->model, row->product);
		int64_t packs =
			product ? pial_order_packs(input->model, product, row->quantity) : 0;

		/* Below a limit above INT64_MAX / pack, which no bounded quantity reaches. */
		if (!product || limit->sum >= packs * product->pack.milli)
			continue;
		*order = i;
		held->milli = limit->sum;
		found = true;
	}
	free(ordered.limit);
	return found;
}
