/*
 * pial-report hazards: losses that were declared, and which wait for somebody to confirm them.
 */
#include <stddef.h>

#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/hazards_view.h"

#include "base/banned.h"

static const struct pial_option hazards_options[] = {
	PIAL_VIEW_FOR,
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static void put(struct pial_cli *cli, const struct pial_hazards_input *input)
{
	struct pial_table table;
	const struct pial_hazards_paper paper = { input->model, &table, input->day };
	const struct pial_view view = { &table, pial_hazards_view_write, &paper, input->day };

	pial_table_init(&table, &pial_schema_view_hazards);
	if (pial_hazards_view_make(&table, input))
		pial_cli_view(cli, &view);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	pial_table_release(&table);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct pial_view_own *own = cli->own;
	struct pial_hazards_input input = { .model = &cli->book.model, .day = cli->today };

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_weeks(cli, &input.first, &input.last))
		return PIAL_EXIT_USAGE;
	/* A loss of the next weeks is declared today. */
	if (!own->period.first.n && !own->until.n)
		input.last.n = 0;
	if (pial_cli_book(cli) && pial_cli_party(cli, own->only, &input.only.n))
		put(cli, &input);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_hazards = {
	.name = "hazards",
	.operands = "",
	.help = PIAL_N_("losses declared, and which wait to be confirmed"),
	.option = hazards_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
