/*
 * Learning from the log: figures worked out by hand, and what must hold of any log.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/learn.h"

#define ROWS 60

struct log {
	struct pial_model model;
	struct pial_arena arena;
	struct pial_learn_promise row[ROWS];
	size_t rows;
	struct pial_learned *learned;
	size_t many;
};

static int setup(void **state)
{
	static struct log log;

	memset(&log, 0, sizeof(log));
	pial_model_init(&log.model);
	pial_arena_init(&log.arena);
	*state = &log;
	return 0;
}

static int teardown(void **state)
{
	struct log *log = *state;

	pial_arena_release(&log->arena);
	pial_model_release(&log->model);
	return 0;
}

static void add(struct log *log, const char *producer, const char *product, uint16_t week,
		int64_t promised, int64_t delivered)
{
	struct pial_intern *pool = &log->model.pool;

	assert_true(log->rows < ROWS);
	log->row[log->rows++] = (struct pial_learn_promise){
		{ pial_intern_add(pool, producer, strlen(producer)) },
		{ pial_intern_add(pool, product, strlen(product)) }, { week }, { promised },
		{ delivered } };
}

static void learn(struct log *log)
{
	pial_learn(&log->model, log->row, log->rows, &log->arena, &log->learned, &log->many);
}

/*
 * Parts 1.0 and 0.8, then 1.2 and 1.0: mean 1, within 0.04 on 2 degrees, between 0.04 on 1, so
 * MSE 0.02, A = (0.04 - 0.02) / 2 = 0.01, c^2 = 0.03, rho = 1/3.
 */
static void test_by_hand(void **state)
{
	struct log *log = *state;
	const struct pial_learned *all;

	add(log, "P-b", "carotte", 2890, 50000, 40000);
	add(log, "P-a", "carotte", 2890, 10000, 10000);
	add(log, "P-a", "carotte", 2891, 10000, 12000);
	add(log, "P-b", "carotte", 2891, 20000, 20000);
	learn(log);
	assert_int_equal(log->many, 4);
	all = &log->learned[0];
	assert_true(all->producer.n == 0 && all->product.n == 0);
	assert_true(all->promises == 4 && all->failures == 0 && all->weeks == 2);
	assert_int_equal(all->brought.e6, 1000000);
	assert_int_equal(all->yield_cv.seen.e6, 173205);
	assert_int_equal(all->yield_cv.count, 4);
	assert_int_equal(all->shared_weather.seen.e6, 333333);
	assert_int_equal(all->shared_weather.count, 2);
	/* Two weeks say nothing of an error. */
	assert_true(pial_rate_is_none(all->yield_cv.error));
	assert_true(pial_rate_is_none(all->shared_weather.high));
	/* Drawn: c^2 = (3 x 0.03 + 20 x 0.09) / 23, rho = (2/3 + 20 x 0.2) / 22, f = 1 / 24. */
	assert_int_equal(all->yield_cv.use.e6, 286660);
	assert_int_equal(all->shared_weather.use.e6, 212121);
	assert_int_equal(all->failure.use.e6, 41667);
	/* Wilson's interval of 0 in 4: 3.8415 / 7.8415. */
	assert_int_equal(all->failure.low.e6, 0);
	assert_int_equal(all->failure.high.e6, 489891);
	/* The one product, drawn to what all say: c^2 = (0.09 + 20 x 0.0821739) / 23. */
	assert_int_equal(log->learned[1].yield_cv.seen.e6, 173205);
	assert_int_equal(log->learned[1].yield_cv.use.e6, 274534);
}

/* Next to nothing is a failure; the others' mean and variation do not know of it. */
static void test_failures(void **state)
{
	struct log *log = *state;

	for (uint16_t w = 0; w < 10; w++)
		add(log, "P-a", "laitue", (uint16_t)(2890 + w), 10000,
		    w < 3 ? 1000 * (w % 2) : 9000);
	add(log, "P-a", "laitue", 2900, 0, 5000);
	add(log, "P-a", "laitue", 2901, 10000, INT64_MIN);
	learn(log);
	assert_true(log->learned[0].promises == 11 && log->learned[0].failures == 4);
	assert_int_equal(log->learned[0].failure.seen.e6, 363636);
	assert_int_equal(log->learned[0].brought.e6, 900000);
	assert_int_equal(log->learned[0].yield_cv.seen.e6, 0);
	assert_int_equal(log->learned[0].yield_cv.count, 7);
	/* One grower alone says nothing of shared weather. */
	assert_true(pial_rate_is_none(log->learned[0].shared_weather.seen));
	assert_int_equal(log->learned[0].shared_weather.use.e6, 200000);
}

