/*
 * The standing tables, column by column: producers, kitchens, certificates, products, distances,
 * hazards.
 *
 * The order of columns here is the order in which a table is written. Checks of a row that need no
 * other row stand at the end of each table; what needs other tables is in load/check.c.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_producer

static const struct pial_choice producer_kind[] = {
	{ PIAL_PRODUCER_GROWER, "grower", "maraîcher", "grower" },
	{ PIAL_PRODUCER_BREEDER, "breeder", "éleveur", "breeder" },
	{ PIAL_PRODUCER_PARTNER, "partner", "partenaire", "partner" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_vat_regime[] = {
	{ PIAL_VAT_LIABLE, "liable", "assujetti", "liable" },
	{ PIAL_VAT_FLAT_RATE, "flat-rate", "remboursement forfaitaire", "flat rate" },
	{ PIAL_VAT_FRANCHISE, "franchise", "franchise en base", "franchise" },
	{ PIAL_VAT_OUTSIDE, "outside", "hors champ", "outside" },
	{ 0, NULL, NULL, NULL },
};

/* A tier that is not said: 2 for a partner, else 1. */
static void derive_tier(void *data)
{
	struct pial_producer *row = data;

	row->tier = row->kind == PIAL_PRODUCER_PARTNER ? 2 : 1;
}

static const struct pial_field producer_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, id),
	  HELP("Code court du producteur, qui ne change jamais.",
	       "Short code of the producer, which never changes.") },
	{ FIELD("name", "Nom", "Name", TEXT, REQ, name),
	  HELP("Nom de la ferme, tel qu'on le dit.", "Name of the farm, as people say it.") },
	{ FIELD("kind", "Type", "Kind", ENUM, 0, kind), .absent = "grower",
	  .choice = producer_kind,
	  HELP("Maraîcher, éleveur, ou partenaire qui complète ce que la vallée ne fournit pas.",
	       "Market gardener, livestock farmer, or a partner who fills the gaps.") },
	{ FIELD("tier", "Rang", "Tier", SMALL, 0, tier), .min = 1, .max = 2,
	  .derive = derive_tier,
	  HELP("1 pour les producteurs de la vallée, 2 pour un partenaire, appelé en dernier.",
	       "1 for the producers of the valley, 2 for a partner, called last.") },
	{ FIELD("share", "Part", "Share", QTY, 0, share), .absent = "1",
	  HELP("Part entre producteurs quand le plan ne dit rien ; 1 par défaut.",
	       "Share among producers when the plan is silent; 1 by default.") },
	{ FIELD("commune", "Commune", "Commune", TEXT, 0, commune) },
	{ FIELD("lat", "Latitude", "Latitude", ANGLE, 0, lat),
	  HELP("Latitude de la ferme, en degrés.", "Latitude of the farm, in degrees.") },
	{ FIELD("lon", "Longitude", "Longitude", ANGLE, 0, lon),
	  HELP("Longitude de la ferme, en degrés.", "Longitude of the farm, in degrees.") },
	{ FIELD("days", "Jours de livraison", "Days", WEEKDAYS, 0, days),
	  HELP("Jours où le producteur livre ; vide : tous.",
	       "Days on which the producer delivers; empty: any.") },
	{ FIELD("min_drop", "Minimum par dépose (€)", "Minimum drop (€)", MONEY, 0, min_drop),
	  HELP("Valeur en dessous de laquelle une dépose ne vaut pas le trajet.",
	       "Value below which a drop is not worth the journey.") },
	{ FIELD("land_m2", "Surface (m²)", "Land (m²)", AREA, 0, land),
	  HELP("Surface cultivée en légumes.", "Land under vegetables.") },
	{ FIELD("vat_regime", "Régime de TVA", "VAT regime", ENUM, 0, vat_regime),
	  .choice = pial_choice_vat_regime,
	  HELP("Assujetti, remboursement forfaitaire agricole, franchise en base, ou hors champ.",
	       "Liable, agricultural flat-rate refund, base franchise, or outside the scope.") },
	{ FIELD("joined", "Entrée", "Joined", DATE, 0, joined),
	  HELP("Premier jour dans le groupe ; vide : depuis toujours.",
	       "First day in the group; empty: always.") },
	{ FIELD("left", "Sortie", "Left", DATE, 0, left),
	  HELP("Dernier jour dans le groupe.", "Last day in the group.") },
};

