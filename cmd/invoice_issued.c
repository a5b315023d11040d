/*
 * Reading what was issued, and handing new documents to the register.
 */
#include "cmd/invoice_issued.h"

#include "cmd/cli_lines.h"
#include "cmd/cli_paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/key.h"
#include "report/register_paper.h"

#include "base/banned.h"

void pial_issuing_init(struct pial_issuing *g, struct pial_cli *cli)
{
	memset(g, 0, sizeof(*g));
	g->cli = cli;
	pial_register_init(&g->reg);
	pial_book_legal_init(&g->legal);
	pial_table_init(&g->lines, &pial_schema_lines);
	pial_bill_result_init(&g->bill);
}

void pial_issuing_release(struct pial_issuing *g)
{
	if (g->pdf.entry)
		pial_pdf_close(&g->pdf);
	pial_bill_result_release(&g->bill);
	pial_table_release(&g->lines);
	pial_book_legal_release(&g->legal);
	pial_register_release(&g->reg);
	free(g->issued);
	free(g->left);
	free(g->item);
}

bool pial_issuing_lines(struct pial_issuing *g)
{
	return pial_cli_documents(g->cli, &g->reg, (struct pial_month){ 0 }, &g->lines,
				  &g->issued, &g->issueds);
}

bool pial_issuing_left(struct pial_issuing *g)
{
	return pial_left_make(&g->cli->book.model, g->issued, g->issueds, &g->left, &g->lefts,
			      &g->cli->diags);
}

bool pial_issuing_load(struct pial_issuing *g)
{
	struct pial_cli *cli = g->cli;

	cli->book.exclusive = !cli->dry_run;
	return pial_cli_book(cli) && pial_book_legal(&cli->book, &g->legal, &cli->diags) &&
	       pial_register_load(&g->reg, &cli->book, &cli->diags) && pial_issuing_lines(g) &&
	       pial_issuing_left(g);
}

static struct pial_text intern(struct pial_issuing *g, const char *text)
{
	return (struct pial_text){ pial_intern_add(&g->cli->book.model.pool, text,
						   strlen(text)) };
}

/* What the numbers of a seller begin with: as its party says, else as the policy. */
static const char *prefix_of(struct pial_issuing *g, const char *seller)
{
	const struct pial_model *model = &g->cli->book.model;
	const struct pial_party *party = pial_model_party(model, intern(g, seller).n);

	return pial_model_text(model, party && party->prefix.n ? party->prefix.n
							       : model->policy.billing_prefix.n);
}

const struct pial_register_entry *pial_issuing_with_key(const struct pial_issuing *g,
							const char *key)
{
	const struct pial_intern *pool = &g->cli->book.model.pool;
	uint32_t n = pial_intern_find(pool, key, strlen(key));

	/* Keys are in the pool since the registers were read: most new ones are not. */
	for (size_t i = 0; n && i < g->issueds; i++)
		if (g->issued[i].entry->key.n == n)
			return g->issued[i].entry;
	return NULL;
}

/* True when nothing of an invoice is left; of one with goods, nothing of them. */
static bool is_dead(const struct pial_issuing *g, const struct pial_register_entry *entry)
{
	size_t count;
	const struct pial_left *left = pial_left_of(g->left, g->lefts, entry, &count);
	bool goods = false, lives = false, goods_live = false;

	for (size_t i = 0; left && i < count; i++) {
		bool note = left[i].line->note.n != 0;

		goods = goods || note;
		lives = lives || pial_left_lives(&left[i]);
		goods_live = goods_live || (note && pial_left_lives(&left[i]));
	}
	return left && (goods ? !goods_live : !lives);
}

/* The key of an invoice from a count on; one made anew after a credit note is another document. */
static unsigned find_key(struct pial_issuing *g, size_t index, unsigned again,
			 char key[PIAL_DIGEST_TEXT])
{
	for (;; again++) {
		const struct pial_register_entry *entry;

		pial_invoice_key(&g->cli->book.model, g->bill.invoice, g->bill.invoices, index,
				 again, key);
		entry = pial_issuing_with_key(g, key);
		if (!entry || !is_dead(g, entry))
			return again;
	}
}

static bool has_goods(const struct pial_invoice *invoice)
{
	for (size_t i = 0; i < invoice->lines; i++)
		if (invoice->line[i].note.n)
			return true;
	return false;
}

/*
 * The key of an invoice. Fees alone stand for the goods of their buyer in the run: when these are
 * invoiced anew, what is charged for them is another document too, even where some of it stands.
 */
