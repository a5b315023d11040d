/*
 * Margins, against the table of the facts on allocation (section 5.2), against the formulas of the
 * spec of the plan written out for growers alike, and against what must hold of any margin.
 *
 * The table's figures for weeks are of the exact mixture with independent yields; those for
 * kilograms too. Its "shared weather" line gives the common part of the logarithms, 30 %, which
 * is rho = (1.09^0.3 - 1) / 0.09 = 0.2910 of the yields themselves (its "0.18" counts failures in).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "engine/margin.h"

#define MANY 400

struct bench {
	struct pial_arena arena;
	struct pial_policy policy;
	struct pial_margin_grower grower[MANY];
};

static int setup(void **state)
{
	static struct bench bench;

	pial_arena_init(&bench.arena);
	pial_policy_init(&bench.policy);
	bench.policy.shared_weather.e6 = 0;
	*state = &bench;
	return 0;
}

static int teardown(void **state)
{
	pial_arena_release(&((struct bench *)*state)->arena);
	return 0;
}

/* n growers alike. */
static struct pial_margin_pool *alike(struct bench *bench, size_t n, double f, double c,
				      double rho)
{
	for (size_t i = 0; i < n; i++)
		bench->grower[i] = (struct pial_margin_grower){ 7, PIAL_RATE_NONE, PIAL_RATE_NONE };
	bench->policy.failure.e6 = (int32_t)lround(f * 1e6);
	bench->policy.yield_cv.e6 = (int32_t)lround(c * 1e6);
	bench->policy.shared_weather.e6 = (int32_t)lround(rho * 1e6);
	return pial_margin_pool(&bench->policy, bench->grower, n, &bench->arena);
}

static double find(const struct pial_margin_pool *pool, double fill)
{
	struct pial_rate rate, factor;

	rate.e6 = (int32_t)lround(fill * 1e6);
	assert_non_null(pool);
	assert_int_equal(pial_margin_find(pool, rate, &factor), PIAL_MARGIN_FOUND);
	return factor.e6 / 1e6;
}

static double weeks(const struct pial_margin_pool *pool, double factor)
{
	struct pial_rate rate = { (int32_t)lround(factor * 1e6) };

	return pial_margin_outlook(pool, rate).weeks.e6 / 1e6;
}

static bool close_to(double a, double b, double within)
{
	if (fabs(a - b) <= within)
		return true;
	print_message("# %.5f is not within %.5f of %.5f\n", a, within, b);
	return false;
}

/* Growers, then factors for 95 and 98 % of weeks, for 95 and 98 % of kilograms; 0: not checked. */
static const double facts[][5] = {
	{ 2, 2.09, 2.73, 1.28, 1.75 }, { 3, 1.70, 2.01, 1.18, 1.42 },
	{ 5, 1.48, 1.66, 1.10, 1.25 }, { 7, 1.39, 1.52, 1.07, 1.19 },
	{ 10, 1.32, 1.41, 1.05, 1.15 }, { 20, 1.23, 1.28, 1.02, 1.09 },
	{ 40, 1.17, 1.20, 1.01, 1.06 },
};

static void test_table_of_facts(void **state)
{
	for (size_t i = 0; i < PIAL_COUNT(facts); i++) {
		struct pial_margin_pool *pool = alike(*state, (size_t)facts[i][0], 0.05, 0.3, 0);

		assert_int_equal(pial_margin_way(pool), PIAL_MARGIN_LISTED);
		assert_true(close_to(find(pool, 0.95), facts[i][3], 0.0051));
		assert_true(close_to(find(pool, 0.98), facts[i][4], 0.0061));
		/* A factor 0.02 to either side has the share of weeks between its own. */
		assert_true(weeks(pool, facts[i][1] - 0.02) < 0.95);
		assert_true(weeks(pool, facts[i][1] + 0.02) > 0.95);
		assert_true(weeks(pool, facts[i][2] - 0.02) < 0.98);
		assert_true(weeks(pool, facts[i][2] + 0.02) > 0.98);
	}
}

