/*
 * Orders are what is given; all else comes from the book: offers, lines fixed by hand in the
 * allocation there is (pin = yes), what earlier weeks say. So `pial-plan orders W | pial-allocate`
 * and `pial-allocate W` answer the same once the orders are saved.
 */
#include "cmd/allocate_input.h"

#include "book/path.h"
#include "book/written.h"
#include "io/digest.h"

#include "base/banned.h"

void pial_allocate_week_init(struct pial_allocate_week *week, struct pial_cli *cli)
{
	*week = (struct pial_allocate_week){ .cli = cli };
	pial_table_init(&week->orders, &pial_schema_orders);
	pial_table_init(&week->offers, &pial_schema_offers);
	pial_table_init(&week->pins, &pial_schema_allocation);
	pial_before_init(&week->before, &cli->book);
	pial_arena_init(&week->arena);
	pial_allocate_result_init(&week->result);
}

void pial_allocate_week_release(struct pial_allocate_week *week)
{
	pial_table_release(&week->orders);
	pial_table_release(&week->offers);
	pial_table_release(&week->pins);
	pial_before_release(&week->before);
	pial_arena_release(&week->arena);
	pial_allocate_result_release(&week->result);
}

bool pial_allocate_week_load(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;
	struct pial_book *book = &cli->book;
	bool ok = pial_book_status(book, week->week, &week->status, &cli->diags);

	ok = pial_book_week(book, week->week, &week->offers, NULL, &cli->diags) && ok;
	ok = pial_book_week(book, week->week, &week->pins, NULL, &cli->diags) && ok;
	ok = pial_before_load(&week->before, week->week, &cli->diags) && ok;
	/* Last: the season's weights are those of the week asked for last. */
	ok = pial_season_weigh(&week->before.season, book, week->week, &cli->diags) && ok;
	pial_accounts_list(&week->before.accounts, &week->arena, &week->account, &week->accounts);
	return ok;
}

bool pial_allocate_week_read(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;

	if (!pial_allocate_week_load(week))
		return false;
	pial_before_say_open(&week->before, &cli->diags);
	if (!week->offers.count)
		pial_diag_add(&cli->diags, NULL, PIAL_N_OFFERS_NONE, (int64_t)week->week.n);
	return true;
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
		.account = week->account,
		.accounts = week->accounts,
		.weight = week->before.season.weight,
		.weights = week->before.season.weights,
		.meeting = week->before.history.meeting,
		.meetings = week->before.history.meetings,
		.delivered = week->before.history.delivered,
		.delivereds = week->before.history.delivereds,
		.published = week->status.state >= PIAL_WEEK_PUBLISHED,
	};
}

bool pial_allocate_week_keeps(const struct pial_allocate_week *week,
			      const struct pial_table *old, const struct pial_table *new)
{
	const struct pial_model *model = &week->cli->book.model;

	for (size_t i = 0; i < old->count; i++) {
		const struct pial_allocation *row = pial_table_row(old, i), *other;

		if (row->pin == PIAL_YES)
			continue;
		other = pial_table_find(new, model, row);
		if (!other || other->quantity.milli != row->quantity.milli)
			return false;
	}
	return true;
}

bool pial_allocate_week_edited(struct pial_cli *cli, struct pial_week week, bool *edited)
{
	const char *path = pial_book_week_path(&cli->book, week, &pial_schema_allocation);
	struct pial_written written = { 0 };
	char digest[PIAL_DIGEST_TEXT];
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(&cli->book, path, PIAL_SOURCE_TABLE, false, &source, &cli->diags) &&
	     pial_written_read(&written, &cli->book, &cli->diags);
	if (ok) {
		pial_digest(source.text, source.len, digest);
		*edited = pial_written_origin(&written, path, digest) == PIAL_ORIGIN_EDITED;
	}
	pial_written_release(&written);
	pial_source_release(&source);
	return ok;
}
