/*
 * What the law makes an invoice say: reasons, notes, when to pay.
 *
 * Every wording is a dated row (model/legal.h) in which names between braces stand for what the
 * invoice has; here is only which row is due when. The notes come in the order PMT, PMD, AAB,
 * exactly one of each (BR-FR-05, BR-FR-06), then the others.
 */
#include <string.h>

#include "base/utf8.h"
#include "invoice/bill_priv.h"
#include "invoice/tax.h"
#include "load/field.h"
#include "num/decimal.h"

#include "base/banned.h"

/* Most notes an invoice has here. */
#define NOTES 8

/* What names between braces stand for; "" when the invoice has none. */
struct words {
	const char *rate, *points, *amount;	/* late interest; lump sum */
	const char *seller, *buyer, *issuer;	/* legal names */
	const char *reference, *date;	/* of the mandate, the statement, what is corrected */
};

static const char *word(const struct words *words, const char *name, size_t len)
{
	const struct { const char *name, *text; } known[] = {
		{ "rate", words->rate }, { "points", words->points },
		{ "amount", words->amount }, { "seller", words->seller },
		{ "buyer", words->buyer }, { "issuer", words->issuer },
		{ "reference", words->reference }, { "date", words->date },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strlen(known[i].name) == len && !memcmp(known[i].name, name, len))
			return known[i].text;
	return NULL;
}

/* Makes "d'" of a "de " that a name follows which elides it. */
static void elide(struct pial_strbuf *out, const char *name)
{
	size_t len = out->len;

	if (len < 3 || memcmp(out->text + len - 3, "de ", 3) != 0 ||
	    (len > 3 && out->text[len - 4] != ' ') || !pial_utf8_elides(name))
		return;
	pial_strbuf_setlen(out, len - 2);
	pial_strbuf_addch(out, '\'');
}

/* The text with its names replaced; what is no name stays as it is written. */
static const char *fill(const struct pial_biller *b, const char *text, const struct words *words)
{
	struct pial_strbuf out;
	const char *done;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	while (*text) {
		const char *end = *text == '{' ? strchr(text, '}') : NULL;
		const char *with = end ? word(words, text + 1, (size_t)(end - text) - 1) : NULL;

		if (with) {
			elide(&out, with);
			pial_strbuf_addstr(&out, with);
		} else {
			pial_strbuf_addch(&out, *text);
		}
		text = with ? end + 1 : text + 1;
	}
	done = pial_arena_strdup(b->arena, out.text);
	pial_strbuf_release(&out);
	return done;
}

/* A number as the French write it: 10,15. */
static const char *number(const struct pial_biller *b, int64_t value, unsigned scale,
			  unsigned least)
{
	struct pial_strbuf out;
	const char *text;

	pial_strbuf_init(&out, 64);
	pial_decimal_format(&out, value, scale, least, ',');
	text = pial_arena_strdup(b->arena, out.text);
	pial_strbuf_release(&out);
	return text;
}

/* 17/03/2025 */
static const char *day_text(const struct pial_biller *b, struct pial_date date)
{
	int year, month, day;

	if (!date.n)
		return "";
	pial_date_parts(date, &year, &month, &day);
	return pial_arena_printf(b->arena, "%02d/%02d/%04d", day, month, year);
}

/* The mention of a kind on the day of the invoice; NULL, said, when the data have none. */
static const struct pial_mention *mention_of(const struct pial_biller *b,
					     enum pial_mention_kind kind)
{
	const struct pial_mention *mention =
		pial_legal_mention(b->input->legal, kind, b->input->date);

	if (!mention)
		pial_diag_add(b->diags, NULL, PIAL_E_BILL_MENTION,
			      pial_choice_of(pial_choice_mention, (uint8_t)kind)->name,
			      "mentions", (int64_t)b->input->date.n);
	return mention;
}

static bool add_note(struct pial_biller *b, struct pial_invoice *invoice,
		     enum pial_mention_kind kind, const struct words *words)
{
	const struct pial_mention *mention = mention_of(b, kind);

	if (!mention)
		return false;
	invoice->note[invoice->notes++] = (struct pial_invoice_note){
		pial_billing_text(b, mention->code.n),
		fill(b, pial_billing_text(b, mention->text.n), words) };
	return true;
}

/* The reason of a tax that is not charged, on the breakdown and on each of its lines. */
static bool fill_exemption(struct pial_biller *b, struct pial_invoice *invoice,
			   struct pial_invoice_tax *tax)
{
	enum pial_mention_kind kind = pial_vat_mention((enum pial_vat_regime)invoice->seller.regime,
						       (enum pial_vat_category)tax->category);
	const struct pial_mention *mention;

