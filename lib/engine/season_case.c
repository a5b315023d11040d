/*
 * Counting first, filling after: every list of the case is made in one piece, in its order.
 *
 * Bids and rows of the plan before are brought into one order of bidders; what was sowed by
 * somebody whose bid is gone is a bidder of its own, since a crop does not vanish with a line of a
 * table.
 */
#include "engine/season_case.h"

#include <stdlib.h>
#include <string.h>

#include "engine/hazard.h"
#include "engine/ratio.h"
#include "engine/season_meet.h"

#include "num/round.h"

#include "base/banned.h"

/* Longest time from sowing to harvest in weeks, with room (days_to_harvest is at most 1000). */
#define WEEKS_BEFORE 150
/* Packs of a crop stay below this, so that sums and scaled sums do not overflow. */
#define PACKS_MAX ((int64_t)1 << 52)
#define NOT_SAID INT64_MIN

static int compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* Place of a producer in the model's table, by which its id sorts. */
static size_t producer_at(const struct pial_model *model, struct pial_producer_id id)
{
	return model->producer_at[id.n];
}

static size_t product_at(const struct pial_model *model, struct pial_product_id id)
{
	return model->product_at[id.n];
}

/* --- the plan before --- */

/* qsort has no context: what the orders below look things up in. */
struct place {
	size_t producer, product;	/* in the model's tables */
	const void *row;		/* the row placed */
};

static int by_before(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	const struct pial_plan *x = a->row, *y = b->row;
	int order = compare(a->producer, b->producer);

	if (!order)
		order = compare(a->product, b->product);
	if (!order)
		order = compare(x->week.n, y->week.n);
	return order ? order : compare(x->purpose, y->purpose);
}

static void keep_before(struct pial_season_case *c)
{
	const struct pial_season_input *input = c->input;
	struct place *place = pial_arena_zalloc(c->arena, input->befores + 1, sizeof(*place));

	for (size_t i = 0; i < input->befores; i++)
		if (input->before[i].version > c->version)
			c->version = input->before[i].version;
	for (size_t i = 0; i < input->befores; i++)
		if (input->before[i].version == c->version)
			place[c->befores++] = (struct place){
				producer_at(c->model, input->before[i].producer),
				product_at(c->model, input->before[i].product),
				&input->before[i] };
	if (c->befores)
		qsort(place, c->befores, sizeof(*place), by_before);
	c->before = pial_arena_zalloc(c->arena, c->befores + 1, sizeof(*c->before));
	for (size_t i = 0; i < c->befores; i++)
		c->before[i] = place[i].row;
}

const struct pial_plan *pial_season_before(const struct pial_season_case *c,
					   struct pial_producer_id producer,
					   struct pial_product_id product, struct pial_week week,
					   enum pial_plan_for purpose)
{
	struct pial_plan key = { .week = week, .purpose = (uint8_t)purpose };
	struct place wanted = { producer_at(c->model, producer), product_at(c->model, product),
				&key };
	size_t low = 0, high = c->befores;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pial_plan *row = c->before[middle];
		struct place there = { producer_at(c->model, row->producer),
				       product_at(c->model, row->product), row };
		int order = by_before(&there, &wanted);

