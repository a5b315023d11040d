/*
 * The cells of a sheet of an Office Open XML workbook.
 *
 * A number is what its style shows it as: a date when the format has parts of a date, a percentage
 * when it has a per cent sign. Days count from 1900 with the 29th of February that this year had
 * not (18.17.4.1), or from 1904. A number in a cell formatted as a date that is out of the range of
 * num/date.h is left a number: somebody typed 12 where dates were before.
 */
#include <stdlib.h>
#include <string.h>

#include "io/csv.h"
#include "io/xlsx_priv.h"

#include "base/banned.h"

/* 1970-01-01 counted from 1900, and 1904-01-01 too. */
#define DAYS_1970 25569
#define DAYS_1904 1462
/* Parts of a day in which times are counted, by decimal places. */
#define DAY_PLACES 10

/* ---- Dates ---- */

/* Cuts a plain decimal ("45733.5") into days and ten-thousand-millionths of a day. */
static bool cut_days(const char *text, int64_t *days, int64_t *part)
{
	int places = 0;

	*days = *part = 0;
	for (; *text >= '0' && *text <= '9'; text++)
		if (*days < 10000000)
			*days = *days * 10 + (*text - '0');
	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9' && places < DAY_PLACES; places++)
			*part = *part * 10 + (*text++ - '0');
	for (; places < DAY_PLACES; places++)
		*part *= 10;
	return !*text;
}

static void add_time(struct pial_strbuf *out, int64_t seconds)
{
	pial_strbuf_addf(out, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
			 (int)(seconds % 60));
}

/* Replaces a number by the date or time it stands for; false when it stands for none. */
static bool to_date(struct pial_xlsx *x, struct pial_strbuf *number, bool only_time)
{
	int64_t days, part, seconds;
	struct pial_date date;

	if (!cut_days(number->text, &days, &part))
		return false;
	/* To the nearest second; one that is rounded to midnight is the next day. */
	seconds = (part * 86400 + 5000000000) / 10000000000;
	if (seconds == 86400) {
		seconds = 0;
		days++;
	}
	if (x->dates_1904)
		days += DAYS_1904;
	days -= DAYS_1970;
	pial_strbuf_clear(number);
	if (only_time) {
		add_time(number, seconds);
		return true;
	}
	if (days < 0 || days >= UINT16_MAX)
		return false;
	date.n = (uint16_t)(days + 1);
	pial_date_format(number, date);
	if (seconds) {
		pial_strbuf_addch(number, ' ');
		add_time(number, seconds);
	}
	return true;
}

/* ---- Values ---- */

static void take_number(struct pial_xlsx *x, struct pial_wcell *cell)
{
	enum pial_xlsx_format format = x->style < x->formats ? x->format[x->style] :
				       PIAL_XLSX_NUMBER;
	enum pial_wkind kind = PIAL_WKIND_NUMBER;

	pial_strbuf_clear(&x->scratch);
	if (!pial_wgrid_number(&x->scratch, x->text.text, x->text.len,
			      format == PIAL_XLSX_PERCENT ? 2 : 0)) {
		pial_wgrid_cell(x->grid, cell, PIAL_WKIND_ERROR, x->text.text, x->text.len);
		return;
	}
	if (format == PIAL_XLSX_PERCENT)
		kind = PIAL_WKIND_PERCENT;
	if (format == PIAL_XLSX_DATE || format == PIAL_XLSX_TIME) {
		if (to_date(x, &x->scratch, format == PIAL_XLSX_TIME)) {
			kind = format == PIAL_XLSX_TIME ? PIAL_WKIND_TEXT : PIAL_WKIND_DATE;
		} else {
			pial_strbuf_clear(&x->scratch);
			if (!pial_wgrid_number(&x->scratch, x->text.text, x->text.len, 0))
				kind = PIAL_WKIND_ERROR;
		}
	}
	pial_wgrid_cell(x->grid, cell, kind, x->scratch.text, x->scratch.len);
}

