/*
 * A flow from left to right: ends as high as what goes through them, ribbons between (Sankey).
 *
 * Ends keep the order they were given in, on both sides: views give the order that people know,
 * which they look for, rather than one that crosses least. An end that is thin keeps the height of
 * its name, so that names never meet. On a telephone names stand on the ribbons, inside.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/draw_priv.h"

#include "base/banned.h"

#define THICK 12
#define GAP 9
/* What a name takes, and what it takes with its figure under it. */
#define LINE 15
#define TWO_LINES 28
#define MARGIN 186

/* An end, once it has its place. */
struct end {
	size_t hue;		/* of its ribbons */
	int y, height;		/* of its bar */
	int64_t taken;		/* of its sum, by the ribbons placed so far */
};

/* Where everything stands. */
struct flow {
	struct pial_draw *draw;	/* where it goes */
	struct end *end;	/* one for each node */
	int left, right;	/* inner edges of the bars of both sides */
};

/* Height of one side when all is drawn to scale: bars, and room for thin ones' names. */
static int stack_side(struct flow *flow, bool right, int64_t whole, int scale)
{
	const struct pial_chart *chart = flow->draw->chart;
	int y = 0;

	for (size_t i = 0; i < chart->nodes; i++) {
		int height, room;

		if (chart->node[i].right != right)
			continue;
		height = pial_draw_share(chart->node[i].total, whole, scale);
		height = height < 2 ? 2 : height;
		room = height < LINE ? LINE : height;
		flow->end[i].height = height;
		flow->end[i].y = y + (room - height) / 2;
		y += room + GAP;
	}
	return y > GAP ? y - GAP : 0;
}

static void shift_side(struct flow *flow, bool right, int by)
{
	for (size_t i = 0; i < flow->draw->chart->nodes; i++)
		if (flow->draw->chart->node[i].right == right)
			flow->end[i].y += by;
}

/* Both sides in the middle of the height of the higher one. */
static int arrange(struct flow *flow)
{
	const struct pial_chart *chart = flow->draw->chart;
	size_t rights = 0, most;
	int64_t whole = 0;
	int scale, left, right;

	for (size_t i = 0; i < chart->nodes; i++) {
		flow->end[i].hue = (i - rights) % PIAL_DRAW_HUES + 1;
		rights += chart->node[i].right;
		/* Sums past 64 bits are no harvest; the scale is that of what fits. */
		if (!chart->node[i].right && whole <= INT64_MAX - chart->node[i].total)
			whole += chart->node[i].total;
	}
	most = rights > chart->nodes - rights ? rights : chart->nodes - rights;
	scale = most > 12 ? 20 * (int)(most < 2000 ? most : 2000) : 240;
	left = stack_side(flow, false, whole, scale);
	right = stack_side(flow, true, whole, scale);
	shift_side(flow, false, (left > right ? 0 : (right - left) / 2) + 4);
	shift_side(flow, true, (right > left ? 0 : (left - right) / 2) + 4);
	return (left > right ? left : right) + 8;
}

/* The part of an end's height that a ribbon takes, after those placed before. */
static int take(const struct flow *flow, size_t node, int64_t value, int *height)
{
	const struct pial_chart_node *own = &flow->draw->chart->node[node];
	struct end *end = &flow->end[node];
	int from = pial_draw_share(end->taken, own->total, end->height), to;

	end->taken += value;
	to = pial_draw_share(end->taken, own->total, end->height);
	*height = to > from ? to - from : 1;
	return end->y + from;
}

static void put_ribbon(const struct flow *flow, const struct pial_chart_link *link, int y,
		       int height, int to_y, int to_height)
{
	struct pial_draw *draw = flow->draw;
	int middle = (flow->left + flow->right) / 2;

	pial_strbuf_addf(draw->out,
			 "<path class=\"ribbon f%zu\" d=\"M%d %dC%d %d %d %d %d %dv%dC%d %d %d %d "
			 "%d %dz\" data-v=\"",
			 flow->end[link->from].hue, flow->left, y, middle, y, middle, to_y,
			 flow->right, to_y, to_height, middle, to_y + to_height, middle, y + height,
			 flow->left, y + height);
	pial_strbuf_addint(draw->out, link->value);
	pial_strbuf_addstr(draw->out, "\">");
	pial_draw_tip(draw, draw->chart->node[link->from].name,
		      draw->chart->node[link->to].name, link->text);
	pial_strbuf_addstr(draw->out, "</path>\n");
}

