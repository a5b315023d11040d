/*
 * Food waste in kitchens: campaigns, weighings, meals counted (model/weighing.h).
 *
 * A campaign is declared in one line a kitchen, so that a form can be printed before anything is
 * weighed, and so that a day outside it is seen to be a slip. It is a table of its own at the root
 * of the book, written by people: the folder weighings/ holds what comes back from kitchens only.
 * Each file there is one campaign, named by it; a campaign in two files could say things twice.
 *
 * Rejected: a line a day and stream with columns for its parts by component (a table of forty
 * columns, most of them empty); a declaration in YAML (nobody writes a block for five values).
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"
#include "model/weighing.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_campaign

const struct pial_choice pial_choice_meal[] = {
	{ PIAL_MEAL_BREAKFAST, "breakfast", "petit-déjeuner", "breakfast" },
	{ PIAL_MEAL_LUNCH, "lunch", "déjeuner", "lunch" },
	{ PIAL_MEAL_SNACK, "snack", "goûter", "snack" },
	{ PIAL_MEAL_DINNER, "dinner", "dîner", "dinner" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_stream[] = {
	{ PIAL_STREAM_PREPARATION, "preparation", "préparation", "preparation" },
	{ PIAL_STREAM_UNSERVED, "unserved", "présenté non servi", "presented, not served" },
	{ PIAL_STREAM_LEFTOVERS, "leftovers", "restes d'assiettes", "plate leftovers" },
	{ 0, NULL, NULL, NULL },
};

/* The parts of the protocol's detailed workbooks (annexes 1b and 2b), and one that is free. */
const struct pial_choice pial_choice_component[] = {
	{ 1, "starter", "entrée", "starter" },
	{ 2, "main", "plat", "main dish" },
	{ 3, "dessert", "fromage et dessert", "cheese and dessert" },
	{ 4, "bread", "pain", "bread" },
	{ 5, "other", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice detail[] = {
	{ PIAL_WEIGH_SIMPLE, "simple", "simple", "simple" },
	{ PIAL_WEIGH_COMPONENTS, "components", "par composante", "by component" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field campaign_field[] = {
	{ FIELD("campaign", "Campagne", "Campaign", ID, KEY | REQ, id),
	  HELP("Nom de la campagne, et des fichiers de ses pesées ; ne finit pas par -meals.",
	       "The campaign's name, and that of the files of its weighings; does not end with "
	       "-meals.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("from", "Premier jour", "First day", DATE, REQ, from) },
	{ FIELD("days", "Jours", "Days", INT, REQ, days), .min = 1, .max = PIAL_CAMPAIGN_DAYS,
	  HELP("Nombre de jours qui se suivent : 5 au moins ; 7 dans les EHPAD et établissements "
	       "de santé.",
	       "How many days, one after the other: 5 at least; 7 in nursing homes and "
	       "hospitals.") },
	{ FIELD("meals", "Repas pesés", "Meals", CHOICES, 0, meals), .choice = pial_choice_meal,
	  .absent = "lunch",
	  HELP("Repas pesés ; tous dans les EHPAD et établissements de santé.",
	       "The meals weighed; all of them in nursing homes and hospitals.") },
	{ FIELD("detail", "Détail", "Detail", ENUM, 0, detail), .choice = detail,
	  .absent = "simple",
	  HELP("Simple : un poids par flux. Par composante : entrée, plat, fromage et dessert, "
	       "pain à part.",
	       "Simple: a weight a stream. By component: starter, main dish, cheese and dessert, "
	       "bread apart.") },
	{ FIELD("sorted", "Trié", "Sorted", YESNO, 0, sorted), .absent = "no",
	  HELP("Le comestible et le non comestible (os, épluchures) sont pesés à part.",
	       "What can be eaten and what cannot (bones, peel) are weighed apart.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

const struct pial_schema pial_schema_campaigns = {
	"campaigns", "campaigns.csv", NULL,
	"Les campagnes de pesée des déchets alimentaires, une ligne par cuisine.",
	"Campaigns in which food waste is weighed, one line a kitchen.",
	FIELDS(campaign_field, struct pial_campaign), NULL,
};

#undef ROW
#define ROW struct pial_weighing

static const struct pial_field weighing_field[] = {
	{ FIELD("campaign", "Campagne", "Campaign", ID, KEY | REQ, campaign),
	  HELP("Celle du nom du fichier ; une ligne de campaigns.csv, quand ce fichier existe.",
	       "That of the file's name; a line of campaigns.csv, when there is that file.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day) },
	{ FIELD("meal", "Repas", "Meal", ENUM, KEY, meal), .choice = pial_choice_meal,
	  HELP("Vide : les repas du jour ensemble.", "Empty: the meals of the day together.") },
	{ FIELD("stream", "Flux", "Stream", ENUM, KEY | REQ, stream), .choice = pial_choice_stream,
	  HELP("Pertes de préparation ; présenté et jeté sans être servi ; restes dans les "
	       "assiettes. Les boissons ne comptent pas.",
	       "Losses of preparation; presented and thrown away unserved; left on plates. Drinks "
	       "do not count.") },
	{ FIELD("component", "Composante", "Component", TEXT, KEY, component),
	  .choice = pial_choice_component,
	  HELP("Partie du repas, quand on pèse par composante ; vide : tout ensemble.",
	       "Part of the meal, when they are weighed apart; empty: all together.") },
	{ FIELD("gross_kg", "Poids brut (kg)", "Gross (kg)", MASS_KG, 0, gross),
	  HELP("Avec le seau.", "With the bin.") },
	{ FIELD("tare_kg", "Tare (kg)", "Tare (kg)", MASS_KG, 0, tare),
	  HELP("Le seau vide ; vide : 0.", "The empty bin; empty: 0.") },
	{ FIELD("edible_kg", "Comestible (kg)", "Edible (kg)", MASS_KG, 0, edible),
	  HELP("Poids net de ce qui pouvait se manger : c'est le gaspillage. Vide : pas trié.",
	       "Net weight of what could have been eaten: that is the waste. Empty: not "
	       "sorted.") },
	{ FIELD("inedible_kg", "Non comestible (kg)", "Inedible (kg)", MASS_KG, 0, inedible),
	  HELP("Poids net des os, épluchures, noyaux. Vide : pas trié.",
	       "Net weight of bones, peel, stones. Empty: not sorted.") },
};

static bool has(struct pial_mass mass)
{
	return !pial_mass_is_none(mass);
}

/*
 * Net weight is gross less tare, and its parts cannot be heavier. A tare alone weighs nothing; a
 * row without any weight was not weighed, which is not the same as 0.
 */
static void check_weighing(const struct pial_table *table, const void *data,
			   struct pial_diags *diags)
{
	const struct pial_weighing *row = data;
	int64_t parts = (has(row->edible) ? row->edible.g : 0) +
			(has(row->inedible) ? row->inedible.g : 0);
	struct pial_pos pos = pial_table_pos(table, row, "tare_kg");

	if (has(row->tare) && !has(row->gross)) {
		pial_table_say_empty(table, row, "gross_kg", diags);
		return;
	}
	if (has(row->tare) && row->tare.g > row->gross.g) {
		pial_diag_add(diags, &pos, PIAL_E_WEIGH_TARE, row->tare.g, row->gross.g);
		return;
	}
	if (!has(row->gross) && !has(row->edible) && !has(row->inedible)) {
		pos = pial_table_pos(table, row, "stream");
		pial_diag_add(diags, &pos, PIAL_E_WEIGH_NONE);
		return;
	}
	if (has(row->gross) && parts > pial_weighing_net(row)) {
		pos = pial_table_pos(table, row, has(row->edible) ? "edible_kg" : "inedible_kg");
		pial_diag_add(diags, &pos, PIAL_E_WEIGH_PARTS, parts, pial_weighing_net(row));
	}
}

const struct pial_schema pial_schema_weighings = {
	"weighings", "weighings/*.csv", "pial-plan collect",
	"Ce qu'une campagne a pesé, par jour, repas et flux ; un fichier par campagne.",
	"What a campaign weighed, by day, meal and stream; one file a campaign.",
	FIELDS(weighing_field, struct pial_weighing), check_weighing,
};

#undef ROW
#define ROW struct pial_meal_count

/* Nobody serves more in a day. */
#define MEALS 1000000

static const struct pial_field meals_field[] = {
	{ FIELD("campaign", "Campagne", "Campaign", ID, KEY | REQ, campaign),
	  HELP("Celle du nom du fichier, sans -meals.",
	       "That of the file's name, without -meals.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day) },
	{ FIELD("meal", "Repas", "Meal", ENUM, KEY, meal), .choice = pial_choice_meal,
	  HELP("Vide : les repas du jour ensemble.", "Empty: the meals of the day together.") },
	{ FIELD("expected", "Repas prévus", "Meals expected", INT, 0, expected),
	  .min = 0, .max = MEALS },
	{ FIELD("prepared", "Repas préparés", "Meals prepared", INT, 0, prepared),
	  .min = 0, .max = MEALS },
	{ FIELD("served", "Repas servis", "Meals served", INT, REQ, served),
	  .min = 0, .max = MEALS,
	  HELP("Repas distribués : les grammes se comptent par repas servi.",
	       "Meals handed out: grams are counted per meal served.") },
	{ FIELD("prepared_kg", "Nourriture préparée (kg)", "Food prepared (kg)", MASS_KG, 0,
		prepared_mass),
	  HELP("Poids de tout ce qui a été préparé, si on l'a pesé.",
	       "Weight of all that was prepared, where it was weighed.") },
};

const struct pial_schema pial_schema_meals = {
	"meals", "weighings/*-meals.csv", "pial-plan collect",
	"Les repas prévus, préparés et servis pendant une campagne ; un fichier par campagne.",
	"The meals expected, prepared and served during a campaign; one file a campaign.",
	FIELDS(meals_field, struct pial_meal_count), NULL,
};
