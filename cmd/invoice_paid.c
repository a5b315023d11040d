/*
 * pial-invoice paid: a payment received for an invoice, or made for a statement or a credit note.
 *
 * Without an amount it is what is left. The same payment of the same day is recorded once; the
 * bank's reference tells two apart. More than what is left is refused: it is another invoice's
 * payment, or a slip.
 */
#include <string.h>

#include "cmd/invoice.h"
#include "cmd/invoice_cash.h"
#include "cmd/invoice_document.h"
#include "cmd/invoice_due.h"
#include "invoice/kept.h"

#include "base/banned.h"

struct own {
	struct pial_date date;		/* --date; none: today */
	struct pial_month period;	/* --period, of a statement */
	const char *seller, *reference;	/* as typed; NULL: not said */
};

static const struct pial_option paid_options[] = {
	{ 0, "date", PIAL_OPTION_DATE, offsetof(struct own, date), PIAL_N_("DATE"),
	  PIAL_N_("day of the event; else today") },
	{ 'p', "period", PIAL_OPTION_MONTH, offsetof(struct own, period), PIAL_N_("MONTH"),
	  PIAL_N_("the month of a producer's statement that is paid") },
	{ 0, "seller", PIAL_OPTION_TEXT, offsetof(struct own, seller), PIAL_N_("ID"),
	  PIAL_N_("of the invoice, when several sellers have that number") },
	{ 0, "reference", PIAL_OPTION_TEXT, offsetof(struct own, reference), PIAL_N_("TEXT"),
	  PIAL_N_("of the bank; tells two payments of one day apart") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

struct paying {
	struct pial_cli *cli;		/* the run */
	struct pial_owing owing;	/* registers, payments */
	struct pial_typed_row typed;	/* the payment */
	struct pial_money left;		/* of the document, before it */
	const char *what;		/* the document, as people call it */
};

static const char *text_of(const struct paying *p, uint32_t n)
{
	return pial_model_text(&p->cli->book.model, n);
}

/* True when a payment of the ledger is the one that is typed. */
static bool same_payment(const struct pial_payment *a, const struct pial_payment *b)
{
	return a->kind == b->kind && a->date.n == b->date.n && a->party.n == b->party.n &&
	       a->seller.n == b->seller.n && a->invoice.n == b->invoice.n &&
	       a->period.n == b->period.n && a->reference.n == b->reference.n;
}

/* Puts an amount into the row: the one typed, or what is left. */
static void put_amount(struct paying *p)
{
	struct pial_strbuf text;

	if (p->cli->operands > 1) {
		pial_typed_put(&p->typed, "amount", p->cli->operand[1]);
		return;
	}
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_decimal_format(&text, p->left.cents, 2, 2, '.');
	pial_typed_put(&p->typed, "amount", text.text);
	pial_strbuf_release(&text);
}

static enum pial_exit put_row(struct paying *p, const struct pial_payment *row)
{
	struct pial_table table;

	pial_table_init(&table, &pial_schema_payments);
	pial_table_add(&table, row);
	pial_cli_table(p->cli, &table);
	pial_table_release(&table);
	return pial_cli_result(p->cli, false);
}

static enum pial_exit record(struct paying *p)
{
	const struct own *own = p->cli->own;
	struct pial_cash *payments = &p->owing.payments;
	const struct pial_cash *const cash[] = { payments };
	struct pial_payment *row;
	enum pial_exit code;

	pial_typed_date(&p->typed, "date",
			pial_date_is_none(own->date) ? p->cli->today : own->date);
	pial_typed_put(&p->typed, "reference", own->reference);
	/* A payment that settled the document is typed again without an amount. */
	if (p->cli->operands > 1 || p->left.cents > 0)
		put_amount(p);
	else
		pial_typed_put(&p->typed, "amount", "0.01");
	row = pial_typed_read(&p->typed, p->cli);
	if (!row)
		return pial_cli_result(p->cli, false);
	for (size_t i = 0; i < payments->table.count; i++) {
		const struct pial_payment *known = pial_table_row(&payments->table, i);

		if (same_payment(known, row) &&
		    (p->cli->operands < 2 || known->amount.cents == row->amount.cents)) {
			pial_diag_add(&p->cli->diags, NULL, PIAL_N_CASH_KNOWN, p->what);
			return put_row(p, known);
		}
		if (same_payment(known, row)) {
			pial_diag_add(&p->cli->diags, NULL, PIAL_E_PAID_TWICE, p->what,
				      known->amount.cents);
			return pial_cli_result(p->cli, false);
		}
	}
	if (row->amount.cents > p->left.cents) {
		pial_diag_add(&p->cli->diags, NULL, PIAL_E_PAID_ABOVE, p->what,
			      row->amount.cents, p->left.cents);
		return pial_cli_result(p->cli, false);
	}
	if (!pial_cash_add(payments, &p->cli->book.model, row)) {
		pial_diag_add(&p->cli->diags, NULL, PIAL_E_AMOUNT);
		return pial_cli_result(p->cli, false);
	}
	code = pial_cash_commit(p->cli, cash, 1);
	return code == PIAL_EXIT_DONE ? put_row(p, row) : code;
}

/* A payment of a producer's saved statement. */
static enum pial_exit pay_statement(struct paying *p, struct pial_producer_id producer)
{
	const struct own *own = p->cli->own;
	struct pial_statement_sum sum = { .net = { 0 } };
	const struct pial_statement_row *row;
	size_t from = 0, end;
	struct pial_strbuf month;
	struct pial_table table;
	bool exists, ok;

	if (!own->period.n)
		return pial_cli_usage(p->cli, PIAL_N_("which statement of “%s”? give --period"),
				      p->what);
	pial_table_init(&table, &pial_schema_statement);
	ok = pial_owing_statements(&p->owing, own->period, &table, &exists);
	row = (const void *)table.row;
	while (from < table.count && row[from].producer.n != producer.n)
		from++;
	for (end = from; end < table.count && row[end].producer.n == producer.n;)
		end++;
	ok = ok && (from < end || pial_diag_add(&p->cli->diags, NULL, PIAL_E_PAID_STATEMENT,
						p->what)) &&
	     (pial_statement_add_up(row + from, end - from, &sum) ||
	      pial_diag_add(&p->cli->diags, NULL, PIAL_E_AMOUNT));
	pial_table_release(&table);
	if (!ok)
		return pial_cli_result(p->cli, false);
	p->left.cents = sum.net.cents -
			pial_owing_paid(&p->owing, producer, own->period).cents;
	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, own->period);
	pial_typed_put(&p->typed, "kind", "statement");
	pial_typed_put(&p->typed, "party", p->what);
	pial_typed_put(&p->typed, "period", month.text);
	pial_strbuf_release(&month);
	return record(p);
}

static enum pial_exit pay_document(struct paying *p, const struct pial_register_entry *entry)
{
	struct pial_due due;

	/* All that is recorded counts: a payment dated tomorrow is not to be taken twice. */
	if (!pial_owing_of(&p->owing, entry, (struct pial_date){ 0 }, &due))
		return pial_cli_result(p->cli, false);
	p->left = due.left;
	pial_typed_put(&p->typed, "kind",
		       pial_invoice_is_credit(entry->kind) ? "refund" : "received");
	pial_typed_put(&p->typed, "party", text_of(p, entry->buyer.n));
	pial_typed_put(&p->typed, "seller", text_of(p, entry->seller.n));
	pial_typed_put(&p->typed, "invoice", text_of(p, entry->number.n));
	return record(p);
}

static enum pial_exit pay(struct paying *p)
{
	const struct own *own = p->cli->own;
	const struct pial_model *model = &p->cli->book.model;
	uint32_t id = pial_intern_find(&model->pool, p->what, strlen(p->what));
	const struct pial_register_entry *entry;

	if (id && pial_model_producer(model, (struct pial_producer_id){ id }))
		return pay_statement(p, (struct pial_producer_id){ id });
	if (!pial_register_find(&p->owing.reg, model, p->what, own->seller, NULL) &&
	    !pial_register_near(&p->owing.reg, model, p->what, own->seller))
		return pial_cli_usage(p->cli, PIAL_N_("“%s” is neither an issued document nor a "
						      "producer"), p->what);
	entry = pial_invoice_document(p->cli, &p->owing.reg, p->what, own->seller);
	if (!entry)
		return pial_cli_result(p->cli, false);
	if (pial_invoice_is_self(entry->kind))
		return pial_cli_usage(p->cli,
				      PIAL_N_("“%s” is paid by the producer's statement: give the "
					      "producer and --period"), p->what);
	if (pial_kept_is_document(model, entry))
		return pial_cli_usage(p->cli,
				      PIAL_N_("“%s” is the group's service, which the statement "
					      "settles: there is nothing to pay"), p->what);
	return pay_document(p, entry);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct paying p = { .cli = cli };
	enum pial_exit code;

	if (cli->operands < 1 || cli->operands > 2)
		return pial_cli_usage(cli, PIAL_N_("the number of an invoice or a producer is "
						   "needed, and an amount or nothing"));
	p.what = cli->operand[0];
	pial_owing_init(&p.owing, cli);
	pial_typed_init(&p.typed, &pial_schema_payments);
	code = pial_owing_load(&p.owing) ? pay(&p) : pial_cli_result(cli, false);
	pial_typed_release(&p.typed);
	pial_owing_release(&p.owing);
	return code;
}

const struct pial_verb pial_verb_invoice_paid = {
	.name = "paid",
	.operands = PIAL_N_("NUMBER | PRODUCER [AMOUNT]"),
	.help = PIAL_N_("record a payment of an invoice, a credit note or a statement"),
	.option = paid_options,
	.own_size = sizeof(struct own),
	.writes = true,
	.run = run,
	.any_operand = true,
};
