/*
 * Reading a campaign: names first, so that a slip in one is met with the nearest, then its tables.
 */
#include "cmd/cli_campaign.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_deliveries.h"
#include "load/load.h"
#include "load/value_text.h"
#include "waste/delivered.h"

#include "base/banned.h"

void pial_cli_waste_init(struct pial_cli_waste *waste, struct pial_cli *cli)
{
	waste->cli = cli;
	pial_campaigns_init(&waste->declared);
	pial_table_init(&waste->benchmarks, &pial_schema_benchmarks);
	pial_table_init(&waste->emissions, &pial_schema_emissions);
	pial_table_init(&waste->settings, &pial_schema_waste);
	pial_table_init(&waste->compost, &pial_schema_compost);
}

void pial_cli_waste_release(struct pial_cli_waste *waste)
{
	pial_table_release(&waste->compost);
	pial_table_release(&waste->settings);
	pial_table_release(&waste->emissions);
	pial_table_release(&waste->benchmarks);
	pial_campaigns_release(&waste->declared);
}

bool pial_cli_waste_read(struct pial_cli_waste *waste)
{
	struct pial_book *book = &waste->cli->book;
	struct pial_diags *diags = &waste->cli->diags;
	bool ok = pial_book_campaigns(book, &waste->declared, diags);

	ok = pial_book_data(book, &waste->benchmarks, diags) && ok;
	ok = pial_book_data(book, &waste->emissions, diags) && ok;
	ok = pial_book_data(book, &waste->settings, diags) && ok;
	ok = pial_book_data(book, &waste->compost, diags) && ok;
	waste->reference = (struct pial_waste_reference){
		&book->model,
		(const void *)waste->benchmarks.row, waste->benchmarks.count,
		(const void *)waste->emissions.row, waste->emissions.count,
		(const void *)waste->settings.row, waste->settings.count,
		(const void *)waste->compost.row, waste->compost.count,
	};
	return ok;
}

void pial_cli_campaign_init(struct pial_cli_campaign *campaign)
{
	pial_weighed_init(&campaign->weighed);
	pial_arena_init(&campaign->arena);
	campaign->delivered = NULL;
	campaign->campaign = (struct pial_waste_campaign){ 0 };
	campaign->input = (struct pial_waste_input){ 0 };
}

void pial_cli_campaign_release(struct pial_cli_campaign *campaign)
{
	free(campaign->delivered);
	pial_arena_release(&campaign->arena);
	pial_weighed_release(&campaign->weighed);
}

/* Says that no campaign has this name, at the file that would. */
static bool say_unknown(struct pial_cli_waste *waste, const char *name)
{
	const struct pial_table *table = &waste->declared.table;
	struct pial_pos pos = { waste->declared.exists ? table->file : NULL, 0, 0,
				PIAL_COLUMN_LETTER };

	return pial_say_campaign(table, &waste->cli->book.model, name, &pos, &waste->cli->diags);
}

/* The number of a campaign's name; 0, said, when there is no such campaign. */
static uint32_t number_of(struct pial_cli_waste *waste, const char *name)
{
	uint32_t number = 0;

	if (pial_text_is_id(name, strlen(name)))
		number = pial_intern_add(&waste->cli->book.model.pool, name, strlen(name));
	for (size_t i = 0; number && waste->declared.exists && i < waste->declared.table.count;
	     i++) {
		const struct pial_campaign *row = pial_table_row(&waste->declared.table, i);

		if (row->id.n == number)
			return number;
	}
	if (!number || waste->declared.exists)
		say_unknown(waste, name);
	return waste->declared.exists ? 0 : number;
}

/* What each kitchen received in the weeks that the campaign touches. */
static bool read_delivered(struct pial_cli_campaign *campaign, struct pial_cli *cli)
{
	struct pial_date from, until;
	struct pial_table deliveries;
	bool ok;

	pial_waste_period(&campaign->campaign, (struct pial_kitchen_id){ 0 }, &from, &until);
	from = pial_week_monday(pial_week_of(from));
	until = pial_week_day(pial_week_of(until), PIAL_SUNDAY);
	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_days_deliveries(&cli->book, from, until, cli->today, &deliveries, &cli->diags);
	campaign->delivered = pial_calloc(campaign->campaign.kitchens + 1,
					  sizeof(*campaign->delivered));
	for (size_t i = 0; ok && i < campaign->campaign.kitchens; i++)
		campaign->delivered[i] = pial_waste_delivered_to(
			&cli->book.model, (const void *)deliveries.row, deliveries.count,
			campaign->campaign.kitchen[i]);
	campaign->input.delivered = campaign->delivered;
	pial_table_release(&deliveries);
	return ok;
}

bool pial_cli_campaign_read(struct pial_cli_campaign *campaign, struct pial_cli_waste *waste,
			    const char *name, enum pial_waste_basis basis)
{
	struct pial_cli *cli = waste->cli;
	uint32_t number = number_of(waste, name);

	if (!number || !pial_book_weighed(&cli->book, &waste->declared, number,
					  &campaign->weighed, &cli->diags))
		return false;
	if (!waste->declared.exists && !campaign->weighed.weighings.count &&
	    !campaign->weighed.meals.count)
		return say_unknown(waste, name);
	campaign->campaign = (struct pial_waste_campaign){
		.model = &cli->book.model, .declared = &waste->declared.table,
		.weighings = &campaign->weighed.weighings, .meals = &campaign->weighed.meals,
		.campaign = number,
	};
	if (!campaign->weighed.weighings.count)
		campaign->weighed.weighings.file =
			pial_book_weighed_path(&cli->book, number, &pial_schema_weighings);
	campaign->input = (struct pial_waste_input){ &campaign->campaign, &waste->reference,
						     basis, NULL };
	return pial_waste_begin(&campaign->campaign, &campaign->arena, &cli->diags) &&
	       (basis != PIAL_WASTE_BASIS_DELIVERED || read_delivered(campaign, cli));
}
