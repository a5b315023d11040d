/*
 * What food was worth that a kitchen received, crop by crop, for the cost of what it threw away.
 */
#ifndef PIAL_WASTE_DELIVERED_H
#define PIAL_WASTE_DELIVERED_H

#include <stddef.h>

#include "base/attr.h"
#include "model/model.h"
#include "model/moving.h"
#include "waste/measure.h"

/*
 * Value without VAT and mass of the deliveries of a kitchen: each line at its own price, its mass
 * as weighed, else by the weight of a unit (model/model.h). A line without a price, or of a product
 * that the model does not know, counts on neither side; a sum that leaves 64 bits stops there.
 * row may be NULL when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1)
struct pial_waste_delivered pial_waste_delivered_to(const struct pial_model *model,
						    const struct pial_delivery *row, size_t rows,
						    struct pial_kitchen_id kitchen);

#endif
