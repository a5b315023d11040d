/*
 * What a set of drops can carry, exactly: the plan of fewest kilogram-kilometres that uses no other
 * drop, or the proof that there is none.
 *
 * In grams the question is a network: producers between their bands, offers below what they hold,
 * rows at what they get. Its cheapest flow is a true lower bound on kilogram-kilometres, and is the
 * answer when it is in whole packs; else a pair that carries part of a pack is bounded from above
 * or from below, and both halves are looked at.
 */
#ifndef PIAL_ENGINE_DROPS_FIT_H
#define PIAL_ENGINE_DROPS_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/drops_case.h"

/* What may be done with a drop. */
enum pial_drops_state {
	PIAL_DROPS_FREE,	/* to be decided */
	PIAL_DROPS_CLOSED,	/* not used */
	PIAL_DROPS_OPEN,	/* used, and worth what it should */
	PIAL_DROPS_SMALL,	/* used, whatever it is worth */
};

/* What is known. */
enum pial_drops_answer {
	PIAL_DROPS_NO,		/* proved: there is no such plan */
	PIAL_DROPS_YES,		/* there is one; the best one when asked for */
	PIAL_DROPS_UNKNOWN,	/* steps were used up; what was found so far may be there */
};

struct pial_drops_fit {
	const struct pial_drops_case *drops;	/* what is fitted */
	struct pial_arena scratch;		/* of one flow */
	const uint8_t *state;			/* enum pial_drops_state of a drop */
	int64_t *low, *high;			/* bounds of an arc, packs */
	int64_t *grams;				/* of an arc in the last flow */
	int64_t *packs;				/* of an arc in the best plan; see found */
	pial_i128 limit;			/* metres x grams that a plan must not pass */
	pial_i128 way;				/* metres x grams of the last flow */
	bool found;				/* packs holds a plan */
	bool first;				/* the first plan will do */
	uint64_t steps, most;			/* flows computed; after which to give up */
};

/* Makes a fit of a case; arrays live in the arena, release it all the same. */
PIAL_NONNULL_ALL
void pial_drops_fit_init(struct pial_drops_fit *fit, const struct pial_drops_case *drops,
			 struct pial_arena *arena);

/* Gives back what the arena does not hold. */
PIAL_NONNULL_ALL void pial_drops_fit_release(struct pial_drops_fit *fit);

/*
 * The cheapest flow in grams through drops that are not closed: NO when there is none within the
 * limit, YES when it is in whole packs (then in fit->packs), else UNKNOWN. fit->way is its cost.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_drops_answer pial_drops_fit_relax(struct pial_drops_fit *fit, const uint8_t *state,
					    pial_i128 limit);

/*
 * A plan through drops that are not closed, open ones worth what they should, of at most limit
 * metres x grams: any when first, else the cheapest. Gives up after most flows.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_drops_answer pial_drops_fit_find(struct pial_drops_fit *fit, const uint8_t *state,
					   pial_i128 limit, bool first, uint64_t most);

#endif
