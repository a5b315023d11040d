/*
 * The paper of the view `season`: the calendar first, since it is what hangs on the wall; then
 * product by product, what is left to find, and the land.
 *
 * The calendar is shaded by the mass of the need, so that crates of carrots and bunches of radish
 * stand on one scale; a corner marks the weeks in which something is promised by nobody.
 */
#include <stddef.h>
#include <stdio.h>

#include "markup/chart.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"
#include "report/season_text.h"
#include "report/season_view.h"
#include "report/view.h"

#include "base/banned.h"

/* A paper being written. */
struct writing {
	struct pial_paper *paper;			/* the output */
	const struct pial_season_view_paper *view;	/* what it says */
	const struct pial_season_view_title *season;	/* the one at work */
	struct pial_strbuf text;			/* being put together */
	bool outside;					/* it is for everybody */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

/* ---- Rows of a season ---- */

static bool is_in(const struct writing *w, struct pial_week week)
{
	return week.n >= w->season->first.n && week.n <= w->season->last.n;
}

/* Places of rows: from first up to end. */
struct span {
	size_t first, end;	/* end is not in it */
};

/* The week of a row of one of the tables by week. */
static struct pial_week week_at(const struct pial_table *table, size_t at)
{
	const void *row = pial_table_row(table, at);

