/*
 * Columns first, as a table of what each holds; then one function writes any row by it.
 *
 * Cells that a person fills in are frames on a light ground, everything else is locked: a slip of
 * the hand then changes nothing. A list of choices is offered where an id is meant; numbers are
 * checked by the spreadsheet as they are typed, and by the reader once more.
 */
#include "sheet/form_page.h"

#include <string.h>

#include "io/csv.h"
#include "load/value.h"
#include "num/decimal.h"
#include "po/po.h"
#include "sheet/form_line.h"
#include "sheet/version.h"

#include "base/banned.h"

/* Rows for what was not foreseen. */
#define FREE_ROWS 5
/* Most columns of a form. */
#define COLUMNS 24

enum column_kind {
	COLUMN_ID, COLUMN_VERSION, COLUMN_PRODUCT, COLUMN_PRODUCER, COLUMN_PACK, COLUMN_PLAN,
	COLUMN_LAST, COLUMN_QUANTITY, COLUMN_DAY, COLUMN_UNIT, COLUMN_TOTAL, COLUMN_KG,
	COLUMN_FIELD, COLUMN_DATE,
};

struct column {
	enum column_kind kind;	/* what it holds */
	int field;		/* of the table; -1: none of it */
	bool input;		/* to be filled in */
	unsigned width;		/* tenths of a millimetre */
	struct pial_date day;	/* DAY: which */
};

struct laying {
	const struct pial_form_page *page;	/* what is laid out */
	struct pial_wsheet *sheet;		/* where */
	struct pial_form_lines lines;		/* its rows */
	struct column column[COLUMNS];		/* its columns */
	unsigned columns;			/* how many */
	uint32_t first;				/* sheet row of the first line */
	int64_t mg;				/* of all lines together, in milligrams */
};

static const struct pial_schema *schema_of(const struct laying *l)
{
	return pial_form_schema(l->page->kind);
}

static const char *tr(const struct laying *l, const char *text)
{
	return pial_tr(l->page->lang, text);
}

static void put_text(struct laying *l, enum pial_wstyle style, const char *text)
{
	pial_wsheet_text(l->sheet, style, text, strlen(text));
}

/* ---- Columns ---- */

static void add_column(struct laying *l, enum column_kind kind, const char *field, bool input,
		       unsigned width)
{
	l->column[l->columns++] = (struct column){
		.kind = kind, .field = field ? pial_field_find(schema_of(l), field) : -1,
		.input = input, .width = width,
	};
}

static bool is_partner(const struct laying *l)
{
	const struct pial_producer *producer =
		pial_model_producer(l->page->model, (struct pial_producer_id){ l->page->owner });

	return producer && producer->tier > 1;
}

static void add_offer_columns(struct laying *l)
{
	add_column(l, COLUMN_PRODUCT, "product", false, 480);
	add_column(l, COLUMN_PACK, NULL, false, 190);
	add_column(l, COLUMN_LAST, NULL, false, 230);
	add_column(l, COLUMN_PLAN, NULL, false, 190);
	add_column(l, COLUMN_QUANTITY, "quantity", true, 230);
	add_column(l, COLUMN_UNIT, "unit", false, 170);
	if (l->page->computed)
		add_column(l, COLUMN_KG, NULL, false, 170);
	add_column(l, COLUMN_DATE, "from_day", true, 300);
	add_column(l, COLUMN_DATE, "until_day", true, 300);
	add_column(l, COLUMN_FIELD, "batch", true, 270);
	if (is_partner(l))
		add_column(l, COLUMN_FIELD, "price", true, 220);
	add_column(l, COLUMN_FIELD, "note", true, 450);
}

/* Days on which the kitchen receives, and those for which it has ordered already. */
static bool has_day(const struct laying *l, struct pial_date day)
{
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(l->page->model, (struct pial_kitchen_id){ l->page->owner });

	if (kitchen && pial_kitchen_receives(l->page->model, kitchen, day))
		return true;
	for (size_t i = 0; i < l->lines.lines; i++)
		for (size_t d = 0; d < l->lines.line[i].days; d++)
			if (((const struct pial_order *)l->lines.line[i].day[d])->day.n == day.n)
				return true;
	return false;
}

