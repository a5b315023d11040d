/*
 * Sets of rows are those that comparing every two rows gives; a plan found row by row, for its
 * proof, is the one found set by set.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "engine/allocate.h"
#include "engine/alike.h"
#include "engine/sides.h"
#include "engine_case.h"

#define ROWS 40
#define OFFERS 90
#define ROUNDS 200

static uint64_t seed = 7;

static uint32_t roll(uint32_t sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % sides);
}

/* Random open pairs: each row copies an earlier one or takes offers by chance. */
static size_t make(bool has[ROWS][OFFERS], struct pial_open *open)
{
	size_t opens = 0;

	memset(has, 0, ROWS * sizeof(*has));
	for (uint32_t r = 0; r < ROWS; r++) {
		uint32_t other = r ? roll(r) : 0, sides = 1 + roll(30);

		if (r && roll(2))
			memcpy(has[r], has[other], sizeof(*has));
		else
			for (uint32_t o = 0; o < OFFERS; o++)
				has[r][o] = !roll(sides);
		for (uint32_t o = 0; o < OFFERS; o++)
			if (has[r][o])
				open[opens++] = (struct pial_open){ .row = r, .offer = o };
	}
	return opens;
}

static void test_sets(void **state)
{
	static struct pial_open open[ROWS * OFFERS];
	static bool has[ROWS][OFFERS];
	struct pial_arena arena;
	size_t joined = 0;

	(void)state;
	pial_arena_init(&arena);
	for (int round = 0; round < ROUNDS; round++) {
		size_t opens = make(has, open);
		struct pial_alike alike;

		pial_alike_find(&alike, open, opens, ROWS, false, &arena);
		for (uint32_t r = 0; r < ROWS; r++) {
			uint32_t set = alike.of[r], count = 0;

			for (uint32_t q = 0; q < r; q++) {
				bool same = !memcmp(has[q], has[r], sizeof(*has));

				assert_int_equal(same, alike.of[q] == set);
				joined += same;
			}
			for (uint32_t o = 0; o < OFFERS; o++)
				count += has[r][o];
			assert_int_equal(alike.end[set] - alike.first[set], count);
			for (uint32_t i = alike.first[set]; i < alike.end[set]; i++)
				assert_true(has[r][open[i].offer]);
		}
		pial_arena_clear(&arena);
	}
	assert_true(joined > ROUNDS);
	pial_arena_release(&arena);
}

static void test_apart(void **state)
{
	static struct pial_open open[ROWS * OFFERS];
	static bool has[ROWS][OFFERS];
	struct pial_arena arena;
	struct pial_alike alike;
	size_t opens = make(has, open);

	(void)state;
	pial_arena_init(&arena);
	pial_alike_find(&alike, open, opens, ROWS, true, &arena);
	assert_int_equal(alike.sets, ROWS);
	assert_int_equal(alike.pairs, opens);
	for (uint32_t r = 0; r < ROWS; r++) {
		assert_int_equal(alike.of[r], r);
		assert_int_equal(alike.first[r], r ? alike.end[r - 1] : 0);
	}
	pial_arena_release(&arena);
}

/* Kitchens of two classes and two days, growers with days of their own, any rule. */
static void make_week(struct engine_case *c)
{
	char id[8];

	c->model.policy.rule = (uint8_t)roll(PIAL_RULE_TALMUD + 1);
	(void)engine_product(c, "leek");
	for (unsigned i = 0; i < 5; i++) {
		struct pial_producer *producer;

		(void)snprintf(id, sizeof(id), "P%u", i);
		producer = engine_producer(c, id);
		producer->share.milli = 1000 * (int64_t)roll(4);
		producer->days.bits = (uint8_t)(1 + roll(3));
		(void)engine_offer(c, id, "leek", 1 + roll(30));
	}
	for (unsigned i = 0; i < 12; i++) {
		struct pial_kitchen *kitchen;

		(void)snprintf(id, sizeof(id), "K%02u", i);
		kitchen = engine_kitchen(c, id);
		kitchen->priority = (uint8_t)(1 + roll(2));
		kitchen->weight.milli = 1000 * (int64_t)roll(3);
		(void)engine_order(c, (int)roll(2), id, "leek", 1 + roll(20));
		if (!roll(3))
			engine_account(c, id, "leek", 1000 * (int64_t)roll(20) - 10000);
	}
}

/* Without a proof rows are taken set by set, with one each for itself. */
static void test_same_plan(void **state)
{
	size_t rows = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct pial_allocate_result with;
		struct engine_case c;

		engine_case_init(&c);
		make_week(&c);
		assert_true(engine_run(&c));
		with = c.result;
		pial_allocate_result_init(&c.result);
		c.input.prove = true;
		assert_true(engine_run(&c));
		assert_int_equal(with.rows, c.result.rows);
		assert_memory_equal(with.row, c.result.row, with.rows * sizeof(*with.row));
		rows += with.rows;
		pial_allocate_result_release(&with);
		engine_case_release(&c);
	}
	assert_true(rows > (size_t)10 * ROUNDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_apart),
		cmocka_unit_test(test_same_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
