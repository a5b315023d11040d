/*
 * pial-invoice fund: the shared fund, its movements and what is in it.
 *
 * Levies, advances and shortfalls are recorded by the verbs that make them; here come grants and
 * expenses. The same words on the same day are the same movement.
 */
#include <string.h>

#include "cmd/invoice.h"
#include "cmd/invoice_cash.h"
#include "model/cash.h"
#include "report/cash_view.h"

#include "base/banned.h"

struct own {
	struct pial_date date;	/* --date; none: today */
	const char *party;	/* --party; NULL: nobody in particular */
};

static const struct pial_option fund_options[] = {
	{ 0, "date", PIAL_OPTION_DATE, offsetof(struct own, date), PIAL_N_("DATE"),
	  PIAL_N_("day of the event; else today") },
	{ 0, "party", PIAL_OPTION_TEXT, offsetof(struct own, party), PIAL_N_("ID"),
	  PIAL_N_("who pays or is paid") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static void put_view(struct pial_cli *cli, const struct pial_cash *fund)
{
	struct pial_table view;

	pial_table_init(&view, &pial_schema_view_fund);
	if (pial_fund_view_make(&view, (const void *)fund->table.row, fund->table.count))
		pial_cli_table(cli, &view);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	pial_table_release(&view);
}

static bool known(const struct pial_cash *fund, const struct pial_fund_entry *entry)
{
	for (size_t i = 0; i < fund->table.count; i++) {
		const struct pial_fund_entry *row = pial_table_row(&fund->table, i);

		if (row->kind == entry->kind && row->date.n == entry->date.n &&
		    row->party.n == entry->party.n && row->label.n == entry->label.n &&
		    row->amount.cents == entry->amount.cents)
			return true;
	}
	return false;
}

/* Words to an entry; an expense is typed as people say it, and goes out. */
static struct pial_fund_entry *read_words(struct pial_cli *cli, struct pial_typed_row *typed)
{
	const struct own *own = cli->own;
	struct pial_fund_entry *entry;

	pial_typed_date(typed, "date", pial_date_is_none(own->date) ? cli->today : own->date);
	pial_typed_put(typed, "kind", cli->operand[0]);
	pial_typed_put(typed, "amount", cli->operand[1]);
	pial_typed_put(typed, "label", cli->operand[2]);
	pial_typed_put(typed, "party", own->party);
	entry = pial_typed_read(typed, cli);
	if (entry && entry->amount.cents <= 0)
		pial_diag_add(&cli->diags, NULL, PIAL_E_POSITIVE, "montant", "amount");
	if (!entry || entry->amount.cents <= 0)
		return NULL;
	if (entry->kind == PIAL_FUND_EXPENSE)
		entry->amount.cents = -entry->amount.cents;
	return entry;
}

static enum pial_exit record(struct pial_cli *cli, struct pial_cash *fund)
{
	const struct pial_cash *const cash[] = { fund };
	struct pial_typed_row typed;
	struct pial_fund_entry *entry;
	enum pial_exit code = PIAL_EXIT_DONE;

	if (strcmp(cli->operand[0], "grant") != 0 && strcmp(cli->operand[0], "expense") != 0)
		return pial_cli_usage(cli, PIAL_N_("“%s” is neither grant nor expense; other verbs "
						   "record the rest"), cli->operand[0]);
	pial_typed_init(&typed, &pial_schema_fund);
	entry = read_words(cli, &typed);
	if (entry && known(fund, entry)) {
		pial_diag_add(&cli->diags, NULL, PIAL_N_CASH_KNOWN, cli->operand[2]);
	} else if (entry && pial_cash_add(fund, &cli->book.model, entry)) {
		code = pial_cash_commit(cli, cash, 1);
		entry->line = (uint32_t)fund->table.count + 2;
		pial_table_add(&fund->table, entry);
	}
	if (entry && code == PIAL_EXIT_DONE) {
		put_view(cli, fund);
		code = pial_cli_result(cli, false);
	} else if (!entry) {
		code = pial_cli_result(cli, false);
	}
	pial_typed_release(&typed);
	return code;
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_cash fund;
	enum pial_exit code;

	if (cli->operands && cli->operands != 3)
		return pial_cli_usage(cli, PIAL_N_("“grant” or “expense”, an amount and a label "
						   "are needed, or nothing"));
	pial_cash_init(&fund, &pial_schema_fund);
	if (!pial_cli_book(cli) || !pial_cash_read(&fund, &cli->book, &cli->diags)) {
		code = pial_cli_result(cli, false);
	} else if (cli->operands) {
		code = record(cli, &fund);
	} else {
		put_view(cli, &fund);
		code = pial_cli_result(cli, false);
	}
	pial_cash_release(&fund);
	return code;
}

const struct pial_verb pial_verb_invoice_fund = {
	.name = "fund",
	.operands = PIAL_N_("[grant|expense AMOUNT LABEL]"),
	.help = PIAL_N_("the shared fund: record a grant or an expense, or see what is in it"),
	.option = fund_options,
	.own_size = sizeof(struct own),
	.any_operand = true,
	.writes = true,
	.run = run,
};
