/*
 * A kitchen's sheet: the indicator, what it may be held against, its streams drawn with their
 * intervals, days, meals and components as tables, then what all of it rests on.
 */
#include "report/waste_paper.h"

#include <stddef.h>
#include <string.h>

#include "load/field.h"
#include "markup/chart.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* A sheet being written. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_waste_paper *view;	/* what it says */
	const struct pial_waste_record *record;	/* whose sheet */
	struct pial_strbuf text;		/* being put together */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

/* Adds thousandths of a gram with one decimal, and the unit: « 88,4 g ». */
static void add_grams(const struct writing *w, struct pial_strbuf *out, struct pial_qty grams)
{
	int64_t tenths = (grams.milli < 0 ? -grams.milli : grams.milli) + 50;

	pial_words_number(out, tenths / 100, 1, 1, w->paper->lang);
	pial_strbuf_addstr(out, PIAL_NBSP "g");
}

/* Adds grams as kilograms, to a decimal from 10 kg on. */
static void add_kg(const struct writing *w, struct pial_strbuf *out, struct pial_mass mass)
{
	if (mass.g >= 1000000)
		pial_words_number(out, (mass.g + 500) / 1000, 0, 0, w->paper->lang);
	else if (mass.g >= 10000)
		pial_words_number(out, (mass.g + 50) / 100, 1, 0, w->paper->lang);
	else
		pial_words_number(out, (mass.g + 5) / 10, 2, 0, w->paper->lang);
	pial_strbuf_addstr(out, PIAL_NBSP "kg");
}

static void add_percent(const struct writing *w, struct pial_strbuf *out, int32_t e6)
{
	int32_t positive = e6 < 0 ? -e6 : e6;

	pial_words_percent(out, (positive + 500) / 1000, 1, 0, w->paper->lang);
}

static void add_price(const struct writing *w, struct pial_strbuf *out, struct pial_price price)
{
	pial_words_money(out, (price.e4 + 50) / 100, w->paper->lang);
}

/* Adds « de 70 à 106 g »; nothing when a bound is none. */
static void add_range(struct writing *w, struct pial_strbuf *out, struct pial_qty low,
		      struct pial_qty high)
{
	struct pial_strbuf from, until;

	if (pial_qty_is_none(low) || pial_qty_is_none(high))
		return;
	pial_strbuf_init(&from, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&until, PIAL_STRBUF_TEXT);
	pial_words_number(&from, (low.milli + 50) / 100, 1, 1, w->paper->lang);
	add_grams(w, &until, high);
	pial_say_phrase(out, w->paper->lang, PIAL_N_("from %1 to %2"),
			(const char *[]){ from.text, until.text }, 2);
	pial_strbuf_release(&from);
	pial_strbuf_release(&until);
}

/* Adds the fact made in the text, and forgets the text. */
static void put_fact(struct writing *w, const char *label, unsigned flags)
{
	pial_paper_fact_as(w->paper, label, w->text.text, flags);
	pial_strbuf_clear(&w->text);
}

/* Adds the paragraph made in the text, and forgets the text. */
static void put_text(struct writing *w, enum pial_paper_style style)
{
	pial_paper_text(w->paper, style, w->text.text);
	pial_strbuf_clear(&w->text);
}

/* ---- Head ---- */

/* Adds « 1 420, 3,1 % de plus que servis ». */
static void add_gap(struct writing *w, int32_t meals, struct pial_rate gap)
{
	struct pial_strbuf count, part;

	if (meals == INT32_MIN)
		return;
	pial_strbuf_init(&count, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&part, PIAL_STRBUF_TEXT);
	pial_words_number(&count, meals, 0, 0, w->paper->lang);
	if (!pial_rate_is_none(gap))
		add_percent(w, &part, gap.e6);
	if (pial_rate_is_none(gap) || !gap.e6)
		pial_strbuf_addstr(&w->text, count.text);
	else
		pial_say_phrase(&w->text, w->paper->lang,
				gap.e6 > 0 ? PIAL_N_("%1, %2 more than served") :
					     PIAL_N_("%1, %2 fewer than served"),
				(const char *[]){ count.text, part.text }, 2);
	pial_strbuf_release(&count);
	pial_strbuf_release(&part);
}

