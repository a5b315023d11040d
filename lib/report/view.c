/*
 * Values of rows as people read them, and tables of them on papers.
 *
 * The schema says what a value is; nothing here knows a view. A label that says its unit in
 * parentheses (« Montant (€) ») is why cells have none.
 */
#include "report/view.h"

#include <string.h>

#include "load/field.h"
#include "load/value.h"
#include "markup/json.h"
#include "markup/words.h"
#include "report/say.h"

#include "base/banned.h"

/* The member of a row, which begins at an offset. */
static const void *member(const struct pial_field *field, const void *row)
{
	return (const char *)row + field->offset;
}

/* The unit of a row that has one; 0 without. */
static enum pial_unit unit_of(const struct pial_schema *schema, const void *row)
{
	int at = pial_field_find(schema, "unit");

	if (at < 0)
		return PIAL_UNIT_NONE;
	return (enum pial_unit)*(const uint8_t *)member(&schema->field[at], row);
}

/* A whole number of thousandths, ten-thousandths …: how many decimals a type has. */
static bool number_of(const struct pial_field *field, const void *row, int64_t *value,
		      unsigned *scale, unsigned *least)
{
	const void *at = member(field, row);

	*least = 0;
	switch (field->type) {
	case PIAL_T_MONEY:
		*value = ((const struct pial_money *)at)->cents;
		*scale = *least = 2;
		return true;
	case PIAL_T_PRICE:
		*value = ((const struct pial_price *)at)->e4;
		*scale = 4;
		*least = 2;
		return true;
	case PIAL_T_MASS_KG:
		*value = ((const struct pial_mass *)at)->g;
		*scale = 3;
		return true;
	case PIAL_T_KM:
		*value = ((const struct pial_distance *)at)->m;
		*scale = 3;
		return true;
	case PIAL_T_AREA:
		*value = ((const struct pial_area *)at)->dm2;
		*scale = 2;
		return true;
	case PIAL_T_RATE:
		*value = ((const struct pial_rate *)at)->e6;
		*scale = 4;
		return true;
	case PIAL_T_INT:
		*value = *(const int32_t *)at;
		*scale = 0;
		return true;
	case PIAL_T_SMALL:
		*value = *(const uint8_t *)at;
		*scale = 0;
		return true;
	default:
		return false;
	}
}

static void put_id(struct pial_strbuf *out, const struct pial_model *model,
		   const struct pial_field *field, const void *row)
{
	const uint32_t id = ((const struct pial_text *)member(field, row))->n;
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(model, (struct pial_kitchen_id){ id });
	const struct pial_producer *producer =
		pial_model_producer(model, (struct pial_producer_id){ id });
	const struct pial_product *product =
		pial_model_product(model, (struct pial_product_id){ id });
	struct pial_text name = { id };

	if (field->ref == PIAL_REF_PRODUCT)
		name = product ? product->name : name;
	else if (kitchen)
		name = kitchen->name;
	else if (producer)
		name = producer->name;
	pial_strbuf_addstr(out, pial_model_text(model, name.n));
}

void pial_view_value(struct pial_strbuf *out, const struct pial_model *model,
		     const struct pial_schema *schema, size_t field, const void *row,
		     enum pial_lang lang)
{
	const struct pial_field *at = &schema->field[field];
	struct pial_value_style style = { .decimal = lang == PIAL_EN ? '.' : ',', .lang = lang };
	int64_t value;
	unsigned scale, least;

	if (pial_value_is_none(at, row))
		return;
	if (number_of(at, row, &value, &scale, &least))
		pial_words_number(out, value, scale, least, lang);
	else if (at->type == PIAL_T_QTY)
		pial_say_quantity(out, *(const struct pial_qty *)member(at, row),
				  unit_of(schema, row), lang);
	else if (at->type == PIAL_T_DATE)
		pial_say_date(out, *(const struct pial_date *)member(at, row), lang);
	else if (at->type == PIAL_T_MONTH)
		pial_say_month(out, *(const struct pial_month *)member(at, row), lang);
	else if (at->type == PIAL_T_ID)
		put_id(out, model, at, row);
	else
		pial_value_write(out, model, at, row, &style);
}

