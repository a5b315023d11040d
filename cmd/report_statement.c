/*
 * pial-report statement: the month of a producer, as pial-invoice statement makes it.
 *
 * The same rows and the same paper, in every format of a view; what settles a month stays with
 * pial-invoice.
 */
#include <stddef.h>

#include "cmd/cli_view.h"
#include "cmd/invoice_statement.h"
#include "cmd/report.h"
#include "report/statement_paper.h"

#include "base/banned.h"

struct own {
	struct pial_view_own view;	/* --for, --width */
	struct pial_month period;	/* --period; none: that of the lines given */
};

static const struct pial_option statement_options[] = {
	{ 'p', "period", PIAL_OPTION_MONTH, offsetof(struct own, period), PIAL_N_("MONTH"),
	  PIAL_N_("the month stated; without a table, what the book has of it") },
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static void write_paper(struct pial_paper *paper, const void *data)
{
	const struct pial_settling *s = data;

	/* Its sums were made before: they fit. */
	if (!pial_statement_paper(paper, &s->cli->book.model, (const void *)s->table.row,
				  s->table.count, s->open, s->opens))
		pial_diag_add(&s->cli->diags, NULL, PIAL_E_AMOUNT);
}

static void put(struct pial_settling *s)
{
	const struct pial_view_own *own = s->cli->own;
	const struct pial_view view = { &s->table, write_paper, s, pial_month_last(s->period) };
	uint32_t producer;

	if (!pial_cli_party(s->cli, own->only, &producer))
		return;
	if (producer)
		pial_settling_only(s, producer);
	pial_cli_view(s->cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_settling s;
	enum pial_exit code;
	size_t width;

	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	pial_settling_init(&s, cli);
	if (pial_settling_find(&s, own->period, &code)) {
		put(&s);
		code = pial_cli_result(cli, false);
	} else if (code == PIAL_EXIT_DATA) {
		code = pial_cli_result(cli, false);
	}
	pial_settling_release(&s);
	return code;
}

const struct pial_verb pial_verb_report_statement = {
	.name = "statement",
	.operands = PIAL_N_("[FILE | -]"),
	.help = PIAL_N_("a producer's month, from the same lines as its invoices"),
	.option = statement_options,
	.own_size = sizeof(struct own),
	.run = run,
	.view = true,
};
