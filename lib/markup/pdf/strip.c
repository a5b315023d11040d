/*
 * Strips and marks.
 */
#include "markup/pdf/strip.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#include "base/banned.h"

void pial_pdf_strips_release(struct pial_pdf_strips *strips)
{
	for (size_t i = 0; i < strips->count; i++)
		free(strips->strip[i].mark);
	free(strips->strip);
	memset(strips, 0, sizeof(*strips));
}

struct pial_pdf_strip *pial_pdf_strip_add(struct pial_pdf_strips *strips, double before,
					  double height)
{
	strips->strip = pial_grow(strips->strip, strips->count, &strips->cap,
				  sizeof(*strips->strip));
	strips->strip[strips->count] = (struct pial_pdf_strip){
		.before = before,
		.height = height,
	};
	return &strips->strip[strips->count++];
}

static void add_mark(struct pial_pdf_strip *strip, struct pial_pdf_mark mark)
{
	strip->mark = pial_grow(strip->mark, strip->marks, &strip->mark_cap,
				sizeof(*strip->mark));
	strip->mark[strip->marks++] = mark;
}

void pial_pdf_mark_add(struct pial_pdf_strip *strip, enum pial_pdf_mark_kind kind,
		       enum pial_pdf_colour colour, double x, double y, double w, double h)
{
	add_mark(strip, (struct pial_pdf_mark){
		.kind = kind, .colour = colour, .x = x, .y = y, .w = w, .h = h,
	});
}

void pial_pdf_mark_line(struct pial_pdf_strip *strip, const struct pial_pdf_line *line, double x,
			double y)
{
	add_mark(strip, (struct pial_pdf_mark){
		.kind = PIAL_PDF_MARK_TEXT, .colour = line->colour, .line = line->line,
		.x = x + line->x, .y = y + line->base,
	});
}

double pial_pdf_strips_height(const struct pial_pdf_strips *strips)
{
	double height = 0;

	for (size_t i = 0; i < strips->count; i++)
		height += (i ? strips->strip[i].before : 0) + strips->strip[i].height;
	return height;
}

void pial_pdf_strips_into(struct pial_pdf_strip *strip, const struct pial_pdf_strips *strips,
			  double x, double y)
{
	for (size_t i = 0; i < strips->count; i++) {
		const struct pial_pdf_strip *own = &strips->strip[i];

		y += i ? own->before : 0;
		for (size_t m = 0; m < own->marks; m++) {
			struct pial_pdf_mark mark = own->mark[m];

			mark.x += x;
			mark.y += y;
			add_mark(strip, mark);
		}
		y += own->height;
	}
}
