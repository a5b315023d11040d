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

/*
 * True when a number of the pool names something of that kind in the indexed model. A place is a
 * producer, a kitchen, or "hub" when pial.yaml has one; a party is "self", a producer or a kitchen;
 * PIAL_REF_NONE is always known. One or two array accesses: it is asked of every cell of an id.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_refer_known(const struct pial_model *model, enum pial_ref ref, uint32_t number);

/*
 * True when known. Else false, and one error is added at pos: E-REF-<KIND>-NEAR with the nearest
 * name of that kind when one is near enough to be a slip (base/utf8.h), E-REF-<KIND> without. For
 * places and parties nothing is proposed. The search goes through all names, and only for a miss.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_refer_check(const struct pial_model *model, enum pial_ref ref, uint32_t number,
		      const struct pial_pos *pos, struct pial_diags *diags);

#endif
