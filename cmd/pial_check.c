/*
 * pial check: reads the whole book, every week of it, and says all that is wrong.
 *
 * Registers are walked too, row by row and file by file; that amounts are those of the lines, and
 * that nothing is invoiced twice, is for pial-invoice check, which must read every line ever
 * issued.
 *
 * Silent and 0 when nothing is: it stands in a git hook and in cron.
 */
#include "book/register.h"
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

/* Chain, numbers, dates, and that every document is there as it was issued. */
static void check_registers(struct pial_cli *cli)
{
	struct pial_register reg;

	pial_register_init(&reg);
	/* A register that is not whole ends it: what its rows name would all be called missing. */
	if (pial_register_load(&reg, &cli->book, &cli->diags))
		(void)!pial_register_documents(&reg, &cli->book, &cli->diags);
	pial_register_release(&reg);
}

static enum pial_exit run(struct pial_cli *cli)
{
	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[0]);
	if (pial_cli_book_by(cli, pial_book_check)) {
		check_zone(cli);
		pial_check_balances(cli);
		check_registers(cli);
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
