/*
 * Invoice lines, column by column: what the draft, the documents, the register and the exports
 * share.
 *
 * Sellers and buyers are parties: a producer, a kitchen, or `self` for the group. Quantities and
 * amounts of a credit are positive, as on the document (EN 16931, type 381): the kind says that
 * they are taken off. So are those of an allowance, which is taken off the whole document. A fee
 * has no unit of goods: the column is there, the cell may be empty.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_invoice_line

static const struct pial_choice vat_category[] = {
	{ PIAL_VAT_S, "S", "S (taxé)", "S (taxed)" },
	{ PIAL_VAT_E, "E", "E (exonéré)", "E (exempt)" },
	{ PIAL_VAT_O, "O", "O (hors champ)", "O (outside the scope)" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice line_kind[] = {
	{ PIAL_LINE_GOODS, "goods", "denrées", "goods" },
	{ PIAL_LINE_SERVICE, "service", "service", "service" },
	{ PIAL_LINE_TRANSPORT, "transport", "transport", "transport" },
	{ PIAL_LINE_CREDIT, "credit", "avoir", "credit" },
	{ PIAL_LINE_ALLOWANCE, "allowance", "retenue", "allowance" },
	{ PIAL_LINE_PREPAYMENT, "prepayment", "acompte", "prepayment" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice line_to[] = {
	{ PIAL_TO_PRODUCER, "producer", "producteur", "producer" },
	{ PIAL_TO_SERVICE, "service", "service", "service" },
	{ PIAL_TO_FUND, "fund", "fonds", "fund" },
	{ PIAL_TO_TRANSPORT, "transport", "transport", "transport" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field line_field[] = {
	{ FIELD("seller", "Vendeur", "Seller", ID, KEY | REQ, seller), .ref = PIAL_REF_PARTY,
	  HELP("Producteur, ou self pour le groupe.", "A producer, or self for the group.") },
	{ FIELD("invoice", "Facture", "Invoice", TEXT, KEY, invoice),
	  HELP("Numéro ; vide dans un projet.", "Number; empty in a draft.") },
	{ FIELD("line", "Ligne", "Line", INT, KEY, number), .min = 1, .max = 1000000 },
	{ FIELD("date", "Date", "Date", DATE, 0, date),
	  HELP("Date de la facture ; vide dans un projet.",
	       "Date of the invoice; empty in a draft.") },
	{ FIELD("period", "Période", "Period", MONTH, 0, period),
	  HELP("Mois facturé.", "Month invoiced.") },
	{ FIELD("buyer", "Acheteur", "Buyer", ID, REQ, buyer), .ref = PIAL_REF_PARTY,
	  HELP("Cuisine, ou self pour le groupe.", "A kitchen, or self for the group.") },
	{ FIELD("note", "Bon de livraison", "Delivery note", TEXT, 0, note) },
	{ FIELD("note_line", "Ligne du bon", "Line of the note", INT, 0, note_line), .min = 1,
	  .max = 1000000,
	  HELP("Avec le bon, ce qui a été livré : une ligne livrée n'est facturée qu'une fois. "
	       "Sans bon, sur un avoir : la ligne de la facture.",
	       "With the note, what was delivered: a line delivered is invoiced once. Without a "
	       "note, on a credit note: the line of the invoice.") },
	{ FIELD("day", "Jour", "Day", DATE, 0, day),
	  HELP("Jour de livraison.", "Day of delivery.") },
	{ FIELD("contract", "Marché", "Contract", ID, 0, contract), .ref = PIAL_REF_CONTRACT },
	{ FIELD("engagement", "Engagement", "Engagement", TEXT, 0, engagement),
	  HELP("Numéro d'engagement de l'acheteur public.",
	       "The public buyer's engagement number.") },
	{ FIELD("product", "Produit", "Product", ID, 0, product), .ref = PIAL_REF_PRODUCT,
	  HELP("Vide pour un service ou un transport.", "Empty for a service or transport.") },
	{ FIELD("label", "Désignation", "Label", TEXT, 0, label) },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, 0, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("batch", "Lot", "Batch", TEXT, 0, batch) },
	{ FIELD("organic", "Bio", "Organic", YESNO, 0, organic) },
	{ FIELD("certifier", "Organisme certificateur", "Certifier", TEXT, 0, certifier) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, REQ | PIAL_F_SIGNED, quantity) },
	{ FIELD("unit", "Unité", "Unit", ENUM, PIAL_F_COLUMN, unit), .choice = pial_choice_unit,
	  HELP("Unité du prix ; vide pour un service.", "Unit of the price; empty for a fee.") },
	{ FIELD("price", "Prix (€)", "Price (€)", PRICE, REQ, price),
	  HELP("Prix hors taxe.", "Price without VAT.") },
	{ FIELD("net", "Montant HT (€)", "Net (€)", MONEY, REQ | PIAL_F_SIGNED, net),
	  HELP("Quantité × prix, au centime.", "Quantity × price, to the cent.") },
	{ FIELD("vat_category", "Catégorie de TVA", "VAT category", ENUM, 0, vat_category),
	  .choice = vat_category,
	  HELP("S, E ou O, comme dans la norme EN 16931.", "S, E or O, as in EN 16931.") },
	{ FIELD("vat_rate", "TVA (%)", "VAT (%)", RATE, REQ, vat_rate) },
	{ FIELD("exemption", "Motif d'exonération", "Exemption", TEXT, 0, exemption) },
	{ FIELD("kind", "Nature", "Kind", ENUM, 0, kind), .choice = line_kind },
	{ FIELD("to", "Revient à", "To", ENUM, 0, to), .choice = line_to,
	  HELP("À qui revient cette ligne.", "Whose income the line is.") },
	{ FIELD("credits", "Corrige la facture", "Credits", TEXT, 0, credits),
	  HELP("Numéro de la facture qu'un avoir corrige.",
	       "Number of the invoice that a credit corrects.") },
	{ FIELD("vat_rounding", "Arrondi de TVA (€)", "VAT rounding (€)", MONEY, PIAL_F_SIGNED,
		vat_rounding),
	  HELP("D'un avoir : centime qui s'ajoute à base × taux, pour que les avoirs d'une facture "
	       "reprennent sa TVA et rien de plus ; sur une ligne du taux.",
	       "Of a credit note: the cent beside base × rate, so that the credit notes of an "
	       "invoice take back its VAT and no more; on one line of the rate.") },
};

const struct pial_schema pial_schema_lines = {
	"lines", NULL, "pial-invoice draft", "Lignes de facture.", "Invoice lines.",
	FIELDS(line_field, struct pial_invoice_line), NULL,
};
