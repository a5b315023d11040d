/*
 * A producer's statement, column by column.
 *
 * Amounts are signed, as they add up: what is taken is below 0, and the sum of a producer's rows is
 * what it is paid.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"
#include "model/statement.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_statement_row

static const struct pial_choice statement_kind[] = {
	{ PIAL_STATEMENT_CARRIED, "carried", "report", "carried" },
	{ PIAL_STATEMENT_SALE, "sale", "vente", "sale" },
	{ PIAL_STATEMENT_CORRECTION, "correction", "correction", "correction" },
	{ PIAL_STATEMENT_SERVICE, "service", "service", "service" },
	{ PIAL_STATEMENT_TRANSPORT, "transport", "transport", "transport" },
	{ PIAL_STATEMENT_LEVY, "levy", "contribution", "levy" },
	{ PIAL_STATEMENT_SHORTFALL, "shortfall", "complément", "shortfall" },
	{ PIAL_STATEMENT_VAT, "vat", "TVA", "VAT" },
	{ PIAL_STATEMENT_ADVANCE, "advance", "avance", "advance" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field statement_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("period", "Période", "Period", MONTH, KEY | REQ, period) },
	{ FIELD("line", "Ligne", "Line", INT, KEY | REQ, number), .min = 1, .max = 1000000 },
	{ FIELD("kind", "Nature", "Kind", ENUM, REQ, kind), .choice = statement_kind,
	  HELP("Vente, service de mise en relation, contribution au fonds, part d'un complément "
	       "trop cher, TVA des factures, avance remboursée, report du mois d'avant…",
	       "A sale, the intermediation service, the levy to the fund, a part of a partner that "
	       "cost too much, VAT of the invoices, an advance paid back, carried from before…") },
	{ FIELD("label", "Désignation", "Label", TEXT, 0, label) },
	{ FIELD("buyer", "Acheteur", "Buyer", ID, 0, buyer), .ref = PIAL_REF_PARTY,
	  HELP("La cuisine, ou self quand le groupe achète ; vide : le mois entier.",
	       "The kitchen, or self when the group buys; empty: the whole month.") },
	{ FIELD("note", "Bon de livraison", "Delivery note", TEXT, 0, note) },
	{ FIELD("day", "Jour", "Day", DATE, 0, day) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, PIAL_F_SIGNED, quantity) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("price", "Prix (€)", "Price (€)", PRICE, 0, price),
	  HELP("Hors taxe.", "Without VAT.") },
	{ FIELD("rate", "Taux (%)", "Rate (%)", RATE, 0, rate),
	  HELP("D'une contribution, d'une TVA, d'un remboursement.",
	       "Of a fee, of VAT, of a repayment.") },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, REQ | PIAL_F_SIGNED, amount),
	  HELP("Ce qui s'ajoute au net à payer ; négatif : retenu.",
	       "What is added to what is paid; negative: taken.") },
	{ FIELD("invoice", "Facture", "Invoice", TEXT, 0, invoice),
	  HELP("Numéro de la facture, ou de celle du service ; d'une avance, celui de l'avance.",
	       "Number of the invoice, or of the service's; of an advance, the advance's.") },
	{ FIELD("corrects", "Mois corrigé", "Corrected month", MONTH, 0, corrects),
	  HELP("D'une correction : le mois déjà arrêté auquel elle revient.",
	       "Of a correction: the month, settled before, that it belongs to.") },
	{ FIELD("part", "Objet corrigé", "Corrected part", ENUM, 0, part),
	  .choice = statement_kind,
	  HELP("D'une correction : vente, service, contribution, TVA… qu'elle complète ou reprend.",
	       "Of a correction: the sale, service, levy, VAT… that it adds to or takes back.") },
};

const struct pial_schema pial_schema_statement = {
	"statement", NULL, "pial-invoice statement",
	"Décompte d'un producteur : ce qui lui est dû pour un mois, et pourquoi.",
	"Statement of a producer: what it is owed for a month, and why.",
	FIELDS(statement_field, struct pial_statement_row), NULL,
};
