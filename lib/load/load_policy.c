/*
 * pial.yaml: blocks of policies over the defaults.
 *
 * The format is looked at before anything else: a newer book may hold keys that this program does
 * not know, and "unknown key" would be the wrong thing to say.
 */
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "io/yaml.h"
#include "load/load.h"
#include "load/mapping.h"
#include "load/value.h"

#include "base/banned.h"

/* False, and said, when the book is of a newer format. Other faults of the key are said later. */
static bool format_known(struct pial_model *model, const struct pial_yaml *map,
			 struct pial_diags *diags)
{
	const struct pial_field *field = &pial_schema_book.field[0];
	const struct pial_yaml *value = pial_yaml_get(map, field->name);
	struct pial_policy policy = model->policy;
	struct pial_diags none;
	bool ok;

	if (!value || value->kind != PIAL_YAML_SCALAR)
		return true;
	pial_diags_init(&none);
	ok = pial_value_read(model, field, &policy, value->text, value->len, &pial_value_yaml,
			     &value->pos, &none);
	pial_diags_release(&none);
	if (!ok || policy.format <= PIAL_BOOK_FORMAT)
		return true;
	return pial_diag_add(diags, &value->pos, PIAL_E_FORMAT_NEWER, (int64_t)policy.format,
			     (int64_t)PIAL_BOOK_FORMAT);
}

/* A fee has one form; the base follows from it. */
static bool check_fee(const struct pial_model *model, struct pial_fee *fee,
		      struct pial_diags *diags)
{
	int forms = !pial_rate_is_none(fee->rate) + !pial_price_is_none(fee->per_kg) +
		    !pial_money_is_none(fee->per_delivery) + !pial_money_is_none(fee->per_invoice);
	bool ok = true;

	if (forms != 1)
		ok = pial_diag_add(diags, &fee->pos, PIAL_E_FEE_FORM,
				   pial_model_text(model, fee->name.n));
	fee->base = PIAL_FEE_SALE;
	if (!pial_price_is_none(fee->per_kg))
		fee->base = PIAL_FEE_MASS;
	else if (!pial_money_is_none(fee->per_delivery))
		fee->base = PIAL_FEE_PER_DELIVERY;
	else if (!pial_money_is_none(fee->per_invoice))
		fee->base = PIAL_FEE_PER_INVOICE;
	if (!pial_date_is_none(fee->from) && !pial_date_is_none(fee->until) &&
	    fee->from.n > fee->until.n)
		ok = pial_diag_add(diags, &fee->pos, PIAL_E_DATES_ORDER, (int64_t)fee->from.n,
				   (int64_t)fee->until.n);
	return ok;
}

/* What `publish: key:` may say. */
struct words {
	const char *key;		/* which list */
	const char *const *name;	/* the words */
	size_t names;			/* how many */
};

static bool check_word(const struct words *words, const char *text, const struct pial_pos *pos,
		       struct pial_diags *diags)
{
	struct pial_strbuf all;
	ptrdiff_t near;

	for (size_t i = 0; i < words->names; i++)
		if (!strcmp(text, words->name[i]))
			return true;
	near = pial_utf8_nearest(text, words->name, words->names);
	if (near >= 0)
		return pial_diag_add(diags, pos, PIAL_E_CHOICE_NEAR, text, words->key, words->key,
				     words->name[near], words->name[near]);
	pial_strbuf_init(&all, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < words->names; i++)
		pial_strbuf_addf(&all, "%s%s", i ? ", " : "", words->name[i]);
	pial_diag_add(diags, pos, PIAL_E_CHOICE, text, words->key, words->key, all.text, all.text);
	pial_strbuf_release(&all);
	return false;
}

/* Each text of a list, or of a text of several words, must be known. */
static bool check_words(const struct pial_yaml *map, const struct words *words,
			struct pial_arena *arena, struct pial_diags *diags)
{
	const struct pial_yaml *block = pial_yaml_get(map, "publish"), *list, *item;
	bool ok = true;

	list = block ? pial_yaml_get(block, words->key) : NULL;
	item = list && list->kind == PIAL_YAML_LIST ? list->child : NULL;
	for (; item; item = item->next)
		if (item->kind == PIAL_YAML_SCALAR)
			ok &= check_word(words, item->text, &item->pos, diags);
	if (!list || list->kind != PIAL_YAML_SCALAR)
		return ok;
	for (const char *at = list->text + strspn(list->text, " "); *at;) {
		size_t len = strcspn(at, " ");

		ok &= check_word(words, pial_arena_strndup(arena, at, len), &list->pos, diags);
		at += len + strspn(at + len, " ");
	}
	return ok;
}

/* The words are the columns of a table. */
static bool check_columns(const struct pial_yaml *map, const char *key,
			  const struct pial_schema *schema, struct pial_arena *arena,
			  struct pial_diags *diags)
{
	const char *name[PIAL_TABLE_FIELDS];
	const struct words words = { key, name, schema->fields };

	for (size_t i = 0; i < schema->fields; i++)
		name[i] = schema->field[i].name;
	return check_words(map, &words, arena, diags);
}

/* The words are the views that a site may hold. */
static bool check_pages(const struct pial_yaml *map, struct pial_arena *arena,
			struct pial_diags *diags)
{
	struct words words = { "pages", pial_public_pages, 0 };

	while (pial_public_pages[words.names])
		words.names++;
	return check_words(map, &words, arena, diags);
}

/* More than what was lost cannot be given back. */
static bool check_credit(const struct pial_model *model, const struct pial_yaml *map,
			 struct pial_diags *diags)
{
	const struct pial_yaml *block = pial_yaml_get(map, "allocation"), *credit;
	int64_t whole = 100;

	credit = block ? pial_yaml_get(block, "hazard_credit") : NULL;
	return !credit || model->policy.hazard_credit.e6 <= whole * 10000 ||
	       pial_diag_add(diags, &credit->pos, PIAL_E_RANGE, "hazard_credit",
			     "hazard_credit", INT64_C(0), whole);
}

bool pial_load_policy(struct pial_model *model, const struct pial_source *source,
		      struct pial_diags *diags)
{
	struct pial_yaml *map = pial_yaml_read(source, &model->arena, diags);
	struct pial_fee *fee;
	uint32_t i;
	bool ok, map_ok;

	if (!map || !format_known(model, map, diags))
		return false;
	pial_model_default_policy(model);
	ok = map_ok = pial_mapping_read(model, &pial_schema_book, &model->policy, map, diags);
	/* The list was made just now in the arena: it may still be completed. */
	fee = (struct pial_fee *)(uintptr_t)model->policy.fee;
	/* A fee that was refused already would only be refused twice. */
	for (i = 0; map_ok && i < model->policy.fee_count; i++)
		ok &= check_fee(model, &fee[i], diags);
	ok &= !map_ok || check_credit(model, map, diags);
	ok &= check_columns(map, "producers", &pial_schema_producers, &model->arena, diags);
	ok &= check_columns(map, "kitchens", &pial_schema_kitchens, &model->arena, diags);
	ok &= check_pages(map, &model->arena, diags);
	return ok;
}
