/*
 * Two lists first, of rows and of columns, and two grids: the allocation's row of each cell, and
 * what each kitchen ordered of each product. Then every row is written by walking along.
 */
#include "sheet/form_across.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "load/field.h"
#include "load/value.h"
#include "num/decimal.h"
#include "po/po.h"
#include "sheet/version.h"

#include "base/banned.h"

/* Columns beside those of kitchens, at most. */
#define BESIDE 9

/* A kitchen on a day. */
struct stop {
	struct pial_date day;		/* when */
	struct pial_kitchen_id kitchen;	/* where */
	const struct pial_kitchen *rank;	/* the kitchen: they lie in order of their ids */
};

/* What a producer gives of a product, for one that was ordered. */
struct line {
	struct pial_product_id ordered, product;	/* asked for, and given */
	struct pial_producer_id producer;		/* who gives */
	struct pial_text batch;				/* which harvest */
	struct pial_contract_id contract;		/* only where an order is one of two */
	const char *sort[5];	/* names, folded: ordered, given, producer; batch, contract */
	struct pial_qty offered;	/* by the producer, in the week; none: nothing */
	size_t block;			/* index of what was ordered */
};

struct across {
	const struct pial_form_across *page;	/* what is laid out */
	struct pial_wsheet *sheet;		/* where */
	struct pial_arena arena;		/* holds names */
	struct stop *stop;			/* columns, by day and kitchen; owned */
	size_t stops, stop_cap;			/* how many, and room */
	struct line *line;			/* rows, in their order; owned */
	size_t lines, line_cap;			/* how many, and room */
	size_t blocks;				/* products that were ordered */
	const struct pial_allocation **given;	/* lines x stops; owned */
	int64_t *ordered;			/* blocks x stops, thousandths; owned */
	uint8_t *orders;			/* blocks x stops: orders, 2 for more; owned */
	bool substitutes, batches, contracts;	/* there is one: it has its column */
	unsigned first;				/* column of the first stop */
};

/* ---- Columns ---- */

static int by_stop(const void *left, const void *right)
{
	const struct stop *a = left, *b = right;

	if (a->day.n != b->day.n)
		return a->day.n < b->day.n ? -1 : 1;
	return (a->rank > b->rank) - (a->rank < b->rank);
}

static struct stop stop_at(const struct across *a, struct pial_date day,
			   struct pial_kitchen_id kitchen)
{
	return (struct stop){ day, kitchen, pial_model_kitchen(a->page->model, kitchen) };
}

static bool shows(const struct across *a, uint32_t producer, uint32_t kitchen)
{
	uint32_t owner = a->page->owner;

	return !owner || owner == producer || owner == kitchen;
}

/* True when the form is of everybody, of that kitchen, or of a producer. */
static bool shows_kitchen(const struct across *a, struct pial_kitchen_id kitchen)
{
	struct pial_producer_id owner = { a->page->owner };

	return shows(a, 0, kitchen.n) || pial_model_producer(a->page->model, owner);
}

static void add_stop(struct across *a, struct pial_date day, struct pial_kitchen_id kitchen)
{
	struct stop stop = stop_at(a, day, kitchen);

	/* More than there is room for: no need to know how many. */
	if (a->stops > PIAL_WORKBOOK_COLUMNS)
		return;
	for (size_t i = a->stops; i > 0; i--)
		if (!by_stop(&a->stop[i - 1], &stop))
			return;
	a->stop = pial_grow(a->stop, a->stops, &a->stop_cap, sizeof(*a->stop));
	a->stop[a->stops++] = stop;
}

static void find_stops(struct across *a)
{
	const struct pial_form_across *page = a->page;

	for (size_t i = 0; i < page->orders->count; i++) {
		const struct pial_order *order = pial_table_row(page->orders, i);

		if (order->quantity.milli > 0 && shows_kitchen(a, order->kitchen))
			add_stop(a, order->day, order->kitchen);
	}
	for (size_t i = 0; i < page->allocation->count; i++) {
		const struct pial_allocation *row = pial_table_row(page->allocation, i);

		if (row->producer.n && shows(a, row->producer.n, row->kitchen.n))
			add_stop(a, row->day, row->kitchen);
	}
	if (a->stops)
		qsort(a->stop, a->stops, sizeof(*a->stop), by_stop);
}

