/*
 * The moving tables of a week, column by column: orders, offers, allocation, receipts, deliveries,
 * status. Invoice lines are in schema_lines.c.
 *
 * Labels are those a grower or a cook reads on the sheet. The order of columns is that of the
 * tables; keys come first, so that sorted rows read well.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_order

static const struct pial_choice order_source[] = {
	{ PIAL_ORDER_ORDER, "order", "commande", "order" },
	{ PIAL_ORDER_PHONE, "phone", "téléphone", "phone" },
	{ PIAL_ORDER_SHEET, "sheet", "feuille", "sheet" },
	{ PIAL_ORDER_FIRM, "firm", "ferme", "firm" },
	{ PIAL_ORDER_PLAN, "plan", "plan", "plan" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field order_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day),
	  HELP("Jour de livraison.", "Day of delivery.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("contract", "Marché", "Contract", ID, KEY, contract), .ref = PIAL_REF_CONTRACT,
	  HELP("Marché sur lequel on commande ; vide : aucun.",
	       "Contract that the order is under; empty: none.") },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, REQ, quantity),
	  HELP("Quantité commandée, dans l'unité du produit.",
	       "Quantity ordered, in the product's unit.") },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit,
	  HELP("Pour mémoire : doit être l'unité du produit.",
	       "A reminder: must be the unit of the product.") },
	{ FIELD("minimum", "Minimum utile", "Minimum", QTY, 0, minimum),
	  HELP("Quantité en dessous de laquelle la commande ne sert à rien.",
	       "Quantity below which the order is of no use.") },
	{ FIELD("price", "Prix (€)", "Price (€)", PRICE, 0, price),
	  HELP("Prix convenu pour cette commande ; vide : celui du marché.",
	       "Price agreed for this order; empty: the contract's.") },
	{ FIELD("source", "Origine de la commande", "Source", ENUM, 0, source),
	  .choice = order_source,
	  HELP("Comment on la connaît ; ferme et plan : la cuisine n'a rien dit.",
	       "How it is known; firm and plan: the kitchen said nothing.") },
	{ FIELD("received_on", "Reçue le", "Received on", DATE, 0, received_on),
	  HELP("Jour d'arrivée de la commande ; vide : à temps.",
	       "Day on which the order came; empty: in time.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

static void check_order(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_order *row = data;

	pial_row_day(table, row, "day", row->day, row->week, diags);
	if (!pial_qty_is_none(row->minimum) && row->minimum.milli > row->quantity.milli) {
		struct pial_pos pos = pial_table_pos(table, row, "minimum");

		pial_diag_add(diags, &pos, PIAL_E_MINIMUM, row->minimum.milli,
			      row->quantity.milli);
	}
}

const struct pial_schema pial_schema_orders = {
	"orders", "weeks/W/orders.csv", "pial-plan orders --save",
	"Ce que les cuisines demandent, par jour de livraison.",
	"What kitchens ask for, by day of delivery.", FIELDS(order_field, struct pial_order),
	check_order,
};

#undef ROW
#define ROW struct pial_offer

static const struct pial_choice offer_source[] = {
	{ PIAL_OFFER_ANSWER, "answer", "réponse", "answer" },
	{ PIAL_OFFER_PHONE, "phone", "téléphone", "phone" },
	{ PIAL_OFFER_PLAN, "plan", "plan", "plan" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field offer_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY, batch),
	  HELP("Lot de récolte, pour la traçabilité.", "Harvest, for traceability.") },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, REQ, quantity),
	  HELP("Quantité disponible sur la semaine, ou sur les jours indiqués.",
	       "Quantity available over the week, or over the days given.") },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit,
	  HELP("Pour mémoire : doit être l'unité du produit.",
	       "A reminder: must be the unit of the product.") },
	{ FIELD("from_day", "À partir du", "From day", DATE, 0, from_day),
	  HELP("Premier jour possible ; vide : dès le lundi.",
	       "First possible day; empty: from Monday.") },
	{ FIELD("until_day", "Jusqu'au", "Until day", DATE, 0, until_day),
	  HELP("Dernier jour possible ; vide : jusqu'au dimanche.",
	       "Last possible day; empty: until Sunday.") },
	{ FIELD("price", "Prix demandé (€)", "Price asked (€)", PRICE, 0, price),
	  HELP("Pour un partenaire : son prix hors taxe.",
	       "For a partner: the price asked, without VAT.") },
	{ FIELD("source", "Origine de la réponse", "Source", ENUM, 0, source),
	  .choice = offer_source,
	  HELP("Comment on la connaît ; plan : non confirmé.",
	       "How it is known; plan: not confirmed.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

static void check_offer(const struct pial_table *table, const void *data, struct pial_diags *diags)
{
	const struct pial_offer *row = data;

	pial_row_day(table, row, "from_day", row->from_day, row->week, diags);
	pial_row_day(table, row, "until_day", row->until_day, row->week, diags);
	pial_row_dates(table, row, "until_day", row->from_day, row->until_day, diags);
}

const struct pial_schema pial_schema_offers = {
	"offers", "weeks/W/offers.csv", "pial set",
	"Ce que les producteurs peuvent livrer dans la semaine.",
	"What producers can deliver in the week.", FIELDS(offer_field, struct pial_offer),
	check_offer,
};

#undef ROW
#define ROW struct pial_allocation

static const struct pial_field allocation_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day),
	  HELP("Jour de livraison.", "Day of delivery.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("ordered_product", "Produit commandé", "Ordered product", ID, KEY | REQ, ordered),
	  .ref = PIAL_REF_PRODUCT },
	{ FIELD("contract", "Marché", "Contract", ID, KEY, contract), .ref = PIAL_REF_CONTRACT },
	{ FIELD("product", "Produit livré", "Product", ID, KEY | PIAL_F_COLUMN, product),
	  .ref = PIAL_REF_PRODUCT,
	  HELP("Le produit commandé, ou celui qui le remplace.",
	       "The product ordered, or its substitute.") },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | PIAL_F_COLUMN, producer),
	  .ref = PIAL_REF_PRODUCER,
	  HELP("Qui livre ; vide : personne n'a pu.", "Who delivers; empty: nobody could.") },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY, batch) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, REQ, quantity),
	  HELP("Quantité à livrer ; sans producteur, ce qui manque.",
	       "Quantity to deliver; without a producer, what is missing.") },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("computed", "Calculé", "Computed", QTY, 0, computed),
	  HELP("Ce que dit le calcul sans les lignes figées.",
	       "What the computation says without the lines fixed by hand.") },
	{ FIELD("pin", "Figé", "Pin", YESNO, 0, pin),
	  HELP("Oui : quantité fixée à la main, gardée telle quelle.",
	       "Yes: a quantity fixed by hand, kept as it is.") },
	{ FIELD("price", "Prix (€)", "Price (€)", PRICE, 0, price),
	  HELP("Ce que paie la cuisine, hors taxe.", "What the kitchen pays, without VAT.") },
	{ FIELD("buy_price", "Prix d'achat (€)", "Buying price (€)", PRICE, 0, buy_price),
	  HELP("Ce que reçoit un partenaire, hors taxe.",
	       "What a partner is paid, without VAT.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

static void check_allocation(const struct pial_table *table, const void *data,
			     struct pial_diags *diags)
{
	const struct pial_allocation *row = data;

	pial_row_day(table, row, "day", row->day, row->week, diags);
}

const struct pial_schema pial_schema_allocation = {
	"allocation", "weeks/W/allocation.csv", "pial-allocate --save",
	"Qui livre combien, de quoi, à qui et quel jour.",
	"Who delivers how much of what, to whom and on which day.",
	FIELDS(allocation_field, struct pial_allocation), check_allocation,
};

#undef ROW
#define ROW struct pial_receipt

static const struct pial_choice receipt_status[] = {
	{ PIAL_RECEIPT_AGREED, "agreed", "d'accord", "agreed" },
	{ PIAL_RECEIPT_DISPUTED, "disputed", "contesté", "disputed" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field receipt_field[] = {
	{ FIELD("note", "Bon de livraison", "Delivery note", TEXT, KEY, note),
	  HELP("Numéro du bon de livraison.", "Number of the delivery note.") },
	{ FIELD("day", "Jour", "Day", DATE, 0, day),
	  HELP("Jour de livraison.", "Day of delivery.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen),
	  .ref = PIAL_REF_KITCHEN },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY, batch) },
	{ FIELD("sent", "Envoyé", "Sent", QTY, 0, sent),
	  HELP("Parti de la ferme ; vide : comme réparti.",
	       "Left the farm; empty: as allocated.") },
	{ FIELD("received", "Reçu", "Received", QTY, REQ, received),
	  HELP("Pesé ou compté à la cuisine.", "Weighed or counted at the kitchen.") },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("weight_kg", "Poids (kg)", "Weight (kg)", MASS_KG, 0, weight),
	  HELP("Poids réel de ce qui est payé au poids.",
	       "Real weight of what is paid by weight.") },
	{ FIELD("refused", "Refusé", "Refused", QTY, 0, refused),
	  HELP("Part du reçu qui est rendue.", "Part of what was received that is sent back.") },
	{ FIELD("reason", "Motif", "Reason", TEXT, 0, reason) },
	{ FIELD("status", "État", "Status", ENUM, 0, status), .choice = receipt_status },
	{ FIELD("agreed", "Convenu", "Agreed", QTY, 0, agreed),
	  HELP("Quantité sur laquelle les deux se mettent d'accord.",
	       "Quantity that both settle on.") },
	{ FIELD("by", "Par", "By", TEXT, 0, by), HELP("Qui l'a écrit.", "Who wrote it.") },
};

static void check_receipt(const struct pial_table *table, const void *data,
			  struct pial_diags *diags)
{
	const struct pial_receipt *row = data;

	if (!pial_qty_is_none(row->refused) && row->refused.milli > row->received.milli) {
		struct pial_pos pos = pial_table_pos(table, row, "refused");

		pial_diag_add(diags, &pos, PIAL_E_RECEIVED, row->refused.milli,
			      row->received.milli);
	}
}

const struct pial_schema pial_schema_receipts = {
	"receipts", "weeks/W/receipts.csv", "pial set",
	"Ce que les cuisines ont reçu, pesé et accepté.",
	"What kitchens received, weighed and accepted.",
	FIELDS(receipt_field, struct pial_receipt), check_receipt,
};

#undef ROW
#define ROW struct pial_delivery

static const struct pial_choice delivery_status[] = {
	{ PIAL_DELIVERY_AGREED, "agreed", "d'accord", "agreed" },
	{ PIAL_DELIVERY_DISPUTED, "disputed", "contesté", "disputed" },
	{ PIAL_DELIVERY_WAITING, "waiting", "en attente", "waiting" },
	{ 0, NULL, NULL, NULL },
};

/* What pial_deliver writes (deliver/deliver.h) when nobody gave a reason; values are unused. */
static const struct pial_choice delivery_reason[] = {
	{ 1, "no-receipt", "réception non saisie", "no receipt yet" },
	{ 2, "too-little", "moins que prévu", "less than expected" },
	{ 3, "too-much", "plus que prévu", "more than expected" },
	{ 4, "none", "rien de reçu", "nothing received" },
	{ 5, "unordered", "non commandé", "not ordered" },
	{ 6, "no-weight", "poids manquant", "weight missing" },
	{ 7, "disputed", "contesté", "disputed" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field delivery_field[] = {
	{ FIELD("note", "Bon de livraison", "Delivery note", TEXT, KEY, note),
	  HELP("Numéro du bon de livraison.", "Number of the delivery note.") },
	{ FIELD("line", "Ligne", "Line", INT, KEY, number), .min = 1, .max = 1000000,
	  HELP("Rang de la ligne sur le bon.", "Rank of the line on the note.") },
	{ FIELD("day", "Jour", "Day", DATE, REQ, day),
	  HELP("Jour de livraison.", "Day of delivery.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, REQ, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("ordered_product", "Produit commandé", "Ordered product", ID, 0, ordered),
	  .ref = PIAL_REF_PRODUCT },
	{ FIELD("product", "Produit livré", "Product", ID, REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("batch", "Lot", "Batch", TEXT, 0, batch) },
	{ FIELD("ordered", "Commandé", "Ordered", QTY, 0, ordered_quantity) },
	{ FIELD("allocated", "Réparti", "Allocated", QTY, 0, allocated) },
	{ FIELD("sent", "Envoyé", "Sent", QTY, 0, sent) },
	{ FIELD("received", "Reçu", "Received", QTY, 0, received) },
	{ FIELD("refused", "Refusé", "Refused", QTY, 0, refused) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("weight_kg", "Poids (kg)", "Weight (kg)", MASS_KG, 0, weight) },
	{ FIELD("invoiced", "Facturé", "Invoiced", QTY, REQ, invoiced),
	  HELP("Quantité à facturer, dans l'unité du prix.",
	       "Quantity to invoice, in the unit of the price.") },
	{ FIELD("priced_unit", "Unité du prix", "Priced unit", ENUM, REQ, priced_unit),
	  .choice = pial_choice_unit },
	{ FIELD("price", "Prix (€)", "Price (€)", PRICE, REQ, price),
	  HELP("Prix hors taxe.", "Price without VAT.") },
	{ FIELD("buy_price", "Prix d'achat (€)", "Buying price (€)", PRICE, 0, buy_price) },
	{ FIELD("contract", "Marché", "Contract", ID, 0, contract), .ref = PIAL_REF_CONTRACT },
	{ FIELD("organic", "Bio", "Organic", YESNO, 0, organic),
	  HELP("Oui : un certificat couvre le produit ce jour-là.",
	       "Yes: a certificate covers the product that day.") },
	{ FIELD("certifier", "Organisme certificateur", "Certifier", TEXT, 0, certifier) },
	{ FIELD("origin", "Origine", "Origin", TEXT, 0, origin) },
	{ FIELD("labels", "Labels", "Labels", TEXT, 0, labels) },
	{ FIELD("status", "État", "Status", ENUM, 0, status), .choice = delivery_status,
	  HELP("Seules les lignes d'accord sont facturées.",
	       "Only lines agreed on are invoiced.") },
	{ FIELD("reason", "Motif", "Reason", TEXT, 0, reason), .choice = delivery_reason },
};

static void check_delivery(const struct pial_table *table, const void *data,
			   struct pial_diags *diags)
{
	const struct pial_delivery *row = data;

	if (!pial_qty_is_none(row->refused) && !pial_qty_is_none(row->received) &&
	    row->refused.milli > row->received.milli) {
		struct pial_pos pos = pial_table_pos(table, row, "refused");

		pial_diag_add(diags, &pos, PIAL_E_RECEIVED, row->refused.milli,
			      row->received.milli);
	}
}

const struct pial_schema pial_schema_deliveries = {
	"deliveries", "weeks/W/deliveries.csv", "pial-weigh deliveries --save",
	"Répartition et réceptions réunies : ce qui sera facturé.",
	"Allocation and receipts joined: what will be invoiced.",
	FIELDS(delivery_field, struct pial_delivery), check_delivery,
};

#undef ROW
#define ROW struct pial_week_status

static const struct pial_choice week_state[] = {
	{ PIAL_WEEK_DRAFT, "draft", "brouillon", "draft" },
	{ PIAL_WEEK_PUBLISHED, "published", "publiée", "published" },
	{ PIAL_WEEK_DELIVERED, "delivered", "livrée", "delivered" },
	{ PIAL_WEEK_CLOSED, "closed", "close", "closed" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field status_field[] = {
	{ FIELD("version", "Version", "Version", INT, KEY | REQ, version), .min = 1,
	  .max = 1000000, HELP("Version de la répartition, à partir de 1 ; rouvrir une semaine "
			       "close la publie comme la suivante.",
			       "Version of the allocation, from 1; reopening a closed week "
			       "publishes it as the next.") },
	{ FIELD("state", "État", "State", ENUM, KEY | REQ, state), .choice = week_state },
	{ FIELD("on", "Le", "On", DATE, REQ, on), HELP("Jour du changement.",
						       "Day of the change.") },
};

const struct pial_schema pial_schema_status = {
	"status", "weeks/W/status.csv", "pial-allocate publish",
	"Vie d'une semaine : brouillon, publiée, livrée, close.",
	"Life of a week: draft, published, delivered, closed.",
	FIELDS(status_field, struct pial_week_status), NULL,
};
