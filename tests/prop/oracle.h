/*
 * The definition of the ideal plan, taken literally, on instances small enough to list sets of
 * rows one by one.
 *
 * What can be given to a set of rows, or sold by a set of producers, is a number for each set
 * (its rank); every fairness level follows from these numbers: all targets rise together, and
 * when some set has used its rank it stops. What comes out is then held against the words of the
 * definition, pair by pair (nothing can pass to one at a lower level); so the filling may be
 * clever, the judge is not. Whole packs come from the list of all whole vectors.
 */
#ifndef PROP_ORACLE_H
#define PROP_ORACLE_H

#include "problem.h"

#define SIDE 12		/* entries of one side at most */

/* One side of a component: rows, or producers. Base is what pins (or an earlier phase) gave. */
struct side {
	int count;
	int64_t base[SIDE];
	int64_t *rank;			/* what a set can take at most, base apart; 1 << count */
	struct exact have[SIDE];	/* value so far, base included */
	/* of the stage at hand */
	bool rising[SIDE];		/* takes part */
	struct exact from[SIDE];	/* where it starts */
	int64_t goal[SIDE];		/* where it ends */
	struct exact w[SIDE], a[SIDE];	/* weight above 0 and account */
	int64_t top;			/* largest goal: Talmud counts losses from there */
	/* kept from stage to stage */
	bool stuck[SIDE];		/* in a set that has used its rank */
	unsigned block[SIDE * 8];	/* such sets, as they came */
	int blocks;
	/* for whole packs */
	struct exact tie[SIDE];		/* weight */
	int class[SIDE], id[SIDE];	/* candidates in this order */
	int64_t value[SIDE];		/* the answer, base included */
};

/* Room for a side of count entries; side_release gives it back. */
void side_init(struct side *s, int count);
void side_release(struct side *s);
/*
 * One stage: rising entries go from have to goal by the rule. Fails the test when the outcome
 * is not what the definition says.
 */
void side_fill(struct side *s, enum pial_rule rule);
/* Whole packs out of have. */
void side_round(struct side *s);

/* The levels' outcome on the way. */
struct answer {
	int64_t x[OFFERS][ROWS];		/* the plan */
	struct exact minimum[ROWS];		/* level 2, exact; pins included */
	struct exact fair[ROWS];		/* level 4, exact; pins included */
	struct exact w[ROWS];			/* weights of rows */
	struct exact sold[OFFERS][PRODUCERS];	/* level 5, exact; by component (first offer) */
	int64_t served[ROWS];			/* level 6 */
	int64_t whole[OFFERS][PRODUCERS];	/* level 6, by component */
	/* of producers: stage (0 promised something, 1 by share, 2 by offer), weight, account */
	int turn[OFFERS][PRODUCERS];
	struct exact pw[OFFERS][PRODUCERS], pa[OFFERS][PRODUCERS];
	/* component of an offer, in time and late; -1: none */
	int part[2][OFFERS];
	int64_t plans;				/* plans that were compared */
};

/*
 * Solves all levels, with or without pins: rows in time, then late ones from what is left.
 * Levels 7 and 8 by comparing all plans with the two vectors.
 */
void oracle_solve(const struct problem *p, bool pins, struct answer *a);

/* A phase of the solution: rows in time or late ones. */
struct phase {
	const struct problem *p;
	struct answer *a;
	bool late, pins;
	int64_t left[OFFERS];	/* of offers, at the start */
};

/* Begins a phase: what is left of offers after pins and x, components. */
void phase_begin(struct phase *f, const struct problem *p, struct answer *a, bool pins, bool late);
/* True when a pair may carry packs in this phase. */
bool phase_open(const struct phase *f, int o, int r);
/* Packs pinned on a row. */
int64_t phase_pinned(const struct phase *f, int r);
/* The rows of a component, or (part -1) those that nobody may serve; returns how many. */
int phase_part(const struct phase *f, int part, int *who);
/* What a producer offers in a component, and what of it was gone before the phase. */
int64_t phase_offered(const struct phase *f, int part, int who, int64_t *before);
/* Levels 2, 3, 4, 6 of the phase's rows: fair and served. */
void phase_rows(struct phase *f);
/* Levels 5, 6 of the producers of one component: sold and whole. */
void phase_producers(struct phase *f, int part);
/*
 * True when no plan with the same two vectors comes before x at levels 7 and 8: no way around
 * the pairs that ends where it began gains anything. Pairs that pins fix stay out.
 */
bool phase_last(const struct phase *f, int64_t x[OFFERS][ROWS]);
/* Levels 7, 8 by comparing all plans: adds to x. */
void phase_plans(struct phase *f);

#endif
