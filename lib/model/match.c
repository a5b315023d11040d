/*
 * Receipts spread over allocated rows.
 *
 * Rows and receipts are both sorted by day, kitchen, product and producer, and walked together,
 * group by group; within a group the batch decides. Groups come in the order of the pool's numbers,
 * which costs no reading of texts and shows nowhere; within a group texts decide, since there the
 * order says who is served first. Two rows can share a batch too (the same harvest under two
 * contracts, or for two ordered products), and a receipt's key cannot tell them apart: it is spread
 * over them in order. Spreading in proportion was rejected, since it would deliver thirds of
 * lettuces.
 */
#include "model/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/note.h"
#include "num/round.h"

#include "base/banned.h"

/* qsort has no argument for the caller, so what compares by text carries its pool. */
struct line_ref {
	const struct pial_model *model;	/* for texts */
	struct pial_matched *line;	/* the line */
	bool filled;			/* a receipt spoke of it */
};

struct receipt_ref {
	const struct pial_model *model;		/* for texts */
	struct pial_receipt *receipt;		/* a copy, with its note and day filled */
	bool used;				/* a line took it */
};

/* What rows and receipts must share before the batch is looked at. */
struct group {
	uint32_t key[4];	/* day, kitchen, product, producer */
};

static struct group line_group(const struct pial_matched *line)
{
	return (struct group){ { (uint32_t)line->day.n, line->kitchen.n, line->product.n,
				 line->producer.n } };
}

static struct group receipt_group(const struct pial_receipt *receipt)
{
	return (struct group){ { (uint32_t)receipt->day.n, receipt->kitchen.n,
				 receipt->product.n, receipt->producer.n } };
}

static int compare_groups(struct group a, struct group b)
{
	for (size_t i = 0; i < PIAL_COUNT(a.key); i++)
		if (a.key[i] != b.key[i])
			return a.key[i] < b.key[i] ? -1 : 1;
	return 0;
}

/* By group, then in the order of the rows' key and line. */
static int compare_lines(const void *left, const void *right)
{
	const struct line_ref *x = left, *y = right;
	const struct pial_allocation *a = x->line->row, *b = y->line->row;
	const uint32_t ka[] = { a->ordered.n, a->contract.n, a->batch.n };
	const uint32_t kb[] = { b->ordered.n, b->contract.n, b->batch.n };
	int order = compare_groups(line_group(x->line), line_group(y->line));

	for (size_t i = 0; i < PIAL_COUNT(ka) && !order; i++)
		order = pial_intern_compare(&x->model->pool, ka[i], kb[i]);
	return order ? order : (a->line > b->line) - (a->line < b->line);
}

