/*
 * Of each 100 €: shares in proportion, adding up.
 *
 * pial_split refuses weights below 0, and a fund that pays for dearer partners is one; so the same
 * method of largest remainders is written here on floors, which works on both sides of 0.
 */
#include "report/value_view.h"

#include <stddef.h>
#include <string.h>

#include "load/row.h"
#include "markup/chart.h"
#include "markup/text.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

#define ROW struct pial_shared
#define PARTS 6
#define HUNDRED 10000

static const struct pial_choice part_choice[] = {
	{ PIAL_SHARE_PRODUCERS, "producers", "producteurs", "producers" },
	{ PIAL_SHARE_PARTNERS, "partners", "partenaires", "partners" },
	{ PIAL_SHARE_SERVICE, "service", "service", "service" },
	{ PIAL_SHARE_TRANSPORT, "transport", "transport", "transport" },
	{ PIAL_SHARE_FUND, "fund", "fonds commun", "shared fund" },
	{ PIAL_SHARE_VAT, "vat", "TVA", "VAT" },
	{ PIAL_SHARE_TOTAL, "total", "payé par les cuisines", "paid by kitchens" },
	{ PIAL_SHARE_SHORTFALL, "shortfall", "dont surcoût des partenaires",
	  "of which partners' extra cost" },
	{ PIAL_SHARE_COST, "service-cost", "ce que le service a coûté", "what the service cost" },
	{ PIAL_SHARE_COVERED, "covered", "couvert par le prix", "covered by the price" },
	{ PIAL_SHARE_LEFT, "left", "reste à couvrir", "left to cover" },
	{ PIAL_SHARE_GRANTS, "grants", "subventions au budget de l'année",
	  "grants in the year's budget" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("part", "Part", "Part", ENUM, PIAL_F_KEY | PIAL_F_REQUIRED, part),
	  .choice = part_choice },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, PIAL_F_REQUIRED | PIAL_F_SIGNED,
		amount) },
	{ FIELD("of_100", "Sur 100 €", "Of €100", MONEY, PIAL_F_SIGNED, of_100),
	  HELP("Sur 100 € payés par les cuisines, TVA comprise.",
	       "Of €100 paid by kitchens, VAT included.") },
	{ FIELD("per_kg", "Par kg (€)", "Per kg (€)", MONEY, PIAL_F_SIGNED, per_kg) },
	{ FIELD("mass_kg", "Livré (kg)", "Delivered (kg)", MASS_KG, 0, mass),
	  HELP("Sur la ligne du total.", "On the line of the total.") },
	{ FIELD("per_meal", "Par repas (€)", "Per meal (€)", PRICE, PIAL_F_SIGNED, per_meal),
	  HELP("Par repas d'un jour de livraison : ceux des cuisines les jours où elles ont reçu "
	       "quelque chose.",
	       "Per meal of a day of delivery: those of kitchens on days on which they received "
	       "something.") },
	{ FIELD("meals", "Repas des jours de livraison", "Meals of days of delivery", INT, 0,
		meals), .min = 0, .max = INT32_MAX,
	  HELP("Sur la ligne du total.", "On the line of the total.") },
};

const struct pial_schema pial_schema_view_value = {
	"value", NULL, "pial-report value", "De 100 € payés par les cuisines, ce qui va à chacun.",
	"Of €100 paid by kitchens, what goes to each.",
	FIELDS(view_field, struct pial_shared), NULL,
};

/* Splits 100,00 in proportion to amount, which may be negative; the parts add up when total > 0. */
static void split_hundred(const int64_t *amount, int64_t total, int64_t *part)
{
	int64_t left = HUNDRED;
	pial_i128 rest[PARTS];

	for (size_t i = 0; i < PARTS; i++) {
		if (!pial_muldiv(HUNDRED, amount[i], total, PIAL_ROUND_DOWN, &part[i]))
			part[i] = 0;
		rest[i] = (pial_i128)HUNDRED * amount[i] - (pial_i128)part[i] * total;
		left -= part[i];
	}
	for (; left > 0; left--) {
		size_t most = 0;

		for (size_t i = 1; i < PARTS; i++)
			if (rest[i] > rest[most])
				most = i;
		part[most]++;
		rest[most] -= total;
	}
}

static void add_part(struct pial_table *out, enum pial_share_part part, int64_t amount,
		     int64_t of_100, const struct pial_value *value)
{
	struct pial_shared row = { .amount = { amount }, .of_100 = { of_100 },
				   .per_kg = PIAL_MONEY_NONE, .mass = PIAL_MASS_NONE,
				   .per_meal = PIAL_PRICE_NONE, .meals = INT32_MIN,
				   .part = (uint8_t)part };

	if (value->mass.g > 0 && !pial_muldiv(amount, 1000, value->mass.g, PIAL_ROUND_HALF_AWAY,
					      &row.per_kg.cents))
		row.per_kg = PIAL_MONEY_NONE;
	if (part == PIAL_SHARE_TOTAL)
		row.mass = value->mass;
	pial_table_add(out, &row);
}

