/*
 * Who buys, who sells, what was paid, by rate; then what the law says of it.
 *
 * Sums come from pial_refund_add_up, which rounds a refund once for each rate, as the claim does.
 * They cannot overflow here: the rows are parts of statements that added up.
 */
#include "report/refund_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/field.h"
#include "load/row.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define ROW struct pial_refund_row

static const struct pial_field refund_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("date", "Date", "Date", DATE, KEY, date) },
	{ FIELD("period", "Mois", "Month", MONTH, KEY, period) },
	{ FIELD("reference", "Référence", "Reference", TEXT, KEY, reference) },
	{ FIELD("label", "Nature", "Nature", TEXT, KEY, label) },
	{ FIELD("value", "Valeur HT (€)", "Value (€)", MONEY, PIAL_F_SIGNED, value) },
	{ FIELD("rate", "Taux (%)", "Rate (%)", RATE, 0, rate) },
};

const struct pial_schema pial_schema_view_refund = {
	"refund", NULL, "pial-invoice purchases",
	"Ce que paient les versements, pour le remboursement forfaitaire agricole.",
	"What payments pay for, for the flat-rate refund of farmers.",
	FIELDS(refund_field, struct pial_refund_row), NULL,
};

/* One document being written: a run of rows. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_model *model;		/* names */
	const struct pial_refund_row *row;	/* its rows */
	size_t rows;				/* how many */
	struct pial_strbuf text;		/* being put together */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

static const char *text_of(const struct writing *w, uint32_t n)
{
	return pial_model_text(w->model, n);
}

static const char *euros(struct writing *w, struct pial_money amount)
{
	pial_strbuf_clear(&w->text);
	pial_words_money(&w->text, amount.cents, w->paper->lang);
	return w->text.text;
}

static const char *day(struct writing *w, struct pial_date date)
{
	pial_strbuf_clear(&w->text);
	pial_say_date(&w->text, date, w->paper->lang);
	return w->text.text;
}

static const char *month(struct writing *w, struct pial_month period)
{
	pial_strbuf_clear(&w->text);
	pial_say_month(&w->text, period, w->paper->lang);
	return w->text.text;
}

static void add_percent(const struct writing *w, struct pial_strbuf *out, struct pial_rate rate)
{
	if (pial_rate_is_none(rate))
		return;
	pial_words_percent(out, rate.e6, 4, 0, w->paper->lang);
}

static void put_party(struct writing *w, const char *role, uint32_t id, const char *name)
{
	const struct pial_party *party = pial_model_party(w->model, id);

	pial_paper_box(w->paper, tr(w, role), 1, 0);
	pial_paper_text(w->paper, PIAL_PAPER_STRONG,
			party && party->legal_name.n ? text_of(w, party->legal_name.n) : name);
	if (!party)
		return;
	pial_paper_text(w->paper, PIAL_PAPER_DETAIL, text_of(w, party->address.n));
	pial_strbuf_clear(&w->text);
	if (party->siret.n)
		pial_strbuf_addf(&w->text, "SIRET" PIAL_NBSP "%s", text_of(w, party->siret.n));
	if (party->vat.n)
		pial_strbuf_addf(&w->text, "%s%s" PIAL_NBSP "%s", w->text.len ? " · " : "",
				 tr(w, PIAL_N_("VAT no.")), text_of(w, party->vat.n));
	pial_paper_text(w->paper, PIAL_PAPER_DETAIL, w->text.text);
}

static void put_parties(struct writing *w)
{
	const struct pial_producer *producer = pial_model_producer(w->model, w->row->producer);

	put_party(w, PIAL_N_("Buyer"),
		  pial_intern_find(&w->model->pool, "self", strlen("self")),
		  text_of(w, w->model->policy.name.n));
	put_party(w, PIAL_N_("Farmer"), w->row->producer.n,
		  text_of(w, producer ? producer->name.n : w->row->producer.n));
	pial_paper_boxes_end(w->paper);
}

