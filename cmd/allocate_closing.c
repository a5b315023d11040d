/*
 * Both files are only added to; a file to which nothing was added is left alone.
 */
#include "cmd/allocate_closing.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static void init(struct pial_closing *closing, struct pial_cli *cli, struct pial_week week)
{
	memset(closing, 0, sizeof(*closing));
	closing->cli = cli;
	pial_before_init(&closing->before, &cli->book);
	pial_before_week_init(&closing->one, week);
	pial_table_init(&closing->ledger, &pial_schema_balances);
	pial_table_init(&closing->state, &pial_schema_status);
}

static void release(struct pial_closing *closing)
{
	pial_before_release(&closing->before);
	pial_before_week_release(&closing->one);
	pial_table_release(&closing->ledger);
	pial_table_release(&closing->state);
}

static bool read_week(struct pial_closing *closing)
{
	struct pial_diags *diags = &closing->cli->diags;
	struct pial_week week = closing->one.week;

	if (!pial_before_load(&closing->before, week, diags) ||
	    !pial_before_read(&closing->before, &closing->one, diags) ||
	    !pial_book_week(&closing->cli->book, week, &closing->state, NULL, diags))
		return false;
	pial_cli_as_written(&closing->ledger, &closing->before.ledger);
	return true;
}

bool pial_closing_later(struct pial_closing *closing, struct pial_week *later)
{
	struct pial_book *book = &closing->cli->book;
	struct pial_week_status status;
	size_t count;
	struct pial_week *week = pial_book_weeks(book, &count);
	bool ok = true;

	*later = (struct pial_week){ 0 };
	for (size_t i = 0; i < count; i++) {
		if (week[i].n <= closing->one.week.n)
			continue;
		if (!pial_book_status(book, week[i], &status, &closing->cli->diags))
			ok = false;
		else if (status.state == PIAL_WEEK_CLOSED)
			*later = week[i];
	}
	free(week);
	return ok;
}

/* Highest entry of the week, of those added too. */
static int32_t last_entry(const struct pial_closing *closing)
{
	int32_t entry = pial_before_entry(&closing->before, closing->one.week);
	size_t count = closing->ledger.count;

	if (count > closing->before.ledger.count) {
		const struct pial_balance *row = pial_table_row(&closing->ledger, count - 1);

		entry = row->entry;
	}
	return entry;
}

/* Adds lines in the order of their keys. */
static void add(struct pial_closing *closing, const struct pial_balance *row, size_t rows)
{
	struct pial_table sorted;

	pial_table_init(&sorted, &pial_schema_balances);
	for (size_t i = 0; i < rows; i++)
		pial_table_add(&sorted, &row[i]);
	pial_table_sort(&sorted, &closing->cli->book.model);
	for (size_t i = 0; i < rows; i++)
		pial_table_add(&closing->ledger, pial_table_row(&sorted, i));
	pial_table_release(&sorted);
}

void pial_closing_take_back(struct pial_closing *closing)
{
	struct pial_before_week *one = &closing->one;
	struct pial_balance *row = pial_arena_zalloc(&one->arena, one->entries + 1, sizeof(*row));
	int32_t entry = last_entry(closing) + 1;

	for (size_t i = 0; i < one->entries; i++) {
		const struct pial_balance *before =
			pial_accounts_find(&closing->before.accounts, &one->entered[i]);

		row[i] = one->entered[i];
		row[i].line = 0;
		row[i].entry = entry;
		row[i].entitled.milli = -row[i].entitled.milli;
		row[i].given.milli = -row[i].given.milli;
		row[i].account.milli = before ? before->account.milli : 0;
		row[i].last_met.n = before ? before->last_met.n : 0;
	}
	add(closing, row, one->entries);
}

void pial_closing_enter(struct pial_closing *closing)
{
	struct pial_before_week *one = &closing->one;
	int32_t entry = last_entry(closing) + 1;

	for (size_t i = 0; i < one->rows; i++)
		one->row[i].entry = entry;
	add(closing, one->row, one->rows);
}

void pial_closing_state(struct pial_closing *closing, int32_t version, enum pial_week_state state)
{
	struct pial_week_status row = { .version = version, .on = closing->cli->today,
					.state = (uint8_t)state };

	pial_table_add(&closing->state, &row);
}

enum pial_exit pial_closing_commit(struct pial_closing *closing)
{
	struct pial_cli *cli = closing->cli;
	struct pial_book_change change[2] = { { .append_only = true }, { .append_only = true } };
	size_t ledger = closing->state_first, state = !closing->state_first;
	bool entered = closing->ledger.count > closing->before.ledger.count;
	enum pial_exit code;
	char *bytes[2];

	change[ledger].path = pial_schema_balances.path;
	change[ledger].bytes = bytes[ledger] =
		pial_cli_bytes(cli, &closing->ledger, &change[ledger].len);
	change[state].path = pial_book_week_path(&cli->book, closing->one.week,
						 &pial_schema_status);
	change[state].bytes = bytes[state] =
		pial_cli_bytes(cli, &closing->state, &change[state].len);
	/* A book without a ledger gets one with its first line. */
	code = entered ? pial_cli_commit(cli, change, 2) : pial_cli_commit(cli, &change[state], 1);
	free(bytes[0]);
	free(bytes[1]);
	return code;
}

enum pial_exit pial_closing_run(struct pial_cli *cli,
				enum pial_exit (*work)(struct pial_closing *closing))
{
	struct pial_closing closing;
	enum pial_exit code = PIAL_EXIT_DONE;
	struct pial_week week;

	if (!pial_cli_week_operand(cli, &week))
		return PIAL_EXIT_USAGE;
	init(&closing, cli, week);
	if (pial_cli_book(cli) && read_week(&closing))
		code = work(&closing);
	release(&closing);
	return code == PIAL_EXIT_DONE ? pial_cli_result(cli, false) : code;
}
