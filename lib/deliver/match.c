/*
 * Which receipt speaks of which allocated line.
 *
 * Lines and receipts are both sorted by note, product and producer, and walked together, group by
 * group; within a group the batch decides. Two rows of an allocation can share all four (the same
 * harvest under two contracts, or for two ordered products), and a receipt's key cannot tell them
 * apart: it is spread over them in order. Spreading in proportion was rejected, since it would
 * deliver thirds of lettuces.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "deliver/line_priv.h"
#include "num/round.h"

#include "base/banned.h"

/* qsort has no argument for the caller, so what compares by text carries its pool. */
struct line_ref {
	const struct pial_model *model;	/* for texts */
	struct pial_note_line *line;	/* the line */
	size_t order;			/* rank among the lines, which breaks ties */
	bool filled;			/* a receipt spoke of it */
};

struct receipt_ref {
	const struct pial_model *model;		/* for texts */
	struct pial_receipt *receipt;		/* a copy, with its note and day filled */
	bool used;				/* a line took it */
};

static int by_text(const struct pial_model *model, uint32_t a, uint32_t b)
{
	return a == b ? 0 : pial_intern_compare(&model->pool, a, b);
}

static int by_group(const struct pial_model *model, const uint32_t a[3], const uint32_t b[3])
{
	int order = 0;

	for (size_t i = 0; i < 3 && !order; i++)
		order = by_text(model, a[i], b[i]);
	return order;
}

static int compare_keys(const struct pial_model *model, const struct pial_allocation *a,
			const struct pial_allocation *b)
{
	const uint32_t left[] = { a->kitchen.n, a->ordered.n, a->contract.n,
				  a->product.n, a->producer.n, a->batch.n };
	const uint32_t right[] = { b->kitchen.n, b->ordered.n, b->contract.n,
				   b->product.n, b->producer.n, b->batch.n };
	int order = (a->day.n > b->day.n) - (a->day.n < b->day.n);

	for (size_t i = 0; i < PIAL_COUNT(left) && !order; i++)
		order = by_text(model, left[i], right[i]);
	return order ? order : (a->line > b->line) - (a->line < b->line);
}

static int compare_lines(const void *left, const void *right)
{
	const struct line_ref *a = left, *b = right;
	int order = by_text(a->model, a->line->note.n, b->line->note.n);

	return order ? order : compare_keys(a->model, a->line->row, b->line->row);
}

static void line_group(const struct pial_note_line *line, uint32_t key[3])
{
	key[0] = line->note.n;
	key[1] = line->product.n;
	key[2] = line->producer.n;
}

static void receipt_group(const struct pial_receipt *receipt, uint32_t key[3])
{
	key[0] = receipt->note.n;
	key[1] = receipt->product.n;
	key[2] = receipt->producer.n;
}

static int compare_line_groups(const void *left, const void *right)
{
	const struct line_ref *a = left, *b = right;
	uint32_t ka[3], kb[3];
	int order;

	line_group(a->line, ka);
	line_group(b->line, kb);
	order = by_group(a->model, ka, kb);
	return order ? order : (a->order > b->order) - (a->order < b->order);
}

static int compare_receipts(const void *left, const void *right)
{
	const struct receipt_ref *a = left, *b = right;
	uint32_t ka[3], kb[3];
	int order;

	receipt_group(a->receipt, ka);
	receipt_group(b->receipt, kb);
	order = by_group(a->model, ka, kb);
	if (!order)
		order = by_text(a->model, a->receipt->batch.n, b->receipt->batch.n);
	if (!order)
		order = (a->receipt->line > b->receipt->line) -
			(a->receipt->line < b->receipt->line);
	return order;
}

static struct pial_pos receipt_pos(const struct pial_deliver_input *input,
				   const struct pial_receipt *receipt)
{
	return (struct pial_pos){ input->receipt_file, receipt->line, 0, PIAL_COLUMN_LETTER };
}

/* The day that a note's number says: BL-yyyymmdd-…; none when it says none. */
static struct pial_date note_day(const char *note)
{
	struct pial_date day = { 0 };
	int part[3] = { 0, 0, 0 }, size[3] = { 4, 2, 2 };
	const char *at = note + 3;

	if (strncmp(note, "BL-", 3))
		return day;
	for (size_t i = 0; i < 3; i++)
		for (int k = 0; k < size[i]; k++, at++) {
			if (*at < '0' || *at > '9')
				return day;
			part[i] = part[i] * 10 + (*at - '0');
		}
	if (*at != '-' || !pial_date_make(part[0], part[1], part[2], &day))
		day.n = 0;
	return day;
}

/* Fills the day and note that the receipt leaves out, and checks that they fit. */
static bool complete(const struct pial_deliver_input *input, struct pial_receipt *receipt,
		     struct pial_diags *diags)
{
	struct pial_pos pos = receipt_pos(input, receipt);
	const char *written = pial_model_text(input->model, receipt->note.n);
	struct pial_text note;

