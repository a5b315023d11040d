/*
 * pial-weigh: the table of its verbs.
 */
#include "cmd/weigh.h"

#include "base/banned.h"

static const struct pial_verb *const verbs[] = {
	&pial_verb_weigh_notes,
	&pial_verb_weigh_deliveries,
	&pial_verb_weigh_form,
	&pial_verb_weigh_waste,
	&pial_verb_weigh_compost,
	NULL,
};

static const struct pial_command command = { "pial-weigh", PIAL_HELP_WEIGH, verbs,
					       NULL };

int main(int argc, char **argv)
{
	return pial_cli_main(&command, argc, argv);
}
