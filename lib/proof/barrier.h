/*
 * Why an offer may not serve an order: the conditions of the spec's "Instance", one by one.
 */
#ifndef PIAL_PROOF_BARRIER_H
#define PIAL_PROOF_BARRIER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"

/*
 * Whether the pair is allowed: NULL when it is, else why not, a message of the catalogue. *metres
 * is the distance, 0 when nobody knows it.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char *pial_check_barrier(const struct pial_model *model, const struct pial_offer *offer,
			       const struct pial_order *order, int32_t *metres);

#endif
