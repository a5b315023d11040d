/*
 * What the book knows of a season beside its own tables: what partners asked, what contracts had so
 * far (cmd/cli_contracts.h).
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/plan_season.h"

#include "base/banned.h"

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

bool pial_season_facts(struct pial_season_work *work)
{
	struct pial_book *book = &work->cli->book;
	struct pial_diags *diags = &work->cli->diags;
	size_t weeks;
	struct pial_week *week = pial_book_weeks(book, &weeks);
	bool ok = true;

	for (size_t i = 0; i < weeks; i++) {
		struct pial_table offers;

		pial_table_init(&offers, &pial_schema_offers);
		ok &= pial_book_week(book, week[i], &offers, NULL, diags);
		add_offers(work, &offers);
		pial_table_release(&offers);
	}
	free(week);
	return pial_had_load(&work->had, book, (struct pial_date){ 0 }, work->cli->today,
			     diags) && ok;
}
