/*
 * Sorting a few things: without calling a function for each comparison.
 *
 * A national week sorts a hundred thousand lists of some twenty elements; qsort of the C library
 * then spends most of its time in calls and copies. A list longer than PIAL_SORT_FEW goes to qsort
 * all the same, whose time does not grow with the square of its length.
 */
#ifndef PIAL_BASE_SORT_H
#define PIAL_BASE_SORT_H

#include <stddef.h>
#include <stdlib.h>

/* Longest list that is sorted by insertion. */
#define PIAL_SORT_FEW 64

/*
 * Defines `static void name(type *item, size_t count)`, which sorts by order, a comparison as qsort
 * takes it, preferably inline. Elements that compare equal may come in either order.
 */
#define PIAL_SORT_DEFINE(name, type, order)                                       \
	static void name(type *item, size_t count)                                \
	{                                                                         \
		if (count > PIAL_SORT_FEW) {                                      \
			qsort(item, count, sizeof(*item), order);                 \
			return;                                                   \
		}                                                                 \
		for (size_t i = 1; i < count; i++) {                              \
			type one = item[i];                                       \
			size_t at = i;                                            \
                                                                                  \
			for (; at > 0 && order(&item[at - 1], &one) > 0; at--)    \
				item[at] = item[at - 1];                          \
			item[at] = one;                                           \
		}                                                                 \
	}

#endif
