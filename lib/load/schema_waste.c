/*
 * Reference data on food waste: benchmarks, emissions, settings of the protocol and of composting;
 * and emissions of roads, which have the same shape.
 *
 * Apart from the other reference data (load/schema_data.c), as what the law says of invoices is:
 * kitchens, schools and funders look at these, and nobody else. A setting is a line with a name, so
 * that each figure keeps its own source and date; a file with a column a setting could not.
 */
#include "load/row.h"
#include "model/data.h"
#include "model/waste.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

#define ROW struct pial_benchmark

static const struct pial_field benchmark_field[] = {
	{ FIELD("sector", "Secteur", "Sector", TEXT, KEY, sector),
	  HELP("Un code de secteur de kitchens.csv (social_ehpad), sinon une nature de cuisine "
	       "(school, nursing-home) ; vide : toute cuisine.",
	       "A code of sectors of kitchens.csv (social_ehpad), else a kind of kitchen (school, "
	       "nursing-home); empty: any kitchen.") },
	{ FIELD("stream", "Flux", "Stream", ENUM, KEY, stream), .choice = pial_choice_stream,
	  HELP("Vide : les trois ensemble.", "Empty: the three together.") },
	{ FIELD("from", "Du", "From", DATE, KEY | REQ, from),
	  HELP("Premier jour ; de plusieurs lignes, celle qui commence en dernier compte.",
	       "First day; of several lines the one that begins last counts.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours la plus récente.",
	       "Last day; empty: still the newest.") },
	{ FIELD("grams", "Gaspillage (g par repas)", "Edible waste (g a meal)", QTY, REQ, grams),
	  HELP("Ce qui pouvait se manger, par repas servi.",
	       "What could have been eaten, per meal served.") },
	{ FIELD("low", "De (g)", "From (g)", QTY, 0, low),
	  HELP("Fourchette publiée, s'il y en a une.", "Range as published, where there is one.") },
	{ FIELD("high", "À (g)", "To (g)", QTY, 0, high) },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_benchmark(const struct pial_table *table, const void *data,
			    struct pial_diags *diags)
{
	const struct pial_benchmark *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_benchmarks = {
	"benchmarks", "data/benchmarks.csv", NULL,
	"Ce que d'autres gaspillent par repas, par secteur ; le fichier livré vaut sans celui-ci.",
	"What others waste per meal, by sector; without this file, the one shipped.",
	FIELDS(benchmark_field, struct pial_benchmark), check_benchmark,
};

#undef ROW
#define ROW struct pial_emission

static const struct pial_field emission_field[] = {
	{ FIELD("food", "Aliment", "Food", TEXT, KEY, food), .choice = pial_choice_component,
	  HELP("Une composante des pesées ; vide : toute autre nourriture.",
	       "A component of weighings; empty: any other food.") },
	{ FIELD("from", "Du", "From", DATE, KEY, from),
	  HELP("Premier jour ; vide : depuis toujours.", "First day; empty: since ever.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours.", "Last day; empty: for ever.") },
	{ FIELD("g_per_kg", "g de CO2e par kg", "g of CO2e per kg", INT, REQ, g_per_kg),
	  .min = 0, .max = 1000000 },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_emission(const struct pial_table *table, const void *data,
			   struct pial_diags *diags)
{
	const struct pial_emission *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_emissions = {
	"emissions", "data/emissions.csv", NULL,
	"Gaz à effet de serre de la nourriture jetée ; le fichier livré vaut sans celui-ci.",
	"Greenhouse gas of food that is thrown away; without this file, the one shipped.",
	FIELDS(emission_field, struct pial_emission), check_emission,
};

#undef ROW
#define ROW struct pial_road_gas

static const struct pial_field road_field[] = {
	{ FIELD("vehicle", "Véhicule", "Vehicle", TEXT, KEY, vehicle),
	  HELP("Comme trips.csv le nomme, majuscules et accents mis à part ; vide : tout autre.",
	       "As trips.csv calls it, case and accents aside; empty: any other.") },
	{ FIELD("from", "Du", "From", DATE, KEY, from),
	  HELP("Premier jour ; vide : depuis toujours.", "First day; empty: since ever.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until),
	  HELP("Dernier jour ; vide : toujours.", "Last day; empty: for ever.") },
	{ FIELD("g_per_km", "g de CO2e par km", "g of CO2e per km", INT, REQ, g_per_km),
	  .min = 0, .max = 1000000,
	  HELP("Du véhicule, quoi qu'il porte ; amont du carburant compris.",
	       "Of the vehicle, whatever it carries; making the fuel included.") },
	{ FIELD("source", "Source", "Source", TEXT, 0, source) },
};

static void check_road(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_road_gas *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_roads = {
	"roads", "data/roads.csv", NULL,
	"Gaz à effet de serre d'un kilomètre parcouru ; le fichier livré vaut sans celui-ci.",
	"Greenhouse gas of a kilometre driven; without this file, the one shipped.",
	FIELDS(road_field, struct pial_road_gas), check_road,
};

#undef ROW
#define ROW struct pial_waste_value

const struct pial_choice pial_choice_waste_setting[] = {
	{ PIAL_WASTE_INEDIBLE, "inedible_percent", "part non comestible (%)", "inedible (%)" },
	{ PIAL_WASTE_LEAST, "least_g", "douteux en dessous de (g par repas)",
	  "doubtful below (g a meal)" },
	{ PIAL_WASTE_MOST, "most_g", "douteux au-dessus de (g par repas)",
	  "doubtful above (g a meal)" },
	{ PIAL_WASTE_DAYS, "days", "jours de pesée", "days weighed" },
	{ PIAL_WASTE_FOOD, "food_g", "nourriture préparée (g par repas)",
	  "food prepared (g a meal)" },
	{ PIAL_WASTE_COST, "cost_kg", "coût (€ par kg)", "cost (€ a kg)" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_compost_setting[] = {
	{ PIAL_COMPOST_RATIO, "mix_cn", "C/N du mélange", "C:N of the mix" },
	{ PIAL_COMPOST_MOISTURE, "moisture_percent", "eau (%)", "water (%)" },
	{ PIAL_COMPOST_NITROGEN, "nitrogen_percent", "azote (% de la matière sèche)",
	  "nitrogen (% of dry matter)" },
	{ PIAL_COMPOST_CARBON, "cn", "C/N", "C:N" },
	{ PIAL_COMPOST_DENSITY, "density_kg_m3", "densité (kg par m³)", "density (kg a m³)" },
	{ PIAL_COMPOST_WEEKS, "weeks", "durée (semaines)", "duration (weeks)" },
	{ PIAL_COMPOST_LEFT, "volume_left_percent", "volume restant (%)", "volume left (%)" },
	{ PIAL_COMPOST_YIELD, "yield_percent", "compost obtenu (% du poids)",
	  "compost made (% of weight)" },
	{ PIAL_COMPOST_WEEKLY, "weekly_limit_kg", "limite par semaine (kg)",
	  "limit a week (kg)" },
	{ PIAL_COMPOST_VOLUME, "volume_limit_m3", "limite de volume (m³)",
	  "limit of volume (m³)" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_compost_of[] = {
	{ 1, "biowaste", "biodéchets", "biowaste" },
	{ 2, "chips", "broyat", "wood chips" },
	{ 3, "leaves", "feuilles mortes", "dead leaves" },
	{ 4, "straw", "paille", "straw" },
	{ 5, "filling", "apport", "filling" },
	{ 6, "ripening", "maturation", "ripening" },
	{ 0, NULL, NULL, NULL },
};

#define SETTINGS(choices, words, of_fr, of_en) \
	{ FIELD("setting", "Réglage", "Setting", ENUM, KEY | REQ, setting), .choice = (choices) }, \
	{ FIELD("of", "De", "Of", TEXT, KEY, of), .choice = (words), HELP(of_fr, of_en) }, \
	{ FIELD("from", "Du", "From", DATE, KEY, from), \
	  HELP("Premier jour ; vide : depuis toujours.", "First day; empty: since ever.") }, \
	{ FIELD("until", "Au", "Until", DATE, 0, until), \
	  HELP("Dernier jour ; vide : toujours.", "Last day; empty: for ever.") }, \
	{ FIELD("value", "Valeur", "Value", QTY, REQ, value), \
	  HELP("Dans l'unité que dit le réglage.", "In the unit that the setting names.") }, \
	{ FIELD("source", "Source", "Source", TEXT, 0, source) }

static const struct pial_field waste_field[] = {
	SETTINGS(pial_choice_waste_setting, NULL,
		 "Nature de cuisine (days), tranche d'âge ou satellite (food_g) ; vide : toute "
		 "autre.",
		 "Kind of kitchen (days), age class or satellite (food_g); empty: any other."),
};

static const struct pial_field compost_field[] = {
	SETTINGS(pial_choice_compost_setting, pial_choice_compost_of,
		 "Matière (biowaste, chips, leaves, straw) ou étape (filling, ripening) ; vide : "
		 "toute autre.",
		 "Material (biowaste, chips, leaves, straw) or stage (filling, ripening); empty: "
		 "any other."),
};

static void check_value(const struct pial_table *table, const void *data,
			struct pial_diags *diags)
{
	const struct pial_waste_value *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_waste = {
	"waste", "data/waste.csv", NULL,
	"Réglages des pesées de déchets ; le fichier livré vaut sans celui-ci.",
	"Settings of weigh-ins of waste; without this file, the one shipped.",
	FIELDS(waste_field, struct pial_waste_value), check_value,
};

const struct pial_schema pial_schema_compost = {
	"compost", "data/compost.csv", NULL,
	"Réglages du compostage sur place ; le fichier livré vaut sans celui-ci.",
	"Settings of composting on site; without this file, the one shipped.",
	FIELDS(compost_field, struct pial_waste_value), check_value,
};
