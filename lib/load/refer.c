/*
 * References looked up after everything is loaded, so that files may come in any order.
 *
 * Knowing is an array access; the search for the nearest name is done only for what is wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "load/refer.h"

#include "base/banned.h"

static bool is_text(const struct pial_model *model, uint32_t n, const char *text)
{
	return strcmp(pial_model_text(model, n), text) == 0;
}

static bool is_party(const struct pial_model *model, uint32_t n)
{
	return pial_model_producer(model, (struct pial_producer_id){ n }) ||
	       pial_model_kitchen(model, (struct pial_kitchen_id){ n });
}

bool pial_refer_known(const struct pial_model *model, enum pial_ref ref, uint32_t n)
{
	switch (ref) {
	case PIAL_REF_PRODUCER:
		return pial_model_producer(model, (struct pial_producer_id){ n }) != NULL;
	case PIAL_REF_KITCHEN:
		return pial_model_kitchen(model, (struct pial_kitchen_id){ n }) != NULL;
	case PIAL_REF_PRODUCT:
		return pial_model_product(model, (struct pial_product_id){ n }) != NULL;
	case PIAL_REF_CONTRACT:
		return pial_model_contract(model, (struct pial_contract_id){ n }) != NULL;
	case PIAL_REF_CLOSURE:
		return pial_model_closure(model, n) != NULL;
	case PIAL_REF_PLACE:
		return is_party(model, n) ||
		       (model->policy.hub.name.n && is_text(model, n, "hub"));
	case PIAL_REF_PARTY:
		return is_party(model, n) || is_text(model, n, "self");
	case PIAL_REF_NONE:
		break;
	}
	return true;
}

/* Names of a kind, in an array owned by the caller. */
static const char **names_of(const struct pial_model *model, enum pial_ref ref, size_t *count)
{
	size_t all = model->producers + model->kitchens + model->products + model->contracts +
		     model->closures, i;
	const char **name = pial_calloc(all, sizeof(*name));

	*count = 0;
	for (i = 0; ref == PIAL_REF_PRODUCER && i < model->producers; i++)
		name[(*count)++] = pial_model_text(model, model->producer[i].id.n);
	for (i = 0; ref == PIAL_REF_KITCHEN && i < model->kitchens; i++)
		name[(*count)++] = pial_model_text(model, model->kitchen[i].id.n);
	for (i = 0; ref == PIAL_REF_PRODUCT && i < model->products; i++)
		name[(*count)++] = pial_model_text(model, model->product[i].id.n);
	for (i = 0; ref == PIAL_REF_CONTRACT && i < model->contracts; i++)
		name[(*count)++] = pial_model_text(model, model->contract[i].id.n);
	for (i = 0; ref == PIAL_REF_CLOSURE && i < model->closures; i++)
		name[(*count)++] = pial_model_text(model, model->closure[i].id.n);
	return name;
}

bool pial_refer_check(const struct pial_model *model, enum pial_ref ref, uint32_t n,
		      const struct pial_pos *pos, struct pial_diags *diags)
{
	static const enum pial_code code[][2] = {
		[PIAL_REF_PRODUCER] = { PIAL_E_REF_PRODUCER, PIAL_E_REF_PRODUCER_NEAR },
		[PIAL_REF_KITCHEN] = { PIAL_E_REF_KITCHEN, PIAL_E_REF_KITCHEN_NEAR },
		[PIAL_REF_PRODUCT] = { PIAL_E_REF_PRODUCT, PIAL_E_REF_PRODUCT_NEAR },
		[PIAL_REF_CONTRACT] = { PIAL_E_REF_CONTRACT, PIAL_E_REF_CONTRACT_NEAR },
		[PIAL_REF_CLOSURE] = { PIAL_E_REF_CLOSURE, PIAL_E_REF_CLOSURE_NEAR },
		[PIAL_REF_PLACE] = { PIAL_E_REF_PLACE, PIAL_E_REF_PLACE },
		[PIAL_REF_PARTY] = { PIAL_E_REF_PARTY, PIAL_E_REF_PARTY },
	};
	const char *text = pial_model_text(model, n), **name;
	size_t count;
	ptrdiff_t near;

	if (pial_refer_known(model, ref, n))
		return true;
	name = names_of(model, ref, &count);
	near = pial_utf8_nearest(text, name, count);
	if (near >= 0)
		pial_diag_add(diags, pos, code[ref][1], text, name[near]);
	else
		pial_diag_add(diags, pos, code[ref][0], text);
	free(name);
	return false;
}
