/*
 * Division and products that say how they round, checked for overflow.
 *
 * Every call names its policy (GnuCash's gnc-numeric is the model), and every split adds up to
 * the whole.
 */
#ifndef PIAL_NUM_ROUND_H
#define PIAL_NUM_ROUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "num/units.h"

enum pial_round {
	PIAL_ROUND_DOWN,	/* towards minus infinity */
	PIAL_ROUND_UP,		/* towards plus infinity */
	PIAL_ROUND_HALF_UP,	/* nearest, halves towards plus infinity */
	PIAL_ROUND_HALF_AWAY,	/* nearest, halves away from zero: commercial rounding of amounts */
	PIAL_ROUND_HALF_EVEN,	/* nearest, halves to the even neighbour: accounts */
	PIAL_ROUND_NEVER,	/* the division must be exact, else it fails */
};

/*
 * Computes a * b / c rounded as said, through 128 bits; c must be above 0. Returns false, and
 * leaves *result alone, when the result does not fit 64 bits or, with PIAL_ROUND_NEVER, is not
 * exact.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_muldiv(int64_t a, int64_t b, int64_t c, enum pial_round how, int64_t *result);

/*
 * Quantity x price to cents. Invoices use PIAL_ROUND_HALF_AWAY, once, on the net amount of a
 * line (EN 16931, BT-131). False on overflow or when either is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_money_of(struct pial_qty quantity, struct pial_price price, enum pial_round how,
		   struct pial_money *amount);

/* A rate of an amount, to cents. False on overflow or when either is none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_money_rate(struct pial_money base, struct pial_rate rate, enum pial_round how,
		     struct pial_money *amount);

/*
 * Mass of a quantity of a product that weighs unit_mass a unit, to the gram. False on overflow or
 * when either is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_mass_of(struct pial_qty quantity, struct pial_mass unit_mass, enum pial_round how,
		  struct pial_mass *mass);

/*
 * Splits whole into count parts in proportion to weight (each >= 0, not all 0): floors first, then
 * one more to the largest remainders, first index first among equals (Hamilton's method). The parts
 * add up to whole, which may be negative (then the parts mirror those of -whole). False, part
 * unchanged, when the weights are all 0, one is negative, or their sum overflows.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_split(int64_t whole, const int64_t *weight, size_t count, int64_t *part);

/* a + b. False, *sum unchanged, on overflow. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_add(int64_t a, int64_t b, int64_t *sum);

#endif
