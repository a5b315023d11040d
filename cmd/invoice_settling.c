/*
 * Reading what a month rests on, and committing what it comes to.
 */
#include <stdlib.h>
#include <string.h>

#include "book/path.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_lines.h"
#include "cmd/invoice_cash.h"
#include "cmd/invoice_statement.h"
#include "invoice/advances.h"
#include "load/load.h"
#include "model/cash.h"
#include "num/round.h"

#include "base/banned.h"

void pial_settling_init(struct pial_settling *s, struct pial_cli *cli)
{
	*s = (struct pial_settling){ .cli = cli };
	pial_table_init(&s->table, &pial_schema_statement);
	pial_cash_init(&s->advances, &pial_schema_advances);
	pial_cash_init(&s->fund, &pial_schema_fund);
	pial_table_init(&s->rows, &pial_schema_statement);
	pial_arena_init(&s->arena);
}

void pial_settling_release(struct pial_settling *s)
{
	pial_table_release(&s->table);
	pial_cash_release(&s->advances);
	pial_cash_release(&s->fund);
	for (size_t i = 0; i < s->settleds; i++)
		pial_table_release(&s->settled[i].lines);
	free(s->settled);
	pial_table_release(&s->rows);
	pial_arena_release(&s->arena);
}

bool pial_settling_saved(struct pial_settling *s)
{
	return pial_book_statements(&s->cli->book, s->period, &s->table, &s->saved,
				    &s->cli->diags);
}

/* Adds the saved statements of one other month. */
static bool read_month(struct pial_settling *s, struct pial_month month)
{
	struct pial_table table;
	bool exists, ok;

	pial_table_init(&table, &pial_schema_statement);
	ok = pial_book_statements(&s->cli->book, month, &table, &exists, &s->cli->diags);
	for (size_t i = 0; ok && i < table.count; i++)
		pial_table_add(&s->rows, pial_table_row(&table, i));
	pial_table_release(&table);
	return ok;
}

/* The statements of all other months, in the order of months. */
static bool read_rows(struct pial_settling *s)
{
	size_t names;
	const char **name = pial_book_list(&s->cli->book, "statements", ".csv", &names);

	for (size_t i = 0; i < names; i++) {
		struct pial_month month;

		if (pial_month_parse(name[i], strcspn(name[i], "."), &month) != PIAL_DATE_OK ||
		    month.n == s->period.n)
			continue;
		if (month.n > s->period.n && !s->later.n)
			s->later = month;
		if (month.n < s->period.n)
			s->last = month;
		if (!read_month(s, month))
			return false;
	}
	return true;
}

/* Statements of the last settled month that are below 0. */
static bool read_carried(struct pial_settling *s)
{
	const struct pial_statement_row *row = (const void *)s->rows.row;
	size_t count = s->rows.count;

	s->carried = pial_arena_zalloc(&s->arena, count + 1, sizeof(*s->carried));
	for (size_t from = 0, end; from < count; from = end) {
		struct pial_statement_sum sum;

		for (end = from + 1; end < count; end++)
			if (row[end].producer.n != row[from].producer.n ||
			    row[end].period.n != row[from].period.n)
				break;
		if (row[from].period.n != s->last.n)
			continue;
		if (!pial_statement_add_up(row + from, end - from, &sum))
			return pial_diag_add(&s->cli->diags, NULL, PIAL_E_AMOUNT);
		if (sum.net.cents < 0)
			s->carried[s->carrieds++] =
				(struct pial_carried){ row[from].producer, sum.net };
	}
	return true;
}

bool pial_settling_read(struct pial_settling *s)
{
	struct pial_book *book = &s->cli->book;
	struct pial_diags *diags = &s->cli->diags;

	if (!pial_cash_read(&s->advances, book, diags) || !pial_cash_read(&s->fund, book, diags))
		return false;
	if (!pial_advances_open(&book->model, (const void *)s->advances.table.row,
				s->advances.table.count, &s->arena, &s->open, &s->opens,
				s->period))
		return pial_diag_add(diags, NULL, PIAL_E_AMOUNT);
	if (s->saved || !s->period.n)
		return true;
	return read_rows(s) && (s->later.n || (read_carried(s) && pial_correcting_read(s)));
}

bool pial_settling_make(struct pial_settling *s, const struct pial_table *lines)
{
	struct pial_cli *cli = s->cli;
	struct pial_statement_input input = {
		.model = &cli->book.model, .line = (const void *)lines->row,
		.lines = lines->count, .period = s->period, .advance = s->open,
		.advances = s->opens, .carried = s->carried, .carrieds = s->carrieds,
		.correction = s->correction, .corrections = s->corrections,
	};
	struct pial_statement_result result;
	struct pial_purchase *purchase = NULL;
	bool ok;

	pial_statement_result_init(&result);
	ok = pial_week_purchases(&cli->book, lines, &purchase, &input.purchases, &cli->diags);
	input.purchase = purchase;
	ok = ok && pial_statement(&input, &result, &cli->diags);
	for (size_t i = 0; ok && i < result.rows; i++)
		pial_table_add(&s->table, &result.row[i]);
	if (ok)
		pial_table_sort(&s->table, &cli->book.model);
	free(purchase);
	pial_statement_result_release(&result);
	return ok;
}

