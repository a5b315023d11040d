/*
 * The table view as people read it: a matrix, what is left, what the marks mean.
 *
 * Kitchens and days go across; a terminal has room for four or five of them, a week has ten, which
 * fit a page printed across. A paper's matrix is dealt out in bands where they do not
 * (markup/paper_matrix.h). Narrower cells with codes of two letters were tried and rejected:
 * everyone had to look them up.
 *
 * Sums are plain: PIAL_QTY_MAX (num/units.h) lets nine million rows add up.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"
#include "report/table_view.h"

#include "base/banned.h"

/* A kitchen on a day. */
struct stop {
	struct pial_date day;		/* of delivery */
	struct pial_kitchen_id kitchen;	/* who receives */
};

/* What is being laid out. */
struct layout {
	struct pial_paper *paper;		/* the output */
	const struct pial_table *rows;		/* facts, sorted */
	const struct pial_model *model;		/* names */
	enum pial_lang lang;			/* of the reader */
	struct stop *stop;			/* columns, by day and kitchen; owned */
	size_t stops, stop_cap;			/* how many, and room */
	const struct pial_planned **fact;	/* with a kitchen, by stop and product; owned */
	size_t facts;				/* how many */
	struct pial_product_id *product;	/* rows, by id; owned */
	size_t products, product_cap;		/* how many, and room */
	bool pinned, unconfirmed, replaced, missing;	/* marks to explain */
};

#define MARK_PIN "="
#define MARK_UNCONFIRMED "?"
#define MARK_MISSING "!"

static const struct pial_planned *fact_at(const struct layout *l, size_t i)
{
	return pial_table_row(l->rows, i);
}

static const char *tr(const struct layout *l, const char *text)
{
	return pial_tr(l->lang, text);
}

static void add_stop(struct layout *l, const struct pial_planned *fact)
{
	size_t at = l->stops;

	for (; at > 0; at--) {
		const struct stop *before = &l->stop[at - 1];
		int order = before->day.n != fact->day.n ?
				    (before->day.n < fact->day.n ? -1 : 1) :
				    pial_intern_compare(&l->model->pool, before->kitchen.n,
							fact->kitchen.n);

		if (order == 0)
			return;
		if (order < 0)
			break;
	}
	l->stop = pial_grow(l->stop, l->stops, &l->stop_cap, sizeof(*l->stop));
	memmove(l->stop + at + 1, l->stop + at, (l->stops - at) * sizeof(*l->stop));
	l->stop[at] = (struct stop){ fact->day, fact->kitchen };
	l->stops++;
}

static void add_product(struct layout *l, struct pial_product_id id)
{
	size_t at = l->products;

	for (; at > 0; at--) {
		int order = pial_intern_compare(&l->model->pool, l->product[at - 1].n, id.n);

		if (order == 0)
			return;
		if (order < 0)
			break;
	}
	l->product = pial_grow(l->product, l->products, &l->product_cap, sizeof(*l->product));
	memmove(l->product + at + 1, l->product + at, (l->products - at) * sizeof(*l->product));
	l->product[at] = id;
	l->products++;
}

static void survey(struct layout *l)
{
	for (size_t i = 0; i < l->rows->count; i++) {
		const struct pial_planned *fact = fact_at(l, i);

		add_product(l, fact->product);
		l->unconfirmed |= fact->confirmed == PIAL_NO;
		if (fact->state == PIAL_PLANNED_SURPLUS)
			continue;
		add_stop(l, fact);
		l->pinned |= fact->pin == PIAL_YES;
		l->missing |= fact->state == PIAL_PLANNED_MISSING;
		l->replaced |= fact->delivered.n && fact->delivered.n != fact->product.n;
	}
}

/* One line of a cell: who, and how much. */
static void put_fact(const struct layout *l, const struct pial_planned *fact, int64_t milli,
		     struct pial_strbuf *cell)
{
	if (cell->len)
		pial_strbuf_addch(cell, '\n');
	if (fact->state == PIAL_PLANNED_MISSING)
		pial_strbuf_addf(cell, MARK_MISSING " %s", tr(l, PIAL_N_("missing")));
	else
		pial_strbuf_addstr(cell,
				   pial_say_short(pial_model_text(l->model, fact->producer.n)));
	if (fact->delivered.n && fact->delivered.n != fact->product.n)
		pial_strbuf_addf(cell, " (%s)",
				 pial_say_short(pial_model_text(l->model, fact->delivered.n)));
	pial_strbuf_addch(cell, '\t');
	if (fact->pin == PIAL_YES)
		pial_strbuf_addstr(cell, MARK_PIN);
	if (fact->confirmed == PIAL_NO)
		pial_strbuf_addstr(cell, MARK_UNCONFIRMED);
	pial_words_number(cell, milli, 3, 0, l->lang);
}

