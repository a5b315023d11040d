/*
 * What an order row asks of an offer, put so that thirteen million pairs can be asked.
 *
 * Which days of the week an offer stands, its producer delivers and a kitchen receives is settled
 * once for each of them (instance.h); a row whose kitchen asks nothing else compares bits. All
 * other rows go through the conditions one by one (allowed.h).
 */
#ifndef PIAL_ENGINE_WISH_H
#define PIAL_ENGINE_WISH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/allowed.h"
#include "engine/instance.h"

struct pial_wish {
	struct pial_door door;	/* the row's */
	uint8_t day;		/* bit of its day in the week; 0: it has none */
	bool swaps;		/* substitutes are welcome */
	bool plain;		/* nothing but the day is asked */
	bool open;		/* it orders something and can receive it */
};

/*
 * What a row asks: open when it orders a pack or more and its kitchen receives on its day (the spec
 * of allocation, "Instance"); plain when its kitchen takes offers of any tier and without a
 * certificate, no contract names producers, and no rounds fix the pairs of that week. Nothing is
 * owned; the instance must have its days (receives, monday).
 */
PIAL_NONNULL_ALL
void pial_wish_make(struct pial_wish *wish, const struct pial_instance *instance,
		    const struct pial_demand *demand);

/*
 * True when an offer that stands on some days of the week (struct pial_supply's) may serve an open
 * row; product, distance and exclusions are left aside, as in pial_door_barrier.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
static inline bool pial_wish_suits(const struct pial_wish *wish, const struct pial_supply *supply,
				   uint8_t days)
{
	if (wish->day && !(days & wish->day))
		return false;
	if (wish->day && wish->plain)
		return true;
	return pial_door_barrier(&wish->door, supply->offer, supply->producer) ==
	       PIAL_BARRIER_NONE;
}

/* True when a radius keeps two neighbours apart, as nobody knows how far they are. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
static inline bool pial_wish_apart(const struct pial_instance *instance, int32_t metres)
{
	return metres == PIAL_METRES_UNKNOWN &&
	       !pial_distance_is_none(instance->input->model->policy.radius);
}

#endif
