/*
 * Lines come as a table, are those that were issued of the month, or are drafted from its
 * deliveries.
 *
 * A line is of the month of its document: a straggler on a later month's invoice is of that month.
 */
#include "cmd/cli_lines.h"

#include "book/legal.h"
#include "book/register.h"
#include "cmd/cli_deliveries.h"
#include "invoice/draft.h"
#include "invoice/kept.h"

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

/* Takes out what was paid ahead: nothing was sold by it. */
static void drop_ahead(struct pial_table *lines)
{
	struct pial_invoice_line *row = (void *)lines->row;
	size_t kept = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (!pial_invoice_line_is_ahead(&row[i]))
			row[kept++] = row[i];
	lines->count = kept;
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

			/* Nothing is invoiced before its month; a service kept is no sale. */
			if (entry->period.n < from.n ||
			    pial_kept_is_document(&cli->book.model, entry))
				continue;
			ok = pial_register_lines(&cli->book, entry, lines, &cli->diags);
		}
	pial_register_release(&reg);
	drop_ahead(lines);
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
		if (!pial_cli_moving(cli, lines, &week, &exists, code))
			return false;
		drop_ahead(lines);
		return true;
	}
	ok = pial_cli_book(cli) && lines_of_month(cli, period, lines);
	*code = pial_cli_result(cli, false);
	return ok;
}