static bool has_contracts(const struct laying *l)
{
	for (size_t i = 0; i < l->lines.lines; i++)
		if (((const struct pial_order *)l->lines.line[i].row)->contract.n)
			return true;
	return false;
}

static void add_order_columns(struct laying *l)
{
	add_column(l, COLUMN_PRODUCT, "product", false, 520);
	add_column(l, COLUMN_PACK, NULL, false, 200);
	add_column(l, COLUMN_LAST, NULL, false, 240);
	for (int day = PIAL_MONDAY; day <= PIAL_SUNDAY; day++) {
		struct pial_date date = pial_week_day(l->page->week, (enum pial_weekday)day);

		if (pial_date_is_none(date) || !has_day(l, date))
			continue;
		add_column(l, COLUMN_DAY, "quantity", true, 310);
		l->column[l->columns - 1].day = date;
	}
	add_column(l, COLUMN_UNIT, "unit", false, 180);
	if (l->page->computed) {
		add_column(l, COLUMN_TOTAL, NULL, false, 190);
		add_column(l, COLUMN_KG, NULL, false, 190);
	}
	if (has_contracts(l))
		add_column(l, COLUMN_FIELD, "contract", false, 260);
	add_column(l, COLUMN_FIELD, "note", true, 460);
}

static void add_receipt_columns(struct laying *l)
{
	add_column(l, COLUMN_FIELD, "day", false, 300);
	add_column(l, COLUMN_PRODUCER, "producer", false, 480);
	add_column(l, COLUMN_PRODUCT, "product", false, 440);
	add_column(l, COLUMN_FIELD, "batch", false, 260);
	add_column(l, COLUMN_PLAN, NULL, false, 190);
	add_column(l, COLUMN_QUANTITY, "received", true, 200);
	add_column(l, COLUMN_UNIT, "unit", false, 160);
	add_column(l, COLUMN_FIELD, "weight_kg", true, 230);
	add_column(l, COLUMN_FIELD, "refused", true, 200);
	add_column(l, COLUMN_FIELD, "reason", true, 400);
}

static void find_columns(struct laying *l)
{
	add_column(l, COLUMN_ID, NULL, false, 0);
	add_column(l, COLUMN_VERSION, NULL, false, 0);
	if (l->page->kind == PIAL_FORM_OFFERS)
		add_offer_columns(l);
	else if (l->page->kind == PIAL_FORM_ORDERS)
		add_order_columns(l);
	else
		add_receipt_columns(l);
	for (unsigned i = 0; i < l->columns; i++)
		pial_wsheet_column(l->sheet, i, l->column[i].width,
				   l->column[i].kind <= COLUMN_VERSION);
}

/*
 * A day as a text: a typed date would be shown as ### where its column is narrow. The text of a
 * sheet has the form that no spreadsheet takes for a date.
 */
static void put_day_name(struct laying *l, struct pial_date day)
{
	static const struct pial_field field = { .name = "day", .fr = "", .en = "",
						 .type = PIAL_T_DATE };
	const struct pial_choice *name = pial_choice_of(pial_choice_weekday,
							(uint8_t)pial_date_weekday(day));
	struct pial_value_style style = pial_value_sheet;
	struct pial_strbuf text;
	int year, month, number;

	style.lang = l->page->lang;
	pial_date_parts(day, &year, &month, &number);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	if (l->page->computed && name)
		pial_strbuf_addf(&text, "%s %02d/%02d/%04d", pial_choice_label(name, l->page->lang),
				 number, month, year);
	else
		pial_value_write(&text, l->page->model, &field, &day, &style);
	put_text(l, PIAL_WSTYLE_HEADER, text.text);
	pial_strbuf_release(&text);
}