static void put_head(struct writing *w)
{
	const struct pial_waste_record *record = w->record;
	const char *title = tr(w, PIAL_N_("Food waste weighed"));

	pial_paper_sheet(w->paper, title,
			 pial_model_text(w->view->model, w->view->model->policy.name.n));
	pial_say_days(&w->text, record->from, record->until, w->paper->lang);
	pial_paper_title(w->paper, title, w->text.text);
	pial_strbuf_clear(&w->text);
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	if (record->kitchen.n)
		pial_say_kitchen(&w->text, w->view->model, record->kitchen);
	else
		pial_strbuf_addstr(&w->text, tr(w, PIAL_N_("all of the campaign together")));
	put_fact(w, tr(w, PIAL_N_("Kitchen")), 0);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Campaign")),
			pial_model_text(w->view->model, record->campaign.n));
	pial_words_number(&w->text, record->days, 0, 0, w->paper->lang);
	put_fact(w, tr(w, PIAL_N_("Days weighed")), 0);
	pial_words_number(&w->text, record->meals, 0, 0, w->paper->lang);
	put_fact(w, tr(w, PIAL_N_("Meals served")), 0);
	add_gap(w, record->expected, record->gap_expected);
	put_fact(w, tr(w, PIAL_N_("Meals expected")), 0);
	add_gap(w, record->prepared, record->gap_prepared);
	put_fact(w, tr(w, PIAL_N_("Meals prepared")), 0);
}

static void put_cost(struct writing *w)
{
	const struct pial_waste_record *record = w->record;
	struct pial_strbuf part[3];

	if (pial_money_is_none(record->cost))
		return;
	for (size_t i = 0; i < PIAL_COUNT(part); i++)
		pial_strbuf_init(&part[i], PIAL_STRBUF_TEXT);
	pial_words_money(&part[0], record->cost.cents, w->paper->lang);
	add_price(w, &part[1], record->cost_meal);
	add_price(w, &part[2], record->cost_kg);
	if (pial_price_is_none(record->cost_meal) || pial_price_is_none(record->cost_kg))
		pial_strbuf_addstr(&w->text, part[0].text);
	else
		pial_say_phrase(&w->text, w->paper->lang,
				PIAL_N_("%1, or %2 a meal, %3 a kilogram"),
				(const char *[]){ part[0].text, part[1].text, part[2].text }, 3);
	put_fact(w, tr(w, PIAL_N_("Cost of the edible waste")), 0);
	for (size_t i = 0; i < PIAL_COUNT(part); i++)
		pial_strbuf_release(&part[i]);
}

static void put_year(struct writing *w)
{
	const struct pial_waste_record *record = w->record;

	if (pial_mass_is_none(record->yearly_edible))
		return;
	add_kg(w, &w->text, record->yearly_edible);
	if (!pial_money_is_none(record->yearly_cost)) {
		pial_strbuf_addstr(&w->text, ", ");
		pial_words_money(&w->text, record->yearly_cost.cents, w->paper->lang);
	}
	if (!pial_mass_is_none(record->yearly_co2e)) {
		pial_strbuf_addstr(&w->text, ", ");
		add_kg(w, &w->text, record->yearly_co2e);
		pial_strbuf_addstr(&w->text, " CO₂e");
	}
	put_fact(w, tr(w, PIAL_N_("Edible waste in a year at this rate")), 0);
	add_kg(w, &w->text, record->yearly);
	put_fact(w, tr(w, PIAL_N_("All food waste in a year")), 0);
}

static void put_indicators(struct writing *w)
{
	const struct pial_waste_record *record = w->record;

	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_LIST);
	if (!pial_qty_is_none(record->edible_g))
		add_grams(w, &w->text, record->edible_g);
	put_fact(w, tr(w, PIAL_N_("Edible waste per meal served")), PIAL_PAPER_MARKED);
	add_range(w, &w->text, record->edible_low, record->edible_high);
	put_fact(w, tr(w, PIAL_N_("95% interval over the days")), 0);
	add_range(w, &w->text, record->boot_low, record->boot_high);
	put_fact(w, tr(w, PIAL_N_("the same by resampling the days")), 0);
	if (!pial_qty_is_none(record->benchmark))
		add_grams(w, &w->text, record->benchmark);
	put_fact(w, tr(w, PIAL_N_("Benchmark of the sector")), 0);
	if (!pial_qty_is_none(record->all_g))
		add_grams(w, &w->text, record->all_g);
	put_fact(w, tr(w, PIAL_N_("All food waste per meal, edible or not")), 0);
	add_kg(w, &w->text, record->edible);
	put_fact(w, tr(w, PIAL_N_("Edible waste weighed")), 0);
	add_kg(w, &w->text, record->total);
	put_fact(w, tr(w, PIAL_N_("All food waste weighed")), 0);
	if (!pial_rate_is_none(record->food_share))
		add_percent(w, &w->text, record->food_share.e6);
	put_fact(w, tr(w, PIAL_N_("Wasted of the food prepared")), 0);
	put_cost(w);
	if (!pial_mass_is_none(record->co2e)) {
		add_kg(w, &w->text, record->co2e);
		pial_strbuf_addstr(&w->text, " CO₂e");
	}
	put_fact(w, tr(w, PIAL_N_("Greenhouse gas of the edible waste")), 0);
	put_year(w);
}

