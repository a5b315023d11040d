/*
 * pial-invoice issue: numbers and writes the invoices of a month.
 *
 * Everything is read, selected, drafted and billed under the exclusive lock, so that a second run
 * waits and then finds what the first did; the register commits all or nothing (book/register.h).
 * What is put out is the register's rows of the month, those that were there and those that are
 * new, so that running twice prints the same.
 *
 * A group that resells issues both sides at once: its invoices to kitchens, and in its producers'
 * series what it buys for them (invoice/buy.h). One commit, so that no crash leaves one side alone.
 *
 * What kitchens paid ahead up to the month's end is invoiced in the same run, and what statements
 * have kept of it since is deducted (invoice/prepay.h). A prepayment invoice of this run is
 * deducted from later ones only: it has no number yet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/cash.h"
#include "book/path.h"
#include "cmd/cli_deliveries.h"
#include "cmd/invoice.h"
#include "cmd/invoice_issued.h"
#include "invoice/advances.h"
#include "invoice/buy.h"
#include "invoice/draft.h"
#include "invoice/kept.h"
#include "invoice/prepay.h"
#include "invoice/select.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

struct own {
	struct pial_month period;	/* --period */
	const char *seller;		/* --seller; NULL: everybody's */
	bool supplement;		/* --supplement */
	bool no_pdf;			/* --no-pdf */
};

