/*
 * Fractions for the oracles of this folder, written for them alone: nothing of the engine's
 * arithmetic is used here.
 */
#ifndef PROP_EXACT_H
#define PROP_EXACT_H

#include <stdint.h>

/* A fraction in lowest terms, d above 0. */
struct exact {
	int64_t n, d;
};

/* n / d, d not 0. Every function ends the program when 64 bits do not hold the result. */
struct exact exact(int64_t n, int64_t d);
/* A whole number. */
struct exact exact_whole(int64_t n);
struct exact exact_add(struct exact a, struct exact b);
struct exact exact_sub(struct exact a, struct exact b);
struct exact exact_mul(struct exact a, struct exact b);
/* a / b, b not 0. */
struct exact exact_div(struct exact a, struct exact b);
/* Below, at or above 0 as a is less than, equal to or more than b. */
int exact_cmp(struct exact a, struct exact b);
/* The largest whole number not above a. */
int64_t exact_floor(struct exact a);
/* The greater, the smaller. */
struct exact exact_max(struct exact a, struct exact b);
struct exact exact_min(struct exact a, struct exact b);

#endif
