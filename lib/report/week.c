/*
 * Reading the tables of weeks and joining them.
 *
 * A saved deliveries.csv wins over allocation and receipts: it is what people looked at. A file of
 * hand-fixed rows has the name and shape of an allocation, so what tells them apart is an order
 * that no row answers, neither served nor missing; the engine never leaves one.
 */
#include "report/week.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "deliver/deliver.h"

#include "base/banned.h"

void pial_weeks_add(struct pial_weeks *weeks, struct pial_week week)
{
	size_t at = weeks->count;

	if (pial_week_is_none(week))
		return;
	while (at > 0 && weeks->week[at - 1].n > week.n)
		at--;
	if (at > 0 && weeks->week[at - 1].n == week.n)
		return;
	weeks->week = pial_grow(weeks->week, weeks->count, &weeks->cap, sizeof(*weeks->week));
	memmove(weeks->week + at + 1, weeks->week + at,
		(weeks->count - at) * sizeof(*weeks->week));
	weeks->week[at] = week;
	weeks->count++;
}

void pial_weeks_release(struct pial_weeks *weeks)
{
	free(weeks->week);
	memset(weeks, 0, sizeof(*weeks));
}

static bool answers(const struct pial_allocation *row, const struct pial_order *order)
{
	return row->day.n == order->day.n && row->kitchen.n == order->kitchen.n &&
	       row->ordered.n == order->product.n && row->contract.n == order->contract.n;
}

/* True when every row was fixed by hand and an order above 0 has no row. */
static bool only_pins(const struct pial_table *allocation, const struct pial_table *orders)
{
	for (size_t i = 0; i < allocation->count; i++)
		if (((struct pial_allocation *)pial_table_row(allocation, i))->pin != PIAL_YES)
			return false;
	for (size_t i = 0; i < orders->count; i++) {
		const struct pial_order *order = pial_table_row(orders, i);
		bool found = order->quantity.milli <= 0;

		for (size_t k = 0; k < allocation->count && !found; k++)
			found = answers(pial_table_row(allocation, k), order);
		if (!found)
			return true;
	}
	return false;
}

/* What the orders of a week say of its allocation. */
struct look {
	bool whole;	/* there is an allocation, and more than pins */
	bool ordered;	/* something was ordered in the month */
};

/* month none: any day counts. */
static bool look(struct pial_book *book, struct pial_week week, struct pial_month month,
		 const struct pial_table *allocation, bool exists, struct look *look,
		 struct pial_diags *diags)
{
	struct pial_table orders;
	bool ok;

	pial_table_init(&orders, &pial_schema_orders);
	ok = pial_book_week(book, week, &orders, NULL, diags);
	look->whole = exists && !only_pins(allocation, &orders);
	look->ordered = false;
	for (size_t i = 0; i < orders.count; i++) {
		const struct pial_order *order = pial_table_row(&orders, i);

		if (order->quantity.milli > 0 &&
		    (!month.n || pial_month_of(order->day).n == month.n))
			look->ordered = true;
	}
	pial_table_release(&orders);
	return ok;
}

bool pial_week_allocated(struct pial_book *book, struct pial_week week,
			 const struct pial_table *allocation, bool exists,
			 struct pial_diags *diags)
{
	const struct pial_month any = { 0 };
	struct look seen;

	if (!look(book, week, any, allocation, exists, &seen, diags))
		return false;
	if (seen.whole)
		return true;
	pial_diag_add(diags, NULL, PIAL_E_WEEK_NO_TABLE, "allocation", (int64_t)week.n);
	return pial_diag_add(diags, NULL, PIAL_N_WEEK_ALLOCATE, (int64_t)week.n);
}

/* One week of an allocation: its rows, the week's receipts and orders. */
struct one_week {
	struct pial_table allocation, receipts, orders;	/* the moving tables */
};

static void one_week_init(struct one_week *one)
{
	pial_table_init(&one->allocation, &pial_schema_allocation);
	pial_table_init(&one->receipts, &pial_schema_receipts);
	pial_table_init(&one->orders, &pial_schema_orders);
}

static void one_week_release(struct one_week *one)
{
	pial_table_release(&one->allocation);
	pial_table_release(&one->receipts);
	pial_table_release(&one->orders);
}

static const char *file_of(const struct pial_table *table)
{
	return table->file ? table->file : table->schema->name;
}

static bool join_one(struct pial_book *book, const struct one_week *one, const char *file,
		     struct pial_date today, struct pial_table *deliveries,
		     struct pial_diags *diags)
{
	struct pial_deliver_input input = {
		.model = &book->model, .today = today,
		.allocation = (const void *)one->allocation.row,
		.allocations = one->allocation.count, .allocation_file = file,
		.receipt = (const void *)one->receipts.row, .receipts = one->receipts.count,
		.receipt_file = file_of(&one->receipts),
		.order = (const void *)one->orders.row, .orders = one->orders.count,
	};
	struct pial_deliver_result result;
	bool ok;

	pial_deliver_result_init(&result);
	ok = pial_deliver(&input, &result, diags);
	for (size_t i = 0; i < result.rows; i++)
		pial_table_add(deliveries, &result.row[i]);
	pial_deliver_result_release(&result);
	return ok;
}

bool pial_week_join(struct pial_book *book, const struct pial_table *allocation,
		    struct pial_date today, struct pial_table *deliveries,
		    struct pial_diags *diags)
{
	struct pial_weeks weeks = { NULL, 0, 0 };
	bool ok = true;