/* Numbers of the pool will do: facts of one cell keep the order of the rows. */
static int compare_facts(const void *left, const void *right)
{
	const struct pial_planned *a = *(const struct pial_planned *const *)left;
	const struct pial_planned *b = *(const struct pial_planned *const *)right;

	if (a->day.n != b->day.n)
		return a->day.n < b->day.n ? -1 : 1;
	if (a->kitchen.n != b->kitchen.n)
		return a->kitchen.n < b->kitchen.n ? -1 : 1;
	if (a->product.n != b->product.n)
		return a->product.n < b->product.n ? -1 : 1;
	return (a > b) - (a < b);
}

static void index_facts(struct layout *l)
{
	l->fact = pial_calloc(l->rows->count + 1, sizeof(*l->fact));
	for (size_t i = 0; i < l->rows->count; i++)
		if (fact_at(l, i)->state != PIAL_PLANNED_SURPLUS)
			l->fact[l->facts++] = fact_at(l, i);
	if (l->facts)
		qsort(l->fact, l->facts, sizeof(*l->fact), compare_facts);
}

static bool same_cell(const struct pial_planned *fact, struct pial_product_id product,
		      const struct stop *stop)
{
	return fact->day.n == stop->day.n && fact->kitchen.n == stop->kitchen.n &&
	       fact->product.n == product.n;
}

/* Batches, and orders under two contracts, make one line of a cell. */
static bool same_line(const struct pial_planned *a, const struct pial_planned *b)
{
	return a->state == b->state && a->producer.n == b->producer.n &&
	       a->delivered.n == b->delivered.n && a->pin == b->pin &&
	       a->confirmed == b->confirmed;
}

/* Adds to a cell what a kitchen gets of a product on a day. */
static void fill_cell(const struct layout *l, struct pial_product_id product,
		      const struct stop *stop, struct pial_strbuf *cell)
{
	size_t low = 0, high = l->facts;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pial_planned *fact = l->fact[middle];
		bool before = fact->day.n != stop->day.n ? fact->day.n < stop->day.n :
			      fact->kitchen.n != stop->kitchen.n ?
							   fact->kitchen.n < stop->kitchen.n :
							   fact->product.n < product.n;

		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	for (high = low; low < l->facts && same_cell(l->fact[low], product, stop); low = high) {
		int64_t milli = 0;

		for (; high < l->facts && same_cell(l->fact[high], product, stop) &&
		       same_line(l->fact[low], l->fact[high]);
		     high++)
			milli += l->fact[high]->quantity.milli;
		put_fact(l, l->fact[low], milli, cell);
	}
}

static const char *kitchen_name(const struct layout *l, const struct stop *stop)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(l->model, stop->kitchen);

	return pial_model_text(l->model, kitchen ? kitchen->name.n : stop->kitchen.n);
}

/* A kitchen's short name where no other kitchen of the page has it, else its whole name. */
static void say_stop(const struct layout *l, const struct stop *stop, struct pial_strbuf *head)
{
	const char *name = kitchen_name(l, stop);

	for (size_t i = 0; i < l->stops; i++) {
		if (l->stop[i].kitchen.n == stop->kitchen.n ||
		    !pial_say_alike(name, kitchen_name(l, &l->stop[i])))
			continue;
		pial_strbuf_addstr(head, name);
		return;
	}
	pial_say_name(head, name);
}

static void add_columns(const struct layout *l)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_paper_column(l->paper, tr(l, PIAL_N_("Product")), 1, 0);
	for (size_t i = 0; i < l->stops; i++) {
		say_stop(l, &l->stop[i], &text);
		pial_paper_column(l->paper, text.text, 1, 0);
		pial_strbuf_clear(&text);
		pial_say_day(&text, l->stop[i].day, false, l->lang);
		pial_paper_group(l->paper, text.text);
		pial_strbuf_clear(&text);
	}
	pial_strbuf_release(&text);
}

