/*
 * Tables as strips.
 *
 * A cell is laid out as its first line and its details, each wrapped, and becomes a list of lines;
 * a row becomes as many strips as its longest cell has lines. So a row of any length can break over
 * a page, and an ordinary one is kept whole by keeping its strips together.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/paper_priv.h"
#include "markup/pdf/layout.h"

#include "base/banned.h"

/* Left and right of a cell, above and under a row. */
#define PAD_X 4.0
#define PAD_Y 3.2
/* Room for a pen. */
#define FILL_WIDTH 58.0
#define FILL_HEIGHT 14.0
/* Columns that are as wide as their content take no more of the width than this, together. */
#define NATURAL_SHARE 0.75

static const struct pial_pdf_style head_style = { 7.8, true, PIAL_PDF_SOFT };
static const struct pial_pdf_style plain = { 9, false, PIAL_PDF_INK };
static const struct pial_pdf_style strong = { 9, true, PIAL_PDF_INK };
static const struct pial_pdf_style detail = { 7.6, false, PIAL_PDF_SOFT };
/* In a matrix, where room is dear. */
static const struct pial_pdf_style close = { 8, false, PIAL_PDF_INK };
static const struct pial_pdf_style close_off = { 8, true, PIAL_PDF_INK };

/* A table being laid out. */
struct grid {
	struct pial_pdf_layout *layout;		/* fonts, page */
	const struct pial_paper_block *table;	/* what it shows */
	double *x;				/* left edge of each column, then the right edge */
	struct pial_pdf_strips *strips;		/* the output */
	size_t number;				/* of the table */
	bool matrix;				/* cells are lists of a name and a figure */
};

/* A cell cut into lines. */
struct cell {
	struct pial_pdf_line *line;	/* its lines; owned */
	size_t lines;			/* how many */
	double x;			/* left edge of its text */
	bool fill;			/* lines to write on, with the unit at their end */
	double width;			/* of its text */
	double base;			/* of the first line of text in its row */
	struct pial_pdf_line *figure;	/* matrix: to the right of each line; owned */
	size_t figures;			/* how many: lines, or one less */
};

/* ---- Widths ---- */

static double natural_width(struct pial_pdf_layout *layout, const char *text,
			    const struct pial_pdf_style *first)
{
	size_t len = strcspn(text, "\n");
	double width = pial_pdf_pen_width(layout->pen, text, len, first), own;

	if (!text[len])
		return width;
	own = pial_pdf_pen_width(layout->pen, text + len + 1, strlen(text + len + 1), &detail);
	return own > width ? own : width;
}

/* Width of a column as its content asks for, padding included. */
static double column_width(struct pial_pdf_layout *layout, const struct pial_paper_block *table,
			   size_t c)
{
	double width = natural_width(layout, table->column[c].head, &head_style);

	if (table->column[c].flags & PIAL_PAPER_FILL)
		return (width > FILL_WIDTH ? width : FILL_WIDTH) + 2 * PAD_X;
	for (size_t r = 0; r < table->rows; r++) {
		const struct pial_paper_row *row = &table->row[r];
		double own;

		if (row->kind != PIAL_PAPER_BODY && !c)
			continue;
		own = natural_width(layout, row->cell[c],
				    row->kind == PIAL_PAPER_BODY ? &plain : &strong);
		width = own > width ? own : width;
	}
	/* Half a point, so that no rounding makes a figure wrap. */
	return width + 2 * PAD_X + 0.5;
}

static void set_widths(struct grid *grid, double width)
{
	const struct pial_paper_block *table = grid->table;
	double natural = 0, weights = 0, scale = 1, left, x = 0;
	double *own = pial_calloc(table->columns, sizeof(*own));

	for (size_t c = 0; c < table->columns; c++) {
		weights += table->column[c].weight;
		if (table->column[c].weight)
			continue;
		own[c] = column_width(grid->layout, table, c);
		natural += own[c];
	}
	if (natural > width * NATURAL_SHARE && (weights > 0 || natural > width))
		scale = width * (weights > 0 ? NATURAL_SHARE : 1) / natural;
	left = width - natural * scale;
	for (size_t c = 0; c < table->columns; c++) {
		grid->x[c] = x;
		x += table->column[c].weight ? left * table->column[c].weight / weights :
					       own[c] * scale;
	}
	grid->x[table->columns] = weights > 0 ? width : x;
	free(own);
}

