/*
 * Progress against time: lines over an axis of days, with bands, limits and today.
 *
 * Each line has its hue, its dash and the shape of its points; on a page its name and its last
 * value stand at its end, where the eye arrives, rather than in a key. On a telephone the key is
 * under the drawing. A value that is not given parts its line.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/draw_priv.h"
#include "po/po.h"

#include "base/banned.h"

/* A name at the end of a line: two lines of text. */
#define LABEL 28
#define MOST_LABEL 168
/* Points are drawn where there are so many pixels from one to the next: dashes show between. */
#define LEAST_STEP 16

/* Where everything stands. */
struct lines {
	struct pial_draw *draw;		/* where it goes */
	struct pial_draw_scale scale;	/* of values */
	int64_t from, until;		/* first and last day */
	int left, right, top, bottom;	/* of the plane */
	bool points;			/* they are drawn */
};

/* The name at the end of a line, before it finds its place. */
struct ending {
	size_t column;			/* of the chart */
	const struct pial_chart_cell *last;	/* its last value */
	int y;				/* where it would stand, then where it does */
};

/* The class of a line's dash. */
static const char *dash_of(const struct pial_chart_column *column)
{
	return column->look == PIAL_CHART_DASHED ? " dash" :
	       column->look == PIAL_CHART_BEHIND ? " dots" : "";
}

static int x_of(const struct lines *lines, int64_t day)
{
	return lines->left + pial_draw_share(day - lines->from, lines->until - lines->from,
					     lines->right - lines->left);
}

static int y_of(const struct lines *lines, int64_t value)
{
	/* The scale ends before 64 bits do: what lies outside it is a fault, drawn at its edge. */
	value = value < lines->scale.low ? lines->scale.low : value;
	value = value > lines->scale.high ? lines->scale.high : value;
	return lines->bottom - pial_draw_share(value - lines->scale.low,
					       lines->scale.high - lines->scale.low,
					       lines->bottom - lines->top);
}

static bool is_drawn(const struct pial_chart *chart, size_t column)
{
	return chart->column[column].look != PIAL_CHART_BESIDE &&
	       chart->column[column].look != PIAL_CHART_ACCOUNT;
}

/* False when there is no value. */
static bool look(struct lines *lines)
{
	const struct pial_chart *chart = lines->draw->chart;
	int64_t low = 0, high = 0;
	bool any = false;

	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_row *row = &chart->row[r];

		if (row->total)
			continue;
		lines->from = !any || row->at < lines->from ? row->at : lines->from;
		lines->until = !any || row->at > lines->until ? row->at : lines->until;
		any = true;
		for (size_t c = 0; c < chart->columns; c++) {
			const struct pial_chart_cell *cell = &row->cell[c];

			if (!cell->given || !is_drawn(chart, c))
				continue;
			low = cell->value < low ? cell->value : low;
			high = cell->value > high ? cell->value : high;
			low = cell->ranged && cell->low < low ? cell->low : low;
			high = cell->ranged && cell->high > high ? cell->high : high;
		}
	}
	for (size_t i = 0; i < chart->limits; i++) {
		low = chart->limit[i].value < low ? chart->limit[i].value : low;
		high = chart->limit[i].value > high ? chart->limit[i].value : high;
	}
	lines->scale = pial_draw_scale(low, high, 5);
	return any && (low || high);
}

/* ---- Axes ---- */

static void put_values(struct lines *lines)
{
	struct pial_draw *draw = lines->draw;
	struct pial_strbuf text;
	int widest = 0;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (int pass = 0; pass < 2; pass++) {
		for (int64_t v = lines->scale.low; v <= lines->scale.high; v += lines->scale.step) {
			int own, y = y_of(lines, v);

			pial_strbuf_clear(&text);
			pial_draw_number(draw, &text, v, false);
			own = pial_draw_width(text.text, 11);
			widest = own > widest ? own : widest;
			if (!pass)
				continue;
			pial_draw_line(draw, v ? "grid" : "axis", lines->left, y, lines->right, y);
			pial_draw_text(draw, "k", PIAL_DRAW_END, lines->left - 6, y + 4,
				       lines->left, text.text);
		}
		lines->left = widest + 8;
	}
	pial_draw_text(draw, "k", PIAL_DRAW_START, 0, 11, draw->width, draw->chart->unit);
	pial_strbuf_release(&text);
}

