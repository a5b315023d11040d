/*
 * A YAML mapping read by a table of fields: keys known, typed, present.
 *
 * Internal to load/; the loaders of pial.yaml, contracts, parties and calendar are a few lines
 * each on top of it.
 */
#ifndef PIAL_LOAD_MAPPING_H
#define PIAL_LOAD_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "io/yaml.h"
#include "load/field.h"
#include "model/model.h"

/* Sets every member that the schema describes to none or its default, blocks included. */
PIAL_NONNULL_ALL
void pial_mapping_clear(struct pial_model *model, const struct pial_schema *schema, void *base);

/*
 * Reads map into the struct at base. An unknown key is refused with the nearest known one, a
 * missing required key named; an absent or empty optional key leaves its member alone. Structs of
 * lists begin with a struct pial_pos, which receives the place of the item; items live in the
 * model's arena. Returns false when an error was added; every key is looked at before.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_mapping_read(struct pial_model *model, const struct pial_schema *schema, void *base,
		       const struct pial_yaml *map, struct pial_diags *diags);

/*
 * Reads a list of mappings into an array of schema->row_size structs in the model's arena; *items
 * and *count receive it. name is the key, for messages. False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_mapping_list(struct pial_model *model, const struct pial_schema *schema, const char *name,
		       const struct pial_yaml *list, void **items, uint32_t *count,
		       struct pial_diags *diags);

/* Says that a key is unknown, with the nearest of the known names. Returns false. */
PIAL_NONNULL_ALL
bool pial_mapping_unknown(const struct pial_yaml *key, const char *const *name, size_t count,
			  struct pial_diags *diags);

/* Says that a value is not what its key needs: "a list", "a text" … (PIAL_N_). Returns false. */
PIAL_NONNULL_ALL
bool pial_mapping_kind(const char *name, const struct pial_yaml *value, const char *needed,
		       struct pial_diags *diags);

/*
 * Room for one more struct of size bytes at the end of an array in the arena that holds count: the
 * array itself, or a copy twice as large. Only for arrays that grow through this function.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1) PIAL_RETURNS_NONNULL
void *pial_mapping_grow(struct pial_arena *arena, const void *array, size_t count, size_t size);

#endif
