/*
 * The rows of the plan are those of its harvests; all the rest are sums of them.
 */
#include "engine/season_outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static int compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static struct pial_qty quantity_of(const struct pial_product *product, int64_t packs)
{
	return (struct pial_qty){ packs * product->pack.milli };
}

/* --- rows --- */

/* A row and where it sorts: the key of plan.csv. */
struct sorted {
	struct pial_plan row;			/* the row */
	size_t producer, product;		/* places in the model's tables */
};

static int by_key(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order = compare(a->row.week.n, b->row.week.n);

	if (!order)
		order = compare(a->producer, b->producer);
	if (!order)
		order = compare(a->product, b->product);
	return order ? order : compare(a->row.purpose, b->row.purpose);
}

static struct sorted place_row(const struct pial_season_case *c, const struct pial_plan *row)
{
	return (struct sorted){ *row, c->model->producer_at[row->producer.n],
				c->model->product_at[row->product.n] };
}

/* A row of a harvest for the need or the margin. */
static struct pial_plan make_row(const struct pial_season_case *c,
				 const struct pial_harvest *harvest, enum pial_plan_for purpose)
{
	const struct pial_bidder *bidder = &c->bidder[harvest->bidder];
	int64_t packs = purpose == PIAL_PLAN_NEED ? harvest->need : harvest->margin;
	struct pial_area area = PIAL_AREA_NONE;

	if (bidder->footprint.num)
		area.dm2 = pial_footprint_area(bidder->footprint, packs);
	return (struct pial_plan){
		.producer = bidder->producer->id, .product = bidder->product->id,
		.quantity = quantity_of(bidder->product, packs), .area = area,
		.week = c->crop[harvest->crop].week, .sow_week = c->sowing[harvest->sowing].sow,
		.purpose = (uint8_t)purpose };
}

static bool same_row(const struct pial_plan *a, const struct pial_plan *b)
{
	return a->producer.n == b->producer.n && a->product.n == b->product.n &&
	       a->quantity.milli == b->quantity.milli && a->area.dm2 == b->area.dm2 &&
	       a->week.n == b->week.n && a->sow_week.n == b->sow_week.n &&
	       a->purpose == b->purpose;
}

/* True when the rows are those of the version before, which are in another order. */
static bool is_same(const struct pial_season_case *c, const struct pial_season_result *result)
{
	if (!c->version || c->befores != result->rows)
		return false;
	for (size_t i = 0; i < result->rows; i++) {
		const struct pial_plan *row = &result->row[i];
		const struct pial_plan *before =
			pial_season_before(c, row->producer, row->product, row->week,
					   (enum pial_plan_for)row->purpose);

		if (!before || !same_row(row, before))
			return false;
	}
	return true;
}

static void put_rows(const struct pial_season_case *c, struct pial_season_result *result)
{
	size_t room = c->befores + 2 * c->harvests + 1, count = 0;
	struct sorted *list = pial_arena_alloc(c->arena, room * sizeof(*list));

	for (size_t i = 0; i < c->befores; i++)
		if (!pial_week_is_none(c->input->from) && c->before[i]->week.n < c->start.n)
			list[count++] = place_row(c, c->before[i]);
	for (size_t i = 0; i < c->harvests; i++) {
		const struct pial_harvest *harvest = &c->harvest[i];
		struct pial_plan row;

		if (harvest->need) {
			row = make_row(c, harvest, PIAL_PLAN_NEED);
			list[count++] = place_row(c, &row);
		}
		if (harvest->margin) {
			row = make_row(c, harvest, PIAL_PLAN_MARGIN);
			list[count++] = place_row(c, &row);
		}
	}
	if (count)
		qsort(list, count, sizeof(*list), by_key);
	result->row = pial_arena_zalloc(&result->arena, count + 1, sizeof(*result->row));
	for (size_t i = 0; i < count; i++)
		result->row[result->rows++] = list[i].row;
	result->same = is_same(c, result);
	result->version = c->version + !result->same;
	for (size_t i = 0; i < count; i++)
		result->row[i].version = result->version;
}

/* --- crops --- */

static int by_product(const void *left, const void *right)
{
	const struct pial_crop *const *a = left, *const *b = right;
	int order = compare((uintptr_t)(*a)->product, (uintptr_t)(*b)->product);

	return order ? order : compare((*a)->week.n, (*b)->week.n);
}

