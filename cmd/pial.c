/*
 * pial: a new book, its checks, what came by telephone, the way to the other commands.
 *
 * `pial plan …` becomes pial-plan, as git does; anything else is a verb of its own.
 */
#include <errno.h>
#include <string.h>

#include "cmd/pial.h"
#include "io/reason.h"

#include "base/banned.h"

#define HELP PIAL_N_("the book itself, and the way to the other commands")

static const struct pial_verb *const verbs[] = {
	&pial_verb_pial_init,
	&pial_verb_pial_check,
	&pial_verb_pial_set,
	&pial_verb_pial_help,
	NULL,
};

static const struct pial_command command = { "pial", HELP, verbs, pial_commands };

/* The command that could not be run, and why; for the one message about it. */
static const char *wanted;
static int why;

static enum pial_exit say_why(struct pial_cli *cli)
{
	const char *name = pial_arena_printf(&cli->diags.arena, "pial-%s", wanted);

	pial_diag_add(&cli->diags, NULL, PIAL_E_RUN, name, pial_reason(why));
	return PIAL_EXIT_SYSTEM;
}

static const struct pial_verb missing_verb = { .name = "", .operands = "", .help = HELP,
					       .run = say_why };
static const struct pial_verb *const missing_verbs[] = { &missing_verb, NULL };
static const struct pial_command missing = { "pial", HELP, missing_verbs, NULL };

/* Place of a command's name, before which only options of all commands stand; 0: none. */
static int command_at(int argc, char **argv)
{
	static const char *const valued[] = { "-C", "-o", "--book", "--output", "--format",
					      "--today", "--lang" };
	int at = 1;

	while (at < argc && argv[at][0] == '-') {
		size_t i = 0;

		while (i < PIAL_COUNT(valued) && strcmp(argv[at], valued[i]) != 0)
			i++;
		at += i < PIAL_COUNT(valued) ? 2 : 1;
	}
	return at < argc && pial_is_command(argv[at]) ? at : 0;
}

int main(int argc, char **argv)
{
	int at = command_at(argc, argv);

	if (!at)
		return pial_cli_main(&command, argc, argv);
	wanted = argv[at];
	/* The options before the name go on to the command: `pial -C DIR plan`. */
	for (; at > 1; at--)
		argv[at] = argv[at - 1];
	pial_become(argv[0], wanted, argv + 2);
	why = errno;
	/* Its words are not ours: only the program's name is left of the command line. */
	return pial_cli_main(&missing, 1, argv);
}