/* As many moments as have room, the first among them. */
static void put_moments(const struct lines *lines)
{
	struct pial_draw *draw = lines->draw;
	const struct pial_chart *chart = draw->chart;
	int free_from = 0;

	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_row *row = &chart->row[r];
		int x = x_of(lines, row->at), half = pial_draw_width(row->name, 11) / 2 + 4;

		if (row->total)
			continue;
		if (row->now) {
			pial_draw_line(draw, "now", x, lines->top - 4, x, lines->bottom);
			pial_draw_text(draw, "k", PIAL_DRAW_MIDDLE, x, lines->top - 8, 120,
				       pial_tr(draw->lang, PIAL_N_("today")));
		}
		if (x - half < free_from || x + half > draw->width)
			continue;
		pial_draw_line(draw, "axis", x, lines->bottom, x, lines->bottom + 4);
		pial_draw_text(draw, "k", PIAL_DRAW_MIDDLE, x, lines->bottom + 16, 2 * half,
			       row->name);
		free_from = x + half;
	}
}

static void put_limits(const struct lines *lines)
{
	struct pial_draw *draw = lines->draw;
	const struct pial_chart *chart = draw->chart;
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < chart->limits; i++) {
		int y = y_of(lines, chart->limit[i].value);

		pial_strbuf_clear(&text);
		pial_strbuf_addf(&text, "%s · %s", chart->limit[i].name, chart->limit[i].text);
		pial_draw_line(draw, "limit", lines->left, y, lines->right, y);
		pial_draw_text(draw, "k halo", PIAL_DRAW_START, lines->left + 6, y - 5,
			       lines->right - lines->left - 12, text.text);
	}
	pial_strbuf_release(&text);
}

/* ---- Lines and bands ---- */

static void put_band(const struct lines *lines, size_t c)
{
	struct pial_draw *draw = lines->draw;
	const struct pial_chart *chart = draw->chart;
	bool any = false;

	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_cell *cell = &chart->row[r].cell[c];

		if (!cell->ranged || chart->row[r].total)
			continue;
		if (!any)
			pial_strbuf_addf(draw->out, "<path class=\"band f%zu\" d=\"",
					 c % PIAL_DRAW_HUES + 1);
		pial_strbuf_addf(draw->out, "%c%d %d", any ? 'L' : 'M',
				 x_of(lines, chart->row[r].at), y_of(lines, cell->high));
		any = true;
	}
	for (size_t r = chart->rows; any && r-- > 0;) {
		const struct pial_chart_cell *cell = &chart->row[r].cell[c];

		if (cell->ranged && !chart->row[r].total)
			pial_strbuf_addf(draw->out, "L%d %d", x_of(lines, chart->row[r].at),
					 y_of(lines, cell->low));
	}
	if (any)
		pial_strbuf_addstr(draw->out, "z\"/>\n");
}

/* A point in the shape of its line: round, square, on its corner. */
static void put_point(struct pial_draw *draw, size_t c, int x, int y)
{
	size_t hue = c % PIAL_DRAW_HUES + 1;

	if (c % 3 == 0)
		pial_strbuf_addf(draw->out,
				 "<circle class=\"f%zu\" cx=\"%d\" cy=\"%d\" r=\"3\"", hue, x, y);
	else if (c % 3 == 1)
		pial_strbuf_addf(draw->out,
				 "<rect class=\"f%zu\" x=\"%d\" y=\"%d\" width=\"6\" height=\"6\"",
				 hue, x - 3, y - 3);
	else
		pial_strbuf_addf(draw->out, "<path class=\"f%zu\" d=\"M%d %dl4 4l-4 4l-4-4z\"", hue,
				 x, y - 4);
}

