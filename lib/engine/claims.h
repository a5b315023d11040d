/*
 * Claims: what the rows of one kitchen for one product have in common.
 *
 * A kitchen's weight and account are split between its rows of the product in proportion to
 * their packs, and so is the firm quantity of a contract that several rows draw on (spec of
 * allocation, "Instance" and level 4).
 */
#ifndef PIAL_ENGINE_CLAIMS_H
#define PIAL_ENGINE_CLAIMS_H

#include "base/attr.h"
#include "engine/instance.h"

/*
 * Groups the rows of an instance by kitchen and product (instance->claim, each row's claim) and
 * finds what contracts owe each row (owed, in packs, rounded up, at most what is ordered).
 */
PIAL_NONNULL_ALL void pial_claims_find(struct pial_instance *instance);

#endif
