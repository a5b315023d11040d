/*
 * The ledgers of cash: read with their chain, and added to.
 */
#ifndef PIAL_BOOK_CASH_H
#define PIAL_BOOK_CASH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "book/book.h"
#include "io/digest.h"
#include "load/table.h"

/* One ledger as it stands, and what is added to it. */
struct pial_cash {
	struct pial_table table;	/* its rows, sorted by key */
	struct pial_strbuf text;	/* its bytes, new rows included */
	char last[PIAL_DIGEST_TEXT];	/* hash of its last row; "" without rows */
	size_t added;			/* rows added since it was read */
};

/* Makes an empty ledger of a schema whose last two columns are previous and hash. */
PIAL_NONNULL_ALL void pial_cash_init(struct pial_cash *cash, const struct pial_schema *schema);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_cash_release(struct pial_cash *cash);

/*
 * Reads the ledger from its place in the book and checks its chain and names; a missing file is an
 * empty ledger. False when refused: a row that is not what was written, or does not follow the one
 * above (E-LEDGER-CHAIN), or a header that is not the one written (E-LEDGER-HEADER).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cash_read(struct pial_cash *cash, struct pial_book *book, struct pial_diags *diags);

/*
 * Adds a row, whose previous and hash are filled in, to the text that is to be committed. The rows
 * of table stay those that were read. False when the ledger no longer fits memory.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cash_add(struct pial_cash *cash, const struct pial_model *model, const void *row);

/* The change that puts the ledger with its new rows into the book; cash must outlive it. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_book_change pial_cash_change(const struct pial_cash *cash);

#endif
