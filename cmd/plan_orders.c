/*
 * pial-plan orders: the week's orders, complete.
 *
 * What kitchens ordered is kept as it is, with the contract filled in where one has a price for
 * the product that day. A kitchen that sent nothing at all this week gets the firm quantities of
 * its contracts (policy `silent: {kitchen: firm}`), each whole, on its first open delivery day of
 * the week: a split over several days would be a guess at menus. One order, even of 0, is an
 * answer: whoever ordered carrots and no leeks wants no leeks.
 *
 * Run again, the table is the same. Rows marked `firm` stay as they are, so that a quantity that a
 * person corrected is kept, and go when the kitchen answers after all.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/plan.h"

#include "base/banned.h"

/* A kitchen's word: that it answered, or that a firm quantity stands for it. */
struct demand {
	uint32_t kitchen;		/* number in the pool */
	uint32_t product, contract;	/* whose firm quantity stands there; both 0: it answered */
};

struct week_orders {
	struct pial_cli *cli;		/* the run */
	struct pial_table table;	/* orders, sorted */
	struct pial_week week;		/* none: no row, so unknown */
	bool exists;			/* the book has the table */
	struct demand *demand;		/* of the rows that were read, sorted; owned */
	size_t demands;			/* how many */
};

static struct pial_order *order_at(const struct pial_table *table, size_t index)
{
	return pial_table_row(table, index);
}

/*
 * True when a row with the same day, kitchen and product has that contract. The table is sorted,
 * the contract last, so that such rows are neighbours.
 */
static bool is_taken(const struct pial_table *table, size_t index, struct pial_contract_id contract)
{
	const struct pial_order *row = order_at(table, index);

	for (size_t i = index + 1; i < table->count; i++) {
		const struct pial_order *other = order_at(table, i);

		if (other->day.n != row->day.n || other->kitchen.n != row->kitchen.n ||
		    other->product.n != row->product.n)
			break;
		if (other->contract.n == contract.n)
			return true;
	}
	return false;
}

static void fill_contracts(struct week_orders *orders)
{
	const struct pial_model *model = &orders->cli->book.model;

	for (size_t i = 0; i < orders->table.count; i++) {
		struct pial_order *row = order_at(&orders->table, i);
		struct pial_contract_id contract;

		if (row->contract.n)
			continue;
		contract = pial_model_contract_for(model, row->kitchen, row->product, row->day);
		if (contract.n && !is_taken(&orders->table, i, contract))
			row->contract = contract;
	}
	pial_table_sort(&orders->table, model);
}

/* Says which orders cannot be delivered: the kitchen does not receive that day. */
static void say_closed(struct week_orders *orders)
{
	const struct pial_model *model = &orders->cli->book.model;

	for (size_t i = 0; i < orders->table.count; i++) {
		const struct pial_order *row = order_at(&orders->table, i);
		const struct pial_kitchen *kitchen = pial_model_kitchen(model, row->kitchen);
		struct pial_pos pos = pial_table_pos(&orders->table, row, "day");

		if (row->quantity.milli > 0 && kitchen &&
		    !pial_kitchen_receives(model, kitchen, row->day))
			pial_diag_add(&orders->cli->diags, &pos, PIAL_N_ORDER_CLOSED,
				      pial_model_text(model, row->kitchen.n),
				      pial_model_text(model, row->product.n), (int64_t)row->day.n);
	}
}

/* ---- Who said something of what ---- */

static int by_demand(const void *a, const void *b)
{
	const struct demand *x = a, *y = b;

	if (x->kitchen != y->kitchen)
		return x->kitchen < y->kitchen ? -1 : 1;
	if (x->product != y->product)
		return x->product < y->product ? -1 : 1;
	if (x->contract != y->contract)
		return x->contract < y->contract ? -1 : 1;
	return 0;
}

static void list_demands(struct week_orders *orders)
{
	orders->demands = orders->table.count;
	orders->demand = pial_calloc(orders->demands + 1, sizeof(*orders->demand));
	for (size_t i = 0; i < orders->demands; i++) {
		const struct pial_order *row = order_at(&orders->table, i);

		orders->demand[i] = (struct demand){ .kitchen = row->kitchen.n };
		if (row->source != PIAL_ORDER_FIRM)
			continue;
		orders->demand[i].product = row->product.n;
		orders->demand[i].contract = row->contract.n;
	}
	qsort(orders->demand, orders->demands, sizeof(*orders->demand), by_demand);
}

static bool has_demand(const struct week_orders *orders, struct demand key)
{
	return bsearch(&key, orders->demand, orders->demands, sizeof(key), by_demand) != NULL;
}

