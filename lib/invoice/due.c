/*
 * Added up from the registers and the ledger of payments each time it is asked.
 */
#include "invoice/due.h"

#include <string.h>

#include "num/round.h"

#include "base/banned.h"

#define DAYS_A_YEAR 365
#define RATE_ONE 1000000

static bool is_of(const struct pial_register_entry *credit,
		  const struct pial_register_entry *document)
{
	return credit->credits.n && credit->credits.n == document->number.n &&
	       credit->seller.n == document->seller.n;
}

static bool add_payments(const struct pial_register_entry *document,
			 const struct pial_payment *payment, size_t payments,
			 struct pial_date day, struct pial_money *sum)
{
	for (size_t i = 0; i < payments; i++)
		if (payment[i].invoice.n && payment[i].invoice.n == document->number.n &&
		    payment[i].seller.n == document->seller.n && payment[i].date.n <= day.n &&
		    !pial_add(sum->cents, payment[i].amount.cents, &sum->cents))
			return false;
	return true;
}

/* Credit notes of an invoice up to a day, and what was paid back of them, which is not paid. */
static bool add_credits(const struct pial_register_entry *document,
			const struct pial_register_entry *const *entry, size_t entries,
			const struct pial_payment *payment, size_t payments,
			struct pial_date day, struct pial_due *due)
{
	for (size_t i = 0; i < entries; i++) {
		struct pial_money back = { 0 };

		if (!is_of(entry[i], document) || entry[i]->date.n > day.n)
			continue;
		if (!pial_add(due->credited.cents, entry[i]->total.cents, &due->credited.cents) ||
		    !add_payments(entry[i], payment, payments, day, &back) ||
		    !pial_add(due->paid.cents, -back.cents, &due->paid.cents))
			return false;
	}
	return true;
}

/* What is left of an invoice; below 0: paid too much. */
static bool invoice_left(const struct pial_register_entry *document,
			 const struct pial_register_entry *const *entry, size_t entries,
			 const struct pial_payment *payment, size_t payments,
			 struct pial_date day, struct pial_due *due)
{
	return add_payments(document, payment, payments, day, &due->paid) &&
	       add_credits(document, entry, entries, payment, payments, day, due) &&
	       pial_add(document->payable.cents, -due->credited.cents, &due->left.cents) &&
	       pial_add(due->left.cents, -due->paid.cents, &due->left.cents);
}

/* A credit note is paid back only as far as its invoice was paid above what stays of it. */
static bool credit_left(const struct pial_register_entry *document,
			const struct pial_register_entry *const *entry, size_t entries,
			const struct pial_payment *payment, size_t payments,
			struct pial_date day, struct pial_due *due)
{
	struct pial_due invoice = { .left = { 0 } };

	for (size_t i = 0; i < entries; i++)
		if (is_of(document, entry[i]) && !invoice_left(entry[i], entry, entries, payment,
							       payments, day, &invoice))
			return false;
	if (!add_payments(document, payment, payments, day, &due->paid) ||
	    !pial_add(document->payable.cents, -due->paid.cents, &due->left.cents))
		return false;
	if (due->left.cents > -invoice.left.cents)
		due->left.cents = invoice.left.cents < 0 ? -invoice.left.cents : 0;
	return true;
}

/* Interest and lump sum of what is late. */
static bool add_late(const struct pial_model *model, const struct pial_legal *legal,
		     const struct pial_register_entry *document, struct pial_due *due,
		     struct pial_date day)
{
	struct pial_date since = pial_date_add(document->due, 1);
	const struct pial_legal_rate *ecb = pial_legal_rate(legal, PIAL_LEGAL_ECB, since);
	const struct pial_legal_rate *recovery =
		pial_legal_rate(legal, PIAL_LEGAL_RECOVERY, since);
	const struct pial_term *term =
		pial_legal_term(legal, pial_buyer_class_of(model, document->buyer.n), since);
	int64_t yearly;

	due->late = pial_date_diff(document->due, day);
	if (recovery && !pial_money_is_none(recovery->amount))
		due->recovery = recovery->amount;
	if (!ecb || !term || pial_rate_is_none(ecb->value) || pial_rate_is_none(term->points))
		return true;
	due->rate.e6 = ecb->value.e6 + term->points.e6;
	return pial_muldiv((int64_t)due->rate.e6, due->late, 1, PIAL_ROUND_NEVER, &yearly) &&
	       pial_muldiv(due->left.cents, yearly, (int64_t)RATE_ONE * DAYS_A_YEAR,
			   PIAL_ROUND_HALF_AWAY, &due->interest.cents);
}

bool pial_due_on(const struct pial_model *model, const struct pial_legal *legal,
		 const struct pial_register_entry *document,
		 const struct pial_register_entry *const *entry, size_t entries,
		 const struct pial_payment *payment, size_t payments, struct pial_due *due,
		 struct pial_date day)
{
	bool credit = pial_invoice_is_credit(document->kind);

	memset(due, 0, sizeof(*due));
	due->payable = document->payable;
	due->rate = PIAL_RATE_NONE;
	if (credit ? !credit_left(document, entry, entries, payment, payments, day, due) :
		     !invoice_left(document, entry, entries, payment, payments, day, due))
		return false;
	if (credit || due->left.cents <= 0 ||
	    pial_date_is_none(document->due) || day.n <= document->due.n)
		return true;
	return add_late(model, legal, document, due, day);
}