	if (!receipt->day.n)
		receipt->day = note_day(written);
	if (!receipt->day.n)
		return pial_diag_add(diags, &pos, PIAL_E_RECEIPT_DAY);
	if (!pial_qty_is_none(receipt->refused) &&
	    receipt->refused.milli > receipt->received.milli)
		return pial_diag_add(diags, &pos, PIAL_E_RECEIVED, receipt->refused.milli,
				     receipt->received.milli);
	note = pial_note_number(input->model, receipt->producer, receipt->kitchen, receipt->day);
	if (receipt->note.n && receipt->note.n != note.n)
		return pial_diag_add(diags, &pos, PIAL_E_RECEIPT_NOTE, written,
				     pial_model_text(input->model, note.n));
	receipt->note = note;
	return true;
}

/* Gives each of count lines what it can hold, in order, and the rest to the last. */
static void fill(struct line_ref *const *ref, size_t count, int64_t whole, int64_t *part)
{
	for (size_t i = 0; i < count; i++) {
		int64_t room = ref[i]->line->row->quantity.milli;

		part[i] = i + 1 == count || whole < room ? whole : room;
		whole -= part[i];
	}
}

static void fill_refused(struct line_ref *const *ref, size_t count, int64_t whole)
{
	for (size_t i = count; i-- > 0;) {
		struct pial_note_line *line = ref[i]->line;
		int64_t most = line->received.milli;

		line->refused.milli = whole < most ? whole : most;
		whole -= line->refused.milli;
	}
}

static void fill_weight(struct line_ref *const *ref, size_t count, int64_t grams, int64_t *scratch)
{
	int64_t *part = scratch + count;

	for (size_t i = 0; i < count; i++)
		scratch[i] = ref[i]->line->received.milli;
	if (!pial_split(grams, scratch, count, part))
		return;
	for (size_t i = 0; i < count; i++)
		ref[i]->line->weight.g = part[i];
}

/* Spreads a receipt over the lines it speaks of. */
static void spread(const struct pial_receipt *receipt, struct line_ref *const *ref, size_t count)
{
	int64_t *part = pial_calloc(2 * count, sizeof(*part));

	for (size_t i = 0; i < count; i++) {
		ref[i]->filled = true;
		ref[i]->line->receipt = receipt;
		if (!ref[i]->line->batch.n)
			ref[i]->line->batch = receipt->batch;
	}
	fill(ref, count, receipt->received.milli, part);
	for (size_t i = 0; i < count; i++)
		ref[i]->line->received.milli = part[i];
	if (!pial_qty_is_none(receipt->sent)) {
		fill(ref, count, receipt->sent.milli, part);
		for (size_t i = 0; i < count; i++)
			ref[i]->line->sent.milli = part[i];
	}
	if (!pial_qty_is_none(receipt->agreed)) {
		fill(ref, count, receipt->agreed.milli, part);
		for (size_t i = 0; i < count; i++)
			ref[i]->line->agreed.milli = part[i];
	}
	if (!pial_qty_is_none(receipt->refused))
		fill_refused(ref, count, receipt->refused.milli);
	if (!pial_mass_is_none(receipt->weight))
		fill_weight(ref, count, receipt->weight.g, part);
	free(part);
}

/*
 * Gives a receipt to the lines of a group that are not filled yet: those of its own batch, or, when
 * loose, those where either side has no batch. False when there is none.
 */
static bool give(struct receipt_ref *receipt, struct line_ref *group, size_t count, bool loose,
		 struct line_ref **picked)
{
	uint32_t batch = receipt->receipt->batch.n;
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t own = group[i].line->row->batch.n;

		if (!group[i].filled && (loose ? !batch || !own : batch == own))
			picked[n++] = &group[i];
	}
	if (n)
		spread(receipt->receipt, picked, n);
	receipt->used = n > 0;
	return n > 0;
}

static void match_group(struct line_ref *line, size_t lines, struct receipt_ref *receipt,
			size_t receipts, struct line_ref **picked)
{
	for (size_t i = 0; i < receipts; i++)
		give(&receipt[i], line, lines, false, picked);
	for (size_t i = 0; i < receipts; i++)
		if (!receipt[i].used)
			give(&receipt[i], line, lines, true, picked);
}

static size_t group_end(const struct receipt_ref *receipt, size_t from, size_t count)
{
	uint32_t first[3], key[3];
	size_t end = from;

	receipt_group(receipt[from].receipt, first);
	do {
		if (++end == count)
			break;
		receipt_group(receipt[end].receipt, key);
	} while (!memcmp(first, key, sizeof(key)));
	return end;
}

/* Walks lines and receipts, both sorted by group. */
static void match_all(struct line_ref *line, size_t lines, struct receipt_ref *receipt,
		      size_t receipts)
{
	struct line_ref **picked = pial_calloc(lines + 1, sizeof(*picked));
	uint32_t want[3], key[3];
	size_t at = 0;

	for (size_t from = 0, end; from < receipts; from = end) {
		size_t stop;

		end = group_end(receipt, from, receipts);
		receipt_group(receipt[from].receipt, want);
		for (; at < lines; at++) {
			line_group(line[at].line, key);
			if (by_group(line[at].model, key, want) >= 0)
				break;
		}
		for (stop = at; stop < lines; stop++) {
			line_group(line[stop].line, key);
			if (memcmp(key, want, sizeof(key)))
				break;
		}
		match_group(line + at, stop - at, receipt + from, end - from, picked);
		at = stop;
	}
	free(picked);
}