/* ---- Sentences ---- */

static void say_benchmark(struct writing *w)
{
	const struct pial_waste_record *record = w->record;

	if (pial_qty_is_none(record->benchmark) || pial_qty_is_none(record->edible_low))
		return;
	if (record->edible_high.milli < record->benchmark.milli)
		pial_strbuf_addstr(&w->text, tr(w, PIAL_N_("Less than the benchmark of the "
							   "sector.")));
	else if (record->edible_low.milli > record->benchmark.milli)
		pial_strbuf_addstr(&w->text, tr(w, PIAL_N_("More than the benchmark of the "
							   "sector.")));
	else
		pial_strbuf_addstr(&w->text,
				   tr(w, PIAL_N_("The benchmark of the sector lies within the "
						 "interval: too few days to tell on which side of "
						 "it this kitchen is.")));
	put_text(w, PIAL_PAPER_STRONG);
}

/* True when a row of parts is of the sheet's kitchen. */
static bool is_own(const struct writing *w, const struct pial_waste_row *row)
{
	return row->kitchen.n == w->record->kitchen.n;
}

static void say_outlying(struct writing *w)
{
	const struct pial_table *days = &w->view->parts[PIAL_WASTE_BY_DAY];

	for (size_t i = 0; i < days->count; i++) {
		const struct pial_waste_row *row = pial_table_row(days, i);
		struct pial_strbuf day, grams;

		if (!is_own(w, row) || row->outlying != PIAL_YES)
			continue;
		pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
		pial_strbuf_init(&grams, PIAL_STRBUF_TEXT);
		pial_say_day(&day, row->day, false, w->paper->lang);
		add_grams(w, &grams, row->edible_g);
		pial_say_phrase(&w->text, w->paper->lang,
				PIAL_N_("One day stands apart from the others: %1, %2 of edible "
					"waste per meal. It counts all the same."),
				(const char *[]){ day.text, grams.text }, 2);
		put_text(w, PIAL_PAPER_PLAIN);
		pial_strbuf_release(&day);
		pial_strbuf_release(&grams);
	}
}

/* Adds « 12,3 g de moins ». */
static void add_signed(struct writing *w, struct pial_strbuf *out, struct pial_qty grams)
{
	struct pial_strbuf size;

	pial_strbuf_init(&size, PIAL_STRBUF_TEXT);
	add_grams(w, &size, grams);
	pial_say_phrase(out, w->paper->lang,
			grams.milli < 0 ? PIAL_N_("%1 less") : PIAL_N_("%1 more"),
			(const char *[]){ size.text }, 1);
	pial_strbuf_release(&size);
}

static const char *sentence_of(const struct pial_waste_record *record)
{
	switch (record->verdict) {
	case PIAL_WASTE_LESS:
	case PIAL_WASTE_MORE:
		return PIAL_N_("%1 per meal than in campaign %2 (%3): beyond what days differ by "
			       "among themselves (between %4 and %5).");
	case PIAL_WASTE_UNSURE:
		return PIAL_N_("%1 per meal than in campaign %2 (%3), but days differ as much "
			       "among themselves: too few days to tell (between %4 and %5).");
	default:
		return PIAL_N_("%1 per meal than in campaign %2 (%3): too few days to tell whether "
			       "that is chance.");
	}
}

