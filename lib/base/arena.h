/*
 * An arena: memory that is taken in small pieces and given back all at once.
 *
 * A loaded book lives in one arena, each component of the allocation in a
 * scratch one, so no object below has an owner to remember. Pieces are aligned
 * for any type, never move, and never give memory back one by one.
 */
#ifndef PIAL_BASE_ARENA_H
#define PIAL_BASE_ARENA_H

#include <stddef.h>

#include "base/attr.h"

struct pial_arena_block;

struct pial_arena {
	struct pial_arena_block *last;	/* block being filled, links to older ones */
	size_t used;			/* bytes taken from the last block */
	size_t total;			/* bytes obtained from the system */
};

#define PIAL_ARENA_INIT { NULL, 0, 0 }

/* Makes an empty arena; nothing is allocated yet. */
PIAL_NONNULL_ALL void pial_arena_init(struct pial_arena *arena);

/* Gives all its memory back; every pointer taken from it dies. */
PIAL_NONNULL_ALL void pial_arena_release(struct pial_arena *arena);

/*
 * Release, then ready for use again; keeps one block as large as all it had, so that a loop does
 * not allocate.
 */
PIAL_NONNULL_ALL void pial_arena_clear(struct pial_arena *arena);

/* Returns size bytes of undefined content, aligned for any type; lives as long as the arena. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
void *pial_arena_alloc(struct pial_arena *arena, size_t size);

/* Returns count * size zero bytes; an overflow is treated as lack of memory. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
void *pial_arena_zalloc(struct pial_arena *arena, size_t count, size_t size);

/* Returns a copy of len bytes of text followed by a NUL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
char *pial_arena_strndup(struct pial_arena *arena, const char *text, size_t len);

/* Returns a copy of a NUL-terminated text. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
char *pial_arena_strdup(struct pial_arena *arena, const char *text);

/* Returns a formatted text (no floating point, no locale-dependent conversion). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL PIAL_PRINTF(2, 3)
char *pial_arena_printf(struct pial_arena *arena, const char *format, ...);

#endif
