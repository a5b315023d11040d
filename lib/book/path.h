/*
 * Inside the book: what the files of this room share and no other room needs.
 */
#ifndef PIAL_BOOK_PATH_H
#define PIAL_BOOK_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/book.h"
#include "io/source.h"

/*
 * Name of a file of the book as people are shown it: from where they stand. In the model's
 * arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_book_shown(struct pial_book *book, const char *path);

/*
 * What is to be read ahead (pial_book_read_ahead) is looked at: true when it is large enough for a
 * thread. The lock is held.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_book_has_ahead(struct pial_book *book);

/*
 * Reads it, while another thread reads the book. True when there was nothing to say; whoever waited
 * for both then sets book->ahead.good.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_book_fetch_ahead(struct pial_book *book);

/*
 * Reads a file of the book and remembers its identity for the next commit. One that was read ahead,
 * with nothing to say of it, is not read again.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_read(struct pial_book *book, const char *path, size_t max, bool optional,
		    struct pial_source *source, struct pial_diags *diags);

/*
 * Names in a folder of the book that end with suffix, sorted, without hidden ones; in the
 * model's arena. None when there is no folder.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char **pial_book_list(struct pial_book *book, const char *folder, const char *suffix,
			    size_t *count);

/* The year that names a folder of season/: four digits; 0 when it is none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL int pial_book_year(const char *name);

/*
 * Looks at the names of files and folders, which nothing else does: a file that no command reads
 * hides what it holds without a word. A folder of weeks/ that is no week is refused (E-WEEK,
 * E-WEEK-IMPOSSIBLE), so is one of season/ that is no year (E-SEASON-NAME), and so is a name that
 * is nearly that of a file of the book which is not there (E-FILE-NEAR, with that name):
 * certificats.csv, orders.CSV, a contract in .yml. What is near nothing is nobody's business:
 * notes, sheets, FILE~. False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_check_names(struct pial_book *book, struct pial_diags *diags);

/*
 * Takes the shared (exclusive false) or exclusive lock, waiting for it. A read-only book
 * without a lock file needs none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_lock(struct pial_book *book, bool exclusive, struct pial_diags *diags);

/* True when no file that was read has changed since; else adds E-BOOK-CHANGED. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_unchanged(struct pial_book *book, struct pial_diags *diags);

#endif
