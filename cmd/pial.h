/*
 * The verbs of pial.
 */
#ifndef PIAL_CMD_PIAL_H
#define PIAL_CMD_PIAL_H

#include "base/attr.h"
#include "cmd/cli.h"

/* pial init: makes a new book. */
extern const struct pial_verb pial_verb_pial_init;
/* pial check: checks a book whole. */
extern const struct pial_verb pial_verb_pial_check;
/* pial set: records what came by telephone. */
extern const struct pial_verb pial_verb_pial_set;
/* pial help: lists the commands. */
extern const struct pial_verb pial_verb_pial_help;

/*
 * Becomes pial-<name> with the given words (argv[0] excluded, closed by NULL), as git does: from
 * the folder that holds this program, else from PATH. Returns only when neither has it, with
 * errno set. self is argv[0].
 */
PIAL_NONNULL_ALL void pial_become(const char *self, const char *name, char **words);

/* The commands of the toolkit, without "pial-", in the order of a week; closed by NULL. */
extern const char *const pial_commands[];

/* True when pial-<name> is a command of the toolkit. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_is_command(const char *name);

/*
 * Counts every closed week again and compares it with the ledger of accounts: what was given
 * (E-BALANCE-GIVEN), accounts that do not follow from those before (E-BALANCE-SUM), lines too many
 * or missing (E-BALANCE-EXTRA, E-BALANCE-MISSING, E-BALANCE-NONE), shares that come out otherwise
 * today (A-BALANCE-AGAIN), a closing that was cut (N-BALANCE-PENDING). The book is checked.
 */
PIAL_NONNULL_ALL void pial_check_balances(struct pial_cli *cli);

/*
 * Compares the saved deliveries of each week with its receipts, of a book that has no errors; says
 * what no longer is so (cmd/cli_corrected.h).
 */
PIAL_NONNULL_ALL void pial_check_deliveries(struct pial_cli *cli);

#endif
