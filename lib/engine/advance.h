/*
 * Advances: cash paid ahead, so that a production can start, and how it is paid back.
 *
 * Of what a producer's commitments cost before their first harvest (costs.csv, startup_cost, once
 * a product, its own line or else the one for all), the policy's `rate` is proposed as an advance.
 * It is paid back out of the sales of each month: `repay` of what is sold, and never so much that
 * less than `floor` of the month is left to the producer. Sales are foretold from what was promised
 * for the need, at the price of the bid, else the product's reference price; a week belongs to the
 * month of its Thursday. What the season's sales do not pay back is said.
 */
#ifndef PIAL_ENGINE_ADVANCE_H
#define PIAL_ENGINE_ADVANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"
#include "model/season.h"

struct pial_advance_input {
	const struct pial_model *model;	/* policy, products */
	const struct pial_plan *row;	/* of one version of the plan */
	size_t rows;			/* how many */
	const struct pial_bid *bid;	/* prices */
	size_t bids;			/* how many */
	const struct pial_cost *cost;	/* start-up costs */
	size_t costs;			/* how many */
};

/* A month of a repayment. */
struct pial_advance_month {
	struct pial_month month;	/* which */
	struct pial_money sales;	/* foretold */
	struct pial_money repaid;	/* out of them */
};

/* An advance proposed to a producer. */
struct pial_advance {
	struct pial_producer_id producer;	/* who */
	struct pial_money startup;		/* start-up costs of the commitments */
	struct pial_money amount;		/* proposed */
	struct pial_money left;			/* not paid back by the season's sales */
	const struct pial_advance_month *month;	/* months with sales until all is paid back */
	size_t months;				/* how many */
};

/*
 * Proposes advances, by producer: those whose commitments have start-up costs. *advance lives in
 * the arena. False when a sum leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_advance_propose(const struct pial_advance_input *input, struct pial_arena *arena,
			  struct pial_advance **advance, size_t *count);

#endif
