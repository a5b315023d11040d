/*
 * pial-report activities: what the service does, and what that takes.
 *
 * The budget is that of the civil years which the days touch; open days take that of today.
 */
#include <stdlib.h>

#include "book/service.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/service_view.h"

#include "base/banned.h"

static const struct pial_option activities_options[] = {
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_BY(PIAL_N_("month: the months too")),
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static int year_of(struct pial_date day)
{
	int year, month;

	pial_month_parts(pial_month_of(day), &year, &month);
	return year;
}

static bool add_budgets(struct pial_cli *cli, struct pial_table *out,
			const struct pial_cli_days *days)
{
	int first = year_of(days->first.n ? days->first : cli->today);
	int last = year_of(days->last.n ? days->last : cli->today);
	bool ok = true;

	for (int year = first; ok && year <= last; year++) {
		struct pial_table budget;

		pial_table_init(&budget, &pial_schema_budget);
		ok = pial_book_season(&cli->book, year, &budget, &cli->diags);
		if (ok && !pial_service_view_budget(out, &budget, year))
			ok = pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
		pial_table_release(&budget);
	}
	return ok;
}

static void put(struct pial_cli *cli, const struct pial_service *service,
		const struct pial_cli_days *days, bool by_month)
{
	const struct pial_service_input input = {
		&service->activities, &service->hours, &service->trips, days->first, days->last,
		by_month };
	struct pial_table table;
	const struct pial_service_paper paper = { &cli->book.model, &table, &service->activities,
						  days->first, days->last };
	const struct pial_view view = { &table, pial_service_view_write, &paper,
					days->last.n ? days->last : cli->today };

	pial_table_init(&table, &pial_schema_view_activities);
	if (!pial_service_view_make(&table, &input))
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	else if (add_budgets(cli, &table, days))
		pial_cli_view(cli, &view);
	pial_table_release(&table);
}

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const word[] = { "month", NULL };
	struct pial_service service;
	struct pial_cli_days days;
	size_t by;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_days(cli, &days) || !pial_cli_view_by(cli, word, &by))
		return PIAL_EXIT_USAGE;
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	pial_service_init(&service);
	if (pial_book_service(&cli->book, &service, &cli->diags))
		put(cli, &service, &days, by == 1);
	pial_service_release(&service);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_activities = {
	.name = "activities",
	.operands = "",
	.help = PIAL_N_("visits, workshops, hours, kilometres, the budget"),
	.option = activities_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