static size_t stop_of(const struct across *a, struct pial_date day, struct pial_kitchen_id kitchen)
{
	struct stop stop = stop_at(a, day, kitchen);
	const struct stop *found = a->stops ? bsearch(&stop, a->stop, a->stops, sizeof(stop),
						      by_stop) : NULL;

	return found ? (size_t)(found - a->stop) : a->stops;
}

/* ---- Rows ---- */

/* How many orders there are of a product for a kitchen and day. */
static size_t orders_of(const struct across *a, struct pial_date day,
			struct pial_kitchen_id kitchen, struct pial_product_id product)
{
	size_t count = 0;

	for (size_t i = 0; i < a->page->orders->count; i++) {
		const struct pial_order *order = pial_table_row(a->page->orders, i);

		count += order->quantity.milli > 0 && order->day.n == day.n &&
			 order->kitchen.n == kitchen.n && order->product.n == product.n;
	}
	return count;
}

static const char *fold(struct across *a, const char *text)
{
	struct pial_strbuf out;
	const char *folded;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&out, text, strlen(text));
	folded = pial_arena_strndup(&a->arena, out.text, out.len);
	pial_strbuf_release(&out);
	return folded;
}

static const char *product_name(const struct across *a, struct pial_product_id id)
{
	const struct pial_product *product = pial_model_product(a->page->model, id);

	return product ? pial_names_product(a->page->names, product) : "";
}

static const char *producer_name(const struct across *a, struct pial_producer_id id)
{
	const struct pial_producer *producer = pial_model_producer(a->page->model, id);

	return producer ? pial_names_producer(a->page->names, producer) : "";
}

static bool same_line(const struct line *a, const struct line *b)
{
	return a->ordered.n == b->ordered.n && a->product.n == b->product.n &&
	       a->producer.n == b->producer.n && a->batch.n == b->batch.n &&
	       a->contract.n == b->contract.n;
}

static void add_line(struct across *a, struct line line)
{
	const struct pial_form_across *page = a->page;

	for (size_t i = 0; i < a->lines; i++)
		if (same_line(&a->line[i], &line))
			return;
	line.offered = PIAL_QTY_NONE;
	for (size_t i = 0; i < page->offers->count; i++) {
		const struct pial_offer *offer = pial_table_row(page->offers, i);

		if (offer->producer.n == line.producer.n && offer->product.n == line.product.n &&
		    offer->batch.n == line.batch.n)
			line.offered = offer->quantity;
	}
	line.sort[0] = fold(a, product_name(a, line.ordered));
	line.sort[1] = line.product.n == line.ordered.n ? ""
							: fold(a, product_name(a, line.product));
	line.sort[2] = fold(a, producer_name(a, line.producer));
	line.sort[3] = pial_model_text(page->model, line.batch.n);
	line.sort[4] = pial_model_text(page->model, line.contract.n);
	a->substitutes |= line.product.n != line.ordered.n;
	a->batches |= line.batch.n != 0;
	a->contracts |= line.contract.n != 0;
	a->line = pial_grow(a->line, a->lines, &a->line_cap, sizeof(*a->line));
	a->line[a->lines++] = line;
}

/* The row that a row of the allocation is a cell of. */
static struct line line_of(const struct across *a, const struct pial_allocation *row)
{
	struct line line = { .ordered = row->ordered, .producer = row->producer,
			     .batch = row->batch };

	line.product = row->product.n ? row->product : row->ordered;
	if (orders_of(a, row->day, row->kitchen, row->ordered) > 1)
		line.contract = row->contract;
	return line;
}

