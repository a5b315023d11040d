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

#endif
