/*
 * The register of issued documents, column by column: one file a seller and year, only ever added
 * to.
 *
 * The order of columns is part of the file: `hash` comes last and is the SHA-256 of the bytes of
 * the row before its comma, `previous` is the hash of the row above, so that a row cannot be
 * changed, moved or taken out without the next one saying so. A digest of a document that was not
 * made is empty. The seller stands in every row, although the file's name says it, so that rows
 * of several registers can be put in one table and a file cannot be given to another seller.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "model/invoice.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_register_entry

static const struct pial_choice register_kind[] = {
	{ PIAL_INVOICE_PLAIN, "invoice", "facture", "invoice" },
	{ PIAL_INVOICE_CREDIT, "credit", "avoir", "credit note" },
	{ PIAL_INVOICE_PREPAYMENT, "prepayment", "facture d'acompte", "prepayment invoice" },
	{ PIAL_INVOICE_SELF, "self-billed", "autofacture", "self-billed invoice" },
	{ PIAL_INVOICE_SELF_CREDIT, "self-billed-credit", "avoir d'autofacture",
	  "self-billed credit note" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field register_field[] = {
	{ FIELD("seller", "Vendeur", "Seller", ID, KEY | REQ, seller), .ref = PIAL_REF_PARTY,
	  HELP("Producteur, ou self pour le groupe.", "A producer, or self for the group.") },
	{ FIELD("number", "Numéro", "Number", TEXT, KEY | REQ | PIAL_F_PLAIN, number),
	  HELP("Préfixe, année, rang : sans trou dans la série du vendeur.",
	       "Prefix, year, rank: no gap in the seller's series.") },
	{ FIELD("date", "Date", "Date", DATE, REQ, date),
	  HELP("Jour d'émission ; ne recule jamais.", "Day of issue; never goes backwards.") },
	{ FIELD("kind", "Nature", "Kind", ENUM, REQ, kind), .choice = register_kind },
	{ FIELD("buyer", "Acheteur", "Buyer", ID, REQ, buyer), .ref = PIAL_REF_PARTY,
	  HELP("Cuisine, ou self pour le groupe.", "A kitchen, or self for the group.") },
	{ FIELD("period", "Période", "Period", MONTH, 0, period),
	  HELP("Mois facturé.", "Month invoiced.") },
	{ FIELD("due", "Échéance", "Due", DATE, 0, due) },
	{ FIELD("net", "Montant HT (€)", "Net (€)", MONEY, REQ, net) },
	{ FIELD("vat", "TVA (€)", "VAT (€)", MONEY, REQ, vat) },
	{ FIELD("total", "Montant TTC (€)", "Total (€)", MONEY, REQ, total) },
	{ FIELD("payable", "À payer (€)", "Payable (€)", MONEY, REQ, payable),
	  HELP("Le total moins ce qui était payé d'avance, arrondi compris.",
	       "The total less what was paid before, rounding included.") },
	{ FIELD("credits", "Corrige la facture", "Credits", TEXT, 0, credits),
	  HELP("Numéro de la facture qu'un avoir corrige.",
	       "Number of the invoice that a credit note corrects.") },
	{ FIELD("key", "Clé", "Key", TEXT, REQ, key),
	  HELP("SHA-256 du vendeur, de l'acheteur, de la nature et des lignes : refaire la "
	       "commande retrouve ce qui est déjà émis.",
	       "SHA-256 of seller, buyer, kind and lines: running again finds what is issued "
	       "already.") },
	{ FIELD("lines", "Empreinte des lignes", "Digest of the lines", TEXT, REQ, lines),
	  HELP("SHA-256 de NUMÉRO.csv.", "SHA-256 of NUMBER.csv.") },
	{ FIELD("xml", "Empreinte du XML", "Digest of the XML", TEXT, 0, xml) },
	{ FIELD("html", "Empreinte du HTML", "Digest of the HTML", TEXT, 0, html) },
	{ FIELD("pdf", "Empreinte du PDF", "Digest of the PDF", TEXT, 0, pdf) },
	{ FIELD("previous", "Empreinte précédente", "Previous hash", TEXT, 0, previous),
	  HELP("Colonne hash de la ligne du dessus, d'une année à l'autre ; vide : la première.",
	       "Column hash of the row above, across years; empty: the first.") },
	{ FIELD("hash", "Empreinte", "Hash", TEXT, 0, hash),
	  HELP("SHA-256 des octets de la ligne avant cette colonne et sa virgule.",
	       "SHA-256 of the bytes of the row before this column and its comma.") },
};

const struct pial_schema pial_schema_register = {
	"register", "ledger/register-SELLER-YEAR.csv", "pial-invoice issue",
	"Registre des factures et avoirs émis, par vendeur et par année : on ne fait qu'y ajouter.",
	"Register of invoices and credit notes issued, by seller and year: only ever added to.",
	FIELDS(register_field, struct pial_register_entry), NULL,
};
