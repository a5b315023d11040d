/*
 * The practical plan as numbers: what may be moved, and within which budget.
 *
 * Taken from a solved instance, whose ideal plan sets every limit. Pinned pairs stay out: what
 * they carry is taken from offers, bands and budget beforehand, and their drops are there whatever
 * else is decided. A row is split by the product that the ideal gives it, so that a kitchen gets
 * the same goods and only who brings them changes; offers of different products then meet in
 * nothing but their producer, their drops and the kilometres.
 *
 * A drop is a producer at a place on a day: at a kitchen, or at the hub when there is one. A visit
 * is a place on a day, with all drops possible there.
 */
#ifndef PIAL_ENGINE_DROPS_CASE_H
#define PIAL_ENGINE_DROPS_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/fair.h"
#include "engine/instance.h"

/* A pair that may carry packs. */
struct pial_drops_arc {
	uint32_t link;		/* in the instance */
	uint32_t row, offer;	/* which */
	uint32_t drop;		/* the drop it is part of */
	int64_t room;		/* most packs it can carry */
	int64_t mass;		/* grams of a pack */
	int64_t way;		/* metres x grams of a pack */
	int64_t value;		/* of a pack, in ten-millionths of a euro */
};

/* Packs of one product that an order row gets. */
struct pial_drops_row {
	uint32_t first, count;	/* its arcs */
	int64_t need;		/* packs, those of pins aside */
};

/* An offer. */
struct pial_drops_offer {
	uint32_t supply;	/* in the instance */
	uint32_t maker;		/* whose */
	uint32_t first, count;	/* its arcs, in by_offer */
	int64_t packs;		/* packs, those of pins aside */
};

/* A producer's week. */
struct pial_drops_maker {
	const struct pial_producer *producer;	/* who */
	uint32_t first, count;	/* its drops, in by_maker */
	int64_t ideal;		/* grams of the ideal plan, those of pins included */
	int64_t fixed;		/* grams of pins */
	int64_t least, most;	/* band: grams, those of pins aside */
};

/* A producer at a visit. */
struct pial_drops_drop {
	uint32_t visit, maker;	/* where and when, who */
	uint32_t first, count;	/* its arcs, in by_drop */
	int64_t least;		/* value that it should reach, ten-millionths of a euro */
	int64_t value;		/* of its pins, at most its least */
	bool pinned;		/* pins carry packs: it is there anyhow */
};

/* A place on a day. */
struct pial_drops_visit {
	uint32_t first, count;	/* its drops */
	int32_t most;		/* producers that it should not pass; INT32_MAX: any number */
};

struct pial_drops_case {
	const struct pial_instance *instance;	/* solved: its links carry the ideal plan */
	struct pial_arena *arena;		/* holds all below */
	struct pial_drops_arc *arc;		/* sorted by row, then offer */
	struct pial_drops_row *row;		/* sorted by key */
	struct pial_drops_offer *offer;		/* sorted by key */
	struct pial_drops_maker *maker;		/* sorted by id */
	struct pial_drops_drop *drop;		/* sorted by visit, then producer */
	struct pial_drops_visit *visit;		/* sorted by day, then kitchen */
	uint32_t *by_offer, *by_drop;		/* arcs by offer, by drop, each in order */
	uint32_t *by_maker;			/* drops by producer */
	uint32_t arcs, rows, offers, makers, drops, visits;	/* how many */
	pial_i128 way_most;			/* metres x grams allowed, those of pins aside */
	pial_i128 way_fixed;			/* metres x grams of pins */
	int64_t grams;				/* to be carried, those of pins aside */
};

/*
 * Makes the case of a solved instance under its policy. With a hub every way goes by it.
 * PIAL_STEP_RANGE when masses, ways or values are too large.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_drops_case_init(struct pial_drops_case *drops,
				    const struct pial_instance *instance, struct pial_arena *arena);

#endif
