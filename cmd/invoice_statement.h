/*
 * A month being settled: its statements, advances and fund, read from the book and put back.
 */
#ifndef PIAL_CMD_INVOICE_STATEMENT_H
#define PIAL_CMD_INVOICE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "book/cash.h"
#include "cmd/cli.h"
#include "invoice/statement.h"
#include "load/table.h"

struct pial_settling {
	struct pial_cli *cli;			/* the run */
	struct pial_month period;		/* which month */
	struct pial_table table;		/* its statements */
	bool saved;				/* they are those that were saved */
	struct pial_cash advances, fund;	/* the ledgers */
	struct pial_arena arena;		/* holds open and carried */
	struct pial_advance_open *open;		/* advances before the month */
	size_t opens;				/* how many */
	struct pial_carried *carried;		/* from the month before */
	size_t carrieds;			/* how many */
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

/* Reads the ledgers, and what the month before carries over. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_settling_read(struct pial_settling *s);

/* Fills the table with the statements of some lines. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_make(struct pial_settling *s, const struct pial_table *lines);

/*
 * Commits the month: its statements, a repaid row of each advance that they keep something of, a
 * levy row of each producer and one of what partners left or took of the fund, so that the fund's
 * month is that of the view `value`. False when refused or failed.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_settling_save(struct pial_settling *s, const struct pial_table *lines);

#endif