static void check_producer(const struct pial_table *table, const void *data,
			   struct pial_diags *diags)
{
	const struct pial_producer *row = data;
	bool partner = row->kind == PIAL_PRODUCER_PARTNER;

	pial_row_dates(table, row, "left", row->joined, row->left, diags);
	if ((row->tier == 2) != partner) {
		struct pial_pos pos = pial_table_pos(table, row, "tier");

		pial_diag_add(diags, &pos, PIAL_E_TIER_PARTNER, pial_row_text(table, row->id.n));
	}
}

const struct pial_schema pial_schema_producers = {
	"producers", "producers.csv", NULL, "Qui cultive, élève ou complète.",
	"Who grows, raises or completes.", FIELDS(producer_field, struct pial_producer),
	check_producer,
};

#undef ROW
#define ROW struct pial_kitchen

const struct pial_choice pial_choice_kitchen_kind[] = {
	{ PIAL_KITCHEN_SCHOOL, "school", "école", "school" },
	{ PIAL_KITCHEN_NURSING_HOME, "nursing-home", "EHPAD", "nursing home" },
	{ PIAL_KITCHEN_NURSERY, "nursery", "crèche", "nursery" },
	{ PIAL_KITCHEN_RESTAURANT, "restaurant", "restaurant", "restaurant" },
	{ PIAL_KITCHEN_GROCERY, "grocery", "épicerie solidaire", "grocery" },
	{ PIAL_KITCHEN_SHOP, "shop", "magasin", "shop" },
	{ PIAL_KITCHEN_EVENT, "event", "événement", "event" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field kitchen_field[] = {
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, id),
	  HELP("Code court de la cuisine, qui ne change jamais.",
	       "Short code of the kitchen, which never changes.") },
	{ FIELD("name", "Nom", "Name", TEXT, REQ, name),
	  HELP("Nom de la cuisine, tel qu'on le dit.", "Name of the kitchen, as people say it.") },
	{ FIELD("kind", "Type", "Kind", ENUM, 0, kind), .choice = pial_choice_kitchen_kind,
	  HELP("Sorte de cuisine ; sert aux seuils, aux délais de paiement et aux repères.",
	       "Kind of kitchen; decides thresholds, payment terms and benchmarks.") },
	{ FIELD("sectors", "Secteurs", "Sectors", TEXT, 0, sectors),
	  HELP("Codes des secteurs de la plateforme « ma cantine », séparés par des espaces.",
	       "Codes of sectors of the State's canteen platform, separated by spaces.") },
	{ FIELD("commune", "Commune", "Commune", TEXT, 0, commune) },
	{ FIELD("lat", "Latitude", "Latitude", ANGLE, 0, lat),
	  HELP("Latitude, en degrés.", "Latitude, in degrees.") },
	{ FIELD("lon", "Longitude", "Longitude", ANGLE, 0, lon),
	  HELP("Longitude, en degrés.", "Longitude, in degrees.") },
	{ FIELD("priority", "Priorité", "Priority", SMALL, 0, priority), .absent = "1", .min = 1,
	  .max = 99, HELP("Classe de service : 1 est servie d'abord.",
			  "Class of service: 1 is served first.") },
	{ FIELD("weight", "Poids dans le partage", "Weight", QTY, 0, weight), .absent = "1",
	  HELP("Poids de la cuisine dans le partage quand il manque ; 1 par défaut.",
	       "Weight of the kitchen in the sharing of a shortage; 1 by default.") },
	{ FIELD("accepts", "Rangs acceptés", "Accepts", TIERS, 0, accepts),
	  HELP("Rangs de producteurs acceptés ; vide : tous.",
	       "Tiers of producers accepted; empty: all.") },
	{ FIELD("organic_only", "Bio seulement", "Organic only", YESNO, 0, organic_only),
	  .absent = "no", HELP("Oui : seulement ce qu'un certificat couvre le jour de livraison.",
			       "Yes: only what a certificate covers on the day of delivery.") },
	{ FIELD("substitutes", "Accepte les remplacements", "Accepts substitutes", YESNO, 0,
		substitutes),
	  .absent = "no", HELP("Oui : un produit de remplacement peut être livré.",
			       "Yes: a substitute may be delivered.") },
	{ FIELD("delivery_days", "Jours de livraison", "Delivery days", WEEKDAYS, 0,
		delivery_days),
	  HELP("Jours où la cuisine reçoit ; vide : tous.",
	       "Days on which the kitchen receives; empty: any.") },
	{ FIELD("cutoff", "Délai de commande (jours)", "Cutoff (days)", INT, 0, cutoff), .min = 0,
	  .max = 60, HELP("Jours avant la livraison après lesquels une commande est en retard.",
			  "Days before delivery after which an order is late.") },
	{ FIELD("closures", "Fermetures", "Closures", IDS, 0, closures), .ref = PIAL_REF_CLOSURE,
	  HELP("Périodes fermées, par leur nom dans calendar.yaml.",
	       "Closed periods, by their names in calendar.yaml.") },
	{ FIELD("meals_per_day", "Repas par jour", "Meals per day", INT, 0, meals_per_day),
	  .min = 0, .max = 1000000 },
	{ FIELD("meals_per_year", "Repas par an", "Meals per year", INT, 0, meals_per_year),
	  .min = 0, .max = 100000000 },
	{ FIELD("meal_cost", "Coût d'un repas (€)", "Cost of a meal (€)", MONEY, 0, meal_cost),
	  HELP("Coût des denrées d'un repas.", "Cost of the food of a meal.") },
	{ FIELD("food_budget", "Budget alimentaire (€)", "Food budget (€)", MONEY, 0, food_budget),
	  HELP("Achats de denrées d'une année.", "Food bought in a year.") },
	{ FIELD("age_class", "Classe d'âge", "Age class", TEXT, 0, age_class),
	  HELP("Clé de la table des portions.", "Key of the table of portions.") },
	{ FIELD("central", "Cuisine centrale", "Central kitchen", ID, 0, central),
	  .ref = PIAL_REF_KITCHEN,
	  HELP("La cuisine dont celle-ci est le satellite.",
	       "The kitchen that this one is a satellite of.") },
	{ FIELD("joined", "Entrée", "Joined", DATE, 0, joined),
	  HELP("Premier jour servi ; vide : depuis toujours.",
	       "First day served; empty: always.") },
	{ FIELD("left", "Sortie", "Left", DATE, 0, left),
	  HELP("Dernier jour servi.", "Last day served.") },
};

