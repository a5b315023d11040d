/*
 * Confirmed hazards of a week, as the offers that they took away.
 */
#ifndef PIAL_ENGINE_HAZARD_H
#define PIAL_ENGINE_HAZARD_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/*
 * Lists what producers of tier 1 lost in a week: one offer for the whole week a producer and
 * product, sorted by their numbers. Of the lines of one producer, product and first week the
 * latest by date says all; it counts when it is confirmed (confirmed_on) and reaches the week;
 * what several counting lines say of one week adds up. *offer lives in the arena.
 */
PIAL_NONNULL_ALL
void pial_hazard_offers(const struct pial_model *model, struct pial_week week,
			struct pial_arena *arena, struct pial_offer **offer, size_t *count);

#endif
