/*
 * Bars: for each row one bar or several, what stands behind them, their intervals, an account.
 *
 * Figures stand at the ends of the bars, so there is no axis to read them off. What was promised is
 * an outline behind what was sold: both are lengths from the same line, which the eye compares
 * best. An account has its own place and scale, to both sides of its 0. An interval is a whisker; a
 * limit goes through all rows, with its name over them.
 */
#include <string.h>

#include "markup/draw_priv.h"

#include "base/banned.h"

#define THICK 14
#define MOST_NAME 176
/* Figures at the ends of bars, and of accounts. */
#define MOST_READING 160
#define MOST_ACCOUNT 90
/* The account: bars to both sides, then figures. */
#define ACCOUNT 92

/* Where everything stands. */
struct bars {
	struct pial_draw *draw;		/* where it goes */
	int64_t most;			/* what the longest bar stands for */
	int64_t most_account;		/* the same for an account, to either side */
	int x, width;			/* of the bars */
	int account, account_end;	/* left edge of the account, and its figures' right one */
	size_t full;			/* columns drawn as bars */
	size_t behind;			/* the column behind them, or columns */
	size_t held;			/* the column of the account, or columns */
	int pitch;			/* from row to row */
	int top;			/* of the first row */
};

static size_t find_look(const struct pial_chart *chart, enum pial_chart_look look)
{
	size_t c = 0;

	while (c < chart->columns && chart->column[c].look != look)
		c++;
	return c;
}

/* The hue of a column: bars in their order, then the account; the first bar is plain. */
static size_t hue_of(const struct pial_chart *chart, size_t column)
{
	size_t hue = 0;

	for (size_t c = 0; c < chart->columns; c++)
		if (chart->column[c].look == PIAL_CHART_FULL && c != column &&
		    (c < column || chart->column[column].look == PIAL_CHART_ACCOUNT))
			hue++;
	return hue;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What is drawn, how much the longest is. */
static void look(struct bars *bars)
{
	const struct pial_chart *chart = bars->draw->chart;

	bars->behind = find_look(chart, PIAL_CHART_BEHIND);
	bars->held = find_look(chart, PIAL_CHART_ACCOUNT);
	for (size_t c = 0; c < chart->columns; c++)
		bars->full += chart->column[c].look == PIAL_CHART_FULL;
	for (size_t r = 0; r < chart->rows; r++) {
		for (size_t c = 0; c < chart->columns && !chart->row[r].total; c++) {
			const struct pial_chart_cell *cell = &chart->row[r].cell[c];
			int64_t value = cell->value;

			if (!cell->given || chart->column[c].look == PIAL_CHART_BESIDE)
				continue;
			if (c == bars->held) {
				value = value < -INT64_MAX ? INT64_MAX : value < 0 ? -value : value;
				bars->most_account = larger(bars->most_account, value);
				continue;
			}
			bars->most = larger(bars->most, value);
			if (cell->ranged)
				bars->most = larger(bars->most, cell->high);
		}
	}
	for (size_t i = 0; i < chart->limits; i++)
		bars->most = larger(bars->most, chart->limit[i].value);
}

/* « 310 kg / 400 kg »: what is, over what was to be. */
static void put_reading(const struct bars *bars, struct pial_strbuf *text,
			const struct pial_chart_row *row, size_t c, bool first)
{
	const struct pial_chart *chart = bars->draw->chart;

	pial_strbuf_addstr(text, row->cell[c].text);
	if (first && bars->behind < chart->columns && row->cell[bars->behind].given)
		pial_strbuf_addf(text, " / %s", row->cell[bars->behind].text);
}

/* Widest reading at the end of a bar. */
static int readings_width(const struct bars *bars)
{
	const struct pial_chart *chart = bars->draw->chart;
	struct pial_strbuf text;
	int widest = 0;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t r = 0; r < chart->rows; r++) {
		for (size_t c = 0, first = true; c < chart->columns && !chart->row[r].total; c++) {
			int own;

			if (chart->column[c].look != PIAL_CHART_FULL)
				continue;
			pial_strbuf_clear(&text);
			put_reading(bars, &text, &chart->row[r], c, first);
			own = pial_draw_width(text.text, 11);
			widest = own > widest ? own : widest;
			first = false;
		}
	}
	pial_strbuf_release(&text);
	return widest < MOST_READING ? widest : MOST_READING;
}

static int accounts_width(const struct bars *bars)
{
	const struct pial_chart *chart = bars->draw->chart;
	int widest = 0;

	for (size_t r = 0; r < chart->rows && bars->held < chart->columns; r++) {
		const char *text = chart->row[r].cell[bars->held].text;
		int own = chart->row[r].total ? 0 : pial_draw_width(text, 11);

		widest = own > widest ? own : widest;
	}
	return widest < MOST_ACCOUNT ? widest : MOST_ACCOUNT;
}