	if (table->schema == &pial_schema_view_season_land)
		return ((const struct pial_season_view_land *)row)->week;
	return ((const struct pial_season_view_week *)row)->week;
}

/* Of the rows with one value in a field from place first on, those of the season. */
static struct span span_of(const struct writing *w, const struct pial_table *table,
			   const char *field, size_t first, size_t *next)
{
	struct span span = { first, pial_view_run(table, w->view->model, field, first) };

	*next = span.end;
	while (span.first < span.end && !is_in(w, week_at(table, span.first)))
		span.first++;
	while (span.end > span.first && !is_in(w, week_at(table, span.end - 1)))
		span.end--;
	return span;
}

/* ---- Cells ---- */

/* A quantity, whose unit stands after the product's name; nothing for 0 or none. */
static void cell_quantity(struct writing *w, struct pial_qty quantity)
{
	pial_strbuf_clear(&w->text);
	if (quantity.milli && !pial_qty_is_none(quantity))
		pial_words_number(&w->text, quantity.milli, 3, 0, w->paper->lang);
	pial_paper_cell(w->paper, w->text.text);
}

/* What is expected, to the unit: a mean, and no promise. */
static void cell_expected(struct writing *w, struct pial_qty quantity)
{
	cell_quantity(w, (struct pial_qty){ (quantity.milli + 500) / 1000 * 1000 });
}

/* Square metres, upwards: nobody sows hundredths. */
static int64_t metres_of(struct pial_area area)
{
	return (area.dm2 + 99) / 100;
}

static void cell_area(struct writing *w, struct pial_area area)
{
	pial_strbuf_clear(&w->text);
	if (area.dm2 && !pial_area_is_none(area))
		pial_words_number(&w->text, metres_of(area), 0, 0, w->paper->lang);
	pial_paper_cell(w->paper, w->text.text);
}

static void cell_percent(struct writing *w, struct pial_rate rate)
{
	pial_strbuf_clear(&w->text);
	if (!pial_rate_is_none(rate)) {
		pial_words_percent(&w->text, rate.e6, 4, 0, w->paper->lang);
	}
	pial_paper_cell(w->paper, w->text.text);
}

static void cell_product(struct writing *w, struct pial_product_id product)
{
	pial_strbuf_clear(&w->text);
	pial_say_product(&w->text, w->view->model, product, w->paper->lang);
	pial_paper_cell(w->paper, w->text.text);
}

static void cell_weeks(struct writing *w, struct pial_week first, struct pial_week last)
{
	const struct pial_season_page page = { .model = w->view->model, .year = w->season->year,
					       .lang = w->paper->lang };

	pial_strbuf_clear(&w->text);
	pial_season_say_weeks(&w->text, &page, first, last);
	pial_paper_cell(w->paper, w->text.text);
}

/* A column for each head; the first ones are texts, the others figures to the right. */
static void put_heads(struct writing *w, const char *const *head, size_t heads, size_t texts)
{
	pial_paper_dense(w->paper);
	for (size_t i = 0; i < heads; i++)
		pial_paper_column(w->paper, tr(w, head[i]), i ? 0 : 1,
				  i < texts ? 0 : (unsigned)PIAL_PAPER_RIGHT);
}

/* ---- Calendars ---- */

/* The weeks of the season as columns, in groups by the month of their Thursday. */
static void put_weeks(struct writing *w)
{
	static const char *const month[] = {
		PIAL_N_("Jan."), PIAL_N_("Feb."), PIAL_N_("March"), PIAL_N_("April"),
		PIAL_N_("May"), PIAL_N_("June"), PIAL_N_("July"), PIAL_N_("Aug."),
		PIAL_N_("Sept."), PIAL_N_("Oct."), PIAL_N_("Nov."), PIAL_N_("Dec."),
	};

	for (struct pial_week week = w->season->first; week.n <= w->season->last.n; week.n++) {
		int year, number;

		pial_week_parts(week, &year, &number);
		pial_strbuf_clear(&w->text);
		pial_strbuf_addf(&w->text, "%s%02d", tr(w, PIAL_N_("W")), number);
		pial_chart_column(w->paper, w->text.text, PIAL_CHART_FULL);
		pial_month_parts(pial_month_of(pial_week_day(week, PIAL_THURSDAY)), &year, &number);
		pial_chart_group(w->paper, tr(w, month[number - 1]));
	}
}

static void put_need(struct writing *w, const struct pial_season_view_week *row)
{
	if (!row->need.milli) {
		pial_chart_none(w->paper);
		return;
	}
	pial_strbuf_clear(&w->text);
	pial_words_number(&w->text, row->need_mass.g, 3, 0, w->paper->lang);
	pial_chart_value(w->paper, row->need_mass.g, w->text.text);
	if (row->left.milli)
		pial_chart_mark(w->paper);
}

/* True when a product is needed in some of its rows. */
static bool is_needed(const struct pial_table *table, struct span span)
{
	for (size_t i = span.first; i < span.end; i++)
		if (((const struct pial_season_view_week *)pial_table_row(table, i))->need.milli)
			return true;
	return false;
}

/* The line of a product: its rows, and nothing in the weeks without. */
static void put_line(struct writing *w, struct span span)
{
	const struct pial_table *table = &w->view->tables->week;
	const struct pial_season_view_week *row = pial_table_row(table, span.first);

	pial_strbuf_clear(&w->text);
	pial_say_name(&w->text, pial_model_text(w->view->model,
						pial_model_product(w->view->model,
								   row->product)->name.n));
	pial_chart_row(w->paper, w->text.text);
	for (struct pial_week week = w->season->first; week.n <= w->season->last.n; week.n++) {
		row = span.first < span.end ? pial_table_row(table, span.first) : NULL;
		if (!row || row->week.n != week.n) {
			pial_chart_none(w->paper);
			continue;
		}
		put_need(w, row);
		span.first++;
	}
}

/* True when a kitchen needs anything in the season: else there is no calendar to draw. */
static bool has_needs(const struct writing *w)
{
	const struct pial_table *table = &w->view->tables->week;

	for (size_t i = 0; i < table->count;)
		if (is_needed(table, span_of(w, table, "product", i, &i)))
			return true;
	return false;
}

static void put_calendar(struct writing *w)
{
	const struct pial_table *table = &w->view->tables->week;

	if (!has_needs(w))
		return;
	pial_chart(w->paper, PIAL_CHART_HEAT, tr(w, PIAL_N_("Need, week by week")),
		   tr(w, PIAL_N_("Product")));
	pial_chart_note(w->paper,
			tr(w, PIAL_N_("In kilograms, pieces and bunches by their mass. A marked "
				      "corner (! in the figures): a week whose need is not all "
				      "promised.")));
	pial_chart_unit(w->paper, "kg", 3, 0);
	put_weeks(w);
	for (size_t i = 0; i < table->count;) {
		struct span span = span_of(w, table, "product", i, &i);

		if (is_needed(table, span))
			put_line(w, span);
	}
	pial_chart_end(w->paper);
}

/* ---- Land ---- */

static void put_used(struct writing *w, const struct pial_season_view_land *row)
{
	int64_t metres = metres_of(row->used);

	pial_strbuf_clear(&w->text);
	pial_words_number(&w->text, metres, 0, 0, w->paper->lang);
	pial_chart_value(w->paper, metres, w->text.text);
	if (!pial_area_is_none(row->land) && row->used.dm2 > row->land.dm2)
		pial_chart_mark(w->paper);
}

static void put_farm(struct writing *w, struct span span)
{
	const struct pial_table *table = &w->view->tables->land;
	const struct pial_season_view_land *row = pial_table_row(table, span.first);

	pial_strbuf_clear(&w->text);
	pial_say_producer(&w->text, w->view->model, row->producer);
	pial_chart_row(w->paper, w->text.text);
	for (struct pial_week week = w->season->first; week.n <= w->season->last.n; week.n++) {
		row = span.first < span.end ? pial_table_row(table, span.first) : NULL;
		if (!row || row->week.n != week.n) {
			pial_chart_none(w->paper);
			continue;
		}
		put_used(w, row);
		span.first++;
	}
}

/* The row of the week in which a farm uses most, the first of several. */
static size_t most_of(const struct pial_table *table, struct span span)
{
	size_t most = span.first;

	for (size_t i = span.first; i < span.end; i++) {
		const struct pial_season_view_land *row = pial_table_row(table, i);
		const struct pial_season_view_land *best = pial_table_row(table, most);

		if (row->used.dm2 > best->used.dm2)
			most = i;
	}
	return most;
}

/* The farms of the season as a heat map; the row of each in the week of most goes to a table. */
static void put_farms(struct writing *w, struct pial_table *most)
{
	const struct pial_table *table = &w->view->tables->land;

	pial_chart(w->paper, PIAL_CHART_HEAT, tr(w, PIAL_N_("Land in use, week by week")),
		   tr(w, PIAL_N_("Farm")));
	pial_chart_note(w->paper,
			tr(w, PIAL_N_("In square metres, from sowing to the last harvest. A marked "
				      "corner (! in the figures): more than the farm has.")));
	pial_chart_unit(w->paper, "m²", 0, 0);
	put_weeks(w);
	for (size_t i = 0; i < table->count;) {
		struct span span = span_of(w, table, "producer", i, &i);

		if (span.first == span.end)
			continue;
		put_farm(w, span);
		pial_table_add(most, pial_table_row(table, most_of(table, span)));
	}
	pial_chart_end(w->paper);
}

static void put_most(struct writing *w, const struct pial_table *most)
{
	static const char *const head[] = { PIAL_N_("Farm"), PIAL_N_("Week of most"),
					    PIAL_N_("In use (m²)"), PIAL_N_("Land (m²)"),
					    PIAL_N_("Share") };

	pial_paper_table(w->paper, tr(w, PIAL_N_("The week in which each farm uses most")));
	put_heads(w, head, PIAL_COUNT(head), 2);
	for (size_t i = 0; i < most->count; i++) {
		const struct pial_season_view_land *row = pial_table_row(most, i);

		pial_paper_row(w->paper, PIAL_PAPER_BODY);
		pial_strbuf_clear(&w->text);
		pial_say_producer(&w->text, w->view->model, row->producer);
		pial_paper_cell(w->paper, w->text.text);
		cell_weeks(w, row->week, row->week);
		cell_area(w, row->used);
		cell_area(w, row->land);
		cell_percent(w, row->share);
	}
}

static void put_land(struct writing *w)
{
	struct pial_table most;
	bool any = false;

	for (size_t i = 0; i < w->view->tables->land.count; i++)
		any = any || is_in(w, week_at(&w->view->tables->land, i));
	if (!any)
		return;
	pial_table_init(&most, &pial_schema_view_season_land);
	put_farms(w, &most);
	put_most(w, &most);
	pial_table_release(&most);
}

/* ---- Products and gaps ---- */

static void put_product(struct writing *w, const struct pial_season_view_product *row)
{
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	cell_product(w, row->product);
	cell_quantity(w, row->need);
	cell_quantity(w, row->promised);
	cell_quantity(w, row->left);
	cell_quantity(w, row->margin);
	cell_expected(w, row->shortage);
	cell_expected(w, row->surplus);
	cell_area(w, row->area);
	cell_quantity(w, row->offered);
	cell_quantity(w, row->delivered);
	cell_quantity(w, row->bought);
}

/* What only grows in these weeks is seen in the land. */
static bool has_more_than_land(const struct pial_season_view_product *row)
{
	return row->need.milli || row->promised.milli || row->margin.milli ||
	       !pial_qty_is_none(row->offered) || !pial_qty_is_none(row->delivered);
}

static void put_products(struct writing *w)
{
	static const char *const head[] = {
		PIAL_N_("Product"), PIAL_N_("Need"), PIAL_N_("Promised"),
		PIAL_N_("Left to find"), PIAL_N_("Margin"), PIAL_N_("Expected shortage"),
		PIAL_N_("Expected surplus"), PIAL_N_("Land at most (m²)"), PIAL_N_("Offered"),
		PIAL_N_("Delivered"), PIAL_N_("Bought"),
	};
	const struct pial_table *table = &w->view->tables->product;
	bool any = false;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_season_view_product *row = pial_table_row(table, i);

		if (row->season != w->season->year || !has_more_than_land(row))
			continue;
		if (!any) {
			pial_paper_heading(w->paper, tr(w, PIAL_N_("Product by product")));
			pial_paper_table(w->paper, tr(w, PIAL_N_("Product by product")));
			put_heads(w, head, PIAL_COUNT(head), 1);
		}
		any = true;
		put_product(w, row);
	}
	if (any)
		pial_paper_drop_empty(w->paper);
}

