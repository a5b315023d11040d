/*
 * pial check: reads the whole book, every week of it, and says all that is wrong.
 *
 * Silent and 0 when nothing is: it stands in a git hook and in cron.
 */
#include "cmd/cli_priv.h"
#include "cmd/pial.h"

#include "base/banned.h"

/* The zone decides which day it is; with --today nothing else would look at it. */
static void check_zone(struct pial_cli *cli)
{
	const struct pial_model *model = &cli->book.model;
	const char *zone = pial_model_text(model, model->policy.timezone.n);

	if (!pial_cli_is_zone(zone))
		pial_diag_add(&cli->diags, NULL, PIAL_E_TIMEZONE, zone);
}

static enum pial_exit run(struct pial_cli *cli)
{
	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[0]);
	if (pial_cli_book_by(cli, pial_book_check)) {
		check_zone(cli);
		pial_check_balances(cli);
		pial_check_deliveries(cli);
	}
	return pial_cli_result(cli, true);
}

const struct pial_verb pial_verb_pial_check = {
	.name = "check",
	.operands = "",
	.help = PIAL_N_("check the whole book, every week of it"),
	.run = run,
};