static const struct pial_option issue_options[] = {
	{ 'p', "period", PIAL_OPTION_MONTH, offsetof(struct own, period), PIAL_N_("MONTH"),
	  PIAL_N_("the month to invoice") },
	{ 0, "seller", PIAL_OPTION_TEXT, offsetof(struct own, seller), PIAL_N_("ID"),
	  PIAL_N_("only the invoices of one seller") },
	{ 0, "supplement", PIAL_OPTION_FLAG, offsetof(struct own, supplement), NULL,
	  PIAL_N_("also a second invoice, for what was agreed since the first") },
	{ 0, "no-pdf", PIAL_OPTION_FLAG, offsetof(struct own, no_pdf), NULL,
	  PIAL_N_("make no PDF: lines, XML and HTML only") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run, from deliveries to invoices. */
struct run {
	struct pial_issuing g;			/* what there is, and what is new */
	struct pial_table deliveries;		/* up to the end of the month */
	struct pial_select_input input;		/* what is looked for */
	struct pial_select_result selected;	/* what was found */
	struct pial_draft_result draft;		/* its lines */
	struct pial_buy_result bought;		/* lines of what the group buys */
	struct pial_table stated;		/* saved statements, from the month on */
	struct pial_cash advances;		/* the ledger */
	struct pial_arena arena;		/* holds what was paid ahead */
	const struct pial_register_entry **document;	/* those there are; owned */
	struct pial_invoice_line *line;		/* all that is billed; owned */
	size_t lines;				/* how many */
};

static void init(struct run *r, struct pial_cli *cli)
{
	memset(r, 0, sizeof(*r));
	pial_issuing_init(&r->g, cli);
	pial_table_init(&r->deliveries, &pial_schema_deliveries);
	pial_select_result_init(&r->selected);
	pial_draft_result_init(&r->draft);
	pial_buy_result_init(&r->bought);
	pial_table_init(&r->stated, &pial_schema_statement);
	pial_cash_init(&r->advances, &pial_schema_advances);
	pial_arena_init(&r->arena);
}

static void release(struct run *r)
{
	free(r->line);
	pial_table_release(&r->stated);
	pial_buy_result_release(&r->bought);
	free(r->document);
	pial_arena_release(&r->arena);
	pial_cash_release(&r->advances);
	pial_draft_result_release(&r->draft);
	pial_select_result_release(&r->selected);
	pial_table_release(&r->deliveries);
	pial_issuing_release(&r->g);
}

/* The number of --seller; false, said, when it is none. */
static bool find_seller(struct pial_cli *cli, const char *text, struct pial_text *seller)
{
	*seller = (struct pial_text){ 0 };
	if (text && strcmp(text, "self") == 0) {
		seller->n = pial_intern_add(&cli->book.model.pool, text, strlen(text));
		return true;
	}
	return pial_cli_party(cli, text, &seller->n);
}

/* Lines that were invoiced, as they would be today; nothing is said of them but the difference. */
static void compare(struct run *r)
{
	struct pial_draft_input input = { .model = &r->g.cli->book.model,
					  .legal = &r->g.legal.law,
					  .delivery = r->selected.known,
					  .deliveries = r->selected.knowns };
	struct pial_draft_result draft;
	struct pial_diags quiet;

	pial_diags_init(&quiet);
	pial_draft_result_init(&draft);
	if (pial_draft(&input, &draft, &quiet))
		pial_select_compare(&r->input, &r->selected, draft.row, draft.rows,
				    &r->g.cli->diags);
	pial_draft_result_release(&draft);
	pial_diags_release(&quiet);
}

/* Deliveries, what of them is new, its lines. */
static bool select_lines(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	const struct own *own = cli->own;
	struct pial_model *model = &cli->book.model;
	struct pial_draft_input input = { .model = model, .legal = &r->g.legal.law,
					  .left = r->g.left, .lefts = r->g.lefts };

	if (!pial_until_deliveries(&cli->book, model->policy.billing_from, own->period, cli->today,
				   &r->deliveries, &cli->diags))
		return false;
	r->input.model = model;
	r->input.left = r->g.left;
	r->input.lefts = r->g.lefts;
	r->input.delivery = (const void *)r->deliveries.row;
	r->input.deliveries = r->deliveries.count;
	r->input.period = own->period;
	r->input.date = cli->today;
	r->input.supplement = own->supplement;
	/* Of all of them: one that was invoiced months ago may stand in another week again. */
	if (!pial_draft_once(model, r->input.delivery, r->input.deliveries, NULL, &cli->diags))
		return false;
	pial_select(&r->input, &r->selected, &cli->diags);
	compare(r);
	input.delivery = r->selected.row;
	input.deliveries = r->selected.rows;
	return pial_draft(&input, &r->draft, &cli->diags);
}

/* The saved statements from the month on: a later one may correct it. */
static bool read_stated(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	const struct own *own = cli->own;
	size_t names;
	const char **name = pial_book_list(&cli->book, "statements", ".csv", &names);
	bool ok = true;

	for (size_t i = 0; ok && i < names; i++) {
		struct pial_month month;
		struct pial_table table;
		bool exists;

		if (pial_month_parse(name[i], strcspn(name[i], "."), &month) != PIAL_DATE_OK ||
		    month.n < own->period.n)
			continue;
		pial_table_init(&table, &pial_schema_statement);
		ok = pial_book_statements(&cli->book, month, &table, &exists, &cli->diags);
		for (size_t k = 0; ok && k < table.count; k++)
			pial_table_add(&r->stated, pial_table_row(&table, k));
		pial_table_release(&table);
	}
	return ok;
}

/* What partners are paid for what is sold in the month. */
static bool find_purchases(struct run *r, struct pial_purchase **purchase, size_t *count)
{
	struct pial_cli *cli = r->g.cli;
	const struct own *own = cli->own;
	struct pial_table lines;
	bool ok;

	pial_table_init(&lines, &pial_schema_lines);
	for (size_t i = 0; i < r->g.lefts; i++)
		if (r->g.left[i].entry->period.n == own->period.n)
			pial_table_add(&lines, r->g.left[i].line);
	for (size_t i = 0; i < r->draft.rows; i++)
		pial_table_add(&lines, &r->draft.row[i]);
	ok = pial_week_purchases(&cli->book, &lines, purchase, count, &cli->diags);
	pial_table_release(&lines);
	return ok;
}

/* The other side of a group that resells. */
static bool buy(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	const struct own *own = cli->own;
	struct pial_buy_input input = {
		.model = &cli->book.model, .left = r->g.left, .lefts = r->g.lefts,
		.line = r->draft.row, .lines = r->draft.rows, .period = own->period,
		.date = cli->today, .seller = r->input.seller,
	};
	struct pial_purchase *purchase = NULL;
	bool ok;

	if (cli->book.model.policy.billing != PIAL_BILLING_RESALE ||
	    (own->seller && strcmp(own->seller, "self") == 0))
		return true;
	ok = read_stated(r) && find_purchases(r, &purchase, &input.purchases);
	input.purchase = purchase;
	input.stated = (const void *)r->stated.row;
	input.stateds = r->stated.count;
	ok = ok && pial_buy(&input, &r->bought, &cli->diags);
	free(purchase);
	return ok;
}

/* True when an advance has its prepayment invoice: its number is in the text of the line. */
static bool is_invoiced(const struct run *r, const struct pial_advance_entry *advance)
{
	const struct pial_model *model = &r->g.cli->book.model;
	const char *number = pial_model_text(model, advance->advance.n);

	for (size_t i = 0; i < r->g.issueds; i++)
		if (r->g.issued[i].entry->kind == PIAL_INVOICE_PREPAYMENT &&
		    r->g.issued[i].lines &&
		    strstr(pial_model_text(model, r->g.issued[i].line->label.n), number))
			return true;
	return false;
}

/* "Prepayment AV-2025-0001 of 10 February 2025, on goods to come", in the documents' language. */
static struct pial_text label_of(struct run *r, const struct pial_advance_entry *advance)
{
	struct pial_model *model = &r->g.cli->book.model;
	enum pial_lang lang = model->policy.language ? (enum pial_lang)model->policy.language :
						       PIAL_FR;
	struct pial_strbuf date, text;
	struct pial_text label;

	pial_strbuf_init(&date, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_say_date(&date, advance->date, lang);
	pial_say_phrase(&text, lang, PIAL_N_("Prepayment %1 of %2, on goods to come"),
			(const char *[]){ pial_model_text(model, advance->advance.n), date.text },
			2);
	label.n = pial_intern_add(&model->pool, text.text, text.len);
	pial_strbuf_release(&text);
	pial_strbuf_release(&date);
	return label;
}

/* True when something of an advance is still to be paid back; row is its grant, the first entry. */
static bool is_open(const struct run *r, const struct pial_advance_entry *row)
{
	const struct pial_advance_entry *end =
		(const struct pial_advance_entry *)(const void *)r->advances.table.row +
		r->advances.table.count;
	struct pial_money left;
	size_t rows = 0;

	while (row + rows < end && row[rows].advance.n == row->advance.n)
		rows++;
	return pial_advance_left(row, rows, &left) && left.cents > 0;
}

/* Lines of advances that no invoice says yet; one that was paid back before needs none. */
static bool add_prepayments(struct run *r, const struct pial_prepay_input *input)
{
	struct pial_cli *cli = r->g.cli;
	const struct own *own = cli->own;

	for (size_t i = 0; i < input->advances; i++) {
		const struct pial_advance_entry *advance = &input->advance[i];

		if (!pial_prepaid_is_due(input->model, advance) || !is_open(r, advance) ||
		    pial_month_of(advance->date).n > own->period.n ||
		    advance->date.n > cli->today.n ||
		    (r->input.seller.n &&
		     pial_prepaid_seller(input, advance).n != r->input.seller.n) ||
		    is_invoiced(r, advance))
			continue;
		if (!pial_prepaid_line(input, advance, label_of(r, advance), &r->line[r->lines++]))
			return pial_diag_add(&cli->diags, NULL, PIAL_E_ADVANCE_VAT,
					     pial_model_text(input->model, advance->advance.n),
					     advance->amount.cents);
	}
	return true;
}

/*
 * What is billed: the draft, what the group buys, what was paid ahead; *bill is told what is to be
 * deducted.
 */
static bool add_prepaid(struct run *r, struct pial_bill_input *bill)
{
	struct pial_cli *cli = r->g.cli;
	struct pial_prepay_input input = { .model = &cli->book.model };
	struct pial_bill_prepaid *prepaid;

	if (!pial_cash_read(&r->advances, &cli->book, &cli->diags))
		return false;
	input.self.n = pial_intern_add(&cli->book.model.pool, "self", strlen("self"));
	input.advance = (const void *)r->advances.table.row;
	input.advances = r->advances.table.count;
	r->document = pial_calloc(r->g.issueds + 1, sizeof(*r->document));
	for (size_t i = 0; i < r->g.issueds; i++)
		r->document[input.documents++] = r->g.issued[i].entry;
	input.document = r->document;
	r->line = pial_calloc(r->draft.rows + r->bought.lines + input.advances + 1,
			      sizeof(*r->line));
	for (size_t i = 0; i < r->draft.rows; i++)
		r->line[r->lines++] = r->draft.row[i];
	for (size_t i = 0; i < r->bought.lines; i++)
		r->line[r->lines++] = r->bought.line[i];
	if (!add_prepayments(r, &input))
		return false;
	if (!pial_prepaid_deduct(&input, &r->arena, &prepaid, &bill->prepaids))
		return pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	bill->prepaid = prepaid;
	bill->line = r->line;
	bill->lines = r->lines;
	return true;
}

static bool make_invoices(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	const struct own *own = cli->own;
	struct pial_bill_input input = {
		.model = &cli->book.model, .legal = &r->g.legal.law,
		.date = cli->today, .period = own->period,
	};

	if (!add_prepaid(r, &input) || !pial_bill(&input, &r->g.bill, &cli->diags))
		return false;
	pial_issuing_items(&r->g, NULL);
	return true;
}

/*
 * The register's rows of the month: seller by seller, old ones before new ones. What statements
 * made since is theirs: a run after them prints what the first one did.
 */
static void put(struct run *r)
{
	const struct own *own = r->g.cli->own;
	struct pial_issuing_rows rows = { NULL, 0, 0 };
	struct pial_register *reg = &r->g.reg;
	const struct pial_model *model = &r->g.cli->book.model;
	size_t item = 0;

	for (size_t i = 0; i <= reg->files; i++) {
		const char *seller = i < reg->files ? reg->file[i].seller : NULL;

		for (; item < r->g.bill.invoices; item++) {
			const struct pial_register_entry *entry = &r->g.item[item].entry;

			if (seller && strcmp(pial_model_text(model, entry->seller.n), seller) >= 0)
				break;
			pial_issuing_row(&rows, entry);
		}
		for (size_t k = 0; seller && k < reg->file[i].rows; k++) {
			const struct pial_register_entry *entry = &reg->file[i].row[k];

			if (entry->period.n == own->period.n &&
			    !pial_kept_is_document(model, entry) &&
			    (!r->input.seller.n || entry->seller.n == r->input.seller.n))
				pial_issuing_row(&rows, entry);
		}
	}
	pial_issuing_put(&r->g, &rows);
}

/* What the command line and the policy must say before anything is read. */
static bool check_asked(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_date end = pial_month_last(own->period);

	if (cli->book.model.policy.billing == PIAL_BILLING_DIRECT)
		return pial_diag_add(&cli->diags, NULL, PIAL_E_ISSUE_DIRECT);
	if (cli->today.n < end.n)
		pial_diag_add(&cli->diags, NULL, PIAL_A_ISSUE_EARLY, (int64_t)end.n);
	return true;
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	enum pial_exit code = PIAL_EXIT_DONE;
	struct run r;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[0]);
	if (!own->period.n)
		return pial_cli_usage(cli, PIAL_N_("which month? Add --period, as in %s"),
				      "--period=2025-03");
	init(&r, cli);
	r.g.no_pdf = own->no_pdf;
	if (pial_issuing_load(&r.g) && check_asked(cli)) {
		if (!find_seller(cli, own->seller, &r.input.seller))
			code = PIAL_EXIT_USAGE;
		else if (select_lines(&r) && buy(&r) && make_invoices(&r) &&
			 pial_issuing_commit(&r.g))
			put(&r);
	}
	/* Not while the answer is written. */
	pial_book_unlock(&cli->book);
	release(&r);
	return code == PIAL_EXIT_DONE ? pial_cli_result(cli, false) : code;
}

const struct pial_verb pial_verb_invoice_issue = {
	.name = "issue",
	.operands = "",
	.help = PIAL_N_("number and write the invoices of a month; safe to run twice"),
	.option = issue_options,
	.own_size = sizeof(struct own),
	.paper = true,
	.writes = true,
	.run = run,
};
