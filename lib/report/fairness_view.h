/*
 * The view `fairness`: what each party was promised, had a right to and got, and what it is owed.
 *
 * An account says « 12 kg » and a grower asks why. The answer is a sum over weeks that anybody can
 * do again: the account before, and what the exact answer gave a right to (of it the credit of
 * confirmed hazards), less what was given, less what lapsed because an account stays within its
 * bound: before + entitled - given - lapsed = account. Each week's figures are those of the ledger,
 * or of the week as it would be closed now. What was promised is held against what was given in
 * the same weeks only: before a group's first plan nobody had promised anything.
 */
#ifndef PIAL_REPORT_FAIRNESS_VIEW_H
#define PIAL_REPORT_FAIRNESS_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/ledger.h"
#include "model/model.h"

/* A party and a product over some weeks; without product the party, in kilograms and euros. */
struct pial_fair_row {
	uint32_t line;			/* unused */
	uint32_t id;			/* number of a producer of tier 1, or of a kitchen */
	struct pial_product_id product;	/* what; none: all of it */
	int32_t weeks;			/* in which it has a part */
	struct pial_qty promised;	/* by the plan; of a kitchen: ordered; none: nothing */
	struct pial_qty kept;		/* given in the weeks of which it promised some */
	struct pial_qty before;		/* account before the weeks */
	struct pial_qty entitled;	/* exact answers, hazards credited */
	struct pial_qty given;		/* sold, or received */
	struct pial_qty lapsed;		/* beyond the account's bound */
	struct pial_qty account;	/* owed after the weeks; below 0 when ahead */
	struct pial_qty lost, credit;	/* confirmed hazards, their part of entitled; none: 0 */
	struct pial_text cause;		/* of the latest hazard */
	/* the same in mass; none: not known, or nothing was promised */
	struct pial_mass promised_mass, kept_mass, given_mass, account_mass;
	struct pial_money account_value;	/* at its price (balances_view.h); none: no price */
	struct pial_rate share;		/* kept of promised; none: nothing was promised */
	struct pial_date last_met;	/* last day it gave or got any */
	uint8_t side;			/* enum pial_side */
	uint8_t unit;			/* enum pial_unit of the quantities */
};

/*
 * Columns: side id product weeks unit promised kept before entitled given lapsed account lost
 * credit cause promised_kg kept_kg given_kg account_kg account_eur share last_met.
 */
extern const struct pial_schema pial_schema_view_fairness;

/* What somebody promised or ordered, or lost, of a product. */
struct pial_fair_promise {
	uint32_t id;			/* number of a producer or kitchen */
	struct pial_product_id product;	/* what */
	struct pial_qty quantity;	/* thousandths of the unit */
	struct pial_text cause;		/* of a loss */
	struct pial_week week;		/* for which */
	uint8_t side;			/* enum pial_side */
};

struct pial_fairness_input {
	const struct pial_model *model;			/* indexed */
	const struct pial_balance *entry;		/* rows of the weeks, week by week */
	size_t entries;					/* how many */
	const struct pial_balance *before;		/* accounts before, by party and product */
	size_t befores;					/* how many */
	const struct pial_fair_promise *promise;	/* of those weeks, in any order */
	size_t promises;				/* how many */
	const struct pial_fair_promise *lost;		/* confirmed hazards of those weeks */
	size_t losts;					/* how many */
	uint32_t only;					/* this party; 0: all */
};

/*
 * Fills a table of pial_schema_view_fairness, sorted: a row for each party and product that has a
 * part in the weeks or promised some, and before them one for the party. The kilograms of a party
 * are none as soon as one product's are not known; so are its euros. False when a sum leaves 64
 * bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_fairness_view_make(struct pial_table *out, const struct pial_fairness_input *input);

/* What the paper of the view says. */
struct pial_fairness_paper {
	const struct pial_model *model;	/* names, policy */
	const struct pial_table *table;	/* of pial_schema_view_fairness */
	struct pial_week first, last;	/* weeks counted; none: there are none */
};

/* Writes the view as a paper (report/view.h): bars of both sides, then accounts and their sums. */
PIAL_NONNULL_ALL void pial_fairness_view_write(struct pial_paper *paper, const void *data);

#endif
