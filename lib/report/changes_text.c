/*
 * Changes to read aloud at the table: the rows, then who gives and who gets, product by product.
 *
 * The totals are of the whole week, not of the rows that changed, so that a grower sees that a
 * crate moved from one kitchen to another costs nothing. A sum mixes no units: it is one product's.
 * Rows of what is missing are in no total; they say that a kitchen is short.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "markup/text.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/changes_view.h"
#include "report/say.h"

#include "base/banned.h"

/* Kitchens of a book up to which names are compared to shorten them; a valley has some dozens. */
#define NAMES 300

/* What is being written. */
struct page {
	struct pial_strbuf *out;	/* the output */
	const struct pial_model *model;	/* names */
	enum pial_lang lang;		/* of the reader */
	size_t width;			/* of the page */
};

/* What one party gives, or gets, of one product in the week. */
struct total {
	uint32_t product, party;	/* what is delivered; producer or kitchen */
	int64_t before, after;		/* thousandths of the unit */
	bool changed;			/* some row of it differs */
};

static int by_key(const void *left, const void *right)
{
	const struct total *a = left, *b = right;

	if (a->product != b->product)
		return a->product < b->product ? -1 : 1;
	return (a->party > b->party) - (a->party < b->party);
}

static const char *tr(const struct page *page, const char *text)
{
	return pial_tr(page->lang, text);
}

static void put_number(const struct page *page, struct pial_text_table *table,
		       struct pial_qty quantity, uint8_t unit)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_say_quantity(&cell, quantity, unit, page->lang);
	pial_text_table_take(table, &cell);
	pial_strbuf_release(&cell);
}

/* The same number with its sign; an equal sign for none. */
static void put_difference(const struct page *page, struct pial_text_table *table,
			   int64_t difference)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&cell, difference > 0 ? "+" : difference < 0 ? PIAL_MINUS : "=");
	if (difference)
		pial_words_number(&cell, difference < 0 ? -difference : difference, 3, 0,
				  page->lang);
	pial_text_table_take(table, &cell);
	pial_strbuf_release(&cell);
}

static void put_amounts(const struct page *page, struct pial_text_table *table, int64_t before,
			int64_t after, uint8_t unit)
{
	put_number(page, table, (struct pial_qty){ before }, unit);
	put_number(page, table, (struct pial_qty){ after }, unit);
	put_difference(page, table, after - before);
}

