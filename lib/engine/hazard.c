/*
 * The ledger of hazards only grows: a correction or a confirmation is a line of its own, so the
 * latest line is found first and asked afterwards.
 */
#include "engine/hazard.h"

#include <stdlib.h>

#include "base/banned.h"

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_latest(const void *left, const void *right)
{
	const struct pial_hazard *a = *(const struct pial_hazard *const *)left;
	const struct pial_hazard *b = *(const struct pial_hazard *const *)right;
	int order = compare(a->producer.n, b->producer.n);

	if (!order)
		order = compare(a->product.n, b->product.n);
	if (!order)
		order = compare(a->from_week.n, b->from_week.n);
	return order ? order : compare(a->date.n, b->date.n);
}

/* True when a line says all of its producer, product and first week: the next speaks of others. */
static bool is_last(const struct pial_hazard *const *row, size_t i, size_t count)
{
	return i + 1 == count || row[i + 1]->producer.n != row[i]->producer.n ||
	       row[i + 1]->product.n != row[i]->product.n ||
	       row[i + 1]->from_week.n != row[i]->from_week.n;
}

static bool counts(const struct pial_model *model, const struct pial_hazard *row,
		   struct pial_week week)
{
	const struct pial_producer *producer = pial_model_producer(model, row->producer);
	struct pial_week until = row->until_week;

	if (pial_week_is_none(until))
		until = row->from_week;
	return producer && producer->tier == 1 && !pial_date_is_none(row->confirmed_on) &&
	       row->from_week.n <= week.n && week.n <= until.n && row->lost.milli > 0;
}

void pial_hazard_offers(const struct pial_model *model, struct pial_week week,
			struct pial_arena *arena, struct pial_offer **offer, size_t *count)
{
	const struct pial_hazard **row = pial_arena_zalloc(arena, model->hazards + 1,
							   sizeof(*row));

	*offer = pial_arena_zalloc(arena, model->hazards + 1, sizeof(**offer));
	*count = 0;
	for (size_t i = 0; i < model->hazards; i++)
		row[i] = &model->hazard[i];
	if (model->hazards)
		qsort(row, model->hazards, sizeof(*row), by_latest);
	for (size_t i = 0; i < model->hazards; i++) {
		struct pial_offer *last = *count ? &(*offer)[*count - 1] : NULL;

		if (!is_last(row, i, model->hazards) || !counts(model, row[i], week))
			continue;
		if (last && last->producer.n == row[i]->producer.n &&
		    last->product.n == row[i]->product.n)
			last->quantity.milli += row[i]->lost.milli;
		else
			(*offer)[(*count)++] = (struct pial_offer){
				.producer = row[i]->producer, .product = row[i]->product,
				/* A name no harvest has, so that no line fixed by hand means it. */
				.batch = { row[i]->producer.n },
				.quantity = row[i]->lost, .price = PIAL_PRICE_NONE,
				.week = week };
	}
}

/* True when a later line of the ledger speaks of the same loss. */
static bool corrected(const struct pial_model *model, size_t at)
{
	const struct pial_hazard *row = &model->hazard[at];

	for (size_t i = 0; i < model->hazards; i++) {
		const struct pial_hazard *other = &model->hazard[i];

		if (other->producer.n == row->producer.n && other->product.n == row->product.n &&
		    other->from_week.n == row->from_week.n && other->date.n > row->date.n)
			return true;
	}
	return false;
}

int64_t pial_hazard_lost(const struct pial_model *model, struct pial_producer_id producer,
			 struct pial_product_id product, struct pial_week week)
{
	int64_t lost = 0;

	for (size_t i = 0; i < model->hazards; i++) {
		const struct pial_hazard *row = &model->hazard[i];
		struct pial_week until = pial_week_is_none(row->until_week) ? row->from_week
									    : row->until_week;

		if (row->producer.n == producer.n && row->product.n == product.n &&
		    row->from_week.n <= week.n && week.n <= until.n && row->lost.milli > 0 &&
		    !corrected(model, i))
			lost += row->lost.milli;
	}
	return lost;
}
