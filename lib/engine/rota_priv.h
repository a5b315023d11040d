/*
 * Inside the rota: what its setting up and its search share.
 */
#ifndef PIAL_ENGINE_ROTA_PRIV_H
#define PIAL_ENGINE_ROTA_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/rota.h"

/* A level: a load and what it is measured by, a ratio above or at 0. */
struct pial_rota_level {
	int64_t load, due;	/* load over due; due is above 0 */
};

struct pial_rota {
	const struct pial_rota_input *input;	/* what was asked */
	/*
	 * (weeks + 1) x (people + 1): fewest running weeks from a week on, when a person, or, last,
	 * nobody has the week before
	 */
	int32_t *least;
	/* (weeks + 1) x people: load of open weeks from there on that a person can take */
	int64_t *room;
	/* weeks + 1: load of the open weeks from there on that somebody can take */
	int64_t *open;
	int64_t *load;			/* people: of the fixed turns */
	int64_t unit;			/* all loads of open weeks are multiples of it; above 0 */
	int32_t *turn;			/* weeks: the best answer so far */
	struct pial_rota_level *level;	/* people: its levels, greatest first */
	bool found;			/* there is one */
};

/* Compares two levels exactly: below, at or above 0. */
PIAL_MUST_CHECK
int pial_rota_compare(struct pial_rota_level a, struct pial_rota_level b);

/* Fills people levels from their loads, greatest first. */
PIAL_NONNULL_ALL
void pial_rota_levels(const struct pial_rota *rota, const int64_t *load,
		      struct pial_rota_level *level);

/* Compares two rows of people levels, greatest first: below 0 when a is more even. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_rota_compare_all(const struct pial_rota *rota, const struct pial_rota_level *a,
			  const struct pial_rota_level *b);

/*
 * The most even levels that loads could reach if the open weeks from week on were dealt out unit by
 * unit, to anybody who has room: no answer is more even. Dealing each unit to whoever stands lowest
 * with it is best for any sum of convex costs, and so for leximax.
 */
PIAL_NONNULL_ALL
void pial_rota_bound(const struct pial_rota *rota, size_t week, const int64_t *load,
		     struct pial_rota_level *level);

/* Fewest running weeks from a week on, when last (a person or NOBODY) has the week before. */
static inline int32_t pial_rota_least(const struct pial_rota *rota, size_t week, int32_t last)
{
	size_t people = rota->input->people;

	return rota->least[week * (people + 1) + (last < 0 ? people : (size_t)last)];
}

/*
 * Searches for the best answer and puts it into turn and level; false when steps ran out before
 * it was proved that there is no better one.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_rota_search(struct pial_rota *rota);

#endif
