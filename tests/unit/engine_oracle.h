/*
 * The definition of the allocation on tiny weeks, by enumeration: what the engine is checked
 * against.
 *
 * Producers and offers are numbered alike, and so are kitchens and rows. One product is
 * ordered; some producers offer its substitute instead.
 */
#ifndef ENGINE_ORACLE_H
#define ENGINE_ORACLE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/policy.h"

#define OFFERS 3
#define ROWS 5

struct week {
	int offers, rows;
	int64_t packs[OFFERS], ordered[ROWS], owed[ROWS];	/* of offers, rows, rows */
	int producer[OFFERS], kitchen[ROWS], day[ROWS];		/* of offers, rows, rows */
	int only[OFFERS];					/* day of an offer; -1: any */
	bool late[ROWS];
	bool allowed[OFFERS][ROWS];				/* offer, row */
	int64_t pin[OFFERS][ROWS];				/* -1: none */
	int tier[OFFERS], other[OFFERS];	/* of producers: tier, offers the substitute */
	int64_t share[OFFERS], plan[OFFERS], price[OFFERS];	/* of producers */
	bool planned, needed, contracts;
	int class[ROWS], takes[ROWS];				/* of kitchens */
	int64_t weight[ROWS], need[ROWS];			/* of kitchens */
	int64_t owes[ROWS], owed_to[OFFERS];	/* accounts of kitchens, producers; halves */
	int metres[OFFERS][ROWS], met[OFFERS][ROWS];		/* producer, kitchen */
	bool apart[OFFERS][ROWS];				/* producer, kitchen */
	enum pial_rule rule;
	bool replace;						/* the week is published */
	int64_t published[OFFERS][ROWS];			/* on pairs that are not pinned */
};

struct plan {
	int64_t x[OFFERS][ROWS];	/* offer, row */
	int64_t left[OFFERS];		/* of offers */
	bool late;			/* phase */
	bool pins;			/* in force */
	bool keep;			/* phase: published packs only, late rows beside others */
	int64_t kept[OFFERS][ROWS];	/* published packs that stay */
	int part[OFFERS];		/* component of an offer; -1: none */
};

/*
 * The plan by the definition, with or without the pins: rows in time, then late ones. A published
 * week with its pins is replaced: the published packs that stay, then the rest.
 */
void oracle_solve(const struct week *w, bool pins, struct plan *p);

#endif
