/*
 * What the law makes invoices say, in a book's data/: mentions, rates, terms of payment.
 *
 * Apart from the other reference data (load/schema_data.c) since lawyers and accountants read these
 * three, and nobody else. They are shipped, dated and with their sources (load/builtin.h).
 */
#include "load/row.h"
#include "model/legal.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

#define ROW struct pial_mention

const struct pial_choice pial_choice_mention[] = {
	{ PIAL_MENTION_FLAT_RATE, "flat-rate", "remboursement forfaitaire", "flat-rate refund" },
	{ PIAL_MENTION_FRANCHISE, "franchise", "franchise en base", "base franchise" },
	{ PIAL_MENTION_OUTSIDE, "outside", "non assujetti", "no taxable person" },
	{ PIAL_MENTION_SETTLEMENT, "settlement", "règlement entre membres", "settlement" },
	{ PIAL_MENTION_SELF_BILLED, "self-billed", "autofacturation", "self-billing" },
	{ PIAL_MENTION_MANDATE, "mandate", "mandat", "mandate to invoice" },
	{ PIAL_MENTION_RECOVERY, "recovery", "indemnité de recouvrement", "recovery costs" },
	{ PIAL_MENTION_LATE, "late", "pénalités de retard", "late interest" },
	{ PIAL_MENTION_LATE_FORMULA, "late-formula", "pénalités, taux du semestre inconnu",
	  "late interest, rate unknown" },
	{ PIAL_MENTION_DISCOUNT, "discount", "escompte", "early payment" },
	{ PIAL_MENTION_CREDIT, "credit", "avoir", "credit note" },
	{ PIAL_MENTION_PREPAYMENT, "prepayment", "acompte", "advance invoice" },
	{ PIAL_MENTION_SET_OFF, "set-off", "compensation", "set-off" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field mention_field[] = {
	{ FIELD("mention", "Mention", "Mention", ENUM, KEY | REQ, mention),
	  .choice = pial_choice_mention,
	  HELP("Ce qui la fait imprimer.", "What it is printed for.") },
	{ FIELD("from", "Du", "From", DATE, KEY | REQ, from),
	  HELP("Premier jour ; de plusieurs lignes, celle qui commence en dernier compte.",
	       "First day; of several lines the one that begins last counts.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours en vigueur.", "Last day; empty: still in force.") },
	{ FIELD("text", "Texte", "Text", TEXT, REQ, text),
	  HELP("Tel qu'imprimé ; {rate}, {points}, {amount}, {seller}, {buyer}, {issuer}, "
	       "{reference} et {date} y sont remplacés.",
	       "As printed; {rate}, {points}, {amount}, {seller}, {buyer}, {issuer}, {reference} "
	       "and {date} are replaced.") },
	{ FIELD("vatex", "Code VATEX", "VATEX code", TEXT, 0, vatex),
	  HELP("Code de l'exonération dans les listes européennes ; vide : aucun n'existe.",
	       "Code of the exemption in the European lists; empty: there is none.") },
	{ FIELD("code", "Code de note", "Note code", TEXT, 0, code),
	  HELP("Code du sujet de la note : PMT, PMD, AAB, AAI.",
	       "Subject code of the note: PMT, PMD, AAB, AAI.") },
	{ FIELD("article", "Article", "Article", TEXT, 0, article),
	  HELP("Article de loi cité.", "Article of law that is cited.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_mention(const struct pial_table *table, const void *data,
			  struct pial_diags *diags)
{
	const struct pial_mention *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_mentions = {
	"mentions", "data/mentions.csv", NULL,
	"Mentions légales des factures, avec leurs dates ; le fichier livré vaut sans celui-ci.",
	"Legal mentions of invoices, with their dates; without this file, the one shipped.",
	FIELDS(mention_field, struct pial_mention), check_mention,
};

#undef ROW
#define ROW struct pial_legal_rate

static const struct pial_choice rate_kind[] = {
	{ PIAL_LEGAL_VAT, "vat", "TVA", "VAT rate" },
	{ PIAL_LEGAL_ECB, "ecb", "taux de refinancement de la BCE", "ECB refinancing rate" },
	{ PIAL_LEGAL_RECOVERY, "recovery", "indemnité de recouvrement", "recovery costs" },
	{ PIAL_LEGAL_REFUND, "refund", "remboursement forfaitaire agricole",
	  "flat-rate refund to farmers" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field rate_field[] = {
	{ FIELD("rate", "Taux", "Rate", ENUM, KEY | REQ, rate), .choice = rate_kind },
	{ FIELD("from", "Du", "From", DATE, KEY | REQ, from),
	  HELP("Premier jour ; pour un taux de la BCE, premier jour du semestre.",
	       "First day; of a rate of the ECB, first day of the half-year.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours en vigueur.", "Last day; empty: still in force.") },
	{ FIELD("value", "Valeur (%)", "Value (%)", RATE, KEY | PIAL_F_SIGNED, value),
	  HELP("Vide pour un montant.", "Empty for an amount.") },
	{ FIELD("food", "Aliment", "Food", TEXT, KEY, food),
	  HELP("D'un remboursement : produit ou famille de produits ; vide : tous les autres.",
	       "Of a refund: a product or a family of products; empty: all others.") },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, 0, amount),
	  HELP("Vide pour un taux.", "Empty for a rate.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_rate(const struct pial_table *table, const void *data,
		       struct pial_diags *diags)
{
	const struct pial_legal_rate *row = data;
	bool is_amount = row->rate == PIAL_LEGAL_RECOVERY;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
	if (pial_rate_is_none(row->value) != is_amount ||
	    pial_money_is_none(row->amount) == is_amount) {
		struct pial_pos pos = pial_table_pos(table, row, is_amount ? "amount" : "value");

		pial_diag_add(diags, &pos, PIAL_E_RATE_FORM, is_amount ? "amount" : "value",
			      is_amount ? "value" : "amount");
	}
}

const struct pial_schema pial_schema_rates = {
	"rates", "data/rates.csv", NULL,
	"Taux de TVA, taux des pénalités de retard par semestre, indemnité de recouvrement, "
	"remboursement forfaitaire agricole ; le fichier livré vaut sans celui-ci.",
	"Rates of VAT, rates of late interest by half-year, recovery costs, flat-rate refund to "
	"farmers; without this file, the one shipped.",
	FIELDS(rate_field, struct pial_legal_rate), check_rate,
};

#undef ROW
#define ROW struct pial_term

const struct pial_choice pial_choice_buyer[] = {
	{ PIAL_BUYER_PUBLIC, "public", "acheteur public", "public buyer" },
	{ PIAL_BUYER_HEALTH, "health", "hôpital public", "public hospital" },
	{ PIAL_BUYER_PRIVATE, "private", "acheteur privé", "private buyer" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice term_after[] = {
	{ PIAL_TERM_AFTER_INVOICE, "invoice", "date de facture", "date of invoice" },
	{ PIAL_TERM_AFTER_DECADE, "decade", "fin de décade de livraison",
	  "end of ten days of delivery" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field term_field[] = {
	{ FIELD("buyer", "Acheteur", "Buyer", ENUM, KEY | REQ, buyer),
	  .choice = pial_choice_buyer },
	{ FIELD("from", "Du", "From", DATE, KEY | REQ, from),
	  HELP("Premier jour.", "First day.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours en vigueur.", "Last day; empty: still in force.") },
	{ FIELD("days", "Délai (jours)", "Days", INT, REQ, days), .min = 0, .max = 365,
	  HELP("Au plus, sauf accord plus court.", "At most, unless a shorter term is agreed.") },
	{ FIELD("after", "À compter de", "After", ENUM, REQ, after), .choice = term_after,
	  HELP("Fin de décade : le 10, le 20 ou le dernier du mois de la première livraison.",
	       "End of ten days: the 10th, the 20th or the last of the month of the first "
	       "delivery.") },
	{ FIELD("points", "Majoration (points)", "Points above", RATE, REQ, points),
	  HELP("Pénalités de retard : points de plus que le taux de la BCE.",
	       "Late interest: points above the rate of the ECB.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_term(const struct pial_table *table, const void *data,
		       struct pial_diags *diags)
{
	const struct pial_term *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_terms = {
	"terms", "data/terms.csv", NULL,
	"Délais de paiement et pénalités par sorte d'acheteur ; le fichier livré vaut sans "
	"celui-ci.",
	"Terms of payment and late interest by kind of buyer; without this file, the one shipped.",
	FIELDS(term_field, struct pial_term), check_term,
};
