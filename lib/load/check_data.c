/*
 * Reference data against the book: names, and units that a price can be compared in.
 */
#include <stdlib.h>

#include "base/alloc.h"
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

/* A place whose kitchen is not known: said once, however many lines its menus have. */
struct stranger {
	enum pial_code code;		/* what is wrong */
	uint32_t siret, place;		/* numbers in the pool */
	struct pial_pos pos;		/* its first line */
	int64_t lines;			/* how many it has */
};

/* The places met so far. */
struct strangers {
	struct stranger *met;		/* in the order of the file; owned */
	size_t count, cap;		/* how many, and room */
};

static void meet(struct strangers *all, const struct stranger *one, bool each)
{
	for (size_t i = 0; i < all->count && !each; i++) {
		struct stranger *known = &all->met[i];

		if (known->siret != one->siret || known->place != one->place ||
		    known->code != one->code)
			continue;
		known->lines++;
		return;
	}
	all->met = pial_grow(all->met, all->count, &all->cap, sizeof(*all->met));
	all->met[all->count++] = *one;
}

bool pial_check_menus(const struct pial_table *table, const struct pial_model *model, bool each,
		      struct pial_diags *diags)
{
	struct strangers all = { NULL, 0, 0 };
	bool ok = true;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_menu *row = pial_table_row(table, i);
		struct stranger one = { .place = row->place.n, .lines = 1 };
		enum pial_menu_fit fit;

		if (pial_menu_kitchen(model, row, &fit))
			continue;
		one.code = fit == PIAL_MENU_UNKNOWN ? PIAL_E_MENU_SIRET : PIAL_E_MENU_KITCHEN;
		one.siret = row->id_type == PIAL_MENU_ID_SIRET ? row->place_id.n : row->body.n;
		one.pos = pial_table_pos(table, row, siret_column(row));
		meet(&all, &one, each);
	}
	for (size_t i = 0; i < all.count; i++)
		ok = pial_diag_add(diags, &all.met[i].pos, all.met[i].code,
				   pial_model_text(model, all.met[i].siret),
				   pial_model_text(model, all.met[i].place), all.met[i].lines);
	free(all.met);
	return ok;
}
