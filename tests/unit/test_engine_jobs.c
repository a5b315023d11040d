/*
 * A week with many components is the same on any number of threads: rows, figures, notices.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "engine_case.h"

#define ROUNDS 20
#define PRODUCTS 8
#define PARTIES 6

static uint64_t seed;

static unsigned roll(unsigned sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % sides;
}

/* Six kitchens and six growers, eight products that stand for each other in pairs or not at all. */
static void make_week(struct engine_case *c)
{
	static const char *const product[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
	static const char *const kitchen[] = { "K1", "K2", "K3", "K4", "K5", "K6" };
	static const char *const producer[] = { "P1", "P2", "P3", "P4", "P5", "P6" };

	for (unsigned i = 0; i < PRODUCTS; i++)
		engine_product(c, product[i]);
	for (unsigned i = 0; i < PARTIES; i++) {
		engine_kitchen(c, kitchen[i])->substitutes = roll(2) ? PIAL_YES : PIAL_NO;
		engine_producer(c, producer[i])->tier = roll(5) ? 1 : 2;
		for (unsigned k = 0; k < PARTIES; k++)
			if (roll(3))
				engine_road(c, producer[i], kitchen[k], (int32_t)roll(300) * 100);
	}
	for (unsigned p = 0; p < PRODUCTS; p += 2) {
		uint32_t *other = pial_arena_zalloc(&c->model.arena, 1, sizeof(*other));

		*other = engine_id(c, product[p + 1]);
		if (roll(2))
			c->model.product[p].substitutes = (struct pial_id_list){ other, 1 };
	}
	for (unsigned i = 0; i < 45; i++)
		engine_order(c, (int)(i % 5), kitchen[i / 5 % PARTIES],
			     product[(i * 3 + i / 8) % PRODUCTS], 1 + roll(30));
	for (unsigned i = 0; i < 24; i++)
		engine_offer(c, producer[i % PARTIES], product[(i + i / PARTIES) % PRODUCTS],
			     1 + roll(60));
}

static void test_same(void **state)
{
	static const unsigned jobs[] = { 1, 2, 8, 255 };
	size_t parts = 0;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct engine_case first, other;

		seed = round;
		engine_case_init(&first);
		make_week(&first);
		assert_true(engine_run(&first));
		parts += first.result.summary.components;
		for (size_t j = 0; j < sizeof(jobs) / sizeof(*jobs); j++) {
			seed = round;
			engine_case_init(&other);
			make_week(&other);
			other.input.jobs = jobs[j];
			assert_true(engine_run(&other));
			assert_int_equal(other.result.rows, first.result.rows);
			assert_memory_equal(other.result.row, first.result.row,
					    first.result.rows * sizeof(*first.result.row));
			assert_memory_equal(&other.result.summary, &first.result.summary,
					    sizeof(first.result.summary));
			assert_int_equal(other.diags.count, first.diags.count);
			for (size_t i = 0; i < first.diags.count; i++)
				assert_int_equal(other.diags.entry[i].code,
						 first.diags.entry[i].code);
			engine_case_release(&other);
		}
		engine_case_release(&first);
	}
	assert_in_range(parts, 4 * ROUNDS, 40 * ROUNDS);
}

/* Rows made later, piece by piece, are the rows. */
static void test_later(void **state)
{
	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct pial_allocate_result now;
		struct pial_arena arena;
		struct engine_case c;
		size_t made = 0;

		seed = round;
		engine_case_init(&c);
		make_week(&c);
		assert_true(engine_run(&c));
		assert_int_equal(pial_allocate_pieces(&c.result), 0);
		now = c.result;
		pial_allocate_result_init(&c.result);
		c.input.later = true;
		assert_true(engine_run(&c));
		assert_int_equal(c.result.rows, 0);
		assert_memory_equal(&c.result.summary, &now.summary, sizeof(now.summary));
		pial_arena_init(&arena);
		for (size_t p = 0; p < pial_allocate_pieces(&c.result); p++) {
			struct pial_allocation *row;
			size_t count = pial_allocate_piece(&c.result, p, &arena, &row);

			assert_true(made + count <= now.rows);
			assert_memory_equal(row, now.row + made, count * sizeof(*row));
			made += count;
		}
		assert_int_equal(made, now.rows);
		pial_arena_release(&arena);
		pial_allocate_result_release(&now);
		engine_case_release(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
