/*
 * pial-report lists: what to harvest, what to deliver, in which order to drive.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli_deliveries.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/lists_view.h"
#include "report/rounds_view.h"

#include "base/banned.h"

static const struct pial_option lists_options[] = {
	PIAL_VIEW_BY(PIAL_N_("producer: harvest lists only; kitchen: delivery lists only; "
			     "driver: rounds only")),
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* Which lists --by asks for; 0, said already, when it is a wrong word. */
static unsigned lists_wanted(struct pial_cli *cli)
{
	static const char *const word[] = { "producer", "kitchen", "driver", NULL };
	static const unsigned lists[] = { PIAL_LISTS_HARVEST | PIAL_LISTS_DELIVERY |
						  PIAL_LISTS_ROUNDS,
					  PIAL_LISTS_HARVEST, PIAL_LISTS_DELIVERY,
					  PIAL_LISTS_ROUNDS };
	size_t by;

	return pial_cli_view_by(cli, word, &by) ? lists[by] : 0;
}

/* The number of --for, and the one list that then makes sense. False when it is nobody. */
static bool find_only(struct pial_cli *cli, uint32_t *only, unsigned *which)
{
	const struct pial_view_own *own = cli->own;
	struct pial_kitchen_id kitchen;

	if (!pial_cli_party(cli, own->only, only))
		return false;
	kitchen.n = *only;
	if (own->only && !own->by)
		*which = pial_model_kitchen(&cli->book.model, kitchen) ? PIAL_LISTS_DELIVERY
								       : PIAL_LISTS_HARVEST;
	if (*which != PIAL_LISTS_ROUNDS || !pial_model_kitchen(&cli->book.model, kitchen))
		return true;
	pial_cli_usage(cli, PIAL_N_("“--by=driver” goes with a producer: a round stops at more "
				    "than one kitchen"));
	return false;
}

/* The lists as text, then the rounds. */
static void put_text(struct pial_cli *cli, const struct pial_lists_paper *lists, size_t width)
{
	enum pial_lang lang = pial_cli_document_lang(cli);
	struct pial_paper paper;

	if (lists->which != PIAL_LISTS_ROUNDS)
		pial_lists_view_text(&cli->out, lists->rows, lists->model, lists->which, lang,
				     width);
	if (!(lists->which & PIAL_LISTS_ROUNDS))
		return;
	pial_paper_init(&paper, lang);
	pial_rounds_view_sheets(&paper, lists->rounds, lists->model);
	pial_paper_text_write(&cli->out, &paper, width);
	pial_paper_release(&paper);
}

static void put_calendar(struct pial_cli *cli, const struct pial_table *rows,
			 struct pial_week week, uint32_t only)
{
	struct pial_week_status status = { .state = PIAL_WEEK_NONE };

	if (pial_week_is_none(week) ||
	    pial_book_status(&cli->book, week, &status, &cli->diags))
		pial_lists_calendar(&cli->out, rows, &cli->book.model, &status, cli->today, only,
				    pial_cli_document_lang(cli));
}

static void put_lists(struct pial_cli *cli, const struct pial_table *allocation,
		      struct pial_week week, unsigned which, uint32_t only, size_t width)
{
	struct pial_table rows, rounds;
	const struct pial_lists_paper paper = { &cli->book.model, &rows, &rounds, which };
	const struct pial_view view = { which == PIAL_LISTS_ROUNDS ? &rounds : &rows,
					pial_lists_view_write, &paper,
					pial_week_is_none(week) ? cli->today :
								  pial_week_monday(week) };

	pial_table_init(&rows, &pial_schema_view_lists);
	pial_table_init(&rounds, &pial_schema_view_rounds);
	pial_lists_view_make(&rows, &cli->book.model, allocation, only);
	pial_rounds_view_make(&rounds, &cli->book.model, &rows);
	if (cli->format == PIAL_FORMAT_OWN)
		put_calendar(cli, &rows, week, only);
	else if (pial_cli_view_is_text(cli))
		put_text(cli, &paper, width);
	else
		pial_cli_view(cli, &view);
	pial_table_release(&rounds);
	pial_table_release(&rows);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_table allocation;
	struct pial_week week;
	enum pial_exit code;
	unsigned which = lists_wanted(cli);
	uint32_t only;
	size_t width;

	if (!which || !pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	pial_table_init(&allocation, &pial_schema_allocation);
	if (pial_cli_allocation(cli, &allocation, &week, &code)) {
		code = PIAL_EXIT_USAGE;
		if (find_only(cli, &only, &which)) {
			put_lists(cli, &allocation, week, which, only, width);
			code = pial_cli_result(cli, false);
		}
	}
	pial_table_release(&allocation);
	return code;
}

const struct pial_verb pial_verb_report_lists = {
	.name = "lists",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("harvest list of each producer, delivery list of each kitchen, rounds"),
	.option = lists_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
	.own_format = "ics",
};
