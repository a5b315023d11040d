/*
 * Rows of the version that counts are put in two orders: by product and week, where the growers of
 * a crop stand together, and by producer, product and sowing, where what stands on one piece of
 * land does.
 */
#include "engine/plan_look.h"

#include <stdlib.h>
#include <string.h>

#include "engine/season_margin.h"
#include "engine/sowing.h"
#include "num/round.h"

#include "base/banned.h"

#define ONE 1000000

/* A row of the plan with its bid. */
struct planned {
	const struct pial_plan *row;	/* as read */
	const struct pial_bid *bid;	/* it came from; NULL: there is none any more */
	uint32_t producer, product;	/* places in the model's tables */
	uint32_t sowing;		/* of the bid, from 0, where no week of sowing is said */
};

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* ---- Bids of rows ---- */

static int by_bid(const void *left, const void *right)
{
	const struct pial_bid *a = *(const struct pial_bid *const *)left;
	const struct pial_bid *b = *(const struct pial_bid *const *)right;
	int order = compare(a->producer.n, b->producer.n);

	if (!order)
		order = compare(a->product.n, b->product.n);
	return order ? order : compare(a->from_week.n, b->from_week.n);
}

static bool holds(const struct pial_bid *bid, struct pial_week week)
{
	return bid->from_week.n <= week.n &&
	       (pial_week_is_none(bid->until_week) || week.n <= bid->until_week.n);
}