static void find_lines(struct across *a)
{
	const struct pial_form_across *page = a->page;

	for (size_t i = 0; i < page->allocation->count; i++) {
		const struct pial_allocation *row = pial_table_row(page->allocation, i);

		if (row->producer.n && shows(a, row->producer.n, row->kitchen.n))
			add_line(a, line_of(a, row));
	}
	for (size_t i = 0; i < page->orders->count; i++) {
		const struct pial_order *order = pial_table_row(page->orders, i);
		bool two = order->quantity.milli > 0 &&
			   orders_of(a, order->day, order->kitchen, order->product) > 1;

		if (order->quantity.milli <= 0 ||
		    stop_of(a, order->day, order->kitchen) == a->stops)
			continue;
		for (size_t k = 0; k < page->offers->count; k++) {
			const struct pial_offer *offer = pial_table_row(page->offers, k);
			struct line line = { .ordered = order->product, .product = order->product,
					     .producer = offer->producer, .batch = offer->batch };

			if (two)
				line.contract = order->contract;
			if (offer->product.n == order->product.n &&
			    shows(a, offer->producer.n, order->kitchen.n))
				add_line(a, line);
		}
	}
}

static int by_name(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	int order = 0;

	/* Names that two share are not shown, but their ids: these tell all rows apart. */
	for (size_t i = 0; !order && i < PIAL_COUNT(a->sort); i++)
		order = strcmp(a->sort[i], b->sort[i]);
	return order;
}

static void sort_lines(struct across *a)
{
	if (a->lines)
		qsort(a->line, a->lines, sizeof(*a->line), by_name);
	for (size_t i = 0; i < a->lines; i++) {
		if (!i || a->line[i].ordered.n != a->line[i - 1].ordered.n)
			a->blocks++;
		a->line[i].block = a->blocks - 1;
	}
}

/* ---- Grids ---- */

static void fill_given(struct across *a)
{
	const struct pial_table *table = a->page->allocation;

	a->given = pial_calloc(a->lines * a->stops + 1, sizeof(*a->given));
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_allocation *row = pial_table_row(table, i);
		struct line line = line_of(a, row);
		size_t stop = stop_of(a, row->day, row->kitchen);

		for (size_t l = 0; row->producer.n && stop < a->stops && l < a->lines; l++)
			if (same_line(&a->line[l], &line))
				a->given[l * a->stops + stop] = row;
	}
}

static void fill_ordered(struct across *a)
{
	const struct pial_table *table = a->page->orders;

	a->ordered = pial_calloc(a->blocks * a->stops + 1, sizeof(*a->ordered));
	a->orders = pial_calloc(a->blocks * a->stops + 1, sizeof(*a->orders));
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_order *order = pial_table_row(table, i);
		size_t stop = stop_of(a, order->day, order->kitchen), l = 0, at;

		while (l < a->lines && a->line[l].ordered.n != order->product.n)
			l++;
		if (order->quantity.milli <= 0 || l == a->lines || stop == a->stops)
			continue;
		at = a->line[l].block * a->stops + stop;
		a->ordered[at] += order->quantity.milli;
		a->orders[at] = (uint8_t)(a->orders[at] < 2 ? a->orders[at] + 1 : 2);
	}
}

/*
 * A cell is open where its row means one order: the only one, or that of its contract, or the one
 * without any.
 */
static bool is_open(const struct across *a, const struct line *line, size_t stop)
{
	const struct pial_table *table = a->page->orders;

	if (a->orders[line->block * a->stops + stop] < 2)
		return !line->contract.n && a->orders[line->block * a->stops + stop];
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_order *order = pial_table_row(table, i);

		if (order->quantity.milli > 0 && order->product.n == line->ordered.n &&
		    order->contract.n == line->contract.n &&
		    order->day.n == a->stop[stop].day.n &&
		    order->kitchen.n == a->stop[stop].kitchen.n)
			return true;
	}
	return false;
}

/* ---- Cells ---- */

static void put_text(struct across *a, enum pial_wstyle style, const char *text)
{
	pial_wsheet_text(a->sheet, style, text, strlen(text));
}

