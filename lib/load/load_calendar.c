/*
 * calendar.yaml: `closures:`, a mapping from a name to a list of closed periods.
 *
 * Kitchens name the sets they follow, so that the school holidays of a zone are written once.
 */
#include <string.h>

#include "io/yaml.h"
#include "load/load.h"
#include "load/mapping.h"
#include "load/value.h"

#include "base/banned.h"

static bool load_closure(struct pial_model *model, const struct pial_yaml *entry,
			 struct pial_diags *diags)
{
	struct pial_closure closure;
	void *items;
	uint32_t i;
	bool ok;

	memset(&closure, 0, sizeof(closure));
	closure.pos = entry->key_pos;
	ok = pial_value_id(model, entry->key, strlen(entry->key), &closure.id.n, &entry->key_pos,
			   diags);
	ok &= pial_mapping_list(model, &pial_schema_closed, entry->key, entry, &items,
				&closure.count, diags);
	closure.period = items;
	for (i = 0; ok && i < closure.count; i++)
		if (closure.period[i].from.n > closure.period[i].until.n)
			ok = pial_diag_add(diags, &closure.period[i].pos, PIAL_E_DATES_ORDER,
					   (int64_t)closure.period[i].from.n,
					   (int64_t)closure.period[i].until.n);
	if (!ok)
		return false;
	model->closure = pial_mapping_grow(&model->arena, model->closure, model->closures,
					   sizeof(closure));
	model->closure[model->closures++] = closure;
	return true;
}

bool pial_load_calendar(struct pial_model *model, const struct pial_source *source,
			struct pial_diags *diags)
{
	static const char *const name[] = { "closures" };
	struct pial_yaml *map = pial_yaml_read(source, &model->arena, diags);
	const struct pial_yaml *entry, *closures;
	bool ok = true;

	if (!map)
		return false;
	for (entry = map->child; entry; entry = entry->next)
		if (strcmp(entry->key, name[0]) != 0)
			ok = pial_mapping_unknown(entry, name, 1, diags);
	closures = pial_yaml_get(map, name[0]);
	if (!closures || (closures->kind == PIAL_YAML_SCALAR && closures->len == 0))
		return ok;
	if (closures->kind != PIAL_YAML_MAP)
		return pial_mapping_kind(name[0], closures, PIAL_N_("a map of keys and values"),
					 diags);
	for (entry = closures->child; entry; entry = entry->next)
		ok &= load_closure(model, entry, diags);
	return ok;
}
