/*
 * pial-report fairness: promised, given, what is owed and why.
 *
 * Weeks are gone through as every allocation does (cmd/cli_before.h): closed ones as the ledger has
 * them, the others as they would be closed now. The credit of a hazard is not in the ledger: a
 * closed week that a confirmed hazard reaches is counted again for it alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_before.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "engine/hazard.h"
#include "model/season.h"
#include "report/fairness_view.h"

#include "base/banned.h"

static const struct pial_option fairness_options[] = {
	PIAL_VIEW_FOR,
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct work {
	struct pial_cli *cli;			/* the run */
	struct pial_week first, last;		/* weeks that count, at most */
	struct pial_week from, until;		/* those that do */
	struct pial_before before;		/* the weeks, one after another */
	struct pial_balance *start;		/* accounts before them; owned */
	size_t starts;				/* how many */
	struct pial_balance *entry;		/* of the weeks; owned */
	size_t entries, entry_cap;		/* how many, and room */
	struct pial_fair_promise *promise;	/* planned or ordered; owned */
	size_t promises, promise_cap;		/* how many, and room */
	struct pial_fair_promise *lost;		/* owned */
	size_t losts, lost_cap;			/* how many, and room */
};

static void release(struct work *work)
{
	pial_before_release(&work->before);
	free(work->start);
	free(work->entry);
	free(work->promise);
	free(work->lost);
}

static void add_promise(struct work *work, uint8_t side, uint32_t id,
			struct pial_product_id product, struct pial_qty quantity,
			struct pial_week week)
{
	work->promise = pial_grow(work->promise, work->promises, &work->promise_cap,
				  sizeof(*work->promise));
	work->promise[work->promises++] =
		(struct pial_fair_promise){ id, product, quantity, { 0 }, week, side };
}

/* What was ordered for the week, and what the plan promised. */
static bool add_promises(struct work *work, struct pial_week week)
{
	struct pial_book *book = work->before.book;
	struct pial_table orders;
	bool ok;

	pial_table_init(&orders, &pial_schema_orders);
	ok = pial_book_week(book, week, &orders, NULL, &work->cli->diags) &&
	     pial_season_weigh(&work->before.season, book, week, &work->cli->diags);
	for (size_t i = 0; ok && i < orders.count; i++) {
		const struct pial_order *row = pial_table_row(&orders, i);

		if (row->quantity.milli > 0)
			add_promise(work, PIAL_SIDE_KITCHEN, row->kitchen.n, row->product,
				    row->quantity, week);
	}
	for (size_t i = 0; ok && i < work->before.season.weights; i++) {
		const struct pial_weight *weight = &work->before.season.weight[i];

		if (pial_model_producer(&book->model, (struct pial_producer_id){ weight->party }))
			add_promise(work, PIAL_SIDE_PRODUCER, weight->party, weight->product,
				    weight->quantity, week);
	}
	pial_table_release(&orders);
	return ok;
}

/* The cause of a hazard: of the latest line that tells of it. */
static struct pial_text cause_of(const struct pial_model *model, const struct pial_offer *lost,
				 struct pial_week week)
{
	struct pial_text cause = { 0 };
	struct pial_date latest = { 0 };

	for (size_t i = 0; i < model->hazards; i++) {
		const struct pial_hazard *hazard = &model->hazard[i];

		if (hazard->producer.n == lost->producer.n &&
		    hazard->product.n == lost->product.n && hazard->from_week.n <= week.n &&
		    hazard->until_week.n >= week.n && hazard->date.n >= latest.n) {
			cause = hazard->cause;
			latest = hazard->date;
		}
	}
	return cause;
}

/* Adds what was lost in the week; true when anything was. */
static bool add_lost(struct work *work, struct pial_week week)
{
	const struct pial_model *model = &work->before.book->model;
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_offer *offer;
	size_t count;

	pial_hazard_offers(model, week, &arena, &offer, &count);
	for (size_t i = 0; i < count; i++) {
		work->lost = pial_grow(work->lost, work->losts, &work->lost_cap,
				       sizeof(*work->lost));
		work->lost[work->losts++] = (struct pial_fair_promise){
			offer[i].producer.n, offer[i].product, offer[i].quantity,
			cause_of(model, &offer[i], week), week, PIAL_SIDE_PRODUCER };
	}
	pial_arena_release(&arena);
	return count > 0;
}

