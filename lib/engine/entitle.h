/*
 * What a week entitles its parties to: the exact answer of levels 4 and 5, without memory.
 *
 * The week is solved as it would be if nobody were owed anything, lines fixed by hand included:
 * what a person decided is part of the answer, and is not paid back. Whole packs come later
 * (level 6), so the values are fractions; what rounding, the practical plan, a hand or a kitchen's
 * scales make of them is what accounts remember.
 *
 * A hazard is looked at by solving the week once more with everything that was lost and confirmed
 * on offer: the week as it would have been. Solving it once for each hazard was rejected: two
 * growers under one hailstorm would both be credited for the same empty plate.
 */
#ifndef PIAL_ENGINE_ENTITLE_H
#define PIAL_ENGINE_ENTITLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "engine/allocate.h"
#include "engine/ratio.h"

/* A party and a product of the week. */
struct pial_entitled {
	uint32_t party;			/* number of a kitchen, or of a producer of tier 1 */
	struct pial_product_id product;	/* ordered, or offered */
	struct pial_qty given;		/* producers, to be filled by the caller: what it gave */
	struct pial_qty offered;	/* producers: offered, thousandths of the unit */
	struct pial_qty lost;		/* producers: lost and confirmed */
	struct pial_qty quantity;	/* entitled to, hazards credited */
	struct pial_qty credit;		/* of that, for hazards */
	struct pial_ratio w;		/* what it weighs, thousandths of the unit */
	bool weighed;			/* something was ordered and offered: w counts */
};

/* Both sides of a week, each sorted by numbers of party and product. */
struct pial_entitlement {
	struct pial_entitled *kitchen;	/* those that ordered; none under a rule without accounts */
	size_t kitchens;		/* how many */
	struct pial_entitled *producer;	/* those that offered, lost or gave */
	size_t producers;		/* how many */
};

/* What a producer gave of a product, for splitting. */
struct pial_gave {
	uint32_t producer;		/* number */
	struct pial_product_id product;	/* what */
	struct pial_qty quantity;	/* thousandths of the unit */
};

/*
 * Finds the entitlements of a week. Accounts of the input are left out. gave says what producers
 * gave, in any order: where products of one producer share orders (substitutes), what it is
 * entitled to is split between them in proportion to what it gave of each, by what it offered of
 * each when it gave none; the parts add up exactly. The credit of a hazard goes to the lost
 * products, in proportion to what was lost. Quantities are rounded once, halves to even. Everything
 * lives in the arena. False, with located errors, when the week is refused (pial_allocate) or the
 * numbers leave 128 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4, 5, 6)
bool pial_entitle(const struct pial_allocate_input *input, const struct pial_gave *gave,
		  size_t gaves, struct pial_arena *arena, struct pial_entitlement *out,
		  struct pial_diags *diags);

#endif