static void put_header_cell(struct laying *l, const struct column *column)
{
	static const enum pial_form_infos infos[] = {
		[COLUMN_PACK] = PIAL_FORM_PACK, [COLUMN_PLAN] = PIAL_FORM_PLAN,
		[COLUMN_LAST] = PIAL_FORM_LAST, [COLUMN_TOTAL] = PIAL_FORM_TOTAL,
		[COLUMN_KG] = PIAL_FORM_KG,
	};
	enum pial_form_infos info;

	switch (column->kind) {
	case COLUMN_ID:
		put_text(l, PIAL_WSTYLE_HEADER, "id");
		return;
	case COLUMN_VERSION:
		put_text(l, PIAL_WSTYLE_HEADER, "version");
		return;
	case COLUMN_DAY:
		put_day_name(l, column->day);
		return;
	default:
		break;
	}
	if (column->field >= 0) {
		put_text(l, PIAL_WSTYLE_HEADER,
			 pial_field_label(&schema_of(l)->field[column->field], l->page->lang));
		return;
	}
	info = infos[column->kind];
	if (l->page->kind == PIAL_FORM_RECEIPTS && column->kind == COLUMN_PLAN)
		info = PIAL_FORM_ALLOCATED;
	put_text(l, PIAL_WSTYLE_HEADER, l->page->lang == PIAL_EN ? pial_form_info[info].en
								 : pial_form_info[info].fr);
}

/* ---- Above the table ---- */

static void put_above(struct laying *l, enum pial_wstyle style, const char *mark, const char *text)
{
	pial_wsheet_row(l->sheet);
	put_text(l, PIAL_WSTYLE_PLAIN, mark);
	pial_wsheet_empty(l->sheet, PIAL_WSTYLE_PLAIN);
	put_text(l, style, text);
	pial_wsheet_merge(l->sheet, l->columns - 2, 1);
}

static void put_head(struct laying *l)
{
	const struct pial_form_page *page = l->page;
	struct pial_strbuf mark;

	pial_strbuf_init(&mark, PIAL_STRBUF_TEXT);
	pial_form_put_mark(&mark, page->kind, page->week,
			   pial_model_text(page->model, page->owner));
	put_above(l, PIAL_WSTYLE_TITLE, mark.text, page->title);
	put_above(l, PIAL_WSTYLE_TITLE, "", page->subtitle);
	for (size_t i = 0; i < PIAL_FORM_NOTES && page->note[i]; i++)
		put_above(l, PIAL_WSTYLE_NOTE, "", page->note[i]);
	put_above(l, PIAL_WSTYLE_PLAIN, "", "");
	pial_strbuf_release(&mark);
	pial_wsheet_row(l->sheet);
	for (unsigned i = 0; i < l->columns; i++)
		put_header_cell(l, &l->column[i]);
	l->first = l->sheet->rows;
}

/* ---- A row ---- */

static void put_quantity(struct laying *l, enum pial_wstyle style, struct pial_qty quantity)
{
	struct pial_wcell *cell;

	if (!pial_qty_is_none(quantity)) {
		pial_wsheet_number(l->sheet, style, quantity.milli, 3, PIAL_WORKBOOK_GENERAL);
		return;
	}
	cell = pial_wsheet_empty(l->sheet, style);
	cell->expects = PIAL_WKIND_NUMBER;
}

static void put_id(struct laying *l, const struct pial_form_line *line)
{
	bool across = l->page->kind == PIAL_FORM_ORDERS;
	const struct pial_schema *schema = schema_of(l);
	struct pial_strbuf id;
	bool first = true;

	pial_strbuf_init(&id, PIAL_STRBUF_TEXT);
	for (size_t f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];

		if (!(field->flags & PIAL_F_KEY) || (across && field->type == PIAL_T_DATE))
			continue;
		pial_strbuf_addstr(&id, first ? "" : "_");
		first = false;
		pial_value_write(&id, l->page->model, field, line->row, &pial_value_table);
	}
	put_text(l, PIAL_WSTYLE_PLAIN, id.text);
	pial_strbuf_release(&id);
}

