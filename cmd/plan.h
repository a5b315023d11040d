/*
 * The verbs of pial-plan.
 */
#ifndef PIAL_CMD_PLAN_H
#define PIAL_CMD_PLAN_H

#include "cmd/cli.h"

/* What the command is for, in one line; pial help says it too. */
#define PIAL_HELP_PLAN PIAL_N_("from needs to commitments, and the week's orders")

/* pial-plan season: who grows what, how much, when to sow it. */
extern const struct pial_verb pial_verb_plan_season;
/* pial-plan orders: what kitchens ordered, else what their contracts expect. */
extern const struct pial_verb pial_verb_plan_orders;

#endif