static void put_gap(struct writing *w, const struct pial_season_view_gap *row)
{
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	cell_product(w, row->product);
	cell_weeks(w, row->first, row->last);
	if (w->outside) {
		cell_quantity(w, row->left);
		return;
	}
	pial_strbuf_clear(&w->text);
	if (row->partner.n)
		pial_say_producer(&w->text, w->view->model, row->partner);
	else
		pial_strbuf_addstr(&w->text, tr(w, PIAL_N_("nobody")));
	pial_paper_cell(w->paper, w->text.text);
	cell_quantity(w, row->left);
	pial_strbuf_clear(&w->text);
	if (!pial_price_is_none(row->price)) {
		pial_words_number(&w->text, row->price.e4, 4, 2, w->paper->lang);
		pial_strbuf_addstr(&w->text, PIAL_NBSP "€");
	}
	pial_paper_cell(w->paper, w->text.text);
}

static void put_gaps(struct writing *w)
{
	static const char *const head[] = { PIAL_N_("Product"), PIAL_N_("Weeks"),
					    PIAL_N_("Could complete"), PIAL_N_("Left to find"),
					    PIAL_N_("Price") };
	static const char *const head_outside[] = { PIAL_N_("Product"), PIAL_N_("Weeks"),
						    PIAL_N_("Left to find") };
	const struct pial_table *table = &w->view->tables->gap;
	bool any = false;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_season_view_gap *row = pial_table_row(table, i);

		if (!is_in(w, row->first))
			continue;
		if (!any) {
			pial_paper_heading(w->paper, tr(w, PIAL_N_("What nobody promises")));
			pial_paper_table(w->paper, tr(w, PIAL_N_("What nobody promises")));
			if (w->outside)
				put_heads(w, head_outside, PIAL_COUNT(head_outside), 2);
			else
				put_heads(w, head, PIAL_COUNT(head), 3);
		}
		any = true;
		put_gap(w, row);
	}
	if (!any && w->season->version)
		pial_paper_text(w->paper, PIAL_PAPER_PLAIN,
				tr(w, PIAL_N_("All that kitchens need is promised.")));
}

