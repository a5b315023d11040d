/*
 * From packs back to rows: the allocation table, its figures, and what people are told.
 */
#ifndef PIAL_ENGINE_OUTCOME_H
#define PIAL_ENGINE_OUTCOME_H

#include "base/attr.h"
#include "diag/diag.h"
#include "engine/allocate.h"
#include "engine/instance.h"

/*
 * What the kitchen pays for a product delivered for an order row, a priced unit: the order's price,
 * else the contract's, else the reference; none when nobody says.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_price pial_outcome_price(const struct pial_instance *instance,
				     const struct pial_demand *demand,
				     const struct pial_product *product);

/*
 * Writes the rows of a solved instance for the order rows from first to end (indices): one a pair
 * with packs or a pin, one without producer a row not fully served; sorted by key, priced,
 * quantities in the product's unit. Returns how many; they live in the arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_outcome_rows(const struct pial_instance *instance, size_t first, size_t end,
			 struct pial_arena *arena, struct pial_allocation **rows);

/*
 * Adds up the figures of a solved instance; components is left alone. False when metres x grams
 * pass 128 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_outcome_figures(const struct pial_instance *instance,
			  struct pial_allocate_summary *summary);

/*
 * Notices of a solved instance, in order of keys: distances unknown, unit masses assumed,
 * weights missing, shortages.
 */
PIAL_NONNULL_ALL
void pial_outcome_notices(const struct pial_instance *instance, struct pial_diags *diags);

#endif
