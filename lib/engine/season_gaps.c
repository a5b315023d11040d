/*
 * Partners are asked crop by crop; weeks that follow each other with the same answer are told
 * together.
 *
 * Of the partners that may serve a kitchen of the crop, the one whose price is best founded comes
 * first (engine/partner.h); among those the cheapest, the nearest, the first by id.
 */
#include "engine/season_outcome.h"

#include <stdlib.h>

#include "engine/partner.h"
#include "engine/season_meet.h"

#include "base/banned.h"

/* A partner for a crop. */
struct choice {
	const struct pial_producer *partner;	/* who; NULL: nobody */
	struct pial_price price;		/* of a unit */
	int64_t distance;			/* metres */
	uint8_t source;				/* enum pial_partner_price */
};

static bool better(const struct choice *a, const struct choice *b)
{
	if (!b->partner)
		return true;
	if (a->source != b->source)
		return a->source < b->source;
	if (a->price.e4 != b->price.e4)
		return a->price.e4 < b->price.e4;
	return a->distance < b->distance;
}

static struct choice choose(const struct pial_season_case *c, const struct pial_crop *crop)
{
	const struct pial_partner_said said = { c->input->bid, c->input->bids, c->input->offer,
						c->input->offers };
	struct choice best = { .price = PIAL_PRICE_NONE };

	for (size_t p = 0; p < c->model->producers; p++) {
		struct choice one = { .partner = &c->model->producer[p] };

		if (one.partner->tier != 2 ||
		    !pial_season_meets(c, crop, one.partner, &one.distance))
			continue;
		one.source = (uint8_t)pial_partner_price(&said, one.partner, crop->product,
							 crop->week, &one.price);
		if (better(&one, &best))
			best = one;
	}
	return best;
}

/* True when some harvest of a crop may serve some kitchen of it. */
static bool reached(const struct pial_crop *crop)
{
	for (uint32_t h = 0; h < crop->harvests; h++)
		for (uint32_t k = 0; k < crop->wishes; k++)
			if (pial_crop_allows(crop, h, k))
				return true;
	return false;
}

/* Order of the case's crops. */
static int by_crop(const void *left, const void *right)
{
	const struct pial_crop *a = left, *b = right;
	uintptr_t x = (uintptr_t)a->product, y = (uintptr_t)b->product;

	if (a->week.n != b->week.n)
		return a->week.n < b->week.n ? -1 : 1;
	return (x > y) - (x < y);
}

static const struct pial_crop *crop_of(const struct pial_season_case *c,
				       const struct pial_season_crop *told)
{
	struct pial_crop key = { .product = pial_model_product(c->model, told->product),
				 .week = told->week };

	return bsearch(&key, c->crop, c->crops, sizeof(key), by_crop);
}

static bool continues(const struct pial_season_gap *gap, const struct pial_season_gap *next)
{
	return gap->product.n == next->product.n && gap->last.n + 1 == next->first.n &&
	       gap->partner.n == next->partner.n && gap->price.e4 == next->price.e4 &&
	       gap->source == next->source && gap->nobody == next->nobody;
}

void pial_season_gaps(const struct pial_season_case *c, struct pial_season_result *result)
{
	struct pial_season_gap *list =
		pial_arena_zalloc(&result->arena, c->crops + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < result->crops; i++) {
		const struct pial_season_crop *told = &result->crop[i];
		const struct pial_crop *crop;
		struct choice best;

		if (!told->missing.milli)
			continue;
		crop = crop_of(c, told);
		if (!crop)
			continue;
		best = choose(c, crop);
		list[count++] = (struct pial_season_gap){
			.product = told->product, .first = told->week, .last = told->week,
			.missing = told->missing, .price = best.price, .source = best.source,
			.partner = { best.partner ? best.partner->id.n : 0 },
			.nobody = !reached(crop) };
	}
	result->gap = list;
	for (size_t i = 0; i < count; i++) {
		struct pial_season_gap *last =
			result->gaps ? &result->gap[result->gaps - 1] : NULL;

		if (last && continues(last, &list[i])) {
			last->last = list[i].last;
			last->missing.milli += list[i].missing.milli;
		} else {
			result->gap[result->gaps++] = list[i];
		}
	}
}