		if (!order)
			return row;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* --- what stands in the ground --- */

/* A harvest that an earlier plan sowed before the first week that is decided. */
struct standing {
	struct pial_week sow;	/* none: not known */
	int64_t promised, all;	/* packs left of the promise, of everything */
	bool any;		/* it does, and something is left of it */
};

static int64_t packs_in(const struct pial_plan *row, const struct pial_product *product)
{
	return row ? row->quantity.milli / product->pack.milli : 0;
}

/* What is left of a producer's harvest of a week when the season is planned again. */
static struct standing find_standing(const struct pial_season_case *c,
				     const struct pial_producer *producer,
				     const struct pial_product *product, struct pial_week week)
{
	struct standing found = { .any = false };
	const struct pial_plan *need, *margin, *row;
	int64_t lost;

	if (pial_week_is_none(c->input->from))
		return found;
	need = pial_season_before(c, producer->id, product->id, week, PIAL_PLAN_NEED);
	margin = pial_season_before(c, producer->id, product->id, week, PIAL_PLAN_MARGIN);
	row = need ? need : margin;
	if (!row || (!pial_week_is_none(row->sow_week) && row->sow_week.n >= c->start.n))
		return found;
	lost = pial_hazard_lost(c->model, producer->id, product->id, week);
	/* Not known when it was sown: it is taken to grow only where something was lost of it. */
	if (pial_week_is_none(row->sow_week) && !lost)
		return found;
	lost = (lost + product->pack.milli - 1) / product->pack.milli;
	found.sow = row->sow_week;
	found.all = packs_in(need, product) + packs_in(margin, product) - lost;
	found.promised = packs_in(need, product);
	if (found.promised > found.all)
		found.promised = found.all;
	found.any = found.all > 0;
	return found;
}

/* --- crops --- */

/* A kitchen's need of a product in a week. */
struct wanting {
	struct pial_week week;			/* when */
	uint32_t product, kitchen;		/* places in the model's tables */
	int64_t milli;				/* thousandths of the unit */
};

static int by_wanting(const void *left, const void *right)
{
	const struct wanting *a = left, *b = right;
	int order = compare(a->week.n, b->week.n);

	if (!order)
		order = compare(a->product, b->product);
	return order ? order : compare(a->kitchen, b->kitchen);
}

/* First and last week of a row that are decided; a blank end is the season's. */
static void clip(const struct pial_season_case *c, struct pial_week *from, struct pial_week *until)
{
	if (pial_week_is_none(*from) || from->n < c->start.n)
		*from = c->start;
	if (pial_week_is_none(*until) || until->n > c->last.n)
		*until = c->last;
}

/* Lists what kitchens want week by week, and an empty want for what stands in the ground. */
static struct wanting *list_wanting(struct pial_season_case *c, size_t *count)
{
	const struct pial_season_input *input = c->input;
	size_t room = input->needs * (size_t)(c->last.n - c->start.n + 1) + c->befores + 1;
	struct wanting *list = pial_arena_alloc(c->arena, room * sizeof(*list));

	*count = 0;
	for (size_t i = 0; i < input->needs; i++) {
		const struct pial_need *need = &input->need[i];
		const struct pial_kitchen *kitchen = pial_model_kitchen(c->model, need->kitchen);
		struct pial_week from = need->from_week, until = need->until_week;

		clip(c, &from, &until);
		for (; need->quantity.milli > 0 && from.n <= until.n; from.n++) {
			if (!pial_kitchen_receives_in(c->model, kitchen, from)) {
				c->closed++;
				continue;
			}
			list[(*count)++] = (struct wanting){
				from, (uint32_t)product_at(c->model, need->product) - 1,
				(uint32_t)(kitchen - c->model->kitchen), need->quantity.milli };
		}
	}
	for (size_t i = 0; i < c->befores; i++)
		if (c->before[i]->week.n >= c->start.n && !pial_week_is_none(input->from))
			list[(*count)++] = (struct wanting){
				c->before[i]->week,
				(uint32_t)product_at(c->model, c->before[i]->product) - 1,
				UINT32_MAX, 0 };
	qsort(list, *count, sizeof(*list), by_wanting);
	return list;
}

/* The kitchens' parts of a crop, in packs. */
static bool part(struct pial_season_case *c, struct pial_crop *crop, struct pial_arena *scratch)
{
	int64_t *weight = pial_arena_zalloc(scratch, crop->wishes + 1, sizeof(*weight));
	int64_t *packs = pial_arena_zalloc(scratch, crop->wishes + 1, sizeof(*packs));

	for (uint32_t k = 0; k < crop->wishes; k++) {
		weight[k] = c->wish[crop->wish + k].milli;
		if (!pial_add(crop->needed, weight[k], &crop->needed))
			return false;
	}
	if (!crop->needed)
		return true;
	crop->packs = (crop->needed - 1) / crop->product->pack.milli + 1;
	if (crop->packs > PACKS_MAX || !pial_split(crop->packs, weight, crop->wishes, packs))
		return false;
	for (uint32_t k = 0; k < crop->wishes; k++)
		c->wish[crop->wish + k].packs = packs[k];
	pial_arena_clear(scratch);
	return true;
}

static bool make_crops(struct pial_season_case *c, struct pial_diags *diags)
{
	struct pial_arena scratch;
	size_t count;
	struct wanting *list = list_wanting(c, &count);
	bool fits = true;

	pial_arena_init(&scratch);
	c->crop = pial_arena_zalloc(c->arena, count + 1, sizeof(*c->crop));
	c->wish = pial_arena_zalloc(c->arena, count + 1, sizeof(*c->wish));
	for (size_t i = 0; fits && i < count;) {
		struct pial_crop *crop = &c->crop[c->crops++];
		size_t at = i;

		crop->product = &c->model->product[list[i].product];
		crop->week = list[i].week;
		crop->wish = (uint32_t)c->wishes;
		for (; i < count && list[i].week.n == list[at].week.n &&
		       list[i].product == list[at].product; i++) {
			if (list[i].kitchen == UINT32_MAX)
				continue;
			c->wish[c->wishes++] = (struct pial_season_wish){
				.kitchen = list[i].kitchen, .milli = list[i].milli };
			crop->wishes++;
		}
		fits = part(c, crop, &scratch);
	}
	pial_arena_release(&scratch);
	return fits || pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
}

/* --- bidders --- */

static int by_bidder(const void *left, const void *right)
{
	const struct pial_bidder *a = left, *b = right;
	int order = compare((uintptr_t)a->producer, (uintptr_t)b->producer);

	if (!order)
		order = compare((uintptr_t)a->product, (uintptr_t)b->product);
	if (!order)
		order = compare(a->first.n, b->first.n);
	return order ? order : compare(!a->bid, !b->bid);
}

static struct pial_pos bid_pos(const struct pial_season_case *c, const struct pial_bid *bid)
{
	return (struct pial_pos){ c->input->bids_file, bid->line, 0, PIAL_COLUMN_LETTER };
}

static struct pial_ground *make_ground(const struct pial_season_case *c, int64_t limit)
{
	struct pial_ground *ground = pial_arena_zalloc(c->arena, 1, sizeof(*ground));

