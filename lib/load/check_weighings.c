/*
 * Campaigns against each other and the kitchens; weighings and meals against their campaign.
 *
 * Periods of one kitchen that overlap would count a day's waste twice, and so would the State's
 * platform, which refuses them too; sharing one day is an overlap. A campaign that is declared says
 * which days, meals and kitchens may come; where nothing is declared, its period is that of its
 * rows. Waste where no meal was served has no grams per meal: one of the two is a slip.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "load/load.h"
#include "model/weighing.h"

#include "base/banned.h"

/* ---- Periods ---- */

static int by_kitchen(const void *left, const void *right)
{
	const struct pial_campaign_period *a = left, *b = right;

	if (a->kitchen.n != b->kitchen.n)
		return a->kitchen.n < b->kitchen.n ? -1 : 1;
	if (a->from.n != b->from.n)
		return a->from.n < b->from.n ? -1 : 1;
	return (a->campaign.n > b->campaign.n) - (a->campaign.n < b->campaign.n);
}

bool pial_check_periods(struct pial_campaign_period *period, size_t count,
			const struct pial_model *model, struct pial_diags *diags)
{
	const struct pial_campaign_period *longest = period;
	bool ok = true;

	if (count)
		qsort(period, count, sizeof(*period), by_kitchen);
	for (size_t i = 1; i < count; i++) {
		const struct pial_campaign_period *here = &period[i];
		bool same = here->kitchen.n == longest->kitchen.n;

		if (same && here->from.n <= longest->until.n)
			ok = pial_diag_add(diags, &here->pos, PIAL_E_OVERLAP_CAMPAIGN,
					   pial_model_text(model, here->kitchen.n),
					   pial_model_text(model, here->campaign.n),
					   pial_model_text(model, longest->campaign.n),
					   &longest->pos);
		if (!same || here->until.n > longest->until.n)
			longest = here;
	}
	return ok;
}

/* Its files are told apart by that ending. */
static bool check_name(const struct pial_table *table, const struct pial_model *model,
		       const struct pial_campaign *row, struct pial_diags *diags)
{
	const char *name = pial_model_text(model, row->id.n), *end = "-meals";
	size_t len = strlen(name), n = strlen(end);
	struct pial_pos pos;

	if (len < n || strcmp(name + len - n, end) != 0)
		return true;
	pos = pial_table_pos(table, row, "campaign");
	return pial_diag_add(diags, &pos, PIAL_E_CAMPAIGN_NAME, name);
}

bool pial_check_campaigns(const struct pial_table *table, const struct pial_model *model,
			  struct pial_diags *diags)
{
	struct pial_campaign_period *period = pial_calloc(table->count + 1, sizeof(*period));
	bool ok = pial_check_references(table, model, diags);

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_campaign *row = pial_table_row(table, i);

		ok &= check_name(table, model, row, diags);
		period[i] = (struct pial_campaign_period){
			row->id, row->kitchen, row->from, pial_campaign_last(row),
			pial_table_pos(table, row, "from"),
		};
	}
	ok &= pial_check_periods(period, table->count, model, diags);
	free(period);
	return ok;
}

/* ---- Rows ---- */

/* What weighings and meals have in common. */
struct common {
	struct pial_campaign_id campaign;	/* of which campaign */
	struct pial_kitchen_id kitchen;		/* where */
	struct pial_date day;			/* when */
	uint8_t meal;				/* enum pial_meal */
};

static struct common common_of(const struct pial_table *table, const void *data)
{
	const struct pial_weighing *weighing = data;
	const struct pial_meal_count *meals = data;

	if (table->schema == &pial_schema_weighings)
		return (struct common){ weighing->campaign, weighing->kitchen, weighing->day,
					weighing->meal };
	return (struct common){ meals->campaign, meals->kitchen, meals->day, meals->meal };
}

bool pial_say_campaign(const struct pial_table *campaigns, const struct pial_model *model,
		       const char *name, const struct pial_pos *pos, struct pial_diags *diags)
{
	const char **known = pial_calloc(campaigns->count + 1, sizeof(*known));
	ptrdiff_t near;

	for (size_t i = 0; i < campaigns->count; i++) {
		const struct pial_campaign *one = pial_table_row(campaigns, i);

		known[i] = pial_model_text(model, one->id.n);
	}
	near = pial_utf8_nearest(name, known, campaigns->count);
	if (near >= 0)
		pial_diag_add(diags, pos, PIAL_E_REF_CAMPAIGN_NEAR, name, known[near]);
	else
		pial_diag_add(diags, pos, PIAL_E_REF_CAMPAIGN, name);
	free(known);
	return false;
}

