/*
 * Verifying whole packs (level 6): who got the odd pack.
 */
#ifndef PIAL_PROOF_ODD_H
#define PIAL_PROOF_ODD_H

#include <stddef.h>

#include "base/attr.h"
#include "proof/week.h"

/*
 * Verifies both sides of a component whose exact shares are proved. False, with the line that does
 * not hold. *odd counts the odd packs given.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_odd(const struct pial_check_week *week, const struct pial_check_part *part,
		    size_t *odd);

#endif
