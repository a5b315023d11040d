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

/* True when pial-<name> is a command of the toolkit. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_is_command(const char *name);

#endif