/* ---- Tables ---- */

static bool is_number(enum pial_type type)
{
	switch (type) {
	case PIAL_T_QTY:
	case PIAL_T_MASS_KG:
	case PIAL_T_MONEY:
	case PIAL_T_PRICE:
	case PIAL_T_RATE:
	case PIAL_T_KM:
	case PIAL_T_AREA:
	case PIAL_T_INT:
	case PIAL_T_SMALL:
		return true;
	default:
		return false;
	}
}

/* A table being written. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_view_layout *layout;	/* how */
	const struct pial_table *table;		/* the rows */
	size_t field[PIAL_VIEW_COLUMNS];	/* of each column that is shown */
	size_t columns;				/* how many */
	bool named_units;			/* units stand after the products' names */
};

static bool is_shown(const struct pial_table *table, size_t field, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (!pial_value_is_none(&table->schema->field[field], pial_table_row(table, i)))
			return true;
	return false;
}

/* Finds the columns that have anything in them. */
static void find_columns(struct writing *w, size_t first, size_t end)
{
	const struct pial_schema *schema = w->table->schema;
	bool unit = pial_field_find(schema, "unit") >= 0;

	for (const char *const *name = w->layout->column; *name; name++) {
		int at = pial_field_find(schema, *name);

		if (at < 0 || w->columns == PIAL_VIEW_COLUMNS ||
		    !is_shown(w->table, (size_t)at, first, end))
			continue;
		w->field[w->columns++] = (size_t)at;
		w->named_units |= unit && schema->field[at].ref == PIAL_REF_PRODUCT;
	}
}

static void put_heads(const struct writing *w)
{
	for (size_t c = 0; c < w->columns; c++) {
		const struct pial_field *field = &w->table->schema->field[w->field[c]];
		bool wide = field->type == PIAL_T_TEXT || field->type == PIAL_T_ID ||
			    field->type == PIAL_T_IDS || field->type == PIAL_T_ENUM;

		pial_paper_column(w->paper, pial_field_label(field, w->paper->lang), wide ? 1 : 0,
				  is_number(field->type) ? (unsigned)PIAL_PAPER_RIGHT : 0);
	}
}

/* True when a row's unit is its product's: what is sold by weight may be counted in pieces. */
static bool is_own_unit(const struct writing *w, const void *row)
{
	const struct pial_schema *schema = w->table->schema;

	for (size_t c = 0; c < w->columns; c++) {
		const struct pial_field *field = &schema->field[w->field[c]];
		const struct pial_product *product;

		if (field->ref != PIAL_REF_PRODUCT)
			continue;
		product = pial_model_product(w->layout->model,
					     *(const struct pial_product_id *)member(field, row));
		return product && product->unit == (uint8_t)unit_of(schema, row);
	}
	return false;
}

static void put_cell(const struct writing *w, size_t at, const void *row, struct pial_strbuf *cell)
{
	const struct pial_schema *schema = w->table->schema;
	const struct pial_field *field = &schema->field[at];

	if (!w->named_units || pial_value_is_none(field, row) || !is_own_unit(w, row))
		pial_view_value(cell, w->layout->model, schema, at, row, w->paper->lang);
	else if (field->ref == PIAL_REF_PRODUCT)
		pial_say_product(cell, w->layout->model,
				 *(const struct pial_product_id *)member(field, row),
				 w->paper->lang);
	else if (field->type == PIAL_T_QTY)
		pial_words_number(cell, ((const struct pial_qty *)member(field, row))->milli, 3, 0,
				  w->paper->lang);
	else
		pial_view_value(cell, w->layout->model, schema, at, row, w->paper->lang);
}

/* The title of a section. */
static void put_section(const struct writing *w, size_t at, const void *row,
			struct pial_strbuf *cell)
{
	pial_view_value(cell, w->layout->model, w->table->schema, at, row, w->paper->lang);
	pial_paper_row(w->paper, PIAL_PAPER_SECTION);
	pial_paper_take(w->paper, cell);
}

