/*
 * Everything is taken from the case that the plan itself is made from, one array after the other in
 * its order; only what the plan harvests is looked up.
 */
#include "engine/scenario_fill.h"

#include <stdlib.h>

#include "base/banned.h"
#include "engine/land.h"
#include "engine/season_case.h"
#include "num/round.h"

struct fill {
	const struct pial_season_case *c;
	const struct pial_policy *policy;
	struct pial_arena *arena;
	const struct pial_plan **row;	/* of the plan, sorted for looking up */
	size_t rows;			/* how many */
	struct pial_scenario_filled *out;
};

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_crop(const void *left, const void *right)
{
	const struct pial_plan *a = *(const struct pial_plan *const *)left;
	const struct pial_plan *b = *(const struct pial_plan *const *)right;
	int order = compare(a->week.n, b->week.n);

	if (!order)
		order = compare(a->product.n, b->product.n);
	return order ? order : compare(a->producer.n, b->producer.n);
}

/* ---- Standing --- */

/* A limit of land, or what stands there in the fullest week planned, if that is more. */
static struct pial_area room_of(const struct pial_season_case *c, struct pial_area limit,
				const struct pial_ground *ground)
{
	size_t week = (size_t)(c->start.n - c->origin.n);

	if (pial_area_is_none(limit))
		return limit;
	for (; week < c->span; week++)
		if (ground->used[week] > limit.dm2)
			limit.dm2 = ground->used[week];
	return limit;
}

static void fill_names(struct fill *fill)
{
	const struct pial_model *model = fill->c->model;
	struct pial_scenario_grower *grower = pial_arena_zalloc(fill->arena, model->producers + 1,
								sizeof(*grower));
	struct pial_scenario_product *product = pial_arena_zalloc(fill->arena, model->products + 1,
								  sizeof(*product));
	bool assumed;

	for (size_t i = 0; i < model->producers; i++)
		grower[i] = (struct pial_scenario_grower){
			pial_model_text(model, model->producer[i].id.n),
			room_of(fill->c, model->producer[i].land, &fill->c->land[i]) };
	for (size_t i = 0; i < model->products; i++)
		product[i] = (struct pial_scenario_product){
			pial_model_text(model, model->product[i].id.n),
			pial_product_unit_mass(&model->product[i], &assumed) };
	fill->out->season.grower = grower;
	fill->out->season.growers = model->producers;
	fill->out->season.product = product;
	fill->out->season.products = model->products;
}

static struct pial_rate else_rate(struct pial_rate own, struct pial_rate policy)
{
	return pial_rate_is_none(own) ? policy : own;
}

static struct pial_scenario_bid bid_of(const struct fill *fill, const struct pial_bidder *b)
{
	struct pial_scenario_bid bid = {
		.grower = (uint32_t)(b->producer - fill->c->model->producer),
		.product = (uint32_t)(b->product - fill->c->model->product),
		.max_area = PIAL_AREA_NONE, .yield = PIAL_MASS_NONE, .loss = PIAL_RATE_NONE,
		.failure = fill->policy->failure, .yield_cv = fill->policy->yield_cv };

	/* What was sown and no bid speaks of any more counts no land. */
	if (!b->bid)
		return bid;
	if (b->own)
		bid.max_area = room_of(fill->c, b->bid->max_area, b->own);
	if (b->footprint.num)
		bid.yield = b->bid->yield;
	bid.loss = b->bid->loss;
	bid.failure = else_rate(b->bid->failure, fill->policy->failure);
	bid.yield_cv = else_rate(b->bid->yield_cv, fill->policy->yield_cv);
	return bid;
}

static void fill_bids(struct fill *fill)
{
	const struct pial_season_case *c = fill->c;
	struct pial_scenario_bid *bid = pial_arena_zalloc(fill->arena, c->bidders + 1,
							  sizeof(*bid));
	struct pial_scenario_sowing *sowing = pial_arena_zalloc(fill->arena, c->sowings + 1,
								sizeof(*sowing));

	for (size_t i = 0; i < c->bidders; i++)
		bid[i] = bid_of(fill, &c->bidder[i]);
	for (size_t i = 0; i < c->sowings; i++) {
		struct pial_week sow = c->sowing[i].sow;

		/* Weeks before the first one planned are over. */
		if (c->sowing[i].fixed && !pial_week_is_none(sow) && sow.n < c->start.n)
			sow = c->start;
		sowing[i] = (struct pial_scenario_sowing){ c->sowing[i].bidder, sow,
							   c->sowing[i].first,
							   c->sowing[i].last };
	}
	fill->out->season.bid = bid;
	fill->out->season.bids = c->bidders;
	fill->out->season.sowing = sowing;
	fill->out->season.sowings = c->sowings;
}

/* ---- Crops and harvests --- */

/* A price of a kilogram as one of a unit, to the nearest; the largest there is when beyond. */
static struct pial_price unit_price(struct pial_price price, struct pial_mass unit)
{
	int64_t e4;

	if (!pial_muldiv(price.e4, unit.g, 1000, PIAL_ROUND_HALF_UP, &e4) || e4 > INT32_MAX)
		e4 = INT32_MAX;
	return (struct pial_price){ (int32_t)e4 };
}

