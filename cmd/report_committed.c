/*
 * The season that foretells is that of today; where it has no needs (before a group's first
 * season), the next one.
 */
#include "cmd/report_committed.h"

#include "model/season.h"
#include "report/contract_view.h"

#include "base/banned.h"

#define YEAR 366

void pial_committed_init(struct pial_committed *work, struct pial_cli *cli)
{
	*work = (struct pial_committed){ .cli = cli };
	pial_had_init(&work->had);
	pial_table_init(&work->needs, &pial_schema_needs);
	pial_table_init(&work->thresholds, &pial_schema_thresholds);
	pial_contract_result_init(&work->all);
	pial_contract_result_init(&work->given);
	pial_table_init(&work->lines, &pial_schema_view_contract);
	pial_table_init(&work->progress, &pial_schema_view_progress);
}

void pial_committed_release(struct pial_committed *work)
{
	pial_had_release(&work->had);
	pial_table_release(&work->needs);
	pial_table_release(&work->thresholds);
	pial_contract_result_release(&work->all);
	pial_contract_result_release(&work->given);
	pial_table_release(&work->lines);
	pial_table_release(&work->progress);
}

static bool read_needs(struct pial_committed *work)
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

static bool check(struct pial_committed *work)
{
	struct pial_contract_input input = {
		.model = &work->cli->book.model, .year = work->year, .every = true,
		.ended = work->overlap,
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

static bool make(struct pial_committed *work)
{
	struct pial_contract_view_input input = {
		.model = &work->cli->book.model, .all = &work->all, .given = &work->given,
		.day = work->cli->today, .first = work->days.first, .last = work->days.last,
		.only = work->only };

	return (check(work) && pial_contract_view_make(&work->lines, &input) &&
		pial_contract_view_months(&work->progress, &input)) ||
	       pial_diag_add(&work->cli->diags, NULL, PIAL_E_AMOUNT);
}

/*
 * Reads what contracts had: those that are asked for, those that ended in the year before, and
 * those that overlap one of these, as lots of one buyer are added up. Of a book of ten years that
 * is the last three or four.
 */
static bool read_had(struct pial_committed *work)
{
	const struct pial_model *model = &work->cli->book.model;
	struct pial_date today = work->cli->today, day = today, since;

	if (work->days.last.n || work->days.first.n)
		day = work->days.first.n < today.n ? work->days.first : today;
	work->ended = day.n > YEAR ? pial_date_add(day, -YEAR) : (struct pial_date){ 0 };
	work->overlap = pial_cli_contracts_since(model, work->ended);
	since = pial_cli_contracts_since(model, work->overlap);
	return pial_had_load(&work->had, &work->cli->book, since, today, &work->cli->diags);
}

bool pial_committed_load(struct pial_committed *work)
{
	struct pial_cli *cli = work->cli;

	return read_needs(work) &&
	       pial_book_data(&cli->book, &work->thresholds, &cli->diags) && read_had(work) &&
	       make(work);
}
