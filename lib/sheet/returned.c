/*
 * Which shape a file has, and places.
 *
 * A mark is looked for in the first lines only, as the beginning of a cell. Diagnostics of the
 * reader speak of the table that a form became; they are moved to the file as soon as they are
 * there, so that no caller ever sees a place that the person does not have.
 */
#include "sheet/returned.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* Lines in which a mark is looked for. */
#define MARK_LINES 40

void pial_sheet_init(struct pial_sheet *sheet)
{
	memset(sheet, 0, sizeof(*sheet));
	pial_table_init(&sheet->table, &pial_schema_orders);
}

void pial_sheet_release(struct pial_sheet *sheet)
{
	pial_table_release(&sheet->table);
	free(sheet->returned);
	free(sheet->place);
	pial_sheet_init(sheet);
}

static bool ends_cell(char byte)
{
	return memchr(",;\t\"\r\n", byte, 6) != NULL;
}

/* Finds the mark at the beginning of a cell of one of the first lines. */
static bool find_mark(const struct pial_source *source, struct pial_form_mark *mark)
{
	const char *at = source->text, *end = source->text + source->len;

	for (int lines = 0; at < end && lines < MARK_LINES; at++) {
		size_t len = 0;

		lines += *at == '\n' || *at == '\r';
		if (at != source->text && !ends_cell(at[-1]))
			continue;
		while (at + len < end && !ends_cell(at[len]))
			len++;
		if (pial_form_read_mark(at, len, mark))
			return true;
	}
	return false;
}

/* The next mark from some place on: the beginning of its line, and how many lines are before it. */
static const char *find_line_of_mark(const struct pial_source *source, const char *from,
				     size_t *lines)
{
	const char *at = source->text, *end = source->text + source->len, *line = at;
	struct pial_form_mark mark;
	bool quoted = false;

	for (*lines = 0; at < end; at++) {
		size_t len = 0;

		if (at >= from && (at == source->text || ends_cell(at[-1]))) {
			while (at + len < end && !ends_cell(at[len]))
				len++;
			if (pial_form_read_mark(at, len, &mark))
				return line;
		}
		/* Rows of a sheet are one line each, as positions count them. */
		quoted ^= source->sheet && *at == '"';
		if (quoted || (*at != '\n' && (*at != '\r' || (at + 1 < end && at[1] == '\n'))))
			continue;
		line = at + 1;
		++*lines;
	}
	return NULL;
}

bool pial_sheet_next(struct pial_source *rest, struct pial_source *part)
{
	const char *first, *next = NULL;
	size_t lines;

	*part = *rest;
	if (!rest->len && rest->skipped)
		return false;
	first = find_line_of_mark(rest, rest->text, &lines);
	/* Two marks on one line are one form. */
	if (first)
		first = memchr(first, '\n', (size_t)(rest->text + rest->len - first));
	if (first)
		next = find_line_of_mark(rest, first, &lines);
	if (next) {
		part->len = (size_t)(next - rest->text);
		rest->skipped += (uint32_t)lines;
	} else {
		rest->skipped += 1;
	}
	rest->text += part->len;
	rest->len -= part->len;
	return true;
}

/* ---- Places ---- */

static void move(const struct pial_sheet *sheet, struct pial_pos *pos)
{
	const struct pial_sheet_place *place;
	uint32_t column = pos->column;

	if (!pos->line || pos->line > sheet->places)
		return;
	place = &sheet->place[pos->line - 1];
	pos->line = place->line;
	if (column && column == sheet->quantity && place->quantity)
		pos->column = place->quantity;
	else if (column)
		pos->column = column < PIAL_COUNT(sheet->column) ? sheet->column[column] : 0;
}

static bool is_here(const struct pial_sheet *sheet, const struct pial_pos *pos)
{
	return pos->file && sheet->table.file && !strcmp(pos->file, sheet->table.file);
}

void pial_sheet_replace(const struct pial_sheet *sheet, struct pial_diags *diags, size_t from)
{
	for (size_t i = from; sheet->places && i < diags->count; i++) {
		struct pial_diag *diag = &diags->entry[i];
		const char *args = pial_code_info(diag->code)->args;

		if (is_here(sheet, &diag->pos))
			move(sheet, &diag->pos);
		for (size_t a = 0; args[a]; a++)
			if (args[a] == 'p' && is_here(sheet, &diag->arg[a].pos))
				move(sheet, &diag->arg[a].pos);
	}
}

struct pial_pos pial_sheet_pos(const struct pial_sheet *sheet, const void *row, const char *field)
{
	struct pial_pos pos = pial_table_pos(&sheet->table, row, field);

	if (sheet->places)
		move(sheet, &pos);
	return pos;
}

/* ---- Reading ---- */

static bool read_plain(struct pial_sheet *sheet, struct pial_model *model,
		       const struct pial_source *source, const struct pial_schema *const *candidate,
		       size_t candidates, struct pial_diags *diags)
{
	const struct pial_schema *schema = *candidate;

	/* Where there is nothing to choose, the reader says what is wrong with a header. */
	if (candidates > 1)
		schema = pial_table_recognise(source, candidate, candidates, diags);

	if (!schema)
		return false;
	pial_table_init(&sheet->table, schema);
	return pial_table_read_returned(&sheet->table, model, source, &sheet->returned, diags);
}

static bool read_form(struct pial_sheet *sheet, struct pial_model *model, struct pial_names *names,
		      const struct pial_source *source, const struct pial_form_mark *mark,
		      struct pial_diags *diags)
{
	struct pial_source flat = *source;
	size_t from, before = diags->errors;
	struct pial_strbuf text;
	bool ok;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_table_init(&sheet->table, pial_form_schema(mark->kind));
	ok = pial_form_flatten(sheet, model, names, source, mark, &text, diags);
	if (ok) {
		flat.text = text.text;
		flat.len = text.len;
		flat.skipped = 0;
		/* Places are counted by rows, however many lines a cell has. */
		flat.sheet = true;
		from = diags->count;
		ok = pial_table_read_returned(&sheet->table, model, &flat, &sheet->returned, diags);
		pial_sheet_replace(sheet, diags, from);
	}
	pial_strbuf_release(&text);
	return ok && !pial_diags_since(diags, before);
}

bool pial_sheet_read(struct pial_sheet *sheet, struct pial_model *model, struct pial_names *names,
		     const struct pial_source *source, const struct pial_schema *const *candidate,
		     size_t candidates, struct pial_diags *diags)
{
	struct pial_pos pos = { source->name, 0, 0, PIAL_COLUMN_LETTER };
	struct pial_form_mark mark;

	if (find_mark(source, &mark)) {
		for (size_t i = 0; i < candidates; i++)
			if (pial_form_schema(mark.kind) == candidate[i])
				return read_form(sheet, model, names, source, &mark, diags);
		return pial_diag_add(diags, &pos, PIAL_E_TABLE_KIND, pial_form_name(mark.kind));
	}
	return read_plain(sheet, model, source, candidate, candidates, diags);
}
