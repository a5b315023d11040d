/*
 * Taxes and totals, from the lines and what is taken off them alone.
 *
 * VAT is rounded once for each category and rate (EN 16931, BR-CO-17), half away from zero (CIBS L.
 * 131-2: a half counts for one). Summing rounded lines, which paper invoices may do, has no place
 * in the norm.
 */
#include "base/alloc.h"
#include "invoice/bill_priv.h"
#include "num/round.h"

#include "base/banned.h"

/* The tax of a line's category and rate; taxes stay sorted. */
static struct pial_invoice_tax *tax_of(struct pial_invoice *invoice,
				       const struct pial_invoice_line *line)
{
	size_t at = 0;

	while (at < invoice->taxes && (invoice->tax[at].category < line->vat_category ||
				       (invoice->tax[at].category == line->vat_category &&
					invoice->tax[at].rate.e6 < line->vat_rate.e6)))
		at++;
	if (at < invoice->taxes && invoice->tax[at].category == line->vat_category &&
	    invoice->tax[at].rate.e6 == line->vat_rate.e6)
		return &invoice->tax[at];
	for (size_t i = invoice->taxes; i > at; i--)
		invoice->tax[i] = invoice->tax[i - 1];
	invoice->taxes++;
	invoice->tax[at] = (struct pial_invoice_tax){
		.rate = line->vat_rate, .exemption = "", .vatex = "",
		.category = line->vat_category };
	return &invoice->tax[at];
}

static bool sum_lines(struct pial_invoice *invoice)
{
	for (size_t i = 0; i < invoice->lines + invoice->allowances; i++) {
		const struct pial_invoice_line *line = &invoice->line[i];
		struct pial_invoice_tax *tax = tax_of(invoice, line);
		struct pial_money *sum = i < invoice->lines ? &invoice->gross : &invoice->allowed;

		if (!pial_add(tax->basis.cents, pial_invoice_line_adds(line),
			      &tax->basis.cents) ||
		    !pial_add(sum->cents, line->net.cents, &sum->cents))
			return false;
	}
	return pial_add(invoice->gross.cents, -invoice->allowed.cents, &invoice->net.cents);
}

/* No more may be taken off than there is, at any rate: an invoice below 0 is no invoice. */
static bool check_allowed(struct pial_biller *b, const struct pial_invoice *invoice)
{
	struct pial_pos pos = pial_billing_pos(b, &invoice->line[0]);

	for (size_t i = 0; invoice->allowances && i < invoice->taxes; i++)
		if (invoice->tax[i].basis.cents < 0)
			return pial_diag_add(b->diags, &pos, PIAL_E_BILL_ALLOWANCE,
					     pial_billing_text(b, invoice->line[0].seller.n),
					     invoice->allowed.cents, invoice->gross.cents);
	return true;
}

static bool sum_taxes(struct pial_biller *b, struct pial_invoice *invoice)
{
	for (size_t i = 0; i < invoice->taxes; i++) {
		struct pial_invoice_tax *tax = &invoice->tax[i];

		if (!pial_money_rate(tax->basis, tax->rate, PIAL_ROUND_HALF_AWAY, &tax->amount))
			return false;
	}
	if (!pial_billing_credit_taxes(b, invoice))
		return false;
	for (size_t i = 0; i < invoice->taxes; i++)
		if (!pial_add(invoice->vat.cents, invoice->tax[i].amount.cents,
			      &invoice->vat.cents))
			return false;
	return pial_add(invoice->net.cents, invoice->vat.cents, &invoice->total.cents);
}

/*
 * What the buyer paid ahead: as much of it as the invoice comes to. References stand in their
 * order; those that earlier invoices of this run have used up are passed over.
 */
static void take_prepaid(struct pial_biller *b, struct pial_invoice *invoice,
			 const struct pial_bill_prepaid *prepaid, int64_t *taken)
{
	int64_t skip = *taken, left = invoice->total.cents;

	invoice->preceding = pial_arena_zalloc(b->arena, prepaid->refs + 1,
					       sizeof(*invoice->preceding));
	for (size_t i = 0; i < prepaid->refs && left > 0; i++) {
		struct pial_invoice_ref *ref = &invoice->preceding[invoice->precedings];
		int64_t part = prepaid->ref[i].amount.cents;

		if (part <= skip) {
			skip -= part;
			continue;
		}
		part -= skip;
		skip = 0;
		if (part > left)
			part = left;
		left -= part;
		*taken += part;
		*ref = prepaid->ref[i];
		ref->number = pial_arena_strdup(b->arena, ref->number);
		ref->amount.cents = part;
		invoice->precedings++;
	}
}

