/*
 * Views of cash: where each advance stands, and the shared fund with its balance.
 */
#ifndef PIAL_REPORT_CASH_VIEW_H
#define PIAL_REPORT_CASH_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "model/cash.h"
#include "model/model.h"

/* Where an advance stands. */
struct pial_advance_view {
	uint32_t line;			/* unused */
	struct pial_text advance;	/* its number */
	struct pial_producer_id producer;	/* who had it */
	struct pial_text lender;	/* "fund", or a kitchen */
	struct pial_date date;		/* granted on */
	struct pial_money granted, repaid, waived;	/* so far */
	struct pial_money balance;	/* left to be paid back */
	struct pial_month last;		/* of the last statement that kept some; none */
};

/* A movement of the fund, and what is in it afterwards. */
struct pial_fund_view {
	uint32_t line;			/* in the ledger: what tells rows apart */
	int32_t entry;			/* place in the ledger, from 1 */
	struct pial_date date;		/* of the movement */
	struct pial_text party, label;	/* who, what for */
	struct pial_month period;	/* month that it belongs to */
	struct pial_money amount;	/* in above 0, out below */
	struct pial_money balance;	/* of the fund after it */
	uint8_t kind;			/* enum pial_fund_kind */
};

/* Columns: advance producer lender date granted repaid waived balance last. */
extern const struct pial_schema pial_schema_view_advances;

/* Columns: entry date kind period party label amount balance. */
extern const struct pial_schema pial_schema_view_fund;

/*
 * Fills a table of pial_schema_view_advances, one row an advance, from the ledger's entries, sorted
 * by key. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1)
bool pial_advance_view_make(struct pial_table *out, const struct pial_advance_entry *entry,
			    size_t entries);

/* Fills a table of pial_schema_view_fund from the ledger's rows, in its order. */
PIAL_MUST_CHECK PIAL_NONNULL(1)
bool pial_fund_view_make(struct pial_table *out, const struct pial_fund_entry *entry,
			 size_t entries);

#endif