static void check_kitchen(const struct pial_table *table, const void *data,
			  struct pial_diags *diags)
{
	const struct pial_kitchen *row = data;

	pial_row_dates(table, row, "left", row->joined, row->left, diags);
	if (row->central.n && row->central.n == row->id.n) {
		struct pial_pos pos = pial_table_pos(table, row, "central");

		pial_diag_add(diags, &pos, PIAL_E_CENTRAL_SELF, pial_row_text(table, row->id.n));
	}
}

const struct pial_schema pial_schema_kitchens = {
	"kitchens", "kitchens.csv", NULL, "Qui commande.", "Who orders.",
	FIELDS(kitchen_field, struct pial_kitchen), check_kitchen,
};

#undef ROW
#define ROW struct pial_certificate

static const struct pial_choice certificate_status[] = {
	{ PIAL_CERTIFICATE_ORGANIC, "organic", "bio", "organic" },
	{ PIAL_CERTIFICATE_CONVERSION, "conversion", "en conversion", "in conversion" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field certificate_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("from", "Du", "From", DATE, KEY | REQ, from),
	  HELP("Premier jour de validité.", "First day of validity.") },
	{ FIELD("until", "Au", "Until", DATE, REQ, until),
	  HELP("Dernier jour de validité.", "Last day of validity.") },
	{ FIELD("status", "État", "Status", ENUM, 0, status), .choice = certificate_status,
	  HELP("Bio, ou en conversion : pas encore bio.", "Organic, or in conversion: not yet.") },
	{ FIELD("certifier", "Organisme certificateur", "Certifier", TEXT, 0, certifier),
	  HELP("Code de l'organisme, comme FR-BIO-01.", "Code of the control body: FR-BIO-01.") },
	{ FIELD("products", "Produits", "Products", IDS, 0, products), .ref = PIAL_REF_PRODUCT,
	  HELP("Produits couverts ; vide : tous.", "Products covered; empty: all.") },
};

