/*
 * A heat map: rows of cells, one a step of time, the darker and the higher the more.
 *
 * Five levels of the largest value, each a fifth: more shades than that nobody tells apart. Where
 * cells have room for their figures these are written; where not (a year of weeks), the height of
 * what is filled says the same as its shade, for eyes and printers that do not see shades. On a
 * telephone names stand over their rows, which get the whole width.
 */
#include <string.h>

#include "markup/draw_priv.h"
#include "po/po.h"

#include "base/banned.h"

#define LEVELS 5
#define MOST_CELL 44
#define MOST_NAME 176

/* Where everything stands. */
struct heat {
	struct pial_draw *draw;		/* where it goes */
	int64_t most;			/* the largest value */
	int x, width;			/* of the cells together */
	int row;			/* height of the cells */
	int pitch;			/* from row to row */
	bool figures;			/* cells have room for them */
};

static int left_of(const struct heat *heat, size_t column)
{
	return heat->x + (int)((int64_t)heat->width * (int64_t)column /
			       (int64_t)heat->draw->chart->columns);
}

/* The largest value, and whether each text fits a cell. */
static void look(struct heat *heat)
{
	const struct pial_chart *chart = heat->draw->chart;
	int cell = heat->width / (int)chart->columns;

	heat->figures = true;
	for (size_t r = 0; r < chart->rows; r++) {
		for (size_t c = 0; c < chart->columns && !chart->row[r].total; c++) {
			const struct pial_chart_cell *own = &chart->row[r].cell[c];

			if (own->given && own->value > heat->most)
				heat->most = own->value;
			if (own->given && pial_draw_width(own->text, 11) + 4 > cell)
				heat->figures = false;
		}
	}
}

/* 0 for nothing, else the fifth of the largest value that it reaches. */
static int level_of(const struct heat *heat, int64_t value)
{
	if (value <= 0)
		return 0;
	return (int)(((pial_i128)value * LEVELS + heat->most - 1) / heat->most);
}

static void put_cell(const struct heat *heat, const struct pial_chart_row *row, size_t c, int y)
{
	const struct pial_chart *chart = heat->draw->chart;
	const struct pial_chart_cell *cell = &row->cell[c];
	int x = left_of(heat, c), width = left_of(heat, c + 1) - x - 1;
	int level = level_of(heat, cell->value), height = heat->row;
	int corner = width < 9 ? width : 9;

	if (!heat->figures)
		height = level ? heat->row * (level + 1) / (LEVELS + 1) : 2;
	pial_strbuf_addf(heat->draw->out,
			 "<rect class=\"h%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
			 "data-v=\"",
			 level, x, y + heat->row - height, width > 0 ? width : 1, height);
	pial_strbuf_addint(heat->draw->out, cell->value);
	pial_strbuf_addstr(heat->draw->out, "\">");
	pial_draw_tip(heat->draw, row->name, chart->column[c].name, cell->text);
	pial_strbuf_addstr(heat->draw->out, "</rect>\n");
	if (heat->figures)
		pial_draw_text(heat->draw, level > 2 ? "k v on" : "k v", PIAL_DRAW_MIDDLE,
			       x + width / 2, y + heat->row / 2 + 4, width, cell->text);
	if (cell->marked)
		pial_strbuf_addf(heat->draw->out,
				 "<path class=\"mark\" d=\"M%d %dh%dl-%d %dz\"/>\n", x, y,
				 corner, corner, corner);
}

static void put_row(const struct heat *heat, const struct pial_chart_row *row, int y)
{
	struct pial_draw *draw = heat->draw;

	if (draw->narrow)
		pial_draw_text(draw, "halo", PIAL_DRAW_START, 0, y - 4, draw->width, row->name);
	else
		pial_draw_text(draw, "", PIAL_DRAW_END, heat->x - 8, y + heat->row / 2 + 4,
			       heat->x - 8, row->name);
	pial_draw_rect(draw, "bed", heat->x, y, heat->width, heat->row);
	for (size_t c = 0; c < draw->chart->columns; c++)
		if (row->cell[c].given)
			put_cell(heat, row, c, y);
}

/* ---- Over and under the cells ---- */

