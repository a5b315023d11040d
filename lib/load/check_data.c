/*
 * Reference data against the book: names, and units that a price can be compared in.
 */
#include "load/load.h"
#include "model/data.h"
#include "model/menu.h"

#include "base/banned.h"

/* A price per litre of something counted in pieces says nothing of a piece. */
static bool check_quotation(const struct pial_table *table, const struct pial_model *model,
			    const struct pial_quotation *row, struct pial_diags *diags)
{
	const struct pial_product *product = pial_model_product(model, row->product);
	const struct pial_choice *written = pial_choice_of(pial_choice_unit, row->unit), *own;
	struct pial_pos pos;

	if (!product || !written || row->unit == product->unit || row->unit == PIAL_UNIT_KG)
		return true;
	own = pial_choice_of(pial_choice_unit, product->unit);
	pos = pial_table_pos(table, row, "unit");
	return pial_diag_add(diags, &pos, PIAL_E_UNIT, written->name,
			     pial_model_text(model, row->product.n), own ? own->name : "");
}

bool pial_check_data(const struct pial_table *table, const struct pial_model *model,
		     struct pial_diags *diags)
{
	bool ok = pial_check_references(table, model, diags);

	if (table->schema == &pial_schema_quotations)
		for (size_t i = 0; i < table->count; i++)
			ok &= check_quotation(table, model, pial_table_row(table, i), diags);
	return ok;
}

/* The cell that says whose menu it is. */
static const char *siret_column(const struct pial_menu *row)
{
	return row->id_type == PIAL_MENU_ID_SIRET ? "menuRestaurantId" : "menuCollSiret";
}

bool pial_check_menus(const struct pial_table *table, const struct pial_model *model,
		      struct pial_diags *diags)
{
	bool ok = true;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_menu *row = pial_table_row(table, i);
		struct pial_text siret = row->id_type == PIAL_MENU_ID_SIRET ? row->place_id
									    : row->body;
		struct pial_pos pos = pial_table_pos(table, row, siret_column(row));
		enum pial_menu_fit fit;

		if (pial_menu_kitchen(model, row, &fit))
			continue;
		ok = pial_diag_add(diags, &pos, fit == PIAL_MENU_UNKNOWN ? PIAL_E_MENU_SIRET
									 : PIAL_E_MENU_KITCHEN,
				   pial_model_text(model, siret.n),
				   pial_model_text(model, row->place.n));
	}
	return ok;
}
