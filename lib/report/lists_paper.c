/*
 * Harvest and delivery lists to print: one sheet a producer, one sheet a kitchen, then the rounds.
 *
 * A list is read in the field or on a loading bay, so it says the day first, then the product, the
 * quantity, and the same in crates; who it is for comes last, because by then it is packed. On a
 * terminal the same tables stand under each other, with short names for kitchens.
 *
 * Sums are plain: PIAL_QTY_MAX (num/units.h) lets nine million rows add up.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/calendar.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/lists_view.h"
#include "report/rounds_view.h"
#include "report/say.h"

#include "base/banned.h"

struct listing {
	struct pial_paper *paper;		/* the output */
	const struct pial_model *model;		/* names */
	const struct pial_listed **fact;	/* facts, sorted as the list wants; owned */
	size_t facts;				/* how many */
	enum pial_lang lang;			/* of the reader */
	bool brief;				/* kitchens by their short ids */
};

/* A list: the facts of one producer or kitchen in one week. */
struct list {
	bool harvest;				/* of a producer; else of a kitchen */
	size_t from, end;			/* facts */
	bool batches;				/* some have one */
};

/* A fact under the order of one list; qsort gives no argument, so it carries its pool. */
struct sorted {
	const struct pial_model *model;		/* for texts */
	const struct pial_listed *fact;		/* the fact */
};

static const char *tr(const struct listing *l, const char *text)
{
	return pial_tr(l->lang, text);
}

static int compare_tail(const struct sorted *a, const struct sorted *b, uint32_t last_a,
			uint32_t last_b)
{
	const uint32_t ka[] = { a->fact->product.n, a->fact->batch.n, last_a };
	const uint32_t kb[] = { b->fact->product.n, b->fact->batch.n, last_b };
	int order = (a->fact->day.n > b->fact->day.n) - (a->fact->day.n < b->fact->day.n);

	for (size_t i = 0; i < PIAL_COUNT(ka) && !order; i++)
		order = pial_intern_compare(&a->model->pool, ka[i], kb[i]);
	return order;
}

static int compare_harvest(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order = pial_intern_compare(&a->model->pool, a->fact->producer.n, b->fact->producer.n);

	return order ? order : compare_tail(a, b, a->fact->kitchen.n, b->fact->kitchen.n);
}

static int compare_delivery(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order = pial_intern_compare(&a->model->pool, a->fact->kitchen.n, b->fact->kitchen.n);

	return order ? order : compare_tail(a, b, a->fact->producer.n, b->fact->producer.n);
}

static void sort_facts(struct listing *l, const struct pial_table *rows,
		       int (*compare)(const void *, const void *))
{
	struct sorted *sorted = pial_calloc(rows->count + 1, sizeof(*sorted));

	for (size_t i = 0; i < rows->count; i++)
		sorted[i] = (struct sorted){ l->model, pial_table_row(rows, i) };
	if (rows->count)
		qsort(sorted, rows->count, sizeof(*sorted), compare);
	l->facts = rows->count;
	for (size_t i = 0; i < rows->count; i++)
		l->fact[i] = sorted[i].fact;
	free(sorted);
}

static bool has_batches(const struct listing *l, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		if (l->fact[i]->batch.n)
			return true;
	return false;
}

/* Columns of both lists; the last one is for those on the other side. */
static void add_columns(const struct listing *l, const struct list *list)
{
	struct pial_paper *paper = l->paper;

	pial_paper_column(paper, tr(l, PIAL_N_("Day")), 0, PIAL_PAPER_RUN);
	pial_paper_column(paper, tr(l, PIAL_N_("Product")), 1, 0);
	pial_paper_column(paper, tr(l, PIAL_N_("Quantity")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(l, PIAL_N_("Packs")), 0, 0);
	pial_paper_column(paper, tr(l, list->harvest ? PIAL_N_("For") : PIAL_N_("From")), 2, 0);
	if (list->batches)
		pial_paper_column(paper, tr(l, PIAL_N_("Batch")), 1, 0);
}

struct row_text {
	struct pial_date day;		/* shown; none: of the whole week */
	struct pial_product_id product;	/* what */
	uint32_t batch;			/* harvest */
	int64_t milli;			/* how much, thousandths */
	const char *other;		/* who else */
};

static void put_row(const struct listing *l, const struct list *list, const struct row_text *row)
{
	const struct pial_product *product = pial_model_product(l->model, row->product);
	struct pial_qty quantity = { row->milli };
	struct pial_paper *paper = l->paper;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_paper_row(paper, PIAL_PAPER_BODY);
	if (row->day.n)
		pial_say_day_short(&cell, row->day, l->lang);
	else
		pial_strbuf_addstr(&cell, tr(l, PIAL_N_("week")));
	pial_paper_take(paper, &cell);
	pial_strbuf_addstr(&cell, pial_model_text(l->model, product ? product->name.n :
									row->product.n));
	pial_paper_take(paper, &cell);
	pial_say_quantity(&cell, quantity, product ? product->unit : PIAL_UNIT_NONE, l->lang);
	pial_paper_take(paper, &cell);
	if (product)
		pial_say_packs(&cell, quantity, product, l->lang);
	pial_paper_take(paper, &cell);
	pial_paper_cell(paper, row->other);
	if (list->batches)
		pial_paper_cell(paper, pial_model_text(l->model, row->batch));
	pial_strbuf_release(&cell);
}

/* « écoles 25, crèche 5 »: adds one of those who share a harvest. */
static void add_share(const struct listing *l, struct pial_strbuf *text,
		      const struct pial_listed *fact)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(l->model, fact->kitchen);

	if (text->len)
		pial_strbuf_addstr(text, ", ");
	if (l->brief || !kitchen)
		pial_strbuf_addstr(text, pial_say_short(pial_model_text(l->model,
									fact->kitchen.n)));
	else
		pial_say_name(text, pial_model_text(l->model, kitchen->name.n));
	pial_strbuf_addstr(text, PIAL_NBSP);
	pial_words_number(text, fact->quantity.milli, 3, 0, l->lang);
}

