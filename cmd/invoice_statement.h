/*
 * A month being settled: its statements, advances and fund, read from the book and put back.
 */
#ifndef PIAL_CMD_INVOICE_STATEMENT_H
#define PIAL_CMD_INVOICE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "book/cash.h"
#include "cmd/cli.h"
#include "invoice/statement.h"
#include "load/table.h"
#include "model/cash.h"

/* A month that was settled before, as it stands now. */
struct pial_settled {
	struct pial_month period;	/* which month */
	struct pial_table lines;	/* its lines, as issued or drafted */
	int64_t fund;			/* what they give the fund, in cents, as the view `value` */
	bool changed;			/* there are corrections of it */
};

struct pial_settling {
	struct pial_cli *cli;			/* the run */
	/* What must hold before the month is settled; false, said, if not. NULL: nothing else. */
	bool (*before)(struct pial_settling *s);
	struct pial_month period;		/* which month */
	struct pial_table table;		/* its statements */
	bool saved;				/* they are those that were saved */
	struct pial_cash advances, fund;	/* the ledgers */
	size_t had_advances, had_fund;	/* of the rows to add, how many a stopped run has left */
	struct pial_arena arena;		/* holds open and carried */
	struct pial_advance_open *open;		/* advances before the month */
	size_t opens;				/* how many */
	struct pial_carried *carried;		/* from the month before */
	size_t carrieds;			/* how many */
	struct pial_table rows;			/* the saved statements of all other months */
	struct pial_month last, later;	/* last settled month before; one that is after; none */
	struct pial_settled *settled;		/* months that were looked at again; owned */
	size_t settleds;			/* how many */
	struct pial_month gap;			/* has lines, and is not settled; none */
	struct pial_statement_row *correction;	/* of settled months; in the arena */
	size_t corrections;			/* how many */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_settling_init(struct pial_settling *s, struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_settling_release(struct pial_settling *s);

/*
 * Reads statements/MONTH.csv of the month into the table; saved says whether there is one. The book
 * must be loaded. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_settling_saved(struct pial_settling *s);

/*
 * Reads the ledgers and the statements of other months: what the last settled month carries over,
 * and the corrections that settled months need (invoice/correct.h). None of either for a month
 * after which another is settled: they were its own. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_settling_read(struct pial_settling *s);

/* Fills the table with the statements of some lines. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_make(struct pial_settling *s, const struct pial_table *lines);

/*
 * Finds the corrections of the months settled before: what each comes to now, invoiced since then
 * or credited, less what its statements and their corrections say. Under a mandate or when the
 * group resells, a month that was settled from its deliveries waits for its invoices
 * (A-STATEMENT-DRAFT). (invoice_correcting.c)
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_correcting_read(struct pial_settling *s);

/*
 * True for a row of the fund's ledger that belongs to the statements of this month, which are not
 * saved: a run was stopped between the ledgers and the statements, which come last.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_is_left(const struct pial_settling *s, const struct pial_fund_entry *row);

/* Adds a row to the fund's ledger, unless a stopped run has left the same. False on overflow. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_add_fund(struct pial_settling *s, const struct pial_fund_entry *row);

/* Adds what the corrections move of the fund to its ledger. False on overflow. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_correcting_fund(struct pial_settling *s);

/*
 * What lines of one month give the fund in all, in cents, as the view `value` says it. False when
 * refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_value(struct pial_settling *s, const struct pial_table *lines, int64_t *cents);

/*
 * Adds rows to the fund's ledger for one month: levies of producers that the statements say, what
 * kitchens paid for the fund beside prices, and the rest of what its lines give, so that the rows
 * of the month add up to fund. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_fund(struct pial_settling *s, struct pial_month period,
			const struct pial_table *lines, int64_t fund);

/*
 * Commits the month: its statements, a repaid row of each advance that they keep something of, and
 * the rows of the fund for it and for the months that are corrected, so that the fund's month is
 * that of the view `value`. Months are settled in their order: refused when a later one is settled
 * (E-STATEMENT-ORDER) or one between, with lines, is not (E-STATEMENT-GAP), or when s->before says
 * no. Rows that a run left in the ledgers, stopped before the statements were there, are not added
 * twice; they are in the way when they no longer hold (E-STATEMENT-HALF). False when refused or
 * failed.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_save(struct pial_settling *s, const struct pial_table *lines);

/*
 * The statements of a month: those that were saved when it was settled, else made of the lines
 * given, or of what the book has of the month; settled with --save. Without a period the month is
 * that of the first line. False when refused; *code then is the exit code.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_find(struct pial_settling *s, struct pial_month period, enum pial_exit *code);

/*
 * Adds the saved statements of every month that was settled, in order, to a table of
 * pial_schema_statement. The book must be loaded. False when one is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settled_rows(struct pial_cli *cli, struct pial_table *table);

/* Keeps the rows of one producer. */
PIAL_NONNULL_ALL void pial_settling_only(struct pial_settling *s, uint32_t producer);

#endif
