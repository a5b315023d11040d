/*
 * One note: head, lines, signatures.
 *
 * The paper goes on the van and comes back with a pen's figures on it, so the column for what was
 * received is blank and wide. Addresses and numbers of the parties are printed from parties.yaml: a
 * note is between two parties, unlike a table.
 */
#include "report/notes_text.h"

#include <string.h>

#include "markup/text.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

#define WIDTH 88

/* One note being written. */
struct note {
	struct pial_strbuf *out;		/* the output */
	const struct pial_model *model;		/* names, certificates */
	const struct pial_delivery *row;	/* its lines */
	size_t rows;				/* how many */
	enum pial_lang lang;			/* of the document */
};

static const char *tr(const struct note *note, const char *text)
{
	return pial_tr(note->lang, text);
}

static const char *text_of(const struct note *note, uint32_t n)
{
	return pial_model_text(note->model, n);
}

/* « Vendeur : » the name people know, then what the party's entry says of it in law. */
static void put_party(const struct note *note, const char *role, const char *name,
		      const char *commune, uint32_t id)
{
	const struct pial_party *party = pial_model_party(note->model, id);
	const char *legal = party ? text_of(note, party->legal_name.n) : "";
	struct pial_strbuf line;

	pial_strbuf_init(&line, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&line, "%s ", tr(note, role));
	pial_strbuf_addstr(&line, name);
	if (*legal && !pial_say_alike(name, legal))
		pial_strbuf_addf(&line, " (%s)", legal);
	if (party && party->address.n)
		pial_strbuf_addf(&line, ", %s", text_of(note, party->address.n));
	else if (*commune)
		pial_strbuf_addf(&line, ", %s", commune);
	if (party && party->siret.n)
		pial_strbuf_addf(&line, ", SIRET" PIAL_NBSP "%s", text_of(note, party->siret.n));
	pial_words_wrap(note->out, line.text, 2, WIDTH);
	pial_strbuf_release(&line);
}

static void put_head(const struct note *note)
{
	const struct pial_delivery *first = note->row;
	const struct pial_policy *policy = &note->model->policy;
	const struct pial_kitchen *kitchen = pial_model_kitchen(note->model, first->kitchen);
	const struct pial_producer *producer = pial_model_producer(note->model, first->producer);
	uint32_t self = pial_intern_find(&note->model->pool, "self", 4);
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&title, "%s %s", tr(note, PIAL_N_("Delivery note")),
			 text_of(note, first->note.n));
	pial_say_title(note->out, title.text, "═", WIDTH);
	pial_strbuf_release(&title);
	pial_strbuf_addf(note->out, "%s ", tr(note, PIAL_N_("Delivery:")));
	pial_say_day(note->out, first->day, true, note->lang);
	pial_strbuf_addch(note->out, '\n');
	if (policy->billing == PIAL_BILLING_RESALE)
		put_party(note, PIAL_N_("Seller:"), text_of(note, policy->name.n), "", self);
	else
		put_party(note, PIAL_N_("Seller:"),
			  text_of(note, producer ? producer->name.n : first->producer.n),
			  text_of(note, producer ? producer->commune.n : 0), first->producer.n);
	put_party(note, PIAL_N_("Kitchen:"),
		  text_of(note, kitchen ? kitchen->name.n : first->kitchen.n),
		  text_of(note, kitchen ? kitchen->commune.n : 0), first->kitchen.n);
	pial_strbuf_addch(note->out, '\n');
}

/* The product, then in smaller steps its batch, its certificate, and who grew it in a resale. */
static void put_what(const struct note *note, const struct pial_delivery *row,
		     struct pial_strbuf *cell)
{
	const struct pial_product *product = pial_model_product(note->model, row->product);
	const struct pial_certificate *certificate = pial_model_certificate(
		note->model, row->producer, row->product, row->day);

	pial_strbuf_addstr(cell, text_of(note, product ? product->name.n : row->product.n));
	if (row->batch.n)
		pial_strbuf_addf(cell, "\n%s %s", tr(note, PIAL_N_("batch")),
				 text_of(note, row->batch.n));
	if (row->organic == PIAL_YES)
		pial_strbuf_addf(cell, "\n%s %s", tr(note, PIAL_N_("organic farming")),
				 text_of(note, row->certifier.n));
	else if (certificate && certificate->status == PIAL_CERTIFICATE_CONVERSION)
		pial_strbuf_addf(cell, "\n%s %s", tr(note, PIAL_N_("in conversion to organic")),
				 text_of(note, certificate->certifier.n));
	if (row->origin.n)
		pial_strbuf_addf(cell, "\n%s %s", tr(note, PIAL_N_("origin")),
				 text_of(note, row->origin.n));
	if (row->labels.n)
		pial_strbuf_addf(cell, "\n%s", text_of(note, row->labels.n));
	if (note->model->policy.billing == PIAL_BILLING_RESALE) {
		pial_strbuf_addch(cell, '\n');
		pial_say_producer(cell, note->model, row->producer);
	}
}

static void put_line(const struct note *note, const struct pial_delivery *row,
		     struct pial_text_table *table)
{
	const struct pial_product *product = pial_model_product(note->model, row->product);
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_strbuf_addint(&cell, row->number);
	pial_text_table_take(table, &cell);
	put_what(note, row, &cell);
	pial_text_table_take(table, &cell);
	pial_say_quantity(&cell, row->allocated, row->unit, note->lang);
	pial_text_table_take(table, &cell);
	if (product)
		pial_say_packs(&cell, row->allocated, product, note->lang);
	pial_text_table_take(table, &cell);
	/* Paid by weight: the kitchen weighs. */
	pial_text_table_cell(table, row->priced_unit == row->unit ? "............" :
								    "............\n......... kg");
	pial_text_table_cell(table, "");
	pial_strbuf_release(&cell);
}

static void put_note(const struct note *note)
{
	struct pial_text_table table;

	put_head(note);
	pial_text_table_init(&table);
	table.lines = true;
	pial_text_table_column(&table, tr(note, PIAL_N_("No.")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(note, PIAL_N_("Product")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, tr(note, PIAL_N_("Quantity")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(note, PIAL_N_("Packs")), "", 0);
	pial_text_table_column(&table, tr(note, PIAL_N_("Received")), "", 0);
	pial_text_table_column(&table, tr(note, PIAL_N_("Remarks")), "", 0);
	for (size_t i = 0; i < note->rows; i++) {
		if (i)
			pial_text_table_rule(&table);
		put_line(note, &note->row[i], &table);
	}
	pial_text_table_write(note->out, &table, WIDTH);
	pial_text_table_release(&table);
	pial_strbuf_addf(note->out, "\n%s ........................   %s ........................\n",
			 tr(note, PIAL_N_("Delivered by:")), tr(note, PIAL_N_("Received by:")));
}

void pial_notes_text(struct pial_strbuf *out, const struct pial_model *model,
		     const struct pial_delivery *row, size_t rows, enum pial_lang lang)
{
	for (size_t from = 0, end; from < rows; from = end) {
		struct note note = { out, model, row + from, 0, lang };

		for (end = from; end < rows && row[end].note.n == row[from].note.n;)
			end++;
		note.rows = end - from;
		if (from)
			pial_strbuf_addstr(out, "\n\n");
		put_note(&note);
	}
}
