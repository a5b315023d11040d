/*
 * What the drawings share.
 *
 * A drawing is made into a buffer of its own, since its height is known last; then come the head of
 * the <svg>, the patterns and the buffer. Every text passes pial_html_text.
 */
#include "markup/draw.h"

#include <string.h>

#include "base/utf8.h"
#include "markup/draw_priv.h"
#include "markup/html_priv.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"

#include "base/banned.h"

#define WIDE 680
#define NARROW 328
/* Letters of keys and axes; of all else. */
#define SMALL 11
#define PLAIN 12

/* ---- Letters ---- */

/* Widths of the characters from space to ~, in thousandths of the size (Helvetica's metrics). */
static const uint16_t letter[] = {
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};

/* Accented letters are about as wide as their fellows; what is wide on a terminal is an em. */
static int width_of(int32_t code, const char *bytes, size_t len)
{
	if (code >= ' ' && code <= '~')
		return letter[code - ' '];
	if (code == 0xa0)
		return letter[0];
	if (code >= 0xc0 && code <= 0xde)
		return 690;
	if (code < 0x3000 && pial_utf8_width(bytes, len) == 0)
		return 0;
	return pial_utf8_width(bytes, len) > 1 ? 1000 : 570;
}

/* Bytes of the longest beginning that is at most room thousandths wide; its width. */
static size_t beginning(const char *text, int64_t room, int64_t *width)
{
	size_t len = strlen(text), end = 0;

	*width = 0;
	for (size_t at = 0; at < len; end = at) {
		int32_t code = pial_utf8_next(text, len, &at);
		int own = width_of(code, text + end, at - end);

		if (*width + own > room)
			break;
		*width += own;
	}
	return end;
}

int pial_draw_width(const char *text, int size)
{
	int64_t width;

	/* No label is a metre wide: the limit only keeps the sum small. */
	(void)beginning(text, 4000000, &width);
	return (int)((width * size + 999) / 1000);
}

static int size_of(const char *kind)
{
	return *kind == 'k' ? SMALL : PLAIN;
}

void pial_draw_text(struct pial_draw *draw, const char *kind, enum pial_draw_anchor anchor, int x,
		    int y, int room, const char *text)
{
	static const char *const name[] = {
		[PIAL_DRAW_START] = "", [PIAL_DRAW_MIDDLE] = " text-anchor=\"middle\"",
		[PIAL_DRAW_END] = " text-anchor=\"end\"",
	};
	/* Bold letters are about a tenth wider. */
	int size = size_of(kind), wide = *kind == 'b' ? size + 1 : size;
	size_t len = strlen(text);
	int64_t width;

	if (!len || room <= 0)
		return;
	pial_strbuf_addf(draw->out, "<text x=\"%d\" y=\"%d\"%s", x, y, name[anchor]);
	if (*kind)
		pial_strbuf_addf(draw->out, " class=\"%s\"", kind);
	pial_strbuf_addch(draw->out, '>');
	if (pial_draw_width(text, wide) > room) {
		len = beginning(text, (int64_t)(room - wide) * 1000 / wide, &width);
		while (len && text[len - 1] == ' ')
			len--;
		pial_html_part(draw->out, text, len);
		pial_strbuf_addstr(draw->out, "…");
	} else {
		pial_html_part(draw->out, text, len);
	}
	pial_strbuf_addstr(draw->out, "</text>\n");
}

/* ---- Marks ---- */

void pial_draw_rect(struct pial_draw *draw, const char *kind, int x, int y, int width, int height)
{
	pial_strbuf_addf(draw->out,
			 "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
			 kind, x, y, width, height);
}

void pial_draw_bar(struct pial_draw *draw, size_t hue, int x, int y, int width, int height,
		   int64_t value, const char *tip)
{
	pial_strbuf_addf(draw->out,
			 "<rect fill=\"url(#%sp%zu)\" class=\"o%zu\" x=\"%d\" y=\"%d\" "
			 "width=\"%d\" height=\"%d\" data-v=\"",
			 draw->id, hue % PIAL_DRAW_HUES + 1, hue % PIAL_DRAW_HUES + 1, x, y, width,
			 height);
	pial_strbuf_addint(draw->out, value);
	pial_strbuf_addstr(draw->out, "\">");
	pial_draw_tip(draw, tip, "", "");
	pial_strbuf_addstr(draw->out, "</rect>\n");
}

void pial_draw_line(struct pial_draw *draw, const char *kind, int x1, int y1, int x2, int y2)
{
	pial_strbuf_addf(draw->out, "<path class=\"%s\" d=\"M%d %dL%d %d\"/>\n", kind, x1, y1, x2,
			 y2);
}

void pial_draw_tip(struct pial_draw *draw, const char *a, const char *b, const char *c)
{
	const char *const part[] = { a, b, c };
	bool any = false;

	/* A finger does not rest. */
	if (draw->narrow || (!*a && !*b && !*c))
		return;
	pial_strbuf_addstr(draw->out, "<title>");
	for (size_t i = 0; i < 3; i++) {
		if (!*part[i])
			continue;
		pial_strbuf_addstr(draw->out, any ? " · " : "");
		pial_html_text(draw->out, part[i]);
		any = true;
	}
	pial_strbuf_addstr(draw->out, "</title>");
}

int pial_draw_key(struct pial_draw *draw, size_t hue, int x, int y, const char *name)
{
	int room = draw->width - x - 18, own = pial_draw_width(name, SMALL);

	pial_strbuf_addf(draw->out,
			 "<rect fill=\"url(#%sp%zu)\" class=\"o%zu\" x=\"%d\" y=\"%d\" "
			 "width=\"12\" height=\"12\"/>\n",
			 draw->id, hue % PIAL_DRAW_HUES + 1, hue % PIAL_DRAW_HUES + 1, x, y - 10);
	pial_draw_text(draw, "k", PIAL_DRAW_START, x + 18, y, room, name);
	return x + 18 + (own < room ? own : room) + 18;
}

