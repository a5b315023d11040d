/*
 * Rows to CSV for people, and what a sheet says of a row: its id, its version.
 *
 * The canonical form, load/table_writer.c, always has every column of the schema, so that a file's
 * shape never depends on what happens to be filled in. A sheet leaves empty columns out: a grower's
 * page has eight columns, not fifteen.
 */
#include <string.h>

#include "base/intern.h"
#include "io/digest.h"
#include "load/table.h"
#include "load/table_header.h"
#include "load/table_shape.h"

#include "base/banned.h"

/* A table being written. */
struct writer {
	struct pial_strbuf *out;		/* where */
	const struct pial_table *table;		/* what */
	const struct pial_model *model;		/* whose texts */
	const struct pial_csv_style *csv;	/* separator, guard */
	const struct pial_value_style *style;	/* marks, language */
	struct pial_strbuf cell;		/* one value */
	bool first;				/* at the beginning of a row */
};

static void writer_init(struct writer *w, struct pial_strbuf *out, const struct pial_table *table,
			const struct pial_model *model, const struct pial_csv_style *csv,
			const struct pial_value_style *style)
{
	w->out = out;
	w->table = table;
	w->model = model;
	w->csv = csv;
	w->style = style;
	w->first = true;
	pial_strbuf_init(&w->cell, (size_t)PIAL_CSV_FIELD * 8);
}

static void put(struct writer *w, bool is_text, const char *text, size_t len)
{
	pial_csv_put(w->out, w->csv, w->first, is_text, text, len);
	w->first = false;
}

static void end(struct writer *w)
{
	pial_csv_end(w->out);
	w->first = true;
}

static void put_number(struct writer *w, uint32_t n)
{
	put(w, true, pial_intern_text(&w->model->pool, n), w->model->pool.len[n]);
}

static void put_field(struct writer *w, const struct pial_field *field, const void *row)
{
	uint32_t n;

	if (field->type == PIAL_T_ID || (field->type == PIAL_T_TEXT && !field->choice)) {
		memcpy(&n, (const char *)row + field->offset, sizeof(n));
		put_number(w, n);
		return;
	}
	pial_strbuf_clear(&w->cell);
	pial_value_write(&w->cell, w->model, field, row, w->style);
	put(w, pial_value_is_text(field), w->cell.text, w->cell.len);
}

static void put_extras(struct writer *w, size_t index)
{
	size_t i;

	for (i = 0; i < w->table->extras; i++)
		put_number(w, w->table->extra[index * w->table->extras + i].n);
}

static void put_extra_names(struct writer *w)
{
	size_t i;

	for (i = 0; i < w->table->extras; i++)
		put(w, true, w->table->extra_name[i], strlen(w->table->extra_name[i]));
}

void pial_table_row_id(struct pial_strbuf *out, const struct pial_table *table,
		       const struct pial_model *model, const void *row)
{
	const struct pial_schema *schema = table->schema;
	bool first = true;
	size_t f;

	for (f = 0; f < schema->fields; f++) {
		if (!(schema->field[f].flags & PIAL_F_KEY))
			continue;
		if (!first)
			pial_strbuf_addch(out, '_');
		first = false;
		pial_value_write(out, model, &schema->field[f], row, &pial_value_table);
	}
}

void pial_table_row_version(char version[PIAL_TABLE_VERSION], const struct pial_table *table,
			    const struct pial_model *model, const void *row)
{
	const struct pial_schema *schema = table->schema;
	char digest[PIAL_DIGEST_TEXT];
	struct pial_strbuf text;
	struct writer w;
	size_t i, f;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	writer_init(&w, &text, table, model, &pial_csv_table, &pial_value_table);
	for (f = 0; f < schema->fields; f++)
		put_field(&w, &schema->field[f], row);
	if (table->extras)
		put_extras(&w, (size_t)((const char *)row - table->row) / schema->row_size);
	pial_digest(text.text, text.len, digest);
	version[0] = 'v';
	for (i = 0; i < 8; i++)
		version[1 + i] = (char)('a' + (digest[i] <= '9' ? digest[i] - '0'
							       : digest[i] - 'a' + 10));
	version[9] = '\0';
	pial_strbuf_release(&text);
	pial_strbuf_release(&w.cell);
}

