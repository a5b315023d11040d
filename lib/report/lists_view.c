/*
 * The facts of the lists view: allocated rows, orders and contracts forgotten.
 *
 * A grower picks forty kilograms of carrots, not twenty-five under one contract and fifteen under
 * another; so rows that differ only there are added up.
 */
#include "report/lists_view.h"

#include <stddef.h>

#include "load/row.h"
#include "num/round.h"
#include "report/say.h"

#include "base/banned.h"

#define ROW struct pial_listed
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_field view_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY, batch) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, REQ, quantity) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("packs", "Colis", "Packs", QTY, 0, packs) },
};

const struct pial_schema pial_schema_view_lists = {
	"lists", NULL, "pial-report lists", "Listes de récolte et de livraison.",
	"Harvest and delivery lists.",
	FIELDS(view_field, struct pial_listed), NULL,
};

static bool same_key(const struct pial_listed *a, const struct pial_listed *b)
{
	return a->week.n == b->week.n && a->producer.n == b->producer.n && a->day.n == b->day.n &&
	       a->kitchen.n == b->kitchen.n && a->product.n == b->product.n &&
	       a->batch.n == b->batch.n;
}

/* Adds up neighbours with the same key; a sum that does not fit leaves two rows. */
static void merge(struct pial_table *out)
{
	size_t kept = 0;

	for (size_t i = 1; i < out->count; i++) {
		struct pial_listed *last = pial_table_row(out, kept);
		const struct pial_listed *row = pial_table_row(out, i);

		if (!same_key(last, row) ||
		    !pial_add(last->quantity.milli, row->quantity.milli, &last->quantity.milli))
			*(struct pial_listed *)pial_table_row(out, ++kept) = *row;
	}
	if (out->count)
		out->count = kept + 1;
}

void pial_lists_view_make(struct pial_table *out, const struct pial_model *model,
			  const struct pial_table *allocation, uint32_t only)
{
	for (size_t i = 0; i < allocation->count; i++) {
		const struct pial_allocation *row = pial_table_row(allocation, i);
		struct pial_listed fact = {
			.week = row->week, .producer = row->producer, .day = row->day,
			.kitchen = row->kitchen, .product = row->product, .batch = row->batch,
			.quantity = row->quantity,
		};

		if (!row->producer.n || row->quantity.milli <= 0)
			continue;
		if (!only || row->producer.n == only || row->kitchen.n == only)
			pial_table_add(out, &fact);
	}
	pial_table_sort(out, model);
	merge(out);
	for (size_t i = 0; i < out->count; i++) {
		struct pial_listed *row = pial_table_row(out, i);
		const struct pial_product *product = pial_model_product(model, row->product);

		row->packs = product ? pial_packs_of(row->quantity, product) : PIAL_QTY_NONE;
		row->unit = product ? product->unit : PIAL_UNIT_NONE;
	}
}
