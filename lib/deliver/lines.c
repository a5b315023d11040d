/*
 * The lines of the delivery notes, in the order they are printed and numbered.
 *
 * Which receipt speaks of which row is the model's matter (model/match.h); here lines get their
 * note, their order and their number. A line that nobody had allocated comes after the others of
 * its note: the numbers printed before departure must not move.
 */
#include <stdlib.h>

#include "deliver/line_priv.h"
#include "model/note.h"

#include "base/banned.h"

static int compare_texts(const struct pial_model *model, const uint32_t *a, const uint32_t *b,
			 size_t count)
{
	int order = 0;

	for (size_t i = 0; i < count && !order; i++)
		order = pial_intern_compare(&model->pool, a[i], b[i]);
	return order;
}

static int compare_rows(const struct pial_model *model, const struct pial_allocation *a,
			const struct pial_allocation *b)
{
	const uint32_t ka[] = { a->kitchen.n, a->ordered.n, a->contract.n,
				a->product.n, a->producer.n, a->batch.n };
	const uint32_t kb[] = { b->kitchen.n, b->ordered.n, b->contract.n,
				b->product.n, b->producer.n, b->batch.n };
	int order = (a->day.n > b->day.n) - (a->day.n < b->day.n);

	if (!order)
		order = compare_texts(model, ka, kb, PIAL_COUNT(ka));
	return order ? order : (a->line > b->line) - (a->line < b->line);
}

static int compare_receipts(const struct pial_model *model, const struct pial_receipt *a,
			    const struct pial_receipt *b)
{
	const uint32_t ka[] = { a->product.n, a->producer.n, a->batch.n };
	const uint32_t kb[] = { b->product.n, b->producer.n, b->batch.n };
	int order = compare_texts(model, ka, kb, PIAL_COUNT(ka));

	return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* By note; what was allocated by key, then what was not. */
static int compare_lines(const void *left, const void *right)
{
	const struct pial_note_line *a = left, *b = right;
	int order = pial_intern_compare(&a->model->pool, a->note.n, b->note.n);

	if (!order)
		order = !a->matched->row - !b->matched->row;
	if (order)
		return order;
	if (a->matched->row)
		return compare_rows(a->model, a->matched->row, b->matched->row);
	return compare_receipts(a->model, a->matched->receipt, b->matched->receipt);
}

static struct pial_text note_of(struct pial_model *model, const struct pial_matched *matched)
{
	if (matched->receipt)
		return matched->receipt->note;
	return pial_note_number(model, matched->producer, matched->kitchen, matched->day);
}

bool pial_note_lines_make(const struct pial_deliver_input *input, struct pial_arena *arena,
			  struct pial_note_lines *lines, struct pial_diags *diags)
{
	struct pial_match_input given = {
		.model = input->model, .receipt_file = input->receipt_file,
		.allocation = input->allocation, .allocations = input->allocations,
		.receipt = input->receipt, .receipts = input->receipts,
	};
	struct pial_match match;

	*lines = (struct pial_note_lines){ NULL, 0 };
	if (!pial_match(&given, arena, &match, diags))
		return false;
	lines->count = match.lines;
	lines->line = pial_arena_zalloc(arena, match.lines + 1, sizeof(*lines->line));
	for (size_t i = 0; i < match.lines; i++)
		lines->line[i] = (struct pial_note_line){
			.model = input->model, .matched = &match.line[i],
			.note = note_of(input->model, &match.line[i]),
		};
	if (lines->count)
		qsort(lines->line, lines->count, sizeof(*lines->line), compare_lines);
	for (size_t i = 0; i < lines->count; i++) {
		struct pial_note_line *line = &lines->line[i];

		line->number = i && line[-1].note.n == line->note.n ? line[-1].number + 1 : 1;
	}
	return true;
}
