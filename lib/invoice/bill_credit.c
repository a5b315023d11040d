/*
 * VAT of credit notes: together they take back the VAT of their invoice, and no more.
 *
 * VAT is rounded once for each document and rate, so the VAT of an invoice and that of its credit
 * notes, each right by itself, may differ by a cent, which nobody would ever be owed. The VAT of a
 * credit note is base x rate as long as what it leaves of the invoice's VAT is within a cent of
 * what the rest of its base comes to; the one that leaves nothing of the base takes all the VAT
 * there is. So no credit note is more than a cent from base x rate at any rate (rounding is
 * additive to a cent, and what is left is kept within one), which the official rules take (BR-CO-17
 * tolerates a euro). The cent is written on a line, so that whoever adds up lines finds the
 * document's VAT.
 *
 * Rejected: to round what is credited so far and subtract, which moves a cent in notes where
 * nothing would be lost; to leave the cent to the invoice, which would stay unpaid for ever.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "invoice/bill_priv.h"
#include "num/round.h"

#include "base/banned.h"

/* What there is of an invoice at one rate, once the credit notes there are already are off. */
struct rest {
	int64_t basis;	/* cents without VAT */
	int64_t vat;	/* cents */
};

static bool at_rate(const struct pial_invoice_line *line, const struct pial_invoice_tax *tax)
{
	return line->vat_category == tax->category && line->vat_rate.e6 == tax->rate.e6;
}

static bool is_credit(const struct pial_invoice_line *line)
{
	return line->kind == PIAL_LINE_CREDIT || line->credits.n;
}

/* The invoice and each of its credit notes: a run of lines each. */
static int compare_documents(const void *left, const void *right)
{
	const struct pial_invoice_line *a = *(const struct pial_invoice_line *const *)left;
	const struct pial_invoice_line *b = *(const struct pial_invoice_line *const *)right;
	int order = (a->invoice.n > b->invoice.n) - (a->invoice.n < b->invoice.n);

	return order ? order : (int)is_credit(a) - (int)is_credit(b);
}

/* Adds one document, from its lines at the rate. */
static bool add_document(const struct pial_invoice_line *const *line, size_t lines,
			 struct rest *rest)
{
	bool credit = is_credit(line[0]);
	int64_t rounding = 0;
	struct pial_money basis = { 0 }, vat;

	for (size_t i = 0; i < lines; i++)
		if (!pial_add(basis.cents, pial_invoice_line_adds(line[i]), &basis.cents) ||
		    !pial_add(rounding, pial_invoice_line_rounding(line[i]), &rounding))
			return false;
	if (!pial_money_rate(basis, line[0]->vat_rate, PIAL_ROUND_HALF_AWAY, &vat) ||
	    !pial_add(vat.cents, rounding, &vat.cents))
		return false;
	return pial_add(rest->basis, credit ? -basis.cents : basis.cents, &rest->basis) &&
	       pial_add(rest->vat, credit ? -vat.cents : vat.cents, &rest->vat);
}

static bool rest_of(const struct pial_bill_input *in, const struct pial_invoice_tax *tax,
		    struct rest *rest)
{
	const struct pial_invoice_line **line = pial_calloc(in->originals + 1, sizeof(*line));
	size_t count = 0;
	bool ok = true;

	*rest = (struct rest){ 0, 0 };
	for (size_t i = 0; i < in->originals; i++)
		if (at_rate(&in->original[i], tax))
			line[count++] = &in->original[i];
	if (count)
		qsort(line, count, sizeof(*line), compare_documents);
	for (size_t from = 0, end; ok && from < count; from = end) {
		for (end = from + 1; end < count; end++)
			if (compare_documents(&line[end], &line[from]))
				break;
		ok = add_document(line + from, end - from, rest);
	}
	free(line);
	return ok;
}

/* Writes the cent on the first line of the rate. */
static void note_rounding(struct pial_invoice *invoice, const struct pial_invoice_tax *tax,
			  int64_t cents)
{
	for (size_t i = 0; i < invoice->lines + invoice->allowances; i++)
		if (at_rate(&invoice->line[i], tax)) {
			invoice->line[i].vat_rounding.cents = cents;
			return;
		}
}

/* The VAT that a credit note takes at one rate: base x rate, but for what must stay right. */
static bool tax_credit(const struct pial_bill_input *in, struct pial_invoice *invoice,
		       struct pial_invoice_tax *tax)
{
	struct pial_money stays, right;
	int64_t least = 0, most = 0;
	struct rest rest;

	if (!rest_of(in, tax, &rest) ||
	    !pial_add(rest.basis, -tax->basis.cents, &stays.cents) ||
	    !pial_money_rate(stays, tax->rate, PIAL_ROUND_HALF_AWAY, &right))
		return false;
	if (stays.cents > 0) {
		least = right.cents > 1 ? right.cents - 1 : 0;
		most = right.cents + 1;
	}
	stays.cents = rest.vat - tax->amount.cents;
	if (stays.cents >= least && stays.cents <= most)
		return true;
	stays.cents = rest.vat - (stays.cents < least ? least : most);
	note_rounding(invoice, tax, stays.cents - tax->amount.cents);
	tax->amount = stays;
	return true;
}

bool pial_billing_credit_taxes(struct pial_biller *b, struct pial_invoice *invoice)
{
	if (!pial_invoice_is_credit(invoice->kind) || !b->input->original)
		return true;
	for (size_t i = 0; i < invoice->taxes; i++)
		if (!tax_credit(b->input, invoice, &invoice->tax[i]))
			return false;
	return true;
}

bool pial_billing_credit_fits(struct pial_biller *b, const struct pial_invoice *invoice)
{
	struct pial_pos pos = pial_billing_pos(b, &invoice->line[0]);
	bool ok = true;

	if (!pial_invoice_is_credit(invoice->kind) || !b->input->original)
		return true;
	for (size_t i = 0; i < invoice->taxes; i++) {
		struct rest rest;

		if (!rest_of(b->input, &invoice->tax[i], &rest))
			return pial_diag_add(b->diags, NULL, PIAL_E_AMOUNT);
		if (invoice->tax[i].basis.cents > rest.basis)
			ok = pial_diag_add(b->diags, &pos, PIAL_E_BILL_CREDIT,
					   invoice->preceding[0].number,
					   invoice->tax[i].basis.cents, rest.basis);
	}
	return ok;
}
