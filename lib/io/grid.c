/*
 * Cells at their places, and the numbers in them.
 *
 * Nothing here goes through floating point, although the programs that wrote the files did: 0.1
 * written as 0.10000000000000001 is digits to be rounded, and digits they stay.
 */
#include "io/grid_priv.h"

#include <string.h>

#include "io/csv.h"

#include "base/banned.h"

/* Digits that a binary number holds of what was typed. */
#define SIGNIFICANT 15
/* Decimals beyond which a number is the dust of a computation. */
#define DECIMALS 10
/* Digits looked at; those behind count as zeros. */
#define DIGITS 40

bool pial_wgrid_fail(struct pial_wgrid *grid, enum pial_wgrid_fault fault, uint32_t row,
		    uint32_t column)
{
	if (grid->fault != PIAL_WGRID_OK)
		return false;
	grid->fault = fault;
	grid->row = row;
	grid->column = column;
	return false;
}

bool pial_wgrid_ended(struct pial_wgrid *grid, enum pial_xml_end end, uint32_t line)
{
	switch (end) {
	case PIAL_XML_DONE:
		return true;
	case PIAL_XML_TYPE:
		return pial_wgrid_fail(grid, PIAL_WGRID_TYPE, line, 0);
	case PIAL_XML_BROKEN:
	case PIAL_XML_DEEP:
		return pial_wgrid_fail(grid, PIAL_WGRID_XML, line, 0);
	case PIAL_XML_STOPPED:
	case PIAL_XML_SOURCE:
		break;
	}
	return pial_wgrid_fail(grid, PIAL_WGRID_DAMAGED, 0, 0);
}

/* What libzip said, as a fault of the file. */
static bool fail_unpack(struct pial_wgrid *grid, const struct pial_unpack *unpack)
{
	if (unpack->fault == PIAL_UNPACK_SIZE)
		return pial_wgrid_fail(grid, PIAL_WGRID_SIZE, 0, 0);
	if (unpack->fault == PIAL_UNPACK_PASSWORD)
		return pial_wgrid_fail(grid, PIAL_WGRID_PASSWORD, 0, 0);
	return pial_wgrid_fail(grid, PIAL_WGRID_DAMAGED, 0, 0);
}

bool pial_wgrid_part(struct pial_wgrid *grid, struct pial_unpack *unpack, const char *part,
		    const struct pial_xml_space *space, const struct pial_xml_ops *ops,
		    void *data)
{
	enum pial_xml_end end;
	uint32_t line;

	grid->part = part;
	if (!pial_unpack_begin(unpack, part))
		return fail_unpack(grid, unpack);
	end = pial_xml_read(pial_unpack_next, unpack, space, ops, data, &line);
	pial_unpack_end(unpack);
	if (end == PIAL_XML_SOURCE)
		return fail_unpack(grid, unpack);
	return pial_wgrid_ended(grid, end, line);
}

bool pial_wgrid_put(struct pial_wgrid *grid, uint32_t row, uint32_t column,
		   const struct pial_wcell *cell)
{
	struct pial_wsheet *sheet = grid->sheet;
	const struct pial_wcell *first;
	uint32_t filled;

	if (column >= PIAL_WORKBOOK_COLUMNS)
		return pial_wgrid_fail(grid, PIAL_WGRID_WIDTH, row + 1, column + 1);
	if (row >= PIAL_WORKBOOK_ROWS || row + 1 < sheet->rows)
		return pial_wgrid_fail(grid, PIAL_WGRID_DAMAGED, row + 1, 0);
	while (sheet->rows <= row)
		pial_wsheet_row(sheet);
	filled = pial_wsheet_cells(sheet, row, &first);
	if (column < filled)
		return pial_wgrid_fail(grid, PIAL_WGRID_DAMAGED, row + 1, column + 1);
	grid->cells += column - filled + 1;
	if (grid->cells > PIAL_WGRID_CELLS)
		return pial_wgrid_fail(grid, PIAL_WGRID_SIZE, row + 1, 0);
	for (; filled < column; filled++)
		pial_wsheet_empty(sheet, PIAL_WSTYLE_PLAIN);
	*pial_wsheet_empty(sheet, PIAL_WSTYLE_PLAIN) = *cell;
	return true;
}

void pial_wgrid_cell(struct pial_wgrid *grid, struct pial_wcell *cell, enum pial_wkind kind,
		    const char *text, size_t len)
{
	memset(cell, 0, sizeof(*cell));
	cell->decimals = PIAL_WORKBOOK_GENERAL;
	cell->kind = (uint8_t)(len ? kind : PIAL_WKIND_EMPTY);
	cell->text = len ? pial_arena_strndup(&grid->book->arena, text, len) : "";
	cell->len = (uint32_t)len;
}