	ground->limit = limit;
	ground->used = pial_arena_zalloc(c->arena, c->span, sizeof(*ground->used));
	return ground;
}

static bool make_bidder(const struct pial_season_case *c, const struct pial_bid *bid,
			struct pial_bidder *bidder, struct pial_diags *diags)
{
	const struct pial_producer *producer = pial_model_producer(c->model, bid->producer);
	struct pial_pos pos = bid_pos(c, bid);
	bool limited = !pial_area_is_none(producer->land) || !pial_area_is_none(bid->max_area);

	*bidder = (struct pial_bidder){
		.bid = bid, .producer = producer,
		.product = pial_model_product(c->model, bid->product), .first = bid->from_week,
		.last = bid->until_week, .most = INT64_MAX, .wanted = bid->wanted.milli };
	if (pial_week_is_none(bidder->first))
		bidder->first = c->first;
	if (pial_week_is_none(bidder->last))
		bidder->last = c->last;
	if (!pial_qty_is_none(bid->max_quantity))
		bidder->most = bid->max_quantity.milli / bidder->product->pack.milli;
	if (limited && pial_mass_is_none(bid->yield))
		return pial_diag_add(diags, &pos, PIAL_E_BID_YIELD,
				     pial_model_text(c->model, bid->producer.n),
				     pial_model_text(c->model, bid->product.n));
	if (!pial_footprint_make(bid, bidder->product, &bidder->footprint))
		return pial_diag_add(diags, &pos, PIAL_E_BID_LOSS,
				     pial_model_text(c->model, bid->producer.n),
				     pial_model_text(c->model, bid->product.n));
	bidder->land = &c->land[producer - c->model->producer];
	if (!pial_area_is_none(bid->max_area))
		bidder->own = make_ground(c, bid->max_area.dm2);
	return true;
}

/* True when a bid speaks of what a row of the plan before promises. */
static bool spoken_of(const struct pial_season_case *c, const struct pial_plan *row, size_t bids)
{
	for (size_t i = 0; i < bids; i++) {
		const struct pial_bidder *b = &c->bidder[i];

		if (b->producer->id.n == row->producer.n && b->product->id.n == row->product.n &&
		    b->first.n <= row->week.n && row->week.n <= b->last.n)
			return true;
	}
	return false;
}

/* Bidders for what stands in the ground without a bid: one a producer and product. */
static void add_orphans(struct pial_season_case *c)
{
	size_t bids = c->bidders;
	struct pial_bidder *last = NULL;

	for (size_t i = 0; i < c->befores && !pial_week_is_none(c->input->from); i++) {
		const struct pial_plan *row = c->before[i];
		const struct pial_producer *producer =
			pial_model_producer(c->model, row->producer);
		const struct pial_product *product = pial_model_product(c->model, row->product);

		if (row->week.n < c->start.n || spoken_of(c, row, bids) ||
		    !find_standing(c, producer, product, row->week).any)
			continue;
		if (!last || last->producer != producer || last->product != product) {
			last = &c->bidder[c->bidders++];
			*last = (struct pial_bidder){
				.producer = producer, .product = product, .first = row->week,
				.most = 0, .wanted = NOT_SAID, .footprint = { 0, 1 },
				.land = &c->land[producer - c->model->producer] };
		}
		last->last = row->week;
	}
}

static bool make_bidders(struct pial_season_case *c, struct pial_diags *diags)
{
	const struct pial_season_input *input = c->input;
	size_t errors = diags->errors;

	c->land = pial_arena_zalloc(c->arena, c->model->producers + 1, sizeof(*c->land));
	for (size_t p = 0; p < c->model->producers; p++) {
		struct pial_area land = c->model->producer[p].land;

		c->land[p] = *make_ground(c, pial_area_is_none(land) ? INT64_MAX : land.dm2);
	}
	c->bidder = pial_arena_zalloc(c->arena, input->bids + c->befores + 1, sizeof(*c->bidder));
	for (size_t i = 0; i < input->bids; i++)
		if (pial_model_producer(c->model, input->bid[i].producer)->tier == 1 &&
		    make_bidder(c, &input->bid[i], &c->bidder[c->bidders], diags))
			c->bidders++;
	add_orphans(c);
	if (c->bidders)
		qsort(c->bidder, c->bidders, sizeof(*c->bidder), by_bidder);
	return !pial_diags_since(diags, errors);
}

/* --- sowings and harvests --- */

/* The sowing of a bidder with these marks, made when there is none yet. */
static struct pial_sowing *sowing_of(struct pial_season_case *c, uint32_t bidder, uint32_t go,
				     bool fixed, struct pial_week sow, struct pial_week week)
{
	struct pial_bidder *b = &c->bidder[bidder];
	struct pial_sowing *sowing;

	for (uint32_t s = b->first_sowing; s < c->sowings; s++) {
		sowing = &c->sowing[s];
		if (sowing->fixed == fixed &&
		    (fixed ? sowing->sow.n == sow.n : sowing->go == go))
			return sowing;
	}
	sowing = &c->sowing[c->sowings++];
	*sowing = (struct pial_sowing){ .bidder = bidder, .go = go, .fixed = fixed, .sow = sow,
					.first = week };
	b->sowings++;
	return sowing;
}

/* Puts a bidder's harvest of a crop into the list, unless there is no time to grow it. */
static void add_harvest(struct pial_season_case *c, uint32_t bidder, uint32_t crop,
			struct pial_harvest *list)
{
	const struct pial_bidder *b = &c->bidder[bidder];
	struct pial_week week = c->crop[crop].week;
	struct standing standing = find_standing(c, b->producer, b->product, week);
	int32_t days = b->bid ? b->bid->days_to_harvest : INT32_MIN;
	struct pial_sowing *sowing;
	struct pial_harvest *harvest;

