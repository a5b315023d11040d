/*
 * One note: title, parties, lines, signatures.
 *
 * The paper goes on the van and comes back with a pen's figures on it, so the columns for what was
 * received and refused are blank and wide, and remarks have a box of their own instead of a column
 * too narrow for a word. Addresses and numbers of the parties are printed from parties.yaml: a note
 * is between two parties, unlike a table.
 */
#include "report/notes_paper.h"

#include <string.h>

#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* Lines that a signature takes. */
#define ROOM 4

/* One note being written. */
struct note {
	struct pial_paper *paper;		/* the output */
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

/* An address, a line for each of its parts. */
static void put_address(const struct note *note, const char *address)
{
	struct pial_strbuf lines;

	pial_strbuf_init(&lines, PIAL_STRBUF_TEXT);
	while (*address) {
		size_t len = strcspn(address, ",");

		pial_strbuf_add(&lines, address, len);
		address += len + (address[len] == ',');
		address += strspn(address, " ");
		if (*address)
			pial_strbuf_addch(&lines, '\n');
	}
	pial_paper_text(note->paper, PIAL_PAPER_DETAIL, lines.text);
	pial_strbuf_release(&lines);
}

/* The name people know, then what the party's entry says of it in law. */
static void put_party(const struct note *note, const char *role, const char *name,
		      const char *commune, uint32_t id)
{
	const struct pial_party *party = pial_model_party(note->model, id);
	const char *legal = party ? text_of(note, party->legal_name.n) : "";
	const char *phone = party ? text_of(note, party->phone.n) : "";
	struct pial_strbuf line;

	pial_strbuf_init(&line, PIAL_STRBUF_TEXT);
	pial_paper_box(note->paper, tr(note, role), 1, 0);
	pial_paper_text(note->paper, PIAL_PAPER_STRONG, name);
	if (!pial_say_alike(name, legal))
		pial_paper_text(note->paper, PIAL_PAPER_DETAIL, legal);
	put_address(note, party && party->address.n ? text_of(note, party->address.n) : commune);
	if (party && party->siret.n)
		pial_strbuf_addf(&line, "SIRET" PIAL_NBSP "%s", text_of(note, party->siret.n));
	pial_paper_text(note->paper, PIAL_PAPER_DETAIL, line.text);
	pial_paper_text(note->paper, PIAL_PAPER_DETAIL, phone);
	pial_strbuf_release(&line);
}

/* Who sells: the group when it resells, else the producer. */
static const char *seller_name(const struct note *note)
{
	const struct pial_delivery *first = note->row;
	const struct pial_producer *producer = pial_model_producer(note->model, first->producer);

	if (note->model->policy.billing == PIAL_BILLING_RESALE)
		return text_of(note, note->model->policy.name.n);
	return text_of(note, producer ? producer->name.n : first->producer.n);
}

static void put_head(const struct note *note)
{
	const struct pial_delivery *first = note->row;
	const struct pial_kitchen *kitchen = pial_model_kitchen(note->model, first->kitchen);
	const struct pial_producer *producer = pial_model_producer(note->model, first->producer);
	bool resale = note->model->policy.billing == PIAL_BILLING_RESALE;
	uint32_t self = pial_intern_find(&note->model->pool, "self", 4);
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%s %s", tr(note, PIAL_N_("Delivery note")),
			 text_of(note, first->note.n));
	pial_paper_sheet(note->paper, text.text, seller_name(note));
	pial_paper_title(note->paper, tr(note, PIAL_N_("Delivery note")),
			 text_of(note, first->note.n));
	pial_strbuf_clear(&text);
	pial_say_day(&text, first->day, true, note->lang);
	pial_paper_facts(note->paper, PIAL_PAPER_FACTS_LIST);
	pial_paper_fact_as(note->paper, tr(note, PIAL_N_("Delivery")), text.text,
			   PIAL_PAPER_MARKED);
	put_party(note, PIAL_N_("Seller"), seller_name(note),
		  text_of(note, resale || !producer ? 0 : producer->commune.n),
		  resale ? self : first->producer.n);
	put_party(note, PIAL_N_("Kitchen"),
		  text_of(note, kitchen ? kitchen->name.n : first->kitchen.n),
		  text_of(note, kitchen ? kitchen->commune.n : 0), first->kitchen.n);
	pial_paper_boxes_end(note->paper);
	pial_strbuf_release(&text);
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

static void put_line(const struct note *note, const struct pial_delivery *row)
{
	const struct pial_product *product = pial_model_product(note->model, row->product);
	struct pial_paper *paper = note->paper;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_paper_row(paper, PIAL_PAPER_BODY);
	pial_strbuf_addint(&cell, row->number);
	pial_paper_take(paper, &cell);
	put_what(note, row, &cell);
	pial_paper_take(paper, &cell);
	pial_say_quantity(&cell, row->allocated, row->unit, note->lang);
	pial_paper_take(paper, &cell);
	if (product)
		pial_say_packs(&cell, row->allocated, product, note->lang);
	pial_paper_take(paper, &cell);
	/* Paid by weight: the kitchen weighs. */
	pial_paper_cell(paper, row->priced_unit == row->unit ? "" : "\nkg");
	pial_paper_cell(paper, "");
	pial_strbuf_release(&cell);
}

static void put_lines(const struct note *note)
{
	struct pial_paper *paper = note->paper;

	pial_paper_table(paper, tr(note, PIAL_N_("Lines of the delivery note")));
	pial_paper_column(paper, tr(note, PIAL_N_("No.")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(note, PIAL_N_("Product")), 1, 0);
	pial_paper_column(paper, tr(note, PIAL_N_("Quantity")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(note, PIAL_N_("Packs")), 0, 0);
	pial_paper_column(paper, tr(note, PIAL_N_("Received")), 0, PIAL_PAPER_FILL);
	pial_paper_column(paper, tr(note, PIAL_N_("Refused")), 0, PIAL_PAPER_FILL);
	for (size_t i = 0; i < note->rows; i++)
		put_line(note, &note->row[i]);
}

static void put_hands(const struct note *note)
{
	struct pial_paper *paper = note->paper;

	pial_paper_box(paper, tr(note, PIAL_N_("Delivered by")), 1, PIAL_PAPER_FRAME);
	pial_paper_text(paper, PIAL_PAPER_SMALL, tr(note, PIAL_N_("name and signature")));
	pial_paper_room(paper, ROOM);
	pial_paper_box(paper, tr(note, PIAL_N_("Received by")), 1, PIAL_PAPER_FRAME);
	pial_paper_text(paper, PIAL_PAPER_SMALL, tr(note, PIAL_N_("name, time and signature")));
	pial_paper_room(paper, ROOM);
	pial_paper_box(paper, tr(note, PIAL_N_("Remarks")), 1, PIAL_PAPER_FRAME);
	pial_paper_text(paper, PIAL_PAPER_SMALL,
			tr(note, PIAL_N_("what is missing or refused, and why")));
	pial_paper_room(paper, ROOM);
	pial_paper_boxes_end(paper);
}

void pial_notes_paper(struct pial_paper *paper, const struct pial_model *model,
		      const struct pial_delivery *row, size_t rows)
{
	for (size_t from = 0, end; from < rows; from = end) {
		struct note note = { paper, model, row + from, 0, paper->lang };

		for (end = from; end < rows && row[end].note.n == row[from].note.n;)
			end++;
		note.rows = end - from;
		put_head(&note);
		put_lines(&note);
		put_hands(&note);
	}
}