static void put_crops(const struct pial_season_case *c, struct pial_season_result *result)
{
	const struct pial_crop **order = pial_arena_zalloc(c->arena, c->crops + 1, sizeof(*order));

	for (size_t i = 0; i < c->crops; i++)
		order[i] = &c->crop[i];
	if (c->crops)
		qsort(order, c->crops, sizeof(*order), by_product);
	result->crop = pial_arena_zalloc(&result->arena, c->crops + 1, sizeof(*result->crop));
	for (size_t i = 0; i < c->crops; i++) {
		const struct pial_crop *crop = order[i];
		int64_t need = 0, margin = 0;

		for (uint32_t h = 0; h < crop->harvests; h++) {
			need += c->harvest[crop->harvest + h].need;
			margin += c->harvest[crop->harvest + h].margin;
		}
		result->crop[result->crops++] = (struct pial_season_crop){
			.product = crop->product->id, .week = crop->week,
			.need = { crop->needed }, .promised = quantity_of(crop->product, need),
			.margin = quantity_of(crop->product, margin),
			.missing = quantity_of(crop->product, crop->packs - need),
			.outlook = crop->outlook };
	}
}

/* --- sowings --- */

/* A sowing and where it sorts. */
struct sown {
	struct pial_season_sowing sowing;	/* as told */
	size_t producer, product;		/* places in the model's tables */
};

static int by_sowing(const void *left, const void *right)
{
	const struct sown *a = left, *b = right;
	int order = compare(a->producer, b->producer);

	if (!order)
		order = compare(a->sowing.sow.n, b->sowing.sow.n);
	if (!order)
		order = compare(a->product, b->product);
	return order ? order : compare(a->sowing.first.n, b->sowing.first.n);
}

static void add_to_sowing(const struct pial_season_case *c, const struct pial_harvest *harvest,
			  struct pial_season_sowing *sowing)
{
	const struct pial_product *product = c->bidder[harvest->bidder].product;
	struct pial_week week = c->crop[harvest->crop].week;

	if (!harvest->need && !harvest->margin)
		return;
	sowing->need.milli += quantity_of(product, harvest->need).milli;
	sowing->margin.milli += quantity_of(product, harvest->margin).milli;
	if (pial_week_is_none(sowing->first) || week.n < sowing->first.n)
		sowing->first = week;
	if (week.n > sowing->last.n)
		sowing->last = week;
	sowing->area.dm2 += harvest->area;
}

static void put_sowings(const struct pial_season_case *c, struct pial_season_result *result)
{
	struct sown *list = pial_arena_zalloc(c->arena, c->sowings + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < c->harvests; i++)
		add_to_sowing(c, &c->harvest[i], &list[c->harvest[i].sowing].sowing);
	for (size_t i = 0; i < c->sowings; i++) {
		const struct pial_sowing *sowing = &c->sowing[i];
		const struct pial_bidder *bidder = &c->bidder[sowing->bidder];
		struct sown told = list[i];

		if (pial_week_is_none(told.sowing.first))
			continue;
		told.sowing.producer = bidder->producer->id;
		told.sowing.product = bidder->product->id;
		told.sowing.sow = sowing->sow;
		told.sowing.sown = sowing->fixed;
		if (!bidder->footprint.num)
			told.sowing.area = PIAL_AREA_NONE;
		told.producer = (size_t)(bidder->producer - c->model->producer);
		told.product = (size_t)(bidder->product - c->model->product);
		list[count++] = told;
	}
	if (count)
		qsort(list, count, sizeof(*list), by_sowing);
	result->sowing = pial_arena_zalloc(&result->arena, count + 1, sizeof(*result->sowing));
	for (size_t i = 0; i < count; i++)
		result->sowing[result->sowings++] = list[i].sowing;
}

/* --- land --- */

static void put_cuts(const struct pial_season_case *c, struct pial_season_result *result)
{
	result->cut = pial_arena_zalloc(&result->arena, c->bidders + 1, sizeof(*result->cut));
	for (size_t b = 0; b < c->bidders; b++) {
		const struct pial_bidder *bidder = &c->bidder[b];
		struct pial_season_cut cut = { .producer = bidder->producer->id,
					       .product = bidder->product->id };

		for (uint32_t i = 0; i < bidder->harvests; i++) {
			const struct pial_harvest *harvest =
				&c->harvest[c->by_bidder[bidder->first_harvest + i]];

			if (!harvest->gave_up)
				continue;
			cut.quantity.milli += quantity_of(bidder->product, harvest->gave_up).milli;
			cut.last = c->crop[harvest->crop].week;
			if (pial_week_is_none(cut.first))
				cut.first = cut.last;
		}
		if (cut.quantity.milli)
			result->cut[result->cuts++] = cut;
	}
}

