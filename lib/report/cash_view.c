/*
 * Balances are added up from the ledgers and stored nowhere.
 */
#include "report/cash_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/field.h"
#include "load/row.h"
#include "num/round.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define ROW struct pial_advance_view

static const struct pial_field advance_field[] = {
	{ FIELD("advance", "Avance", "Advance", TEXT, KEY, advance) },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, 0, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("lender", "Prêteur", "Lender", TEXT, 0, lender) },
	{ FIELD("date", "Versée le", "Granted on", DATE, 0, date) },
	{ FIELD("granted", "Versé (€)", "Granted (€)", MONEY, 0, granted) },
	{ FIELD("repaid", "Remboursé (€)", "Repaid (€)", MONEY, 0, repaid) },
	{ FIELD("waived", "Abandonné (€)", "Waived (€)", MONEY, 0, waived) },
	{ FIELD("balance", "Reste (€)", "Balance (€)", MONEY, PIAL_F_SIGNED, balance) },
	{ FIELD("last", "Dernier décompte", "Last statement", MONTH, 0, last) },
};

const struct pial_schema pial_schema_view_advances = {
	"advances", NULL, "pial-invoice advance", "Où en est chaque avance.",
	"Where each advance stands.", FIELDS(advance_field, struct pial_advance_view), NULL,
};

#undef ROW
#define ROW struct pial_fund_view

static const struct pial_field fund_field[] = {
	{ FIELD("entry", "Écriture", "Entry", INT, KEY, entry) },
	{ FIELD("date", "Date", "Date", DATE, 0, date) },
	{ FIELD("kind", "Nature", "Kind", ENUM, 0, kind), .choice = pial_choice_fund },
	{ FIELD("period", "Mois", "Month", MONTH, 0, period) },
	{ FIELD("party", "Qui", "Who", TEXT, 0, party) },
	{ FIELD("label", "Libellé", "Label", TEXT, 0, label) },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, PIAL_F_SIGNED, amount) },
	{ FIELD("balance", "Solde (€)", "Balance (€)", MONEY, PIAL_F_SIGNED, balance) },
};

const struct pial_schema pial_schema_view_fund = {
	"fund", NULL, "pial-invoice fund", "Le fonds commun et son solde.",
	"The shared fund and its balance.", FIELDS(fund_field, struct pial_fund_view), NULL,
};

static bool add_entry(struct pial_advance_view *view, const struct pial_advance_entry *entry)
{
	struct pial_money *part = &view->repaid;
	int64_t cents = entry->amount.cents;

	if (entry->kind == PIAL_ADVANCE_GRANTED)
		part = &view->granted;
	else if (entry->kind == PIAL_ADVANCE_WAIVED)
		part = &view->waived;
	if (entry->period.n > view->last.n)
		view->last = entry->period;
	return pial_add(part->cents, cents, &part->cents) &&
	       pial_add(view->balance.cents, part == &view->granted ? cents : -cents,
			&view->balance.cents);
}

bool pial_advance_view_make(struct pial_table *out, const struct pial_advance_entry *entry,
			    size_t entries)
{
	for (size_t i = 0, end; i < entries; i = end) {
		struct pial_advance_view view = {
			.advance = entry[i].advance, .producer = entry[i].producer,
			.lender = entry[i].lender, .date = entry[i].date,
		};

		for (end = i; end < entries && entry[end].advance.n == entry[i].advance.n; end++)
			if (!add_entry(&view, &entry[end]))
				return false;
		pial_table_add(out, &view);
	}
	return true;
}

static int compare_lines(const void *left, const void *right)
{
	const struct pial_fund_entry *const *a = left, *const *b = right;

	return ((*a)->line > (*b)->line) - ((*a)->line < (*b)->line);
}

bool pial_fund_view_make(struct pial_table *out, const struct pial_fund_entry *entry,
			 size_t entries)
{
	const struct pial_fund_entry **row = pial_calloc(entries + 1, sizeof(*row));
	struct pial_money balance = { 0 };
	bool ok = true;

	for (size_t i = 0; i < entries; i++)
		row[i] = &entry[i];
	if (entries)
		qsort(row, entries, sizeof(*row), compare_lines);
	for (size_t i = 0; ok && i < entries; i++) {
		struct pial_fund_view view = {
			.entry = (int32_t)(i + 1), .date = row[i]->date, .kind = row[i]->kind,
			.period = row[i]->period, .party = row[i]->party,
			.label = row[i]->label, .amount = row[i]->amount,
		};

		ok = pial_add(balance.cents, row[i]->amount.cents, &balance.cents);
		view.balance = balance;
		if (ok)
			pial_table_add(out, &view);
	}
	free(row);
	return ok;
}
