/*
 * pial-plan cover: is the season covered, product by week, by the plan as it is saved.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/plan.h"
#include "engine/cover.h"
#include "report/cover_view.h"

#include "base/banned.h"

struct covers {
	struct pial_cli *cli;			/* the run */
	int year;				/* which season */
	struct pial_table needs, plan, bids;	/* as read */
	struct pial_offer *offer;		/* of partners, with a price; owned */
	size_t offers, offer_cap;		/* how many, and room */
	struct pial_cover_input input;		/* of the engine */
};

/* What was offered with a price in the weeks there are. */
static bool read_offers(struct covers *covers)
{
	struct pial_book *book = &covers->cli->book;
	size_t weeks;
	struct pial_week *week = pial_book_weeks(book, &weeks);
	bool ok = true;

	for (size_t w = 0; w < weeks; w++) {
		struct pial_table table;

		pial_table_init(&table, &pial_schema_offers);
		ok &= pial_book_week(book, week[w], &table, NULL, &covers->cli->diags);
		for (size_t i = 0; i < table.count; i++) {
			const struct pial_offer *row = pial_table_row(&table, i);

			if (pial_price_is_none(row->price))
				continue;
			covers->offer = pial_grow(covers->offer, covers->offers,
						  &covers->offer_cap, sizeof(*covers->offer));
			covers->offer[covers->offers++] = *row;
		}
		pial_table_release(&table);
	}
	free(week);
	return ok;
}

static bool read_all(struct covers *covers)
{
	struct pial_cli *cli = covers->cli;
	bool ok = pial_plan_season_weeks(cli, covers->year, &covers->input.first,
					 &covers->input.last);

	ok &= pial_book_season(&cli->book, covers->year, &covers->needs, &cli->diags);
	ok &= pial_book_season(&cli->book, covers->year, &covers->plan, &cli->diags);
	ok &= pial_book_season(&cli->book, covers->year, &covers->bids, &cli->diags);
	return read_offers(covers) && ok;
}

static size_t count_products(const struct pial_cover_result *result)
{
	uint32_t last = 0;
	size_t count = 0;

	for (size_t i = 0; i < result->rows; i++) {
		if (!result->row[i].left.milli || result->row[i].product.n == last)
			continue;
		last = result->row[i].product.n;
		count++;
	}
	return count;
}

static void say(struct covers *covers, const struct pial_cover_result *result)
{
	struct pial_diags *diags = &covers->cli->diags;

	if (!covers->needs.count)
		pial_diag_add(diags, NULL, PIAL_N_COVER_NO_NEEDS, (int64_t)covers->year);
	if (!result->version)
		pial_diag_add(diags, NULL, PIAL_N_COVER_NO_PLAN, (int64_t)covers->year);
	if (result->left)
		pial_diag_add(diags, NULL, PIAL_A_COVER_LEFT, (int64_t)count_products(result),
			      (int64_t)result->left);
}

static void put(struct covers *covers, const struct pial_cover_result *result)
{
	struct pial_cli *cli = covers->cli;
	const struct pial_cover_title title = {
		covers->year, covers->input.first, covers->input.last, result->version };
	struct pial_table view;

	pial_table_init(&view, &pial_schema_view_cover);
	view.model = &cli->book.model;
	pial_cover_view_make(&view, &cli->book.model, result->row, result->rows);
	if (cli->format == PIAL_FORMAT_TEXT)
		pial_cover_view_text(&cli->out, &view, &cli->book.model, &title,
				     pial_cli_document_lang(cli), pial_cli_width(cli));
	else
		pial_cli_table(cli, &view);
	pial_table_release(&view);
}

static void work(struct covers *covers)
{
	struct pial_cover_input *input = &covers->input;
	struct pial_cover_result result;

	if (!pial_cli_book(covers->cli) || !read_all(covers))
		return;
	input->model = &covers->cli->book.model;
	input->need = (const void *)covers->needs.row;
	input->needs = covers->needs.count;
	input->plan = (const void *)covers->plan.row;
	input->plans = covers->plan.count;
	input->bid = (const void *)covers->bids.row;
	input->bids = covers->bids.count;
	input->offer = covers->offer;
	input->offers = covers->offers;
	pial_cover_find(input, &result);
	say(covers, &result);
	put(covers, &result);
	pial_cover_result_release(&result);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct covers covers = { .cli = cli };

	if (cli->operands > 1)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	if (!pial_plan_year(cli, &covers.year))
		return PIAL_EXIT_USAGE;
	pial_table_init(&covers.needs, &pial_schema_needs);
	pial_table_init(&covers.plan, &pial_schema_plan);
	pial_table_init(&covers.bids, &pial_schema_bids);
	work(&covers);
	pial_table_release(&covers.needs);
	pial_table_release(&covers.plan);
	pial_table_release(&covers.bids);
	free(covers.offer);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_plan_cover = {
	.name = "cover",
	.operands = PIAL_N_("YEAR"),
	.help = PIAL_N_("is the season covered, product by week, and who could complete it"),
	.run = run,
};
