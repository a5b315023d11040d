/*
 * Campaigns in the order of their days: each value is a record's.
 */
#include "report/waste_trend.h"

#include <stddef.h>

#include "base/intern.h"
#include "markup/chart.h"
#include "model/waste.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"
#include "report/waste_paper.h"

#include "base/banned.h"

/* Whether one record stands after another. */
static bool is_after(const struct pial_model *model, const struct pial_waste_record *a,
		     const struct pial_waste_record *b)
{
	if (a->kitchen.n != b->kitchen.n)
		return b->kitchen.n == 0 ||
		       (a->kitchen.n &&
			pial_intern_compare(&model->pool, a->kitchen.n, b->kitchen.n) > 0);
	if (a->from.n != b->from.n)
		return a->from.n > b->from.n;
	return pial_intern_compare(&model->pool, a->campaign.n, b->campaign.n) > 0;
}

/* By insertion: a book has some tens of campaigns. */
void pial_waste_trend_sort(struct pial_table *records, const struct pial_model *model)
{
	for (size_t i = 1; i < records->count; i++)
		for (size_t k = i; k; k--) {
			struct pial_waste_record *a = pial_table_row(records, k - 1);
			struct pial_waste_record *b = pial_table_row(records, k);
			struct pial_waste_record kept = *a;

			if (!is_after(model, a, b))
				break;
			*a = *b;
			*b = kept;
		}
}

/* The bars of a kitchen's campaigns, from first up to end. */
static void put_bars(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
		     size_t first, size_t end)
{
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_chart(paper, PIAL_CHART_BARS,
		   pial_tr(paper->lang, PIAL_N_("Edible waste per meal, by campaign")),
		   pial_tr(paper->lang, PIAL_N_("Campaign")));
	pial_chart_unit(paper, "g", 3, 0);
	pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("weighed")), PIAL_CHART_FULL);
	pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("benchmark")), PIAL_CHART_BEHIND);
	for (size_t i = first; i < end; i++) {
		const struct pial_waste_record *record = pial_table_row(trend->records, i);

		if (pial_qty_is_none(record->edible_g))
			continue;
		pial_strbuf_clear(&name);
		pial_strbuf_addf(&name, "%s, ", pial_model_text(trend->model, record->campaign.n));
		pial_say_days(&name, record->from, record->until, paper->lang);
		pial_chart_row(paper, name.text);
		pial_waste_put_bar(paper, record->edible_g, record->edible_low,
				   record->edible_high, record->benchmark);
	}
	pial_chart_end(paper);
	pial_strbuf_release(&name);
}

static void put_kitchen(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
			size_t first, size_t end)
{
	static const char *const column[] = { "campaign", "days", "meal_count", "edible_mass",
					      "yearly_cost", "change_percent", "verdict", NULL };
	const struct pial_view_layout layout = { .model = trend->model, .column = column };
	const struct pial_waste_record *record = pial_table_row(trend->records, first);
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	if (record->kitchen.n)
		pial_say_kitchen(&name, trend->model, record->kitchen);
	else
		pial_strbuf_addstr(&name, pial_tr(paper->lang, PIAL_N_("together")));
	pial_paper_heading(paper, name.text);
	pial_strbuf_release(&name);
	put_bars(paper, trend, first, end);
	pial_view_put(paper, &layout, "", trend->records, first, end);
}

void pial_waste_trend_write(struct pial_paper *paper, const void *data)
{
	const struct pial_waste_trend_paper *trend = data;
	const char *title = pial_tr(paper->lang, PIAL_N_("Food waste, campaign after campaign"));
	size_t first = 0;

	pial_paper_sheet(paper, title,
			 pial_model_text(trend->model, trend->model->policy.name.n));
	pial_paper_title(paper, title, "");
	if (!trend->records->count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				pial_tr(paper->lang, PIAL_N_("Nothing has been weighed yet.")));
	while (first < trend->records->count) {
		size_t end = pial_view_run(trend->records, trend->model, "kitchen", first);

		put_kitchen(paper, trend, first, end);
		first = end;
	}
}
