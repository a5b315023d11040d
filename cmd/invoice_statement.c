/*
 * pial-invoice statement: what each producer is owed for a month, and why.
 *
 * A document to be sent is the default; the table for who reckons on. Sales are the lines given, or
 * what the book has of the month (cmd/cli_lines.h), so that a statement and the invoices of its
 * month say the same.
 *
 * --save settles the month: statements/MONTH.csv, what was kept of advances and what went into the
 * fund, in one commit. From then on the month's statements are those that were saved, whatever
 * comes later, since they were sent and paid; one below 0 is carried to the next month's. Under a
 * mandate the invoices of the service that they keep are issued then (cmd/invoice_kept.h).
 */
#include <stdlib.h>

#include "cmd/cli_deliveries.h"
#include "cmd/cli_lines.h"
#include "cmd/cli_paper.h"
#include "cmd/invoice.h"
#include "cmd/invoice_cash.h"
#include "cmd/invoice_kept.h"
#include "cmd/invoice_statement.h"
#include "invoice/advances.h"
#include "report/statement_paper.h"

#include "base/banned.h"

struct own {
	struct pial_month period;	/* --period; none: that of the lines given */
	const char *only;		/* --for; NULL: all producers */
	bool no_pdf;			/* --no-pdf */
};

static const struct pial_option statement_options[] = {
	{ 'p', "period", PIAL_OPTION_MONTH, offsetof(struct own, period), PIAL_N_("MONTH"),
	  PIAL_N_("the month stated; without a table, what the book has of it") },
	{ 'f', "for", PIAL_OPTION_TEXT, offsetof(struct own, only), PIAL_N_("ID"),
	  PIAL_N_("only this producer") },
	{ 0, "no-pdf", PIAL_OPTION_FLAG, offsetof(struct own, no_pdf), NULL,
	  PIAL_N_("with --save, make no PDF of the service's invoices") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static void put_paper(const struct pial_settling *s, const struct pial_statement_row *row,
		      size_t rows)
{
	struct pial_paper paper;

	pial_paper_init(&paper, pial_cli_document_lang(s->cli));
	if (pial_statement_paper(&paper, &s->cli->book.model, row, rows, s->open, s->opens))
		pial_cli_paper(s->cli, &paper,
			       rows ? pial_month_last(row[0].period) : s->cli->today,
			       PIAL_STATEMENT_WIDTH);
	else
		pial_diag_add(&s->cli->diags, NULL, PIAL_E_AMOUNT);
	pial_paper_release(&paper);
}

/* Puts out the rows of the table, all or those of one producer. */
static void put(struct pial_settling *s, uint32_t producer)
{
	struct pial_table *table = &s->table;

	if (producer)
		pial_settling_only(s, producer);
	if (pial_cli_is_paper(s->cli))
		put_paper(s, (const void *)table->row, table->count);
	else
		pial_cli_table(s->cli, table);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_settling s;
	enum pial_exit code;
	uint32_t producer;

	if (cli->save && (cli->operands || !own->period.n || own->only))
		return pial_cli_usage(cli, PIAL_N_("--save settles the whole month of the book: "
						   "give --period, no table and no --for"));
	pial_settling_init(&s, cli);
	s.before = pial_keeping_try;
	if (pial_settling_find(&s, own->period, &code)) {
		bool ok = !cli->save || pial_keeping_issue(&s, own->no_pdf);

		if (ok && pial_cli_party(cli, own->only, &producer))
			put(&s, producer);
		code = pial_cli_result(cli, false);
	} else if (code == PIAL_EXIT_DATA) {
		code = pial_cli_result(cli, false);
	}
	pial_settling_release(&s);
	return code;
}

const struct pial_verb pial_verb_invoice_statement = {
	.name = "statement",
	.operands = PIAL_N_("[FILE | -]"),
	.help = PIAL_N_("what each producer is owed for a month: sales, service, levy, advance, "
			"net"),
	.option = statement_options,
	.own_size = sizeof(struct own),
	.run = run,
	.saves = true,
	.paper = true,
};
