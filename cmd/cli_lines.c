/*
 * Lines come as a table, are those that were issued of the month, or are drafted from its
 * deliveries.
 *
 * A line is of the month of its document: a straggler on a later month's invoice is of that month.
 */
#include "cmd/cli_lines.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "book/legal.h"
#include "book/register.h"
#include "cmd/cli_deliveries.h"
#include "invoice/draft.h"

#include "base/banned.h"

static bool draft(struct pial_cli *cli, const struct pial_table *deliveries,
		  struct pial_month period, struct pial_table *lines, struct pial_diags *diags)
{
	struct pial_book_legal legal;
	struct pial_draft_input input = {
		.model = &cli->book.model, .legal = &legal.law,
		.delivery = (const void *)deliveries->row, .deliveries = deliveries->count,
		/* Joined on the way, or gathered from several weeks, the rows stand nowhere. */
		.delivery_file = *deliveries->file ? deliveries->file : NULL,
		.period = period,
	};
	struct pial_draft_result result;
	bool ok;

	pial_draft_result_init(&result);
	pial_book_legal_init(&legal);
	ok = pial_book_legal(&cli->book, &legal, diags) && pial_draft(&input, &result, diags);
	if (ok) {
		for (size_t i = 0; i < result.rows; i++)
			pial_table_add(lines, &result.row[i]);
		pial_table_sort(lines, &cli->book.model);
	}
	pial_draft_result_release(&result);
	pial_book_legal_release(&legal);
	return ok;
}

bool pial_cli_draft(struct pial_cli *cli, const struct pial_table *deliveries,
		    struct pial_month period, struct pial_table *lines)
{
	return draft(cli, deliveries, period, lines, &cli->diags);
}

bool pial_cli_draft_month(struct pial_cli *cli, struct pial_month period, struct pial_table *lines,
			  struct pial_diags *diags)
{
	struct pial_table deliveries;
	bool ok;

	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_month_deliveries(&cli->book, period, cli->today, &deliveries, diags) &&
	     draft(cli, &deliveries, period, lines, diags);
	pial_table_release(&deliveries);
	return ok;
}

bool pial_cli_issued(struct pial_cli *cli, struct pial_month from, struct pial_table *lines)
{
	struct pial_register reg;
	bool ok;

	pial_register_init(&reg);
	ok = pial_register_load(&reg, &cli->book, &cli->diags);
	for (size_t i = 0; ok && i < reg.files; i++)
		for (size_t k = 0; ok && k < reg.file[i].rows; k++) {
			const struct pial_register_entry *entry = &reg.file[i].row[k];

			/* Nothing is invoiced before its month. */
			if (entry->period.n < from.n)
				continue;
			ok = pial_register_lines(&cli->book, entry, lines, &cli->diags);
		}
	pial_register_release(&reg);
	return ok;
}

/*
 * Adds the lines of a month that were issued, credit notes included. *issued says whether there are
 * any: a month that is invoiced is stated as it was invoiced.
 */
static bool lines_issued(struct pial_cli *cli, struct pial_month period, struct pial_table *lines,
			 bool *issued)
{
	struct pial_invoice_line *row;
	size_t kept = 0;

	*issued = false;
	if (!pial_cli_issued(cli, period, lines))
		return false;
	row = (void *)lines->row;
	for (size_t i = 0; i < lines->count; i++)
		if (row[i].period.n == period.n)
			row[kept++] = row[i];
	lines->count = kept;
	*issued = kept > 0;
	pial_table_sort(lines, &cli->book.model);
	return true;
}

/* The book's month: as it was issued, else its deliveries, drafted. */
static bool lines_of_month(struct pial_cli *cli, struct pial_month period,
			   struct pial_table *lines)
{
	bool issued;

	return lines_issued(cli, period, lines, &issued) &&
	       (issued || pial_cli_draft_month(cli, period, lines, &cli->diags));
}

bool pial_cli_lines(struct pial_cli *cli, struct pial_month period, struct pial_table *lines,
		    enum pial_exit *code)
{
	struct pial_week week;
	bool exists, ok;

	if (!period.n || cli->operands) {
		if (cli->operands == 1 && pial_cli_week(cli, cli->operand[0], &week)) {
			*code = pial_cli_usage(
				cli, PIAL_N_("invoice lines are needed, not the week “%s”; see "
					     "pial-invoice draft"),
				cli->operand[0]);
			return false;
		}
		return pial_cli_moving(cli, lines, &week, &exists, code);
	}
	ok = (cli->book.dir >= 0 || pial_cli_book(cli)) && lines_of_month(cli, period, lines);
	*code = pial_cli_result(cli, false);
	return ok;
}

