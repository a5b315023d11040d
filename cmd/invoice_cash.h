/*
 * What the verbs of cash share: words as a row of a ledger, ledgers committed together.
 */
#ifndef PIAL_CMD_INVOICE_CASH_H
#define PIAL_CMD_INVOICE_CASH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "book/cash.h"
#include "cmd/cli.h"
#include "load/table.h"

/* Words of a command line, as a table of one row: the reader of tables checks and refuses them. */
struct pial_typed_row {
	struct pial_strbuf header, row;	/* the table */
	struct pial_table table;	/* the same, read */
};

/* Makes an empty row of a schema. */
PIAL_NONNULL_ALL void pial_typed_init(struct pial_typed_row *typed,
				      const struct pial_schema *schema);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_typed_release(struct pial_typed_row *typed);

/* Sets a column; nothing for a text of NULL. */
PIAL_NONNULL(1, 2)
void pial_typed_put(struct pial_typed_row *typed, const char *column, const char *text);

/* Sets a column to a date. */
PIAL_NONNULL_ALL
void pial_typed_date(struct pial_typed_row *typed, const char *column, struct pial_date date);

/*
 * Reads the row, checks its names, and returns it; it lives in typed. NULL when refused, said
 * without a place.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
void *pial_typed_read(struct pial_typed_row *typed, struct pial_cli *cli);

/*
 * Commits the ledgers that rows were added to, all or nothing, with the flags of the command line.
 * Returns PIAL_EXIT_DONE or the exit code of the failure.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_cash_commit(struct pial_cli *cli, const struct pial_cash *const *cash,
				size_t count);

#endif