static void put_matrix(const struct layout *l)
{
	struct pial_strbuf cell;

	if (!l->stops)
		return;
	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_paper_table(l->paper, tr(l, PIAL_N_("Who brings what to whom")));
	pial_paper_matrix(l->paper);
	add_columns(l);
	for (size_t p = 0; p < l->products; p++) {
		pial_paper_row(l->paper, PIAL_PAPER_BODY);
		pial_say_product(&cell, l->model, l->product[p], l->lang);
		pial_paper_take(l->paper, &cell);
		for (size_t i = 0; i < l->stops; i++) {
			fill_cell(l, l->product[p], &l->stop[i], &cell);
			pial_paper_take(l->paper, &cell);
		}
	}
	pial_strbuf_release(&cell);
}

/* Sums of one product over the week, thousandths. */
struct balance {
	int64_t served, missing, surplus;	/* by state */
};

static struct balance balance_of(const struct layout *l, struct pial_product_id product)
{
	struct balance sum = { 0, 0, 0 };

	for (size_t i = 0; i < l->rows->count; i++) {
		const struct pial_planned *fact = fact_at(l, i);

		if (fact->product.n != product.n)
			continue;
		if (fact->state == PIAL_PLANNED_SERVED)
			sum.served += fact->quantity.milli;
		else if (fact->state == PIAL_PLANNED_MISSING)
			sum.missing += fact->quantity.milli;
		else
			sum.surplus += fact->quantity.milli;
	}
	return sum;
}

static bool same_offerer(const struct pial_planned *a, const struct pial_planned *b)
{
	return a->state == b->state && a->product.n == b->product.n &&
	       a->producer.n == b->producer.n;
}

/* Who still has some of a product, and how much, batches added up: they are neighbours. */
static void put_offerers(const struct layout *l, struct pial_product_id product,
			 struct pial_strbuf *cell)
{
	for (size_t i = 0, end; i < l->rows->count; i = end) {
		const struct pial_planned *fact = fact_at(l, i);
		int64_t milli = fact->quantity.milli;

		end = i + 1;
		for (; end < l->rows->count && same_offerer(fact, fact_at(l, end)); end++)
			milli += fact_at(l, end)->quantity.milli;
		if (fact->state != PIAL_PLANNED_SURPLUS || fact->product.n != product.n)
			continue;
		if (cell->len)
			pial_strbuf_addstr(cell, ", ");
		pial_strbuf_addf(cell, "%s" PIAL_NBSP,
				 pial_say_short(pial_model_text(l->model, fact->producer.n)));
		if (fact->confirmed == PIAL_NO)
			pial_strbuf_addstr(cell, MARK_UNCONFIRMED);
		pial_words_number(cell, milli, 3, 0, l->lang);
	}
}

static void put_number(const struct layout *l, int64_t milli, struct pial_strbuf *cell)
{
	if (milli)
		pial_words_number(cell, milli, 3, 0, l->lang);
	pial_paper_take(l->paper, cell);
}

