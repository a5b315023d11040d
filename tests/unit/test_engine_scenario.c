/*
 * Scenarios: the draws are those of the model, and stay when a season changes around them; the
 * cost of a plan and its limits, by hand.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "engine/scenario.h"

#define Q 4000

/* Two growers, one product, two weeks; the first grower's one sowing serves both weeks. */
struct small {
	struct pial_scenario_grower grower[3];
	struct pial_scenario_product product[2];
	struct pial_scenario_bid bid[3];
	struct pial_scenario_sowing sowing[3];
	struct pial_scenario_crop crop[2];
	struct pial_scenario_harvest harvest[3];
	struct pial_scenario_season season;
	struct pial_scenario_draws draws;
	struct pial_arena arena;
};

static int setup(void **state)
{
	static struct small s;
	const struct pial_scenario_bid bid = { 0, 0, { 3000 }, { 2000 }, { 200000 }, { 100000 },
					       { 300000 } };

	memset(&s, 0, sizeof(s));
	pial_arena_init(&s.arena);
	s.grower[0] = (struct pial_scenario_grower){ "P-pique", { 5000 } };
	s.grower[1] = (struct pial_scenario_grower){ "P-ravin", { INT64_MIN } };
	s.product[0] = (struct pial_scenario_product){ "carotte", { 1000 } };
	s.bid[0] = s.bid[1] = bid;
	s.bid[1].grower = 1;
	s.sowing[0] = (struct pial_scenario_sowing){ 0, { 2900 }, { 2910 }, { 2911 } };
	s.sowing[1] = (struct pial_scenario_sowing){ 1, { 0 }, { 2911 }, { 2911 } };
	s.crop[0] = (struct pial_scenario_crop){ 0, { 2910 }, { 10000 }, PIAL_QTY_NONE, { 5000 },
						 { 6000 } };
	s.crop[1] = (struct pial_scenario_crop){ 0, { 2911 }, { 20000 }, { 25000 }, { 5000 },
						 { 6000 } };
	s.harvest[0] = (struct pial_scenario_harvest){ 0, 0, PIAL_QTY_NONE, false };
	s.harvest[1] = (struct pial_scenario_harvest){ 0, 1, { 12000 }, false };
	s.harvest[2] = (struct pial_scenario_harvest){ 1, 1, PIAL_QTY_NONE, false };
	s.season = (struct pial_scenario_season){ s.grower, 2, s.product, 1, s.bid, 2, s.sowing, 2,
		s.crop, 2, s.harvest, 3, { 200000 }, 42, Q };
	*state = &s;
	return 0;
}

static int teardown(void **state)
{
	pial_arena_release(&((struct small *)*state)->arena);
	return 0;
}

struct moments {
	double zero, mean, cv;	/* share of failures; of the others mean and variation */
};

static struct moments moments(const int32_t *factor)
{
	double n = 0, sum = 0, squares = 0;

	for (int q = 0; q < Q; q++)
		if (factor[q]) {
			n++;
			sum += factor[q] / 1e6;
			squares += factor[q] / 1e6 * (factor[q] / 1e6);
		}
	return (struct moments){ (Q - n) / Q, sum / n,
				 sqrt(squares / n - sum / n * (sum / n)) / (sum / n) };
}

/* Failures, mean, variation and correlation, each within four standard errors. */
static void test_draws(void **state)
{
	struct small *s = *state;
	const int32_t *a, *b;
	struct moments m;
	double n = 0, both = 0;

	pial_scenario_draw(&s->season, &s->arena, &s->draws);
	assert_int_equal(s->draws.scenarios, Q);
	a = s->draws.factor;
	b = s->draws.factor + Q;
	for (int i = 0; i < 2; i++) {
		m = moments(i ? b : a);
		assert_true(fabs(m.zero - 0.1) < 4 * sqrt(0.09 / Q));
		assert_true(fabs(m.mean - 1) < 4 * 0.3 / sqrt(Q * 0.9));
		assert_true(fabs(m.cv - 0.3) < 0.02);
	}
	for (int q = 0; q < Q; q++)
		if (a[q] && b[q]) {
			n++;
			both += (a[q] / 1e6 - 1) * (b[q] / 1e6 - 1);
		}
	assert_true(fabs(both / n / 0.09 - 0.2) < 4 / sqrt(n));
}

