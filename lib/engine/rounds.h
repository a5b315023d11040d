/*
 * Rounds: which producers go to which kitchens for a season.
 *
 * A week is what kitchens need and what producers bring. Asked for are the fewest pairs of a
 * producer and a kitchen through which every week given can still be served as fully as through
 * all pairs that are allowed (allowed.h: days, members, tiers, certificates, contracts, exclusions,
 * radius; substitutes are left aside); among as few, the least kilogram-kilometres, where the case
 * is small. What partners complete counts apart, so that no partner takes a grower's place to save
 * a pair.
 *
 * All weeks at once are too many to search, and most of them ask for nothing that another does not.
 * So pairs are chosen for one week, the one of most needs; all the others are tried on them, each
 * by a flow; the one that loses the most joins the weeks that pairs are chosen for, until none
 * loses anything. What is best for some weeks is a bound for all, so the answer is proved best as
 * soon as the last choice was. The choice itself is the practical plan's (drops.h) in a case in
 * which a visit is a kitchen for the whole season.
 */
#ifndef PIAL_ENGINE_ROUNDS_H
#define PIAL_ENGINE_ROUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/model.h"

/* A week to be served. */
struct pial_rounds_week {
	struct pial_week week;			/* which */
	const struct pial_order *order;		/* what kitchens need, by day */
	size_t orders;				/* how many */
	const char *orders_file;		/* name for positions */
	const struct pial_offer *offer;		/* what producers bring */
	size_t offers;				/* how many */
	const char *offers_file;		/* name for positions */
};

struct pial_rounds_input {
	const struct pial_model *model;		/* indexed, without rounds */
	const struct pial_rounds_week *week;	/* in any order */
	size_t weeks;				/* how many */
	/* orders of a kitchen for a product on several days are one need, on any of them */
	bool any_day;
	uint64_t steps;				/* of each search; 0: as many as are worth it */
};

/* A pair to be used. */
struct pial_rounds_pair {
	struct pial_producer_id producer;	/* who goes */
	struct pial_kitchen_id kitchen;		/* to whom */
};

struct pial_rounds_result {
	struct pial_arena arena;		/* holds pair */
	struct pial_rounds_pair *pair;		/* sorted by id of producer, then of kitchen */
	size_t pairs;				/* how many */
	size_t possible;			/* pairs that could carry something */
	int64_t least;				/* no choice has fewer pairs */
	bool proved;				/* pairs is least */
	size_t chosen_for;			/* weeks that pairs had to be chosen for */
	int64_t wanted, served;			/* packs of all weeks */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_rounds_result_init(struct pial_rounds_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_rounds_result_release(struct pial_rounds_result *result);

/*
 * Chooses the pairs. False, with a located error, when a week is refused or numbers are too large.
 * Where something is short, who goes without is decided first, by one fullest flow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_rounds_choose(const struct pial_rounds_input *input, struct pial_rounds_result *result,
			struct pial_diags *diags);

#endif
