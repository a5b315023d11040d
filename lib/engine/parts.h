/*
 * Components: connected sets of offers and order rows, each solved apart.
 *
 * Products that share offers through substitutes are together. Pins take part: a pinned pair is
 * an allowed one. Rows that are late have components of their own, solved after all others.
 */
#ifndef PIAL_ENGINE_PARTS_H
#define PIAL_ENGINE_PARTS_H

#include "base/attr.h"
#include "engine/instance.h"

/*
 * Finds the components of an instance (part, parts, early): connected through allowed pairs, in the
 * order of their first row. Counts the pairs of each row, marks the offers that are reached, notes
 * the pairs of unknown distance. Rows without any pair are in no component; the others learn theirs
 * and their place in it, offers only their place (local), which holds while one of their components
 * is solved. Lives in the instance's arena.
 */
PIAL_NONNULL_ALL void pial_parts_find(struct pial_instance *instance);

#endif
