/*
 * One bar and its parts, as long together as the whole.
 *
 * Figures stand over the parts that have room for them; a key under the bar names all, each with
 * its figure, so that no part is too thin to be read.
 */
#include <string.h>

#include "markup/draw_priv.h"

#include "base/banned.h"

#define THICK 46

/* The column that is drawn, or columns for none. */
static size_t drawn_column(const struct pial_chart *chart)
{
	for (size_t c = 0; c < chart->columns; c++)
		if (chart->column[c].look == PIAL_CHART_FULL)
			return c;
	return chart->columns;
}

/* The part of a row, or NULL when it has none to draw. */
static const struct pial_chart_cell *part_of(const struct pial_chart_row *row, size_t column)
{
	const struct pial_chart_cell *cell = &row->cell[column];

	return !row->total && cell->given && cell->value > 0 ? cell : NULL;
}

/* Sum of the parts; halved as often as needed to stay within 64 bits. */
static int64_t sum_of(const struct pial_chart *chart, size_t column, int *halved)
{
	pial_i128 sum = 0;

	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_cell *cell = part_of(&chart->row[r], column);

		sum += cell ? cell->value : 0;
	}
	for (*halved = 0; sum > INT64_MAX; ++*halved)
		sum /= 2;
	return (int64_t)sum;
}

static void put_bar(struct pial_draw *draw, size_t column, int y)
{
	const struct pial_chart *chart = draw->chart;
	struct pial_strbuf tip;
	int halved, x = 0;
	int64_t whole = sum_of(chart, column, &halved), so_far = 0;

	pial_strbuf_init(&tip, PIAL_STRBUF_OUTPUT);
	for (size_t r = 0, hue = 0; r < chart->rows; r++) {
		const struct pial_chart_cell *cell = part_of(&chart->row[r], column);
		int end;

		if (!cell)
			continue;
		so_far += cell->value >> halved;
		end = pial_draw_share(so_far, whole, draw->width);
		pial_strbuf_clear(&tip);
		pial_strbuf_addf(&tip, "%s · %s", chart->row[r].name, cell->text);
		pial_draw_bar(draw, hue++, x, y, end > x ? end - x : 1, THICK, cell->value,
			      tip.text);
		if (pial_draw_width(cell->text, 12) + 4 <= end - x)
			pial_draw_text(draw, "v", PIAL_DRAW_MIDDLE, (x + end) / 2, y - 6, end - x,
				       cell->text);
		x = end;
	}
	pial_strbuf_release(&tip);
}

/* Two columns on a page, one on a telephone. */
static int put_key(struct pial_draw *draw, size_t column, int y)
{
	const struct pial_chart *chart = draw->chart;
	int across = draw->narrow ? 1 : 2, gap = 36;
	int own = (draw->width - gap * (across - 1)) / across, place = 0;

	for (size_t r = 0, hue = 0; r < chart->rows; r++) {
		const struct pial_chart_cell *cell = &chart->row[r].cell[column];
		int x = place % across * (own + gap), line = y + place / across * 20, value;
		bool part = part_of(&chart->row[r], column);

		if (chart->row[r].total || !cell->given)
			continue;
		value = pial_draw_width(cell->text, 12);
		if (part)
			pial_strbuf_addf(draw->out,
					 "<rect fill=\"url(#%sp%zu)\" class=\"o%zu\" x=\"%d\" "
					 "y=\"%d\" width=\"14\" height=\"14\"/>\n",
					 draw->id, hue % PIAL_DRAW_HUES + 1,
					 hue % PIAL_DRAW_HUES + 1, x, line - 11);
		pial_draw_text(draw, "", PIAL_DRAW_START, x + 22, line, own - value - 30,
			       chart->row[r].name);
		pial_draw_text(draw, "v", PIAL_DRAW_END, x + own, line, own, cell->text);
		pial_draw_line(draw, "grid", x, line + 6, x + own, line + 6);
		hue += part;
		place++;
	}
	return y + (place + across - 1) / across * 20;
}

bool pial_draw_stack(struct pial_draw *draw)
{
	size_t column = drawn_column(draw->chart);
	int halved;

	if (column == draw->chart->columns || sum_of(draw->chart, column, &halved) <= 0)
		return false;
	put_bar(draw, column, 22);
	draw->height = put_key(draw, column, 22 + THICK + 26) - 8;
	return true;
}