static void add_unordered(struct pial_note_lines *lines, const struct pial_receipt *receipt)
{
	struct pial_note_line *line = &lines->line[lines->count++];

	*line = (struct pial_note_line){
		.receipt = receipt, .note = receipt->note, .product = receipt->product,
		.producer = receipt->producer, .batch = receipt->batch, .sent = receipt->sent,
		.received = receipt->received, .refused = receipt->refused,
		.agreed = receipt->agreed, .weight = receipt->weight,
	};
}

static size_t make_lines(const struct pial_deliver_input *input, struct pial_note_lines *lines)
{
	for (size_t i = 0; i < input->allocations; i++) {
		const struct pial_allocation *row = &input->allocation[i];

		if (!row->producer.n || row->quantity.milli <= 0)
			continue;
		lines->line[lines->count++] = (struct pial_note_line){
			.row = row, .product = row->product, .producer = row->producer,
			.batch = row->batch, .sent = PIAL_QTY_NONE, .received = PIAL_QTY_NONE,
			.refused = PIAL_QTY_NONE, .agreed = PIAL_QTY_NONE,
			.weight = PIAL_MASS_NONE,
			.note = pial_note_number(input->model, row->producer, row->kitchen,
						 row->day),
		};
	}
	return lines->count;
}

/* Sorts by note and key; refs then stand in the order of the lines. */
static struct line_ref *sort_lines(const struct pial_model *model, struct pial_arena *arena,
				   struct pial_note_lines *lines)
{
	struct line_ref *ref = pial_arena_zalloc(arena, lines->count + 1, sizeof(*ref));
	struct pial_note_line *copy = pial_arena_zalloc(arena, lines->count + 1, sizeof(*copy));

	if (!lines->count)
		return ref;
	memcpy(copy, lines->line, lines->count * sizeof(*copy));
	for (size_t i = 0; i < lines->count; i++)
		ref[i] = (struct line_ref){ model, &copy[i], 0, false };
	qsort(ref, lines->count, sizeof(*ref), compare_lines);
	for (size_t i = 0; i < lines->count; i++) {
		lines->line[i] = *ref[i].line;
		ref[i] = (struct line_ref){ model, &lines->line[i], i, false };
	}
	qsort(ref, lines->count, sizeof(*ref), compare_line_groups);
	return ref;
}

static int compare_numbered(const void *left, const void *right)
{
	const struct line_ref *a = left, *b = right;
	int order = by_text(a->model, a->line->note.n, b->line->note.n);

	return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* Unordered lines were added at the end: each goes to the end of its own note. */
static void number_lines(const struct pial_model *model, struct pial_arena *arena,
			 struct pial_note_lines *lines)
{
	struct line_ref *ref = pial_arena_zalloc(arena, lines->count + 1, sizeof(*ref));
	struct pial_note_line *copy = pial_arena_zalloc(arena, lines->count + 1, sizeof(*copy));

	if (!lines->count)
		return;
	memcpy(copy, lines->line, lines->count * sizeof(*copy));
	for (size_t i = 0; i < lines->count; i++)
		ref[i] = (struct line_ref){ model, &copy[i], i, false };
	qsort(ref, lines->count, sizeof(*ref), compare_numbered);
	for (size_t i = 0; i < lines->count; i++) {
		struct pial_note_line *line = &lines->line[i];

		*line = *ref[i].line;
		line->number = i && line[-1].note.n == line->note.n ? line[-1].number + 1 : 1;
	}
}

bool pial_note_lines_make(const struct pial_deliver_input *input, struct pial_arena *arena,
			  struct pial_note_lines *lines, struct pial_diags *diags)
{
	size_t mark = diags->errors, room = input->allocations + input->receipts + 1;
	struct receipt_ref *receipt =
		pial_arena_zalloc(arena, input->receipts + 1, sizeof(*receipt));
	struct pial_receipt *copy =
		pial_arena_zalloc(arena, input->receipts + 1, sizeof(*copy));
	struct line_ref *line;
	size_t planned;

	lines->line = pial_arena_zalloc(arena, room, sizeof(*lines->line));
	lines->count = 0;
	planned = make_lines(input, lines);
	line = sort_lines(input->model, arena, lines);
	for (size_t i = 0; i < input->receipts; i++) {
		copy[i] = input->receipt[i];
		receipt[i] = (struct receipt_ref){ input->model, &copy[i], false };
		complete(input, &copy[i], diags);
	}
	if (pial_diags_since(diags, mark))
		return false;
	if (input->receipts)
		qsort(receipt, input->receipts, sizeof(*receipt), compare_receipts);
	match_all(line, planned, receipt, input->receipts);
	for (size_t i = 0; i < input->receipts; i++)
		if (!receipt[i].used)
			add_unordered(lines, receipt[i].receipt);
	number_lines(input->model, arena, lines);
	return true;
}