/* From the left, and to the right: no two ribbons of an end cross at it. */
static int by_from(const void *a, const void *b)
{
	const struct pial_chart_link *one = a, *two = b;

	if (one->from != two->from)
		return one->from < two->from ? -1 : 1;
	if (one->to != two->to)
		return one->to < two->to ? -1 : 1;
	return one->value < two->value ? -1 : one->value > two->value;
}

/* Places at the right end, kept while ribbons are gone through from the left. */
static void put_ribbons(const struct flow *flow)
{
	const struct pial_chart *chart = flow->draw->chart;
	struct pial_chart_link *link = pial_calloc(chart->links, sizeof(*link));
	int *y = pial_calloc(chart->links, sizeof(*y));
	int *height = pial_calloc(chart->links, sizeof(*height));

	memcpy(link, chart->link, chart->links * sizeof(*link));
	qsort(link, chart->links, sizeof(*link), by_from);
	for (size_t i = 0; i < chart->links; i++)
		y[i] = take(flow, link[i].from, link[i].value, &height[i]);
	/* A walk by the right end gives the order of arrival. */
	for (size_t n = 0; n < chart->nodes; n++) {
		for (size_t i = 0; chart->node[n].right && i < chart->links; i++) {
			int to_y, to_height;

			if (link[i].to != n)
				continue;
			to_y = take(flow, n, link[i].value, &to_height);
			put_ribbon(flow, &link[i], y[i], height[i], to_y, to_height);
		}
	}
	free(height);
	free(y);
	free(link);
}

/* ---- Ends ---- */

static void put_names(const struct flow *flow, size_t n)
{
	struct pial_draw *draw = flow->draw;
	const struct pial_chart_node *node = &draw->chart->node[n];
	const struct end *end = &flow->end[n];
	/* Inside on a telephone, outside on a page. */
	bool starts = node->right != draw->narrow;
	int x = !node->right ? (draw->narrow ? flow->left + 5 : flow->left - THICK - 7) :
			       (draw->narrow ? flow->right - 5 : flow->right + THICK + 7);
	int room = draw->narrow ? (flow->right - flow->left) / 2 - 8 : MARGIN - 8;
	int middle = end->y + end->height / 2, figure = pial_draw_width(node->text, 11), own;
	enum pial_draw_anchor anchor = starts ? PIAL_DRAW_START : PIAL_DRAW_END;

	figure = figure < room / 2 ? figure : room / 2;
	if (end->height >= TWO_LINES) {
		pial_draw_text(draw, draw->narrow ? "halo" : "", anchor, x, middle - 2, room,
			       node->name);
		pial_draw_text(draw, draw->narrow ? "k v halo" : "k v", anchor, x, middle + 12,
			       room, node->text);
		return;
	}
	/* On one line the name is read first. */
	room -= figure + 8;
	own = pial_draw_width(node->name, 12);
	own = own < room ? own : room;
	pial_draw_text(draw, draw->narrow ? "halo" : "", anchor, starts ? x : x - figure - 8,
		       middle + 4, room, node->name);
	pial_draw_text(draw, draw->narrow ? "k v halo" : "k v", anchor, starts ? x + own + 8 : x,
		       middle + 4, figure + 12, node->text);
}

bool pial_draw_flow(struct pial_draw *draw)
{
	const struct pial_chart *chart = draw->chart;
	struct flow flow = { .draw = draw };

	if (!chart->links)
		return false;
	flow.end = pial_calloc(chart->nodes, sizeof(*flow.end));
	flow.left = (draw->narrow ? 0 : MARGIN) + THICK;
	flow.right = draw->width - flow.left;
	draw->height = arrange(&flow);
	put_ribbons(&flow);
	for (size_t n = 0; n < chart->nodes; n++) {
		const struct pial_chart_node *node = &chart->node[n];
		int x = node->right ? flow.right : flow.left - THICK;

		pial_strbuf_addf(draw->out,
				 "<rect class=\"%s%zu\" x=\"%d\" y=\"%d\" width=\"%d\" "
				 "height=\"%d\" data-v=\"",
				 node->right ? "node f" : "f", flow.end[n].hue, x,
				 flow.end[n].y, THICK, flow.end[n].height);
		pial_strbuf_addint(draw->out, node->total);
		pial_strbuf_addstr(draw->out, "\">");
		pial_draw_tip(draw, node->name, node->text, "");
		pial_strbuf_addstr(draw->out, "</rect>\n");
	}
	for (size_t n = 0; n < chart->nodes; n++)
		put_names(&flow, n);
	free(flow.end);
	return true;
}
