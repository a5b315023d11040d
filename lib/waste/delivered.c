/*
 * Lines as they are invoiced: what was refused or is missing cost nothing and fed nobody.
 */
#include "waste/delivered.h"

#include "num/round.h"

#include "base/banned.h"

/* Mass of a line, in grams; false when nothing says it. */
static bool mass_of(const struct pial_model *model, const struct pial_delivery *row,
		    struct pial_mass *mass)
{
	const struct pial_product *product = pial_model_product(model, row->product);
	bool assumed = false;

	if (row->priced_unit == PIAL_UNIT_KG) {
		mass->g = row->invoiced.milli;
		return true;
	}
	if (!pial_mass_is_none(row->weight)) {
		*mass = row->weight;
		return true;
	}
	return product && pial_mass_of(row->invoiced, pial_product_unit_mass(product, &assumed),
				       PIAL_ROUND_HALF_UP, mass);
}

struct pial_waste_delivered pial_waste_delivered_to(const struct pial_model *model,
						    const struct pial_delivery *row, size_t rows,
						    struct pial_kitchen_id kitchen)
{
	struct pial_waste_delivered sum = { { 0 }, { 0 } };

	for (size_t i = 0; i < rows; i++) {
		struct pial_money value;
		struct pial_mass mass;

		if (row[i].kitchen.n != kitchen.n || pial_qty_is_none(row[i].invoiced) ||
		    !mass_of(model, &row[i], &mass) ||
		    !pial_money_of(row[i].invoiced, row[i].price, PIAL_ROUND_HALF_AWAY, &value))
			continue;
		if (!pial_add(sum.value.cents, value.cents, &sum.value.cents) ||
		    !pial_add(sum.mass.g, mass.g, &sum.mass.g))
			break;
	}
	return sum;
}
