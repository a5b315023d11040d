/*
 * A table to read on a terminal or in a mail: --format=text.
 *
 * Columns that are empty in every row are left out, as a week's orders use half of theirs; markup
 * aligns and wraps what is left, between words. A table too wide for that becomes one block a row,
 * a line a value: half a word is harder to read than a longer page.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"
#include "load/value.h"
#include "markup/text.h"

#include "base/banned.h"

/* Width aimed at, on a terminal or not: the same command prints the same bytes. */
#define WIDTH 100

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

/* An empty table shows every column: what it would hold. */
static bool is_shown(const struct pial_table *table, const struct pial_field *field)
{
	for (size_t r = 0; r < table->count; r++)
		if (!pial_value_is_none(field, pial_table_row(table, r)))
			return true;
	return table->count == 0;
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
	bool *shown;				/* of a field: some row has a value */
};

static void put_columns(const struct view *view, struct pial_text_table *text)
{
	const struct pial_schema *schema = view->table->schema;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < schema->fields; i++)
		if (view->shown[i])
			pial_text_table_column(text, pial_field_label(&schema->field[i],
								      view->style.lang), "",
					       column_flags(schema->field[i].type));
	for (size_t r = 0; r < view->table->count; r++)
		for (size_t i = 0; i < schema->fields; i++) {
			if (!view->shown[i])
				continue;
			pial_value_write(&cell, view->model, &schema->field[i],
					 pial_table_row(view->table, r), &view->style);
			pial_text_table_take(text, &cell);
		}
	pial_strbuf_release(&cell);
}

static void put_blocks(struct pial_strbuf *out, const struct view *view)
{
	const struct pial_schema *schema = view->table->schema;
	struct pial_strbuf value;

	pial_strbuf_init(&value, PIAL_STRBUF_TEXT);
	for (size_t r = 0; r < view->table->count; r++) {
		const void *row = pial_table_row(view->table, r);

		if (r)
			pial_strbuf_addch(out, '\n');
		for (size_t i = 0; i < schema->fields; i++) {
			const struct pial_field *field = &schema->field[i];

			if (pial_value_is_none(field, row))
				continue;
			pial_value_write(&value, view->model, field, row, &view->style);
			pial_strbuf_addf(out, pial_tr(view->style.lang, PIAL_N_("%s: %s")),
					 pial_field_label(field, view->style.lang), value.text);
			pial_strbuf_addch(out, '\n');
			pial_strbuf_clear(&value);
		}
	}
	pial_strbuf_release(&value);
}

void pial_cli_textable(struct pial_strbuf *out, const struct pial_table *table,
		       const struct pial_model *model, enum pial_lang lang)
{
	const struct pial_schema *schema = table->schema;
	struct view view = { table, model, pial_value_table, NULL };
	struct pial_text_table text;

	view.style.decimal = lang == PIAL_FR ? ',' : '.';
	view.style.lang = lang;
	view.shown = pial_calloc(schema->fields + 1, sizeof(*view.shown));
	for (size_t i = 0; i < schema->fields; i++)
		view.shown[i] = is_shown(table, &schema->field[i]);
	pial_text_table_init(&text);
	put_columns(&view, &text);
	if (!table->count || pial_text_table_least(&text) <= WIDTH)
		pial_text_table_write(out, &text, WIDTH);
	else
		put_blocks(out, &view);
	pial_text_table_release(&text);
	free(view.shown);
}