/* A text of the shared table, named by its number. */
static bool take_shared(struct pial_xlsx *x, struct pial_wcell *cell)
{
	const struct pial_xlsx_text *shared;
	size_t index = 0;

	for (size_t i = 0; i < x->text.len; i++) {
		if (x->text.text[i] < '0' || x->text.text[i] > '9' || index >= x->shareds)
			return pial_wgrid_fail(x->grid, PIAL_WGRID_DAMAGED, x->row + 1,
					      x->column + 1);
		index = index * 10 + (size_t)(x->text.text[i] - '0');
	}
	if (index >= x->shareds)
		return pial_wgrid_fail(x->grid, PIAL_WGRID_DAMAGED, x->row + 1, x->column + 1);
	shared = &x->shared[index];
	pial_wgrid_cell(x->grid, cell, PIAL_WKIND_EMPTY, "", 0);
	cell->kind = shared->len ? PIAL_WKIND_TEXT : PIAL_WKIND_EMPTY;
	cell->text = shared->text;
	cell->len = shared->len;
	return true;
}

static bool take_cell(struct pial_xlsx *x, struct pial_wcell *cell)
{
	const char *text = x->text.text;
	size_t len = x->text.len;

	if (x->text.overflow)
		return pial_wgrid_fail(x->grid, PIAL_WGRID_FIELD, x->row + 1, x->column + 1);
	if (!len && x->type != 'i') {
		pial_wgrid_cell(x->grid, cell, PIAL_WKIND_EMPTY, "", 0);
		return true;
	}
	switch (x->type) {
	case 's':
		return take_shared(x, cell);
	case 'b':
		pial_wgrid_cell(x->grid, cell, PIAL_WKIND_BOOLEAN,
			       text[0] == '1' || text[0] == 't' ? "VRAI" : "FAUX", 4);
		return true;
	case 'e':
		pial_wgrid_cell(x->grid, cell, PIAL_WKIND_ERROR, text, len);
		return true;
	case 'd':
		if (len >= 19 && !memcmp(text + 10, "T00:00:00", 9))
			len = 10;
		pial_wgrid_cell(x->grid, cell, PIAL_WKIND_DATE, text, len);
		return true;
	case 't':
		pial_strbuf_clear(&x->scratch);
		pial_xlsx_add_text(&x->scratch, text, len);
		pial_wgrid_cell(x->grid, cell, PIAL_WKIND_TEXT, x->scratch.text, x->scratch.len);
		return true;
	case 'i':
		pial_wgrid_cell(x->grid, cell, PIAL_WKIND_TEXT, text, len);
		return true;
	default:
		take_number(x, cell);
		return true;
	}
}

/* ---- Places ---- */

/* Reads a place (C5) at text; 0 bytes when there is none. Row and column count from 0. */
static size_t place(const char *text, size_t len, uint32_t *row, uint32_t *column)
{
	uint64_t number = 0;
	uint32_t letters = 0;
	size_t i = 0, digits;

	for (; i < len && text[i] >= 'A' && text[i] <= 'Z' && i < 4; i++)
		letters = letters * 26 + (uint32_t)(text[i] - 'A') + 1;
	digits = i;
	for (; i < len && text[i] >= '0' && text[i] <= '9' && i < 12; i++)
		number = number * 10 + (uint64_t)(text[i] - '0');
	if (!letters || i == digits || !number || number > PIAL_WORKBOOK_ROWS)
		return 0;
	*row = (uint32_t)number - 1;
	*column = letters - 1;
	return i;
}

/* Notes a merged range (A1:D2) at its first cell; the cells it covers are empty already. */
static void merge(struct pial_xlsx *x, const char *text, size_t len)
{
	struct pial_wsheet *sheet = x->grid->sheet;
	uint32_t row, column, last_row, last_column;
	const struct pial_wcell *first;
	struct pial_wcell *cell;
	size_t at = place(text, len, &row, &column);

	if (!at || at >= len || text[at] != ':' ||
	    !place(text + at + 1, len - at - 1, &last_row, &last_column) || last_row < row ||
	    last_column < column || column >= pial_wsheet_cells(sheet, row, &first))
		return;
	cell = &sheet->cell[sheet->start[row] + column];
	cell->across = (uint8_t)(last_column - column < PIAL_WORKBOOK_COLUMNS
				 ? last_column - column + 1 : PIAL_WORKBOOK_COLUMNS);
	cell->down = (uint16_t)(last_row - row < UINT16_MAX ? last_row - row + 1 : UINT16_MAX);
}

