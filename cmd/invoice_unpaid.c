/*
 * pial-invoice unpaid: what is still to be received and paid today, with what lateness costs.
 *
 * Registers say what was invoiced, saved statements what is owed to producers, the ledger of
 * payments what was paid of either. What a kitchen paid ahead is owed to it, once producers have
 * given it back, until an invoice deducts it.
 */
#include <string.h>

#include "book/path.h"
#include "cmd/cli_view.h"
#include "cmd/invoice.h"
#include "cmd/invoice_due.h"
#include "invoice/kept.h"
#include "report/due_view.h"

#include "base/banned.h"

static const struct pial_option unpaid_options[] = {
	PIAL_VIEW_FOR, PIAL_VIEW_WIDTH, { 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static bool add_documents(struct pial_owing *o, struct pial_table *view, uint32_t only)
{
	bool late = false;

	for (size_t i = 0; i < o->entries; i++) {
		const struct pial_register_entry *entry = o->entry[i];
		struct pial_due due;

		if (only && entry->seller.n != only && entry->buyer.n != only)
			continue;
		if (!pial_owing_of(o, entry, o->cli->today, &due))
			return false;
		/*
		 * A credit note lowers its invoice: only what that one does not take is owed. What
		 * the group bought is paid by the producer's statement, which takes the service.
		 */
		if (pial_invoice_is_credit(entry->kind) || pial_invoice_is_self(entry->kind) ||
		    pial_kept_is_document(&o->cli->book.model, entry))
			continue;
		late = late || due.late > 0;
		pial_due_view_add(view, entry, &due);
	}
	if (late)
		pial_diag_add(&o->cli->diags, NULL, PIAL_A_UNPAID_LATE);
	return true;
}

/* The statements of one month that are not paid. */
static bool add_month(struct pial_owing *o, struct pial_table *view, uint32_t only,
		      struct pial_month period)
{
	const struct pial_statement_row *row;
	struct pial_table table;
	bool exists, ok;

	pial_table_init(&table, &pial_schema_statement);
	ok = pial_owing_statements(o, period, &table, &exists);
	row = (const void *)table.row;
	for (size_t from = 0, end; ok && from < table.count; from = end) {
		struct pial_statement_sum sum;

		for (end = from + 1; end < table.count; end++)
			if (row[end].producer.n != row[from].producer.n)
				break;
		ok = pial_statement_add_up(row + from, end - from, &sum) ||
		     pial_diag_add(&o->cli->diags, NULL, PIAL_E_AMOUNT);
		if (ok && (!only || row[from].producer.n == only))
			pial_due_view_statement(view, row[from].producer, period, sum.net,
						pial_owing_paid(o, row[from].producer, period));
	}
	pial_table_release(&table);
	return ok;
}

static bool add_statements(struct pial_owing *o, struct pial_table *view, uint32_t only)
{
	size_t names;
	const char **name = pial_book_list(&o->cli->book, "statements", ".csv", &names);

	for (size_t i = 0; i < names; i++) {
		struct pial_month month;

		if (pial_month_parse(name[i], strcspn(name[i], "."), &month) == PIAL_DATE_OK &&
		    !add_month(o, view, only, month))
			return false;
	}
	return true;
}

/* What kitchens paid ahead, was kept of producers, and is on no invoice yet. */
static bool add_prepaid(struct pial_owing *o, struct pial_table *view, uint32_t only)
{
	struct pial_cli *cli = o->cli;
	struct pial_prepay_input input = { .model = &cli->book.model, .document = o->entry,
					   .documents = o->entries };
	struct pial_prepaid *list;
	struct pial_cash advances;
	size_t count = 0;
	bool ok;

	pial_cash_init(&advances, &pial_schema_advances);
	ok = pial_cash_read(&advances, &cli->book, &cli->diags);
	input.self.n = pial_intern_find(&cli->book.model.pool, "self", strlen("self"));
	input.advance = (const void *)advances.table.row;
	input.advances = advances.table.count;
	if (ok && !pial_prepaid_list(&input, &cli->book.model.arena, &list, &count))
		ok = pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	for (size_t i = 0; ok && i < count; i++)
		if (!only || list[i].seller.n == only || list[i].buyer.n == only)
			pial_due_view_prepaid(view, &list[i]);
	pial_cash_release(&advances);
	return ok;
}

/* The table, for the program that reads it, when no format is said; a page when one is. */
static void put(struct pial_cli *cli, const struct pial_table *table)
{
	const struct pial_due_paper data = { &cli->book.model, table, cli->today };
	const struct pial_view view = { table, pial_due_view_write, &data, cli->today };

	if (cli->format == PIAL_FORMAT_DEFAULT)
		pial_cli_table(cli, table);
	else
		pial_cli_view(cli, &view);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct pial_view_own *own = cli->own;
	struct pial_table view;
	struct pial_owing o;
	uint32_t only;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("unexpected word “%s”"), cli->operand[0]);
	pial_owing_init(&o, cli);
	pial_table_init(&view, &pial_schema_view_due);
	if (pial_owing_load(&o) && pial_cli_party(cli, own->only, &only) &&
	    add_documents(&o, &view, only) && add_statements(&o, &view, only) &&
	    add_prepaid(&o, &view, only)) {
		pial_table_sort(&view, &cli->book.model);
		put(cli, &view);
	}
	pial_table_release(&view);
	pial_owing_release(&o);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_invoice_unpaid = {
	.name = "unpaid",
	.operands = "",
	.help = PIAL_N_("what is still to be received and paid, with late interest"),
	.option = unpaid_options,
	.own_size = sizeof(struct pial_view_own),
	.view = true,
	.run = run,
};
