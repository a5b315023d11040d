/*
 * pial-invoice purchases: purchase notes and yearly attestations for flat-rate farmers.
 *
 * A group that resells and charges VAT owes its farmers without VAT a note at each payment and an
 * attestation once a year (invoice/refund.h). Both rest on the saved statements and the ledger of
 * payments, as money went; nothing is stored.
 */
#include <string.h>

#include "base/arena.h"
#include "cmd/cli_view.h"
#include "cmd/invoice.h"
#include "cmd/invoice_due.h"
#include "cmd/invoice_statement.h"
#include "invoice/refund.h"
#include "invoice/tax.h"
#include "report/refund_view.h"

#include "base/banned.h"

static const struct pial_option purchases_options[] = {
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

struct attesting {
	struct pial_cli *cli;			/* the run */
	struct pial_owing owing;		/* payments, rates */
	struct pial_table statements;		/* every saved month */
	struct pial_cli_days days;		/* of payment */
	struct pial_arena arena;		/* holds the rows */
	struct pial_refund_paper paper;		/* what is shown */
	bool attestation;			/* of a year; else notes */
};

/* Only who buys, and charges VAT on what it resells, gives a farmer that right. */
static bool check_buyer(struct attesting *a)
{
	const struct pial_model *model = &a->cli->book.model;
	struct pial_text self = { pial_intern_find(&model->pool, "self", strlen("self")) };

	if (model->policy.billing == PIAL_BILLING_RESALE && self.n &&
	    pial_vat_regime_of(model, self) == PIAL_VAT_LIABLE)
		return true;
	return pial_diag_add(&a->cli->diags, NULL, PIAL_E_REFUND_BUYER);
}

static bool make(struct attesting *a, uint32_t only)
{
	struct pial_refund_input input = {
		.model = &a->cli->book.model, .legal = &a->owing.legal.law,
		.row = (const void *)a->statements.row, .rows = a->statements.count,
		.payment = (const void *)a->owing.payments.table.row,
		.payments = a->owing.payments.table.count,
		.first = a->days.first, .last = a->days.last,
	};
	struct pial_refund_row *row;
	size_t rows, kept = 0;

	if (!pial_refund(&input, &a->arena, &row, &rows))
		return pial_diag_add(&a->cli->diags, NULL, PIAL_E_AMOUNT);
	for (size_t i = 0; i < rows; i++)
		if (!only || row[i].producer.n == only)
			row[kept++] = row[i];
	if (!kept)
		pial_diag_add(&a->cli->diags, NULL, PIAL_N_REFUND_NONE);
	a->paper.model = input.model;
	a->paper.row = row;
	a->paper.rows = kept;
	return true;
}

static void put(struct attesting *a)
{
	struct pial_table table;
	struct pial_view view = {
		&table, a->attestation ? pial_refund_attestations_write : pial_refund_notes_write,
		&a->paper, a->attestation ? a->days.last : a->cli->today };

	if (!a->attestation && a->paper.rows)
		view.day = a->paper.row[a->paper.rows - 1].date;
	pial_table_init(&table, &pial_schema_view_refund);
	for (size_t i = 0; i < a->paper.rows; i++)
		pial_table_add(&table, &a->paper.row[i]);
	pial_cli_view(a->cli, &view);
	pial_table_release(&table);
}

/* True for the days of one whole year, which the papers then know. */
static bool is_year(struct attesting *a)
{
	int year, month, day, last;
	bool begins;

	pial_date_parts(a->days.first, &year, &month, &day);
	begins = month == 1 && day == 1;
	pial_date_parts(a->days.last, &last, &month, &day);
	a->paper.year = year;
	return begins && last == year && month == 12 && day == 31;
}

/* The words of the command line. False, said, when they do not go together. */
static bool read_words(struct attesting *a)
{
	struct pial_cli *cli = a->cli;

	a->attestation = cli->operands == 1 && strcmp(cli->operand[0], "attestation") == 0;
	if (cli->operands && !a->attestation) {
		pial_cli_usage(cli, PIAL_N_("unexpected word “%s”"), cli->operand[0]);
		return false;
	}
	if (!pial_cli_view_days(cli, &a->days))
		return false;
	if (!a->days.first.n || !a->days.last.n) {
		pial_cli_usage(cli, PIAL_N_("which payments? Give --period, as in %s"),
			       "--period=2025");
		return false;
	}
	if (is_year(a) || !a->attestation)
		return true;
	pial_cli_usage(cli, PIAL_N_("an attestation is of a whole year: give --period, as in %s"),
		       "--period=2025");
	return false;
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct pial_view_own *own = cli->own;
	struct attesting a = { .cli = cli };
	uint32_t only;

	if (!read_words(&a))
		return PIAL_EXIT_USAGE;
	pial_owing_init(&a.owing, cli);
	pial_arena_init(&a.arena);
	pial_table_init(&a.statements, &pial_schema_statement);
	if (pial_owing_load(&a.owing) && check_buyer(&a) &&
	    pial_cli_party(cli, own->only, &only) &&
	    pial_settled_rows(a.cli, &a.statements) && make(&a, only))
		put(&a);
	pial_table_release(&a.statements);
	pial_arena_release(&a.arena);
	pial_owing_release(&a.owing);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_invoice_purchases = {
	.name = "purchases",
	.operands = PIAL_N_("[attestation]"),
	.help = PIAL_N_("purchase notes and yearly attestations for farmers who charge no VAT"),
	.option = purchases_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
