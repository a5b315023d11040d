/*
 * The practical plan: few drops, within a budget beside the ideal plan.
 *
 * A drop is a producer at a kitchen on a day (at the hub on a day, when there is one). The plan
 * serves every order row as the ideal does, with the same products, and keeps pins. Each
 * producer's grams of the week stay within `producer` of the ideal's (one pack at least, the
 * heaviest that it could deliver), kilogram-kilometres within (1 + `km`) of the ideal's. Within
 * that, in this order: as few producers as can be over `max_producers` of a kitchen and day, as few
 * drops as can be worth less than `min_drop`, as few drops as can be, then fewer
 * kilogram-kilometres. A plan that is no better in the first three gives way to the ideal.
 */
#ifndef PIAL_ENGINE_DROPS_H
#define PIAL_ENGINE_DROPS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "engine/allocate.h"
#include "engine/fair.h"
#include "engine/instance.h"

/*
 * Finds the practical plan of a solved instance, puts it into the links unless only figures are
 * asked for, and fills the figures of both plans. Adds a notice for each drop that stays under its
 * value, and for each visit of too many producers. PIAL_STEP_RANGE when numbers are too large.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_drops_apply(struct pial_instance *instance,
				const struct pial_drops_control *control,
				struct pial_drops_figures *figures, struct pial_diags *diags);

#endif
