/*
 * A year without budget.csv adds nothing: a group may work for years before it writes one.
 */
#include "cmd/cli_budget.h"

#include "book/service.h"
#include "report/service_view.h"

#include "base/banned.h"

static int year_of(struct pial_date day)
{
	int year, month;

	pial_month_parts(pial_month_of(day), &year, &month);
	return year;
}

bool pial_cli_budgets(struct pial_cli *cli, const struct pial_cli_days *days,
		      struct pial_table *out)
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