static void put_row(const struct writing *w, const void *row, struct pial_strbuf *cell)
{
	enum pial_paper_row_kind kind = PIAL_PAPER_BODY;

	if (w->layout->kind)
		kind = w->layout->kind(row);
	pial_paper_row(w->paper, kind);
	for (size_t c = 0; c < w->columns; c++) {
		put_cell(w, w->field[c], row, cell);
		if (!c && !cell->len && w->layout->total && kind != PIAL_PAPER_BODY)
			pial_strbuf_addstr(cell, w->layout->total);
		pial_paper_take(w->paper, cell);
	}
}

static void put_rows(const struct writing *w, size_t first, size_t end)
{
	const char *section = w->layout->section;
	int at = section ? pial_field_find(w->table->schema, section) : -1;
	size_t next = first;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	for (size_t i = first; i < end; i++) {
		const void *row = pial_table_row(w->table, i);

		if (at >= 0 && i == next) {
			put_section(w, (size_t)at, row, &cell);
			next = pial_view_run(w->table, w->layout->model, section, i);
		}
		put_row(w, row, &cell);
	}
	pial_strbuf_release(&cell);
}

void pial_view_begin_on(struct pial_paper *paper, const struct pial_model *model,
			const char *title, struct pial_date day)
{
	struct pial_strbuf under;

	pial_strbuf_init(&under, PIAL_STRBUF_TEXT);
	pial_say_on_date(&under, day, paper->lang);
	pial_paper_sheet(paper, title, pial_model_text(model, model->policy.name.n));
	pial_paper_title(paper, title, under.text);
	pial_strbuf_release(&under);
}

void pial_view_put(struct pial_paper *paper, const struct pial_view_layout *layout,
		   const char *caption, const struct pial_table *table, size_t first, size_t end)
{
	struct writing w = { .paper = paper, .layout = layout, .table = table };

	if (first >= end)
		return;
	find_columns(&w, first, end);
	pial_paper_table(paper, caption);
	pial_paper_dense(paper);
	put_heads(&w);
	put_rows(&w, first, end);
}

size_t pial_view_run(const struct pial_table *table, const struct pial_model *model,
		     const char *field, size_t first)
{
	int at = pial_field_find(table->schema, field);
	size_t end = first + 1;

	while (end < table->count && at >= 0 &&
	       !pial_value_compare(model, &table->schema->field[at],
				   pial_table_row(table, first), pial_table_row(table, end)))
		end++;
	return end < table->count ? end : table->count;
}

/* ---- JSON ---- */

static void put_json(struct pial_json *json, const struct pial_model *model,
		     const struct pial_field *field, const void *row, struct pial_strbuf *text)
{
	int64_t value;
	unsigned scale, least;

	pial_json_key(json, field->name);
	pial_strbuf_clear(text);
	pial_value_write(text, model, field, row, &pial_value_table);
	if (pial_value_is_none(field, row))
		pial_json_null(json);
	else if (number_of(field, row, &value, &scale, &least))
		pial_json_number(json, value, scale);
	else if (field->type == PIAL_T_QTY)
		pial_json_number(json, ((const struct pial_qty *)member(field, row))->milli, 3);
	else if (field->type == PIAL_T_YESNO)
		pial_json_bool(json, *(const uint8_t *)member(field, row) == PIAL_YES);
	else
		pial_json_text(json, text->text);
}

void pial_view_json(struct pial_strbuf *out, const struct pial_table *table,
		    const struct pial_model *model)
{
	struct pial_strbuf text;
	struct pial_json json;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_json_init(&json, out);
	pial_json_open(&json, '{');
	pial_json_text_of(&json, "view", table->schema->name);
	pial_json_key(&json, "rows");
	pial_json_open(&json, '[');
	for (size_t i = 0; i < table->count; i++) {
		pial_json_open(&json, '{');
		for (size_t f = 0; f < table->schema->fields; f++)
			put_json(&json, model, &table->schema->field[f],
				 pial_table_row(table, i), &text);
		pial_json_close(&json, '}');
	}
	pial_json_close(&json, ']');
	pial_json_close(&json, '}');
	pial_json_end(&json);
	pial_strbuf_release(&text);
}
