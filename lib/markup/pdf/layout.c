/*
 * Titles, paragraphs, facts and boxes as strips.
 *
 * Sizes are few: 9 points to read, 7.8 for details, 7.2 for small print, 20 for the title. Space
 * above a block says what belongs together, so there are few rules and few frames.
 */
#include "markup/pdf/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/chart.h"
#include "markup/paper_matrix.h"

#include "base/banned.h"

/* Between boxes, inside frames, between the columns of facts. */
#define GAP 18.0
#define PADDING 8.0
#define FACTS_GAP 10.0
/* A column of facts laid out as a grid, at least. */
#define GRID_WIDTH 112.0
/* A line to write on by hand. */
#define ROOM 13.0

static const struct pial_pdf_style plain = { 9, false, PIAL_PDF_INK };
static const struct pial_pdf_style strong = { 9, true, PIAL_PDF_INK };
static const struct pial_pdf_style detail = { 8.4, false, PIAL_PDF_SOFT };
static const struct pial_pdf_style small = { 7.2, false, PIAL_PDF_SOFT };
static const struct pial_pdf_style title = { 20, true, PIAL_PDF_ACCENT };
static const struct pial_pdf_style under = { 12.5, true, PIAL_PDF_INK };
static const struct pial_pdf_style heading = { 11, true, PIAL_PDF_ACCENT };
static const struct pial_pdf_style box_head = { 8, true, PIAL_PDF_ACCENT };
static const struct pial_pdf_style marked = { 11, true, PIAL_PDF_INK };

/* Adds a text as strips of a line each; the first has before above it. */
static void put_text(struct pial_pdf_layout *layout, struct pial_pdf_strips *strips,
		     const char *text, const struct pial_pdf_style *style, double width, bool right,
		     double before)
{
	struct pial_pdf_line *line = NULL;
	size_t lines = 0;

	pial_pdf_pen_lines(layout->pen, text, strlen(text), style, width, right, &line, &lines);
	for (size_t i = 0; i < lines; i++) {
		struct pial_pdf_strip *strip = pial_pdf_strip_add(strips, i ? 0 : before,
								  line[i].height);

		pial_pdf_mark_line(strip, &line[i], 0, 0);
		/* No line of a paragraph stands alone on a page. */
		strip->keep = i + 1 < lines && (!i || i + 2 == lines);
	}
	free(line);
}

/*
 * The title to the left, what tells the document from its like to the right, on one line if it
 * fits.
 */
static void put_title(struct pial_pdf_layout *layout, struct pial_pdf_strips *strips,
		      const struct pial_paper_block *block, double width, bool right, double before)
{
	const char *more = block->under;
	double own = pial_pdf_pen_width(layout->pen, block->text, strlen(block->text), &title);
	double its = pial_pdf_pen_width(layout->pen, more, strlen(more), &under);
	size_t from = strips->count, lines = 0;
	struct pial_pdf_line *line = NULL;

	put_text(layout, strips, block->text, &title, width, right, before);
	if (*more && !right && own + its + GAP <= width) {
		struct pial_pdf_strip *strip = &strips->strip[from];
		double base = strip->mark[0].y;

		pial_pdf_pen_lines(layout->pen, more, strlen(more), &under, width, true, &line,
				   &lines);
		pial_pdf_mark_line(strip, line, 0, base - line->base);
		free(line);
	} else if (*more) {
		put_text(layout, strips, more, &under, width, right, 2);
	}
	for (; from < strips->count; from++)
		strips->strip[from].keep = true;
}

/* ---- Facts ---- */

static double widest_label(struct pial_pdf_layout *layout, const struct pial_paper_block *block)
{
	double widest = 0;

	for (size_t i = 0; i < block->facts; i++) {
		const char *label = block->fact[i].label;
		bool set_off = block->fact[i].flags & PIAL_PAPER_MARKED;
		double own = pial_pdf_pen_width(layout->pen, label, strlen(label),
						set_off ? &strong : &detail) + 0.5;

		widest = own > widest ? own : widest;
	}
	return widest;
}