static void check_certificate(const struct pial_table *table, const void *data,
			      struct pial_diags *diags)
{
	const struct pial_certificate *row = data;

	pial_row_dates(table, row, "until", row->from, row->until, diags);
}

const struct pial_schema pial_schema_certificates = {
	"certificates", "certificates.csv", NULL, "Certificats d'agriculture biologique.",
	"Certificates of organic farming.", FIELDS(certificate_field, struct pial_certificate),
	check_certificate,
};

#undef ROW
#define ROW struct pial_product

static const struct pial_choice priced_per[] = {
	{ PIAL_PRICED_UNIT, "unit", "unité", "unit" },
	{ PIAL_PRICED_KG, "kg", "kg", "kg" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field product_field[] = {
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, id),
	  HELP("Code court du produit, qui ne change jamais.",
	       "Short code of the product, which never changes.") },
	{ FIELD("name", "Nom", "Name", TEXT, REQ, name),
	  HELP("Nom du produit, tel qu'on l'imprime.", "Name of the product, as printed.") },
	{ FIELD("family", "Famille", "Family", TEXT, REQ, family),
	  HELP("Légumes, fruits, viandes…", "Vegetables, fruit, meat…") },
	{ FIELD("unit", "Unité", "Unit", ENUM, REQ, unit), .choice = pial_choice_unit,
	  HELP("Unité dans laquelle on commande.", "Unit in which it is ordered.") },
	{ FIELD("pack", "Colis", "Pack", QTY, 0, pack), .absent = "1",
	  HELP("Plus petite quantité livrée, dans l'unité ; 1 par défaut.",
	       "Smallest quantity that moves, in the unit; 1 by default.") },
	{ FIELD("priced_per", "Prix par", "Priced per", ENUM, 0, priced_per), .choice = priced_per,
	  HELP("kg : commandé à la pièce, payé au poids réel.",
	       "kg: ordered by the piece, paid by its real weight.") },
	{ FIELD("unit_mass_kg", "Poids d'une unité (kg)", "Mass of a unit (kg)", MASS_KG,
		PIAL_F_POSITIVE, unit_mass),
	  HELP("Poids moyen d'une pièce, d'une botte ou d'un litre.",
	       "Mean mass of a piece, bunch or litre.") },
	{ FIELD("reference_price", "Prix de référence (€)", "Reference price (€)", PRICE, 0,
		reference_price),
	  HELP("Prix hors taxe quand aucun marché n'en dit un.",
	       "Price without VAT when no contract says one.") },
	{ FIELD("vat_rate", "TVA (%)", "VAT (%)", RATE, 0, vat_rate),
	  HELP("Taux de TVA du produit.", "VAT rate of the goods.") },
	{ FIELD("trim_loss", "Perte au parage (%)", "Trim loss (%)", RATE, 0, trim_loss),
	  HELP("Part perdue à l'épluchage.", "Part lost in peeling.") },
	{ FIELD("shelf_days", "Conservation (jours)", "Keeps (days)", INT, 0, shelf_days),
	  .min = 0, .max = 3650, HELP("Jours de conservation.", "Days that it keeps.") },
	{ FIELD("months", "Mois de saison", "Months", MONTHS, 0, months),
	  HELP("Mois où le produit est de saison, par leur numéro.",
	       "Months in which the product is in season, by number.") },
	{ FIELD("origin", "Origine", "Origin", TEXT, 0, origin),
	  HELP("Origine telle qu'on l'imprime.", "Origin, as printed.") },
	{ FIELD("labels", "Labels", "Labels", TEXT, 0, labels),
	  HELP("Codes des labels, séparés par des espaces.",
	       "Codes of quality labels, separated by spaces.") },
	{ FIELD("substitutes", "Remplaçants", "Substitutes", IDS, 0, substitutes),
	  .ref = PIAL_REF_PRODUCT,
	  HELP("Produits qui peuvent le remplacer : même unité, même colis.",
	       "Products that may replace it: same unit and pack.") },
};

static void check_product(const struct pial_table *table, const void *data,
			  struct pial_diags *diags)
{
	const struct pial_product *row = data;
	const char *id = pial_row_text(table, row->id.n);
	struct pial_pos pos;
	uint32_t i;

