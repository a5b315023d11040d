/*
 * The order of the stops of a round: from home past all of them and home again, the shortest way.
 */
#ifndef PIAL_ENGINE_TOUR_H
#define PIAL_ENGINE_TOUR_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

/* Stops of which the shortest round is found for sure. */
#define PIAL_TOUR_EXACT 12

/*
 * Puts the numbers 1 to stops in the order in which they are passed. metres holds (stops + 1)
 * squared ways, row by row, from a place to a place, none below 0; place 0 is home. They may differ
 * there and back. Up to PIAL_TOUR_EXACT stops no order is shorter (dynamic programming of M. Held
 * and R. M. Karp, 1962, over sets of stops passed); beyond, the nearest next stop is taken each
 * time, and parts of the round are turned round while that shortens it (2-opt, G. A. Croes, 1958).
 * Of orders of one length the one whose numbers come first.
 */
PIAL_NONNULL_ALL
void pial_tour_order(const int64_t *metres, size_t stops, uint32_t *order);

#endif