static bool same_harvest(const struct pial_listed *a, const struct pial_listed *b)
{
	return a->day.n == b->day.n && a->product.n == b->product.n && a->batch.n == b->batch.n;
}

/* Day by day: each product and batch once, with those it is for. */
static void put_days(const struct listing *l, const struct list *list)
{
	struct pial_strbuf other;

	pial_strbuf_init(&other, PIAL_STRBUF_TEXT);
	for (size_t i = list->from, stop; i < list->end; i = stop) {
		const struct pial_listed *fact = l->fact[i];
		struct row_text row = { fact->day, fact->product, fact->batch.n, 0, NULL };

		pial_strbuf_clear(&other);
		for (stop = i; stop < list->end && same_harvest(fact, l->fact[stop]); stop++) {
			row.milli += l->fact[stop]->quantity.milli;
			add_share(l, &other, l->fact[stop]);
		}
		row.other = other.text;
		put_row(l, list, &row);
	}
	pial_strbuf_release(&other);
}

/* The week's total of each product of a harvest list. */
static void put_totals(const struct listing *l, const struct list *list)
{
	size_t from = list->from, end = list->end;
	bool *done = pial_calloc(end - from + 1, sizeof(*done));

	for (;;) {
		struct row_text row = { { 0 }, { 0 }, 0, 0, "" };
		size_t least = end;

		for (size_t i = from; i < end; i++)
			if (!done[i - from] &&
			    (least == end ||
			     pial_intern_compare(&l->model->pool, l->fact[i]->product.n,
						 l->fact[least]->product.n) < 0))
				least = i;
		if (least == end)
			break;
		row.product = l->fact[least]->product;
		for (size_t i = from; i < end; i++) {
			if (l->fact[i]->product.n != row.product.n)
				continue;
			row.milli += l->fact[i]->quantity.milli;
			done[i - from] = true;
		}
		put_row(l, list, &row);
	}
	free(done);
}

/* Day by day what a kitchen is brought, and by whom. */
static void put_brought(const struct listing *l, const struct list *list)
{
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	for (size_t i = list->from; i < list->end; i++) {
		const struct pial_listed *fact = l->fact[i];
		struct row_text row = { fact->day, fact->product, fact->batch.n,
					fact->quantity.milli, NULL };

		pial_strbuf_clear(&name);
		pial_say_producer(&name, l->model, fact->producer);
		row.other = name.text;
		put_row(l, list, &row);
	}
	pial_strbuf_release(&name);
}

static void put_list(const struct listing *l, const struct list *list)
{
	pial_paper_table(l->paper, tr(l, list->harvest ? PIAL_N_("Harvest list") :
							 PIAL_N_("Delivery list")));
	add_columns(l, list);
	if (list->harvest) {
		put_days(l, list);
		put_totals(l, list);
	} else {
		put_brought(l, list);
	}
}

