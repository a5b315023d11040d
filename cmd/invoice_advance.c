/*
 * pial-invoice advance: cash paid ahead, paid back by hand or waived, and where it stands.
 *
 * What statements keep is recorded by them. The same words on the same day are the same event, so a
 * command that is typed twice records it once; --note tells two equal ones apart. An advance of the
 * shared fund moves the fund in the same commit.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/invoice.h"
#include "cmd/invoice_cash.h"
#include "invoice/advances.h"
#include "invoice/prepay.h"
#include "model/cash.h"
#include "report/cash_view.h"

#include "base/banned.h"

struct own {
	struct pial_date date;	/* --date; none: today */
	const char *lender, *repay, *monthly, *first, *note;	/* as typed; NULL: not said */
	bool waive;		/* --waive */
};

#define OPTION(name, member, value, help) \
	{ 0, name, PIAL_OPTION_TEXT, offsetof(struct own, member), value, help }

static const struct pial_option advance_options[] = {
	{ 0, "date", PIAL_OPTION_DATE, offsetof(struct own, date), PIAL_N_("DATE"),
	  PIAL_N_("day of the event; else today") },
	OPTION("lender", lender, PIAL_N_("ID"),
	       PIAL_N_("“fund” (default), or the kitchen that pays")),
	OPTION("repay", repay, PIAL_N_("RATE"),
	       PIAL_N_("part of each month's sales; else pial.yaml's")),
	OPTION("monthly", monthly, PIAL_N_("EUROS"), PIAL_N_("a sum a month instead of a part")),
	OPTION("first", first, PIAL_N_("MONTH"), PIAL_N_("first month that pays back")),
	OPTION("note", note, PIAL_N_("TEXT"),
	       PIAL_N_("a remark; tells two equal events of a day apart")),
	{ 0, "waive", PIAL_OPTION_FLAG, offsetof(struct own, waive), NULL,
	  PIAL_N_("the lender gives up that amount, instead of a payment") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

struct advance {
	struct pial_cli *cli;			/* the run */
	struct pial_cash advances, fund;	/* the ledgers */
	struct pial_typed_row typed;		/* the event */
};

static const struct pial_advance_entry *entry_at(const struct advance *a, size_t i)
{
	return pial_table_row(&a->advances.table, i);
}

static const char *text_of(const struct advance *a, uint32_t n)
{
	return pial_model_text(&a->cli->book.model, n);
}

/* The run of entries of an advance; *rows is 0 when there is none. */
static const struct pial_advance_entry *find_advance(const struct advance *a, const char *number,
						     size_t *rows)
{
	size_t count = a->advances.table.count, from = 0, end;

	while (from < count && strcmp(text_of(a, entry_at(a, from)->advance.n), number) != 0)
		from++;
	for (end = from; end < count; end++)
		if (entry_at(a, end)->advance.n != entry_at(a, from)->advance.n)
			break;
	*rows = end - from;
	return *rows ? entry_at(a, from) : NULL;
}

/* True when an event of the ledger is the one that is typed. */
static bool same_event(const struct pial_advance_entry *a, const struct pial_advance_entry *b)
{
	return a->kind == b->kind && a->date.n == b->date.n && a->producer.n == b->producer.n &&
	       a->amount.cents == b->amount.cents && a->lender.n == b->lender.n &&
	       a->note.n == b->note.n && !a->period.n;
}

/* Next number of a year, "AV-2025-0003": ranks count advances, which are never taken out. */
static void next_number(const struct advance *a, struct pial_date date, struct pial_strbuf *out)
{
	uint32_t last = 0;
	unsigned rank = 1;
	int year, month, day;

	pial_date_parts(date, &year, &month, &day);
	for (size_t i = 0; i < a->advances.table.count; i++) {
		const struct pial_advance_entry *entry = entry_at(a, i);
		int other;

		if (entry->advance.n == last)
			continue;
		last = entry->advance.n;
		pial_date_parts(entry->date, &other, &month, &day);
		rank += other == year;
	}
	pial_strbuf_addf(out, "AV-%d-%04u", year, rank);
}

static struct pial_date date_of(const struct advance *a)
{
	const struct own *own = a->cli->own;

	return pial_date_is_none(own->date) ? a->cli->today : own->date;
}

/* What an advance of the fund does to the fund. */
static bool move_fund(struct advance *a, const struct pial_advance_entry *entry)
{
	struct pial_model *model = &a->cli->book.model;
	struct pial_fund_entry row = {
		.date = entry->date, .party = { entry->producer.n }, .label = entry->advance,
		.kind = PIAL_FUND_REPAID, .amount = entry->amount,
	};

	if (strcmp(text_of(a, entry->lender.n), "fund") != 0 ||
	    entry->kind == PIAL_ADVANCE_WAIVED)
		return true;
	if (entry->kind == PIAL_ADVANCE_GRANTED) {
		row.kind = PIAL_FUND_ADVANCE;
		row.amount.cents = -row.amount.cents;
	}
	return pial_cash_add(&a->fund, model, &row);
}

static bool lender_known(const struct advance *a, const struct pial_advance_entry *entry)
{
	const char *lender = text_of(a, entry->lender.n);

	if (strcmp(lender, "fund") == 0 ||
	    pial_model_kitchen(&a->cli->book.model, (struct pial_kitchen_id){ entry->lender.n }))
		return true;
	return pial_diag_add(&a->cli->diags, NULL, PIAL_E_ADVANCE_LENDER, lender);
}

/* What a kitchen pays ahead is invoiced, and must be a total with VAT. */
static bool total_known(const struct advance *a, const struct pial_advance_entry *entry)
{
	const struct pial_model *model = &a->cli->book.model;
	const struct pial_prepay_input input = {
		.model = model,
		.self = { pial_intern_find(&model->pool, "self", strlen("self")) } };
	struct pial_money net;

	if (!pial_prepaid_is_due(model, entry) ||
	    pial_prepaid_net(entry->amount,
			     pial_prepaid_rate(model, pial_prepaid_seller(&input, entry)), &net))
		return true;
	return pial_diag_add(&a->cli->diags, NULL, PIAL_E_ADVANCE_VAT,
			     text_of(a, entry->advance.n), entry->amount.cents);
}

/* Puts out where advances stand: all, or the one of a number. */
static void put_view(struct advance *a, const char *number)
{
	struct pial_table view;
	size_t rows = a->advances.table.count;
	const struct pial_advance_entry *row = (const void *)a->advances.table.row;

	pial_table_init(&view, &pial_schema_view_advances);
	if (number)
		row = find_advance(a, number, &rows);
	if (pial_advance_view_make(&view, row, rows))
		pial_cli_table(a->cli, &view);
	else
		pial_diag_add(&a->cli->diags, NULL, PIAL_E_AMOUNT);
	pial_table_release(&view);
}

/* Adds an event to the ledgers and commits them. */
static enum pial_exit record(struct advance *a, struct pial_advance_entry *entry)
{
	const struct pial_cash *const cash[] = { &a->advances, &a->fund };
	struct pial_table *table = &a->advances.table;
	enum pial_exit code;

	if (!pial_cash_add(&a->advances, &a->cli->book.model, entry) || !move_fund(a, entry)) {
		pial_diag_add(&a->cli->diags, NULL, PIAL_E_AMOUNT);
		return pial_cli_result(a->cli, false);
	}
	code = pial_cash_commit(a->cli, cash, PIAL_COUNT(cash));
	if (code != PIAL_EXIT_DONE)
		return code;
	pial_table_add(table, entry);
	pial_table_sort(table, &a->cli->book.model);
	put_view(a, text_of(a, entry->advance.n));
	return pial_cli_result(a->cli, false);
}

static enum pial_exit grant(struct advance *a)
{
	const struct own *own = a->cli->own;
	struct pial_advance_entry *entry;
	struct pial_strbuf number;

	pial_strbuf_init(&number, PIAL_STRBUF_TEXT);
	next_number(a, date_of(a), &number);
	pial_typed_put(&a->typed, "advance", number.text);
	pial_typed_put(&a->typed, "kind", "granted");
	pial_typed_put(&a->typed, "producer", a->cli->operand[0]);
	pial_typed_put(&a->typed, "lender", own->lender ? own->lender : "fund");
	pial_typed_put(&a->typed, "repay", own->repay);
	pial_typed_put(&a->typed, "monthly", own->monthly);
	pial_typed_put(&a->typed, "first", own->first);
	pial_strbuf_release(&number);
	entry = pial_typed_read(&a->typed, a->cli);
	if (!entry || !lender_known(a, entry) || !total_known(a, entry))
		return pial_cli_result(a->cli, false);
	for (size_t i = 0; i < a->advances.table.count; i++)
		if (same_event(entry_at(a, i), entry)) {
			pial_diag_add(&a->cli->diags, NULL, PIAL_N_CASH_KNOWN,
				      text_of(a, entry_at(a, i)->advance.n));
			put_view(a, text_of(a, entry_at(a, i)->advance.n));
			return pial_cli_result(a->cli, false);
		}
	return record(a, entry);
}

/* A payment by hand, or what the lender gives up. */
static enum pial_exit pay_back(struct advance *a, const struct pial_advance_entry *first,
			       size_t rows)
{
	const struct own *own = a->cli->own;
	struct pial_advance_entry *entry;
	struct pial_money left;

	pial_typed_put(&a->typed, "advance", a->cli->operand[0]);
	pial_typed_put(&a->typed, "kind", own->waive ? "waived" : "repaid");
	pial_typed_put(&a->typed, "producer", text_of(a, first->producer.n));
	pial_typed_put(&a->typed, "lender", text_of(a, first->lender.n));
	entry = pial_typed_read(&a->typed, a->cli);
	if (!entry)
		return pial_cli_result(a->cli, false);
	for (size_t i = 0; i < rows; i++)
		if (same_event(&first[i], entry)) {
			pial_diag_add(&a->cli->diags, NULL, PIAL_N_CASH_KNOWN,
				      a->cli->operand[0]);
			put_view(a, a->cli->operand[0]);
			return pial_cli_result(a->cli, false);
		}
	if (!pial_advance_left(first, rows, &left) || entry->amount.cents > left.cents) {
		pial_diag_add(&a->cli->diags, NULL, PIAL_E_ADVANCE_ABOVE, a->cli->operand[0],
			      entry->amount.cents, left.cents);
		return pial_cli_result(a->cli, false);
	}
	entry->entry = first[rows - 1].entry + 1;
	return record(a, entry);
}

static enum pial_exit change(struct advance *a)
{
	const struct own *own = a->cli->own;
	const struct pial_advance_entry *first;
	size_t rows;

	first = find_advance(a, a->cli->operand[0], &rows);
	pial_typed_put(&a->typed, "entry", "1");
	pial_typed_date(&a->typed, "date", date_of(a));
	pial_typed_put(&a->typed, "amount", a->cli->operand[1]);
	pial_typed_put(&a->typed, "note", own->note);
	if (first)
		return pay_back(a, first, rows);
	if (own->waive)
		return pial_cli_usage(a->cli, PIAL_N_("there is no advance “%s”"),
				      a->cli->operand[0]);
	return grant(a);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct advance a = { .cli = cli };
	enum pial_exit code;

	if (cli->operands && cli->operands != 2)
		return pial_cli_usage(cli, PIAL_N_("a producer or an advance and an amount are "
						   "needed, or nothing"));
	pial_cash_init(&a.advances, &pial_schema_advances);
	pial_cash_init(&a.fund, &pial_schema_fund);
	pial_typed_init(&a.typed, &pial_schema_advances);
	if (!pial_cli_book(cli) || !pial_cash_read(&a.advances, &cli->book, &cli->diags) ||
	    !pial_cash_read(&a.fund, &cli->book, &cli->diags)) {
		code = pial_cli_result(cli, false);
	} else if (cli->operands) {
		code = change(&a);
	} else {
		put_view(&a, NULL);
		code = pial_cli_result(cli, false);
	}
	pial_typed_release(&a.typed);
	pial_cash_release(&a.fund);
	pial_cash_release(&a.advances);
	return code;
}

const struct pial_verb pial_verb_invoice_advance = {
	.name = "advance",
	.operands = PIAL_N_("[PRODUCER AMOUNT | ADVANCE AMOUNT]"),
	.help = PIAL_N_("cash advances: grant one, record a repayment, or see where they stand"),
	.option = advance_options,
	.own_size = sizeof(struct own),
	.any_operand = true,
	.writes = true,
	.run = run,
};
