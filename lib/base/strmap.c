/*
 * uthash, shut in.
 *
 * Its macros ask for a struct of ours with a handle in it; keeping that struct private keeps
 * the macros out of every other file. Two of its habits are changed: memory comes from
 * pial_malloc, and where uthash would end the process the handler of alloc.h is called. Neither
 * order of insertion nor of the buckets can be seen from outside, as there is no iteration.
 */
#include "base/strmap.h"

#include <limits.h>
#include <stdlib.h>

#include "base/alloc.h"

#define uthash_malloc(size) pial_malloc(size)
#define uthash_free(pointer, size) free(pointer)
#define uthash_fatal(message) pial_oom(0)
#include <uthash.h>

#include "base/banned.h"

struct pial_strmap_entry {
	const char *key;	/* the caller's bytes */
	uint32_t value;		/* what the key is bound to */
	UT_hash_handle hh;	/* uthash's links; holds the length of the key */
};

void pial_strmap_init(struct pial_strmap *map)
{
	map->head = NULL;
}

void pial_strmap_release(struct pial_strmap *map)
{
	struct pial_strmap_entry *entry = map->head, *next;

	/* The table first: deleting one by one would keep it in order until the last. */
	HASH_CLEAR(hh, map->head);
	for (; entry; entry = next) {
		next = entry->hh.next;
		free(entry);
	}
}

static struct pial_strmap_entry *find(const struct pial_strmap *map, const char *key, size_t len,
				      unsigned hash)
{
	struct pial_strmap_entry *entry;

	HASH_FIND_BYHASHVALUE(hh, map->head, key, len, hash, entry);
	return entry;
}

static unsigned hash_of(const char *key, size_t len)
{
	unsigned hash;

	HASH_VALUE(key, len, hash);
	return hash;
}

bool pial_strmap_put(struct pial_strmap *map, const char *key, size_t len, uint32_t value)
{
	struct pial_strmap_entry *entry;
	unsigned hash;

	/* uthash counts the bytes of a key in an unsigned. */
	if (len > UINT_MAX)
		pial_oom(len);
	hash = hash_of(key, len);
	if (find(map, key, len, hash))
		return false;

	entry = pial_malloc(sizeof(*entry));
	entry->key = key;
	entry->value = value;
	HASH_ADD_KEYPTR_BYHASHVALUE(hh, map->head, entry->key, len, hash, entry);
	return true;
}

bool pial_strmap_get(const struct pial_strmap *map, const char *key, size_t len, uint32_t *value)
{
	const struct pial_strmap_entry *entry;

	if (len > UINT_MAX || !map->head)
		return false;
	entry = find(map, key, len, hash_of(key, len));
	if (!entry)
		return false;
	*value = entry->value;
	return true;
}