static void test_corners_of_facts(void **state)
{
	static const double corner[][4] = { { 0.02, 0.2, 1.22, 0.99 }, { 0.02, 0.4, 1.36, 1.05 },
					    { 0.10, 0.2, 1.51, 1.14 }, { 0.10, 0.4, 1.65, 1.21 } };
	static const double weather[][2] = { { 3, 1.77 }, { 5, 1.60 }, { 7, 1.53 }, { 10, 1.49 },
					     { 20, 1.44 }, { 40, 1.41 }, { 400, 1.39 } };

	for (size_t i = 0; i < PIAL_COUNT(corner); i++) {
		struct pial_margin_pool *pool = alike(*state, 7, corner[i][0], corner[i][1], 0);

		assert_true(weeks(pool, corner[i][2] - 0.02) < 0.95);
		assert_true(weeks(pool, corner[i][2] + 0.02) > 0.95);
		assert_true(close_to(find(pool, 0.95), corner[i][3], 0.0051));
	}
	for (size_t i = 0; i < PIAL_COUNT(weather); i++) {
		struct pial_margin_pool *pool = alike(*state, (size_t)weather[i][0], 0.05, 0.3,
						      0.2910);

		assert_true(weeks(pool, weather[i][1] - 0.02) < 0.95);
		assert_true(weeks(pool, weather[i][1] + 0.02) > 0.95);
	}
}

/* "With cu 0.50, co 0.60, n = 7: m = 1.014, a service level of 40 %" (independent yields). */
static void test_cheapest_of_facts(void **state)
{
	struct pial_margin_pool *pool = alike(*state, 7, 0.05, 0.3, 0);
	struct pial_rate best = pial_margin_cheapest(pool, (struct pial_price){ 5000 },
						     (struct pial_price){ 6000 });

	assert_true(close_to(best.e6 / 1e6, 1.014, 0.005));
	assert_true(close_to(pial_margin_outlook(pool, best).weeks.e6 / 1e6, 0.40, 0.02));
	assert_int_equal(pial_margin_cheapest(pool, (struct pial_price){ 0 },
					      (struct pial_price){ 6000 }).e6, 0);
	assert_true(pial_rate_is_none(pial_margin_cheapest(pool, (struct pial_price){ 5000 },
							   (struct pial_price){ 0 })));
}

/* No factor of the grid costs less than the cheapest, by the outlook's own figures. */
static void test_cheapest_is_cheapest(void **state)
{
	static const int32_t cost[][2] = { { 5000, 6000 }, { 20000, 3000 }, { 1000, 9000 } };

	for (size_t n = 1; n <= 9; n += 2)
		for (size_t i = 0; i < PIAL_COUNT(cost); i++) {
			struct pial_margin_pool *pool = alike(*state, n, 0.1, 0.3, 0.2);
			struct pial_rate best = pial_margin_cheapest(pool,
				(struct pial_price){ cost[i][0] },
				(struct pial_price){ cost[i][1] });
			struct pial_margin_outlook at = pial_margin_outlook(pool, best);
			double least = (double)cost[i][0] * at.missing.e6 +
				       (double)cost[i][1] * at.surplus.e6;

			for (int32_t m = 0; m <= 4000000; m += 10000) {
				struct pial_rate factor = { m };

				at = pial_margin_outlook(pool, factor);
				assert_true((double)cost[i][0] * at.missing.e6 +
					    (double)cost[i][1] * at.surplus.e6 >=
					    least - cost[i][0] - cost[i][1]);
			}
		}
}