	if (!standing.any && (!b->bid || (!pial_week_is_none(c->input->from) &&
					  week.n < c->start.n + pial_sow_lead(days))))
		return;
	if (standing.any)
		sowing = sowing_of(c, bidder, 0, true, standing.sow, week);
	else
		sowing = sowing_of(c, bidder,
				   pial_succession(b->first, week, b->bid->succession_weeks),
				   false, pial_sow_week(week, days), week);
	sowing->last = week;
	harvest = &list[c->harvests++];
	*harvest = (struct pial_harvest){
		.crop = crop, .bidder = bidder, .sowing = (uint32_t)(sowing - c->sowing),
		.fixed = standing.any, .sown = standing.any ? standing.promised : 0,
		.most = standing.any ? standing.all : b->most };
}

/* Crop of a product in a week: its place plus 1, or 0. */
static size_t crop_at(const uint32_t *table, const struct pial_season_case *c,
		      const struct pial_product *product, struct pial_week week)
{
	size_t weeks = (size_t)(c->last.n - c->start.n) + 1;

	return table[(size_t)(product - c->model->product) * weeks + (week.n - c->start.n)];
}

static int by_crop(const void *left, const void *right)
{
	const struct pial_harvest *a = left, *b = right;

	return a->crop != b->crop ? compare(a->crop, b->crop) : compare(a->bidder, b->bidder);
}

/* Lists each bidder's harvests, week by week. */
static void index_bidders(struct pial_season_case *c)
{
	uint32_t at = 0;

	c->by_bidder = pial_arena_zalloc(c->arena, c->harvests + 1, sizeof(*c->by_bidder));
	for (size_t i = 0; i < c->harvests; i++)
		c->bidder[c->harvest[i].bidder].harvests++;
	for (size_t b = 0; b < c->bidders; b++) {
		c->bidder[b].first_harvest = at;
		at += c->bidder[b].harvests;
		c->bidder[b].harvests = 0;
	}
	for (size_t i = 0; i < c->harvests; i++) {
		struct pial_bidder *bidder = &c->bidder[c->harvest[i].bidder];

		c->by_bidder[bidder->first_harvest + bidder->harvests++] = (uint32_t)i;
	}
}

static void make_harvests(struct pial_season_case *c)
{
	size_t weeks = (size_t)(c->last.n - c->start.n) + 1;
	uint32_t *table = pial_arena_zalloc(c->arena, c->model->products * weeks + 1,
					    sizeof(*table));

	for (size_t i = 0; i < c->crops; i++)
		table[(size_t)(c->crop[i].product - c->model->product) * weeks +
		      (c->crop[i].week.n - c->start.n)] = (uint32_t)i + 1;
	c->harvest = pial_arena_zalloc(c->arena, c->bidders * weeks + 1, sizeof(*c->harvest));
	c->sowing = pial_arena_zalloc(c->arena, c->bidders * weeks + 1, sizeof(*c->sowing));
	for (size_t b = 0; b < c->bidders; b++) {
		struct pial_week week = c->bidder[b].first, until = c->bidder[b].last;

		c->bidder[b].first_sowing = (uint32_t)c->sowings;
		clip(c, &week, &until);
		for (; week.n <= until.n; week.n++) {
			size_t crop = crop_at(table, c, c->bidder[b].product, week);

			if (!crop)
				continue;
			/* What only stands in the ground has its turn before, without a measure. */
			c->crop[crop - 1].by_share |=
				c->bidder[b].bid && c->bidder[b].wanted == NOT_SAID;
			add_harvest(c, (uint32_t)b, (uint32_t)crop - 1, c->harvest);
		}
	}
	if (c->harvests)
		qsort(c->harvest, c->harvests, sizeof(*c->harvest), by_crop);
	for (size_t i = c->harvests; i-- > 0;) {
		c->crop[c->harvest[i].crop].harvest = (uint32_t)i;
		c->crop[c->harvest[i].crop].harvests++;
	}
	index_bidders(c);
}

bool pial_season_case_init(struct pial_season_case *c, const struct pial_season_input *input,
			   struct pial_arena *arena, struct pial_diags *diags)
{
	*c = (struct pial_season_case){ .input = input, .model = input->model, .arena = arena };
	if (!pial_season_weeks(input->year, input->model->policy.season_starts, &c->first,
			       &c->last))
		return pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	c->start = pial_week_is_none(input->from) ? c->first : input->from;
	c->origin.n = c->first.n > WEEKS_BEFORE ? (uint16_t)(c->first.n - WEEKS_BEFORE) : 1;
	c->span = (size_t)(c->last.n - c->origin.n) + 1;
	keep_before(c);
	if (!make_crops(c, diags) || !make_bidders(c, diags))
		return false;
	make_harvests(c);
	pial_season_meet(c);
	return true;
}