/* ---- Cells ---- */

static void cut_cell(struct grid *grid, const char *text, const struct pial_pdf_style *first,
		     bool right, struct cell *cell)
{
	size_t len = strcspn(text, "\n");

	pial_pdf_pen_lines(grid->layout->pen, text, len, first, cell->width, right, &cell->line,
			   &cell->lines);
	if (text[len])
		pial_pdf_pen_lines(grid->layout->pen, text + len + 1, strlen(text + len + 1),
				   &detail, cell->width, right, &cell->line, &cell->lines);
}

/* Figures stand beside the first line of their names, which wrap before them. */
static void cut_pairs(struct grid *grid, const char *text, struct cell *cell)
{
	struct pial_pdf_pen *pen = grid->layout->pen;

	for (size_t len; *text; text += len + (text[len] == '\n')) {
		const struct pial_pdf_style *style = *text == '!' ? &close_off : &close;
		size_t name = strcspn(text, "\t\n"), at;
		const char *figure = text + name + (text[name] == '\t');
		double own, left;

		len = strcspn(text, "\n");
		at = (size_t)(figure - text);
		own = pial_pdf_pen_width(pen, figure, len - at, style) + 0.5;
		left = cell->width - own - 2;
		pial_pdf_pen_lines(pen, text, name, style, left > 1 ? left : 1, false,
				   &cell->line, &cell->lines);
		pial_pdf_pen_lines(pen, figure, len - at, style, cell->width, true,
				   &cell->figure, &cell->figures);
		while (cell->figures < cell->lines)
			pial_pdf_pen_lines(pen, "", 0, style, cell->width, true, &cell->figure,
					   &cell->figures);
	}
}

/* Units at the end of lines to write on: a line of text for each. */
static void cut_fill(struct grid *grid, const char *text, struct cell *cell)
{
	cell->fill = true;
	cell->base = plain.size;
	for (size_t len;; text += len + 1) {
		size_t lines = cell->lines;

		len = strcspn(text, "\n");
		pial_pdf_pen_lines(grid->layout->pen, text, len, &detail, cell->width, true,
				   &cell->line, &cell->lines);
		/* Never more than one: a unit is a word. */
		cell->lines = lines + 1;
		if (lines)
			cell->line[lines].height = FILL_HEIGHT;
		if (!text[len])
			return;
	}
}

static void cut_row(struct grid *grid, const struct pial_paper_row *row, struct cell *cell)
{
	const struct pial_paper_block *table = grid->table;
	bool body = row->kind == PIAL_PAPER_BODY;

	for (size_t c = 0, span; c < table->columns; c += span) {
		bool right = table->column[c].flags & PIAL_PAPER_RIGHT;

		span = pial_paper_span(table, row, c);
		cell[c].x = grid->x[c] + PAD_X;
		cell[c].width = grid->x[c + span] - cell[c].x - PAD_X;
		if (cell[c].width < 1)
			cell[c].width = 1;
		if (body && table->column[c].flags & PIAL_PAPER_FILL)
			cut_fill(grid, row->cell[c], &cell[c]);
		else if (!c && pial_paper_runs_on(table, (size_t)(row - table->row)))
			continue;
		else if (grid->matrix && c)
			cut_pairs(grid, row->cell[c], &cell[c]);
		else if (*row->cell[c])
			cut_cell(grid, row->cell[c],
				 grid->matrix ? &close_off : body ? &plain : &strong,
				 right && (body || c), &cell[c]);
	}
}

/* ---- Rows ---- */

