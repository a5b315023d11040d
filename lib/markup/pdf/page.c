/*
 * Pages.
 *
 * First every strip is given a page and a height, then pages are drawn: the last line of the first
 * page already says how many there are. Strips that stay together go to the next page together,
 * unless they would not fit there either. A page that begins inside a table begins with its head,
 * and with the title of the section that goes on.
 */
#include "markup/pdf/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/alloc.h"
#include "markup/pdf/layout.h"
#include "markup/pdf/object.h"
#include "markup/pdf/strip.h"

#include "base/banned.h"

/* A4, and its margins, in points. */
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define MARGIN 45.0
#define MARGIN_FOOT 56.0

#define RADIUS 3.0
/* A head deeper than this is not repeated. */
#define HEAD_HEIGHT 120.0
/* Nor is the title of a section of more lines than this. */
#define SECTION_STRIPS 2

static const struct pial_pdf_style foot_style = { 7.2, false, PIAL_PDF_SOFT };

/* Where a strip is drawn; the head of a table may be drawn several times. */
struct place {
	size_t strip;	/* which */
	size_t page;	/* from 0 */
	double y;	/* from the top of the body */
};

/* A page, upright or across. */
struct size {
	double width, height;	/* of the sheet */
	double body, depth;	/* width and height of what is between the margins */
};

struct plan {
	double depth;		/* of a page's body */
	struct place *place;	/* in order; owned */
	size_t count, cap;	/* how many, and room */
	size_t page;		/* being filled */
	double y;		/* where the next strip goes */
	bool fresh;		/* nothing but a head on the page yet */
};

/* ---- Which page ---- */

static void put_place(struct plan *plan, size_t strip, double y)
{
	plan->place = pial_grow(plan->place, plan->count, &plan->cap, sizeof(*plan->place));
	plan->place[plan->count++] = (struct place){ strip, plan->page, y };
}

static size_t head_of(const struct pial_pdf_strips *strips, size_t i)
{
	size_t table = strips->strip[i].table;

	while (i && !(strips->strip[i].head && strips->strip[i].table == table))
		i--;
	return i;
}

/*
 * Puts the title of the section that goes on with a strip, which a new page would be read without.
 */
static void repeat_section(struct plan *plan, const struct pial_pdf_strips *strips, size_t next)
{
	size_t first, end = next;

	if (strips->strip[next].section)
		return;
	while (end && !strips->strip[end - 1].section && !strips->strip[end - 1].head)
		end--;
	for (first = end; first && strips->strip[first - 1].section;)
		first--;
	if (end - first > SECTION_STRIPS)
		return;
	for (; first < end; first++) {
		put_place(plan, first, plan->y);
		plan->y += strips->strip[first].height;
	}
}

static void begin_page(struct plan *plan, const struct pial_pdf_strips *strips, size_t next)
{
	const struct pial_pdf_strip *strip = &strips->strip[next];

	plan->page++;
	plan->y = 0;
	plan->fresh = true;
	if (strip->table && !strip->head) {
		size_t head = head_of(strips, next);

		if (strips->strip[head].height > HEAD_HEIGHT)
			return;
		put_place(plan, head, 0);
		plan->y = strips->strip[head].height;
		repeat_section(plan, strips, next);
	}
}

/* Height of strips i to last together, with what stands above the first unless it begins a page. */
static double chain_height(const struct pial_pdf_strips *strips, size_t i, size_t last, bool fresh)
{
	double height = fresh ? 0 : strips->strip[i].before;

	for (size_t k = i; k <= last; k++)
		height += (k > i ? strips->strip[k].before : 0) + strips->strip[k].height;
	return height;
}

static void plan_pages(const struct pial_pdf_strips *strips, struct plan *plan)
{
	plan->fresh = true;
	for (size_t i = 0, last; i < strips->count; i = last + 1) {
		for (last = i; last + 1 < strips->count && strips->strip[last].keep;)
			last++;
		/* Too deep for any page: strip by strip. */
		if (chain_height(strips, i, last, true) > plan->depth - HEAD_HEIGHT)
			last = i;
		if (!plan->fresh &&
		    plan->y + chain_height(strips, i, last, false) > plan->depth)
			begin_page(plan, strips, i);
		for (size_t k = i; k <= last; k++) {
			plan->y += plan->fresh ? 0 : strips->strip[k].before;
			put_place(plan, k, plan->y);
			plan->y += strips->strip[k].height;
			plan->fresh = false;
		}
	}
}