/* A line where each group begins, and its name where there is room. */
static void put_groups(const struct heat *heat, int bottom)
{
	struct pial_draw *draw = heat->draw;
	const struct pial_chart *chart = draw->chart;

	for (size_t c = 0, end; c < chart->columns; c = end) {
		const char *group = chart->column[c].group;
		int x = left_of(heat, c), room;

		for (end = c + 1; end < chart->columns; end++)
			if (strcmp(chart->column[end].group, group))
				break;
		if (!*group)
			continue;
		room = left_of(heat, end) - x - 2;
		pial_draw_line(draw, "grid", x, 2, x, bottom);
		if (pial_draw_width(group, 11) <= room)
			pial_draw_text(draw, "k", PIAL_DRAW_START, x + 2, 11, room, group);
	}
}

/* As many steps as have room, inside the drawing. */
static void put_steps(const struct heat *heat)
{
	struct pial_draw *draw = heat->draw;
	const struct pial_chart *chart = draw->chart;
	int free_from = 0;

	for (size_t c = 0; c < chart->columns; c++) {
		const char *name = chart->column[c].name;
		int half = pial_draw_width(name, 11) / 2 + 1;
		int x = (left_of(heat, c) + left_of(heat, c + 1)) / 2;

		x = x < half ? half : x > draw->width - half ? draw->width - half : x;
		if (x - half < free_from)
			continue;
		pial_draw_text(draw, "k", PIAL_DRAW_MIDDLE, x, 26, 80, name);
		free_from = x + half + 5;
	}
}

/* What each shade reaches up to. */
static void put_key(const struct heat *heat, int y)
{
	struct pial_draw *draw = heat->draw;
	struct pial_strbuf text;
	int x = heat->x;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%s ", pial_tr(draw->lang, PIAL_N_("up to")));
	pial_draw_text(draw, "k", PIAL_DRAW_START, x, y, draw->width, text.text);
	x += pial_draw_width(text.text, 11) + 6;
	for (int level = 1; level <= LEVELS; level++) {
		int64_t up_to = (int64_t)((pial_i128)heat->most * level / LEVELS);
		int height = heat->figures ? 12 : 12 * (level + 1) / (LEVELS + 1);
		char kind[3] = { 'h', (char)('0' + level) };

		pial_strbuf_clear(&text);
		pial_draw_number(draw, &text, up_to, level == LEVELS);
		pial_draw_rect(draw, kind, x, y + 2 - height, 12, height);
		pial_draw_text(draw, "k", PIAL_DRAW_START, x + 16, y, draw->width - x - 16,
			       text.text);
		x += 16 + pial_draw_width(text.text, 11) + 12;
	}
	pial_strbuf_release(&text);
}

static int names_width(const struct pial_chart *chart)
{
	int widest = 0;

	for (size_t r = 0; r < chart->rows; r++) {
		int own = chart->row[r].total ? 0 : pial_draw_width(chart->row[r].name, 12);

		widest = own > widest ? own : widest;
	}
	return (widest < MOST_NAME ? widest : MOST_NAME) + 9;
}

bool pial_draw_heat(struct pial_draw *draw)
{
	const struct pial_chart *chart = draw->chart;
	struct heat heat = { .draw = draw, .row = 20, .pitch = draw->narrow ? 40 : 24 };
	int y = draw->narrow ? 50 : 34;
	size_t drawn = 0;

	if (!chart->columns)
		return false;
	heat.x = draw->narrow ? 0 : names_width(chart);
	heat.width = draw->width - heat.x;
	if (heat.width / (int)chart->columns > MOST_CELL)
		heat.width = MOST_CELL * (int)chart->columns;
	look(&heat);
	if (heat.most <= 0)
		return false;
	for (size_t r = 0; r < chart->rows; r++)
		drawn += !chart->row[r].total;
	put_groups(&heat, y + (int)drawn * heat.pitch - (heat.pitch - heat.row));
	put_steps(&heat);
	for (size_t r = 0; r < chart->rows; r++) {
		if (chart->row[r].total)
			continue;
		put_row(&heat, &chart->row[r], y);
		y += heat.pitch;
	}
	y += draw->narrow ? -2 : 12;
	put_key(&heat, y);
	draw->height = y + 10;
	return true;
}
