/*
 * What closing a week and reopening it have in common: the ledger and the state, changed together.
 *
 * Two files change and no rename moves both, so a run may be killed between them. The order is such
 * that the one thing in between is an entry in force of a week whose state is open: it counts for
 * nobody, and running either verb again ends well. So a week that is closed always has its entry.
 */
#ifndef PIAL_CMD_ALLOCATE_CLOSING_H
#define PIAL_CMD_ALLOCATE_CLOSING_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/cli_before.h"
#include "cmd/cli.h"
#include "load/table.h"

struct pial_closing {
	struct pial_cli *cli;			/* the run */
	struct pial_before before;		/* the weeks before */
	struct pial_before_week one;		/* the week */
	struct pial_table ledger, state;	/* both files, as they will be */
	bool state_first;			/* which file is replaced first */
};

/*
 * Runs a verb whose operand is a week: loads the book, reads the week, the weeks before it and both
 * files, then does the work, which returns an exit code of its own or PIAL_EXIT_DONE when what was
 * said decides.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_closing_run(struct pial_cli *cli,
				enum pial_exit (*work)(struct pial_closing *closing));

/* The last closed week after this one; none: no such week. False when a state is refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_closing_later(struct pial_closing *closing, struct pial_week *later);

/* Adds the lines that take back what is in force, as the next entry. */
PIAL_NONNULL_ALL void pial_closing_take_back(struct pial_closing *closing);

/* Adds the lines of the week as counted (one.row), as the next entry. */
PIAL_NONNULL_ALL void pial_closing_enter(struct pial_closing *closing);

/* Adds a line to the state. */
PIAL_NONNULL_ALL
void pial_closing_state(struct pial_closing *closing, int32_t version, enum pial_week_state state);

/* Writes what was added to either file. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_closing_commit(struct pial_closing *closing);

#endif
