/*
 * What kitchens will want in a season, week by week, from the best that is known of each cell.
 *
 * A cell is a kitchen, a product and a week. Of the sources that say something of a cell the most
 * precise one is taken, and its name goes with the figure:
 *
 *	1. what people wrote in needs.csv, which stays as it is;
 *	2. menus (engine/menus.h);
 *	3. the firm quantity that a contract has for the week;
 *	4. a part of what a contract has between minimum and maximum, spread over its open weeks;
 *	5. what was delivered in the week of the same number a year before, times a factor.
 *
 * Menus come before firm quantities because they say what will be cooked; a firm quantity is owed
 * all the same, which orders and allocation see to. A source is compared in its cell only: a menu
 * without carrots does not take away the carrots of a contract.
 *
 * A week in which a kitchen receives on no day (closures, delivery days, joined and left) wants
 * nothing, whatever says so.
 */
#ifndef PIAL_ENGINE_NEEDS_H
#define PIAL_ENGINE_NEEDS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/menus.h"
#include "model/model.h"
#include "model/season.h"

struct pial_needs_input {
	const struct pial_model *model;		/* kitchens, products, contracts, calendar */
	struct pial_week first, last;		/* weeks of the season */
	const struct pial_need *said;		/* rows that people wrote, any order */
	size_t saids;				/* how many */
	const struct pial_wanted *menus;	/* of menus, any order; those of a cell add up */
	size_t menu_count;			/* how many */
	/* delivered a year before, put into the week of this season; those of a cell add up */
	const struct pial_wanted *delivered;
	size_t delivereds;			/* how many */
	struct pial_rate factor;		/* of what was delivered */
	struct pial_rate between;		/* of what is between minimum and maximum */
};

struct pial_needs_result {
	struct pial_arena arena;	/* holds row */
	struct pial_need *row;		/* by kitchen, product, week; line 0; said ones left out */
	size_t rows;			/* how many */
	size_t closed;			/* cells of closed weeks that menus or deliveries had */
};

/*
 * The week of a season's year before whose deliveries stand for a week: that of the same number;
 * week 52 for a week 53 that the year before has not. None out of range.
 */
PIAL_MUST_CHECK struct pial_week pial_needs_year_before(struct pial_week week);

/*
 * What is left to want of a contract line in each of its open weeks around a day: (minimum +
 * between x (maximum - minimum) - firm quantities) / weeks, rounded to thousandths, half up, over
 * the period that the minimum is counted over (pial_line_period). A minimum that is not said is 0;
 * without maximum the minimum alone counts. Weeks that count are those in which the kitchen
 * receives while the line is in force, without a firm quantity, and, when the product has months,
 * whose first such day is in one of them; a week belongs to the period of that day. 0 when nothing
 * is left or no week is; false when the line says neither minimum nor maximum.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_needs_spread(const struct pial_needs_input *input, const struct pial_contract *contract,
		       const struct pial_contract_line *line, struct pial_date day,
		       struct pial_qty *quantity);

/*
 * Finds what kitchens will want. Rows are above 0; weeks in a row with the same quantity and source
 * are one row. The result must be fresh. Same input, same rows, in any order of rows.
 */
PIAL_NONNULL_ALL
void pial_needs_find(const struct pial_needs_input *input, struct pial_needs_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_needs_result_release(struct pial_needs_result *result);

#endif