/* What the comparison lets one say of a record that is held against another. */
static void say_change(struct writing *w, const struct pial_waste_record *record)
{
	struct pial_strbuf part[4];

	if (!record->verdict || pial_qty_is_none(record->change))
		return;
	for (size_t i = 0; i < PIAL_COUNT(part); i++)
		pial_strbuf_init(&part[i], PIAL_STRBUF_TEXT);
	add_signed(w, &part[0], record->change);
	if (!pial_rate_is_none(record->change_part)) {
		pial_strbuf_addstr(&part[1], record->change_part.e6 < 0 ? PIAL_MINUS : "+");
		add_percent(w, &part[1], record->change_part.e6);
	}
	if (!pial_qty_is_none(record->change_low)) {
		add_signed(w, &part[2], record->change_low);
		add_signed(w, &part[3], record->change_high);
	}
	pial_say_phrase(&w->text, w->paper->lang, sentence_of(record),
			(const char *[]){ part[0].text,
					  pial_model_text(w->view->model, record->against.n),
					  part[1].text, part[2].text, part[3].text }, 5);
	put_text(w, PIAL_PAPER_STRONG);
	for (size_t i = 0; i < PIAL_COUNT(part); i++)
		pial_strbuf_release(&part[i]);
}

/* ---- Tables ---- */

static void cell_number(struct writing *w, int64_t number)
{
	pial_words_number(&w->text, number, 0, 0, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
}

static void cell_grams(struct writing *w, struct pial_qty grams)
{
	if (!pial_qty_is_none(grams))
		add_grams(w, &w->text, grams);
	pial_paper_take(w->paper, &w->text);
}

static void cell_kg(struct writing *w, struct pial_mass mass)
{
	add_kg(w, &w->text, mass);
	pial_paper_take(w->paper, &w->text);
}

/* Adds what a row of parts is of: a day, a meal, a component. */
static void add_part(struct writing *w, const struct pial_waste_row *row)
{
	const char *word = pial_model_text(w->view->model, row->component.n);
	const struct pial_choice *choice = NULL;

	if (row->by == PIAL_WASTE_BY_DAY)
		pial_say_day(&w->text, row->day, false, w->paper->lang);
	else if (row->by == PIAL_WASTE_BY_MEAL)
		choice = pial_choice_of(pial_choice_meal, row->meal);
	else if (row->by == PIAL_WASTE_BY_STREAM)
		choice = pial_choice_of(pial_choice_stream, row->stream);
	else if (row->component.n)
		choice = pial_choice_find(pial_choice_component, word, strlen(word));
	else
		word = tr(w, PIAL_N_("not said"));
	if (choice)
		pial_strbuf_addstr(&w->text, pial_choice_label(choice, w->paper->lang));
	else if (row->by == PIAL_WASTE_BY_COMPONENT)
		pial_strbuf_addstr(&w->text, word);
}

/* Rows of one way to part that are of the sheet's kitchen. */
static size_t count_own(const struct writing *w, const struct pial_table *rows)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		count += is_own(w, pial_table_row(rows, i));
	return count;
}

static void put_row(struct writing *w, const struct pial_waste_row *row, bool meals)
{
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	add_part(w, row);
	pial_paper_take(w->paper, &w->text);
	if (meals)
		cell_number(w, row->meals);
	cell_kg(w, row->edible);
	cell_grams(w, row->edible_g);
	cell_grams(w, row->all_g);
	if (!pial_rate_is_none(row->share))
		add_percent(w, &w->text, row->share.e6);
	pial_paper_take(w->paper, &w->text);
}

/* One way to part the campaign, when there is more than one part; the heads are the schema's. */
static void put_parts(struct writing *w, enum pial_waste_by by, const char *heading,
		      const char *head)
{
	const struct pial_table *rows = &w->view->parts[by];
	bool meals = by != PIAL_WASTE_BY_COMPONENT;

	if (count_own(w, rows) < 2)
		return;
	pial_paper_heading(w->paper, heading);
	pial_paper_table(w->paper, heading);
	pial_paper_column(w->paper, head, 1, 0);
	if (meals)
		pial_paper_column(w->paper, tr(w, PIAL_N_("Meals served")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Edible")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Edible, per meal")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("All, per meal")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Share")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < rows->count; i++) {
		const struct pial_waste_row *row = pial_table_row(rows, i);

		if (is_own(w, row))
			put_row(w, row, meals);
	}
}

