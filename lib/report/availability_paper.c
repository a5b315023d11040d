/*
 * The page of what is there: for a cook who writes menus, a grocer who looks for a bargain.
 *
 * Weeks go across, in their months, so that a season is seen coming; a question mark is what nobody
 * has confirmed. Prices stand apart, once, since they change less than quantities.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/availability_view.h"
#include "report/say.h"

#include "base/banned.h"

/* A page being written. */
struct page {
	struct pial_paper *paper;			/* the output */
	const struct pial_availability_paper *view;	/* what it shows */
	struct pial_product_id *product;		/* by id, each once; owned */
	size_t products;				/* how many */
	struct pial_strbuf text;			/* a cell */
};

static const struct pial_available *row_at(const struct page *p, size_t i)
{
	return pial_table_row(p->view->rows, i);
}

static const char *tr(const struct page *p, const char *text)
{
	return pial_tr(p->paper->lang, text);
}

/* The row of a product in a week, or NULL. */
static const struct pial_available *find(const struct page *p, struct pial_product_id product,
					 struct pial_week week)
{
	for (size_t i = 0; i < p->view->rows->count; i++)
		if (row_at(p, i)->product.n == product.n && row_at(p, i)->week.n == week.n)
			return row_at(p, i);
	return NULL;
}

/* The first week in which a product is there. */
static const struct pial_available *first_of(const struct page *p, struct pial_product_id product)
{
	for (size_t i = 0; i < p->view->rows->count; i++)
		if (row_at(p, i)->product.n == product.n)
			return row_at(p, i);
	return NULL;
}

/* Products of the rows, in the order of the model, which is that of their ids. */
static void list_products(struct page *p)
{
	const struct pial_model *model = p->view->model;

	p->product = pial_calloc(model->products + 1, sizeof(*p->product));
	for (size_t i = 0; i < model->products; i++)
		if (first_of(p, model->product[i].id))
			p->product[p->products++] = model->product[i].id;
}

/* ---- Weeks across ---- */

static void put_quantity(struct page *p, const char *mark, struct pial_qty quantity)
{
	if (quantity.milli <= 0)
		return;
	if (p->text.len)
		pial_strbuf_addch(&p->text, '\n');
	pial_strbuf_addf(&p->text, "\t%s", mark);
	pial_words_number(&p->text, quantity.milli, 3, 0, p->paper->lang);
}

/* What a matrix shows, and of which weeks. */
struct crossing {
	const char *title;	/* its caption */
	bool left;		/* what is left; else what is there */
};

/* True for a week that has something to show; of what is there every week is shown. */
static bool has_week(const struct page *p, const struct crossing *crossing, struct pial_week week)
{
	if (!crossing->left)
		return true;
	for (size_t i = 0; i < p->view->rows->count; i++)
		if (row_at(p, i)->week.n == week.n && row_at(p, i)->left.milli > 0)
			return true;
	return false;
}

static void add_weeks(struct page *p, const struct crossing *crossing)
{
	pial_paper_column(p->paper, tr(p, PIAL_N_("Product")), 2, 0);
	for (struct pial_week w = p->view->first; w.n <= p->view->last.n;
	     w = pial_week_add(w, 1)) {
		if (!has_week(p, crossing, w))
			continue;
		pial_say_day_short(&p->text, pial_week_monday(w), p->paper->lang);
		pial_paper_column(p->paper, p->text.text, 1, PIAL_PAPER_RIGHT);
		pial_strbuf_clear(&p->text);
		pial_say_month(&p->text, pial_month_of(pial_week_monday(w)), p->paper->lang);
		pial_paper_group(p->paper, p->text.text);
		pial_strbuf_clear(&p->text);
	}
}

static void put_crossed(struct page *p, const struct crossing *crossing)
{
	pial_paper_table(p->paper, crossing->title);
	pial_paper_matrix(p->paper);
	add_weeks(p, crossing);
	for (size_t i = 0; i < p->products; i++) {
		pial_paper_row(p->paper, PIAL_PAPER_BODY);
		pial_say_product(&p->text, p->view->model, p->product[i], p->paper->lang);
		pial_paper_take(p->paper, &p->text);
		for (struct pial_week w = p->view->first; w.n <= p->view->last.n;
		     w = pial_week_add(w, 1)) {
			const struct pial_available *row = find(p, p->product[i], w);

			if (!has_week(p, crossing, w))
				continue;
			if (row && crossing->left)
				put_quantity(p, "", row->left);
			else if (row)
				put_quantity(p, "", row->offered);
			if (row && !crossing->left)
				put_quantity(p, "?", row->planned);
			pial_paper_take(p->paper, &p->text);
		}
	}
}

