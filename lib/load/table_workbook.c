/*
 * Rows to typed cells.
 *
 * A cell's kind follows from the field's type alone, so a column has one kind, whatever it holds.
 * Weeks, months, ids and lists are texts: no spreadsheet has a type for them, and cells formatted
 * as texts keep what is typed.
 */
#include "load/table_workbook.h"

#include <string.h>

#include "base/intern.h"
#include "base/utf8.h"
#include "io/csv.h"
#include "load/table_header.h"
#include "load/table_shape.h"
#include "load/value.h"
#include "num/date.h"
#include "po/po.h"

#include "base/banned.h"

/* Widths in tenths of a millimetre: of a character, of a cell's margins, least and most. */
#define WIDTH_CHAR 20
#define WIDTH_MARGIN 40
#define WIDTH_LEAST 120
#define WIDTH_MOST 900
/* Columns that a date with the name of its day takes. */
#define DATE_CHARS 15

/* What the values of a field are in a workbook. */
static enum pial_wkind kind_of(const struct pial_field *field)
{
	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG: case PIAL_T_MONEY: case PIAL_T_PRICE:
	case PIAL_T_RATIO: case PIAL_T_KM: case PIAL_T_ANGLE: case PIAL_T_AREA:
	case PIAL_T_INT: case PIAL_T_SMALL:
		return PIAL_WKIND_NUMBER;
	case PIAL_T_RATE:
		return PIAL_WKIND_PERCENT;
	case PIAL_T_DATE:
		return PIAL_WKIND_DATE;
	default:
		return PIAL_WKIND_TEXT;
	}
}

/* The number of a member, and how many of its digits are decimals. */
static int64_t number_of(const struct pial_field *field, const void *member, unsigned *scale)
{
	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG:
		*scale = 3;
		return *(const int64_t *)member;
	case PIAL_T_MONEY: case PIAL_T_AREA:
		*scale = 2;
		return *(const int64_t *)member;
	case PIAL_T_PRICE: case PIAL_T_RATE:
		*scale = 4;
		return *(const int32_t *)member;
	case PIAL_T_RATIO: case PIAL_T_ANGLE:
		*scale = 6;
		return *(const int32_t *)member;
	case PIAL_T_KM:
		*scale = 3;
		return *(const int32_t *)member;
	case PIAL_T_SMALL:
		*scale = 0;
		return *(const uint8_t *)member;
	default:
		*scale = 0;
		return *(const int32_t *)member;
	}
}

struct pial_wcell *pial_value_add_text(struct pial_wsheet *sheet, enum pial_wstyle look,
				       const char *text, size_t len)
{
	struct pial_wcell *cell;
	struct pial_strbuf guarded;

	if (!pial_csv_guarded(text, len)) {
		cell = pial_wsheet_text(sheet, look, text, len);
	} else {
		pial_strbuf_init(&guarded, PIAL_STRBUF_OUTPUT);
		pial_strbuf_addch(&guarded, '\'');
		pial_strbuf_add(&guarded, text, len);
		cell = pial_wsheet_text(sheet, look, guarded.text, guarded.len);
		pial_strbuf_release(&guarded);
	}
	cell->expects = PIAL_WKIND_TEXT;
	return cell;
}

static struct pial_wcell *add_text_of(struct pial_wsheet *sheet, enum pial_wstyle look,
				      const struct pial_model *model,
				      const struct pial_field *field, const void *row,
				      enum pial_lang lang)
{
	struct pial_value_style style = pial_value_sheet;
	struct pial_wcell *cell;
	struct pial_strbuf text;

	style.lang = lang;
	style.decimal = lang == PIAL_FR ? ',' : '.';
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_value_write(&text, model, field, row, &style);
	if (pial_value_is_text(field))
		cell = pial_value_add_text(sheet, look, text.text, text.len);
	else
		cell = pial_wsheet_text(sheet, look, text.text, text.len);
	pial_strbuf_release(&text);
	cell->expects = PIAL_WKIND_TEXT;
	return cell;
}

struct pial_wcell *pial_value_add_cell(struct pial_wsheet *sheet, enum pial_wstyle look,
				       const struct pial_model *model,
				       const struct pial_field *field, const void *row,
				       enum pial_lang lang)
{
	const void *member = (const char *)row + field->offset;
	enum pial_wkind kind = kind_of(field);
	struct pial_wcell *cell;
	unsigned scale;
	int64_t value;

	if (kind == PIAL_WKIND_TEXT)
		return add_text_of(sheet, look, model, field, row, lang);
	if (pial_value_is_none(field, row)) {
		cell = pial_wsheet_empty(sheet, look);
	} else if (kind == PIAL_WKIND_DATE) {
		cell = pial_wsheet_date(sheet, look, *(const struct pial_date *)member);
	} else {
		value = number_of(field, member, &scale);
		cell = kind == PIAL_WKIND_PERCENT ?
			pial_wsheet_percent(sheet, look, value, scale) :
			pial_wsheet_number(sheet, look, value, scale, PIAL_WORKBOOK_GENERAL);
	}
	cell->expects = (uint8_t)kind;
	cell->day_name = kind == PIAL_WKIND_DATE;
	return cell;
}

/* ---- A table ---- */

