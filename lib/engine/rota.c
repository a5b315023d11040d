/*
 * The rota set up: loads, fewest running weeks, bounds. The search is in rota_search.c.
 */
#include "engine/rota.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/rota_priv.h"

#include "base/banned.h"

void pial_rota_loads(const int64_t *deliveries, size_t weeks, int32_t *load)
{
	int64_t sum = 0, busy = 0;

	for (size_t w = 0; w < weeks; w++) {
		sum += deliveries[w] > 0 ? deliveries[w] : 0;
		busy += deliveries[w] > 0;
	}
	for (size_t w = 0; w < weeks; w++) {
		/* WEEK * deliveries / (sum / busy), halves up. */
		int64_t twice = 2 * PIAL_ROTA_WEEK * deliveries[w] * busy;

		load[w] = PIAL_ROTA_WEEK;
		if (sum && deliveries[w] >= 0)
			load[w] = (int32_t)((twice + sum) / (2 * sum));
		if (load[w] < 1)
			load[w] = 1;
	}
}

int pial_rota_compare(struct pial_rota_level a, struct pial_rota_level b)
{
	pial_i128 left = (pial_i128)a.load * b.due, right = (pial_i128)b.load * a.due;

	return (left > right) - (left < right);
}

void pial_rota_levels(const struct pial_rota *rota, const int64_t *load,
		      struct pial_rota_level *level)
{
	for (size_t p = 0; p < rota->input->people; p++) {
		struct pial_rota_level own = { load[p], rota->input->due[p] };
		size_t at = p;

		/* A few people: put in its place among those before. */
		for (; at && pial_rota_compare(level[at - 1], own) < 0; at--)
			level[at] = level[at - 1];
		level[at] = own;
	}
}

int pial_rota_compare_all(const struct pial_rota *rota, const struct pial_rota_level *a,
			  const struct pial_rota_level *b)
{
	int order = 0;

	for (size_t i = 0; i < rota->input->people && !order; i++)
		order = pial_rota_compare(a[i], b[i]);
	return order;
}

void pial_rota_bound(const struct pial_rota *rota, size_t week, const int64_t *load,
		     struct pial_rota_level *level)
{
	size_t people = rota->input->people;
	const int64_t *room = rota->room + week * people;
	int64_t *dealt = pial_calloc(people + 1, sizeof(*dealt));

	memcpy(dealt, load, people * sizeof(*dealt));
	for (int64_t left = rota->open[week]; left > 0; left -= rota->unit) {
		struct pial_rota_level lowest = { 0 };
		size_t who = people;

		for (size_t p = 0; p < people; p++) {
			struct pial_rota_level own = { dealt[p] + rota->unit,
						       rota->input->due[p] };
			int order = who < people ? pial_rota_compare(own, lowest) : -1;

			/* To the same level it is better to bring who stood there almost. */
			if (own.load - load[p] > room[p] || order > 0 ||
			    (!order && own.due <= lowest.due))
				continue;
			lowest = own;
			who = p;
		}
		if (who == people)
			break;
		dealt[who] += rota->unit;
	}
	pial_rota_levels(rota, dealt, level);
	free(dealt);
}

static bool can_take(const struct pial_rota_input *input, size_t week, size_t person)
{
	return input->can[week * input->people + person];
}

static bool has_anybody(const struct pial_rota_input *input, size_t week)
{
	for (size_t p = 0; p < input->people; p++)
		if (can_take(input, week, p))
			return true;
	return false;
}

/* Fewest running weeks from a week on after one of last; index people stands for nobody. */
static int32_t least_after(const struct pial_rota *rota, size_t week, size_t last)
{
	const struct pial_rota_input *input = rota->input;
	const int32_t *next = rota->least + (week + 1) * (input->people + 1);
	int32_t fixed = input->fixed[week], best = INT32_MAX;

	if (fixed == PIAL_ROTA_NOBODY ||
	    (fixed == PIAL_ROTA_OPEN && !has_anybody(input, week)))
		return next[input->people];
	if (fixed >= 0)
		return next[fixed] + ((size_t)fixed == last);
	for (size_t p = 0; p < input->people; p++) {
		int32_t running = next[p] + (p == last);

		if (can_take(input, week, p) && running < best)
			best = running;
	}
	return best;
}

static int64_t gcd(int64_t a, int64_t b)
{
	while (b) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static void add_open(struct pial_rota *rota, size_t week)
{
	const struct pial_rota_input *input = rota->input;
	size_t people = input->people;
	int64_t load = input->load[week];

	rota->open[week] += load;
	rota->unit = gcd(rota->unit, load);
	for (size_t p = 0; p < people; p++)
		if (can_take(input, week, p))
			rota->room[week * people + p] += load;
}

/* From the last week to the first: what is still to come of each. */
static void look_back(struct pial_rota *rota)
{
	const struct pial_rota_input *input = rota->input;
	size_t people = input->people;

	for (size_t w = input->weeks; w--; ) {
		int32_t fixed = input->fixed[w];

		memcpy(rota->room + w * people, rota->room + (w + 1) * people,
		       people * sizeof(*rota->room));
		rota->open[w] = rota->open[w + 1];
		if (fixed >= 0)
			rota->load[fixed] += input->load[w];
		else if (fixed == PIAL_ROTA_OPEN && has_anybody(input, w))
			add_open(rota, w);
		for (size_t last = 0; last <= people; last++)
			rota->least[w * (people + 1) + last] = least_after(rota, w, last);
	}
	if (!rota->unit)
		rota->unit = 1;
}

static void rota_init(struct pial_rota *rota, const struct pial_rota_input *input)
{
	size_t weeks = input->weeks, people = input->people;

	memset(rota, 0, sizeof(*rota));
	rota->input = input;
	rota->least = pial_calloc((weeks + 1) * (people + 1), sizeof(*rota->least));
	rota->room = pial_calloc((weeks + 1) * (people + 1), sizeof(*rota->room));
	rota->open = pial_calloc(weeks + 1, sizeof(*rota->open));
	rota->load = pial_calloc(people + 1, sizeof(*rota->load));
	rota->turn = pial_calloc(weeks + 1, sizeof(*rota->turn));
	rota->level = pial_calloc(people + 1, sizeof(*rota->level));
	look_back(rota);
}

static void rota_release(struct pial_rota *rota)
{
	free(rota->least);
	free(rota->room);
	free(rota->open);
	free(rota->load);
	free(rota->turn);
	free(rota->level);
}

void pial_rota_share(const struct pial_rota_input *input, struct pial_rota_result *result)
{
	int32_t last = input->before;
	struct pial_rota rota;

	rota_init(&rota, input);
	memset(result, 0, sizeof(*result));
	result->proved = pial_rota_search(&rota);
	result->turn = pial_calloc(input->weeks + 1, sizeof(*result->turn));
	result->load = pial_calloc(input->people + 1, sizeof(*result->load));
	for (size_t w = 0; w < input->weeks; w++) {
		int32_t turn = rota.turn[w];

		result->turn[w] = turn;
		result->running += turn >= 0 && turn == last;
		if (turn >= 0)
			result->load[turn] += input->load[w];
		last = turn;
	}
	rota_release(&rota);
}

void pial_rota_result_release(struct pial_rota_result *result)
{
	free(result->turn);
	free(result->load);
	memset(result, 0, sizeof(*result));
}
