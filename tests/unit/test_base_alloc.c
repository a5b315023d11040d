/*
 * Lack of memory ends in the handler, whatever its kind; growing keeps what was there.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"

/* The sanitizer's allocator must say NULL as the system's does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static jmp_buf back;
static size_t refused;

static void come_back(size_t bytes)
{
	refused = bytes;
	longjmp(back, 1);
}

static void return_anyway(size_t bytes)
{
	refused = bytes;
}

#define assert_out_of_memory(call) do { \
	pial_oom_set_handler(come_back); \
	if (!setjmp(back)) \
		fail_msg("%s came back with %p", #call, (void *)(call)); \
} while (0)

static void test_sizes_never_null(void **state)
{
	void *p = pial_malloc(0), *q = pial_calloc(0, 8);
	unsigned char *zeros = pial_calloc(100, 3);

	(void)state;
	assert_non_null(p);
	assert_non_null(q);
	for (size_t i = 0; i < 300; i++)
		assert_int_equal(zeros[i], 0);
	p = pial_realloc(p, 0, 8);
	assert_non_null(p);
	free(p);
	free(q);
	free(zeros);
}

static void test_refusals(void **state)
{
	volatile size_t half = SIZE_MAX / 2;
	size_t cap = half;
	char kept = 0;

	(void)state;
	assert_out_of_memory(pial_malloc(half));
	assert_int_equal(refused, half);
	assert_out_of_memory(pial_calloc(half, 3));
	assert_int_equal(refused, SIZE_MAX);
	assert_out_of_memory(pial_calloc(1, half));
	assert_out_of_memory(pial_realloc(NULL, half, 3));
	assert_out_of_memory(pial_realloc(NULL, 1, half));
	assert_out_of_memory(pial_grow(&kept, half, &cap, 8));
	assert_int_equal(cap, half);
}

/* Runs in a child of its own: the process must be stopped by a signal. */
static void assert_stops(pial_oom_handler handler)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (!child) {
		/* cmocka turns the signal of a trap into a failed test. */
		signal(SIGILL, SIG_DFL);
		pial_oom_set_handler(handler);
		pial_oom(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
}

static void test_no_handler_stops(void **state)
{
	(void)state;
	assert_stops(NULL);
	assert_stops(return_anyway);
}

static void test_grow(void **state)
{
	uint32_t *array = NULL;
	size_t cap = 0, moves = 0;

	(void)state;
	for (size_t count = 0; count < 100000; count++) {
		size_t before = cap;

		array = pial_grow(array, count, &cap, sizeof(*array));
		assert_true(count < cap);
		if (cap != before) {
			assert_int_equal(count, before);
			moves++;
		}
		array[count] = (uint32_t)count;
	}
	for (size_t i = 0; i < 100000; i++)
		assert_int_equal(array[i], i);
	/* By one and a half from 16: log(100000 / 16) / log(1.5) is 21.6. */
	assert_in_range(moves, 20, 25);
	free(array);

	/* From 1, half more would be 1 again. */
	cap = 1;
	array = pial_malloc(sizeof(*array));
	array = pial_grow(array, 1, &cap, sizeof(*array));
	assert_true(cap > 1);
	free(array);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes_never_null),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_no_handler_stops),
		cmocka_unit_test(test_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
