/*
 * One walk through the weeks, each read once for everything that is asked of it.
 *
 * A week whose status is closed and of which the ledger has nothing is counted like an open one:
 * everything in the ledger can be computed from the weeks, and `pial check` says what is missing.
 */
#include "cmd/cli_before.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#include "base/banned.h"

void pial_before_init(struct pial_before *before, struct pial_book *book)
{
	memset(before, 0, sizeof(*before));
	before->book = book;
	pial_history_init(&before->history);
	pial_accounts_init(&before->accounts);
	pial_season_init(&before->season);
	pial_table_init(&before->ledger, &pial_schema_balances);
}

void pial_before_release(struct pial_before *before)
{
	pial_history_release(&before->history);
	pial_accounts_release(&before->accounts);
	pial_season_release(&before->season);
	pial_table_release(&before->ledger);
	free(before->left);
}

bool pial_before_start(struct pial_before *before, struct pial_diags *diags)
{
	return pial_book_ledger(before->book, &before->ledger, diags);
}

void pial_before_week_init(struct pial_before_week *one, struct pial_week week)
{
	memset(one, 0, sizeof(*one));
	one->week = week;
	pial_past_init(&one->past);
	pial_arena_init(&one->arena);
}

void pial_before_week_release(struct pial_before_week *one)
{
	pial_past_release(&one->past);
	pial_arena_release(&one->arena);
}

static const struct pial_balance *ledger_row(const struct pial_before *before, size_t i)
{
	return pial_table_row(&before->ledger, i);
}

/* The ledger's first row of a week: rows are sorted by key, of which the week comes first. */
static size_t ledger_first(const struct pial_before *before, struct pial_week week)
{
	size_t low = 0, high = before->ledger.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ledger_row(before, middle)->week.n < week.n)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32_t pial_before_entry(const struct pial_before *before, struct pial_week week)
{
	int32_t entry = 0;

	for (size_t i = ledger_first(before, week); i < before->ledger.count; i++) {
		const struct pial_balance *row = ledger_row(before, i);

		if (row->week.n != week.n)
			break;
		if (row->entry > entry)
			entry = row->entry;
	}
	return entry;
}

static int by_key(const void *left, const void *right)
{
	return pial_balance_compare(left, right);
}

/* Copies what the ledger has in force of a week. */
static void find_entered(const struct pial_before *before, struct pial_before_week *one)
{
	size_t first = ledger_first(before, one->week), end = first;
	int32_t entry = pial_before_entry(before, one->week);

	while (end < before->ledger.count && ledger_row(before, end)->week.n == one->week.n)
		end++;
	one->entered = pial_arena_zalloc(&one->arena, end - first + 1, sizeof(*one->entered));
	for (size_t i = first; entry % 2 && i < end; i++)
		if (ledger_row(before, i)->entry == entry)
			one->entered[one->entries++] = *ledger_row(before, i);
	if (one->entries)
		qsort(one->entered, one->entries, sizeof(*one->entered), by_key);
}

/* The latest state, and the day on which the week was first published. */
static bool read_state(struct pial_before *before, struct pial_before_week *one,
		       struct pial_diags *diags)
{
	struct pial_table table;
	bool ok;

	one->status = (struct pial_week_status){ .state = PIAL_WEEK_DRAFT };
	pial_table_init(&table, &pial_schema_status);
	ok = pial_book_week(before->book, one->week, &table, NULL, diags);
	for (size_t i = 0; ok && i < table.count; i++) {
		one->status = *(const struct pial_week_status *)pial_table_row(&table, i);
		if (one->status.state == PIAL_WEEK_PUBLISHED && !one->published.n)
			one->published = one->status.on;
	}
	pial_table_release(&table);
	return ok;
}

bool pial_before_read(struct pial_before *before, struct pial_before_week *one,
		      struct pial_diags *diags)
{
	bool ok = read_state(before, one, diags);

	find_entered(before, one);
	one->left = before->lazy && one->status.state == PIAL_WEEK_CLOSED && one->entries;
	return (one->left || pial_past_read(&one->past, before->book, one->week, diags)) && ok;
}

bool pial_before_past(struct pial_before *before, struct pial_before_week *one,
		      struct pial_diags *diags)
{
	if (!one->left)
		return true;
	one->left = false;
	return pial_past_read(&one->past, before->book, one->week, diags);
}

/* The history of the weeks that were left. */
static bool read_left(struct pial_before *before, struct pial_diags *diags)
{
	bool ok = true;

	for (size_t i = 0; ok && i < before->lefts; i++) {
		struct pial_past past;

		pial_past_init(&past);
		ok = pial_past_read(&past, before->book, before->left[i], diags);
		if (ok)
			pial_history_add(&before->history, &past);
		pial_past_release(&past);
	}
	before->lefts = 0;
	return ok;
}

