/*
 * Reference data of a book's data/: thresholds of the law, portions, quotations of markets,
 * indices.
 *
 * What is shipped (load/builtin.h) is read by the same schemas as a file of the book, so that a
 * group that copies a default and changes a line has the same checks.
 */
#include "load/row.h"
#include "model/data.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

#define ROW struct pial_threshold

static const struct pial_choice threshold_rule[] = {
	{ PIAL_THRESHOLD_DIRECT_AWARD, "direct-award", "marché sans publicité ni concurrence",
	  "direct award" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field threshold_field[] = {
	{ FIELD("rule", "Règle", "Rule", ENUM, KEY | REQ, rule), .choice = threshold_rule,
	  HELP("Ce que le seuil décide.", "What the threshold decides.") },
	{ FIELD("from", "Du", "From", DATE, KEY | REQ, from),
	  HELP("Premier jour où il s'applique ; de plusieurs lignes, celle qui commence en dernier "
	       "compte.",
	       "First day on which it holds; of several lines the one that begins last counts.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours en vigueur.", "Last day; empty: still in force.") },
	{ FIELD("value", "Seuil (€ HT)", "Threshold (€, without VAT)", MONEY, REQ, value),
	  HELP("Sur toute la durée du marché.", "Over the whole duration of the contract.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_threshold(const struct pial_table *table, const void *data,
			    struct pial_diags *diags)
{
	const struct pial_threshold *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_thresholds = {
	"thresholds", "data/thresholds.csv", NULL,
	"Seuils des marchés publics, avec leurs dates ; le fichier livré vaut sans celui-ci.",
	"Thresholds of public procurement, with their dates; without this file, the one shipped.",
	FIELDS(threshold_field, struct pial_threshold), check_threshold,
};

#undef ROW
#define ROW struct pial_portion

const struct pial_choice pial_choice_dish[] = {
	{ PIAL_DISH_STARTER, "starter", "entrée", "starter" },
	{ PIAL_DISH_MAIN, "main", "plat principal", "main course" },
	{ PIAL_DISH_SIDE, "side", "garniture", "side dish" },
	{ PIAL_DISH_DESSERT, "dessert", "dessert", "dessert" },
	{ PIAL_DISH_DAIRY, "dairy", "produit laitier", "dairy product" },
	{ PIAL_DISH_BREAD, "bread", "pain", "bread" },
	{ PIAL_DISH_OTHER, "other", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field portion_field[] = {
	{ FIELD("age_class", "Âge", "Age class", ID, KEY | REQ, age_class),
	  HELP("nursery (crèche), preschool (maternelle), primary (élémentaire), secondary "
	       "(collège, lycée), adult, senior ; ou un mot du groupe, qu'une cuisine nomme dans "
	       "kitchens.csv.",
	       "nursery, preschool, primary, secondary, adult, senior; or a word of the group's "
	       "own that a kitchen names in kitchens.csv.") },
	{ FIELD("dish", "Plat", "Dish", ENUM, KEY | REQ, dish), .choice = pial_choice_dish },
	{ FIELD("food", "Aliment", "Food", TEXT, KEY, food),
	  HELP("Un produit, par son code ou son nom, ou une famille de produits ; vide : tous les "
	       "autres.",
	       "A product, by its code or name, or a family of products; empty: all others.") },
	{ FIELD("grams", "Grammes", "Grams", INT, REQ, grams), .min = 0, .max = 2000,
	  HELP("Par convive, prêt à cuire : la perte au parage s'y ajoute.",
	       "Per person, ready to cook: the trim loss comes on top.") },
	{ FIELD("from", "Du", "From", DATE, KEY, from),
	  HELP("Premier jour ; vide : depuis toujours.", "First day; empty: since ever.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours.", "Last day; empty: for ever.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_portion(const struct pial_table *table, const void *data,
			  struct pial_diags *diags)
{
	const struct pial_portion *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_portions = {
	"portions", "data/portions.csv", NULL,
	"Grammes par convive et par plat ; le fichier livré vaut sans celui-ci.",
	"Grams per person and dish; without this file, the one shipped.",
	FIELDS(portion_field, struct pial_portion), check_portion,
};

#undef ROW
#define ROW struct pial_dish_words

static const struct pial_field dish_field[] = {
	{ FIELD("words", "Mots", "Words", TEXT, KEY | REQ, words),
	  HELP("Mots qui se suivent dans le nom d'un plat ; casse, accents et pluriels ne comptent "
	       "pas, les plus longs l'emportent.",
	       "Words that follow each other in the name of a dish; case, accents and plurals do "
	       "not count, the longest win.") },
	{ FIELD("food", "Aliment", "Food", TEXT, KEY, food),
	  HELP("Un produit, par son code ou son nom ; vide : rien que le groupe livre.",
	       "A product, by its code or name; empty: nothing that the group delivers.") },
	{ FIELD("share", "Part de la portion (%)", "Share of the portion (%)", RATE,
		PIAL_F_POSITIVE, share),
	  HELP("Vide : toute la portion. Au-delà de 100 % pour une famille de produits, les parts "
	       "d'un plat sont réduites en proportion.",
	       "Empty: the whole portion. Beyond 100% for a family of products, the shares of a "
	       "dish are reduced in proportion.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

const struct pial_schema pial_schema_dishes = {
	"dishes", "data/dishes.csv", NULL,
	"De quoi sont faits les plats dont le nom ne le dit pas ; le fichier livré vaut sans "
	"celui-ci.",
	"What dishes are made of whose names do not say it; without this file, the one shipped.",
	FIELDS(dish_field, struct pial_dish_words), NULL,
};

#undef ROW
#define ROW struct pial_quotation

static const struct pial_field quotation_field[] = {
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day),
	  HELP("Jour de la cotation.", "Day of the quotation.") },
	{ FIELD("price", "Prix (€ HT)", "Price (€, without VAT)", PRICE, REQ, price) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit,
	  HELP("Unité du prix : celle du produit, ou kg ; vide : celle de son prix.",
	       "Unit of the price: the product's, or kg; empty: the one it is priced in.") },
	{ FIELD("place", "Lieu", "Place", TEXT, KEY, place),
	  HELP("Marché, grossiste, magasin.", "Market, wholesaler, shop.") },
	{ FIELD("source", "Source", "Source", TEXT, KEY, source),
	  HELP("Qui publie la cotation.", "Who published the quotation.") },
};

const struct pial_schema pial_schema_quotations = {
	"quotations", "data/quotations.csv", NULL, "Prix relevés ailleurs, collés à la main.",
	"Prices seen elsewhere, pasted by hand.",
	FIELDS(quotation_field, struct pial_quotation), NULL,
};

#undef ROW
#define ROW struct pial_index_value

static const struct pial_field index_field[] = {
	{ FIELD("index", "Indice", "Index", ID, KEY | REQ, index),
	  HELP("Le nom que lui donnent les marchés.", "The name that contracts give it.") },
	{ FIELD("month", "Mois", "Month", MONTH, KEY | REQ, month),
	  HELP("Mois dont c'est la valeur.", "Month that it is the value of.") },
	{ FIELD("value", "Valeur", "Value", QTY, REQ | PIAL_F_POSITIVE, value),
	  HELP("Telle que publiée, trois décimales au plus.",
	       "As published, three decimals at most.") },
	{ FIELD("read_on", "Relevé le", "Read on", DATE, KEY | REQ, read_on),
	  HELP("Jour où la valeur a été relevée : un prix ne suit que ce qui l'était au premier "
	       "jour de sa période. Une valeur corrigée plus tard est une nouvelle ligne.",
	       "Day on which the value was read: a price follows only what had been read on the "
	       "first day of its period. A value corrected later is a new line.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source),
	  HELP("Qui la publie, et sous quel numéro de série.",
	       "Who publishes it, and under which number of series.") },
};

const struct pial_schema pial_schema_indices = {
	"indices", "data/indices.csv", NULL,
	"Valeurs d'indices publiés, que suivent les prix révisables ; collées à la main.",
	"Values of published indices, which revised prices follow; pasted by hand.",
	FIELDS(index_field, struct pial_index_value), NULL,
};
