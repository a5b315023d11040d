/*
 * Who runs the table, week by week: turns that even out over a season.
 *
 * What is asked for, in this order:
 *
 * 1. every week that somebody can take has somebody; turns that are fixed stay;
 * 2. as few running weeks as can be: weeks whose turn is that of the week before;
 * 3. the greatest level of anybody is as low as can be, then the second greatest, and so on
 *    (leximax). The level of a person is the load served, over the load of the weeks in which that
 *    person belongs to the group: who comes in June owes nothing for the spring, and who was away
 *    for a month makes up for it;
 * 4. rotation: week by week, who has carried the least so far (the level again), then whose last
 *    turn is the longest ago (never comes first), then the first by id.
 *
 * So the answer is unique, and found exactly for small seasons and groups (all answers of some
 * thousand are listed in its tests). For a year of ten people 1 to 3 are still proved, and 4 is
 * kept as far as a fixed number of steps goes; the same season gives the same answer everywhere.
 * Two loads within a few hours of each other are not worth two running weeks, hence 2 before 3; and
 * evenness before rotation, since a plain round leaves the same person with the heavy weeks of
 * summer.
 *
 * Loads are small whole numbers (pial_rota_loads: quarters of an average week). Evening out exact
 * loads is the problem of equal sums, hard in theory; in quarters of a week a season of fifty weeks
 * has very many even answers, and the search finds the first of them by rotation in a moment. Where
 * it does not, because absences or fixed turns leave no even answer, it says so.
 */
#ifndef PIAL_ENGINE_ROTA_H
#define PIAL_ENGINE_ROTA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

/* The load of an average week. */
#define PIAL_ROTA_WEEK 4

#define PIAL_ROTA_NOBODY (-1)	/* as a turn: nobody has it */
#define PIAL_ROTA_OPEN (-2)	/* as a fixed turn: to be given to somebody */

/* A season to be shared out. People are numbered from 0 in the order of their ids. */
struct pial_rota_input {
	size_t weeks, people;		/* how many */
	const int32_t *load;		/* of each week, above 0 */
	const bool *can;		/* weeks x people: may take the turn of that week */
	const int64_t *due;		/* of each person, above 0: what its load is measured by */
	const int32_t *fixed;		/* of each week: a person, NOBODY or OPEN */
	int32_t before;			/* whose turn the week before the first was, or NOBODY */
	/* of each person: weeks from its last turn to the first week; INT32_MAX: never had one */
	const int32_t *since;
	uint64_t steps;			/* turns tried at most; 0: as many as are worth it */
};

/* Who takes which week. */
struct pial_rota_result {
	int32_t *turn;			/* of each week: a person or NOBODY; owned */
	int64_t *load;			/* of each person, fixed turns included; owned */
	size_t running;			/* weeks whose turn is that of the week before */
	bool proved;			/* no answer is better in 1 to 3; false: steps ran out */
};

/*
 * The loads of weeks from how many deliveries each has: quarters of their average, at least 1, so
 * that a quiet week counts too; halves up. The average is that of weeks that have any. A week of
 * which nothing is known (below 0) is an average one; all are when none has any.
 */
PIAL_NONNULL_ALL
void pial_rota_loads(const int64_t *deliveries, size_t weeks, int32_t *load);

/* Shares the turns out; release the result in any case. */
PIAL_NONNULL_ALL
void pial_rota_share(const struct pial_rota_input *input, struct pial_rota_result *result);

/* Gives the result's arrays back. */
PIAL_NONNULL_ALL void pial_rota_result_release(struct pial_rota_result *result);

#endif
