/*
 * Transportation problems as one linear programme in a file of free MPS format.
 */
#ifndef PIAL_BENCH_MPS_H
#define PIAL_BENCH_MPS_H

#include <stdio.h>

#include "transport.h"

/* A programme being written: its sections come in another order than its problems do. */
struct bench_mps {
	FILE *file;			/* the whole; NULL: nothing is written */
	FILE *columns, *sides;		/* sections kept apart until the end */
};

/* Starts a programme in a file; path NULL: nothing is written. -1 when a file cannot be made. */
int bench_mps_start(struct bench_mps *mps, const char *path);

/* Adds a problem; number tells it from the others. */
void bench_mps_add(struct bench_mps *mps, const struct bench_transport *problem, int32_t number);

/* Puts the sections together. -1 when something could not be written. */
int bench_mps_finish(struct bench_mps *mps);

#endif
