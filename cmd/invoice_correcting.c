/*
 * Settled months as they stand now, and what their corrections move of the shared fund.
 *
 * Every month up to the last settled one is looked at, one that was passed over too: it cannot be
 * settled any more, so what belongs to it is settled by corrections alone. Lines of months before
 * the first settled one count when they were invoiced since: what was invoiced before then was paid
 * in ways that the book does not know.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_lines.h"
#include "cmd/invoice_statement.h"
#include "invoice/correct.h"
#include "model/cash.h"
#include "num/round.h"

#include "base/banned.h"

/* The first settled month: rows come month by month. */
static struct pial_month first_settled(const struct pial_settling *s)
{
	const struct pial_statement_row *row = (const void *)s->rows.row;

	return s->rows.count ? row[0].period : s->last;
}

/* Copies the lines of one month. */
static void take_lines(struct pial_table *to, const struct pial_table *from,
		       struct pial_month period)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct pial_invoice_line *line = pial_table_row(from, i);

		if (line->period.n == period.n)
			pial_table_add(to, line);
	}
}

/* Drafts a month; of an old one nothing is said but what refuses it. */
static bool draft_quietly(struct pial_settling *s, struct pial_month period,
			  struct pial_table *lines)
{
	struct pial_diags quiet;
	bool ok;

	pial_diags_init(&quiet);
	ok = pial_cli_draft_month(s->cli, period, lines, &quiet);
	pial_diags_release(&quiet);
	return ok || pial_cli_draft_month(s->cli, period, lines, &s->cli->diags);
}

/* True when a producer has a line. */
static bool has_line(const struct pial_table *lines, struct pial_producer_id producer)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct pial_invoice_line *line = pial_table_row(lines, i);

		if (line->producer.n == producer.n)
			return true;
	}
	return false;
}

/* Who was settled before being invoiced, and is not invoiced yet; 0: nobody. */
static struct pial_producer_id not_issued(const struct pial_settling *s,
					  const struct pial_settled *settled)
{
	for (size_t i = 0; i < s->rows.count; i++) {
		const struct pial_statement_row *row = pial_table_row(&s->rows, i);

		if (row->period.n == settled->period.n && !row->corrects.n &&
		    pial_statement_part(row) == PIAL_STATEMENT_SALE && !row->invoice.n &&
		    !has_line(&settled->lines, row->producer))
			return row->producer;
	}
	return (struct pial_producer_id){ 0 };
}

/* Adds the corrections of one month, whose lines are there. */
static bool correct_month(struct pial_settling *s, struct pial_settled *settled)
{
	struct pial_cli *cli = s->cli;
	struct pial_statement_input input = {
		.model = &cli->book.model, .line = (const void *)settled->lines.row,
		.lines = settled->lines.count, .period = settled->period };
	struct pial_correct_input compare = {
		.model = &cli->book.model, .period = s->period, .corrects = settled->period,
		.saved = (const void *)s->rows.row, .saveds = s->rows.count };
	struct pial_statement_result result;
	struct pial_statement_row *row, *all;
	struct pial_purchase *purchase = NULL;
	size_t rows = 0;
	bool ok;

	pial_statement_result_init(&result);
	ok = pial_week_purchases(&cli->book, &settled->lines, &purchase, &input.purchases,
				 &cli->diags);
	input.purchase = purchase;
	ok = ok && pial_statement(&input, &result, &cli->diags);
	compare.now = result.row;
	compare.nows = result.rows;
	if (ok && !pial_correct(&compare, &s->arena, &row, &rows))
		ok = pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	settled->changed = rows > 0;
	if (rows) {
		all = pial_arena_zalloc(&s->arena, s->corrections + rows, sizeof(*all));
		if (s->corrections)
			memcpy(all, s->correction, s->corrections * sizeof(*all));
		memcpy(all + s->corrections, row, rows * sizeof(*all));
		s->correction = all;
		s->corrections += rows;
	}
	free(purchase);
	pial_statement_result_release(&result);
	return ok;
}