static void add_header(struct pial_wsheet *sheet, const struct pial_table *table,
		       const struct pial_shape *shape, enum pial_lang lang)
{
	const struct pial_schema *schema = table->schema;
	struct pial_strbuf grams;

	pial_strbuf_init(&grams, PIAL_STRBUF_TEXT);
	pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, "id", 2);
	if (shape->version)
		pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, "version", 7);
	for (size_t f = 0; f < schema->fields; f++) {
		const char *label = pial_field_label(&schema->field[f], lang);

		if (shape->shown >> f & 1)
			pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, label, strlen(label));
		if (!(shape->grams >> f & 1))
			continue;
		pial_strbuf_clear(&grams);
		pial_header_grams(&grams, &schema->field[f], lang);
		pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, grams.text, grams.len);
	}
	for (size_t i = 0; i < table->extras; i++)
		pial_value_add_text(sheet, PIAL_WSTYLE_HEADER, table->extra_name[i],
				    strlen(table->extra_name[i]));
	pial_strbuf_release(&grams);
}

/* The cells of a field that has a column of grams: one of the two is empty. */
static void add_grams(struct pial_wsheet *sheet, const struct pial_model *model,
		      const struct pial_field *field, const void *row, enum pial_lang lang)
{
	int64_t units;

	if (pial_shape_in_grams(field, row, &units)) {
		pial_wsheet_empty(sheet, PIAL_WSTYLE_LOCKED)->expects = PIAL_WKIND_NUMBER;
		pial_wsheet_number(sheet, PIAL_WSTYLE_LOCKED, units, 0, PIAL_WORKBOOK_GENERAL);
	} else {
		pial_value_add_cell(sheet, PIAL_WSTYLE_LOCKED, model, field, row, lang);
		pial_wsheet_empty(sheet, PIAL_WSTYLE_LOCKED)->expects = PIAL_WKIND_NUMBER;
	}
}

static void add_row(struct pial_wsheet *sheet, const struct pial_table *table,
		    const struct pial_model *model, const struct pial_shape *shape, size_t index,
		    enum pial_lang lang)
{
	const struct pial_schema *schema = table->schema;
	const void *row = pial_table_row(table, index);
	char version[PIAL_TABLE_VERSION];
	struct pial_strbuf id;

	pial_strbuf_init(&id, PIAL_STRBUF_OUTPUT);
	pial_table_row_id(&id, table, model, row);
	pial_wsheet_row(sheet);
	pial_value_add_text(sheet, PIAL_WSTYLE_LOCKED, id.text, id.len);
	pial_strbuf_release(&id);
	if (shape->version) {
		pial_table_row_version(version, table, model, row);
		pial_wsheet_text(sheet, PIAL_WSTYLE_LOCKED, version, PIAL_TABLE_VERSION - 1);
	}
	for (size_t f = 0; f < schema->fields; f++) {
		if (shape->grams >> f & 1)
			add_grams(sheet, model, &schema->field[f], row, lang);
		else if (shape->shown >> f & 1)
			pial_value_add_cell(sheet, PIAL_WSTYLE_LOCKED, model, &schema->field[f],
					    row, lang);
	}
	for (size_t i = 0; i < table->extras; i++) {
		uint32_t n = table->extra[index * table->extras + i].n;

		pial_value_add_text(sheet, PIAL_WSTYLE_LOCKED,
				    pial_intern_text(&model->pool, n), model->pool.len[n]);
	}
}

void pial_wsheet_fit(struct pial_wsheet *sheet)
{
	size_t chars[PIAL_WORKBOOK_COLUMNS] = { 0 };

	for (uint32_t row = 0; row < sheet->rows; row++) {
		const struct pial_wcell *cell;
		uint32_t count = pial_wsheet_cells(sheet, row, &cell);

		for (uint32_t i = 0; i < count; i++) {
			size_t width = cell[i].kind == PIAL_WKIND_DATE ? DATE_CHARS :
				       pial_utf8_width(cell[i].text, cell[i].len);

			if (width > chars[i] && cell[i].across <= 1)
				chars[i] = width;
		}
	}
	for (uint32_t i = 0; i < sheet->columns; i++) {
		size_t width = chars[i] * WIDTH_CHAR + WIDTH_MARGIN;

		if (chars[i] > (WIDTH_MOST - WIDTH_MARGIN) / WIDTH_CHAR)
			width = WIDTH_MOST;
		if (width < WIDTH_LEAST)
			width = WIDTH_LEAST;
		pial_wsheet_column(sheet, i, (unsigned)width, sheet->column[i].hidden);
	}
}

void pial_table_add_sheet(struct pial_workbook *book, const struct pial_table *table,
			  const struct pial_model *model)
{
	struct pial_wsheet *sheet =
		pial_workbook_sheet(book, pial_tr(book->lang, table->schema->name));
	struct pial_shape shape;

	pial_shape_find(table, &shape);
	add_header(sheet, table, &shape, book->lang);
	for (size_t i = 0; i < table->count; i++)
		add_row(sheet, table, model, &shape, i, book->lang);
	pial_wsheet_column(sheet, 0, 0, true);
	if (shape.version)
		pial_wsheet_column(sheet, 1, 0, true);
	pial_wsheet_fit(sheet);
	sheet->frozen_rows = 1;
	sheet->page.landscape = true;
	sheet->page.header_rows = 1;
}
