/*
 * Saved deliveries beside what the same week would give now.
 *
 * The week is joined again and settled without prices, and the rows are compared one by one, by
 * note and line. Keeping a digest of the receipts beside the saved table was rejected: it would
 * live on one machine only, and say of a remark that was typed later that money has changed. To
 * compare invoices with receipts directly was rejected too: the rule of what a receipt is worth
 * stands in one place.
 */
#include "cmd/cli_corrected.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/history.h"
#include "deliver/deliver.h"

#include "base/banned.h"

/* The lines that differ. */
struct differing {
	int64_t count;			/* how many */
	const struct pial_delivery *first;	/* the first of them */
};

static int compare_places(const void *left, const void *right)
{
	const struct pial_delivery *a = *(const struct pial_delivery *const *)left;
	const struct pial_delivery *b = *(const struct pial_delivery *const *)right;

	if (a->note.n != b->note.n)
		return a->note.n < b->note.n ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static const struct pial_delivery **index_saved(const struct pial_table *deliveries)
{
	const struct pial_delivery **saved =
		pial_calloc(deliveries->count + 1, sizeof(struct pial_delivery *));

	for (size_t i = 0; i < deliveries->count; i++)
		saved[i] = pial_table_row(deliveries, i);
	if (deliveries->count)
		qsort(saved, deliveries->count, sizeof(*saved), compare_places);
	return saved;
}

/* True when a saved row can only come from a receipt: it differs from "received as sent". */
static bool had_receipt(const struct pial_delivery *row)
{
	return !pial_mass_is_none(row->weight) || !pial_qty_is_none(row->refused) ||
	       (!pial_qty_is_none(row->received) && row->received.milli != row->sent.milli);
}

static bool same(const struct pial_delivery *saved, const struct pial_delivery *now)
{
	/* Silence: whether the delay has passed is another question. */
	if (pial_qty_is_none(now->received))
		return !had_receipt(saved);
	return saved->product.n == now->product.n && saved->status == now->status &&
	       saved->invoiced.milli == now->invoiced.milli &&
	       saved->received.milli == now->received.milli &&
	       saved->refused.milli == now->refused.milli && saved->weight.g == now->weight.g;
}

static void count(struct differing *differing, const struct pial_delivery *row)
{
	if (!differing->count++)
		differing->first = row;
}

/* Rows that differ, first those of now in their order, then saved ones that are no more. */
static struct differing compare(const struct pial_deliver_result *now,
				const struct pial_table *deliveries)
{
	const struct pial_delivery **saved = index_saved(deliveries);
	bool *met = pial_calloc(deliveries->count + 1, sizeof(*met));
	struct differing differing = { 0, NULL };

	for (size_t i = 0; i < now->rows; i++) {
		const struct pial_delivery *key = &now->row[i];
		const struct pial_delivery **found =
			deliveries->count ? bsearch(&key, saved, deliveries->count, sizeof(*saved),
						    compare_places) : NULL;

		if (!found || !same(*found, key))
			count(&differing, key);
		if (found)
			met[found - saved] = true;
	}
	for (size_t i = 0; i < deliveries->count; i++)
		if (!met[i])
			count(&differing, saved[i]);
	free(saved);
	free(met);
	return differing;
}

/* Joins the week again, in silence: who saves it will hear what it says. */
static void say_changed(struct pial_book *book, struct pial_week week,
			const struct pial_table *allocation, const struct pial_table *receipts,
			const struct pial_table *deliveries, struct pial_diags *diags)
{
	struct pial_deliver_input input = {
		.model = &book->model, .allocation = (const void *)allocation->row,
		.allocations = allocation->count, .allocation_file = allocation->file,
		.receipt = (const void *)receipts->row, .receipts = receipts->count,
		.receipt_file = receipts->file,
	};
	struct pial_pos pos = { .file = deliveries->file, .kind = PIAL_COLUMN_LETTER };
	struct pial_deliver_result now;
	struct differing differing;
	struct pial_diags quiet;

	pial_diags_init(&quiet);
	pial_deliver_result_init(&now);
	if (pial_deliver_settle(&input, &now, &quiet)) {
		differing = compare(&now, deliveries);
		if (differing.count)
			pial_diag_add(diags, &pos, PIAL_A_DELIVERIES_CHANGED, differing.count,
				      (int64_t)week.n,
				      pial_model_text(&book->model, differing.first->note.n),
				      pial_model_text(&book->model, differing.first->product.n));
	} else {
		pial_diag_add(diags, &pos, PIAL_A_DELIVERIES_UNJOINED, (int64_t)week.n);
	}
	pial_deliver_result_release(&now);
	pial_diags_release(&quiet);
}

/* Looks at the receipts of a week that has some, and an allocation. */
static bool look_again(struct pial_book *book, struct pial_week week,
		       const struct pial_table *deliveries, struct pial_diags *diags)
{
	struct pial_table allocation, receipts;
	bool exists, pins = false, ok;

	pial_table_init(&allocation, &pial_schema_allocation);
	pial_table_init(&receipts, &pial_schema_receipts);
	ok = pial_book_week(book, week, &receipts, &exists, diags);
	if (ok && exists)
		ok = pial_book_week(book, week, &allocation, &exists, diags);
	if (ok && exists)
		ok = pial_book_only_pins(book, week, &allocation, &pins, diags);
	if (ok && exists && !pins)
		say_changed(book, week, &allocation, &receipts, deliveries, diags);
	pial_table_release(&allocation);
	pial_table_release(&receipts);
	return ok;
}

/* Silence is consent only once the table is made again: says when it has become so. */
static void say_stale(const struct pial_book *book, struct pial_week week, struct pial_date today,
		      const struct pial_table *deliveries, struct pial_diags *diags)
{
	uint32_t silent = pial_intern_find(&book->model.pool, "no-receipt", strlen("no-receipt"));
	struct pial_pos pos = { .file = deliveries->file, .kind = PIAL_COLUMN_LETTER };
	int64_t stale = 0;

	for (size_t i = 0; silent && i < deliveries->count; i++) {
		const struct pial_delivery *row = pial_table_row(deliveries, i);

		stale += row->status == PIAL_DELIVERY_WAITING && row->reason.n == silent &&
			 row->day.n && pial_date_diff(row->day, today) >
					       book->model.policy.receipt_delay_days;
	}
	if (stale)
		pial_diag_add(diags, &pos, PIAL_A_DELIVERIES_STALE, stale, (int64_t)week.n);
}

bool pial_week_corrected(struct pial_book *book, struct pial_week week, struct pial_date today,
			 const struct pial_table *deliveries, struct pial_diags *diags)
{
	if (!today.n || pial_week_is_none(week))
		return true;
	say_stale(book, week, today, deliveries, diags);
	return look_again(book, week, deliveries, diags);
}
