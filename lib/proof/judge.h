/*
 * Comparing an allocation with the proved answer, level by level.
 */
#ifndef PIAL_PROOF_JUDGE_H
#define PIAL_PROOF_JUDGE_H

#include <stddef.h>

#include "base/attr.h"
#include "proof/week.h"

/*
 * Adds an alert for each limit that the allocation passes, and for each component the first level
 * at which it departs from the answer, with what that costs. Returns how many.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL size_t pial_check_judge(struct pial_check_week *week);

#endif
