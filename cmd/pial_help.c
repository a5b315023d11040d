/*
 * pial help: the commands and their verbs; `pial help plan` is `pial-plan -h`.
 *
 * The verbs of the other commands are written here once more, by name: they are other programs, and
 * a list that has to start five of them would be slow and would fail where one is missing. A test
 * compares the two.
 */
#include <errno.h>
#include <string.h>

#include "base/utf8.h"
#include "cmd/allocate.h"
#include "cmd/invoice.h"
#include "cmd/cli_priv.h"
#include "cmd/pial.h"
#include "cmd/plan.h"
#include "cmd/report.h"
#include "cmd/weigh.h"
#include "io/reason.h"

#include "base/banned.h"

static const struct {
	const char *name;	/* after "pial-" */
	const char *verbs;	/* as typed, separated by blanks; "" for none */
	const char *help;	/* one line */
} commands[] = {
	{ "plan", "needs season cover price orders "
	  "offers forms collect rota rounds", PIAL_HELP_PLAN },
	{ "allocate", "pin publish replace close reopen balances diff check", PIAL_HELP_ALLOCATE },
	{ "weigh", "notes deliveries form waste compost", PIAL_HELP_WEIGH },
	{ "invoice", "draft issue show credit statement "
	  "advance fund paid unpaid purchases export check", PIAL_HELP_INVOICE },
	{ "report", "table lists week availability value contract season fairness activities "
	  "egalim macantine trace statement certificates hazards rota regulation waste impact "
	  "site", PIAL_HELP_REPORT },
};

static void list_commands(struct pial_cli *cli)
{
	const char *label = pial_tr(cli->lang, PIAL_N_("verbs:"));

	pial_strbuf_addf(&cli->out, "%s\n", pial_tr(cli->lang, PIAL_N_(
		"A week goes through these commands, in this order:")));
	for (size_t i = 0; i < PIAL_COUNT(commands); i++) {
		pial_strbuf_addf(&cli->out, "\n  pial-%s\n      %s\n", commands[i].name,
				 pial_tr(cli->lang, commands[i].help));
		if (*commands[i].verbs)
			pial_strbuf_addf(&cli->out, "      %s %s\n", label, commands[i].verbs);
	}
	pial_strbuf_addf(&cli->out, "\n%s\n", pial_tr(cli->lang, PIAL_N_(
		"Beside them, “pial” makes, checks and changes the book:")));
	pial_strbuf_addf(&cli->out, "\n  pial\n      %s init check set help\n", label);
	pial_strbuf_addf(&cli->out, "\n%s\n", pial_tr(cli->lang, PIAL_N_(
		"“pial help plan” says more of pial-plan, “man pial-plan” says all.")));
}

static enum pial_exit refuse(struct pial_cli *cli, const char *name)
{
	const char *near = pial_cli_near_verb(cli->command, name);

	if (!near)
		return pial_cli_usage(cli, PIAL_N_("unknown command “%s”"), name);
	return pial_cli_usage(cli, PIAL_N_("unknown command “%s”; did you mean “%s”?"), name, near);
}

static enum pial_exit help_of(struct pial_cli *cli, const char *name)
{
	static char dash_h[] = "-h", lang[] = "--lang", fr[] = "fr", en[] = "en";
	char *words[] = { dash_h, lang, cli->lang == PIAL_FR ? fr : en, NULL };

	for (size_t i = 0; cli->command->verb[i]; i++) {
		if (strcmp(cli->command->verb[i]->name, name))
			continue;
		cli->verb = cli->command->verb[i];
		pial_cli_help(cli);
		return PIAL_EXIT_DONE;
	}
	if (!strncmp(name, "pial-", 5))
		name += 5;
	if (!pial_is_command(name))
		return refuse(cli, name);
	pial_become("pial", name, words);
	pial_diag_add(&cli->diags, NULL, PIAL_E_RUN, name, pial_reason(errno));
	return PIAL_EXIT_SYSTEM;
}

static enum pial_exit run(struct pial_cli *cli)
{
	if (cli->operands > 1)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	if (cli->operands)
		return help_of(cli, cli->operand[0]);
	list_commands(cli);
	return PIAL_EXIT_DONE;
}

const struct pial_verb pial_verb_pial_help = {
	.name = "help",
	.operands = PIAL_N_("[COMMAND | VERB]"),
	.help = PIAL_N_("list the commands, or say what one does"),
	.writes = true, /* it runs the command that it is asked about */
	.run = run,
};