/* Two texts side by side in one strip: a label and what it labels. */
static struct pial_pdf_strip *put_pair(struct pial_pdf_layout *layout,
				       struct pial_pdf_strips *strips,
				       const struct pial_paper_fact *fact,
				       const struct pial_pdf_style *of_label,
				       const struct pial_pdf_style *of_value, double label_width,
				       double width, bool right)
{
	struct pial_pdf_strips label = { 0 }, value = { 0 };
	double at = label_width > 0 ? label_width + FACTS_GAP : 0, deep, other, shift = 0;
	struct pial_pdf_strip *strip;

	if (*fact->label)
		put_text(layout, &label, fact->label, of_label,
			 label_width > 0 ? label_width : width, false, 0);
	put_text(layout, &value, fact->value, of_value, width - at, right, 0);
	deep = pial_pdf_strips_height(&value);
	other = pial_pdf_strips_height(&label);
	/* Both stand on the first line of the larger. */
	if (label.count && value.count)
		shift = value.strip[0].mark[0].y - label.strip[0].mark[0].y;
	strip = pial_pdf_strip_add(strips, 0, deep > other + shift ? deep : other + shift);
	pial_pdf_strips_into(strip, &label, 0, shift);
	pial_pdf_strips_into(strip, &value, at, 0);
	pial_pdf_strips_release(&label);
	pial_pdf_strips_release(&value);
	return strip;
}

static void put_list(struct pial_pdf_layout *layout, struct pial_pdf_strips *strips,
		     const struct pial_paper_block *block, double width, double before)
{
	double label = widest_label(layout, block);

	if (label > width * 0.45)
		label = width * 0.45;
	for (size_t i = 0; i < block->facts; i++) {
		const struct pial_paper_fact *fact = &block->fact[i];
		bool set_off = fact->flags & PIAL_PAPER_MARKED;
		struct pial_pdf_strip *strip =
			put_pair(layout, strips, fact, set_off ? &strong : &detail,
				 set_off ? &strong : &plain, label, width, false);

		strip->before = i ? 1.5 : before;
	}
}

/* Totals: figures to the right, under each other; the one to look for larger, under a rule. */
static void put_sum(struct pial_pdf_layout *layout, struct pial_pdf_strips *strips,
		    const struct pial_paper_block *block, double width, double before)
{
	for (size_t i = 0; i < block->facts; i++) {
		const struct pial_paper_fact *fact = &block->fact[i];
		bool set_off = fact->flags & PIAL_PAPER_MARKED;
		const struct pial_pdf_style *style = set_off ? &marked : &plain;
		size_t value = strlen(fact->value);
		double own = pial_pdf_pen_width(layout->pen, fact->value, value, style);
		struct pial_pdf_strips inner = { 0 };
		struct pial_pdf_strip *strip;

		put_pair(layout, &inner, fact, set_off ? &marked : &detail, style,
			 width > own + 2 * FACTS_GAP ? width - own - FACTS_GAP - 1 : width / 2,
			 width, true);
		strip = pial_pdf_strip_add(strips, i ? 2 : before,
					   pial_pdf_strips_height(&inner) + (set_off ? 7 : 1));
		if (set_off)
			pial_pdf_mark_add(strip, PIAL_PDF_MARK_RULE, PIAL_PDF_ACCENT, 0, 1.5, width,
					  1);
		pial_pdf_strips_into(strip, &inner, 0, set_off ? 6 : 0);
		strip->keep = i + 1 < block->facts;
		pial_pdf_strips_release(&inner);
	}
}

/* Label over value, as many across as there is room for. */
static void put_grid(struct pial_pdf_layout *layout, struct pial_pdf_strips *strips,
		     const struct pial_paper_block *block, double width, double before)
{
	size_t across = (size_t)((width + GAP) / (GRID_WIDTH + GAP));
	double own;

	if (across > block->facts)
		across = block->facts;
	if (!across)
		across = 1;
	own = (width - GAP * (double)(across - 1)) / (double)across;
	for (size_t from = 0; from < block->facts; from += across) {
		struct pial_pdf_strip *strip = pial_pdf_strip_add(strips, from ? 5 : before, 0);

		for (size_t i = from; i < from + across && i < block->facts; i++) {
			struct pial_pdf_strips cell = { 0 };
			double height;

			if (*block->fact[i].label)
				put_text(layout, &cell, block->fact[i].label, &small, own, false,
					 0);
			put_text(layout, &cell, block->fact[i].value,
				 block->fact[i].flags & PIAL_PAPER_MARKED ? &strong : &plain, own,
				 false, 1);
			height = pial_pdf_strips_height(&cell);
			pial_pdf_strips_into(strip, &cell, (own + GAP) * (double)(i - from), 0);
			strip->height = height > strip->height ? height : strip->height;
			pial_pdf_strips_release(&cell);
		}
	}
}