static void amount_columns(const struct page *page, struct pial_text_table *table)
{
	pial_text_table_column(table, tr(page, PIAL_N_("Before")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(table, tr(page, PIAL_N_("After")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(table, tr(page, PIAL_N_("Difference")), "", PIAL_TEXT_RIGHT);
}

/* Adds the cell of a row's product; a substitute names what was ordered. */
static void put_product(const struct page *page, struct pial_text_table *table,
			const struct pial_change *row)
{
	const struct pial_product *product = pial_model_product(page->model, row->product);
	const struct pial_product *ordered = pial_model_product(page->model, row->ordered);
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&cell, pial_model_text(page->model, product ? product->name.n
								       : row->product.n));
	if (row->ordered.n != row->product.n)
		pial_strbuf_addf(&cell, tr(page, PIAL_N_(" (for %s)")),
				 pial_model_text(page->model, ordered ? ordered->name.n
								      : row->ordered.n));
	pial_text_table_take(table, &cell);
	pial_strbuf_release(&cell);
}

/* A kitchen's name, without what it says between parentheses when no other is called like it. */
static void say_kitchen(const struct page *page, struct pial_strbuf *cell,
			struct pial_kitchen_id id)
{
	const struct pial_model *model = page->model;
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, id);
	const char *name = kitchen ? pial_model_text(model, kitchen->name.n) : "";
	bool whole = !kitchen || model->kitchens > NAMES;

	for (size_t i = 0; i < model->kitchens && !whole; i++)
		whole = &model->kitchen[i] != kitchen &&
			pial_say_alike(name, pial_model_text(model, model->kitchen[i].name.n));
	if (whole)
		pial_say_kitchen(cell, model, id);
	else
		pial_say_name(cell, name);
}

static void put_row(const struct page *page, struct pial_text_table *table, bool batches,
		    const struct pial_change *row)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_say_day_short(&cell, row->day, page->lang);
	pial_text_table_take(table, &cell);
	say_kitchen(page, &cell, row->kitchen);
	pial_text_table_take(table, &cell);
	put_product(page, table, row);
	if (row->producer.n)
		pial_say_producer(&cell, page->model, row->producer);
	else
		pial_strbuf_addstr(&cell, tr(page, PIAL_N_("! missing")));
	pial_text_table_take(table, &cell);
	if (batches)
		pial_text_table_cell(table, pial_model_text(page->model, row->batch.n));
	put_amounts(page, table, row->before.milli, row->after.milli, row->unit);
	pial_strbuf_release(&cell);
}

static bool has_batches(const struct pial_table *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (((const struct pial_change *)pial_table_row(rows, i))->batch.n)
			return true;
	return false;
}

static void put_rows(const struct page *page, const struct pial_table *rows)
{
	bool batches = has_batches(rows);
	struct pial_text_table table;

	pial_text_table_init(&table);
	pial_text_table_column(&table, tr(page, PIAL_N_("Day")), "", 0);
	pial_text_table_column(&table, tr(page, PIAL_N_("Kitchen")), "",
			       PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	pial_text_table_column(&table, tr(page, PIAL_N_("Product")), "",
			       PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	pial_text_table_column(&table, tr(page, PIAL_N_("Producer")), "",
			       PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	if (batches)
		pial_text_table_column(&table, tr(page, PIAL_N_("Batch")), "", PIAL_TEXT_SHRINK);
	amount_columns(page, &table);
	for (size_t i = 0; i < rows->count; i++)
		put_row(page, &table, batches, pial_table_row(rows, i));
	pial_text_table_write(page->out, &table, page->width);
	pial_text_table_release(&table);
}

/* ---- Totals ---- */

/* One total a row that somebody delivers, of an allocation or of the changes. */
static size_t list_rows(const struct pial_table *table, bool kitchens, bool after,
			struct total *total)
{
	size_t count = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_allocation *row = pial_table_row(table, i);

		if (!row->producer.n)
			continue;
		total[count++] = (struct total){
			row->product.n, kitchens ? row->kitchen.n : row->producer.n,
			after ? 0 : row->quantity.milli, after ? row->quantity.milli : 0, false };
	}
	return count;
}

static size_t list_changes(const struct pial_table *table, bool kitchens, struct total *total)
{
	size_t count = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_change *row = pial_table_row(table, i);

		if (row->producer.n)
			total[count++] = (struct total){
				row->product.n, kitchens ? row->kitchen.n : row->producer.n, 0, 0,
				true };
	}
	return count;
}

/* Adds up those with the same key, and keeps those of which a row differs. */
static size_t add_up(struct total *total, size_t count)
{
	size_t sums = 0, kept = 0;

	if (count)
		qsort(total, count, sizeof(*total), by_key);
	for (size_t i = 0; i < count; i++) {
		struct total *sum = sums ? &total[sums - 1] : NULL;

		if (!sum || by_key(sum, &total[i])) {
			total[sums++] = total[i];
			continue;
		}
		sum->before += total[i].before;
		sum->after += total[i].after;
		sum->changed |= total[i].changed;
	}
	for (size_t i = 0; i < sums; i++)
		if (total[i].changed)
			total[kept++] = total[i];
	return kept;
}

static void put_total(const struct page *page, struct pial_text_table *table,
		      const struct total *total, bool kitchens)
{
	struct pial_product_id id = { total->product };
	const struct pial_product *product = pial_model_product(page->model, id);
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&cell, pial_model_text(page->model, product ? product->name.n : id.n));
	pial_text_table_take(table, &cell);
	if (kitchens)
		pial_say_kitchen(&cell, page->model, (struct pial_kitchen_id){ total->party });
	else
		pial_say_producer(&cell, page->model, (struct pial_producer_id){ total->party });
	pial_text_table_take(table, &cell);
	put_amounts(page, table, total->before, total->after,
		    product ? product->unit : PIAL_UNIT_NONE);
	pial_strbuf_release(&cell);
}

/* A total under the order of texts, as numbers of ids are none; qsort gives no argument. */
struct named {
	const struct pial_model *model;	/* whose texts */
	struct total total;		/* what */
};

static int by_name(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order = pial_intern_compare(&a->model->pool, a->total.product, b->total.product);

	return order ? order
		     : pial_intern_compare(&a->model->pool, a->total.party, b->total.party);
}

static void put_totals(const struct page *page, const struct total *total, size_t count,
		       bool kitchens)
{
	struct named *named = pial_calloc(count + 1, sizeof(*named));
	struct pial_text_table table;

	for (size_t i = 0; i < count; i++)
		named[i] = (struct named){ page->model, total[i] };
	if (count)
		qsort(named, count, sizeof(*named), by_name);
	pial_text_table_init(&table);
	pial_text_table_column(&table, tr(page, PIAL_N_("The week")), "",
			       PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	pial_text_table_column(&table, tr(page, kitchens ? PIAL_N_("Kitchen")
							 : PIAL_N_("Producer")), "",
			       PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	amount_columns(page, &table);
	for (size_t i = 0; i < count; i++)
		put_total(page, &table, &named[i].total, kitchens);
	pial_strbuf_addch(page->out, '\n');
	pial_text_table_write(page->out, &table, page->width);
	pial_text_table_release(&table);
	free(named);
}

static void put_title(const struct page *page, const struct pial_change *row)
{
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&title, "%s, ", tr(page, PIAL_N_("What changes")));
	pial_say_week(&title, row->week, page->lang);
	pial_say_title(page->out, title.text, "═", page->width);
	pial_strbuf_addch(page->out, '\n');
	pial_strbuf_release(&title);
}

void pial_changes_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			    const struct pial_model *model, const struct pial_table *before,
			    const struct pial_table *after, enum pial_lang lang, size_t width)
{
	struct page page = { out, model, lang, width };
	size_t most = before->count + after->count + rows->count;
	struct total *total;

	if (!rows->count) {
		pial_strbuf_addf(out, "%s\n", tr(&page, PIAL_N_("Nothing changes.")));
		return;
	}
	put_title(&page, pial_table_row(rows, 0));
	put_rows(&page, rows);
	total = pial_calloc(most + 1, sizeof(*total));
	for (int kitchens = 0; kitchens < 2; kitchens++) {
		size_t count = list_rows(before, kitchens, false, total);

		count += list_rows(after, kitchens, true, total + count);
		count += list_changes(rows, kitchens, total + count);
		put_totals(&page, total, add_up(total, count), kitchens);
	}
	free(total);
}
