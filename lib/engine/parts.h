/*
 * Components: connected sets of offers and order rows, each solved apart.
 *
 * Products that share offers through substitutes are together. Pins take part: a pinned pair is
 * an allowed one.
 */
#ifndef PIAL_ENGINE_PARTS_H
#define PIAL_ENGINE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/instance.h"

/* A connected set of offers and rows, with what it solves in. */
struct pial_part {
	const uint32_t *supply;		/* its offers, in order */
	size_t supplies;		/* how many */
	const uint32_t *demand;		/* its rows, in order */
	size_t demands;			/* how many */
};

/*
 * Finds the components of the rows that are late, or of those that are not: connected through
 * allowed pairs, in the order of their first row. Rows without any pair are in none. Each row
 * and offer learns its place in its component (local). Returns how many; *part lives in the
 * arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_instance_parts(const struct pial_instance *instance, bool late,
			   struct pial_arena *arena, struct pial_part **part);

#endif