static void put_milli(struct across *a, enum pial_wstyle style, int64_t milli)
{
	pial_wsheet_number(a->sheet, style, milli, 3, PIAL_WORKBOOK_GENERAL);
}

static const char *label(const struct across *a, const char *field)
{
	int f = pial_field_find(&pial_schema_allocation, field);

	return pial_field_label(&pial_schema_allocation.field[f], a->page->lang);
}

static const char *info(const struct across *a, enum pial_form_infos which)
{
	return a->page->lang == PIAL_EN ? pial_form_info[which].en : pial_form_info[which].fr;
}

/* The head of a column: the kitchen's id, then the day, as other forms write theirs. */
static void put_stop(struct across *a, const struct stop *stop)
{
	static const struct pial_field field = { .name = "day", .fr = "", .en = "",
						 .type = PIAL_T_DATE };
	const struct pial_choice *name = pial_choice_of(pial_choice_weekday,
							(uint8_t)pial_date_weekday(stop->day));
	struct pial_value_style style = pial_value_sheet;
	struct pial_strbuf text;
	int year, month, number;

	style.lang = a->page->lang;
	pial_date_parts(stop->day, &year, &month, &number);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%s ", pial_model_text(a->page->model, stop->kitchen.n));
	if (a->page->computed && name)
		pial_strbuf_addf(&text, "%s %02d/%02d/%04d", pial_choice_label(name, a->page->lang),
				 number, month, year);
	else
		pial_value_write(&text, a->page->model, &field, &stop->day, &style);
	put_text(a, PIAL_WSTYLE_HEADER, text.text);
	pial_strbuf_release(&text);
}

static void column(struct across *a, unsigned *at, unsigned width, bool hidden)
{
	pial_wsheet_column(a->sheet, (*at)++, width, hidden);
}

static void put_columns(struct across *a)
{
	unsigned at = 0;

	column(a, &at, 0, true);
	column(a, &at, 0, true);
	column(a, &at, 420, false);
	if (a->substitutes)
		column(a, &at, 380, false);
	column(a, &at, 460, false);
	if (a->batches)
		column(a, &at, 260, false);
	if (a->contracts)
		column(a, &at, 220, false);
	column(a, &at, 200, false);
	a->first = at;
	for (size_t i = 0; i < a->stops; i++)
		column(a, &at, 240, false);
	if (a->page->computed)
		column(a, &at, 190, false);
	column(a, &at, 160, false);
}

/* Columns before those of kitchens, but for id and version. */
static size_t before(const struct across *a)
{
	return a->first - 2;
}

static void put_header(struct across *a)
{
	const struct pial_model *model = a->page->model;

	pial_wsheet_row(a->sheet);
	for (size_t i = 0; i < before(a) + 2; i++)
		pial_wsheet_empty(a->sheet, PIAL_WSTYLE_PLAIN);
	for (size_t i = 0; i < a->stops; i++) {
		const struct pial_kitchen *kitchen = pial_model_kitchen(model, a->stop[i].kitchen);

		put_text(a, PIAL_WSTYLE_HEADER,
			 kitchen ? pial_model_text(model, kitchen->name.n) : "");
	}
	pial_wsheet_row(a->sheet);
	put_text(a, PIAL_WSTYLE_HEADER, "id");
	put_text(a, PIAL_WSTYLE_HEADER, "version");
	put_text(a, PIAL_WSTYLE_HEADER, label(a, "ordered_product"));
	if (a->substitutes)
		put_text(a, PIAL_WSTYLE_HEADER, label(a, "product"));
	put_text(a, PIAL_WSTYLE_HEADER, label(a, "producer"));
	if (a->batches)
		put_text(a, PIAL_WSTYLE_HEADER, label(a, "batch"));
	if (a->contracts)
		put_text(a, PIAL_WSTYLE_HEADER, label(a, "contract"));
	put_text(a, PIAL_WSTYLE_HEADER, info(a, PIAL_FORM_OFFERED));
	for (size_t i = 0; i < a->stops; i++)
		put_stop(a, &a->stop[i]);
	if (a->page->computed)
		put_text(a, PIAL_WSTYLE_HEADER, info(a, PIAL_FORM_GIVEN));
	put_text(a, PIAL_WSTYLE_HEADER, label(a, "unit"));
}

