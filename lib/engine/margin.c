/*
 * A pool keeps one small record a case (who survives), so that a factor is tried with one pass.
 *
 * Missing and its slope are convex in the factor, so Newton's steps from the left never pass the
 * root; the answer is then settled on the grid of ten-thousandths by the definition itself, and
 * does not depend on how it was approached. Rejected: bisection of doubles (four times the
 * passes), and a table of the loss function (another error to bound).
 */
#include "engine/margin.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/banned.h"

#define MILLION 1e6
#define GRID 10000		/* steps of a factor in 1 */
#define STEP 100		/* millionths in a step */
#define MOST (PIAL_MARGIN_MAX.e6 / STEP)
#define NEAR 1e-9		/* met within this is met */
#define ROOT2 1.4142135623730950488

/* Growers alike, n of them. */
struct kind {
	double w, f, c;		/* of one: part of all, chance of failure, variation */
	int64_t weight;		/* of one, as given */
	int32_t failure, cv;	/* as given, millionths */
	size_t n;		/* how many */
};

/* One case of who survives. */
struct event {
	double chance;		/* that it happens */
	double mean;		/* of what a unit of planting brings then */
	double log_mean, log_sd;	/* of its logarithm; log_sd 0: it brings the mean, surely */
};

struct pial_margin_pool {
	struct event *event;	/* cases */
	size_t events;		/* how many */
	double mean;		/* of what a unit of planting brings */
	double lost;		/* chance that all fail */
	uint8_t way;		/* enum pial_margin_way */
};

/* Sums over a set of plots. */
struct sums {
	double w;		/* what they bring */
	double wc;		/* deviation that weather moves together, before rho */
	double square;		/* variance that each has alone */
};

static double normal(double z)
{
	return 0.5 * erfc(-z / ROOT2);
}

/* Nearest millionth; what lies within a millionth of a half is a half, and goes up. */
static struct pial_rate millionths(double x)
{
	double scaled = floor(x * MILLION + 0.5 + 1e-6);

	if (scaled > INT32_MAX)
		return (struct pial_rate){ INT32_MAX };
	return (struct pial_rate){ scaled > 0 ? (int32_t)scaled : 0 };
}

/* ---- The pool --- */

static int by_size(const void *left, const void *right)
{
	const struct kind *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight < b->weight ? 1 : -1;
	if (a->failure != b->failure)
		return a->failure < b->failure ? 1 : -1;
	return (a->cv < b->cv) - (a->cv > b->cv);
}

static int32_t said(struct pial_rate own, struct pial_rate policy)
{
	return pial_rate_is_none(own) ? policy.e6 : own.e6;
}

/* Lists the kinds of growers, largest first. */
static size_t list_kinds(const struct pial_policy *policy,
			 const struct pial_margin_grower *grower, size_t count, struct kind *kind)
{
	int64_t total = 0;
	size_t n = 0, kinds = 0;

	for (size_t i = 0; i < count; i++) {
		if (grower[i].weight <= 0)
			continue;
		kind[n++] = (struct kind){ .weight = grower[i].weight, .n = 1,
			.failure = said(grower[i].failure, policy->failure),
			.cv = said(grower[i].yield_cv, policy->yield_cv) };
		total += grower[i].weight;
	}
	if (n)
		qsort(kind, n, sizeof(*kind), by_size);
	for (size_t i = 0; i < n; i++) {
		if (kinds && !by_size(&kind[kinds - 1], &kind[i])) {
			kind[kinds - 1].n++;
			continue;
		}
		kind[kinds] = kind[i];
		kind[kinds].w = (double)kind[i].weight / (double)total;
		kind[kinds].f = kind[i].failure / MILLION;
		kind[kinds].c = kind[i].cv / MILLION;
		kinds++;
	}
	return kinds;
}

/* Adds n growers of a kind that surely survive, or, with survive 0, as they are on average. */
static void sums_add(struct sums *sums, const struct kind *kind, size_t n, bool survive,
		     double rho)
{
	double live = survive ? 1 : 1 - kind->f;
	double own = survive ? kind->c * kind->c : live * (kind->c * kind->c + kind->f);
	double shared = live * kind->c;

	sums->w += (double)n * kind->w * live;
	sums->wc += (double)n * kind->w * shared;
	sums->square += (double)n * kind->w * kind->w * (own - rho * shared * shared);
}