/* Goods take what was paid ahead on them; a fee, or what is called for the fund, does not. */
static void find_prepaid(struct pial_biller *b, struct pial_invoice *invoice)
{
	const struct pial_bill_input *in = b->input;
	bool goods = false;

	for (size_t i = 0; i < invoice->lines; i++)
		goods = goods || invoice->line[i].product.n;
	if (!goods || in->precedings || pial_invoice_is_credit(invoice->kind))
		return;
	for (size_t i = 0; i < in->prepaids; i++)
		if (in->prepaid[i].seller.n == invoice->line[0].seller.n &&
		    in->prepaid[i].buyer.n == invoice->line[0].buyer.n)
			take_prepaid(b, invoice, &in->prepaid[i], &b->taken[i]);
}

static bool sum_prepaid(struct pial_biller *b, struct pial_invoice *invoice)
{
	find_prepaid(b, invoice);
	if (pial_billing_is_paid(invoice)) {
		invoice->prepaid = invoice->total;
		return true;
	}
	if (!pial_invoice_is_credit(invoice->kind))
		for (size_t i = 0; i < invoice->precedings; i++)
			if (!pial_add(invoice->prepaid.cents, invoice->preceding[i].amount.cents,
				      &invoice->prepaid.cents))
				return pial_diag_add(b->diags, NULL, PIAL_E_AMOUNT);
	if (invoice->prepaid.cents > invoice->total.cents || invoice->prepaid.cents < 0) {
		struct pial_pos pos = pial_billing_pos(b, &invoice->line[0]);

		return pial_diag_add(b->diags, &pos, PIAL_E_BILL_PREPAID, invoice->prepaid.cents,
				     invoice->total.cents);
	}
	invoice->payable.cents = invoice->total.cents - invoice->prepaid.cents;
	if (b->input->set_off) {
		invoice->rounding.cents = b->input->settled.cents - invoice->payable.cents;
		invoice->payable = b->input->settled;
	}
	return true;
}

/*
 * Why a line bears no VAT, as a number: the kind of its mention, whose wording may change within a
 * month and is that of the invoice's date in the end (bill_legal.c); else the text itself.
 */
static uint32_t reason_of(const struct pial_biller *b, struct pial_text text)
{
	const struct pial_legal *legal = b->input->legal;

	for (size_t i = 0; i < legal->mentions; i++)
		if (legal->mention[i].text.n == text.n)
			return legal->mention[i].mention;
	return UINT8_MAX + text.n;
}

/* Says that a line's reason is not that of the others; always false. */
static bool mixed(const struct pial_biller *b, const struct pial_invoice_line *line)
{
	struct pial_pos pos = pial_billing_pos(b, line);

	return pial_diag_add(b->diags, &pos, PIAL_E_BILL_MIXED, pial_billing_text(b, line->label.n),
			     pial_billing_text(b, line->seller.n),
			     pial_billing_text(b, line->buyer.n), "BR-E-01");
}

/* One breakdown in E holds one reason; what is outside VAT is apart already (bill.c). */
static bool check_mixed(struct pial_biller *b, const struct pial_invoice *invoice)
{
	uint32_t reason = 0;

	for (size_t i = 0; i < invoice->lines; i++) {
		const struct pial_invoice_line *line = &invoice->line[i];

		if (line->vat_category != PIAL_VAT_E || !line->exemption.n)
			continue;
		if (reason && reason != reason_of(b, line->exemption))
			return mixed(b, line);
		reason = reason_of(b, line->exemption);
	}
	return true;
}

bool pial_billing_sums(struct pial_biller *b, struct pial_invoice *invoice)
{
	/* As many taxes as lines at most. */
	invoice->tax = pial_arena_zalloc(b->arena, invoice->lines + invoice->allowances,
					 sizeof(*invoice->tax));
	if (!sum_lines(invoice))
		return pial_diag_add(b->diags, NULL, PIAL_E_AMOUNT);
	/* First: the VAT of what is more than there is means nothing. */
	if (!pial_billing_credit_fits(b, invoice))
		return false;
	if (!sum_taxes(b, invoice))
		return pial_diag_add(b->diags, NULL, PIAL_E_AMOUNT);
	return check_allowed(b, invoice) && check_mixed(b, invoice) && sum_prepaid(b, invoice);
}
