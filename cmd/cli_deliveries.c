/*
 * Reading the tables of weeks and joining them.
 *
 * A saved deliveries.csv wins over allocation and receipts: it is what people looked at. Receipts
 * and orders are always those of the book, whatever allocation is joined: what was received does
 * not come through a pipe.
 */
#include "cmd/cli_deliveries.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/history.h"
#include "book/path.h"
#include "cmd/cli_corrected.h"
#include "deliver/deliver.h"
#include "model/note.h"

#include "base/banned.h"

/* Weeks given one by one. */
struct weeks {
	struct pial_week *week;	/* in order, each once; owned */
	size_t count, cap;	/* how many, and room */
};

/* Adds a week that is not there yet; none is passed over. */
static void weeks_add(struct weeks *weeks, struct pial_week week)
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

bool pial_week_allocated(struct pial_book *book, struct pial_week week,
			 const struct pial_table *allocation, bool exists,
			 enum pial_allocated *state, struct pial_diags *diags)
{
	bool pins = false, ok;

	*state = PIAL_ALLOCATED_NOT;
	if (!exists)
		return true;
	ok = pial_book_only_pins(book, week, allocation, &pins, diags);
	*state = pins ? PIAL_ALLOCATED_PINS : PIAL_ALLOCATED_WHOLE;
	return ok;
}

bool pial_cli_allocated(struct pial_cli *cli, struct pial_week week, enum pial_allocated state)
{
	const struct pial_schema *schema = &pial_schema_allocation;
	struct pial_pos pos = { .kind = PIAL_COLUMN_LETTER };

	if (state == PIAL_ALLOCATED_WHOLE)
		return true;
	if (state == PIAL_ALLOCATED_NOT)
		return pial_cli_no_table(cli, schema, week);
	pos.file = pial_book_shown(&cli->book, pial_book_week_path(&cli->book, week, schema));
	pial_diag_add(&cli->diags, &pos, PIAL_E_WEEK_PINS, (int64_t)week.n);
	return pial_diag_add(&cli->diags, &pos, PIAL_N_WEEK_TABLE, "pial-allocate --save",
			     (int64_t)week.n);
}

bool pial_cli_allocation(struct pial_cli *cli, struct pial_table *allocation,
			 struct pial_week *week, enum pial_exit *code)
{
	enum pial_allocated state;
	struct pial_week named;
	bool exists;

	if (!pial_cli_moving(cli, allocation, week, &exists, code))
		return false;
	if (!cli->operands || !pial_cli_week(cli, cli->operand[0], &named))
		return true;
	if (pial_week_allocated(&cli->book, *week, allocation, exists, &state, &cli->diags) &&
	    pial_cli_allocated(cli, *week, state))
		return true;
	*code = pial_cli_result(cli, false);
	return false;
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

static bool join_one(struct pial_book *book, const struct one_week *one, const char *file,
		     struct pial_date today, struct pial_table *deliveries,
		     struct pial_diags *diags)
{
	struct pial_deliver_input input = {
		.model = &book->model, .today = today,
		.allocation = (const void *)one->allocation.row,
		.allocations = one->allocation.count, .allocation_file = file,
		.receipt = (const void *)one->receipts.row, .receipts = one->receipts.count,
		.receipt_file = one->receipts.file,
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
	struct weeks weeks = { NULL, 0, 0 };
	bool ok = true;

	for (size_t i = 0; i < allocation->count; i++)
		weeks_add(&weeks,
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
			ok = join_one(book, &one, allocation->file, today, deliveries, diags) && ok;
		else
			ok = false;
		one_week_release(&one);
	}
	free(weeks.week);
	pial_table_sort(deliveries, &book->model);
	return ok;
}

bool pial_week_deliveries(struct pial_book *book, struct pial_week week, struct pial_date today,
			  struct pial_table *deliveries, enum pial_allocated *state,
			  struct pial_diags *diags)
{
	struct pial_table allocation;
	bool exists, ok;

	*state = PIAL_ALLOCATED_WHOLE;
	if (!pial_book_week(book, week, deliveries, &exists, diags))
		return false;
	if (exists)
		return pial_week_corrected(book, week, today, deliveries, diags);
	pial_table_init(&allocation, &pial_schema_allocation);
	ok = pial_book_week(book, week, &allocation, &exists, diags) &&
	     pial_week_allocated(book, week, &allocation, exists, state, diags);
	if (ok && *state == PIAL_ALLOCATED_WHOLE)
		ok = pial_week_join(book, &allocation, today, deliveries, diags);
	pial_table_release(&allocation);
	return ok;
}

/* Days, both ends included. */
struct days {
	struct pial_date first, last;	/* last before first: none */
};

/* True when something was ordered for one of the days. */
static bool ordered_in(const struct pial_table *orders, const struct days *days)
{
	for (size_t i = 0; i < orders->count; i++) {
		const struct pial_order *order = pial_table_row(orders, i);

		if (order->quantity.milli > 0 && order->day.n >= days->first.n &&
		    order->day.n <= days->last.n)
			return true;
	}
	return false;
}

/* Says that a week has no deliveries, when it has orders for one of the days. */
static bool say_missing(struct pial_book *book, struct pial_week week, const struct days *missed,
			struct pial_diags *diags)
{
	struct pial_table orders;
	bool ok;

