/*
 * pial-report availability: what is on offer and planned for the weeks to come.
 *
 * The plan stands for whoever has not answered in weeks that are still to be asked about; in this
 * week and before, only where the policy lets it stand for silence, as the allocation does.
 */
#include <stddef.h>

#include "cmd/cli_deliveries.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "cmd/report_committed.h"
#include "engine/offers.h"
#include "model/season.h"
#include "report/availability_view.h"

#include "base/banned.h"

/* Weeks shown: the first, and six to come. */
#define WEEKS 7

static const struct pial_option availability_options[] = {
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct work {
	struct pial_cli *cli;			/* the run */
	struct pial_week first, last;		/* weeks shown */
	struct pial_kitchen_id kitchen;		/* for whom; 0: for anybody */
	struct pial_table rows;			/* the view */
	struct pial_table plan;			/* of a season */
	int year;				/* which one; 0: none read */
};

/* The tables of a week. */
struct tables {
	struct pial_table offers, orders, allocation;
};

static void tables_init(struct tables *t)
{
	pial_table_init(&t->offers, &pial_schema_offers);
	pial_table_init(&t->orders, &pial_schema_orders);
	pial_table_init(&t->allocation, &pial_schema_allocation);
}

static void tables_release(struct tables *t)
{
	pial_table_release(&t->offers);
	pial_table_release(&t->orders);
	pial_table_release(&t->allocation);
}

static bool read_tables(struct pial_cli *cli, struct pial_week week, struct tables *t,
			enum pial_allocated *state)
{
	struct pial_book *book = &cli->book;
	bool exists = false;

	return pial_book_week(book, week, &t->offers, NULL, &cli->diags) &&
	       pial_book_week(book, week, &t->orders, NULL, &cli->diags) &&
	       pial_book_week(book, week, &t->allocation, &exists, &cli->diags) &&
	       pial_week_allocated(book, week, &t->allocation, exists, state, &cli->diags);
}

/* The plan of a week's season, read once. */
static bool read_plan(struct work *work, struct pial_week week)
{
	struct pial_cli *cli = work->cli;
	int year = pial_season_of(week, cli->book.model.policy.season_starts);

	if (year == work->year)
		return true;
	work->year = year;
	pial_table_release(&work->plan);
	pial_table_init(&work->plan, &pial_schema_plan);
	return pial_book_season(&cli->book, year, &work->plan, &cli->diags);
}

static void put_week(struct work *work, struct pial_week week, const struct tables *t,
		     enum pial_allocated state)
{
	struct pial_cli *cli = work->cli;
	const struct pial_model *model = &cli->book.model;
	bool plans = week.n > pial_week_of(cli->today).n ||
		     model->policy.silent_producer == PIAL_SILENT_PLAN;
	struct pial_offers_result offers;
	struct pial_available_week one = {
		.week = week, .kitchen = work->kitchen, .orders = &t->orders,
		.allocation = state == PIAL_ALLOCATED_WHOLE ? &t->allocation : NULL };

	pial_offers_result_init(&offers);
	pial_offers_complete(model, week, (const void *)t->offers.row, t->offers.count,
			     plans ? (const void *)work->plan.row : NULL,
			     plans ? work->plan.count : 0, &offers);
	one.offer = offers.row;
	one.offers = offers.rows;
	pial_availability_add(&work->rows, model, &one);
	pial_offers_result_release(&offers);
}

static bool add_week(struct work *work, struct pial_week week)
{
	enum pial_allocated state;
	struct tables t;
	bool ok;

	tables_init(&t);
	ok = read_plan(work, week) && read_tables(work->cli, week, &t, &state);
	if (ok)
		put_week(work, week, &t, state);
	tables_release(&t);
	return ok;
}

static bool add_contracts(struct work *work)
{
	struct pial_committed committed;
	bool ok;

	if (!work->kitchen.n)
		return true;
	pial_committed_init(&committed, work->cli);
	committed.only = work->kitchen;
	committed.days = (struct pial_cli_days){ pial_week_monday(work->first),
						 pial_week_day(work->last, PIAL_SUNDAY) };
	ok = pial_committed_load(&committed);
	if (ok)
		pial_availability_contracts(&work->rows, &committed.lines);
	pial_committed_release(&committed);
	return ok;
}

/* The kitchen of --for. */
static bool find_kitchen(struct work *work)
{
	const struct pial_view_own *own = work->cli->own;

	if (!pial_cli_party(work->cli, own->only, &work->kitchen.n))
		return false;
	if (!own->only || pial_model_kitchen(&work->cli->book.model, work->kitchen))
		return true;
	pial_cli_usage(work->cli, PIAL_N_("this view is for a kitchen: “%s” is none"), own->only);
	return false;
}

static bool add_all(struct work *work)
{
	for (struct pial_week week = work->first; week.n <= work->last.n;
	     week = pial_week_add(week, 1))
		if (!add_week(work, week))
			return false;
	return add_contracts(work);
}

static void put(struct work *work)
{
	const struct pial_availability_paper paper = { &work->cli->book.model, &work->rows,
						       work->first, work->last, work->kitchen };
	const struct pial_view view = { &work->rows, pial_availability_view_write, &paper,
					pial_week_monday(work->first) };

	(void)pial_table_sort(&work->rows, &work->cli->book.model);
	pial_cli_view(work->cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct work work = { .cli = cli, .first = pial_week_of(cli->today) };
	size_t width;

	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	if (cli->operands && !pial_cli_week_operand(cli, &work.first))
		return PIAL_EXIT_USAGE;
	work.last = pial_week_add(work.first, WEEKS - 1);
	pial_table_init(&work.rows, &pial_schema_view_availability);
	pial_table_init(&work.plan, &pial_schema_plan);
	if (pial_cli_book(cli) && find_kitchen(&work) && add_all(&work))
		put(&work);
	pial_table_release(&work.rows);
	pial_table_release(&work.plan);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_availability = {
	.name = "availability",
	.operands = PIAL_N_("[WEEK]"),
	.help = PIAL_N_("what is on offer and planned for the weeks to come, at which price"),
	.option = availability_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
