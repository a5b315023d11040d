/*
 * pial-report contract: committed, delivered, left, and what it will come to.
 */
#include <stddef.h>

#include "cmd/cli_contracts.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "cmd/report_committed.h"
#include "report/contract_view.h"

#include "base/banned.h"

static const struct pial_option contract_options[] = {
	PIAL_VIEW_BY(PIAL_N_("line: contracts and their lines; month: their value by month")),
	PIAL_VIEW_FOR,
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static void put(struct pial_committed *work, bool months)
{
	const struct pial_contract_paper paper = { &work->cli->book.model, &work->lines,
						   &work->progress, work->cli->today };
	const struct pial_view view = { months ? &work->progress : &work->lines,
					pial_contract_view_write, &paper, paper.day };

	pial_cli_view(work->cli, &view);
	pial_cli_contracts_say(work->cli, &work->all, work->ended, work->only);
}

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const word[] = { "line", "month", NULL };
	const struct pial_view_own *own = cli->own;
	struct pial_committed work;
	struct pial_cli_days days;
	size_t by;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_days(cli, &days) || !pial_cli_view_by(cli, word, &by))
		return PIAL_EXIT_USAGE;
	pial_committed_init(&work, cli);
	work.days = days;
	if (pial_cli_book(cli) && pial_cli_party(cli, own->only, &work.only.n) &&
	    pial_committed_load(&work))
		put(&work, by == 2);
	pial_committed_release(&work);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_contract = {
	.name = "contract",
	.operands = "",
	.help = PIAL_N_("contracts: committed, delivered, left, and what they will come to"),
	.option = contract_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
