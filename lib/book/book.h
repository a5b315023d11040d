/*
 * The book: a folder of plain files, found as git finds a repository, loaded under a shared
 * lock, changed under an exclusive one.
 *
 * One flock on .pial/lock: shared from pial_book_load to pial_book_unlock, exclusive while
 * committing, never held while reading standard input or writing standard output. Every file
 * read is remembered with its identity (inode, size, times); a commit looks again and refuses
 * when one changed meanwhile. .pial/written keeps the digest of what the toolkit last wrote to
 * each file: a file that differs was edited by a person and is not overwritten unless forced,
 * and then kept as FILE~.
 *
 * Why a lock file and not the data: rename replaces the inode that would be locked. Why digests
 * in .pial/written and not times: git does not keep times; why times within one run: hashing a
 * national week would cost more than reading it.
 */
#ifndef PIAL_BOOK_BOOK_H
#define PIAL_BOOK_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "load/table.h"
#include "model/model.h"

/* A file that was read, or found missing. */
struct pial_book_seen {
	const char *path;		/* relative to the book; in the model's arena */
	bool exists;			/* it was there; the rest is 0 otherwise */
	ino_t inode;			/* as fstatat said before the file was read */
	off_t size;			/* bytes */
	struct timespec modified, changed;	/* last change of the data, of the inode */
};

enum pial_standing {	/* the standing tables of a book, by file */
	PIAL_STANDING_PRODUCERS, PIAL_STANDING_KITCHENS, PIAL_STANDING_PRODUCTS,
	PIAL_STANDING_CERTIFICATES, PIAL_STANDING_DISTANCES, PIAL_STANDING_HAZARDS,
	PIAL_STANDING_COUNT
};

/* A file that is read while others are loaded. */
struct pial_book_ahead {
	const char *path;		/* relative to the book; in the model's arena; NULL: none */
	const char *shown;		/* as people are shown it; in the model's arena */
	struct pial_book_seen seen;	/* before it was read */
	struct pial_source source;	/* its text; owned until it is asked for */
	bool good;			/* it was read, and there is nothing to say */
};

struct pial_book {
	struct pial_model model;	/* what the files say */
	/* the CSV files as read, for positions */
	struct pial_table standing[PIAL_STANDING_COUNT];
	char *path;			/* the folder, as people wrote it; owned */
	int dir;			/* descriptor of the folder; -1: not open */
	int lock;			/* descriptor of .pial/lock; -1: not held */
	bool exclusive;			/* set before loading: the lock is the exclusive one */
	struct pial_book_seen *seen;	/* files read; owned */
	size_t seen_count;		/* how many */
	size_t seen_cap;		/* room */
	/* called before a table of a week is read, if set: long walks show where they are */
	void (*reading)(void *data, struct pial_week week);
	void *reading_data;		/* handed to it */
	struct pial_book_ahead ahead;	/* read while the book is loaded */
};

/* Makes an empty book, not open. */
PIAL_NONNULL_ALL void pial_book_init(struct pial_book *book);

/* Closes the folder and gives everything back. */
PIAL_NONNULL_ALL void pial_book_release(struct pial_book *book);

/*
 * Opens the book at dir, or, when search is true, at dir or the nearest parent that holds a
 * pial.yaml. E-BOOK-NONE (E-BOOK-NOT without search) when there is none. Nothing is read yet.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_open(struct pial_book *book, const char *dir, bool search, struct pial_diags *diags);

/*
 * Loads pial.yaml, the standing tables, contracts, parties, calendar and hazards, indexes the
 * model and runs the cross-checks, under the shared lock (book->exclusive: the exclusive one, for
 * who must see what the run before wrote), which stays until pial_book_unlock, a commit or
 * pial_book_release. Missing optional files are empty tables. False when anything is
 * refused; every file is looked at before.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_load(struct pial_book *book, struct pial_diags *diags);

/*
 * Reads pial.yaml alone, without the lock, for what must be known before everything else is
 * loaded: the language of messages and the time zone. False when refused; a later
 * pial_book_load on another struct says the same faults again.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_load_policy(struct pial_book *book, struct pial_diags *diags);

/*
 * Has pial_book_load read a table of a week (of a schema) by a thread of its own, while it reads
 * the standing tables: for tables of many megabytes, to be asked for later, with pial_book_week.
 * What was wrong is said then, as if the file had been read then; a missing file is nothing wrong.
 */
