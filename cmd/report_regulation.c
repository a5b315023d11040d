/*
 * pial-report regulation: what the regular meeting has to decide.
 *
 * Each subject is asked of the function that its own command asks; a table that is refused refuses
 * the page, because a page that leaves something out reads as if there were nothing.
 */
#include <stddef.h>
#include <stdlib.h>

#include "cmd/cli_before.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_prices.h"
#include "cmd/cli_view.h"
#include "cmd/invoice_due.h"
#include "cmd/report.h"
#include "cmd/report_committed.h"
#include "model/season.h"
#include "report/balances_view.h"
#include "report/certificates_view.h"
#include "report/due_view.h"
#include "report/regulation_view.h"

#include "base/banned.h"

static const struct pial_option regulation_options[] = {
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct meeting {
	struct pial_cli *cli;		/* the run */
	struct pial_model *model;	/* of the book */
	struct pial_table out;		/* the rows */
};

static bool add_contracts(struct meeting *m)
{
	struct pial_committed work;
	bool ok;

	pial_committed_init(&work, m->cli);
	ok = pial_committed_load(&work);
	if (ok)
		pial_regulation_contracts(&m->out, m->model, &work.lines, &work.all);
	pial_committed_release(&work);
	return ok;
}

/* Prices of today's season; quotations, and what was paid the year before, decide nothing. */
static bool build_prices(struct meeting *m, const struct pial_table *costs,
			 const struct pial_table *bids, int year)
{
	const struct pial_price_input input = {
		.model = m->model, .cost = (const void *)costs->row, .costs = costs->count,
		.bid = (const void *)bids->row, .bids = bids->count, .day = m->cli->today };
	struct pial_price_result result;
	bool ok = pial_prices_build(&input, &result);

	if (ok)
		pial_regulation_prices(&m->out, m->model, &result, year);
	else
		pial_cli_price_fault(m->cli, costs, &result);
	pial_price_result_release(&result);
	return ok;
}

static bool add_prices(struct meeting *m)
{
	struct pial_cli *cli = m->cli;
	int year = pial_season_of(pial_week_of(cli->today), m->model->policy.season_starts);
	struct pial_table costs, bids;
	bool ok;

	pial_table_init(&costs, &pial_schema_costs);
	pial_table_init(&bids, &pial_schema_bids);
	ok = pial_book_season(&cli->book, year, &costs, &cli->diags) &&
	     pial_book_season(&cli->book, year, &bids, &cli->diags) &&
	     build_prices(m, &costs, &bids, year);
	pial_table_release(&bids);
	pial_table_release(&costs);
	return ok;
}

static void add_certificates(struct meeting *m)
{
	const struct pial_producer_id all = { 0 };
	struct pial_table view;

	pial_table_init(&view, &pial_schema_view_certificates);
	pial_certificates_view_make(&view, m->model, m->cli->today, all);
	pial_regulation_certificates(&m->out, m->model, &view, m->cli->today);
	pial_table_release(&view);
}

static void add_accounts(struct meeting *m, const struct pial_accounts *accounts)
{
	struct pial_table view;

	pial_table_init(&view, &pial_schema_view_balances);
	pial_balances_view_make(&view, m->model, accounts->row, accounts->rows);
	pial_regulation_accounts(&m->out, m->model, &view);
	pial_table_release(&view);
}

/* Whom nothing was heard from for a week. */
static bool add_silent(struct meeting *m, struct pial_season *season, struct pial_week week)
{
	struct pial_cli *cli = m->cli;
	struct pial_table orders, offers;
	bool ok;

	pial_table_init(&orders, &pial_schema_orders);
	pial_table_init(&offers, &pial_schema_offers);
	ok = pial_book_week(&cli->book, week, &orders, NULL, &cli->diags) &&
	     pial_book_week(&cli->book, week, &offers, NULL, &cli->diags) &&
	     pial_season_weigh(season, &cli->book, week, &cli->diags);
	if (ok)
		pial_regulation_silent(&m->out, m->model, week, &orders, &offers, season->weight,
				       season->weights);
	pial_table_release(&offers);
	pial_table_release(&orders);
	return ok;
}

/* What the weeks up to now leave behind: accounts, and the answers to the next one. */
static bool add_past(struct meeting *m)
{
	struct pial_cli *cli = m->cli;
	struct pial_before before;
	struct pial_week now = pial_week_of(cli->today);
	bool ok;

	pial_before_init(&before, &cli->book);
	before.lazy = true;
	ok = pial_before_load(&before, (struct pial_week){ UINT16_MAX }, &cli->diags);
	if (ok) {
		add_accounts(m, &before.accounts);
		ok = add_silent(m, &before.season, pial_week_add(now, 1));
	}
	pial_before_release(&before);
	return ok;
}

/*
 * A week that has begun, and its deliveries; closing one has settled them. late: the last day that
 * is no news.
 */
static bool add_week(struct meeting *m, struct pial_week week, struct pial_date late)
{
	struct pial_cli *cli = m->cli;
	struct pial_week_status status;
	struct pial_table deliveries;
	enum pial_allocated state;
	bool ok;

	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_book_status(&cli->book, week, &status, &cli->diags);
	if (ok && status.state != PIAL_WEEK_CLOSED) {
		ok = pial_week_deliveries(&cli->book, week, (struct pial_date){ 0 }, &deliveries,
					  &state, &cli->diags);
		if (ok && pial_week_day(week, PIAL_SUNDAY).n <= late.n)
			pial_regulation_open(&m->out, m->model, week);
		if (ok)
			pial_regulation_deliveries(&m->out, m->model, &deliveries, late);
	}
	pial_table_release(&deliveries);
	return ok;
}

static bool add_weeks(struct meeting *m)
{
	struct pial_cli *cli = m->cli;
	struct pial_date late = pial_date_add(cli->today,
					      -m->model->policy.receipt_delay_days - 1);
	size_t weeks;
	struct pial_week *week = pial_book_weeks(&cli->book, &weeks);
	bool ok = true;

	for (size_t i = 0; i < weeks; i++)
		if (pial_week_monday(week[i]).n <= cli->today.n)
			ok &= add_week(m, week[i], late);
	free(week);
	return ok;
}

static bool add_invoices(struct meeting *m, struct pial_owing *owing)
{
	struct pial_table due;
	bool ok = true;

	pial_table_init(&due, &pial_schema_view_due);
	for (size_t i = 0; ok && i < owing->entries; i++) {
		const struct pial_register_entry *entry = owing->entry[i];
		struct pial_due one;

		ok = pial_owing_of(owing, entry, m->cli->today, &one);
		if (ok && !pial_invoice_is_credit(entry->kind) &&
		    !pial_invoice_is_self(entry->kind))
			pial_due_view_add(&due, entry, &one);
	}
	if (ok)
		ok = pial_regulation_invoices(&m->out, m->model, &due) ||
		     pial_diag_add(&m->cli->diags, NULL, PIAL_E_AMOUNT);
	pial_table_release(&due);
	return ok;
}

static bool add_all(struct meeting *m, struct pial_owing *owing)
{
	bool ok = add_contracts(m);

	ok = add_prices(m) && ok;
	ok = add_past(m) && ok;
	pial_regulation_hazards(&m->out, m->model, m->cli->today);
	add_certificates(m);
	ok = add_weeks(m) && ok;
	return add_invoices(m, owing) && ok;
}

static void put(struct meeting *m)
{
	const struct pial_regulation_paper paper = { m->model, &m->out, m->cli->today };
	const struct pial_view view = { &m->out, pial_regulation_view_write, &paper, paper.day };

	(void)pial_table_sort(&m->out, m->model);
	pial_cli_view(m->cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct meeting m = { cli, &cli->book.model, { 0 } };
	struct pial_owing owing;
	size_t width;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	pial_owing_init(&owing, cli);
	pial_table_init(&m.out, &pial_schema_view_regulation);
	if (pial_owing_load(&owing) && add_all(&m, &owing))
		put(&m);
	pial_table_release(&m.out);
	pial_owing_release(&owing);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_regulation = {
	.name = "regulation",
	.operands = "",
	.help = PIAL_N_("the regular meeting: what needs a decision, and where to read more"),
	.option = regulation_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
