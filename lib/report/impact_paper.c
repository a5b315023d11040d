/*
 * The paper of useful effects: a table for each theme, and beneath it, in a sentence or two, how
 * its figures come about. Who has to defend a figure before a council finds there what it stands
 * on.
 */
#include <stddef.h>

#include "num/round.h"
#include "po/po.h"
#include "report/impact_view.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

/* What a theme shows, under which title, and its method. */
struct shown {
	const char *title;	/* marked for translation */
	const char *method;	/* the same */
	const char *column[8];	/* of the view, closed by NULL */
};

static const struct shown shown[] = {
	[PIAL_IMPACT_FOOD] = {
		PIAL_N_("Food"),
		PIAL_N_("Invoice lines of goods delivered on these days, issued or still to be, "
			"credits taken off, without VAT. From nearby: growers of the group within "
			"the policy's radius of the kitchen, by road. Organic: as the lines say. "
			"Meals: all meals of the kitchens, as kitchens.csv says, on the days on "
			"which they received something. Land: of farms that delivered and are "
			"organic as a whole on the last day. Shares are of the amount."),
		{ "effect", "mass_kg", "amount", "share", "count", "hectares", NULL } },
	[PIAL_IMPACT_MONEY] = {
		PIAL_N_("Money"),
		PIAL_N_("As pial-report value shares it: what growers of the group keep, fees "
			"taken off, of what kitchens pay."),
		{ "effect", "amount", "share", NULL } },
	[PIAL_IMPACT_ROADS] = {
		PIAL_N_("Roads"),
		PIAL_N_("Driven: the trips noted in trips.csv. The mean way is from farm to "
			"kitchen, each kilogram of the group's growers counted once; it is not "
			"what was driven. Greenhouse gas: each trip by its vehicle, as "
			"data/roads.csv says, whatever it carried; how goods would have come "
			"otherwise is not known, and nothing is said to be saved."),
		{ "effect", "km", "share", "of", "count", "mass_kg", "emitted_kg", NULL } },
	[PIAL_IMPACT_PEOPLE] = {
		PIAL_N_("People"),
		PIAL_N_("Activities of activities.csv, with how many came where they were "
			"counted. New: joined on one of these days."),
		{ "effect", "count", "people", NULL } },
	[PIAL_IMPACT_WASTE] = {
		PIAL_N_("Waste"),
		PIAL_N_("Edible waste of a year before less after, in kitchens where a weigh-in of "
			"these days differs surely from the one before, both at the meals that "
			"the kitchen serves in a year; cost and greenhouse gas as pial-report "
			"waste has them."),
		{ "effect", "count", "mass_kg", "amount", "co2e_kg", NULL } },
};

static void round_mass(struct pial_mass *mass)
{
	int64_t kg;

	if (!pial_mass_is_none(*mass) && pial_muldiv(mass->g, 1, 1000, PIAL_ROUND_HALF_AWAY, &kg))
		mass->g = kg * 1000;
}

/*
 * Adds the rows of the view as they are shown: greenhouse gas in whole kilograms, since no factor
 * is known to the gram. Programs get the figure as it was computed.
 */
static void add_shown(struct pial_table *out, const struct pial_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		struct pial_impact_row row = *(const struct pial_impact_row *)
			pial_table_row(table, i);

		round_mass(&row.co2e);
		round_mass(&row.emitted);
		pial_table_add(out, &row);
	}
}

static void put_themes(struct pial_paper *paper, const struct pial_model *model,
		       const struct pial_table *table)
{
	for (size_t first = 0, end; first < table->count; first = end) {
		const struct pial_impact_row *row = pial_table_row(table, first);
		const struct shown *part = &shown[row->theme];
		const struct pial_view_layout layout = { .model = model, .column = part->column };

		end = pial_view_run(table, model, "theme", first);
		pial_paper_heading(paper, pial_tr(paper->lang, part->title));
		pial_view_put(paper, &layout, "", table, first, end);
		pial_paper_text(paper, PIAL_PAPER_SMALL, pial_tr(paper->lang, part->method));
	}
}

void pial_impact_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_impact_paper *impact = data;
	struct pial_table table;
	const char *title = pial_tr(paper->lang, PIAL_N_("Useful effects"));
	struct pial_strbuf days;

	pial_strbuf_init(&days, PIAL_STRBUF_TEXT);
	pial_say_days(&days, impact->first, impact->last, paper->lang);
	pial_paper_sheet(paper, title,
			 pial_model_text(impact->model, impact->model->policy.name.n));
	pial_paper_title(paper, title, days.text);
	pial_strbuf_release(&days);
	pial_table_init(&table, impact->table->schema);
	add_shown(&table, impact->table);
	put_themes(paper, impact->model, &table);
	pial_table_release(&table);
}
