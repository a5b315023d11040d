/*
 * Rows are sorted by the texts of their ids, so that sums run in one order wherever the book was
 * read. Leaving a week out is done by passing over its rows again: a log of three years has 150
 * weeks, and 150 passes over it are nothing.
 *
 * Maximum likelihood was rejected: it needs a distribution, an iteration and a stop, and where
 * data are few it says no more.
 */
#include "engine/learn.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define MILLION 1e6
#define Z 1.959963984540054	/* 95 % of a normal number lie within */
#define NO_WEEK UINT16_MAX	/* beyond every week: none is left out */

/* A promise, looked at. */
struct seen {
	const char *producer, *product;	/* texts of the ids */
	struct pial_producer_id producer_id;	/* whose texts these are */
	struct pial_product_id product_id;	/* whose texts these are */
	double part;			/* delivered / promised */
	uint16_t week;			/* its number */
	bool failed;			/* next to nothing came */
};

/* Sums of the analysis of variance. */
struct parts {
	double n, groups, products;	/* N, G, P */
	double within, between;		/* sums of squares */
	double spread;			/* N - sum over products of sum n_g^2 / N_p */
	double pairs;			/* product-weeks with two or more */
	double part;			/* sum of delivered / promised */
};

/* What they say; NAN where they cannot. */
struct said {
	double square, cv, rho;		/* c^2, c, rho */
};

/* ---- Order --- */

static int by_product(const void *left, const void *right)
{
	const struct seen *a = left, *b = right;
	int order = strcmp(a->product, b->product);

	if (!order)
		order = (a->week > b->week) - (a->week < b->week);
	if (!order)
		order = strcmp(a->producer, b->producer);
	return order ? order : (a->part > b->part) - (a->part < b->part);
}

static int by_producer(const void *left, const void *right)
{
	const struct seen *a = left, *b = right;
	int order = strcmp(a->producer, b->producer);

	return order ? order : by_product(left, right);
}

static size_t look(const struct pial_model *model,
		   const struct pial_learn_promise *promise,
		   size_t count, struct seen *seen)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		const struct pial_learn_promise *p = &promise[i];
		int64_t came = pial_qty_is_none(p->delivered) ? 0 : p->delivered.milli;

		if (pial_qty_is_none(p->promised) || p->promised.milli <= 0)
			continue;
		seen[n++] = (struct seen){ pial_model_text(model, p->producer.n),
			pial_model_text(model, p->product.n), p->producer, p->product,
			(double)came / (double)p->promised.milli, p->week.n,
			(pial_i128)came * 1000000 <=
				(pial_i128)p->promised.milli * PIAL_LEARN_NOTHING.e6 };
	}
	return n;
}

/* Rows from the first on that are of its product, and of its producer when asked. */
static size_t run_of(const struct seen *seen, size_t n, bool producer)
{
	size_t i = 1;

	while (i < n && !strcmp(seen[i].product, seen[0].product) &&
	       (!producer || !strcmp(seen[i].producer, seen[0].producer)))
		i++;
	return i;
}

/* ---- Variation --- */

static bool counts(const struct seen *seen, uint16_t skip)
{
	return !seen->failed && seen->week != skip;
}

/* Adds one product's rows, sorted by week, those of a week left out. */
static void add_product(const struct seen *seen, size_t n, uint16_t skip, struct parts *parts)
{
	double total = 0, sum = 0, squares = 0, mean;

	for (size_t i = 0; i < n; i++)
		if (counts(&seen[i], skip)) {
			total++;
			sum += seen[i].part;
		}
	if (total <= 0)
		return;
	mean = sum / total;
	for (size_t i = 0; i < n;) {
		uint16_t week = seen[i].week;
		double many = 0, x = 0, xx = 0;

		for (; i < n && seen[i].week == week; i++)
			if (counts(&seen[i], skip)) {
				many++;
				x += seen[i].part / mean;
				xx += seen[i].part / mean * (seen[i].part / mean);
			}
		if (many <= 0)
			continue;
		parts->groups++;
		parts->pairs += many >= 2;
		parts->within += xx - x * x / many;
		parts->between += many * (x / many - 1) * (x / many - 1);
		squares += many * many;
	}
	parts->products++;
	parts->n += total;
	parts->part += sum;
	parts->spread += total - squares / total;
}

static struct parts parts_of(const struct seen *seen, size_t n, uint16_t skip)
{
	struct parts parts = { 0 };

	for (size_t i = 0; i < n;) {
		size_t run = run_of(&seen[i], n - i, false);

		add_product(&seen[i], run, skip, &parts);
		i += run;
	}
	return parts;
}

static struct said said_of(const struct parts *parts)
{
	struct said said = { NAN, NAN, NAN };
	double alone, shared;

