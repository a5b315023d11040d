/*
 * The certificate of an allocation, column by column: what it takes to verify it without computing
 * it again (spec of allocation, "Proof and explanation").
 *
 * One table holds four kinds of lines, told apart by a column: a certificate is one file, and a
 * pair has the key of an order beside that of an offer. Numbers that may need 128 bits are texts;
 * proof/ reads them.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_proof_line

static const struct pial_choice proof_kind[] = {
	{ PIAL_PROOF_ORDER, "order", "commande", "order" },
	{ PIAL_PROOF_OFFER, "offer", "disponibilité", "offer" },
	{ PIAL_PROOF_PRODUCER, "producer", "producteur", "producer" },
	{ PIAL_PROOF_PAIR, "pair", "couple", "pair" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice proof_turn[] = {
	{ PIAL_TURN_MINIMUM, "minimum", "minimum dû", "minimum owed" },
	{ PIAL_TURN_MINIMUM_LOSS, "minimum-loss", "minimum dû, pertes", "minimum owed, losses" },
	{ PIAL_TURN_MINIMUM_ORDER, "minimum-order", "minimum dû, sans poids",
	  "minimum owed, no weight" },
	{ PIAL_TURN_DEMAND, "demand", "demande", "ordered" },
	{ PIAL_TURN_DEMAND_LOSS, "demand-loss", "demande, pertes", "ordered, losses" },
	{ PIAL_TURN_DEMAND_ORDER, "demand-order", "demande, sans poids", "ordered, no weight" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice proof_sale_turn[] = {
	{ PIAL_TURN_PROMISED, "promised", "promis", "promised" },
	{ PIAL_TURN_SHARE, "share", "par part", "by share" },
	{ PIAL_TURN_OFFER, "offer", "par quantité offerte", "by what is offered" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field proof_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("kind", "Objet", "Kind", ENUM, KEY | REQ, kind), .choice = proof_kind,
	  HELP("De quoi la ligne parle : une commande, une disponibilité, un producteur "
	       "dans l'ensemble de sa première disponibilité, ou un couple de commande "
	       "et de disponibilité.",
	       "What the line speaks of: an order, an offer, a producer in the component"
	       " of its first offer there, or a pair of an order and an offer.") },
	{ FIELD("late", "Tardive", "Late", YESNO, KEY, late),
	  HELP("Oui : dans le partage de ce qui reste entre les commandes tardives.",
	       "Yes: in the sharing of what is left between late orders.") },
	{ FIELD("day", "Jour", "Day", DATE, KEY, day),
	  HELP("De la commande : jour de livraison.", "Of the order: day of delivery.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("ordered_product", "Produit commandé", "Ordered product", ID, KEY, ordered),
	  .ref = PIAL_REF_PRODUCT },
	{ FIELD("contract", "Marché", "Contract", ID, KEY, contract), .ref = PIAL_REF_CONTRACT },
	{ FIELD("product", "Produit offert", "Offered product", ID, KEY, product),
	  .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY, batch) },
	{ FIELD("turn", "Tour", "Turn", ENUM, 0, turn), .choice = proof_turn,
	  HELP("Entre cuisines : le tour auquel manquent les colis ; vide : personne à "
	       "portée ne manque de rien.",
	       "Between kitchens: the turn at which packs run out; empty: nobody in "
	       "reach is short.") },
	{ FIELD("class", "Priorité", "Priority", SMALL, 0, class), .min = 1, .max = 255,
	  HELP("Priorité des cuisines de ce tour.", "Priority of the kitchens of that turn.") },
	{ FIELD("level", "Niveau", "Level", TEXT, 0, level),
	  HELP("Niveau auquel ils manquent, nombre entier ou fraction.",
	       "Level at which they run out, a whole number or a fraction.") },
	{ FIELD("exact", "Part exacte (colis)", "Exact share (packs)", TEXT, 0, exact),
	  HELP("Entre cuisines : part exacte d'une commande, ou ce qui en passe par un couple.",
	       "Between kitchens: exact share of an order, or what of it flows on a pair.") },
	{ FIELD("sale_turn", "Tour de vente", "Turn of sale", ENUM, 0, sale_turn),
	  .choice = proof_sale_turn,
	  HELP("Entre producteurs : le tour auquel manquent les acheteurs ; vide : "
	       "personne à portée n'a plus rien à vendre.",
	       "Between producers: the turn at which buyers run out; empty: nobody in "
	       "reach has anything left to sell.") },
	{ FIELD("sale_level", "Niveau de vente", "Level of sale", TEXT, 0, sale_level) },
	{ FIELD("sale_exact", "Vente exacte (colis)", "Exact sale (packs)", TEXT, 0, sale_exact),
	  HELP("Entre producteurs : vente exacte, ou ce qui en passe par un couple.",
	       "Between producers: exact sale, or what of it flows on a pair.") },
	{ FIELD("packs", "Colis", "Packs", TEXT, 0, packs),
	  HELP("La réponse, en colis entiers.", "The answer, in whole packs.") },
	{ FIELD("substitutes", "Potentiel : remplacements", "Potential: substitutes", TEXT, 0,
		potential[PIAL_COST_SUBSTITUTE]),
	  HELP("Potentiels des niveaux 7 et 8 ; vide : 0.",
	       "Potentials of levels 7 and 8; empty: 0.") },
	{ FIELD("distance", "Potentiel : distance", "Potential: distance", TEXT, 0,
		potential[PIAL_COST_DISTANCE]),
	  HELP("En mètres × grammes par colis.", "In metres × grams a pack.") },
	{ FIELD("price", "Potentiel : prix", "Potential: price", TEXT, 0,
		potential[PIAL_COST_PRICE]) },
	{ FIELD("met", "Potentiel : déjà vus", "Potential: met last week", TEXT, 0,
		potential[PIAL_COST_MET]) },
	{ FIELD("rota", "Potentiel : tour de rôle", "Potential: rota", TEXT, 0,
		potential[PIAL_COST_ROTA]) },
};

const struct pial_schema pial_schema_proof = {
	"certificate", NULL, "pial-allocate --certificate",
	"Le certificat d'une répartition : de quoi la vérifier sans la recalculer.",
	"The certificate of an allocation: what it takes to verify it without computing it again.",
	FIELDS(proof_field, struct pial_proof_line), NULL,
};
