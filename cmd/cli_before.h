/*
 * What the weeks before one say to it: who met, what was delivered, who is owed what.
 *
 * Closed weeks are taken from the ledger; weeks left open that have an allocation are counted as
 * they would be closed now, in order, each on the accounts of those before it. So a week allocated
 * again gets the same answer, whatever happened after it.
 */
#ifndef PIAL_CMD_CLI_BEFORE_H
#define PIAL_CMD_CLI_BEFORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "book/book.h"
#include "book/history.h"
#include "cmd/cli_season.h"
#include "engine/balance.h"
#include "load/table.h"

struct pial_before {
	struct pial_book *book;			/* where from */
	struct pial_history history;		/* who met, what was delivered */
	struct pial_accounts accounts;		/* what is owed */
	struct pial_season season;		/* what weighs shares */
	struct pial_table ledger;		/* ledger/balances.csv, by key */
	/*
	 * Set before the start: of a closed week that the ledger has, allocation and receipts are
	 * read only when a later week must be counted, or never. For who asks for accounts alone.
	 */
	bool lazy;
	struct pial_week *left;			/* weeks not read for that reason; owned */
	size_t lefts, left_cap;			/* how many, and room */
	size_t open;				/* weeks with an allocation that are not closed */
	struct pial_week first_open;		/* the first of them */
};

/* Makes an empty past. */
PIAL_NONNULL_ALL void pial_before_init(struct pial_before *before, struct pial_book *book);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_before_release(struct pial_before *before);

/* Reads the ledger; to be called first. False when it is refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_before_start(struct pial_before *before, struct pial_diags *diags);

/* What the book has of one week, and what is entered for it in the ledger. */
struct pial_before_week {
	struct pial_week week;			/* which */
	struct pial_week_status status;		/* its state */
	struct pial_date published;		/* day it was first published; none: it was not */
	struct pial_past past;			/* allocation and receipts */
	bool left;				/* they are not read: pial_before_past */
	struct pial_arena arena;		/* holds the rows */
	struct pial_balance *entered;		/* in force in the ledger, in order of numbers */
	size_t entries;				/* how many; 0: none, or taken back */
	struct pial_balance *row;		/* as it would be closed now */
	size_t rows;				/* how many */
};

/* Makes an empty week. */
PIAL_NONNULL_ALL void pial_before_week_init(struct pial_before_week *one, struct pial_week week);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_before_week_release(struct pial_before_week *one);

/*
 * Reads a week: state, allocation, receipts, what the ledger has in force. False when refused, or
 * when there is none to be counted.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_before_read(struct pial_before *before, struct pial_before_week *one,
		      struct pial_diags *diags);

/* Reads allocation and receipts of a week where they were left. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_before_past(struct pial_before *before, struct pial_before_week *one,
		      struct pial_diags *diags);

/* Counts one->row on the accounts there are: pial_balance_week. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_before_count(struct pial_before *before, struct pial_before_week *one,
		       struct pial_diags *diags);

/*
 * Takes a week over: closed and entered, the ledger's rows; else, when it was computed, one->row,
 * counted if it has not been. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_before_take(struct pial_before *before, struct pial_before_week *one,
		      struct pial_diags *diags);

/*
 * Starts and takes over every week before one; the history is folded. All weeks are looked at even
 * when one is refused. False then.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_before_load(struct pial_before *before, struct pial_week week,
		      struct pial_diags *diags);

/* Says how many weeks before are open (N-WEEKS-OPEN); nothing when none is. */
PIAL_NONNULL_ALL
void pial_before_say_open(const struct pial_before *before, struct pial_diags *diags);

/* Highest entry that the ledger has of a week; 0: none. Odd ones are in force. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int32_t pial_before_entry(const struct pial_before *before, struct pial_week week);

#endif
