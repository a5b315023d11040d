/*
 * The pairs that a visitor and the stocks find are those that the conditions allow, one by one.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "engine/pairs.h"
#include "engine/visit.h"
#include "engine/wish.h"
#include "engine_case.h"

#define ROUNDS 300
#define PARTIES 6
#define PRODUCTS 4

static uint64_t seed = 11;

static uint32_t roll(uint32_t sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % sides);
}

static const char *name(char kind, uint32_t n)
{
	static char text[4][8];
	static unsigned at;

	at = (at + 1) % 4;
	(void)snprintf(text[at], sizeof(text[at]), "%c%u", kind, n);
	return text[at];
}

static struct pial_date some_day(const struct engine_case *c)
{
	return pial_date_add(pial_week_monday(c->input.week), (int)roll(9) - 1);
}

static void make_parties(struct engine_case *c)
{
	for (uint32_t i = 0; i < PARTIES; i++) {
		struct pial_producer *producer = engine_producer(c, name('P', i));
		struct pial_kitchen *kitchen = engine_kitchen(c, name('K', i));

		producer->tier = (uint8_t)(1 + roll(2));
		producer->days.bits = (uint8_t)(roll(3) ? 0 : roll(128));
		kitchen->delivery_days.bits = (uint8_t)(roll(3) ? 0 : roll(128));
		kitchen->substitutes = roll(2) ? PIAL_YES : PIAL_NO;
		kitchen->organic_only = roll(4) ? PIAL_NO : PIAL_YES;
		kitchen->accepts.bits = (uint8_t)(roll(3) ? 0 : 1 + roll(3));
		if (!roll(4))
			producer->joined = some_day(c);
		if (!roll(4))
			kitchen->left = some_day(c);
		for (uint32_t k = 0; roll(3) && k < PARTIES; k++)
			engine_road(c, name('P', i), name('K', k), (int32_t)roll(20000));
		if (roll(2))
			c->model.certificate[c->model.certificates++] = (struct pial_certificate){
				.producer = producer->id, .from = some_day(c),
				.status = PIAL_CERTIFICATE_ORGANIC };
	}
}

static void make_week(struct engine_case *c)
{
	struct pial_product *product[PRODUCTS];
	struct pial_contract *contract;

	make_parties(c);
	for (uint32_t i = 0; i < PRODUCTS; i++)
		product[i] = engine_product(c, name('F', i));
	for (uint32_t i = 0; i + 1 < PRODUCTS; i++)
		if (roll(2)) {
			uint32_t *other = pial_arena_alloc(&c->model.arena, sizeof(*other));

			*other = product[i + 1 + roll(PRODUCTS - 1 - i)]->id.n;
			product[i]->substitutes.n = other;
			product[i]->substitutes.count = 1;
		}
	contract = engine_contract(c, "C", "K0", "F0");
	engine_member(c, contract, "P1", 1);
	engine_member(c, contract, "P2", 1);
	if (roll(2))
		c->model.policy.radius.m = 12000;
	for (uint32_t i = 0; i < 30; i++) {
		struct pial_offer *offer = engine_offer(c, name('P', roll(PARTIES)),
							name('F', roll(PRODUCTS)), roll(5));

		offer->batch.n = engine_id(c, name('B', i));
		if (!roll(3))
			offer->from_day = some_day(c);
		if (!roll(3))
			offer->until_day = some_day(c);
	}
	for (uint32_t i = 0; i < 30; i++) {
		struct pial_order *order =
			engine_order(c, (int)roll(9) - 1, name('K', roll(PARTIES)),
				     name('F', roll(PRODUCTS)), roll(5));

		if (order->kitchen.n == contract->kitchen.n && roll(2))
			order->contract = contract->id;
	}
}

/* What the conditions say of an offer and a row. */
static bool is_allowed(const struct pial_instance *instance, uint32_t d, uint32_t s, bool *unknown)
{
	const struct pial_model *model = instance->input->model;
	const struct pial_supply *supply = &instance->supply[s];
	const struct pial_demand *demand = &instance->demand[d];
	int32_t metres;

	*unknown = false;
	return supply->packs && demand->packs &&
	       pial_barrier_of(model, supply->offer, pial_demand_order(instance, demand)) ==
		       PIAL_BARRIER_NONE &&
	       pial_barrier_distance(model, supply->producer, &model->kitchen[demand->kitchen],
				     &metres, unknown) ==
		       PIAL_BARRIER_NONE;
}

/* Counts a row's pairs among those found; each must be allowed. */
static size_t check_row(const struct pial_instance *instance, const struct pial_visit *visit,
			struct pial_stocks *stocks, uint32_t d)
{
	const struct pial_demand *demand = &instance->demand[d];
	size_t allowed = 0, seen = 0, strangers = 0, listed;
	bool unknown;

	for (size_t i = 0; i < visit->pairs; i++)
		if (visit->pair[i].demand == d) {
			assert_true(is_allowed(instance, d, visit->pair[i].supply, &unknown));
			seen++;
		}
	listed = pial_stocks_pairs(stocks, demand);
	for (uint32_t s = 0; s < instance->supplies; s++) {
		if (!is_allowed(instance, d, s, &unknown))
			continue;
		strangers += unknown;
		assert_true(allowed < listed);
		assert_int_equal(stocks->pair[allowed++].supply, s);
	}
	assert_int_equal(allowed, listed);
	assert_int_equal(allowed, seen);
	assert_true(visit->strangers >= strangers);
	return allowed;
}

static size_t check_week(struct engine_case *c)
{
	struct pial_arena arena;
	struct pial_instance instance;
	struct pial_market market;
	struct pial_visit visit;
	struct pial_stocks stocks;
	size_t pairs = 0;
	uint32_t all[ENGINE_CASE_MAX];

	pial_model_index(&c->model);
	pial_arena_init(&arena);
	assert_true(pial_instance_init(&instance, &c->input, &arena, &c->diags));
	pial_market_init(&market, &instance);
	pial_visit_init(&visit, &instance, &market);
	pial_stocks_init(&stocks, &instance);
	for (uint32_t s = 0; s < instance.supplies; s++)
		all[s] = s;
	for (uint32_t k = 0; k < c->model.kitchens; k++) {
		pial_visit_kitchen(&visit, k);
		for (uint32_t d = 0; d < instance.demands; d++) {
			const struct pial_demand *demand = &instance.demand[d];

			if (demand->kitchen != k)
				continue;
			pial_stocks_fill(&stocks,
					 instance.families.of[demand->product],
					 all, instance.supplies);
			pairs += check_row(&instance, &visit, &stocks, d);
		}
	}
	pial_stocks_release(&stocks);
	pial_visit_release(&visit);
	pial_market_release(&market);
	pial_instance_release(&instance);
	pial_arena_release(&arena);
	return pairs;
}

static void test_against_conditions(void **state)
{
	size_t pairs = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct engine_case c;

		engine_case_init(&c);
		make_week(&c);
		pairs += check_week(&c);
		engine_case_release(&c);
	}
	/* Some of the 900 are allowed, most are not. */
	assert_in_range(pairs, ROUNDS * 20, ROUNDS * 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_against_conditions) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
