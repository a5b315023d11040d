/*
 * A map from text to a 32-bit number, for looking names up while loading.
 *
 * uthash underneath, in strmap.c only (its macros and its exit on lack of
 * memory stay there). Keys are not copied: the caller keeps them alive. There
 * is no iteration, so no output can depend on the order of the hash.
 */
#ifndef PIAL_BASE_STRMAP_H
#define PIAL_BASE_STRMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct pial_strmap_entry;

struct pial_strmap {
	struct pial_strmap_entry *head;	/* uthash's head, NULL when empty */
};

#define PIAL_STRMAP_INIT { NULL }

/* Makes an empty map. */
PIAL_NONNULL_ALL void pial_strmap_init(struct pial_strmap *map);

/* Gives the entries back; keys belong to the caller. */
PIAL_NONNULL_ALL void pial_strmap_release(struct pial_strmap *map);

/*
 * Binds key (len bytes, kept by the caller as long as the map) to value.
 * Returns false, and changes nothing, when the key is bound already.
 */
PIAL_NONNULL_ALL
bool pial_strmap_put(struct pial_strmap *map, const char *key, size_t len, uint32_t value);

/* Looks a key up; on success stores its value and returns true. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_strmap_get(const struct pial_strmap *map, const char *key, size_t len, uint32_t *value);

#endif