/* The bid that a row came from; bids are in the order of by_bid. */
static const struct pial_bid *bid_of(const struct pial_bid *const *bid, size_t bids,
				     const struct pial_plan *row)
{
	const struct pial_bid key = { .producer = row->producer, .product = row->product };
	const struct pial_bid *wanted = &key;
	size_t low = 0, high = bids;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_bid(&bid[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < bids && bid[low]->producer.n == row->producer.n &&
	       bid[low]->product.n == row->product.n; low++)
		if (holds(bid[low], row->week))
			return bid[low];
	return NULL;
}

/* The rows of the version that counts whose ids the model knows, with their bids. */
static struct planned *list_rows(const struct pial_plan_look_input *input,
				 struct pial_arena *arena, size_t *count)
{
	const struct pial_bid **bid = pial_arena_zalloc(arena, input->bids + 1, sizeof(*bid));
	struct planned *list = pial_arena_zalloc(arena, input->plans + 1, sizeof(*list));
	int32_t version = 0;

	for (size_t i = 0; i < input->bids; i++)
		bid[i] = &input->bid[i];
	qsort(bid, input->bids, sizeof(*bid), by_bid);
	for (size_t i = 0; i < input->plans; i++)
		if (input->plan[i].version > version)
			version = input->plan[i].version;
	*count = 0;
	for (size_t i = 0; i < input->plans; i++) {
		const struct pial_plan *row = &input->plan[i];
		const struct pial_producer *producer =
			pial_model_producer(input->model, row->producer);
		const struct pial_product *product =
			pial_model_product(input->model, row->product);

		if (row->version == version && producer && product)
			list[(*count)++] = (struct planned){
				row, bid_of(bid, input->bids, row),
				(uint32_t)(producer - input->model->producer),
				(uint32_t)(product - input->model->product), 0 };
	}
	return list;
}

/* ---- Risk ---- */

static int by_crop(const void *left, const void *right)
{
	const struct planned *a = left, *b = right;
	int order = compare(a->product, b->product);

	if (!order)
		order = compare(a->row->week.n, b->row->week.n);
	if (!order)
		order = compare(a->producer, b->producer);
	return order ? order : compare(a->row->purpose, b->row->purpose);
}

/* Growers of a crop, and the answer of the last one like it. */
struct crop {
	struct pial_margin_grower *grower, *before;	/* of this one, of the one before */
	size_t growers, befores;			/* how many */
	struct pial_rate planted;			/* that the outlook is of */
	struct pial_season_outlook outlook;		/* what comes of the one before */
};

static size_t list_growers(const struct planned *row, size_t rows, int64_t pack,
			   struct pial_margin_grower *grower)
{
	size_t count = 0;

	for (size_t i = 0, end; i < rows; i = end) {
		int64_t packs = 0;

		for (end = i; end < rows && row[end].producer == row[i].producer; end++)
			if (!pial_add(packs, row[end].row->quantity.milli / pack, &packs))
				packs = PIAL_QTY_MAX;
		if (packs)
			grower[count++] = pial_season_grower(packs, row[i].bid);
	}
	return count;
}

static bool alike(const struct crop *crop, struct pial_rate planted)
{
	if (!crop->growers || crop->growers != crop->befores ||
	    crop->planted.e6 != planted.e6)
		return false;
	for (size_t i = 0; i < crop->growers; i++)
		if (crop->grower[i].weight != crop->before[i].weight ||
		    crop->grower[i].failure.e6 != crop->before[i].failure.e6 ||
		    crop->grower[i].yield_cv.e6 != crop->before[i].yield_cv.e6)
			return false;
	return true;
}

/* A crop is most often what it was the week before: then so is its outlook. */
static void look(struct crop *crop, const struct pial_policy *policy,
		 const struct pial_cover *cover)
{
	struct pial_rate planted = pial_season_planted(
		(pial_i128)cover->promised.milli + cover->margin.milli, cover->need.milli);
	struct pial_margin_grower *kept = crop->before;

	if (!alike(crop, planted))
		pial_season_risk(policy, crop->grower, crop->growers, planted, &crop->outlook);
	crop->planted = planted;
	crop->befores = crop->growers;
	crop->before = crop->grower;
	crop->grower = kept;
}

static struct pial_qty part_of(struct pial_qty quantity, struct pial_rate rate)
{
	struct pial_qty part = { 0 };

	if (!pial_muldiv(quantity.milli, rate.e6, ONE, PIAL_ROUND_HALF_UP, &part.milli))
		part.milli = INT64_MAX;
	return part;
}

/* Places of rows of one crop: from *at on while they come before it, up to their end. */
static size_t skip_to(const struct planned *row, size_t rows, size_t *at, uint32_t product,
		      struct pial_week week)
{
	size_t end;

	while (*at < rows && (row[*at].product < product ||
			      (row[*at].product == product && row[*at].row->week.n < week.n)))
		(*at)++;
	for (end = *at; end < rows && row[end].product == product &&
			row[end].row->week.n == week.n; end++)
		;
	return end;
}

struct pial_plan_risk *pial_plan_risks(const struct pial_plan_look_input *input,
				       struct pial_arena *arena)
{
	const struct pial_model *model = input->model;
	size_t rows, at = 0;
	struct planned *row = list_rows(input, arena, &rows);
	struct pial_plan_risk *risk = pial_arena_zalloc(arena, input->covers + 1, sizeof(*risk));
	struct crop crop = { .growers = 0 };

	crop.grower = pial_arena_zalloc(arena, rows + 1, sizeof(*crop.grower));
	crop.before = pial_arena_zalloc(arena, rows + 1, sizeof(*crop.before));
	qsort(row, rows, sizeof(*row), by_crop);
	for (size_t i = 0; i < input->covers; i++) {
		const struct pial_cover *cover = &input->cover[i];
		const struct pial_product *product = pial_model_product(model, cover->product);
		size_t end = skip_to(row, rows, &at, (uint32_t)(product - model->product),
				     cover->week);

		crop.growers = list_growers(&row[at], end - at, product->pack.milli, crop.grower);
		look(&crop, &model->policy, cover);
		risk[i].shortage = part_of(cover->need, crop.outlook.missing);
		risk[i].surplus = part_of(cover->need, crop.outlook.surplus);
		at = end;
	}
	return risk;
}

/* ---- Land ---- */

static int by_sowing(const void *left, const void *right)
{
	const struct planned *a = left, *b = right;
	int order = compare(a->producer, b->producer);

	if (!order)
		order = compare(a->product, b->product);
	if (!order)
		order = compare(a->row->sow_week.n, b->row->sow_week.n);
	if (!order)
		order = compare(a->sowing, b->sowing);
	return order ? order : compare(a->row->week.n, b->row->week.n);
}

static bool is_same_sowing(const struct planned *a, const struct planned *b)
{
	return a->producer == b->producer && a->product == b->product &&
	       a->row->sow_week.n == b->row->sow_week.n && a->sowing == b->sowing;
}

/* Sowings that say no week are told apart by their bid: its first week, then the succession. */
static void number_sowings(struct planned *row, size_t rows)
{
	for (size_t i = 0; i < rows; i++)
		if (pial_week_is_none(row[i].row->sow_week) && row[i].bid)
			row[i].sowing = (uint32_t)row[i].bid->from_week.n << 16 |
					pial_succession(row[i].bid->from_week, row[i].row->week,
							row[i].bid->succession_weeks);
}

static void add_area(struct pial_area *sum, int64_t area)
{
	if (!pial_add(sum->dm2, area, &sum->dm2))
		sum->dm2 = INT64_MAX;
}

/* The rows of a sowing stand together in the weeks looked at. */
static void put_sowing(const struct pial_plan_look_input *input, const struct planned *row,
		       size_t rows, struct pial_plan_land *land)
{
	struct pial_area area = { 0 };
	struct pial_week week = pial_week_is_none(row->row->sow_week) ? row->row->week
								       : row->row->sow_week;
	struct pial_week last = row[rows - 1].row->week;

	for (size_t i = 0; i < rows; i++)
		if (!pial_area_is_none(row[i].row->area))
			add_area(&area, row[i].row->area.dm2);
	if (week.n < input->first.n)
		week = input->first;
	for (; week.n <= last.n && week.n <= input->last.n; week.n++) {
		size_t at = (size_t)(week.n - input->first.n);

		add_area(&land->product[row->product * land->weeks + at], area.dm2);
		add_area(&land->producer[row->producer * land->weeks + at], area.dm2);
	}
}

void pial_plan_lands(const struct pial_plan_look_input *input, struct pial_arena *arena,
		     struct pial_plan_land *land)
{
	const struct pial_model *model = input->model;
	size_t rows;
	struct planned *row = list_rows(input, arena, &rows);

	land->weeks = (size_t)(input->last.n - input->first.n + 1);
	land->product = pial_arena_zalloc(arena, model->products * land->weeks + 1,
					  sizeof(*land->product));
	land->producer = pial_arena_zalloc(arena, model->producers * land->weeks + 1,
					   sizeof(*land->producer));
	number_sowings(row, rows);
	qsort(row, rows, sizeof(*row), by_sowing);
	for (size_t i = 0, end; i < rows; i = end) {
		for (end = i + 1; end < rows && is_same_sowing(&row[i], &row[end]); end++)
			;
		put_sowing(input, &row[i], end - i, land);
	}
}
