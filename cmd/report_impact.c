/*
 * pial-report impact: what came of it, for partners and funders.
 *
 * Without days the present calendar year so far, as a yearly report begins. Notices on weigh-ins
 * are for pial-report waste, where one looks at them.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "book/service.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_lines.h"
#include "cmd/cli_trend.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/impact_view.h"
#include "report/service_view.h"

#include "base/banned.h"

static const struct pial_option impact_options[] = {
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct run {
	struct pial_cli *cli;			/* the run */
	struct pial_cli_days days;		/* that count; last is a day */
	struct pial_table lines;		/* of invoices, of the days */
	struct pial_table service, waste;	/* rows of views */
	struct pial_service known;		/* activities, hours, trips of the book */
	struct pial_table roads;		/* what a kilometre emits */
	struct pial_sold *sold;			/* the lines as they count; owned */
	struct pial_value value;		/* of the lines */
};

static bool find_days(struct run *run)
{
	struct pial_cli *cli = run->cli;
	int year, month, day;

	if (!pial_cli_view_days(cli, &run->days))
		return false;
	if (run->days.first.n || run->days.last.n)
		return true;
	pial_date_parts(cli->today, &year, &month, &day);
	return pial_date_make(year, 1, 1, &run->days.first);
}

/* The lines as they count, and their value. */
static bool take_lines(struct run *run)
{
	struct pial_cli *cli = run->cli;
	struct pial_purchase *purchase = NULL;
	struct pial_sold_input sold = {
		.model = &cli->book.model, .line = (const void *)run->lines.row,
		.lines = run->lines.count };
	struct pial_value_input value = {
		.model = &cli->book.model, .line = (const void *)run->lines.row,
		.lines = run->lines.count, .file = run->lines.file };
	bool ok = pial_week_purchases(&cli->book, &run->lines, &purchase, &value.purchases,
				      &cli->diags);

	value.purchase = purchase;
	ok = ok && pial_value_share(&value, &run->value, &cli->diags);
	run->sold = pial_calloc(run->lines.count + 1, sizeof(*run->sold));
	if (ok && !pial_sold_take(&sold, run->sold))
		ok = pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	free(purchase);
	return ok;
}

static bool read_service(struct run *run)
{
	struct pial_cli *cli = run->cli;
	const struct pial_service *known = &run->known;
	const struct pial_service_input input = { &known->activities, &known->hours, &known->trips,
						  run->days.first, run->days.last, false };

	return pial_book_service(&cli->book, &run->known, &cli->diags) &&
	       pial_book_data(&cli->book, &run->roads, &cli->diags) &&
	       (pial_service_view_make(&run->service, &input) ||
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT));
}

static bool read_waste(struct run *run)
{
	struct pial_diags doubts;
	bool ok;

	pial_diags_init(&doubts);
	ok = pial_cli_trend(run->cli, NULL, 0, &run->waste, &doubts);
	pial_diags_release(&doubts);
	return ok;
}

static void put(struct run *run)
{
	struct pial_cli *cli = run->cli;
	const struct pial_impact_input input = {
		.model = &cli->book.model, .sold = run->sold, .solds = run->lines.count,
		.value = &run->value, .service = &run->service, .waste = &run->waste,
		.trips = &run->known.trips, .roads = &run->roads,
		.first = run->days.first, .last = run->days.last };
	struct pial_table table;
	const struct pial_impact_paper paper = { &cli->book.model, &table, run->days.first,
						 run->days.last };
	const struct pial_view view = { &table, pial_impact_view_write, &paper, run->days.last };

	pial_table_init(&table, &pial_schema_view_impact);
	if (pial_impact_make(&table, &input))
		pial_cli_view(cli, &view);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	pial_table_release(&table);
}

static enum pial_exit run_with(struct run *run)
{
	struct pial_cli *cli = run->cli;
	enum pial_exit code;

	if (!pial_cli_lines_of(cli, &run->days, &run->lines, &code))
		return code;
	if (!run->days.last.n || run->days.last.n > cli->today.n)
		run->days.last = cli->today;
	if (take_lines(run) && read_service(run) && read_waste(run))
		put(run);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct run run = { .cli = cli };
	enum pial_exit code;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!find_days(&run))
		return PIAL_EXIT_USAGE;
	pial_table_init(&run.lines, &pial_schema_lines);
	pial_table_init(&run.service, &pial_schema_view_activities);
	pial_table_init(&run.roads, &pial_schema_roads);
	pial_service_init(&run.known);
	pial_table_init(&run.waste, &pial_schema_view_waste);
	code = run_with(&run);
	free(run.sold);
	pial_table_release(&run.waste);
	pial_table_release(&run.service);
	pial_table_release(&run.roads);
	pial_service_release(&run.known);
	pial_table_release(&run.lines);
	return code;
}

const struct pial_verb pial_verb_report_impact = {
	.name = "impact",
	.operands = "",
	.help = PIAL_N_("useful effects, for partners and funders"),
	.option = impact_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