static void put_version(struct laying *l, const struct pial_form_line *line)
{
	bool across = l->page->kind == PIAL_FORM_ORDERS;
	char version[PIAL_TABLE_VERSION];

	pial_sheet_version(version, line->letter, schema_of(l), l->page->model,
			   pial_form_fields(l->page->kind), across ? line->day : &line->row,
			   across ? line->days : 1);
	put_text(l, PIAL_WSTYLE_PLAIN, version);
}

static struct pial_qty quantity_at(const struct laying *l, const struct column *column,
				   const struct pial_form_line *line)
{
	struct pial_qty quantity = PIAL_QTY_NONE;
	const void *row = line->row;

	if (column->kind == COLUMN_DAY) {
		row = NULL;
		for (size_t i = 0; i < line->days; i++)
			if (((const struct pial_order *)line->day[i])->day.n == column->day.n)
				row = line->day[i];
	}
	if (row)
		memcpy(&quantity, (const char *)row + schema_of(l)->field[column->field].offset,
		       sizeof(quantity));
	return quantity;
}

static void put_field(struct laying *l, const struct column *column,
		      const struct pial_form_line *line)
{
	enum pial_wstyle style = column->input ? PIAL_WSTYLE_INPUT : PIAL_WSTYLE_LOCKED;
	const struct pial_field *field = &schema_of(l)->field[column->field];
	struct pial_value_style how = pial_value_sheet;
	struct pial_strbuf text;
	int64_t number;

	if (field->type == PIAL_T_QTY) {
		put_quantity(l, style, quantity_at(l, column, line));
		return;
	}
	if (pial_value_is_none(field, line->row)) {
		pial_wsheet_empty(l->sheet, style)->expects =
			field->type == PIAL_T_MASS_KG || field->type == PIAL_T_PRICE
				? PIAL_WKIND_NUMBER : PIAL_WKIND_TEXT;
		return;
	}
	if (field->type == PIAL_T_MASS_KG || field->type == PIAL_T_PRICE) {
		memcpy(&number, (const char *)line->row + field->offset, sizeof(number));
		if (field->type == PIAL_T_PRICE) {
			struct pial_price price;

			memcpy(&price, (const char *)line->row + field->offset, sizeof(price));
			number = price.e4;
		}
		pial_wsheet_number(l->sheet, style, number, field->type == PIAL_T_PRICE ? 4 : 3,
				   PIAL_WORKBOOK_GENERAL);
		return;
	}
	how.lang = l->page->lang;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_value_write(&text, l->page->model, field, line->row, &how);
	put_text(l, style, text.text);
	pial_strbuf_release(&text);
}

/* ---- What a spreadsheet computes ---- */

static void put_cell_name(struct pial_strbuf *out, unsigned column, uint32_t row)
{
	pial_strbuf_addch(out, '.');
	pial_workbook_letters(out, column);
	pial_strbuf_addint(out, row + 1);
}

/* First and last column of quantities. */
static void quantity_columns(const struct laying *l, unsigned *from, unsigned *to)
{
	*from = *to = 0;
	for (unsigned i = 0; i < l->columns; i++) {
		if (l->column[i].kind != COLUMN_QUANTITY && l->column[i].kind != COLUMN_DAY)
			continue;
		*from = *from ? *from : i;
		*to = i;
	}
}

/* What the quantities of a line add up to; false when there is none. */
static bool add_up(const struct laying *l, const struct pial_form_line *line, int64_t *milli)
{
	bool any = false;

	*milli = 0;
	for (unsigned i = 0; i < l->columns; i++) {
		struct pial_qty quantity;

		if (l->column[i].kind != COLUMN_QUANTITY && l->column[i].kind != COLUMN_DAY)
			continue;
		quantity = quantity_at(l, &l->column[i], line);
		any |= !pial_qty_is_none(quantity);
		*milli += pial_qty_is_none(quantity) ? 0 : quantity.milli;
	}
	return any;
}

