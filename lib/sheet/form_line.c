/*
 * Which rows a form has: what the book has, what is proposed, and what people will look for.
 *
 * A form without any row would ask its reader to know what to write. So products of the week before
 * and of the contracts in force are there, empty.
 */
#include "sheet/form_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "model/note.h"

#include "base/banned.h"

struct collecting {
	const struct pial_form_page *page;	/* what the form is made of */
	struct pial_form_lines *lines;		/* receives rows */
};

static struct pial_form_line *add(struct collecting *c, const void *row,
				  struct pial_product_id product, char letter)
{
	struct pial_form_lines *lines = c->lines;
	const struct pial_product *found = pial_model_product(c->page->model, product);
	struct pial_strbuf name;
	struct pial_form_line *line;

	lines->line = pial_grow(lines->line, lines->lines, &lines->cap, sizeof(*lines->line));
	line = &lines->line[lines->lines++];
	*line = (struct pial_form_line){ .row = row, .product = found, .letter = letter,
					 .planned = PIAL_QTY_NONE, .last = PIAL_QTY_NONE };
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	if (found) {
		const char *text = pial_names_product(c->page->names, found);

		pial_utf8_fold(&name, text, strlen(text));
	}
	line->name = pial_arena_strndup(&lines->arena, name.text, name.len);
	pial_strbuf_release(&name);
	return line;
}

/* ---- Offers ---- */

static struct pial_form_line *find_offer(struct collecting *c, uint32_t product)
{
	for (size_t i = 0; i < c->lines->lines; i++)
		if (((const struct pial_offer *)c->lines->line[i].row)->product.n == product)
			return &c->lines->line[i];
	return NULL;
}

static void add_offers(struct collecting *c, const struct pial_table *table, char letter)
{
	size_t before = c->lines->lines;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_offer *row = pial_table_row(table, i);
		struct pial_form_line *line;

		if (row->producer.n != c->page->owner)
			continue;
		line = find_offer(c, row->product.n);
		/* Of a product that the book has, the plan's figure is shown beside it. */
		if (line && line < c->lines->line + before) {
			line->planned = row->quantity;
			continue;
		}
		line = add(c, row, row->product, letter);
		line->filled = true;
		if (letter == 'p')
			line->planned = row->quantity;
	}
}

static void add_last_offers(struct collecting *c)
{
	for (size_t i = 0; i < c->page->last->count; i++) {
		const struct pial_offer *row = pial_table_row(c->page->last, i);
		struct pial_form_line *line;
		struct pial_offer *empty;

		if (row->producer.n != c->page->owner)
			continue;
		line = find_offer(c, row->product.n);
		if (!line) {
			empty = pial_arena_zalloc(&c->lines->arena, 1, sizeof(*empty));
			*empty = (struct pial_offer){
				.producer = row->producer, .product = row->product,
				.quantity = PIAL_QTY_NONE, .price = row->price,
				.week = c->page->week,
			};
			line = add(c, empty, row->product, 'p');
		}
		line->last.milli = pial_qty_is_none(line->last)
					   ? row->quantity.milli
					   : line->last.milli + row->quantity.milli;
	}
}

/* ---- Orders ---- */

static struct pial_form_line *find_order(struct collecting *c, uint32_t product, uint32_t contract)
{
	for (size_t i = 0; i < c->lines->lines; i++) {
		const struct pial_order *row = c->lines->line[i].row;

		if (row->product.n == product && row->contract.n == contract)
			return &c->lines->line[i];
	}
	return NULL;
}

static void add_orders(struct collecting *c, const struct pial_table *table, char letter)
{
	size_t before = c->lines->lines;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_order *row = pial_table_row(table, i);
		struct pial_form_line *line;

		if (row->kitchen.n != c->page->owner)
			continue;
		line = find_order(c, row->product.n, row->contract.n);
		if (line && line < c->lines->line + before)
			continue;
		if (!line)
			line = add(c, row, row->product, letter);
		line->filled = true;
		if (line->days < PIAL_COUNT(line->day))
			line->day[line->days++] = row;
	}
}

static void add_empty_order(struct collecting *c, struct pial_product_id product,
			    struct pial_contract_id contract)
{
	struct pial_order *row;

	if (find_order(c, product.n, contract.n))
		return;
	row = pial_arena_zalloc(&c->lines->arena, 1, sizeof(*row));
	*row = (struct pial_order){
		.kitchen = { c->page->owner }, .product = product, .contract = contract,
		.quantity = PIAL_QTY_NONE, .minimum = PIAL_QTY_NONE, .price = PIAL_PRICE_NONE,
		.week = c->page->week,
	};
	add(c, row, product, 'p');
}