static bool open_cell(struct pial_xlsx *x, const struct pial_xml_name *name)
{
	static const struct {
		const char *name;
		char type;
	} types[] = { { "s", 's' }, { "inlineStr", 'i' }, { "str", 't' }, { "b", 'b' },
		      { "e", 'e' }, { "d", 'd' }, { "n", 'n' } };
	uint32_t row, column;
	size_t len;
	const char *text = pial_xml_get(name, "r", &len);

	pial_strbuf_clear(&x->text);
	x->type = 'n';
	for (size_t i = 0; i < PIAL_COUNT(types); i++)
		if (pial_xml_has(name, "t", types[i].name))
			x->type = types[i].type;
	x->style = pial_xml_number(name, "s", 0, UINT32_MAX);
	if (!text)
		return true;
	if (place(text, len, &row, &column) != len || row != x->row || column < x->column)
		return pial_wgrid_fail(x->grid, PIAL_WGRID_DAMAGED, x->row + 1, x->column + 1);
	x->column = column;
	return true;
}

static bool open_row(struct pial_xlsx *x, const struct pial_xml_name *name)
{
	uint32_t row = pial_xml_number(name, "r", x->row + 1, UINT32_MAX);

	if (row <= x->row || row > PIAL_WORKBOOK_ROWS)
		return pial_wgrid_fail(x->grid, PIAL_WGRID_DAMAGED, x->row + 1, 0);
	x->row = row - 1;
	x->column = 0;
	x->row_hidden = pial_xml_has(name, "hidden", "1") || pial_xml_has(name, "hidden", "true");
	x->row_counted = false;
	return true;
}

static bool cells_open(void *data, const struct pial_xml_name *name)
{
	struct pial_xlsx *x = data;
	size_t len;
	const char *text;

	x->depth++;
	if (pial_xml_is(name, "x:row"))
		return open_row(x, name);
	if (pial_xml_is(name, "x:c"))
		return open_cell(x, name);
	if (pial_xml_is(name, "x:v")) {
		x->in_value = true;
	} else if (pial_xml_is(name, "x:is")) {
		x->item = x->depth;
	} else if (x->item && pial_xml_is(name, "x:rPh")) {
		x->phonetic = x->depth;
	} else if (x->item && !x->phonetic && pial_xml_is(name, "x:t")) {
		x->plain = x->depth;
		pial_strbuf_clear(&x->scratch);
	} else if (pial_xml_is(name, "x:mergeCell")) {
		text = pial_xml_get(name, "ref", &len);
		if (text)
			merge(x, text, len);
	}
	return true;
}

static bool close_cell(struct pial_xlsx *x)
{
	struct pial_wcell cell;
	bool ok = take_cell(x, &cell);

	if (ok && cell.len > PIAL_CSV_FIELD)
		ok = pial_wgrid_fail(x->grid, PIAL_WGRID_FIELD, x->row + 1, x->column + 1);
	if (ok && cell.kind != PIAL_WKIND_EMPTY) {
		ok = pial_wgrid_put(x->grid, x->row, x->column, &cell);
		x->grid->sheet->hidden_rows += x->row_hidden && !x->row_counted;
		x->row_counted = true;
	}
	x->column++;
	return ok;
}

static bool cells_close(void *data, const struct pial_xml_name *name)
{
	struct pial_xlsx *x = data;
	unsigned depth = x->depth--;

	if (depth == x->plain) {
		x->plain = 0;
		pial_xlsx_add_text(&x->text, x->scratch.text, x->scratch.len);
		x->text.overflow = x->text.overflow || x->scratch.overflow;
	} else if (depth == x->phonetic) {
		x->phonetic = 0;
	} else if (depth == x->item) {
		x->item = 0;
	} else if (pial_xml_is(name, "x:v")) {
		x->in_value = false;
	} else if (pial_xml_is(name, "x:c")) {
		return close_cell(x);
	} else if (pial_xml_is(name, "x:row")) {
		x->row++;
	}
	return true;
}

static bool cells_text(void *data, const char *text, size_t len)
{
	struct pial_xlsx *x = data;

	if (x->plain)
		pial_strbuf_add(&x->scratch, text, len);
	else if (x->in_value)
		pial_strbuf_add(&x->text, text, len);
	return true;
}

bool pial_xlsx_cells(struct pial_xlsx *xlsx, const char *part)
{
	static const struct pial_xml_ops ops = { cells_open, cells_close, cells_text };

	xlsx->depth = xlsx->item = xlsx->plain = xlsx->phonetic = 0;
	xlsx->row = xlsx->column = 0;
	xlsx->in_value = false;
	return pial_wgrid_part(xlsx->grid, xlsx->unpack, part, pial_xlsx_spaces, &ops, xlsx);
}
