/*
 * Title, parties, references, lines, taxes and totals, payment, mentions.
 *
 * In the order in which it is read: who, what it refers to, what was delivered, how much, by when.
 * What only machines and inspectors look for stands last and small, but stands: the paper and the
 * XML say the same, and either may be the one that is kept.
 *
 * Chorus Pro fills its form from the words of a plain PDF: « Annoncez les données de votre facture
 * par des mots clefs » (communaute.chorus-pro.gouv.fr, « Comment optimiser votre dépôt de facture
 * PDF »): « SIRET client », « Engagement ». So the buyer's number is called that.
 */
#include "report/invoice_paper.h"

#include <string.h>

#include "markup/words.h"
#include "po/po.h"
#include "report/invoice_cii.h"
#include "report/say.h"

#include "base/banned.h"

/* One invoice being written. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_model *model;		/* names */
	const struct pial_invoice *invoice;	/* what it says */
	struct pial_strbuf text;		/* being put together */
	unsigned decimals;			/* of unit prices, so that they stand in line */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

static const char *text_of(const struct writing *w, uint32_t n)
{
	return pial_model_text(w->model, n);
}

/* ---- Pieces of text; each begins w->text anew ---- */

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

static const char *percent(struct writing *w, struct pial_rate rate)
{
	pial_strbuf_clear(&w->text);
	pial_words_percent(&w->text, rate.e6, 4, 0, w->paper->lang);
	return w->text.text;
}

/* Parts that are there, parted by dots at half height. */
static void join(struct pial_strbuf *out, const char *label, const char *text)
{
	if (!*text)
		return;
	if (out->len && out->text[out->len - 1] != '\n')
		pial_strbuf_addstr(out, " · ");
	pial_strbuf_addf(out, "%s%s%s", label, *label ? PIAL_NBSP : "", text);
}

/* ---- Title and parties ---- */

static const char *title_of(const struct writing *w)
{
	static const char *const title[] = {
		[PIAL_INVOICE_NONE] = PIAL_N_("Invoice"),
		[PIAL_INVOICE_PLAIN] = PIAL_N_("Invoice"),
		[PIAL_INVOICE_CREDIT] = PIAL_N_("Credit note"),
		[PIAL_INVOICE_PREPAYMENT] = PIAL_N_("Prepayment invoice"),
		[PIAL_INVOICE_SELF] = PIAL_N_("Self-billed invoice"),
		[PIAL_INVOICE_SELF_CREDIT] = PIAL_N_("Self-billed credit note"),
	};

	return tr(w, title[w->invoice->kind]);
}

static void put_title(struct writing *w)
{
	const char *number = *w->invoice->number ? w->invoice->number : tr(w, PIAL_N_("draft"));
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&name, "%s %s", title_of(w), number);
	pial_paper_sheet(w->paper, name.text, w->invoice->seller.name);
	pial_strbuf_release(&name);
	pial_paper_title(w->paper, title_of(w), number);
}

/* Where it is: streets, postcode and city, country. */
static void put_address(struct writing *w, const struct pial_invoice_party *party)
{
	bool france = strcmp(party->country, "FR") == 0;

	pial_strbuf_clear(&w->text);
	for (size_t i = 0; i < PIAL_INVOICE_STREETS; i++)
		if (*party->street[i])
			pial_strbuf_addf(&w->text, "%s\n", party->street[i]);
	pial_strbuf_addf(&w->text, "%s %s", party->postcode, party->city);
	if (*party->country)
		pial_strbuf_addf(&w->text, ", %s", france ? "France" : party->country);
	pial_paper_text(w->paper, PIAL_PAPER_DETAIL, w->text.text);
}

/* A line of numbers under the address. */
static void put_detail(struct writing *w, const char *label, const char *text, const char *label2,
		       const char *text2)
{
	pial_strbuf_clear(&w->text);
	join(&w->text, label, text);
	join(&w->text, label2, text2);
	pial_paper_text(w->paper, PIAL_PAPER_DETAIL, w->text.text);
}

