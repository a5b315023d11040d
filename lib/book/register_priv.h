/*
 * What the files of the register share: .pial/registers. Internal to book/.
 */
#ifndef PIAL_BOOK_REGISTER_PRIV_H
#define PIAL_BOOK_REGISTER_PRIV_H

#include "book/register.h"
#include "io/digest.h"

/* What .pial/registers knows of a register. */
enum pial_register_state {
	PIAL_REGISTER_AT,	/* it holds this hash */
	PIAL_REGISTER_BEGUN,	/* the same, and documents after it may stand without a row */
	PIAL_REGISTER_NEXT,	/* this hash is the last one of its successor, which counts */
};

/* A line of .pial/registers: `state hash path`. */
struct pial_register_known {
	const char *path;			/* of the register */
	char hash[PIAL_DIGEST_TEXT];		/* of a row; "-": it has none yet */
	uint8_t state;				/* enum pial_register_state */
};

/* Reads it; a missing one knows nothing. E-REGISTER-JOURNAL for a line that is none of its own. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_journal_read(struct pial_register *reg, struct pial_book *book,
				struct pial_diags *diags);

/*
 * Replaces the file by what is known now, sorted by path. When this fails it may still have
 * happened (io/atomic.h): who called it must read it again. False, said, then.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_journal_write(struct pial_register *reg, struct pial_book *book,
				 struct pial_diags *diags);

/*
 * What it knows of a register, or NULL. The pointer lives until something else is known: lines are
 * kept sorted by path, and move.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_register_known *pial_register_known_of(const struct pial_register *reg,
						   const char *path);

/*
 * Says something else of a register, or the first thing; path is copied, an empty hash becomes
 * "-". Nothing is written yet.
 */
PIAL_NONNULL_ALL
void pial_register_know(struct pial_register *reg, const char *path,
			enum pial_register_state state, const char *hash);

/* Path of the successor of a register, in the arena: ledger/.register-P-ravin-2025.csv.next. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_register_next(struct pial_arena *arena, const char *path);

/*
 * Step 6: renames the successors that count, and says "at" of them. False, said, when the disk
 * refuses; the exclusive lock is held.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_settle(struct pial_register *reg, struct pial_book *book,
			  struct pial_diags *diags);

/*
 * Removes what a run stopped before step 5 left, for every register that is "begun", and says
 * "at". The registers are loaded and the exclusive lock is held.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_take_back(struct pial_register *reg, struct pial_book *book,
			     struct pial_diags *diags);

/* Folder of a seller's documents, in the arena: invoices/P-ravin. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_register_folder(struct pial_arena *arena, const char *seller);

/* Name of a document in its folder, in the arena: a slash of the number becomes "_". */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_register_document(struct pial_arena *arena, const char *number,
				   enum pial_document document);

/* Path of a register, in the arena: ledger/register-P-ravin-2025.csv. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_register_file_path(struct pial_arena *arena, const char *seller, int year);

/* Names of the documents in a seller's folder that no register has. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char **pial_register_strays(const struct pial_register *reg, struct pial_book *book,
				  const char *seller, size_t *count);

/*
 * Says each of them (E-REGISTER-EXTRA); false when there is one. Where a run was stopped they are
 * no fault: the next one that writes removes them.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_no_strays(const struct pial_register *reg, struct pial_book *book,
			     const char *seller, struct pial_diags *diags);

#endif