/* A settled month, or one before the last of them. */
static bool look_at(struct pial_settling *s, struct pial_month period,
		    const struct pial_table *issued)
{
	bool direct = s->cli->book.model.policy.billing == PIAL_BILLING_DIRECT;
	struct pial_settled *settled = &s->settled[s->settleds];
	struct pial_producer_id waits;
	struct pial_strbuf month;

	settled->period = period;
	pial_table_init(&settled->lines, &pial_schema_lines);
	s->settleds++;
	take_lines(&settled->lines, issued, period);
	if (direct && !settled->lines.count && !draft_quietly(s, period, &settled->lines))
		return false;
	pial_table_sort(&settled->lines, &s->cli->book.model);
	waits = direct ? (struct pial_producer_id){ 0 } : not_issued(s, settled);
	if (!waits.n)
		return correct_month(s, settled) &&
		       pial_settling_value(s, &settled->lines, &settled->fund);
	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, period);
	pial_diag_add(&s->cli->diags, NULL, PIAL_A_STATEMENT_DRAFT, month.text,
		      pial_model_text(&s->cli->book.model, waits.n));
	pial_strbuf_release(&month);
	pial_table_release(&settled->lines);
	s->settleds--;
	return true;
}

/* The first month with lines between the last settled one and this one. */
static bool find_gap(struct pial_settling *s, const struct pial_table *issued)
{
	bool direct = s->cli->book.model.policy.billing == PIAL_BILLING_DIRECT;
	struct pial_month month = { (uint16_t)(s->last.n + 1) };

	for (; month.n < s->period.n && !s->gap.n; month.n++) {
		struct pial_table lines;
		bool ok;

		pial_table_init(&lines, &pial_schema_lines);
		take_lines(&lines, issued, month);
		ok = !direct || lines.count || draft_quietly(s, month, &lines);
		if (lines.count)
			s->gap = month;
		pial_table_release(&lines);
		if (!ok)
			return false;
	}
	return true;
}

bool pial_correcting_read(struct pial_settling *s)
{
	struct pial_month first = first_settled(s), month = first;
	struct pial_table issued;
	bool ok;

	if (!s->last.n)
		return true;
	pial_table_init(&issued, &pial_schema_lines);
	ok = pial_cli_issued(s->cli, first, &issued);
	for (size_t i = 0; i < issued.count; i++) {
		const struct pial_invoice_line *line = pial_table_row(&issued, i);

		if (line->period.n && line->period.n < month.n)
			month = line->period;
	}
	s->settled = pial_calloc((size_t)s->last.n - month.n + 1, sizeof(*s->settled));
	for (; ok && month.n <= s->last.n; month.n++)
		ok = look_at(s, month, &issued);
	ok = ok && find_gap(s, &issued);
	pial_table_release(&issued);
	return ok;
}

/* What the ledger of the fund has already of a month: all, or what one party paid of a fee. */
static bool recorded(const struct pial_settling *s, struct pial_month period,
		     const struct pial_fund_entry *levy, int64_t *cents)
{
	*cents = 0;
	for (size_t i = 0; i < s->fund.table.count; i++) {
		const struct pial_fund_entry *row = pial_table_row(&s->fund.table, i);

		if (row->period.n != period.n || pial_settling_is_left(s, row) ||
		    (row->kind != PIAL_FUND_LEVY && row->kind != PIAL_FUND_SHORTFALL))
			continue;
		if (levy && (row->kind != PIAL_FUND_LEVY || row->party.n != levy->party.n ||
			     row->label.n != levy->label.n))
			continue;
		if (!pial_add(*cents, row->amount.cents, cents))
			return false;
	}
	return true;
}

/* Adds a row to the ledger of the fund, and takes it off what is left of the month. */
static bool add_fund(struct pial_settling *s, struct pial_fund_entry *entry, int64_t *left)
{
	entry->date = pial_month_last(s->period);
	return !entry->amount.cents ||
	       (pial_add(*left, -entry->amount.cents, left) && pial_settling_add_fund(s, entry));
}

static bool is_levy(const struct pial_settling *s, const struct pial_statement_row *row,
		    struct pial_month period)
{
	return pial_statement_part(row) == PIAL_STATEMENT_LEVY &&
	       (row->corrects.n ? row->corrects.n : s->period.n) == period.n;
}

