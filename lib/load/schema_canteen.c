/*
 * Reference data for canteens: columns of the State's purchases file, labels, families, goals.
 */
#include <stddef.h>

#include "load/row.h"
#include "model/canteen.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice purchases_value[] = {
	{ PIAL_PURCHASES_SIRET, "siret", "SIRET de la cantine", "SIRET of the canteen" },
	{ PIAL_PURCHASES_DESCRIPTION, "description", "description", "description" },
	{ PIAL_PURCHASES_SUPPLIER, "supplier", "fournisseur", "supplier" },
	{ PIAL_PURCHASES_DATE, "date", "date", "date" },
	{ PIAL_PURCHASES_AMOUNT, "amount", "montant hors taxe", "amount without VAT" },
	{ PIAL_PURCHASES_FAMILY, "family", "famille", "family" },
	{ PIAL_PURCHASES_LABELS, "labels", "labels", "labels" },
	{ PIAL_PURCHASES_TRAITS, "traits", "caractéristiques", "traits" },
	{ PIAL_PURCHASES_ORIGIN, "origin", "origine", "origin" },
	{ PIAL_PURCHASES_SHORT, "short", "circuit court", "short chain" },
	{ PIAL_PURCHASES_LOCAL, "local", "local", "local" },
	{ PIAL_PURCHASES_LOCAL_HOW, "local-how", "définition de local", "how local is meant" },
	{ PIAL_PURCHASES_LOCAL_2025, "local-2025", "définition de local de 2025",
	  "how local was meant in 2025" },
	{ PIAL_PURCHASES_LOCAL_KM, "local-km", "distance", "distance" },
	{ 0, NULL, NULL, NULL },
};

#define ROW struct pial_purchases_column
static const struct pial_field purchases_field[] = {
	{ FIELD("edition", "Édition", "Edition", INT, KEY | REQ, edition), .min = 2000, .max = 2999,
	  HELP("Année qui nomme le format ; sans autre demande, la dernière.",
	       "Year that names the format; unless asked otherwise, the latest.") },
	{ FIELD("rank", "Rang", "Rank", SMALL, KEY | REQ, rank), .min = 1, .max = 64,
	  HELP("Place de la colonne.", "Place of the column.") },
	{ FIELD("column", "Colonne", "Column", TEXT, REQ, column),
	  HELP("Son nom, à la lettre.", "Its name, to the letter.") },
	{ FIELD("value", "Contenu", "Content", ENUM, 0, value), .choice = purchases_value,
	  HELP("Ce qu'on y écrit ; vide : rien.", "What is written there; empty: nothing.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

const struct pial_schema pial_schema_purchases = {
	"purchases", "data/purchases.csv", NULL,
	"Colonnes du fichier d'achats de la plateforme des cantines ; le fichier livré vaut sans "
	"celui-ci.",
	"Columns of the purchases file of the State's canteen platform; without this file, the one "
	"shipped.",
	FIELDS(purchases_field, struct pial_purchases_column), NULL,
};
#undef ROW

const struct pial_choice pial_choice_class[] = {
	{ PIAL_CLASS_ORGANIC, "organic", "bio", "organic" },
	{ PIAL_CLASS_SIQO, "siqo", "signe officiel de qualité", "official sign of quality" },
	{ PIAL_CLASS_OTHER, "other", "autre label EGalim", "other EGalim label" },
	{ PIAL_CLASS_EXTERNALITIES, "externalities", "externalités et performance",
	  "externalities and performance" },
	{ 0, NULL, NULL, NULL },
};

#define ROW struct pial_canteen_label
static const struct pial_field label_field[] = {
	{ FIELD("label", "Code", "Label", ID, KEY | REQ, label),
	  HELP("Code de la plateforme ; products.csv le nomme dans labels.",
	       "Code of the platform; products.csv names it in labels.") },
	{ FIELD("rank", "Rang", "Rank", SMALL, REQ, rank), .min = 1, .max = 64,
	  HELP("Place dans une liste.", "Place in a list.") },
	{ FIELD("class", "Classe", "Class", ENUM, REQ, class), .choice = pial_choice_class,
	  HELP("Classe du bilan annuel ; un achat compte dans la première qui convient.",
	       "Class of the yearly balance sheet; a purchase counts in the first that fits.") },
	{ FIELD("families", "Familles", "Families", TEXT, 0, families),
	  HELP("Codes des familles où il existe ; vide : toutes.",
	       "Codes of the families that have it; empty: all.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

const struct pial_schema pial_schema_labels = {
	"labels", "data/labels.csv", NULL,
	"Labels qui comptent pour la loi EGalim ; le fichier livré vaut sans celui-ci.",
	"Labels that count for the EGalim law; without this file, the one shipped.",
	FIELDS(label_field, struct pial_canteen_label), NULL,
};
#undef ROW

#define ROW struct pial_canteen_family
static const struct pial_field family_field[] = {
	{ FIELD("family", "Famille", "Family", TEXT, KEY | REQ, family),
	  HELP("Mot de products.csv ; casse et accents ne comptent pas.",
	       "Word of products.csv; case and accents do not count.") },
	{ FIELD("code", "Code", "Code", ID, REQ, code),
	  HELP("Code de la plateforme.", "Code of the platform.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

const struct pial_schema pial_schema_families = {
	"families", "data/families.csv", NULL,
	"Famille de produits pour la plateforme des cantines ; le fichier livré vaut sans "
	"celui-ci.",
	"Family of products for the canteen platform; without this file, the one shipped.",
	FIELDS(family_field, struct pial_canteen_family), NULL,
};
#undef ROW

static const struct pial_choice goal_kind[] = {
	{ PIAL_GOAL_ORGANIC, "organic", "bio", "organic" },
	{ PIAL_GOAL_QUALITY, "quality", "durable et de qualité", "sustainable and of quality" },
	{ 0, NULL, NULL, NULL },
};

#define ROW struct pial_goal
static const struct pial_field goal_field[] = {
	{ FIELD("goal", "Objectif", "Goal", ENUM, KEY | REQ, goal), .choice = goal_kind },
	{ FIELD("from", "Du", "From", DATE, KEY | REQ, from),
	  HELP("Premier jour ; de plusieurs lignes, celle qui commence en dernier compte.",
	       "First day; of several lines the one that begins last counts.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours.", "Last day; empty: for ever.") },
	{ FIELD("share", "Part (%)", "Share (%)", RATE, REQ | PIAL_F_POSITIVE, share),
	  HELP("De la valeur hors taxe des achats d'une année.",
	       "Of the value of a year's purchases, without VAT.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_goal(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_goal *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_goals = {
	"goals", "data/goals.csv", NULL,
	"Objectifs de la loi EGalim, avec leurs dates ; le fichier livré vaut sans celui-ci.",
	"Goals of the EGalim law, with their dates; without this file, the one shipped.",
	FIELDS(goal_field, struct pial_goal), check_goal,
};