/* sigma G(k) of the closed form as the spec writes it, for growers alike but for their parts. */
static double closed_missing(const double *w, size_t n, double f, double c, double rho, double m)
{
	double kappa2 = (c * c + f) / (1 - f), squares = 0, mean = m * (1 - f), sigma, k;

	for (size_t i = 0; i < n; i++)
		squares += w[i] * w[i];
	sigma = mean * sqrt(kappa2 * squares + rho * c * c * (1 - squares));
	k = (mean - 1) / sigma;
	return sigma * (exp(-k * k / 2) / sqrt(2 * acos(-1)) - k * 0.5 * erfc(k / sqrt(2)));
}

/* The factor that the closed form asks for. */
static double closed_factor(const double *w, size_t n, double f, double c, double rho, double fill)
{
	double low = 1 / (1 - f) / 2, high = 3;

	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		if (closed_missing(w, n, f, c, rho, middle) <= 1 - fill)
			high = middle;
		else
			low = middle;
	}
	return high;
}

static void test_closed_form(void **state)
{
	struct bench *bench = *state;
	double w[MANY], total = 0;
	struct pial_margin_pool *pool;

	bench->policy.shared_weather.e6 = 200000;
	for (size_t i = 0; i < 30; i++) {
		bench->grower[i] = (struct pial_margin_grower){ (int64_t)(100 + 7 * i),
			{ 50000 }, { 300000 } };
		w[i] = 100 + 7.0 * (double)i;
		total += w[i];
	}
	for (size_t i = 0; i < 30; i++)
		w[i] /= total;
	pool = pial_margin_pool(&bench->policy, bench->grower, 30, &bench->arena);
	/* What decides is within what they differ by at these figures. */
	for (double fill = 0.9; fill < 0.999; fill += 0.011)
		assert_true(close_to(find(pool, fill),
				     closed_factor(w, 30, 0.05, 0.3, 0.2, fill), 0.06));
}

/* The closed form beside the mixture where the facts say it holds: five growers and more. */
static void test_closed_beside_listed(void **state)
{
	static const double f[] = { 0.02, 0.05, 0.10 }, c[] = { 0.2, 0.3, 0.4 };
	static const size_t n[] = { 5, 7, 10, 20 };

	for (size_t i = 0; i < PIAL_COUNT(f); i++)
		for (size_t j = 0; j < PIAL_COUNT(c); j++)
			for (size_t k = 0; k < PIAL_COUNT(n); k++) {
				struct pial_margin_pool *pool = alike(*state, n[k], f[i], c[j], 0);
				double w[20];

				for (size_t g = 0; g < n[k]; g++)
					w[g] = 1.0 / (double)n[k];
				assert_true(close_to(closed_factor(w, n[k], f[i], c[j], 0, 0.98),
						     find(pool, 0.98), n[k] >= 7 ? 0.04 : 0.08));
			}
}

/* More growers, less failure, less variation, less shared weather, less fill: never more. */
static void test_monotone(void **state)
{
	static const double f[] = { 0, 0.02, 0.05, 0.1 }, c[] = { 0.1, 0.2, 0.3, 0.5 };
	static const double rho[] = { 0, 0.2, 0.6, 1 }, fill[] = { 0.9, 0.92, 0.94, 0.96 };

	for (size_t i = 0; i < PIAL_COUNT(rho); i++) {
		double before = 10;

		for (size_t n = 2; n <= 60; n += n < 12 ? 1 : 12) {
			double m = find(alike(*state, n, 0.05, 0.3, rho[i]), 0.98);

			assert_true(m <= before);
			before = m;
		}
	}
	for (size_t n = 3; n <= 9; n += 2)
		for (size_t i = 1; i < 4; i++) {
			assert_true(find(alike(*state, n, f[i], 0.3, 0.2), 0.98) >=
				    find(alike(*state, n, f[i - 1], 0.3, 0.2), 0.98));
			assert_true(find(alike(*state, n, 0.05, c[i], 0.2), 0.98) >=
				    find(alike(*state, n, 0.05, c[i - 1], 0.2), 0.98));
			assert_true(find(alike(*state, n, 0.05, 0.3, rho[i]), 0.98) >=
				    find(alike(*state, n, 0.05, 0.3, rho[i - 1]), 0.98));
			assert_true(find(alike(*state, n, 0.05, 0.3, 0.2), fill[i]) >
				    find(alike(*state, n, 0.05, 0.3, 0.2), fill[i - 1]));
		}
}

