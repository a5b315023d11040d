/*
 * Reading a certificate into a week: each line to the order, offer, producer or pair it speaks of.
 */
#ifndef PIAL_PROOF_CLAIMS_H
#define PIAL_PROOF_CLAIMS_H

#include "base/attr.h"
#include "proof/week.h"

/*
 * Reads the lines. False, with an error at each line that is no number, speaks of nothing of this
 * week or of something twice, and one for each order or offer of a component that no line speaks
 * of.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_check_claims(struct pial_check_week *week);

/*
 * Says that a line claims what is not so: why is a message of the catalogue. line may be 0: the
 * certificate as a whole. Returns false.
 */
PIAL_NONNULL_ALL
bool pial_check_refuse(const struct pial_check_week *week, uint32_t line, const char *why);

#endif