	if (parts->n - parts->products < 1)
		return said;
	said.square = (parts->within + parts->between) / (parts->n - parts->products);
	if (parts->n - parts->groups >= 1 && parts->groups - parts->products >= 1 &&
	    parts->spread > 0) {
		alone = parts->within / (parts->n - parts->groups);
		shared = (parts->between - (parts->groups - parts->products) * alone) /
			 parts->spread;
		said.square = alone + shared;
		if (said.square > 0)
			said.rho = shared / said.square;
	}
	said.square = said.square > 0 ? said.square : 0;
	said.cv = sqrt(said.square);
	return said;
}

static int by_number(const void *left, const void *right)
{
	uint16_t a = *(const uint16_t *)left, b = *(const uint16_t *)right;

	return (a > b) - (a < b);
}

/* The weeks of rows, each once, in order. */
static size_t weeks_of(const struct seen *seen, size_t n, uint16_t *week)
{
	size_t many = 0;

	for (size_t i = 0; i < n; i++)
		week[i] = seen[i].week;
	if (n)
		qsort(week, n, sizeof(*week), by_number);
	for (size_t i = 0; i < n; i++)
		if (!many || week[many - 1] != week[i])
			week[many++] = week[i];
	return many;
}

/* Sums of a figure over the weeks left out. */
struct knife {
	double n, sum, squares;
};

static void cut(struct knife *knife, double value)
{
	knife->n++;
	knife->sum += value;
	knife->squares += value * value;
}

/* The jackknife's standard error; NAN with fewer than three weeks, or when one is needed. */
static double knife_error(const struct knife *knife)
{
	double n = knife->n, square = knife->squares - knife->sum * knife->sum / n;

	if (n < 3 || isnan(square))
		return NAN;
	return sqrt((n - 1) / n * (square > 0 ? square : 0));
}

/* ---- Figures --- */

static struct pial_rate rate_of(double x)
{
	if (isnan(x))
		return PIAL_RATE_NONE;
	x = floor(x * MILLION + 0.5 + 1e-6);
	if (x > INT32_MAX)
		x = INT32_MAX;
	return (struct pial_rate){ x > 0 ? (int32_t)x : 0 };
}

static void fill(struct pial_learned_figure *figure, double seen, double error, double most)
{
	double within = seen < 0 ? 0 : seen > most ? most : seen;

	figure->seen = rate_of(isnan(seen) ? seen : within);
	figure->error = rate_of(error);
	figure->low = rate_of(seen - Z * error);
	figure->high = rate_of(isnan(error) || seen + Z * error < most ? seen + Z * error : most);
}

/* Draws a figure that is no share: as if the one before had been seen PIAL_LEARN_PRIOR times. */
static double drawn(double seen, double weight, double before)
{
	return isnan(seen) ? before :
			     (weight * seen + PIAL_LEARN_PRIOR * before) /
				     (weight + PIAL_LEARN_PRIOR);
}

/* Wilson's interval of x in n, which need not be whole. */
static void fill_failure(struct pial_learned *learned, double effect, struct pial_rate before)
{
	double n = learned->promises / effect, p, middle, half;

	learned->failure = (struct pial_learned_figure){ before, PIAL_RATE_NONE, PIAL_RATE_NONE,
							 PIAL_RATE_NONE, PIAL_RATE_NONE, 0 };
	if (!learned->promises)
		return;
	p = (double)learned->failures / learned->promises;
	middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
	half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
	learned->failure = (struct pial_learned_figure){ rate_of(drawn(p, n, before.e6 / MILLION)),
		rate_of(p), rate_of(sqrt(p * (1 - p) / n)), rate_of(middle - half),
		rate_of(middle + half), learned->promises };
}

/* c and rho of rows sorted by product and week; week is room for a number a row. */
static void fill_variation(struct pial_learned *learned, const struct seen *seen, size_t n,
			   uint16_t *week, const struct pial_learned *before)
{
	struct parts parts = parts_of(seen, n, NO_WEEK);
	struct said said = said_of(&parts);
	struct knife cv = { 0, 0, 0 }, rho = { 0, 0, 0 };
	double cv0 = before->yield_cv.use.e6 / MILLION, used;
	size_t weeks = weeks_of(seen, n, week);

	for (size_t i = 0; i < weeks; i++) {
		struct parts less = parts_of(seen, n, week[i]);
		struct said without = said_of(&less);

		cut(&cv, without.cv);
		cut(&rho, without.rho);
	}
	learned->weeks = (uint32_t)weeks;
	learned->brought = parts.n > 0 ? rate_of(parts.part / parts.n) : PIAL_RATE_NONE;
	fill(&learned->yield_cv, said.cv, knife_error(&cv), INT32_MAX / MILLION);
	fill(&learned->shared_weather, said.rho, knife_error(&rho), 1);
	learned->yield_cv.count = (uint32_t)parts.n;
	learned->shared_weather.count = (uint32_t)parts.pairs;
	learned->yield_cv.use = rate_of(sqrt(drawn(said.square, parts.n - parts.products,
						   cv0 * cv0)));
	used = drawn(said.rho, parts.pairs, before->shared_weather.use.e6 / MILLION);
	learned->shared_weather.use = rate_of(used < 1 ? used : 1);
}

