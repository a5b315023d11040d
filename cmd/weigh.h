/*
 * The verbs of pial-weigh.
 */
#ifndef PIAL_CMD_WEIGH_H
#define PIAL_CMD_WEIGH_H

#include "cmd/cli.h"

/* What the command is for, in one line; pial help says it too. */
#define PIAL_HELP_WEIGH PIAL_N_("what is sent, what was received, what was thrown away")

/* pial-weigh notes: delivery notes before departure. */
extern const struct pial_verb pial_verb_weigh_notes;
/* pial-weigh deliveries: allocation and receipts joined. */
extern const struct pial_verb pial_verb_weigh_deliveries;
/* pial-weigh form: sheets on which kitchens weigh their waste. */
extern const struct pial_verb pial_verb_weigh_form;
/* pial-weigh waste: what a weighing of food waste establishes. */
extern const struct pial_verb pial_verb_weigh_waste;
/* pial-weigh compost: what composting on site takes and gives. */
extern const struct pial_verb pial_verb_weigh_compost;

#endif
