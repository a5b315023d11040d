/*
 * Reading OpenDocument spreadsheets: sheets, rows, cells, values.
 *
 * Only tables that stand directly in office:spreadsheet are sheets: changes that are tracked, links
 * to other documents and tables in cells hold tables too. The value of a cell is what its
 * attributes say (part 3, 19.385 and around), the text it is shown as only where they say nothing;
 * a formula counts as its last result. Notes, drawings and the hidden text of covered cells are not
 * read.
 *
 * A row is gathered before it is put down, since a row that is equal to the next is written once
 * with a number, which is a million for the blank rest of a sheet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strmap.h"
#include "io/csv.h"
#include "io/grid_priv.h"

#include "base/banned.h"

static const struct pial_xml_space spaces[] = {
	{ "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office" },
	{ "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table" },
	{ "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text" },
	{ "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style" },
	{ "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest" },
	{ "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext" },
	{ NULL, NULL },
};

/* Longest text gathered: one byte more than a field may have is enough to refuse it. */
#define TEXT_MAX (2 * PIAL_CSV_FIELD)

struct ods_reader {
	struct pial_wgrid *grid;		/* where cells go */
	unsigned depth;			/* open elements */
	bool spreadsheet;		/* there is one */
	/* depth of these elements when open; 0: not open */
	unsigned body, table, row, cell, paragraph, skipped;
	struct pial_strmap hidden;	/* names of styles of sheets that are not shown */
	struct pial_strbuf style;	/* name of the style in hand; "" for none */
	uint32_t at_row, at_column;	/* the next place, from 0 */
	uint32_t row_times, cell_times;	/* how often they are repeated */
	bool row_hidden, covered;	/* not shown; under a merged cell */
	struct pial_wcell filled[PIAL_WORKBOOK_COLUMNS];	/* the row so far */
	uint32_t fill;			/* cells of it up to the last that is filled */
	struct pial_wcell value;	/* the cell's value, from attributes; EMPTY: see text */
	bool is_error, has_value;	/* the program could not compute it; attributes say it */
	struct pial_strbuf text;	/* the cell's text */
	bool blank;			/* a line end came, and nothing but blanks since */
	bool started;			/* a paragraph came before */
	struct pial_strbuf scratch;	/* a number */
};

/* ---- Values ---- */

static void take_number(struct ods_reader *r, const struct pial_xml_name *name,
			enum pial_wkind kind)
{
	size_t len;
	const char *text = pial_xml_get(name, "office:value", &len);

	pial_strbuf_clear(&r->scratch);
	if (text && pial_wgrid_number(&r->scratch, text, len, kind == PIAL_WKIND_PERCENT ? 2 : 0))
		pial_wgrid_cell(r->grid, &r->value, kind, r->scratch.text, r->scratch.len);
}

/* 2025-03-17, or 2025-03-17T08:00:00: a time that is midnight is no time. */
static void take_date(struct ods_reader *r, const struct pial_xml_name *name)
{
	size_t len;
	const char *text = pial_xml_get(name, "office:date-value", &len);

	if (!text || len > 64)
		return;
	if (len >= 19 && !memcmp(text + 10, "T00:00:00", 9))
		len = 10;
	pial_wgrid_cell(r->grid, &r->value, PIAL_WKIND_DATE, text, len);
}

/* What the attributes of a cell say; a value of another kind is the text shown. */
static void take_value(struct ods_reader *r, const struct pial_xml_name *name)
{
	size_t len;
	const char *text;

	memset(&r->value, 0, sizeof(r->value));
	r->value.text = "";
	r->is_error = pial_xml_has(name, "calcext:value-type", "error");
	if (pial_xml_has(name, "office:value-type", "float") ||
	    pial_xml_has(name, "office:value-type", "currency"))
		take_number(r, name, PIAL_WKIND_NUMBER);
	else if (pial_xml_has(name, "office:value-type", "percentage"))
		take_number(r, name, PIAL_WKIND_PERCENT);
	else if (pial_xml_has(name, "office:value-type", "date"))
		take_date(r, name);
	else if (pial_xml_has(name, "office:value-type", "boolean"))
		pial_wgrid_cell(r->grid, &r->value, PIAL_WKIND_BOOLEAN,
			       pial_xml_has(name, "office:boolean-value", "true") ? "VRAI"
										  : "FAUX", 4);
	text = pial_xml_get(name, "office:string-value", &len);
	r->has_value = r->value.kind != PIAL_WKIND_EMPTY;
	if (text && !r->has_value && !r->is_error) {
		pial_wgrid_cell(r->grid, &r->value, PIAL_WKIND_TEXT, text, len);
		r->has_value = true;
	}
}

