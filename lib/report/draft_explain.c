/*
 * Sentences, one a step, in the order in which a person would check them: price, revision, amount,
 * VAT, fees.
 */
#include "report/draft_explain.h"

#include <stdarg.h>

#include "invoice/fee.h"
#include "markup/words.h"
#include "model/revision.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* One line being explained. */
struct explaining {
	struct pial_strbuf *out;		/* the text */
	const struct pial_model *model;		/* contracts, names */
	const struct pial_invoice_line *line;	/* which */
	enum pial_lang lang;			/* of the text */
};

static const char *text_of(const struct explaining *e, uint32_t n)
{
	return pial_model_text(e->model, n);
}

static void say_list(const struct explaining *e, const char *indent, const char *message,
		     size_t count, va_list list)
{
	const char *text[6];

	for (size_t i = 0; i < count && i < PIAL_COUNT(text); i++)
		text[i] = va_arg(list, const char *);
	pial_strbuf_addstr(e->out, indent);
	pial_say_phrase(e->out, e->lang, message, text, count);
	pial_strbuf_addch(e->out, '\n');
}

/* Adds an indented sentence; what stands for %1 and on are the texts given. */
static void say(const struct explaining *e, const char *message, size_t count, ...)
{
	va_list list;

	va_start(list, count);
	say_list(e, "  ", message, count, list);
	va_end(list);
}

/* As say, under the sentence before. */
static void say_under(const struct explaining *e, const char *message, size_t count, ...)
{
	va_list list;

	va_start(list, count);
	say_list(e, "    ", message, count, list);
	va_end(list);
}

static void add_euros(const struct explaining *e, struct pial_strbuf *out, int64_t value,
		      unsigned scale)
{
	pial_words_number(out, value, scale, 2, e->lang);
	pial_strbuf_addstr(out, PIAL_NBSP "€");
}

static void add_percent(const struct explaining *e, struct pial_strbuf *out, struct pial_rate rate)
{
	pial_words_percent(out, rate.e6, 4, 0, e->lang);
}

static void add_party(const struct explaining *e, struct pial_strbuf *out, uint32_t id)
{
	if (pial_model_producer(e->model, (struct pial_producer_id){ id }))
		pial_say_producer(out, e->model, (struct pial_producer_id){ id });
	else if (pial_model_kitchen(e->model, (struct pial_kitchen_id){ id }))
		pial_say_kitchen(out, e->model, (struct pial_kitchen_id){ id });
	else
		pial_strbuf_addstr(out, text_of(e, e->model->policy.name.n));
}

static void say_title(const struct explaining *e)
{
	const struct pial_invoice_line *line = e->line;

	pial_strbuf_addf(e->out, "%s, ", text_of(e, line->label.n));
	add_party(e, e->out, line->seller.n);
	pial_strbuf_addstr(e->out, " → ");
	add_party(e, e->out, line->buyer.n);
	pial_strbuf_addstr(e->out, ", ");
	if (line->day.n)
		pial_say_day(e->out, line->day, true, e->lang);
	else
		pial_say_month(e->out, line->period, e->lang);
	if (line->note.n)
		pial_strbuf_addf(e->out, " (%s)", text_of(e, line->note.n));
	pial_strbuf_addch(e->out, '\n');
}

/* A factor of the sum: `60 % × 1,078`, with the two values that make the ratio. */
static void say_part(const struct explaining *e, const struct pial_revision_part *written,
		     const struct pial_revised_part *part)
{
	struct pial_strbuf share, ratio, now, base;

	pial_strbuf_init(&share, PIAL_STRBUF_TEXT);
	add_percent(e, &share, written->share);
	if (!written->index.n) {
		say_under(e, PIAL_N_("%1 of the price is fixed"), 1, share.text);
		pial_strbuf_release(&share);
		return;
	}
	pial_strbuf_init(&ratio, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&now, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&base, PIAL_STRBUF_TEXT);
	pial_words_number(&ratio, part->ratio, (unsigned)part->decimals, 0, e->lang);
	pial_words_number(&now, part->now.milli, 3, 0, e->lang);
	pial_strbuf_addstr(&now, " (");
	pial_say_month(&now, part->month, e->lang);
	pial_strbuf_addch(&now, ')');
	pial_words_number(&base, part->base.milli, 3, 0, e->lang);
	pial_strbuf_addstr(&base, " (");
	pial_say_month(&base, part->base_month, e->lang);
	pial_strbuf_addch(&base, ')');
	say_under(e, PIAL_N_("%1 of the price follows %2: %3 / %4 = %5"), 5, share.text,
	    text_of(e, written->index.n), now.text, base.text, ratio.text);
	pial_strbuf_release(&base);
	pial_strbuf_release(&now);
	pial_strbuf_release(&ratio);
	pial_strbuf_release(&share);
}