/* What the plan found of a crop, by week and product; NULL when it did not plan it. */
static const struct pial_season_crop *crop_of(const struct pial_season_result *result,
					      const struct pial_crop *crop)
{
	for (size_t i = 0; result && i < result->crops; i++)
		if (result->crop[i].week.n == crop->week.n &&
		    result->crop[i].product.n == crop->product->id.n)
			return &result->crop[i];
	return NULL;
}

/* The need times the margin's factor; the need where no factor will do; none that nobody grows. */
static struct pial_qty reserve_of(const struct pial_season_crop *planned, int64_t needed)
{
	struct pial_qty reserve = { needed };

	if (!planned || planned->outlook.found == PIAL_SEASON_MARGIN_NONE)
		return PIAL_QTY_NONE;
	if (planned->outlook.found == PIAL_SEASON_MARGIN_FOUND &&
	    !pial_muldiv(needed, planned->outlook.factor.e6, 1000000, PIAL_ROUND_UP,
			 &reserve.milli))
		return PIAL_QTY_NONE;
	return reserve;
}

static void fill_crops(struct fill *fill, const struct pial_season_result *result)
{
	const struct pial_season_case *c = fill->c;
	struct pial_scenario_crop *crop = pial_arena_zalloc(fill->arena, c->crops + 1,
							    sizeof(*crop));

	for (size_t i = 0; i < c->crops; i++) {
		uint32_t product = (uint32_t)(c->crop[i].product - c->model->product);
		struct pial_mass unit = fill->out->season.product[product].unit;

		crop[i] = (struct pial_scenario_crop){ product, c->crop[i].week,
			{ c->crop[i].needed },
			reserve_of(crop_of(result, &c->crop[i]), c->crop[i].needed),
			unit_price(fill->policy->cost_missing, unit),
			unit_price(fill->policy->cost_surplus, unit) };
	}
	fill->out->season.crop = crop;
	fill->out->season.crops = c->crops;
}

/* Need and margin that the plan has of a harvest; its rows are then found. */
static int64_t planned_of(struct fill *fill, const struct pial_bidder *bidder,
			  const struct pial_crop *crop)
{
	const struct pial_plan key = { .week = crop->week, .product = crop->product->id,
				       .producer = bidder->producer->id };
	const struct pial_plan *wanted = &key;
	size_t low = 0, high = fill->rows;
	int64_t sum = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_crop(&fill->row[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < fill->rows && !by_crop(&fill->row[low], &wanted); low++) {
		sum += fill->row[low]->quantity.milli;
		fill->out->unplaced--;
	}
	return sum;
}

static bool meets_any(const struct pial_crop *crop, uint32_t place)
{
	for (uint32_t k = 0; k < crop->wishes; k++)
		if (pial_crop_allows(crop, place, k))
			return true;
	return false;
}

static void fill_harvests(struct fill *fill)
{
	const struct pial_season_case *c = fill->c;
	struct pial_scenario_harvest *harvest = pial_arena_zalloc(fill->arena, c->harvests + 1,
								  sizeof(*harvest));
	size_t n = 0;

	fill->out->planned = pial_arena_zalloc(fill->arena, c->harvests + 1, sizeof(int64_t));
	for (size_t i = 0; i < c->harvests; i++) {
		const struct pial_harvest *h = &c->harvest[i];
		const struct pial_crop *crop = &c->crop[h->crop];
		struct pial_qty most = PIAL_QTY_NONE;

		if (!h->fixed && !meets_any(crop, (uint32_t)(i - crop->harvest)))
			continue;
		if (h->most < INT64_MAX / crop->product->pack.milli)
			most.milli = h->most * crop->product->pack.milli;
		fill->out->planned[n] = planned_of(fill, &c->bidder[h->bidder], crop);
		harvest[n++] = (struct pial_scenario_harvest){ h->sowing, h->crop, most,
								h->fixed };
	}
	fill->out->season.harvest = harvest;
	fill->out->season.harvests = n;
}

bool pial_scenario_fill(const struct pial_season_input *input,
			const struct pial_season_result *result, uint64_t seed,
			uint32_t scenarios, struct pial_arena *arena,
			struct pial_scenario_filled *filled, struct pial_diags *diags)
{
	struct pial_season_case c;
	struct fill fill = { &c, &input->model->policy, arena, NULL, 0, filled };

	if (!pial_season_case_init(&c, input, arena, diags))
		return false;
	pial_land_start(&c);
	*filled = (struct pial_scenario_filled){
		.season = { .shared_weather = input->model->policy.shared_weather, .seed = seed,
			    .scenarios = scenarios } };
	fill.row = pial_arena_zalloc(arena, (result ? result->rows : 0) + 1,
				     sizeof(const struct pial_plan *));
	for (size_t i = 0; result && i < result->rows; i++)
		if (result->row[i].week.n >= c.start.n)
			fill.row[fill.rows++] = &result->row[i];
	if (fill.rows)
		qsort(fill.row, fill.rows, sizeof(const struct pial_plan *), by_crop);
	filled->unplaced = fill.rows;
	fill_names(&fill);
	fill_bids(&fill);
	fill_crops(&fill, result);
	fill_harvests(&fill);
	return true;
}
