/*
 * Mentions, rates and terms of a book: its own files of data/, or those that are shipped.
 */
#ifndef PIAL_BOOK_LEGAL_H
#define PIAL_BOOK_LEGAL_H

#include <stdbool.h>

#include "base/attr.h"
#include "book/book.h"
#include "diag/diag.h"
#include "load/table.h"
#include "model/legal.h"

struct pial_book_legal {
	struct pial_table mentions, rates, terms;	/* hold the rows of law */
	struct pial_legal law;				/* what invoices ask */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_book_legal_init(struct pial_book_legal *legal);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_book_legal_release(struct pial_book_legal *legal);

/*
 * Reads the three tables. The book must be loaded: texts go to its pool. False when one is
 * refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_legal(struct pial_book *book, struct pial_book_legal *legal,
		     struct pial_diags *diags);

#endif