static void put_facts(struct pial_pdf_layout *layout, struct pial_pdf_strips *strips,
		      const struct pial_paper_block *block, double width, double before)
{
	switch (block->layout) {
	case PIAL_PAPER_FACTS_LIST:
		put_list(layout, strips, block, width, before);
		break;
	case PIAL_PAPER_FACTS_SUM:
		put_sum(layout, strips, block, width, before);
		break;
	case PIAL_PAPER_FACTS_GRID:
		put_grid(layout, strips, block, width, before);
		break;
	}
}

/* ---- Boxes ---- */

/* What a box holds, within the width inside its frame. */
static void fill_box(struct pial_pdf_layout *layout, const struct pial_paper_box *box, double width,
		     struct pial_pdf_strips *inner)
{
	bool right = box->flags & PIAL_PAPER_RIGHT;

	if (*box->head)
		put_text(layout, inner, box->head, &box_head, width, right, 0);
	pial_pdf_layout_flow(layout, &box->flow, width, right, inner);
	if (box->room)
		pial_pdf_strip_add(inner, 0, ROOM * box->room);
}

/* Boxes deeper than a page cannot stay whole: they come under each other. */
static void put_under(struct pial_pdf_layout *layout, const struct pial_paper_block *block,
		      double width, double before, struct pial_pdf_strips *strips)
{
	for (size_t i = 0; i < block->boxes; i++) {
		size_t from = strips->count;

		fill_box(layout, &block->box[i], width, strips);
		if (strips->count > from)
			strips->strip[from].before = before;
	}
}

static void put_boxes(struct pial_pdf_layout *layout, const struct pial_paper_block *block,
		      double width, double before, struct pial_pdf_strips *strips)
{
	struct pial_pdf_strips *inner = pial_calloc(block->boxes, sizeof(*inner));
	double weights = 0, share = width - GAP * (double)(block->boxes - 1), deepest = 0, x = 0;
	struct pial_pdf_strip *strip;

	for (size_t i = 0; i < block->boxes; i++)
		weights += block->box[i].weight;
	for (size_t i = 0; i < block->boxes; i++) {
		const struct pial_paper_box *box = &block->box[i];
		double pad = box->flags & PIAL_PAPER_FRAME ? PADDING : 0, height;

		fill_box(layout, box, share * box->weight / weights - 2 * pad, &inner[i]);
		height = pial_pdf_strips_height(&inner[i]) + 2 * pad;
		deepest = height > deepest ? height : deepest;
	}
	if (deepest <= layout->deepest) {
		strip = pial_pdf_strip_add(strips, before, deepest);
		for (size_t i = 0; i < block->boxes; i++) {
			const struct pial_paper_box *box = &block->box[i];
			double own = share * box->weight / weights;
			double pad = box->flags & PIAL_PAPER_FRAME ? PADDING : 0;

			if (pad > 0) {
				pial_pdf_mark_add(strip, PIAL_PDF_MARK_FRAME, PIAL_PDF_LINE, x, 0,
						  own, deepest);
				strip->mark[strip->marks - 1].marked =
					box->flags & PIAL_PAPER_MARKED;
			}
			pial_pdf_strips_into(strip, &inner[i], x + pad, pad);
			x += own + GAP;
		}
	} else {
		put_under(layout, block, width, before, strips);
	}
	for (size_t i = 0; i < block->boxes; i++)
		pial_pdf_strips_release(&inner[i]);
	free(inner);
}

/* ---- Flows ---- */

