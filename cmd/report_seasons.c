/*
 * Each week of the book is opened once; needs, plan and bids are read season by season.
 */
#include "cmd/report_seasons.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "book/history.h"
#include "model/match.h"
#include "model/season.h"

#include "base/banned.h"

void pial_seasons_init(struct pial_seasons *work, struct pial_cli *cli)
{
	*work = (struct pial_seasons){ .cli = cli };
	pial_season_view_init(&work->tables);
}

void pial_seasons_release(struct pial_seasons *work)
{
	pial_season_view_release(&work->tables);
	free(work->season);
	free(work->offer);
	free(work->moved);
}

/* ---- Which ---- */

/* True when there are needs in a season; refused tables are said when they are read for good. */
static bool has_needs(struct pial_seasons *work, int year)
{
	struct pial_cli *cli = work->cli;
	struct pial_table needs;
	struct pial_diags quiet;
	bool has;

	pial_diags_init(&quiet);
	pial_table_init(&needs, &pial_schema_needs);
	has = !pial_book_season(&cli->book, year, &needs, &quiet) || needs.count;
	pial_table_release(&needs);
	pial_diags_release(&quiet);
	return has;
}

bool pial_seasons_of(struct pial_seasons *work, int year)
{
	struct pial_cli *cli = work->cli;
	int32_t starts = cli->book.model.policy.season_starts;

	if (!year) {
		year = pial_season_of(pial_week_of(cli->today), starts);
		year += !has_needs(work, year);
	}
	if (pial_season_weeks(year, starts, &work->first, &work->last))
		return true;
	pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	return false;
}

/* ---- Weeks of the book ---- */

static void add_moved(struct pial_seasons *work, const struct pial_season_moved *moved)
{
	work->moved = pial_grow(work->moved, work->moves, &work->move_cap, sizeof(*work->moved));
	work->moved[work->moves++] = *moved;
}

/* Prices that partners said, of any week; what growers answered, in a week that is shown. */
static void add_offers(struct pial_seasons *work, const struct pial_table *offers, bool shown)
{
	for (size_t i = 0; i < offers->count; i++) {
		const struct pial_offer *row = pial_table_row(offers, i);

		if (!pial_price_is_none(row->price)) {
			work->offer = pial_grow(work->offer, work->offers, &work->offer_cap,
						sizeof(*work->offer));
			work->offer[work->offers++] = *row;
		}
		if (shown && row->source != PIAL_OFFER_PLAN)
			add_moved(work, &(struct pial_season_moved){
						row->product, row->producer, row->week,
						row->quantity, false });
	}
}

/* What an allocation and its receipts say that kitchens kept. */
static void add_kept(struct pial_seasons *work, const struct pial_past *past)
{
	for (size_t i = 0; i < past->match.lines; i++) {
		const struct pial_matched *line = &past->match.line[i];

		if (line->day.n <= work->cli->today.n)
			add_moved(work, &(struct pial_season_moved){
						line->product, line->producer,
						pial_week_of(line->day), pial_matched_kept(line),
						true });
	}
}

/* The same of deliveries that were saved, of a week whose allocation the book no longer has. */
static bool add_saved(struct pial_seasons *work, struct pial_week week)
{
	struct pial_cli *cli = work->cli;
	struct pial_table table;
	bool ok;

	pial_table_init(&table, &pial_schema_deliveries);
	ok = pial_book_week(&cli->book, week, &table, NULL, &cli->diags);
	for (size_t i = 0; ok && i < table.count; i++) {
		const struct pial_delivery *row = pial_table_row(&table, i);

		if (row->day.n <= cli->today.n)
			add_moved(work, &(struct pial_season_moved){
						row->product, row->producer, pial_week_of(row->day),
						pial_delivery_kept(row), true });
	}
	pial_table_release(&table);
	return ok;
}

static bool read_week(struct pial_seasons *work, struct pial_week week)
{
	struct pial_cli *cli = work->cli;
	bool shown = week.n >= work->first.n && week.n <= work->last.n, ok;
	struct pial_table offers;
	struct pial_past past;

	pial_past_init(&past);
	pial_table_init(&offers, &pial_schema_offers);
	ok = pial_book_week(&cli->book, week, &offers, NULL, &cli->diags);
	if (ok)
		add_offers(work, &offers, shown);
	if (shown)
		ok = pial_past_read(&past, &cli->book, week, &cli->diags) && ok;
	if (shown && ok && past.computed)
		add_kept(work, &past);
	else if (shown && ok)
		ok = add_saved(work, week);
	pial_table_release(&offers);
	pial_past_release(&past);
	return ok;
}

