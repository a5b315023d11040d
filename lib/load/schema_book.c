/*
 * pial.yaml as nested tables of fields: what the group has decided, block by block.
 *
 * Every block is optional; defaults are those of pial_policy_init, so an absent key leaves its
 * member alone and no field here says what absence means, except inside lists.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"

#include "base/banned.h"

#define REQ PIAL_F_REQUIRED

/* A block: its members live in the same struct. */
#define BLOCK(key, french, english, inside) \
	.name = (key), .fr = (french), .en = (english), .type = PIAL_T_BLOCK, .nested = &(inside)
#define SCHEMA(key, french, english, table, row) \
	{ (key), NULL, NULL, (french), (english), FIELDS(table, row), NULL }

#define ROW struct pial_policy

static const struct pial_choice language[] = {
	{ PIAL_FR, "fr", "français", "French" },
	{ PIAL_EN, "en", "anglais", "English" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field season_field[] = {
	{ FIELD("starts", "Début", "Starts", SEASON_WEEK, 0, season_starts),
	  HELP("Première semaine de la saison.", "First week of the season.") },
};

static const struct pial_schema season_schema =
	SCHEMA("season", "La saison de culture.", "The growing season.", season_field, ROW);

/* ---- allocation: ---- */

static const struct pial_choice pack_rounding[] = {
	{ PIAL_PACK_NEAREST, "nearest", "au plus près", "nearest" },
	{ PIAL_PACK_UP, "up", "vers le haut", "up" },
	{ PIAL_PACK_DOWN, "down", "vers le bas", "down" },
	{ PIAL_PACK_REFUSE, "refuse", "refuser", "refuse" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice rule[] = {
	{ PIAL_RULE_LEXIMIN, "leximin", "le moins servi d'abord", "least served first" },
	{ PIAL_RULE_PROPORTIONAL, "proportional", "à proportion", "in proportion" },
	{ PIAL_RULE_EQUAL, "equal", "parts égales", "equal awards" },
	{ PIAL_RULE_LOSSES, "losses", "pertes égales", "equal losses" },
	{ PIAL_RULE_TALMUD, "talmud", "règle du Talmud", "rule of the Talmud" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field hub_field[] = {
	{ FIELD("name", "Nom", "Name", TEXT, REQ, hub.name) },
	{ FIELD("lat", "Latitude", "Latitude", ANGLE, REQ, hub.lat) },
	{ FIELD("lon", "Longitude", "Longitude", ANGLE, REQ, hub.lon) },
};

static const struct pial_schema hub_schema =
	SCHEMA("hub", "Le lieu où toutes les déposes se retrouvent.",
	       "The place where all drops meet.", hub_field, ROW);

static const struct pial_field drops_field[] = {
	{ FIELD("km", "Kilomètres", "Kilometres", RATE, 0, drops.km),
	  HELP("Kilomètres de plus que le plan idéal.", "Kilometres above the ideal plan.") },
	{ FIELD("producer", "Producteur", "Producer", RATE, 0, drops.producer),
	  HELP("Écart permis sur la semaine d'un producteur.",
	       "Band around a producer's week.") },
	{ FIELD("min_drop", "Minimum par dépose (€)", "Minimum drop (€)", MONEY, 0,
		drops.min_drop) },
	{ FIELD("max_producers", "Producteurs par jour", "Producers a day", INT, 0,
		drops.max_producers), .min = 1, .max = 1000,
	  HELP("Par cuisine et par jour.", "Per kitchen and day.") },
	{ FIELD("seconds", "Secondes", "Seconds", INT, 0, drops.seconds), .min = 1, .max = 86400,
	  HELP("Durée la plus longue de la recherche.", "Longest search.") },
};

static const struct pial_schema drops_schema =
	SCHEMA("drops", "Budget du plan pratique : peu de déposes.",
	       "Budget of the practical plan: few drops.", drops_field, ROW);

#undef ROW
#define ROW struct pial_exclusion

static const struct pial_field exclude_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, REQ, kitchen), .ref = PIAL_REF_KITCHEN },
};

static const struct pial_schema exclude_schema =
	SCHEMA("exclude", "Paires qui ne doivent pas se rencontrer.", "Pairs that must not meet.",
	       exclude_field, ROW);

#undef ROW
#define ROW struct pial_policy

static const struct pial_field allocation_field[] = {
	{ FIELD("round", "Arrondi au colis", "Rounding to packs", ENUM, 0, round),
	  .choice = pack_rounding,
	  HELP("Commandes qui ne sont pas en colis entiers.", "Orders that are not whole packs.") },
	{ FIELD("rule", "Règle", "Rule", ENUM, 0, rule), .choice = rule,
	  HELP("Comment le manque se partage entre cuisines.",
	       "How too little is shared between kitchens.") },
	{ FIELD("radius_km", "Rayon (km)", "Radius (km)", KM, PIAL_F_POSITIVE, radius),
	  HELP("Au-delà, on ne livre pas.", "Beyond it nothing is delivered.") },
	{ FIELD("exclude", "Exclusions", "Exclusions", LIST, 0, exclude),
	  .nested = &exclude_schema, .count_offset = offsetof(ROW, exclude_count) },
	{ FIELD("account_cap_weeks", "Plafond des comptes (semaines)", "Cap of accounts (weeks)",
		INT, 0, account_cap_weeks), .min = 0, .max = 53 },
	{ FIELD("hazard_credit", "Crédit d'aléa", "Hazard credit", RATE, 0, hazard_credit),
	  HELP("Part d'une perte confirmée portée au compte.",
	       "Part of a confirmed loss that is credited.") },
	{ BLOCK("hub", "Point de regroupement", "Hub", hub_schema) },
	{ BLOCK("drops", "Déposes", "Drops", drops_schema),
	  .count_offset = offsetof(ROW, drops.on) },
};

static const struct pial_schema allocation_schema =
	SCHEMA("allocation", "Qui livre quoi à qui.", "Who delivers what to whom.",
	       allocation_field, ROW);

/* ---- silent:, risk:, receipts: ---- */

static const struct pial_choice silent_producer[] = {
	{ PIAL_SILENT_PLAN, "plan", "plan", "plan" },
	{ PIAL_SILENT_NONE, "none", "rien", "none" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice silent_kitchen[] = {
	{ PIAL_SILENT_FIRM, "firm", "ferme", "firm" },
	{ PIAL_SILENT_NONE, "none", "rien", "none" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field silent_field[] = {
	{ FIELD("producer", "Producteur", "Producer", ENUM, 0, silent_producer),
	  .choice = silent_producer },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ENUM, 0, silent_kitchen),
	  .choice = silent_kitchen },
};

static const struct pial_schema silent_schema =
	SCHEMA("silent", "Qui ne répond pas.", "Who does not answer.", silent_field, ROW);

static const struct pial_field risk_field[] = {
	{ FIELD("fill_rate", "Taux de service", "Fill rate", RATE, 0, fill_rate),
	  HELP("Part des kilos à pouvoir servir.", "Part of the kilograms to be served.") },
	{ FIELD("failure", "Échec d'une culture", "Failure", RATE, 0, failure) },
	{ FIELD("yield_cv", "Variation du rendement", "Variation of yield", RATE, 0, yield_cv) },
	{ FIELD("shared_weather", "Météo commune", "Shared weather", RATIO, 0, shared_weather),
	  HELP("Corrélation des rendements, de 0 à 1.", "Correlation of yields, 0 to 1.") },
	{ FIELD("cost_missing", "Coût d'un kilo manquant (€)", "Cost of a missing kilogram (€)",
		PRICE, 0, cost_missing) },
	{ FIELD("cost_surplus", "Coût d'un kilo de trop (€)", "Cost of a surplus kilogram (€)",
		PRICE, 0, cost_surplus) },
};

static const struct pial_schema risk_schema =
	SCHEMA("risk", "Risques de culture.", "Risks of growing.", risk_field, ROW);

static const struct pial_choice too_much[] = {
	{ PIAL_TOO_MUCH_ACCEPT, "accept", "accepter", "accept" },
	{ PIAL_TOO_MUCH_ASK, "ask", "demander", "ask" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field receipts_field[] = {
	{ FIELD("delay_days", "Délai (jours)", "Delay (days)", INT, 0, receipt_delay_days),
	  .min = 0, .max = 365,
	  HELP("Sans réception après ce délai, reçu comme envoyé.",
	       "No receipt after that time means received as sent.") },
	{ FIELD("tolerance", "Tolérance", "Tolerance", RATE, 0, receipt_tolerance),
	  HELP("Écart accepté sans demander.", "Difference accepted without asking.") },
	{ FIELD("too_much", "Trop reçu", "Too much", ENUM, 0, too_much), .choice = too_much },
};

static const struct pial_schema receipts_schema =
	SCHEMA("receipts", "Réceptions.", "Receipts.", receipts_field, ROW);

/* ---- billing:, fees:, advances:, rota:, publish: ---- */

static const struct pial_choice billing_mode[] = {
	{ PIAL_BILLING_DIRECT, "direct", "direct", "direct" },
	{ PIAL_BILLING_RESALE, "resale", "achat-revente", "resale" },
	{ PIAL_BILLING_MANDATE, "mandate", "mandat", "mandate" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice billing_per[] = {
	{ PIAL_BILLING_MONTH, "month", "mois", "month" },
	{ PIAL_BILLING_DELIVERY, "delivery", "livraison", "delivery" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field billing_field[] = {
	{ FIELD("mode", "Mode", "Mode", ENUM, 0, billing), .choice = billing_mode,
	  HELP("Qui vend : chacun, le groupe, ou le groupe au nom de chacun.",
	       "Who sells: each, the group, or the group in each one's name.") },
	{ FIELD("prefix", "Préfixe", "Prefix", TEXT, 0, billing_prefix),
	  HELP("Début des numéros de facture.", "Beginning of invoice numbers.") },
	{ FIELD("per", "Par", "Per", ENUM, 0, billing_per), .choice = billing_per },
	{ FIELD("from", "Depuis", "From", DATE, 0, billing_from),
	  HELP("Premier jour livré que pial-invoice facture ; ce qui est d'avant l'a été "
	       "autrement.",
	       "First day delivered that pial-invoice invoices; what is earlier was invoiced "
	       "otherwise.") },
};

static const struct pial_schema billing_schema =
	SCHEMA("billing", "Facturation.", "Invoicing.", billing_field, ROW);

static const struct pial_choice shortfall[] = {
	{ PIAL_SHORTFALL_FUND, "fund", "fonds", "fund" },
	{ PIAL_SHORTFALL_PRODUCERS, "producers", "producteurs", "producers" },
	{ PIAL_SHORTFALL_KITCHEN, "kitchen", "cuisine", "kitchen" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field advances_field[] = {
	{ FIELD("rate", "Taux", "Rate", RATE, 0, advance_rate),
	  HELP("Part des frais de mise en culture.", "Part of start-up costs.") },
	{ FIELD("repay", "Remboursement", "Repayment", RATE, 0, advance_repay),
	  HELP("Part de chaque décompte.", "Part of each statement.") },
	{ FIELD("floor", "Reste à vivre (€)", "Floor (€)", MONEY, 0, advance_floor),
	  HELP("Ce qui reste toujours au producteur.", "What is always left to the producer.") },
};

static const struct pial_schema advances_schema =
	SCHEMA("advances", "Avances de trésorerie.", "Cash advances.", advances_field, ROW);

static const struct pial_field rota_field[] = {
	{ FIELD("breeders", "Éleveurs", "Breeders", YESNO, 0, rota_breeders),
	  HELP("Les éleveurs tiennent aussi la permanence.", "Breeders take turns too.") },
	{ FIELD("partners", "Partenaires", "Partners", YESNO, 0, rota_partners),
	  HELP("Les partenaires tiennent aussi la permanence.", "Partners take turns too.") },
	{ FIELD("by_share", "Selon la part", "By share", YESNO, 0, rota_by_share),
	  HELP("Qui a une demi-part dans producers.csv a moitié moins de permanences.",
	       "Who has half a share in producers.csv has half the turns.") },
	{ FIELD("publish_weeks", "Semaines publiées", "Published weeks", INT, 0,
		rota_publish_weeks),
	  .min = 0, .max = 53,
	  HELP("En enregistrant le tour de rôle, les permanences de tant de semaines après "
	       "celle-ci ne bougent plus.",
	       "When the rota is saved, turns of so many weeks after this one no longer move.") },
};

static const struct pial_schema rota_schema =
	SCHEMA("rota", "Qui tient la permanence.", "Who runs the table.", rota_field, ROW);

static const struct pial_field publish_field[] = {
	{ FIELD("producers", "Producteurs", "Producers", IDS, 0, publish_producers),
	  HELP("Colonnes de producers.csv qui peuvent être publiées ; aucune quand rien n'est dit. "
	       "Sans name, une ferme est « Producteur 3 » et n'a pas de page.",
	       "Columns of producers.csv that may be published; none when nothing is said. "
	       "Without name a farm is “Producer 3” and has no page.") },
	{ FIELD("kitchens", "Cuisines", "Kitchens", IDS, 0, publish_kitchens),
	  HELP("Colonnes de kitchens.csv qui peuvent être publiées ; name quand rien n'est dit.",
	       "Columns of kitchens.csv that may be published; name when nothing is said.") },
	{ FIELD("pages", "Pages", "Pages", IDS, 0, publish_pages),
	  HELP("Vues de pial-report qui peuvent être publiées (week, availability, season, "
	       "contract, value, waste, impact) ; toutes quand rien n'est dit.",
	       "Views of pial-report that may be published (week, availability, season, "
	       "contract, value, waste, impact); all when nothing is said.") },
};

static const struct pial_schema publish_schema =
	SCHEMA("publish", "Ce qui peut être publié.", "What may be published.", publish_field, ROW);

#undef ROW
#define ROW struct pial_fee

static const struct pial_choice fee_base[] = {
	{ PIAL_FEE_SALE, "sale", "vente", "sale" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice payer[] = {
	{ PIAL_PAYER_KITCHEN, "kitchen", "cuisine", "kitchen" },
	{ PIAL_PAYER_PRODUCER, "producer", "producteur", "producer" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice fee_to[] = {
	{ PIAL_TO_SERVICE, "service", "service", "service" },
	{ PIAL_TO_FUND, "fund", "fonds", "fund" },
	{ PIAL_TO_TRANSPORT, "transport", "transport", "transport" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field fee_field[] = {
	{ FIELD("name", "Nom", "Name", TEXT, REQ, name) },
	{ FIELD("from", "Du", "From", DATE, 0, from) },
	{ FIELD("until", "Au", "Until", DATE, 0, until) },
	{ FIELD("rate", "Taux", "Rate", RATE, 0, rate) },
	{ FIELD("per_kg", "Par kilo (€)", "Per kilogram (€)", PRICE, 0, per_kg) },
	{ FIELD("per_delivery", "Par livraison (€)", "Per delivery (€)", MONEY, 0, per_delivery) },
	{ FIELD("per_invoice", "Par facture (€)", "Per invoice (€)", MONEY, 0, per_invoice) },
	{ FIELD("base", "Assiette", "Base", ENUM, 0, base), .choice = fee_base,
	  HELP("Assiette d'un taux : la vente hors taxe.",
	       "Base of a rate: the sale without VAT.") },
	{ FIELD("paid_by", "Payé par", "Paid by", ENUM, REQ, paid_by), .choice = payer },
	{ FIELD("to", "Revient à", "To", ENUM, REQ, to), .choice = fee_to },
	{ FIELD("vat_rate", "TVA (%)", "VAT (%)", RATE, 0, vat_rate),
	  HELP("Absent : un règlement, sans TVA.", "Absent: a settlement, without VAT.") },
	{ FIELD("in_price", "Compris dans le prix", "In the price", YESNO, 0, in_price),
	  .absent = "no" },
};

static const struct pial_schema fee_schema =
	SCHEMA("fees", "Contributions et services.", "Fees.", fee_field, ROW);

/* ---- the whole ---- */

#undef ROW
#define ROW struct pial_policy

static const struct pial_field book_field[] = {
	{ FIELD("format", "Format", "Format", INT, 0, format), .min = 1, .max = 1000000,
	  HELP("Version du classeur.", "Version of the book.") },
	{ FIELD("name", "Nom", "Name", TEXT, REQ, name),
	  HELP("Nom du groupe.", "Name of the group.") },
	{ FIELD("language", "Langue", "Language", ENUM, 0, language), .choice = language,
	  HELP("Langue des messages et des documents.", "Language of messages and documents.") },
	{ FIELD("timezone", "Fuseau horaire", "Time zone", TEXT, 0, timezone),
	  HELP("Décide quel jour on est.", "Decides what day it is.") },
	{ BLOCK("season", "Saison", "Season", season_schema) },
	{ BLOCK("allocation", "Répartition", "Allocation", allocation_schema) },
	{ BLOCK("silent", "Sans réponse", "Silent", silent_schema) },
	{ BLOCK("risk", "Risques", "Risk", risk_schema) },
	{ BLOCK("receipts", "Réceptions", "Receipts", receipts_schema) },
	{ BLOCK("billing", "Facturation", "Billing", billing_schema) },
	{ FIELD("shortfall", "Surcoût d'un partenaire", "Shortfall", ENUM, 0, shortfall),
	  .choice = shortfall,
	  HELP("Qui paie quand un partenaire coûte plus que le marché.",
	       "Who pays when a partner costs more than the contract.") },
	{ FIELD("fees", "Contributions", "Fees", LIST, 0, fee), .nested = &fee_schema,
	  .count_offset = offsetof(ROW, fee_count) },
	{ BLOCK("advances", "Avances", "Advances", advances_schema) },
	{ BLOCK("rota", "Tour de rôle", "Rota", rota_schema) },
	{ BLOCK("publish", "Publication", "Publication", publish_schema) },
};

const struct pial_schema pial_schema_book = {
	"pial", "pial.yaml", NULL, "Ce que le groupe a décidé ; tout est facultatif, sauf le nom.",
	"What the group has decided; all optional but the name.",
	FIELDS(book_field, struct pial_policy), NULL,
};
