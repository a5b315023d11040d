/*
 * pial-report lists: what to harvest, what to deliver.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli_deliveries.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/lists_view.h"

#include "base/banned.h"

static const struct pial_option lists_options[] = {
	PIAL_VIEW_BY(PIAL_N_("producer: harvest lists only; kitchen: delivery lists only")),
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* Which lists --by asks for; 0, said already, when it is a wrong word. */
static unsigned lists_wanted(struct pial_cli *cli)
{
	static const char *const word[] = { "producer", "kitchen", NULL };
	static const unsigned lists[] = { PIAL_LISTS_HARVEST | PIAL_LISTS_DELIVERY,
					  PIAL_LISTS_HARVEST, PIAL_LISTS_DELIVERY };
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
	return true;
}

static enum pial_exit put_lists(struct pial_cli *cli, const struct pial_table *allocation,
				unsigned which, size_t width)
{
	struct pial_table view;
	uint32_t only;

	if (!find_only(cli, &only, &which))
		return PIAL_EXIT_USAGE;
	pial_table_init(&view, &pial_schema_view_lists);
	pial_lists_view_make(&view, &cli->book.model, allocation, only);
	if (pial_cli_view_is_text(cli))
		pial_lists_view_text(&cli->out, &view, &cli->book.model, which,
				     pial_cli_document_lang(cli), width);
	else
		pial_cli_table(cli, &view);
	pial_table_release(&view);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_table allocation;
	struct pial_week week;
	enum pial_exit code;
	unsigned which = lists_wanted(cli);
	size_t width;

	if (!which || !pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	pial_table_init(&allocation, &pial_schema_allocation);
	if (pial_cli_allocation(cli, &allocation, &week, &code))
		code = put_lists(cli, &allocation, which, width);
	pial_table_release(&allocation);
	return code;
}

const struct pial_verb pial_verb_report_lists = {
	.name = "lists",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("harvest list of each producer, delivery list of each kitchen"),
	.option = lists_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
};
