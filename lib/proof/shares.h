/*
 * Verifying the shares of a component: levels 2 to 6, both sides.
 */
#ifndef PIAL_PROOF_SHARES_H
#define PIAL_PROOF_SHARES_H

#include <stddef.h>

#include "base/attr.h"
#include "proof/week.h"

/*
 * Verifies that the claimed exact vectors of a component are the only best ones, and that its whole
 * packs are theirs. The claimed packs of pairs must have been added up (pial_check_packs). False,
 * with the line that does not hold. *odd counts the odd packs given.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_shares(struct pial_check_week *week, const struct pial_check_part *part,
		       size_t *odd);

/*
 * Adds up the claimed packs of a component's pairs: rows, offers, producers. False, with the line,
 * when they pass a capacity or differ from what the lines of rows and producers say.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_packs(struct pial_check_week *week, struct pial_check_part *part);

#endif
