/*
 * pial-weigh deliveries: allocation and receipts joined, with every difference.
 *
 * The allocation is what is given; receipts and orders come from the book, for the weeks of its
 * rows. A week without a saved allocation is refused rather than computed on the way: what was
 * promised to growers and kitchens is what was saved, and no other.
 */
#include "cmd/cli_deliveries.h"
#include "cmd/weigh.h"

#include "base/banned.h"

static enum pial_exit put_deliveries(struct pial_cli *cli, struct pial_table *deliveries,
				     struct pial_week week)
{
	struct pial_week_status status;
	enum pial_exit code;

	if (cli->save && pial_week_is_none(week)) {
		pial_diag_add(&cli->diags, NULL, PIAL_E_WEEK_UNSAID);
		return pial_cli_result(cli, false);
	}
	if (cli->save) {
		if (!pial_cli_week_before(cli, week, PIAL_WEEK_CLOSED, &status))
			return pial_cli_result(cli, false);
		code = pial_cli_save(cli, week, deliveries, false);
		if (code != PIAL_EXIT_DONE)
			return code;
	}
	pial_cli_table_last(cli, deliveries, NULL);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_table allocation, deliveries;
	struct pial_week week;
	enum pial_exit code;

	pial_table_init(&allocation, &pial_schema_allocation);
	pial_table_init(&deliveries, &pial_schema_deliveries);
	if (pial_cli_allocation(cli, &allocation, &week, &code)) {
		pial_cli_dropped(cli, &allocation);
		if (pial_week_join(&cli->book, &allocation, cli->today, &deliveries, &cli->diags))
			code = put_deliveries(cli, &deliveries, week);
		else
			code = pial_cli_result(cli, false);
	}
	pial_table_release(&allocation);
	pial_table_release(&deliveries);
	return code;
}

const struct pial_verb pial_verb_weigh_deliveries = {
	.name = "deliveries",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("what was delivered: the allocation joined with what kitchens received"),
	.saves = true,
	.run = run,
};
