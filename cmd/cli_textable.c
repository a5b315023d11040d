/*
 * A table to read on a terminal or in a mail: --format=text.
 *
 * Columns that are empty in every row are left out, as a week's orders use half of theirs; markup
 * aligns and wraps what is left.
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
	return type == PIAL_T_TEXT ? PIAL_TEXT_SHRINK : 0;
}

void pial_cli_textable(struct pial_strbuf *out, const struct pial_table *table,
		       const struct pial_model *model, enum pial_lang lang)
{
	const struct pial_schema *schema = table->schema;
	bool *shown = pial_calloc(schema->fields + 1, sizeof(*shown));
	struct pial_value_style style = pial_value_table;
	struct pial_text_table text;
	struct pial_strbuf cell;

	style.decimal = lang == PIAL_FR ? ',' : '.';
	style.lang = lang;
	pial_text_table_init(&text);
	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < schema->fields; i++) {
		const struct pial_field *field = &schema->field[i];

		shown[i] = is_shown(table, field);
		if (shown[i])
			pial_text_table_column(&text, pial_field_label(field, lang), "",
					       column_flags(field->type));
	}
	for (size_t r = 0; r < table->count; r++)
		for (size_t i = 0; i < schema->fields; i++) {
			if (!shown[i])
				continue;
			pial_value_write(&cell, model, &schema->field[i], pial_table_row(table, r),
					 &style);
			pial_text_table_take(&text, &cell);
		}
	pial_text_table_write(out, &text, WIDTH);
	pial_strbuf_release(&cell);
	pial_text_table_release(&text);
	free(shown);
}