static void say_bound(const struct explaining *e, const struct pial_revision *formula,
		      const struct pial_revised *revised)
{
	struct pial_strbuf rate;

	pial_strbuf_init(&rate, PIAL_STRBUF_TEXT);
	if (revised->floored) {
		add_percent(e, &rate, formula->floor);
		say_under(e, PIAL_N_("the contract's floor (%1) decides"), 1, rate.text);
	} else if (revised->capped) {
		add_percent(e, &rate, formula->cap);
		say_under(e, PIAL_N_("the contract's cap (%1) decides"), 1, rate.text);
	}
	pial_strbuf_release(&rate);
}

/* The newest revision of a contract's price; a chained one begins where the last ended. */
static void say_revision(const struct explaining *e, const struct pial_contract *contract,
			 const struct pial_contract_line *line,
			 const struct pial_revised *revised)
{
	const struct pial_revision *formula = line->formula;
	struct pial_date before = { 0 };
	struct pial_strbuf day, price, coefficient;

	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&price, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&coefficient, PIAL_STRBUF_TEXT);
	pial_say_day(&day, revised->since, true, e->lang);
	add_euros(e, &price, revised->price.e4, 4);
	say(e, PIAL_N_("Revised on %1 to %2:"), 2, day.text, price.text);
	if (formula->chained == PIAL_YES)
		before = pial_revision_since(contract, formula,
					     pial_date_add(revised->since, -1));
	for (uint32_t i = 0; i < formula->part_count; i++) {
		struct pial_revised_part part;

		if (pial_revision_part_on(e->model, formula, &formula->part[i], before,
					  revised->since, &part))
			say_part(e, &formula->part[i], &part);
	}
	pial_strbuf_clear(&price);
	add_euros(e, &price, revised->written.e4, 4);
	pial_words_number(&coefficient, revised->coefficient_e9, 9, 0, e->lang);
	say_under(e, PIAL_N_("in all %1 × %2"), 2, price.text, coefficient.text);
	say_bound(e, formula, revised);
	pial_strbuf_release(&coefficient);
	pial_strbuf_release(&price);
	pial_strbuf_release(&day);
}

/* The contract's price, or where else the line's price comes from. */
static void say_price(const struct explaining *e)
{
	const struct pial_invoice_line *line = e->line;
	const struct pial_contract *contract = pial_model_contract(e->model, line->contract);
	const struct pial_contract_line *row =
		contract ? pial_contract_line_on(contract, line->product, line->day) : NULL;
	const struct pial_product *product = pial_model_product(e->model, line->product);
	struct pial_revised revised = { .price = PIAL_PRICE_NONE };
	struct pial_strbuf price;

	pial_strbuf_init(&price, PIAL_STRBUF_TEXT);
	if (row) {
		pial_price_revise(e->model, contract, row, line->day, &revised);
		add_euros(e, &price, row->price.e4, 4);
		say(e, PIAL_N_("Price: %2 in contract %1"), 2, text_of(e, contract->id.n),
		    price.text);
		if (revised.state == PIAL_REVISED_DONE)
			say_revision(e, contract, row, &revised);
	} else if (product && !pial_price_is_none(product->reference_price)) {
		revised.price = product->reference_price;
		add_euros(e, &price, revised.price.e4, 4);
		say(e, PIAL_N_("Price: %1, the product's reference price; no contract has it that "
			       "day"), 1, price.text);
	}
	if (revised.price.e4 != line->price.e4) {
		pial_strbuf_clear(&price);
		add_euros(e, &price, line->price.e4, 4);
		say(e, PIAL_N_("Price taken: %1, as agreed with the order or the allocation"), 1,
		    price.text);
	}
	pial_strbuf_release(&price);
}

static void say_amount(const struct explaining *e)
{
	const struct pial_invoice_line *line = e->line;
	struct pial_strbuf quantity, price, net;

	pial_strbuf_init(&quantity, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&price, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&net, PIAL_STRBUF_TEXT);
	pial_say_quantity(&quantity, line->quantity, line->unit, e->lang);
	add_euros(e, &price, line->price.e4, 4);
	add_euros(e, &net, line->net.cents, 2);
	say(e, PIAL_N_("Amount: %1 × %2 = %3, to the nearest cent"), 3, quantity.text, price.text,
	    net.text);
	pial_strbuf_release(&net);
	pial_strbuf_release(&price);
	pial_strbuf_release(&quantity);
}

