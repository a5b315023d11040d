/*
 * pial-report value: of each 100 € paid by kitchens, so much to each.
 *
 * Takes invoice lines, issued or drafted, or those of some days of the book. What partners were
 * paid is not on them and is looked up in the book's weeks; without it a partner counts with what
 * its lines leave after the fees. Of days of the book, what the service cost in them stands beside:
 * lines given may be any, and no day's cost can be held against them.
 */
#include <stddef.h>
#include <stdlib.h>

#include "book/service.h"
#include "cmd/cli_budget.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_lines.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "num/round.h"
#include "report/meals.h"
#include "report/service_view.h"
#include "report/value_view.h"

#include "base/banned.h"

static const struct pial_option value_options[] = {
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* First and last day of the lines; none when no line has one. */
static void find_days(const struct pial_table *lines, struct pial_date *first,
		      struct pial_date *last)
{
	first->n = last->n = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const struct pial_invoice_line *line = pial_table_row(lines, i);

		if (!line->day.n)
			continue;
		if (!first->n || line->day.n < first->n)
			*first = line->day;
		if (line->day.n > last->n)
			*last = line->day;
	}
}

/* Grants that the budgets of the years of some days foresee; none without any. */
static bool find_grants(struct pial_cli *cli, const struct pial_cli_days *days,
			struct pial_money *grants)
{
	struct pial_table budgets;
	bool ok;

	*grants = PIAL_MONEY_NONE;
	pial_table_init(&budgets, &pial_schema_view_activities);
	ok = pial_cli_budgets(cli, days, &budgets);
	for (size_t i = 0; ok && i < budgets.count; i++) {
		const struct pial_service_row *row = pial_table_row(&budgets, i);

		if (!pial_service_view_is(row, PIAL_SERVICE_BUDGET, PIAL_BUDGET_GRANT))
			continue;
		if (pial_money_is_none(*grants))
			grants->cents = 0;
		ok = pial_add(grants->cents, row->foreseen.cents, &grants->cents) ||
		     pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	}
	pial_table_release(&budgets);
	return ok;
}

/* Adds what the service cost in some days of the book, where it says anything of it. */
static bool add_service(struct pial_cli *cli, struct pial_cli_days days,
			const struct pial_value *value, struct pial_table *out)
{
	struct pial_service service;
	struct pial_money cost, grants;
	bool ok;

	if (!days.last.n || days.last.n > cli->today.n)
		days.last = cli->today;
	pial_service_init(&service);
	ok = pial_book_service(&cli->book, &service, &cli->diags) &&
	     find_grants(cli, &days, &grants);
	if (ok) {
		const struct pial_service_input input = {
			&service.activities, &service.hours, &service.trips, days.first,
			days.last, false };

		ok = (pial_service_cost(&input, &cost) &&
		      ((!cost.cents && pial_money_is_none(grants)) ||
		       pial_value_view_service(out, value, cost, grants))) ||
		     pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	}
	pial_service_release(&service);
	return ok;
}

/* Meals of the days on which the lines brought something. */
static int64_t count_meals(const struct pial_cli *cli, const struct pial_table *lines)
{
	struct pial_meals meals;
	int64_t count;

	pial_meals_init(&meals, &cli->book.model);
	for (size_t i = 0; i < lines->count; i++)
		pial_meals_add(&meals, pial_table_row(lines, i));
	count = pial_meals_count(&meals);
	pial_meals_release(&meals);
	return count;
}

static void put_table(struct pial_cli *cli, const struct pial_table *lines,
		      const struct pial_cli_days *days, const struct pial_table *table)
{
	struct pial_value_paper paper = { .model = &cli->book.model, .table = table,
					  .nothing = !lines->count };
	struct pial_view view = { table, pial_value_view_write, &paper, { 0 } };

	find_days(lines, &paper.first, &paper.last);
	if (paper.nothing) {
		paper.first = days->first;
		paper.last = days->last.n ? days->last : cli->today;
	}
	view.day = paper.last;
	pial_cli_view(cli, &view);
}

static void put_view(struct pial_cli *cli, const struct pial_table *lines,
		     const struct pial_cli_days *days, const struct pial_value *value)
{
	bool of_book = !cli->operands && (days->first.n || days->last.n);
	struct pial_table table;

	pial_table_init(&table, &pial_schema_view_value);
	pial_value_view_make(&table, value);
	if (!of_book || add_service(cli, *days, value, &table)) {
		pial_value_view_meals(&table, count_meals(cli, lines));
		put_table(cli, lines, days, &table);
	}
	pial_table_release(&table);
}

static enum pial_exit share(struct pial_cli *cli, const struct pial_table *lines,
			    const struct pial_cli_days *days)
{
	struct pial_value_input input = {
		.model = &cli->book.model, .line = (const void *)lines->row,
		.lines = lines->count, .file = lines->file,
	};
	struct pial_purchase *purchase = NULL;
	struct pial_value value;

	if (pial_week_purchases(&cli->book, lines, &purchase, &input.purchases, &cli->diags)) {
		input.purchase = purchase;
		if (pial_value_share(&input, &value, &cli->diags))
			put_view(cli, lines, days, &value);
	}
	free(purchase);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_cli_days days;
	struct pial_table lines;
	enum pial_exit code;

	if (!pial_cli_view_days(cli, &days))
		return PIAL_EXIT_USAGE;
	pial_table_init(&lines, &pial_schema_lines);
	if (pial_cli_lines_of(cli, &days, &lines, &code))
		code = share(cli, &lines, &days);
	pial_table_release(&lines);
	return code;
}

const struct pial_verb pial_verb_report_value = {
	.name = "value",
	.operands = PIAL_N_("[FILE | -]"),
	.help = PIAL_N_("of each €100 paid by kitchens: producers, partners, service, fund, VAT"),
	.option = value_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