/* The name of an error without the blanks that French has in it: #NOM ? is #NOM?. */
static void tidy_error(struct pial_strbuf *text)
{
	size_t to = 0;

	for (size_t from = 0; from < text->len; from++) {
		if (text->text[from] == ' ')
			continue;
		if (!strncmp(text->text + from, "\xc2\xa0", 2))
			from += 1;
		else if (!strncmp(text->text + from, "\xe2\x80\xaf", 3))
			from += 2;
		else
			text->text[to++] = text->text[from];
	}
	if (to < text->len)
		pial_strbuf_setlen(text, to);
}

/* ---- Cells and rows ---- */

static void open_cell(struct ods_reader *r, const struct pial_xml_name *name, bool covered)
{
	r->cell = r->depth;
	r->covered = covered;
	r->cell_times = pial_xml_number(name, "table:number-columns-repeated", 1,
					PIAL_WORKBOOK_ROWS);
	r->started = false;
	pial_strbuf_clear(&r->text);
	take_value(r, name);
	r->value.across = (uint8_t)pial_xml_number(name, "table:number-columns-spanned", 1,
						   PIAL_WORKBOOK_COLUMNS);
	r->value.down = (uint16_t)pial_xml_number(name, "table:number-rows-spanned", 1,
						  UINT16_MAX);
}

static bool close_cell(struct ods_reader *r)
{
	uint8_t across = r->value.across;
	uint16_t down = r->value.down;

	r->cell = 0;
	if (r->text.overflow || r->value.len > PIAL_CSV_FIELD || r->text.len > PIAL_CSV_FIELD)
		return pial_wgrid_fail(r->grid, PIAL_WGRID_FIELD, r->at_row + 1, r->at_column + 1);
	if (!r->has_value && r->text.len) {
		if (r->is_error)
			tidy_error(&r->text);
		pial_wgrid_cell(r->grid, &r->value,
			       r->is_error ? PIAL_WKIND_ERROR : PIAL_WKIND_TEXT, r->text.text,
			       r->text.len);
		r->value.across = across;
		r->value.down = down;
	}
	if (!r->covered && r->value.kind != PIAL_WKIND_EMPTY)
		for (uint32_t i = 0; i < r->cell_times; i++) {
			uint32_t column = r->at_column + i;

			if (column >= PIAL_WORKBOOK_COLUMNS)
				return pial_wgrid_fail(r->grid, PIAL_WGRID_WIDTH, r->at_row + 1,
						      column + 1);
			while (r->fill <= column)
				r->filled[r->fill++] = (struct pial_wcell){ .text = "" };
			r->filled[column] = r->value;
		}
	r->at_column += r->cell_times;
	if (r->at_column > PIAL_WORKBOOK_ROWS)
		r->at_column = PIAL_WORKBOOK_ROWS;
	return true;
}

static void open_row(struct ods_reader *r, const struct pial_xml_name *name)
{
	r->row = r->depth;
	r->row_times = pial_xml_number(name, "table:number-rows-repeated", 1, PIAL_WORKBOOK_ROWS);
	r->row_hidden = pial_xml_has(name, "table:visibility", "collapse") ||
			pial_xml_has(name, "table:visibility", "filter");
	r->at_column = 0;
	r->fill = 0;
}

static bool close_row(struct ods_reader *r)
{
	r->row = 0;
	if ((size_t)r->fill * r->row_times > PIAL_WGRID_CELLS)
		return pial_wgrid_fail(r->grid, PIAL_WGRID_SIZE, 0, 0);
	for (uint32_t i = 0; r->fill && i < r->row_times; i++) {
		r->grid->sheet->hidden_rows += r->row_hidden;
		for (uint32_t c = 0; c < r->fill; c++)
			if (r->filled[c].kind != PIAL_WKIND_EMPTY &&
			    !pial_wgrid_put(r->grid, r->at_row + i, c, &r->filled[c]))
				return false;
	}
	r->at_row += r->row_times;
	if (r->at_row > PIAL_WORKBOOK_ROWS)
		r->at_row = PIAL_WORKBOOK_ROWS;
	return true;
}