/* Another row before it, another name beside it, fewer scenarios: the same luck. */
static void test_draws_stay(void **state)
{
	struct small *s = *state;
	struct pial_scenario_draws before, after;

	pial_scenario_draw(&s->season, &s->arena, &before);
	s->grower[2] = s->grower[1];
	s->grower[1] = s->grower[0];
	s->grower[0] = (struct pial_scenario_grower){ "P-aubepine", { INT64_MIN } };
	s->bid[2] = s->bid[1];
	s->bid[1] = s->bid[0];
	s->bid[2].grower = 2;
	s->bid[1].grower = 1;
	s->season.growers = s->season.bids = 3;
	pial_scenario_draw(&s->season, &s->arena, &after);
	assert_memory_equal(before.factor, after.factor + Q, 2 * Q * sizeof(*before.factor));
	assert_memory_not_equal(before.factor, after.factor, Q * sizeof(*before.factor));
	s->season.scenarios = 10;
	pial_scenario_draw(&s->season, &s->arena, &after);
	assert_memory_equal(before.factor, after.factor + 10, 10 * sizeof(*before.factor));
	s->season.seed++;
	pial_scenario_draw(&s->season, &s->arena, &after);
	assert_memory_not_equal(before.factor, after.factor + 10, 10 * sizeof(*before.factor));
}

/* First numbers of a seed, so that no machine and no change has others unnoticed. */
static void test_draws_known(void **state)
{
	static const int32_t known[] = { 1115593, 863763, 927172, 853741, 1040084, 1151634 };
	struct small *s = *state;

	s->season.scenarios = PIAL_COUNT(known) / 2;
	pial_scenario_draw(&s->season, &s->arena, &s->draws);
	assert_memory_equal(s->draws.factor, known, sizeof(known));
}

static void test_cost(void **state)
{
	/* Scenarios: both as planned; the first fails; the second brings one and a half. */
	int32_t factor[] = { 1000000, 0, 1000000, 1000000, 1000000, 1500000 };
	const int64_t planned[] = { 11000, 12000, 10000 };
	struct small *s = *state;
	struct pial_scenario_cost cost;

	s->draws = (struct pial_scenario_draws){ factor, 3 };
	assert_true(pial_scenario_cost(&s->season, &s->draws, planned, &cost));
	/* Week 1 needs 10: 11, 0, 11. Week 2 needs 20: 22, 10, 27. */
	assert_int_equal(cost.missing.milli, 6667);
	assert_int_equal(cost.surplus.milli, 3667);
	/* Planned 22 where 25 are reserved. */
	assert_int_equal(cost.lack.milli, 3000);
	assert_int_equal(cost.missing_cost.cents, 333);
	assert_int_equal(cost.surplus_cost.cents, 220);
	assert_int_equal(cost.lack_cost.cents, 330);
	/* (20 x 0.50 + 11 x 0.60) / 3 + 3 x 1.10 */
	assert_int_equal(cost.total_e4, 88333);
}

static void test_cost_room(void **state)
{
	int32_t factor[] = { 1000000, 1000000 };
	const int64_t planned[] = { 0, 0, 0 };
	struct small *s = *state;
	struct pial_scenario_cost cost;

	s->draws = (struct pial_scenario_draws){ factor, 1 };
	s->crop[0].need.milli = INT64_MAX;
	s->crop[0].missing.e4 = INT32_MAX;
	assert_false(pial_scenario_cost(&s->season, &s->draws, planned, &cost));
}

static void test_limits(void **state)
{
	struct small *s = *state;
	size_t which;
	/* 2 kg/m2 less a fifth: 30 m2 of a bid are 48 kg, and 50 m2 of land 80 kg. */
	int64_t planned[] = { 36000, 12000, 48000 };

	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_FITS);
	planned[1] = 12001;
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_MOST);
	assert_int_equal(which, 1);
	planned[1] = 12000;
	planned[2] = 48001;
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_AREA);
	assert_int_equal(which, 1);
	/* On the same farm both stand in the second week: 60 m2. */
	planned[2] = 48000;
	s->bid[1].grower = 0;
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_LAND);
	assert_int_equal(which, 0);
	planned[2] = 32000;
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_FITS);
	/* The second sown when the first is over: they do not meet. */
	planned[2] = 48000;
	s->sowing[1].first = s->sowing[1].last = (struct pial_week){ 2912 };
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_FITS);
	/* What stands in the ground brings what is there, no less. */
	s->harvest[1].standing = true;
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_FITS);
	planned[1] = 11999;
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_MOST);
	assert_int_equal(which, 1);
	planned[1] = 12000;
	/* Without a yield no land is counted. */
	s->sowing[1].first = s->sowing[1].last = (struct pial_week){ 2911 };
	s->bid[1].yield = PIAL_MASS_NONE;
	planned[2] = 480000;
	assert_int_equal(pial_scenario_fits(&s->season, planned, &which), PIAL_SCENARIO_FITS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_draws, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draws_stay, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draws_known, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cost, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cost_room, setup, teardown),
		cmocka_unit_test_setup_teardown(test_limits, setup, teardown),
	};

	return cmocka_run_group_tests_name("engine_scenario", tests, NULL, NULL);
}
