/*
 * Harvest and delivery lists to print: one block a producer, one block a kitchen.
 *
 * A list is read in the field or on a loading bay, so it says the day first, then the product, the
 * quantity, and the same in crates; who it is for comes last, because by then it is packed.
 *
 * Sums are plain: PIAL_QTY_MAX (num/units.h) lets nine million rows add up.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/text.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/lists_view.h"
#include "report/say.h"

#include "base/banned.h"

struct listing {
	struct pial_strbuf *out;		/* the output */
	const struct pial_model *model;		/* names */
	const struct pial_listed **fact;	/* facts, sorted as the list wants; owned */
	size_t facts;				/* how many */
	enum pial_lang lang;			/* of the reader */
	size_t width;				/* of the page */
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

/* Columns of both lists; other is the head of those on the other side. */
static void add_columns(const struct listing *l, struct pial_text_table *table, bool batches,
			const char *other)
{
	table->lines = true;
	pial_text_table_column(table, tr(l, PIAL_N_("Day")), "", 0);
	pial_text_table_column(table, tr(l, PIAL_N_("Product")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(table, tr(l, PIAL_N_("Quantity")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(table, tr(l, PIAL_N_("Packs")), "", 0);
	pial_text_table_column(table, tr(l, other), "", PIAL_TEXT_SHRINK);
	if (batches)
		pial_text_table_column(table, tr(l, PIAL_N_("Batch")), "", PIAL_TEXT_SHRINK);
}

struct row_text {
	struct pial_date day;		/* shown; none: left blank */
	struct pial_product_id product;	/* what */
	uint32_t batch;			/* harvest */
	int64_t milli;			/* how much, thousandths */
	const char *other;		/* who else */
};

static void put_row(const struct listing *l, struct pial_text_table *table, bool batches,
		    const char *first, const struct row_text *row)
{
	const struct pial_product *product = pial_model_product(l->model, row->product);
	struct pial_qty quantity = { row->milli };
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&cell, first);
	pial_say_day_short(&cell, row->day, l->lang);
	pial_text_table_take(table, &cell);
	pial_strbuf_addstr(&cell, pial_model_text(l->model, product ? product->name.n :
									row->product.n));
	pial_text_table_take(table, &cell);
	pial_say_quantity(&cell, quantity, product ? product->unit : PIAL_UNIT_NONE, l->lang);
	pial_text_table_take(table, &cell);
	if (product)
		pial_say_packs(&cell, quantity, product, l->lang);
	pial_text_table_take(table, &cell);
	pial_text_table_cell(table, row->other);
	if (batches)
		pial_text_table_cell(table, pial_model_text(l->model, row->batch));
	pial_strbuf_release(&cell);
}

/* « écoles 25, crèche 5 »: adds one of those who share a harvest. */
static void add_share(const struct listing *l, struct pial_strbuf *text,
		      const struct pial_listed *fact)
{
	if (text->len)
		pial_strbuf_addstr(text, ", ");
	pial_strbuf_addf(text, "%s" PIAL_NBSP,
			 pial_say_short(pial_model_text(l->model, fact->kitchen.n)));
	pial_words_number(text, fact->quantity.milli, 3, 0, l->lang);
}

static bool same_harvest(const struct pial_listed *a, const struct pial_listed *b)
{
	return a->day.n == b->day.n && a->product.n == b->product.n && a->batch.n == b->batch.n;
}

/* Day by day: each product and batch once, with those it is for. */
static void put_days(const struct listing *l, struct pial_text_table *table, bool batches,
		     size_t from, size_t end)
{
	struct pial_strbuf other;
	struct pial_date day = { 0 };

	pial_strbuf_init(&other, PIAL_STRBUF_TEXT);
	for (size_t i = from, stop; i < end; i = stop) {
		const struct pial_listed *fact = l->fact[i];
		struct row_text row = { { 0 }, fact->product, fact->batch.n, 0, NULL };

		pial_strbuf_clear(&other);
		for (stop = i; stop < end && same_harvest(fact, l->fact[stop]); stop++) {
			row.milli += l->fact[stop]->quantity.milli;
			add_share(l, &other, l->fact[stop]);
		}
		if (day.n && fact->day.n != day.n)
			pial_text_table_rule(table);
		if (fact->day.n != day.n)
			row.day = fact->day;
		day = fact->day;
		row.other = other.text;
		put_row(l, table, batches, "", &row);
	}
	pial_strbuf_release(&other);
}

/* The week's total of each product of a harvest list. */
static void put_totals(const struct listing *l, struct pial_text_table *table, bool batches,
		       size_t from, size_t end)
{
	bool *done = pial_calloc(end - from + 1, sizeof(*done));
	const char *first = tr(l, PIAL_N_("week"));

	pial_text_table_rule(table);
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
		put_row(l, table, batches, first, &row);
		first = "";
	}
	free(done);
}

static void put_heading(const struct listing *l, const char *what, const char *name,
			const char *commune, struct pial_week week)
{
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&title, "%s – ", tr(l, what));
	pial_strbuf_addstr(&title, name);
	if (*commune)
		pial_strbuf_addf(&title, ", %s", commune);
	pial_say_title(l->out, title.text, "─", l->width);
	pial_strbuf_clear(&title);
	pial_say_week(&title, week, l->lang);
	pial_strbuf_addf(l->out, "%s\n\n", title.text);
	pial_strbuf_release(&title);
}

static void put_harvest(const struct listing *l, size_t from, size_t end)
{
	const struct pial_producer *producer =
		pial_model_producer(l->model, l->fact[from]->producer);
	bool batches = has_batches(l, from, end);
	struct pial_text_table table;

	put_heading(l, PIAL_N_("Harvest list"),
		    pial_model_text(l->model, producer ? producer->name.n :
							 l->fact[from]->producer.n),
		    pial_model_text(l->model, producer ? producer->commune.n : 0),
		    l->fact[from]->week);
	pial_text_table_init(&table);
	add_columns(l, &table, batches, PIAL_N_("For"));
	put_days(l, &table, batches, from, end);
	put_totals(l, &table, batches, from, end);
	pial_text_table_write(l->out, &table, l->width);
	pial_text_table_release(&table);
	pial_strbuf_addch(l->out, '\n');
}

static void put_delivery(const struct listing *l, size_t from, size_t end)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(l->model, l->fact[from]->kitchen);
	bool batches = has_batches(l, from, end);
	struct pial_text_table table;
	struct pial_strbuf name;
	struct pial_date day = { 0 };

	put_heading(l, PIAL_N_("Delivery list"),
		    pial_model_text(l->model,
				    kitchen ? kitchen->name.n : l->fact[from]->kitchen.n),
		    pial_model_text(l->model, kitchen ? kitchen->commune.n : 0),
		    l->fact[from]->week);
	pial_text_table_init(&table);
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	add_columns(l, &table, batches, PIAL_N_("From"));
	for (size_t i = from; i < end; i++) {
		const struct pial_listed *fact = l->fact[i];
		struct row_text row = { { 0 }, fact->product, fact->batch.n,
					fact->quantity.milli, NULL };

		if (day.n && fact->day.n != day.n)
			pial_text_table_rule(&table);
		if (fact->day.n != day.n)
			row.day = fact->day;
		day = fact->day;
		pial_strbuf_clear(&name);
		pial_say_producer(&name, l->model, fact->producer);
		row.other = name.text;
		put_row(l, &table, batches, "", &row);
	}
	pial_text_table_write(l->out, &table, l->width);
	pial_strbuf_release(&name);
	pial_text_table_release(&table);
	pial_strbuf_addch(l->out, '\n');
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

void pial_lists_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, unsigned which, enum pial_lang lang,
			  size_t width)
{
	struct listing l = { .out = out, .model = model, .lang = lang, .width = width };

	l.fact = pial_calloc(rows->count + 1, sizeof(*l.fact));
	if (!rows->count)
		pial_strbuf_addf(out, "%s\n", pial_tr(lang, PIAL_N_("Nothing.")));
	if (which & PIAL_LISTS_HARVEST) {
		sort_facts(&l, rows, compare_harvest);
		for (size_t i = 0, end; i < l.facts; i = end) {
			end = block_end(&l, i, true);
			put_harvest(&l, i, end);
		}
	}
	if (which & PIAL_LISTS_DELIVERY) {
		sort_facts(&l, rows, compare_delivery);
		for (size_t i = 0, end; i < l.facts; i = end) {
			end = block_end(&l, i, false);
			put_delivery(&l, i, end);
		}
	}
	free(l.fact);
}
