/*
 * The instance of a small week in the words of the definition: which offer may serve which row,
 * what rows want and are owed, what everyone weighs. Packs throughout.
 */
#ifndef PROP_PROBLEM_H
#define PROP_PROBLEM_H

#include "exact.h"
#include "week.h"

/* Where kitchens' weights come from: needs, firm, maximum or minimum, order. */
#define PROBLEM_SOURCES 4

struct problem {
	int offers, rows;
	int64_t supply[OFFERS], demand[ROWS], owed[ROWS];
	bool may[OFFERS][ROWS];			/* nothing stands between offer and row */
	bool allowed[OFFERS][ROWS];		/* and there is something to give and to want */
	bool substitute[OFFERS][ROWS];
	int64_t cost[OFFERS][ROWS];		/* metres x grams of a pack */
	int64_t pin[OFFERS][ROWS];		/* -1: none */
	int met[OFFERS][ROWS];			/* weeks since the pair last met; 53: never */
	bool late[ROWS];
	int class[ROWS], rank[ROWS];		/* rank: place by kitchen, then key */
	int ordered[ROWS], day[ROWS];		/* product, day */
	/* what a row's kitchen needs of the product, by source; has: the source says something */
	struct exact ref[ROWS][PROBLEM_SOURCES];
	bool has[ROWS][PROBLEM_SOURCES];
	struct exact factor[ROWS];		/* kitchen's weight x the row's part of its rows */
	struct exact a[ROWS];			/* account */
	/* of offers */
	int producer[OFFERS], product[OFFERS], tier[OFFERS];
	int64_t price[OFFERS];
	/* of producers, by product where it depends on it */
	struct exact share[PRODUCERS];
	struct exact plan[PRODUCERS][PRODUCTS], account[PRODUCERS][PRODUCTS];
	bool planned[PRODUCTS];			/* the plan has a row of it */
	/* part of a row's order that its contract promises a producer; listed: it has shares */
	struct exact promised[PRODUCERS][ROWS];
	bool listed[ROWS];
	enum pial_rule rule;
};

/* Reads the instance off a week. */
void problem_make(const struct week *w, struct problem *p);

#endif