static void move_row(struct pial_table *table, size_t to, size_t from)
{
	if (to == from)
		return;
	memmove(pial_table_row(table, to), pial_table_row(table, from), table->schema->row_size);
	if (table->extras)
		memmove(table->extra + to * table->extras, table->extra + from * table->extras,
			table->extras * sizeof(*table->extra));
}

static bool has_answered(const struct week_orders *orders, struct pial_kitchen_id kitchen)
{
	return has_demand(orders, (struct demand){ .kitchen = kitchen.n });
}

/* Takes out rows that stood for an answer which has come since. */
static void drop_answered(struct week_orders *orders)
{
	struct pial_table *table = &orders->table;
	size_t kept = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_order *row = order_at(table, i);

		if (row->source != PIAL_ORDER_FIRM || !has_answered(orders, row->kitchen))
			move_row(table, kept++, i);
	}
	table->count = kept;
}

/* ---- What contracts expect ---- */

static struct pial_qty firm_of(const struct pial_contract_line *line, struct pial_week week)
{
	for (uint32_t i = 0; i < line->firm_count; i++) {
		const struct pial_firm *firm = &line->firm[i];

		if (firm->from_week.n <= week.n &&
		    (pial_week_is_none(firm->until_week) || week.n <= firm->until_week.n))
			return firm->quantity;
	}
	return PIAL_QTY_NONE;
}

/* First day of the week on which the kitchen receives and this line is in force. */
static struct pial_date first_day(const struct pial_model *model,
				  const struct pial_contract *contract,
				  const struct pial_contract_line *line, struct pial_week week)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, contract->kitchen);
	const struct pial_date none = { 0 };

	for (int day = PIAL_MONDAY; kitchen && day <= PIAL_SUNDAY; day++) {
		struct pial_date date = pial_week_day(week, (enum pial_weekday)day);

		if (!pial_date_is_none(date) && pial_kitchen_receives(model, kitchen, date) &&
		    pial_contract_line_on(contract, line->product, date) == line)
			return date;
	}
	return none;
}

static void add_firm(struct week_orders *orders, const struct pial_contract *contract,
		     const struct pial_contract_line *line)
{
	const struct pial_model *model = &orders->cli->book.model;
	struct pial_order row = {
		.kitchen = contract->kitchen, .product = line->product, .contract = contract->id,
		.quantity = firm_of(line, orders->week), .minimum = PIAL_QTY_NONE,
		.price = PIAL_PRICE_NONE, .week = orders->week, .source = PIAL_ORDER_FIRM,
	};

	if (pial_qty_is_none(row.quantity) || row.quantity.milli <= 0 ||
	    has_answered(orders, row.kitchen) ||
	    has_demand(orders, (struct demand){ row.kitchen.n, row.product.n, row.contract.n }))
		return;
	row.day = first_day(model, contract, line, orders->week);
	if (pial_date_is_none(row.day))
		return;
	pial_table_add(&orders->table, &row);
	pial_diag_add(&orders->cli->diags, NULL, PIAL_N_ORDER_FIRM,
		      pial_model_text(model, row.kitchen.n), pial_model_text(model, row.product.n),
		      row.quantity.milli);
}

static void add_silent(struct week_orders *orders)
{
	const struct pial_model *model = &orders->cli->book.model;

	if (model->policy.silent_kitchen != PIAL_SILENT_FIRM || pial_week_is_none(orders->week))
		return;
	for (size_t c = 0; c < model->contracts; c++)
		for (uint32_t i = 0; i < model->contract[c].line_count; i++)
			add_firm(orders, &model->contract[c], &model->contract[c].line[i]);
	pial_table_sort(&orders->table, model);
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
	if (cli->save && (orders->table.count || orders->exists)) {
		if (!pial_cli_week_before(cli, orders->week, PIAL_WEEK_CLOSED, &status))
			return pial_cli_result(cli, false);
		code = pial_cli_save(cli, orders->week, &orders->table);
	}
	if (code != PIAL_EXIT_DONE)
		return code;
	pial_cli_table(cli, &orders->table);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct week_orders orders = { .cli = cli };
	enum pial_exit code;

	pial_table_init(&orders.table, &pial_schema_orders);
	if (pial_cli_moving(cli, &orders.table, &orders.week, &orders.exists, &code)) {
		fill_contracts(&orders);
		list_demands(&orders);
		drop_answered(&orders);
		say_closed(&orders);
		add_silent(&orders);
		code = finish(&orders);
	}
	pial_table_release(&orders.table);
	free(orders.demand);
	return code;
}

const struct pial_verb pial_verb_plan_orders = {
	.name = "orders",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("the week's orders: what kitchens ordered, else what their contracts "
			"expect"),
	.run = run,
};