/* True for a value that no line reaches: it is seen as a point or not at all. */
static bool is_alone(const struct pial_chart *chart, size_t r, size_t c)
{
	bool before = r > 0 && !chart->row[r - 1].total && chart->row[r - 1].cell[c].given;
	bool after = r + 1 < chart->rows && !chart->row[r + 1].total &&
		     chart->row[r + 1].cell[c].given;

	return !before && !after;
}

static void put_line(const struct lines *lines, size_t c)
{
	struct pial_draw *draw = lines->draw;
	const struct pial_chart *chart = draw->chart;
	bool on = false;

	pial_strbuf_addf(draw->out, "<path class=\"line s%zu%s\" d=\"", c % PIAL_DRAW_HUES + 1,
			 dash_of(&chart->column[c]));
	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_row *row = &chart->row[r];

		if (row->total)
			continue;
		if (row->cell[c].given)
			pial_strbuf_addf(draw->out, "%c%d %d", on ? 'L' : 'M', x_of(lines, row->at),
					 y_of(lines, row->cell[c].value));
		on = row->cell[c].given;
	}
	pial_strbuf_addstr(draw->out, "\"/>\n");
	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_row *row = &chart->row[r];

		if (row->total || !row->cell[c].given || (!lines->points && !is_alone(chart, r, c)))
			continue;
		put_point(draw, c, x_of(lines, row->at), y_of(lines, row->cell[c].value));
		pial_strbuf_addstr(draw->out, " data-v=\"");
		pial_strbuf_addint(draw->out, row->cell[c].value);
		pial_strbuf_addstr(draw->out, "\">");
		pial_draw_tip(draw, chart->column[c].name, row->name, row->cell[c].text);
		pial_strbuf_addf(draw->out, "</%s>\n",
				 c % 3 == 0 ? "circle" : c % 3 == 1 ? "rect" : "path");
	}
}

/* ---- Names at the ends ---- */

static int by_height(const void *a, const void *b)
{
	const struct ending *one = a, *two = b;

	if (one->y != two->y)
		return one->y < two->y ? -1 : 1;
	return one->column < two->column ? -1 : one->column > two->column;
}

static const struct pial_chart_cell *last_of(const struct pial_chart *chart, size_t c)
{
	const struct pial_chart_cell *last = NULL;

	for (size_t r = 0; r < chart->rows; r++)
		if (!chart->row[r].total && chart->row[r].cell[c].given)
			last = &chart->row[r].cell[c];
	return last;
}

static const char *reading(const struct pial_chart_cell *cell)
{
	return *cell->text ? cell->text : cell->range;
}

/* Those that would touch move apart, downwards, then up from the bottom. */
static size_t place(const struct lines *lines, struct ending *ending)
{
	const struct pial_chart *chart = lines->draw->chart;
	size_t count = 0;
	int floor = lines->bottom;

	for (size_t c = 0; c < chart->columns; c++) {
		const struct pial_chart_cell *last = last_of(chart, c);
		int64_t middle;

		if (!last || !is_drawn(chart, c))
			continue;
		middle = chart->column[c].look == PIAL_CHART_BAND ?
				 last->low / 2 + last->high / 2 : last->value;
		ending[count++] = (struct ending){ c, last, y_of(lines, middle) - 2 };
	}
	if (count)
		qsort(ending, count, sizeof(*ending), by_height);
	for (size_t i = 1; i < count; i++)
		if (ending[i].y < ending[i - 1].y + LABEL)
			ending[i].y = ending[i - 1].y + LABEL;
	for (size_t i = count; i-- > 0;) {
		if (ending[i].y > floor - 8)
			ending[i].y = floor - 8;
		floor = ending[i].y - LABEL + 8;
	}
	return count;
}