/* The credit that a week as counted gives a row of the ledger. */
static struct pial_qty credit_of(const struct pial_before_week *one,
				 const struct pial_balance *entry)
{
	for (size_t i = 0; i < one->rows; i++)
		if (!pial_balance_compare(&one->row[i], entry))
			return one->row[i].credit;
	return (struct pial_qty){ 0 };
}

static void add_entries(struct work *work, const struct pial_before_week *one, bool closed)
{
	const struct pial_balance *row = closed ? one->entered : one->row;
	size_t rows = closed ? one->entries : one->rows;

	for (size_t i = 0; i < rows; i++) {
		work->entry = pial_grow(work->entry, work->entries, &work->entry_cap,
					sizeof(*work->entry));
		work->entry[work->entries] = row[i];
		work->entry[work->entries].week = one->week;
		work->entry[work->entries++].credit = credit_of(one, &row[i]);
	}
}

/* The accounts as they stand before the first week that counts. */
static void keep_start(struct work *work)
{
	const struct pial_accounts *accounts = &work->before.accounts;

	if (work->start)
		return;
	work->starts = accounts->rows;
	work->start = pial_calloc(accounts->rows + 1, sizeof(*work->start));
	if (accounts->rows)
		memcpy(work->start, accounts->row, accounts->rows * sizeof(*work->start));
}

/* Counts a week that has an allocation, or is entered in the ledger. */
static bool count_week(struct work *work, struct pial_before_week *one)
{
	bool closed = one->status.state == PIAL_WEEK_CLOSED && one->entries;
	bool lost;

	if (!closed && !one->past.computed)
		return true;
	keep_start(work);
	if (pial_week_is_none(work->from))
		work->from = one->week;
	work->until = one->week;
	lost = add_lost(work, one->week);
	if ((lost && !pial_before_past(&work->before, one, &work->cli->diags)) ||
	    !add_promises(work, one->week) ||
	    ((!closed || (lost && one->past.computed)) &&
	     !pial_before_count(&work->before, one, &work->cli->diags)))
		return false;
	add_entries(work, one, closed);
	return true;
}

static bool go_through(struct work *work)
{
	struct pial_diags *diags = &work->cli->diags;
	bool ok = pial_before_start(&work->before, diags);
	size_t weeks;
	struct pial_week *week = pial_book_weeks(work->before.book, &weeks);

	for (size_t i = 0; i < weeks && week[i].n <= work->last.n; i++) {
		struct pial_before_week one;

		pial_before_week_init(&one, week[i]);
		ok = pial_before_read(&work->before, &one, diags) && ok;
		if (ok && week[i].n >= work->first.n)
			ok = count_week(work, &one);
		ok = ok && pial_before_take(&work->before, &one, diags);
		pial_before_week_release(&one);
	}
	free(week);
	return ok;
}

static void put(struct work *work)
{
	struct pial_cli *cli = work->cli;
	const struct pial_view_own *own = cli->own;
	struct pial_table table;
	const struct pial_fairness_paper paper = { &cli->book.model, &table, work->from,
						   work->until };
	const struct pial_view view = { &table, pial_fairness_view_write, &paper,
					pial_week_day(work->until, PIAL_SUNDAY) };
	struct pial_fairness_input input = {
		.model = &cli->book.model, .entry = work->entry, .entries = work->entries,
		.before = work->start, .befores = work->starts, .promise = work->promise,
		.promises = work->promises, .lost = work->lost, .losts = work->losts };

	if (!pial_cli_party(cli, own->only, &input.only))
		return;
	pial_table_init(&table, &pial_schema_view_fairness);
	if (pial_fairness_view_make(&table, &input))
		pial_cli_view(cli, &view);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	pial_before_say_open(&work->before, &cli->diags);
	pial_table_release(&table);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct work work = { .cli = cli };

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_weeks(cli, &work.first, &work.last))
		return PIAL_EXIT_USAGE;
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	pial_before_init(&work.before, &cli->book);
	work.before.lazy = true;
	if (go_through(&work))
		put(&work);
	release(&work);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_fairness = {
	.name = "fairness",
	.operands = "",
	.help = PIAL_N_("promised, given, what each is owed and why"),
	.option = fairness_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
