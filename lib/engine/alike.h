/*
 * Rows of a component that may be served by the same offers.
 *
 * In one valley nearly all kitchens that receive on the same day are within reach of the same
 * growers, so a component of sixty rows has two or three sets of offers. How much any rows can have
 * together depends on these sets alone: to the flows of levels 2 to 6 all rows of one set are one
 * node, to which what each of them wants is added up. This is exact. A pair carries as much as its
 * offer has; so when a way leads to one of the rows it leads to its whole set, and the smallest
 * minimal cut never runs between two of them, but where one wants nothing, which then gets nothing
 * on either side.
 */
#ifndef PIAL_ENGINE_ALIKE_H
#define PIAL_ENGINE_ALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

struct pial_open;

/* The sets of offers of a component, in the order of their first rows. */
struct pial_alike {
	uint32_t *of;		/* row's place to its set */
	uint32_t *first;	/* set to the first open pair of its first row */
	uint32_t *end;		/* set to the pair after the last one of that row */
	uint32_t sets;		/* how many */
	size_t pairs;		/* of all first rows */
};

/*
 * Finds the sets of rows 0 to rows - 1 from their open pairs, sorted by row, then offer. With apart
 * each row is a set of its own: for pairs with limits, and for who wants each row's flow.
 */
PIAL_NONNULL_ALL
void pial_alike_find(struct pial_alike *alike, const struct pial_open *open, size_t opens,
		     uint32_t rows, bool apart, struct pial_arena *arena);

#endif