static void put_above(struct across *a, enum pial_wstyle style, const char *mark, const char *text)
{
	pial_wsheet_row(a->sheet);
	put_text(a, PIAL_WSTYLE_PLAIN, mark);
	pial_wsheet_empty(a->sheet, PIAL_WSTYLE_PLAIN);
	put_text(a, style, text);
	pial_wsheet_merge(a->sheet, (unsigned)(before(a) + (a->stops ? a->stops : 1)), 1);
}

static void put_head(struct across *a)
{
	const struct pial_form_across *page = a->page;
	struct pial_strbuf mark;

	pial_strbuf_init(&mark, PIAL_STRBUF_TEXT);
	pial_form_put_mark(&mark, PIAL_FORM_ALLOCATION, page->week,
			   page->owner ? pial_model_text(page->model, page->owner)
				       : PIAL_FORM_ALL);
	put_above(a, PIAL_WSTYLE_TITLE, mark.text, page->title);
	put_above(a, PIAL_WSTYLE_TITLE, "", page->subtitle);
	for (size_t i = 0; i < PIAL_FORM_NOTES && page->note[i]; i++)
		put_above(a, PIAL_WSTYLE_NOTE, "", page->note[i]);
	put_above(a, PIAL_WSTYLE_PLAIN, "", "");
	pial_strbuf_release(&mark);
	put_header(a);
}

static void put_unit(struct across *a, struct pial_product_id id)
{
	const struct pial_product *product = pial_model_product(a->page->model, id);
	const struct pial_choice *unit =
		product ? pial_choice_of(pial_choice_unit, product->unit) : NULL;

	put_text(a, PIAL_WSTYLE_LOCKED, unit ? pial_choice_label(unit, a->page->lang) : "");
}

/* The cells of a kitchen's column, from one row of the sheet to another, as a formula has them. */
static void put_range(struct pial_strbuf *out, unsigned from, uint32_t row, unsigned to,
		      uint32_t last)
{
	pial_strbuf_addstr(out, "[.");
	pial_workbook_letters(out, from);
	pial_strbuf_addint(out, row + 1);
	pial_strbuf_addstr(out, ":.");
	pial_workbook_letters(out, to);
	pial_strbuf_addint(out, last + 1);
	pial_strbuf_addch(out, ']');
}

/* A computed number and its present value. */
static void put_formula(struct across *a, const struct pial_strbuf *formula, int64_t milli)
{
	struct pial_strbuf result;

	pial_strbuf_init(&result, PIAL_STRBUF_TEXT);
	pial_decimal_format(&result, milli, 3, 0, '.');
	pial_wsheet_formula(a->sheet, PIAL_WSTYLE_LOCKED, formula->text, PIAL_WKIND_NUMBER,
			    result.text);
	pial_strbuf_release(&result);
}

