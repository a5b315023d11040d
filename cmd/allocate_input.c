/*
 * Orders are what is given; all else comes from the book: offers, lines fixed by hand in the
 * allocation there is (pin = yes), what earlier weeks say. So `pial-plan orders W | pial-allocate`
 * and `pial-allocate W` answer the same once the orders are saved.
 */
#include "cmd/allocate_input.h"

#include "base/banned.h"

void pial_allocate_week_init(struct pial_allocate_week *week, struct pial_cli *cli)
{
	*week = (struct pial_allocate_week){ .cli = cli };
	pial_table_init(&week->orders, &pial_schema_orders);
	pial_table_init(&week->offers, &pial_schema_offers);
	pial_table_init(&week->pins, &pial_schema_allocation);
	pial_history_init(&week->history);
	pial_season_init(&week->season);
	pial_allocate_result_init(&week->result);
}

void pial_allocate_week_release(struct pial_allocate_week *week)
{
	pial_table_release(&week->orders);
	pial_table_release(&week->offers);
	pial_table_release(&week->pins);
	pial_history_release(&week->history);
	pial_season_release(&week->season);
	pial_allocate_result_release(&week->result);
}

bool pial_allocate_week_read(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;
	struct pial_book *book = &cli->book;
	bool ok = pial_book_status(book, week->week, &week->status, &cli->diags);

	ok = pial_book_week(book, week->week, &week->offers, NULL, &cli->diags) && ok;
	ok = pial_book_week(book, week->week, &week->pins, NULL, &cli->diags) && ok;
	ok = pial_season_weigh(&week->season, book, week->week, &cli->diags) && ok;
	ok = pial_history_load(&week->history, book, week->week, &cli->diags) && ok;
	if (ok && !week->offers.count)
		pial_diag_add(&cli->diags, NULL, PIAL_N_OFFERS_NONE, (int64_t)week->week.n);
	return ok;
}

static const char *name_of(const struct pial_table *table)
{
	return table->file ? table->file : "";
}

struct pial_allocate_input pial_allocate_week_input(const struct pial_allocate_week *week)
{
	return (struct pial_allocate_input){
		.model = &week->cli->book.model,
		.week = week->week,
		.order = (const void *)week->orders.row,
		.orders = week->orders.count,
		.orders_file = name_of(&week->orders),
		.offer = (const void *)week->offers.row,
		.offers = week->offers.count,
		.offers_file = name_of(&week->offers),
		.pin = (const void *)week->pins.row,
		.pins = week->pins.count,
		.pins_file = name_of(&week->pins),
		.weight = week->season.weight,
		.weights = week->season.weights,
		.meeting = week->history.meeting,
		.meetings = week->history.meetings,
		.delivered = week->history.delivered,
		.delivereds = week->history.delivereds,
		.published = week->status.state >= PIAL_WEEK_PUBLISHED,
	};
}
