/*
 * Exact ratios of 128-bit integers: levels, weights and accounts before they become packs.
 *
 * Sums and products say when they leave the room there is (2^125 on either side): the
 * allocation is then refused with a message, never rounded (spec of allocation, "Numbers").
 */
#ifndef PIAL_ENGINE_RATIO_H
#define PIAL_ENGINE_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"

/* Largest magnitude that the functions below let through. */
#define PIAL_I128_MAX ((pial_i128)1 << 125)

/* A fraction in lowest terms. */
struct pial_ratio {
	pial_i128 n;	/* numerator, any sign */
	pial_i128 d;	/* denominator, above 0 */
};

/*
 * True when a number fits 62 bits and a sign: products of two such stay below PIAL_I128_MAX. Nearly
 * all numbers of a week do, and then a product is one instruction, where one of 128 bits is checked
 * by a division; hence the short ways below, in the header.
 */
static inline bool pial_i128_is_short(pial_i128 a)
{
	return a <= (pial_i128)1 << 62 && a >= -((pial_i128)1 << 62);
}

/*
 * pial_i128_mul for numbers of any size: the same answer, found the long way. Callers ask
 * pial_i128_mul, which asks this one where a number is not short.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_i128_mul_long(pial_i128 a, pial_i128 b, pial_i128 *out);

/*
 * *out = a * b, exact; false, *out unchanged, when the product is beyond PIAL_I128_MAX on either
 * side of 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
static inline bool pial_i128_mul(pial_i128 a, pial_i128 b, pial_i128 *out)
{
	if (!pial_i128_is_short(a) || !pial_i128_is_short(b))
		return pial_i128_mul_long(a, b, out);
	*out = (pial_i128)(int64_t)a * (int64_t)b;
	return true;
}

/*
 * *out = a + b, exact; false, *out unchanged, when a number or the sum is beyond PIAL_I128_MAX on
 * either side of 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
static inline bool pial_i128_add(pial_i128 a, pial_i128 b, pial_i128 *out)
{
	if (a > PIAL_I128_MAX || a < -PIAL_I128_MAX || b > PIAL_I128_MAX || b < -PIAL_I128_MAX ||
	    a + b > PIAL_I128_MAX || a + b < -PIAL_I128_MAX)
		return false;
	*out = a + b;
	return true;
}

/* Greatest common divisor of the magnitudes; 0 only when both are 0. */
PIAL_MUST_CHECK pial_i128 pial_i128_gcd(pial_i128 a, pial_i128 b);

/* Least common multiple of two numbers above 0; false when too large. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_i128_lcm(pial_i128 a, pial_i128 b, pial_i128 *out);

/* Largest integer not above n / d, d above 0. */
PIAL_MUST_CHECK pial_i128 pial_i128_floor(pial_i128 n, pial_i128 d);

/* The fraction n / d in lowest terms; d above 0. */
PIAL_MUST_CHECK struct pial_ratio pial_ratio_make(pial_i128 n, pial_i128 d);

/*
 * pial_ratio_compare for fractions of any size: the same answer, by their continued fractions where
 * products do not fit. Callers ask pial_ratio_compare, which asks this one where a number is not
 * short.
 */
PIAL_MUST_CHECK int pial_ratio_compare_long(struct pial_ratio a, struct pial_ratio b);

/*
 * Compares two fractions exactly, whatever their size: below 0 when a is less than b, 0 when they
 * are equal, above 0 when a is more. They need not be in lowest terms; denominators are above 0.
 */
PIAL_MUST_CHECK
static inline int pial_ratio_compare(struct pial_ratio a, struct pial_ratio b)
{
	pial_i128 left, right;

	if (!pial_i128_is_short(a.n) || !pial_i128_is_short(a.d) || !pial_i128_is_short(b.n) ||
	    !pial_i128_is_short(b.d))
		return pial_ratio_compare_long(a, b);
	left = (pial_i128)(int64_t)a.n * (int64_t)b.d;
	right = (pial_i128)(int64_t)b.n * (int64_t)a.d;
	return (left > right) - (left < right);
}

/* *out = a * n / d, d above 0; false when too large. out may be &a of the caller. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_ratio_scale(struct pial_ratio a, pial_i128 n, pial_i128 d, struct pial_ratio *out);

/* *out = a + b; false when too large. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_ratio_add(struct pial_ratio a, struct pial_ratio b, struct pial_ratio *out);

/*
 * The nearest whole number, halves to the even one (spec of allocation, "Accounts"). False beyond
 * 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_ratio_round(struct pial_ratio a, int64_t *out);

#endif
