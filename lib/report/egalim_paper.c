/*
 * What a kitchen gets from its supplier each year: shares of the law, then product by product with
 * kilograms; and its purchases line by line, to check the file of the State's platform with.
 */
#include <stddef.h>

#include "markup/words.h"
#include "po/po.h"
#include "report/egalim_view.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

/* A paper being written. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_egalim_paper *view;	/* what it says */
	struct pial_strbuf text;		/* being put together */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

/* The days of the view: whole spans, or up to a day. */
static void add_days(struct writing *w)
{
	struct pial_strbuf day;

	if (w->view->first.n) {
		pial_say_days(&w->text, w->view->first, w->view->last, w->paper->lang);
		return;
	}
	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_say_date(&day, w->view->last, w->paper->lang);
	pial_say_phrase(&w->text, w->paper->lang, PIAL_N_("up to %1"),
			(const char *[]){ day.text }, 1);
	pial_strbuf_release(&day);
}

/* Begins the sheet of a kitchen: who, the days, its SIRET. */
static void put_head(struct writing *w, const char *title, struct pial_kitchen_id kitchen)
{
	const struct pial_model *model = w->view->model;
	const struct pial_party *party = pial_model_party(model, kitchen.n);
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_say_kitchen(&name, model, kitchen);
	pial_strbuf_clear(&w->text);
	pial_strbuf_addf(&w->text, "%s – %s", title, name.text);
	pial_paper_sheet(w->paper, w->text.text, pial_model_text(model, model->policy.name.n));
	pial_strbuf_clear(&w->text);
	add_days(w);
	pial_paper_title(w->paper, title, w->text.text);
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Kitchen")), name.text);
	if (party)
		pial_paper_fact(w->paper, "SIRET", pial_model_text(model, party->siret.n));
	pial_strbuf_release(&name);
}

static enum pial_paper_row_kind kind_of(const void *row)
{
	switch ((enum pial_egalim_part)((const struct pial_egalim_row *)row)->part) {
	case PIAL_EGALIM_QUALITY:
		return PIAL_PAPER_SUBTOTAL;
	case PIAL_EGALIM_ALL:
		return PIAL_PAPER_TOTAL;
	default:
		return PIAL_PAPER_BODY;
	}
}

/* The rows of a kitchen in a table, of which kitchen is the first key: first and end. */
static size_t rows_of(const struct writing *w, const struct pial_table *table,
		      struct pial_kitchen_id kitchen, size_t *end)
{
	int at = pial_field_find(table->schema, "kitchen");
	size_t first = 0;

	while (first < table->count &&
	       ((const struct pial_kitchen_id *)(const void *)
			((const char *)pial_table_row(table, first) +
			 table->schema->field[at].offset))->n != kitchen.n)
		first++;
	*end = pial_view_run(table, w->view->model, "kitchen", first);
	return first;
}

/* « Il manque 1 234,00 € de bio pour atteindre 20 % du budget. » */
static void put_missing(struct writing *w, const struct pial_egalim_row *row, const char *message)
{
	struct pial_strbuf euros, goal;

	if (pial_money_is_none(row->missing))
		return;
	pial_strbuf_init(&euros, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&goal, PIAL_STRBUF_TEXT);
	pial_words_money(&euros, row->missing.cents, w->paper->lang);
	pial_words_number(&goal, row->goal.e6, 4, 0, w->paper->lang);
	pial_strbuf_clear(&w->text);
	pial_say_phrase(&w->text, w->paper->lang, message,
			(const char *[]){ euros.text, goal.text }, 2);
	pial_paper_text(w->paper, PIAL_PAPER_STRONG, w->text.text);
	pial_strbuf_release(&goal);
	pial_strbuf_release(&euros);
}

