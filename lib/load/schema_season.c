/*
 * The tables of a season: needs of kitchens, bids of growers and their costs, the plan of who
 * grows what, the rounds.
 *
 * The key of the plan holds its version: a plan made again is added below the one before, and the
 * highest version counts.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"
#include "model/season.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_need

const struct pial_choice pial_choice_need_source[] = {
	{ PIAL_NEED_MENUS, "menus", "menus", "menus" },
	{ PIAL_NEED_FIRM, "firm", "ferme du marché", "firm of the contract" },
	{ PIAL_NEED_CONTRACT, "contract", "part du marché", "share of the contract" },
	{ PIAL_NEED_DELIVERIES, "deliveries", "livraisons d'avant", "deliveries before" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field need_field[] = {
	{ FIELD("from_week", "De la semaine", "From week", WEEK, KEY, from_week),
	  HELP("Première semaine ; vide : dès le début de la saison.",
	       "First week; empty: from the beginning of the season.") },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, KEY, until_week),
	  HELP("Dernière semaine ; vide : jusqu'à la fin de la saison.",
	       "Last week; empty: until the end of the season.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("quantity", "Besoin par semaine", "Quantity per week", QTY, REQ, quantity),
	  HELP("Ce que la cuisine compte commander par semaine, dans l'unité du produit.",
	       "What the kitchen expects to order a week, in the product's unit.") },
	{ FIELD("source", "Origine du chiffre", "Source", TEXT, 0, source),
	  .choice = pial_choice_need_source,
	  HELP("D'où vient le chiffre ; une ligne qui dit autre chose, ou rien, est d'une personne "
	       "et reste comme elle est.",
	       "Where the figure comes from; a line that says something else, or nothing, is a "
	       "person's and stays as it is.") },
};

static void check_need(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_need *row = data;

	pial_row_dates(table, row, "until_week", pial_week_monday(row->from_week),
		       pial_week_monday(row->until_week), diags);
}

const struct pial_schema pial_schema_needs = {
	"needs", "season/Y/needs.csv", "pial-plan needs",
	"Ce que chaque cuisine compte vouloir, avant de commander : le poids de sa part.",
	"What each kitchen expects to want, before it orders: the weight of its share.",
	FIELDS(need_field, struct pial_need), check_need,
};

#undef ROW
#define ROW struct pial_bid

static const struct pial_field bid_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("from_week", "De la semaine", "From week", WEEK, KEY, from_week),
	  HELP("Première semaine de récolte ; vide : dès le début de la saison.",
	       "First week of harvest; empty: from the beginning of the season.") },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, KEY, until_week),
	  HELP("Dernière semaine de récolte ; vide : jusqu'à la fin de la saison.",
	       "Last week of harvest; empty: until the end of the season.") },
	{ FIELD("max_quantity", "Maximum par semaine", "Most per week", QTY, 0, max_quantity),
	  HELP("Dans l'unité du produit ; vide : seule la surface limite.",
	       "In the product's unit; empty: the area alone is the limit.") },
	{ FIELD("max_area_m2", "Surface maximale (m²)", "Most area (m²)", AREA, 0, max_area),
	  HELP("Occupée en même temps ; vide : seule la terre de la ferme limite.",
	       "Occupied at one time; empty: the farm's land alone is the limit.") },
	{ FIELD("wanted", "Souhaité par semaine", "Wanted per week", QTY, 0, wanted),
	  HELP("Ce que le producteur voudrait vendre : sa part se mesure à cela ; vide : à sa part "
	       "dans producers.csv.",
	       "What the producer would like to sell: its share is measured by it; empty: by its "
	       "share in producers.csv.") },
	{ FIELD("price", "Prix demandé", "Price asked", PRICE, 0, price) },
	{ FIELD("yield_kg_m2", "Rendement (kg/m²)", "Yield (kg/m²)", MASS_KG, PIAL_F_POSITIVE,
		yield),
	  HELP("Récolté sur un mètre carré, sur toute la durée d'une récolte.",
	       "Harvested on a square metre, over the whole of one sowing's harvest.") },
	{ FIELD("failure_rate", "Risque d'échec (%)", "Failure rate (%)", RATE, 0, failure),
	  HELP("Chance que la culture ne donne rien ; vide : celle de pial.yaml.",
	       "Chance that the crop gives nothing; empty: that of pial.yaml.") },
	{ FIELD("yield_cv", "Variation du rendement (%)", "Yield variation (%)", RATE, 0, yield_cv),
	  HELP("Écart type sur moyenne quand elle n'échoue pas ; vide : celle de pial.yaml.",
	       "Standard deviation over mean when it does not fail; empty: that of pial.yaml.") },
	{ FIELD("loss", "Perte (%)", "Loss (%)", RATE, 0, loss),
	  HELP("Part de la récolte qui ne se livre pas.", "Part of the harvest not delivered.") },
	{ FIELD("days_to_harvest", "Jours jusqu'à la récolte", "Days to harvest", INT, 0,
		days_to_harvest),
	  .min = 0, .max = 1000, HELP("Du semis à la première récolte.",
				      "From sowing to the first harvest.") },
	{ FIELD("succession_weeks", "Semaines entre semis", "Weeks between sowings", INT, 0,
		succession_weeks),
	  .min = 1, .max = 60, HELP("Combien de semaines un semis se récolte, avant le suivant.",
				    "How many weeks one sowing is harvested, before the next.") },
};

static void check_bid(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_bid *row = data;

	pial_row_dates(table, row, "until_week", pial_week_monday(row->from_week),
		       pial_week_monday(row->until_week), diags);
}

const struct pial_schema pial_schema_bids = {
	"bids", "season/Y/bids.csv", NULL,
	"Ce que chaque producteur est prêt à cultiver ; le plan décide ce qu'il promet.",
	"What each producer is ready to grow; the plan decides what it promises.",
	FIELDS(bid_field, struct pial_bid), check_bid,
};

#undef ROW
#define ROW struct pial_cost

static const struct pial_field cost_field[] = {
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER,
	  HELP("Vide : pour tous ceux qui n'ont pas leur propre ligne.",
	       "Empty: for all who have no line of their own.") },
	{ FIELD("labour_hours_kg", "Heures par kilo", "Hours per kilogram", QTY, 0, labour_hours),
	  HELP("Par kilo récolté, comme les deux colonnes d'après : ce qui se perd (loss de "
	       "bids.csv) est porté par ce qui se livre.",
	       "Per kilogram harvested, like the two columns below: what is lost (loss of "
	       "bids.csv) is borne by what is delivered.") },
	{ FIELD("rate", "Coût de l'heure", "Cost of an hour", PRICE, 0, rate) },
	{ FIELD("inputs_kg", "Intrants par kilo", "Inputs per kilogram", PRICE, 0, inputs),
	  HELP("Semences, plants, compost.", "Seeds, plants, compost.") },
	{ FIELD("equipment_kg", "Matériel par kilo", "Equipment per kilogram", PRICE, 0, equipment),
	  HELP("Serres, outils, irrigation.", "Tunnels, tools, irrigation.") },
	{ FIELD("startup_cost", "Frais de mise en culture", "Start-up cost", MONEY, 0, startup),
	  HELP("Dépensé avant la première récolte, pour toute la saison : la base des avances.",
	       "Spent before the first harvest, for the whole season: what advances rest on.") },
};

const struct pial_schema pial_schema_costs = {
	"costs", "season/Y/costs.csv", NULL,
	"Ce que coûte chaque culture, à un producteur ou à tous.",
	"What each crop costs, to one producer or to all.", FIELDS(cost_field, struct pial_cost),
	NULL,
};

#undef ROW
#define ROW struct pial_plan

static const struct pial_choice plan_for[] = {
	{ PIAL_PLAN_NEED, "need", "besoin", "need" },
	{ PIAL_PLAN_MARGIN, "margin", "marge", "margin" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field plan_field[] = {
	{ FIELD("version", "Version", "Version", INT, KEY, version), .min = 1, .max = 1000000,
	  .absent = "1", HELP("Version du plan ; la plus haute du fichier compte.",
			      "Version of the plan; the highest of the file counts.") },
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week),
	  HELP("Semaine de récolte.", "Week of harvest.") },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("quantity", "Quantité promise", "Quantity", QTY, REQ, quantity),
	  HELP("Ce qui sera récolté dans la semaine, dans l'unité du produit.",
	       "What will be harvested in the week, in the product's unit.") },
	{ FIELD("area_m2", "Surface (m²)", "Area (m²)", AREA, 0, area) },
	{ FIELD("sow_week", "Semaine de semis", "Week of sowing", WEEK, 0, sow_week) },
	{ FIELD("for", "Pour", "For", ENUM, KEY, purpose), .choice = plan_for, .absent = "need",
	  HELP("Le besoin des cuisines, qui est promis, ou la marge pour les aléas, qui ne l'est "
	       "pas ; vide : le besoin.",
	       "The kitchens' need, which is promised, or the margin for risks, which is not; "
	       "empty: the need.") },
};

const struct pial_schema pial_schema_plan = {
	"plan", "season/Y/plan.csv", NULL,
	"Qui s'est engagé à récolter combien, semaine par semaine.",
	"Who promised to harvest how much, week by week.", FIELDS(plan_field, struct pial_plan),
	NULL,
};

#undef ROW
#define ROW struct pial_season_round

static const struct pial_field round_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("from_week", "De la semaine", "From week", WEEK, KEY, from_week),
	  HELP("Première semaine ; vide : dès le début de la saison.",
	       "First week; empty: from the beginning of the season.") },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, KEY, until_week),
	  HELP("Dernière semaine ; vide : jusqu'à la fin de la saison.",
	       "Last week; empty: until the end of the season.") },
	{ FIELD("days", "Jours de livraison", "Days", WEEKDAYS, 0, days),
	  HELP("Jours de la tournée ; vide : tous.", "Days of the round; empty: any.") },
};

static void check_round(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_season_round *row = data;

	pial_row_dates(table, row, "until_week", pial_week_monday(row->from_week),
		       pial_week_monday(row->until_week), diags);
}

const struct pial_schema pial_schema_rounds = {
	"rounds", "season/Y/rounds.csv", "pial-plan rounds",
	"Qui livre qui pour la saison : dans les semaines qu'elle couvre, aucune autre paire ne se "
	"rencontre.",
	"Who delivers to whom for the season: in the weeks that it covers, no other pair meets.",
	FIELDS(round_field, struct pial_season_round), check_round,
};
