/*
 * One row a document; what is settled makes none.
 */
#include "report/due_view.h"

#include "load/field.h"
#include "load/row.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define ROW struct pial_due_view

static const struct pial_choice due_kind[] = {
	{ PIAL_PAYMENT_RECEIVED, "invoice", "facture à encaisser", "invoice" },
	{ PIAL_PAYMENT_REFUND, "credit", "avoir à rembourser", "credit note" },
	{ PIAL_PAYMENT_STATEMENT, "statement", "décompte à payer", "statement" },
	{ PIAL_DUE_ADVANCE, "advance", "avance à déduire", "advance to deduct" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field due_field[] = {
	{ FIELD("kind", "Nature", "Kind", ENUM, KEY, kind), .choice = due_kind },
	{ FIELD("party", "Qui", "Who", ID, KEY, party), .ref = PIAL_REF_PARTY },
	{ FIELD("due", "Échéance", "Due", DATE, KEY, due) },
	{ FIELD("seller", "Vendeur", "Seller", ID, KEY, seller), .ref = PIAL_REF_PARTY },
	{ FIELD("invoice", "Facture", "Invoice", TEXT, KEY, invoice) },
	{ FIELD("period", "Mois", "Month", MONTH, KEY, period) },
	{ FIELD("date", "Date", "Date", DATE, 0, date) },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, 0, amount) },
	{ FIELD("credited", "Avoirs (€)", "Credited (€)", MONEY, 0, credited) },
	{ FIELD("paid", "Payé (€)", "Paid (€)", MONEY, 0, paid) },
	{ FIELD("left", "Reste (€)", "Left (€)", MONEY, PIAL_F_SIGNED, left) },
	{ FIELD("late", "Retard (jours)", "Days late", INT, 0, late) },
	{ FIELD("rate", "Taux (%)", "Rate (%)", RATE, 0, rate) },
	{ FIELD("interest", "Intérêts (€)", "Interest (€)", MONEY, 0, interest) },
	{ FIELD("recovery", "Frais (€)", "Recovery (€)", MONEY, 0, recovery) },
};

const struct pial_schema pial_schema_view_due = {
	"due", NULL, "pial-invoice unpaid", "Ce qui reste à encaisser et à payer.",
	"What is still to be received and paid.", FIELDS(due_field, struct pial_due_view), NULL,
};

void pial_due_view_add(struct pial_table *out, const struct pial_register_entry *entry,
		       const struct pial_due *due)
{
	bool credit = pial_invoice_is_credit(entry->kind);
	struct pial_due_view view = {
		.kind = credit ? PIAL_PAYMENT_REFUND : PIAL_PAYMENT_RECEIVED,
		.seller = entry->seller, .invoice = entry->number, .party = entry->buyer,
		.period = entry->period, .date = entry->date, .due = entry->due,
		.late = due->late > 0 ? due->late : INT32_MIN, .amount = due->payable,
		.credited = due->credited, .paid = due->paid, .left = due->left,
		.rate = due->rate, .interest = PIAL_MONEY_NONE, .recovery = PIAL_MONEY_NONE,
	};

	if (!due->left.cents)
		return;
	if (due->late > 0) {
		view.recovery = due->recovery;
		if (!pial_rate_is_none(due->rate))
			view.interest = due->interest;
	}
	pial_table_add(out, &view);
}

void pial_due_view_prepaid(struct pial_table *out, const struct pial_prepaid *prepaid)
{
	struct pial_due_view view = {
		.kind = PIAL_DUE_ADVANCE, .seller = prepaid->seller, .party = prepaid->buyer,
		.late = INT32_MIN, .amount = prepaid->kept, .credited = prepaid->deducted,
		.paid = prepaid->credited,
		.left = { prepaid->kept.cents - prepaid->deducted.cents -
			  prepaid->credited.cents },
		.rate = PIAL_RATE_NONE, .interest = PIAL_MONEY_NONE,
		.recovery = PIAL_MONEY_NONE,
	};

	/* Below 0 the kitchen has had back what the producer has not given back yet. */
	if (view.left.cents > 0)
		pial_table_add(out, &view);
}

void pial_due_view_statement(struct pial_table *out, struct pial_producer_id producer,
			     struct pial_month period, struct pial_money net,
			     struct pial_money paid)
{
	struct pial_due_view view = {
		.kind = PIAL_PAYMENT_STATEMENT, .party = { producer.n }, .period = period,
		.late = INT32_MIN, .amount = net, .paid = paid,
		.left = { net.cents - paid.cents }, .rate = PIAL_RATE_NONE,
		.interest = PIAL_MONEY_NONE, .recovery = PIAL_MONEY_NONE,
	};

	if (net.cents > 0 && view.left.cents)
		pial_table_add(out, &view);
}
