/*
 * POSIX threads and one atomic counter.
 *
 * Threads live for one call: starting them costs some ten microseconds, a national week calls a
 * few times. A standing pool was rejected (somebody would own it, and a library that forks threads
 * of its own accord is a nuisance to its program), as was giving each worker a fixed range: parts
 * differ a hundredfold in size.
 */
#include "base/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/banned.h"

struct crew {
	pial_crew_task *task;	/* what is done */
	void *context;		/* of the caller */
	size_t tasks;		/* how many */
	atomic_size_t next;	/* first task that nobody took */
};

struct worker {
	struct crew *crew;	/* whose */
	unsigned number;	/* from 0 */
	pthread_t thread;	/* of worker 1 and up */
	bool started;		/* has a thread */
};

static void *work(void *argument)
{
	const struct worker *worker = argument;
	struct crew *crew = worker->crew;

	for (;;) {
		size_t task = atomic_fetch_add(&crew->next, 1);

		if (task >= crew->tasks)
			return NULL;
		crew->task(crew->context, worker->number, task);
	}
}

void pial_crew_run(unsigned workers, size_t tasks, pial_crew_task *task, void *context)
{
	struct crew crew = { .task = task, .context = context, .tasks = tasks };
	struct worker worker[PIAL_CREW_MAX];

	if (workers > PIAL_CREW_MAX)
		workers = PIAL_CREW_MAX;
	if (workers > tasks)
		workers = (unsigned)tasks;
	atomic_init(&crew.next, 0);
	for (unsigned i = 1; i < workers; i++) {
		worker[i] = (struct worker){ .crew = &crew, .number = i };
		worker[i].started = !pthread_create(&worker[i].thread, NULL, work, &worker[i]);
	}
	worker[0] = (struct worker){ .crew = &crew };
	work(&worker[0]);
	for (unsigned i = 1; i < workers; i++)
		if (worker[i].started)
			(void)pthread_join(worker[i].thread, NULL);
}
