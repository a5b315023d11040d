/*
 * The YAML files as nested tables of fields: contracts, parties, closed periods. pial.yaml has its
 * own file, load/schema_book.c.
 *
 * Everything is typed by the same value reader as the cells of a table. Keys are English only: YAML
 * files are edited in a text editor with the manual at hand, not in a spreadsheet.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"

#include "base/banned.h"

#define REQ PIAL_F_REQUIRED
#define ROW struct pial_firm

/* What a list needs besides its field: the mapping inside and where the number of items goes. */
#define LIST_OF(schema, member) .nested = &(schema), .count_offset = offsetof(ROW, member)

static const struct pial_field firm_field[] = {
	{ FIELD("from_week", "De la semaine", "From week", WEEK, REQ, from_week) },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, REQ, until_week) },
	{ FIELD("quantity", "Quantité par semaine", "Quantity per week", QTY, REQ, quantity) },
};

static const struct pial_schema firm_schema = {
	"firm", NULL, NULL, "Quantités fermes par semaine.", "Firm weekly quantities.",
	FIELDS(firm_field, struct pial_firm), NULL,
};

#undef ROW
#define ROW struct pial_revision_part

static const struct pial_field part_field[] = {
	{ FIELD("share", "Part", "Share", RATE, REQ | PIAL_F_POSITIVE, share) },
	{ FIELD("index", "Indice", "Index", ID, 0, index),
	  HELP("Nom de l'indice ; absent : partie fixe.",
	       "Name of the index; absent: fixed part.") },
	{ FIELD("base_month", "Mois de base", "Base month", MONTH, 0, base_month) },
};

static const struct pial_schema part_schema = {
	"parts", NULL, NULL, "Parties d'un prix révisé.", "Parts of a revised price.",
	FIELDS(part_field, struct pial_revision_part), NULL,
};

#undef ROW
#define ROW struct pial_revision