/* The sum of a line's quantities, times grams a thousand of its unit; empty while they are. */
static void put_sum(struct laying *l, const struct pial_form_line *line, int64_t grams)
{
	uint32_t row = l->sheet->rows - 1;
	struct pial_strbuf formula, result;
	unsigned from, to;
	int64_t milli;
	bool any = add_up(l, line, &milli);

	quantity_columns(l, &from, &to);
	pial_strbuf_init(&formula, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&result, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&formula, "=IF(COUNT([");
	put_cell_name(&formula, from, row);
	pial_strbuf_addch(&formula, ':');
	put_cell_name(&formula, to, row);
	pial_strbuf_addstr(&formula, "])=0;\"\";SUM([");
	put_cell_name(&formula, from, row);
	pial_strbuf_addch(&formula, ':');
	put_cell_name(&formula, to, row);
	pial_strbuf_addstr(&formula, "])");
	if (grams != 1000) {
		pial_strbuf_addch(&formula, '*');
		pial_decimal_format(&formula, grams, 3, 0, '.');
	}
	pial_strbuf_addch(&formula, ')');
	if (any)
		pial_decimal_format(&result, milli * grams, 6, 0, '.');
	pial_wsheet_formula(l->sheet, PIAL_WSTYLE_LOCKED, formula.text,
			    any ? PIAL_WKIND_NUMBER : PIAL_WKIND_TEXT, result.text);
	pial_strbuf_release(&formula);
	pial_strbuf_release(&result);
}

static void put_kg(struct laying *l, const struct pial_form_line *line)
{
	bool assumed = true;
	struct pial_mass mass = PIAL_MASS_NONE;
	int64_t milli;

	if (line->product)
		mass = pial_product_unit_mass(line->product, &assumed);
	if (assumed || mass.g <= 0) {
		pial_wsheet_empty(l->sheet, PIAL_WSTYLE_LOCKED);
		return;
	}
	put_sum(l, line, mass.g);
	if (add_up(l, line, &milli))
		l->mg += milli * mass.g;
}

/* ---- Rows ---- */

static void put_cell(struct laying *l, const struct column *column,
		     const struct pial_form_line *line)
{
	const struct pial_choice *unit =
		line->product ? pial_choice_of(pial_choice_unit, line->product->unit) : NULL;
	const struct pial_producer *producer;

	switch (column->kind) {
	case COLUMN_ID:
		put_id(l, line);
		break;
	case COLUMN_VERSION:
		put_version(l, line);
		break;
	case COLUMN_PRODUCT:
		put_text(l, PIAL_WSTYLE_LOCKED,
			 line->product ? pial_names_product(l->page->names, line->product) : "");
		break;
	case COLUMN_PRODUCER:
		producer = pial_model_producer(l->page->model,
					       ((const struct pial_receipt *)line->row)->producer);
		put_text(l, PIAL_WSTYLE_LOCKED,
			 producer ? pial_names_producer(l->page->names, producer) : "");
		break;
	case COLUMN_PACK:
		put_quantity(l, PIAL_WSTYLE_LOCKED,
			     line->product ? line->product->pack : PIAL_QTY_NONE);
		break;
	case COLUMN_PLAN:
		put_quantity(l, PIAL_WSTYLE_LOCKED, line->planned);
		break;
	case COLUMN_LAST:
		put_quantity(l, PIAL_WSTYLE_LOCKED, line->last);
		break;
	case COLUMN_DAY:
	case COLUMN_QUANTITY:
		put_quantity(l, PIAL_WSTYLE_INPUT, quantity_at(l, column, line));
		break;
	case COLUMN_UNIT:
		put_text(l, PIAL_WSTYLE_LOCKED,
			 unit ? pial_choice_label(unit, l->page->lang) : "");
		break;
	case COLUMN_TOTAL:
		put_sum(l, line, 1000);
		break;
	case COLUMN_KG:
		put_kg(l, line);
		break;
	default:
		put_field(l, column, line);
		break;
	}
}

