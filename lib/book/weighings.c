/*
 * One campaign is two files named by it, so that what a kitchen weighed is found by its name, and
 * that nothing of a campaign can stand in two places.
 */
#include "book/weighings.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/path.h"
#include "load/load.h"
#include "model/weighing.h"

#include "base/banned.h"

#define FOLDER "weighings"
#define MEALS "-meals"
#define CSV ".csv"

void pial_campaigns_init(struct pial_campaigns *campaigns)
{
	campaigns->exists = false;
	pial_table_init(&campaigns->table, &pial_schema_campaigns);
}

void pial_campaigns_release(struct pial_campaigns *campaigns)
{
	pial_table_release(&campaigns->table);
}

bool pial_book_campaigns(struct pial_book *book, struct pial_campaigns *campaigns,
			 struct pial_diags *diags)
{
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(book, pial_schema_campaigns.path, PIAL_SOURCE_TABLE, true, &source,
			    diags);
	campaigns->exists = source.exists;
	if (ok && source.exists)
		ok = pial_table_read(&campaigns->table, &book->model, &source, diags) &&
		     pial_check_campaigns(&campaigns->table, &book->model, diags);
	pial_source_release(&source);
	return ok;
}

void pial_weighed_init(struct pial_weighed *weighed)
{
	pial_table_init(&weighed->weighings, &pial_schema_weighings);
	pial_table_init(&weighed->meals, &pial_schema_meals);
}

void pial_weighed_release(struct pial_weighed *weighed)
{
	pial_table_release(&weighed->weighings);
	pial_table_release(&weighed->meals);
}

const char *pial_book_weighed_path(struct pial_book *book, uint32_t campaign,
				   const struct pial_schema *schema)
{
	return pial_arena_printf(&book->model.arena, FOLDER "/%s%s" CSV,
				 pial_model_text(&book->model, campaign),
				 schema == &pial_schema_meals ? MEALS : "");
}

bool pial_book_weighed_table(struct pial_book *book, const struct pial_campaigns *campaigns,
			     uint32_t campaign, struct pial_table *table,
			     struct pial_diags *diags)
{
	const char *path = pial_book_weighed_path(book, campaign, table->schema);
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(book, path, PIAL_SOURCE_TABLE, true, &source, diags);
	if (ok && source.exists)
		ok = pial_table_read(table, &book->model, &source, diags) &&
		     pial_check_weighed(table, campaigns->exists ? &campaigns->table : NULL,
					campaign, &book->model, diags);
	pial_source_release(&source);
	return ok;
}

bool pial_book_weighed(struct pial_book *book, const struct pial_campaigns *campaigns,
		       uint32_t campaign, struct pial_weighed *weighed, struct pial_diags *diags)
{
	bool ok = pial_book_weighed_table(book, campaigns, campaign, &weighed->weighings, diags);

	ok &= pial_book_weighed_table(book, campaigns, campaign, &weighed->meals, diags);
	return ok && pial_check_served(&weighed->weighings, &weighed->meals, &book->model, diags);
}

/* ---- All of them ---- */

/* Campaigns as the files name them. */
struct all {
	struct pial_book *book;			/* of which book */
	const struct pial_campaigns *campaigns;	/* what it declares */
	struct pial_campaign_period *period;	/* of rows; owned */
	size_t periods, cap;			/* how many, and room */
};

/* The campaign whose file has this name. */
static uint32_t campaign_of(struct pial_book *book, const char *name)
{
	size_t len = strlen(name) - strlen(CSV), end = strlen(MEALS);

	if (len > end && !memcmp(name + len - end, MEALS, end))
		len -= end;
	return pial_intern_add(&book->model.pool, name, len);
}

/* Stretches the period of a row's kitchen over its day. */
static void stretch(struct all *all, const struct pial_table *table, const void *row,
		    uint32_t campaign, struct pial_kitchen_id kitchen, struct pial_date day)
{
	struct pial_campaign_period *period;
	size_t i = 0;

	while (i < all->periods && (all->period[i].campaign.n != campaign ||
				    all->period[i].kitchen.n != kitchen.n))
		i++;
	if (i == all->periods) {
		all->period = pial_grow(all->period, all->periods, &all->cap,
					sizeof(*all->period));
		all->period[all->periods++] = (struct pial_campaign_period){
			{ campaign }, kitchen, day, day, pial_table_pos(table, row, "day"),
		};
	}
	period = &all->period[i];
	if (day.n < period->from.n)
		period->from = day;
	if (day.n > period->until.n)
		period->until = day;
}

static bool check_one(struct all *all, uint32_t campaign, struct pial_diags *diags)
{
	struct pial_weighed weighed;
	bool ok;

	pial_weighed_init(&weighed);
	ok = pial_book_weighed(all->book, all->campaigns, campaign, &weighed, diags);
	for (size_t i = 0; ok && i < weighed.weighings.count; i++) {
		const struct pial_weighing *row = pial_table_row(&weighed.weighings, i);

		stretch(all, &weighed.weighings, row, campaign, row->kitchen, row->day);
	}
	for (size_t i = 0; ok && i < weighed.meals.count; i++) {
		const struct pial_meal_count *row = pial_table_row(&weighed.meals, i);

		stretch(all, &weighed.meals, row, campaign, row->kitchen, row->day);
	}
	pial_weighed_release(&weighed);
	return ok;
}

static bool check_all(struct all *all, struct pial_diags *diags)
{
	size_t names;
	const char **name = pial_book_list(all->book, FOLDER, CSV, &names);
	uint32_t *seen = pial_calloc(names + 1, sizeof(*seen));
	size_t count = 0;
	bool ok = true;

	for (size_t i = 0; i < names; i++) {
		uint32_t campaign = campaign_of(all->book, name[i]);
		bool again = false;

		for (size_t k = 0; k < count; k++)
			again |= seen[k] == campaign;
		if (again)
			continue;
		seen[count++] = campaign;
		ok &= check_one(all, campaign, diags);
	}
	free(seen);
	if (ok && all->periods && !all->campaigns->exists)
		ok = pial_check_periods(all->period, all->periods, &all->book->model, diags);
	return ok;
}

bool pial_book_check_weighings(struct pial_book *book, struct pial_diags *diags)
{
	struct pial_campaigns campaigns;
	struct all all = { .book = book, .campaigns = &campaigns };
	bool ok;

	pial_campaigns_init(&campaigns);
	ok = pial_book_campaigns(book, &campaigns, diags) && check_all(&all, diags);
	free(all.period);
	pial_campaigns_release(&campaigns);
	return ok;
}