/* ---- Scales ---- */

int pial_draw_share(int64_t value, int64_t whole, int px)
{
	if (value <= 0 || whole <= 0)
		return 0;
	if (value >= whole)
		return px;
	return (int)(((pial_i128)value * px * 2 + whole) / ((pial_i128)whole * 2));
}

struct pial_draw_scale pial_draw_scale(int64_t low, int64_t high, int wish)
{
	/* Values this large are faults; what is left of 64 bits keeps the steps below exact. */
	const int64_t most = INT64_MAX / 8;
	struct pial_draw_scale scale = { 0 };
	int64_t step = 1, least;

	low = low < -most ? -most : low > 0 ? 0 : low;
	high = high > most ? most : high < 0 ? 0 : high;
	if (low == high)
		high = low + 1;
	least = (high - low) / wish;
	while (step < least) {
		if (step * 2 >= least)
			step *= 2;
		else if (step * 5 >= least)
			step *= 5;
		else
			step *= 10;
	}
	scale.step = step;
	scale.low = low / step * step - (low % step ? step : 0);
	scale.high = high / step * step + (high % step ? step : 0);
	return scale;
}

void pial_draw_number(const struct pial_draw *draw, struct pial_strbuf *text, int64_t value,
		      bool unit)
{
	pial_words_number(text, value, draw->chart->scale, 0, draw->lang);
	if (unit && *draw->chart->unit)
		pial_strbuf_addf(text, PIAL_NBSP "%s", draw->chart->unit);
}

/* ---- The whole ---- */

/* Patterns in the paper's colour over each hue; the first is plain. */
static void put_patterns(struct pial_strbuf *out, const char *id)
{
	static const char *const shape[PIAL_DRAW_HUES] = {
		"", "<path class=\"h\" d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\"/>",
		"<circle class=\"g\" cx=\"3\" cy=\"3\" r=\"1.1\"/>",
		"<path class=\"h\" d=\"M0 3h6\"/>",
		"<path class=\"h\" d=\"M0 3h6M3 0v6\"/>",
		"<path class=\"h\" d=\"M-1 5l2 2M0 0l6 6M5-1l2 2\"/>",
	};

	pial_strbuf_addstr(out, "<defs>");
	for (int i = 0; i < PIAL_DRAW_HUES; i++)
		pial_strbuf_addf(out,
				 "<pattern id=\"%sp%d\" width=\"6\" height=\"6\" "
				 "patternUnits=\"userSpaceOnUse\"><rect class=\"f%d\" width=\"6\" "
				 "height=\"6\"/>%s</pattern>\n",
				 id, i + 1, i + 1, shape[i]);
	pial_strbuf_addf(out,
			 "<marker id=\"%sa\" viewBox=\"0 0 8 8\" refX=\"4\" refY=\"4\" "
			 "markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\" "
			 "markerUnits=\"userSpaceOnUse\"><path class=\"m\" d=\"M0 0L8 4L0 8z\"/>"
			 "</marker></defs>\n",
			 id);
}

static void put_head(struct pial_strbuf *out, const struct pial_draw *draw)
{
	const struct pial_chart *chart = draw->chart;

	pial_strbuf_addf(out,
			 "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%st\" "
			 "aria-describedby=\"%sd\" viewBox=\"0 0 %d %d\" width=\"%d\" "
			 "height=\"%d\"><title id=\"%st\">",
			 draw->narrow ? "narrow" : "wide", draw->id, draw->id, draw->width,
			 draw->height, draw->width, draw->height, draw->id);
	pial_html_text(out, chart->title);
	pial_strbuf_addf(out, "</title><desc id=\"%sd\">", draw->id);
	pial_html_text(out, *chart->note ? chart->note :
					   pial_tr(draw->lang, PIAL_N_("The table below has all "
								       "its figures.")));
	pial_strbuf_addstr(out, "</desc>\n");
}

static bool draw_kind(struct pial_draw *draw)
{
	switch (draw->chart->kind) {
	case PIAL_CHART_HEAT:
		return pial_draw_heat(draw);
	case PIAL_CHART_LINES:
		return pial_draw_lines(draw);
	case PIAL_CHART_BARS:
		return pial_draw_bars(draw);
	case PIAL_CHART_STACK:
		return pial_draw_stack(draw);
	case PIAL_CHART_FLOW:
		return pial_draw_flow(draw);
	case PIAL_CHART_MAP:
		return pial_draw_map(draw);
	}
	return false;
}

void pial_draw(struct pial_strbuf *out, const struct pial_chart *chart, enum pial_lang lang,
	       unsigned number, bool narrow)
{
	struct pial_strbuf inside, id;
	struct pial_draw draw = {
		.out = &inside,
		.chart = chart,
		.lang = lang,
		.narrow = narrow,
		.width = narrow ? NARROW : WIDE,
	};

	pial_strbuf_init(&inside, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&id, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&id, "c%u%s", number, narrow ? "n" : "w");
	draw.id = id.text;
	if (!draw_kind(&draw)) {
		draw.height = 40;
		pial_draw_text(&draw, "k", PIAL_DRAW_MIDDLE, draw.width / 2, 24, draw.width,
			       pial_tr(lang, PIAL_N_("Nothing to draw.")));
	}
	put_head(out, &draw);
	put_patterns(out, id.text);
	pial_strbuf_addstr(out, inside.text);
	pial_strbuf_addstr(out, "</svg>\n");
	pial_strbuf_release(&id);
	pial_strbuf_release(&inside);
}