/* ---- Lines of some days ---- */

/* Keeps the lines of some days; what has no day is of the last one of its month, or of today. */
static void keep_days(struct pial_table *lines, const struct pial_cli_days *days,
		      struct pial_date today)
{
	struct pial_invoice_line *row = (void *)lines->row;
	size_t kept = 0;

	for (size_t i = 0; i < lines->count; i++) {
		struct pial_date day = row[i].day.n ? row[i].day : pial_month_last(row[i].period);

		if (!row[i].day.n && day.n > today.n)
			day = today;
		if (day.n >= days->first.n && day.n <= days->last.n)
			row[kept++] = row[i];
	}
	lines->count = kept;
}

/* The days, with the first and last of what the book has where they are open or to come. */
static struct pial_cli_days close_days(struct pial_cli *cli, const struct pial_cli_days *days)
{
	struct pial_cli_days closed = *days;
	struct pial_week *week;
	size_t weeks;

	if (!closed.last.n || closed.last.n > cli->today.n)
		closed.last = cli->today;
	if (closed.first.n)
		return closed;
	week = pial_book_weeks(&cli->book, &weeks);
	closed.first = weeks ? pial_week_monday(week[0]) : closed.last;
	free(week);
	return closed;
}

/* Adds the lines of every document, and says of which months there are some. */
static bool every_issued(struct pial_cli *cli, struct pial_table *lines, bool *issued)
{
	struct pial_register reg;
	bool ok;

	pial_register_init(&reg);
	ok = pial_register_load(&reg, &cli->book, &cli->diags);
	for (size_t i = 0; ok && i < reg.files; i++)
		for (size_t k = 0; ok && k < reg.file[i].rows; k++) {
			const struct pial_register_entry *entry = &reg.file[i].row[k];

			if (!pial_model_kitchen(&cli->book.model,
						(struct pial_kitchen_id){ entry->buyer.n }))
				continue;
			issued[entry->period.n] = true;
			ok = pial_register_lines(&cli->book, entry, lines, &cli->diags);
		}
	pial_register_release(&reg);
	return ok;
}

/*
 * Adds what was delivered in the months of some days that nothing was issued of, drafted: whole
 * months, since a fee is one line a month.
 */
static bool rest_drafted(struct pial_cli *cli, const struct pial_cli_days *days,
			 const bool *issued, struct pial_table *lines)
{
	struct pial_date first = pial_month_first(pial_month_of(days->first));
	struct pial_date last = pial_month_last(pial_month_of(days->last));
	struct pial_table deliveries;
	struct pial_delivery *row;
	size_t kept = 0;
	bool ok;

	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_days_deliveries(&cli->book, first, last.n < cli->today.n ? last : cli->today,
				  cli->today, &deliveries, &cli->diags);
	row = (void *)deliveries.row;
	for (size_t i = 0; ok && i < deliveries.count; i++)
		if (!issued[pial_month_of(row[i].day).n])
			row[kept++] = row[i];
	deliveries.count = kept;
	ok = ok && pial_cli_draft(cli, &deliveries, (struct pial_month){ 0 }, lines);
	pial_table_release(&deliveries);
	return ok;
}

static bool lines_of_days(struct pial_cli *cli, const struct pial_cli_days *given,
			  struct pial_table *lines)
{
	struct pial_cli_days days = close_days(cli, given);
	bool *issued = pial_calloc(UINT16_MAX + 1, sizeof(*issued));
	bool ok = days.first.n > days.last.n ||
		  (every_issued(cli, lines, issued) && rest_drafted(cli, &days, issued, lines));

	free(issued);
	keep_days(lines, &days, cli->today);
	pial_table_sort(lines, &cli->book.model);
	return ok;
}

bool pial_cli_lines_of(struct pial_cli *cli, const struct pial_cli_days *days,
		       struct pial_table *lines, enum pial_exit *code)
{
	bool ok;

	if ((!days->first.n && !days->last.n) || cli->operands) {
		const struct pial_cli_days open = { days->first, days->last.n ?
						    days->last : (struct pial_date){ UINT16_MAX } };

		ok = pial_cli_lines(cli, (struct pial_month){ 0 }, lines, code);
		if (ok && (days->first.n || days->last.n))
			keep_days(lines, &open, cli->today);
		return ok;
	}
	ok = (cli->book.dir >= 0 || pial_cli_book(cli)) && lines_of_days(cli, days, lines);
	*code = pial_cli_result(cli, false);
	return ok;
}
