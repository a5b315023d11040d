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

/* A line: what each task made is there when it is asked for, and stays until the next one is. */
struct made {
	size_t ahead;			/* slots */
	size_t slot[WORKERS * 4];	/* what the tasks made, each 1 + its number */
	atomic_size_t begun;		/* tasks begun */
};

static void make(void *context, unsigned worker, size_t task)
{
	struct made *made = context;

	assert_true(worker < WORKERS);
	atomic_fetch_add(&made->begun, 1);
	made->slot[task % made->ahead] = task + 1;
}

static void test_line(void **state)
{
	static const unsigned workers[] = { 0, 1, 2, WORKERS };
	static struct made made;

	(void)state;
	for (size_t i = 0; i < sizeof(workers) / sizeof(*workers); i++)
		for (size_t ahead = 1; ahead <= 4 * WORKERS; ahead += 5) {
			struct pial_line *line;

			memset(&made, 0, sizeof(made));
			made.ahead = ahead;
			line = pial_line_begin(workers[i], TASKS, ahead, make, &made);
			for (size_t t = 0; t < TASKS; t++) {
				pial_line_get(line, t);
				assert_int_equal(made.slot[t % ahead], t + 1);
				assert_true(atomic_load(&made.begun) <= t + ahead);
			}
			pial_line_end(line);
			assert_int_equal(atomic_load(&made.begun), TASKS);
		}
}

/* Nobody need ask for all of it, or for any. */
static void test_line_left(void **state)
{
	static struct made made = { .ahead = 8 };
	struct pial_line *line = pial_line_begin(3, TASKS, made.ahead, make, &made);

	(void)state;
	pial_line_get(line, 0);
	pial_line_get(line, 1);
	pial_line_end(line);
	assert_true(atomic_load(&made.begun) <= 1 + made.ahead);
	pial_line_end(pial_line_begin(3, 0, made.ahead, make, &made));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_done),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_line_left),
		cmocka_unit_test(test_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