static void put_parts(struct writing *w, size_t first, size_t end)
{
	static const char *const column[] = { "part", "amount", "mass_kg", "share", "of_budget",
					      "goal", NULL };
	const struct pial_view_layout layout = { w->view->model, column, NULL, kind_of, NULL };
	const struct pial_table *parts = w->view->parts;

	pial_view_put(w->paper, &layout, tr(w, PIAL_N_("Shares of the EGalim law")), parts, first,
		      end);
	for (size_t i = first; i < end; i++) {
		const struct pial_egalim_row *row = pial_table_row(parts, i);

		if (row->part == PIAL_EGALIM_ORGANIC)
			put_missing(w, row, PIAL_N_("%1 of organic food are missing to reach %2 % "
						    "of the year's budget."));
		if (row->part == PIAL_EGALIM_QUALITY)
			put_missing(w, row, PIAL_N_("%1 of food of quality, organic included, are "
						    "missing to reach %2 % of the year's budget."));
	}
}

void pial_egalim_view_write(struct pial_paper *paper, const void *data)
{
	static const char *const column[] = { "product", "label", "labels", "quantity", "mass_kg",
					      "price", "amount", NULL };
	struct writing w = { .paper = paper, .view = data };
	const struct pial_view_layout layout = { w.view->model, column, "seller", NULL, NULL };
	const struct pial_table *parts = w.view->parts;
	const char *title = tr(&w, PIAL_N_("Supplier's statement for the EGalim law"));

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	for (size_t from = 0, end; from < parts->count; from = end) {
		const struct pial_egalim_row *row = pial_table_row(parts, from);
		size_t first, last;

		end = pial_view_run(parts, w.view->model, "kitchen", from);
		put_head(&w, title, row->kitchen);
		put_parts(&w, from, end);
		pial_paper_heading(paper, tr(&w, PIAL_N_("Product by product")));
		first = rows_of(&w, w.view->products, row->kitchen, &last);
		pial_view_put(paper, &layout, tr(&w, PIAL_N_("Product by product")),
			      w.view->products, first, last);
		pial_paper_text(paper, PIAL_PAPER_SMALL,
				tr(&w, PIAL_N_("Amounts without VAT, by day of delivery, credit "
					       "notes taken off. Only what we delivered: the share "
					       "of the law is counted on all the food that the "
					       "kitchen buys in a calendar year.")));
	}
	if (!parts->count) {
		pial_paper_sheet(paper, title, "");
		pial_paper_title(paper, title, "");
		pial_paper_text(paper, PIAL_PAPER_PLAIN, tr(&w, PIAL_N_("No purchase.")));
	}
	pial_strbuf_release(&w.text);
}

/* The amount of all purchases of a kitchen. */
static void fact_all(struct writing *w, struct pial_kitchen_id kitchen)
{
	size_t last, first = rows_of(w, w->view->parts, kitchen, &last);

	for (size_t i = first; i < last; i++) {
		const struct pial_egalim_row *row = pial_table_row(w->view->parts, i);

		if (row->part != PIAL_EGALIM_ALL)
			continue;
		pial_strbuf_clear(&w->text);
		pial_words_money(&w->text, row->amount.cents, w->paper->lang);
		pial_paper_fact_as(w->paper, tr(w, PIAL_N_("In all, without VAT")), w->text.text,
				   PIAL_PAPER_MARKED);
	}
}

void pial_canteen_view_write(struct pial_paper *paper, const void *data)
{
	static const char *const column[] = { "date", "supplier", "label", "quantity", "labels",
					      "km", "amount", NULL };
	struct writing w = { .paper = paper, .view = data };
	const struct pial_view_layout layout = { w.view->model, column, NULL, NULL, NULL };
	const struct pial_table *rows = w.view->purchases;
	const char *title = tr(&w, PIAL_N_("Purchases for the canteen platform"));

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	for (size_t from = 0, end; from < rows->count; from = end) {
		const struct pial_canteen_line *row = pial_table_row(rows, from);

		end = pial_view_run(rows, w.view->model, "kitchen", from);
		put_head(&w, title, row->kitchen);
		fact_all(&w, row->kitchen);
		pial_view_put(paper, &layout, title, rows, from, end);
	}
	if (!rows->count) {
		pial_paper_sheet(paper, title, "");
		pial_paper_title(paper, title, "");
		pial_paper_text(paper, PIAL_PAPER_PLAIN, tr(&w, PIAL_N_("No purchase.")));
	}
	pial_strbuf_release(&w.text);
}
