/*
 * The rows of the changes view: two sorted tables walked side by side.
 */
#include "report/changes_view.h"

#include <stddef.h>

#include "load/row.h"

#include "base/banned.h"

#define ROW struct pial_change
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_field view_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("ordered_product", "Produit commandé", "Ordered product", ID, KEY | REQ, ordered),
	  .ref = PIAL_REF_PRODUCT },
	{ FIELD("contract", "Marché", "Contract", ID, KEY, contract), .ref = PIAL_REF_CONTRACT },
	{ FIELD("product", "Produit livré", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY, batch) },
	{ FIELD("before", "Avant", "Before", QTY, REQ, before) },
	{ FIELD("after", "Après", "After", QTY, REQ, after) },
	{ FIELD("difference", "Écart", "Difference", QTY, REQ | PIAL_F_SIGNED, difference) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
};

const struct pial_schema pial_schema_view_changes = {
	"changes", NULL, "pial-allocate diff", "Ce qui change d'une répartition à l'autre.",
	"What differs between two allocations.",
	FIELDS(view_field, struct pial_change), NULL,
};

/* Adds a row that either allocation has, when its quantity differs; the other may be NULL. */
static void add_change(struct pial_table *out, const struct pial_model *model,
		       const struct pial_allocation *before, const struct pial_allocation *after)
{
	const struct pial_allocation *row = after ? after : before;
	const struct pial_product *product = pial_model_product(model, row->product);
	struct pial_change change = {
		.week = row->week, .day = row->day, .kitchen = row->kitchen,
		.ordered = row->ordered, .contract = row->contract, .product = row->product,
		.producer = row->producer, .batch = row->batch,
		.before = { before ? before->quantity.milli : 0 },
		.after = { after ? after->quantity.milli : 0 },
		.unit = product ? product->unit : PIAL_UNIT_NONE,
	};

	change.difference.milli = change.after.milli - change.before.milli;
	if (change.difference.milli)
		pial_table_add(out, &change);
}

void pial_changes_view_make(struct pial_table *out, const struct pial_model *model,
			    const struct pial_table *before, const struct pial_table *after)
{
	size_t b = 0, a = 0;

	while (b < before->count || a < after->count) {
		const struct pial_allocation *old =
			b < before->count ? pial_table_row(before, b) : NULL;
		const struct pial_allocation *new =
			a < after->count ? pial_table_row(after, a) : NULL;
		int order = !old ? 1 : !new ? -1 : pial_table_compare(after, model, old, new);

		add_change(out, model, order <= 0 ? old : NULL, order >= 0 ? new : NULL);
		b += order <= 0;
		a += order >= 0;
	}
}
