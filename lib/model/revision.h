/*
 * Revised prices: a contract's price that follows published indices.
 *
 * New price = price written x sum over parts of (share x index now / index at base), as public food
 * contracts have it (code de la commande publique, R. 2112-13; practical guide of the State on
 * adapting food contracts). What the sources leave to the contract is a key of the contract: how
 * often, the decimals and the rounding of each ratio, the decimals of the price, floor and cap,
 * from base or chained.
 *
 * Nothing here looks back: the price of a day depends on the values that had been read on the first
 * day of its period (indices are corrected for up to two years after they are published), so that a
 * price once invoiced is found again, whatever is typed later with its own day of reading.
 */
#ifndef PIAL_MODEL_REVISION_H
#define PIAL_MODEL_REVISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"

enum pial_revised_state {
	PIAL_REVISED_FIRM,	/* no formula: the price written */
	PIAL_REVISED_DONE,	/* revised */
	PIAL_REVISED_UNKNOWN,	/* an index has no value to go by: the price written */
	PIAL_REVISED_RANGE,	/* the result is no price: the price written */
};

/* How the price of a day came about. */
struct pial_revised {
	struct pial_price price;	/* to be paid, without VAT, per priced unit */
	/* in the contract, or, chained, after the revision before */
	struct pial_price written;
	int64_t coefficient_e9;		/* price / written, before floor and cap */
	struct pial_date since;		/* first day of the period; none: firm */
	struct pial_text missing;	/* index without a value, when UNKNOWN */
	uint8_t state;			/* enum pial_revised_state */
	bool floored, capped;		/* a bound of the contract decided */
};

/* One part of a formula, as it counts in a period. */
struct pial_revised_part {
	struct pial_month base_month, month;	/* of the two values; none: fixed part */
	struct pial_qty base, now;		/* values, thousandths; none: fixed part */
	int64_t ratio;				/* now / base, in units of 10^-decimals, rounded */
	int32_t decimals;			/* of ratio */
};

/* Copies the values of indices into the model, for the questions below. */
PIAL_NONNULL(1)
void pial_model_add_indices(struct pial_model *model, const struct pial_index_value *value,
			    size_t values);

/*
 * First day of the period of a revision that holds a day: the day's Monday, or the first of its
 * month, quarter or year; not before the first day of the contract.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_date pial_revision_since(const struct pial_contract *contract,
				     const struct pial_revision *revision, struct pial_date day);

/*
 * The last value of an index that had been read by a day, of one month, or, when month is none, of
 * the newest month read by then; of several readings of a month the last counts. NULL: none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_index_value *pial_model_index_value(const struct pial_model *model,
						      struct pial_text index,
						      struct pial_month month,
						      struct pial_date read_by);

/*
 * A part of a formula in the period that begins on a day. The value at base is that of the base
 * month (as read by that day, else its first reading), or, when before is not none, the newest read
 * by that day (a chained formula). Nothing newer than the base has been read: the ratio is one.
 * False when the base month has no value, or the ratio leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_revision_part_on(const struct pial_model *model, const struct pial_revision *revision,
			   const struct pial_revision_part *part, struct pial_date before,
			   struct pial_date since, struct pial_revised_part *out);

/*
 * The price of a contract line on a day. Floor and cap bound the change from the written price, or,
 * chained, of each revision from the one before. The price is rounded to the formula's
 * price_decimals, halves away from zero, once a revision.
 */
PIAL_NONNULL_ALL
void pial_price_revise(const struct pial_model *model, const struct pial_contract *contract,
		       const struct pial_contract_line *line, struct pial_date day,
		       struct pial_revised *out);

#endif