/* ---- The paper ---- */

/* The weeks, and the version of the plan. */
static void say_season(struct writing *w)
{
	struct pial_strbuf version;
	const char *words[1];

	pial_strbuf_clear(&w->text);
	pial_say_days(&w->text, pial_week_monday(w->season->first),
		      pial_week_day(w->season->last, PIAL_SUNDAY), w->paper->lang);
	if (!w->season->version)
		return;
	pial_strbuf_init(&version, PIAL_STRBUF_TEXT);
	pial_strbuf_addint(&version, w->season->version);
	words[0] = version.text;
	pial_strbuf_addstr(&w->text, " · ");
	pial_say_phrase(&w->text, w->paper->lang, PIAL_N_("version %1 of the plan"), words, 1);
	pial_strbuf_release(&version);
}

static void say_name(struct writing *w)
{
	char year[16];
	const char *words[1] = { year };

	snprintf(year, sizeof(year), "%d", w->season->year);
	pial_strbuf_clear(&w->text);
	pial_say_phrase(&w->text, w->paper->lang, PIAL_N_("Calendar of the season %1"), words, 1);
}

/* Each season is a document of its own: it begins a page. */
static void put_season(struct writing *w)
{
	struct pial_strbuf under;

	say_name(w);
	pial_paper_sheet(w->paper, w->text.text,
			 pial_model_text(w->view->model, w->view->model->policy.name.n));
	pial_strbuf_init(&under, PIAL_STRBUF_TEXT);
	say_season(w);
	pial_strbuf_addstr(&under, w->text.text);
	say_name(w);
	pial_paper_title(w->paper, w->text.text, under.text);
	pial_strbuf_release(&under);
	put_calendar(w);
	put_gaps(w);
	if (w->outside)
		return;
	put_products(w);
	put_land(w);
	pial_paper_text(w->paper, PIAL_PAPER_SMALL,
			tr(w, PIAL_N_("Promised is what the saved plan has for the need; the "
				      "margin is grown beside it for risks. Expected shortage and "
				      "surplus are means over what may fail or yield less, as bids "
				      "and the policy say; partners may complete a shortage. "
				      "Offered is what growers answered; delivered is what "
				      "kitchens kept, else what was allocated, up to the day of "
				      "the view; bought, the part of partners in it.")));
}

static void put_nothing(struct writing *w)
{
	const char *title = tr(w, PIAL_N_("Calendar of the season"));

	pial_paper_sheet(w->paper, title,
			 pial_model_text(w->view->model, w->view->model->policy.name.n));
	pial_paper_title(w->paper, title, "");
	pial_paper_text(w->paper, PIAL_PAPER_PLAIN,
			tr(w, PIAL_N_("The book has neither needs nor a plan of this season, and "
				      "nothing was offered or delivered.")));
}

static void write_view(struct pial_paper *paper, const void *data, bool outside)
{
	struct writing w = { .paper = paper, .view = data, .outside = outside };

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	if (!w.view->seasons)
		put_nothing(&w);
	for (size_t i = 0; i < w.view->seasons; i++) {
		w.season = &w.view->season[i];
		put_season(&w);
	}
	pial_strbuf_release(&w.text);
}

void pial_season_view_write(struct pial_paper *paper, const void *data)
{
	write_view(paper, data, false);
}

void pial_season_view_write_outside(struct pial_paper *paper, const void *data)
{
	write_view(paper, data, true);
}