void pial_waste_put_interval(struct pial_paper *paper, struct pial_qty value, struct pial_qty low,
			     struct pial_qty high)
{
	struct writing w = { .paper = paper };

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	add_grams(&w, &w.text, value);
	pial_chart_value(paper, value.milli, w.text.text);
	pial_strbuf_clear(&w.text);
	add_range(&w, &w.text, low, high);
	if (w.text.len)
		pial_chart_range(paper, low.milli, high.milli, w.text.text);
	pial_strbuf_release(&w.text);
}

void pial_waste_put_bar(struct pial_paper *paper, struct pial_qty value, struct pial_qty low,
			struct pial_qty high, struct pial_qty benchmark)
{
	struct writing w = { .paper = paper };

	pial_waste_put_interval(paper, value, low, high);
	if (pial_qty_is_none(benchmark)) {
		pial_chart_none(paper);
		return;
	}
	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	add_grams(&w, &w.text, benchmark);
	pial_chart_value(paper, benchmark.milli, w.text.text);
	pial_strbuf_release(&w.text);
}

static void put_streams(struct writing *w)
{
	const struct pial_waste_record *record = w->record;
	const struct pial_table *rows = &w->view->parts[PIAL_WASTE_BY_STREAM];

	if (pial_qty_is_none(record->edible_g))
		return;
	pial_chart(w->paper, PIAL_CHART_BARS,
		   tr(w, PIAL_N_("Edible waste per meal, by stream")), tr(w, PIAL_N_("Stream")));
	pial_chart_unit(w->paper, "g", 3, 0);
	pial_chart_column(w->paper, tr(w, PIAL_N_("weighed")), PIAL_CHART_FULL);
	pial_chart_column(w->paper, tr(w, PIAL_N_("benchmark")), PIAL_CHART_BEHIND);
	for (size_t i = 0; i < rows->count; i++) {
		const struct pial_waste_row *row = pial_table_row(rows, i);

		if (!is_own(w, row))
			continue;
		add_part(w, row);
		pial_chart_row(w->paper, w->text.text);
		pial_strbuf_clear(&w->text);
		pial_waste_put_bar(w->paper, row->edible_g, row->edible_low, row->edible_high,
				   row->benchmark);
	}
	pial_chart_row(w->paper, tr(w, PIAL_N_("together")));
	pial_waste_put_bar(w->paper, record->edible_g, record->edible_low, record->edible_high,
			   record->benchmark);
	pial_chart_end(w->paper);
}

/* ---- Two campaigns ---- */

static void put_campaign(struct writing *w, const struct pial_waste_record *record)
{
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	pial_strbuf_addf(&w->text, "%s\n", pial_model_text(w->view->model, record->campaign.n));
	pial_say_days(&w->text, record->from, record->until, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	cell_number(w, record->days);
	cell_number(w, record->meals);
	cell_grams(w, record->edible_g);
	add_range(w, &w->text, record->edible_low, record->edible_high);
	pial_paper_take(w->paper, &w->text);
	cell_grams(w, record->all_g);
}

/* The campaign that the sheet's is compared with, of the same kitchen; NULL when there is none. */
static const struct pial_waste_record *other_of(const struct writing *w)
{
	const struct pial_table *records = w->view->records;

	for (size_t i = 0; i < records->count; i++) {
		const struct pial_waste_record *record = pial_table_row(records, i);

		if (record->campaign.n != w->view->campaign &&
		    record->kitchen.n == w->record->kitchen.n)
			return record;
	}
	return NULL;
}

static void put_comparison(struct writing *w)
{
	const struct pial_waste_record *other = other_of(w);
	const char *heading = tr(w, PIAL_N_("Before and after"));
	bool later = other && w->record->against.n;

	if (!other || (!later && !other->against.n))
		return;
	pial_paper_heading(w->paper, heading);
	pial_paper_table(w->paper, heading);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Campaign")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Days")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Meals served")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Edible, per meal")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("95% interval")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("All, per meal")), 0, PIAL_PAPER_RIGHT);
	put_campaign(w, later ? other : w->record);
	put_campaign(w, later ? w->record : other);
	say_change(w, later ? w->record : other);
}

/* ---- What it rests on ---- */

static void say_rests(struct writing *w, const char *sentence, const char *first,
		      const char *second)
{
	pial_say_phrase(&w->text, w->paper->lang, sentence, (const char *[]){ first, second }, 2);
	put_text(w, PIAL_PAPER_SMALL);
}