/* Id and version of a row: what was sent in each of its cells. */
static void put_identity(struct across *a, size_t l)
{
	const struct pial_model *model = a->page->model;
	const struct line *line = &a->line[l];
	struct pial_strbuf id, versions;

	pial_strbuf_init(&id, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&versions, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addf(&id, "%s_%s_%s_%s", pial_model_text(model, line->ordered.n),
			 pial_model_text(model, line->product.n),
			 pial_model_text(model, line->producer.n),
			 pial_model_text(model, line->batch.n));
	for (size_t i = 0; i < a->stops; i++) {
		const void *row = a->given[l * a->stops + i];
		char version[PIAL_TABLE_VERSION];

		if (!row)
			continue;
		pial_sheet_version(version, 'v', &pial_schema_allocation, model,
				   pial_form_fields(PIAL_FORM_ALLOCATION), &row, 1);
		pial_strbuf_addf(&versions, "%s%s/", versions.len ? " " : "", version);
		pial_date_format(&versions, a->stop[i].day);
		pial_strbuf_addf(&versions, "/%s", pial_model_text(model, a->stop[i].kitchen.n));
	}
	put_text(a, PIAL_WSTYLE_PLAIN, id.text);
	pial_wsheet_text(a->sheet, PIAL_WSTYLE_PLAIN, versions.text, versions.len);
	pial_strbuf_release(&id);
	pial_strbuf_release(&versions);
}

static void put_names(struct across *a, const struct line *line)
{
	const struct pial_model *model = a->page->model;

	put_text(a, PIAL_WSTYLE_LOCKED, product_name(a, line->ordered));
	if (a->substitutes)
		put_text(a, PIAL_WSTYLE_LOCKED, product_name(a, line->product));
	put_text(a, PIAL_WSTYLE_LOCKED, producer_name(a, line->producer));
	if (a->batches)
		put_text(a, PIAL_WSTYLE_LOCKED, pial_model_text(model, line->batch.n));
	if (a->contracts)
		put_text(a, PIAL_WSTYLE_LOCKED, pial_model_text(model, line->contract.n));
	if (pial_qty_is_none(line->offered))
		pial_wsheet_empty(a->sheet, PIAL_WSTYLE_LOCKED);
	else
		put_milli(a, PIAL_WSTYLE_LOCKED, line->offered.milli);
}

static void put_line(struct across *a, size_t l)
{
	const struct line *line = &a->line[l];
	struct pial_strbuf formula;
	int64_t sum = 0;

	pial_wsheet_row(a->sheet);
	put_identity(a, l);
	put_names(a, line);
	for (size_t i = 0; i < a->stops; i++) {
		const struct pial_allocation *row = a->given[l * a->stops + i];
		enum pial_wstyle style = is_open(a, line, i) ? PIAL_WSTYLE_INPUT
							     : PIAL_WSTYLE_LOCKED;

		if (row && row->pin == PIAL_YES && style == PIAL_WSTYLE_INPUT)
			style = PIAL_WSTYLE_FIXED;
		if (row)
			put_milli(a, style, row->quantity.milli);
		else
			pial_wsheet_empty(a->sheet, style)->expects = PIAL_WKIND_NUMBER;
		sum += row ? row->quantity.milli : 0;
	}
	if (a->page->computed) {
		uint32_t here = a->sheet->rows - 1;

		pial_strbuf_init(&formula, PIAL_STRBUF_TEXT);
		pial_strbuf_addstr(&formula, "=SUM(");
		put_range(&formula, a->first, here, a->first + (unsigned)a->stops - 1, here);
		pial_strbuf_addch(&formula, ')');
		put_formula(a, &formula, sum);
		pial_strbuf_release(&formula);
	}
	put_unit(a, line->product);
}

/* Begins a row that is only there to be read: its id says so. */
static void put_read_only(struct across *a, const struct line *line, const char *what)
{
	pial_wsheet_row(a->sheet);
	put_text(a, PIAL_WSTYLE_PLAIN, PIAL_FORM_TOTAL_ROW);
	pial_wsheet_empty(a->sheet, PIAL_WSTYLE_PLAIN);
	put_text(a, PIAL_WSTYLE_HEADER, product_name(a, line->ordered));
	if (a->substitutes)
		pial_wsheet_empty(a->sheet, PIAL_WSTYLE_HEADER);
	put_text(a, PIAL_WSTYLE_HEADER, what);
	for (size_t i = 0; i + 2 + a->substitutes < before(a); i++)
		pial_wsheet_empty(a->sheet, PIAL_WSTYLE_HEADER);
}

static void end_read_only(struct across *a, const struct line *line)
{
	if (a->page->computed)
		pial_wsheet_empty(a->sheet, PIAL_WSTYLE_LOCKED);
	put_unit(a, line->ordered);
}

/* What was ordered of a block's product; returns the row of the sheet. */
static uint32_t put_ordered(struct across *a, const struct line *line)
{
	put_read_only(a, line, pial_tr(a->page->lang, PIAL_N_("Ordered")));
	for (size_t i = 0; i < a->stops; i++) {
		int64_t milli = a->ordered[line->block * a->stops + i];

		if (milli)
			put_milli(a, PIAL_WSTYLE_LOCKED, milli);
		else
			pial_wsheet_empty(a->sheet, PIAL_WSTYLE_LOCKED);
	}
	end_read_only(a, line);
	return a->sheet->rows - 1;
}

/* What is missing below the rows of a block: ordered less given, substitutes included. */
static void put_missing(struct across *a, const struct line *line, uint32_t ordered)
{
	uint32_t last = a->sheet->rows - 1;

	put_read_only(a, line, pial_tr(a->page->lang, PIAL_N_("Still missing")));
	for (size_t i = 0; i < a->stops; i++) {
		int64_t milli = a->ordered[line->block * a->stops + i];
		unsigned at = a->first + (unsigned)i;
		struct pial_strbuf formula;

		if (!milli) {
			pial_wsheet_empty(a->sheet, PIAL_WSTYLE_LOCKED);
			continue;
		}
		for (size_t l = 0; l < a->lines; l++)
			if (a->line[l].block == line->block && a->given[l * a->stops + i])
				milli -= a->given[l * a->stops + i]->quantity.milli;
		pial_strbuf_init(&formula, PIAL_STRBUF_TEXT);
		pial_strbuf_addstr(&formula, "=MAX(0;[.");
		pial_workbook_letters(&formula, at);
		pial_strbuf_addint(&formula, ordered + 1);
		pial_strbuf_addstr(&formula, "]-SUM(");
		put_range(&formula, at, ordered + 1, at, last);
		pial_strbuf_addstr(&formula, "))");
		put_formula(a, &formula, milli > 0 ? milli : 0);
		pial_strbuf_release(&formula);
	}
	end_read_only(a, line);
}

static void put_rows(struct across *a)
{
	uint32_t ordered = 0;

	for (size_t l = 0; l < a->lines; l++) {
		if (!l || a->line[l].block != a->line[l - 1].block)
			ordered = put_ordered(a, &a->line[l]);
		put_line(a, l);
		if (a->page->computed && !a->page->owner &&
		    (l + 1 == a->lines || a->line[l + 1].block != a->line[l].block))
			put_missing(a, &a->line[l], ordered);
	}
}

static void lay(struct across *a)
{
	uint32_t first;

	put_columns(a);
	put_head(a);
	first = a->sheet->rows;
	put_rows(a);
	for (size_t i = 0; a->sheet->rows > first && i < a->stops; i++)
		pial_wsheet_numbers(a->sheet, a->first + (unsigned)i, first, a->sheet->rows - 1,
				    "", "", pial_tr(a->page->lang,
						    PIAL_N_("Write a number alone: 12,5 or 0.")));
	a->sheet->locked = true;
	a->sheet->frozen_rows = first;
	a->sheet->frozen_columns = a->first;
	a->sheet->page = (struct pial_wpage){
		.landscape = true, .one_page = a->lines <= 40,
		.header_from = first - 2, .header_rows = 2, .head = "", .foot = "",
	};
}

bool pial_form_lay_across(struct pial_workbook *book, const struct pial_form_across *page)
{
	struct across a = { .page = page };
	bool fits;

	pial_arena_init(&a.arena);
	find_stops(&a);
	fits = a.stops + BESIDE <= PIAL_WORKBOOK_COLUMNS;
	if (fits) {
		find_lines(&a);
		sort_lines(&a);
		fill_given(&a);
		fill_ordered(&a);
		a.sheet = pial_workbook_sheet(book, pial_schema_allocation.name);
		lay(&a);
	}
	free(a.stop);
	free(a.line);
	free(a.given);
	free(a.ordered);
	free(a.orders);
	pial_arena_release(&a.arena);
	return fits;
}
