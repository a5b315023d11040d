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

struct lists {
	struct pial_history *history;	/* being filled */
	size_t meeting_cap, delivered_cap;	/* room in its arrays */
};

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

static void add_row(struct lists *lists, const struct pial_allocation *row, struct pial_qty kept)
{
	struct pial_history *history = lists->history;
	struct pial_meeting meeting = { row->producer, row->kitchen, row->week };
	struct pial_contract_delivered delivered = { row->contract, row->ordered, kept, row->day };

	history->meeting = pial_grow(history->meeting, history->meetings, &lists->meeting_cap,
				     sizeof(meeting));
	history->meeting[history->meetings++] = meeting;
	if (row->contract.n == 0)
		return;
	history->delivered = pial_grow(history->delivered, history->delivereds,
				       &lists->delivered_cap, sizeof(delivered));
	history->delivered[history->delivereds++] = delivered;
}

static bool add_tables(struct lists *lists, struct pial_model *model,
		       const struct pial_table *allocation, const struct pial_table *receipts,
		       struct pial_diags *diags)
{
	struct pial_match_input input = {
		.model = model, .allocation = (const void *)allocation->row,
		.allocations = allocation->count, .receipt = (const void *)receipts->row,
		.receipts = receipts->count, .receipt_file = receipts->file,
	};
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_match match;
	bool ok = pial_match(&input, &arena, &match, diags);

	for (size_t i = 0; ok && i < match.lines; i++) {
		const struct pial_matched *line = &match.line[i];
		struct pial_qty kept = pial_matched_kept(line);

		if (line->row && kept.milli > 0)
			add_row(lists, line->row, kept);
	}
	pial_arena_release(&arena);
	return ok;
}

/* Rows that a person fixed before anything was computed are a wish, not an allocation. */
static bool is_computed(const struct pial_table *allocation)
{
	for (size_t i = 0; i < allocation->count; i++) {
		const struct pial_allocation *row = pial_table_row(allocation, i);

		if (row->pin != PIAL_YES)
			return true;
	}
	return false;
}

static bool add_week(struct lists *lists, struct pial_book *book, struct pial_week week,
		     struct pial_diags *diags)
{
	struct pial_table allocation, receipts;
	bool ok;

	pial_table_init(&allocation, &pial_schema_allocation);
	pial_table_init(&receipts, &pial_schema_receipts);
	ok = pial_book_week(book, week, &allocation, NULL, diags) &&
	     pial_book_week(book, week, &receipts, NULL, diags);
	/* Receipts of a week that was never allocated speak of nothing that is counted. */
	if (ok && is_computed(&allocation))
		ok = add_tables(lists, &book->model, &allocation, &receipts, diags);
	pial_table_release(&allocation);
	pial_table_release(&receipts);
	return ok;
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

bool pial_history_load(struct pial_history *history, struct pial_book *book,
		       struct pial_week before, struct pial_diags *diags)
{
	struct lists lists = { .history = history };
	size_t count;
	struct pial_week *week = pial_book_weeks(book, &count);
	bool ok = true;

	for (size_t i = 0; i < count && week[i].n < before.n; i++)
		ok &= add_week(&lists, book, week[i], diags);
	free(week);
	fold_meetings(history);
	fold_delivered(history);
	return ok;
}
