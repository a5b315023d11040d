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
 * A kitchen's rows of one product this week, taken together: weight and account are split
 * between them.
 */
struct pial_claim {
	const struct pial_kitchen *kitchen;	/* who */
	const struct pial_product *product;	/* what */
	int64_t packs;				/* of all its rows */
	const uint32_t *row;			/* its rows, sorted by contract, then key */
	uint32_t rows;				/* how many */
};

/*
 * Groups the rows of an instance by kitchen and product (claim_row, claim_first, each row's claim)
 * and finds what contracts owe each row (owed, in packs, rounded up, at most what is ordered).
 */
PIAL_NONNULL_ALL void pial_claims_find(struct pial_instance *instance);

/* The claim of a row; its rows live as long as the instance. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_claim pial_claim_of(const struct pial_instance *instance,
				const struct pial_demand *demand);

/* Firm quantity of a claim's contracts this week, in thousandths of the unit; -1 when none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_claim_firm(const struct pial_instance *instance, const struct pial_claim *claim);

#endif
