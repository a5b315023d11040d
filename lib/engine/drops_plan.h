/*
 * A plan of whole packs within the case, changed arc by arc, with its figures always at hand and
 * every change undoable.
 *
 * Plans are compared by what the practical plan is asked for, most important first: producers over
 * the number that a visit should have, drops worth less than they should, drops, metres x grams.
 */
#ifndef PIAL_ENGINE_DROPS_PLAN_H
#define PIAL_ENGINE_DROPS_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/drops_case.h"

/* What a plan costs, most important first. */
struct pial_drops_cost {
	int64_t over;		/* producers over the number that visits should have */
	int64_t small;		/* drops worth less than they should */
	int64_t drops;		/* drops */
	pial_i128 way;		/* metres x grams, those of pins aside */
};

/* One change, to be undone. */
struct pial_drops_change {
	uint32_t arc;		/* where */
	int64_t packs;		/* added */
};

struct pial_drops_plan {
	const struct pial_drops_case *drops;	/* what it is a plan of */
	int64_t *packs;			/* of an arc */
	int64_t *left;			/* of an offer, not given */
	int64_t *need;			/* of a row, not served */
	int64_t *grams;			/* of a producer, those of pins aside */
	int64_t *load;			/* grams of a drop, those of pins aside */
	pial_i128 *value;		/* of a drop, ten-millionths of a euro */
	int64_t *makers;		/* drops of a visit */
	struct pial_drops_cost cost;	/* of the plan */
	int64_t outside;		/* grams outside the producers' bands */
	int64_t missing;		/* packs not served */
	struct pial_drops_change *log;	/* changes since the last pial_drops_plan_keep */
	size_t logged, log_cap;		/* how many; room */
};

/* Makes the plan of nothing; its arrays live in an arena, its log does not. */
PIAL_NONNULL_ALL
void pial_drops_plan_init(struct pial_drops_plan *plan, const struct pial_drops_case *drops,
			  struct pial_arena *arena);

/* Gives the log back. */
PIAL_NONNULL_ALL void pial_drops_plan_release(struct pial_drops_plan *plan);

/* Adds packs (or takes them, below 0) on an arc. */
PIAL_NONNULL_ALL
void pial_drops_plan_add(struct pial_drops_plan *plan, uint32_t arc, int64_t packs);

/* Undoes the changes made after the log had mark entries. */
PIAL_NONNULL_ALL void pial_drops_plan_undo(struct pial_drops_plan *plan, size_t mark);

/* Forgets how to undo: what is, stays. */
PIAL_NONNULL_ALL void pial_drops_plan_keep(struct pial_drops_plan *plan);

/* Makes the plan carry these packs, one number an arc. */
PIAL_NONNULL_ALL void pial_drops_plan_set(struct pial_drops_plan *plan, const int64_t *packs);

/* True when every row is served, every producer within its band, the kilometres within theirs. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_drops_plan_fits(const struct pial_drops_plan *plan);

/* True when a drop is there: it carries packs, or pins do. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_drops_plan_has(const struct pial_drops_plan *plan, uint32_t drop);

/* True when a drop is there and worth less than it should. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_drops_plan_small(const struct pial_drops_plan *plan, uint32_t drop);

/* Below 0 when a is better than b, kilometres aside when no_way. */
PIAL_MUST_CHECK
int pial_drops_cost_compare(struct pial_drops_cost a, struct pial_drops_cost b, bool no_way);

#endif
