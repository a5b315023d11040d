/*
 * pial-report waste: campaigns of weighing one after another.
 *
 * Without a name, those that have weighings in the book.
 */
#include <stddef.h>

#include "cmd/cli_trend.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "model/waste.h"
#include "report/waste_trend.h"

#include "base/banned.h"

static const struct pial_option waste_options[] = {
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct trend {
	struct pial_cli *cli;			/* the run */
	struct pial_table records;		/* of all */
	uint32_t kitchen;			/* --for; 0: all */
};

static void keep_kitchen(struct trend *trend)
{
	size_t kept = 0;

	for (size_t i = 0; i < trend->records.count; i++) {
		struct pial_waste_record *row = pial_table_row(&trend->records, i);

		if (!trend->kitchen || row->kitchen.n == trend->kitchen)
			*(struct pial_waste_record *)pial_table_row(&trend->records, kept++) =
				*row;
	}
	trend->records.count = kept;
}

static void put(struct trend *trend)
{
	struct pial_model *model = &trend->cli->book.model;
	const struct pial_waste_trend_paper paper = { model, &trend->records };
	const struct pial_view view = { &trend->records, pial_waste_trend_write, &paper,
					trend->cli->today };

	keep_kitchen(trend);
	pial_waste_trend_sort(&trend->records, model);
	pial_cli_view(trend->cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct pial_view_own *own = cli->own;
	struct trend trend = { .cli = cli };
	size_t width;

	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	pial_table_init(&trend.records, &pial_schema_view_waste);
	if (pial_cli_book(cli) && pial_cli_party(cli, own->only, &trend.kitchen) &&
	    pial_cli_trend(cli, cli->operand, (size_t)cli->operands, &trend.records,
			   &cli->diags))
		put(&trend);
	pial_table_release(&trend.records);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_waste = {
	.name = "waste",
	.operands = PIAL_N_("[CAMPAIGN…]"),
	.help = PIAL_N_("food waste, campaign after campaign, beside the benchmark"),
	.option = waste_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