static void put_free_row(struct laying *l)
{
	pial_wsheet_row(l->sheet);
	for (unsigned i = 0; i < l->columns; i++) {
		const struct column *column = &l->column[i];
		bool product = column->kind == COLUMN_PRODUCT;
		bool number = column->kind == COLUMN_QUANTITY || column->kind == COLUMN_DAY;
		struct pial_wcell *cell;

		if (column->kind <= COLUMN_VERSION) {
			pial_wsheet_empty(l->sheet, PIAL_WSTYLE_PLAIN);
			continue;
		}
		cell = pial_wsheet_empty(l->sheet, product || column->input ? PIAL_WSTYLE_INPUT
									    : PIAL_WSTYLE_LOCKED);
		if (product || column->input)
			cell->expects = number ? PIAL_WKIND_NUMBER : PIAL_WKIND_TEXT;
	}
}

/* The kilograms of all rows; its id says that it is none. */
static void put_total_row(struct laying *l, uint32_t last)
{
	unsigned kg = 0;
	struct pial_strbuf formula, result;

	for (unsigned i = 0; i < l->columns; i++)
		kg = l->column[i].kind == COLUMN_KG ? i : kg;
	if (!kg || last < l->first)
		return;
	pial_strbuf_init(&formula, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&result, PIAL_STRBUF_TEXT);
	pial_decimal_format(&result, l->mg, 6, 0, '.');
	pial_strbuf_addstr(&formula, "=SUM([");
	put_cell_name(&formula, kg, l->first);
	pial_strbuf_addch(&formula, ':');
	put_cell_name(&formula, kg, last);
	pial_strbuf_addstr(&formula, "])");
	pial_wsheet_row(l->sheet);
	put_text(l, PIAL_WSTYLE_PLAIN, PIAL_FORM_TOTAL_ROW);
	pial_wsheet_empty(l->sheet, PIAL_WSTYLE_PLAIN);
	put_text(l, PIAL_WSTYLE_HEADER, tr(l, PIAL_N_("In all, in kg")));
	for (unsigned i = 3; i < l->columns; i++) {
		if (i != kg) {
			pial_wsheet_empty(l->sheet, PIAL_WSTYLE_HEADER);
			continue;
		}
		pial_wsheet_formula(l->sheet, PIAL_WSTYLE_HEADER, formula.text, PIAL_WKIND_NUMBER,
				    result.text);
	}
	pial_strbuf_release(&formula);
	pial_strbuf_release(&result);
}

/* ---- What may be typed ---- */

static void allow_products(struct laying *l, unsigned column, uint32_t from, uint32_t to)
{
	const struct pial_model *model = l->page->model;
	const char **choice = pial_arena_zalloc(&l->lines.arena, model->products + 1,
						sizeof(*choice));

	for (size_t i = 0; i < model->products; i++)
		choice[i] = pial_names_product(l->page->names, &model->product[i]);
	pial_wsheet_choices(l->sheet, column, from, to, choice, model->products,
			    tr(l, PIAL_N_("Another product")),
			    tr(l, PIAL_N_("Choose it from the list.")),
			    tr(l, PIAL_N_("Choose a product from the list.")));
}

static void allow_days(struct laying *l, unsigned column, uint32_t from, uint32_t to)
{
	static const struct pial_field field = { .name = "day", .fr = "", .en = "",
						 .type = PIAL_T_DATE };
	struct pial_value_style style = pial_value_sheet;
	const char *choice[7];
	size_t count = 0;

	style.lang = l->page->lang;
	for (int day = PIAL_MONDAY; day <= PIAL_SUNDAY; day++) {
		struct pial_date date = pial_week_day(l->page->week, (enum pial_weekday)day);
		struct pial_strbuf text;

		pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
		pial_value_write(&text, l->page->model, &field, &date, &style);
		if (text.len)
			choice[count++] = pial_arena_strndup(&l->lines.arena, text.text, text.len);
		pial_strbuf_release(&text);
	}
	pial_wsheet_choices(l->sheet, column, from, to, choice, count, "", "",
			    tr(l, PIAL_N_("Choose a day of the week from the list.")));
}

