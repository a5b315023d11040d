/*
 * The rows of the cover view. The layout for people is in cover_text.c.
 */
#include "report/cover_view.h"

#include <stddef.h>

#include "load/row.h"

#include "base/banned.h"

#define ROW struct pial_cover
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_field view_field[] = {
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("need", "Besoin", "Need", QTY, REQ, need) },
	{ FIELD("promised", "Promis", "Promised", QTY, REQ, promised) },
	{ FIELD("margin", "Marge", "Margin", QTY, REQ, margin) },
	{ FIELD("left", "Reste à trouver", "Left to find", QTY, REQ, left) },
	{ FIELD("partner", "Partenaire possible", "Possible partner", ID, 0, partner),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("price", "Prix du partenaire", "Partner's price", PRICE, 0, price) },
};

const struct pial_schema pial_schema_view_cover = {
	"cover", NULL, "pial-plan cover", "Ce qui est promis du besoin, et ce qui reste à trouver.",
	"What is promised of the need, and what is left to find.",
	FIELDS(view_field, struct pial_cover), NULL,
};

void pial_cover_view_make(struct pial_table *out, const struct pial_model *model,
			  const struct pial_cover *row, size_t rows)
{
	for (size_t i = 0; i < rows; i++)
		pial_table_add(out, &row[i]);
	pial_table_sort(out, model);
}
