/*
 * Campaigns are read by name, put in order of their first days, and compared two by two.
 */
#include "cmd/cli_trend.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "book/path.h"
#include "cmd/cli_campaign.h"

#include "base/banned.h"

/* A run. */
struct trend {
	struct pial_cli *cli;			/* the run */
	struct pial_cli_waste waste;		/* campaigns, reference data */
	struct pial_cli_campaign *campaign;	/* owned */
	size_t campaigns;			/* how many */
	struct pial_table *records;		/* of all */
	struct pial_table *streams;		/* of each, by stream; NULL: not asked */
	struct pial_diags *doubts;		/* what is doubtful in them */
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
static bool read_campaigns(struct trend *trend, char *const *typed, size_t count)
{
	struct pial_cli *cli = trend->cli;
	size_t files = 0;
	const char **file = NULL;
	bool ok = true;

	if (!count) {
		file = pial_book_list(&cli->book, "weighings", ".csv", &files);
		count = files;
	}
	trend->campaign = pial_calloc(count + 1, sizeof(*trend->campaign));
	for (size_t i = 0; ok && i < count; i++) {
		struct pial_cli_campaign *campaign = &trend->campaign[trend->campaigns];
		const char *name = files ? NULL : typed[i];
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
	for (size_t i = 0; i < trend->campaigns; i++) {
		if (i && order[i]->campaign.campaign == order[i - 1]->campaign.campaign)
			continue;
		pial_waste_records(&order[i]->input, trend->records, trend->doubts);
		if (trend->streams)
			pial_waste_parts(&order[i]->input, PIAL_WASTE_BY_STREAM, trend->streams);
	}
	for (size_t i = 0; i < trend->campaigns; i++)
		for (size_t k = 0; k < i; k++)
			if (order[k]->campaign.campaign != order[i]->campaign.campaign)
				pial_waste_changes(&order[k]->input, &order[i]->input,
						   trend->records);
	free(order);
}

static bool run(struct trend *trend, char *const *name, size_t count)
{
	bool ok;

	pial_cli_waste_init(&trend->waste, trend->cli);
	ok = pial_cli_waste_read(&trend->waste) && read_campaigns(trend, name, count);
	if (ok)
		measure(trend);
	for (size_t i = 0; i < trend->campaigns; i++)
		pial_cli_campaign_release(&trend->campaign[i]);
	free(trend->campaign);
	pial_cli_waste_release(&trend->waste);
	return ok;
}

bool pial_cli_trend(struct pial_cli *cli, char *const *name, size_t count,
		    struct pial_table *records, struct pial_diags *doubts)
{
	struct trend trend = { .cli = cli, .records = records, .doubts = doubts };

	return run(&trend, name, count);
}

bool pial_cli_trend_streams(struct pial_cli *cli, char *const *name, size_t count,
			    struct pial_table *records, struct pial_table *streams,
			    struct pial_diags *doubts)
{
	struct trend trend = { .cli = cli, .records = records, .streams = streams,
			       .doubts = doubts };

	return run(&trend, name, count);
}
