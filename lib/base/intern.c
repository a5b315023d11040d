/*
 * An arena for the texts, a map from text to number, two arrays from number to text.
 *
 * The texts are copied, so that a reader may overwrite its buffer after each field. Number 0
 * is the empty text and is not in the map: an empty cell, the commonest of all, costs one test.
 */
#include "base/intern.h"

#include <string.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/banned.h"

#define FIRST_CAP 64

void pial_intern_init(struct pial_intern *pool)
{
	pial_arena_init(&pool->arena);
	pial_strmap_init(&pool->map);
	pool->cap = FIRST_CAP;
	pool->text = pial_calloc(pool->cap, sizeof(*pool->text));
	pool->len = pial_calloc(pool->cap, sizeof(*pool->len));
	pool->text[0] = "";
	pool->count = 1;
}

void pial_intern_release(struct pial_intern *pool)
{
	pial_strmap_release(&pool->map);
	pial_arena_release(&pool->arena);
	free(pool->text);
	free(pool->len);
	pool->text = NULL;
	pool->len = NULL;
	pool->count = 0;
	pool->cap = 0;
}

/* Copies a text and fills up with NULs, one at least, to a multiple of the padding. */
static const char *copy_padded(struct pial_arena *arena, const char *text, size_t len)
{
	size_t whole = len / PIAL_INTERN_PADDING * PIAL_INTERN_PADDING;
	char *copy = pial_arena_alloc(arena, whole + PIAL_INTERN_PADDING);

	memset(copy + whole, 0, PIAL_INTERN_PADDING);
	memcpy(copy, text, len);
	return copy;
}

uint32_t pial_intern_add(struct pial_intern *pool, const char *text, size_t len)
{
	uint32_t number = pial_intern_find(pool, text, len);
	size_t cap = pool->cap;

	if (number || !len)
		return number;
	/* Both are counted in 32 bits; no book comes near. */
	if (pool->count > UINT32_MAX || len > UINT32_MAX)
		pial_oom(len);

	pool->text = pial_grow(pool->text, pool->count, &cap, sizeof(*pool->text));
	pool->len = pial_grow(pool->len, pool->count, &pool->cap, sizeof(*pool->len));
	number = (uint32_t)pool->count++;
	pool->text[number] = copy_padded(&pool->arena, text, len);
	pool->len[number] = (uint32_t)len;
	pial_strmap_put(&pool->map, pool->text[number], len, number);
	return number;
}

uint32_t pial_intern_find(const struct pial_intern *pool, const char *text, size_t len)
{
	uint32_t number;

	if (!len || !pial_strmap_get(&pool->map, text, len, &number))
		return 0;
	return number;
}

const char *pial_intern_text(const struct pial_intern *pool, uint32_t number)
{
	return pool->text[number];
}

int pial_intern_compare(const struct pial_intern *pool, uint32_t a, uint32_t b)
{
	size_t len = pool->len[a] < pool->len[b] ? pool->len[a] : pool->len[b];
	int order;

	if (a == b)
		return 0;
	order = memcmp(pool->text[a], pool->text[b], len);
	if (order)
		return order;
	return pool->len[a] < pool->len[b] ? -1 : 1;
}