static double variance(const struct sums *sums, double rho)
{
	double v = rho * sums->wc * sums->wc + sums->square;

	return v > 0 ? v : 0;
}

static struct event event_of(const struct sums *sums, double chance, double rho)
{
	struct event event = { .chance = chance, .mean = sums->w };
	double square;

	if (sums->w <= 0)
		return event;
	square = log1p(variance(sums, rho) / (sums->w * sums->w));
	event.log_sd = sqrt(square);
	event.log_mean = log(sums->w) - square / 2;
	return event;
}

/* Chance that exactly n of a kind survive. */
static double chance_of(const struct kind *kind, size_t n)
{
	double chance = 1;

	for (size_t i = 1; i <= n; i++)
		chance *= (1 - kind->f) * (double)(kind->n - n + i) / (double)i;
	return chance * pow(kind->f, (double)(kind->n - n));
}

/*
 * Lists the cases of the first kinds; those after them are in rest. Numbers of survivors turn
 * like an odometer.
 */
static void list_events(struct pial_margin_pool *pool, const struct kind *kind, size_t kinds,
			const struct sums *rest, double rho, struct pial_arena *arena)
{
	size_t *alive = pial_arena_zalloc(arena, kinds + 1, sizeof(*alive));
	size_t k;

	do {
		struct sums sums = *rest;
		double chance = 1;

		for (k = 0; k < kinds; k++) {
			chance *= chance_of(&kind[k], alive[k]);
			sums_add(&sums, &kind[k], alive[k], true, rho);
		}
		pool->event[pool->events++] = event_of(&sums, chance, rho);
		for (k = 0; k < kinds && alive[k] == kind[k].n; k++)
			alive[k] = 0;
		if (k < kinds)
			alive[k]++;
	} while (k < kinds);
}

/* How many of the largest kinds can be listed, and how many cases that makes. */
static size_t listable(const struct kind *kind, size_t kinds, size_t *cases)
{
	size_t k = 0;

	*cases = 1;
	while (k < kinds && kind[k].n < PIAL_MARGIN_CASES / *cases)
		*cases *= kind[k++].n + 1;
	return k;
}

struct pial_margin_pool *pial_margin_pool(const struct pial_policy *policy,
					  const struct pial_margin_grower *grower, size_t count,
					  struct pial_arena *arena)
{
	struct pial_margin_pool *pool = pial_arena_zalloc(arena, 1, sizeof(*pool));
	struct kind *kind = pial_arena_zalloc(arena, count + 1, sizeof(*kind));
	double rho = policy->shared_weather.e6 / MILLION;
	struct sums all = { 0, 0, 0 }, rest = { 0, 0, 0 };
	size_t kinds = list_kinds(policy, grower, count, kind), listed, cases;

	pool->lost = 1;
	for (size_t k = 0; k < kinds; k++) {
		sums_add(&all, &kind[k], kind[k].n, false, rho);
		pool->lost *= pow(kind[k].f, (double)kind[k].n);
	}
	if (all.w <= 0)
		return NULL;
	pool->mean = all.w;
	listed = listable(kind, kinds, &cases);
	pool->way = listed < kinds ? PIAL_MARGIN_FOLDED : PIAL_MARGIN_LISTED;
	for (size_t k = listed; k < kinds; k++)
		sums_add(&rest, &kind[k], kind[k].n, false, rho);
	pool->event = pial_arena_zalloc(arena, cases, sizeof(*pool->event));
	list_events(pool, kind, listed, &rest, rho, arena);
	return pool;
}

enum pial_margin_way pial_margin_way(const struct pial_margin_pool *pool)
{
	return pool->way;
}

struct pial_rate pial_margin_lost(const struct pial_margin_pool *pool)
{
	return (struct pial_rate){ (int32_t)ceil(pool->lost * MILLION - NEAR) };
}

/* ---- What a factor brings --- */

/* Of a factor: missing, P(enough), and E[X; mX < 1], by how much missing falls with the factor. */
struct result {
	double missing, enough, slope;
};