static void allow(struct laying *l, uint32_t lines_end, uint32_t end)
{
	for (unsigned i = 0; i < l->columns && end > l->first; i++) {
		const struct column *column = &l->column[i];

		if (column->kind == COLUMN_PRODUCT && end > lines_end)
			allow_products(l, i, lines_end, end - 1);
		else if (column->kind == COLUMN_DATE)
			allow_days(l, i, l->first, end - 1);
		else if (column->kind == COLUMN_QUANTITY || column->kind == COLUMN_DAY)
			pial_wsheet_numbers(l->sheet, i, l->first, end - 1, "", "",
					    tr(l, PIAL_N_("Write a number alone: 12,5 or 0.")));
	}
}

/* ---- The page ---- */

static void set_page(struct laying *l)
{
	l->sheet->locked = true;
	l->sheet->frozen_rows = l->first;
	l->sheet->page = (struct pial_wpage){
		.landscape = true, .one_page = l->lines.lines <= 40,
		.header_from = l->first - 1, .header_rows = 1, .head = "", .foot = "",
	};
}

size_t pial_form_lay(struct pial_workbook *book, const struct pial_form_page *page)
{
	struct laying l = { .page = page };
	size_t filled = 0;
	uint32_t end;

	pial_form_lines_init(&l.lines, page);
	l.sheet = pial_workbook_sheet(book, pial_model_text(page->model, page->owner));
	find_columns(&l);
	put_head(&l);
	for (size_t i = 0; i < l.lines.lines; i++) {
		pial_wsheet_row(l.sheet);
		for (unsigned c = 0; c < l.columns; c++)
			put_cell(&l, &l.column[c], &l.lines.line[i]);
		filled += l.lines.line[i].filled;
	}
	end = l.sheet->rows;
	for (int i = 0; page->kind != PIAL_FORM_RECEIPTS && i < FREE_ROWS; i++)
		put_free_row(&l);
	allow(&l, end, l.sheet->rows);
	put_total_row(&l, l.sheet->rows - 1);
	set_page(&l);
	pial_form_lines_release(&l.lines);
	return filled;
}

/* ---- As CSV ---- */

/* A cell as text: numbers with the language's mark, dates with their day. */
static void put_csv_cell(struct pial_strbuf *out, const struct pial_workbook *book,
			 const struct pial_wcell *cell, const struct pial_csv_style *style,
			 bool first)
{
	static const struct pial_field field = { .name = "day", .fr = "", .en = "",
						 .type = PIAL_T_DATE };
	struct pial_value_style how = pial_value_sheet;
	struct pial_strbuf text;
	struct pial_date date;
	struct pial_model none;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	if (cell->kind == PIAL_WKIND_NUMBER) {
		const char *mark = strchr(cell->text, '.');

		/* No reader doubts a number of three decimals that begins with 0. */
		if (mark && strlen(mark) == 4)
			pial_strbuf_addch(&text, '0');
		pial_strbuf_addstr(&text, cell->text);
		for (size_t i = 0; i < text.len; i++)
			text.text[i] = text.text[i] == '.' ? style->decimal : text.text[i];
	} else if (cell->kind == PIAL_WKIND_DATE &&
		   pial_date_parse(cell->text, cell->len, &date) == PIAL_DATE_OK) {
		how.lang = book->lang;
		pial_value_write(&text, &none, &field, &date, &how);
	} else if (!cell->formula) {
		pial_strbuf_addstr(&text, cell->text);
	}
	pial_csv_put(out, style, first, cell->kind == PIAL_WKIND_TEXT, text.text, text.len);
	pial_strbuf_release(&text);
}

void pial_form_put_csv(struct pial_strbuf *out, const struct pial_workbook *book)
{
	const struct pial_wsheet *sheet = book->sheet[0];
	struct pial_csv_style style = pial_csv_sheet;

	style.decimal = book->lang == PIAL_EN ? '.' : ',';
	for (uint32_t row = 0; row < sheet->rows; row++) {
		for (uint32_t c = 0; c < sheet->columns; c++)
			put_csv_cell(out, book, pial_wsheet_at(sheet, row, c), &style, c == 0);
		pial_csv_end(out);
	}
}
