/*
 * pial-invoice export: the book's money for the programs of accountants and banks.
 *
 * Everything is worked out from what the book holds and goes to standard output: nothing is
 * stored, and the same book gives the same bytes. Entries of the whole book are made, so that their
 * numbers are those of the year whichever month is asked for. Transfers are what is left of the
 * saved statements of one month: what was paid, and recorded, is not ordered again.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/invoice.h"
#include "cmd/invoice_due.h"
#include "cmd/invoice_statement.h"
#include "invoice/entries.h"
#include "num/round.h"
#include "po/po.h"
#include "report/accounting.h"
#include "report/pain001.h"

#include "base/banned.h"

struct own {
	struct pial_month period;	/* --period; none: not said */
	struct pial_date date;		/* --date, of transfers; none: today */
	const char *year;		/* --year, as typed; NULL: not said */
};

static const struct pial_option export_options[] = {
	{ 'p', "period", PIAL_OPTION_MONTH, offsetof(struct own, period),
	  PIAL_N_("MONTH"), PIAL_N_("entries dated in this month; statements of this month") },
	{ 'y', "year", PIAL_OPTION_TEXT, offsetof(struct own, year), PIAL_N_("YEAR"),
	  PIAL_N_("entries dated in this year") },
	{ 0, "date", PIAL_OPTION_DATE, offsetof(struct own, date), PIAL_N_("DATE"),
	  PIAL_N_("day on which the bank is to pay; else today") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* What the books rest on. */
struct exporting {
	struct pial_cli *cli;			/* the run */
	struct pial_owing owing;		/* registers, payments */
	struct pial_cash advances, fund;	/* the other ledgers */
	struct pial_table lines, statements;	/* the group's own documents; all saved months */
	struct pial_entries entries;		/* what they come to */
	struct pial_date first, last;		/* days asked for */
	struct pial_transfers order;		/* what is paid */
	enum pial_exit code;			/* of a wrong command line; else DONE */
};

static void init(struct exporting *e, struct pial_cli *cli)
{
	*e = (struct exporting){ .cli = cli };
	pial_owing_init(&e->owing, cli);
	pial_cash_init(&e->advances, &pial_schema_advances);
	pial_cash_init(&e->fund, &pial_schema_fund);
	pial_table_init(&e->lines, &pial_schema_lines);
	pial_table_init(&e->statements, &pial_schema_statement);
	pial_entries_init(&e->entries);
}

static void release(struct exporting *e)
{
	pial_entries_release(&e->entries);
	pial_table_release(&e->statements);
	pial_table_release(&e->lines);
	pial_cash_release(&e->fund);
	pial_cash_release(&e->advances);
	pial_owing_release(&e->owing);
}

/* The days of --period or --year. False, said, when neither or both are there or wrong. */
static bool read_days(struct exporting *e)
{
	const struct own *own = e->cli->own;
	struct pial_strbuf text;
	bool ok;

	if (!own->period.n == !own->year) {
		e->code = pial_cli_usage(e->cli, PIAL_N_("say which days: --period or --year"));
		return false;
	}
	if (own->period.n) {
		e->first = pial_month_first(own->period);
		e->last = pial_month_last(own->period);
		return true;
	}
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%s-01-01", own->year);
	ok = strlen(own->year) == 4 &&
	     pial_date_parse(text.text, text.len, &e->first) == PIAL_DATE_OK;
	pial_strbuf_clear(&text);
	pial_strbuf_addf(&text, "%s-12-31", own->year);
	ok = ok && pial_date_parse(text.text, text.len, &e->last) == PIAL_DATE_OK;
	pial_strbuf_release(&text);
	if (!ok)
		e->code = pial_cli_usage(e->cli, PIAL_N_("“%s” is no year, such as 2025"),
					 own->year);
	return ok;
}

/* Lines of the documents that the group makes in its own name: they say which account. */
static bool read_lines(struct exporting *e)
{
	const struct pial_model *model = &e->cli->book.model;

	for (size_t i = 0; i < e->owing.entries; i++) {
		const struct pial_register_entry *entry = e->owing.entry[i];

		if (strcmp(pial_model_text(model, entry->seller.n), "self") == 0 &&
		    !pial_register_lines(&e->cli->book, entry, &e->lines, &e->cli->diags))
			return false;
	}
	return true;
}

static bool read_book(struct exporting *e)
{
	struct pial_cli *cli = e->cli;

	return pial_owing_load(&e->owing) &&
	       pial_cash_read(&e->advances, &cli->book, &cli->diags) &&
	       pial_cash_read(&e->fund, &cli->book, &cli->diags) && read_lines(e) &&
	       pial_settled_rows(e->cli, &e->statements);
}

static bool make_entries(struct exporting *e)
{
	struct pial_entries_input input = {
		.model = &e->cli->book.model,
		.document = e->owing.entry, .documents = e->owing.entries,
		.line = (const void *)e->lines.row, .lines = e->lines.count,
		.row = (const void *)e->statements.row, .rows = e->statements.count,
		.payment = (const void *)e->owing.payments.table.row,
		.payments = e->owing.payments.table.count,
		.advance = (const void *)e->advances.table.row,
		.advances = e->advances.table.count,
		.fund = (const void *)e->fund.table.row, .funds = e->fund.table.count,
	};

	return pial_entries_make(&input, &e->entries, &e->cli->diags);
}

/* The entries of the days asked for: sorted, they are a run. */
static const struct pial_booked *entries_asked(const struct exporting *e, size_t *count)
{
	size_t from = 0, end;

	while (from < e->entries.count && e->entries.entry[from].date.n < e->first.n)
		from++;
	for (end = from; end < e->entries.count && e->entries.entry[end].date.n <= e->last.n;)
		end++;
	*count = end - from;
	return e->entries.entry + from;
}

/* Says how the administration wants the file to be called. False when there is no SIREN. */
static bool say_name(struct exporting *e)
{
	const struct pial_model *model = &e->cli->book.model;
	uint32_t self = pial_intern_find(&model->pool, "self", strlen("self"));
	const struct pial_party *party = self ? pial_model_party(model, self) : NULL;
	const char *siret = party ? pial_model_text(model, party->siret.n) : "";
	struct pial_strbuf siren, name;

	if (strlen(siret) < 9)
		return pial_diag_add(&e->cli->diags, party ? &party->pos : NULL,
				     PIAL_E_EXPORT_PARTY, "self", PIAL_N_("SIRET"), "FEC");
	pial_strbuf_init(&siren, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_add(&siren, siret, 9);
	pial_accounting_fec_name(&name, siren.text, e->last);
	pial_diag_add(&e->cli->diags, NULL, PIAL_N_EXPORT_NAME, name.text);
	pial_strbuf_release(&name);
	pial_strbuf_release(&siren);
	return true;
}

/* Puts out entries as a FEC, or as a journal. */
static void put_books(struct exporting *e, bool fec)
{
	struct pial_cli *cli = e->cli;
	const struct pial_booked *entry;
	size_t count;

	if (!read_book(e) || !make_entries(e) || (fec && !say_name(e)))
		return;
	entry = entries_asked(e, &count);
	if (!count)
		pial_diag_add(&cli->diags, NULL, PIAL_N_EXPORT_EMPTY);
	if (fec)
		pial_accounting_fec(&cli->out, &cli->book.model, entry, count);
	else
		pial_accounting_hledger(&cli->out, &cli->book.model, entry, count,
					pial_cli_document_lang(cli));
}

/* Fills who is paid, or pays. False, said, without an IBAN; a wrong one is refused on loading. */
static bool find_account(struct exporting *e, struct pial_text id, const char **name,
			 const char **iban)
{
	const struct pial_model *model = &e->cli->book.model;
	const struct pial_party *party = id.n ? pial_model_party(model, id.n) : NULL;
	const struct pial_pos *pos = party ? &party->pos : NULL;
	const char *who = id.n ? pial_model_text(model, id.n) : "self";

	if (!party || !party->legal_name.n)
		return pial_diag_add(&e->cli->diags, pos, PIAL_E_EXPORT_PARTY, who,
				     PIAL_N_("legal name"), "pain.001");
	if (!party->iban.n)
		return pial_diag_add(&e->cli->diags, pos, PIAL_E_EXPORT_PARTY, who,
				     PIAL_N_("IBAN"), "pain.001");
	*name = pial_model_text(model, party->legal_name.n);
	*iban = pial_model_text(model, party->iban.n);
	return true;
}

/* The group pays. */
static bool find_payer(struct exporting *e)
{
	struct pial_text self = { pial_intern_find(&e->cli->book.model.pool, "self",
						   strlen("self")) };

	return find_account(e, self, &e->order.name, &e->order.iban);
}

/* One producer's statement, as a transfer of what is left of it; nothing when nothing is. */
static bool add_transfer(struct exporting *e, const struct pial_statement_row *row, size_t rows,
			 struct pial_transfer *transfer, size_t *transfers)
{
	struct pial_model *model = &e->cli->book.model;
	struct pial_transfer *to = &transfer[*transfers];
	const struct pial_transfers *order = &e->order;
	struct pial_statement_sum sum;

	if (!pial_statement_add_up(row, rows, &sum) ||
	    !pial_add(sum.net.cents, -pial_owing_paid(&e->owing, row->producer, row->period).cents,
		      &to->amount.cents))
		return pial_diag_add(&e->cli->diags, NULL, PIAL_E_AMOUNT);
	if (to->amount.cents <= 0)
		return true;
	to->id = pial_arena_printf(&model->arena, "%s-%s", order->id,
				   pial_model_text(model, row->producer.n));
	to->text = pial_arena_printf(&model->arena, "%s %s",
				     pial_tr(pial_cli_document_lang(e->cli), PIAL_N_("statement")),
				     order->id);
	++*transfers;
	return find_account(e, (struct pial_text){ row->producer.n }, &to->name, &to->iban);
}

/* The transfers of all statements: every party that lacks something is said. */
static bool add_transfers(struct exporting *e, struct pial_transfer *transfer, size_t *transfers)
{
	const struct pial_statement_row *row = (const void *)e->statements.row;
	size_t rows = e->statements.count;
	bool ok = true;

	for (size_t from = 0, end; from < rows; from = end) {
		for (end = from + 1; end < rows; end++)
			if (row[end].producer.n != row[from].producer.n)
				break;
		ok = add_transfer(e, row + from, end - from, transfer, transfers) && ok;
	}
	return ok;
}

/* Puts out the order to the bank. */
static void put_transfers(struct exporting *e)
{
	const struct own *own = e->cli->own;
	struct pial_cli *cli = e->cli;
	struct pial_transfers *order = &e->order;
	struct pial_transfer *transfer;
	struct pial_strbuf month;
	bool exists;

	if (!pial_owing_load(&e->owing) ||
	    !pial_owing_statements(&e->owing, own->period, &e->statements, &exists))
		return;
	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, own->period);
	order->id = month.text;
	order->made = cli->today;
	order->due = pial_date_is_none(own->date) ? cli->today : own->date;
	order->transfer = transfer = pial_calloc(e->statements.count + 1, sizeof(*transfer));
	if (!exists)
		pial_diag_add(&cli->diags, NULL, PIAL_E_EXPORT_NOT_SAVED, month.text);
	else if (!find_payer(e) || !add_transfers(e, transfer, &order->transfers))
		order->transfers = 0;
	else if (!order->transfers)
		pial_diag_add(&cli->diags, NULL, PIAL_N_EXPORT_PAID, month.text);
	else if (!pial_pain001(&cli->out, order, &cli->diags))
		pial_strbuf_clear(&cli->out);
	free(transfer);
	pial_strbuf_release(&month);
}

/* True when the words of the command line go together; else e->code says that they do not. */
static bool check_words(struct exporting *e, bool transfers)
{
	const struct own *own = e->cli->own;

	if (!transfers && !pial_date_is_none(own->date))
		e->code = pial_cli_usage(e->cli, PIAL_N_("--date is the day of transfers: it goes "
							 "with pain001"));
	else if (transfers && (own->year || !own->period.n))
		e->code = pial_cli_usage(e->cli, PIAL_N_("transfers are those of one month: give "
							 "--period"));
	else if (transfers && !pial_date_is_none(own->date) && own->date.n < e->cli->today.n)
		e->code = pial_cli_usage(e->cli, PIAL_N_("no bank pays on a day that is past; give "
							 "another --date"));
	else
		return transfers || read_days(e);
	return false;
}

static enum pial_exit run(struct pial_cli *cli)
{
	const char *what = cli->operands == 1 ? cli->operand[0] : "";
	bool fec = strcmp(what, "fec") == 0, transfers = strcmp(what, "pain001") == 0;
	struct exporting e;
	enum pial_exit code;

	if (!fec && !transfers && strcmp(what, "hledger") != 0)
		return pial_cli_usage(cli, PIAL_N_("say what to export: fec, hledger or pain001"));
	if (cli->format_name)
		return pial_cli_usage(cli, PIAL_N_("the file is as its name says; --format has no "
						   "part in it"));
	init(&e, cli);
	if (check_words(&e, transfers)) {
		if (transfers)
			put_transfers(&e);
		else
			put_books(&e, fec);
	}
	code = e.code != PIAL_EXIT_DONE ? e.code : pial_cli_result(cli, false);
	release(&e);
	return code;
}

const struct pial_verb pial_verb_invoice_export = {
	.name = "export",
	.operands = "fec|hledger|pain001",
	.help = PIAL_N_("the books for accountants, transfers to producers for the bank"),
	.option = export_options,
	.own_size = sizeof(struct own),
	.run = run,
};
