/*
 * What holds on a day: certificates, closures, delivery days, contract lines, prices.
 */
#include "model/model.h"

#include "base/banned.h"

bool pial_day_within(struct pial_date day, struct pial_date first, struct pial_date last)
{
	return (pial_date_is_none(first) || day.n >= first.n) &&
	       (pial_date_is_none(last) || day.n <= last.n);
}

static bool lists(struct pial_id_list list, uint32_t id)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (list.n[i] == id)
			return true;
	return false;
}

static bool covers(const struct pial_certificate *certificate, struct pial_product_id product,
		   struct pial_date day)
{
	return pial_day_within(day, certificate->from, certificate->until) &&
	       (certificate->products.count == 0 || lists(certificate->products, product.n));
}

const struct pial_certificate *pial_model_certificate(const struct pial_model *model,
						      struct pial_producer_id producer,
						      struct pial_product_id product,
						      struct pial_date day)
{
	const struct pial_certificate *found = NULL;

	for (size_t i = 0; i < model->certificates; i++) {
		const struct pial_certificate *one = &model->certificate[i];

		if (one->producer.n != producer.n || !covers(one, product, day))
			continue;
		if (one->status == PIAL_CERTIFICATE_ORGANIC)
			return one;
		if (!found)
			found = one;
	}
	return found;
}

bool pial_model_is_organic(const struct pial_model *model, struct pial_producer_id producer,
			   struct pial_product_id product, struct pial_date day)
{
	const struct pial_certificate *found =
		pial_model_certificate(model, producer, product, day);

	return found && found->status == PIAL_CERTIFICATE_ORGANIC;
}

const struct pial_closed *pial_model_closed(const struct pial_model *model,
					    const struct pial_kitchen *kitchen, struct pial_date day)
{
	for (uint32_t i = 0; i < kitchen->closures.count; i++) {
		const struct pial_closure *closure =
			pial_model_closure(model, kitchen->closures.n[i]);

		for (uint32_t j = 0; closure && j < closure->count; j++)
			if (pial_day_within(day, closure->period[j].from, closure->period[j].until))
				return &closure->period[j];
	}
	return NULL;
}

static bool on_weekday(struct pial_weekdays days, struct pial_date day)
{
	return days.bits == 0 || (days.bits >> (pial_date_weekday(day) - PIAL_MONDAY) & 1) != 0;
}

bool pial_kitchen_receives(const struct pial_model *model, const struct pial_kitchen *kitchen,
			   struct pial_date day)
{
	return on_weekday(kitchen->delivery_days, day) &&
	       pial_day_within(day, kitchen->joined, kitchen->left) &&
	       !pial_model_closed(model, kitchen, day);
}

bool pial_producer_delivers(const struct pial_producer *producer, struct pial_date day)
{
	return on_weekday(producer->days, day) &&
	       pial_day_within(day, producer->joined, producer->left);
}

const struct pial_contract_line *pial_contract_line_on(const struct pial_contract *contract,
						       struct pial_product_id product,
						       struct pial_date day)
{
	if (!pial_day_within(day, contract->from, contract->until))
		return NULL;
	for (uint32_t i = 0; i < contract->line_count; i++) {
		const struct pial_contract_line *line = &contract->line[i];

		if (line->product.n == product.n && pial_day_within(day, line->from, line->until))
			return line;
	}
	return NULL;
}

bool pial_contract_allows(const struct pial_contract *contract, struct pial_producer_id producer,
			  struct pial_date day)
{
	if (contract->producer_count == 0)
		return true;
	for (uint32_t i = 0; i < contract->producer_count; i++) {
		const struct pial_contract_producer *part = &contract->producer[i];

		if (part->producer.n == producer.n && pial_day_within(day, part->from, part->until))
			return true;
	}
	return false;
}

struct pial_price pial_model_price(const struct pial_model *model, struct pial_contract_id contract,
				   struct pial_product_id product, struct pial_date day,
				   enum pial_price_source *source)
{
	const struct pial_contract *found = pial_model_contract(model, contract);
	const struct pial_contract_line *line =
		found ? pial_contract_line_on(found, product, day) : NULL;
	const struct pial_product *what = pial_model_product(model, product);

	if (line && !pial_price_is_none(line->price)) {
		*source = PIAL_PRICE_CONTRACT;
		return line->price;
	}
	*source = what && !pial_price_is_none(what->reference_price) ? PIAL_PRICE_REFERENCE
								     : PIAL_PRICE_MISSING;
	return *source == PIAL_PRICE_MISSING ? PIAL_PRICE_NONE : what->reference_price;
}

struct pial_contract_id pial_model_contract_for(const struct pial_model *model,
						struct pial_kitchen_id kitchen,
						struct pial_product_id product, struct pial_date day)
{
	for (size_t i = 0; i < model->contracts; i++) {
		const struct pial_contract *contract = &model->contract[i];

		if (contract->kitchen.n == kitchen.n &&
		    pial_contract_line_on(contract, product, day))
			return contract->id;
	}
	return (struct pial_contract_id){ 0 };
}

struct pial_mass pial_product_unit_mass(const struct pial_product *product, bool *assumed)
{
	*assumed = false;
	if (!pial_mass_is_none(product->unit_mass))
		return product->unit_mass;
	*assumed = product->unit != PIAL_UNIT_KG;
	return (struct pial_mass){ 1000 };
}

enum pial_unit pial_product_priced_unit(const struct pial_product *product)
{
	return product->priced_per == PIAL_PRICED_KG ? PIAL_UNIT_KG : (enum pial_unit)product->unit;
}
