/*
 * Contracts over their whole duration: will the minimum be reached, will the maximum be passed, is
 * the value still one that may be awarded directly.
 *
 * A contract of three years is one contract: what binds is counted over all of it (French public
 * procurement code, R. 2121-1 and following: the whole duration, all lots; R. 2162-4: a framework
 * agreement has a maximum). Of each week of the contract's duration counts
 *
 *   what the book has of it: what was kept, else allocated, else ordered, if it has anything;
 *   else, from the first week that is planned on, the kitchen's need of the week of the same ISO
 *   number in the season planned: the other years of a contract are taken to be like this one;
 *   else nothing.
 *
 * Weeks in which the kitchen receives on no day need nothing. A need counts on the first day of
 * its week on which the kitchen receives and the line is in force. Value is quantity at the line's
 * price on the day, without VAT; what is paid by weight counts with its mean weight. Revisions are
 * not foretold.
 */
#ifndef PIAL_ENGINE_CONTRACT_CHECK_H
#define PIAL_ENGINE_CONTRACT_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/data.h"
#include "model/history.h"
#include "model/model.h"
#include "model/season.h"

struct pial_contract_input {
	const struct pial_model *model;	/* indexed */
	int year;			/* of the season planned */
	struct pial_week from;		/* first week that is planned; none: the season's first */
	const struct pial_need *need;	/* of that season */
	size_t needs;			/* how many */
	/* what was kept, allocated or ordered under contracts, in any order */
	const struct pial_contract_delivered *done;
	size_t dones;			/* how many */
	const struct pial_week *known;	/* weeks of which the book has something, in order */
	size_t knowns;			/* how many */
	const struct pial_threshold *threshold;	/* of a direct award */
	size_t thresholds;		/* how many */
	/* also contracts and periods over before the season, and lines without bounds */
	bool every;
	/* with `every`: contracts that ended before this day are left out; none: none is */
	struct pial_date ended;
};

/* One line of a contract in one of its periods. */
struct pial_contract_outlook {
	struct pial_contract_id contract;	/* whose */
	struct pial_product_id product;		/* what */
	struct pial_date first, last;		/* of the period; last none: no end */
	struct pial_qty done, expected;		/* had so far, still to come */
	struct pial_money done_value, expected_value;	/* the same, without VAT */
	struct pial_qty min, max;		/* of the period; none: not said */
	struct pial_week passed;		/* in which the maximum is; none: it is not */
	bool short_of;				/* the minimum is not reached */
};

/* A contract over its whole duration. */
struct pial_contract_value {
	struct pial_contract_id contract;	/* which */
	struct pial_money done, expected;	/* had so far, still to come; without VAT */
	struct pial_money min, max;		/* of the contract; none: not said */
	/* most that it, and the buyer's other contracts that overlap it, may come to */
	struct pial_money lots;
	struct pial_money ceiling;	/* of a direct award the day it began; none: nothing says */
	bool short_of, passed;		/* its minimum, its maximum */
	bool above;			/* lots are not below the ceiling */
};

/* A month of a contract. */
struct pial_contract_month {
	struct pial_contract_id contract;	/* which */
	struct pial_month month;		/* in which something is had or to come */
	struct pial_money done, expected;	/* in that month; without VAT */
};

struct pial_contract_result {
	struct pial_arena arena;		/* holds all below */
	struct pial_contract_outlook *line;	/* by contract, line, period: those with a bound */
	size_t lines;				/* how many */
	struct pial_contract_value *value;	/* by contract: those that the season touches */
	size_t values;				/* how many */
	struct pial_contract_month *month;	/* by contract of value, month */
	size_t months, month_cap;		/* how many, and room */
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_contract_result_init(struct pial_contract_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_contract_result_release(struct pial_contract_result *result);

/*
 * Looks at every contract that has a day in the season, or after it (with `every`, any that has not
 * `ended` before). The values of a contract's months add up to its own, and so do those of its
 * lines where each product that it has is priced by a line. False when a sum leaves 64 bits; the
 * result is then of no use but to be released.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_contract_check(const struct pial_contract_input *input,
			 struct pial_contract_result *result);

#endif