/* ---- Texts ---- */

/*
 * Adds text as paragraphs hold it. By the standard (6.1.2) blanks in any number are one, and more
 * are elements; LibreOffice writes, and reads, each one as it is. So blanks are kept; a line end
 * and what indents the next line are one.
 */
static void add_text(struct ods_reader *r, const char *text, size_t len)
{
	for (size_t i = 0; i < len && !r->text.overflow; i++) {
		bool end = memchr("\t\r\n", text[i], 3) != NULL;

		if (end && !r->blank)
			pial_strbuf_addch(&r->text, ' ');
		else if (!end && !(text[i] == ' ' && r->blank))
			pial_strbuf_addch(&r->text, text[i]);
		r->blank = end || (text[i] == ' ' && r->blank);
	}
}

static void open_paragraph(struct ods_reader *r)
{
	r->paragraph = r->depth;
	if (r->started)
		pial_strbuf_addch(&r->text, '\n');
	r->started = true;
	r->blank = false;
}

/* A line end that ends a paragraph is none. */
static void close_paragraph(struct ods_reader *r)
{
	r->paragraph = 0;
	if (r->blank && r->text.len && r->text.text[r->text.len - 1] == ' ')
		pial_strbuf_setlen(&r->text, r->text.len - 1);
}

static void in_paragraph(struct ods_reader *r, const struct pial_xml_name *name)
{
	if (pial_xml_is(name, "text:s")) {
		pial_strbuf_addchars(&r->text, ' ', pial_xml_number(name, "text:c", 1,
								    (uint32_t)TEXT_MAX));
		r->blank = false;
	} else if (pial_xml_is(name, "text:tab")) {
		pial_strbuf_addch(&r->text, '\t');
		r->blank = false;
	} else if (pial_xml_is(name, "text:line-break")) {
		pial_strbuf_addch(&r->text, '\n');
		r->blank = false;
	} else if (pial_xml_is(name, "text:note") || strcmp(name->prefix, "text")) {
		r->skipped = r->depth;
	}
}

/* ---- The document ---- */

static void open_table(struct ods_reader *r, const struct pial_xml_name *name)
{
	size_t len;
	const char *text = pial_xml_get(name, "table:name", &len);
	char *copy = pial_arena_strndup(&r->grid->book->arena, text ? text : "", len);
	uint32_t unused;

	r->table = r->depth;
	r->grid->sheet = pial_workbook_sheet(r->grid->book, copy);
	r->at_row = 0;
	text = pial_xml_get(name, "table:style-name", &len);
	r->grid->sheet->hidden = text && pial_strmap_get(&r->hidden, text, len, &unused);
}

/* The styles of sheets, for the only thing they say that matters. */
static void in_styles(struct ods_reader *r, const struct pial_xml_name *name)
{
	size_t len;
	const char *text;

	if (pial_xml_is(name, "style:style")) {
		text = pial_xml_get(name, "style:name", &len);
		pial_strbuf_clear(&r->style);
		if (text && pial_xml_has(name, "style:family", "table"))
			pial_strbuf_add(&r->style, text, len);
	} else if (pial_xml_is(name, "style:table-properties") && r->style.len &&
		   pial_xml_has(name, "table:display", "false")) {
		pial_strmap_put(&r->hidden, pial_arena_strndup(&r->grid->book->arena,
							       r->style.text, r->style.len),
				r->style.len, 1);
	}
}

/* The root of a flat document says what it is. */
static bool root(struct ods_reader *r, const struct pial_xml_name *name)
{
	if (pial_xml_is(name, "office:document-content") || pial_xml_is(name, "office:document"))
		return true;
	return pial_wgrid_fail(r->grid, PIAL_WGRID_KIND, 0, 0);
}