/* A tenth is next to nothing, a hair more is not. */
static void test_next_to_nothing(void **state)
{
	struct log *log = *state;

	add(log, "P-a", "laitue", 2890, 10000, 1000);
	add(log, "P-a", "laitue", 2891, 10000, 1001);
	learn(log);
	assert_int_equal(log->learned[0].failures, 1);
}

/*
 * Six growers, ten weeks; two of them fail all the time: 20 failures of 60, but two plots of six.
 */
static void test_runs(void **state)
{
	static const char *const grower[] = { "a", "b", "c", "d", "e", "f" };
	struct log *log = *state;
	const struct pial_learned_figure *f;

	for (int g = 0; g < 6; g++)
		for (uint16_t w = 0; w < 10; w++)
			add(log, grower[g], "laitue", (uint16_t)(2890 + w), 1000, g < 2 ? 0 : 1000);
	learn(log);
	f = &log->learned[0].failure;
	assert_int_equal(f->seen.e6, 333333);
	/* 6/5 x (2 (20/3)^2 + 4 (10/3)^2) = 160 over 60 x 2/9: effect 12, so n = 5: sqrt(2/45). */
	assert_int_equal(f->error.e6, 210819);
	/* (5/3 + 20 x 0.05) / 25 */
	assert_int_equal(f->use.e6, 106667);
}

/* Products of which less comes do not vary for that. */
static void test_products_apart(void **state)
{
	struct log *log = *state;

	for (uint16_t w = 0; w < 5; w++) {
		add(log, "P-a", "carotte", (uint16_t)(2890 + w), 1000, 1000);
		add(log, "P-b", "carotte", (uint16_t)(2890 + w), 1000, 1000);
		add(log, "P-a", "laitue", (uint16_t)(2890 + w), 1000, 500);
		add(log, "P-b", "laitue", (uint16_t)(2890 + w), 1000, 500);
	}
	learn(log);
	assert_int_equal(log->learned[0].yield_cv.seen.e6, 0);
	assert_int_equal(log->learned[0].brought.e6, 750000);
	assert_int_equal(log->many, 7);
	assert_string_equal(pial_model_text(&log->model, log->learned[1].product.n), "carotte");
	assert_int_equal(log->learned[2].brought.e6, 500000);
	assert_string_equal(pial_model_text(&log->model, log->learned[3].producer.n), "P-a");
}

/* The same rows turned round, and other numbers in the pool: the same figures. */
static void test_order(void **state)
{
	static const int64_t came[] = { 700, 1300, 0, 950, 1111, 640, 1500, 20, 870 };
	static const char *const grower[] = { "c", "a", "b" };
	struct log *log = *state;
	struct pial_learned *before;
	size_t many;

	for (uint16_t i = 0; i < 45; i++)
		add(log, grower[i % 3], i % 2 ? "chou" : "ail", (uint16_t)(2890 + i / 6), 1000,
		    came[i * 7 % 9] + i);
	learn(log);
	before = log->learned;
	many = log->many;
	for (size_t i = 0; i < log->rows / 2; i++) {
		struct pial_learn_promise swap = log->row[i];

		log->row[i] = log->row[log->rows - 1 - i];
		log->row[log->rows - 1 - i] = swap;
	}
	learn(log);
	assert_int_equal(log->many, many);
	assert_memory_equal(log->learned, before, many * sizeof(*before));
	assert_false(pial_rate_is_none(before[0].yield_cv.error));
	assert_true(before[0].yield_cv.low.e6 <= before[0].yield_cv.seen.e6);
	assert_true(before[0].yield_cv.seen.e6 <= before[0].yield_cv.high.e6);
}

/* Without a log the policy stands. */
static void test_nothing(void **state)
{
	struct log *log = *state;

	learn(log);
	assert_int_equal(log->many, 1);
	assert_int_equal(log->learned[0].failure.use.e6, 50000);
	assert_int_equal(log->learned[0].yield_cv.use.e6, 300000);
	assert_int_equal(log->learned[0].shared_weather.use.e6, 200000);
	assert_true(pial_rate_is_none(log->learned[0].failure.seen));
	assert_true(pial_rate_is_none(log->learned[0].brought));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_by_hand, setup, teardown),
		cmocka_unit_test_setup_teardown(test_failures, setup, teardown),
		cmocka_unit_test_setup_teardown(test_next_to_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_runs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_products_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(test_order, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
	};

	return cmocka_run_group_tests_name("engine_learn", tests, NULL, NULL);
}
