/*
 * pial-plan orders: the week's orders, complete.
 *
 * What is kept, filled in, left out and added is the engine's rule (engine/orders.h); here the
 * table is read, people are told, and the table is written. The answer's rows go back into a table
 * with the unknown columns of the rows they were.
 */
#include <string.h>

#include "book/path.h"
#include "cmd/plan.h"
#include "engine/orders.h"

#include "base/banned.h"

struct week_orders {
	struct pial_cli *cli;		/* the run */
	struct pial_table given;	/* orders as read */
	struct pial_table table;	/* orders, complete, sorted */
	struct pial_week week;		/* none: no row, so unknown */
	bool exists;			/* the book has the table */
};

/* Says which orders cannot be delivered: the kitchen does not receive that day. */
static void say_closed(struct pial_cli *cli, const struct pial_table *table)
{
	const struct pial_model *model = &cli->book.model;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_order *row = pial_table_row(table, i);
		const struct pial_kitchen *kitchen = pial_model_kitchen(model, row->kitchen);
		struct pial_pos pos = pial_table_pos(table, row, "day");

		if (row->line && row->quantity.milli > 0 && kitchen &&
		    !pial_kitchen_receives(model, kitchen, row->day))
			pial_diag_add(&cli->diags, &pos, PIAL_N_ORDER_CLOSED,
				      pial_model_text(model, row->kitchen.n),
				      pial_model_text(model, row->product.n), (int64_t)row->day.n);
	}
}

static void say_firm(struct pial_cli *cli, const struct pial_order *row)
{
	const struct pial_model *model = &cli->book.model;

	pial_diag_add(&cli->diags, NULL, PIAL_N_ORDER_FIRM, pial_model_text(model, row->kitchen.n),
		      pial_model_text(model, row->product.n), row->quantity.milli);
}

/* Puts the answer into a table like the one read. */
static void complete(struct week_orders *orders)
{
	const struct pial_model *model = &orders->cli->book.model;
	struct pial_orders_result result;

	pial_orders_result_init(&result);
	pial_orders_complete(model, orders->week, (const void *)orders->given.row,
			     orders->given.count, &result);
	pial_cli_like(&orders->table, &orders->given);
	for (size_t i = 0; i < result.rows; i++) {
		pial_table_add(&orders->table, &result.row[i]);
		if (result.from[i] == PIAL_ORDER_NEW)
			say_firm(orders->cli, &result.row[i]);
		else
			pial_cli_extras(&orders->table, i, &orders->given, result.from[i]);
	}
	pial_orders_result_release(&result);
	pial_table_sort(&orders->table, model);
	say_closed(orders->cli, &orders->table);
}

/* True when the rows are those of the book's own table, which they complete. */
static bool is_from_book(struct week_orders *orders)
{
	struct pial_book *book = &orders->cli->book;
	const char *path = pial_book_week_path(book, orders->week, &pial_schema_orders);
	const char *file = orders->given.file;

	return file && !strcmp(file, pial_book_shown(book, path));
}

static enum pial_exit finish(struct week_orders *orders)
{
	struct pial_cli *cli = orders->cli;
	struct pial_week_status status;
	enum pial_exit code = PIAL_EXIT_DONE;

	if (!orders->table.count && !pial_week_is_none(orders->week))
		pial_diag_add(&cli->diags, NULL, PIAL_N_ORDERS_NONE, (int64_t)orders->week.n);
	if (cli->save && pial_week_is_none(orders->week)) {
		pial_diag_add(&cli->diags, NULL, PIAL_E_WEEK_UNSAID);
		return pial_cli_result(cli, false);
	}
	/*
	 * A week without orders is saved too: the commands after this one then find an empty
	 * table.
	 */
	if (cli->save) {
		if (!pial_cli_week_before(cli, orders->week, PIAL_WEEK_CLOSED, &status))
			return pial_cli_result(cli, false);
		code = pial_cli_save(cli, orders->week, &orders->table,
				     is_from_book(orders));
	}
	if (code != PIAL_EXIT_DONE)
		return code;
	pial_cli_table_last(cli, &orders->table, NULL);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct week_orders orders = { .cli = cli };
	enum pial_exit code;

	pial_table_init(&orders.given, &pial_schema_orders);
	pial_table_init(&orders.table, &pial_schema_orders);
	if (pial_cli_moving(cli, &orders.given, &orders.week, &orders.exists, &code)) {
		complete(&orders);
		code = finish(&orders);
	}
	pial_table_release(&orders.given);
	pial_table_release(&orders.table);
	return code;
}

const struct pial_verb pial_verb_plan_orders = {
	.name = "orders",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("the week's orders: what kitchens ordered, else what their contracts "
			"expect"),
	.saves = true,
	.run = run,
};
