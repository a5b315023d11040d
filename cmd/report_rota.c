/*
 * pial-report rota: who runs the table, week by week, as it stands in the book.
 */
#include <stddef.h>

#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "model/season.h"
#include "report/duty_view.h"
#include "report/rota_view.h"

#include "base/banned.h"

static const struct pial_option rota_options[] = {
	PIAL_VIEW_BY(PIAL_N_("week: the turns; person: how many each has")),
	PIAL_VIEW_FOR,
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct work {
	struct pial_cli *cli;			/* the run */
	struct pial_week first, last;		/* weeks asked for; first none: today's season */
	bool people;				/* --by=person */
	struct pial_table turns;		/* rota.csv of the seasons of these weeks */
	struct pial_table duty, parts;		/* the view */
};

/* Adds the turns of a season. */
static bool read_season(struct work *work, int year)
{
	struct pial_table turns;
	bool ok;

	pial_table_init(&turns, &pial_schema_rota);
	ok = pial_book_season(&work->cli->book, year, &turns, &work->cli->diags);
	for (size_t i = 0; ok && i < turns.count; i++)
		pial_table_add(&work->turns, pial_table_row(&turns, i));
	pial_table_release(&turns);
	return ok;
}

static bool read_turns(struct work *work, bool asked)
{
	struct pial_cli *cli = work->cli;
	int32_t starts = cli->book.model.policy.season_starts;
	int year = pial_season_of(pial_week_of(cli->today), starts), last = year;

	if (asked) {
		year = pial_season_of(work->first, starts);
		last = pial_season_of(work->last, starts);
	} else if (!pial_season_weeks(year, starts, &work->first, &work->last)) {
		return false;
	}
	for (; year <= last; year++)
		if (!read_season(work, year))
			return false;
	return true;
}

/* The turns that are shown, as a calendar. */
static void put_calendar(struct work *work)
{
	struct pial_cli *cli = work->cli;
	struct pial_table turns;

	pial_table_init(&turns, &pial_schema_rota);
	for (size_t i = 0; i < work->duty.count; i++) {
		const struct pial_duty *duty = pial_table_row(&work->duty, i);
		const struct pial_turn turn = {
			.week = duty->week, .producer = duty->producer,
			.instead_of = duty->instead_of, .with_week = duty->with_week,
			.note = duty->note, .status = duty->status };

		pial_table_add(&turns, &turn);
	}
	pial_rota_calendar(&cli->out, &turns, &cli->book.model, cli->today,
			   pial_cli_document_lang(cli));
	pial_table_release(&turns);
}

static void put(struct work *work)
{
	struct pial_cli *cli = work->cli;
	const struct pial_view_own *own = cli->own;
	const struct pial_duty_paper paper = { &cli->book.model, &work->duty, &work->parts };
	const struct pial_view view = { work->people ? &work->parts : &work->duty,
					pial_duty_view_write, &paper,
					pial_week_day(work->last, PIAL_SUNDAY) };
	struct pial_producer_id only;

	if (!pial_cli_party(cli, own->only, &only.n))
		return;
	pial_duty_make(&work->duty, &cli->book.model, &work->turns, work->first, work->last, only);
	pial_duty_parts(&work->parts, &cli->book.model, &work->duty, pial_week_of(cli->today));
	if (cli->format == PIAL_FORMAT_OWN)
		put_calendar(work);
	else
		pial_cli_view(cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const word[] = { "week", "person", NULL };
	struct work work = { .cli = cli };
	struct pial_cli_days days;
	size_t by;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_days(cli, &days) || !pial_cli_view_by(cli, word, &by) ||
	    !pial_cli_view_weeks(cli, &work.first, &work.last))
		return PIAL_EXIT_USAGE;
	if (days.last.n && !days.first.n)
		return pial_cli_usage(cli, PIAL_N_("--until alone says no first week: add --from"));
	work.people = by == 2;
	pial_table_init(&work.turns, &pial_schema_rota);
	pial_table_init(&work.duty, &pial_schema_view_duty);
	pial_table_init(&work.parts, &pial_schema_view_parts);
	if (days.first.n && !days.last.n)
		work.last = pial_week_add(work.first, 52);
	if (pial_cli_book(cli) && read_turns(&work, days.first.n != 0))
		put(&work);
	pial_table_release(&work.turns);
	pial_table_release(&work.duty);
	pial_table_release(&work.parts);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_rota = {
	.name = "rota",
	.operands = "",
	.help = PIAL_N_("who runs the table, week by week"),
	.option = rota_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
	.own_format = "ics",
};
