/*
 * The view `contract`: what kitchens committed to, what they had of it, what is left, what it will
 * come to.
 *
 * Quantities and values are those of engine/contract_check.h, which pial-plan season shows too: at
 * the contract's own price on the day, without VAT and before any revision. What is delivered was
 * kept by the kitchen, or allocated where no receipt says so, on a day up to the one the view is
 * made on; what is ordered is known for a later day, or was never allocated; what is to come is
 * what the needs of the season foretell of the weeks that nothing is known of.
 */
#ifndef PIAL_REPORT_CONTRACT_VIEW_H
#define PIAL_REPORT_CONTRACT_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/contract_check.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* What asks for somebody's eye. */
enum pial_contract_alert {
	PIAL_CONTRACT_FINE,	/* nothing */
	PIAL_CONTRACT_UNDER,	/* the minimum will not be reached */
	PIAL_CONTRACT_OVER,	/* the maximum will be passed */
	PIAL_CONTRACT_CEILING,	/* with the buyer's other lots too much for a direct award */
};

/* A line of a contract in one of its periods, or without product the whole contract. */
struct pial_contract_row {
	uint32_t line;				/* unused */
	struct pial_contract_id contract;	/* which */
	struct pial_kitchen_id kitchen;		/* whose */
	struct pial_product_id product;		/* what; none: all of it, in value */
	struct pial_date from, until;		/* of the period; none: open */
	struct pial_qty min, max;		/* bounds of the period; none: not said */
	struct pial_qty delivered, ordered, expected, end;	/* end: their sum */
	struct pial_qty to_min, to_max;		/* left of the bounds after what is delivered */
	struct pial_money min_value, max_value;	/* of the whole contract; none: not said */
	/* as above, without VAT */
	struct pial_money delivered_value, ordered_value, expected_value, end_value;
	struct pial_money to_min_value, to_max_value;	/* left of the bounds */
	struct pial_week passed;		/* in which the maximum is; none: it is not */
	uint8_t unit;				/* enum pial_unit of the quantities */
	uint8_t alert;				/* enum pial_contract_alert */
};

/* A month of a contract, with the sums up to its end. */
struct pial_contract_progress {
	uint32_t line;				/* unused */
	struct pial_contract_id contract;	/* which */
	struct pial_month month;		/* which */
	struct pial_money delivered, ordered, expected;	/* in it */
	struct pial_money so_far;		/* delivered and ordered up to its end */
	struct pial_money end;			/* the same with what is to come */
	struct pial_money min, max;		/* of the contract; none: not said */
};

/*
 * Columns: contract product from until kitchen unit min max delivered ordered expected end to_min
 * to_max min_value max_value delivered_value ordered_value expected_value end_value to_min_value
 * to_max_value passed alert.
 */
extern const struct pial_schema pial_schema_view_contract;

/* Columns: contract month delivered ordered expected so_far end min max. */
extern const struct pial_schema pial_schema_view_progress;

struct pial_contract_view_input {
	const struct pial_model *model;	/* indexed */
	/* of all that is known, and of what is delivered alone: same contracts, `every` */
	const struct pial_contract_result *all, *given;
	struct pial_date day;		/* the view is made on */
	struct pial_date first, last;	/* periods that touch these days; none: that day's */
	struct pial_kitchen_id only;	/* contracts of this kitchen; none: of all */
};

/*
 * Fills a table of pial_schema_view_contract, sorted: of each contract that touches the days one
 * row for the whole, then its lines in the periods that touch them. Without days: contracts that
 * are not over, and the periods of today, or of the first day of a contract that has not begun.
 * False when a sum leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_contract_view_make(struct pial_table *out, const struct pial_contract_view_input *input);

/*
 * Fills a table of pial_schema_view_progress, sorted: the months of the same contracts in which
 * something was had or is to come. False when a sum leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_contract_view_months(struct pial_table *out,
			       const struct pial_contract_view_input *input);

/* What the paper of the view says. */
struct pial_contract_paper {
	const struct pial_model *model;		/* names */
	const struct pial_table *lines;		/* of pial_schema_view_contract */
	const struct pial_table *months;	/* of pial_schema_view_progress */
	struct pial_date day;			/* the view is made on */
};

/* Writes the view as a paper (report/view.h): contract by contract, progress, then its lines. */
PIAL_NONNULL_ALL void pial_contract_view_write(struct pial_paper *paper, const void *data);

#endif
