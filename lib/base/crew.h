/*
 * A crew: several threads that take numbered tasks until none is left.
 *
 * For work that falls into parts which share nothing they write. Which worker does which task is
 * left to chance, so a task may only write what is its own, or its worker's: then the outcome does
 * not depend on the number of workers. The library never asks the machine how many processors there
 * are; whoever calls says it.
 */
#ifndef PIAL_BASE_CREW_H
#define PIAL_BASE_CREW_H

#include <stddef.h>

#include "base/attr.h"

/* More workers than this are never started. */
#define PIAL_CREW_MAX 256

/* Does one task; worker counts from 0 and is less than the number of workers asked for. */
typedef void pial_crew_task(void *context, unsigned worker, size_t task);

/*
 * Runs tasks 0 to tasks - 1, in about this order, and returns when all are done. The caller's
 * thread is worker 0; a thread that cannot be started is done without. With one worker, or one
 * task, no thread is started at all.
 */
PIAL_NONNULL(3) void pial_crew_run(unsigned workers, size_t tasks, pial_crew_task *task,
				   void *context);

/*
 * A line: the same tasks done ahead of somebody who takes what they make in order, as a writer
 * does, whose time is then used by the others.
 */
struct pial_line;

/*
 * Begins with tasks 0 to tasks - 1, of which at most ahead (1 or more) are done, or being done,
 * beyond what was asked for last. Workers but the caller's own begin at once; the caller owns the
 * line and ends it.
 */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL PIAL_NONNULL(4)
struct pial_line *pial_line_begin(unsigned workers, size_t tasks, size_t ahead,
				  pial_crew_task *task, void *context);

/*
 * Returns when a task is done; until then the caller, as worker 0, does others that nobody took. To
 * be asked for each task in order. What tasks before made may be overwritten from now on: by task
 * number + ahead.
 */
PIAL_NONNULL_ALL void pial_line_get(struct pial_line *line, size_t number);

/* Lets go of what nobody asked for: tasks that were begun are done, others never. Ends the line. */
PIAL_NONNULL_ALL void pial_line_end(struct pial_line *line);

#endif
