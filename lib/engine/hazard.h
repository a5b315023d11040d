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

/*
 * What a producer lost of a product in a week, in thousandths of the unit, as declared so far,
 * confirmed or not: who plans again does not wait for the expert. Of the lines of one first week
 * the latest by date says all; several that reach the week add up. 0 when nothing was declared.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_hazard_lost(const struct pial_model *model, struct pial_producer_id producer,
			 struct pial_product_id product, struct pial_week week);

#endif