/* ---- Drawing ---- */

static void set_colour(cairo_t *cr, enum pial_pdf_colour colour)
{
	static const double rgb[][3] = {
		[PIAL_PDF_INK] = { 0.106, 0.141, 0.125 },
		[PIAL_PDF_SOFT] = { 0.333, 0.380, 0.357 },
		[PIAL_PDF_ACCENT] = { 0.114, 0.357, 0.247 },
		[PIAL_PDF_LINE] = { 0.784, 0.820, 0.800 },
		[PIAL_PDF_WASH] = { 0.945, 0.961, 0.949 },
	};

	cairo_set_source_rgb(cr, rgb[colour][0], rgb[colour][1], rgb[colour][2]);
}

static void draw_frame(cairo_t *cr, const struct pial_pdf_mark *mark, double x, double y)
{
	const double quarter = 1.5707963267948966, r = RADIUS;

	cairo_new_sub_path(cr);
	cairo_arc(cr, x + mark->w - r, y + r, r, -quarter, 0);
	cairo_arc(cr, x + mark->w - r, y + mark->h - r, r, 0, quarter);
	cairo_arc(cr, x + r, y + mark->h - r, r, quarter, 2 * quarter);
	cairo_arc(cr, x + r, y + r, r, 2 * quarter, 3 * quarter);
	cairo_close_path(cr);
	if (mark->marked) {
		set_colour(cr, PIAL_PDF_WASH);
		cairo_fill_preserve(cr);
	}
	set_colour(cr, mark->marked ? PIAL_PDF_ACCENT : mark->colour);
	cairo_set_line_width(cr, 0.7);
	cairo_stroke(cr);
}

static void draw_mark(cairo_t *cr, const struct pial_pdf_mark *mark, double left, double top)
{
	static const double dots[] = { 0.7, 2 };
	double x = left + mark->x, y = top + mark->y;

	set_colour(cr, mark->colour);
	switch (mark->kind) {
	case PIAL_PDF_MARK_TEXT:
		cairo_move_to(cr, x, y);
		pango_cairo_show_layout_line(cr, mark->line);
		break;
	case PIAL_PDF_MARK_DOTS:
		cairo_set_dash(cr, dots, 2, 0);
		cairo_set_line_width(cr, mark->h);
		cairo_move_to(cr, x, y);
		cairo_line_to(cr, x + mark->w, y);
		cairo_stroke(cr);
		cairo_set_dash(cr, NULL, 0, 0);
		break;
	case PIAL_PDF_MARK_RULE:
	case PIAL_PDF_MARK_FILL:
		cairo_rectangle(cr, x, y, mark->w, mark->h);
		cairo_fill(cr);
		break;
	case PIAL_PDF_MARK_FRAME:
		draw_frame(cr, mark, x, y);
		break;
	}
	cairo_new_path(cr);
}

/* The first line of a text at the foot of a page, as a mark; right: it ends at end. */
static struct pial_pdf_mark foot_mark(struct pial_pdf_pen *pen, const char *text, bool right,
				      double width, double end)
{
	struct pial_pdf_mark mark = { .kind = PIAL_PDF_MARK_TEXT, .colour = PIAL_PDF_SOFT };
	struct pial_pdf_line *line = NULL;
	size_t lines = 0;

	pial_pdf_pen_lines(pen, text, strlen(text), &foot_style, width, right, &line, &lines);
	mark.line = line->line;
	mark.x = line->x + (right ? end - width : 0);
	mark.y = line->base;
	free(line);
	return mark;
}

/* The document's name and who sends it, for all its pages. */
static struct pial_pdf_mark name_mark(struct pial_pdf_pen *pen,
				      const struct pial_paper_sheet *sheet, double body)
{
	struct pial_pdf_mark mark;
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addf(&text, "%s%s%s", sheet->name, *sheet->foot ? " — " : "", sheet->foot);
	mark = foot_mark(pen, text.text, false, body - 60, body);
	pial_strbuf_release(&text);
	return mark;
}

