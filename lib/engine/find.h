/*
 * From a row of an allocation to the order, the offer and the pair it speaks of.
 *
 * Pins and published packs come as rows; a national week has millions, so both sides are searched
 * in the order the instance keeps them in, not walked.
 */
#ifndef PIAL_ENGINE_FIND_H
#define PIAL_ENGINE_FIND_H

#include "base/attr.h"
#include "engine/instance.h"

/*
 * The order row of a row's day, kitchen, product ordered and contract; NULL when there is none. It
 * belongs to the instance.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_demand *pial_find_demand(const struct pial_instance *instance,
				     const struct pial_allocation *row);

/* The offer of a row's producer, product and batch, or NULL. It belongs to the instance. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_supply *pial_find_supply(const struct pial_instance *instance,
				     const struct pial_allocation *row);

/*
 * The allowed pair of both; NULL when they are not allowed, or one has no whole pack. It belongs to
 * the instance, where all pairs must be listed (pial_instance_link_all).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_link *pial_find_link(const struct pial_instance *instance,
				 const struct pial_demand *demand,
				 const struct pial_supply *supply);

#endif
