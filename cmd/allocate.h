/*
 * The verbs of pial-allocate.
 */
#ifndef PIAL_CMD_ALLOCATE_H
#define PIAL_CMD_ALLOCATE_H

#include "cmd/cli.h"

/* What the command is for, in one line; pial help says it too. */
#define PIAL_HELP_ALLOCATE PIAL_N_("who delivers how much of what to whom, and when")

/* pial-allocate: computes the week's allocation. */
extern const struct pial_verb pial_verb_allocate_week;
/* pial-allocate pin: fixes rows by hand. */
extern const struct pial_verb pial_verb_allocate_pin;
/* pial-allocate publish: freezes the week. */
extern const struct pial_verb pial_verb_allocate_publish;
/* pial-allocate replace: the next version of a published week. */
extern const struct pial_verb pial_verb_allocate_replace;
/* pial-allocate close: settles the week's accounts. */
extern const struct pial_verb pial_verb_allocate_close;
/* pial-allocate reopen: takes a closing back. */
extern const struct pial_verb pial_verb_allocate_reopen;
/* pial-allocate balances: who is owed what. */
extern const struct pial_verb pial_verb_allocate_balances;
/* pial-allocate diff: what differs between two allocations. */
extern const struct pial_verb pial_verb_allocate_diff;
/* pial-allocate check: proves that an allocation is right, or says where it departs. */
extern const struct pial_verb pial_verb_allocate_check;

#endif
