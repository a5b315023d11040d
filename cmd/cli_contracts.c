/*
 * What contracts had so far, and what is said of them; pial-plan season and pial-report contract
 * show the same.
 *
 * What was kept counts, else what was allocated (book/history.h); of a week without an allocation,
 * the deliveries that were saved, else what was ordered.
 */
#include "cmd/cli_contracts.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "book/history.h"
#include "model/match.h"

#include "base/banned.h"

void pial_had_init(struct pial_had *had)
{
	*had = (struct pial_had){ .done = NULL };
}

void pial_had_release(struct pial_had *had)
{
	free(had->done);
	free(had->given);
	free(had->known);
	pial_had_init(had);
}

static void add_known(struct pial_had *had, struct pial_week week)
{
	had->known = pial_grow(had->known, had->knowns, &had->known_cap, sizeof(*had->known));
	had->known[had->knowns++] = week;
}

static void add_done(struct pial_had *had, const struct pial_contract_delivered *done)
{
	had->done = pial_grow(had->done, had->dones, &had->done_cap, sizeof(*had->done));
	had->done[had->dones++] = *done;
}

static void add_given(struct pial_had *had, const struct pial_contract_delivered *given)
{
	had->given = pial_grow(had->given, had->givens, &had->given_cap, sizeof(*had->given));
	had->given[had->givens++] = *given;
}

/* Adds the orders of a week that nothing was allocated of. */
static void add_orders(struct pial_had *had, const struct pial_model *model,
		       const struct pial_table *orders)
{
	for (size_t i = 0; i < orders->count; i++) {
		const struct pial_order *row = pial_table_row(orders, i);
		struct pial_contract_delivered done = { row->contract, row->product, row->quantity,
							row->day };

		if (!done.contract.n)
			done.contract = pial_model_contract_for(model, row->kitchen, row->product,
								row->day);
		if (done.contract.n)
			add_done(had, &done);
	}
}

/* Adds the saved deliveries of a week whose allocation the book no longer has. */
static void add_deliveries(struct pial_had *had, const struct pial_table *deliveries,
			   struct pial_date until)
{
	for (size_t i = 0; i < deliveries->count; i++) {
		const struct pial_delivery *row = pial_table_row(deliveries, i);
		struct pial_contract_delivered done = {
			row->contract, row->ordered.n ? row->ordered : row->product,
			pial_delivery_kept(row), row->day };

		if (!done.contract.n || pial_qty_is_none(done.quantity))
			continue;
		add_done(had, &done);
		if (done.day.n <= until.n)
			add_given(had, &done);
	}
}

static bool read_week(struct pial_had *had, struct pial_book *book, struct pial_week week,
		      struct pial_date until, struct pial_history *history,
		      struct pial_diags *diags)
{
	struct pial_table orders, deliveries;
	struct pial_past past;
	bool ok;

	pial_past_init(&past);
	pial_table_init(&orders, &pial_schema_orders);
	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_past_read(&past, book, week, diags);
	if (ok && !past.computed)
		ok = pial_book_week(book, week, &deliveries, NULL, diags);
	if (ok && !past.computed && !deliveries.count)
		ok = pial_book_week(book, week, &orders, NULL, diags);
	if (ok) {
		if (past.computed)
			pial_history_add(history, &past);
		add_deliveries(had, &deliveries, until);
		add_orders(had, &book->model, &orders);
		if (past.computed || deliveries.count || orders.count)
			add_known(had, week);
	}
	pial_table_release(&deliveries);
	pial_table_release(&orders);
	pial_past_release(&past);
	return ok;
}

struct pial_date pial_cli_contracts_since(const struct pial_model *model, struct pial_date day)
{
	struct pial_date since = { UINT16_MAX };

	for (size_t i = 0; i < model->contracts; i++) {
		const struct pial_contract *contract = &model->contract[i];

		if ((pial_date_is_none(contract->until) || contract->until.n >= day.n) &&
		    contract->from.n < since.n)
			since = contract->from;
	}
	return since;
}

bool pial_had_load(struct pial_had *had, struct pial_book *book, struct pial_date since,
		   struct pial_date until, struct pial_diags *diags)
{
	struct pial_history history;
	size_t weeks;
	struct pial_week *week = pial_book_weeks(book, &weeks);
	bool ok = true;

	pial_history_init(&history);
	for (size_t i = 0; i < weeks; i++)
		if (pial_week_day(week[i], PIAL_SUNDAY).n >= since.n)
			ok &= read_week(had, book, week[i], until, &history, diags);
	pial_history_fold(&history);
	for (size_t i = 0; ok && i < history.delivereds; i++) {
		add_done(had, &history.delivered[i]);
		if (history.delivered[i].day.n <= until.n)
			add_given(had, &history.delivered[i]);
	}
	pial_history_release(&history);
	free(week);
	return ok;
}

/* ---- What is said ---- */

static const char *text(const struct pial_cli *cli, uint32_t number)
{
	return pial_model_text(&cli->book.model, number);
}

static void say_line(struct pial_cli *cli, const struct pial_contract_outlook *line)
{
	struct pial_diags *diags = &cli->diags;
	const struct pial_contract *contract =
		pial_model_contract(&cli->book.model, line->contract);
	const char *id = text(cli, line->contract.n), *product = text(cli, line->product.n);

	if (line->short_of)
		pial_diag_add(diags, &contract->pos, PIAL_A_CONTRACT_MIN, id, product,
			      line->min.milli, line->done.milli, line->expected.milli,
			      (int64_t)line->last.n);
	if (!pial_week_is_none(line->passed))
		pial_diag_add(diags, &contract->pos, PIAL_A_CONTRACT_MAX, id, product,
			      line->max.milli, (int64_t)line->passed.n, line->done.milli,
			      line->expected.milli);
}

static void say_value(struct pial_cli *cli, const struct pial_contract_value *value)
{
	struct pial_diags *diags = &cli->diags;
	const struct pial_contract *contract =
		pial_model_contract(&cli->book.model, value->contract);
	const char *id = text(cli, value->contract.n);

	if (value->short_of)
		pial_diag_add(diags, &contract->pos, PIAL_A_CONTRACT_VALUE_MIN, id,
			      value->min.cents, value->done.cents, value->expected.cents);
	if (value->passed)
		pial_diag_add(diags, &contract->pos, PIAL_A_CONTRACT_VALUE_MAX, id,
			      value->max.cents, value->done.cents, value->expected.cents);
	if (value->above)
		pial_diag_add(diags, &contract->pos, PIAL_N_CONTRACT_CEILING, id,
			      value->lots.cents, value->ceiling.cents, (int64_t)contract->from.n);
}

static bool is_of(const struct pial_cli *cli, struct pial_contract_id id,
		  struct pial_date ended, struct pial_kitchen_id only)
{
	const struct pial_contract *contract = pial_model_contract(&cli->book.model, id);

	return (pial_date_is_none(contract->until) || contract->until.n >= ended.n) &&
	       (!only.n || contract->kitchen.n == only.n);
}

void pial_cli_contracts_say(struct pial_cli *cli, const struct pial_contract_result *result,
			    struct pial_date ended, struct pial_kitchen_id only)
{
	for (size_t i = 0; i < result->lines; i++)
		if (is_of(cli, result->line[i].contract, ended, only))
			say_line(cli, &result->line[i]);
	for (size_t i = 0; i < result->values; i++)
		if (is_of(cli, result->value[i].contract, ended, only))
			say_value(cli, &result->value[i]);
}
