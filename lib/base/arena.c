/*
 * A list of blocks, the newest being filled from its beginning.
 *
 * Blocks double from 4 KiB to 1 MiB, so that the scratch arena of a component of three rows
 * stays small and a national week does not ask the system a million times. A piece larger than
 * half a block gets its own block, placed behind the one being filled: otherwise each large text
 * would throw away the rest of the current block. An arena that is cleared keeps one block as
 * large as all it had, so that a loop soon stops asking the system, which would clear the same
 * pages again and again. Freeing single pieces was rejected: nothing here knows which of them are
 * still in use, and no caller needs it.
 */
#include "base/arena.h"

#include <limits.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/banned.h"

#define FIRST_BLOCK ((size_t)4 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)
#define ALIGNMENT alignof(max_align_t)

struct pial_arena_block {
	struct pial_arena_block *older;		/* block before this one, or NULL */
	size_t size;				/* bytes in data */
	alignas(max_align_t) unsigned char data[];	/* the pieces */
};

void pial_arena_init(struct pial_arena *arena)
{
	arena->last = NULL;
	arena->used = 0;
	arena->total = 0;
}

static void free_blocks(struct pial_arena_block *block)
{
	while (block) {
		struct pial_arena_block *older = block->older;

		free(block);
		block = older;
	}
}

void pial_arena_release(struct pial_arena *arena)
{
	free_blocks(arena->last);
	pial_arena_init(arena);
}

static struct pial_arena_block *new_block(struct pial_arena *arena, size_t size)
{
	struct pial_arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		pial_oom(SIZE_MAX);
	block = pial_malloc(sizeof(*block) + size);
	block->older = NULL;
	block->size = size;
	arena->total += sizeof(*block) + size;
	return block;
}

void pial_arena_clear(struct pial_arena *arena)
{
	size_t total = arena->total;

	if (!arena->last)
		return;
	if (arena->last->older) {
		pial_arena_release(arena);
		arena->last = new_block(arena, total);
	}
	arena->used = 0;
}

/* A piece of its own block, which never becomes the one being filled. */
static void *alloc_large(struct pial_arena *arena, size_t size)
{
	struct pial_arena_block *block = new_block(arena, size);

	if (arena->last) {
		block->older = arena->last->older;
		arena->last->older = block;
	} else {
		arena->last = block;
		arena->used = size;
	}
	return block->data;
}

void *pial_arena_alloc(struct pial_arena *arena, size_t size)
{
	struct pial_arena_block *block = arena->last;
	size_t next;

	if (size > SIZE_MAX - ALIGNMENT)
		pial_oom(size);
	/* Two pieces of size 0 are still two pieces. */
	size = size ? (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : ALIGNMENT;

	if (!block || block->size - arena->used < size) {
		next = block ? block->size * 2 : FIRST_BLOCK;
		if (next > LARGEST_BLOCK)
			next = LARGEST_BLOCK;
		if (size > next / 2)
			return alloc_large(arena, size);
		block = new_block(arena, next);
		block->older = arena->last;
		arena->last = block;
		arena->used = 0;
	}
	arena->used += size;
	return block->data + (arena->used - size);
}

void *pial_arena_zalloc(struct pial_arena *arena, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes))
		pial_oom(SIZE_MAX);
	p = pial_arena_alloc(arena, bytes);
	memset(p, 0, bytes);
	return p;
}

char *pial_arena_strndup(struct pial_arena *arena, const char *text, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		pial_oom(len);
	copy = pial_arena_alloc(arena, len + 1);
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *pial_arena_strdup(struct pial_arena *arena, const char *text)
{
	return pial_arena_strndup(arena, text, strlen(text));
}

char *pial_arena_printf(struct pial_arena *arena, const char *format, ...)
{
	va_list ap;
	char *text;
	int len;

	va_start(ap, format);
	len = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	/* Without wide characters the one failure left is a text above INT_MAX bytes. */
	if (len < 0)
		pial_oom((size_t)INT_MAX);

	text = pial_arena_alloc(arena, (size_t)len + 1);
	va_start(ap, format);
	vsnprintf(text, (size_t)len + 1, format, ap);
	va_end(ap);
	return text;
}
