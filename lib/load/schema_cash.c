/*
 * The ledgers of cash, column by column: advances, the shared fund, payments.
 *
 * `previous` and `hash` come last and chain the rows (io/chain.h). Rows stand in the order in which
 * they came, so each has its own date; amounts are what the event moved, never a balance, which is
 * always worked out.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"
#include "model/cash.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

#define CHAIN \
	{ FIELD("previous", "Empreinte précédente", "Previous hash", TEXT, 0, previous), \
	  HELP("Colonne hash de la ligne du dessus ; vide : la première.", \
	       "Column hash of the row above; empty: the first.") }, \
	{ FIELD("hash", "Empreinte", "Hash", TEXT, 0, hash), \
	  HELP("SHA-256 des octets de la ligne avant cette colonne et sa virgule.", \
	       "SHA-256 of the bytes of the row before this column and its comma.") }

#define ROW struct pial_advance_entry

static const struct pial_choice advance_kind[] = {
	{ PIAL_ADVANCE_GRANTED, "granted", "versée", "granted" },
	{ PIAL_ADVANCE_REPAID, "repaid", "remboursée", "repaid" },
	{ PIAL_ADVANCE_WAIVED, "waived", "abandonnée", "waived" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field advance_field[] = {
	{ FIELD("advance", "Avance", "Advance", TEXT, KEY | REQ, advance),
	  HELP("Son numéro, AV-année-rang.", "Its number, AV-year-rank.") },
	{ FIELD("entry", "Écriture", "Entry", INT, KEY | REQ, entry), .min = 1, .max = 1000000,
	  HELP("1 : versée ; puis chaque événement de cette avance.",
	       "1: granted; then each event of this advance.") },
	{ FIELD("date", "Date", "Date", DATE, REQ, date) },
	{ FIELD("kind", "Nature", "Kind", ENUM, REQ, kind), .choice = advance_kind },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, REQ | PIAL_F_POSITIVE, amount) },
	{ FIELD("lender", "Prêteur", "Lender", TEXT, 0, lender),
	  HELP("fund (le fonds commun), ou la cuisine qui l'a versée.",
	       "fund, or the kitchen that paid it.") },
	{ FIELD("repay", "Remboursement (%)", "Repayment (%)", RATE, 0, repay),
	  HELP("Part des ventes de chaque mois ; vide : celle de pial.yaml.",
	       "Part of each month's sales; empty: that of pial.yaml.") },
	{ FIELD("monthly", "Par mois (€)", "Monthly (€)", MONEY, 0, monthly),
	  HELP("Une somme par mois plutôt qu'une part.", "A sum a month instead of a part.") },
	{ FIELD("first", "Premier mois", "First month", MONTH, 0, first),
	  HELP("Premier mois qui rembourse ; vide : tout de suite.",
	       "First month that pays back; empty: at once.") },
	{ FIELD("period", "Décompte", "Statement", MONTH, 0, period),
	  HELP("Mois du décompte qui l'a retenue.", "Month of the statement that kept it.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
	CHAIN,
};

const struct pial_schema pial_schema_advances = {
	"advances", "ledger/advances.csv", "pial-invoice advance",
	"Avances de trésorerie : versées, remboursées, abandonnées.",
	"Cash advances: granted, paid back, waived.",
	FIELDS(advance_field, struct pial_advance_entry), NULL,
};

#undef ROW
#define ROW struct pial_fund_entry

const struct pial_choice pial_choice_fund[] = {
	{ PIAL_FUND_LEVY, "levy", "contribution", "levy" },
	{ PIAL_FUND_SHORTFALL, "shortfall", "complément", "shortfall" },
	{ PIAL_FUND_GRANT, "grant", "subvention", "grant" },
	{ PIAL_FUND_ADVANCE, "advance", "avance versée", "advance granted" },
	{ PIAL_FUND_REPAID, "repaid", "avance remboursée", "advance repaid" },
	{ PIAL_FUND_EXPENSE, "expense", "dépense", "expense" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field fund_field[] = {
	{ FIELD("date", "Date", "Date", DATE, KEY | REQ, date) },
	{ FIELD("kind", "Nature", "Kind", ENUM, KEY | REQ, kind), .choice = pial_choice_fund },
	{ FIELD("period", "Mois", "Month", MONTH, KEY, period),
	  HELP("Mois des ventes, pour une contribution ou un complément.",
	       "Month of the sales, of a levy or a shortfall.") },
	{ FIELD("party", "Qui", "Who", TEXT, KEY, party),
	  HELP("Qui verse ou reçoit ; vide : personne en particulier.",
	       "Who pays or is paid; empty: nobody in particular.") },
	{ FIELD("label", "Libellé", "Label", TEXT, KEY, label) },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, REQ | PIAL_F_SIGNED, amount),
	  HELP("Entrée au-dessus de 0, sortie au-dessous.", "In above 0, out below.") },
	CHAIN,
};

const struct pial_schema pial_schema_fund = {
	"fund", "ledger/fund.csv", "pial-invoice fund",
	"Fonds commun : ce qui y entre et en sort.", "The shared fund: what goes in and out.",
	FIELDS(fund_field, struct pial_fund_entry), NULL,
};

#undef ROW
#define ROW struct pial_payment

static const struct pial_choice payment_kind[] = {
	{ PIAL_PAYMENT_RECEIVED, "received", "reçu", "received" },
	{ PIAL_PAYMENT_STATEMENT, "statement", "décompte", "statement" },
	{ PIAL_PAYMENT_REFUND, "refund", "remboursement", "refund" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field payment_field[] = {
	{ FIELD("date", "Date", "Date", DATE, KEY | REQ, date),
	  HELP("Jour du paiement.", "Day of the payment.") },
	{ FIELD("kind", "Nature", "Kind", ENUM, KEY | REQ, kind), .choice = payment_kind,
	  HELP("Facture payée par l'acheteur, décompte payé au producteur, avoir remboursé.",
	       "Invoice paid by the buyer, statement paid to the producer, credit note "
	       "refunded.") },
	{ FIELD("party", "Qui", "Who", ID, KEY | REQ, party), .ref = PIAL_REF_PARTY,
	  HELP("Qui a payé, ou a été payé.", "Who paid, or was paid.") },
	{ FIELD("seller", "Vendeur", "Seller", ID, KEY, seller), .ref = PIAL_REF_PARTY,
	  HELP("De la facture ou de l'avoir.", "Of the invoice or credit note.") },
	{ FIELD("invoice", "Facture", "Invoice", TEXT, KEY, invoice) },
	{ FIELD("period", "Décompte", "Statement", MONTH, KEY, period),
	  HELP("Mois du décompte.", "Month of the statement.") },
	{ FIELD("reference", "Référence", "Reference", TEXT, KEY, reference),
	  HELP("De la banque ; distingue deux paiements du même jour.",
	       "Of the bank; tells two payments of one day apart.") },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, REQ | PIAL_F_POSITIVE, amount) },
	CHAIN,
};

const struct pial_schema pial_schema_payments = {
	"payments", "ledger/payments.csv", "pial-invoice paid",
	"Paiements reçus et faits.", "Payments received and made.",
	FIELDS(payment_field, struct pial_payment), NULL,
};