	if (row->pack.milli <= 0) {
		pos = pial_table_pos(table, row, "pack");
		pial_diag_add(diags, &pos, PIAL_E_PACK, id);
	}
	if (row->priced_per == PIAL_PRICED_KG && row->unit != PIAL_UNIT_KG &&
	    pial_mass_is_none(row->unit_mass)) {
		pos = pial_table_pos(table, row, "priced_per");
		pial_diag_add(diags, &pos, PIAL_E_PRICED_PER, id);
	}
	for (i = 0; i < row->substitutes.count; i++) {
		if (row->substitutes.n[i] != row->id.n)
			continue;
		pos = pial_table_pos(table, row, "substitutes");
		pial_diag_add(diags, &pos, PIAL_E_SUBSTITUTE_SELF, id);
	}
}

const struct pial_schema pial_schema_products = {
	"products", "products.csv", NULL, "Ce qui se commande, chacun dans une unité.",
	"What is ordered, each in one unit.", FIELDS(product_field, struct pial_product),
	check_product,
};

#undef ROW
#define ROW struct pial_road

static const struct pial_field road_field[] = {
	{ FIELD("from", "De", "From", ID, KEY | REQ, from), .ref = PIAL_REF_PLACE,
	  HELP("Producteur, cuisine, ou hub pour le point de regroupement.",
	       "Producer, kitchen, or hub for the place where drops meet.") },
	{ FIELD("to", "À", "To", ID, KEY | REQ, to), .ref = PIAL_REF_PLACE,
	  HELP("Producteur, cuisine ou hub ; lu dans les deux sens.",
	       "Producer, kitchen or hub; read both ways.") },
	{ FIELD("km", "Distance (km)", "Distance (km)", KM, REQ, distance) },
	{ FIELD("minutes", "Durée (min)", "Duration (min)", INT, 0, duration), .min = 0,
	  .max = 10000 },
};

const struct pial_schema pial_schema_distances = {
	"distances", "distances.csv", NULL,
	"Distances par la route ; à défaut, 1,35 fois le vol d'oiseau.",
	"Distances by road; else 1.35 times the great circle.",
	FIELDS(road_field, struct pial_road), NULL,
};

#undef ROW
#define ROW struct pial_hazard

static const struct pial_field hazard_field[] = {
	{ FIELD("date", "Date", "Date", DATE, KEY | REQ, date),
	  HELP("Jour de la déclaration.", "Day on which it was declared.") },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("from_week", "De la semaine", "From week", WEEK, KEY | REQ, from_week),
	  HELP("Première semaine touchée.", "First week concerned.") },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, 0, until_week),
	  HELP("Dernière semaine touchée ; vide : la première.",
	       "Last week concerned; empty: the first.") },
	{ FIELD("lost", "Perte par semaine", "Lost per week", QTY, REQ, lost),
	  HELP("Quantité perdue par semaine, dans l'unité du produit.",
	       "Quantity lost per week, in the product's unit.") },
	{ FIELD("cause", "Cause", "Cause", TEXT, 0, cause),
	  HELP("Grêle, gel, ravageur…", "Hail, frost, pest…") },
	{ FIELD("confirmed_by", "Confirmé par", "Confirmed by", TEXT, 0, confirmed_by) },
	{ FIELD("confirmed_on", "Confirmé le", "Confirmed on", DATE, 0, confirmed_on),
	  HELP("Vide : pas encore confirmé, aucun crédit.",
	       "Empty: not yet confirmed, no credit.") },
};

static void check_hazard(const struct pial_table *table, const void *data,
			 struct pial_diags *diags)
{
	const struct pial_hazard *row = data;

	if (!pial_week_is_none(row->until_week))
		pial_row_dates(table, row, "until_week", pial_week_monday(row->from_week),
			       pial_week_monday(row->until_week), diags);
}

const struct pial_schema pial_schema_hazards = {
	"hazards", "ledger/hazards.csv", "pial set hazard",
	"Aléas déclarés : ce qu'une récolte a perdu, et pourquoi.",
	"Hazards declared: what a harvest lost, and why.",
	FIELDS(hazard_field, struct pial_hazard), check_hazard,
};
