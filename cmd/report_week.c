/*
 * pial-report week: the page of the table around which the group meets.
 *
 * Reasons are those of the week's orders and offers as the book has them: where something is
 * missing the week is solved again with its proof, and what the proof lacks in the same quantity is
 * explained. What is said of the week on the way was said when it was allocated.
 */
#include <stddef.h>

#include "cmd/allocate_input.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "model/season.h"
#include "report/duty_view.h"
#include "report/lists_view.h"
#include "report/rounds_view.h"
#include "report/table_view.h"
#include "report/week_view.h"

#include "base/banned.h"

/* Weeks of turns that are shown, this one included. */
#define TURNS 3

static const struct pial_option week_options[] = {
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct work {
	struct pial_cli *cli;			/* the run */
	struct pial_week week;			/* which; none: unknown */
	struct pial_table allocation;		/* of one week */
	struct pial_allocate_week input;	/* what it was made from */
	struct pial_table planned, rows;	/* the table's view, and this one */
	struct pial_table lists, rounds;	/* for the map */
};

static void work_init(struct work *work, struct pial_cli *cli)
{
	*work = (struct work){ .cli = cli };
	pial_table_init(&work->allocation, &pial_schema_allocation);
	pial_allocate_week_init(&work->input, cli);
	pial_table_init(&work->planned, &pial_schema_view_table);
	pial_table_init(&work->rows, &pial_schema_view_week);
	pial_table_init(&work->lists, &pial_schema_view_lists);
	pial_table_init(&work->rounds, &pial_schema_view_rounds);
}

static void work_release(struct work *work)
{
	pial_table_release(&work->allocation);
	pial_allocate_week_release(&work->input);
	pial_table_release(&work->planned);
	pial_table_release(&work->rows);
	pial_table_release(&work->lists);
	pial_table_release(&work->rounds);
}

static void add_planned(struct work *work)
{
	struct pial_model *model = &work->cli->book.model;
	const struct pial_table *offers = &work->input.offers, *orders = &work->input.orders;
	const struct pial_table_view_input input = {
		.model = model, .allocation = &work->allocation,
		.offer = (const void *)offers->row, .offers = offers->count,
		.order = (const void *)orders->row, .orders = orders->count,
	};

	pial_table_view_make(&work->planned, &input);
	pial_week_view_planned(&work->rows, &work->planned);
	if (work->cli->shown)
		return;
	pial_lists_view_make(&work->lists, model, &work->allocation, 0);
	pial_rounds_view_make(&work->rounds, model, &work->lists);
}

static size_t count_missing(const struct pial_table *rows)
{
	size_t missing = 0;

	for (size_t i = 0; i < rows->count; i++)
		missing += ((const struct pial_week_fact *)pial_table_row(rows, i))->part ==
			   PIAL_WEEK_MISSING;
	return missing;
}

/* A week that cannot be solved again has no reasons; that is said by the command that solves it. */
static void add_reasons(struct work *work)
{
	struct pial_allocate_input input = pial_allocate_week_input(&work->input);
	struct pial_allocate_result ideal;
	struct pial_explanation explanation;
	size_t missing = count_missing(&work->rows);
	struct pial_diags again;

	if (!missing || missing > PIAL_WEEK_REASONS || !work->input.orders.count)
		return;
	input.prove = true;
	pial_allocate_result_init(&ideal);
	pial_diags_init(&again);
	if (pial_allocate(&input, &ideal, &again)) {
		pial_explain_init(&explanation, ideal.proof, (const void *)work->allocation.row,
				  work->allocation.count);
		pial_week_view_reasons(&work->rows, &work->cli->book.model, &explanation,
				       pial_cli_document_lang(work->cli));
		pial_explain_release(&explanation);
	}
	pial_diags_release(&again);
	pial_allocate_result_release(&ideal);
}

static bool add_reception(struct work *work)
{
	struct pial_cli *cli = work->cli;
	struct pial_table deliveries;
	enum pial_allocated state;
	bool ok;

	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_week_deliveries(&cli->book, work->week, (struct pial_date){ 0 }, &deliveries,
				  &state, &cli->diags);
	if (ok)
		pial_week_view_reception(&work->rows, &cli->book.model, &deliveries, work->week,
					 pial_cli_document_lang(cli));
	pial_table_release(&deliveries);
	return ok;
}

/* The turns of this week and those after it, in one season or two. */
static bool add_duty(struct work *work)
{
	struct pial_cli *cli = work->cli;
	int32_t starts = cli->book.model.policy.season_starts;
	struct pial_week last = pial_week_add(work->week, TURNS - 1);
	const struct pial_producer_id all = { 0 };
	struct pial_table turns, duty;
	bool ok = true;

	pial_table_init(&duty, &pial_schema_view_duty);
	for (int year = pial_season_of(work->week, starts);
	     ok && year <= pial_season_of(last, starts); year++) {
		pial_table_init(&turns, &pial_schema_rota);
		ok = pial_book_season(&cli->book, year, &turns, &cli->diags);
		if (ok)
			pial_duty_make(&duty, &cli->book.model, &turns, work->week, last, all);
		pial_table_release(&turns);
	}
	if (ok)
		pial_week_view_duty(&work->rows, &duty);
	pial_table_release(&duty);
	return ok;
}

/* What a page for everybody is made of: neither reasons nor persons, and so no earlier week. */
static bool read_table(struct work *work)
{
	struct pial_cli *cli = work->cli;
	struct pial_book *book = &cli->book;
	bool ok = pial_book_status(book, work->week, &work->input.status, &cli->diags) &&
		  pial_book_week(book, work->week, &work->input.orders, NULL, &cli->diags) &&
		  pial_book_week(book, work->week, &work->input.offers, NULL, &cli->diags);

	if (ok)
		add_planned(work);
	return ok;
}

static bool read_week(struct work *work)
{
	struct pial_cli *cli = work->cli;

	work->input.week = work->week;
	if (cli->shown)
		return read_table(work);
	if (pial_week_is_none(work->week)) {
		add_planned(work);
		return true;
	}
	if (!pial_book_week(&cli->book, work->week, &work->input.orders, NULL, &cli->diags) ||
	    !pial_allocate_week_load(&work->input))
		return false;
	add_planned(work);
	add_reasons(work);
	return add_reception(work) && add_duty(work);
}

static void put(struct work *work)
{
	struct pial_cli *cli = work->cli;
	const struct pial_week_paper paper = {
		.model = &cli->book.model, .rows = &work->rows, .planned = &work->planned,
		.allocation = &work->allocation, .rounds = &work->rounds,
		.status = &work->input.status, .week = work->week,
		.drawn = cli->format == PIAL_FORMAT_HTML };
	const struct pial_view view = { &work->rows, pial_week_view_write, &paper,
					pial_week_is_none(work->week) ?
						cli->today : pial_week_monday(work->week) };

	(void)pial_table_sort(&work->rows, &cli->book.model);
	pial_cli_view(cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct work work;
	enum pial_exit code;
	size_t width;

	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	work_init(&work, cli);
	if (pial_cli_allocation(cli, &work.allocation, &work.week, &code)) {
		if (read_week(&work))
			put(&work);
		code = pial_cli_result(cli, false);
	}
	work_release(&work);
	return code;
}

const struct pial_verb pial_verb_report_week = {
	.name = "week",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("the week on one page: the table, what is missing and why, who is next"),
	.option = week_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
