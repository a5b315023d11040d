/*
 * The facts of the table view: allocation rows, and what is left of the offers.
 *
 * Offers and orders are found by sorted keys, numbers of the pool, since nothing of their order is
 * shown; the rows themselves are sorted by text at the end. What is left of an offer is a plain
 * difference: PIAL_QTY_MAX (num/units.h) lets nine million rows add up.
 */
#include "report/table_view.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "load/row.h"
#include "report/say.h"

#include "base/banned.h"

#define ROW struct pial_planned
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice planned_state[] = {
	{ PIAL_PLANNED_SERVED, "served", "servi", "served" },
	{ PIAL_PLANNED_MISSING, "missing", "manque", "missing" },
	{ PIAL_PLANNED_SURPLUS, "surplus", "à placer", "surplus" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("state", "État", "State", ENUM, KEY | REQ, state), .choice = planned_state,
	  HELP("Servi, manque, ou encore à placer.", "Served, missing, or still to place.") },
	{ FIELD("day", "Jour", "Day", DATE, KEY, day) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("contract", "Marché", "Contract", ID, KEY, contract), .ref = PIAL_REF_CONTRACT },
	{ FIELD("delivered", "Produit livré", "Delivered", ID, KEY, delivered),
	  .ref = PIAL_REF_PRODUCT,
	  HELP("Le produit commandé, ou celui qui le remplace.",
	       "The product ordered, or the one that replaces it.") },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY, batch) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, REQ, quantity) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("packs", "Colis", "Packs", QTY, 0, packs) },
	{ FIELD("pin", "Figé", "Pin", YESNO, 0, pin) },
	{ FIELD("confirmed", "Confirmé", "Confirmed", YESNO, 0, confirmed),
	  HELP("Non quand personne n'a répondu : le plan ou le ferme du marché en tient lieu.",
	       "No when nobody answered: the plan or the firm quantity stands in.") },
};

const struct pial_schema pial_schema_view_table = {
	"table", NULL, "pial-report table", "Tableau de la semaine, un fait par ligne.",
	"The week's table, one fact a row.",
	FIELDS(view_field, struct pial_planned), NULL,
};

/* An offer, and what is used of it. */
struct use {
	const struct pial_offer *offer;	/* the offer */
	int64_t left;			/* thousandths not allocated; may go below 0 by hand */
};

/* Offers and orders, sorted for looking up. */
struct lookup {
	struct use *use;			/* offers; owned */
	size_t uses;				/* how many */
	const struct pial_order **order;	/* orders; owned */
	size_t orders;				/* how many */
};