static int compare_receipts(const void *left, const void *right)
{
	const struct receipt_ref *x = left, *y = right;
	const struct pial_receipt *a = x->receipt, *b = y->receipt;
	int order = compare_groups(receipt_group(a), receipt_group(b));

	if (!order)
		order = pial_intern_compare(&x->model->pool, a->batch.n, b->batch.n);
	return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* Fills the day and note that the receipt leaves out, and checks that they fit. */
static bool complete(const struct pial_match_input *input, struct pial_receipt *receipt,
		     struct pial_diags *diags)
{
	struct pial_pos pos = { input->receipt_file, receipt->line, 0, PIAL_COLUMN_LETTER };
	const char *written = pial_model_text(input->model, receipt->note.n);
	struct pial_text note;

	if (!receipt->day.n)
		receipt->day = pial_note_day(written);
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

/* Two receipts of one key, of which one leaves out the note or the day: which counts is a guess. */
static void check_twice(const struct pial_match_input *input, struct pial_arena *arena,
			const struct receipt_ref *ref, struct pial_diags *diags)
{
	const struct pial_receipt *first = ref[-1].receipt, *second = ref->receipt;
	const struct pial_model *model = input->model;
	struct pial_pos pos = { input->receipt_file, second->line, 0, PIAL_COLUMN_LETTER };
	struct pial_pos other = { input->receipt_file, first->line, 0, PIAL_COLUMN_LETTER };

	if (compare_groups(receipt_group(first), receipt_group(second)) ||
	    first->batch.n != second->batch.n)
		return;
	pial_diag_add(diags, &pos, PIAL_E_KEY_TWICE,
			     pial_arena_printf(arena, "%s_%s_%s_%s_%s",
					       pial_model_text(model, second->note.n),
					       pial_model_text(model, second->kitchen.n),
					       pial_model_text(model, second->product.n),
					       pial_model_text(model, second->producer.n),
					       pial_model_text(model, second->batch.n)),
			     &other);
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
		struct pial_matched *line = ref[i]->line;
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
 * loose, those where either side has no batch. picked has room for all of them.
 */
static void give(struct receipt_ref *receipt, struct line_ref *group, size_t count, bool loose,
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

/* Walks lines and receipts, both sorted by group. */
static void match_all(struct line_ref *line, size_t lines, struct receipt_ref *receipt,
		      size_t receipts)
{
	struct line_ref **picked = pial_calloc(lines + 1, sizeof(*picked));
	size_t at = 0;

	for (size_t from = 0, end, stop; from < receipts; from = end, at = stop) {
		struct group want = receipt_group(receipt[from].receipt);

		for (end = from + 1; end < receipts; end++)
			if (compare_groups(receipt_group(receipt[end].receipt), want))
				break;
		while (at < lines && compare_groups(line_group(line[at].line), want) < 0)
			at++;
		for (stop = at; stop < lines; stop++)
			if (compare_groups(line_group(line[stop].line), want))
				break;
		match_group(line + at, stop - at, receipt + from, end - from, picked);
	}
	free(picked);
}

/* One line a row that somebody delivers. */
static void make_lines(const struct pial_match_input *input, struct pial_match *match)
{
	for (size_t i = 0; i < input->allocations; i++) {
		const struct pial_allocation *row = &input->allocation[i];

		if (!row->producer.n || row->quantity.milli <= 0)
			continue;
		match->line[match->lines++] = (struct pial_matched){
			.row = row, .kitchen = row->kitchen, .product = row->product,
			.producer = row->producer, .batch = row->batch, .day = row->day,
			.sent = PIAL_QTY_NONE, .received = PIAL_QTY_NONE,
			.refused = PIAL_QTY_NONE, .agreed = PIAL_QTY_NONE,
			.weight = PIAL_MASS_NONE,
		};
	}
}

static void add_unordered(struct pial_match *match, const struct pial_receipt *receipt)
{
	match->line[match->lines++] = (struct pial_matched){
		.receipt = receipt, .kitchen = receipt->kitchen, .product = receipt->product,
		.producer = receipt->producer, .batch = receipt->batch, .day = receipt->day,
		.sent = receipt->sent, .received = receipt->received,
		.refused = receipt->refused, .agreed = receipt->agreed,
		.weight = receipt->weight,
	};
}

static struct line_ref *sort_lines(const struct pial_model *model, struct pial_arena *arena,
				   const struct pial_match *match)
{
	struct line_ref *ref = pial_arena_zalloc(arena, match->lines + 1, sizeof(*ref));

	for (size_t i = 0; i < match->lines; i++)
		ref[i] = (struct line_ref){ model, &match->line[i], false };
	if (match->lines)
		qsort(ref, match->lines, sizeof(*ref), compare_lines);
	return ref;
}

bool pial_match(const struct pial_match_input *input, struct pial_arena *arena,
		struct pial_match *match, struct pial_diags *diags)
{
	size_t mark = diags->errors, room = input->allocations + input->receipts + 1, planned;
	struct receipt_ref *receipt =
		pial_arena_zalloc(arena, input->receipts + 1, sizeof(*receipt));
	struct pial_receipt *copy =
		pial_arena_zalloc(arena, input->receipts + 1, sizeof(*copy));

	*match = (struct pial_match){ NULL, 0 };
	for (size_t i = 0; i < input->receipts; i++) {
		copy[i] = input->receipt[i];
		receipt[i] = (struct receipt_ref){ input->model, &copy[i], false };
		complete(input, &copy[i], diags);
	}
	if (pial_diags_since(diags, mark))
		return false;
	if (input->receipts)
		qsort(receipt, input->receipts, sizeof(*receipt), compare_receipts);
	for (size_t i = 1; i < input->receipts; i++)
		check_twice(input, arena, &receipt[i], diags);
	if (pial_diags_since(diags, mark))
		return false;
	match->line = pial_arena_zalloc(arena, room, sizeof(*match->line));
	make_lines(input, match);
	planned = match->lines;
	/* Without receipts nothing is to be found: a season's history has many such weeks. */
	if (input->receipts)
		match_all(sort_lines(input->model, arena, match), planned, receipt,
			  input->receipts);
	for (size_t i = 0; i < input->receipts; i++)
		if (!receipt[i].used)
			add_unordered(match, receipt[i].receipt);
	return true;
}

struct pial_qty pial_matched_kept(const struct pial_matched *line)
{
	if (!line->receipt)
		return line->row ? line->row->quantity : PIAL_QTY_NONE;
	if (!pial_qty_is_none(line->agreed))
		return line->agreed;
	if (pial_qty_is_none(line->refused))
		return line->received;
	return (struct pial_qty){ line->received.milli - line->refused.milli };
}

struct pial_qty pial_delivery_kept(const struct pial_delivery *delivery)
{
	struct pial_qty quantity = delivery->received;

	if (pial_qty_is_none(quantity))
		quantity = delivery->sent;
	if (pial_qty_is_none(quantity))
		quantity = delivery->allocated;
	if (!pial_qty_is_none(quantity) && !pial_qty_is_none(delivery->refused))
		quantity.milli -= delivery->refused.milli;
	return quantity;
}
