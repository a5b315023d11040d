/*
 * Verifying levels 7 and 8: of all plans that give both sides their packs, the nearest, and only
 * one.
 */
#ifndef PIAL_PROOF_COSTS_H
#define PIAL_PROOF_COSTS_H

#include "base/attr.h"
#include "proof/week.h"

/*
 * Verifies the claimed packs of a component whose shares are proved. False, with the line that
 * does not hold.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_costs(const struct pial_check_week *week, const struct pial_check_part *part);

/* What a pack costs on a pair; false when out of range. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_cost(const struct pial_check_week *week, const struct pial_check_pair *pair,
		     enum pial_proof_cost cost, int64_t *value);

/* True when a price may decide between partners' offers: there are several in the component. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_priced(const struct pial_check_week *week, const struct pial_check_part *part);

#endif