static int compare_numbers(const uint32_t *a, const uint32_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

static int compare_uses(const void *left, const void *right)
{
	const struct pial_offer *a = ((const struct use *)left)->offer;
	const struct pial_offer *b = ((const struct use *)right)->offer;
	const uint32_t ka[] = { a->week.n, a->producer.n, a->product.n, a->batch.n };
	const uint32_t kb[] = { b->week.n, b->producer.n, b->product.n, b->batch.n };

	return compare_numbers(ka, kb, PIAL_COUNT(ka));
}

static int compare_orders(const void *left, const void *right)
{
	const struct pial_order *a = *(const struct pial_order *const *)left;
	const struct pial_order *b = *(const struct pial_order *const *)right;
	const uint32_t ka[] = { a->day.n, a->kitchen.n, a->product.n, a->contract.n };
	const uint32_t kb[] = { b->day.n, b->kitchen.n, b->product.n, b->contract.n };

	return compare_numbers(ka, kb, PIAL_COUNT(ka));
}

static void lookup_init(struct lookup *lookup, const struct pial_table_view_input *input)
{
	lookup->uses = input->offers;
	lookup->use = pial_calloc(lookup->uses + 1, sizeof(*lookup->use));
	for (size_t i = 0; i < lookup->uses; i++)
		lookup->use[i] = (struct use){ &input->offer[i], input->offer[i].quantity.milli };
	if (lookup->uses)
		qsort(lookup->use, lookup->uses, sizeof(*lookup->use), compare_uses);
	lookup->orders = input->orders;
	lookup->order = pial_calloc(lookup->orders + 1, sizeof(*lookup->order));
	for (size_t i = 0; i < lookup->orders; i++)
		lookup->order[i] = &input->order[i];
	if (lookup->orders)
		qsort(lookup->order, lookup->orders, sizeof(*lookup->order), compare_orders);
}

static struct use *find_use(struct lookup *lookup, const struct pial_allocation *row)
{
	struct pial_offer key = { .week = row->week, .producer = row->producer,
				  .product = row->product, .batch = row->batch };
	struct use want = { &key, 0 };

	if (!lookup->uses)
		return NULL;
	return bsearch(&want, lookup->use, lookup->uses, sizeof(want), compare_uses);
}

static const struct pial_order *find_order(struct lookup *lookup, const struct pial_allocation *row)
{
	struct pial_order key = { .day = row->day, .kitchen = row->kitchen,
				  .product = row->ordered, .contract = row->contract };
	const struct pial_order *want = &key;
	const struct pial_order *const *found;

	if (!lookup->orders)
		return NULL;
	found = bsearch(&want, lookup->order, lookup->orders, sizeof(want), compare_orders);
	return found ? *found : NULL;
}

static void set_product(struct pial_planned *row, const struct pial_model *model,
			struct pial_product_id id)
{
	const struct pial_product *product = pial_model_product(model, id);

	row->packs = PIAL_QTY_NONE;
	if (!product)
		return;
	row->unit = product->unit;
	row->packs = pial_packs_of(row->quantity, product);
}

static void add_allocated(struct pial_table *out, const struct pial_model *model,
			  struct lookup *lookup, const struct pial_allocation *row)
{
	const struct pial_order *order = find_order(lookup, row);
	struct use *use = row->producer.n ? find_use(lookup, row) : NULL;
	bool firm = order && (order->source == PIAL_ORDER_FIRM || order->source == PIAL_ORDER_PLAN);
	bool planned = use && use->offer->source == PIAL_OFFER_PLAN;
	struct pial_planned fact = {
		.week = row->week, .day = row->day, .kitchen = row->kitchen,
		.product = row->ordered, .contract = row->contract, .producer = row->producer,
		.batch = row->batch, .quantity = row->quantity,
		.pin = row->pin == PIAL_YES ? PIAL_YES : PIAL_NO,
		.confirmed = firm || planned ? PIAL_NO : PIAL_YES,
	};

	if (row->quantity.milli <= 0)
		return;
	fact.state = row->producer.n ? PIAL_PLANNED_SERVED : PIAL_PLANNED_MISSING;
	if (row->producer.n)
		fact.delivered = row->product;
	if (use)
		use->left -= row->quantity.milli;
	set_product(&fact, model, row->ordered);
	pial_table_add(out, &fact);
}

static void add_surplus(struct pial_table *out, const struct pial_model *model,
			const struct use *use)
{
	struct pial_planned fact = {
		.week = use->offer->week, .product = use->offer->product,
		.delivered = use->offer->product, .producer = use->offer->producer,
		.batch = use->offer->batch, .quantity = { use->left },
		.state = PIAL_PLANNED_SURPLUS, .pin = PIAL_NO,
		.confirmed = use->offer->source == PIAL_OFFER_PLAN ? PIAL_NO : PIAL_YES,
	};

	if (use->left <= 0)
		return;
	set_product(&fact, model, use->offer->product);
	pial_table_add(out, &fact);
}

void pial_table_view_make(struct pial_table *out, const struct pial_table_view_input *input)
{
	struct lookup lookup;

	lookup_init(&lookup, input);
	for (size_t i = 0; i < input->allocation->count; i++)
		add_allocated(out, input->model, &lookup, pial_table_row(input->allocation, i));
	for (size_t i = 0; i < lookup.uses; i++)
		add_surplus(out, input->model, &lookup.use[i]);
	pial_table_sort(out, input->model);
	free(lookup.use);
	free(lookup.order);
}