/* The moving tables that the accounts of a week are counted from. */
struct tables {
	struct pial_table orders, offers;	/* as saved */
};

static const char *name_of(const struct pial_table *table)
{
	return table->file ? table->file : "";
}

/*
 * Only what came after the week was published is late: an order that was there when the week was
 * allocated had its share, whatever the kitchen's cutoff says.
 */
static void forgive_early(struct pial_table *orders, struct pial_date published)
{
	for (size_t i = 0; i < orders->count; i++) {
		struct pial_order *row = pial_table_row(orders, i);

		if (row->received_on.n <= published.n)
			row->received_on.n = 0;
	}
}

static bool count(struct pial_before *before, struct pial_before_week *one,
		  const struct tables *tables, struct pial_diags *diags)
{
	struct pial_balance_input input = {
		.week = {
			.model = &before->book->model, .week = one->week,
			.order = (const void *)tables->orders.row,
			.orders = tables->orders.count, .orders_file = name_of(&tables->orders),
			.offer = (const void *)tables->offers.row,
			.offers = tables->offers.count, .offers_file = name_of(&tables->offers),
			.pin = (const void *)one->past.allocation.row,
			.pins = one->past.allocation.count,
			.pins_file = name_of(&one->past.allocation),
			.weight = before->season.weight, .weights = before->season.weights,
			.meeting = before->history.meeting, .meetings = before->history.meetings,
			.delivered = before->history.delivered,
			.delivereds = before->history.delivereds,
			.published = one->status.state >= PIAL_WEEK_PUBLISHED,
		},
		.line = one->past.match.line, .lines = one->past.match.lines,
		.before = &before->accounts,
	};

	return pial_balance_week(&input, &one->arena, &one->row, &one->rows, diags);
}

bool pial_before_count(struct pial_before *before, struct pial_before_week *one,
		       struct pial_diags *diags)
{
	struct tables tables;
	bool ok;

	pial_table_init(&tables.orders, &pial_schema_orders);
	pial_table_init(&tables.offers, &pial_schema_offers);
	ok = read_left(before, diags) && pial_before_past(before, one, diags);
	pial_history_fold(&before->history);
	ok = ok && pial_book_week(before->book, one->week, &tables.orders, NULL, diags) &&
	     pial_book_week(before->book, one->week, &tables.offers, NULL, diags) &&
	     pial_season_weigh(&before->season, before->book, one->week, diags);
	if (ok) {
		forgive_early(&tables.orders, one->published);
		ok = count(before, one, &tables, diags);
	}
	pial_table_release(&tables.orders);
	pial_table_release(&tables.offers);
	return ok;
}

bool pial_before_take(struct pial_before *before, struct pial_before_week *one,
		      struct pial_diags *diags)
{
	bool closed = one->status.state == PIAL_WEEK_CLOSED, ok = true;

	if (closed && one->entries) {
		pial_accounts_put(&before->accounts, one->entered, one->entries);
	} else if (one->past.computed) {
		ok = one->row || pial_before_count(before, one, diags);
		pial_accounts_put(&before->accounts, one->row, one->rows);
	}
	if (one->past.computed && !closed && !before->open++)
		before->first_open = one->week;
	if (one->left) {
		before->left = pial_grow(before->left, before->lefts, &before->left_cap,
					 sizeof(*before->left));
		before->left[before->lefts++] = one->week;
	} else {
		pial_history_add(&before->history, &one->past);
	}
	return ok;
}

bool pial_before_load(struct pial_before *before, struct pial_week week, struct pial_diags *diags)
{
	bool ok = pial_before_start(before, diags);
	size_t weeks;
	struct pial_week *list = pial_book_weeks(before->book, &weeks);

	for (size_t i = 0; i < weeks && list[i].n < week.n; i++) {
		struct pial_before_week one;

		pial_before_week_init(&one, list[i]);
		/* After a refusal accounts mean nothing; the tables are still looked at. */
		ok = pial_before_read(before, &one, diags) && ok;
		ok = ok && pial_before_take(before, &one, diags);
		pial_before_week_release(&one);
	}
	free(list);
	pial_history_fold(&before->history);
	return ok;
}

void pial_before_say_open(const struct pial_before *before, struct pial_diags *diags)
{
	if (before->open)
		pial_diag_add(diags, NULL, PIAL_N_WEEKS_OPEN, (int64_t)before->open,
			      (int64_t)before->first_open.n);
}
