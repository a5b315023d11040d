/*
 * pial-plan offers: the week's offers, complete.
 *
 * The counterpart of pial-plan orders: what is kept, left out and added is the engine's rule
 * (engine/offers.h); here the tables are read, people are told, and the table is written.
 */
#include <string.h>

#include "book/path.h"
#include "cmd/plan.h"
#include "cmd/plan_week.h"
#include "engine/offers.h"

#include "base/banned.h"

struct week_offers {
	struct pial_cli *cli;		/* the run */
	struct pial_table given;	/* offers as read */
	struct pial_table plan;		/* what was promised for the season */
	struct pial_table table;	/* offers, complete, sorted */
	struct pial_week week;		/* none: no row, so unknown */
	bool exists;			/* the book has the table */
};

static void say_plan(struct pial_cli *cli, const struct pial_offer *row)
{
	const struct pial_model *model = &cli->book.model;

	pial_diag_add(&cli->diags, NULL, PIAL_N_OFFER_PLAN,
		      pial_model_text(model, row->producer.n),
		      pial_model_text(model, row->product.n), row->quantity.milli);
}

/* Puts the answer into a table like the one read. */
static void complete(struct week_offers *offers)
{
	struct pial_cli *cli = offers->cli;
	bool stands = cli->book.model.policy.silent_producer == PIAL_SILENT_PLAN;
	struct pial_offers_result result;

	pial_offers_result_init(&result);
	pial_offers_complete(&cli->book.model, offers->week, (const void *)offers->given.row,
			     offers->given.count, stands ? (const void *)offers->plan.row : NULL,
			     stands ? offers->plan.count : 0, &result);
	pial_cli_like(&offers->table, &offers->given);
	for (size_t i = 0; i < result.rows; i++) {
		pial_table_add(&offers->table, &result.row[i]);
		if (result.from[i] == PIAL_OFFER_NEW)
			say_plan(cli, &result.row[i]);
		else
			pial_cli_extras(&offers->table, i, &offers->given, result.from[i]);
	}
	pial_offers_result_release(&result);
	pial_table_sort(&offers->table, &cli->book.model);
}

/* True when the rows are those of the book's own table, which they complete. */
static bool is_from_book(struct week_offers *offers)
{
	struct pial_book *book = &offers->cli->book;
	const char *path = pial_book_week_path(book, offers->week, &pial_schema_offers);
	const char *file = offers->given.file;

	return file && !strcmp(file, pial_book_shown(book, path));
}

static enum pial_exit finish(struct week_offers *offers)
{
	struct pial_cli *cli = offers->cli;
	struct pial_week_status status;
	enum pial_exit code = PIAL_EXIT_DONE;

	if (cli->save && pial_week_is_none(offers->week)) {
		pial_diag_add(&cli->diags, NULL, PIAL_E_WEEK_UNSAID);
		return pial_cli_result(cli, false);
	}
	if (cli->save) {
		if (!pial_cli_week_before(cli, offers->week, PIAL_WEEK_CLOSED, &status))
			return pial_cli_result(cli, false);
		code = pial_cli_save(cli, offers->week, &offers->table, is_from_book(offers));
	}
	if (code != PIAL_EXIT_DONE)
		return code;
	pial_cli_table_last(cli, &offers->table, NULL);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct week_offers offers = { .cli = cli };
	enum pial_exit code;

	pial_table_init(&offers.given, &pial_schema_offers);
	pial_table_init(&offers.plan, &pial_schema_plan);
	pial_table_init(&offers.table, &pial_schema_offers);
	if (pial_cli_moving(cli, &offers.given, &offers.week, &offers.exists, &code)) {
		if (pial_week_is_none(offers.week) ||
		    pial_plan_season(cli, offers.week, &offers.plan)) {
			complete(&offers);
			code = finish(&offers);
		} else {
			code = pial_cli_result(cli, false);
		}
	}
	pial_table_release(&offers.given);
	pial_table_release(&offers.plan);
	pial_table_release(&offers.table);
	return code;
}

const struct pial_verb pial_verb_plan_offers = {
	.name = "offers",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("the week's offers: what producers answered, else what their plan says"),
	.saves = true,
	.run = run,
};
