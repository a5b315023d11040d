/*
 * pial-invoice statement: what each producer is owed for a month, and why.
 *
 * A document to be sent is the default; the table for who reckons on. Sales are the lines given, or
 * what the book has of the month (cmd/cli_lines.h), so that a statement and the invoices of its
 * month say the same.
 */
#include <stdlib.h>

#include "cmd/cli_deliveries.h"
#include "cmd/cli_lines.h"
#include "cmd/cli_paper.h"
#include "cmd/invoice.h"
#include "invoice/statement.h"
#include "report/statement_paper.h"

#include "base/banned.h"

struct own {
	struct pial_month period;	/* --period; none: that of the lines given */
	const char *only;		/* --for; NULL: all producers */
};

static const struct pial_option statement_options[] = {
	{ 'p', "period", PIAL_OPTION_MONTH, offsetof(struct own, period), PIAL_N_("MONTH"),
	  PIAL_N_("the month stated; without a table, what the book has of it") },
	{ 'f', "for", PIAL_OPTION_TEXT, offsetof(struct own, only), PIAL_N_("ID"),
	  PIAL_N_("only this producer") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* Keeps the rows of the producer asked for. */
static void keep_producer(struct pial_statement_result *result, uint32_t id)
{
	size_t kept = 0;

	for (size_t i = 0; i < result->rows; i++)
		if (result->row[i].producer.n == id)
			result->row[kept++] = result->row[i];
	result->rows = kept;
}

static void put_table(struct pial_cli *cli, const struct pial_statement_result *result)
{
	struct pial_table table;

	pial_table_init(&table, &pial_schema_statement);
	for (size_t i = 0; i < result->rows; i++)
		pial_table_add(&table, &result->row[i]);
	pial_table_sort(&table, &cli->book.model);
	pial_cli_table(cli, &table);
	pial_table_release(&table);
}

static void put_paper(struct pial_cli *cli, const struct pial_statement_result *result)
{
	struct pial_paper paper;

	pial_paper_init(&paper, pial_cli_document_lang(cli));
	if (pial_statement_paper(&paper, &cli->book.model, result->row, result->rows, NULL, 0))
		pial_cli_paper(cli, &paper,
			       result->rows ? pial_month_last(result->row[0].period) : cli->today,
			       PIAL_STATEMENT_WIDTH);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	pial_paper_release(&paper);
}

/* The month of the lines given: that of the first, when none is asked for. */
static struct pial_month month_of(const struct own *own, const struct pial_table *lines)
{
	const struct pial_invoice_line *first = lines->count ? pial_table_row(lines, 0) : NULL;

	if (own->period.n || !first)
		return own->period;
	return first->period;
}

static void state(struct pial_cli *cli, const struct pial_table *lines, uint32_t producer)
{
	struct pial_statement_input input = {
		.model = &cli->book.model, .line = (const void *)lines->row,
		.lines = lines->count, .period = month_of(cli->own, lines),
	};
	struct pial_statement_result result;
	struct pial_purchase *purchase = NULL;

	pial_statement_result_init(&result);
	if (pial_week_purchases(&cli->book, lines, &purchase, &input.purchases, &cli->diags)) {
		input.purchase = purchase;
		if (pial_statement(&input, &result, &cli->diags)) {
			if (producer)
				keep_producer(&result, producer);
			if (pial_cli_is_paper(cli))
				put_paper(cli, &result);
			else
				put_table(cli, &result);
		}
	}
	free(purchase);
	pial_statement_result_release(&result);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_table lines;
	enum pial_exit code;
	uint32_t producer;

	pial_table_init(&lines, &pial_schema_lines);
	if (pial_cli_lines(cli, own->period, &lines, &code)) {
		if (pial_cli_party(cli, own->only, &producer))
			state(cli, &lines, producer);
		code = pial_cli_result(cli, false);
	}
	pial_table_release(&lines);
	return code;
}

const struct pial_verb pial_verb_invoice_statement = {
	.name = "statement",
	.operands = PIAL_N_("[FILE | -]"),
	.help = PIAL_N_("what each producer is owed for a month: sales, service, levy, advance, net"),
	.option = statement_options,
	.own_size = sizeof(struct own),
	.run = run,
	.paper = true,
};
