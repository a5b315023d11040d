/*
 * Menus, as the public schema menus-collectifs 1.2.3 has them (OpenDataFrance, 2023-09-28): its
 * column names, its values and what it requires. Its other columns are let through.
 *
 * The labels of our tables would be wrong here: the file is another's, and its names are what its
 * writers look for. A published file has points as decimal marks and commas between columns; what a
 * spreadsheet made of it is read as any sheet.
 */
#include <string.h>

#include "base/utf8.h"
#include "load/row.h"
#include "load/value_text.h"
#include "model/data.h"
#include "model/menu.h"

#include "base/banned.h"

/* Longest name of a dish in the schema, in characters. */
#define DISH_CHARACTERS 160

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define PLAIN PIAL_F_PLAIN
#define ROW struct pial_menu

static const struct pial_choice id_type[] = {
	{ PIAL_MENU_ID_SIRET, "SIRET", "SIRET", "SIRET" },
	{ PIAL_MENU_ID_EN, "EN", "EN", "EN" },
	{ PIAL_MENU_ID_OTHER, "autre", "autre", "other" },
	{ PIAL_MENU_ID_WITHOUT, "sans", "sans", "without" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice place_kind[] = {
	{ PIAL_MENU_NURSERY, "crèche", "crèche", "nursery" },
	{ PIAL_MENU_PRESCHOOL, "maternelle", "maternelle", "preschool" },
	{ PIAL_MENU_PRIMARY, "élémentaire", "élémentaire", "primary school" },
	{ PIAL_MENU_COLLEGE, "collège", "collège", "lower secondary school" },
	{ PIAL_MENU_LYCEE, "lycée", "lycée", "upper secondary school" },
	{ PIAL_MENU_UNIVERSITY, "université", "université", "university" },
	{ PIAL_MENU_TRAINING, "centre de formation", "centre de formation", "training centre" },
	{ PIAL_MENU_OFFICE, "administration", "administration", "administration" },
	{ PIAL_MENU_RESIDENCE, "résidence sénior", "résidence sénior", "seniors' residence" },
	{ PIAL_MENU_NURSING_HOME, "EHPAD", "EHPAD", "nursing home" },
	{ PIAL_MENU_HOME, "repas à domicile", "repas à domicile", "meals at home" },
	{ PIAL_MENU_LEISURE, "centre de loisirs", "centre de loisirs", "leisure centre" },
	{ PIAL_MENU_COMPANY, "restaurant d'entreprise", "restaurant d'entreprise",
	  "company restaurant" },
	{ PIAL_MENU_PLACE_OTHER, "autre", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice meal[] = {
	{ PIAL_MENU_BREAKFAST, "petit-déjeuner", "petit-déjeuner", "breakfast" },
	{ PIAL_MENU_LUNCH, "déjeuner", "déjeuner", "lunch" },
	{ PIAL_MENU_TEA, "goûter", "goûter", "tea" },
	{ PIAL_MENU_DINNER, "dîner", "dîner", "dinner" },
	{ PIAL_MENU_SNACK, "collation", "collation", "snack" },
	{ PIAL_MENU_PICNIC, "pique-nique", "pique-nique", "picnic" },
	{ PIAL_MENU_MEAL_OTHER, "autre", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice dish_type[] = {
	{ PIAL_DISH_STARTER, "entrée", "entrée", "starter" },
	{ PIAL_DISH_MAIN, "plat principal", "plat principal", "main course" },
	{ PIAL_DISH_SIDE, "garniture", "garniture", "side dish" },
	{ PIAL_DISH_DESSERT, "dessert", "dessert", "dessert" },
	{ PIAL_DISH_DAIRY, "produit laitier", "produit laitier", "dairy product" },
	{ PIAL_DISH_BREAD, "pain", "pain", "bread" },
	{ PIAL_DISH_OTHER, "autre", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field menu_field[] = {
	{ FIELD("menuCollNom", "Collectivité", "Authority", TEXT, REQ, body_name) },
	{ FIELD("menuCollSiret", "SIRET de la collectivité", "SIRET of the authority", SIRET, REQ,
		body) },
	{ FIELD("menuEtablissementNom", "Établissement", "Who cooks", TEXT, REQ, maker_name) },
	{ FIELD("menuEtablissementSiret", "SIRET de l'établissement", "SIRET of who cooks", SIRET,
		0, maker) },
	{ FIELD("menuRestaurantNom", "Restaurant", "Place", TEXT, KEY | REQ | PLAIN, place),
	  HELP("De plusieurs cuisines d'un même SIRET, celle qui porte ce nom.",
	       "Of several kitchens with one SIRET, the one of that name.") },
	{ FIELD("menuRestaurantId", "Identifiant du restaurant", "Number of the place", TEXT,
		KEY | PLAIN, place_id) },
	{ FIELD("menuRestaurantIdType", "Type d'identifiant", "Type of number", ENUM, REQ,
		id_type), .choice = id_type },
	{ FIELD("menuRestaurantType", "Type de restaurant", "Kind of place", ENUM, REQ, kind),
	  .choice = place_kind,
	  HELP("Dit l'âge des convives ; autre : celui de la cuisine.",
	       "Says the age of the diners; other: that of the kitchen.") },
	{ FIELD("menuRestaurantConvive", "Convives", "Diners", TEXT, KEY | REQ | PLAIN, diners) },
	{ FIELD("menuDate", "Date", "Date", DATE, KEY | REQ, day) },
	{ FIELD("menuRepasType", "Repas", "Meal", ENUM, KEY | REQ, meal), .choice = meal },
	{ FIELD("menuPlatType", "Type de plat", "Kind of dish", ENUM, KEY | REQ, type),
	  .choice = dish_type },
	{ FIELD("menuPlatNom", "Plat", "Dish", TEXT, KEY | REQ | PLAIN, dish),
	  HELP("160 caractères au plus.", "160 characters at most.") },
	{ FIELD("menuPlatCode", "Code du plat", "Code of the dish", TEXT, KEY | PLAIN, code) },
	{ FIELD("menuPlatRegime", "Régime", "Diet", TEXT, KEY | PLAIN, diet) },
	{ FIELD("menuPlatTexture", "Texture", "Texture", TEXT, KEY | PLAIN, texture) },
	{ FIELD("menuEffectif", "Effectif", "Meals served", INT, 0, meals), .min = 0,
	  .max = 1000000,
	  HELP("Colonne en plus du schéma : combien prennent ce plat ; vide : d'après les repas "
	       "de la cuisine.",
	       "A column beside those of the schema: how many take this dish; empty: from the "
	       "meals of the kitchen.") },
	{ FIELD("menuPublicationDate", "Publié le", "Published", TEXT, REQ, published) },
};

static void check_menu(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_menu *row = data;
	const char *dish = pial_row_text(table, row->dish.n);
	const char *published = pial_row_text(table, row->published.n);
	const char *id = pial_row_text(table, row->place_id.n);
	size_t day = strcspn(published, "T ");
	struct pial_pos pos;
	struct pial_date date;

	if (pial_utf8_count(dish, strlen(dish)) > DISH_CHARACTERS) {
		pos = pial_table_pos(table, row, "menuPlatNom");
		pial_diag_add(diags, &pos, PIAL_E_MENU_LONG, "menuPlatNom",
			      (int64_t)DISH_CHARACTERS);
	}
	if (pial_date_parse(published, day, &date) != PIAL_DATE_OK) {
		pos = pial_table_pos(table, row, "menuPublicationDate");
		pial_diag_add(diags, &pos, PIAL_E_DATE, published);
	}
	if (row->id_type != PIAL_MENU_ID_SIRET)
		return;
	pos = pial_table_pos(table, row, "menuRestaurantId");
	if (!*id)
		pial_table_say_empty(table, row, "menuRestaurantId", diags);
	else if (strlen(id) != 14 || !pial_text_digits(id, 14) || !pial_text_luhn(id, 14))
		pial_diag_add(diags, &pos, PIAL_E_SIRET, id);
}

const struct pial_schema pial_schema_menus = {
	"menus", "season/Y/menus/*.csv", NULL,
	"Menus des cuisines au schéma public menus-collectifs 1.2.3 ; ses autres colonnes sont "
	"laissées de côté.",
	"Menus of kitchens in the public schema menus-collectifs 1.2.3; its other columns are left "
	"aside.",
	FIELDS(menu_field, struct pial_menu), check_menu,
};