/* « Liste de récolte – Les Jardins du Ravin, Luchon » */
static void say_title(const struct listing *l, const struct list *list, struct pial_strbuf *title)
{
	const struct pial_listed *fact = l->fact[list->from];
	const struct pial_producer *producer = pial_model_producer(l->model, fact->producer);
	const struct pial_kitchen *kitchen = pial_model_kitchen(l->model, fact->kitchen);
	struct pial_text name = { fact->kitchen.n }, commune = { 0 };

	pial_strbuf_addf(title, "%s – ", tr(l, list->harvest ? PIAL_N_("Harvest list") :
							       PIAL_N_("Delivery list")));
	if (list->harvest) {
		name = producer ? producer->name : (struct pial_text){ fact->producer.n };
		commune = producer ? producer->commune : commune;
	} else if (kitchen) {
		name = kitchen->name;
		commune = kitchen->commune;
	}
	pial_strbuf_addstr(title, pial_model_text(l->model, name.n));
	if (commune.n)
		pial_strbuf_addf(title, ", %s", pial_model_text(l->model, commune.n));
}

/* Where the block of one producer, or of one kitchen, and of one week ends. */
static size_t block_end(const struct listing *l, size_t from, bool harvest)
{
	size_t end = from;

	do {
		end++;
	} while (end < l->facts && l->fact[end]->week.n == l->fact[from]->week.n &&
		 (harvest ? l->fact[end]->producer.n == l->fact[from]->producer.n :
			    l->fact[end]->kitchen.n == l->fact[from]->kitchen.n));
	return end;
}

/* The list that begins at a fact. */
static struct list list_at(const struct listing *l, size_t from, bool harvest)
{
	struct list list = { harvest, from, block_end(l, from, harvest), false };

	list.batches = has_batches(l, list.from, list.end);
	return list;
}

/* ---- On paper ---- */

static void put_sheet(const struct listing *l, const struct list *list)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	say_title(l, list, &text);
	pial_paper_sheet(l->paper, text.text,
			 pial_model_text(l->model, l->model->policy.name.n));
	pial_paper_title(l->paper, text.text, "");
	pial_strbuf_clear(&text);
	pial_say_week(&text, l->fact[list->from]->week, l->lang);
	pial_paper_text(l->paper, PIAL_PAPER_DETAIL, text.text);
	put_list(l, list);
	pial_strbuf_release(&text);
}

/* Hands every list of a kind to put, in order. */
static void each(struct listing *l, const struct pial_table *rows, bool harvest,
		 void (*put)(const struct listing *l, const struct list *list))
{
	sort_facts(l, rows, harvest ? compare_harvest : compare_delivery);
	for (size_t i = 0; i < l->facts;) {
		const struct list list = list_at(l, i, harvest);

		put(l, &list);
		i = list.end;
	}
}

void pial_lists_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_lists_paper *view = data;
	struct listing l = { .paper = paper, .model = view->model, .lang = paper->lang };
	const char *title = pial_tr(paper->lang, PIAL_N_("Lists of the week"));

	l.fact = pial_calloc(view->rows->count + 1, sizeof(*l.fact));
	if (!view->rows->count) {
		pial_paper_sheet(paper, title,
				 pial_model_text(view->model, view->model->policy.name.n));
		pial_paper_title(paper, title, "");
		pial_paper_text(paper, PIAL_PAPER_PLAIN, tr(&l, PIAL_N_("Nothing.")));
	}
	if (view->which & PIAL_LISTS_HARVEST)
		each(&l, view->rows, true, put_sheet);
	if (view->which & PIAL_LISTS_DELIVERY)
		each(&l, view->rows, false, put_sheet);
	if (view->which & PIAL_LISTS_ROUNDS)
		pial_rounds_view_sheets(paper, view->rounds, view->model);
	free(l.fact);
}

/* ---- On a terminal ---- */

/* The paper's tables one by one, under titles of their own. */
struct printing {
	struct listing l;		/* what is listed; first, for the cast */
	struct pial_strbuf *out;	/* the output */
	size_t width;			/* of the page */
};

static void print_list(const struct listing *listing, const struct list *list)
{
	const struct printing *p = (const void *)listing;
	struct listing own = *listing;
	struct pial_strbuf text;
	struct pial_paper paper;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	say_title(listing, list, &text);
	pial_say_title(p->out, text.text, "─", p->width);
	pial_strbuf_clear(&text);
	pial_say_week(&text, listing->fact[list->from]->week, listing->lang);
	pial_strbuf_addf(p->out, "%s\n\n", text.text);
	pial_paper_init(&paper, listing->lang);
	pial_paper_sheet(&paper, "", "");
	own.paper = &paper;
	put_list(&own, list);
	pial_paper_text_write(p->out, &paper, p->width);
	pial_strbuf_addch(p->out, '\n');
	pial_paper_release(&paper);
	pial_strbuf_release(&text);
}

void pial_lists_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, unsigned which, enum pial_lang lang,
			  size_t width)
{
	struct printing p = { { .model = model, .lang = lang, .brief = true }, out, width };

	p.l.fact = pial_calloc(rows->count + 1, sizeof(*p.l.fact));
	if (!rows->count)
		pial_strbuf_addf(out, "%s\n", pial_tr(lang, PIAL_N_("Nothing.")));
	if (which & PIAL_LISTS_HARVEST)
		each(&p.l, rows, true, print_list);
	if (which & PIAL_LISTS_DELIVERY)
		each(&p.l, rows, false, print_list);
	free(p.l.fact);
}

