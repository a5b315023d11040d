/*
 * pial-report season: the calendar of products by week.
 */
#include <stddef.h>

#include "book/path.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "cmd/report_seasons.h"
#include "model/season.h"

#include "base/banned.h"

static const struct pial_option season_options[] = {
	PIAL_VIEW_BY(PIAL_N_("week: product by week; product: its sums; gap: what nobody promises; "
			     "land: of each farm")),
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct run {
	struct pial_seasons seasons;	/* the work */
	bool from, until;		/* the first, the last week was said */
	int year;			/* of the season named; 0: none is */
};

/* What the command line asks for. False, said already, when it makes no sense. */
static bool read_words(struct run *run)
{
	struct pial_cli *cli = run->seasons.cli;
	const struct pial_view_own *own = cli->own;

	if (!pial_cli_view_weeks(cli, &run->seasons.first, &run->seasons.last))
		return false;
	run->from = own->period.first.n || own->from.n;
	run->until = own->period.first.n || own->until.n;
	if (!cli->operands)
		return true;
	run->year = pial_book_year(cli->operand[0]);
	if (cli->operands > 1)
		pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	else if (!run->year)
		pial_cli_usage(cli, PIAL_N_("“%s” is not a year; write the one in which the "
					    "season begins, such as 2025"), cli->operand[0]);
	else if (run->from || run->until)
		pial_cli_usage(cli, PIAL_N_("a season has its weeks: leave out the days"));
	return !cli->misused;
}

/* An edge that was not said is that of the season of the other; without both, a season. */
static bool find_weeks(struct run *run)
{
	struct pial_seasons *work = &run->seasons;
	struct pial_week first = work->first, last = work->last;

	if (!run->from && !run->until)
		return pial_seasons_of(work, run->year);
	if (run->from && run->until)
		return true;
	if (!pial_seasons_of(work, pial_season_of(run->from ? first : last,
						  work->cli->book.model.policy.season_starts)))
		return false;
	if (run->from)
		work->first = first;
	else
		work->last = last;
	return true;
}

static void put(struct pial_seasons *work, size_t by)
{
	const struct pial_season_view_tables *tables = &work->tables;
	const struct pial_table *const table[] = { &tables->week, &tables->week, &tables->product,
						   &tables->gap, &tables->land };
	const struct pial_season_view_paper paper = { &work->cli->book.model, tables,
						      work->season, work->seasons };
	const struct pial_view view = { table[by], pial_season_view_write, &paper,
					work->cli->today };

	pial_cli_view(work->cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const word[] = { "week", "product", "gap", "land", NULL };
	struct run run = { .year = 0 };
	size_t by;

	pial_seasons_init(&run.seasons, cli);
	if (read_words(&run) && pial_cli_view_by(cli, word, &by) && pial_cli_book(cli) &&
	    find_weeks(&run) && pial_seasons_load(&run.seasons))
		put(&run.seasons, by);
	pial_seasons_release(&run.seasons);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_season = {
	.name = "season",
	.operands = PIAL_N_("[YEAR]"),
	.help = PIAL_N_("calendar of a season: need, promise, offer, delivery, risk and land"),
	.option = season_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