static void put_balance(const struct layout *l)
{
	struct pial_paper *paper = l->paper;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_paper_table(paper, tr(l, PIAL_N_("The week")));
	pial_paper_bare(paper);
	pial_paper_column(paper, tr(l, PIAL_N_("The week")), 2, 0);
	pial_paper_column(paper, tr(l, PIAL_N_("Ordered")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(l, PIAL_N_("Served")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(l, PIAL_N_("Missing")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(l, PIAL_N_("To place")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(l, PIAL_N_("at")), 3, 0);
	for (size_t p = 0; p < l->products; p++) {
		struct balance sum = balance_of(l, l->product[p]);

		pial_paper_row(paper, PIAL_PAPER_BODY);
		pial_say_product(&cell, l->model, l->product[p], l->lang);
		pial_paper_take(paper, &cell);
		put_number(l, sum.served + sum.missing, &cell);
		put_number(l, sum.served, &cell);
		put_number(l, sum.missing, &cell);
		put_number(l, sum.surplus, &cell);
		put_offerers(l, l->product[p], &cell);
		pial_paper_take(paper, &cell);
	}
	pial_strbuf_release(&cell);
}

/* Adds « mark phrase », set apart from the one before; no line ends inside it. */
static void add_mark(struct pial_strbuf *marks, const char *mark, const char *phrase)
{
	if (marks->len)
		pial_strbuf_addstr(marks, PIAL_NBSP "· ");
	pial_strbuf_addf(marks, "%s" PIAL_NBSP, mark);
	for (; *phrase; phrase++) {
		if (*phrase == ' ')
			pial_strbuf_addstr(marks, PIAL_NBSP);
		else
			pial_strbuf_addch(marks, *phrase);
	}
}

static void put_marks(const struct layout *l)
{
	struct pial_strbuf marks;

	pial_strbuf_init(&marks, PIAL_STRBUF_TEXT);
	if (l->missing)
		add_mark(&marks, MARK_MISSING, tr(l, PIAL_N_("ordered, not served")));
	if (l->pinned)
		add_mark(&marks, MARK_PIN, tr(l, PIAL_N_("fixed by hand")));
	if (l->unconfirmed)
		add_mark(&marks, MARK_UNCONFIRMED, tr(l, PIAL_N_("not confirmed")));
	if (l->replaced)
		add_mark(&marks, "(…)", tr(l, PIAL_N_("delivered in its place")));
	pial_paper_text(l->paper, PIAL_PAPER_DETAIL, marks.text);
	pial_strbuf_release(&marks);
}

/* The producers of the cells, by name: what the short ids stand for. */
static void put_names(const struct layout *l)
{
	struct pial_strbuf names;
	bool *named = pial_calloc(l->model->producers + 1, sizeof(*named));

	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < l->rows->count; i++) {
		const struct pial_producer *producer =
			pial_model_producer(l->model, fact_at(l, i)->producer);

		if (producer)
			named[producer - l->model->producer] = true;
	}
	for (size_t i = 0; i < l->model->producers; i++) {
		const struct pial_producer *producer = &l->model->producer[i];

		if (!named[i])
			continue;
		if (names.len)
			pial_strbuf_addstr(&names, PIAL_NBSP "· ");
		pial_strbuf_addf(&names, "%s" PIAL_NBSP "=" PIAL_NBSP,
				 pial_say_short(pial_model_text(l->model, producer->id.n)));
		pial_say_producer(&names, l->model, producer->id);
	}
	pial_paper_text(l->paper, PIAL_PAPER_DETAIL, names.text);
	pial_strbuf_release(&names);
	free(named);
}

void pial_table_view_body(struct pial_paper *paper, const struct pial_table *rows,
			  const struct pial_model *model, unsigned parts)
{
	struct layout l = { .paper = paper, .rows = rows, .model = model, .lang = paper->lang };

	survey(&l);
	index_facts(&l);
	if (!rows->count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN, tr(&l, PIAL_N_("Nothing.")));
	if (rows->count && parts & PIAL_TABLE_MATRIX)
		put_matrix(&l);
	if (rows->count && parts & PIAL_TABLE_BALANCE)
		put_balance(&l);
	if (parts & PIAL_TABLE_LEGEND) {
		put_marks(&l);
		put_names(&l);
	}
	free(l.fact);
	free(l.stop);
	free(l.product);
}

void pial_table_view_title(struct pial_strbuf *title, const struct pial_table_paper *view,
			   enum pial_lang lang)
{
	const struct pial_week_status *status = view->status;

	pial_strbuf_addstr(title, pial_tr(lang, PIAL_N_("Allocation")));
	if (view->rows->count) {
		pial_strbuf_addstr(title, ", ");
		pial_say_week(title,
			      ((const struct pial_planned *)pial_table_row(view->rows, 0))->week,
			      lang);
	}
	if (status->state == PIAL_WEEK_DRAFT)
		pial_strbuf_addf(title, " (%s)", pial_tr(lang, PIAL_N_("draft")));
	else if (status->state > PIAL_WEEK_DRAFT)
		pial_strbuf_addf(title, pial_tr(lang, PIAL_N_(" (version %d)")),
				 (int)status->version);
}

void pial_table_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_table_paper *view = data;
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_table_view_title(&title, view, paper->lang);
	pial_paper_sheet(paper, title.text,
			 pial_model_text(view->model, view->model->policy.name.n));
	pial_paper_wide(paper);
	pial_paper_title(paper, title.text, "");
	pial_table_view_body(paper, view->rows, view->model, PIAL_TABLE_ALL);
	pial_strbuf_release(&title);
}

void pial_table_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, const struct pial_week_status *status,
			  enum pial_lang lang, size_t width)
{
	const struct pial_table_paper view = { model, rows, status };
	struct pial_strbuf title;
	struct pial_paper paper;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_table_view_title(&title, &view, lang);
	pial_strbuf_addf(out, "%s\n", pial_model_text(model, model->policy.name.n));
	pial_say_title(out, title.text, "═", width);
	pial_strbuf_addch(out, '\n');
	pial_paper_init(&paper, lang);
	pial_paper_sheet(&paper, "", "");
	pial_table_view_body(&paper, rows, model, PIAL_TABLE_ALL);
	pial_paper_text_write(out, &paper, width);
	pial_paper_release(&paper);
	pial_strbuf_release(&title);
}