static const struct pial_pdf_style *style_of(enum pial_paper_style style)
{
	switch (style) {
	case PIAL_PAPER_STRONG:
		return &strong;
	case PIAL_PAPER_DETAIL:
		return &detail;
	case PIAL_PAPER_SMALL:
		return &small;
	default:
		return &plain;
	}
}

/* Space above a block, which depends on what stands there. */
static double space(const struct pial_paper_block *before, const struct pial_paper_block *block)
{
	bool text = block->kind == PIAL_PAPER_BLOCK_TEXT;

	if (!before)
		return 0;
	if (block->kind == PIAL_PAPER_BLOCK_HEADING)
		return 16;
	if (before->kind == PIAL_PAPER_BLOCK_TITLE)
		return block->kind == PIAL_PAPER_BLOCK_BOXES ? 14 : 6;
	if (before->kind == PIAL_PAPER_BLOCK_HEADING)
		return 3;
	if (text && before->kind == PIAL_PAPER_BLOCK_TEXT) {
		if (block->style == PIAL_PAPER_SMALL)
			return before->style == PIAL_PAPER_SMALL ? 2.5 : 6;
		return before->style == PIAL_PAPER_STRONG ? 1.5 : 0.5;
	}
	if (block->kind == PIAL_PAPER_BLOCK_FACTS && before->kind == PIAL_PAPER_BLOCK_TEXT)
		return 3;
	return 14;
}

/* A chart on paper is its title and its tables, which hold all its values. */
static void put_chart(struct pial_pdf_layout *layout, struct pial_pdf_strips *strips,
		      const struct pial_chart *chart, double width, double before)
{
	put_text(layout, strips, chart->title, &heading, width, false, before);
	strips->strip[strips->count - 1].keep = true;
	if (*chart->note)
		put_text(layout, strips, chart->note, &detail, width, false, 2);
	for (const struct pial_paper_block *table = chart->table.first; table; table = table->next)
		pial_pdf_layout_table(layout, table, width, table == chart->table.first ? 3 : 14,
				      strips);
}

/* The bands of a matrix, one under the other. */
static void put_matrix(struct pial_pdf_layout *layout, const struct pial_paper_block *matrix,
		       double width, double before, struct pial_pdf_strips *strips)
{
	size_t room = layout->wide ? PIAL_PAPER_BAND_WIDE : PIAL_PAPER_BAND_TALL;
	struct pial_paper_block band;

	for (size_t from = 1; pial_paper_band(matrix, &from, pial_paper_band_fits, room, &band);) {
		pial_pdf_layout_table(layout, &band, width, before, strips);
		pial_paper_band_release(&band);
		before = 14;
	}
}

void pial_pdf_layout_flow(struct pial_pdf_layout *layout, const struct pial_paper_flow *flow,
			  double width, bool right, struct pial_pdf_strips *strips)
{
	const struct pial_paper_block *previous = NULL;
	bool inside = strips->count > 0;

	for (const struct pial_paper_block *block = flow->first; block; block = block->next) {
		double before = !previous && inside ? 2.5 : space(previous, block);

		switch (block->kind) {
		case PIAL_PAPER_BLOCK_TITLE:
			put_title(layout, strips, block, width, right, before);
			break;
		case PIAL_PAPER_BLOCK_HEADING:
			put_text(layout, strips, block->text, &heading, width, right, before);
			strips->strip[strips->count - 1].keep = true;
			break;
		case PIAL_PAPER_BLOCK_TEXT:
			put_text(layout, strips, block->text, style_of(block->style), width, right,
				 before);
			break;
		case PIAL_PAPER_BLOCK_FACTS:
			if (!block->facts)
				continue;
			put_facts(layout, strips, block, width, before);
			break;
		case PIAL_PAPER_BLOCK_BOXES:
			put_boxes(layout, block, width, before, strips);
			break;
		case PIAL_PAPER_BLOCK_TABLE:
			if (block->matrix)
				put_matrix(layout, block, width, before, strips);
			else
				pial_pdf_layout_table(layout, block, width, before, strips);
			break;
		case PIAL_PAPER_BLOCK_CHART:
			put_chart(layout, strips, block->chart, width, before);
			break;
		}
		previous = block;
	}
}
