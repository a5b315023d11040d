/*
 * POSIX threads and one atomic counter.
 *
 * Threads live for one call: starting them costs some ten microseconds, a national week calls a
 * few times. A standing pool was rejected (somebody would own it, and a library that forks threads
 * of its own accord is a nuisance to its program), as was giving each worker a fixed range: parts
 * differ a hundredfold in size.
 *
 * A line needs more than a counter, since its workers wait: a lock and one condition for whatever
 * changes. Its tasks are large enough for that.
 */
#include "base/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/alloc.h"

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

struct pial_line {
	pthread_mutex_t lock;	/* on all that changes below */
	pthread_cond_t changed;	/* something did */
	pial_crew_task *task;	/* what is done */
	void *context;		/* of the caller */
	size_t tasks, ahead;	/* how many; how many before they are asked for */
	size_t next;		/* first task that nobody took */
	size_t asked;		/* the one asked for last */
	bool over;		/* nobody asks any more */
	bool *done;		/* of a task, modulo ahead */
	pthread_t *thread;	/* of worker 1 and up */
	unsigned threads;	/* how many were started */
};

/* What a thread of a line knows; given away to it. */
struct hand {
	struct pial_line *line;	/* whose */
	unsigned number;	/* from 1 */
};

/* True when there is a task that may be done now. */
static bool may_begin(const struct pial_line *line)
{
	return !line->over && line->next < line->tasks && line->next - line->asked < line->ahead;
}

/* Does the next task; the lock is held before and after. */
static void do_next(struct pial_line *line, unsigned worker)
{
	size_t task = line->next++;

	(void)pthread_mutex_unlock(&line->lock);
	line->task(line->context, worker, task);
	(void)pthread_mutex_lock(&line->lock);
	line->done[task % line->ahead] = true;
	(void)pthread_cond_broadcast(&line->changed);
}

static void *stand_in_line(void *argument)
{
	struct hand hand = *(struct hand *)argument;
	struct pial_line *line = hand.line;

	free(argument);
	(void)pthread_mutex_lock(&line->lock);
	while (!line->over && line->next < line->tasks) {
		if (may_begin(line))
			do_next(line, hand.number);
		else
			(void)pthread_cond_wait(&line->changed, &line->lock);
	}
	(void)pthread_mutex_unlock(&line->lock);
	return NULL;
}

struct pial_line *pial_line_begin(unsigned workers, size_t tasks, size_t ahead,
				  pial_crew_task *task, void *context)
{
	struct pial_line *line = pial_calloc(1, sizeof(*line));

	*line = (struct pial_line){ .task = task, .context = context, .tasks = tasks,
				    .ahead = ahead };
	(void)pthread_mutex_init(&line->lock, NULL);
	(void)pthread_cond_init(&line->changed, NULL);
	line->done = pial_calloc(ahead, sizeof(*line->done));
	if (workers > PIAL_CREW_MAX)
		workers = PIAL_CREW_MAX;
	line->thread = pial_calloc(PIAL_CREW_MAX, sizeof(*line->thread));
	for (unsigned i = 1; i < workers; i++) {
		struct hand *hand = pial_malloc(sizeof(*hand));

		*hand = (struct hand){ line, i };
		if (!pthread_create(&line->thread[line->threads], NULL, stand_in_line, hand))
			line->threads++;
		else
			free(hand);
	}
	return line;
}

void pial_line_get(struct pial_line *line, size_t number)
{
	(void)pthread_mutex_lock(&line->lock);
	if (number > line->asked) {
		line->done[line->asked % line->ahead] = false;
		line->asked = number;
		(void)pthread_cond_broadcast(&line->changed);
	}
	while (!line->done[number % line->ahead]) {
		if (may_begin(line))
			do_next(line, 0);
		else
			(void)pthread_cond_wait(&line->changed, &line->lock);
	}
	(void)pthread_mutex_unlock(&line->lock);
}

void pial_line_end(struct pial_line *line)
{
	(void)pthread_mutex_lock(&line->lock);
	line->over = true;
	(void)pthread_cond_broadcast(&line->changed);
	(void)pthread_mutex_unlock(&line->lock);
	for (unsigned i = 0; i < line->threads; i++)
		(void)pthread_join(line->thread[i], NULL);
	(void)pthread_cond_destroy(&line->changed);
	(void)pthread_mutex_destroy(&line->lock);
	free(line->thread);
	free(line->done);
	free(line);
}