PIAL_NONNULL_ALL
void pial_book_read_ahead(struct pial_book *book, struct pial_week week,
			  const struct pial_schema *schema);

/*
 * The path below the book of the file that locks it, made when it is not there yet: for who gives
 * up the right to make files before the book is loaded. NULL when it cannot be had.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL const char *pial_book_lock_path(struct pial_book *book);

/*
 * Lets the shared lock go. Call before anything slow: writing standard output, waiting for a
 * person.
 */
PIAL_NONNULL_ALL void pial_book_unlock(struct pial_book *book);

/*
 * Reads a table of a week, weeks/W/<name>.csv, checked against the model. A missing file is an
 * empty table (*exists false when not NULL). The table must be initialised with its schema.
 * False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 3, 5)
bool pial_book_week(struct pial_book *book, struct pial_week week, struct pial_table *table,
		    bool *exists, struct pial_diags *diags);

/*
 * Reads a table of the season of a year, season/Y/<name>.csv, checked against the model. A missing
 * file is an empty table. The table must be initialised with its schema. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_season(struct pial_book *book, int year, struct pial_table *table,
		      struct pial_diags *diags);

/*
 * Reads a table of reference data, data/<name>.csv, checked against the model; where the book has
 * none, the one that is shipped (load/builtin.h), else an empty table. The table must be
 * initialised with its schema. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_data(struct pial_book *book, struct pial_table *table, struct pial_diags *diags);

/*
 * Reads a table from a path of the book that its schema does not say, names checked. A missing file
 * is an empty table, and *exists false. The table must be initialised with its schema. False when
 * refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_file(struct pial_book *book, const char *path, struct pial_table *table,
		    bool *exists, struct pial_diags *diags);

/* Relative path of the settled statements of a month: "statements/2025-03.csv"; in the arena. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_book_statements_path(struct pial_book *book, struct pial_month month);

/*
 * Reads the settled statements of a month into an empty table of pial_schema_statement, as
 * pial_book_file.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_statements(struct pial_book *book, struct pial_month month,
			  struct pial_table *table, bool *exists, struct pial_diags *diags);

/*
 * Reads the ledger of accounts, ledger/balances.csv, checked against the model. A missing file is
 * an empty table. The table must be initialised with its schema. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_ledger(struct pial_book *book, struct pial_table *table, struct pial_diags *diags);

/* Lists the weeks that have a folder, in order; the array is owned by the caller (free). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_week *pial_book_weeks(struct pial_book *book, size_t *count);

/*
 * Latest line of a week's status.csv: its state (PIAL_WEEK_DRAFT when there is none) and
 * version (0). False when the file is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_book_status(struct pial_book *book,
						       struct pial_week week,
						       struct pial_week_status *status,
						       struct pial_diags *diags);

/* Relative path of a week's table: "weeks/2025-W12/orders.csv"; in the model's arena. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_book_week_path(struct pial_book *book, struct pial_week week,
				const struct pial_schema *schema);

/* A file to commit. */
struct pial_book_change {
	const char *path;	/* relative to the book */
	const char *bytes;	/* its whole new content */
	size_t len;		/* bytes */
	/* ledger or status: its present content must be a prefix of the new one */
	bool append_only;
	/* the new content holds every row of the file as it was read in this run */
	bool merges;
};

enum pial_commit_flags {
	PIAL_COMMIT_FORCE = 1 << 0,	/* overwrite what a person edited, keeping FILE~ */
	PIAL_COMMIT_DRY_RUN = 1 << 1,	/* check everything, change nothing */
};

/*
 * Replaces files of the book, all or nothing, under the exclusive lock: re-checks what was read
 * (E-BOOK-CHANGED), refuses what a person edited (E-BOOK-EDITED) unless forced, writes every
 * file and .pial/written atomically. A file that would not change is left alone. changed, when
 * not NULL, has room for count flags and receives which files changed (or would). False when
 * refused or failed; then nothing has changed.
 *
 * A file that .pial/written does not know (a fresh clone, an order typed by hand) is a
 * person's, unless the change says that it merges: then what the reader has read and checked in
 * this run goes on in the new content, and nothing is lost.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 6)
bool pial_book_commit(struct pial_book *book, const struct pial_book_change *change, size_t count,
		      unsigned flags, bool *changed, struct pial_diags *diags);

/*
 * Loads everything and every week's tables and checks them all, and the names of files and
 * folders (`pial check`). False when anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_check(struct pial_book *book, struct pial_diags *diags);

#endif