/* The last entry of an advance; a repayment goes on from it. */
static const struct pial_advance_entry *last_entry(const struct pial_settling *s,
						   struct pial_text advance)
{
	const struct pial_advance_entry *found = NULL;

	for (size_t i = 0; i < s->advances.table.count; i++) {
		const struct pial_advance_entry *entry = pial_table_row(&s->advances.table, i);

		if (entry->advance.n == advance.n && (!found || entry->entry > found->entry))
			found = entry;
	}
	return found;
}

bool pial_settling_is_left(const struct pial_settling *s, const struct pial_fund_entry *row)
{
	return row->period.n && row->date.n == pial_month_last(s->period).n &&
	       (row->kind == PIAL_FUND_LEVY || row->kind == PIAL_FUND_SHORTFALL ||
		row->kind == PIAL_FUND_REPAID);
}

bool pial_settling_add_fund(struct pial_settling *s, const struct pial_fund_entry *row)
{
	for (size_t i = 0; i < s->fund.table.count; i++) {
		const struct pial_fund_entry *had = pial_table_row(&s->fund.table, i);

		if (!pial_settling_is_left(s, had) || had->kind != row->kind ||
		    had->period.n != row->period.n || had->party.n != row->party.n ||
		    had->label.n != row->label.n || had->amount.cents != row->amount.cents)
			continue;
		s->had_fund++;
		return true;
	}
	return pial_cash_add(&s->fund, &s->cli->book.model, row);
}

/* A row of the ledger of advances that belongs to the statements of this month. */
static bool is_left(const struct pial_settling *s, const struct pial_advance_entry *row)
{
	return row->kind == PIAL_ADVANCE_REPAID && row->period.n == s->period.n;
}

static bool add_repaid(struct pial_settling *s, const struct pial_advance_entry *row)
{
	for (size_t i = 0; i < s->advances.table.count; i++) {
		const struct pial_advance_entry *had = pial_table_row(&s->advances.table, i);

		if (!is_left(s, had) || had->advance.n != row->advance.n ||
		    had->amount.cents != row->amount.cents)
			continue;
		s->had_advances++;
		return true;
	}
	return pial_cash_add(&s->advances, &s->cli->book.model, row);
}

/* Rows of the advance that a statement kept something of; the fund gets its own back. */
static bool add_payback(struct pial_settling *s, const struct pial_statement_row *row)
{
	const struct pial_model *model = &s->cli->book.model;
	const struct pial_advance_entry *last = last_entry(s, row->invoice);
	struct pial_date day = pial_month_last(s->period);
	struct pial_advance_entry entry;
	struct pial_fund_entry back;

	if (!last)
		return true;
	entry = *last;
	entry.entry++;
	entry.kind = PIAL_ADVANCE_REPAID;
	entry.amount.cents = -row->amount.cents;
	entry.period = s->period;
	entry.date = day;
	entry.repay = PIAL_RATE_NONE;
	entry.monthly = PIAL_MONEY_NONE;
	entry.first.n = 0;
	entry.note.n = 0;
	if (!add_repaid(s, &entry))
		return false;
	if (strcmp(pial_model_text(model, entry.lender.n), "fund") != 0)
		return true;
	back = (struct pial_fund_entry){
		.date = day, .kind = PIAL_FUND_REPAID, .period = s->period,
		.party = { row->producer.n }, .label = entry.advance, .amount = entry.amount };
	return pial_settling_add_fund(s, &back);
}

/* Says which ledger has rows of a stopped run that are not those of this one; always false. */
static bool half(struct pial_settling *s, const struct pial_cash *cash)
{
	struct pial_strbuf month;

	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, s->period);
	pial_diag_add(&s->cli->diags, NULL, PIAL_E_STATEMENT_HALF, month.text,
		      cash->table.schema->path);
	pial_strbuf_release(&month);
	return false;
}

/* What a stopped run has left must be what is added now, or nothing. */
static bool check_left(struct pial_settling *s)
{
	size_t advances = 0, fund = 0;

	for (size_t i = 0; i < s->advances.table.count; i++)
		advances += is_left(s, pial_table_row(&s->advances.table, i));
	for (size_t i = 0; i < s->fund.table.count; i++)
		fund += pial_settling_is_left(s, pial_table_row(&s->fund.table, i));
	if (advances && (advances != s->had_advances || s->advances.added))
		return half(s, &s->advances);
	return !fund || (fund == s->had_fund && !s->fund.added) || half(s, &s->fund);
}