/* For each rate its base and the refund; under them what they come to. */
static void put_sums(struct writing *w)
{
	struct pial_refund_sum *sum = pial_calloc(w->rows + 1, sizeof(*sum));
	struct pial_strbuf label;
	size_t sums;

	pial_strbuf_init(&label, PIAL_STRBUF_TEXT);
	if (!pial_refund_add_up(w->row, w->rows, sum, &sums))
		sums = 0;
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_SUM);
	for (size_t i = 0; i < sums; i++) {
		pial_strbuf_clear(&label);
		pial_strbuf_addf(&label, "%s ",
				 tr(w, PIAL_N_("Base of the refund, without VAT, at")));
		add_percent(w, &label, sum[i].rate);
		pial_paper_fact_as(w->paper, label.text, euros(w, sum[i].value),
				   PIAL_PAPER_MARKED);
		pial_strbuf_clear(&label);
		pial_strbuf_addf(&label, "%s ",
				 tr(w, PIAL_N_("Refund to claim from the State, at")));
		add_percent(w, &label, sum[i].rate);
		pial_paper_fact(w->paper, label.text, euros(w, sum[i].refund));
	}
	pial_strbuf_release(&label);
	free(sum);
}

static void begin_sheet(struct writing *w, const char *title, const char *under)
{
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&name, "%s, %s", title, under);
	pial_paper_sheet(w->paper, name.text, text_of(w, w->model->policy.name.n));
	pial_strbuf_release(&name);
	pial_paper_title(w->paper, title, under);
	put_parties(w);
}

/* ---- Purchase notes ---- */

static void put_goods(struct writing *w)
{
	int64_t all = 0;

	pial_paper_table(w->paper, tr(w, PIAL_N_("What is paid")));
	pial_paper_column(w->paper, tr(w, PIAL_N_("Nature")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Rate of the refund")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Value without VAT")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < w->rows; i++) {
		pial_paper_row(w->paper, PIAL_PAPER_BODY);
		pial_paper_cell(w->paper, text_of(w, w->row[i].label.n));
		pial_strbuf_clear(&w->text);
		add_percent(w, &w->text, w->row[i].rate);
		pial_paper_take(w->paper, &w->text);
		pial_paper_cell(w->paper, euros(w, w->row[i].value));
		all += w->row[i].value.cents;
	}
	pial_paper_row(w->paper, PIAL_PAPER_TOTAL);
	pial_paper_cell(w->paper, tr(w, PIAL_N_("Value of the purchases")));
	pial_paper_cell(w->paper, "");
	pial_paper_cell(w->paper, euros(w, (struct pial_money){ all }));
}

static void put_note(struct writing *w)
{
	struct pial_strbuf under;

	pial_strbuf_init(&under, PIAL_STRBUF_TEXT);
	pial_say_date(&under, w->row->date, w->paper->lang);
	begin_sheet(w, tr(w, PIAL_N_("Purchase note")), under.text);
	pial_strbuf_release(&under);
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Day of the payment")), day(w, w->row->date));
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Statement paid")), month(w, w->row->period));
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Reference of the bank")),
			text_of(w, w->row->reference.n));
	put_goods(w);
	put_sums(w);
	pial_paper_text(w->paper, PIAL_PAPER_SMALL,
			tr(w, PIAL_N_("The value is that of the goods this payment pays, without "
				      "VAT and after what the group keeps for its service. The "
				      "buyer pays no refund: the farmer claims it from the State, "
				      "by form 3520, until 31 December of the year after the "
				      "payment.")));
	pial_paper_text(w->paper, PIAL_PAPER_SMALL,
			tr(w, PIAL_N_("Flat-rate refund of farmers, CGI, art. 298 quater; "
				      "annex II, art. 265.")));
}

/* ---- Attestations ---- */

static bool same_payment(const struct pial_refund_row *a, const struct pial_refund_row *b)
{
	return a->producer.n == b->producer.n && a->date.n == b->date.n &&
	       a->period.n == b->period.n && a->reference.n == b->reference.n;
}

