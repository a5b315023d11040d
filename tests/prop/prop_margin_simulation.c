/*
 * Margins against simulation: 200,000 weeks drawn from the model of the spec of the plan itself,
 * plot by plot, for a grid of pools. Nothing of the engine's arithmetic is used.
 *
 * A week: each plot fails with chance f; else it yields w exp(s z - s^2 / 2), s^2 = ln(1 + c^2),
 * z a normal number of which the part sqrt(r) is the week's, r = ln(1 + rho c^2) / ln(1 + c^2), so
 * that two yields correlate by rho. From the same draws follow what is missing, what is too much
 * and which weeks are full at any factor, and by bisection the factor that a fill rate needs.
 *
 * Held: the engine's factor within 0.02 of the simulated one for growers alike (the facts' own
 * figure), and more where the draws are too few to know: four standard errors of what is missing,
 * over its slope. Growers unlike in all have 0.06: where one large one varies much and the others
 * little, the sum is less log-normal.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "engine/margin.h"

#define DRAWS 200000
#define GROWERS 40

struct xorshift {
	uint64_t state;		/* never 0 */
	double spare;		/* second number of a pair; above 1e9: none */
};

/* xorshift64* (Vigna 2016), in (0, 1). */
static double uniform(struct xorshift *x)
{
	x->state ^= x->state >> 12;
	x->state ^= x->state << 25;
	x->state ^= x->state >> 27;
	return ((double)(x->state * 0x2545F4914F6CDD1Du >> 11) + 0.5) / 9007199254740992.0;
}

/* Marsaglia's polar method. */
static double gauss(struct xorshift *x)
{
	double u, v, s;

	if (x->spare < 1e9) {
		u = x->spare;
		x->spare = 1e10;
		return u;
	}
	do {
		u = 2 * uniform(x) - 1;
		v = 2 * uniform(x) - 1;
		s = u * u + v * v;
	} while (s >= 1 || s <= 0);
	s = sqrt(-2 * log(s) / s);
	x->spare = v * s;
	return u * s;
}

struct plot {
	double w, f, c;
};

static double drawn[DRAWS];

static void draw(const struct plot *plot, size_t n, double rho, uint64_t seed)
{
	struct xorshift x = { seed * 0x9E3779B97F4A7C15u + 1, 1e10 };
	double s[GROWERS], own[GROWERS], common[GROWERS];

	for (size_t i = 0; i < n; i++) {
		double c2 = plot[i].c * plot[i].c, r = log1p(rho * c2) / log1p(c2);

		s[i] = sqrt(log1p(c2));
		common[i] = s[i] * sqrt(r);
		own[i] = s[i] * sqrt(1 - r);
	}
	for (size_t d = 0; d < DRAWS; d++) {
		double weather = gauss(&x);

		drawn[d] = 0;
		for (size_t i = 0; i < n; i++) {
			double z = common[i] * weather + own[i] * gauss(&x);

			if (uniform(&x) >= plot[i].f)
				drawn[d] += plot[i].w * exp(z - s[i] * s[i] / 2);
		}
	}
}

struct seen {
	double missing, surplus, weeks;
	double error, slope;	/* standard error of missing; how fast it falls with the factor */
};

static struct seen look(double m)
{
	struct seen seen = { 0, 0, 0, 0, 0 };
	double squares = 0;

	for (size_t d = 0; d < DRAWS; d++) {
		double x = m * drawn[d];

		if (x >= 1) {
			seen.surplus += x - 1;
			seen.weeks += 1;
		} else {
			seen.missing += 1 - x;
			squares += (1 - x) * (1 - x);
			seen.slope += drawn[d];
		}
	}
	seen.missing /= DRAWS;
	seen.surplus /= DRAWS;
	seen.weeks /= DRAWS;
	seen.slope /= DRAWS;
	seen.error = sqrt((squares / DRAWS - seen.missing * seen.missing) / DRAWS);
	return seen;
}

