/*
 * What the book knows of a season beside its own tables: what contracts had so far.
 *
 * What was kept counts, else what was allocated (book/history.h), else what was ordered: a week is
 * told by one of the three, never by two.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "book/history.h"
#include "cmd/plan_season.h"

#include "base/banned.h"

static void add_known(struct pial_season_work *work, struct pial_week week)
{
	work->known = pial_grow(work->known, work->knowns, &work->known_cap, sizeof(*work->known));
	work->known[work->knowns++] = week;
}

static void add_done(struct pial_season_work *work, const struct pial_contract_delivered *done)
{
	work->done = pial_grow(work->done, work->dones, &work->done_cap, sizeof(*work->done));
	work->done[work->dones++] = *done;
}

/* Adds the orders of a week that nothing was allocated of. */
static void add_orders(struct pial_season_work *work, const struct pial_table *orders)
{
	const struct pial_model *model = &work->cli->book.model;

	for (size_t i = 0; i < orders->count; i++) {
		const struct pial_order *row = pial_table_row(orders, i);
		struct pial_contract_delivered done = { row->contract, row->product, row->quantity,
							row->day };

		if (!done.contract.n)
			done.contract = pial_model_contract_for(model, row->kitchen, row->product,
								row->day);
		if (done.contract.n)
			add_done(work, &done);
	}
}

/* Reads what partners offered in a week, with a price. */
static void add_offers(struct pial_season_work *work, const struct pial_table *offers)
{
	for (size_t i = 0; i < offers->count; i++) {
		const struct pial_offer *row = pial_table_row(offers, i);

		if (pial_price_is_none(row->price))
			continue;
		work->offer = pial_grow(work->offer, work->offers, &work->offer_cap,
					sizeof(*work->offer));
		work->offer[work->offers++] = *row;
	}
}

static bool read_week(struct pial_season_work *work, struct pial_week week,
		      struct pial_history *history)
{
	struct pial_book *book = &work->cli->book;
	struct pial_diags *diags = &work->cli->diags;
	struct pial_table offers, orders;
	struct pial_past past;
	bool ok;

	pial_past_init(&past);
	pial_table_init(&offers, &pial_schema_offers);
	pial_table_init(&orders, &pial_schema_orders);
	ok = pial_book_week(book, week, &offers, NULL, diags);
	ok = pial_past_read(&past, book, week, diags) && ok;
	if (ok && !past.computed)
		ok = pial_book_week(book, week, &orders, NULL, diags);
	if (ok) {
		add_offers(work, &offers);
		if (past.computed)
			pial_history_add(history, &past);
		add_orders(work, &orders);
		if (past.computed || orders.count)
			add_known(work, week);
	}
	pial_table_release(&offers);
	pial_table_release(&orders);
	pial_past_release(&past);
	return ok;
}

bool pial_season_facts(struct pial_season_work *work)
{
	struct pial_history history;
	size_t weeks;
	struct pial_week *week = pial_book_weeks(&work->cli->book, &weeks);
	bool ok = true;

	pial_history_init(&history);
	for (size_t i = 0; i < weeks; i++)
		ok &= read_week(work, week[i], &history);
	pial_history_fold(&history);
	for (size_t i = 0; ok && i < history.delivereds; i++)
		add_done(work, &history.delivered[i]);
	pial_history_release(&history);
	free(week);
	return ok;
}