/* The rows of one payment, by rate. */
static void put_payment(struct writing *w, const struct pial_refund_row *row, size_t rows)
{
	struct pial_refund_sum *sum = pial_calloc(rows + 1, sizeof(*sum));
	size_t sums;

	if (!pial_refund_add_up(row, rows, sum, &sums))
		sums = 0;
	for (size_t i = 0; i < sums; i++) {
		pial_paper_row(w->paper, PIAL_PAPER_BODY);
		pial_paper_cell(w->paper, day(w, row->date));
		pial_paper_cell(w->paper, month(w, row->period));
		pial_strbuf_clear(&w->text);
		add_percent(w, &w->text, sum[i].rate);
		pial_paper_take(w->paper, &w->text);
		pial_paper_cell(w->paper, euros(w, sum[i].value));
	}
	free(sum);
}

static void put_payments(struct writing *w)
{
	pial_paper_table(w->paper, tr(w, PIAL_N_("Payments of the year")));
	pial_paper_column(w->paper, tr(w, PIAL_N_("Day of the payment")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Statement paid")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Rate of the refund")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Value without VAT")), 0, PIAL_PAPER_RIGHT);
	for (size_t from = 0, end; from < w->rows; from = end) {
		for (end = from + 1; end < w->rows; end++)
			if (!same_payment(&w->row[from], &w->row[end]))
				break;
		put_payment(w, &w->row[from], end - from);
	}
}

static void put_attestation(struct writing *w, int year)
{
	struct pial_strbuf under;
	const char *parts[1];

	pial_strbuf_init(&under, PIAL_STRBUF_TEXT);
	pial_strbuf_addint(&under, year);
	parts[0] = under.text;
	begin_sheet(w, tr(w, PIAL_N_("Yearly attestation of purchases")), under.text);
	pial_strbuf_clear(&w->text);
	pial_say_phrase(&w->text, w->paper->lang,
			PIAL_N_("The buyer, who charges VAT when it resells what it buys, attests "
				"that in %1 it paid the farmer, for agricultural products that "
				"open the right to the flat-rate refund, without VAT and net of "
				"commissions:"), parts, 1);
	pial_paper_text(w->paper, PIAL_PAPER_PLAIN, w->text.text);
	pial_strbuf_release(&under);
	put_payments(w);
	put_sums(w);
	pial_paper_box(w->paper, tr(w, PIAL_N_("Place and date")), 1, PIAL_PAPER_FRAME);
	pial_paper_room(w->paper, 3);
	pial_paper_box(w->paper, tr(w, PIAL_N_("Signature of the buyer")), 1, PIAL_PAPER_FRAME);
	pial_paper_room(w->paper, 3);
	pial_paper_boxes_end(w->paper);
	pial_paper_text(w->paper, PIAL_PAPER_SMALL,
			tr(w, PIAL_N_("To be kept by the farmer with the claim (form 3520) and "
				      "shown when asked. CGI, art. 298 quater; annex II, art. 266, "
				      "I.")));
}

/* ---- Each run of rows ---- */

static void write_each(struct pial_paper *paper, const struct pial_refund_paper *data,
		       bool notes)
{
	for (size_t from = 0, end; from < data->rows; from = end) {
		struct writing w = { .paper = paper, .model = data->model,
				     .row = data->row + from };

		for (end = from + 1; end < data->rows; end++)
			if (notes ? !same_payment(&data->row[from], &data->row[end]) :
				    data->row[from].producer.n != data->row[end].producer.n)
				break;
		w.rows = end - from;
		pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
		if (notes)
			put_note(&w);
		else
			put_attestation(&w, data->year);
		pial_strbuf_release(&w.text);
	}
}

void pial_refund_notes_write(struct pial_paper *paper, const void *data)
{
	write_each(paper, data, true);
}

void pial_refund_attestations_write(struct pial_paper *paper, const void *data)
{
	write_each(paper, data, false);
}