static void draw_cell_line(struct pial_pdf_strip *strip, const struct cell *cell, size_t i,
			   double top)
{
	const struct pial_pdf_line *line = &cell->line[i];
	double drop = 0;

	if (cell->fill) {
		/* The unit stands on the dots, which stand where the text of the row does. */
		drop = (i ? FILL_HEIGHT - 3 : cell->base) - line->base;
		pial_pdf_mark_add(strip, PIAL_PDF_MARK_DOTS, PIAL_PDF_SOFT, cell->x,
				  top + line->base + drop + 1.5, cell->width, 0.7);
	}
	pial_pdf_mark_line(strip, line, cell->x, top + drop);
}

/* Lines before the columns that begin a group, down a strip. */
static void part_groups(const struct grid *grid, struct pial_pdf_strip *strip)
{
	const struct pial_paper_column *column = grid->table->column;

	for (size_t c = 1; c < grid->table->columns; c++)
		if (strcmp(column[c - 1].group, column[c].group) != 0)
			pial_pdf_mark_add(strip, PIAL_PDF_MARK_FILL, PIAL_PDF_LINE, grid->x[c], 0,
					  0.8, strip->height);
}

/* What stands behind the first strip and under the last one of a row. */
static void decorate(struct grid *grid, enum pial_paper_row_kind kind, bool first, bool last,
		     struct pial_pdf_strip *strip)
{
	double width = grid->x[grid->table->columns];

	if (kind == PIAL_PAPER_SECTION)
		pial_pdf_mark_add(strip, PIAL_PDF_MARK_FILL, PIAL_PDF_WASH, 0, 0, width,
				  strip->height);
	if (kind == PIAL_PAPER_TOTAL && first)
		pial_pdf_mark_add(strip, PIAL_PDF_MARK_RULE, PIAL_PDF_ACCENT, 0, 0, width, 1);
	if (last && kind != PIAL_PAPER_TOTAL)
		pial_pdf_mark_add(strip, PIAL_PDF_MARK_RULE, PIAL_PDF_LINE, 0, strip->height - 0.6,
				  width, 0.6);
}

/* A strip for each line; lines of one rank stand at one height. */
static void emit_row(struct grid *grid, enum pial_paper_row_kind kind, const struct cell *cell)
{
	size_t columns = grid->table->columns, lines = 1, from = grid->strips->count;
	double total = 0;

	for (size_t c = 0; c < columns; c++)
		lines = cell[c].lines > lines ? cell[c].lines : lines;
	for (size_t i = 0; i < lines; i++) {
		bool first = !i, last = i + 1 == lines;
		double height = 0, top = first ? PAD_Y : 0;
		struct pial_pdf_strip *strip;

		for (size_t c = 0; c < columns; c++)
			if (i < cell[c].lines && cell[c].line[i].height > height)
				height = cell[c].line[i].height;
		strip = pial_pdf_strip_add(grid->strips, 0, top + height + (last ? PAD_Y : 0));
		strip->table = grid->number;
		strip->section = kind == PIAL_PAPER_SECTION;
		decorate(grid, kind, first, last, strip);
		part_groups(grid, strip);
		for (size_t c = 0; c < columns; c++) {
			if (i < cell[c].lines)
				draw_cell_line(strip, &cell[c], i, top);
			if (i < cell[c].figures)
				pial_pdf_mark_line(strip, &cell[c].figure[i], cell[c].x, top);
		}
		total += strip->height;
	}
	for (; from < grid->strips->count; from++)
		grid->strips->strip[from].keep = total < grid->layout->deepest / 2 &&
			(from + 1 < grid->strips->count || kind == PIAL_PAPER_SECTION);
}

static void put_row(struct grid *grid, const struct pial_paper_row *row)
{
	size_t columns = grid->table->columns;
	struct cell *cell = pial_calloc(columns, sizeof(*cell));

	/* A sum is not parted from what it sums. */
	if (row->kind == PIAL_PAPER_SUBTOTAL || row->kind == PIAL_PAPER_TOTAL)
		grid->strips->strip[grid->strips->count - 1].keep = true;
	cut_row(grid, row, cell);
	emit_row(grid, row->kind, cell);
	for (size_t c = 0; c < columns; c++) {
		free(cell[c].line);
		free(cell[c].figure);
	}
	free(cell);
}

