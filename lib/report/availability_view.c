/*
 * What is there, week by week.
 *
 * Rows are made by adding up sorted offers; what is taken of a product is asked of the whole week,
 * whoever took it, also where the view is for one kitchen: what another has is not left for it.
 *
 * Sums are plain: PIAL_QTY_MAX (num/units.h) lets nine million rows add up.
 */
#include "report/availability_view.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "engine/allowed.h"
#include "load/row.h"
#include "report/contract_view.h"

#include "base/banned.h"

#define ROW struct pial_available
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice available_by[] = {
	{ PIAL_AVAILABLE_BY_ORDERS, "orders", "commandes", "orders" },
	{ PIAL_AVAILABLE_BY_ALLOCATION, "allocation", "répartition", "allocation" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY, kitchen), .ref = PIAL_REF_KITCHEN,
	  HELP("Pour qui ; vide : pour tout le monde.", "For whom; empty: for anybody.") },
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("offered", "Proposé", "Offered", QTY, 0, offered),
	  HELP("Par qui a répondu.", "By those who answered.") },
	{ FIELD("planned", "Prévu", "Planned", QTY, 0, planned),
	  HELP("Au plan de la saison, par qui n'a pas encore répondu.",
	       "In the plan of the season, by those who have not answered yet.") },
	{ FIELD("taken", "Pris", "Taken", QTY, 0, taken),
	  HELP("Par toutes les cuisines ; vide : personne n'a encore commandé.",
	       "By all kitchens; empty: nobody has ordered yet.") },
	{ FIELD("by", "Pris selon", "Taken by", ENUM, 0, by), .choice = available_by },
	{ FIELD("left", "Reste", "Left", QTY, 0, left) },
	{ FIELD("price", "Prix HT (€)", "Price without VAT (€)", PRICE, 0, price) },
	{ FIELD("priced_unit", "Unité du prix", "Priced unit", ENUM, 0, priced_unit),
	  .choice = pial_choice_unit },
	{ FIELD("contract", "Marché", "Contract", ID, 0, contract), .ref = PIAL_REF_CONTRACT },
	{ FIELD("to_min", "Reste au minimum", "Left to the minimum", QTY, 0, to_min),
	  HELP("De la période du marché, après ce qui est livré.",
	       "Of the contract's period, after what is delivered.") },
	{ FIELD("to_max", "Reste au maximum", "Left to the maximum", QTY, PIAL_F_SIGNED, to_max) },
};

const struct pial_schema pial_schema_view_availability = {
	"availability", NULL, "pial-report availability",
	"Ce qui est disponible et prévu, semaine par semaine.",
	"What is on offer and planned, week by week.",
	FIELDS(view_field, struct pial_available), NULL,
};

/* ---- For whom ---- */

/* True when an offer may be brought to a kitchen on a day. */
static bool may_come_on(const struct pial_model *model, const struct pial_offer *offer,
			const struct pial_kitchen *kitchen, struct pial_date day)
{
	const struct pial_producer *producer = pial_model_producer(model, offer->producer);
	const struct pial_order order = {
		.week = offer->week, .day = day, .kitchen = kitchen->id, .product = offer->product,
		.contract = pial_model_contract_for(model, kitchen->id, offer->product, day),
	};
	int32_t metres;
	bool unknown;

	return producer && pial_barrier_of(model, offer, &order) == PIAL_BARRIER_NONE &&
	       pial_barrier_distance(model, producer, kitchen, &metres, &unknown) ==
		       PIAL_BARRIER_NONE;
}

static bool may_come(const struct pial_model *model, const struct pial_offer *offer,
		     struct pial_kitchen_id id)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, id);

	if (!kitchen)
		return true;
	for (int day = 0; day < 7; day++)
		if (may_come_on(model, offer, kitchen,
				pial_date_add(pial_week_monday(offer->week), day)))
			return true;
	return false;
}

/* ---- Rows ---- */

static int compare_offers(const void *left, const void *right)
{
	const struct pial_offer *a = *(const struct pial_offer *const *)left;
	const struct pial_offer *b = *(const struct pial_offer *const *)right;

	return (a->product.n > b->product.n) - (a->product.n < b->product.n);
}

/* The offers of one product that count. */
struct offered {
	const struct pial_offer *const *offer;	/* neighbours */
	size_t count;				/* how many */
};

static bool is_of(const struct offered *offered, struct pial_producer_id producer)
{
	for (size_t i = 0; i < offered->count; i++)
		if (offered->offer[i]->producer.n == producer.n)
			return true;
	return false;
}

