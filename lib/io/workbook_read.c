/*
 * From the bytes of a file to a workbook, and from a sheet to the text of a table.
 *
 * Making a text of the cells, only to cut it into cells again, costs little beside unpacking and
 * parsing, and it keeps one reader of tables: with one header, one set of rules, one set of
 * messages. The other way, a second reader that hands typed cells over, was rejected for that.
 */
#include "io/workbook_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/csv.h"
#include "io/grid_priv.h"
#include "io/ondemand_priv.h"
#include "io/unpack_priv.h"

#include "base/banned.h"

/* Begins with these bytes. */
static bool begins(const char *bytes, size_t len, const char *magic, size_t magic_len)
{
	return len >= magic_len && !memcmp(bytes, magic, magic_len);
}

enum pial_office pial_office_kind(const char *bytes, size_t len)
{
	if (begins(bytes, len, "PK\3\4", 4) || begins(bytes, len, "PK\5\6", 4))
		return PIAL_OFFICE_ZIP;
	if (begins(bytes, len, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
		return PIAL_OFFICE_OLD;
	if (begins(bytes, len, "\xEF\xBB\xBF", 3)) {
		bytes += 3;
		len -= 3;
	}
	while (len && memchr(" \t\r\n", *bytes, 4)) {
		bytes++;
		len--;
	}
	if (begins(bytes, len, "<?xml", 5) || begins(bytes, len, "<office:document", 16))
		return PIAL_OFFICE_XML;
	return PIAL_OFFICE_NONE;
}

/* ---- Reading ---- */

/* Bytes in memory as a source of XML. */
struct memory {
	const char *bytes;	/* what is left */
	size_t len;		/* bytes of it */
};

static bool memory_next(void *data, const char **bytes, size_t *len)
{
	struct memory *memory = data;

	*bytes = memory->bytes;
	*len = memory->len;
	memory->len = 0;
	return true;
}

static void read_archive(struct pial_wgrid *grid, const char *bytes, size_t len)
{
	struct pial_unpack *unpack = pial_malloc(sizeof(*unpack));
	bool ok;

	if (!pial_unpack_open(unpack, bytes, len))
		ok = pial_wgrid_fail(grid, unpack->fault == PIAL_UNPACK_SIZE ? PIAL_WGRID_SIZE
									    : PIAL_WGRID_DAMAGED,
				    0, 0);
	else if (pial_unpack_holds(unpack, "content.xml"))
		ok = pial_ods_read_archive(grid, unpack);
	else if (pial_unpack_holds(unpack, "_rels/.rels"))
		ok = pial_xlsx_read(grid, unpack);
	else
		ok = pial_wgrid_fail(grid, PIAL_WGRID_KIND, 0, 0);
	/* What went wrong is noted in the grid. */
	(void)ok;
	pial_unpack_close(unpack);
	free(unpack);
}

/* Says what a file was refused for. */
static void say_fault(const struct pial_wgrid *grid, const char *name, struct pial_diags *diags)
{
	struct pial_pos pos = { name, 0, 0, PIAL_COLUMN_LETTER };
	const char *part = *grid->part ? grid->part : name;

	switch (grid->fault) {
	case PIAL_WGRID_OK:
		return;
	case PIAL_WGRID_SIZE:
		pial_diag_add(diags, &pos, PIAL_E_OFFICE_SIZE);
		return;
	case PIAL_WGRID_WIDTH:
		pos.line = grid->row;
		pos.column = grid->column;
		pial_diag_add(diags, &pos, PIAL_E_CSV_WIDTH, (int64_t)PIAL_CSV_COLUMNS);
		return;
	case PIAL_WGRID_FIELD:
		pos.line = grid->row;
		pos.column = grid->column;
		pial_diag_add(diags, &pos, PIAL_E_CSV_FIELD, (int64_t)PIAL_CSV_FIELD);
		return;
	case PIAL_WGRID_DAMAGED:
		pial_diag_add(diags, &pos, PIAL_E_OFFICE_DAMAGED, part);
		return;
	case PIAL_WGRID_XML:
		pial_diag_add(diags, &pos, PIAL_E_OFFICE_XML, part, (int64_t)grid->row);
		return;
	case PIAL_WGRID_TYPE:
		pial_diag_add(diags, &pos, PIAL_E_OFFICE_TYPE, part);
		return;
	case PIAL_WGRID_KIND:
		pial_diag_add(diags, &pos, PIAL_E_OFFICE_KIND);
		return;
	case PIAL_WGRID_PASSWORD:
		pial_diag_add(diags, &pos, PIAL_E_OFFICE_PASSWORD);
		return;
	}
}

bool pial_workbook_read(struct pial_workbook *book, const char *name, const char *bytes, size_t len,
			struct pial_diags *diags)
{
	struct pial_pos pos = { name, 0, 0, PIAL_COLUMN_LETTER };
	struct pial_wgrid grid = { .book = book, .part = "" };
	struct memory memory = { bytes, len };

	if (len > (pial_office_kind(bytes, len) == PIAL_OFFICE_XML ? (size_t)PIAL_UNPACK_MAX :
								     PIAL_OFFICE_MAX))
		return pial_diag_add(diags, &pos, PIAL_E_OFFICE_SIZE);
	switch (pial_office_kind(bytes, len)) {
	case PIAL_OFFICE_OLD:
		return pial_diag_add(diags, &pos, PIAL_E_OFFICE_OLD);
	case PIAL_OFFICE_NONE:
		return pial_diag_add(diags, &pos, PIAL_E_OFFICE_KIND);
	case PIAL_OFFICE_ZIP:
		if (!pial_ondemand(PIAL_ONDEMAND_XML2, &pos, diags) ||
		    !pial_ondemand(PIAL_ONDEMAND_ZIP, &pos, diags))
			return false;
		read_archive(&grid, bytes, len);
		break;
	case PIAL_OFFICE_XML:
		if (!pial_ondemand(PIAL_ONDEMAND_XML2, &pos, diags))
			return false;
		if (pial_ods_read(&grid, memory_next, &memory))
			return true;
		break;
	}
	say_fault(&grid, name, diags);
	return grid.fault == PIAL_WGRID_OK;
}

/* ---- The sheet that is meant ---- */

static bool is_filled(const struct pial_wsheet *sheet)
{
	for (size_t i = 0; i < sheet->cells; i++)
		if (sheet->cell[i].kind != PIAL_WKIND_EMPTY)
			return true;
	return false;
}

const struct pial_wsheet *pial_workbook_meant(const struct pial_workbook *book, const char *name,
					      struct pial_diags *diags)
{
	struct pial_pos pos = { name, 0, 0, PIAL_COLUMN_LETTER };
	const struct pial_wsheet *meant = NULL;
	struct pial_strbuf others;

	pial_strbuf_init(&others, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < book->sheets; i++) {
		const struct pial_wsheet *sheet = book->sheet[i];

		if (sheet->hidden || !is_filled(sheet))
			continue;
		if (!meant) {
			meant = sheet;
			continue;
		}
		pial_strbuf_addstr(&others, others.len ? ", " : "");
		pial_strbuf_addstr(&others, sheet->name);
	}
	if (others.len)
		pial_diag_add(diags, &pos, PIAL_N_OFFICE_SHEETS, meant->name, others.text);
	pial_strbuf_release(&others);
	if (!meant)
		pial_diag_add(diags, &pos, PIAL_E_OFFICE_EMPTY);
	else if (meant->hidden_rows)
		pial_diag_add(diags, &pos, PIAL_N_OFFICE_HIDDEN, (int64_t)meant->hidden_rows);
	return meant;
}

/* ---- The text of a table ---- */

/* Filled cells of a row: how many, the last one's column from 1, whether the first is merged. */
struct filled {
	uint32_t count, width;		/* how many; columns up to the last */
	bool merged;			/* the last one takes several columns */
};

static struct filled look(const struct pial_wsheet *sheet, uint32_t row)
{
	const struct pial_wcell *cell;
	uint32_t cells = pial_wsheet_cells(sheet, row, &cell);
	struct filled filled = { 0, 0, false };

	for (uint32_t i = 0; i < cells; i++) {
		if (cell[i].kind == PIAL_WKIND_EMPTY)
			continue;
		filled.count++;
		filled.width = i + 1;
		filled.merged = cell[i].across > 1;
	}
	return filled;
}

/* The header: the first row of more than one filled cell, else the first of any. */
static uint32_t header_row(const struct pial_wsheet *sheet)
{
	for (uint32_t row = 0; row < sheet->rows; row++)
		if (look(sheet, row).count > 1)
			return row;
	for (uint32_t row = 0; row < sheet->rows; row++)
		if (look(sheet, row).count)
			return row;
	return 0;
}

/* Columns of the table that begins at a row. */
static uint32_t table_width(const struct pial_wsheet *sheet, uint32_t from)
{
	uint32_t width = 0;

	for (uint32_t row = from; row < sheet->rows; row++) {
		struct filled filled = look(sheet, row);

		if (filled.width > width)
			width = filled.width;
	}
	return width;
}

/* True for a number that its text would leave in doubt: up to three digits, a point, three more. */
static bool is_doubtful(const char *text)
{
	size_t whole = strspn(text, "0123456789");

	return whole >= 1 && whole <= 3 && text[whole] == '.' && strlen(text + whole + 1) == 3;
}

static void put_cell(struct pial_strbuf *out, struct pial_strbuf *scratch,
		     const struct pial_wcell *cell, bool first)
{
	static const struct pial_csv_style style = { ';', '.', false, false };
	const char *text = cell->text;
	bool minus = *text == '-';

	pial_strbuf_clear(scratch);
	if (cell->kind == PIAL_WKIND_NUMBER && is_doubtful(text + minus))
		pial_strbuf_addf(scratch, "%s0%s", minus ? "-" : "", text + minus);
	else
		pial_strbuf_add(scratch, text, cell->len);
	if (cell->kind == PIAL_WKIND_PERCENT)
		pial_strbuf_addch(scratch, '%');
	pial_csv_put(out, &style, first, false, scratch->text, scratch->len);
}

void pial_wsheet_text_of(struct pial_strbuf *out, const struct pial_wsheet *sheet)
{
	uint32_t header = header_row(sheet), width = table_width(sheet, header);
	struct pial_strbuf scratch;

	pial_strbuf_init(&scratch, PIAL_STRBUF_OUTPUT);
	for (uint32_t row = 0; row < sheet->rows; row++) {
		struct filled filled = look(sheet, row);

		if (row >= header && filled.count && !(filled.count == 1 && filled.merged))
			for (uint32_t i = 0; i < width; i++)
				put_cell(out, &scratch, pial_wsheet_at(sheet, row, i), !i);
		pial_strbuf_addch(out, '\n');
	}
	pial_strbuf_release(&scratch);
}