static void put_weeks(struct page *p)
{
	const struct crossing crossing = { tr(p, PIAL_N_("On offer and planned")), false };

	put_crossed(p, &crossing);
	pial_paper_text(p->paper, PIAL_PAPER_DETAIL,
			tr(p, PIAL_N_("Each column is a week, by its Monday. ? planned for the "
				      "season, not confirmed yet.")));
}

static void put_left_to_take(struct page *p)
{
	const struct crossing crossing = { tr(p, PIAL_N_("Left to take")), true };
	bool any = false;

	pial_paper_heading(p->paper, crossing.title);
	for (struct pial_week w = p->view->first; w.n <= p->view->last.n; w = pial_week_add(w, 1))
		any |= has_week(p, &crossing, w);
	if (any)
		put_crossed(p, &crossing);
	else
		pial_paper_text(p->paper, PIAL_PAPER_PLAIN,
				tr(p, PIAL_N_("Nothing: all that is offered is taken, or nobody "
					      "has ordered yet.")));
}

/* ---- Prices ---- */

static void put_left(struct page *p, const struct pial_available *row, struct pial_qty left)
{
	if (!pial_qty_is_none(left))
		pial_say_quantity(&p->text, left, (enum pial_unit)row->unit, p->paper->lang);
	pial_paper_take(p->paper, &p->text);
}

static void put_price(struct page *p, const struct pial_available *row)
{
	if (!pial_price_is_none(row->price)) {
		pial_words_number(&p->text, row->price.e4, 4, 2, p->paper->lang);
		pial_strbuf_addstr(&p->text, PIAL_NBSP "€" PIAL_NBSP "/" PIAL_NBSP);
		pial_say_unit(&p->text, (struct pial_qty){ 1000 },
			      (enum pial_unit)row->priced_unit, p->paper->lang);
	}
	pial_paper_take(p->paper, &p->text);
}

static void put_prices(struct page *p)
{
	bool kitchen = p->view->kitchen.n != 0;

	pial_paper_heading(p->paper, tr(p, kitchen ? PIAL_N_("Prices, and what is left of the "
							     "contract") : PIAL_N_("Prices")));
	pial_paper_table(p->paper, tr(p, PIAL_N_("Prices")));
	pial_paper_dense(p->paper);
	pial_paper_column(p->paper, tr(p, PIAL_N_("Product")), 1, 0);
	pial_paper_column(p->paper, tr(p, PIAL_N_("Price without VAT")), 0, PIAL_PAPER_RIGHT);
	if (kitchen) {
		pial_paper_column(p->paper, tr(p, PIAL_N_("Contract")), 0, 0);
		pial_paper_column(p->paper, tr(p, PIAL_N_("Left to the minimum")), 0,
				  PIAL_PAPER_RIGHT);
		pial_paper_column(p->paper, tr(p, PIAL_N_("Left to the maximum")), 0,
				  PIAL_PAPER_RIGHT);
	}
	for (size_t i = 0; i < p->products; i++) {
		const struct pial_available *row = first_of(p, p->product[i]);

		pial_paper_row(p->paper, PIAL_PAPER_BODY);
		pial_say_product(&p->text, p->view->model, row->product, p->paper->lang);
		pial_paper_take(p->paper, &p->text);
		put_price(p, row);
		if (!kitchen)
			continue;
		pial_paper_cell(p->paper, pial_model_text(p->view->model, row->contract.n));
		put_left(p, row, row->to_min);
		put_left(p, row, row->to_max);
	}
}

/* ---- All ---- */

static void put_title(struct page *p)
{
	const struct pial_model *model = p->view->model;
	const char *title = tr(p, PIAL_N_("Availability"));
	struct pial_strbuf days;

	pial_strbuf_init(&days, PIAL_STRBUF_TEXT);
	pial_say_days(&days, pial_week_monday(p->view->first),
		      pial_week_day(p->view->last, PIAL_SUNDAY), p->paper->lang);
	pial_paper_sheet(p->paper, title, pial_model_text(model, model->policy.name.n));
	pial_paper_title(p->paper, title, days.text);
	if (p->view->kitchen.n) {
		pial_say_kitchen(&p->text, model, p->view->kitchen);
		pial_paper_text(p->paper, PIAL_PAPER_STRONG, p->text.text);
		pial_strbuf_clear(&p->text);
	}
	pial_strbuf_release(&days);
}

void pial_availability_view_write(struct pial_paper *paper, const void *data)
{
	struct page p = { .paper = paper, .view = data };

	pial_strbuf_init(&p.text, PIAL_STRBUF_TEXT);
	list_products(&p);
	put_title(&p);
	if (p.products) {
		put_weeks(&p);
		put_left_to_take(&p);
		put_prices(&p);
	} else {
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				tr(&p, PIAL_N_("Nothing is offered or planned in these weeks.")));
	}
	pial_strbuf_release(&p.text);
	free(p.product);
}
