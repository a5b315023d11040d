/*
 * pial-invoice draft: deliveries as invoice lines, numbered nowhere, saved nowhere.
 *
 * With --period and no table given, the deliveries of the month come from the book; a month is
 * said by the days, never by the weeks, so that a week astride two months is drafted twice,
 * each day once. --explain is text, whatever the format: it answers a question, and no program
 * reads it.
 */
#include "cmd/cli_corrected.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_lines.h"
#include "cmd/invoice.h"
#include "report/draft_explain.h"
#include "report/draft_text.h"

#include "base/banned.h"

struct own {
	struct pial_month period;	/* --period; none: every day given */
	bool explain;			/* --explain */
};

static const struct pial_option draft_options[] = {
	{ 'p', "period", PIAL_OPTION_MONTH, offsetof(struct own, period), PIAL_N_("MONTH"),
	  PIAL_N_("only the deliveries of a month; without a table, those of the book") },
	{ 'e', "explain", PIAL_OPTION_FLAG, offsetof(struct own, explain), NULL,
	  PIAL_N_("say, for each line, where its price comes from and what is inside") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static void put(struct pial_cli *cli, const struct pial_table *lines)
{
	const struct own *own = cli->own;

	if (own->explain)
		pial_draft_explain(&cli->out, &cli->book.model, (const void *)lines->row,
				   lines->count, pial_cli_document_lang(cli));
	else if (cli->format != PIAL_FORMAT_TEXT)
		pial_cli_table(cli, lines);
	else if (!pial_draft_text(&cli->out, &cli->book.model, (const void *)lines->row,
				  lines->count, pial_cli_document_lang(cli)))
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
}

static enum pial_exit put_lines(struct pial_cli *cli, const struct pial_table *deliveries)
{
	const struct own *own = cli->own;
	struct pial_table lines;

	pial_table_init(&lines, &pial_schema_lines);
	if (pial_cli_draft(cli, deliveries, own->period, &lines))
		put(cli, &lines);
	pial_table_release(&lines);
	return pial_cli_result(cli, false);
}

/* The deliveries of a week of the book that has no saved ones; without an allocation, refused. */
static bool join_week(struct pial_cli *cli, struct pial_week week, struct pial_table *deliveries)
{
	enum pial_allocated state;

	return pial_week_deliveries(&cli->book, week, cli->today, deliveries, &state,
				    &cli->diags) &&
	       pial_cli_allocated(cli, week, state);
}

static bool read_given(struct pial_cli *cli, struct pial_table *deliveries, enum pial_exit *code)
{
	struct pial_week week, named;
	bool exists, ok;

	if (!pial_cli_moving(cli, deliveries, &week, &exists, code))
		return false;
	if (!exists)
		ok = join_week(cli, week, deliveries);
	else if (cli->operands && pial_cli_week(cli, cli->operand[0], &named))
		ok = pial_week_corrected(&cli->book, week, cli->today, deliveries, &cli->diags);
	else
		ok = true;
	if (ok)
		return true;
	*code = pial_cli_result(cli, false);
	return false;
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_table deliveries;
	enum pial_exit code;
	bool ok;

	pial_table_init(&deliveries, &pial_schema_deliveries);
	if (own->period.n && !cli->operands) {
		ok = pial_cli_book(cli) &&
		     pial_month_deliveries(&cli->book, own->period, cli->today, &deliveries,
					   &cli->diags);
		code = pial_cli_result(cli, false);
	} else {
		ok = read_given(cli, &deliveries, &code);
	}
	if (ok) {
		pial_cli_dropped(cli, &deliveries);
		code = put_lines(cli, &deliveries);
	}
	pial_table_release(&deliveries);
	return code;
}

const struct pial_verb pial_verb_invoice_draft = {
	.name = "draft",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("what would be invoiced, line by line; writes nothing to the book"),
	.option = draft_options,
	.own_size = sizeof(struct own),
	.run = run,
};