/* What is taken of offers that count; of orders alone nobody knows whose they will take. */
static int64_t taken_of(const struct pial_available_week *week, const struct offered *offered)
{
	struct pial_product_id product = offered->offer[0]->product;
	int64_t milli = 0;

	for (size_t i = 0; week->allocation && i < week->allocation->count; i++) {
		const struct pial_allocation *row = pial_table_row(week->allocation, i);

		if (row->product.n == product.n && is_of(offered, row->producer))
			milli += row->quantity.milli;
	}
	for (size_t i = 0; !week->allocation && i < week->orders->count; i++) {
		const struct pial_order *row = pial_table_row(week->orders, i);

		if (row->product.n == product.n)
			milli += row->quantity.milli;
	}
	return milli;
}

static void set_price(struct pial_available *row, const struct pial_model *model)
{
	const struct pial_product *product = pial_model_product(model, row->product);
	struct pial_date day = pial_week_monday(row->week);
	enum pial_price_source source;

	if (row->kitchen.n)
		row->contract = pial_model_contract_for(model, row->kitchen, row->product, day);
	row->price = pial_model_price(model, row->contract, row->product, day, &source);
	if (source != PIAL_PRICE_CONTRACT)
		row->contract.n = 0;
	if (source == PIAL_PRICE_MISSING)
		row->price = PIAL_PRICE_NONE;
	else if (product)
		row->priced_unit = (uint8_t)pial_product_priced_unit(product);
}

static void set_quantities(struct pial_available *row, const struct pial_available_week *week,
			   const struct offered *offered)
{
	int64_t answered = 0, planned = 0, left;

	for (size_t i = 0; i < offered->count; i++)
		*(offered->offer[i]->source == PIAL_OFFER_PLAN ? &planned : &answered) +=
			offered->offer[i]->quantity.milli;
	row->offered = answered ? (struct pial_qty){ answered } : PIAL_QTY_NONE;
	row->planned = planned ? (struct pial_qty){ planned } : PIAL_QTY_NONE;
	row->taken = row->left = PIAL_QTY_NONE;
	row->by = week->allocation	? PIAL_AVAILABLE_BY_ALLOCATION :
		  week->orders->count	? PIAL_AVAILABLE_BY_ORDERS :
					  PIAL_AVAILABLE_BY_NOTHING;
	if (row->by == PIAL_AVAILABLE_BY_NOTHING)
		return;
	row->taken.milli = taken_of(week, offered);
	left = answered + planned - row->taken.milli;
	row->left.milli = left > 0 ? left : 0;
}

void pial_availability_add(struct pial_table *out, const struct pial_model *model,
			   const struct pial_available_week *week)
{
	const struct pial_offer **offer = pial_calloc(week->offers + 1, sizeof(const void *));
	size_t offers = 0;

	for (size_t i = 0; i < week->offers; i++)
		if (week->offer[i].quantity.milli > 0 &&
		    may_come(model, &week->offer[i], week->kitchen))
			offer[offers++] = &week->offer[i];
	if (offers)
		qsort(offer, offers, sizeof(const void *), compare_offers);
	for (size_t i = 0, end; i < offers; i = end) {
		const struct pial_product *product = pial_model_product(model, offer[i]->product);
		struct pial_available row = {
			.week = week->week, .kitchen = week->kitchen, .product = offer[i]->product,
			.to_min = PIAL_QTY_NONE, .to_max = PIAL_QTY_NONE,
			.unit = product ? product->unit : (uint8_t)PIAL_UNIT_NONE };

		for (end = i; end < offers && offer[end]->product.n == row.product.n;)
			end++;
		set_price(&row, model);
		set_quantities(&row, week, &(struct offered){ offer + i, end - i });
		pial_table_add(out, &row);
	}
	free(offer);
}

void pial_availability_contracts(struct pial_table *out, const struct pial_table *lines)
{
	for (size_t i = 0; i < out->count; i++) {
		struct pial_available *row = pial_table_row(out, i);

		for (size_t k = 0; row->contract.n && k < lines->count; k++) {
			const struct pial_contract_row *line = pial_table_row(lines, k);

			if (line->contract.n != row->contract.n ||
			    line->product.n != row->product.n ||
			    !pial_day_within(pial_week_monday(row->week), line->from, line->until))
				continue;
			row->to_min = line->to_min;
			row->to_max = line->to_max;
			break;
		}
	}
}