static void put_endings(struct lines *lines)
{
	struct pial_draw *draw = lines->draw;
	const struct pial_chart *chart = draw->chart;
	struct ending *ending = pial_calloc(chart->columns + 1, sizeof(*ending));
	size_t count = place(lines, ending);
	int x = lines->right + 12;

	for (size_t i = 0; i < count; i++) {
		char kind[6] = { 'b', ' ', 't', (char)('1' + ending[i].column % PIAL_DRAW_HUES) };

		pial_draw_text(draw, kind, PIAL_DRAW_START, x, ending[i].y, draw->width - x,
			       chart->column[ending[i].column].name);
		pial_draw_text(draw, "k v", PIAL_DRAW_START, x, ending[i].y + 13, draw->width - x,
			       reading(ending[i].last));
	}
	free(ending);
}

/* A key under the drawing: a piece of the line, its name, its last value. */
static int put_key(const struct lines *lines, int y)
{
	struct pial_draw *draw = lines->draw;
	const struct pial_chart *chart = draw->chart;

	for (size_t c = 0; c < chart->columns; c++) {
		const struct pial_chart_cell *last = last_of(chart, c);
		const char *text;
		int own;

		if (!last || !is_drawn(chart, c))
			continue;
		text = reading(last);
		own = pial_draw_width(text, 11);
		if (chart->column[c].look == PIAL_CHART_BAND)
			pial_strbuf_addf(draw->out, "<rect class=\"band f%zu\" x=\"0\" y=\"%d\" "
						    "width=\"26\" height=\"12\"/>\n",
					 c % PIAL_DRAW_HUES + 1, y - 10);
		else
			pial_strbuf_addf(draw->out,
					 "<path class=\"line s%zu%s\" d=\"M0 %dh26\"/>\n",
					 c % PIAL_DRAW_HUES + 1, dash_of(&chart->column[c]), y - 4);
		pial_draw_text(draw, "", PIAL_DRAW_START, 34, y, draw->width - 44 - own,
			       chart->column[c].name);
		pial_draw_text(draw, "k v", PIAL_DRAW_END, draw->width, y, draw->width, text);
		y += 20;
	}
	return y;
}

/* Room for the longest name or value at the end of a line. */
static int endings_width(const struct pial_chart *chart)
{
	int widest = 0;

	for (size_t c = 0; c < chart->columns; c++) {
		const struct pial_chart_cell *last = last_of(chart, c);
		int name = pial_draw_width(chart->column[c].name, 13), value;

		if (!last || !is_drawn(chart, c))
			continue;
		value = pial_draw_width(reading(last), 11);
		widest = name > widest ? name : widest;
		widest = value > widest ? value : widest;
	}
	return (widest < MOST_LABEL ? widest : MOST_LABEL) + 16;
}

bool pial_draw_lines(struct pial_draw *draw)
{
	const struct pial_chart *chart = draw->chart;
	struct lines lines = { .draw = draw, .top = 30 };

	lines.right = draw->width - (draw->narrow ? 10 : endings_width(chart));
	lines.bottom = draw->narrow ? 230 : 300;
	if (!look(&lines))
		return false;
	put_values(&lines);
	lines.points = (size_t)(lines.right - lines.left) >= LEAST_STEP * chart->rows;
	put_moments(&lines);
	for (size_t c = 0; c < chart->columns; c++)
		if (chart->column[c].look == PIAL_CHART_BAND)
			put_band(&lines, c);
	put_limits(&lines);
	for (size_t c = 0; c < chart->columns; c++)
		if (is_drawn(chart, c) && chart->column[c].look != PIAL_CHART_BAND)
			put_line(&lines, c);
	draw->height = lines.bottom + 22;
	if (draw->narrow)
		draw->height = put_key(&lines, lines.bottom + 38) - 8;
	else
		put_endings(&lines);
	return true;
}
