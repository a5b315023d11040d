/*
 * Random weeks from fixed seeds. A week follows from its kind and its number alone, so that one
 * that fails can be made again.
 */
#ifndef PROP_ROLL_H
#define PROP_ROLL_H

#include "week.h"

struct dice {
	uint64_t state;
};

/* Dice of their own for a number. */
struct dice dice_of(uint64_t number);
/* 0 to sides - 1. */
int dice_roll(struct dice *d, int sides);
/* True once in so many times. */
bool dice_once(struct dice *d, int times);

/* How large a week is. */
struct roll_size {
	int offers, rows;	/* at most */
	int packs;		/* of an offer or order, at most */
};

/*
 * A week of that size. What is mixed from week to week: sparse and dense, short and abundant,
 * rule, classes, tiers, days, substitutes, weights and their source, accounts, minima,
 * contracts with lists, exclusions, certificates, radius, closures, dates of membership, late
 * rows, quantities that are not whole packs, pins.
 */
void roll_week(struct week *w, struct dice *d, struct roll_size size);

#endif