static void say_inedible(struct writing *w)
{
	const struct pial_waste_value *line = pial_waste_line_of(
		w->view->reference, PIAL_WASTE_INEDIBLE, "", w->record->until);
	bool sorted = true;
	struct pial_strbuf percent;

	for (size_t s = 0; s < PIAL_STREAM_END - 1; s++)
		sorted &= w->record->stream[s].sorted != PIAL_NO;
	if (sorted || !line)
		return;
	pial_strbuf_init(&percent, PIAL_STRBUF_TEXT);
	pial_words_percent(&percent, line->value.milli, 3, 0, w->paper->lang);
	say_rests(w, PIAL_N_("Of what was not sorted, %1 is taken as inedible (%2)."),
		  percent.text, pial_model_text(w->view->model, line->source.n));
	pial_strbuf_release(&percent);
}

static void say_basis(struct writing *w)
{
	const struct pial_waste_value *line = pial_waste_line_of(
		w->view->reference, PIAL_WASTE_COST, "", w->record->until);

	if (w->record->basis == PIAL_WASTE_BASIS_MEAL)
		say_rests(w, pial_mass_is_none(w->record->food) ?
			  PIAL_N_("Cost: the kitchen's cost of a meal, by a published weight of "
				  "the food of a meal.") :
			  PIAL_N_("Cost: the kitchen's cost of a meal, by the weight of the food "
				  "prepared."), "", "");
	else if (w->record->basis == PIAL_WASTE_BASIS_DELIVERED)
		say_rests(w, PIAL_N_("Cost: the value of what the group delivered in these weeks, "
				     "crop by crop, by its weight."), "", "");
	else if (w->record->basis == PIAL_WASTE_BASIS_KG && line)
		say_rests(w, PIAL_N_("Cost: a published mean (%1)."),
			  pial_model_text(w->view->model, line->source.n), "");
}

static void put_rests(struct writing *w)
{
	const struct pial_waste_reference *reference = w->view->reference;
	const struct pial_benchmark *benchmark = pial_waste_benchmark(
		reference, w->record->kitchen, PIAL_STREAM_NONE, w->record->until);
	const struct pial_emission *emission = pial_waste_emission_line(
		reference, (struct pial_text){ 0 }, w->record->until);

	pial_paper_text(w->paper, PIAL_PAPER_SMALL,
			tr(w, PIAL_N_("Edible waste is what could have been eaten, over meals "
				      "served (the protocol of weigh-ins of 2025–2026). All food "
				      "waste counts bones and peel too; that is what the State's "
				      "canteen platform shows under the same name. A week is all "
				      "kilograms over all meals. Drinks do not count.")));
	say_inedible(w);
	pial_paper_text(w->paper, PIAL_PAPER_SMALL,
			tr(w, PIAL_N_("Interval: of a hundred such weeks 95 would give one that "
				      "holds the true figure (Student, a ratio over days).")));
	say_basis(w);
	if (benchmark && benchmark->source.n)
		say_rests(w, PIAL_N_("Benchmark: %1."),
			  pial_model_text(w->view->model, benchmark->source.n), "");
	if (emission && emission->source.n && !pial_mass_is_none(w->record->co2e))
		say_rests(w, PIAL_N_("Greenhouse gas: %1, unless data/emissions.csv knows the "
				     "component."),
			  pial_model_text(w->view->model, emission->source.n), "");
}

static void put_sheet(struct writing *w)
{
	put_head(w);
	put_indicators(w);
	say_benchmark(w);
	say_outlying(w);
	put_comparison(w);
	put_streams(w);
	put_parts(w, PIAL_WASTE_BY_DAY, tr(w, PIAL_N_("Day by day")), tr(w, PIAL_N_("Day")));
	put_parts(w, PIAL_WASTE_BY_MEAL, tr(w, PIAL_N_("By meal of the day")),
		  tr(w, PIAL_N_("Meal")));
	put_parts(w, PIAL_WASTE_BY_COMPONENT, tr(w, PIAL_N_("By component")),
		  tr(w, PIAL_N_("Component")));
	put_rests(w);
}

void pial_waste_paper_write(struct pial_paper *paper, const void *data)
{
	struct writing w = { .paper = paper, .view = data };

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < w.view->records->count; i++) {
		w.record = pial_table_row(w.view->records, i);
		if (w.record->campaign.n == w.view->campaign &&
		    (!w.view->kitchen || w.view->kitchen == w.record->kitchen.n))
			put_sheet(&w);
	}
	pial_strbuf_release(&w.text);
}
