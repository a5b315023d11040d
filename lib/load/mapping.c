/*
 * Tree and table of fields walked together.
 *
 * Blocks share the struct of the mapping around them (pial.yaml is one flat struct of policies),
 * lists have structs of their own. Values are read by load/value.c with the YAML style, so a date
 * in a contract is refused in the words of a date in a cell.
 */
#include <string.h>

#include "base/utf8.h"
#include "load/mapping.h"
#include "load/value.h"

#include "base/banned.h"

#define KEYS_MAX 64	/* most keys of a mapping */

void pial_mapping_clear(struct pial_model *model, const struct pial_schema *schema, void *base)
{
	size_t i;

	for (i = 0; i < schema->fields; i++) {
		const struct pial_field *field = &schema->field[i];

		if (field->type == PIAL_T_BLOCK)
			pial_mapping_clear(model, field->nested, base);
		else
			pial_value_clear(model, field, base);
	}
}

bool pial_mapping_unknown(const struct pial_yaml *key, const char *const *name, size_t count,
			  struct pial_diags *diags)
{
	ptrdiff_t near = pial_utf8_nearest(key->key, name, count);

	if (near >= 0)
		return pial_diag_add(diags, &key->key_pos, PIAL_E_YAML_KEY_NEAR, key->key,
				     name[near]);
	return pial_diag_add(diags, &key->key_pos, PIAL_E_YAML_KEY, key->key);
}

bool pial_mapping_kind(const char *name, const struct pial_yaml *value, const char *needed,
		       struct pial_diags *diags)
{
	return pial_diag_add(diags, &value->pos, PIAL_E_YAML_KIND, name, needed);
}

void *pial_mapping_grow(struct pial_arena *arena, const void *array, size_t count, size_t size)
{
	void *larger;

	/* Full at each power of two: no capacity to keep beside the count. */
	if (count && (count & (count - 1)))
		return (void *)(uintptr_t)array;
	larger = pial_arena_zalloc(arena, count ? count * 2 : 1, size);
	if (count)
		memcpy(larger, array, count * size);
	return larger;
}

static bool is_empty(const struct pial_yaml *value)
{
	return value->kind == PIAL_YAML_SCALAR && value->len == 0;
}

static bool read_scalar(struct pial_model *model, const struct pial_field *field, void *base,
			const struct pial_yaml *value, struct pial_diags *diags)
{
	if (value->kind != PIAL_YAML_SCALAR)
		return pial_mapping_kind(field->name, value, PIAL_N_("a text"), diags);
	if (value->len == 0 && !(field->flags & PIAL_F_REQUIRED))
		return true;
	return pial_value_read(model, field, base, value->text, value->len, &pial_value_yaml,
			       &value->pos, diags);
}

static size_t count_items(const struct pial_yaml *list)
{
	const struct pial_yaml *item;
	size_t n = 0;

	for (item = list->child; item; item = item->next)
		n++;
	return n;
}

/* A list of ids, each refused at its own place. */
static bool read_ids(struct pial_model *model, const struct pial_field *field, void *base,
		     const struct pial_yaml *list, struct pial_diags *diags)
{
	uint32_t *n = pial_arena_zalloc(&model->arena, count_items(list), sizeof(*n));
	struct pial_id_list ids = { n, 0 };
	const struct pial_yaml *item;
	bool ok = true;

	for (item = list->child; item; item = item->next) {
		if (item->kind != PIAL_YAML_SCALAR)
			ok = pial_mapping_kind(field->name, item, PIAL_N_("a text"), diags);
		else if (!pial_value_id(model, item->text, item->len, &n[ids.count++], &item->pos,
					diags))
			ok = false;
	}
	memcpy((char *)base + field->offset, &ids, sizeof(ids));
	return ok;
}

/* A list of texts, kept as one text with spaces between. */
static bool read_words(struct pial_model *model, const struct pial_field *field, void *base,
		       const struct pial_yaml *list, struct pial_diags *diags)
{
	const struct pial_yaml *item;
	struct pial_strbuf words;
	bool ok = true;

	pial_strbuf_init(&words, PIAL_STRBUF_TEXT);
	for (item = list->child; item; item = item->next) {
		if (item->kind != PIAL_YAML_SCALAR) {
			ok = pial_mapping_kind(field->name, item, PIAL_N_("a text"), diags);
			continue;
		}
		pial_strbuf_addstr(&words, words.len ? " " : "");
		pial_strbuf_add(&words, item->text, item->len);
	}
	if (ok && words.len)
		ok = pial_value_read(model, field, base, words.text, words.len, &pial_value_yaml,
				     &list->pos, diags);
	pial_strbuf_release(&words);
	return ok;
}

