/*
 * Views of a weigh-in: the record of a campaign, what it is made of, what composting takes.
 *
 * The record begins with the fields of the State's measurements of waste, under their names
 * (canteen platform, data/models/wastemeasurement.py), so that it can be copied field by field; our
 * own follow. Rows: model/waste.h.
 */
#include "load/row.h"
#include "model/waste.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY

#define ROW struct pial_waste_record

static const struct pial_choice basis[] = {
	{ PIAL_WASTE_BASIS_MEAL, "meal", "coût du repas", "cost of a meal" },
	{ PIAL_WASTE_BASIS_KG, "kg", "moyenne publiée", "published mean" },
	{ PIAL_WASTE_BASIS_DELIVERED, "delivered", "valeur livrée", "value delivered" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice verdict[] = {
	{ PIAL_WASTE_TOO_FEW, "too-few", "trop peu de jours", "too few days" },
	{ PIAL_WASTE_UNSURE, "unsure", "peut être le hasard", "may be chance" },
	{ PIAL_WASTE_LESS, "less", "moins", "less" },
	{ PIAL_WASTE_MORE, "more", "plus", "more" },
	{ 0, NULL, NULL, NULL },
};

#define STREAM(name, french, english, at) \
	{ FIELD(name "_total_mass", french " (kg)", english " (kg)", MASS_KG, 0, \
		stream[at].total) }, \
	{ FIELD(name "_is_sorted", french " : trié", english ": sorted", YESNO, 0, \
		stream[at].sorted) }, \
	{ FIELD(name "_edible_mass", french " : comestible (kg)", english ": edible (kg)", \
		MASS_KG, 0, stream[at].edible) }, \
	{ FIELD(name "_inedible_mass", french " : non comestible (kg)", \
		english ": inedible (kg)", MASS_KG, 0, stream[at].inedible) }

static const struct pial_field record_field[] = {
	{ FIELD("campaign", "Campagne", "Campaign", ID, KEY, campaign) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("period_start_date", "Du", "From", DATE, 0, from) },
	{ FIELD("period_end_date", "Au", "Until", DATE, 0, until) },
	{ FIELD("days_in_period", "Jours de la période", "Days of the period", INT, 0,
		days_in_period) },
	{ FIELD("meal_count", "Repas servis", "Meals served", INT, 0, meals) },
	{ FIELD("total_mass", "Déchets (kg)", "Waste (kg)", MASS_KG, 0, total) },
	{ FIELD("is_sorted_by_source", "Pesé par flux", "Weighed by stream", YESNO, 0,
		by_source) },
	STREAM("preparation", "Préparation", "Preparation", PIAL_STREAM_PREPARATION - 1),
	STREAM("unserved", "Non servi", "Unserved", PIAL_STREAM_UNSERVED - 1),
	STREAM("leftovers", "Restes", "Leftovers", PIAL_STREAM_LEFTOVERS - 1),
	{ FIELD("total_yearly_waste_estimation", "Déchets par an (kg)", "Waste a year (kg)",
		MASS_KG, 0, yearly) },
	{ FIELD("days", "Jours pesés", "Days weighed", INT, 0, days) },
	{ FIELD("edible_mass", "Gaspillage (kg)", "Edible waste (kg)", MASS_KG, 0, edible) },
	{ FIELD("edible_g", "Gaspillage comestible (g par repas)", "Edible waste (g a meal)", QTY,
		0, edible_g) },
	{ FIELD("edible_low", "Gaspillage, de (g)", "Edible waste, from (g)", QTY, 0,
		edible_low) },
	{ FIELD("edible_high", "Gaspillage, à (g)", "Edible waste, to (g)", QTY, 0, edible_high) },
	{ FIELD("bootstrap_low", "Rééchantillonnage, de (g)", "Resampled, from (g)", QTY, 0,
		boot_low) },
	{ FIELD("bootstrap_high", "Rééchantillonnage, à (g)", "Resampled, to (g)", QTY, 0,
		boot_high) },
	{ FIELD("all_g", "Tous déchets (g par repas)", "All food waste (g a meal)", QTY, 0,
		all_g) },
	{ FIELD("benchmark_g", "Repère (g par repas)", "Benchmark (g a meal)", QTY, 0,
		benchmark) },
	{ FIELD("expected", "Repas prévus", "Meals expected", INT, 0, expected) },
	{ FIELD("prepared", "Repas préparés", "Meals prepared", INT, 0, prepared) },
	{ FIELD("gap_expected", "Écart prévus (%)", "Gap of expected (%)", RATE, PIAL_F_SIGNED,
		gap_expected) },
	{ FIELD("gap_prepared", "Écart préparés (%)", "Gap of prepared (%)", RATE, PIAL_F_SIGNED,
		gap_prepared) },
	{ FIELD("prepared_kg", "Nourriture préparée (kg)", "Food prepared (kg)", MASS_KG, 0,
		food) },
	{ FIELD("food_share", "Part du préparé (%)", "Of what was prepared (%)", RATE, 0,
		food_share) },
	{ FIELD("cost_basis", "Base du coût", "Basis of the cost", ENUM, 0, basis),
	  .choice = basis },
	{ FIELD("cost", "Coût (€)", "Cost (€)", MONEY, 0, cost) },
	{ FIELD("cost_kg", "Coût par kg (€)", "Cost a kg (€)", PRICE, 0, cost_kg) },
	{ FIELD("cost_meal", "Coût par repas (€)", "Cost a meal (€)", PRICE, 0, cost_meal) },
	{ FIELD("co2e_kg", "CO2e (kg)", "CO2e (kg)", MASS_KG, 0, co2e) },
	{ FIELD("yearly_edible", "Gaspillage par an (kg)", "Edible waste a year (kg)", MASS_KG, 0,
		yearly_edible) },
	{ FIELD("yearly_cost", "Coût par an (€)", "Cost a year (€)", MONEY, 0, yearly_cost) },
	{ FIELD("yearly_co2e_kg", "CO2e par an (kg)", "CO2e a year (kg)", MASS_KG, 0,
		yearly_co2e) },
	{ FIELD("against", "Comparée à", "Against", ID, 0, against) },
	{ FIELD("change_g", "Changement (g par repas)", "Change (g a meal)", QTY, PIAL_F_SIGNED,
		change) },
	{ FIELD("change_low", "Changement, de (g)", "Change, from (g)", QTY, PIAL_F_SIGNED,
		change_low) },
	{ FIELD("change_high", "Changement, à (g)", "Change, to (g)", QTY, PIAL_F_SIGNED,
		change_high) },
	{ FIELD("change_percent", "Changement (%)", "Change (%)", RATE, PIAL_F_SIGNED,
		change_part) },
	{ FIELD("verdict", "Ce qu'on peut en dire", "What one may say", ENUM, 0, verdict),
	  .choice = verdict },
};

const struct pial_schema pial_schema_view_waste = {
	"waste_records", NULL, "pial-weigh waste",
	"Ce qu'une campagne de pesée établit, une ligne par cuisine.",
	"What a campaign of weighing establishes, one line a kitchen.",
	FIELDS(record_field, struct pial_waste_record), NULL,
};

#undef ROW
#define ROW struct pial_waste_row

static const struct pial_choice by[] = {
	{ PIAL_WASTE_BY_DAY, "day", "jour", "day" },
	{ PIAL_WASTE_BY_MEAL, "meal", "repas", "meal" },
	{ PIAL_WASTE_BY_STREAM, "stream", "flux", "stream" },
	{ PIAL_WASTE_BY_COMPONENT, "component", "composante", "component" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field part_field[] = {
	{ FIELD("campaign", "Campagne", "Campaign", ID, KEY, campaign) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("by", "Par", "By", ENUM, KEY, by), .choice = by },
	{ FIELD("day", "Jour", "Day", DATE, KEY, day) },
	{ FIELD("meal", "Repas", "Meal", ENUM, KEY, meal), .choice = pial_choice_meal },
	{ FIELD("stream", "Flux", "Stream", ENUM, KEY, stream), .choice = pial_choice_stream },
	{ FIELD("component", "Composante", "Component", TEXT, KEY, component),
	  .choice = pial_choice_component },
	{ FIELD("meals", "Repas servis", "Meals served", INT, 0, meals) },
	{ FIELD("edible_kg", "Comestible (kg)", "Edible (kg)", MASS_KG, 0, edible) },
	{ FIELD("inedible_kg", "Non comestible (kg)", "Inedible (kg)", MASS_KG, 0, inedible) },
	{ FIELD("total_kg", "Ensemble (kg)", "Together (kg)", MASS_KG, 0, total) },
	{ FIELD("edible_g", "Gaspillage comestible (g par repas)", "Edible waste (g a meal)", QTY,
		0, edible_g) },
	{ FIELD("edible_low", "Gaspillage, de (g)", "Edible waste, from (g)", QTY, 0,
		edible_low) },
	{ FIELD("edible_high", "Gaspillage, à (g)", "Edible waste, to (g)", QTY, 0, edible_high) },
	{ FIELD("all_g", "Tous déchets (g par repas)", "All food waste (g a meal)", QTY, 0,
		all_g) },
	{ FIELD("benchmark_g", "Repère (g par repas)", "Benchmark (g a meal)", QTY, 0,
		benchmark) },
	{ FIELD("share", "Part du gaspillage (%)", "Of edible waste (%)", RATE, 0, share) },
	{ FIELD("outlying", "À part", "Outlying", YESNO, 0, outlying) },
};

const struct pial_schema pial_schema_view_waste_parts = {
	"waste_parts", NULL, "pial-weigh waste",
	"De quoi une campagne est faite : par jour, repas, flux ou composante.",
	"What a campaign is made of: by day, meal, stream or component.",
	FIELDS(part_field, struct pial_waste_row), NULL,
};

#undef ROW
#define ROW struct pial_compost_row

const struct pial_choice pial_choice_compost_figure[] = {
	{ PIAL_COMPOST_WEEK_KG, "week_kg", "biodéchets d'une semaine de service (kg)",
	  "biowaste of a week of service (kg)" },
	{ PIAL_COMPOST_YEAR_KG, "year_kg", "biodéchets d'une année (kg)",
	  "biowaste of a year (kg)" },
	{ PIAL_COMPOST_DRY_KG, "dry_kg", "matière sèche à ajouter par semaine (kg)",
	  "dry matter to add a week (kg)" },
	{ PIAL_COMPOST_DRY_LITRES, "dry_litres", "matière sèche à ajouter par semaine (litres)",
	  "dry matter to add a week (litres)" },
	{ PIAL_COMPOST_MIX_RATIO, "mix_cn", "C/N du mélange", "C:N of the mix" },
	{ PIAL_COMPOST_MIX_MOISTURE, "mix_moisture_percent", "eau du mélange (%)",
	  "water of the mix (%)" },
	{ PIAL_COMPOST_BIN_M3, "bin_m3", "bacs d'apport et de maturation (m³)",
	  "bins to fill and to ripen (m³)" },
	{ PIAL_COMPOST_STORE_M3, "store_m3", "réserve de matière sèche (m³)",
	  "store of dry matter (m³)" },
	{ PIAL_COMPOST_MADE_KG, "made_kg", "compost d'une année (kg)", "compost of a year (kg)" },
	{ PIAL_COMPOST_LIMIT_SHARE, "limit_percent", "de la limite d'une semaine (%)",
	  "of the limit of a week (%)" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field compost_row_field[] = {
	{ FIELD("campaign", "Campagne", "Campaign", ID, KEY, campaign) },
	{ FIELD("figure", "Chiffre", "Figure", ENUM, KEY, figure),
	  .choice = pial_choice_compost_figure },
	{ FIELD("value", "Valeur", "Value", QTY, 0, value) },
};

const struct pial_schema pial_schema_view_compost = {
	"compost_figures", NULL, "pial-weigh compost",
	"Ce que prend et donne le compostage sur place.",
	"What composting on site takes and gives.",
	FIELDS(compost_row_field, struct pial_compost_row), NULL,
};
