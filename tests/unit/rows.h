/*
 * Tables of random rows, for tests of what must hold for any table.
 */
#ifndef PIAL_TESTS_ROWS_H
#define PIAL_TESTS_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "load/table.h"

/* A number from 0 to below - 1; *seed, not 0, goes on. */
uint64_t rows_draw(uint64_t *seed, uint64_t below);

/*
 * Fills an empty table of a schema without blocks and lists; texts go to the model's pool, and up
 * to three unknown columns come along.
 */
void rows_draw_table(struct pial_table *table, struct pial_model *model, size_t rows,
		     uint64_t *seed);

#endif