/* The titles that columns share, at the top of the head, each over a thin line. */
static void put_groups(struct grid *grid, struct pial_pdf_strip *strip, double height)
{
	const struct pial_paper_column *column = grid->table->column;

	for (size_t c = 1, end; c < grid->table->columns; c = end) {
		double x = grid->x[c] + PAD_X, width;
		struct pial_pdf_line *line = NULL;
		size_t lines = 0;

		for (end = c + 1; end < grid->table->columns; end++)
			if (strcmp(column[c].group, column[end].group) != 0)
				break;
		width = grid->x[end] - x - PAD_X;
		pial_pdf_pen_lines(grid->layout->pen, column[c].group, strlen(column[c].group),
				   &close_off, width > 1 ? width : 1, false, &line, &lines);
		pial_pdf_mark_line(strip, line, x, PAD_Y);
		pial_pdf_mark_add(strip, PIAL_PDF_MARK_RULE, PIAL_PDF_LINE, x, height, width, 0.6);
		free(line);
	}
}

/* Height of a line of these titles; 0 without any. */
static double group_height(const struct pial_paper_block *table)
{
	for (size_t c = 1; c < table->columns; c++)
		if (*table->column[c].group)
			return close_off.size * 1.4 + PAD_Y;
	return 0;
}

/* The head: its lines at the bottom of one strip, over a rule. */
static void put_head(struct grid *grid, double before)
{
	const struct pial_paper_block *table = grid->table;
	struct cell *cell = pial_calloc(table->columns, sizeof(*cell));
	struct pial_pdf_strip *strip;
	double deepest = 0, groups = group_height(table);

	for (size_t c = 0; c < table->columns; c++) {
		bool right = table->column[c].flags & PIAL_PAPER_RIGHT;
		double height = 0;

		cell[c].x = grid->x[c] + PAD_X;
		cell[c].width = grid->x[c + 1] - cell[c].x - PAD_X;
		if (cell[c].width < 1)
			cell[c].width = 1;
		cut_cell(grid, table->column[c].head, &head_style, right, &cell[c]);
		for (size_t i = 0; i < cell[c].lines; i++)
			height += cell[c].line[i].height;
		deepest = height > deepest ? height : deepest;
	}
	strip = pial_pdf_strip_add(grid->strips, before, deepest + groups + 2 * PAD_Y);
	strip->table = grid->number;
	strip->head = strip->keep = true;
	if (groups > 0)
		put_groups(grid, strip, groups);
	part_groups(grid, strip);
	for (size_t c = 0; c < table->columns; c++) {
		double y = PAD_Y + groups + deepest;

		for (size_t i = cell[c].lines; i-- > 0;) {
			y -= cell[c].line[i].height;
			pial_pdf_mark_line(strip, &cell[c].line[i], cell[c].x, y);
		}
		free(cell[c].line);
	}
	pial_pdf_mark_add(strip, PIAL_PDF_MARK_RULE, PIAL_PDF_ACCENT, 0, strip->height - 1,
			  grid->x[table->columns], 1);
	free(cell);
}

void pial_pdf_layout_table(struct pial_pdf_layout *layout, const struct pial_paper_block *table,
			   double width, double before, struct pial_pdf_strips *strips)
{
	struct grid grid = { layout, table, NULL, strips, ++strips->tables, table->matrix };

	if (!table->columns)
		return;
	grid.x = pial_calloc(table->columns + 1, sizeof(*grid.x));
	set_widths(&grid, width);
	put_head(&grid, before);
	for (size_t r = 0; r < table->rows; r++)
		put_row(&grid, &table->row[r]);
	strips->strip[strips->count - 1].keep = false;
	free(grid.x);
}