static void put_party(struct writing *w, const char *role, const struct pial_invoice_party *party)
{
	pial_paper_box(w->paper, tr(w, role), 1, 0);
	pial_paper_text(w->paper, PIAL_PAPER_STRONG, party->name);
	/* As in the XML, where only a seller's has a term. */
	if (party == &w->invoice->seller)
		put_detail(w, "", party->registration, "", "");
	put_address(w, party);
	/* The portal, which reads a plain PDF, knows whose it is by that word; see above. */
	put_detail(w, party == &w->invoice->buyer ? tr(w, PIAL_N_("Buyer’s SIRET")) : "SIRET",
		   party->siret, "", "");
	put_detail(w, "SIREN", party->siren, "", "");
	put_detail(w, tr(w, PIAL_N_("VAT no.")), party->vat, tr(w, PIAL_N_("tax no.")),
		   party->fiscal);
	put_detail(w, "", party->phone, "", "");
	put_detail(w, "", party->email, "", "");
}

static void put_parties(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	put_party(w, PIAL_N_("Seller"), &invoice->seller);
	put_party(w, PIAL_N_("Buyer"), &invoice->buyer);
	if (*invoice->place.id) {
		pial_paper_box(w->paper, tr(w, PIAL_N_("Delivered to")), 1, 0);
		pial_paper_text(w->paper, PIAL_PAPER_STRONG, invoice->place.name);
		put_address(w, &invoice->place);
	}
	pial_paper_boxes_end(w->paper);
}

/* ---- References ---- */

/* The month of a service, each day whole: no delivery below says the first of them again. */
static void put_month(struct writing *w)
{
	struct pial_strbuf first, last;

	pial_strbuf_init(&first, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&last, PIAL_STRBUF_TEXT);
	pial_say_date(&first, w->invoice->first, w->paper->lang);
	pial_say_date(&last, w->invoice->last, w->paper->lang);
	pial_strbuf_clear(&w->text);
	pial_say_phrase(&w->text, w->paper->lang, PIAL_N_("from %1 until %2"),
			(const char *[]){ first.text, last.text }, 2);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Period")), w->text.text);
	pial_strbuf_release(&last);
	pial_strbuf_release(&first);
}

/* The days delivered: from the first to the last, or the only one. */
static void put_period(struct writing *w)
{
	struct pial_date first = w->invoice->first, last = w->invoice->last;

	if (*w->invoice->set_off) {
		put_month(w);
		return;
	}
	if (first.n == last.n) {
		pial_paper_fact(w->paper, tr(w, PIAL_N_("Delivered on")), day(w, first));
		return;
	}
	pial_strbuf_clear(&w->text);
	pial_say_days(&w->text, first, last, w->paper->lang);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Deliveries")), w->text.text);
}

/* The invoice that is corrected, or the prepayments that are deducted. */
static void put_preceding(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;
	bool credit = pial_invoice_is_credit(invoice->kind);

	for (size_t i = 0; i < invoice->precedings; i++) {
		const struct pial_invoice_ref *ref = &invoice->preceding[i];
		const char *parts[2];
		struct pial_strbuf date;

		pial_strbuf_init(&date, PIAL_STRBUF_TEXT);
		pial_say_date(&date, ref->date, w->paper->lang);
		parts[0] = ref->number;
		parts[1] = date.text;
		pial_strbuf_clear(&w->text);
		pial_say_phrase(&w->text, w->paper->lang, PIAL_N_("%1 of %2"), parts, 2);
		pial_paper_fact_as(w->paper, credit ? tr(w, PIAL_N_("Corrects invoice")) :
						      tr(w, PIAL_N_("Prepayment invoice")),
				   w->text.text, PIAL_PAPER_MARKED);
		pial_strbuf_release(&date);
	}
}

static void put_references(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	pial_paper_fact_as(w->paper, tr(w, PIAL_N_("Date of issue")), day(w, invoice->date),
			   PIAL_PAPER_MARKED);
	if (!pial_invoice_is_credit(invoice->kind) && !*invoice->set_off)
		pial_paper_fact_as(w->paper, tr(w, PIAL_N_("To be paid by")),
				   day(w, invoice->due), PIAL_PAPER_MARKED);
	put_period(w);
	put_preceding(w);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Engagement number")), invoice->engagement);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Contract reference")), invoice->contract);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Service code")), invoice->buyer.service_code);
}

/* ---- Lines ---- */