/* The answer is the least of its grid: it reaches the target, the one before does not. */
static void test_least(void **state)
{
	for (size_t n = 1; n <= 12; n++)
		for (int32_t fill = 500000; fill <= 980000; fill += 80000) {
			struct pial_margin_pool *pool = alike(*state, n, 0.01, 0.4, 0.3);
			struct pial_rate factor = { (int32_t)lround(find(pool, fill / 1e6) * 1e6) };

			assert_int_equal(factor.e6 % 100, 0);
			assert_true(pial_margin_outlook(pool, factor).missing.e6 <= 1000000 - fill);
			factor.e6 -= 100;
			assert_true(pial_margin_outlook(pool, factor).missing.e6 >= 1000000 - fill);
		}
}

/* Without variation all is piecewise linear, and the answer is known by hand, ties included. */
static void test_sure_yields(void **state)
{
	struct pial_margin_outlook at;
	struct pial_margin_pool *pool = alike(*state, 3, 0, 0, 0.2);

	assert_true(find(pool, 0.98) == 0.98);
	assert_true(find(pool, 1) == 1);
	at = pial_margin_outlook(pool, (struct pial_rate){ 1000000 });
	assert_true(at.missing.e6 == 0 && at.surplus.e6 == 0 && at.weeks.e6 == 1000000);
	at = pial_margin_outlook(pool, (struct pial_rate){ 0 });
	assert_true(at.missing.e6 == 1000000 && at.surplus.e6 == 0 && at.weeks.e6 == 0);

	/*
	 * Two growers, f = 10 %: both live with 81 %, one with 18 %, none with 1 %. From m = 1 to 2
	 * missing is 0.18 (1 - m / 2) + 0.01: at 5 %, m = 2 - 0.08 / 0.18 = 1.5555…
	 */
	pool = alike(*state, 2, 0.1, 0, 0.2);
	assert_true(find(pool, 0.95) == 1.5556);
	assert_true(find(pool, 0.985) == 1.9445);
	assert_int_equal(pial_margin_lost(pool).e6, 10000);
	at = pial_margin_outlook(pool, (struct pial_rate){ 1500000 });
	assert_true(at.missing.e6 == 55000 && at.surplus.e6 == 405000 && at.weeks.e6 == 810000);
}

static void test_refusals(void **state)
{
	struct bench *bench = *state;
	struct pial_rate factor = { 5 };
	struct pial_margin_pool *pool = alike(bench, 1, 0.05, 0.3, 0);

	/* One grower with f above the wanted loss. */
	assert_int_equal(pial_margin_find(pool, (struct pial_rate){ 980000 }, &factor),
			 PIAL_MARGIN_FAIL);
	assert_int_equal(pial_margin_find(pool, (struct pial_rate){ 950001 }, &factor),
			 PIAL_MARGIN_FAIL);
	assert_int_equal(pial_margin_lost(pool).e6, 50000);
	assert_int_equal(pial_margin_find(pool, (struct pial_rate){ 950000 }, &factor),
			 PIAL_MARGIN_FAIL);
	pool = alike(bench, 2, 0.001, 3, 1);
	assert_int_equal(pial_margin_find(pool, (struct pial_rate){ 990000 }, &factor),
			 PIAL_MARGIN_HUGE);
	assert_int_equal(factor.e6, 5);
	/* Two do not fail together as often. */
	assert_true(find(alike(bench, 2, 0.05, 0.3, 0), 0.98) > 1.7);

	assert_null(pial_margin_pool(&bench->policy, bench->grower, 0, &bench->arena));
	bench->grower[0].weight = bench->grower[1].weight = 0;
	assert_null(pial_margin_pool(&bench->policy, bench->grower, 2, &bench->arena));
	assert_null(alike(bench, 3, 1, 0.3, 0));
}

