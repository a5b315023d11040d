/*
 * pial-allocate: the table of its verbs.
 */
#include "cmd/allocate.h"

#include "base/banned.h"

static const struct pial_verb *const verbs[] = {
	&pial_verb_allocate_week,
	&pial_verb_allocate_pin,
	&pial_verb_allocate_publish,
	&pial_verb_allocate_replace,
	&pial_verb_allocate_close,
	&pial_verb_allocate_reopen,
	&pial_verb_allocate_balances,
	&pial_verb_allocate_diff,
	&pial_verb_allocate_check,
	NULL,
};

static const struct pial_command command = { "pial-allocate", PIAL_HELP_ALLOCATE, verbs,
					       NULL };

int main(int argc, char **argv)
{
	return pial_cli_main(&command, argc, argv);
}
