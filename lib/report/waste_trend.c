/*
 * Campaigns in the order of their days: each value is a record's.
 */
#include "report/waste_trend.h"

#include <stddef.h>

#include "base/intern.h"
#include "load/field.h"
#include "markup/chart.h"
#include "markup/words.h"
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

/* Place of the record of a row by stream; past the end when it has none. */
static size_t place_of(const struct pial_table *records, const struct pial_waste_row *row)
{
	for (size_t i = 0; i < records->count; i++) {
		const struct pial_waste_record *record = pial_table_row(records, i);

		if (record->campaign.n == row->campaign.n && record->kitchen.n == row->kitchen.n)
			return i;
	}
	return records->count;
}

void pial_waste_trend_sort_streams(struct pial_table *streams, const struct pial_table *records)
{
	for (size_t i = 1; i < streams->count; i++)
		for (size_t k = i; k; k--) {
			struct pial_waste_row *a = pial_table_row(streams, k - 1);
			struct pial_waste_row *b = pial_table_row(streams, k);
			size_t place = place_of(records, a), other = place_of(records, b);
			struct pial_waste_row kept = *a;

			if (place < other || (place == other && a->stream <= b->stream))
				break;
			*a = *b;
			*b = kept;
		}
}

/* The bars of a kitchen's campaigns, from first up to end. */
static void put_bars(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
		     size_t first, size_t end)
{
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
		pial_chart_row(paper, pial_model_text(trend->model, record->campaign.n));
		pial_waste_put_bar(paper, record->edible_g, record->edible_low,
				   record->edible_high, record->benchmark);
	}
	pial_chart_end(paper);
}

/* The row of a campaign's stream, if it was weighed; NULL otherwise. */
static const struct pial_waste_row *stream_of(const struct pial_waste_trend_paper *trend,
					      size_t record, enum pial_stream stream)
{
	for (size_t i = 0; i < trend->streams->count; i++) {
		const struct pial_waste_row *row = pial_table_row(trend->streams, i);

		if (row->stream == stream && place_of(trend->records, row) == record &&
		    !pial_qty_is_none(row->edible_g))
			return row;
	}
	return NULL;
}

/* What rows by stream of a kitchen have, from first up to end. */
struct streams {
	bool any;		/* something weighed by stream */
	bool benchmark;		/* a benchmark of some stream */
};

static struct streams look(const struct pial_waste_trend_paper *trend, size_t first, size_t end)
{
	struct streams found = { false, false };

	for (size_t i = first; trend->streams && i < end; i++)
		for (uint8_t stream = 1; stream < PIAL_STREAM_END; stream++) {
			const struct pial_waste_row *row =
				stream_of(trend, i, (enum pial_stream)stream);

			found.any |= row != NULL;
			found.benchmark |= row && !pial_qty_is_none(row->benchmark);
		}
	return found;
}

static void put_stream(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
		       const struct pial_waste_row *row, bool benchmark)
{
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&name, "%s, %s",
			 pial_choice_label(pial_choice_of(pial_choice_stream, row->stream),
					   paper->lang),
			 pial_model_text(trend->model, row->campaign.n));
	pial_chart_row(paper, name.text);
	pial_strbuf_release(&name);
	if (benchmark)
		pial_waste_put_bar(paper, row->edible_g, row->edible_low, row->edible_high,
				   row->benchmark);
	else
		pial_waste_put_interval(paper, row->edible_g, row->edible_low, row->edible_high);
}

/* Stream by stream the bars of a kitchen's campaigns, one under the other. */
static void put_streams(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
			size_t first, size_t end)
{
	struct streams found = look(trend, first, end);

	if (!found.any)
		return;
	pial_chart(paper, PIAL_CHART_BARS,
		   pial_tr(paper->lang, PIAL_N_("Edible waste per meal, by stream")),
		   pial_tr(paper->lang, PIAL_N_("Stream")));
	pial_chart_unit(paper, "g", 3, 0);
	pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("weighed")), PIAL_CHART_FULL);
	if (found.benchmark)
		pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("benchmark")),
				  PIAL_CHART_BEHIND);
	for (uint8_t stream = 1; stream < PIAL_STREAM_END; stream++)
		for (size_t i = first; i < end; i++) {
			const struct pial_waste_row *row =
				stream_of(trend, i, (enum pial_stream)stream);

			if (row)
				put_stream(paper, trend, row, found.benchmark);
		}
	pial_chart_end(paper);
}

/* ---- What the campaigns rest on and cost ---- */

/* « −19,4 % »: a tenth, as the change of a week's weighing knows no more. */
static void add_change(struct pial_strbuf *out, const struct pial_waste_record *record,
		       enum pial_lang lang)
{
	int32_t tenths;

	if (pial_rate_is_none(record->change_part))
		return;
	tenths = record->change_part.e6 / 100;
	tenths = (tenths + (tenths < 0 ? -5 : 5)) / 10;
	pial_words_percent(out, tenths, 1, 1, lang);
}

static void put_value(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
		      const struct pial_waste_record *record, const char *field)
{
	struct pial_strbuf text;
	int at = pial_field_find(trend->records->schema, field);

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	if (at >= 0)
		pial_view_value(&text, trend->model, trend->records->schema, (size_t)at, record,
				paper->lang);
	pial_paper_take(paper, &text);
	pial_strbuf_release(&text);
}

static void put_row(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
		    const struct pial_waste_record *record)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_paper_row(paper, PIAL_PAPER_BODY);
	pial_strbuf_addf(&text, "%s\n", pial_model_text(trend->model, record->campaign.n));
	pial_say_days(&text, record->from, record->until, paper->lang);
	pial_paper_take(paper, &text);
	put_value(paper, trend, record, "days");
	put_value(paper, trend, record, "meal_count");
	put_value(paper, trend, record, "edible_mass");
	put_value(paper, trend, record, "yearly_cost");
	add_change(&text, record, paper->lang);
	pial_paper_take(paper, &text);
	put_value(paper, trend, record, "verdict");
	pial_strbuf_release(&text);
}

static void put_table(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
		      size_t first, size_t end)
{
	static const char *const head[] = {
		PIAL_N_("Campaign"), PIAL_N_("Days weighed"), PIAL_N_("Meals served"),
		PIAL_N_("Edible (kg)"), PIAL_N_("Cost in a year (€)"),
		PIAL_N_("Since the one before"), PIAL_N_("What one may say") };

	pial_paper_table(paper, pial_tr(paper->lang, PIAL_N_("Campaigns one after another")));
	for (size_t i = 0; i < PIAL_COUNT(head); i++)
		pial_paper_column(paper, pial_tr(paper->lang, head[i]), i == 0 ? 2 : i == 6,
				  i == 0 || i == 6 ? 0 : (unsigned)PIAL_PAPER_RIGHT);
	for (size_t i = first; i < end; i++)
		put_row(paper, trend, pial_table_row(trend->records, i));
}

static void put_kitchen(struct pial_paper *paper, const struct pial_waste_trend_paper *trend,
			size_t first, size_t end)
{
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
	put_streams(paper, trend, first, end);
	put_table(paper, trend, first, end);
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