	if (kind == PIAL_MENTION_NONE)
		return pial_diag_add(b->diags, NULL, PIAL_E_BILL_REGIME, invoice->seller.id);
	mention = mention_of(b, kind);
	if (!mention)
		return false;
	tax->exemption = pial_billing_text(b, mention->text.n);
	tax->vatex = pial_billing_text(b, mention->vatex.n);
	for (size_t i = 0; i < invoice->lines + invoice->allowances; i++)
		if (invoice->line[i].vat_category == tax->category)
			invoice->line[i].exemption = mention->text;
	return true;
}

static bool fill_taxes(struct pial_biller *b, struct pial_invoice *invoice)
{
	bool ok = true;

	/* What is outside VAT shows no VAT number of either side (BR-O-02). */
	if (invoice->tax[0].category == PIAL_VAT_O)
		invoice->seller.vat = invoice->buyer.vat = "";
	for (size_t i = 0; i < invoice->taxes; i++) {
		struct pial_invoice_tax *tax = &invoice->tax[i];
		struct pial_pos pos = pial_billing_pos(b, &invoice->line[0]);

		if (tax->category != PIAL_VAT_S)
			ok = fill_exemption(b, invoice, tax) && ok;
		else if (!pial_legal_vat(b->input->legal, tax->rate, b->input->date))
			ok = pial_diag_add(b->diags, &pos, PIAL_E_BILL_VAT_RATE,
					   (int64_t)tax->rate.e6 / 10, invoice->seller.id);
		else if (!*invoice->seller.vat)
			ok = pial_diag_add(b->diags, &pos, PIAL_E_BILL_NOT_LIABLE,
					   invoice->seller.id);
	}
	return ok;
}

enum pial_buyer_class pial_billing_class(const struct pial_biller *b,
					 const struct pial_invoice *invoice)
{
	return pial_buyer_class_of(b->input->model, invoice->line[0].buyer.n);
}

/* The days that contract or buyer agreed on; INT32_MIN: none. */
static int32_t agreed_days(const struct pial_biller *b, const struct pial_invoice *invoice)
{
	const struct pial_contract *contract =
		pial_model_contract(b->input->model, invoice->line[0].contract);
	const struct pial_party *party =
		pial_model_party(b->input->model, invoice->line[0].buyer.n);

	if (contract && contract->payment_days != INT32_MIN)
		return contract->payment_days;
	return party ? party->payment_days : INT32_MIN;
}

/* Last day of the ten days that hold a day: the 10th, the 20th, the end of the month. */
static struct pial_date decade_end(struct pial_date date)
{
	int year, month, day;

	pial_date_parts(date, &year, &month, &day);
	if (day > 20)
		return pial_month_last(pial_month_of(date));
	return pial_date_add(date, (day > 10 ? 20 : 10) - day);
}

static bool fill_due(struct pial_biller *b, struct pial_invoice *invoice,
		     const struct pial_term *term)
{
	int32_t days = agreed_days(b, invoice);
	bool decade = term->after == PIAL_TERM_AFTER_DECADE && invoice->first.n;
	struct pial_date lawful = pial_date_add(decade ? decade_end(invoice->first) : invoice->date,
						term->days);

	invoice->due = invoice->date;
	if (pial_invoice_is_credit(invoice->kind) || b->input->set_off)
		return true;
	if (pial_billing_is_paid(invoice)) {
		invoice->due = invoice->line[0].day;
		return true;
	}
	invoice->due = days == INT32_MIN ? lawful : pial_date_add(invoice->date, days);
	/* No agreement puts off what a farmer is owed for perishable food (L. 441-11 II 1°). */
	if (pial_invoice_is_self(invoice->kind) && invoice->due.n > lawful.n)
		invoice->due = lawful;
	if (invoice->due.n < invoice->date.n)
		invoice->due = invoice->date;
	return true;
}

/* Late interest: the half-year's rate and the points above it, or their formula. */
static bool add_late(struct pial_biller *b, struct pial_invoice *invoice,
		     const struct pial_term *term, struct words *words)
{
	const struct pial_legal_rate *ecb =
		pial_legal_rate(b->input->legal, PIAL_LEGAL_ECB, b->input->date);

	words->points = number(b, term->points.e6, 4, 0);
	if (!ecb)
		return add_note(b, invoice, PIAL_MENTION_LATE_FORMULA, words);
	words->rate = number(b, (int64_t)ecb->value.e6 + term->points.e6, 4, 2);
	return add_note(b, invoice, PIAL_MENTION_LATE, words);
}