static void fill_all(struct pial_learned *learned, const struct seen *seen, size_t n,
		     double effect, uint16_t *week, const struct pial_learned *before)
{
	learned->promises = (uint32_t)n;
	for (size_t i = 0; i < n; i++)
		learned->failures += seen[i].failed;
	fill_failure(learned, effect, before->failure.use);
	fill_variation(learned, seen, n, week, before);
}

/*
 * The design effect of a producer's product on failures: the variance of their share when whole
 * runs are drawn, over that of as many single promises; at least 1. Rows sorted by producer.
 */
static double effect_of(const struct seen *seen, size_t n)
{
	double failures = 0, square = 0, runs = 0, p, single;

	for (size_t i = 0; i < n; i++)
		failures += seen[i].failed;
	p = n ? failures / (double)n : 0;
	for (size_t i = 0, run; i < n; i += run) {
		double failed = 0;

		run = run_of(&seen[i], n - i, true);
		for (size_t k = i; k < i + run; k++)
			failed += seen[k].failed;
		square += (failed - p * (double)run) * (failed - p * (double)run);
		runs++;
	}
	single = (double)n * p * (1 - p);
	if (runs < 2 || single <= 0)
		return 1;
	square *= runs / (runs - 1);
	return square > single ? square / single : 1;
}

static const struct pial_learned *product_of(const struct pial_learned *learned, size_t many,
					     struct pial_product_id product)
{
	for (size_t i = 1; i < many; i++)
		if (learned[i].product.n == product.n)
			return &learned[i];
	return &learned[0];
}

/* ---- All together --- */

static size_t learn_products(struct pial_learned *learned, size_t many, const struct seen *seen,
			     size_t n, double effect, uint16_t *week)
{
	for (size_t i = 0, run; i < n; i += run) {
		run = run_of(&seen[i], n - i, false);
		learned[many] = (struct pial_learned){ .product = seen[i].product_id };
		fill_all(&learned[many++], &seen[i], run, effect, week, &learned[0]);
	}
	return many;
}

static size_t learn_producers(struct pial_learned *learned, size_t many, const struct seen *seen,
			      size_t n, double effect, uint16_t *week)
{
	size_t products = many;

	for (size_t i = 0, run; i < n; i += run) {
		const struct pial_learned *product = product_of(learned, products,
								seen[i].product_id);
		struct pial_learned *own = &learned[many++];

		run = run_of(&seen[i], n - i, true);
		*own = (struct pial_learned){ .producer = seen[i].producer_id,
					      .product = seen[i].product_id };
		fill_all(own, &seen[i], run, effect, week, product);
		/* One producer has no weather to share. */
		own->shared_weather = (struct pial_learned_figure){ product->shared_weather.use,
			PIAL_RATE_NONE, PIAL_RATE_NONE, PIAL_RATE_NONE, PIAL_RATE_NONE, 0 };
	}
	return many;
}

void pial_learn(const struct pial_model *model,
		const struct pial_learn_promise *promise, size_t count,
		struct pial_arena *arena, struct pial_learned **learned, size_t *many)
{
	struct seen *seen = pial_arena_zalloc(arena, count + 1, sizeof(*seen));
	struct seen *grown = pial_arena_zalloc(arena, count + 1, sizeof(*grown));
	uint16_t *week = pial_arena_zalloc(arena, count + 1, sizeof(*week));
	const struct pial_learned policy = { .failure.use = model->policy.failure,
		.yield_cv.use = model->policy.yield_cv,
		.shared_weather.use = model->policy.shared_weather };
	size_t n = look(model, promise, count, seen);
	double effect;

	*learned = pial_arena_zalloc(arena, 2 * n + 1, sizeof(**learned));
	memcpy(grown, seen, n * sizeof(*seen));
	if (n) {
		qsort(seen, n, sizeof(*seen), by_product);
		qsort(grown, n, sizeof(*grown), by_producer);
	}
	effect = effect_of(grown, n);
	fill_all(&(*learned)[0], seen, n, effect, week, &policy);
	*many = learn_products(*learned, 1, seen, n, effect, week);
	*many = learn_producers(*learned, *many, grown, n, effect, week);
}