static void put_trades(const struct pial_season_case *c, struct pial_season_result *result)
{
	result->trade = pial_arena_zalloc(&result->arena, c->harvests + 1,
					  sizeof(*result->trade));
	for (size_t i = 0; i < c->harvests; i++) {
		const struct pial_harvest *harvest = &c->harvest[c->by_bidder[i]];
		const struct pial_bidder *bidder = &c->bidder[harvest->bidder];

		if (harvest->traded)
			result->trade[result->trades++] = (struct pial_season_trade){
				bidder->producer->id, bidder->product->id,
				c->crop[harvest->crop].week,
				quantity_of(bidder->product, harvest->traded) };
	}
}

static void put_lands(const struct pial_season_case *c, struct pial_season_result *result)
{
	result->land = pial_arena_zalloc(&result->arena, c->model->producers + 1,
					 sizeof(*result->land));
	for (size_t p = 0; p < c->model->producers; p++) {
		const struct pial_ground *ground = &c->land[p];
		struct pial_season_land land = { .producer = c->model->producer[p].id,
						 .land = c->model->producer[p].land };

		for (size_t w = 0; w < c->span; w++) {
			if (ground->used[w] <= land.used.dm2)
				continue;
			land.used.dm2 = ground->used[w];
			land.week.n = (uint16_t)(c->origin.n + w);
		}
		if (land.used.dm2)
			result->land[result->lands++] = land;
	}
}

static void put_most(const struct pial_season_case *c, struct pial_season_result *result)
{
	for (size_t w = 0; w < c->span; w++) {
		int64_t sum = 0;

		for (size_t p = 0; p < c->model->producers; p++)
			sum += c->land[p].used[w];
		if (sum <= result->most_land.dm2)
			continue;
		result->most_land.dm2 = sum;
		result->most_week.n = (uint16_t)(c->origin.n + w);
	}
}

/* --- changes --- */

/* A change and where it sorts. */
struct changed {
	struct pial_season_change change;	/* as told */
	size_t producer, product;		/* places in the model's tables */
};

static int by_changed(const void *left, const void *right)
{
	const struct changed *a = left, *b = right;
	int order = compare(a->producer, b->producer);

	return order ? order : compare(a->product, b->product);
}

static struct changed change_of(const struct pial_season_case *c, const struct pial_plan *row,
				bool after)
{
	struct changed one = { .producer = c->model->producer_at[row->producer.n],
			       .product = c->model->product_at[row->product.n] };

	one.change.producer = row->producer;
	one.change.product = row->product;
	*(after ? &one.change.after : &one.change.before) = row->quantity;
	return one;
}

static void put_changes(const struct pial_season_case *c, struct pial_season_result *result)
{
	struct changed *list =
		pial_arena_alloc(c->arena, (c->befores + result->rows + 1) * sizeof(*list));
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < c->befores; i++)
		if (c->before[i]->week.n >= c->start.n &&
		    c->before[i]->purpose != PIAL_PLAN_MARGIN)
			list[count++] = change_of(c, c->before[i], false);
	for (size_t i = 0; c->version && i < result->rows; i++)
		if (result->row[i].week.n >= c->start.n &&
		    result->row[i].purpose != PIAL_PLAN_MARGIN)
			list[count++] = change_of(c, &result->row[i], true);
	if (count)
		qsort(list, count, sizeof(*list), by_changed);
	result->change = pial_arena_zalloc(&result->arena, count + 1, sizeof(*result->change));
	for (size_t i = 0; i < count; i++) {
		if (kept && !by_changed(&list[kept - 1], &list[i])) {
			list[kept - 1].change.before.milli += list[i].change.before.milli;
			list[kept - 1].change.after.milli += list[i].change.after.milli;
		} else {
			list[kept++] = list[i];
		}
	}
	for (size_t i = 0; i < kept; i++)
		if (list[i].change.before.milli != list[i].change.after.milli)
			result->change[result->changes++] = list[i].change;
}

void pial_season_outcome(const struct pial_season_case *c, struct pial_season_result *result)
{
	put_rows(c, result);
	put_crops(c, result);
	put_sowings(c, result);
	put_cuts(c, result);
	put_trades(c, result);
	put_lands(c, result);
	put_most(c, result);
	put_changes(c, result);
	result->closed = c->closed;
}