static const struct pial_choice rounding[] = {
	{ PIAL_REVISION_NEAREST, "nearest", "au plus près", "nearest" },
	{ PIAL_REVISION_UP, "up", "par excès", "up" },
	{ PIAL_REVISION_DOWN, "down", "par défaut", "down" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice every[] = {
	{ PIAL_EVERY_WEEK, "week", "semaine", "week" },
	{ PIAL_EVERY_MONTH, "month", "mois", "month" },
	{ PIAL_EVERY_QUARTER, "quarter", "trimestre", "quarter" },
	{ PIAL_EVERY_YEAR, "year", "année", "year" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field revision_field[] = {
	{ FIELD("name", "Nom", "Name", TEXT, 0, name) },
	{ FIELD("every", "Chaque", "Every", ENUM, 0, every), .choice = every,
	  HELP("Le prix change au premier jour de chaque semaine, mois (sinon), trimestre ou "
	       "année, d'après les valeurs d'indices relevées ce jour-là.",
	       "The price changes on the first day of each week, month (default), quarter or year, "
	       "by the values of indices that had been read that day.") },
	{ FIELD("parts", "Parties", "Parts", LIST, 0, part), LIST_OF(part_schema, part_count) },
	{ FIELD("ratio_decimals", "Décimales du rapport", "Ratio decimals", INT, 0,
		ratio_decimals), .min = 0, .max = 9,
	  HELP("Décimales gardées de chaque rapport d'indices ; 3 sinon.",
	       "Decimals kept of each ratio of indices; else 3.") },
	{ FIELD("rounding", "Arrondi", "Rounding", ENUM, 0, rounding), .choice = rounding,
	  HELP("Des rapports d'indices ; au plus près sinon.",
	       "Of the ratios of indices; else to the nearest.") },
	{ FIELD("price_decimals", "Décimales du prix", "Price decimals", INT, 0, price_decimals),
	  .min = 2, .max = 4,
	  HELP("Décimales du prix révisé, au plus près ; 4 sinon.",
	       "Decimals of the revised price, to the nearest; else 4.") },
	{ FIELD("floor", "Plancher", "Floor", RATE, PIAL_F_SIGNED, floor),
	  HELP("Baisse la plus forte du prix, par exemple -5%.",
	       "Largest fall of the price, for instance -5%.") },
	{ FIELD("cap", "Plafond", "Cap", RATE, PIAL_F_SIGNED, cap),
	  HELP("Hausse la plus forte du prix.", "Largest rise of the price.") },
	{ FIELD("chained", "Enchaîné", "Chained", YESNO, 0, chained),
	  HELP("Oui : depuis la révision précédente, et non depuis la base.",
	       "Yes: from the last revision, not from base.") },
};

static const struct pial_schema revision_schema = {
	"revision", NULL, NULL, "Révision d'un prix : un nom, ou sa formule.",
	"Revision of a price: a name, or its formula.",
	FIELDS(revision_field, struct pial_revision), NULL,
};

#undef ROW
#define ROW struct pial_contract_line

static const struct pial_choice per[] = {
	{ PIAL_PER_CONTRACT, "contract", "marché", "contract" },
	{ PIAL_PER_YEAR, "year", "année", "year" },
	{ PIAL_PER_ANNIVERSARY, "anniversary", "anniversaire", "anniversary" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field contract_line_field[] = {
	{ FIELD("product", "Produit", "Product", ID, REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("price", "Prix (€)", "Price (€)", PRICE, REQ, price),
	  HELP("Prix hors taxe, par unité du prix.", "Price without VAT, per priced unit.") },
	{ FIELD("from", "Du", "From", DATE, 0, from),
	  HELP("Premier jour de ce prix ; absent : celui du marché.",
	       "First day of this price; absent: the contract's.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour de ce prix ; absent : celui du marché.",
	       "Last day of this price; absent: the contract's.") },
	{ FIELD("min", "Minimum", "Minimum", QTY, 0, min),
	  HELP("Quantité promise par la cuisine.", "Quantity that the kitchen promises.") },
	{ FIELD("max", "Maximum", "Maximum", QTY, 0, max),
	  HELP("Quantité à ne pas dépasser.", "Quantity not to be passed.") },
	{ FIELD("per", "Par", "Per", ENUM, 0, per), .choice = per,
	  HELP("Durée sur laquelle comptent minimum et maximum.",
	       "Time over which minimum and maximum count.") },
	{ FIELD("firm", "Ferme", "Firm", LIST, 0, firm), LIST_OF(firm_schema, firm_count) },
	{ FIELD("revision", "Révision", "Revision", LIST, PIAL_F_ONE, formula),
	  LIST_OF(revision_schema, formula_count) },
};

static const struct pial_schema contract_line_schema = {
	"lines", NULL, NULL, "Prix d'un marché.", "Prices of a contract.",
	FIELDS(contract_line_field, struct pial_contract_line), NULL,
};

#undef ROW
#define ROW struct pial_contract_producer

static const struct pial_field contract_producer_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("share", "Part", "Share", QTY, 0, share), .absent = "1" },
	{ FIELD("from", "Du", "From", DATE, 0, from) },
	{ FIELD("until", "Au", "Until", DATE, 0, until) },
};

static const struct pial_schema contract_producer_schema = {
	"producers", NULL, NULL, "Producteurs d'un marché ; absent : tous.",
	"Producers of a contract; absent: all.",
	FIELDS(contract_producer_field, struct pial_contract_producer), NULL,
};

#undef ROW
#define ROW struct pial_contract

static const struct pial_field contract_field[] = {
	{ FIELD("id", "Code", "Id", ID, REQ, id),
	  HELP("Code court du marché, qui ne change jamais.",
	       "Short code of the contract, which never changes.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, REQ, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("title", "Titre", "Title", TEXT, 0, title) },
	{ FIELD("reference", "Référence", "Reference", TEXT, 0, reference),
	  HELP("Référence de l'acheteur.", "The buyer's reference.") },
	{ FIELD("from", "Du", "From", DATE, REQ, from) },
	{ FIELD("until", "Au", "Until", DATE, REQ, until) },
	{ FIELD("framework", "Accord-cadre", "Framework", TEXT, 0, framework),
	  HELP("Sorte d'accord-cadre, s'il y en a un.", "Kind of framework agreement, if any.") },
	{ FIELD("min_value", "Valeur minimale (€)", "Minimum value (€)", MONEY, 0, min_value) },
	{ FIELD("max_value", "Valeur maximale (€)", "Maximum value (€)", MONEY, 0, max_value) },
	{ FIELD("payment_days", "Délai de paiement (jours)", "Payment days", INT, 0,
		payment_days), .min = 0, .max = 365 },
	{ FIELD("engagement", "Engagement", "Engagement", TEXT, 0, engagement),
	  HELP("Numéro d'engagement de l'acheteur public.",
	       "The public buyer's engagement number.") },
	{ FIELD("lines", "Lignes", "Lines", LIST, 0, line),
	  LIST_OF(contract_line_schema, line_count) },
	{ FIELD("producers", "Producteurs", "Producers", LIST, 0, producer),
	  LIST_OF(contract_producer_schema, producer_count) },
};

const struct pial_schema pial_schema_contract = {
	"contract", "contracts/*.yaml", NULL,
	"L'engagement d'une cuisine : produits, prix, minimum, maximum, dates.",
	"A kitchen's commitment: products, prices, minimum, maximum, dates.",
	FIELDS(contract_field, struct pial_contract), NULL,
};

#undef ROW
#define ROW struct pial_party

static const struct pial_field mandate_field[] = {
	{ FIELD("date", "Date", "Date", DATE, REQ, mandate.date),
	  HELP("Jour de la signature.", "Day of the signature.") },
	{ FIELD("reference", "Référence", "Reference", TEXT, 0, mandate.reference) },
};

static const struct pial_schema mandate_schema = {
	"mandate", NULL, NULL, "Mandat écrit de facturer au nom du producteur.",
	"Written mandate to invoice in the producer's name.",
	FIELDS(mandate_field, struct pial_party), NULL,
};

static const struct pial_field party_field[] = {
	{ FIELD("legal_name", "Dénomination", "Legal name", TEXT, 0, legal_name) },
	{ FIELD("registration", "Immatriculation", "Registration", TEXT, 0, registration),
	  HELP("Forme, capital et registre d'une société, tels qu'imprimés sur ses factures.",
	       "Legal form, capital and register of a company, as printed on its invoices.") },
	{ FIELD("siret", "SIRET", "SIRET", SIRET, 0, siret),
	  HELP("14 chiffres, entre guillemets.", "14 digits, between quotes.") },
	{ FIELD("vat", "Numéro de TVA", "VAT number", VAT, 0, vat) },
	{ FIELD("address", "Adresse", "Address", TEXT, 0, address),
	  HELP("Lignes séparées par des virgules.", "Lines separated by commas.") },
	{ FIELD("delivery_address", "Adresse de livraison", "Delivery address", TEXT, 0,
		delivery_address),
	  HELP("Si ce n'est pas l'adresse.", "If not the address.") },
	{ FIELD("email", "Courriel", "E-mail", TEXT, 0, email) },
	{ FIELD("phone", "Téléphone", "Telephone", TEXT, 0, phone) },
	{ FIELD("iban", "IBAN", "IBAN", IBAN, 0, iban) },
	{ FIELD("service_code", "Code service", "Service code", TEXT, 0, service_code),
	  HELP("Service à facturer, pour un acheteur public.",
	       "Service to invoice, of a public buyer.") },
	{ FIELD("service_required", "Code service exigé", "Service code required", YESNO, 0,
		service_required),
	  HELP("Pas de facture sans code service.", "No invoice without a service code.") },
	{ FIELD("engagement_required", "Engagement exigé", "Engagement required", YESNO, 0,
		engagement_required) },
	{ FIELD("engagements", "Engagements", "Engagements", TEXT, PIAL_F_WORDS, engagements),
	  HELP("Numéros d'engagement, en liste.", "Engagement numbers, as a list.") },
	{ FIELD("payment_days", "Délai de paiement (jours)", "Payment days", INT, 0,
		payment_days), .min = 0, .max = 365 },
	{ FIELD("buyer_class", "Délais de paiement de", "Payment terms of", ENUM, 0, buyer_class),
	  .choice = pial_choice_buyer,
	  HELP("Vide : public pour une école, une crèche ou une maison de retraite, privé "
	       "sinon.",
	       "Empty: public for a school, a nursery or a nursing home, else private.") },
	{ FIELD("vat_regime", "Régime de TVA", "VAT regime", ENUM, 0, vat_regime),
	  .choice = pial_choice_vat_regime,
	  HELP("De self ; vide : assujetti s'il a un numéro de TVA. Celui des producteurs est "
	       "dans producers.csv.",
	       "Of self; empty: liable if it has a VAT number. That of producers is in "
	       "producers.csv.") },
	{ FIELD("prefix", "Préfixe", "Prefix", TEXT, 0, prefix),
	  HELP("Début des numéros de ses factures ; absent : billing: prefix de pial.yaml.",
	       "Beginning of the numbers of its invoices; absent: billing: prefix of pial.yaml.") },
	{ .name = "mandate", .fr = "Mandat", .en = "Mandate", .type = PIAL_T_BLOCK,
	  .nested = &mandate_schema },
};

const struct pial_schema pial_schema_party = {
	"party", "parties.yaml", NULL, "Qui est qui en droit, par code, et self pour le groupe.",
	"Who is who in law, by id, and self for the group.",
	FIELDS(party_field, struct pial_party), NULL,
};

#undef ROW
#define ROW struct pial_closed

static const struct pial_field closed_field[] = {
	{ FIELD("name", "Nom", "Name", TEXT, REQ, name) },
	{ FIELD("from", "Du", "From", DATE, REQ, from),
	  HELP("Premier jour fermé.", "First day closed.") },
	{ FIELD("until", "Au", "Until", DATE, REQ, until),
	  HELP("Dernier jour fermé.", "Last day closed.") },
};

const struct pial_schema pial_schema_closed = {
	"closures", "calendar.yaml", NULL, "Périodes fermées, par nom : vacances, jours fériés.",
	"Closed periods, by name: school holidays, public holidays.",
	FIELDS(closed_field, struct pial_closed), NULL,
};
