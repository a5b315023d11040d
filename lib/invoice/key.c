/*
 * What a document is about, spelled out and hashed.
 *
 * Lines are spelled in the order of the document, which is a function of the set
 * (invoice/bill.h), so nothing is sorted here. The fields are separated by tabs and line feeds,
 * which ids and numbers cannot hold; a batch or a label is a text of one line.
 */
#include "invoice/key.h"

#include "base/strbuf.h"

#include "base/banned.h"

static void add_number(struct pial_strbuf *text, int64_t number)
{
	pial_strbuf_addch(text, '\t');
	pial_strbuf_addint(text, number);
}

static void add_line(struct pial_strbuf *text, const struct pial_model *model,
		     const struct pial_invoice_line *line)
{
	pial_strbuf_addf(text, "%s\t%s\t%s\t%s", pial_model_text(model, line->note.n),
			 pial_model_text(model, line->product.n),
			 pial_model_text(model, line->batch.n),
			 line->note.n ? "" : pial_model_text(model, line->label.n));
	add_number(text, line->note_line);
	pial_strbuf_addch(text, '\n');
}

/* The goods of one buyer, of every seller. */
static void add_goods(struct pial_strbuf *text, const struct pial_model *model,
		      const struct pial_invoice *all, size_t count, const char *buyer)
{
	for (size_t i = 0; i < count; i++) {
		/* The same text has the same place in the pool. */
		if (all[i].buyer.id != buyer)
			continue;
		for (size_t k = 0; k < all[i].lines; k++)
			if (all[i].line[k].note.n)
				add_line(text, model, &all[i].line[k]);
	}
}

void pial_invoice_key(const struct pial_model *model, const struct pial_invoice *all, size_t count,
		      size_t index, unsigned again, char key[PIAL_DIGEST_TEXT])
{
	const struct pial_invoice *invoice = &all[index];
	bool fee = false;
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addf(&text, "%s\t%s", invoice->seller.id, invoice->buyer.id);
	add_number(&text, pial_invoice_code((enum pial_invoice_kind)invoice->kind));
	add_number(&text, again);
	pial_strbuf_addch(&text, '\n');
	for (size_t k = 0; k < invoice->lines; k++) {
		add_line(&text, model, &invoice->line[k]);
		fee = fee || !invoice->line[k].note.n;
	}
	/* A fee stands for goods, what was paid ahead for itself. */
	if (fee && invoice->kind != PIAL_INVOICE_PREPAYMENT)
		add_goods(&text, model, all, count, invoice->buyer.id);
	pial_digest(text.text, text.len, key);
	pial_strbuf_release(&text);
}
