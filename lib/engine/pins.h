/*
 * Pins: lines of an allocation that a person fixed by hand.
 *
 * A pin keeps its quantity exactly, 0 included. It is refused, naming both sides, when the pair
 * is not allowed or a capacity does not hold it.
 */
#ifndef PIAL_ENGINE_PINS_H
#define PIAL_ENGINE_PINS_H

#include <stdbool.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "engine/instance.h"

/*
 * Finds the pinned rows of the input in the instance (instance->pin). False, with an error at
 * each row that is refused: no such order, no such offer, not whole packs, twice, not allowed,
 * over the offer or over the order.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pins_find(struct pial_instance *instance, struct pial_diags *diags);

#endif
