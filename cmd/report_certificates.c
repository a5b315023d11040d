/*
 * pial-report certificates: who is certified until when, and what runs out.
 */
#include <stddef.h>

#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/certificates_view.h"

#include "base/banned.h"

static const struct pial_option certificates_options[] = {
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* Alerts: what runs out, or ran out, and is followed by nothing. */
static void say(struct pial_cli *cli, const struct pial_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_certificate_row *row = pial_table_row(table, i);
		const char *producer = pial_model_text(&cli->book.model, row->producer.n);

		if (row->state == PIAL_CERTIFICATE_ENDING || row->state == PIAL_CERTIFICATE_ENDED)
			pial_diag_add(&cli->diags, NULL, PIAL_A_CERTIFICATE_ENDS, producer,
				      (int64_t)row->until.n);
	}
}

static void put(struct pial_cli *cli, struct pial_producer_id only)
{
	struct pial_table table;
	const struct pial_certificates_paper paper = { &cli->book.model, &table, cli->today };
	const struct pial_view view = { &table, pial_certificates_view_write, &paper, cli->today };

	pial_table_init(&table, &pial_schema_view_certificates);
	pial_certificates_view_make(&table, &cli->book.model, cli->today, only);
	pial_cli_view(cli, &view);
	say(cli, &table);
	pial_table_release(&table);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct pial_view_own *own = cli->own;
	struct pial_producer_id only;
	size_t width;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	if (pial_cli_book(cli) && pial_cli_party(cli, own->only, &only.n))
		put(cli, only);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_certificates = {
	.name = "certificates",
	.operands = "",
	.help = PIAL_N_("who is certified until when, and what runs out"),
	.option = certificates_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