	for (size_t i = 0; i < allocation->count; i++)
		pial_weeks_add(&weeks,
			       ((struct pial_allocation *)pial_table_row(allocation, i))->week);
	for (size_t w = 0; w < weeks.count; w++) {
		struct one_week one;

		one_week_init(&one);
		for (size_t i = 0; i < allocation->count; i++) {
			const struct pial_allocation *row = pial_table_row(allocation, i);

			if (row->week.n == weeks.week[w].n)
				pial_table_add(&one.allocation, row);
		}
		if (pial_book_week(book, weeks.week[w], &one.receipts, NULL, diags) &&
		    pial_book_week(book, weeks.week[w], &one.orders, NULL, diags))
			ok = join_one(book, &one, file_of(allocation), today, deliveries, diags) &&
			     ok;
		else
			ok = false;
		one_week_release(&one);
	}
	pial_weeks_release(&weeks);
	pial_table_sort(deliveries, &book->model);
	return ok;
}

/* A week of a month: saved deliveries, else a join, else an alert when it had orders. */
static bool add_week(struct pial_book *book, struct pial_week week, struct pial_month month,
		     struct pial_date today, struct pial_table *out, struct pial_diags *diags)
{
	struct pial_table saved, allocation;
	struct look seen = { false, false };
	bool exists = false, ok;

	pial_table_init(&saved, &pial_schema_deliveries);
	pial_table_init(&allocation, &pial_schema_allocation);
	ok = pial_book_week(book, week, &saved, &exists, diags);
	if (ok && !exists) {
		ok = pial_book_week(book, week, &allocation, &exists, diags) &&
		     look(book, week, month, &allocation, exists, &seen, diags);
		if (ok && seen.whole)
			ok = pial_week_join(book, &allocation, today, &saved, diags);
		else if (ok && seen.ordered)
			pial_diag_add(diags, NULL, PIAL_A_WEEK_NOT_DRAFTED, (int64_t)week.n);
	}
	for (size_t i = 0; ok && i < saved.count; i++)
		pial_table_add(out, pial_table_row(&saved, i));
	pial_table_release(&saved);
	pial_table_release(&allocation);
	return ok;
}

/* Days outside the month go; rows come from several files, so their lines mean nothing any more. */
static void keep_month(struct pial_table *deliveries, struct pial_month month)
{
	size_t kept = 0;

	for (size_t i = 0; i < deliveries->count; i++) {
		struct pial_delivery row;

		memcpy(&row, pial_table_row(deliveries, i), sizeof(row));
		if (pial_month_of(row.day).n != month.n)
			continue;
		row.line = 0;
		memcpy(pial_table_row(deliveries, kept++), &row, sizeof(row));
	}
	deliveries->count = kept;
}

bool pial_month_deliveries(struct pial_book *book, struct pial_month month,
			   struct pial_date today, struct pial_table *deliveries,
			   struct pial_diags *diags)
{
	struct pial_week first = pial_week_of(pial_month_first(month)), last;
	struct pial_date end = pial_month_last(month);
	struct pial_week *week;
	size_t count;
	bool ok = true;

	last = end.n ? pial_week_of(end) : first;
	week = pial_book_weeks(book, &count);
	for (size_t i = 0; i < count; i++)
		if (week[i].n >= first.n && week[i].n <= last.n)
			ok = add_week(book, week[i], month, today, deliveries, diags) && ok;
	free(week);
	keep_month(deliveries, month);
	pial_table_sort(deliveries, &book->model);
	return ok;
}

struct buying {
	struct pial_book *book;		/* where from */
	struct pial_purchase *list;	/* so far; owned */
	size_t count, cap;		/* how many, and room */
};

static void add_purchase(struct buying *buying, const struct pial_purchase *purchase)
{
	if (pial_price_is_none(purchase->price))
		return;
	buying->list = pial_grow(buying->list, buying->count, &buying->cap,
				 sizeof(*buying->list));
	buying->list[buying->count++] = *purchase;
}

static void buy_allocation(struct buying *buying, const struct pial_allocation *row)
{
	struct pial_purchase purchase = { { 0 }, row->product, row->producer, row->batch,
					  row->buy_price };

	if (!row->producer.n)
		return;
	purchase.note = pial_note_number(&buying->book->model, row->producer, row->kitchen,
					 row->day);
	add_purchase(buying, &purchase);
}

static bool buy_week(struct buying *buying, struct pial_week week, struct pial_diags *diags)
{
	struct pial_table table;
	bool exists, ok;

	pial_table_init(&table, &pial_schema_deliveries);
	ok = pial_book_week(buying->book, week, &table, &exists, diags);
	for (size_t i = 0; ok && i < table.count; i++) {
		const struct pial_delivery *row = pial_table_row(&table, i);
		struct pial_purchase purchase = { row->note, row->product, row->producer,
						  row->batch, row->buy_price };

		add_purchase(buying, &purchase);
	}
	pial_table_release(&table);
	if (!ok || exists)
		return ok;
	pial_table_init(&table, &pial_schema_allocation);
	ok = pial_book_week(buying->book, week, &table, NULL, diags);
	for (size_t i = 0; ok && i < table.count; i++)
		buy_allocation(buying, pial_table_row(&table, i));
	pial_table_release(&table);
	return ok;
}

bool pial_week_purchases(struct pial_book *book, const struct pial_table *lines,
			 struct pial_purchase **list, size_t *count, struct pial_diags *diags)
{
	struct pial_weeks weeks = { NULL, 0, 0 };
	struct buying buying = { book, NULL, 0, 0 };
	bool ok = true;

	for (size_t i = 0; i < lines->count; i++) {
		const struct pial_invoice_line *line = pial_table_row(lines, i);

		if (line->day.n)
			pial_weeks_add(&weeks, pial_week_of(line->day));
	}
	for (size_t i = 0; i < weeks.count && ok; i++)
		ok = buy_week(&buying, weeks.week[i], diags);
	pial_weeks_release(&weeks);
	*list = buying.list;
	*count = buying.count;
	return ok;
}
