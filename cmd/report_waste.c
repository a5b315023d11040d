/*
 * pial-report waste: campaigns of weighing one after another.
 *
 * Without a name, those that have weighings in the book.
 */
#include <stddef.h>
#include <string.h>

#include "cmd/cli_trend.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "model/waste.h"
#include "report/waste_trend.h"

#include "base/banned.h"

static const struct pial_option waste_options[] = {
	PIAL_VIEW_BY(PIAL_N_("campaign: a row a campaign; stream: what each is made of")),
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct trend {
	struct pial_cli *cli;			/* the run */
	struct pial_table records;		/* of all */
	struct pial_table streams;		/* of each, by stream */
	uint32_t kitchen;			/* --for; 0: all */
};

/* Leaves out the rows of other kitchens than that of --for. */
static void keep_kitchen(const struct trend *trend, struct pial_table *table)
{
	size_t kept = 0, size = table->schema->row_size;

	for (size_t i = 0; trend->kitchen && i < table->count; i++) {
		const void *row = pial_table_row(table, i);
		uint32_t kitchen = table == &trend->records ?
			((const struct pial_waste_record *)row)->kitchen.n :
			((const struct pial_waste_row *)row)->kitchen.n;

		if (kitchen == trend->kitchen)
			memmove(pial_table_row(table, kept++), row, size);
	}
	if (trend->kitchen)
		table->count = kept;
}

static void put(struct trend *trend, bool streams)
{
	struct pial_model *model = &trend->cli->book.model;
	const struct pial_waste_trend_paper paper = { model, &trend->records, &trend->streams };
	const struct pial_view view = { streams ? &trend->streams : &trend->records,
					pial_waste_trend_write, &paper, trend->cli->today };

	keep_kitchen(trend, &trend->records);
	keep_kitchen(trend, &trend->streams);
	pial_waste_trend_sort(&trend->records, model);
	pial_waste_trend_sort_streams(&trend->streams, &trend->records);
	pial_cli_view(trend->cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const word[] = { "campaign", "stream", NULL };
	const struct pial_view_own *own = cli->own;
	struct trend trend = { .cli = cli };
	size_t width, by;

	if (!pial_cli_view_width(cli, &width) || !pial_cli_view_by(cli, word, &by))
		return PIAL_EXIT_USAGE;
	pial_table_init(&trend.records, &pial_schema_view_waste);
	pial_table_init(&trend.streams, &pial_schema_view_waste_parts);
	if (pial_cli_book(cli) && pial_cli_party(cli, own->only, &trend.kitchen) &&
	    pial_cli_trend_streams(cli, cli->operand, (size_t)cli->operands, &trend.records,
				   &trend.streams, &cli->diags))
		put(&trend, by == 2);
	pial_table_release(&trend.records);
	pial_table_release(&trend.streams);
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