/* One item of a list: a mapping, or with PIAL_F_ONE a text for its first key. */
static bool read_item(struct pial_model *model, const struct pial_schema *schema, const char *name,
		      void *item, const struct pial_yaml *value, bool text,
			struct pial_diags *diags)
{
	pial_mapping_clear(model, schema, item);
	memcpy(item, &value->pos, sizeof(value->pos));
	if (value->kind == PIAL_YAML_MAP)
		return pial_mapping_read(model, schema, item, value, diags);
	if (text && value->kind == PIAL_YAML_SCALAR)
		return read_scalar(model, &schema->field[0], item, value, diags);
	return pial_mapping_kind(name, value, PIAL_N_("a map of keys and values"), diags);
}

bool pial_mapping_list(struct pial_model *model, const struct pial_schema *schema, const char *name,
		       const struct pial_yaml *list, void **items, uint32_t *count,
		       struct pial_diags *diags)
{
	const struct pial_yaml *item;
	bool ok = true;
	char *at;

	*items = NULL;
	*count = 0;
	if (is_empty(list))
		return true;
	if (list->kind != PIAL_YAML_LIST)
		return pial_mapping_kind(name, list, PIAL_N_("a list"), diags);
	at = *items = pial_arena_zalloc(&model->arena, count_items(list), schema->row_size);
	for (item = list->child; item; item = item->next) {
		ok &= read_item(model, schema, name, at, item, false, diags);
		at += schema->row_size;
		++*count;
	}
	return ok;
}

static bool read_list(struct pial_model *model, const struct pial_field *field, void *base,
		      const struct pial_yaml *value, struct pial_diags *diags)
{
	void *items = NULL;
	uint32_t count = 0;
	bool ok;

	if (field->flags & PIAL_F_ONE && value->kind != PIAL_YAML_LIST && !is_empty(value)) {
		items = pial_arena_zalloc(&model->arena, 1, field->nested->row_size);
		count = 1;
		ok = read_item(model, field->nested, field->name, items, value, true, diags);
	} else {
		ok = pial_mapping_list(model, field->nested, field->name, value, &items, &count,
				       diags);
	}
	memcpy((char *)base + field->offset, &items, sizeof(items));
	memcpy((char *)base + field->count_offset, &count, sizeof(count));
	return ok;
}

static bool read_block(struct pial_model *model, const struct pial_field *field, void *base,
		       const struct pial_yaml *value, struct pial_diags *diags)
{
	const bool there = true;

	if (value->kind != PIAL_YAML_MAP && !is_empty(value))
		return pial_mapping_kind(field->name, value, PIAL_N_("a map of keys and values"),
					 diags);
	if (field->count_offset)
		memcpy((char *)base + field->count_offset, &there, sizeof(there));
	return is_empty(value) || pial_mapping_read(model, field->nested, base, value, diags);
}

static bool read_value(struct pial_model *model, const struct pial_field *field, void *base,
		       const struct pial_yaml *value, struct pial_diags *diags)
{
	if (field->type == PIAL_T_BLOCK)
		return read_block(model, field, base, value, diags);
	if (field->type == PIAL_T_LIST)
		return read_list(model, field, base, value, diags);
	if (value->kind == PIAL_YAML_LIST && field->type == PIAL_T_IDS)
		return read_ids(model, field, base, value, diags);
	if (value->kind == PIAL_YAML_LIST && field->flags & PIAL_F_WORDS)
		return read_words(model, field, base, value, diags);
	return read_scalar(model, field, base, value, diags);
}

/* True when an unknown key of the map was taken for a slip of this name. */
static bool is_proposed(const struct pial_yaml *map, const struct pial_schema *schema,
			const char *const *name, size_t wanted)
{
	const struct pial_yaml *key;

	for (key = map->child; key; key = key->next)
		if (pial_field_find(schema, key->key) < 0 &&
		    pial_utf8_nearest(key->key, name, schema->fields) == (ptrdiff_t)wanted)
			return true;
	return false;
}

bool pial_mapping_read(struct pial_model *model, const struct pial_schema *schema, void *base,
		       const struct pial_yaml *map, struct pial_diags *diags)
{
	const char *name[KEYS_MAX];
	const struct pial_yaml *key;
	bool ok = true;
	size_t i;

	for (i = 0; i < schema->fields; i++)
		name[i] = schema->field[i].name;
	for (key = map->child; key; key = key->next) {
		int field = pial_field_find(schema, key->key);

		if (field < 0)
			ok = pial_mapping_unknown(key, name, schema->fields, diags);
		else if (!read_value(model, &schema->field[field], base, key, diags))
			ok = false;
	}
	for (i = 0; i < schema->fields; i++)
		if (schema->field[i].flags & PIAL_F_REQUIRED && !pial_yaml_get(map, name[i]) &&
		    !is_proposed(map, schema, name, i))
			ok = pial_diag_add(diags, &map->pos, PIAL_E_YAML_MISSING, name[i]);
	return ok;
}
