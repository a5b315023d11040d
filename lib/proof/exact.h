/*
 * Exact numbers of the checker: fractions of 128-bit integers.
 *
 * The checker of allocations shares no code with the engine it checks, arithmetic included. Each
 * function that could leave the room there is (2^125 on either side) says so; nothing is rounded.
 */
#ifndef PIAL_PROOF_EXACT_H
#define PIAL_PROOF_EXACT_H

#include <stdbool.h>

#include "base/attr.h"

/* A fraction in lowest terms. */
struct pial_exact {
	pial_i128 n;	/* numerator, any sign */
	pial_i128 d;	/* denominator, above 0 */
};

/* A whole number. */
static inline struct pial_exact pial_exact_whole(pial_i128 n)
{
	return (struct pial_exact){ n, 1 };
}

/* *out = a * b; false, *out unchanged, when it does not fit. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_wide_times(pial_i128 a, pial_i128 b, pial_i128 *out);

/* Greatest common divisor of two numbers not below 0; 0 only when both are 0. */
PIAL_MUST_CHECK pial_i128 pial_wide_gcd(pial_i128 a, pial_i128 b);

/* The fraction n / d in lowest terms; d above 0. */
PIAL_MUST_CHECK struct pial_exact pial_exact_of(pial_i128 n, pial_i128 d);

/* Compares exactly, whatever the size: below, at or above 0. */
PIAL_MUST_CHECK int pial_exact_compare(struct pial_exact a, struct pial_exact b);

/* *out = a + b; false when it does not fit. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_exact_add(struct pial_exact a, struct pial_exact b, struct pial_exact *out);

/* *out = a - b; false when it does not fit. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_exact_less(struct pial_exact a, struct pial_exact b, struct pial_exact *out);

/* *out = a * n / d, d above 0; false when it does not fit. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_exact_times(struct pial_exact a, pial_i128 n, pial_i128 d, struct pial_exact *out);

/* Largest whole number not above. */
PIAL_MUST_CHECK pial_i128 pial_exact_floor(struct pial_exact a);

/*
 * Reads a certificate's number: whole or n/d, with a sign or not; the empty text is 0. False when
 * the text is no such number or the number is too large.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_exact_read(const char *text, struct pial_exact *out);

#endif
