/*
 * A table to read on a terminal or in a mail: --format=text.
 *
 * Columns that are empty in every row are left out, as a week's orders use half of theirs; markup
 * aligns and wraps what is left, between words. In a table too wide for that, what is the same in
 * all rows stands once over them; one that still is becomes one block a row, a line a value: half a
 * word is harder to read than a longer page.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"
#include "load/value.h"
#include "markup/text.h"

#include "base/banned.h"

static bool is_number(enum pial_type type)
{
	switch (type) {
	case PIAL_T_QTY:
	case PIAL_T_MASS_KG:
	case PIAL_T_MONEY:
	case PIAL_T_PRICE:
	case PIAL_T_RATE:
	case PIAL_T_RATIO:
	case PIAL_T_KM:
	case PIAL_T_ANGLE:
	case PIAL_T_AREA:
	case PIAL_T_INT:
	case PIAL_T_SMALL:
		return true;
	default:
		return false;
	}
}

/* Where a field stands. */
enum place {
	NOWHERE,	/* no row has a value */
	COLUMN,
	OVER,		/* once, over the rows: all of several have the same */
};

/* An empty table shows every column: what it would hold. */
static enum place place_of(const struct pial_table *table, const struct pial_field *field)
{
	for (size_t r = 0; r < table->count; r++)
		if (!pial_value_is_none(field, pial_table_row(table, r)))
			return COLUMN;
	return table->count == 0 ? COLUMN : NOWHERE;
}

static bool is_same(const struct pial_table *table, const struct pial_model *model,
		    const struct pial_field *field)
{
	for (size_t r = 1; r < table->count; r++)
		if (pial_value_compare(model, field, pial_table_row(table, 0),
				       pial_table_row(table, r)) != 0)
			return false;
	return table->count > 1;
}

static unsigned column_flags(enum pial_type type)
{
	if (is_number(type))
		return PIAL_TEXT_RIGHT;
	return type == PIAL_T_TEXT ? PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS : 0;
}

/* What is being written. */
struct view {
	const struct pial_table *table;		/* the rows */
	const struct pial_model *model;		/* whose texts */
	struct pial_value_style style;		/* how values are written */
	enum place *place;			/* of each field */
};

static void put_columns(const struct view *view, struct pial_text_table *text)
{
	const struct pial_schema *schema = view->table->schema;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < schema->fields; i++)
		if (view->place[i] == COLUMN)
			pial_text_table_column(text, pial_field_label(&schema->field[i],
								      view->style.lang), "",
					       column_flags(schema->field[i].type));
	for (size_t r = 0; r < view->table->count; r++)
		for (size_t i = 0; i < schema->fields; i++) {
			if (view->place[i] != COLUMN)
				continue;
			pial_value_write(&cell, view->model, &schema->field[i],
					 pial_table_row(view->table, r), &view->style);
			pial_text_table_take(text, &cell);
		}
	pial_strbuf_release(&cell);
}

/* Writes one value of a row, named, on a line of its own. */
static void put_value(struct pial_strbuf *out, const struct view *view, size_t field,
		      const void *row)
{
	const struct pial_field *of = &view->table->schema->field[field];
	struct pial_strbuf value;

	pial_strbuf_init(&value, PIAL_STRBUF_TEXT);
	pial_value_write(&value, view->model, of, row, &view->style);
	pial_strbuf_addf(out, pial_tr(view->style.lang, PIAL_N_("%s: %s")),
			 pial_field_label(of, view->style.lang), value.text);
	pial_strbuf_addch(out, '\n');
	pial_strbuf_release(&value);
}

/* What all rows have, once. */
static void put_over(struct pial_strbuf *out, const struct view *view)
{
	size_t before = out->len;

	for (size_t i = 0; i < view->table->schema->fields; i++)
		if (view->place[i] == OVER)
			put_value(out, view, i, pial_table_row(view->table, 0));
	if (out->len > before)
		pial_strbuf_addch(out, '\n');
}

static void put_blocks(struct pial_strbuf *out, const struct view *view)
{
	const struct pial_schema *schema = view->table->schema;

	for (size_t r = 0; r < view->table->count; r++) {
		const void *row = pial_table_row(view->table, r);

		if (r)
			pial_strbuf_addch(out, '\n');
		for (size_t i = 0; i < schema->fields; i++)
			if (view->place[i] == COLUMN && !pial_value_is_none(&schema->field[i], row))
				put_value(out, view, i, row);
	}
}

/* Puts what is the same in all rows over them. Rows that are all alike keep their columns. */
static void put_same_over(const struct view *view)
{
	const struct pial_schema *schema = view->table->schema;
	size_t left = 0;

	for (size_t i = 0; i < schema->fields; i++) {
		if (view->place[i] == COLUMN &&
		    is_same(view->table, view->model, &schema->field[i]))
			view->place[i] = OVER;
		left += view->place[i] == COLUMN;
	}
	for (size_t i = 0; i < schema->fields && !left; i++)
		if (view->place[i] == OVER)
			view->place[i] = COLUMN;
}

/* Writes the columns as a table, if it fits. */
static bool try_columns(struct pial_strbuf *out, const struct view *view, size_t width)
{
	struct pial_text_table text;
	bool fits;

	pial_text_table_init(&text);
	put_columns(view, &text);
	fits = !view->table->count || pial_text_table_least(&text) <= width;
	if (fits) {
		put_over(out, view);
		pial_text_table_write(out, &text, width);
	}
	pial_text_table_release(&text);
	return fits;
}

void pial_cli_textable(struct pial_strbuf *out, const struct pial_table *table,
		       const struct pial_model *model, enum pial_lang lang, size_t width)
{
	const struct pial_schema *schema = table->schema;
	struct view view = { table, model, pial_value_table, NULL };

	view.style.decimal = lang == PIAL_FR ? ',' : '.';
	view.style.lang = lang;
	view.place = pial_calloc(schema->fields + 1, sizeof(*view.place));
	for (size_t i = 0; i < schema->fields; i++)
		view.place[i] = place_of(table, &schema->field[i]);
	if (!try_columns(out, &view, width)) {
		put_same_over(&view);
		if (!try_columns(out, &view, width)) {
			put_over(out, &view);
			put_blocks(out, &view);
		}
	}
	free(view.place);
}
