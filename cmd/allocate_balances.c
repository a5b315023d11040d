/*
 * pial-allocate balances: who is owed what, in the product's unit, in kilograms and in euros.
 *
 * Of a week: its lines, as the ledger has them or, while it is open, as it would be closed now.
 * Without a week: the latest line of each party and product, whatever week says it. It stands
 * beside the allocation, and not among the reports, because what it shows is what the next
 * allocation begins with.
 */
#include "cmd/allocate.h"
#include "cmd/cli_before.h"
#include "cmd/cli_deliveries.h"
#include "report/balances_view.h"

#include "base/banned.h"

/* Those of one side who are owed some or are ahead; returns how many are even. */
static size_t put_side(struct pial_cli *cli, const struct pial_table *view, enum pial_side side,
		       const char *title)
{
	struct pial_table owed;
	size_t even = 0;

	pial_table_init(&owed, &pial_schema_view_owed);
	for (size_t i = 0; i < view->count; i++) {
		const struct pial_balance_line *line = pial_table_row(view, i);

		if (line->side != side)
			continue;
		if (line->account.milli)
			pial_table_add(&owed, line);
		else
			even++;
	}
	if (owed.count) {
		pial_strbuf_addf(&cli->out, "%s\n\n",
				 pial_tr(pial_cli_document_lang(cli), title));
		pial_cli_table(cli, &owed);
		pial_strbuf_addch(&cli->out, '\n');
	}
	pial_table_release(&owed);
	return even;
}

/* To read aloud: growers first, and only what is not even. */
static void put_text(struct pial_cli *cli, const struct pial_table *view)
{
	size_t even = put_side(cli, view, PIAL_SIDE_PRODUCER,
			       PIAL_N_("Producers: above 0 they are owed sales")) +
		      put_side(cli, view, PIAL_SIDE_KITCHEN,
			       PIAL_N_("Kitchens: above 0 they are owed deliveries"));

	pial_strbuf_addf(&cli->out,
			 pial_tr(pial_cli_document_lang(cli), PIAL_N_("Accounts at 0: %zu\n")),
			 even);
}

static void put(struct pial_cli *cli, const struct pial_balance *row, size_t rows)
{
	struct pial_table view;

	pial_table_init(&view, &pial_schema_view_balances);
	view.model = &cli->book.model;
	pial_balances_view_make(&view, &cli->book.model, row, rows);
	if (cli->format == PIAL_FORMAT_TEXT)
		put_text(cli, &view);
	else
		pial_cli_table(cli, &view);
	pial_table_release(&view);
}

static void put_latest(struct pial_cli *cli, struct pial_before *before)
{
	if (!pial_before_load(before, (struct pial_week){ UINT16_MAX }, &cli->diags))
		return;
	pial_before_say_open(before, &cli->diags);
	put(cli, before->accounts.row, before->accounts.rows);
}

/* The week must hold a whole allocation, or be entered. */
static bool is_whole(struct pial_cli *cli, const struct pial_before_week *one)
{
	const struct pial_table *allocation = &one->past.allocation;
	enum pial_allocated state;

	return pial_week_allocated(&cli->book, one->week, allocation, allocation->file != NULL,
				   &state, &cli->diags) &&
	       pial_cli_allocated(cli, one->week, state);
}

static void put_week(struct pial_cli *cli, struct pial_before *before,
		     struct pial_before_week *one)
{
	if (!pial_before_load(before, one->week, &cli->diags) ||
	    !pial_before_read(before, one, &cli->diags))
		return;
	if (one->status.state == PIAL_WEEK_CLOSED && one->entries) {
		put(cli, one->entered, one->entries);
		return;
	}
	if (!is_whole(cli, one) || !pial_before_count(before, one, &cli->diags))
		return;
	pial_before_say_open(before, &cli->diags);
	put(cli, one->row, one->rows);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_before_week one;
	struct pial_before before;
	struct pial_week week = { 0 };

	if (cli->operands && !pial_cli_week_operand(cli, &week))
		return PIAL_EXIT_USAGE;
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	pial_before_init(&before, &cli->book);
	pial_before_week_init(&one, week);
	if (pial_week_is_none(week))
		put_latest(cli, &before);
	else
		put_week(cli, &before, &one);
	pial_before_week_release(&one);
	pial_before_release(&before);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_allocate_balances = {
	.name = "balances",
	.operands = PIAL_N_("[WEEK]"),
	.help = PIAL_N_("print who is owed what from the weeks before"),
	.run = run,
};