/* Twelve growers, some alike, given in two orders: the same pool. */
static void test_order(void **state)
{
	struct bench *bench = *state;
	struct pial_margin_grower turned[12];
	struct pial_margin_pool *a, *b;

	bench->policy.shared_weather.e6 = 300000;
	for (int i = 0; i < 12; i++)
		bench->grower[i] = turned[11 - i] = (struct pial_margin_grower){
			1000 + 37 * (i % 7), { 20000 + 10000 * (i % 5) },
			{ 200000 + 50000 * (i % 3) } };
	a = pial_margin_pool(&bench->policy, bench->grower, 12, &bench->arena);
	b = pial_margin_pool(&bench->policy, turned, 12, &bench->arena);
	for (int32_t m = 0; m < 3000000; m += 123400) {
		struct pial_margin_outlook x = pial_margin_outlook(a, (struct pial_rate){ m });
		struct pial_margin_outlook y = pial_margin_outlook(b, (struct pial_rate){ m });

		assert_memory_equal(&x, &y, sizeof(x));
	}
}

/* One large grower and 120 small unlike ones: the small count together, and nearly as if one. */
static void test_folded(void **state)
{
	struct bench *bench = *state;
	struct pial_margin_pool *pool;
	double folded;

	bench->policy.shared_weather.e6 = 200000;
	bench->grower[0] = (struct pial_margin_grower){ 100000, { 50000 }, { 300000 } };
	for (int i = 1; i <= 120; i++)
		bench->grower[i] = (struct pial_margin_grower){ 800 + i % 60, { 50000 },
								{ 300000 } };
	pool = pial_margin_pool(&bench->policy, bench->grower, 121, &bench->arena);
	assert_int_equal(pial_margin_way(pool), PIAL_MARGIN_FOLDED);
	folded = find(pool, 0.98);
	for (int i = 1; i <= 120; i++)
		bench->grower[i].weight = 829;
	pool = pial_margin_pool(&bench->policy, bench->grower, 121, &bench->arena);
	assert_int_equal(pial_margin_way(pool), PIAL_MARGIN_LISTED);
	assert_true(close_to(folded, find(pool, 0.98), 0.003));
}

/* A grower's own figures stand before the policy's. */
static void test_own_figures(void **state)
{
	struct bench *bench = *state;
	struct pial_margin_pool *own, *policy = alike(bench, 3, 0.05, 0.3, 0.2);

	for (int i = 0; i < 3; i++) {
		bench->grower[i].failure.e6 = 50000;
		bench->grower[i].yield_cv.e6 = 300000;
	}
	bench->policy.failure.e6 = bench->policy.yield_cv.e6 = 0;
	own = pial_margin_pool(&bench->policy, bench->grower, 3, &bench->arena);
	assert_true(find(own, 0.98) == find(policy, 0.98));
	bench->grower[0].failure.e6 = 200000;
	own = pial_margin_pool(&bench->policy, bench->grower, 3, &bench->arena);
	assert_true(find(own, 0.98) > find(policy, 0.98));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_table_of_facts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_corners_of_facts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cheapest_of_facts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cheapest_is_cheapest, setup, teardown),
		cmocka_unit_test_setup_teardown(test_closed_form, setup, teardown),
		cmocka_unit_test_setup_teardown(test_closed_beside_listed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_monotone, setup, teardown),
		cmocka_unit_test_setup_teardown(test_least, setup, teardown),
		cmocka_unit_test_setup_teardown(test_sure_yields, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_order, setup, teardown),
		cmocka_unit_test_setup_teardown(test_folded, setup, teardown),
		cmocka_unit_test_setup_teardown(test_own_figures, setup, teardown),
	};

	return cmocka_run_group_tests_name("engine_margin", tests, NULL, NULL);
}