/* ---- Numbers ---- */

/* digit[0] … digit[count - 1] x 10^exponent. */
struct digits {
	char digit[DIGITS];	/* '0' to '9', the first not '0' */
	size_t count;		/* 0: the number is 0 */
	long exponent;		/* of the last digit */
	bool negative;		/* there is a sign */
};

/* Takes digits from text on, up to the first other character; returns how many. */
static size_t take(struct digits *d, const char *text, size_t len, bool fraction)
{
	size_t i;

	for (i = 0; i < len && text[i] >= '0' && text[i] <= '9'; i++) {
		bool keep = d->count < DIGITS && (d->count || text[i] != '0');

		if (keep)
			d->digit[d->count++] = text[i];
		/* A digit dropped at the end moves the last one kept up. */
		if (fraction && (keep || !d->count))
			d->exponent--;
		else if (!fraction && !keep && d->count)
			d->exponent++;
	}
	return i;
}

/* The exponent behind an E, or an absurd one. */
static bool take_exponent(const char *text, size_t len, long *exponent)
{
	bool minus = len && text[0] == '-';
	size_t i = len && (text[0] == '-' || text[0] == '+');
	long value = 0;

	if (i == len)
		return false;
	for (; i < len; i++) {
		if (text[i] < '0' || text[i] > '9' || value > 10000)
			return false;
		value = value * 10 + (text[i] - '0');
	}
	*exponent = minus ? -value : value;
	return true;
}

static bool parse(struct digits *d, const char *text, size_t len)
{
	size_t at = len && (text[0] == '-' || text[0] == '+'), whole, part = 0;
	long exponent = 0;

	memset(d, 0, sizeof(*d));
	d->negative = at && text[0] == '-';
	whole = take(d, text + at, len - at, false);
	at += whole;
	if (at < len && text[at] == '.') {
		part = take(d, text + at + 1, len - at - 1, true);
		at += part + 1;
	}
	if (!whole && !part)
		return false;
	if (at < len && (text[at] == 'E' || text[at] == 'e')) {
		if (!take_exponent(text + at + 1, len - at - 1, &exponent))
			return false;
		at = len;
	}
	d->exponent += exponent;
	return at == len;
}

/* Leaves so many digits, rounding half up; what becomes 10000 is shortened. */
static void round_to(struct digits *d, size_t keep)
{
	bool up;

	if (keep >= d->count)
		return;
	up = d->digit[keep] >= '5';
	d->exponent += (long)(d->count - keep);
	d->count = keep;
	while (up && d->count && d->digit[d->count - 1] == '9') {
		d->count--;
		d->exponent++;
	}
	if (up && d->count)
		d->digit[d->count - 1]++;
	else if (up) {
		d->digit[d->count++] = '1';
	}
}

static void tidy(struct digits *d, int shift)
{
	long decimals;

	d->exponent += shift;
	round_to(d, SIGNIFICANT);
	decimals = -d->exponent;
	if (decimals > DECIMALS) {
		long drop = decimals - DECIMALS;

		if (drop > (long)d->count)
			d->count = 0;
		else
			round_to(d, d->count - (size_t)drop);
	}
	while (d->count && d->digit[d->count - 1] == '0') {
		d->count--;
		d->exponent++;
	}
}

bool pial_wgrid_number(struct pial_strbuf *out, const char *text, size_t len, int shift)
{
	struct digits d;
	long whole;

	if (!parse(&d, text, len))
		return false;
	tidy(&d, shift);
	if (!d.count) {
		pial_strbuf_addch(out, '0');
		return true;
	}
	whole = (long)d.count + d.exponent;
	if (d.negative)
		pial_strbuf_addch(out, '-');
	if (whole > SIGNIFICANT) {
		pial_strbuf_addch(out, d.digit[0]);
		pial_strbuf_addch(out, '.');
		if (d.count > 1)
			pial_strbuf_add(out, d.digit + 1, d.count - 1);
		else
			pial_strbuf_addch(out, '0');
		pial_strbuf_addf(out, "E+%ld", whole - 1);
		return true;
	}
	if (whole <= 0) {
		pial_strbuf_addstr(out, "0.");
		pial_strbuf_addchars(out, '0', (size_t)-whole);
		pial_strbuf_add(out, d.digit, d.count);
		return true;
	}
	pial_strbuf_add(out, d.digit, (size_t)whole < d.count ? (size_t)whole : d.count);
	if ((size_t)whole < d.count) {
		pial_strbuf_addch(out, '.');
		pial_strbuf_add(out, d.digit + whole, d.count - (size_t)whole);
	} else {
		pial_strbuf_addchars(out, '0', (size_t)whole - d.count);
	}
	return true;
}
