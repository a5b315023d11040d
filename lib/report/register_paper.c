/*
 * One table, with a section a seller; sums over it.
 */
#include "report/register_paper.h"

#include "load/row.h"
#include "markup/words.h"
#include "model/invoice.h"
#include "po/po.h"
#include "report/view.h"

#include "base/banned.h"

/* What documents of one sign come to, in cents. */
struct sums {
	size_t count;			/* documents */
	int64_t net, vat, total;	/* a credit note is below 0 */
};

/* Sums are of documents that were issued, each far below what 64 bits hold. */
static void add(struct sums *sums, const struct pial_register_entry *row, int64_t sign)
{
	sums->count++;
	sums->net += sign * row->net.cents;
	sums->vat += sign * row->vat.cents;
	sums->total += sign * row->total.cents;
}

static void put_number(struct pial_paper *paper, const char *label, size_t number)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_words_number(&text, (int64_t)number, 0, 0, paper->lang);
	if (number)
		pial_paper_fact(paper, pial_tr(paper->lang, label), text.text);
	pial_strbuf_release(&text);
}

static void put_money(struct pial_paper *paper, const char *label, int64_t cents)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_words_money(&text, cents, paper->lang);
	pial_paper_fact(paper, pial_tr(paper->lang, label), text.text);
	pial_strbuf_release(&text);
}

static void put_facts(struct pial_paper *paper, const struct pial_table *table)
{
	struct sums all = { 0 }, credits = { 0 };

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_register_entry *row = pial_table_row(table, i);
		bool credit = pial_invoice_is_credit(row->kind);

		add(&all, row, credit ? -1 : 1);
		if (credit)
			add(&credits, row, -1);
	}
	pial_paper_facts(paper, PIAL_PAPER_FACTS_SUM);
	put_number(paper, PIAL_N_("Documents"), all.count);
	put_number(paper, PIAL_N_("of which credit notes"), credits.count);
	put_money(paper, PIAL_N_("Net"), all.net);
	put_money(paper, PIAL_N_("VAT"), all.vat);
	put_money(paper, PIAL_N_("Total"), all.total);
}

void pial_register_paper_write(struct pial_paper *paper, const void *data)
{
	static const char *const column[] = { "number", "kind", "credits", "buyer", "due",
					      "net", "vat", "total", NULL };
	const struct pial_register_paper *reg = data;
	const struct pial_view_layout layout = { .model = reg->model, .column = column,
						 .section = "seller" };
	const char *title = pial_tr(paper->lang, PIAL_N_("Documents issued"));

	pial_paper_sheet(paper, title, pial_model_text(reg->model, reg->model->policy.name.n));
	pial_paper_title(paper, title, "");
	put_facts(paper, reg->table);
	pial_view_put(paper, &layout, title, reg->table, 0, reg->table->count);
}
