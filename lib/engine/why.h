/*
 * Why a solved week is as it is: the smallest facts that show it.
 *
 * Everything here is read off the packs themselves, with no help from how they were found: the
 * smallest minimal cut behind a shortage, what keeps an offer from an order, the cheapest exchange
 * that would bring a nearer producer to a kitchen. What needs the levels (whose turn, which share)
 * is in prove.h.
 */
#ifndef PIAL_ENGINE_WHY_H
#define PIAL_ENGINE_WHY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/allowed.h"
#include "engine/instance.h"

/* A solved week with its links by offer as well as by row. */
struct pial_why {
	const struct pial_instance *instance;	/* solved, all links kept */
	struct pial_arena *arena;		/* holds what is found */
	uint32_t *first;			/* supply to its place in by_supply; one more */
	uint32_t *by_supply;			/* links, offer by offer */
	/* supply to its party: in a component, a producer of tier 1, or all partners together */
	uint32_t *party;
	uint32_t parties;			/* how many */
	uint32_t *mark;				/* room of a search, one a demand, then a supply */
	uint32_t marked;			/* number of the search at work */
};

/* Prepares a solved instance; the arena holds all that is found afterwards. */
PIAL_NONNULL_ALL
void pial_why_init(struct pial_why *why, const struct pial_instance *instance,
		   struct pial_arena *arena);

/*
 * A set of orders and offers that only have each other: these orders may get nothing from outside,
 * and these offers give all they have to these orders, but for what is pinned or was given before.
 */
struct pial_why_cut {
	uint32_t *demand;	/* the row asked about, then those that draw on the same offers */
	size_t demands;		/* how many */
	uint32_t *supply;	/* all offers allowed to any of them, in key order */
	size_t supplies;	/* how many */
	int64_t ordered;	/* packs ordered by them, pins left out */
	int64_t offered;	/* packs of the offers that are free for them */
	int64_t elsewhere;	/* packs of the offers that are pinned, or given before they came */
};

/*
 * The smallest such set around a row that is not full: the source side of the smallest minimal
 * cut (Ford and Fulkerson 1956), so that as few names as possible are said. ordered - offered is
 * what the set lacks, and no plan lacks less.
 */
PIAL_NONNULL_ALL
void pial_why_short(struct pial_why *why, uint32_t demand, struct pial_why_cut *cut);

/* An offer of the right goods that may not serve a row. */
struct pial_why_barred {
	uint32_t supply;		/* which offer */
	enum pial_barrier barrier;	/* what stands between them */
};

/*
 * Lists the offers of what a row ordered (or accepts instead) that it may not be served from, by
 * key. Returns how many; *list is in the arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_why_barred(struct pial_why *why, uint32_t demand, struct pial_why_barred **list);

/* What keeps an offer from a row, distance included; NONE: nothing, or the goods are others. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_barrier pial_why_barrier(const struct pial_instance *instance, uint32_t supply,
				   uint32_t demand);

/* One step of an exchange: a row takes a pack from another offer. */
struct pial_why_step {
	uint32_t demand;	/* which row */
	uint32_t loses;		/* supply that gives it one pack less */
	uint32_t gains;		/* supply that gives it one pack more */
};

/* What it would take to bring a nearer offer to a row. */
struct pial_why_swap {
	uint32_t nearer;		/* supply that does not serve the row, or not all of it */
	struct pial_why_step *step;	/* the row's own first; none: no exchange is possible */
	size_t steps;			/* how many */
	int64_t substituted;		/* packs substituted more than now */
	pial_i128 metre_grams;		/* metres x grams more than now */
};

/*
 * The nearest offer allowed to a row that is nearer than the farthest that serves it and does not
 * give the row all it has, and the
 * cheapest exchange of one pack that would use it while every row and every producer keeps its
 * packs. False when no nearer offer there is, or the row has nothing. In an ideal plan no exchange
 * is below 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_why_far(struct pial_why *why, uint32_t demand, struct pial_why_swap *swap);

#endif
