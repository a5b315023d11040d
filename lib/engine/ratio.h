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

/* *out = a * b; false, *out unchanged, beyond PIAL_I128_MAX. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_i128_mul(pial_i128 a, pial_i128 b, pial_i128 *out);

/* *out = a + b; false, *out unchanged, beyond PIAL_I128_MAX. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_i128_add(pial_i128 a, pial_i128 b, pial_i128 *out);

/* Greatest common divisor of the magnitudes; 0 only when both are 0. */
PIAL_MUST_CHECK pial_i128 pial_i128_gcd(pial_i128 a, pial_i128 b);

/* Least common multiple of two numbers above 0; false when too large. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_i128_lcm(pial_i128 a, pial_i128 b, pial_i128 *out);

/* Largest integer not above n / d, d above 0. */
PIAL_MUST_CHECK pial_i128 pial_i128_floor(pial_i128 n, pial_i128 d);

/* The fraction n / d in lowest terms; d above 0. */
PIAL_MUST_CHECK struct pial_ratio pial_ratio_make(pial_i128 n, pial_i128 d);

/* Compares two fractions exactly, whatever their size: below, at or above 0. */
PIAL_MUST_CHECK int pial_ratio_compare(struct pial_ratio a, struct pial_ratio b);

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
