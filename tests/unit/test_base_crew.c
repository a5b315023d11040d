/*
 * Every task is done once, by a worker that exists, whatever the number of workers.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdatomic.h>
#include <string.h>

#include "base/crew.h"

#define TASKS 1000
#define WORKERS 8

struct work {
	unsigned char done[TASKS];		/* a task is its worker's alone: no lock */
	size_t by[PIAL_CREW_MAX + 1];		/* tasks of each worker */
	atomic_size_t sum;			/* of all tasks */
};

static void note(void *context, unsigned worker, size_t task)
{
	struct work *work = context;

	work->done[task]++;
	work->by[worker]++;
	atomic_fetch_add(&work->sum, task + 1);
}

static void test_all_done(void **state)
{
	static const unsigned workers[] = { 0, 1, 2, WORKERS, PIAL_CREW_MAX + 50 };
	static struct work work;

	(void)state;
	for (size_t i = 0; i < sizeof(workers) / sizeof(*workers); i++) {
		size_t sum = 0;

		memset(&work, 0, sizeof(work));
		pial_crew_run(workers[i], TASKS, note, &work);
		for (size_t t = 0; t < TASKS; t++)
			assert_int_equal(work.done[t], 1);
		for (size_t w = 0; w < PIAL_CREW_MAX; w++) {
			if (w && w >= workers[i])
				assert_int_equal(work.by[w], 0);
			sum += work.by[w];
		}
		assert_int_equal(sum, TASKS);
		assert_int_equal(atomic_load(&work.sum), TASKS * (TASKS + 1) / 2);
	}
}

/* One task, or none, needs no thread: worker 0 does it. */
static void test_few(void **state)
{
	static struct work work;

	(void)state;
	memset(&work, 0, sizeof(work));
	pial_crew_run(WORKERS, 0, note, &work);
	assert_int_equal(atomic_load(&work.sum), 0);
	pial_crew_run(WORKERS, 1, note, &work);
	assert_int_equal(work.done[0], 1);
	assert_int_equal(work.by[0], 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_done),
		cmocka_unit_test(test_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