bool pial_settling_value(struct pial_settling *s, const struct pial_table *lines, int64_t *cents)
{
	struct pial_cli *cli = s->cli;
	struct pial_value_input input = {
		.model = &cli->book.model, .line = (const void *)lines->row,
		.lines = lines->count, .file = lines->file };
	struct pial_purchase *purchase = NULL;
	struct pial_value value;
	bool ok = pial_week_purchases(&cli->book, lines, &purchase, &input.purchases, &cli->diags);

	input.purchase = purchase;
	ok = ok && pial_value_share(&input, &value, &cli->diags);
	*cents = ok ? value.fund.cents : 0;
	free(purchase);
	return ok;
}

/* Paybacks, then the fund: of the month, and of those that are corrected. */
static bool add_rows(struct pial_settling *s, const struct pial_table *lines, int64_t fund)
{
	for (size_t i = 0; i < s->table.count; i++) {
		const struct pial_statement_row *row = pial_table_row(&s->table, i);

		if (row->kind == PIAL_STATEMENT_ADVANCE && !add_payback(s, row))
			return false;
	}
	return pial_settling_fund(s, s->period, lines, fund) && pial_correcting_fund(s);
}

/* Months are settled one after the other. */
static bool check_order(const struct pial_settling *s)
{
	struct pial_diags *diags = &s->cli->diags;
	struct pial_strbuf month, other;
	bool ok = true;

	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&other, PIAL_STRBUF_TEXT);
	pial_month_format(&month, s->period);
	pial_month_format(&other, s->later.n ? s->later : s->gap);
	if (s->later.n)
		ok = pial_diag_add(diags, NULL, PIAL_E_STATEMENT_ORDER, month.text, other.text);
	else if (s->gap.n)
		ok = pial_diag_add(diags, NULL, PIAL_E_STATEMENT_GAP, month.text, other.text);
	pial_strbuf_release(&other);
	pial_strbuf_release(&month);
	return ok;
}

bool pial_settling_save(struct pial_settling *s, const struct pial_table *lines)
{
	struct pial_book_change change[3];
	size_t changes = 0;
	int64_t fund;
	char *bytes;
	bool ok;

	if (!check_order(s) || !pial_settling_value(s, lines, &fund) ||
	    (s->before && !s->before(s)))
		return false;
	if (!add_rows(s, lines, fund))
		return pial_diag_add(&s->cli->diags, NULL, PIAL_E_AMOUNT);
	if (!check_left(s))
		return false;
	if (s->advances.added)
		change[changes++] = pial_cash_change(&s->advances);
	if (s->fund.added)
		change[changes++] = pial_cash_change(&s->fund);
	change[changes] = (struct pial_book_change){ .path = pial_book_statements_path(
							    &s->cli->book, s->period) };
	change[changes].bytes = bytes = pial_cli_bytes(s->cli, &s->table, &change[changes].len);
	ok = pial_cli_commit(s->cli, change, changes + 1) == PIAL_EXIT_DONE;
	free(bytes);
	return ok;
}

/* ---- Found or made ---- */

/* Makes the month's statements of lines, and settles them with --save. */
static bool state(struct pial_settling *s, struct pial_month period, const struct pial_table *lines)
{
	const struct pial_invoice_line *first = lines->count ? pial_table_row(lines, 0) : NULL;

	s->period = period.n || !first ? period : first->period;
	return pial_settling_read(s) && pial_settling_make(s, lines) &&
	       (!s->cli->save || pial_settling_save(s, lines));
}

bool pial_settling_find(struct pial_settling *s, struct pial_month period, enum pial_exit *code)
{
	struct pial_table lines;
	bool ok;

	*code = PIAL_EXIT_DATA;
	if (period.n && !s->cli->operands) {
		s->period = period;
		if (!pial_cli_book(s->cli) || !pial_settling_saved(s))
			return false;
		if (s->saved)
			return pial_settling_read(s);
	}
	pial_table_init(&lines, &pial_schema_lines);
	ok = pial_cli_lines(s->cli, period, &lines, code);
	if (ok) {
		ok = state(s, period, &lines);
		*code = pial_cli_result(s->cli, false);
	}
	pial_table_release(&lines);
	return ok;
}

bool pial_settled_rows(struct pial_cli *cli, struct pial_table *table)
{
	size_t names;
	const char **name = pial_book_list(&cli->book, "statements", ".csv", &names);
	bool ok = true;

	for (size_t i = 0; ok && i < names; i++) {
		struct pial_month month;
		struct pial_table one;
		bool exists;

		if (pial_month_parse(name[i], strcspn(name[i], "."), &month) != PIAL_DATE_OK)
			continue;
		pial_table_init(&one, &pial_schema_statement);
		ok = pial_book_statements(&cli->book, month, &one, &exists, &cli->diags);
		for (size_t k = 0; ok && k < one.count; k++)
			pial_table_add(table, pial_table_row(&one, k));
		pial_table_release(&one);
	}
	return ok;
}

void pial_settling_only(struct pial_settling *s, uint32_t producer)
{
	struct pial_statement_row *row = (void *)s->table.row;
	size_t kept = 0;

	for (size_t i = 0; i < s->table.count; i++)
		if (row[i].producer.n == producer)
			row[kept++] = row[i];
	s->table.count = kept;
}
