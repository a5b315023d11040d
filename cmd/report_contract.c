/*
 * pial-report contract: committed, delivered, left, and what it will come to.
 *
 * The season that foretells is that of today; where it has no needs (before a group's first
 * season), the next one.
 */
#include <stddef.h>

#include "cmd/cli_contracts.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "model/season.h"
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

/* A run. */
struct work {
	struct pial_cli *cli;				/* the run */
	struct pial_cli_days days;			/* asked for */
	bool months;					/* --by=month */
	int year;					/* of the season that foretells */
	struct pial_had had;				/* what contracts had */
	struct pial_table needs, thresholds;		/* of that season, of the law */
	struct pial_contract_result all, given;		/* of all, of what is delivered */
	struct pial_kitchen_id only;			/* --for; none: all */
	struct pial_table lines, progress;		/* the view */
};

static void init(struct work *work)
{
	pial_had_init(&work->had);
	pial_table_init(&work->needs, &pial_schema_needs);
	pial_table_init(&work->thresholds, &pial_schema_thresholds);
	pial_contract_result_init(&work->all);
	pial_contract_result_init(&work->given);
	pial_table_init(&work->lines, &pial_schema_view_contract);
	pial_table_init(&work->progress, &pial_schema_view_progress);
}

static void release(struct work *work)
{
	pial_had_release(&work->had);
	pial_table_release(&work->needs);
	pial_table_release(&work->thresholds);
	pial_contract_result_release(&work->all);
	pial_contract_result_release(&work->given);
	pial_table_release(&work->lines);
	pial_table_release(&work->progress);
}

static bool read_needs(struct work *work)
{
	struct pial_cli *cli = work->cli;

	work->year = pial_season_of(pial_week_of(cli->today),
				    cli->book.model.policy.season_starts);
	if (!pial_book_season(&cli->book, work->year, &work->needs, &cli->diags))
		return false;
	if (work->needs.count)
		return true;
	pial_table_release(&work->needs);
	pial_table_init(&work->needs, &pial_schema_needs);
	work->year++;
	return pial_book_season(&cli->book, work->year, &work->needs, &cli->diags);
}

static bool check(struct work *work)
{
	struct pial_contract_input input = {
		.model = &work->cli->book.model, .year = work->year, .every = true,
		.from = pial_week_of(work->cli->today),
		.need = (const void *)work->needs.row, .needs = work->needs.count,
		.done = work->had.done, .dones = work->had.dones, .known = work->had.known,
		.knowns = work->had.knowns, .threshold = (const void *)work->thresholds.row,
		.thresholds = work->thresholds.count };
	bool fits = pial_contract_check(&input, &work->all);

	input.done = work->had.given;
	input.dones = work->had.givens;
	input.needs = 0;
	return fits && pial_contract_check(&input, &work->given);
}

static bool make(struct work *work)
{
	struct pial_contract_view_input input = {
		.model = &work->cli->book.model, .all = &work->all, .given = &work->given,
		.day = work->cli->today, .first = work->days.first, .last = work->days.last,
		.only = work->only };

	return (check(work) && pial_contract_view_make(&work->lines, &input) &&
		pial_contract_view_months(&work->progress, &input)) ||
	       pial_diag_add(&work->cli->diags, NULL, PIAL_E_AMOUNT);
}

static void put(struct work *work)
{
	const struct pial_contract_paper paper = { &work->cli->book.model, &work->lines,
						   &work->progress, work->cli->today };
	const struct pial_view view = { work->months ? &work->progress : &work->lines,
					pial_contract_view_write, &paper, paper.day };

	pial_cli_view(work->cli, &view);
	pial_cli_contracts_say(work->cli, &work->all, work->only);
}

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const word[] = { "line", "month", NULL };
	const struct pial_view_own *own = cli->own;
	struct work work = { .cli = cli };
	size_t by;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_days(cli, &work.days) || !pial_cli_view_by(cli, word, &by))
		return PIAL_EXIT_USAGE;
	work.months = by == 2;
	init(&work);
	if (pial_cli_book(cli) && pial_cli_party(cli, own->only, &work.only.n) &&
	    read_needs(&work) &&
	    pial_book_data(&cli->book, &work.thresholds, &cli->diags) &&
	    pial_had_load(&work.had, &cli->book, cli->today, &cli->diags) && make(&work))
		put(&work);
	release(&work);
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