/* Levies of producers, as this month's statements have them; of one name, one row. */
static bool add_levies(struct pial_settling *s, struct pial_month period, int64_t *left)
{
	const struct pial_statement_row *row = (const void *)s->table.row;

	for (size_t i = 0; i < s->table.count; i++) {
		struct pial_fund_entry levy = { .kind = PIAL_FUND_LEVY, .period = period,
						.party = { row[i].producer.n },
						.label = row[i].label };
		bool first = true;

		if (!is_levy(s, &row[i], period))
			continue;
		for (size_t k = 0; k < s->table.count; k++) {
			if (!is_levy(s, &row[k], period) ||
			    row[k].producer.n != row[i].producer.n ||
			    row[k].label.n != row[i].label.n)
				continue;
			first = first && k >= i;
			if (!pial_add(levy.amount.cents, -row[k].amount.cents,
				      &levy.amount.cents))
				return false;
		}
		if (first && !add_fund(s, &levy, left))
			return false;
	}
	return true;
}

/* Fees for the fund that kitchens paid beside prices, less those of the ledger. */
static bool add_kitchens(struct pial_settling *s, struct pial_month period,
			 const struct pial_table *lines, int64_t *left)
{
	const struct pial_invoice_line *line = (const void *)lines->row;

	for (size_t i = 0; i < lines->count; i++) {
		struct pial_fund_entry levy = { .kind = PIAL_FUND_LEVY, .period = period,
						.party = line[i].buyer, .label = line[i].label };
		bool first = line[i].to == PIAL_TO_FUND;
		int64_t before;

		for (size_t k = 0; first && k < lines->count; k++) {
			int64_t net = line[k].kind == PIAL_LINE_CREDIT ? -line[k].net.cents :
									 line[k].net.cents;

			if (line[k].to != PIAL_TO_FUND || line[k].buyer.n != line[i].buyer.n ||
			    line[k].label.n != line[i].label.n)
				continue;
			first = k >= i;
			if (!pial_add(levy.amount.cents, net, &levy.amount.cents))
				return false;
		}
		if (!first)
			continue;
		if (!recorded(s, period, &levy, &before) ||
		    !pial_add(levy.amount.cents, -before, &levy.amount.cents) ||
		    !add_fund(s, &levy, left))
			return false;
	}
	return true;
}

bool pial_settling_fund(struct pial_settling *s, struct pial_month period,
			const struct pial_table *lines, int64_t fund)
{
	struct pial_fund_entry rest = { .kind = PIAL_FUND_SHORTFALL, .period = period };
	int64_t left, before;

	if (!recorded(s, period, NULL, &before) || !pial_add(fund, -before, &left) ||
	    !add_levies(s, period, &left) || !add_kitchens(s, period, lines, &left))
		return false;
	rest.amount.cents = left;
	return add_fund(s, &rest, &left);
}

/* True when a line of a month for the fund is not in its ledger as it stands. */
static bool kitchens_changed(const struct pial_settling *s, const struct pial_settled *settled)
{
	int64_t lines = 0, rows = 0;

	for (size_t i = 0; i < settled->lines.count; i++) {
		const struct pial_invoice_line *line = pial_table_row(&settled->lines, i);

		if (line->to == PIAL_TO_FUND)
			lines += line->kind == PIAL_LINE_CREDIT ? -line->net.cents :
								  line->net.cents;
	}
	for (size_t i = 0; i < s->fund.table.count; i++) {
		const struct pial_fund_entry *row = pial_table_row(&s->fund.table, i);

		if (row->kind == PIAL_FUND_LEVY && row->period.n == settled->period.n &&
		    !pial_settling_is_left(s, row) &&
		    pial_model_kitchen(&s->cli->book.model,
				       (struct pial_kitchen_id){ row->party.n }))
			rows += row->amount.cents;
	}
	return lines != rows;
}

bool pial_correcting_fund(struct pial_settling *s)
{
	for (size_t i = 0; i < s->settleds; i++) {
		struct pial_settled *settled = &s->settled[i];

		/* As with fees: what has not moved is left as it was settled. */
		if (!settled->changed && !kitchens_changed(s, settled))
			continue;
		if (!pial_settling_fund(s, settled->period, &settled->lines, settled->fund))
			return false;
	}
	return true;
}