void pial_value_view_make(struct pial_table *out, const struct pial_value *value)
{
	const int64_t amount[PARTS] = {
		value->producers.cents, value->partners.cents, value->service.cents,
		value->transport.cents, value->fund.cents, value->vat.cents,
	};
	int64_t part[PARTS] = { 0 }, shortfall = 0;
	bool paid = value->total.cents > 0;

	if (paid)
		split_hundred(amount, value->total.cents, part);
	for (size_t i = 0; i < PARTS; i++)
		add_part(out, (enum pial_share_part)(i + 1), amount[i], part[i], value);
	add_part(out, PIAL_SHARE_TOTAL, value->total.cents, paid ? HUNDRED : 0, value);
	if (!value->shortfall.cents)
		return;
	if (paid && !pial_muldiv(HUNDRED, value->shortfall.cents, value->total.cents,
				 PIAL_ROUND_HALF_AWAY, &shortfall))
		shortfall = 0;
	add_part(out, PIAL_SHARE_SHORTFALL, value->shortfall.cents, shortfall, value);
}

bool pial_value_view_service(struct pial_table *out, const struct pial_value *value,
			     struct pial_money cost, struct pial_money grants)
{
	int64_t covered, left;

	if (!pial_add(value->service.cents, value->transport.cents, &covered) ||
	    !pial_add(cost.cents, -covered, &left))
		return false;
	add_part(out, PIAL_SHARE_COST, cost.cents, INT64_MIN, value);
	add_part(out, PIAL_SHARE_COVERED, covered, INT64_MIN, value);
	add_part(out, PIAL_SHARE_LEFT, left, INT64_MIN, value);
	if (pial_money_is_none(grants))
		return true;
	add_part(out, PIAL_SHARE_GRANTS, grants.cents, INT64_MIN, value);
	/* Grants of a year, kilograms of these days: no price of a kilogram. */
	((struct pial_shared *)pial_table_row(out, out->count - 1))->per_kg = PIAL_MONEY_NONE;
	return true;
}

void pial_value_view_meals(struct pial_table *rows, int64_t meals)
{
	for (size_t i = 0; meals > 0 && i < rows->count; i++) {
		struct pial_shared *row = pial_table_row(rows, i);
		int64_t e4;

		/* Grants of a year, meals of these days. */
		if (row->part != PIAL_SHARE_GRANTS &&
		    pial_muldiv(row->amount.cents, 100, meals, PIAL_ROUND_HALF_AWAY, &e4) &&
		    e4 <= INT32_MAX && e4 > INT32_MIN)
			row->per_meal.e4 = (int32_t)e4;
		if (row->part == PIAL_SHARE_TOTAL && meals <= INT32_MAX)
			row->meals = (int32_t)meals;
	}
}

/* True for a row of what the service costs, which is no part of what kitchens pay. */
static bool is_beside(const struct pial_shared *row)
{
	return row->part >= PIAL_SHARE_COST;
}

/* Parts of nothing say nothing, but for the producers' and the total. */
static bool is_said(const struct pial_shared *row)
{
	return !is_beside(row) && (row->amount.cents || row->part == PIAL_SHARE_TOTAL ||
				   row->part == PIAL_SHARE_PRODUCERS);
}

/* The row of the total; there always is one. */
static const struct pial_shared *total_of(const struct pial_table *rows)
{
	size_t at = 0;

	while (((const struct pial_shared *)pial_table_row(rows, at))->part != PIAL_SHARE_TOTAL)
		at++;
	return pial_table_row(rows, at);
}

/* The first row of what the service costs; the number of rows when there is none. */
static size_t first_beside(const struct pial_table *rows)
{
	size_t first = 0;

	while (first < rows->count && !is_beside(pial_table_row(rows, first)))
		first++;
	return first;
}

/* The next value of the chart's row; none is left out. */
static void put_money(struct pial_paper *paper, struct pial_money amount, struct pial_strbuf *text)
{
	pial_strbuf_clear(text);
	if (pial_money_is_none(amount)) {
		pial_chart_none(paper);
		return;
	}
	pial_words_money(text, amount.cents, paper->lang);
	pial_chart_value(paper, amount.cents, text->text);
}