/* ---- In a calendar ---- */

/* What is written as events. */
struct noting {
	struct listing l;				/* what is listed; first, for the cast */
	struct pial_strbuf *out;			/* the output */
	struct pial_event event;			/* what all events share */
	uint32_t only;					/* whose calendar; 0: the group's */
	char mark[PIAL_SAY_MARK + 1];			/* the book's own */
};

/* « Carotte : 15 kg (3 × 5 kg), Maraîchage du Castelet » */
static void say_goods(const struct listing *l, const struct pial_listed *fact,
		      struct pial_strbuf *text)
{
	const struct pial_product *product = pial_model_product(l->model, fact->product);

	if (text->len)
		pial_strbuf_addch(text, '\n');
	pial_strbuf_addf(text, "%s%s ", pial_model_text(l->model, product ? product->name.n :
								    fact->product.n),
			 l->lang == PIAL_EN ? ":" : PIAL_NBSP ":");
	pial_say_quantity(text, fact->quantity, product ? product->unit : PIAL_UNIT_NONE, l->lang);
	if (product && product->pack.milli != 1000) {
		pial_strbuf_addstr(text, " (");
		pial_say_packs(text, fact->quantity, product, l->lang);
		pial_strbuf_addch(text, ')');
	}
	pial_strbuf_addstr(text, ", ");
	pial_say_producer(text, l->model, fact->producer);
}

static void note_day(const struct noting *n, size_t from, size_t end)
{
	const struct listing *l = &n->l;
	const struct pial_listed *fact = l->fact[from];
	const struct pial_kitchen *kitchen = pial_model_kitchen(l->model, fact->kitchen);
	struct pial_event event = n->event;
	struct pial_strbuf uid, summary, more;

	pial_strbuf_init(&uid, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&summary, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&more, PIAL_STRBUF_TEXT);
	pial_date_format(&uid, fact->day);
	pial_strbuf_addf(&uid, "-%s", pial_model_text(l->model, fact->kitchen.n));
	if (n->only && n->only != fact->kitchen.n)
		pial_strbuf_addf(&uid, "-%s", pial_model_text(l->model, n->only));
	pial_strbuf_addf(&uid, "-delivery-%s@pial", n->mark);
	pial_say_kitchen(&more, l->model, fact->kitchen);
	pial_say_phrase(&summary, l->lang, PIAL_N_("Delivery: %1"),
			(const char *const[]){ more.text }, 1);
	pial_strbuf_clear(&more);
	for (size_t i = from; i < end; i++)
		say_goods(l, l->fact[i], &more);
	event.uid = uid.text;
	event.first = event.last = fact->day;
	event.summary = summary.text;
	event.description = more.text;
	event.location = pial_model_text(l->model, kitchen ? kitchen->commune.n : 0);
	pial_calendar_event(n->out, &event);
	pial_strbuf_release(&uid);
	pial_strbuf_release(&summary);
	pial_strbuf_release(&more);
}

/* The days of a kitchen. */
static void note_list(const struct listing *listing, const struct list *list)
{
	const struct noting *n = (const void *)listing;

	for (size_t i = list->from, end; i < list->end; i = end) {
		for (end = i + 1; end < list->end; end++)
			if (listing->fact[end]->day.n != listing->fact[i]->day.n)
				break;
		note_day(n, i, end);
	}
}

void pial_lists_calendar(struct pial_strbuf *out, const struct pial_table *rows,
			 const struct pial_model *model, const struct pial_week_status *status,
			 struct pial_date today, uint32_t only, enum pial_lang lang)
{
	const char *group = pial_model_text(model, model->policy.name.n);
	struct noting n = { .l = { .model = model, .lang = lang }, .out = out,
			    .event = { .stamp = today, .tentative = true }, .only = only };
	struct pial_strbuf name;

	if (status->state >= PIAL_WEEK_PUBLISHED) {
		n.event.stamp = status->on;
		n.event.tentative = false;
		n.event.sequence = status->version;
	}
	pial_say_mark(model, n.mark);
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_say_phrase(&name, lang, PIAL_N_("Deliveries – %1"), (const char *const[]){ group },
			1);
	n.l.fact = pial_calloc(rows->count + 1, sizeof(*n.l.fact));
	pial_calendar_begin(out, "-//PIAL//pial-report lists//FR", name.text);
	each(&n.l, rows, false, note_list);
	pial_calendar_end(out);
	pial_strbuf_release(&name);
	free(n.l.fact);
}