	pial_table_init(&orders, &pial_schema_orders);
	ok = pial_book_week(book, week, &orders, NULL, diags);
	if (ok && ordered_in(&orders, missed))
		pial_diag_add(diags, NULL, PIAL_A_WEEK_NOT_DRAFTED, (int64_t)week.n);
	pial_table_release(&orders);
	return ok;
}

static bool add_week(struct pial_book *book, struct pial_week week, const struct days *missed,
		     struct pial_date today, struct pial_table *out, struct pial_diags *diags)
{
	struct pial_table deliveries;
	enum pial_allocated state;
	bool ok;

	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_week_deliveries(book, week, today, &deliveries, &state, diags);
	if (ok && state != PIAL_ALLOCATED_WHOLE)
		ok = say_missing(book, week, missed, diags);
	for (size_t i = 0; ok && i < deliveries.count; i++)
		pial_table_add(out, pial_table_row(&deliveries, i));
	pial_table_release(&deliveries);
	return ok;
}

/* Days outside go; rows come from several files, so their lines mean nothing any more. */
static void keep_days(struct pial_table *deliveries, struct pial_date from, struct pial_date until)
{
	size_t kept = 0;

	for (size_t i = 0; i < deliveries->count; i++) {
		struct pial_delivery row;

		memcpy(&row, pial_table_row(deliveries, i), sizeof(row));
		if (row.day.n < from.n || row.day.n > until.n)
			continue;
		row.line = 0;
		memcpy(pial_table_row(deliveries, kept++), &row, sizeof(row));
	}
	deliveries->count = kept;
}

/*
 * Adds the deliveries of some days; weeks without any are said when they have orders for one of the
 * days that may be missed.
 */
static bool gather(struct pial_book *book, const struct days *days, const struct days *missed,
		   struct pial_date today, struct pial_table *deliveries,
		   struct pial_diags *diags)
{
	struct pial_week first = { 0 }, last = { UINT16_MAX };
	struct pial_week *week;
	size_t count;
	bool ok = true;

	if (days->first.n)
		first = pial_week_of(days->first);
	if (days->last.n < UINT16_MAX)
		last = pial_week_of(days->last);
	week = pial_book_weeks(book, &count);
	for (size_t i = 0; i < count; i++)
		if (week[i].n >= first.n && week[i].n <= last.n)
			ok = add_week(book, week[i], missed, today, deliveries, diags) && ok;
	free(week);
	keep_days(deliveries, days->first, days->last);
	pial_table_sort(deliveries, &book->model);
	return ok;
}

/* The last day of a month, or the last there is. */
static struct pial_date end_of(struct pial_month month)
{
	struct pial_date end = pial_month_last(month);

	return end.n ? end : (struct pial_date){ UINT16_MAX };
}

bool pial_until_deliveries(struct pial_book *book, struct pial_date from,
			   struct pial_month month, struct pial_date today,
			   struct pial_table *deliveries, struct pial_diags *diags)
{
	const struct days days = { from, end_of(month) };
	const struct days missed = { pial_month_first(month), end_of(month) };

	return gather(book, &days, &missed, today, deliveries, diags);
}

bool pial_month_deliveries(struct pial_book *book, struct pial_month month,
			   struct pial_date today, struct pial_table *deliveries,
			   struct pial_diags *diags)
{
	return pial_days_deliveries(book, pial_month_first(month), end_of(month), today,
				    deliveries, diags);
}

bool pial_days_deliveries(struct pial_book *book, struct pial_date first, struct pial_date last,
			  struct pial_date today, struct pial_table *deliveries,
			  struct pial_diags *diags)
{
	const struct days days = { first, last };

	return gather(book, &days, &days, today, deliveries, diags);
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
	struct weeks weeks = { NULL, 0, 0 };
	struct buying buying = { book, NULL, 0, 0 };
	bool ok = true;

	for (size_t i = 0; i < lines->count; i++) {
		const struct pial_invoice_line *line = pial_table_row(lines, i);

		if (line->day.n)
			weeks_add(&weeks, pial_week_of(line->day));
	}
	for (size_t i = 0; i < weeks.count && ok; i++)
		ok = buy_week(&buying, weeks.week[i], diags);
	free(weeks.week);
	*list = buying.list;
	*count = buying.count;
	return ok;
}