/* Of a meal, to a tenth of a cent: cents say nothing of the smaller parts. */
static void put_meal(struct pial_paper *paper, struct pial_price price, struct pial_strbuf *text)
{
	int64_t tenths = (price.e4 < 0 ? price.e4 - 5 : price.e4 + 5) / 10;

	pial_strbuf_clear(text);
	if (pial_price_is_none(price)) {
		pial_chart_none(paper);
		return;
	}
	pial_words_euros(text, tenths, 3, 3, paper->lang);
	pial_chart_value(paper, tenths / 10, text->text);
}

static void put_parts(struct pial_paper *paper, const struct pial_table *table,
		      struct pial_strbuf *text)
{
	bool meals = total_of(table)->meals > 0;

	pial_chart(paper, PIAL_CHART_STACK,
		   pial_tr(paper->lang, PIAL_N_("What goes to each")),
		   pial_tr(paper->lang, PIAL_N_("Part")));
	pial_chart_unit(paper, "€", 2, 2);
	pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("of €100")), PIAL_CHART_FULL);
	pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("in all")), PIAL_CHART_BESIDE);
	pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("per kg")), PIAL_CHART_BESIDE);
	if (meals)
		pial_chart_column(paper, pial_tr(paper->lang, PIAL_N_("per meal")),
				  PIAL_CHART_BESIDE);
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_shared *row = pial_table_row(table, i);
		const struct pial_choice *choice = pial_choice_of(part_choice, row->part);

		if (!is_said(row))
			continue;
		if (row->part >= PIAL_SHARE_TOTAL)
			pial_chart_total(paper, pial_choice_label(choice, paper->lang));
		else
			pial_chart_row(paper, pial_choice_label(choice, paper->lang));
		put_money(paper, row->of_100, text);
		put_money(paper, row->amount, text);
		put_money(paper, row->per_kg, text);
		if (meals)
			put_meal(paper, row->per_meal, text);
	}
	pial_chart_end(paper);
}

static enum pial_paper_row_kind service_kind(const void *data)
{
	const struct pial_shared *row = data;

	return row->part == PIAL_SHARE_LEFT ? PIAL_PAPER_TOTAL : PIAL_PAPER_BODY;
}

/* What the service costs, on a paper; nothing without such rows. */
static void put_service(struct pial_paper *paper, const struct pial_value_paper *value)
{
	static const char *const column[] = { "part", "amount", "per_kg", "per_meal", NULL };
	const struct pial_view_layout layout = { .model = value->model, .column = column,
						 .kind = service_kind };
	size_t first = first_beside(value->table);

	if (first == value->table->count)
		return;
	pial_paper_heading(paper, pial_tr(paper->lang,
					  PIAL_N_("What the service costs, and what covers it")));
	pial_view_put(paper, &layout, "", value->table, first, value->table->count);
}

/* What was delivered, and the meals of these days; text is overwritten. */
static void put_facts(struct pial_paper *paper, const struct pial_shared *total,
		      struct pial_strbuf *text)
{
	pial_paper_facts(paper, PIAL_PAPER_FACTS_LIST);
	pial_strbuf_clear(text);
	if (total->mass.g > 0) {
		pial_words_number(text, total->mass.g, 3, 0, paper->lang);
		pial_strbuf_addstr(text, PIAL_NBSP "kg");
	}
	pial_paper_fact(paper, pial_tr(paper->lang, PIAL_N_("Delivered")), text->text);
	pial_strbuf_clear(text);
	if (total->meals > 0)
		pial_words_number(text, total->meals, 0, 0, paper->lang);
	pial_paper_fact(paper, pial_tr(paper->lang, PIAL_N_("Meals of days of delivery")),
			text->text);
}

void pial_value_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_value_paper *value = data;
	const char *title = pial_tr(paper->lang, PIAL_N_("Of each €100 paid by kitchens"));
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_paper_sheet(paper, title, pial_model_text(value->model,
						       value->model->policy.name.n));
	if (value->first.n && value->first.n == value->last.n)
		pial_strbuf_addstr(&text, pial_tr(paper->lang, PIAL_N_("on ")));
	pial_say_days(&text, value->first, value->last, paper->lang);
	pial_paper_title(paper, title, text.text);
	if (value->nothing) {
		const char *sentence = text.len ?
			PIAL_N_("Nothing was delivered or invoiced in these days.") :
			PIAL_N_("Nothing was delivered or invoiced.");

		pial_paper_text(paper, PIAL_PAPER_PLAIN, pial_tr(paper->lang, sentence));
	} else {
		put_parts(paper, value->table, &text);
		put_facts(paper, total_of(value->table), &text);
	}
	pial_strbuf_release(&text);
	put_service(paper, value);
}