/* A row against the campaign that is declared. */
static bool check_declared(const struct pial_table *table, const struct pial_table *campaigns,
			   const struct pial_model *model, const void *data,
			   const struct common *row, struct pial_diags *diags)
{
	struct pial_campaign key = { .id = row->campaign, .kitchen = row->kitchen };
	const struct pial_campaign *campaign = pial_table_find(campaigns, model, &key);
	struct pial_pos pos = pial_table_pos(table, data, "campaign");
	const struct pial_choice *meal = pial_choice_of(pial_choice_meal, row->meal);
	bool ok = true;

	if (!campaign)
		return !pial_model_kitchen(model, row->kitchen) ||
		       pial_diag_add(diags, &pos, PIAL_E_CAMPAIGN_KITCHEN,
				     pial_model_text(model, row->campaign.n),
				     pial_model_text(model, row->kitchen.n));
	if (row->day.n < campaign->from.n || row->day.n > pial_campaign_last(campaign).n) {
		pos = pial_table_pos(table, data, "day");
		ok = pial_diag_add(diags, &pos, PIAL_E_CAMPAIGN_DAY, (int64_t)row->day.n,
				   pial_model_text(model, row->campaign.n),
				   (int64_t)campaign->from.n,
				   (int64_t)pial_campaign_last(campaign).n);
	}
	if (meal && !(campaign->meals.bits >> (meal->value - 1) & 1)) {
		pos = pial_table_pos(table, data, "meal");
		ok = pial_diag_add(diags, &pos, PIAL_E_CAMPAIGN_MEAL, meal->name,
				   pial_model_text(model, row->campaign.n));
	}
	return ok;
}

static bool is_declared(const struct pial_table *campaigns, uint32_t campaign)
{
	for (size_t i = 0; i < campaigns->count; i++)
		if (((const struct pial_campaign *)pial_table_row(campaigns, i))->id.n == campaign)
			return true;
	return false;
}

bool pial_check_weighed(const struct pial_table *table, const struct pial_table *campaigns,
			uint32_t campaign, const struct pial_model *model,
			struct pial_diags *diags)
{
	bool ok = pial_check_references(table, model, diags);

	if (campaigns && table->count && !is_declared(campaigns, campaign)) {
		struct pial_pos pos = pial_table_pos(table, pial_table_row(table, 0), "campaign");

		/* The whole table is of it, so it is said once. */
		ok = pial_say_campaign(campaigns, model, pial_model_text(model, campaign), &pos,
				       diags);
		campaigns = NULL;
	}

	for (size_t i = 0; i < table->count; i++) {
		const void *data = pial_table_row(table, i);
		struct common row = common_of(table, data);

		if (row.campaign.n != campaign) {
			struct pial_pos pos = pial_table_pos(table, data, "campaign");

			ok = pial_diag_add(diags, &pos, PIAL_E_CAMPAIGN_FILE,
					   pial_model_text(model, row.campaign.n),
					   pial_model_text(model, campaign));
		} else if (campaigns) {
			ok &= check_declared(table, campaigns, model, data, &row, diags);
		}
	}
	return ok;
}

/* ---- Waste without meals ---- */

/* Meals served at a row's meal, or over its day when it says none; the last row that said so. */
static int64_t served_with(const struct pial_table *meals, const struct common *row,
			   const struct pial_meal_count **said)
{
	int64_t served = 0;

	*said = NULL;
	for (size_t i = 0; i < meals->count; i++) {
		const struct pial_meal_count *count = pial_table_row(meals, i);

		if (count->campaign.n != row->campaign.n || count->kitchen.n != row->kitchen.n ||
		    count->day.n != row->day.n ||
		    (row->meal && count->meal && count->meal != row->meal))
			continue;
		served += count->served;
		*said = count;
	}
	return served;
}

bool pial_check_served(const struct pial_table *weighings, const struct pial_table *meals,
		       const struct pial_model *model, struct pial_diags *diags)
{
	bool ok = true;

	for (size_t i = 0; i < weighings->count; i++) {
		const struct pial_weighing *weighing = pial_table_row(weighings, i);
		struct common row = common_of(weighings, weighing);
		const struct pial_meal_count *said;
		struct pial_pos pos, there;

		if (!pial_weighing_net(weighing) || served_with(meals, &row, &said) || !said)
			continue;
		pos = pial_table_pos(weighings, weighing, "stream");
		there = pial_table_pos(meals, said, "served");
		ok = pial_diag_add(diags, &pos, PIAL_E_WEIGH_MEALS,
				   pial_model_text(model, row.kitchen.n), (int64_t)row.day.n,
				   pial_weighing_net(weighing), &there);
	}
	return ok;
}
