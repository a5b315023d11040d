/*
 * Rounds: the pairs that a season keeps to.
 *
 * Rounds of all seasons lie in one list, each with its weeks, since a book is loaded before anyone
 * knows which week is asked about. A week that no round covers is free: rounds may begin in May.
 */
#include <stdlib.h>
#include <string.h>

#include "model/model.h"

#include "base/banned.h"

static int by_pair(const void *left, const void *right)
{
	const struct pial_season_round *a = left, *b = right;

	if (a->kitchen.n != b->kitchen.n)
		return a->kitchen.n < b->kitchen.n ? -1 : 1;
	if (a->producer.n != b->producer.n)
		return a->producer.n < b->producer.n ? -1 : 1;
	if (a->from_week.n != b->from_week.n)
		return a->from_week.n < b->from_week.n ? -1 : 1;
	return (a->until_week.n > b->until_week.n) - (a->until_week.n < b->until_week.n);
}

static int by_first(const void *left, const void *right)
{
	const struct pial_round_span *a = left, *b = right;

	return (a->first.n > b->first.n) - (a->first.n < b->first.n);
}

/* Joins the weeks of all rounds into spans that do not touch. */
static void join_spans(struct pial_model *model)
{
	struct pial_round_span *span = pial_arena_zalloc(&model->arena, model->rounds + 1,
							 sizeof(*span));
	size_t kept = 0;

	for (size_t i = 0; i < model->rounds; i++)
		span[i] = (struct pial_round_span){ model->round[i].from_week,
						    model->round[i].until_week };
	if (model->rounds)
		qsort(span, model->rounds, sizeof(*span), by_first);
	for (size_t i = 0; i < model->rounds; i++) {
		if (kept && span[i].first.n <= span[kept - 1].last.n) {
			if (span[i].last.n > span[kept - 1].last.n)
				span[kept - 1].last = span[i].last;
		} else {
			span[kept++] = span[i];
		}
	}
	model->round_span = span;
	model->round_spans = kept;
}

void pial_model_add_rounds(struct pial_model *model, int year,
			   const struct pial_season_round *round, size_t rounds)
{
	struct pial_season_round *all = pial_arena_zalloc(&model->arena, model->rounds + rounds + 1,
						   sizeof(*all));
	struct pial_week first, last;

	if (!pial_season_weeks(year, model->policy.season_starts, &first, &last))
		return;
	if (model->rounds)
		memcpy(all, model->round, model->rounds * sizeof(*all));
	for (size_t i = 0; i < rounds; i++) {
		struct pial_season_round *row = &all[model->rounds++];

		*row = round[i];
		if (pial_week_is_none(row->from_week))
			row->from_week = first;
		if (pial_week_is_none(row->until_week))
			row->until_week = last;
	}
	if (model->rounds)
		qsort(all, model->rounds, sizeof(*all), by_pair);
	model->round = all;
	join_spans(model);
}

bool pial_model_has_rounds(const struct pial_model *model, struct pial_date day)
{
	struct pial_week week;
	size_t low = 0, high = model->round_spans;

	if (!high)
		return false;
	week = pial_week_of(day);
	/* The last span that begins no later. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (model->round_span[middle].first.n <= week.n)
			low = middle + 1;
		else
			high = middle;
	}
	return low && week.n <= model->round_span[low - 1].last.n;
}

bool pial_model_in_rounds(const struct pial_model *model, struct pial_producer_id producer,
			  struct pial_kitchen_id kitchen, struct pial_date day)
{
	struct pial_week week = pial_week_of(day);
	struct pial_season_round least = { .producer = producer, .kitchen = kitchen };
	size_t low = 0, high = model->rounds;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_pair(&model->round[middle], &least) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < model->rounds; low++) {
		const struct pial_season_round *row = &model->round[low];

		if (row->producer.n != producer.n || row->kitchen.n != kitchen.n)
			return false;
		if (row->from_week.n <= week.n && week.n <= row->until_week.n &&
		    pial_weekdays_hold(row->days, day))
			return true;
	}
	return false;
}
