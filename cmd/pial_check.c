/*
 * pial check: reads the whole book, every week of it, and says all that is wrong.
 *
 * Silent and 0 when nothing is: it stands in a git hook and in cron.
 */
#include "cmd/pial.h"

#include "base/banned.h"

static enum pial_exit run(struct pial_cli *cli)
{
	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[0]);
	(void)!pial_cli_book_by(cli, pial_book_check);
	return pial_cli_result(cli, true);
}

const struct pial_verb pial_verb_pial_check = {
	.name = "check",
	.operands = "",
	.help = PIAL_N_("check the whole book, every week of it"),
	.run = run,
};