/* What was delivered, then in smaller print what tells it from its like. */
static void put_what(struct writing *w, const struct pial_invoice_line *line)
{
	const struct pial_producer *producer = pial_model_producer(w->model, line->producer);
	const char *label = text_of(w, line->label.n), *product = text_of(w, line->product.n);

	pial_strbuf_clear(&w->text);
	pial_strbuf_addf(&w->text, "%s\n", *label ? label : product);
	if (line->organic == PIAL_YES)
		join(&w->text, tr(w, PIAL_N_("organic farming")),
		     *text_of(w, line->certifier.n) ? text_of(w, line->certifier.n) : " ");
	join(&w->text, tr(w, PIAL_N_("batch")), text_of(w, line->batch.n));
	if (producer && line->producer.n != line->seller.n)
		join(&w->text, "", text_of(w, producer->name.n));
	join(&w->text, tr(w, PIAL_N_("ref.")), product);
	if (w->text.text[w->text.len - 1] == '\n')
		pial_strbuf_setlen(&w->text, w->text.len - 1);
	pial_paper_take(w->paper, &w->text);
}

/* The rate, or in a word why there is none; the table of taxes says it in full. */
static const char *tax_word(struct writing *w, uint8_t category, struct pial_rate rate)
{
	if (category == PIAL_VAT_E)
		return tr(w, PIAL_N_("exempt"));
	if (category == PIAL_VAT_O)
		return tr(w, PIAL_N_("no VAT"));
	return percent(w, rate);
}

