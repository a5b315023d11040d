/*
 * pial-report activities: what the service does, and what that takes.
 *
 * The budget is that of the civil years which the days touch; open days take that of today.
 */
#include <stdlib.h>

#include "book/service.h"
#include "cmd/cli_budget.h"
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
	else if (pial_cli_budgets(cli, days, &table))
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
