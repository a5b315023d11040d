/*
 * One division, rounded in one place.
 *
 * The quotient is first brought to the floor with a remainder from 0 to c - 1, whatever the
 * signs, so that each policy is one comparison. The product has at most 126 bits, so nothing
 * overflows before the result is known to fit. Rates and prices held as fractions were rejected:
 * all of them have a fixed number of decimals in law and in contracts.
 */
#include "num/round.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/banned.h"

/* A quantity has 3 decimals and a price 4, an amount 2: 3 + 4 - 2. */
#define QTY_PRICE_PER_CENT 100000
#define RATE_ONE 1000000
#define MILLI 1000

/* True when the floor q, with r > 0 left over of c, must become q + 1. */
static bool rounds_up(pial_i128 q, int64_t r, int64_t c, enum pial_round how)
{
	int64_t rest = c - r;

	switch (how) {
	case PIAL_ROUND_UP:
		return true;
	case PIAL_ROUND_HALF_UP:
		return r >= rest;
	case PIAL_ROUND_HALF_AWAY:
		return r > rest || (r == rest && q >= 0);
	case PIAL_ROUND_HALF_EVEN:
		return r > rest || (r == rest && q % 2 != 0);
	case PIAL_ROUND_DOWN:
	case PIAL_ROUND_NEVER:
		break;
	}
	return false;
}

bool pial_muldiv(int64_t a, int64_t b, int64_t c, enum pial_round how, int64_t *result)
{
	pial_i128 q;
	int64_t small, r;

	/* Mostly 64 bits hold the product: their division takes a fifth of the time. */
	if (!__builtin_mul_overflow(a, b, &small)) {
		q = small / c;
		r = small % c;
	} else {
		q = (pial_i128)a * b / c;
		r = (int64_t)((pial_i128)a * b % c);
	}
	if (r < 0) {
		r += c;
		q--;
	}
	if (r && how == PIAL_ROUND_NEVER)
		return false;
	if (r && rounds_up(q, r, c, how))
		q++;
	if (q < INT64_MIN || q > INT64_MAX)
		return false;
	*result = (int64_t)q;
	return true;
}

/* As pial_muldiv, for a result that has a "none": that value does not fit either. */
static bool muldiv_not_none(int64_t a, int64_t b, int64_t c, enum pial_round how, int64_t *result)
{
	int64_t value;

	if (!pial_muldiv(a, b, c, how, &value) || value == INT64_MIN)
		return false;
	*result = value;
	return true;
}

bool pial_money_of(struct pial_qty quantity, struct pial_price price, enum pial_round how,
		   struct pial_money *amount)
{
	if (pial_qty_is_none(quantity) || pial_price_is_none(price))
		return false;
	return muldiv_not_none(quantity.milli, price.e4, QTY_PRICE_PER_CENT, how, &amount->cents);
}

bool pial_money_rate(struct pial_money base, struct pial_rate rate, enum pial_round how,
		     struct pial_money *amount)
{
	if (pial_money_is_none(base) || pial_rate_is_none(rate))
		return false;
	return muldiv_not_none(base.cents, rate.e6, RATE_ONE, how, &amount->cents);
}

bool pial_mass_of(struct pial_qty quantity, struct pial_mass unit_mass, enum pial_round how,
		  struct pial_mass *mass)
{
	if (pial_qty_is_none(quantity) || pial_mass_is_none(unit_mass))
		return false;
	return muldiv_not_none(quantity.milli, unit_mass.g, MILLI, how, &mass->g);
}

/* What the floor took from one part. */
struct loss {
	int64_t remainder;	/* of the division by the sum of weights */
	size_t index;		/* of the part */
};

static int largest_first(const void *left, const void *right)
{
	const struct loss *a = left, *b = right;

	if (a->remainder != b->remainder)
		return a->remainder > b->remainder ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* Adds up the weights; false when they cannot be shared by. */
static bool sum_weights(const int64_t *weight, size_t count, int64_t *total)
{
	*total = 0;
	for (size_t i = 0; i < count; i++) {
		if (weight[i] < 0 || __builtin_add_overflow(*total, weight[i], total))
			return false;
	}
	return *total > 0;
}

bool pial_split(int64_t whole, const int64_t *weight, size_t count, int64_t *part)
{
	pial_i128 magnitude = whole < 0 ? -(pial_i128)whole : whole, left = magnitude;
	int64_t total, sign = whole < 0 ? -1 : 1;
	struct loss *loss;

	if (!sum_weights(weight, count, &total))
		return false;

	loss = pial_calloc(count, sizeof(*loss));
	for (size_t i = 0; i < count; i++) {
		pial_i128 share = magnitude * weight[i];

		loss[i].remainder = (int64_t)(share % total);
		loss[i].index = i;
		left -= share / total;
		part[i] = (int64_t)(share / total * sign);
	}
	/* Fewer than count are left, and never more than there are remainders above 0. */
	if (left > 0)
		qsort(loss, count, sizeof(*loss), largest_first);
	for (size_t i = 0; left > 0; i++, left--)
		part[loss[i].index] += sign;
	free(loss);
	return true;
}

bool pial_add(int64_t a, int64_t b, int64_t *sum)
{
	int64_t value;

	if (__builtin_add_overflow(a, b, &value))
		return false;
	*sum = value;
	return true;
}