/* A thin rule, the document's name, and the number of the page. */
static void draw_foot(struct pial_pdf_pen *pen, cairo_t *cr, const struct size *size,
		      const struct pial_pdf_mark *name, size_t page, size_t pages)
{
	const struct pial_pdf_mark rule = { .kind = PIAL_PDF_MARK_RULE, .colour = PIAL_PDF_LINE,
					    .w = size->body, .h = 0.6 };
	double y = size->height - MARGIN_FOOT + 16;
	struct pial_pdf_mark number;
	struct pial_strbuf text;

	draw_mark(cr, &rule, MARGIN, y);
	draw_mark(cr, name, MARGIN, y + 4);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "page %zu/%zu", page + 1, pages);
	number = foot_mark(pen, text.text, true, 56, size->body);
	draw_mark(cr, &number, MARGIN, y + 4);
	pial_strbuf_release(&text);
}

static struct size size_of(const struct pial_paper_sheet *sheet)
{
	struct size size = { .width = sheet->wide ? PAGE_HEIGHT : PAGE_WIDTH,
			     .height = sheet->wide ? PAGE_WIDTH : PAGE_HEIGHT };

	size.body = size.width - 2 * MARGIN;
	size.depth = size.height - MARGIN - MARGIN_FOOT;
	return size;
}

static void draw_sheet(struct pial_pdf_pen *pen, cairo_t *cr, const struct pial_paper_sheet *sheet,
		       size_t *pages)
{
	const struct size size = size_of(sheet);
	struct pial_pdf_layout layout = { pen, size.depth, sheet->wide };
	struct pial_pdf_strips strips = { 0 };
	struct plan plan = { .depth = size.depth };
	struct pial_pdf_mark name = name_mark(pen, sheet, size.body);

	cairo_pdf_surface_set_size(cairo_get_target(cr), size.width, size.height);
	pial_pdf_layout_flow(&layout, &sheet->flow, size.body, false, &strips);
	plan_pages(&strips, &plan);
	for (size_t page = 0, at = 0; page <= plan.page; page++) {
		for (; at < plan.count && plan.place[at].page == page; at++) {
			const struct pial_pdf_strip *strip = &strips.strip[plan.place[at].strip];

			for (size_t m = 0; m < strip->marks; m++)
				draw_mark(cr, &strip->mark[m], MARGIN,
					  MARGIN + plan.place[at].y);
		}
		draw_foot(pen, cr, &size, &name, page, plan.page + 1);
		cairo_show_page(cr);
	}
	*pages += plan.page + 1;
	free(plan.place);
	pial_pdf_strips_release(&strips);
}

static cairo_status_t take_bytes(void *out, const unsigned char *bytes, unsigned len)
{
	pial_strbuf_add(out, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

bool pial_pdf_pages(struct pial_pdf_pen *pen, const struct pial_paper *paper,
		    struct pial_strbuf *out, char *reason)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take_bytes, out, PAGE_WIDTH,
								       PAGE_HEIGHT);
	cairo_t *cr = cairo_create(surface);
	cairo_status_t status;
	size_t pages = 0;

	for (size_t i = 0; i < paper->sheets; i++) {
		struct pial_strbuf where;

		pial_pdf_pen_wipe(pen, paper->lang == PIAL_EN ? "en" : "fr");
		pial_strbuf_init(&where, PIAL_STRBUF_TEXT);
		pial_strbuf_addf(&where, "page=%zu", pages + 1);
		if (paper->sheets > 1)
			cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT,
						      paper->sheet[i].name, where.text,
						      CAIRO_PDF_OUTLINE_FLAG_OPEN);
		pial_strbuf_release(&where);
		draw_sheet(pen, cr, &paper->sheet[i], &pages);
	}
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (status == CAIRO_STATUS_NO_MEMORY)
		pial_oom(0);
	if (status == CAIRO_STATUS_SUCCESS)
		return true;
	snprintf(reason, PIAL_PDF_REASON, "%s", cairo_status_to_string(status));
	return false;
}
