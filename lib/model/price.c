/*
 * Contracts and prices: which line, which price, in which unit.
 *
 * A line without dates is valid as long as its contract, and never longer. The loader refuses
 * lines of one product that overlap, so the first one found is the only one.
 */
#include "model/model.h"

#include "model/revision.h"

#include "base/banned.h"

const struct pial_contract_line *pial_contract_line_on(const struct pial_contract *contract,
						       struct pial_product_id product,
						       struct pial_date day)
{
	uint32_t i;

	if (!pial_day_within(day, contract->from, contract->until))
		return NULL;
	for (i = 0; i < contract->line_count; i++)
		if (contract->line[i].product.n == product.n &&
		    pial_day_within(day, contract->line[i].from, contract->line[i].until))
			return &contract->line[i];
	return NULL;
}

bool pial_contract_allows(const struct pial_contract *contract, struct pial_producer_id producer,
			  struct pial_date day)
{
	uint32_t i;

	for (i = 0; i < contract->producer_count; i++)
		if (contract->producer[i].producer.n == producer.n &&
		    pial_day_within(day, contract->producer[i].from, contract->producer[i].until))
			return true;
	return contract->producer_count == 0;
}

struct pial_price pial_model_price(const struct pial_model *model, struct pial_contract_id contract,
				   struct pial_product_id product, struct pial_date day,
				   enum pial_price_source *source)
{
	const struct pial_contract *found = pial_model_contract(model, contract);
	const struct pial_contract_line *line =
		found ? pial_contract_line_on(found, product, day) : NULL;
	const struct pial_product *goods = pial_model_product(model, product);

	if (line && !pial_price_is_none(line->price)) {
		struct pial_revised revised;

		*source = PIAL_PRICE_CONTRACT;
		pial_price_revise(model, found, line, day, &revised);
		return revised.price;
	}
	if (goods && !pial_price_is_none(goods->reference_price)) {
		*source = PIAL_PRICE_REFERENCE;
		return goods->reference_price;
	}
	*source = PIAL_PRICE_MISSING;
	return PIAL_PRICE_NONE;
}

struct pial_contract_id pial_model_contract_for(const struct pial_model *model,
						struct pial_kitchen_id kitchen,
						struct pial_product_id product,
						struct pial_date day)
{
	const struct pial_kitchen *who = pial_model_kitchen(model, kitchen);
	uint32_t i, end;

	if (!who)
		return (struct pial_contract_id){ 0 };
	end = model->contract_from[who - model->kitchen + 1];
	for (i = model->contract_from[who - model->kitchen]; i < end; i++) {
		const struct pial_contract *contract =
			&model->contract[model->contract_by_kitchen[i]];

		if (pial_contract_line_on(contract, product, day))
			return contract->id;
	}
	return (struct pial_contract_id){ 0 };
}

struct pial_mass pial_product_unit_mass(const struct pial_product *product, bool *assumed)
{
	*assumed = false;
	if (product->unit == PIAL_UNIT_KG)
		return (struct pial_mass){ 1000 };
	if (!pial_mass_is_none(product->unit_mass))
		return product->unit_mass;
	*assumed = true;
	return (struct pial_mass){ 1000 };
}

enum pial_unit pial_product_priced_unit(const struct pial_product *product)
{
	if (product->priced_per == PIAL_PRICED_KG)
		return PIAL_UNIT_KG;
	return (enum pial_unit)product->unit;
}