/* ---- Sheets ---- */

bool pial_shape_in_grams(const struct pial_field *field, const void *row, int64_t *units)
{
	if (!pial_header_has_grams(field) || pial_value_is_none(field, row))
		return false;
	memcpy(units, (const char *)row + field->offset, sizeof(*units));
	return *units % 10 != 0;
}

void pial_shape_find(const struct pial_table *table, struct pial_shape *shape)
{
	const struct pial_schema *schema = table->schema;
	int64_t units;
	size_t i, f;

	memset(shape, 0, sizeof(*shape));
	shape->version = pial_field_find(schema, "version") < 0;
	for (f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];
		uint64_t bit = UINT64_C(1) << f;

		if (field->flags & (PIAL_F_REQUIRED | PIAL_F_COLUMN))
			shape->shown |= bit;
		for (i = 0; i < table->count; i++) {
			if (!pial_value_is_none(field, pial_table_row(table, i)))
				shape->shown |= bit;
			if (pial_shape_in_grams(field, pial_table_row(table, i), &units))
				shape->grams |= bit;
		}
	}
}

static void put_sheet_header(struct writer *w, const struct pial_shape *shape, enum pial_lang lang)
{
	const struct pial_schema *schema = w->table->schema;
	size_t f;

	put(w, true, "id", 2);
	if (shape->version)
		put(w, true, "version", 7);
	for (f = 0; f < schema->fields; f++) {
		const char *label = pial_field_label(&schema->field[f], lang);

		if (shape->shown >> f & 1)
			put(w, true, label, strlen(label));
		if (!(shape->grams >> f & 1))
			continue;
		pial_strbuf_clear(&w->cell);
		pial_header_grams(&w->cell, &schema->field[f], lang);
		put(w, true, w->cell.text, w->cell.len);
	}
	put_extra_names(w);
	end(w);
}

/* A value of three decimals: the ordinary cell empty, whole thousandths beside it. */
static void put_grams(struct writer *w, const struct pial_field *field, const void *row)
{
	int64_t units;
	bool needed = pial_shape_in_grams(field, row, &units);

	if (needed)
		put(w, false, "", 0);
	else
		put_field(w, field, row);
	pial_strbuf_clear(&w->cell);
	if (needed)
		pial_strbuf_addint(&w->cell, units);
	put(w, false, w->cell.text, w->cell.len);
}

static void put_sheet_row(struct writer *w, const struct pial_shape *shape, size_t index)
{
	const struct pial_schema *schema = w->table->schema;
	const void *row = pial_table_row(w->table, index);
	char version[PIAL_TABLE_VERSION];
	size_t f;

	pial_strbuf_clear(&w->cell);
	pial_table_row_id(&w->cell, w->table, w->model, row);
	put(w, true, w->cell.text, w->cell.len);
	if (shape->version) {
		pial_table_row_version(version, w->table, w->model, row);
		put(w, true, version, PIAL_TABLE_VERSION - 1);
	}
	for (f = 0; f < schema->fields; f++) {
		if (shape->grams >> f & 1)
			put_grams(w, &schema->field[f], row);
		else if (shape->shown >> f & 1)
			put_field(w, &schema->field[f], row);
	}
	put_extras(w, index);
	end(w);
}

void pial_table_write_sheet(struct pial_strbuf *out, const struct pial_table *table,
			    const struct pial_model *model, enum pial_lang lang)
{
	struct pial_csv_style csv = pial_csv_sheet;
	struct pial_value_style style = pial_value_sheet;
	struct pial_shape shape;
	struct writer w;
	size_t i;

	style.lang = lang;
	style.decimal = csv.decimal = lang == PIAL_FR ? ',' : '.';
	pial_shape_find(table, &shape);
	writer_init(&w, out, table, model, &csv, &style);
	put_sheet_header(&w, &shape, lang);
	for (i = 0; i < table->count; i++)
		put_sheet_row(&w, &shape, i);
	pial_strbuf_release(&w.cell);
}
