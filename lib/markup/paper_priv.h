/*
 * What files that add blocks to a paper share: texts made harmless, lists that live in its arena.
 */
#ifndef PIAL_MARKUP_PAPER_PRIV_H
#define PIAL_MARKUP_PAPER_PRIV_H

#include "markup/paper.h"

/*
 * Copies a text into the paper's arena without what no document may hold (paper.h); every text of a
 * block has passed here.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_paper_copy(struct pial_paper *paper, const char *text);

/*
 * Makes room for one more element of size bytes in a list of count that lives in the arena; the
 * room is zero. Returns the list, which may have moved.
 */
PIAL_MUST_CHECK
void *pial_paper_grown(struct pial_paper *paper, void *list, size_t count, size_t *cap,
		       size_t size);

/* Adds a block where blocks go now, and makes it the one being filled. */
PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_paper_block *pial_paper_block(struct pial_paper *paper,
					  enum pial_paper_block_kind kind);

/* Columns of the longest piece of a text between signs. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL size_t pial_paper_longest(const char *text, const char *signs);

/*
 * True for a row whose first cell goes on with the value of the row above it, in a column that
 * shows such a value once (PIAL_PAPER_RUN).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_paper_runs_on(const struct pial_paper_block *table, size_t row);

#endif
