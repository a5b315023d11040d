/*
 * References: does an id name what its column says, and if not, what did they mean.
 *
 * Internal to load/.
 */
#ifndef PIAL_LOAD_REFER_H
#define PIAL_LOAD_REFER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "load/field.h"
#include "model/model.h"

/* True when a number of the pool names something of that kind in the indexed model. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_refer_known(const struct pial_model *model, enum pial_ref ref, uint32_t number);

/* True when known; else says so at pos, with the nearest name if there is one, and is false. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_refer_check(const struct pial_model *model, enum pial_ref ref, uint32_t number,
		      const struct pial_pos *pos, struct pial_diags *diags);

#endif