static void put_line(struct writing *w, const struct pial_invoice_line *line)
{
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	pial_strbuf_clear(&w->text);
	pial_strbuf_addint(&w->text, line->number);
	pial_paper_take(w->paper, &w->text);
	put_what(w, line);
	pial_words_number(&w->text, line->quantity.milli, 3, 0, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	pial_say_unit(&w->text, line->quantity, (enum pial_unit)line->unit, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	pial_words_number(&w->text, line->price.e4, 4, w->decimals, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	pial_paper_cell(w->paper, tax_word(w, line->vat_category, line->vat_rate));
	pial_paper_cell(w->paper, euros(w, line->net));
}

/* The delivery note over its lines; what no note covers has a title of its own. */
static void put_section(struct writing *w, const struct pial_invoice_line *line)
{
	const char *parts[2] = { text_of(w, line->note.n), "" };
	struct pial_strbuf date;

	pial_strbuf_init(&date, PIAL_STRBUF_TEXT);
	pial_say_day(&date, line->day, true, w->paper->lang);
	parts[1] = date.text;
	pial_strbuf_clear(&w->text);
	if (!line->note.n && pial_date_is_none(line->day))
		pial_strbuf_addstr(&w->text, tr(w, PIAL_N_("Services and other lines")));
	else if (!line->note.n)
		pial_strbuf_addf(&w->text, "%s %s", tr(w, PIAL_N_("Delivered on")), date.text);
	else if (pial_date_is_none(line->day))
		pial_strbuf_addf(&w->text, "%s %s", tr(w, PIAL_N_("Delivery note")), parts[0]);
	else
		pial_say_phrase(&w->text, w->paper->lang,
				PIAL_N_("Delivery note %1, delivered on %2"), parts, 2);
	pial_paper_row(w->paper, PIAL_PAPER_SECTION);
	pial_paper_take(w->paper, &w->text);
	pial_strbuf_release(&date);
}

/* Decimals that the prices need, two at least. */
static unsigned price_decimals(const struct pial_invoice *invoice)
{
	unsigned decimals = 2;

	for (size_t i = 0; i < invoice->lines; i++) {
		int64_t price = invoice->line[i].price.e4;

		if (price % 10)
			return 4;
		if (price % 100)
			decimals = 3;
	}
	return decimals;
}

static void put_lines(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	w->decimals = price_decimals(invoice);
	pial_paper_table(w->paper, tr(w, PIAL_N_("Lines of the invoice")));
	pial_paper_column(w->paper, tr(w, PIAL_N_("No.")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Description")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Quantity")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Unit")), 0, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Unit price without VAT, €")), 0,
			  PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("VAT rate")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Amount without VAT")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < invoice->lines; i++) {
		const struct pial_invoice_line *line = &invoice->line[i];
		bool same = i && line->note.n == line[-1].note.n && line->day.n == line[-1].day.n;

		if (!same && (line->note.n || line->day.n || i))
			put_section(w, line);
		put_line(w, line);
	}
}

/* ---- Taxes and totals ---- */

static void put_tax(struct writing *w, const struct pial_invoice_tax *tax)
{
	static const char *const category[] = { [PIAL_VAT_CATEGORY_NONE] = "",
						[PIAL_VAT_S] = "S", [PIAL_VAT_E] = "E",
						[PIAL_VAT_O] = "O" };
	struct pial_strbuf first;

	pial_strbuf_init(&first, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&first, "%s (%s)", tax_word(w, tax->category, tax->rate),
			 category[tax->category]);
	if (*tax->exemption)
		pial_strbuf_addf(&first, "\n%s", tax->exemption);
	if (*tax->vatex)
		pial_strbuf_addf(&first, "\n%s", tax->vatex);
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	pial_paper_take(w->paper, &first);
	pial_paper_cell(w->paper, euros(w, tax->basis));
	pial_paper_cell(w->paper, euros(w, tax->amount));
	pial_strbuf_release(&first);
}

static void put_taxes(struct writing *w)
{
	pial_paper_box(w->paper, "", 13, 0);
	pial_paper_table(w->paper, tr(w, PIAL_N_("VAT by rate")));
	pial_paper_column(w->paper, tr(w, PIAL_N_("VAT")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Basis")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("VAT amount")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < w->invoice->taxes; i++)
		put_tax(w, &w->invoice->tax[i]);
}

/* The sum of the lines, and what is taken off it before tax: « service, TVA 5,5 % ». */
static void put_allowances(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;
	struct pial_strbuf label;

	if (!invoice->allowances)
		return;
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Sum of the lines")), euros(w, invoice->gross));
	pial_strbuf_init(&label, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < invoice->allowances; i++) {
		const struct pial_invoice_line *line = &invoice->line[invoice->lines + i];

		pial_strbuf_clear(&label);
		pial_strbuf_addf(&label, "%s (%s)", text_of(w, line->label.n),
				 tax_word(w, line->vat_category, line->vat_rate));
		pial_strbuf_clear(&w->text);
		pial_strbuf_addstr(&w->text, PIAL_MINUS);
		pial_words_money(&w->text, line->net.cents, w->paper->lang);
		pial_paper_fact(w->paper, label.text, w->text.text);
	}
	if (invoice->allowances > 1)
		pial_paper_fact(w->paper, tr(w, PIAL_N_("Sum of what is kept")),
				euros(w, invoice->allowed));
	pial_strbuf_release(&label);
}

/* What is paid beside the total, so that it is what the statement takes. */
static void put_rounding(struct writing *w)
{
	int64_t cents = w->invoice->rounding.cents;

	if (!cents)
		return;
	pial_strbuf_clear(&w->text);
	pial_strbuf_addstr(&w->text, cents < 0 ? "−" : "");
	pial_words_money(&w->text, cents < 0 ? -cents : cents, w->paper->lang);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Rounding")), w->text.text);
}

/* What becomes of the last sum. */
static const char *due_word(const struct pial_invoice *invoice)
{
	bool credit = pial_invoice_is_credit(invoice->kind);

	if (*invoice->set_off)
		return credit ? PIAL_N_("Given back on the statement") :
				PIAL_N_("Taken on the statement");
	return credit ? PIAL_N_("Net to be deducted") : PIAL_N_("Net to be paid");
}

static void put_totals(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	pial_paper_box(w->paper, "", 10, PIAL_PAPER_FRAME | PIAL_PAPER_MARKED);
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_SUM);
	put_allowances(w);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Total without VAT")), euros(w, invoice->net));
	pial_paper_fact(w->paper, tr(w, PIAL_N_("VAT")), euros(w, invoice->vat));
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Total with VAT")), euros(w, invoice->total));
	if (invoice->prepaid.cents)
		pial_paper_fact(w->paper, invoice->kind == PIAL_INVOICE_PREPAYMENT ?
						  tr(w, PIAL_N_("Paid already")) :
						  tr(w, PIAL_N_("Prepayments deducted")),
				euros(w, invoice->prepaid));
	put_rounding(w);
	pial_paper_fact_as(w->paper, tr(w, due_word(invoice)), euros(w, invoice->payable),
			   PIAL_PAPER_MARKED);
	pial_paper_boxes_end(w->paper);
}

/* ---- Payment and mentions ---- */

/* An IBAN in groups of four, which do not part at the end of a line. */
static const char *iban(struct writing *w)
{
	const char *plain = w->invoice->seller.iban;

	pial_strbuf_clear(&w->text);
	for (size_t i = 0; plain[i]; i++) {
		if (i && i % 4 == 0)
			pial_strbuf_addstr(&w->text, PIAL_NBSP);
		pial_strbuf_addch(&w->text, plain[i]);
	}
	return w->text.text;
}

/* A credit note is not paid. */
static void put_payment(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	if (pial_invoice_is_credit(invoice->kind) && !*invoice->set_off)
		return;
	pial_paper_box(w->paper, tr(w, PIAL_N_("Payment")), 1, PIAL_PAPER_FRAME);
	if (*invoice->set_off) {
		pial_paper_text(w->paper, PIAL_PAPER_PLAIN, invoice->set_off);
		pial_paper_boxes_end(w->paper);
		return;
	}
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_LIST);
	if (*invoice->seller.iban)
		pial_paper_fact(w->paper, tr(w, PIAL_N_("Bank transfer to IBAN")), iban(w));
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Reference to give")), invoice->number);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("To be paid by")), day(w, invoice->due));
	pial_paper_boxes_end(w->paper);
}

/* What is invoiced, as the frame's letter says it. */
static const char *frame_word(const struct writing *w)
{
	switch (w->invoice->frame[0]) {
	case 'B':
		return tr(w, PIAL_N_("goods"));
	case 'S':
		return tr(w, PIAL_N_("services"));
	default:
		return tr(w, PIAL_N_("goods and services"));
	}
}

/* Both names, where the XML inside the PDF has another than the file. */
static void put_profile(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;
	bool extended = invoice->profile == PIAL_PROFILE_EXTENDED;

	pial_strbuf_addf(&w->text, " · %s" PIAL_NBSP "%s (%s)", tr(w, PIAL_N_("Profile")),
			 extended ? "EXTENDED-CTC-FR" : "EN 16931",
			 pial_invoice_guideline(invoice, PIAL_CII_ALONE));
	if (extended)
		pial_strbuf_addf(&w->text, " · %s" PIAL_NBSP "%s (%s)",
				 tr(w, PIAL_N_("in the PDF")), pial_invoice_level(invoice),
				 pial_invoice_guideline(invoice, PIAL_CII_HYBRID));
}

static void put_mentions(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;
	int code = pial_invoice_code((enum pial_invoice_kind)invoice->kind);

	for (size_t i = 0; i < invoice->notes; i++)
		pial_paper_text(w->paper, PIAL_PAPER_SMALL, invoice->note[i].text);
	pial_strbuf_clear(&w->text);
	join(&w->text, tr(w, PIAL_N_("Seller’s e-invoicing address")), invoice->seller.endpoint);
	join(&w->text, tr(w, PIAL_N_("Buyer’s e-invoicing address")), invoice->buyer.endpoint);
	pial_strbuf_addf(&w->text, " · %s" PIAL_NBSP "%d", tr(w, PIAL_N_("Document type")), code);
	pial_strbuf_addf(&w->text, " · %s" PIAL_NBSP "%s (%s)", tr(w, PIAL_N_("Frame")),
			 invoice->frame, frame_word(w));
	put_profile(w);
	join(&w->text, tr(w, PIAL_N_("Currency")), "EUR");
	pial_paper_text(w->paper, PIAL_PAPER_SMALL, w->text.text);
}

void pial_invoice_paper(struct pial_paper *paper, const struct pial_model *model,
			const struct pial_invoice *invoice)
{
	struct writing w = { .paper = paper, .model = model, .invoice = invoice };

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	put_title(&w);
	put_parties(&w);
	put_references(&w);
	put_lines(&w);
	put_taxes(&w);
	put_totals(&w);
	put_payment(&w);
	put_mentions(&w);
	pial_strbuf_release(&w.text);
}