static bool on_open(void *data, const struct pial_xml_name *name)
{
	struct ods_reader *r = data;

	r->depth++;
	if (r->depth == 1)
		return root(r, name);
	if (r->skipped)
		return true;
	if (r->paragraph)
		in_paragraph(r, name);
	else if (r->cell && r->depth == r->cell + 1 && pial_xml_is(name, "text:p"))
		open_paragraph(r);
	else if (r->cell)
		r->skipped = r->depth;
	else if (r->row && pial_xml_is(name, "table:table-cell"))
		open_cell(r, name, false);
	else if (r->row && pial_xml_is(name, "table:covered-table-cell"))
		open_cell(r, name, true);
	else if (r->table && !r->row && pial_xml_is(name, "table:table-row"))
		open_row(r, name);
	else if (r->body && !r->table && r->depth == r->body + 1 &&
		 pial_xml_is(name, "table:table"))
		open_table(r, name);
	else if (!r->body && pial_xml_is(name, "office:spreadsheet"))
		r->body = r->depth, r->spreadsheet = true;
	else if (!r->body)
		in_styles(r, name);
	return true;
}

static bool on_close(void *data, const struct pial_xml_name *name)
{
	struct ods_reader *r = data;
	unsigned depth = r->depth--;
	bool ok = true;

	(void)name;
	if (depth == r->skipped)
		r->skipped = 0;
	else if (depth == r->paragraph)
		close_paragraph(r);
	else if (depth == r->cell)
		ok = close_cell(r);
	else if (depth == r->row)
		ok = close_row(r);
	else if (depth == r->table)
		r->table = 0;
	else if (depth == r->body)
		r->body = 0;
	return ok;
}

static bool on_text(void *data, const char *text, size_t len)
{
	struct ods_reader *r = data;

	if (r->paragraph && !r->skipped)
		add_text(r, text, len);
	return true;
}

static const struct pial_xml_ops content_ops = { on_open, on_close, on_text };

static struct ods_reader *make_reader(struct pial_wgrid *grid)
{
	struct ods_reader *r = pial_calloc(1, sizeof(*r));

	r->grid = grid;
	pial_strmap_init(&r->hidden);
	pial_strbuf_init(&r->style, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&r->text, TEXT_MAX);
	pial_strbuf_init(&r->scratch, PIAL_STRBUF_TEXT);
	return r;
}

static void free_reader(struct ods_reader *r)
{
	pial_strmap_release(&r->hidden);
	pial_strbuf_release(&r->style);
	pial_strbuf_release(&r->text);
	pial_strbuf_release(&r->scratch);
	free(r);
}

/* A document that came to its end must have been a spreadsheet. */
static bool is_spreadsheet(struct ods_reader *r, bool ok)
{
	return ok && (r->spreadsheet || pial_wgrid_fail(r->grid, PIAL_WGRID_KIND, 0, 0));
}

bool pial_ods_read(struct pial_wgrid *grid, pial_xml_next next, void *source)
{
	struct ods_reader *r = make_reader(grid);
	enum pial_xml_end end;
	uint32_t line;
	bool ok;

	grid->part = "";
	end = pial_xml_read(next, source, spaces, &content_ops, r, &line);
	ok = is_spreadsheet(r, pial_wgrid_ended(grid, end, line));
	free_reader(r);
	return ok;
}

/* ---- The archive ---- */

/* Entries of the manifest that are encrypted say so in a child. */
static bool manifest_open(void *data, const struct pial_xml_name *name)
{
	if (pial_xml_is(name, "manifest:encryption-data"))
		return pial_wgrid_fail(data, PIAL_WGRID_PASSWORD, 0, 0);
	return true;
}

static bool manifest_close(void *data, const struct pial_xml_name *name)
{
	(void)data;
	(void)name;
	return true;
}

static bool manifest_text(void *data, const char *text, size_t len)
{
	(void)data;
	(void)text;
	(void)len;
	return true;
}

bool pial_ods_read_archive(struct pial_wgrid *grid, struct pial_unpack *unpack)
{
	static const struct pial_xml_ops manifest_ops = { manifest_open, manifest_close,
							  manifest_text };
	struct ods_reader *r;
	bool ok;

	if (pial_unpack_holds(unpack, "META-INF/manifest.xml") &&
	    !pial_wgrid_part(grid, unpack, "META-INF/manifest.xml", spaces, &manifest_ops, grid))
		return false;
	r = make_reader(grid);
	ok = is_spreadsheet(r, pial_wgrid_part(grid, unpack, "content.xml", spaces, &content_ops,
					      r));
	free_reader(r);
	return ok;
}
