/*
 * What contracts say of a week's orders: quantities owed, and the reference that weighs them.
 *
 * An order row is owed its contract's firm quantity of the week, else the remaining minimum
 * spread over the remaining open delivery days (spec of allocation, "Instance"). A firm
 * quantity is owed once a week: it is split between the rows of the contract and product in
 * proportion to their packs, by largest remainder. A reference by the maximum or minimum counts
 * the week's open delivery days against those of the whole period, so that it is the same
 * whatever the kitchen orders this week.
 */
#ifndef PIAL_ENGINE_OWED_H
#define PIAL_ENGINE_OWED_H

#include <stddef.h>

#include "base/attr.h"
#include "engine/allocate.h"
#include "engine/ratio.h"

/* A day span, both ends included. */
struct pial_span {
	struct pial_date first, last;	/* last before first: empty */
};

/* The firm quantity of a contract line in a week; none when it says nothing of that week. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_qty pial_firm_quantity(const struct pial_contract_line *line, struct pial_week week);

/*
 * First day of a week on which the kitchen of a contract receives and this line is in force; none
 * when there is no such day.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_date pial_line_first_day(const struct pial_model *model,
				     const struct pial_contract *contract,
				     const struct pial_contract_line *line,
				     struct pial_week week);

/*
 * The period that a line's minimum and maximum are counted over, around a day on which the line
 * is valid: whole duration, calendar year, or year from its first day.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_span pial_line_period(const struct pial_contract *contract,
				  const struct pial_contract_line *line, struct pial_date day);

/* Days of a span on which a kitchen receives. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_open_days(const struct pial_model *model, const struct pial_kitchen *kitchen,
		       struct pial_span span);

/*
 * What is left of a line's minimum in the period around a day, for one delivery day:
 * thousandths of the unit, rounded up. 0 without minimum or when it is reached.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_minimum_per_day(const struct pial_allocate_input *input,
			     const struct pial_contract *contract,
			     const struct pial_contract_line *line, struct pial_date day);

/*
 * The week's part of a line's maximum, else of its minimum, in thousandths of the unit; 0 / 1
 * with false when the line has neither or no day is open.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_line_reference(const struct pial_allocate_input *input,
			 const struct pial_contract *contract,
			 const struct pial_contract_line *line, struct pial_date day,
			 struct pial_ratio *reference);

#endif
