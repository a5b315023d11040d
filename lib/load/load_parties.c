/*
 * parties.yaml: a mapping from id to who that is in law.
 *
 * Keys are ids of producers and kitchens, and `self`; they are checked against the tables later. A
 * VAT number and a SIRET that speak of two companies are refused here: one of them would end on an
 * invoice.
 */
#include <string.h>

#include "io/yaml.h"
#include "load/load.h"
#include "load/mapping.h"
#include "load/value.h"

#include "base/banned.h"

/* French VAT number and SIRET hold the same SIREN. */
static bool same_company(const struct pial_model *model, const struct pial_party *party,
			 const struct pial_yaml *map, struct pial_diags *diags)
{
	const char *vat = pial_model_text(model, party->vat.n);
	const char *siret = pial_model_text(model, party->siret.n);
	const struct pial_yaml *at = pial_yaml_get(map, "vat");

	if (!at || strncmp(vat, "FR", 2) != 0 || !*siret || strncmp(vat + 4, siret, 9) == 0)
		return true;
	return pial_diag_add(diags, &at->pos, PIAL_E_VAT_NUMBER, vat);
}

static bool load_party(struct pial_model *model, const struct pial_yaml *entry,
		       struct pial_diags *diags)
{
	struct pial_party party;
	bool ok;

	memset(&party, 0, sizeof(party));
	pial_mapping_clear(model, &pial_schema_party, &party);
	party.pos = entry->key_pos;
	ok = pial_value_id(model, entry->key, strlen(entry->key), &party.id.n, &entry->key_pos,
			   diags);
	if (entry->kind != PIAL_YAML_MAP)
		return pial_mapping_kind(entry->key, entry, PIAL_N_("a map of keys and values"),
					 diags);
	ok &= pial_mapping_read(model, &pial_schema_party, &party, entry, diags);
	if (!ok || !same_company(model, &party, entry, diags))
		return false;
	model->party = pial_mapping_grow(&model->arena, model->party, model->parties,
					 sizeof(party));
	model->party[model->parties++] = party;
	return true;
}

bool pial_load_parties(struct pial_model *model, const struct pial_source *source,
		       struct pial_diags *diags)
{
	struct pial_yaml *map = pial_yaml_read(source, &model->arena, diags);
	const struct pial_yaml *entry;
	bool ok = true;

	if (!map)
		return false;
	for (entry = map->child; entry; entry = entry->next)
		ok &= load_party(model, entry, diags);
	return ok;
}
