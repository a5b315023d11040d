/*
 * Components of a week: connected sets of rows and offers, of rows in time and of late rows.
 */
#ifndef PIAL_PROOF_PARTS_H
#define PIAL_PROOF_PARTS_H

#include "base/attr.h"
#include "proof/week.h"

/* Finds the components of a week whose pairs are known; their producers have no packs yet. */
PIAL_NONNULL_ALL void pial_check_parts(struct pial_check_week *week);

/* Packs of an offer that neither pins nor rows in time (when late) took. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_check_left(const struct pial_check_week *week, const struct pial_check_part *part,
			uint32_t offer);

/* True when packs may flow on a pair: not pinned, and something left on both sides. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_open(const struct pial_check_week *week, const struct pial_check_part *part,
		     uint32_t pair);

/*
 * Says what the producers of a component bring into it, once the rows in time are proved when it is
 * of late rows.
 */
PIAL_NONNULL_ALL
void pial_check_sellers(struct pial_check_week *week, struct pial_check_part *part);

#endif
