/*
 * Two maps from folded names to numbers. A name that comes again is bound to 0, which finds
 * nothing: a form with two potatoes of the same name shows their ids.
 */
#include "sheet/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "base/utf8.h"

#include "base/banned.h"

/* Longest name that is folded, in bytes. */
#define NAME_MAX ((size_t)1 << 16)

/* Binds a folded name; twice bound, it names nothing. */
static void learn(struct pial_names *names, struct pial_strmap *map, struct pial_strmap *taken,
		  uint32_t name, uint32_t id)
{
	const char *text = pial_model_text(names->model, name), *key;
	uint32_t other;

	pial_utf8_fold(&names->folded, text, strlen(text));
	if (!names->folded.len ||
	    pial_strmap_get(taken, names->folded.text, names->folded.len, &other))
		return;
	key = pial_arena_strndup(&names->arena, names->folded.text, names->folded.len);
	if (!pial_strmap_put(map, key, names->folded.len, id))
		pial_strmap_put(taken, key, names->folded.len, 1);
}

static void learn_products(struct pial_names *names)
{
	struct pial_strmap twice = PIAL_STRMAP_INIT, all = PIAL_STRMAP_INIT;

	for (size_t i = 0; i < names->model->products; i++)
		learn(names, &all, &twice, names->model->product[i].name.n,
		      names->model->product[i].id.n);
	for (size_t i = 0; i < names->model->products; i++)
		learn(names, &names->product, &twice, names->model->product[i].name.n,
		      names->model->product[i].id.n);
	pial_strmap_release(&twice);
	pial_strmap_release(&all);
}

static void learn_producers(struct pial_names *names)
{
	struct pial_strmap twice = PIAL_STRMAP_INIT, all = PIAL_STRMAP_INIT;

	for (size_t i = 0; i < names->model->producers; i++)
		learn(names, &all, &twice, names->model->producer[i].name.n,
		      names->model->producer[i].id.n);
	for (size_t i = 0; i < names->model->producers; i++)
		learn(names, &names->producer, &twice, names->model->producer[i].name.n,
		      names->model->producer[i].id.n);
	pial_strmap_release(&twice);
	pial_strmap_release(&all);
}

void pial_names_init(struct pial_names *names, const struct pial_model *model)
{
	names->model = model;
	pial_arena_init(&names->arena);
	pial_strmap_init(&names->product);
	pial_strmap_init(&names->producer);
	pial_strbuf_init(&names->folded, NAME_MAX);
	learn_products(names);
	learn_producers(names);
}

void pial_names_release(struct pial_names *names)
{
	pial_strmap_release(&names->product);
	pial_strmap_release(&names->producer);
	pial_strbuf_release(&names->folded);
	pial_arena_release(&names->arena);
}

/* Ids before names: an id is what the tables say. */
static uint32_t find_id(const struct pial_names *names, const char *text, size_t len, bool product)
{
	uint32_t n = pial_intern_find(&names->model->pool, text, len);

	if (!n)
		return 0;
	if (product)
		return pial_model_product(names->model, (struct pial_product_id){ n }) ? n : 0;
	return pial_model_producer(names->model, (struct pial_producer_id){ n }) ? n : 0;
}

static uint32_t find(struct pial_names *names, const struct pial_strmap *map, const char *text,
		     size_t len, bool product)
{
	uint32_t n = find_id(names, text, len, product);

	if (n)
		return n;
	pial_utf8_fold(&names->folded, text, len);
	return pial_strmap_get(map, names->folded.text, names->folded.len, &n) ? n : 0;
}

uint32_t pial_names_find_product(struct pial_names *names, const char *text, size_t len)
{
	return find(names, &names->product, text, len, true);
}

uint32_t pial_names_find_producer(struct pial_names *names, const char *text, size_t len)
{
	return find(names, &names->producer, text, len, false);
}

const char *pial_names_product(struct pial_names *names, const struct pial_product *product)
{
	const char *name = pial_model_text(names->model, product->name.n);

	return pial_names_find_product(names, name, strlen(name)) == product->id.n
		       ? name : pial_model_text(names->model, product->id.n);
}

const char *pial_names_producer(struct pial_names *names, const struct pial_producer *producer)
{
	const char *name = pial_model_text(names->model, producer->name.n);

	return pial_names_find_producer(names, name, strlen(name)) == producer->id.n
		       ? name : pial_model_text(names->model, producer->id.n);
}

const char *pial_names_near_product(struct pial_names *names, const char *text)
{
	size_t count = names->model->products;
	const char **list = pial_calloc(count + 1, sizeof(*list)), *found;
	ptrdiff_t near;

	for (size_t i = 0; i < count; i++)
		list[i] = pial_names_product(names, &names->model->product[i]);
	near = count ? pial_utf8_nearest(text, list, count) : -1;
	found = near >= 0 ? list[near] : NULL;
	free(list);
	return found;
}