static bool read_weeks(struct pial_seasons *work)
{
	size_t weeks;
	struct pial_week *week = pial_book_weeks(&work->cli->book, &weeks);
	bool ok = true;

	for (size_t i = 0; i < weeks; i++)
		ok = read_week(work, week[i]) && ok;
	free(week);
	return ok;
}

/* ---- Seasons ---- */

/* The tables of one season. */
struct season {
	int year;				/* in which it begins */
	struct pial_week first, last;		/* weeks of it that are shown */
	struct pial_table needs, plan, bids;	/* as read */
};

/* True when something moved in its weeks. */
static bool has_moves(const struct pial_seasons *work, const struct season *season)
{
	for (size_t i = 0; i < work->moves; i++)
		if (work->moved[i].week.n >= season->first.n &&
		    work->moved[i].week.n <= season->last.n)
			return true;
	return false;
}

static void say(struct pial_seasons *work, const struct season *season, int32_t version)
{
	struct pial_diags *diags = &work->cli->diags;

	if (!season->needs.count)
		pial_diag_add(diags, NULL, PIAL_N_COVER_NO_NEEDS, (int64_t)season->year);
	if (!version)
		pial_diag_add(diags, NULL, PIAL_N_COVER_NO_PLAN, (int64_t)season->year);
}

static bool add_season(struct pial_seasons *work, const struct season *season)
{
	const struct pial_season_view_input input = {
		.model = &work->cli->book.model, .first = season->first, .last = season->last,
		.need = (const void *)season->needs.row, .needs = season->needs.count,
		.plan = (const void *)season->plan.row, .plans = season->plan.count,
		.bid = (const void *)season->bids.row, .bids = season->bids.count,
		.offer = work->offer, .offers = work->offers, .moved = work->moved,
		.moves = work->moves };
	struct pial_season_view_title title = { season->year, season->first, season->last, 0 };

	if (!season->needs.count && !season->plan.count && !has_moves(work, season))
		return true;
	if (!pial_season_view_add(&work->tables, &input, &title.version))
		return pial_diag_add(&work->cli->diags, NULL, PIAL_E_AMOUNT);
	say(work, season, title.version);
	work->season = pial_grow(work->season, work->seasons, &work->season_cap,
				 sizeof(*work->season));
	work->season[work->seasons++] = title;
	return true;
}

static bool read_season(struct pial_seasons *work, int year)
{
	struct pial_cli *cli = work->cli;
	struct season season = { .year = year };
	bool ok = pial_season_weeks(year, cli->book.model.policy.season_starts, &season.first,
				    &season.last);

	if (season.first.n < work->first.n)
		season.first = work->first;
	if (season.last.n > work->last.n)
		season.last = work->last;
	pial_table_init(&season.needs, &pial_schema_needs);
	pial_table_init(&season.plan, &pial_schema_plan);
	pial_table_init(&season.bids, &pial_schema_bids);
	/* All are read even when one is refused: all faults are said at once. */
	ok = pial_book_season(&cli->book, year, &season.needs, &cli->diags) && ok;
	ok = pial_book_season(&cli->book, year, &season.plan, &cli->diags) && ok;
	ok = pial_book_season(&cli->book, year, &season.bids, &cli->diags) && ok;
	ok = ok && add_season(work, &season);
	pial_table_release(&season.needs);
	pial_table_release(&season.plan);
	pial_table_release(&season.bids);
	return ok;
}

bool pial_seasons_load(struct pial_seasons *work)
{
	const struct pial_model *model = &work->cli->book.model;
	int32_t starts = model->policy.season_starts;
	int year = pial_season_of(work->first, starts);
	bool ok = read_weeks(work);

	for (; year <= pial_season_of(work->last, starts); year++)
		ok = read_season(work, year) && ok;
	if (ok)
		pial_season_view_sort(&work->tables, model);
	return ok;
}
