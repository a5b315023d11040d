/*
 * pial-report table: the week's planning-and-allocation table.
 *
 * Offers and orders of the week, when the book has them, say what is left to place and what nobody
 * has confirmed; a table from a pipe is shown all the same without them.
 */
#include <stddef.h>

#include "cmd/cli_deliveries.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/table_view.h"

#include "base/banned.h"

static const struct pial_option table_options[] = {
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* What the view is made of. */
struct sources {
	struct pial_table allocation, offers, orders;	/* of one week */
	struct pial_week_status status;			/* its state */
};

static void sources_init(struct sources *sources)
{
	*sources = (struct sources){ .status = { .state = PIAL_WEEK_NONE } };
	pial_table_init(&sources->allocation, &pial_schema_allocation);
	pial_table_init(&sources->offers, &pial_schema_offers);
	pial_table_init(&sources->orders, &pial_schema_orders);
}

static void sources_release(struct sources *sources)
{
	pial_table_release(&sources->allocation);
	pial_table_release(&sources->offers);
	pial_table_release(&sources->orders);
}

static bool read_week(struct pial_cli *cli, struct sources *sources, struct pial_week week)
{
	struct pial_book *book = &cli->book;

	if (pial_week_is_none(week))
		return true;
	return pial_book_week(book, week, &sources->offers, NULL, &cli->diags) &&
	       pial_book_week(book, week, &sources->orders, NULL, &cli->diags) &&
	       pial_book_status(book, week, &sources->status, &cli->diags);
}

static void put_view(struct pial_cli *cli, const struct sources *sources, struct pial_week week,
		     size_t width)
{
	struct pial_table_view_input input = {
		.model = &cli->book.model, .allocation = &sources->allocation,
		.offer = (const void *)sources->offers.row, .offers = sources->offers.count,
		.order = (const void *)sources->orders.row, .orders = sources->orders.count,
	};
	struct pial_table rows;
	const struct pial_table_paper paper = { &cli->book.model, &rows, &sources->status };
	const struct pial_view view = { &rows, pial_table_view_write, &paper,
					pial_week_is_none(week) ? cli->today :
								  pial_week_monday(week) };

	pial_table_init(&rows, &pial_schema_view_table);
	pial_table_view_make(&rows, &input);
	if (pial_cli_view_is_text(cli))
		pial_table_view_text(&cli->out, &rows, &cli->book.model, &sources->status,
				     pial_cli_document_lang(cli), width);
	else
		pial_cli_view(cli, &view);
	pial_table_release(&rows);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct sources sources;
	struct pial_week week;
	enum pial_exit code;
	size_t width;

	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	sources_init(&sources);
	if (pial_cli_allocation(cli, &sources.allocation, &week, &code)) {
		if (read_week(cli, &sources, week))
			put_view(cli, &sources, week, width);
		code = pial_cli_result(cli, false);
	}
	sources_release(&sources);
	return code;
}

const struct pial_verb pial_verb_report_table = {
	.name = "table",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("the week's table: products down, kitchens and days across"),
	.option = table_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
