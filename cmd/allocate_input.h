/*
 * What the verbs of pial-allocate compute from: a week's orders, offers and lines fixed by hand,
 * and what the book says of the weeks before.
 *
 * One place reads it, so that the allocation, its check, its explanation and its closing all speak
 * of the same week.
 */
#ifndef PIAL_CMD_ALLOCATE_INPUT_H
#define PIAL_CMD_ALLOCATE_INPUT_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/cli_before.h"
#include "cmd/cli.h"
#include "engine/allocate.h"
#include "load/table.h"

/* What an allocation is made from, and the allocation. */
struct pial_allocate_week {
	struct pial_cli *cli;			/* the run */
	struct pial_week week;			/* which */
	struct pial_table orders, offers, pins;	/* the moving tables read */
	struct pial_before before;		/* earlier weeks, and the season */
	struct pial_arena arena;		/* holds account */
	struct pial_account *account;		/* what is owed from earlier weeks */
	size_t accounts;			/* how many */
	struct pial_week_status status;		/* draft, published … */
	struct pial_allocate_result result;	/* the answer */
};

/* Makes an empty week of a run. */
PIAL_NONNULL_ALL void pial_allocate_week_init(struct pial_allocate_week *week,
					      struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_allocate_week_release(struct pial_allocate_week *week);

/*
 * Reads what the book has of week->week beside the orders: state, offers, the allocation there is
 * (its pinned rows count), earlier weeks. The book must be loaded. False when a table is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_allocate_week_load(struct pial_allocate_week *week);

/* The same, and says what an allocation should know: weeks that are open, no offer at all. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_allocate_week_read(struct pial_allocate_week *week);

/* The engine's input, pointing into the week. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_allocate_input pial_allocate_week_input(const struct pial_allocate_week *week);

/*
 * True when a new allocation loses nothing of the one there is but what was computed and is the
 * same: rows that are not pinned are there with the same quantity. Both are in key order.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_allocate_week_keeps(const struct pial_allocate_week *week,
			      const struct pial_table *old, const struct pial_table *new);

/*
 * Tells whether a person edited a week's allocation.csv since the toolkit wrote it; a file it does
 * not know is not edited. False when it cannot be read, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_allocate_week_edited(struct pial_cli *cli, struct pial_week week, bool *edited);

#endif
