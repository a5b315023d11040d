/*
 * What producers promised of each product in a component, in the product's unit.
 *
 * The same sources as their weights (weigh.h), product by product: a level adds the products of a
 * producer up, an account is kept for each.
 */
#ifndef PIAL_ENGINE_PROMISE_H
#define PIAL_ENGINE_PROMISE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"
#include "engine/instance.h"
#include "engine/parts.h"
#include "engine/ratio.h"
#include "engine/weigh.h"

/* A product that a producer of tier 1 offers in a component. */
struct pial_promise {
	const struct pial_producer *producer;	/* who */
	const struct pial_product *product;	/* what */
	int64_t packs;				/* offered */
	struct pial_ratio w;			/* promised, thousandths of the unit */
	bool planned;		/* by the plan: the same whole quantity in every component */
};

/*
 * Lists the products that producers of tier 1 offer in a component, sorted by producer and product
 * (places in the model's tables), with what each promised: the committed quantity when the plan has
 * a row of one of the component's products; else the orders of contracts split by their shares,
 * each order for its own product; else, where nobody promised a quantity, the producer's part by
 * `share` of what the component's rows ordered, split between its products by what it offers of
 * each. *list lives in the arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_promises(const struct pial_memory *memory,
			     const struct pial_instance *instance, const struct pial_part *part,
			     struct pial_arena *arena, struct pial_promise **list, size_t *count);

#endif
