/*
 * Fair shares on a network: levels 2 to 5 of the allocation, exact.
 *
 * Each entry (an order row, or a producer) sits on a node and has a target h(L) that rises with
 * the level L from a lower to an upper bound. The answer is the vector that serves as much as
 * can be and where nothing can pass from entry s to entry r while r's next part comes at a
 * lower level than s's last: with h(L) = clamp(L w + A, lower, upper) the lexicographic max-min
 * of (given - A) / w. The vectors that can be served form a polymatroid, so one routine finds
 * it by a few maximum flows (Megiddo 1974 and 1977; Fujishige 1980):
 *
 *   find the level at which the targets of a block add up to what leaves it; when a flow
 *   carries them, that is the answer; else the smallest minimal cut splits the block into
 *   those who stay below that level and those above.
 *
 * The other rationing rules are other targets (proportional, equal awards, equal losses,
 * Talmud).
 */
#ifndef PIAL_ENGINE_FAIR_H
#define PIAL_ENGINE_FAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/flow.h"
#include "engine/ratio.h"

/* How a step of the engine ended. */
enum pial_step {
	PIAL_STEP_DONE,		/* well */
	PIAL_STEP_RANGE,	/* a number left the room of 128 (or 64) bits */
	PIAL_STEP_FAULT,	/* the levels contradict each other: a fault of the program */
};

/* clamp(L * w + a, lo, up), in parts of a pack (pial_fair.scale of them). */
struct pial_piece {
	pial_i128 w;	/* slope, 0 or above; lo = up when 0 */
	pial_i128 a;	/* what it is owed from before */
	pial_i128 lo;	/* lower bound */
	pial_i128 up;	/* upper bound, at least lo */
};

/* When a block settled: for who wants to prove it (prove.h). */
struct pial_mark {
	uint8_t turn;			/* enum pial_proof_turn */
	uint8_t class;			/* priority of the kitchens whose turn it was */
	int64_t top;			/* Talmud: largest claim of the stage; else 0 */
	struct pial_ratio level;	/* the block's level, in parts of a pack */
};

struct pial_entry {
	struct pial_piece piece[2];	/* the target is the sum of both */
	pial_i128 weight;		/* w of level 6, against (2 floor + 1) */
	pial_i128 num, den;		/* exact value in packs, as last settled */
	int64_t base;			/* packs given before and outside the network (pins) */
	int64_t value;			/* whole packs, base included: the answer */
	uint32_t node;			/* where it enters the network */
	uint32_t rank;			/* place among ids: the last tie rule of level 6 */
	struct pial_mark mark;		/* when its block settled */
};

struct pial_fair {
	struct pial_net *net;		/* block 0: what is not settled yet */
	struct pial_entry *entry;	/* entries of the network */
	size_t entries;			/* how many */
	pial_i128 scale;		/* parts of a pack in which pieces are written */
	struct pial_mark mark;		/* of the stage at work */
	struct pial_arena *arena;	/* room for the work, and for what follows */
	uint32_t *entry_at;		/* node to 1 + its last entry, or 0 */
	uint32_t *entry_before;		/* entry to 1 + the one before it on its node, or 0 */
	uint32_t *node;			/* nodes, those of one block side by side */
	uint32_t *spare;		/* as many again */
	uint32_t live;			/* nodes of block 0, first in node */
	uint32_t labels;		/* labels given */
	size_t flows;			/* maximum flows so far, for measurements */
};

/*
 * Prepares a network and its entries, one a node or several (alike.h): all nodes in block 0. Memory
 * comes from the arena and lives as long.
 */
PIAL_NONNULL_ALL
void pial_fair_init(struct pial_fair *fair, struct pial_net *net, struct pial_entry *entry,
		    size_t entries, struct pial_arena *arena);

/* True while an entry's node is in block 0: it is full, or its turn has not come. */
static inline bool pial_fair_live(const struct pial_fair *fair, size_t entry)
{
	return fair->net->label[fair->entry[entry].node] == 0;
}

/*
 * One stage: shares out between the entries as their pieces say (an entry whose turn it is not
 * has lo = up). Entries that cannot be full get their exact value (num / den) and whole packs
 * (value) and leave block 0, with all the supply in their reach; the others are full and stay.
 * To be called with lower bounds that can be met, which the stages before guarantee.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL enum pial_step pial_fair_stage(struct pial_fair *fair);

#endif