static double simulated(double loss)
{
	double low = 0, high = 20;

	for (int i = 0; i < 40; i++) {
		double middle = (low + high) / 2;

		if (look(middle).missing > loss)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* What comes of a factor, as the engine says, against the draws. */
static void hold_outlook(const struct pial_margin_pool *pool, struct pial_rate factor)
{
	struct pial_margin_outlook at = pial_margin_outlook(pool, factor);
	struct seen seen = look(factor.e6 / 1e6);

	assert_true(fabs(at.missing.e6 / 1e6 - seen.missing) < 0.004 + 4 * seen.error);
	assert_true(fabs(at.surplus.e6 / 1e6 - seen.surplus) < 0.013);
	assert_true(fabs(at.weeks.e6 / 1e6 - seen.weeks) < 0.02);
}

/* The factor for a fill rate; returns how far it is from the simulated one. */
static double hold_factor(const struct pial_margin_pool *pool, double fill, double within)
{
	struct pial_rate factor, rate = { (int32_t)lround(fill * 1e6) };
	enum pial_margin_found found = pial_margin_find(pool, rate, &factor);
	struct seen seen;
	double m, gap;

	if (pial_margin_lost(pool).e6 >= 1000000 - rate.e6) {
		assert_int_equal(found, PIAL_MARGIN_FAIL);
		return 0;
	}
	/* What little can still be reduced is not worth drawing. */
	if (pial_margin_lost(pool).e6 * 2 > 1000000 - rate.e6)
		return 0;
	assert_int_equal(found, PIAL_MARGIN_FOUND);
	m = simulated(1 - fill);
	seen = look(m);
	gap = fabs(factor.e6 / 1e6 - m);
	if (gap > within + 4 * seen.error / seen.slope)
		fail_msg("fill %.2f: %.4f, simulated %.4f (+- %.4f)", fill, factor.e6 / 1e6, m,
			 seen.error / seen.slope);
	hold_outlook(pool, factor);
	return gap;
}

/* Draws a pool, holds the engine's figures against it; worst[] is the largest gap of each way. */
static void hold(const struct plot *plot, size_t n, double rho, double within, double *worst)
{
	static const double fills[] = { 0.90, 0.95, 0.98, 0.99 };
	struct pial_margin_grower grower[GROWERS];
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_policy policy;
	struct pial_margin_pool *pool;

	pial_policy_init(&policy);
	policy.shared_weather.e6 = (int32_t)lround(rho * 1e6);
	for (size_t i = 0; i < n; i++)
		grower[i] = (struct pial_margin_grower){ lround(plot[i].w * 1e9),
			{ (int32_t)lround(plot[i].f * 1e6) },
			{ (int32_t)lround(plot[i].c * 1e6) } };
	pool = pial_margin_pool(&policy, grower, n, &arena);
	assert_non_null(pool);
	draw(plot, n, rho, n + (uint64_t)lround(1000 * rho));
	for (size_t i = 0; i < PIAL_COUNT(fills); i++) {
		double gap = hold_factor(pool, fills[i], within);

		if (gap > worst[pial_margin_way(pool)])
			worst[pial_margin_way(pool)] = gap;
	}
	pial_arena_release(&arena);
}

static void test_alike(void **state)
{
	static const size_t n[] = { 1, 2, 3, 5, 8, 20 };
	static const double f[] = { 0, 0.05, 0.15 }, c[] = { 0.2, 0.4 }, rho[] = { 0, 0.2, 0.6 };
	struct plot plot[GROWERS];
	double worst[2] = { 0, 0 };

	(void)state;
	for (size_t a = 0; a < PIAL_COUNT(n); a++)
		for (size_t b = 0; b < PIAL_COUNT(f); b++)
			for (size_t i = 0; i < PIAL_COUNT(c); i++) {
				for (size_t g = 0; g < n[a]; g++)
					plot[g] = (struct plot){ 1.0 / (double)n[a], f[b], c[i] };
				hold(plot, n[a], rho[(a + b + i) % 3], 0.02, worst);
			}
	print_message("# growers alike: largest gap %.4f\n", worst[PIAL_MARGIN_LISTED]);
}

/* Unlike in all: parts from 1 to several, failures from 0 to 20 %, variations from 10 to 50 %. */
static void test_unlike(void **state)
{
	static const size_t n[] = { 2, 3, 4, 6, 9, 10, 14, 30 };
	struct xorshift x = { 20250317, 1e10 };
	struct plot plot[GROWERS];
	double worst[2] = { 0, 0 };

	(void)state;
	for (size_t a = 0; a < 2 * PIAL_COUNT(n); a++) {
		size_t count = n[a / 2];
		double total = 0;

		for (size_t g = 0; g < count; g++) {
			/* One large grower in every second pool. */
			plot[g].w = a % 2 && !g ? (double)count : 1 + 3 * uniform(&x);
			plot[g].f = 0.2 * uniform(&x) * uniform(&x);
			plot[g].c = 0.1 + 0.4 * uniform(&x);
			total += plot[g].w;
		}
		for (size_t g = 0; g < count; g++)
			plot[g].w /= total;
		hold(plot, count, 0.1 * (double)(a % 4), 0.06, worst);
	}
	print_message("# growers unlike: largest gap listed %.4f, folded %.4f\n",
		      worst[PIAL_MARGIN_LISTED], worst[PIAL_MARGIN_FOLDED]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alike),
		cmocka_unit_test(test_unlike),
	};

	return cmocka_run_group_tests_name("margin_simulation", tests, NULL, NULL);
}
