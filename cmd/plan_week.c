/*
 * Proposals are made from the plan and the contracts alone, whatever stands in the week's tables:
 * so the form that goes out and the one that comes back are compared with the same rows.
 */
#include "cmd/plan_week.h"

#include "engine/offers.h"
#include "engine/orders.h"
#include "model/season.h"

#include "base/banned.h"

bool pial_plan_season(struct pial_cli *cli, struct pial_week week, struct pial_table *plan)
{
	int year = pial_season_of(week, cli->book.model.policy.season_starts);

	return pial_book_season(&cli->book, year, plan, &cli->diags);
}

static bool propose_offers(struct pial_cli *cli, struct pial_week week, struct pial_table *table)
{
	struct pial_offers_result result;
	struct pial_table plan;
	bool ok;

	pial_table_init(&plan, &pial_schema_plan);
	pial_offers_result_init(&result);
	ok = pial_plan_season(cli, week, &plan);
	if (ok) {
		pial_offers_complete(&cli->book.model, week, NULL, 0, (const void *)plan.row,
				     plan.count, &result);
		for (size_t i = 0; i < result.rows; i++)
			pial_table_add(table, &result.row[i]);
	}
	pial_offers_result_release(&result);
	pial_table_release(&plan);
	return ok;
}

static void propose_orders(struct pial_cli *cli, struct pial_week week, struct pial_table *table)
{
	struct pial_orders_result result;

	pial_orders_result_init(&result);
	pial_orders_complete(&cli->book.model, week, NULL, 0, &result);
	for (size_t i = 0; i < result.rows; i++) {
		const struct pial_product *product = pial_model_product(&cli->book.model,
									result.row[i].product);

		result.row[i].unit = product ? product->unit : PIAL_UNIT_NONE;
		pial_table_add(table, &result.row[i]);
	}
	pial_orders_result_release(&result);
}

bool pial_plan_propose(struct pial_cli *cli, struct pial_week week, struct pial_table *table)
{
	bool ok = true;

	table->model = &cli->book.model;
	if (table->schema == &pial_schema_offers)
		ok = propose_offers(cli, week, table);
	else if (table->schema == &pial_schema_orders)
		propose_orders(cli, week, table);
	pial_table_sort(table, &cli->book.model);
	return ok;
}

bool pial_plan_asks_producer(const struct pial_producer *producer, struct pial_week week)
{
	return pial_producer_belongs_in(producer, week);
}