/* Products of the contracts that are in force on some day of the week. */
static void add_contracts(struct collecting *c)
{
	const struct pial_model *model = c->page->model;

	for (size_t i = 0; i < model->contracts; i++) {
		const struct pial_contract *contract = &model->contract[i];

		if (contract->kitchen.n != c->page->owner)
			continue;
		for (size_t l = 0; l < contract->line_count; l++)
			for (int day = PIAL_MONDAY; day <= PIAL_SUNDAY; day++)
				if (pial_contract_line_on(contract, contract->line[l].product,
							  pial_week_day(c->page->week,
									(enum pial_weekday)day))) {
					add_empty_order(c, contract->line[l].product, contract->id);
					break;
				}
	}
}

static void add_last_orders(struct collecting *c)
{
	for (size_t i = 0; i < c->page->last->count; i++) {
		const struct pial_order *row = pial_table_row(c->page->last, i);
		struct pial_contract_id contract;
		struct pial_form_line *line;

		if (row->kitchen.n != c->page->owner)
			continue;
		contract = pial_model_contract_for(c->page->model, row->kitchen, row->product,
						   pial_week_monday(c->page->week));
		if (!find_order(c, row->product.n, contract.n) &&
		    !find_order(c, row->product.n, 0))
			add_empty_order(c, row->product, contract);
		line = find_order(c, row->product.n, contract.n);
		if (!line)
			line = find_order(c, row->product.n, 0);
		if (line)
			line->last.milli = pial_qty_is_none(line->last)
						   ? row->quantity.milli
						   : line->last.milli + row->quantity.milli;
	}
}

/* ---- Receipts ---- */

static void add_receipts(struct collecting *c)
{
	const struct pial_form_page *page = c->page;

	for (size_t i = 0; i < page->allocation->count; i++) {
		const struct pial_allocation *given = pial_table_row(page->allocation, i);
		struct pial_product_id product = given->product.n ? given->product : given->ordered;
		const struct pial_receipt *found;
		struct pial_receipt *row;
		struct pial_form_line *line;

		if (given->kitchen.n != page->owner || !given->producer.n ||
		    given->quantity.milli <= 0)
			continue;
		row = pial_arena_zalloc(&c->lines->arena, 1, sizeof(*row));
		*row = (struct pial_receipt){
			.kitchen = given->kitchen, .product = product, .producer = given->producer,
			.batch = given->batch, .day = given->day, .sent = PIAL_QTY_NONE,
			.received = PIAL_QTY_NONE, .refused = PIAL_QTY_NONE,
			.agreed = PIAL_QTY_NONE, .weight = PIAL_MASS_NONE,
		};
		row->note = pial_note_number(page->model, given->producer, given->kitchen,
					     given->day);
		found = pial_table_find(page->book, page->model, row);
		line = add(c, found ? (const void *)found : row, product, found ? 'v' : 'p');
		line->filled = true;
		line->planned = given->quantity;
	}
}

/* ---- In order ---- */

static int by_name(const struct pial_form_line *a, const struct pial_form_line *b)
{
	if (a->filled != b->filled)
		return a->filled ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* A stable sort: rows of one product stay in key order. */
static void sort(struct pial_form_lines *lines)
{
	for (size_t i = 1; i < lines->lines; i++) {
		struct pial_form_line line = lines->line[i];
		size_t at = i;

		for (; at > 0 && by_name(&lines->line[at - 1], &line) > 0; at--)
			lines->line[at] = lines->line[at - 1];
		lines->line[at] = line;
	}
}

void pial_form_lines_init(struct pial_form_lines *lines, const struct pial_form_page *page)
{
	struct collecting c = { page, lines };

	memset(lines, 0, sizeof(*lines));
	pial_arena_init(&lines->arena);
	if (page->kind == PIAL_FORM_OFFERS) {
		add_offers(&c, page->book, 'v');
		add_offers(&c, page->proposal, 'p');
		add_last_offers(&c);
	} else if (page->kind == PIAL_FORM_ORDERS) {
		add_orders(&c, page->book, 'v');
		add_orders(&c, page->proposal, 'p');
		add_contracts(&c);
		add_last_orders(&c);
	} else {
		/* In the order of days and growers, as deliveries come. */
		add_receipts(&c);
		return;
	}
	sort(lines);
}

void pial_form_lines_release(struct pial_form_lines *lines)
{
	pial_arena_release(&lines->arena);
	free(lines->line);
}