static void add_event(const struct event *event, double m, struct result *result)
{
	double z, low, part;

	if (event->mean <= 0 || m <= 0) {
		low = 1;
		part = event->mean;
	} else if (event->log_sd <= 0) {
		low = m * event->mean < 1 - NEAR ? 1 : 0;
		part = low * event->mean;
	} else {
		z = (-log(m) - event->log_mean) / event->log_sd;
		low = normal(z);
		part = event->mean * normal(z - event->log_sd);
	}
	result->missing += event->chance * (low - m * part);
	result->enough += event->chance * (1 - low);
	result->slope += event->chance * part;
}

static struct result try_factor(const struct pial_margin_pool *pool, double m)
{
	struct result result = { 0, 0, 0 };

	for (size_t i = 0; i < pool->events; i++)
		add_event(&pool->event[i], m, &result);
	return result;
}

/* ---- What is asked for --- */

/* ---- What is asked for --- */

static bool enough(const struct pial_margin_pool *pool, int32_t step, double loss)
{
	return try_factor(pool, (double)step / GRID).missing <= loss + NEAR;
}

/* The least step that is enough, from one near it, by strides that double and then halve. */
static int32_t settle(const struct pial_margin_pool *pool, int32_t near, double loss)
{
	int32_t low = near - 1, high = near, stride;

	for (stride = 1; low >= 0 && enough(pool, low, loss); stride *= 2) {
		high = low;
		low -= stride;
	}
	for (stride = 1; high <= MOST && !enough(pool, high, loss); stride *= 2) {
		low = high;
		high += stride;
	}
	low = low < -1 ? -1 : low;
	high = high > MOST + 1 ? MOST + 1 : high;
	while (high - low > 1) {
		int32_t middle = low + (high - low) / 2;

		if (enough(pool, middle, loss))
			high = middle;
		else
			low = middle;
	}
	return high;
}

/*
 * Newton's steps from below (missing is never under 1 - m E[X]); then the grid's own least.
 */
enum pial_margin_found pial_margin_find(const struct pial_margin_pool *pool,
					struct pial_rate fill, struct pial_rate *factor)
{
	double loss = 1 - fill.e6 / MILLION, m = (1 - loss) / pool->mean;
	int32_t step;

	if (pool->lost > 0 && pool->lost >= loss - NEAR)
		return PIAL_MARGIN_FAIL;
	for (int i = 0; i < 60 && m * GRID < MOST; i++) {
		struct result result = try_factor(pool, m);
		double over = result.missing - loss;

		if (over <= NEAR)
			break;
		if (result.slope <= NEAR * NEAR)
			return PIAL_MARGIN_HUGE;
		m += over / result.slope;
	}
	step = settle(pool, m * GRID < MOST ? (int32_t)ceil(m * GRID) : MOST, loss);
	if (step > MOST)
		return PIAL_MARGIN_HUGE;
	factor->e6 = step * STEP;
	return PIAL_MARGIN_FOUND;
}

struct pial_margin_outlook pial_margin_outlook(const struct pial_margin_pool *pool,
					       struct pial_rate factor)
{
	double m = factor.e6 / MILLION;
	struct result result = try_factor(pool, m);

	return (struct pial_margin_outlook){ .missing = millionths(result.missing),
		.surplus = millionths(m * pool->mean - 1 + result.missing),
		.weeks = millionths(result.enough) };
}

struct pial_rate pial_margin_cheapest(const struct pial_margin_pool *pool,
				      struct pial_price cost_missing,
				      struct pial_price cost_surplus)
{
	double sum = (double)cost_missing.e4 + (double)cost_surplus.e4, part;
	int32_t low = -1, high = MOST + 1;

	if (!cost_missing.e4)
		return (struct pial_rate){ 0 };
	if (!cost_surplus.e4)
		return PIAL_RATE_NONE;
	part = (cost_surplus.e4 / sum + NEAR) * pool->mean;
	while (high - low > 1) {
		int32_t middle = low + (high - low) / 2;

		if (try_factor(pool, (double)middle / GRID).slope <= part)
			high = middle;
		else
			low = middle;
	}
	return high > MOST ? PIAL_RATE_NONE : (struct pial_rate){ high * STEP };
}