/* The three notes that every invoice has (BR-FR-05). */
static bool add_payment(struct pial_biller *b, struct pial_invoice *invoice,
			const struct pial_term *term, struct words *words)
{
	const struct pial_legal_rate *recovery =
		pial_legal_rate(b->input->legal, PIAL_LEGAL_RECOVERY, b->input->date);

	if (!recovery)
		return pial_diag_add(b->diags, NULL, PIAL_E_BILL_MENTION, "recovery", "rates",
				     (int64_t)b->input->date.n);
	words->amount = number(b, recovery->amount.cents, 2,
			       recovery->amount.cents % 100 ? 2 : 0);
	return add_note(b, invoice, PIAL_MENTION_RECOVERY, words) &&
	       add_late(b, invoice, term, words) &&
	       add_note(b, invoice, PIAL_MENTION_DISCOUNT, words);
}

/* Who draws it up when the seller does not: by a written mandate, given before (CGI 289 I-2). */
static bool add_mandate(struct pial_biller *b, struct pial_invoice *invoice, struct words *words)
{
	const struct pial_invoice_line *line = &invoice->line[0];
	const struct pial_party *party = pial_model_party(b->input->model, line->seller.n);
	const struct pial_party *self = pial_model_party(b->input->model, b->self);
	bool mandated = b->input->model->policy.billing == PIAL_BILLING_MANDATE &&
			line->seller.n != b->self;

	invoice->issuer = "";
	if (!party || (!pial_invoice_is_self(invoice->kind) && !mandated))
		return true;
	if (!party->mandate.date.n || party->mandate.date.n > invoice->date.n)
		return pial_diag_add(b->diags, &party->pos, PIAL_E_BILL_MANDATE,
				     invoice->seller.id, (int64_t)invoice->date.n);
	if (!self || !self->legal_name.n)
		return pial_diag_add(b->diags, self ? &self->pos : NULL, PIAL_E_BILL_PARTY,
				     "self", PIAL_N_("legal name"), "BT-22");
	invoice->issuer = pial_billing_text(b, self->legal_name.n);
	words->issuer = invoice->issuer;
	words->reference = party->mandate.reference.n ?
		pial_billing_text(b, party->mandate.reference.n) : "écrit";
	words->date = day_text(b, party->mandate.date);
	if (pial_invoice_is_self(invoice->kind))
		return add_note(b, invoice, PIAL_MENTION_SELF_BILLED, words);
	return add_note(b, invoice, PIAL_MENTION_MANDATE, words);
}

/* How it is settled where nobody pays: the statement, by its month. */
static bool fill_set_off(struct pial_biller *b, struct pial_invoice *invoice, struct words *words)
{
	const struct pial_mention *mention;

	if (!b->input->set_off)
		return true;
	mention = mention_of(b, PIAL_MENTION_SET_OFF);
	if (!mention)
		return false;
	words->reference = b->input->set_off;
	invoice->set_off = fill(b, pial_billing_text(b, mention->text.n), words);
	return true;
}

/* What kind of document it is, where a reader might take it for a plain invoice. */
static bool add_kind(struct pial_biller *b, struct pial_invoice *invoice, struct words *words)
{
	if (pial_invoice_is_credit(invoice->kind)) {
		words->reference = invoice->preceding[0].number;
		words->date = day_text(b, invoice->preceding[0].date);
		return add_note(b, invoice, PIAL_MENTION_CREDIT, words);
	}
	if (invoice->kind == PIAL_INVOICE_PREPAYMENT)
		return add_note(b, invoice, PIAL_MENTION_PREPAYMENT, words);
	return true;
}

bool pial_billing_legal(struct pial_biller *b, struct pial_invoice *invoice)
{
	enum pial_buyer_class class = pial_billing_class(b, invoice);
	const struct pial_term *term = pial_legal_term(b->input->legal, class, invoice->date);
	struct words words = { "", "", "", invoice->seller.name, invoice->buyer.name, "", "", "" };

	if (!term)
		return pial_diag_add(b->diags, NULL, PIAL_E_BILL_MENTION,
				     pial_choice_of(pial_choice_buyer, (uint8_t)class)->name,
				     "terms", (int64_t)invoice->date.n);
	invoice->note = pial_arena_zalloc(b->arena, NOTES, sizeof(*invoice->note));
	return fill_taxes(b, invoice) && fill_due(b, invoice, term) &&
	       add_payment(b, invoice, term, &words) && add_mandate(b, invoice, &words) &&
	       fill_set_off(b, invoice, &words) && add_kind(b, invoice, &words);
}