static int names_width(const struct pial_chart *chart)
{
	int widest = 0;

	for (size_t r = 0; r < chart->rows; r++) {
		int own = chart->row[r].total ? 0 : pial_draw_width(chart->row[r].name, 12);

		widest = own > widest ? own : widest;
	}
	return (widest < MOST_NAME ? widest : MOST_NAME) + 10;
}

/* Names to the left or over the bars; the account to the right or under them. */
static void arrange(struct bars *bars)
{
	struct pial_draw *draw = bars->draw;
	bool held = bars->held < draw->chart->columns;
	int deep = (int)(bars->full ? bars->full : 1) * (THICK + 3) + 6;

	bars->x = draw->narrow ? 0 : names_width(draw->chart);
	bars->width = draw->width - bars->x - readings_width(bars) - 10;
	bars->pitch = deep + (draw->narrow ? 24 : 10);
	bars->account_end = draw->width;
	bars->account = draw->width - ACCOUNT - accounts_width(bars) - 8;
	if (held && draw->narrow)
		bars->pitch += 22;
	else if (held)
		bars->width -= ACCOUNT + accounts_width(bars) + 26;
	if (bars->width < 40)
		bars->width = 40;
}

/* ---- A row ---- */

static int length_of(const struct bars *bars, int64_t value)
{
	return pial_draw_share(value, bars->most, bars->width);
}

/* A whisker with ends; where it ends. */
static int put_whisker(const struct bars *bars, const struct pial_chart_cell *cell, int y)
{
	int low = bars->x + length_of(bars, cell->low);
	int high = bars->x + length_of(bars, cell->high);

	pial_strbuf_addf(bars->draw->out,
			 "<path class=\"whisker under\" d=\"M%d %dH%dM%d %dv8M%d %dv8\"/>\n"
			 "<path class=\"whisker\" d=\"M%d %dH%dM%d %dv8M%d %dv8\"/>\n",
			 low, y, high, low, y - 4, high, y - 4, low, y, high, low, y - 4, high,
			 y - 4);
	return high;
}

/* Where a text of a width may begin: after a limit that would go through it. */
static int past_limits(const struct bars *bars, int x, int width)
{
	const struct pial_chart *chart = bars->draw->chart;

	for (size_t i = 0; i < chart->limits; i++) {
		int at = bars->x + length_of(bars, chart->limit[i].value);

		if (at > x - 4 && at < x + width + 2 && at + 5 + width <= bars->draw->width)
			x = at + 5;
	}
	return x;
}

static void put_bar(const struct bars *bars, const struct pial_chart_row *row, size_t c, int y,
		    bool first)
{
	struct pial_draw *draw = bars->draw;
	const struct pial_chart *chart = draw->chart;
	const struct pial_chart_cell *cell = &row->cell[c];
	int end = bars->x + length_of(bars, cell->value);
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	if (cell->given) {
		pial_strbuf_addf(&text, "%s · %s · %s", row->name, chart->column[c].name,
				 cell->text);
		pial_draw_bar(draw, hue_of(chart, c), bars->x, y, end - bars->x, THICK,
			      cell->value, text.text);
	}
	if (cell->ranged) {
		int high = put_whisker(bars, cell, y + THICK / 2);

		end = high > end ? high : end;
	}
	if (first && bars->behind < chart->columns && row->cell[bars->behind].given) {
		int behind = bars->x + length_of(bars, row->cell[bars->behind].value);

		end = behind > end ? behind : end;
	}
	pial_strbuf_clear(&text);
	put_reading(bars, &text, row, c, first);
	end = past_limits(bars, end + 6, pial_draw_width(text.text, 11));
	pial_draw_text(draw, "k v halo", PIAL_DRAW_START, end, y + THICK - 3,
		       bars->x + bars->width + MOST_READING + 10 - end, text.text);
	pial_strbuf_release(&text);
}

static void put_account(const struct bars *bars, const struct pial_chart_row *row, int y)
{
	const struct pial_chart_cell *cell = &row->cell[bars->held];
	struct pial_draw *draw = bars->draw;
	int64_t size = cell->value < -INT64_MAX ? INT64_MAX :
		       cell->value < 0 ? -cell->value : cell->value;
	int zero = bars->account + ACCOUNT / 2;
	int length = pial_draw_share(size, bars->most_account, ACCOUNT / 2 - 4);

	pial_draw_line(draw, "axis", zero, y - 3, zero, y + THICK + 3);
	if (cell->given && length)
		pial_draw_bar(draw, hue_of(draw->chart, bars->held),
			      cell->value < 0 ? zero - length : zero, y, length, THICK, cell->value,
			      cell->text);
	pial_draw_text(draw, "k v", PIAL_DRAW_END, bars->account_end, y + THICK - 3,
		       MOST_ACCOUNT + 12, cell->text);
	if (draw->narrow)
		pial_draw_text(draw, "k", PIAL_DRAW_START, 0, y + THICK - 3, bars->account - 8,
			       draw->chart->column[bars->held].name);
}

