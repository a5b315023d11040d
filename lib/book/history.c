/*
 * Collecting what earlier weeks say: plain lists first, sorted and folded at the end.
 *
 * A week counts by its saved allocation only: what was never written down happened for nobody.
 * Receipts correct it by the rule that deliveries are made with (model/match.h), so that what a
 * contract is still owed is what was invoiced under it. What a kitchen received that nobody had
 * allocated counts for no contract: nobody decided whose part of it it was.
 */
#include "book/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/match.h"
#include "num/round.h"

#include "base/banned.h"

void pial_history_init(struct pial_history *history)
{
	memset(history, 0, sizeof(*history));
}

void pial_history_release(struct pial_history *history)
{
	free(history->meeting);
	free(history->delivered);
	pial_history_init(history);
}

static int by_number(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

/* Pairs by number, the latest week first: only the first of a pair is kept. */
static int by_pair(const void *pa, const void *pb)
{
	const struct pial_meeting *a = pa, *b = pb;
	int order = by_number(a->producer.n, b->producer.n);

	if (order == 0)
		order = by_number(a->kitchen.n, b->kitchen.n);
	return order ? order : by_number(b->last.n, a->last.n);
}

static int by_contract(const void *pa, const void *pb)
{
	const struct pial_contract_delivered *a = pa, *b = pb;
	int order = by_number(a->contract.n, b->contract.n);

	if (order == 0)
		order = by_number(a->product.n, b->product.n);
	return order ? order : by_number(a->day.n, b->day.n);
}

static void add_row(struct pial_history *history, const struct pial_allocation *row,
		    struct pial_qty kept)
{
	struct pial_meeting meeting = { row->producer, row->kitchen, row->week };
	struct pial_contract_delivered delivered = { row->contract, row->ordered, kept, row->day };

	history->meeting = pial_grow(history->meeting, history->meetings, &history->meeting_cap,
				     sizeof(meeting));
	history->meeting[history->meetings++] = meeting;
	if (row->contract.n == 0)
		return;
	history->delivered = pial_grow(history->delivered, history->delivereds,
				       &history->delivered_cap, sizeof(delivered));
	history->delivered[history->delivereds++] = delivered;
}

void pial_history_add(struct pial_history *history, const struct pial_past *past)
{
	for (size_t i = 0; i < past->match.lines; i++) {
		const struct pial_matched *line = &past->match.line[i];
		struct pial_qty kept = pial_matched_kept(line);

		if (line->row && kept.milli > 0)
			add_row(history, line->row, kept);
	}
}

void pial_past_init(struct pial_past *past)
{
	memset(past, 0, sizeof(*past));
	pial_table_init(&past->allocation, &pial_schema_allocation);
	pial_table_init(&past->receipts, &pial_schema_receipts);
	pial_arena_init(&past->arena);
}

void pial_past_release(struct pial_past *past)
{
	pial_table_release(&past->allocation);
	pial_table_release(&past->receipts);
	pial_arena_release(&past->arena);
	memset(past, 0, sizeof(*past));
}

static bool answers(const struct pial_allocation *row, const struct pial_order *order)
{
	return row->day.n == order->day.n && row->kitchen.n == order->kitchen.n &&
	       row->ordered.n == order->product.n && row->contract.n == order->contract.n;
}

/* True when an order above 0, or every row, stands alone. Rows fixed by hand are few. */
static bool only_pins(const struct pial_table *allocation, const struct pial_table *orders)
{
	bool ordered = false;

	for (size_t i = 0; i < orders->count; i++) {
		const struct pial_order *order = pial_table_row(orders, i);
		bool found = order->quantity.milli <= 0;

		ordered = ordered || !found;
		for (size_t k = 0; k < allocation->count && !found; k++)
			found = answers(pial_table_row(allocation, k), order);
		if (!found)
			return true;
	}
	return !ordered && allocation->count > 0;
}

bool pial_book_only_pins(struct pial_book *book, struct pial_week week,
			 const struct pial_table *allocation, bool *only,
			 struct pial_diags *diags)
{
	struct pial_table orders;
	bool ok;

	*only = true;
	for (size_t i = 0; *only && i < allocation->count; i++)
		*only = ((struct pial_allocation *)pial_table_row(allocation, i))->pin == PIAL_YES;
	if (!*only)
		return true;
	pial_table_init(&orders, &pial_schema_orders);
	ok = pial_book_week(book, week, &orders, NULL, diags);
	*only = only_pins(allocation, &orders);
	pial_table_release(&orders);
	return ok;
}

bool pial_past_read(struct pial_past *past, struct pial_book *book, struct pial_week week,
		    struct pial_diags *diags)
{
	struct pial_match_input input = { .model = &book->model };
	bool pins;

	if (!pial_book_week(book, week, &past->allocation, NULL, diags) ||
	    !pial_book_week(book, week, &past->receipts, NULL, diags))
		return false;
	if (!pial_book_only_pins(book, week, &past->allocation, &pins, diags))
		return false;
	past->computed = past->allocation.count > 0 && !pins;
	/* Receipts of a week that was never allocated speak of nothing that is counted. */
	if (!past->computed)
		return true;
	input.allocation = (const void *)past->allocation.row;
	input.allocations = past->allocation.count;
	input.receipt = (const void *)past->receipts.row;
	input.receipts = past->receipts.count;
	input.receipt_file = past->receipts.file;
	return pial_match(&input, &past->arena, &past->match, diags);
}

/* Keeps the latest meeting of each pair. */
static void fold_meetings(struct pial_history *history)
{
	size_t kept = 0;

	if (history->meetings > 0)
		qsort(history->meeting, history->meetings, sizeof(*history->meeting), by_pair);
	for (size_t i = 0; i < history->meetings; i++) {
		const struct pial_meeting *row = &history->meeting[i];
		const struct pial_meeting *last = kept ? &history->meeting[kept - 1] : NULL;

		if (!last || last->producer.n != row->producer.n ||
		    last->kitchen.n != row->kitchen.n)
			history->meeting[kept++] = *row;
	}
	history->meetings = kept;
}

/*
 * Adds up what one contract received of one product on one day. A sum that does not fit, which
 * takes nine million rows at the limit of num/units.h, leaves two entries, as two days would.
 */
static void fold_delivered(struct pial_history *history)
{
	size_t kept = 0;

	if (history->delivereds > 0)
		qsort(history->delivered, history->delivereds, sizeof(*history->delivered),
		      by_contract);
	for (size_t i = 0; i < history->delivereds; i++) {
		const struct pial_contract_delivered *row = &history->delivered[i];
		struct pial_contract_delivered *last = &history->delivered[kept ? kept - 1 : 0];

		if (!kept || by_contract(last, row) ||
		    !pial_add(last->quantity.milli, row->quantity.milli, &last->quantity.milli))
			history->delivered[kept++] = *row;
	}
	history->delivereds = kept;
}

void pial_history_fold(struct pial_history *history)
{
	fold_meetings(history);
	fold_delivered(history);
}

bool pial_history_load(struct pial_history *history, struct pial_book *book,
		       struct pial_week before, struct pial_diags *diags)
{
	size_t count;
	struct pial_week *week = pial_book_weeks(book, &count);
	bool ok = true;

	for (size_t i = 0; i < count && week[i].n < before.n; i++) {
		struct pial_past past;

		pial_past_init(&past);
		if (pial_past_read(&past, book, week[i], diags))
			pial_history_add(history, &past);
		else
			ok = false;
		pial_past_release(&past);
	}
	free(week);
	pial_history_fold(history);
	return ok;
}
