/*
 * A week as rounds see it: needs, what could serve them, and whether some pairs suffice.
 */
#ifndef PIAL_ENGINE_ROUNDS_WEEK_H
#define PIAL_ENGINE_ROUNDS_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/rounds.h"

/* A kitchen's need of a product, of growers or of partners. */
struct pial_rounds_row {
	uint32_t first, count;		/* its arcs */
	uint32_t kitchen;		/* place in the model's table */
	uint8_t tier;			/* who serves it */
	int64_t need;			/* packs that all pairs together can bring */
};

/* What a producer brings of a product. */
struct pial_rounds_offer {
	uint32_t producer;		/* place in the model's table */
	int64_t packs;			/* most */
};

/* What a producer may bring to a need. */
struct pial_rounds_arc {
	uint32_t row, offer;		/* which */
	int32_t metres;			/* distance */
	int64_t mass;			/* grams of a pack */
	int64_t packs;			/* through all pairs together */
};

struct pial_rounds_net {
	struct pial_rounds_row *row;	/* of growers, then of partners; by day, kitchen, product */
	struct pial_rounds_offer *offer;	/* by producer, first day, batch, product */
	struct pial_rounds_arc *arc;	/* sorted by row, then offer */
	uint32_t rows, offers, arcs;	/* how many */
	int64_t wanted;			/* packs that kitchens need */
};

/*
 * Makes the net of a week in an arena, and serves its needs through all pairs. False, said, when it
 * is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_rounds_net_init(struct pial_rounds_net *net, const struct pial_rounds_input *input,
			  const struct pial_rounds_week *week, struct pial_arena *arena,
			  struct pial_diags *diags);

/*
 * Packs that are lost when only some pairs are used: open is one flag a producer and kitchen,
 * producers x kitchens of the model.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_rounds_net_lost(const struct pial_rounds_net *net, const bool *open,
			     size_t kitchens);

#endif