static void put_row(const struct bars *bars, const struct pial_chart_row *row, int y)
{
	struct pial_draw *draw = bars->draw;
	const struct pial_chart *chart = draw->chart;
	int deep = (int)bars->full * (THICK + 3) - 3, at = y;
	bool first = true;

	if (draw->narrow)
		pial_draw_text(draw, "", PIAL_DRAW_START, 0, y - 9, draw->width, row->name);
	else
		pial_draw_text(draw, "", PIAL_DRAW_END, bars->x - 10, y + deep / 2 + 4,
			       bars->x - 10, row->name);
	if (bars->behind < chart->columns && row->cell[bars->behind].given)
		pial_draw_rect(draw, "behind", bars->x, y - 4,
			       length_of(bars, row->cell[bars->behind].value), deep + 8);
	for (size_t c = 0; c < chart->columns; c++) {
		if (chart->column[c].look != PIAL_CHART_FULL)
			continue;
		put_bar(bars, row, c, at, first);
		at += THICK + 3;
		first = false;
	}
	if (bars->held < chart->columns)
		put_account(bars, row, draw->narrow ? at + 5 : y + (deep - THICK) / 2);
}

/* ---- Keys and limits ---- */

/* What each pattern is, when there is more than one thing. Returns where rows may begin. */
static int put_key(const struct bars *bars)
{
	struct pial_draw *draw = bars->draw;
	const struct pial_chart *chart = draw->chart;
	int x = bars->x, y = 12;

	for (size_t c = 0; c < chart->columns; c++) {
		const char *name = chart->column[c].name;

		if (chart->column[c].look != PIAL_CHART_FULL && c != bars->behind)
			continue;
		if (x > bars->x && x + 18 + pial_draw_width(name, 11) > draw->width) {
			x = bars->x;
			y += 18;
		}
		if (c != bars->behind) {
			x = pial_draw_key(draw, hue_of(chart, c), x, y, name);
			continue;
		}
		pial_draw_rect(draw, "behind", x, y - 10, 12, 12);
		pial_draw_text(draw, "k", PIAL_DRAW_START, x + 18, y, draw->width - x - 18, name);
		x += 36 + pial_draw_width(name, 11);
	}
	if (bars->held < chart->columns && !draw->narrow) {
		y += x > bars->account ? 18 : 0;
		pial_draw_text(draw, "k", PIAL_DRAW_START, bars->account, y,
			       draw->width - bars->account, chart->column[bars->held].name);
	}
	return y + 12;
}

/* Names of limits over the rows, each on its own line; the lines themselves come under the bars. */
static int put_limits(const struct bars *bars, int y, int bottom, bool names)
{
	struct pial_draw *draw = bars->draw;
	const struct pial_chart *chart = draw->chart;
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < chart->limits; i++, y += 16) {
		int x = bars->x + length_of(bars, chart->limit[i].value), half;
		enum pial_draw_anchor anchor = PIAL_DRAW_MIDDLE;

		if (!names) {
			pial_draw_line(draw, "limit", x, y + 6, x, bottom);
			continue;
		}
		pial_strbuf_clear(&text);
		pial_strbuf_addf(&text, "%s · %s", chart->limit[i].name, chart->limit[i].text);
		half = pial_draw_width(text.text, 11) / 2;
		if (x + half > draw->width)
			anchor = PIAL_DRAW_END;
		else if (x < half)
			anchor = PIAL_DRAW_START;
		pial_draw_text(draw, "k", anchor,
			       anchor == PIAL_DRAW_END ? draw->width :
			       anchor == PIAL_DRAW_START ? 0 : x, y + 2, draw->width, text.text);
	}
	pial_strbuf_release(&text);
	return y;
}

bool pial_draw_bars(struct pial_draw *draw)
{
	const struct pial_chart *chart = draw->chart;
	struct bars bars = { .draw = draw };
	size_t drawn = 0;
	int from, y;

	look(&bars);
	if (bars.most <= 0 && bars.most_account <= 0)
		return false;
	arrange(&bars);
	for (size_t r = 0; r < chart->rows; r++)
		drawn += !chart->row[r].total;
	from = bars.full > 1 || bars.behind < chart->columns || bars.held < chart->columns ?
		       put_key(&bars) : 4;
	y = from + 6;
	bars.top = put_limits(&bars, y, 0, true) + (draw->narrow ? 20 : 6);
	draw->height = bars.top + (int)drawn * bars.pitch - (draw->narrow ? 14 : 0);
	put_limits(&bars, y, draw->height - 6, false);
	pial_draw_line(draw, "axis", bars.x, bars.top - 6, bars.x, draw->height - 6);
	y = bars.top;
	for (size_t r = 0; r < chart->rows; r++) {
		if (chart->row[r].total)
			continue;
		put_row(&bars, &chart->row[r], y);
		y += bars.pitch;
	}
	return true;
}
