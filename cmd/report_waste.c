/*
 * pial-report waste: campaigns of weighing one after another.
 *
 * Without a name, those that have weighings in the book. A campaign is held against each earlier
 * one in turn, so that of each kitchen the latest of them stays.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "book/path.h"
#include "cmd/cli_campaign.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
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
	struct pial_cli_waste waste;		/* campaigns, reference data */
	struct pial_cli_campaign *campaign;	/* owned */
	size_t campaigns;			/* how many */
	struct pial_table records;		/* of all */
	uint32_t kitchen;			/* --for; 0: all */
};

/* First day of a campaign, of whichever kitchen. */
static struct pial_date first_of(const struct pial_cli_campaign *campaign)
{
	struct pial_date from, until;

	pial_waste_period(&campaign->campaign, (struct pial_kitchen_id){ 0 }, &from, &until);
	return from;
}

/* Pointers are sorted: a campaign that has been read points into itself. */
static int by_day(const void *a, const void *b)
{
	const struct pial_cli_campaign *x = *(const struct pial_cli_campaign *const *)a;
	const struct pial_cli_campaign *y = *(const struct pial_cli_campaign *const *)b;
	struct pial_date from = first_of(x), other = first_of(y);

	if (from.n != other.n)
		return from.n < other.n ? -1 : 1;
	return pial_intern_compare(&x->campaign.model->pool, x->campaign.campaign,
				   y->campaign.campaign);
}

/* True for the table of weighings of a campaign; *len is that of its name. */
static bool is_weighings(const char *file, size_t *len)
{
	static const char meals[] = "-meals";

	*len = strlen(file) - strlen(".csv");
	return *len < strlen(meals) ||
	       strncmp(file + *len - strlen(meals), meals, strlen(meals)) != 0;
}

/* Reads the campaigns named, else those that have weighings. False when one is refused. */
static bool read_campaigns(struct trend *trend)
{
	struct pial_cli *cli = trend->cli;
	size_t files = 0, count = (size_t)cli->operands;
	const char **file = NULL;
	bool ok = true;

	if (!count) {
		file = pial_book_list(&cli->book, "weighings", ".csv", &files);
		count = files;
	}
	trend->campaign = pial_calloc(count + 1, sizeof(*trend->campaign));
	for (size_t i = 0; ok && i < count; i++) {
		struct pial_cli_campaign *campaign = &trend->campaign[trend->campaigns];
		const char *name = files ? NULL : cli->operand[i];
		size_t len;

		if (files && !is_weighings(file[i], &len))
			continue;
		if (files)
			name = pial_model_text(&cli->book.model,
					       pial_intern_add(&cli->book.model.pool, file[i],
							       len));
		pial_cli_campaign_init(campaign);
		trend->campaigns++;
		ok = pial_cli_campaign_read(campaign, &trend->waste, name, PIAL_WASTE_BASIS_NONE);
	}
	return ok;
}

static void measure(struct trend *trend)
{
	struct pial_cli_campaign **order = pial_calloc(trend->campaigns + 1, sizeof(*order));

	for (size_t i = 0; i < trend->campaigns; i++)
		order[i] = &trend->campaign[i];
	qsort(order, trend->campaigns, sizeof(*order), by_day);
	for (size_t i = 0; i < trend->campaigns; i++)
		if (!i || order[i]->campaign.campaign != order[i - 1]->campaign.campaign)
			pial_waste_records(&order[i]->input, &trend->records, &trend->cli->diags);
	for (size_t i = 0; i < trend->campaigns; i++)
		for (size_t k = 0; k < i; k++)
			if (order[k]->campaign.campaign != order[i]->campaign.campaign)
				pial_waste_changes(&order[k]->input, &order[i]->input,
						   &trend->records);
	free(order);
}

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
	pial_cli_waste_init(&trend.waste, cli);
	pial_table_init(&trend.records, &pial_schema_view_waste);
	if (pial_cli_book(cli) && pial_cli_waste_read(&trend.waste) &&
	    pial_cli_party(cli, own->only, &trend.kitchen) && read_campaigns(&trend)) {
		measure(&trend);
		put(&trend);
	}
	for (size_t i = 0; i < trend.campaigns; i++)
		pial_cli_campaign_release(&trend.campaign[i]);
	free(trend.campaign);
	pial_table_release(&trend.records);
	pial_cli_waste_release(&trend.waste);
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