static void make_key(struct pial_issuing *g, size_t index, char key[PIAL_DIGEST_TEXT])
{
	const struct pial_invoice *invoice = &g->bill.invoice[index];
	bool fees = !has_goods(invoice) && invoice->kind != PIAL_INVOICE_PREPAYMENT;
	unsigned again = 0;

	for (size_t i = 0; i < g->bill.invoices && fees; i++) {
		unsigned goods;

		/* The same text has the same place in the pool. */
		if (g->bill.invoice[i].buyer.id != invoice->buyer.id ||
		    !has_goods(&g->bill.invoice[i]))
			continue;
		goods = find_key(g, i, 0, key);
		again = goods > again ? goods : again;
	}
	find_key(g, index, again, key);
}

void pial_issuing_items(struct pial_issuing *g, const char *const *asked)
{
	g->item = pial_calloc(g->bill.invoices + 1, sizeof(*g->item));
	for (size_t i = 0; i < g->bill.invoices; i++) {
		const struct pial_invoice *invoice = &g->bill.invoice[i];
		bool credit = pial_invoice_is_credit(invoice->kind);
		char key[PIAL_DIGEST_TEXT];

		if (!asked)
			make_key(g, i, key);
		g->item[i].prefix = prefix_of(g, invoice->seller.id);
		g->item[i].entry = (struct pial_register_entry){
			.seller = intern(g, invoice->seller.id), .date = invoice->date,
			.due = invoice->due, .period = invoice->period,
			.buyer = intern(g, invoice->buyer.id), .net = invoice->net,
			.vat = invoice->vat, .total = invoice->total,
			.payable = invoice->payable, .kind = invoice->kind,
			.key = intern(g, asked ? asked[i] : key),
		};
		if (credit && invoice->precedings)
			g->item[i].entry.credits = intern(g, invoice->preceding[0].number);
	}
}

static bool make_document(void *data, size_t index, const struct pial_register_entry *entry,
			  struct pial_strbuf file[PIAL_DOCUMENTS], struct pial_diags *diags)
{
	struct pial_issuing *g = data;
	struct pial_invoice *invoice = &g->bill.invoice[index];

	pial_progress_at(g->cli, index);
	pial_bill_number(&g->cli->book.model, &g->bill, invoice,
			 pial_model_text(&g->cli->book.model, entry->number.n));
	return pial_issuing_render(g, invoice, file, diags);
}

struct pial_invoice_line *pial_issuing_originals(const struct pial_issuing *g,
						 const struct pial_register_entry *entry,
						 size_t *count)
{
	struct pial_invoice_line *line = pial_calloc(g->lines.count + 1, sizeof(*line));

	*count = 0;
	for (size_t i = 0; i < g->issueds; i++) {
		const struct pial_issued *issued = &g->issued[i];

		if (issued->entry != entry && (issued->entry->credits.n != entry->number.n ||
					       issued->entry->seller.n != entry->seller.n))
			continue;
		memcpy(line + *count, issued->line, issued->lines * sizeof(*line));
		*count += issued->lines;
	}
	return line;
}

bool pial_issuing_try(struct pial_issuing *g)
{
	const struct pial_register_render render = { make_document, g };

	return pial_register_issue(&g->reg, &g->cli->book, g->item, g->bill.invoices, &render,
				   true, &g->cli->diags);
}

bool pial_issuing_commit(struct pial_issuing *g)
{
	const struct pial_register_render render = { make_document, g };

	if (g->bill.invoices && !g->cli->dry_run)
		pial_issuing_pdf(g);
	pial_progress_of(g->cli, PIAL_N_("documents made"), g->bill.invoices);
	return pial_register_issue(&g->reg, &g->cli->book, g->item, g->bill.invoices, &render,
				   g->cli->dry_run, &g->cli->diags);
}

void pial_issuing_row(struct pial_issuing_rows *rows, const struct pial_register_entry *entry)
{
	rows->row = pial_grow(rows->row, rows->count, &rows->cap, sizeof(*rows->row));
	rows->row[rows->count++] = *entry;
}

static void put_paper(struct pial_cli *cli, const struct pial_table *table)
{
	const struct pial_register_paper data = { &cli->book.model, table };
	struct pial_paper paper;

	pial_paper_init(&paper, pial_cli_document_lang(cli));
	pial_register_paper_write(&paper, &data);
	pial_cli_paper(cli, &paper, cli->today, pial_cli_width(cli));
	pial_paper_release(&paper);
}

void pial_issuing_put(struct pial_issuing *g, struct pial_issuing_rows *rows)
{
	struct pial_cli *cli = g->cli;
	struct pial_table table;

	pial_table_init(&table, &pial_schema_register);
	for (size_t i = 0; i < rows->count; i++)
		pial_table_add(&table, &rows->row[i]);
	if (cli->format != PIAL_FORMAT_DEFAULT && pial_cli_is_paper(cli))
		put_paper(cli, &table);
	else
		pial_cli_table(cli, &table);
	pial_table_release(&table);
	free(rows->row);
	memset(rows, 0, sizeof(*rows));
}
