/*
 * Lines of some days: what was invoiced of them, and what is still to be.
 *
 * A delivery of the last days of February may stand on an invoice of March. So it is not months
 * that decide what is drafted, but whether a document carries the delivery, as when invoices are
 * issued (invoice/select.h).
 */
#include "cmd/cli_lines.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "book/register.h"
#include "cmd/cli_deliveries.h"
#include "invoice/select.h"

#include "base/banned.h"

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

/* What was issued. */
struct documents {
	struct pial_register reg;	/* the registers */
	struct pial_table lines;	/* of every document */
	struct pial_issued *issued;	/* the documents; owned */
	size_t issueds;			/* how many */
	struct pial_left *left;		/* the lines of invoices; owned */
	size_t lefts;			/* how many */
};

static void documents_init(struct documents *d)
{
	*d = (struct documents){ .issued = NULL };
	pial_register_init(&d->reg);
	pial_table_init(&d->lines, &pial_schema_lines);
}

static void documents_release(struct documents *d)
{
	pial_register_release(&d->reg);
	pial_table_release(&d->lines);
	free(d->issued);
	free(d->left);
}

/*
 * Reads the documents of a month and the later ones: what was delivered in it stands on no earlier
 * one, and a book has those of ten years. Credit notes are not looked at here: what was invoiced
 * and taken back is not delivered anew, and whether it will be invoiced again is not for a view to
 * say.
 */
static bool documents_read(struct documents *d, struct pial_cli *cli, struct pial_month from)
{
	size_t invoices = 0;

	if (!pial_register_load(&d->reg, &cli->book, &cli->diags) ||
	    !pial_cli_documents(cli, &d->reg, from, &d->lines, &d->issued, &d->issueds))
		return false;
	for (size_t i = 0; i < d->issueds; i++)
		if (!pial_invoice_is_credit(d->issued[i].entry->kind))
			d->issued[invoices++] = d->issued[i];
	d->issueds = invoices;
	return pial_left_make(&cli->book.model, d->issued, d->issueds, &d->left, &d->lefts,
			      &cli->diags);
}

bool pial_cli_documents(struct pial_cli *cli, const struct pial_register *reg,
			struct pial_month from, struct pial_table *lines,
			struct pial_issued **issued, size_t *count)
{
	size_t all = 0, at = 0;
	bool ok = true;

	for (size_t i = 0; i < reg->files; i++)
		all += reg->file[i].rows;
	*issued = pial_calloc(all + 1, sizeof(**issued));
	pial_progress_of(cli, PIAL_N_("documents read"), 0);
	*count = 0;
	for (size_t i = 0; i < reg->files; i++)
		for (size_t k = 0; k < reg->file[i].rows; k++) {
			const struct pial_register_entry *entry = &reg->file[i].row[k];
			struct pial_issued *one = &(*issued)[*count];
			size_t before = lines->count;

			if (entry->period.n && entry->period.n < from.n)
				continue;
			(*count)++;
			one->entry = entry;
			pial_progress_at(cli, *count);
			ok = pial_register_lines(&cli->book, entry, lines, &cli->diags) && ok;
			one->lines = lines->count - before;
		}
	/* Rows move while lines are added: where those of each begin is found afterwards. */
	for (size_t i = 0; i < *count; i++) {
		(*issued)[i].line = pial_table_row(lines, at);
		at += (*issued)[i].lines;
	}
	return ok;
}

/* Keeps of some deliveries what no live line of a document carries. */
static void keep_new(struct pial_cli *cli, const struct documents *d, struct pial_date last,
		     struct pial_table *deliveries)
{
	const struct pial_select_input input = {
		.model = &cli->book.model, .left = d->left, .lefts = d->lefts,
		.delivery = (const void *)deliveries->row, .deliveries = deliveries->count,
		.period = pial_month_of(last), .date = cli->today, .supplement = true };
	struct pial_select_result result;
	struct pial_diags quiet;

	pial_diags_init(&quiet);
	pial_select_result_init(&result);
	pial_select(&input, &result, &quiet);
	deliveries->count = 0;
	for (size_t i = 0; i < result.rows; i++)
		pial_table_add(deliveries, &result.row[i]);
	pial_select_result_release(&result);
	pial_diags_release(&quiet);
}

/* Adds what was delivered and not invoiced, drafted: whole months, as a fee is one line a month. */
static bool rest_drafted(struct pial_cli *cli, const struct documents *d,
			 const struct pial_cli_days *days, struct pial_table *lines)
{
	struct pial_date first = pial_month_first(pial_month_of(days->first));
	struct pial_date last = pial_month_last(pial_month_of(days->last));
	struct pial_table deliveries;
	bool ok;

	if (last.n > cli->today.n)
		last = cli->today;
	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_days_deliveries(&cli->book, first, last, cli->today, &deliveries, &cli->diags);
	if (ok && d->lefts)
		keep_new(cli, d, last, &deliveries);
	ok = ok && pial_cli_draft(cli, &deliveries, (struct pial_month){ 0 }, lines);
	pial_table_release(&deliveries);
	return ok;
}

/*
 * What the group buys is no income of kitchens' suppliers: it sells the same goods again. Nor is
 * what a kitchen pays ahead: the goods come later.
 */
static bool is_to_kitchen(const struct pial_cli *cli, const struct pial_invoice_line *line)
{
	return pial_model_kitchen(&cli->book.model, (struct pial_kitchen_id){ line->buyer.n }) &&
	       !pial_invoice_line_is_ahead(line);
}

static bool lines_of_days(struct pial_cli *cli, const struct pial_cli_days *given,
			  struct pial_table *lines)
{
	struct pial_cli_days days = close_days(cli, given);
	struct documents d;
	bool ok = true;

	documents_init(&d);
	if (days.first.n <= days.last.n)
		ok = documents_read(&d, cli, pial_month_of(days.first)) &&
		     rest_drafted(cli, &d, &days, lines);
	for (size_t i = 0; ok && i < d.lines.count; i++)
		if (is_to_kitchen(cli, pial_table_row(&d.lines, i)))
			pial_table_add(lines, pial_table_row(&d.lines, i));
	documents_release(&d);
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
	ok = pial_cli_book(cli) && lines_of_days(cli, days, lines);
	*code = pial_cli_result(cli, false);
	return ok;
}
