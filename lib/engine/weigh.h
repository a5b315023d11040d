/*
 * Weights and accounts: what a level is a level of.
 *
 * A kitchen's row weighs its kitchen's weight times its need of the week; a producer what the
 * plan, the contracts or the general share give it (spec of allocation, levels 4 and 5). One
 * source serves a whole component. All weights of a component become integers without a common
 * factor, all accounts integers in parts of a pack.
 */
#ifndef PIAL_ENGINE_WEIGH_H
#define PIAL_ENGINE_WEIGH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"
#include "engine/instance.h"

/* What earlier weeks and the season say, sorted for looking up. */
struct pial_memory {
	const struct pial_model *model;		/* whose ids */
	const struct pial_account *account;		/* by product, party */
	size_t accounts;			/* how many */
	const struct pial_weight *weight;		/* by product, party */
	size_t weights;				/* how many */
	const struct pial_meeting *meeting;		/* by producer, kitchen */
	size_t meetings;			/* how many */
};

/* Weights and accounts of the entries of one side of a component. */
struct pial_shares {
	pial_i128 *w;		/* integers, 0 allowed */
	pial_i128 *again;	/* weights among those with w = 0 */
	pial_i128 *a;		/* accounts, in parts of a pack */
	pial_i128 scale;	/* parts of a pack */
};

/* Looks at the input's accounts, weights and meetings; those not in order are copied, sorted. */
PIAL_NONNULL_ALL
void pial_memory_init(struct pial_memory *memory, const struct pial_allocate_input *input,
		      struct pial_arena *arena);

/* Weeks since a pair last met before a week, at most 53; 53 when never. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_memory_weeks(const struct pial_memory *memory, struct pial_producer_id producer,
			  struct pial_kitchen_id kitchen, struct pial_week week);

/*
 * Planned or needed quantity of a party, in thousandths of the unit; rows of one key add up. False,
 * *sum 0, when neither the plan nor the needs say any.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_memory_weight(const struct pial_memory *memory, uint32_t party,
			struct pial_product_id product, pial_i128 *sum);

/* True when the plan has a row of a product this week, whoever grows it. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_memory_planned(const struct pial_memory *memory, struct pial_product_id product);

/* Makes room for count entries: no weight, no account. */
PIAL_NONNULL_ALL
void pial_shares_init(struct pial_shares *shares, size_t count, struct pial_arena *arena);

/*
 * Weights of a component's order rows, in the order of part->demand: kitchen's weight x need of
 * the week, else firm quantity, else part of maximum or minimum, else order: the first source
 * that any of its kitchens has; a kitchen without it counts with its order and is marked
 * (unweighed). Weights become whole over their least common denominator: that of each kitchen's
 * packs of the product, where several rows share a reference, and of references spread over days.
 * PIAL_STEP_RANGE when it, or a weight over it, passes 2^125.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_weigh_rows(const struct pial_memory *memory, struct pial_instance *instance,
			       const struct pial_part *part, struct pial_arena *arena,
			       struct pial_shares *shares);

/*
 * The same weights in thousandths of the unit, not reduced: what the bound of an account is a
 * multiple of. weight has room for every row of the component.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_weigh_row_units(const struct pial_memory *memory,
				    struct pial_instance *instance, const struct pial_part *part,
				    struct pial_ratio *weight);

/*
 * Weights of producers in a component: committed quantity when the plan has a row of one of its
 * products, else the orders of its contracts split by their shares, else share. A producer's
 * products are those it offers there.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_weigh_producers(const struct pial_memory *memory,
				    const struct pial_instance *instance,
				    const struct pial_part *part,
				    const struct pial_producer *const *producer, size_t producers,
				    struct pial_arena *arena, struct pial_shares *shares);

#endif