static void say_vat(const struct explaining *e)
{
	const struct pial_invoice_line *line = e->line;
	struct pial_strbuf rate;

	pial_strbuf_init(&rate, PIAL_STRBUF_TEXT);
	if (line->vat_category == PIAL_VAT_S) {
		add_percent(e, &rate, line->vat_rate);
		say(e, PIAL_N_("VAT: %1 of the sum of the invoice's lines at that rate"), 1,
		    rate.text);
	} else {
		say(e, PIAL_N_("VAT: none (%1)"), 1,
		    line->exemption.n ? text_of(e, line->exemption.n) : "?");
	}
	pial_strbuf_release(&rate);
}

/* What a fee is counted by: a rate, or so much a kilogram, a delivery, an invoice. */
static void add_form(const struct explaining *e, const struct pial_fee *fee,
		     struct pial_strbuf *out)
{
	if (!pial_rate_is_none(fee->rate)) {
		add_percent(e, out, fee->rate);
	} else if (!pial_price_is_none(fee->per_kg)) {
		add_euros(e, out, fee->per_kg.e4, 4);
		pial_strbuf_addstr(out, "/kg");
	} else if (!pial_money_is_none(fee->per_delivery)) {
		add_euros(e, out, fee->per_delivery.cents, 2);
		pial_strbuf_addf(out, "/%s", pial_tr(e->lang, PIAL_N_("delivery note")));
	} else if (!pial_money_is_none(fee->per_invoice)) {
		add_euros(e, out, fee->per_invoice.cents, 2);
		pial_strbuf_addf(out, "/%s", pial_tr(e->lang, PIAL_N_("invoice")));
	}
}

/* The fees of that day: inside the price, taken from the producer, or lines of their own. */
static void say_fees(const struct explaining *e)
{
	const struct pial_policy *policy = &e->model->policy;
	struct pial_strbuf form;

	pial_strbuf_init(&form, PIAL_STRBUF_TEXT);
	for (uint32_t i = 0; i < policy->fee_count; i++) {
		const struct pial_fee *fee = &policy->fee[i];
		const char *how = PIAL_N_("Fee: %1, %2, taken from what the producer gets");

		if (!pial_fee_applies(fee, e->line->day))
			continue;
		if (pial_fee_is_line(fee))
			how = PIAL_N_("Fee: %1, %2, a line of its own, counted over the month");
		else if (fee->in_price == PIAL_YES)
			how = PIAL_N_("Fee: %1, %2, inside the price");
		pial_strbuf_clear(&form);
		add_form(e, fee, &form);
		say(e, how, 2, text_of(e, fee->name.n), form.text);
	}
	pial_strbuf_release(&form);
}

/* A fee's own line: its form and the amount. */
static void say_fee_line(const struct explaining *e)
{
	const struct pial_policy *policy = &e->model->policy;
	struct pial_strbuf form, first;

	pial_strbuf_init(&form, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&first, PIAL_STRBUF_TEXT);
	for (uint32_t i = 0; i < policy->fee_count; i++) {
		const struct pial_fee *fee = &policy->fee[i];

		if (fee->name.n != e->line->label.n || !pial_fee_is_line(fee))
			continue;
		pial_strbuf_clear(&form);
		add_form(e, fee, &form);
		say(e, PIAL_N_("Counted by %1 on the month's deliveries on which it is due, "
			       "rounded once"), 1, form.text);
		if (!pial_date_is_none(fee->from)) {
			pial_strbuf_clear(&first);
			pial_say_day(&first, fee->from, true, e->lang);
			say(e, PIAL_N_("Due from %1 on"), 1, first.text);
		}
	}
	pial_strbuf_release(&first);
	pial_strbuf_release(&form);
}

void pial_draft_explain(struct pial_strbuf *out, const struct pial_model *model,
			const struct pial_invoice_line *line, size_t lines, enum pial_lang lang)
{
	for (size_t i = 0; i < lines; i++) {
		struct explaining e = { out, model, &line[i], lang };

		if (i)
			pial_strbuf_addch(out, '\n');
		say_title(&e);
		if (line[i].product.n)
			say_price(&e);
		else
			say_fee_line(&e);
		say_amount(&e);
		say_vat(&e);
		if (line[i].product.n)
			say_fees(&e);
	}
	if (!lines)
		pial_strbuf_addf(out, "%s\n", pial_tr(lang, PIAL_N_("Nothing.")));
}
